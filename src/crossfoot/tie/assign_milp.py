"""The cheapest assignment of blocks too large to exhaust, as a mixed-integer program: proposed here, admitted elsewhere.

HiGHS works in floating point, so what it proposes is checked exactly by the search before anyone believes it, and what
it fails to find proves nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Any

import highspy
import numpy as np

from crossfoot.tie.assign import Filled, Search
from crossfoot.tie.assign_narrow import FAR
from crossfoot.tie.assign_order import Order, displacement
from crossfoot.tie.assign_problem import EMPTY, Block, RatioRow, Reading, SumRow

SECONDS = 20.0
"""When a solve gives up, for a machine's sake; the count of nodes below ends it first on any common one."""

NODES = 20_000

LARGEST = 1e9
"""In units of a label's width."""

Terms = dict[int, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """One binary column: the label of that place in the text, read so, is in the slot at `place` of the block."""

    block: int
    place: int
    rank: int
    reading: Reading


class Program:
    """The program of one problem: a binary for each label, reading and slot that narrowing left, and a column a fact."""

    def __init__(self, search: Search) -> None:
        assert search.first is not None
        self.search = search
        self.state = search.first
        self.problem = search.problem
        self.scales = _scales(search)
        self.choices: list[Choice] = []
        self.rows: list[tuple[float, float, Terms]] = []
        self.facts = 0
        for number, block in enumerate(self.problem.blocks):
            self._choices(number, block)
        self.facts = len(self.choices)
        self.at: dict[int, list[int]] = {}
        for column, choice in enumerate(self.choices):
            slot = self.problem.blocks[choice.block].slots[choice.place]
            self.at.setdefault(slot, []).append(column)
        for number, block in enumerate(self.problem.blocks):
            self._placing(number, block)
        for row in self.problem.rows:
            if isinstance(row, SumRow):
                self._sum(row)
            else:
                self._ratio(row)
        self.model = self._model()

    def cheapest(self, chosen: Sequence[Order], *, relaxed: bool = False) -> tuple[float, Filled] | None:
        """The assignment of least displacement in the given order of reading, a block each, and its cost; None if none."""
        blocks = self.problem.blocks
        costs = [displacement(blocks[c.block], chosen[c.block], c.place, c.rank) for c in self.choices]
        return self._solve([float(one) for one in costs], relaxed=relaxed)

    def bound(self, block: int, order: Order) -> float:
        """No assignment displaces the block's labels less than this in that order of reading."""
        blocks = self.problem.blocks
        costs = [
            float(displacement(blocks[block], order, c.place, c.rank)) if c.block == block else 0.0
            for c in self.choices
        ]
        solved = self._solve(costs, relaxed=True)
        return float("inf") if solved is None else solved[0]

    def most_moved(self, kept: Mapping[int, set[int]]) -> Filled | None:
        """An assignment that leaves as few as it can of the given labels (by slot) where they are."""
        gains = [0.0] * len(self.choices)
        for slot, labels in kept.items():
            for column in self.at.get(slot, []):
                if self.choices[column].reading.label in labels:
                    gains[column] = 1.0
        solved = self._solve(gains, relaxed=False)
        return None if solved is None else solved[1]

    def forbid(self, filled: Filled) -> None:
        """Cut one assignment off, with all that differ from it only in labels that print alike."""
        by_slot = dict(zip(self.search.slots, filled, strict=True))
        columns = [c for slot, reading in by_slot.items() for c in self.at[slot] if self.choices[c].reading == reading]
        count = sum(reading.label != EMPTY for reading in filled)
        self.model.addRow(-highspy.kHighsInf, count - 1.0, len(columns), np.array(columns), np.ones(len(columns)))

    def at_most(self, chosen: Sequence[Order], limit: float) -> None:
        """Ask only for assignments that cost at most `limit` in the given order."""

    def _choices(self, number: int, block: Block) -> None:
        for place, slot in enumerate(block.slots):
            for reading in self.state.readings[slot]:
                if reading.label != EMPTY:
                    self.choices += [Choice(number, place, rank, reading) for rank in block.labels[reading.label].ranks]

    def _placing(self, number: int, block: Block) -> None:
        """Every label is in one slot, every slot holds one label or, where there are too few, at most one."""
        for rank in range(len(block.figures)):
            own = [c for c, choice in enumerate(self.choices) if (choice.block, choice.rank) == (number, rank)]
            self.rows.append((1.0, 1.0, dict.fromkeys(own, 1.0)))
        for slot in block.slots:
            own = self.at.get(slot, [])
            self.rows.append((0.0 if block.spare else 1.0, 1.0, dict.fromkeys(own, 1.0)))
            self._linked(slot, own)

    def _linked(self, slot: int, own: list[int]) -> None:
        """The slot's fact lies within the interval of the label that fills it, or within its own where it stays empty."""
        scale, column = self.scales[slot], self.facts + slot
        for upper, end in ((False, self.state.lows[slot]), (True, self.state.highs[slot])):
            bound = self._ends(slot)[upper]
            if abs(bound) == highspy.kHighsInf:
                continue
            terms = {column: 1.0}
            for one in own:
                span = self.choices[one].reading.span
                terms[one] = (end - (span.high if upper else span.low)) / scale
            self.rows.append((-highspy.kHighsInf, bound, terms) if upper else (bound, highspy.kHighsInf, terms))

    def _ends(self, variable: int) -> tuple[float, float]:
        """A variable's ends in its scale; those beyond `LARGEST` are left out, as floating point could not use them."""
        low, high = (
            self.state.lows[variable] / self.scales[variable],
            self.state.highs[variable] / self.scales[variable],
        )
        return (
            low if low > -LARGEST else -highspy.kHighsInf,
            high if high < LARGEST else highspy.kHighsInf,
        )

    def _sum(self, row: SumRow) -> None:
        unit = self.scales[row.terms[0][1]]
        terms = {self.facts + v: coefficient * self.scales[v] / unit for coefficient, v in row.terms}
        self.rows.append((row.low / unit, row.high / unit, terms))

    def _ratio(self, row: RatioRow) -> None:
        """Two inequalities for each way to print the ratio, in force when that label is in its slot."""
        if any(self.state.lows[v] < 0 or coefficient < 0 for coefficient, v in row.denominator):
            return
        low, high = self.state.lows[row.ratio], self.state.highs[row.ratio]
        for column in self.at.get(row.ratio, []):
            span = self.choices[column].reading.span
            self._side(row, max(low, span.low), column, above=True)
            self._side(row, min(high, span.high), column, above=False)
        if low > -FAR:
            self._side(row, low, None, above=True)
        if high < FAR:
            self._side(row, high, None, above=False)

    def _side(self, row: RatioRow, end: int, column: int | None, *, above: bool) -> None:
        unit = self.scales[row.numerator[0][1]]
        terms: Terms = {}
        for coefficient, v in row.numerator:
            terms[self.facts + v] = terms.get(self.facts + v, 0.0) + coefficient * self.scales[v] / unit
        for coefficient, v in row.denominator:
            share = (end - row.offset) / self.problem.grid * coefficient * self.scales[v] / unit
            terms[self.facts + v] = terms.get(self.facts + v, 0.0) - share
        if column is None:
            self.rows.append((0.0, highspy.kHighsInf, terms) if above else (-highspy.kHighsInf, 0.0, terms))
            return
        least, most = self._range(terms)
        slack = -least if above else most
        if slack <= 0 or slack == highspy.kHighsInf:
            return
        terms[column] = -slack if above else slack
        self.rows.append((-slack, highspy.kHighsInf, terms) if above else (-highspy.kHighsInf, slack, terms))

    def _range(self, terms: Terms) -> tuple[float, float]:
        least = most = 0.0
        for column, coefficient in terms.items():
            low, high = self._ends(column - self.facts)
            least += coefficient * (low if coefficient > 0 else high)
            most += coefficient * (high if coefficient > 0 else low)
        return least, most

    def _model(self) -> Any:
        lows, highs = zip(*(self._ends(v) for v in range(len(self.problem.facts))), strict=True)
        lp = highspy.HighsLp()
        count = len(self.choices)
        lp.num_col_, lp.num_row_ = count + len(lows), len(self.rows)
        lp.col_cost_ = np.zeros(lp.num_col_)
        lp.col_lower_ = np.array([0.0] * count + list(lows))
        lp.col_upper_ = np.array([1.0] * count + list(highs))
        lp.row_lower_ = np.array([row[0] for row in self.rows])
        lp.row_upper_ = np.array([row[1] for row in self.rows])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0] + [len(row[2]) for row in self.rows])
        lp.a_matrix_.index_ = np.array([column for row in self.rows for column in row[2]])
        lp.a_matrix_.value_ = np.array([value for row in self.rows for value in row[2].values()])
        binary, free = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        lp.integrality_ = [binary] * count + [free] * len(lows)
        model = highspy.Highs()
        for name, value in (
            ("output_flag", False),
            ("time_limit", SECONDS),
            ("mip_max_nodes", NODES),
            ("random_seed", 1),
            ("threads", 1),
        ):
            model.setOptionValue(name, value)
        if model.passModel(lp) != highspy.HighsStatus.kOk:
            raise RuntimeError("the solver rejected the program of a label block")
        return model

    def _solve(self, costs: list[float], *, relaxed: bool) -> tuple[float, Filled] | None:
        count = len(self.choices)
        self.model.changeColsCost(count, np.arange(count), np.array(costs))
        self.model.setOptionValue("solve_relaxation", relaxed)
        if not relaxed:
            self.model.clearSolver()
        self.model.run()
        if self.model.getModelStatus() == highspy.HighsModelStatus.kUnknown:
            self.model.clearSolver()
            self.model.run()
        solution = self.model.getSolution()
        if not solution.value_valid:
            return None
        return self.model.getObjectiveValue(), self._filled(solution.col_value)

    def _filled(self, values: Sequence[float]) -> Filled:
        """The readings of the columns set to one; empty slots hold the reading that stands for no label."""
        chosen: dict[int, Reading] = {}
        for slot in self.search.slots:
            for column in self.at.get(slot, []):
                if values[column] > 0.5:
                    chosen[slot] = self.choices[column].reading
        empty = {s: r for s in self.search.slots for r in self.state.readings[s] if r.label == EMPTY}
        return tuple(chosen.get(slot) or empty.get(slot, self.state.readings[slot][0]) for slot in self.search.slots)


def _scales(search: Search) -> list[float]:
    """How many grid parts one of each column counts: the usual width of a label among facts that are added up."""
    problem = search.problem
    parent = list(range(len(problem.facts)))

    def root(node: int) -> int:
        while parent[node] != node:
            node = parent[node]
        return node

    for row in problem.rows:
        if isinstance(row, SumRow):
            for _, variable in row.terms[1:]:
                parent[root(variable)] = root(row.terms[0][1])
    widths: dict[int, list[int]] = {}
    for variable, readings in enumerate(problem.readings):
        for span in [problem.spans[variable], *(reading.span for reading in readings)]:
            if 0 < span.high - span.low < FAR:
                widths.setdefault(root(variable), []).append(span.high - span.low)
    for row in problem.rows:  # what is printed nowhere is counted like what it is compared with
        if isinstance(row, RatioRow):
            sides = [root(variable) for _, variable in (*row.numerator, *row.denominator)]
            known = next((widths[side] for side in sides if side in widths), [1])
            for side in sides:
                widths.setdefault(side, known)
    return [float(median_low(widths.get(root(variable), [1]))) for variable in range(len(problem.facts))]
