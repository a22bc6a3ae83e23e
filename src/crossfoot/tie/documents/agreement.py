"""Agreement of two documents: which of their rows are the same, told by their names and borne out by their figures.

Two documents speak of one entity where several rows of one name agree wherever both print them, and those are no small
round figures that agree by accident. A row is then believed to be the same by the odds that its name promises, shared
among all rows of that name, and by the evidence of its columns: that they agree, that they nearly do, or that a slip
makes one of the other (docs/convention.md, section 9.9).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crossfoot.model.facts import Members
from crossfoot.tie.discovery.discover import LIKELY, OVERWHELMING
from crossfoot.tie.discovery.evidence import BAN, NEARLY_EQUAL, millibans
from crossfoot.tie.discovery.slips import NO_SLIP
from crossfoot.tie.documents.misprints import SLIPS_A_DIGIT, miswritten
from crossfoot.tie.documents.statements import Column, Row, Stated, agree
from crossfoot.vocabulary.scenarios import ACTUAL
from crossfoot.vocabulary.spans import Duration, Undated
from crossfoot.vocabulary.units import Unit

LEAST = BAN
"""The least belief of a row whose columns all agree."""

LEAST_BROKEN = LIKELY * BAN
"""The least belief of a row that disagrees somewhere."""

RESTATED = (OVERWHELMING * BAN) - 1
"""The most belief of a difference that no slip explains, or between documents of other dates: figures are restated."""

_SAME_ENTITY = 9 * BAN  # what the rows that agree must be worth: one in a billion by accident
_ROWS_LEAST = 3  # that must agree in all their columns
_TO_OUTVOTE = 3  # agreeing rows to a disagreeing one, and agreeing columns to one that differs like no slip
_NAMED_ALIKE = millibans(1, 2)  # that rows of one name are the same row
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

    @property
    def ties(self) -> bool:
        """Whether all its columns agree."""
        return all(pair.ties for pair in self.pairs)

    def belief_of(self, pair: Pair) -> int:
        """The belief in one column's agreement."""
        meant = pair.ties or (pair.slip and not self.later)
        return self.belief if meant else min(self.belief, RESTATED)


def same_rows(one: Sequence[Row], other: Sequence[Row]) -> list[SameRow]:
    """The rows that two documents share; none where they do not speak of one entity."""
    named: dict[tuple[str, Unit, Members], list[int]] = defaultdict(list)
    for number, row in enumerate(other):
        for name in row.names:
            named[name, row.unit, row.members].append(number)
    best = []
    for row in one:
        alike = sorted({n for name in row.names for n in named.get((name, row.unit, row.members), ())})
        weighed = [_weighed(row, other[n]) for n in alike]
        found = max(filter(None, weighed), key=lambda same: same.belief, default=None)
        if found is not None:
            best.append(replace(found, belief=found.belief - millibans(len(alike))))
    if not _of_one_entity(best):
        return []
    agreeing = sum(same.ties for same in best if same.sure)
    differing = sum(not same.ties for same in best if same.sure)
    later = _latest(one) != _latest(other)
    promised = [replace(_promised(same, agreeing, differing), later=later) for same in best]
    return [same for same in promised if _is_kept(same)]


def _latest(rows: Sequence[Row]) -> date | None:
    """The last day that several of a document's rows report on."""
    days = Counter(
        period.end if isinstance(period, Duration) else period.day
        for row in rows
        for period, scenario in row.columns
        if scenario == ACTUAL and not isinstance(period, Undated)
    )
    return max((day for day, count in days.items() if count >= _ROWS_LEAST), default=None)


def _promised(same: SameRow, agreeing: int, differing: int) -> SameRow:
    """The row with what its name promises: a statement's line by how the others agree."""
    if not same.sure:
        return replace(same, belief=same.belief + _NAMED_ALIKE)
    others = agreeing - same.ties + 1, differing - (not same.ties) + 1
    return replace(same, belief=same.belief + millibans(*others))


def _weighed(one: Row, other: Row) -> SameRow | None:
    """The two as one row, by the evidence of the columns that both print; None where they print none of substance."""
    both = [column for column in one.columns if column in other.columns]
    if not any(one.columns[column].value or other.columns[column].value for column in both):
        return None
    turned = all(agree(one.columns[column], other.columns[column].turned) for column in both)
    pairs = tuple(_pairs(one.columns, other.columns, turned=turned))
    ties = {abs(pair.one.value): pair.worth for pair in pairs if pair.ties}
    belief = sum(ties.values()) + sum(pair.worth for pair in pairs if not pair.ties) + (_EITHER_SIGN if turned else 0)
    return SameRow(pairs, belief, bool(one.concept) and one.concept == other.concept, turned)


def _pairs(one: Mapping[Column, Stated], other: Mapping[Column, Stated], *, turned: bool) -> Iterator[Pair]:
    for column, stated in one.items():
        if column not in other:
            continue
        theirs = other[column].turned if turned else other[column]
        pair = _pair(stated, theirs)
        stale = not pair.ties and (_is_stale(column, one, other) or _is_stale(column, other, one))
        if stale:
            worth = _size(stated, theirs) - millibans(len(one) + len(other))
            pair = replace(pair, slip=True, worth=max(worth, pair.worth))
        yield replace(pair, other=other[column])


def _is_stale(column: Column, row: Mapping[Column, Stated], other: Mapping[Column, Stated]) -> bool:
    """Whether a row repeats in this column what it prints in another, where the other document tells them apart."""
    return any(
        stated.value == row[column].value and agree(stated, other[elsewhere])
        for elsewhere, stated in row.items()
        if elsewhere != column and elsewhere in other and stated.value
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


def _of_one_entity(best: Sequence[SameRow]) -> bool:
    agreeing = [same for same in best if same.ties and same.belief > 0]
    told = {abs(pair.one.value): pair.worth for same in agreeing for pair in same.pairs}
    return len(agreeing) >= _ROWS_LEAST and sum(told.values()) >= _SAME_ENTITY


def _is_kept(same: SameRow) -> bool:
    failing = [pair for pair in same.pairs if not pair.ties]
    if not failing:
        return same.belief >= LEAST
    tied = len(same.pairs) - len(failing)
    outvoted = tied >= _TO_OUTVOTE * len(failing) or (len(failing) == 1 and failing[0].worth > 0)
    return same.belief >= LEAST_BROKEN and outvoted and (same.sure or tied > len(failing))
