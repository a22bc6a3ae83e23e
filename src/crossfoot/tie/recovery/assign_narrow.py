"""Narrowing: what the rows of an assignment problem rule out, by carrying ends of intervals from fact to fact.

Everything here errs on the side of keeping: ends are taken as closed and rounded outward to the grid, so whatever it
removes is in no admissible assignment.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crossfoot.tie.recovery.assign_problem import (
    EMPTY,
    INFINITE,
    Block,
    Problem,
    RatioRow,
    Reading,
    SumRow,
    variables_of,
)

FAR = 10**50
"""Beyond this an end is as good as absent."""

MOST_LOOKS = 30
"""How often each row is looked at, on average, before a narrowing settles for what it has: ends may creep for long."""


class NothingFits(Exception):
    """No assignment is left."""


@dataclass(slots=True)
class State:
    """What is still possible: the ends of every variable and the readings of every slot.

    `seen` holds how many readings each block's slots had when its labels were last counted.
    """

    lows: list[int]
    highs: list[int]
    readings: list[tuple[Reading, ...]]
    seen: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def copy(self) -> "State":
        """A state that can be narrowed on its own."""
        return State(self.lows[:], self.highs[:], self.readings[:], dict(self.seen))


class Narrowing:
    """The rows of one problem, ready to narrow its states."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.rows_of = problem.rows_of
        self.variables = [variables_of(row) for row in problem.rows]
        self.printed = {block.id: _printed(block) for block in problem.blocks}

    def start(self) -> State:
        """The state before any label is placed, narrowed. Raises NothingFits."""
        spans = self.problem.spans
        state = State([s.low for s in spans], [s.high for s in spans], list(self.problem.readings))
        for variable, readings in enumerate(state.readings):
            if readings:
                self._fit(state, variable)
        self.settle(state, range(len(self.problem.rows)))
        return state

    def place(self, state: State, fills: Mapping[int, tuple[Reading, ...]]) -> None:
        """Leave some slots only the given readings, and narrow the rest. Raises NothingFits."""
        for slot, readings in fills.items():
            state.readings[slot] = tuple(r for r in readings if r in state.readings[slot])
            self._fit(state, slot)
        self.settle(state, dict.fromkeys(row for slot in fills for row in self.rows_of[slot]))

    def settle(self, state: State, rows: Iterable[int]) -> None:
        """Narrow until the rows have nothing more to say. Raises NothingFits."""
        waiting = deque(rows)
        queued, looked, most = set(waiting), 0, MOST_LOOKS * len(self.problem.rows)
        changed = True
        while changed:
            while waiting and looked < most:
                number = waiting.popleft()
                queued.discard(number)
                looked += 1
                for variable in self._row(state, number):
                    self._wake(variable, waiting, queued)
            changed = False
            for block in self.problem.blocks:
                for variable in self._each_once(state, block):
                    changed = True
                    self._wake(variable, waiting, queued)

    def _wake(self, variable: int, waiting: deque[int], queued: set[int]) -> None:
        """The rows of a variable that changed have something to say again."""
        for row in self.rows_of[variable]:
            if row not in queued:
                waiting.append(row)
                queued.add(row)

    def _row(self, state: State, number: int) -> list[int]:
        """Look at one row; the variables that it narrowed."""
        row = self.problem.rows[number]
        before = [(v, state.lows[v], state.highs[v]) for v in self.variables[number]]
        if isinstance(row, SumRow):
            self._within(state, row.terms, row.low, row.high)
        else:
            self._ratio(state, row)
        return [v for v, low, high in before if state.lows[v] != low or state.highs[v] != high]

    def _within(self, state: State, terms: tuple[tuple[int, int], ...], low: int, high: int) -> None:
        """Narrow each term to what the others leave between `low` and `high`."""
        least, most = ends(state, terms)
        if least > high or most < low:
            raise NothingFits
        if least >= low and most <= high:
            return
        below, above = low - most, high - least
        for coefficient, variable in terms:
            own_least, own_most = coefficient * state.lows[variable], coefficient * state.highs[variable]
            if coefficient < 0:
                own_least, own_most = own_most, own_least
            if own_most - own_least > above or own_least - own_most < below:  # else nothing is narrowed
                self._between(state, coefficient, variable, below + own_most, above + own_least)

    def _between(self, state: State, coefficient: int, variable: int, low: int, high: int) -> None:
        """Narrow a variable so that coefficient x variable lies between `low` and `high`."""
        if coefficient < 0:
            coefficient, low, high = -coefficient, -high, -low
        lowest = low // coefficient if low > -FAR else -INFINITE
        highest = -(-high // coefficient) if high < FAR else INFINITE
        if lowest <= state.lows[variable] and highest >= state.highs[variable]:
            return
        state.lows[variable] = max(state.lows[variable], lowest)
        state.highs[variable] = min(state.highs[variable], highest)
        if state.lows[variable] > state.highs[variable]:
            raise NothingFits
        if state.readings[variable]:
            self._fit(state, variable)

    def _ratio(self, state: State, row: RatioRow) -> None:
        """(ratio - offset) x denominator = grid x numerator, both ways, where the denominator is not negative."""
        least, most = ends(state, row.denominator)
        if least < 0:
            return
        grid = self.problem.grid
        low, high = state.lows[row.ratio] - row.offset, state.highs[row.ratio] - row.offset
        if low > -FAR and high < FAR:
            products = (low * least, low * most, high * least, high * most)
            self._within(state, row.numerator, min(products) // grid, -(-max(products) // grid))
        above_least, above_most = (grid * end for end in ends(state, row.numerator))
        if least > 0:
            lowest = above_least // (most if above_least > 0 else least)
            highest = -(-above_most // (least if above_most > 0 else most))
            self._between(state, 1, row.ratio, lowest + row.offset, highest + row.offset)
        if low > 0:
            highest = INFINITE if above_most > FAR * grid else -(-above_most // low)
            self._within(state, row.denominator, max(least, above_least // high), highest)

    def _fit(self, state: State, variable: int) -> None:
        """Drop the readings of a slot that its ends exclude, and draw the ends in to what is left."""
        low, high = state.lows[variable], state.highs[variable]
        kept = tuple(r for r in state.readings[variable] if r.span.high >= low and r.span.low <= high)
        if not kept:
            raise NothingFits
        state.readings[variable] = kept
        state.lows[variable] = max(low, min(reading.span.low for reading in kept))
        state.highs[variable] = min(high, max(reading.span.high for reading in kept))

    def _each_once(self, state: State, block: Block) -> list[int]:
        """Every label fills as many slots as it was printed times; the slots that this narrowed."""
        sizes = tuple(len(state.readings[slot]) for slot in block.slots)
        if state.seen.get(block.id) == sizes:
            return []
        able: dict[int, list[int]] = {label: [] for label in self.printed[block.id]}
        sure: dict[int, list[int]] = {label: [] for label in able}
        for slot in block.slots:
            labels = {reading.label for reading in state.readings[slot]}
            for label in labels:
                able[label].append(slot)
            if len(labels) == 1:
                sure[labels.pop()].append(slot)
        narrowed: list[int] = []
        for label, times in self.printed[block.id].items():
            if len(able[label]) < times or len(sure[label]) > times:
                raise NothingFits
            if len(able[label]) > len(sure[label]) and times in (len(sure[label]), len(able[label])):
                others = [slot for slot in able[label] if slot not in sure[label]]
                self._keep(state, others, label, keep=len(able[label]) == times)
                narrowed += others
        state.seen[block.id] = sizes if not narrowed else ()
        return narrowed

    def _keep(self, state: State, slots: list[int], label: int, *, keep: bool) -> None:
        for slot in slots:
            state.readings[slot] = tuple(r for r in state.readings[slot] if (r.label == label) is keep)
            self._fit(state, slot)


def _printed(block: Block) -> dict[int, int]:
    """How many slots each label fills; those that stay empty count as filled with none."""
    times = {number: len(label.figures) for number, label in enumerate(block.labels)}
    return times | {EMPTY: block.spare} if block.spare else times


def ends(state: State, terms: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """The least and the most that a sum of coefficient x variable can be, each variable within its own ends."""
    least = most = 0
    lows, highs = state.lows, state.highs
    for coefficient, variable in terms:
        if coefficient > 0:
            least += coefficient * lows[variable]
            most += coefficient * highs[variable]
        else:
            least += coefficient * highs[variable]
            most += coefficient * lows[variable]
    return least, most
