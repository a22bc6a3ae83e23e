"""Assignment by exhaustion: every way to put labels of lost order into slots such that all identities can hold.

The search is exact. Narrowing removes only what no assignment contains; what is left is tried, the slot with the fewest
possibilities first; a complete assignment is admitted when true values exist that satisfy every row jointly.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.tie.recovery.assign_joint import Ends, closed, ends, solution
from crossfoot.tie.recovery.assign_narrow import FAR, Narrowing, NothingFits, State
from crossfoot.tie.recovery.assign_narrow import ends as ends_of
from crossfoot.tie.recovery.assign_problem import EMPTY, Problem, RatioRow, Reading, Span, SumRow

Filled = tuple[Reading, ...]
"""An assignment: the reading in each slot, in the order of `slots(problem)`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a search goes, counted so that every run ends alike on every machine.

    It ends with `found` assignments, after `states` states, or after `patience` states in a row without an assignment.
    """

    found: int = 100
    states: int = 20_000
    patience: int = 1500


@dataclass(frozen=True, slots=True)
class Admissible:
    """Admissible assignments found after looking at so many `states`; `exhausted` says that there are no others."""

    found: tuple[Filled, ...]
    exhausted: bool
    states: int


def slots(problem: Problem) -> tuple[int, ...]:
    """The variables that are slots, block by block."""
    return tuple(slot for block in problem.blocks for slot in block.slots)


class Search:
    """The search for admissible assignments of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.narrowing = Narrowing(problem)
        self.slots = slots(problem)
        try:
            self.first: State | None = self.narrowing.start()
        except NothingFits:
            self.first = None

    def all(self, limits: Limits, other_than: tuple[int, int] | None = None) -> Admissible:
        """Every admissible assignment within the limits; `other_than` keeps a label (second) out of a slot (first)."""
        found: list[Filled] = []
        walk = _Walk(self, limits)
        for filled in walk.leaves(self._barred(other_than)):
            found.append(filled)
            if len(found) >= limits.found:
                return Admissible(tuple(found), exhausted=False, states=walk.looked)
        return Admissible(tuple(found), exhausted=not walk.stopped, states=walk.looked)

    def admits(self, filled: Filled) -> bool:
        """Whether an assignment is admissible."""
        if self.first is None:
            return False
        state = self.first.copy()
        try:
            self.narrowing.place(state, {slot: (r,) for slot, r in zip(self.slots, filled, strict=True)})
        except NothingFits:
            return False
        return self.holds_jointly(state)

    def holds_jointly(self, state: State) -> bool:
        """Whether true values satisfy all rows at once, every slot being filled."""
        spans = list(self.problem.spans)
        for slot in self.slots:
            spans[slot] = state.readings[slot][0].span
        columns = [_ends(span) for span in spans]
        rows: list[tuple[list[tuple[int, int]], Ends]] = []
        for row in self.problem.rows:
            if isinstance(row, SumRow):
                rows.append((list(row.terms), closed(row.low, row.high)))
            elif ends_of(state, row.denominator)[0] >= 0:
                rows += _ratio_rows(row, self._ratio_span(state, spans, row), self.problem.grid)
        telling = [row for row in rows if not _is_sure(row, spans)]
        near = [_bracket(state.lows[v], state.highs[v]) for v in range(len(spans))]
        return solution(columns, telling, near) is not None

    def _ratio_span(self, state: State, spans: list[Span], row: RatioRow) -> Span:
        """The ends of a ratio: its own where it is printed, else those that narrowing left."""
        own = spans[row.ratio]
        low, high = state.lows[row.ratio], state.highs[row.ratio]
        low_open, high_open = own.low_open and low <= own.low, own.high_open and high >= own.high
        return Span(max(low, own.low), min(high, own.high), low_open, high_open)

    def _barred(self, other_than: tuple[int, int] | None) -> State | None:
        if self.first is None or other_than is None:
            return self.first
        slot, label = other_than
        state = self.first.copy()
        try:
            self.narrowing.place(state, {slot: tuple(r for r in state.readings[slot] if r.label != label)})
        except NothingFits:
            return None
        return state


class _Walk:
    """One walk through the tree of assignments, which stops when it has looked at too many states."""

    def __init__(self, search: Search, limits: Limits) -> None:
        self.search = search
        self.limits = limits
        self.looked = 0
        self.last = 0
        self.stopped = False

    def leaves(self, state: State | None) -> Iterator[Filled]:
        """Every admissible assignment below a state."""
        if state is None:
            return
        open_slots = [slot for slot in self.search.slots if len(state.readings[slot]) > 1]
        if not open_slots:
            if self.search.holds_jointly(state):
                self.last = self.looked
                yield tuple(state.readings[slot][0] for slot in self.search.slots)
            return
        slot = min(open_slots, key=lambda one: len(state.readings[one]))
        for reading in state.readings[slot]:
            if self.looked >= min(self.limits.states, self.last + self.limits.patience):
                self.stopped = True
                return
            self.looked += 1
            yield from self.leaves(self._below(state, slot, reading))

    def _below(self, state: State, slot: int, reading: Reading) -> State | None:
        below = state.copy()
        try:
            self.search.narrowing.place(below, {slot: (reading,)})
        except NothingFits:
            return None
        return below


def _is_sure(row: tuple[list[tuple[int, int]], Ends], spans: list[Span]) -> bool:
    """Whether the columns' own ends already keep a row well within its ends."""
    least = sum(c * (spans[v].low if c > 0 else spans[v].high) for c, v in row[0])
    most = sum(c * (spans[v].high if c > 0 else spans[v].low) for c, v in row[0])
    low, high = row[1].low, row[1].high
    return (low is None or least > low[0]) and (high is None or most < high[0])


def _bracket(low: int, high: int) -> tuple[int, int]:
    """Ends to guess between, the known one twice where the other is absent."""
    known = [end for end in (low, high) if abs(end) < FAR] or [0]
    return known[0], known[-1]


def _ends(span: Span) -> Ends:
    low = span.low if span.low > -FAR else None
    high = span.high if span.high < FAR else None
    return ends(low, high, low_open=span.low_open, high_open=span.high_open)


def _ratio_rows(row: RatioRow, ratio: Span, grid: int) -> list[tuple[list[tuple[int, int]], Ends]]:
    """A ratio's ends as rows: grid x numerator - (end - offset) x denominator lies on one side of zero."""
    made: list[tuple[list[tuple[int, int]], Ends]] = []
    if ratio.low > -FAR:
        made.append((_against(row, ratio.low, grid), ends(0, None, low_open=ratio.low_open, high_open=False)))
    if ratio.high < FAR:
        made.append((_against(row, ratio.high, grid), ends(None, 0, low_open=False, high_open=ratio.high_open)))
    return made


def _against(row: RatioRow, end: int, grid: int) -> list[tuple[int, int]]:
    total: dict[int, int] = {}
    for coefficient, variable in row.numerator:
        total[variable] = total.get(variable, 0) + grid * coefficient
    for coefficient, variable in row.denominator:
        total[variable] = total.get(variable, 0) - (end - row.offset) * coefficient
    return [(coefficient, variable) for variable, coefficient in total.items() if coefficient]


__all__ = ["EMPTY", "Admissible", "Filled", "Limits", "Search", "slots"]
