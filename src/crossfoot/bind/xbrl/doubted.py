"""Doubted declarations: sums that hold nowhere in a report, and the part that a linkbase seems to leave out of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from crossfoot.bind.xbrl.calculations import Bound, power_of_ten
from crossfoot.model.filings import Filing

DOUBTED = "sum-holds-nowhere"
"""The code of findings on complete sums that do not hold, where that says more of the linkbase than of the figures."""

_FEWEST = 2  # places where a sum must fail, and tie nowhere, before its declaration is doubted rather than the figures


def doubted(bounds: Iterable[Bound], ties: Callable[[Bound], bool]) -> list[list[Bound]]:
    """Of complete sums those that fail wherever they bind, at two places or more: the places of each.

    One figure in error fails a sum at one place, and a sum that holds nowhere is more likely declared amiss.
    """
    alike: defaultdict[tuple[object, ...], list[Bound]] = defaultdict(list)
    for bound in bounds:
        alike[bound.summation.total, frozenset(bound.summation.parts)].append(bound)
    return [found for found in alike.values() if len(found) >= _FEWEST and not any(map(ties, found))]


class Residuals:
    """What sums leave over, and which other fact of the report is as large wherever they do."""

    def __init__(self, filing: Filing, values: Mapping[str, Fraction]) -> None:
        self._filing = filing
        self._values = values
        self._at: defaultdict[tuple[object, ...], dict[str, Fraction]] = defaultdict(dict)
        for number, tag in enumerate(filing.tags):
            if not tag.is_nil and not tag.within:
                self._at[self._place(number)].setdefault(tag.concept, values[tag.figure])

    def left_out(self, places: Sequence[Bound]) -> tuple[str, int]:
        """The concept that every residual equals within rounding, and its sign; empty and 0 if none or several do."""
        common: set[tuple[str, int]] | None = None
        for bound in places:
            here = set(self._equal_to(bound))
            common = here if common is None else common & here
        return common.pop() if common is not None and len(common) == 1 else ("", 0)

    def _equal_to(self, bound: Bound) -> Iterator[tuple[str, int]]:
        facts = [self._filing.tags[tags[0]] for tags in (bound.total, *(tags for _, tags in bound.parts))]
        weights = [Fraction(1), *(-part.weight for part, _ in bound.parts)]
        residual = sum((w * self._values[tag.figure] for w, tag in zip(weights, facts, strict=True)), Fraction(0))
        halves = (power_of_ten(-tag.decimals) / 2 for tag in facts if tag.decimals is not None)
        slack, known = sum(halves, Fraction(0)), {tag.concept for tag in facts}
        for concept, value in self._at[self._place(bound.total[0])].items():
            if value and concept not in known and abs(abs(value) - abs(residual)) <= slack:
                yield concept, 1 if (value > 0) == (residual > 0) else -1

    def _place(self, number: int) -> tuple[object, ...]:
        tag = self._filing.tags[number]
        return tag.entity, tag.period, tag.members, tag.unit
