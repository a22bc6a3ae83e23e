"""Completion: a point near every identity made to satisfy them all exactly, in whole numbers.

Values that no identity defines are kept as they are, to a step of the grid. Every other follows from the identity that
defines it, in an order in which each is told by those before it. Identities left over hold by themselves where others
imply them (a table's two grand totals); those that do not, such as assets against liabilities, are solved for
some of the values kept, which then move by a few steps.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from crossfoot.algebra.elimination import triangle
from crossfoot.algebra.grid import Grid, QuotientRow, SumRow, Whole
from crossfoot.algebra.system import LinearRow
from crossfoot.algebra.work import TooMuchWork

Identity = SumRow | QuotientRow

Steps = dict[int, int | Fraction]
"""Values of variables in steps of the grid; only of ratios they may be broken."""


def beginning(grid: Grid) -> list[int]:
    """A point near every solution: the middles of boxes, and where there is none what one identity makes of others."""
    point: dict[int, int] = {}
    for variable, (low, high) in enumerate(zip(grid.low, grid.high, strict=True)):
        ends = [end for end in (low, high) if end is not None]
        if len(ends) == 2:
            point[variable] = sum(ends) // 2
    waiting: list[SumRow] = list(grid.sums)
    while waiting:
        left = []
        for row in waiting:
            missing = [(v, c) for v, c in row.form if v not in point]
            if len(missing) == 1:
                ((variable, coefficient),) = missing
                rest = row.total - sum(c * point[v] for v, c in row.form if v != variable)
                point[variable] = rest // coefficient
            elif missing:
                left.append(row)
        if len(left) == len(waiting):
            break
        waiting = left
    for quotient in grid.quotients:
        of = (*quotient.numerator, *quotient.denominator)
        if quotient.ratio not in point and all(v in point for v, _ in of):
            bottom = sum(c * point[v] for v, c in quotient.denominator)
            point[quotient.ratio] = sum(c * point[v] for v, c in quotient.numerator) // bottom if bottom else 0
    return [_within(grid, v, point.get(v, 0)) for v in range(len(grid.parts))]


def _within(grid: Grid, variable: int, steps: int) -> int:
    low, high = grid.low[variable], grid.high[variable]
    if low is not None and steps <= low and (high is None or high > low):
        return low + 1 if high is None else (low + high) // 2
    if high is not None and steps >= high and (low is None or high > low):
        return high - 1 if low is None else (low + high) // 2
    return steps


class Completion:
    """The order in which the values of a grid follow from one another, found once and used for any point."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._fixed = {
            v for v, (low, high) in enumerate(zip(grid.low, grid.high, strict=True)) if low is not None and low == high
        }
        self._rows: tuple[Identity, ...] = (*grid.sums, *grid.quotients)
        self._subjects = [*(row.subject for row in grid.sums), *(row.ratio for row in grid.quotients)]
        self._variables = [tuple(dict.fromkeys(_variables(row))) for row in self._rows]
        self._touching: dict[int, list[int]] = defaultdict(list)
        for number, variables in enumerate(self._variables):
            for variable in variables:
                self._touching[variable].append(number)

    def completed(self, variables: Sequence[int], near: Mapping[int, int]) -> dict[int, Fraction] | None:
        """The values (in whole units) of a part's variables, near a point, that satisfy all; None where none is found.

        What is given is proved: every identity and every box of the part holds at it.
        """
        told, checks, rest = self._ordered(dict.fromkeys(n for v in variables for n in self._touching.get(v, ())))
        if rest:
            return None
        steps: Steps = dict(near)
        for variable in self._fixed.intersection(variables):
            end = self._grid.low[variable]
            assert end is not None
            steps[variable] = end
        if not self._follow(steps, told):
            return None
        if not all(_holds(row, steps) for row in checks) and not self._mended(steps, told, checks):
            return None
        if not all(self._grid.holds(v, steps[v]) for v in variables):
            return None
        return {v: _times(steps[v], self._grid.parts[v]) for v in variables}

    def _ordered(self, numbers: Collection[int]) -> tuple[list[Identity], list[Identity], bool]:
        """Identities in an order in which each tells its subject by values told before; those left over as checks.

        The last says whether some define one another in a circle.
        """
        subjects = self._subjects
        is_told = {subjects[n] for n in numbers} - self._fixed
        open_at = {n: len(is_told.intersection(self._variables[n]) - {subjects[n]}) for n in numbers}
        ready = [n for n, count in open_at.items() if not count]
        told, checks, settled = [], [], set[int]()
        for number in ready:  # grows as it goes
            subject = subjects[number]
            if subject in settled or subject in self._fixed or subject < 0:
                checks.append(self._rows[number])
                continue
            settled.add(subject)
            told.append(self._rows[number])
            for other in self._touching[subject]:
                if subjects[other] != subject:
                    open_at[other] -= 1
                    if not open_at[other]:
                        ready.append(other)
        return told, checks, len(ready) < len(open_at)

    def _follow(self, steps: Steps, told: Iterable[Identity]) -> bool:
        """Sets what is told by identities from the values before; False where a sum does not come out whole."""
        for row in told:
            if isinstance(row, QuotientRow):
                bottom = _at(row.denominator, steps)
                if bottom:
                    top = _at(row.numerator, steps)
                    steps[row.ratio] = Fraction(top, bottom)
                continue
            own = 0
            rest: int | Fraction = row.total
            for variable, coefficient in row.form:
                if variable == row.subject:
                    own = coefficient
                else:
                    rest -= coefficient * steps[variable]
            steps[row.subject] = rest * own if own in (1, -1) else Fraction(rest) / own
        return True

    def _mended(self, steps: Steps, told: Sequence[Identity], checks: Sequence[Identity]) -> bool:
        """Moves kept values so that the checks hold as well; False where that needs more than linear identities."""
        by_subject = {_subject(row): row for row in told}
        linear = []
        for number, row in enumerate(checks):
            if isinstance(row, QuotientRow):
                continue
            form = _traced_back(row, by_subject)
            if form is None:
                return False
            if form[0]:
                right = Fraction(form[1])
                linear.append(LinearRow(str(number), form[0], right, right))
        point = {v: Fraction(value) for v, value in steps.items()}
        try:
            if not triangle(linear, {}, self._fixed).complete(point):
                return False
        except TooMuchWork:
            return False
        steps.update({v: value.numerator if value.denominator == 1 else value for v, value in point.items()})
        return self._follow(steps, told) and all(_holds(row, steps) for row in checks)


