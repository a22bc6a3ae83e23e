"""Joint feasibility in exact arithmetic: whether true values exist within given ends that satisfy every row at once.

The method is the bounded simplex that starts from any point and pivots violated rows back within their ends, with the
smallest-number rule, which cannot cycle. Open ends are kept apart from closed ones by an infinitesimal: a value is a
pair (v, d) read as v + d x e for an e smaller than any number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Number = int | Fraction
"""Exact; whole numbers stay plain integers, which are many times faster and are what most pivots give."""

Value = tuple[Number, Number]
"""v + d x e, compared as a pair."""

ZERO: Value = (0, 0)


@dataclass(frozen=True, slots=True)
class Ends:
    """The ends of a variable or a row as pairs, None where absent."""

    low: Value | None
    high: Value | None


def closed(low: Number | None, high: Number | None) -> Ends:
    """Ends that are themselves admitted."""
    return ends(low, high, low_open=False, high_open=False)


def ends(low: Number | None, high: Number | None, *, low_open: bool, high_open: bool) -> Ends:
    """Ends that are excluded where open."""
    least = None if low is None else (low, int(low_open))
    most = None if high is None else (high, -int(high_open))
    return Ends(least, most)


def solution(
    columns: Sequence[Ends], rows: Sequence[tuple[Sequence[tuple[int, int]], Ends]], near: Sequence[tuple[int, int]]
) -> list[Value] | None:
    """A value for each column such that every row (coefficient, column) lies within its ends; None if there is none.

    `near` brackets each column for the first try; a good one saves pivots and changes nothing else.
    """
    if any(not _orderly(one) for one in (*columns, *(row_ends for _, row_ends in rows))):
        return None
    return _Tableau(columns, rows, near).solved()


def _orderly(one: Ends) -> bool:
    return one.low is None or one.high is None or one.low <= one.high


class _Tableau:
    """Basic variables as sums of the others; columns come first, then one variable a row."""

    def __init__(
        self,
        columns: Sequence[Ends],
        rows: Sequence[tuple[Sequence[tuple[int, int]], Ends]],
        near: Sequence[tuple[int, int]],
    ) -> None:
        self.count = len(columns)
        self.ends = [*columns, *(row_ends for _, row_ends in rows)]
        self.values = [_within(one, guess) for one, guess in zip(columns, near, strict=True)] + [ZERO] * len(rows)
        self.basic: dict[int, dict[int, Number]] = {}
        for number, (terms, _) in enumerate(rows):
            self.basic[self.count + number] = {column: coefficient for coefficient, column in terms}
        for variable in self.basic:
            self.values[variable] = self._sum(variable)

    def solved(self) -> list[Value] | None:
        """Pivot until every basic variable is within its ends, or one cannot be."""
        while True:
            wrong = min((v for v in self.basic if self._target(v) is not None), default=None)
            if wrong is None:
                return self.values[: self.count]
            target = self._target(wrong)
            assert target is not None
            enter = self._entering(wrong, up=target > self.values[wrong])
            if enter is None:
                return None
            self._pivot(wrong, enter, target)

    def _target(self, variable: int) -> Value | None:
        """The end that the variable has passed."""
        low, high, value = self.ends[variable].low, self.ends[variable].high, self.values[variable]
        if low is not None and value < low:
            return low
        return high if high is not None and value > high else None

    def _entering(self, leaving: int, *, up: bool) -> int | None:
        """The first variable that can move the leaving one the right way."""
        for variable in sorted(self.basic[leaving]):
            rises = (self.basic[leaving][variable] > 0) is up
            end = self.ends[variable].high if rises else self.ends[variable].low
            if end is None or (self.values[variable] < end if rises else self.values[variable] > end):
                return variable
        return None

    def _pivot(self, leaving: int, entering: int, target: Value) -> None:
        row = self.basic.pop(leaving)
        factor = row.pop(entering)
        solved = {variable: _quotient(-coefficient, factor) for variable, coefficient in row.items()}
        solved[leaving] = _quotient(1, factor)
        step = _scaled(solved[leaving], _minus(target, self.values[leaving]))
        self.values[leaving] = target
        self.values[entering] = _plus(self.values[entering], step)
        for variable, other in self.basic.items():
            share = other.pop(entering, None)
            if share is None:
                continue
            self.values[variable] = _plus(self.values[variable], _scaled(share, step))
            for inner, coefficient in solved.items():
                total = other.get(inner, 0) + share * coefficient
                if total:
                    other[inner] = total
                else:
                    other.pop(inner, None)
        self.basic[entering] = solved

    def _sum(self, variable: int) -> Value:
        total = ZERO
        for column, coefficient in self.basic[variable].items():
            total = _plus(total, _scaled(coefficient, self.values[column]))
        return total


def _within(one: Ends, near: tuple[int, int]) -> Value:
    """A value within ends: the middle of `near`, most often the number as printed, which nearly satisfies the rows."""
    value = (sum(near) // 2, 0)
    if one.low is not None and value < one.low:
        return one.low
    return one.high if one.high is not None and value > one.high else value


def _plus(a: Value, b: Value) -> Value:
    return a[0] + b[0], a[1] + b[1]


def _minus(a: Value, b: Value) -> Value:
    return a[0] - b[0], a[1] - b[1]


def _scaled(times: Number, a: Value) -> Value:
    return times * a[0], times * a[1] if a[1] else 0


def _quotient(a: Number, b: Number) -> Number:
    exact = Fraction(a) / b
    return exact.numerator if exact.denominator == 1 else exact
