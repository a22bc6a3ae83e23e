"""One row that two documents print: whether its columns agree, and what that says for its being the same row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.tie.discovery.belief.evidence import BAN, NEARLY_EQUAL, millibans
from crossfoot.tie.discovery.belief.slips import NO_SLIP
from crossfoot.tie.discovery.discover import OVERWHELMING
from crossfoot.tie.documents.misprints import SLIPS_A_DIGIT, miswritten
from crossfoot.tie.documents.statements import Column, Row, Stated, agree
from crossfoot.vocabulary.units import PURE, Unit

RESTATED = (OVERWHELMING * BAN) - 1
"""The most belief of a difference that no slip explains, or between documents of other dates: figures are restated."""

_LEAST_STALE = 2  # digits of a figure that another column's is told by
_EITHER_SIGN = millibans(1, 2)  # that one document prints as a deduction what the other prints as an amount


@dataclass(frozen=True, slots=True)
class Pair:
    """One column of a line as two documents state it: whether one true value prints as both, or a slip tells why not.

    `worth` in millibans is what the column says for the line's being the same.
    """

    one: Stated
    other: Stated
    ties: bool
    slip: bool
    worth: int

    @property
    def is_rounded_alike(self) -> bool:
        """Whether the one is the other rounded to nearest: the same digits where both are printed to one place."""
        apart, coarser = abs(abs(self.one.value) - abs(self.other.value)), max(self.one.place, self.other.place)
        return not apart or (self.one.place != self.other.place and 2 * apart <= coarser)


@dataclass(frozen=True, slots=True)
class SameRow:
    """A row that two documents print, with the columns of both; `belief` in millibans that it is the same."""

    pairs: tuple[Pair, ...]
    belief: int
    sure: bool
    """Whether both name a line of everybody's statements."""
    turned: bool = False
    """Whether one document prints as a deduction what the other prints as an amount: each is the other's negative."""
    later: bool = False
    """Whether one of the documents reports on later periods, and may restate what the other says."""
    unit: Unit = PURE
    times: Fraction = Fraction(1)
    """What the other document's amounts are multiplied by to be in the scale of the first."""

    @property
    def ties(self) -> bool:
        """Whether all its columns agree."""
        return all(pair.ties for pair in self.pairs)

    def belief_of(self, pair: Pair) -> int:
        """The belief in one column's agreement."""
        meant = (pair.ties or pair.slip) and (pair.is_rounded_alike or not self.later)
        return self.belief if meant else min(self.belief, RESTATED)


def weighed(one: Row, other: Row) -> SameRow | None:
    """The two as one row, by the evidence of the columns that both print; None where they print none of substance."""
    both = [column for column in one.columns if column in other.columns]
    if not any(one.columns[column].value or other.columns[column].value for column in both):
        return None
    turned = all(agree(one.columns[column], other.columns[column].turned) for column in both)
    pairs = tuple(_pairs(one.columns, other.columns, turned=turned))
    if not pairs:
        return None
    ties = {abs(pair.one.value): pair.worth for pair in pairs if pair.ties}
    belief = sum(ties.values()) + sum(pair.worth for pair in pairs if not pair.ties) + (_EITHER_SIGN if turned else 0)
    return SameRow(pairs, belief, bool(one.concept) and one.concept == other.concept, turned, unit=one.unit)


def _pairs(one: Mapping[Column, Stated], other: Mapping[Column, Stated], *, turned: bool) -> Iterator[Pair]:
    for column, stated in one.items():
        if column not in other:
            continue
        theirs = other[column].turned if turned else other[column]
        if _is_a_place_of_nothing(stated, theirs):
            continue
        pair = _pair(stated, theirs)
        stale = not pair.ties and (_is_stale(column, one, other) or _is_stale(column, other, one))
        if stale:
            worth = _size(stated, theirs) - millibans(len(one) + len(other))
            pair = replace(pair, slip=True, worth=max(worth, pair.worth))
        yield replace(pair, other=other[column])


def _is_a_place_of_nothing(one: Stated, other: Stated) -> bool:
    """Whether one document prints nil and the other one last place: 0.05 rounds to either."""
    place = max(one.place, other.place)
    return sorted((abs(one.value), abs(other.value))) == [0, place]


def _is_stale(column: Column, row: Mapping[Column, Stated], other: Mapping[Column, Stated]) -> bool:
    """Whether a row repeats in this column what it prints in another, where the other document tells them apart."""
    return any(
        stated.value == row[column].value and stated.digits >= _LEAST_STALE and agree(stated, other[elsewhere])
        for elsewhere, stated in row.items()
        if elsewhere != column and elsewhere in other
    )


def _size(one: Stated, other: Stated) -> int:
    return millibans(max(1, int(max(abs(one.value), abs(other.value)) / max(one.place, other.place))))


def _pair(one: Stated, other: Stated) -> Pair:
    coarser, size = max(one.place, other.place), _size(one, other)
    if agree(one, other):
        return Pair(one, other, ties=True, slip=False, worth=size)
    apart = abs(round(one.value / coarser) - round(other.value / coarser))
    near = size - millibans(max(1, apart)) - NEARLY_EQUAL
    tried = [size - SLIPS_A_DIGIT - millibans(a.digits) for a, b in ((one, other), (other, one)) if miswritten(a, b)]
    slip = max(tried, default=NO_SLIP)
    worth = max(slip, near)
    return Pair(one, other, ties=False, slip=slip > 0, worth=worth if worth > 0 else NO_SLIP)
