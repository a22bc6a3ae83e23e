"""Calculations 1.1: where a declared sum binds, and whether its facts are consistent, sum by sum.

This is the specification's own verdict, one sum at a time. What all sums say together is for the engine.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from math import lcm
from typing import NamedTuple

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


_Reported = Mapping[str, Mapping[int, tuple[int, ...]]]
"""The numbers of the tags of each concept, by the number of their entity, period, unit and members."""


def bindings(filing: Filing) -> Iterator[Bound]:
    """Where each sum binds: total and a part reported, neither nil, of one entity, period, unit and set of members."""
    reported, nil = _reported(filing), frozenset(n for n, tag in enumerate(filing.tags) if tag.is_nil)
    nowhere: Mapping[int, tuple[int, ...]] = {}
    for summation in filing.summations:
        of_parts = [(part, reported.get(part.concept, nowhere)) for part in summation.parts]
        for group, total in reported.get(summation.total, nowhere).items():
            if nil and nil.issuperset(total):
                continue
            found = [(part, places[group]) for part, places in of_parts if group in places]
            parts = tuple([each for each in found if not nil.issuperset(each[1])]) if nil else tuple(found)
            if parts:
                missing = tuple([part.concept for part, places in of_parts if group not in places])
                yield Bound(summation, total, parts, missing)


def _reported(filing: Filing) -> _Reported:
    groups: dict[tuple[object, ...], int] = {}
    met: dict[tuple[object, ...], int] = {}  # the same records again are known without being hashed
    found: defaultdict[str, dict[int, tuple[int, ...]]] = defaultdict(dict)
    for number, tag in enumerate(filing.tags):
        if tag.within:
            continue
        records = tag.entity, id(tag.period), id(tag.members), id(tag.unit)
        group = met.get(records)
        if group is None:
            key = tag.entity, tag.period, tag.members, tag.unit
            group = met[records] = groups.setdefault(key, len(groups))
        places = found[tag.concept]
        places[group] = (*places.get(group, ()), number)
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
        self._decimals = {figure.id: figure.printed.value for figure in filing.figures}
        self.values: dict[str, Fraction] = _Fractions(self._decimals)
        self._known: dict[tuple[int, ...], Interval | None] = {}
        self._ends: dict[tuple[int, ...], _Ends | None] = {}

    def verdict(self, bound: Bound) -> Consistency:
        """Whether a value of the total and values of the parts exist that add up."""
        total = self._counted(bound.total)
        parts = [(part.weight, self._counted(tags)) for part, tags in bound.parts]
        if total is None or any(ends is None for _, ends in parts):
            return Consistency.BLOCKED
        added = _added([(weight, ends) for weight, ends in parts if ends is not None])
        return Consistency.CONSISTENT if _overlap(total, added) else Consistency.INCONSISTENT

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

    def _counted(self, tags: tuple[int, ...]) -> "_Ends | None":
        """The ends of what all tags of one fact admit, in whole numbers; None as for `admitted`."""
        if tags not in self._ends:
            own = _of_one(self._filing.tags[tags[0]], self._decimals, self._rounding) if len(tags) == 1 else None
            if own is None:
                interval = self.admitted(tags)
                own = None if interval is None else _in_whole_numbers(interval)
            self._ends[tags] = own
        return self._ends[tags]

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


class _Ends(NamedTuple):
    """An interval in whole numbers over one divisor: fractions are reduced at every step."""

    low: int
    high: int
    divisor: int
    low_open: bool = False
    high_open: bool = False


def _of_one(tag: Tag, values: Mapping[str, Decimal], rounding: Rounding) -> _Ends | None:
    """What the tag of a fact that is reported once admits, where it was rounded to nearest; None otherwise."""
    if not tag.figure or not tag.precise:
        return None
    over, under = values[tag.figure].as_integer_ratio()
    if tag.decimals is None:
        return _Ends(over, over, under)
    step, by = power_of_ten(-tag.decimals).as_integer_ratio()
    if rounding is not Rounding.NEAREST or over * by % (under * step):
        return None
    middle, half = 2 * over * by, step * under
    return _Ends(middle - half, middle + half, 2 * under * by)


def _in_whole_numbers(interval: Interval) -> _Ends:
    """The ends of an interval that has both, as every way of rounding a document gives them."""
    assert interval.low is not None
    assert interval.high is not None
    (low, by), (high, of) = interval.low.as_integer_ratio(), interval.high.as_integer_ratio()
    divisor = lcm(by, of)
    return _Ends(low * (divisor // by), high * (divisor // of), divisor, interval.low_open, interval.high_open)


def _added(terms: Sequence[tuple[Fraction, _Ends]]) -> _Ends:
    """All sums of weight times value; an end is open where that of any term is."""
    low, high, divisor, low_open, high_open = 0, 0, 1, False, False
    for weight, ends in terms:
        times, by = weight.as_integer_ratio()
        least, most, below = ends.low, ends.high, ends.divisor * by
        opens = ends.low_open, ends.high_open
        if below != divisor:
            common = lcm(divisor, below)
            low, high, divisor = low * (common // divisor), high * (common // divisor), common
            times *= common // below
        if times < 0:
            least, most, opens = most, least, (opens[1], opens[0])
        low, high = low + times * least, high + times * most
        low_open, high_open = low_open or opens[0], high_open or opens[1]
    return _Ends(low, high, divisor, low_open, high_open)


def _overlap(one: _Ends, other: _Ends) -> bool:
    """Whether some value is in both intervals."""
    below, above = one.low * other.divisor, other.high * one.divisor
    if below > above or (below == above and (one.low_open or other.high_open)):
        return False
    below, above = other.low * one.divisor, one.high * other.divisor
    return below < above or (below == above and not (other.low_open or one.high_open))


def _is_multiple(value: Fraction, place: Fraction) -> bool:
    """Whether a value is counted in whole places."""
    (times, below), (step, by) = value.as_integer_ratio(), place.as_integer_ratio()
    return not times * by % (below * step)


@cache
def power_of_ten(exponent: int) -> Fraction:
    """Ten to a whole power."""
    return Fraction(10**exponent) if exponent >= 0 else Fraction(1, 10**-exponent)
