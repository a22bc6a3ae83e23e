"""The least displaced assignments of problems too large to exhaust, by branch and bound in exact integers.

Every block is read in one of its orders; a budget of displacement is raised until assignments within it exist, and all
those within it are found, so the cheapest is proven to be the cheapest. What makes this fast are the tables of the sum
rows: the columns of a stacked chart are filled whole, and the least cost of each column bounds the rest.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from crossfoot.tie.recovery.assign import Filled, Search
from crossfoot.tie.recovery.assign_narrow import NothingFits, State
from crossfoot.tie.recovery.assign_order import Order, displacement, orders, total
from crossfoot.tie.recovery.assign_problem import EMPTY, Reading, SumRow
from crossfoot.tie.recovery.assign_tables import Costs, Table, TooWide, table, tabled

MOST_FOUND = 200
"""How many assignments within one budget are listed."""

MOST_WORK = 2_000_000
"""How many lines of tables, and states at `A_STATE` lines each, a search looks at before it settles for what it has."""

A_STATE = 500

STEP = 4
"""How much a table's cap grows at a time."""


class OutOfReach(Exception):
    """The search has done all the work it may, or a row is too wide to list."""


class Cheapest:
    """The search for the least displaced assignments of one problem, listing at most `most` within one budget."""

    def __init__(self, search: Search, most: int = MOST_FOUND) -> None:
        assert search.first is not None
        self.search = search
        self.most = most
        self.first = search.first
        self.left = MOST_WORK
        problem = search.problem
        self.rows = tabled(problem, self.first)
        self.readings_of = [_Read(search, choice) for choice in product(*(orders(block) for block in problem.blocks))]

    def within(self, budget: int) -> list[Filled]:
        """Every admissible assignment that costs at most `budget`, up to `most`. Raises OutOfReach."""
        found: dict[Filled, int] = {}
        for read in self.readings_of:
            tables = self._tables(read, budget)
            if tables is None:
                continue
            for filled in self._leaves(read, self.first.copy(), tables, budget):
                found.setdefault(filled, total(self.search.problem, filled))
                if len(found) >= self.most:
                    return list(found)
        return [filled for filled, price in found.items() if price <= budget]

    def _tables(self, read: "_Read", budget: int) -> tuple[Table, ...] | None:
        """The rows' tables as far as the budget reaches; None where the rows alone cost more than the budget."""
        loose = sum(min(read.costs[slot][r] for r in self.first.readings[slot]) for slot in read.loose(self.rows))
        while True:
            rest = budget - loose - sum(one.least for one in read.tables)
            if rest < 0:
                return None
            short = [n for n, one in enumerate(read.tables) if one.cap < one.least + rest]
            if not short and len(read.tables) == len(self.rows):
                return tuple(one.within(self.first, one.least + rest) for one in read.tables)
            number = short[0] if short else len(read.tables)
            cap = read.tables[number].cap + STEP if short else STEP
            try:
                made = table(self.search.problem, self.first, self.rows[number], read.costs, cap)
            except TooWide as wide:
                raise OutOfReach from wide
            read.tables[number : number + 1] = [made]
            self._spend(made.looked)

    def _leaves(self, read: "_Read", state: State, tables: tuple[Table, ...], budget: int) -> Iterator[Filled]:
        """The admissible assignments below a state within the budget."""
        try:
            state, tables = self._bounded(read, state, tables, budget)
        except NothingFits:
            return
        branches = self._branches(state, tables)
        if branches is None:
            if self.search.holds_jointly(state):
                yield tuple(state.readings[slot][0] for slot in self.search.slots)
            return
        slots, ways = branches
        for way in ways:
            self._spend(A_STATE)
            below = state.copy()
            try:
                self.search.narrowing.place(below, {s: (r,) for s, r in zip(slots, way, strict=True)})
            except NothingFits:
                continue
            yield from self._leaves(read, below, tables, budget)

    def _bounded(
        self, read: "_Read", state: State, tables: tuple[Table, ...], budget: int
    ) -> tuple[State, tuple[Table, ...]]:
        """Drop what costs more than the budget leaves, until nothing changes. Raises NothingFits."""
        loose = read.loose(self.rows)
        while True:
            least = {slot: min(read.costs[slot][r] for r in state.readings[slot]) for slot in loose}
            rest = budget - sum(least.values()) - sum(one.least for one in tables)
            if rest < 0:
                raise NothingFits
            self._spend(sum(len(one.costs) for one in tables))
            tables = tuple(one.within(state, one.least + rest) for one in tables)
            if any(not len(one.costs) for one in tables):
                raise NothingFits
            narrower = {
                slot: kept
                for slot in loose
                if len(kept := tuple(r for r in state.readings[slot] if read.costs[slot][r] <= least[slot] + rest))
                < len(state.readings[slot])
            }
            for one in tables:
                for place, slot in enumerate(one.slots):
                    if len(used := one.used(place)) < len(state.readings[slot]):
                        narrower[slot] = used
            if not narrower:
                return state, tables
            self.search.narrowing.place(state, narrower)

    def _spend(self, work: int) -> None:
        self.left -= work
        if self.left < 0:
            raise OutOfReach

    def _branches(
        self, state: State, tables: tuple[Table, ...]
    ) -> tuple[tuple[int, ...], list[tuple[Reading, ...]]] | None:
        """The slot or row with the fewest ways left, with its ways; None where every slot is filled."""
        open_slots = [slot for slot in self.search.slots if len(state.readings[slot]) > 1]
        if not open_slots:
            return None
        slot = min(open_slots, key=lambda one: len(state.readings[one]))
        rows = [one for one in tables if len(one.costs) > 1]
        row = min(rows, key=lambda one: len(one.costs), default=None)
        if row is not None and len(row.costs) <= len(state.readings[slot]):
            return row.slots, [readings for _, readings in row.lines()]
        return (slot,), [(reading,) for reading in state.readings[slot]]


class _Read:
    """One choice of an order of reading for every block: what each reading costs in each slot, and the rows' tables."""

    def __init__(self, search: Search, chosen: Sequence[Order]) -> None:
        self.costs: Costs = {}
        self.tables: list[Table] = []
        assert search.first is not None
        costs: dict[int, dict[Reading, int]] = {}
        for block, order in zip(search.problem.blocks, chosen, strict=True):
            for place, slot in enumerate(block.slots):
                costs[slot] = {
                    r: 0
                    if r.label == EMPTY
                    else min(displacement(block, order, place, rank) for rank in block.labels[r.label].ranks)
                    for r in search.first.readings[slot]
                }
        self.costs = costs

    def loose(self, rows: Sequence[SumRow]) -> tuple[int, ...]:
        """The slots in no tabled row."""
        in_rows = {variable for row in rows for _, variable in row.terms}
        return tuple(slot for slot in self.costs if slot not in in_rows)
