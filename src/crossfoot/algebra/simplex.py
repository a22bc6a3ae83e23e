"""Simplex in rational numbers: a point inside every bound, or the multiples of rows that contradict one another.

The general simplex for feasibility (Dutertre and de Moura, 2006): every row has a slack variable, basic variables are
kept as combinations of the others, and one that leaves its bounds is exchanged for one that can move it back. Open ends
are bounds moved inward by an infinitesimal. It rounds nothing and always ends, so it settles what floats leave open.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.algebra.programs import Program
from crossfoot.algebra.system import Form
from crossfoot.algebra.work import Work

Tilted = tuple[Fraction, Fraction]
"""A value and its multiple of the infinitesimal, compared in that order."""

_ZERO: Tilted = (Fraction(0), Fraction(0))
_GREEDY_PIVOTS = 200
"""Pivots that go for the fewest changes; later ones follow Bland's rule, which cannot cycle."""
_COMPARED = 8
"""Values that are compared in the time in which one coefficient is worked out."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Either a `point` (variable: value) that satisfies all rows and boxes, or None and contradictory `multipliers`.

    The multiples (row number: times) of the rows add up to a form that the boxes contradict.
    """

    point: Mapping[int, Fraction] | None
    multipliers: Mapping[int, Fraction]


def solution(
    program: Program, variables: Sequence[int], rows: Sequence[int], work: Work, strict: Collection[int] = ()
) -> Solution:
    """Decide the boxes of `variables` and the `rows` (numbers) of a program together, exactly.

    Rows that are `strict` as well are to hold with something to spare. Raises TooMuchWork where it would take more than
    the `work` that is left.
    """
    return _Tableau(program, variables, rows, work, strict).solution()


