"""Tables of sum rows: every way to fill the slots of one row that foots, up to a cost, found by meeting in the middle.

The slots of a row are split in two halves; the fillings of each half are listed, those of one half sorted by their sum,
and each filling of the other half looks up the sums that complete it. Sums are exact 64-bit integers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crossfoot.tie.recovery.assign_narrow import State, ends
from crossfoot.tie.recovery.assign_problem import EMPTY, Problem, Reading, SumRow

Integers = npt.NDArray[np.int64]

LARGEST = 2**58
"""Sums beyond this are left to the search: sixteen of them still fit 64 bits."""

MOST = 2_000_000
"""How many fillings a table may have to look at."""


class TooWide(Exception):
    """A row has too many fillings to list."""


Costs = Mapping[int, Mapping[Reading, int]]
"""What each reading costs in each slot."""


@dataclass(frozen=True, slots=True)
class Table:
    """The fillings of a row's slots that foot and cost at most `cap`: a line each, readings by number in `readings`.

    `costs` has shape (lines,), `fillings` (lines, slots); `looked` counts the lines that were looked at to list them.
    """

    slots: tuple[int, ...]
    readings: tuple[tuple[Reading, ...], ...]
    cap: int
    costs: Integers
    fillings: Integers
    looked: int

    @property
    def least(self) -> int:
        """No filling of the row costs less."""
        return int(self.costs.min()) if len(self.costs) else self.cap + 1

    def within(self, state: State, cap: int) -> "Table":
        """The lines that a narrowed state still allows and that cost at most `cap`."""
        kept = self.costs <= cap
        for place, slot in enumerate(self.slots):
            allowed = set(state.readings[slot])
            if len(allowed) < len(self.readings[place]):
                able = np.array([reading in allowed for reading in self.readings[place]])
                kept &= able[self.fillings[:, place]]
        if kept.all():
            return self
        return Table(
            self.slots, self.readings, min(cap, self.cap), self.costs[kept], self.fillings[kept], len(self.costs)
        )

    def used(self, place: int) -> tuple[Reading, ...]:
        """The readings that some line has in one slot."""
        return tuple(self.readings[place][number] for number in np.unique(self.fillings[:, place]))

    def lines(self) -> list[tuple[int, tuple[Reading, ...]]]:
        """Every line's cost and readings, the cheapest first."""
        order = np.argsort(self.costs, kind="stable")
        return [
            (int(self.costs[line]), tuple(self.readings[p][n] for p, n in enumerate(self.fillings[line])))
            for line in order
        ]


def tabled(problem: Problem, state: State) -> tuple[SumRow, ...]:
    """Rows that share no slot and whose slots can be listed, those with the most slots first."""
    chosen: list[SumRow] = []
    taken: set[int] = set()
    rows = [row for row in problem.rows if isinstance(row, SumRow)]
    for row in sorted(rows, key=lambda one: -len(_slots(problem, one))):
        slots = _slots(problem, row)
        if len(slots) >= 2 and not taken & set(slots) and _is_small(state, row) and not _may_stay_empty(state, slots):
            chosen.append(row)
            taken.update(slots)
    return tuple(chosen)


def table(problem: Problem, state: State, row: SumRow, costs: Costs, cap: int) -> Table:
    """The row's fillings that cost at most `cap`, from what a state allows. Raises TooWide."""
    slots = _slots(problem, row)
    sign = {variable: coefficient for coefficient, variable in row.terms}
    rest_least, rest_most = ends(state, tuple(term for term in row.terms if term[1] not in slots))
    readings = tuple(tuple(r for r in state.readings[slot] if costs[slot][r] <= cap) for slot in slots)
    columns = [_Column.of(sign[slot], own, costs[slot]) for slot, own in zip(slots, readings, strict=True)]
    middle = len(slots) // 2
    left, right = _half(columns[:middle], cap), _half(columns[middle:], cap)
    found = _joined(left, right, row.low - rest_most, row.high - rest_least)
    kept = found.costs <= cap
    fillings, prices = found.fillings[kept], found.costs[kept]
    once = _each_once(problem, slots, readings, fillings)
    looked = len(left.costs) + len(right.costs) + len(found.costs)
    return Table(slots, readings, cap, prices[once], fillings[once], looked)


