"""Calculations of XBRL 2.1 (section 5.2.5.2): values rounded first, then added and compared; tuples as scopes.

Superseded by Calculations 1.1, whose verdicts the book rests on; kept for filings that are judged by it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from crossfoot.model.filings import Filing, Summation, Tag

_WIDE = Context(prec=400, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Rounded:
    """A sum as XBRL 2.1 compares it: the total's tag, its rounded value, and the sum of its rounded parts, rounded.

    Either value is None where a fact is accurate to no digit, which is consistent with nothing.
    """

    summation: Summation
    total: Tag
    stated: Decimal | None
    added: Decimal | None

    @property
    def is_consistent(self) -> bool:
        """Whether both are known and equal."""
        return self.stated is not None and self.stated == self.added


_Place = tuple[object, ...]


def rounded_sums(filing: Filing) -> Iterator[Rounded]:
    """Every sum that binds: total and parts neither nil nor reported twice, the parts below the total's tuple."""
    values = {figure.id: figure.printed.value for figure in filing.figures}
    reported: defaultdict[tuple[str, _Place], list[Tag]] = defaultdict(list)
    for tag in filing.tags:
        reported[tag.concept, (tag.entity, tag.period, tag.members, tag.unit)].append(tag)
    places: defaultdict[str, list[_Place]] = defaultdict(list)
    for concept, place in reported:
        places[concept].append(place)
    for summation in filing.summations:
        for place in places.get(summation.total, ()):
            totals = reported[summation.total, place]
            for total in totals:
                parts = [
                    (part.weight, tag)
                    for part in summation.parts
                    for tag in reported.get((part.concept, place), ())
                    if tag.within[: len(total.within)] == total.within
                ]
                if _binds(total, totals, [tag for _, tag in parts]):
                    yield _rounded(summation, total, parts, values)


def _binds(total: Tag, alike: Sequence[Tag], parts: Sequence[Tag]) -> bool:
    if total.is_nil or sum(other.within == total.within for other in alike) > 1:
        return False
    reported = [tag for tag in parts if not tag.is_nil]
    places = [(tag.concept, tag.within) for tag in parts]
    return bool(reported) and len(set(places)) == len(places)


def _rounded(
    summation: Summation, total: Tag, parts: Sequence[tuple[Fraction, Tag]], values: dict[str, Decimal]
) -> Rounded:
    added: Fraction | None = Fraction(0)
    for weight, tag in parts:
        value = None if tag.is_nil else _value(tag, values[tag.figure])
        if value is not None and added is not None:
            added += weight * Fraction(value)
        elif not tag.is_nil:
            added = None
    if not total.precise:
        return Rounded(summation, total, None, None)
    shown = None if added is None else _at(_WIDE.divide(Decimal(added.numerator), Decimal(added.denominator)), total)
    return Rounded(summation, total, _value(total, values[total.figure]), shown)


def _value(tag: Tag, value: Decimal) -> Decimal | None:
    """The value at its accuracy; None where it has none."""
    return _at(value, tag) if tag.precise else None


def _at(value: Decimal, tag: Tag) -> Decimal:
    if tag.decimals is None:
        return _WIDE.normalize(value)
    return _WIDE.normalize(value.quantize(Decimal(1).scaleb(-tag.decimals), context=_WIDE))
