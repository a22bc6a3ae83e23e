"""The solver: linear programs over a component, in floating point. It proposes; what it finds is verified elsewhere.

This is the only room of `tie` that knows floats. Every variable is counted in its grain (the finest printed place of
its unit), every row in the grain of its smallest coefficient, so that one of anything is near a last printed digit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

import highspy
import numpy as np
from numpy.typing import NDArray

from crossfoot.algebra.programs import End, Program, Row
from crossfoot.algebra.system import Form, value_at
from crossfoot.model.certificates import Side

TIGHT = 1e-7
"""Below this many grains a margin is not told from zero by the solver alone."""

PRODUCT_WEIGHT = 1e-3
"""Grains of slack that a product row keeps at full margin, so that rounding a solution off leaves it satisfied."""

_RESORTS = ({"simplex_strategy": 4}, {"presolve": "on"}, {"solver": "ipm"})
"""What is tried in turn where the dual simplex ends without a word: the primal one, a smaller model, no simplex."""

_ITERATIONS, _ROWS = 50_000, 4_000
"""Steps of the simplex that a model may take, and the rows beyond which they are fewer, as each takes longer."""

_INFINITY = highspy.kHighsInf
_NOTHING = Fraction(0)
_SIDES = {highspy.HighsBasisStatus.kLower: Side.LOW, highspy.HighsBasisStatus.kUpper: Side.HIGH}
_WITHOUT_OPTIMUM = (
    highspy.HighsModelStatus.kUnbounded,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
    highspy.HighsModelStatus.kInfeasible,
)


def centre(program: Program, variables: Sequence[int], rows: Sequence[int]) -> dict[int, Fraction]:
    """A point near every solution, for a model to count from: middles of what is printed, and what follows from them.

    It need not satisfy anything; what neither is printed nor follows from one row is left out.
    """
    known: dict[int, Fraction] = {}
    for v in variables:
        ends = [end.value for end in (program.low[v], program.high[v]) if end is not None]
        if ends and any(end.figure for end in (program.low[v], program.high[v]) if end is not None):
            known[v] = sum(ends, _NOTHING) / len(ends)
    waiting = [program.rows[n] for n in rows if program.rows[n].low == program.rows[n].high]
    while waiting:
        left = []
        for row in waiting:
            missing = [(v, c) for v, c in row.form if v not in known]
            if len(missing) == 1 and row.high is not None:
                ((v, c),) = missing
                known[v] = (row.high - value_at([pair for pair in row.form if pair[0] != v], known)) / c
            elif missing:
                left.append(row)
        if len(left) == len(waiting):
            break
        waiting = left
    return known


class Margin(Enum):
    """Which intervals t pulls inward: none, those with a width, or also what is printed in full, to see how far off."""

    NONE = auto()
    WIDE = auto()
    ALL = auto()


class SolverFailed(RuntimeError):
    """HiGHS gave no answer, warm or cold: a defect of ours or of the solver's, never of the book."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the solver proposes: the optimum in grains (None if there is none), a point, and what holds it in place.

    `point` gives each of the model's variables in grains from the centre; `rows` are the numbers of the program's rows
    with a dual, `ends` the box ends with one. `anchor` is the row with the largest dual and the sign of its multiplier
    in an upper bound.
    """

    optimum: float | None
    point: NDArray[np.float64]
    rows: tuple[int, ...]
    ends: tuple[tuple[int, Side], ...]
    anchor: tuple[int, int] | None = None


@dataclass(slots=True)
class _Columns:
    """The rows of a model under construction, in HiGHS's row-wise sparse form."""

    starts: list[int]
    index: list[int]
    value: list[float]
    low: list[float]
    high: list[float]

    def add(self, entries: Sequence[tuple[int, float]], low: float, high: float) -> None:
        self.starts.append(len(self.index))
        self.index.extend(column for column, _ in entries)
        self.value.extend(coefficient for _, coefficient in entries)
        self.low.append(low)
        self.high.append(high)