def _slots(problem: Problem, row: SumRow) -> tuple[int, ...]:
    return tuple(variable for _, variable in row.terms if problem.readings[variable])


def _is_small(state: State, row: SumRow) -> bool:
    least, most = ends(state, row.terms)
    return least > -LARGEST and most < LARGEST and row.low > -LARGEST and row.high < LARGEST


def _may_stay_empty(state: State, slots: Sequence[int]) -> bool:
    return any(reading.label == EMPTY for slot in slots for reading in state.readings[slot])


@dataclass(frozen=True, slots=True)
class _Column:
    """The readings of one slot, or the fillings of several: the ends of their sums, their costs, their readings."""

    lows: Integers
    highs: Integers
    costs: Integers
    fillings: Integers

    @classmethod
    def of(cls, sign: int, readings: Sequence[Reading], costs: Mapping[Reading, int]) -> "_Column":
        """One slot's readings times its coefficient."""
        spans = [sorted((sign * r.span.low, sign * r.span.high)) for r in readings]
        return cls(
            np.array([low for low, _ in spans], dtype=np.int64),
            np.array([high for _, high in spans], dtype=np.int64),
            np.array([costs[r] for r in readings], dtype=np.int64),
            np.arange(len(readings), dtype=np.int64)[:, None],
        )

    def take(self, lines: npt.NDArray[np.intp]) -> "_Column":
        """Some of the lines."""
        return _Column(self.lows[lines], self.highs[lines], self.costs[lines], self.fillings[lines])

    def beside(self, other: "_Column", mine: npt.NDArray[np.intp], theirs: npt.NDArray[np.intp]) -> "_Column":
        """Lines of both, added up pair by pair."""
        return _Column(
            self.lows[mine] + other.lows[theirs],
            self.highs[mine] + other.highs[theirs],
            self.costs[mine] + other.costs[theirs],
            np.hstack([self.fillings[mine], other.fillings[theirs]]),
        )


def _half(columns: Sequence[_Column], cap: int) -> _Column:
    """Every filling of some slots that costs at most `cap`."""
    zero = np.zeros(1, dtype=np.int64)
    total = _Column(zero, zero, zero, np.zeros((1, 0), dtype=np.int64))
    for column in columns:
        if len(total.costs) * len(column.costs) > MOST:
            raise TooWide
        mine, theirs = np.nonzero(total.costs[:, None] + column.costs[None, :] <= cap)
        total = total.beside(column, mine, theirs)
    return total


def _joined(left: _Column, right: _Column, low: int, high: int) -> _Column:
    """Fillings of both halves whose sum can lie between `low` and `high`."""
    left = left.take(np.argsort(left.lows, kind="stable"))
    width = int((left.highs - left.lows).max(initial=0))
    first = np.searchsorted(left.lows, low - right.highs - width, side="left")
    last = np.searchsorted(left.lows, high - right.lows, side="right")
    counts = np.maximum(last - first, 0)
    if counts.sum() > MOST:
        raise TooWide
    theirs = np.repeat(np.arange(len(counts)), counts)
    starts = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) if len(counts) else first
    mine = starts + np.arange(len(theirs))
    both = left.beside(right, mine, theirs)
    return both.take(np.nonzero((both.lows <= high) & (both.highs >= low))[0])


def _each_once(
    problem: Problem, slots: Sequence[int], readings: Sequence[Sequence[Reading]], fillings: Integers
) -> npt.NDArray[np.bool_]:
    """Which fillings use no label of a block more often than it was printed."""
    kept = np.ones(len(fillings), dtype=np.bool_)
    for block in problem.blocks:
        places = [place for place, slot in enumerate(slots) if slot in block.slots]
        if len(places) < 2:
            continue
        labels = np.column_stack(
            [np.array([r.label for r in readings[p]], dtype=np.int64)[fillings[:, p]] for p in places]
        )
        printed = np.array([len(label.figures) for label in block.labels])
        for place in range(len(places)):
            times = (labels == labels[:, place : place + 1]).sum(axis=1)
            kept &= times <= printed[labels[:, place]]
    return kept