class _Tableau:
    """Basic variables as combinations of the others. Variables are numbered as in the program, slacks after them."""

    def __init__(
        self, program: Program, variables: Sequence[int], rows: Sequence[int], work: Work, strict: Collection[int]
    ) -> None:
        self._variables = variables
        self._work = work
        self._slack = {len(program.system.variables) + number: number for number in rows}
        self._low: dict[int, Tilted] = {}
        self._high: dict[int, Tilted] = {}
        self._take_bounds(program, strict)
        self._value = {v: self._nearest_to_zero(v) for v in variables}
        self._basic: dict[int, dict[int, Fraction]] = {}
        self._users: dict[int, set[int]] = {v: set() for v in variables}
        for slack, number in self._slack.items():
            self._enter_row(slack, program.rows[number].form)

    def _take_bounds(self, program: Program, strict: Collection[int]) -> None:
        for v in self._variables:
            low, high = program.low[v], program.high[v]
            if low is not None:
                self._low[v] = low.value, Fraction(int(low.open))
            if high is not None:
                self._high[v] = high.value, Fraction(-int(high.open))
        for slack, number in self._slack.items():
            row, inward = program.rows[number], int(number in strict)
            if row.low is not None:
                self._low[slack] = row.low, Fraction(inward)
            if row.high is not None:
                self._high[slack] = row.high, Fraction(-inward)

    def _nearest_to_zero(self, variable: int) -> Tilted:
        low, high = self._low.get(variable), self._high.get(variable)
        if low is not None and low > _ZERO:
            return low
        return high if high is not None and high < _ZERO else _ZERO

    def _enter_row(self, slack: int, form: Form) -> None:
        """A row's slack becomes basic; variables that are basic by now are replaced by what they stand for."""
        row: dict[int, Fraction] = {}
        for variable, coefficient in form:
            stands_for = self._basic.get(variable, {variable: Fraction(1)})
            self._work.spend(len(stands_for), coefficient)
            for v, c in stands_for.items():
                _add(row, v, coefficient * c)
        self._basic[slack] = row
        for v in row:
            self._users[v].add(slack)
        self._value[slack] = _sum((c, self._value[v]) for v, c in row.items())
        self._free_one(slack)

    def _free_one(self, slack: int) -> None:
        """Exchange a slack for a variable without bounds, which can then follow all the others."""
        row = self._basic[slack]
        free = [v for v in row if v not in self._low and v not in self._high]
        if free:
            variable = min(free, key=lambda v: (len(self._users[v]), v))
            target = self._nearest_to_zero(slack)
            self._exchange(slack, variable, target)

    def solution(self) -> Solution:
        pivots = 0
        while (leaving := self._leaving(greedy=pivots < _GREEDY_PIVOTS)) is not None:
            up = leaving in self._low and self._value[leaving] < self._low[leaving]
            entering = self._entering(leaving, up=up, greedy=pivots < _GREEDY_PIVOTS)
            if entering is None:
                return Solution(None, self._contradiction(leaving, up=up))
            self._exchange(leaving, entering, self._low[leaving] if up else self._high[leaving])
            pivots += 1
        return Solution(self._point(), {})

    def _leaving(self, *, greedy: bool) -> int | None:
        """A basic variable outside its bounds: the first, or while greedy the one with the shortest row."""
        self._work.spend(len(self._basic) // _COMPARED, Fraction(1))
        outside = (v for v in self._basic if self._is_outside(v))
        return min(outside, key=lambda v: (len(self._basic[v]) if greedy else 0, v), default=None)

    def _is_outside(self, variable: int) -> bool:
        value = self._value[variable]
        low, high = self._low.get(variable), self._high.get(variable)
        return (low is not None and value < low) or (high is not None and value > high)

    def _entering(self, leaving: int, *, up: bool, greedy: bool) -> int | None:
        """A variable that can still move the leaving one towards its bound."""
        able = [v for v, c in self._basic[leaving].items() if self._can_move(v, up=up == (c > 0))]
        return min(able, key=lambda v: (len(self._users[v]) if greedy else 0, v), default=None)

    def _can_move(self, variable: int, *, up: bool) -> bool:
        bound = (self._high if up else self._low).get(variable)
        return bound is None or (self._value[variable] < bound if up else self._value[variable] > bound)

    def _exchange(self, leaving: int, entering: int, target: Tilted) -> None:
        """The leaving variable takes its target; the entering one makes room and becomes basic."""
        row = self._basic[leaving]
        gap = target[0] - self._value[leaving][0], target[1] - self._value[leaving][1]
        step = gap[0] / row[entering], gap[1] / row[entering]
        self._value[leaving] = target
        self._value[entering] = _moved(self._value[entering], Fraction(1), step)
        for user in self._users[entering]:
            if user != leaving:
                self._value[user] = _moved(self._value[user], self._basic[user][entering], step)
        self._pivot(leaving, entering)

    def _pivot(self, leaving: int, entering: int) -> None:
        row = self._basic.pop(leaving)
        for v in row:
            self._users[v].discard(leaving)
        factor = row.pop(entering)
        solved = {v: -c / factor for v, c in row.items()}
        solved[leaving] = 1 / factor
        self._users.setdefault(leaving, set())
        for user in self._users.pop(entering):
            theirs = self._basic[user]
            times = theirs.pop(entering)
            self._work.spend(len(solved), times)
            for v, c in solved.items():
                if _add(theirs, v, times * c):
                    self._users[v].add(user)
                else:
                    self._users[v].discard(user)
        self._basic[entering] = solved
        for v in solved:
            self._users[v].add(entering)

    def _contradiction(self, stuck: int, *, up: bool) -> dict[int, Fraction]:
        """The stuck variable less its row is 0 = 0, yet the bounds of its members keep it from reaching its own."""
        sign = 1 if up else -1
        members = {v: sign * c for v, c in self._basic[stuck].items()}
        members[stuck] = Fraction(-sign)
        return {self._slack[v]: c for v, c in members.items() if v in self._slack}

    def _point(self) -> dict[int, Fraction]:
        """The values, with the infinitesimal made small enough that every bound still holds."""
        small = Fraction(1)
        for v, (value, tilt) in self._value.items():
            for bound, sign in ((self._low.get(v), 1), (self._high.get(v), -1)):
                if bound is not None and sign * (bound[1] - tilt) > 0:
                    small = min(small, (value - bound[0]) / (bound[1] - tilt))
        return {v: self._value[v][0] + self._value[v][1] * small for v in self._variables}


def _add(row: dict[int, Fraction], variable: int, coefficient: Fraction) -> bool:
    """Add to a coefficient; whether the row still has the variable."""
    new = row.get(variable, 0) + coefficient
    if new:
        row[variable] = Fraction(new)
        return True
    row.pop(variable, None)
    return False


def _moved(value: Tilted, times: Fraction, step: Tilted) -> Tilted:
    return value[0] + times * step[0], value[1] + times * step[1]


def _sum(parts: Iterable[tuple[Fraction, Tilted]]) -> Tilted:
    total = _ZERO
    for times, value in parts:
        total = _moved(total, times, value)
    return total