class Model:
    """A component's linear program, kept warm between questions.

    `program` is cut to `variables` and `rows` (numbers of its rows). With a `margin`, a further variable t measures how
    far inside every printed interval a point can stay: 1 is the middle of all, 0 the edge of one, below 0 is no
    solution. Values are counted from `centre` (whole units, missing ones from 0), a point near every solution: yen by
    the trillion would leave a float no digits for the half unit that decides.
    """

    def __init__(
        self,
        program: Program,
        variables: Sequence[int],
        rows: Sequence[int],
        *,
        margin: Margin,
        centre: Mapping[int, Fraction],
    ) -> None:
        self._program = program
        self._centre = {v: centre.get(v, _NOTHING) for v in variables}
        self._variables = tuple(variables)
        self._rows = tuple(rows)
        self._column = {variable: column for column, variable in enumerate(variables)}
        self._grain = [float(program.system.scales[v]) for v in variables]
        self._margin = margin
        # a stated ratio has something to be a ratio of: a point well inside keeps its denominator off zero too
        self._divisors = {v for ratio in program.system.ratios for v, _ in ratio.denominator}
        self._ends: list[tuple[int, Side]] = []
        self._highs = self._build()
        self._objective: list[int] = []

    def widest_margin(self, *, inner: bool = False) -> Outcome:
        """The point that stays farthest inside every printed interval; its optimum is t.

        Where the narrowest interval decides t, the others are free and left at their edges by simplex; `inner` asks
        for a point off all edges that t leaves, at more work.
        """
        if inner:
            self._highs.clearSolver()
            self._highs.setOptionValue("solver", "ipm")
            self._highs.setOptionValue("run_crossover", "off")
        try:
            return self._solve({len(self._variables): 1.0}, maximize=True)
        finally:
            if inner:
                self._highs.setOptionValue("solver", "choose")
                self._highs.setOptionValue("run_crossover", "on")

    def extreme(self, form: Form, *, maximize: bool) -> Outcome:
        """The largest or smallest value of a form; the optimum is in grains of the form's first variable."""
        unit = self._grain[self._column[form[0][0]]]
        objective = {self._column[v]: float(c) * self._grain[self._column[v]] / unit for v, c in form}
        return self._solve(objective, maximize=maximize)

    def corner(self) -> tuple[dict[int, Side | None], dict[int, Side]] | None:
        """What holds a corner in place: variables at an end (None: free, at the centre), rows (numbers) at theirs.

        None where there is no solution.
        """
        if self._solve({}, maximize=False).optimum is None:
            return None
        basis = self._highs.getBasis()
        ends = {
            v: _SIDES.get(status)
            for v, status in zip(self._variables, basis.col_status, strict=False)
            if status != highspy.HighsBasisStatus.kBasic
        }
        tight = {n: _SIDES[s] for n, s in zip(self._rows, basis.row_status, strict=True) if s in _SIDES}
        return ends, tight

    def values(self, outcome: Outcome) -> dict[int, Fraction]:
        """The point of an outcome in whole units, to a millionth of a grain so that its fractions stay short."""
        scales = self._program.system.scales
        return {
            variable: Fraction(round(outcome.point[column] * 1_000_000), 1_000_000) * scales[variable]
            + self._centre[variable]
            for column, variable in enumerate(self._variables)
        }

    def in_grains(self, values: Mapping[int, Fraction]) -> NDArray[np.float64]:
        """Exact values of the model's variables in grains from the centre."""
        return np.array([self.grains(variable, values[variable]) for variable in self._variables])

    def grains(self, variable: int, value: Fraction) -> float:
        """A value of a variable in grains from the centre."""
        over, under = value.as_integer_ratio()
        middle, below = self._centre[variable].as_integer_ratio()
        grain, by = self._program.system.scales[variable].as_integer_ratio()
        return (over * below - middle * under) * by / (under * below * grain)

    def _build(self) -> highspy.Highs:
        matrix = _Columns([], [], [], [], [])
        for number in self._rows:
            self._add_row(matrix, self._program.rows[number])
        bounds = [self._box(matrix, v) for v in self._variables]
        if self._margin is not Margin.NONE:
            bounds.append((-_INFINITY, 1.0))
        # a dual counts by what it moves: in a row of large coefficients a small one moves as much
        starts = np.array([*matrix.starts, len(matrix.index)])
        self._largest = np.maximum.reduceat(np.abs([*matrix.value, 0.0]), starts[:-1]) if matrix.starts else np.zeros(0)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(bounds), len(matrix.low)
        lp.col_cost_ = np.zeros(len(bounds))
        lp.col_lower_ = np.array([low for low, _ in bounds])
        lp.col_upper_ = np.array([high for _, high in bounds])
        lp.row_lower_, lp.row_upper_ = np.array(matrix.low), np.array(matrix.high)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array([*matrix.starts, len(matrix.index)], dtype=np.int32)
        lp.a_matrix_.index_ = np.array(matrix.index, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(matrix.value)
        highs = _quiet()
        highs.setOptionValue("simplex_iteration_limit", _ITERATIONS // (1 + lp.num_row_ // _ROWS))
        if highs.passModel(lp) == highspy.HighsStatus.kError:
            raise SolverFailed("HiGHS rejected the model")
        return highs

    def _add_row(self, matrix: _Columns, row: Row) -> None:
        entries = []
        for variable, coefficient in row.form:
            column, (over, under) = self._column[variable], coefficient.as_integer_ratio()
            entries.append((column, over / under * self._grain[column]))
        grain = min([abs(c) for _, c in entries], default=1.0)
        entries = [(column, c / grain) for column, c in entries]
        middle = value_at(row.form, self._centre)
        low = -_INFINITY if row.low is None else _difference(row.low, middle) / grain
        high = _INFINITY if row.high is None else _difference(row.high, middle) / grain
        if self._margin is not Margin.NONE and row.ratio_bound is not None:
            sign = 1.0 if row.low is None else -1.0
            entries.append((len(self._variables), sign * PRODUCT_WEIGHT))
        matrix.add(entries, low, high)

    def _box(self, matrix: _Columns, variable: int) -> tuple[float, float]:
        """The column bounds of a variable; with a margin, printed ends and divisors' signs become rows of their own."""
        low, high = self._program.low[variable], self._program.high[variable]
        lower = -_INFINITY if low is None else self.grains(variable, low.value)
        upper = _INFINITY if high is None else self.grains(variable, high.value)
        if self._margin is Margin.NONE or (lower == upper and self._margin is not Margin.ALL):
            return lower, upper
        width = (upper - lower) / 2 if lower < upper < _INFINITY and lower > -_INFINITY else 0.5
        bounds = [-_INFINITY, _INFINITY]
        for at, (end, side) in enumerate(((low, Side.LOW), (high, Side.HIGH))):
            if end is None:
                continue
            if not end.figure and variable not in self._divisors:
                bounds[at] = self.grains(variable, end.value)
                continue
            self._add_end(matrix, (variable, side), end, width)
        return bounds[0], bounds[1]

    def _add_end(self, matrix: _Columns, at: tuple[int, Side], end: End, width: float) -> None:
        column = self._column[at[0]]
        value = self.grains(at[0], end.value)
        margin = len(self._variables)
        weight = max(width, 1e-6)
        if at[1] is Side.LOW:
            matrix.add([(column, 1.0), (margin, -weight)], value, _INFINITY)
        else:
            matrix.add([(column, 1.0), (margin, weight)], -_INFINITY, value)
        self._ends.append(at)

    def _solve(self, objective: Mapping[int, float], *, maximize: bool) -> Outcome:
        for column in self._objective:
            self._highs.changeColCost(column, 0.0)
        for column, cost in objective.items():
            self._highs.changeColCost(column, -cost if maximize else cost)
        self._objective = list(objective)
        status = self._run()
        if status in _WITHOUT_OPTIMUM:
            return Outcome(None, np.zeros(0), (), ())
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverFailed(f"HiGHS ended with {self._highs.modelStatusToString(status)}")
        value = self._highs.getInfo().objective_function_value
        return self._outcome(-value if maximize else value)

    def _run(self) -> highspy.HighsModelStatus:
        self._highs.run()
        status = self._highs.getModelStatus()
        for resort in ({}, *_RESORTS):
            if status in (highspy.HighsModelStatus.kOptimal, *_WITHOUT_OPTIMUM):
                break
            status = self._again(resort)
        return status

    def _again(self, options: Mapping[str, int | str]) -> highspy.HighsModelStatus:
        """The status of a cold run under other options, which are set back."""
        before = {name: self._highs.getOptionValue(name)[1] for name in options}
        self._highs.clearSolver()
        for name, value in options.items():
            self._highs.setOptionValue(name, value)
        self._highs.run()
        for name, value in before.items():
            self._highs.setOptionValue(name, value)
        return self._highs.getModelStatus()

    def _outcome(self, optimum: float) -> Outcome:
        solution = self._highs.getSolution()
        row_dual = np.asarray(solution.row_dual)
        column_dual = np.asarray(solution.col_dual)
        rows, ends = [], []
        for at in np.flatnonzero(np.abs(row_dual) * self._largest > 1e-9):
            if at < len(self._rows):
                rows.append(self._rows[at])
            else:
                ends.append(self._ends[at - len(self._rows)])
        for column in np.flatnonzero(np.abs(column_dual[: len(self._variables)]) > 1e-12):
            variable = self._variables[column]
            ends.extend((variable, side) for side in Side if self._program.end(variable, side) is not None)
        anchor = None
        if rows:
            largest = int(np.argmax(np.abs(row_dual[: len(self._rows)])))
            # HiGHS minimises the negated objective, so its duals are the negated multipliers
            anchor = self._rows[largest], -1 if row_dual[largest] > 0 else 1
        point = np.asarray(solution.col_value)[: len(self._variables)]
        return Outcome(optimum, point, tuple(rows), tuple(ends), anchor)


def _difference(one: Fraction, other: Fraction) -> float:
    """One less the other, exact before it is rounded to a float."""
    (over, under), (times, by) = one.as_integer_ratio(), other.as_integer_ratio()
    return (over * by - times * under) / (under * by)


def _quiet() -> highspy.Highs:
    highs = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("presolve", "off"),
        ("threads", 1),
        ("random_seed", 1),
        ("ipm_iteration_limit", 300),
        ("time_limit", 60.0),
        ("primal_feasibility_tolerance", 1e-9),
        ("dual_feasibility_tolerance", 1e-9),
    ):
        highs.setOptionValue(option, value)
    return highs
