"""Calculations 1.1: where a declared sum binds, and whether its facts are consistent, sum by sum.

This is the specification's own verdict, one sum at a time. What all sums say together is for the engine.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache

from crossfoot.model.filings import Filing, Part, Summation, Tag
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.rounding import Rounding, admitted


class Consistency(StrEnum):
    """What Calculations 1.1 says of a sum where it binds."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    BLOCKED = "blocked"  # duplicates that disagree, or digits beyond the accuracy stated: not checked


@dataclass(frozen=True, slots=True)
class Bound:
    """A sum at one place where it binds: the tags of its total and of each part that is reported.

    `missing` are the parts that the report says nothing of there; nil ones are reported. `tags` are numbers of tags in
    the filing, several where a fact is reported more than once.
    """

    summation: Summation
    total: tuple[int, ...]
    parts: tuple[tuple[Part, tuple[int, ...]], ...]
    missing: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every part of the sum is reported."""
        return not self.missing


_Group = tuple[object, ...]
_Reported = Mapping[str, Mapping[_Group, Sequence[int]]]


def bindings(filing: Filing) -> Iterator[Bound]:
    """Where each sum binds: total and a part reported, neither nil, of one entity, period, unit and set of members."""
    reported = _reported(filing)
    for summation in filing.summations:
        totals = reported.get(summation.total, {})
        for group, total in totals.items():
            if all(filing.tags[n].is_nil for n in total):
                continue
            found = [(part, tuple(reported.get(part.concept, {}).get(group, ()))) for part in summation.parts]
            parts = tuple((p, tags) for p, tags in found if tags and not all(filing.tags[n].is_nil for n in tags))
            if parts:
                missing = tuple(part.concept for part, tags in found if not tags)
                yield Bound(summation, tuple(total), parts, missing)


def _reported(filing: Filing) -> _Reported:
    found: defaultdict[str, defaultdict[_Group, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, tag in enumerate(filing.tags):
        if not tag.within:
            found[tag.concept][tag.entity, tag.period, tag.members, tag.unit].append(number)
    return found


class _Fractions(dict[str, Fraction]):
    """The values of figures by their ids, each made a fraction once it is asked for: most are in no sum."""

    def __init__(self, values: Mapping[str, Decimal]) -> None:
        super().__init__()
        self._decimals = values

    def __missing__(self, figure: str) -> Fraction:
        self[figure] = value = Fraction(self._decimals[figure])
        return value


class Checker:
    """Gives the verdicts of one filing in one mode: rounding to nearest, or truncation."""

    def __init__(self, filing: Filing, rounding: Rounding = Rounding.NEAREST) -> None:
        self._filing = filing
        self._rounding = rounding
        self.values: dict[str, Fraction] = _Fractions({figure.id: figure.printed.value for figure in filing.figures})
        self._known: dict[tuple[int, ...], Interval | None] = {}

    def verdict(self, bound: Bound) -> Consistency:
        """Whether a value of the total and values of the parts exist that add up."""
        total = self.admitted(bound.total)
        parts = [(part.weight, self.admitted(tags)) for part, tags in bound.parts]
        if total is None or any(interval is None for _, interval in parts):
            return Consistency.BLOCKED
        added = weighted_sum((weight, interval) for weight, interval in parts if interval is not None)
        return Consistency.INCONSISTENT if total.intersect(added).is_empty else Consistency.CONSISTENT

    def adds_up(self, bound: Bound) -> bool:
        """Whether the values as reported add up to the digit."""
        tags = self._filing.tags
        added = sum((part.weight * self.values[tags[each[0]].figure] for part, each in bound.parts), Fraction(0))
        return self.values[tags[bound.total[0]].figure] == added

    def admitted(self, tags: tuple[int, ...]) -> Interval | None:
        """The true values that all tags of one fact admit; None where they do not agree or cannot be relied on."""
        if tags not in self._known:
            self._known[tags] = self._admitted([self._filing.tags[number] for number in tags])
        return self._known[tags]

    def _admitted(self, tags: Sequence[Tag]) -> Interval | None:
        if any(tag.is_nil for tag in tags):
            return None
        by_accuracy: dict[int | None, Fraction] = {}
        found = Interval()
        for tag in tags:
            value = self.values[tag.figure]
            place = None if tag.decimals is None else power_of_ten(-tag.decimals)
            if not tag.precise or (place is not None and not _is_multiple(value, place)):
                return None
            if by_accuracy.setdefault(tag.decimals, value) != value:
                return None
            own = Interval.point(value) if place is None else admitted(value, place, self._rounding)
            if len(tags) == 1:
                return own
            found = found.intersect(own)
        return None if found.is_empty else found


def _is_multiple(value: Fraction, place: Fraction) -> bool:
    """Whether a value is counted in whole places."""
    (times, below), (step, by) = value.as_integer_ratio(), place.as_integer_ratio()
    return not times * by % (below * step)


@cache
def power_of_ten(exponent: int) -> Fraction:
    """Ten to a whole power."""
    return Fraction(10**exponent) if exponent >= 0 else Fraction(1, 10**-exponent)


def weighted_sum(terms: Iterable[tuple[Fraction, Interval]]) -> Interval:
    """All sums of weight times value; an end is open where that of any term is."""
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    low_open = high_open = False
    for weight, interval in terms:
        term = interval if weight >= 0 else interval.negated()
        size = abs(weight)
        low = None if term.low is None or low is None else low + (term.low if size == 1 else size * term.low)
        high = None if term.high is None or high is None else high + (term.high if size == 1 else size * term.high)
        low_open, high_open = low_open or term.low_open, high_open or term.high_open
    return Interval(low, high, low_open, high_open)