def _traced_back(
    row: SumRow, by_subject: Mapping[int, Identity]
) -> tuple[tuple[tuple[int, Fraction], ...], Fraction] | None:
    """A check in terms of kept values alone, with its total; None where it rests on a ratio."""
    form: dict[int, int | Fraction] = dict(row.form)
    total: int | Fraction = row.total
    while told := [v for v in form if v in by_subject]:
        for variable in told:
            by = by_subject[variable]
            if isinstance(by, QuotientRow):
                return None
            own = next(c for v, c in by.form if v == variable)
            times = form.pop(variable) * own if own in {1, -1} else Fraction(form.pop(variable)) / own
            total -= times * by.total
            for v, c in by.form:
                if v != variable:
                    form[v] = form.get(v, 0) - times * c
    return tuple(sorted((v, Fraction(c)) for v, c in form.items() if c)), Fraction(total)


def _subject(row: Identity) -> int:
    return row.subject if isinstance(row, SumRow) else row.ratio


def _variables(row: Identity) -> list[int]:
    if isinstance(row, SumRow):
        return [v for v, _ in row.form]
    return [row.ratio, *(v for v, _ in row.numerator), *(v for v, _ in row.denominator)]


def _holds(row: Identity, steps: Mapping[int, int | Fraction]) -> bool:
    if isinstance(row, SumRow):
        return _at(row.form, steps) == row.total
    bottom = _at(row.denominator, steps)
    return not bottom or steps[row.ratio] * bottom == _at(row.numerator, steps)


def _at(form: Whole, steps: Mapping[int, int | Fraction]) -> int | Fraction:
    return sum([c * steps[v] for v, c in form])


def _times(steps: int | Fraction, part: Fraction) -> Fraction:
    """So many parts; whole numbers without the detours of fractions."""
    over, under = part.as_integer_ratio()
    return Fraction(steps * over, under)
