"""Grid: a system in whole numbers. Every variable is counted in one small part of its unit, so that sums are exact.

Fractions are exact too, but cost thirty times as much. What is decided for whole documents is decided on the grid;
proofs are written in fractions.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from crossfoot.algebra.programs import Ends, ends_of
from crossfoot.algebra.system import Form, LinearRow, RatioRow, System

FINE = 2_000_000
"""Steps of the grid in a grain (the finest printed place of a unit), at least."""

Whole = tuple[tuple[int, int], ...]
"""Pairs of variable and whole coefficient."""


@dataclass(frozen=True, slots=True, eq=False)
class SumRow:
    """A linear identity on the grid: the sum of coefficient x steps is `total`. `subject` is what it defines, or -1."""

    identity: str
    form: Whole
    total: int
    subject: int


@dataclass(frozen=True, slots=True, eq=False)
class QuotientRow:
    """A ratio on the grid: steps of `ratio` times the sum of `denominator` is the sum of `numerator`."""

    identity: str
    ratio: int
    numerator: Whole
    denominator: Whole


@dataclass(frozen=True, slots=True)
class Grid:
    """Boxes and identities of a system in steps of `parts` (whole units a step, one for each variable).

    `low` and `high` are the ends of the boxes, None where there is none; of those in `low_open` and `high_open` the end
    is excluded. `loose` are variables of identities that name a range instead of one total, which are left out.
    """

    parts: Sequence[Fraction]
    low: Sequence[int | None]
    high: Sequence[int | None]
    low_open: frozenset[int]
    high_open: frozenset[int]
    sums: tuple[SumRow, ...]
    quotients: tuple[QuotientRow, ...]
    loose: frozenset[int]

    def holds(self, variable: int, steps: int | Fraction) -> bool:
        """Whether a variable's box admits so many steps."""
        low, high = self.low[variable], self.high[variable]
        if low is not None and (steps < low or (steps == low and variable in self.low_open)):
            return False
        return high is None or steps < high or (steps == high and variable not in self.high_open)

    def fails(self, form: Whole, total: int) -> bool:
        """Whether no values in the boxes of its variables give a form its total."""
        return self.exceeds(form, total) or self.falls_short(form, total)

    def falls_short(self, form: Whole, total: int) -> bool:
        """Whether a form is less than the total wherever its variables are in their boxes."""
        return self.exceeds(tuple((v, -c) for v, c in form), -total)

    def exceeds(self, form: Whole, total: int) -> bool:
        """Whether a form is more than the total wherever its variables are in their boxes."""
        least, is_open = 0, False
        for variable, coefficient in form:
            end = self.low[variable] if coefficient > 0 else self.high[variable]
            if end is None:
                return False
            least += coefficient * end
            is_open = is_open or variable in (self.low_open if coefficient > 0 else self.high_open)
        return least > total or (is_open and least == total)

    def bound(self, form: Whole, *, upper: bool) -> int | None:
        """The least or the most that a form can be in the boxes of its variables; None where nothing bounds it."""
        total = 0
        for variable, coefficient in form:
            end = (self.high if (coefficient > 0) == upper else self.low)[variable]
            if end is None:
                return None
            total += coefficient * end
        return total

    def failing(self) -> list[str]:
        """The identities, each as often as it fails, that no values in the boxes of their own variables satisfy.

        A ratio may fail between either bound of it and either bound of its denominator, if that is known not to be
        negative (docs/convention.md, section 8.4).
        """
        found = [row.identity for row in self.sums if self.fails(row.form, row.total)]
        for row in self.quotients:
            bottom = [self.bound(row.denominator, upper=upper) for upper in (False, True)]
            if bottom[0] is None or bottom[0] < 0:
                continue
            for a_upper, a in enumerate((self.low[row.ratio], self.high[row.ratio])):
                for b_upper, b in enumerate(bottom):
                    if a is not None and b is not None:
                        form = _product(row, a, b)
                        if self.falls_short(form, -a * b) if a_upper == b_upper else self.exceeds(form, -a * b):
                            found.append(row.identity)
        return found

    def restated(self, system: System, without: Collection[str] = ()) -> "Grid":
        """The grid with the boxes of another regime, or without the statements of some figures (ids).

        Raises ValueError where boxes do not end on the grid.
        """
        low, high = ends_of(system, without)
        for ends in (low, high):
            for variable, end in ends.items():
                part = self.parts[variable]
                if end is not None and end.value.numerator * part.denominator % (
                    end.value.denominator * part.numerator
                ):
                    raise ValueError(f"the grid's part {part} does not measure {end.value}")
        return replace(
            self,
            low=_on_grid(low, self.parts),
            high=_on_grid(high, self.parts),
            low_open=frozenset(v for v, end in low.items() if end is not None and end.open),
            high_open=frozenset(v for v, end in high.items() if end is not None and end.open),
        )


def _product(row: QuotientRow, a: int, b: int) -> Whole:
    """The form of (ratio - a)(denominator - b), whose constant is a b."""
    form = dict(row.numerator)
    for variable, coefficient in row.denominator:
        form[variable] = form.get(variable, 0) - a * coefficient
    form[row.ratio] = form.get(row.ratio, 0) - b
    return tuple((v, c) for v, c in form.items() if c)


def grid(system: System, without: Collection[str] = ()) -> Grid:
    """The grid of a system without the statements of some figures (ids)."""
    low, high = ends_of(system, without)
    parts = _parts(system, low, high)
    rows = _Rows(parts)
    return Grid(
        parts=parts,
        low=_on_grid(low, parts),
        high=_on_grid(high, parts),
        low_open=frozenset(v for v, end in low.items() if end is not None and end.open),
        high_open=frozenset(v for v, end in high.items() if end is not None and end.open),
        sums=tuple(rows.sum_of(row) for row in system.linear if row.form and row.low == row.high),
        quotients=tuple(rows.quotient_of(row) for row in system.ratios),
        loose=frozenset(v for row in system.linear if row.low != row.high for v, _ in row.form),
    )


def _parts(system: System, low: Ends, high: Ends) -> list[Fraction]:
    """A part of each variable's unit, of which all ends of boxes in that unit are whole multiples."""
    below: dict[Fraction, int] = {}
    measured: set[tuple[int, int]] = set()
    for ends in (low, high):
        for variable, end in ends.items():
            if end is None:
                continue
            scale = system.scales[variable]
            over, under = end.value.as_integer_ratio()
            if (id(scale), under) in measured:
                continue
            by = scale.denominator * FINE
            # end / (scale / FINE) is whole once multiplied with this
            rest = under * scale.numerator
            found = below.get(scale, 1)
            if not by % rest:
                measured.add((id(scale), under))
            elif (over * by * found) % rest:
                below[scale] = lcm(found, Fraction(over * by, rest).denominator)
    made: dict[int, Fraction] = {}  # by the scale's record: most variables share a few, which are not hashed each time
    for scale in system.scales:
        if id(scale) not in made:
            made[id(scale)] = scale / (FINE * below.get(scale, 1))
    return [made[id(scale)] for scale in system.scales]


def _on_grid(ends: Ends, parts: Sequence[Fraction]) -> list[int | None]:
    steps: list[int | None] = [None] * len(parts)
    for variable, end in ends.items():
        if end is not None:
            over, under = end.value.as_integer_ratio()
            part, whole = parts[variable].as_integer_ratio()
            steps[variable] = over * whole // (under * part)
    return steps


class _Rows:
    """Identities put on a grid; what one pattern of coefficients and units becomes there is worked out once."""

    def __init__(self, parts: Sequence[Fraction]) -> None:
        self._parts = parts
        numbers: dict[int, int] = {}
        self._unit = [numbers.setdefault(id(part), len(numbers)) for part in parts]
        self._known: dict[tuple[object, ...], tuple[int, ...]] = {}

    def sum_of(self, row: LinearRow) -> SumRow:
        """A linear identity with one total."""
        subject = -1 if row.subject is None else row.subject
        if row.low:
            return self._with_total(row, subject)
        name = self._name(row.form)
        weights = self._known.get(name)
        if weights is None:
            weights = self._known[name] = _whole(c * self._parts[v] / self._parts[row.form[0][0]] for v, c in row.form)
        return SumRow(row.identity, tuple([(v, w) for (v, _), w in zip(row.form, weights, strict=True)]), 0, subject)

    def quotient_of(self, row: RatioRow) -> QuotientRow:
        """A ratio."""
        name = (self._unit[row.ratio], *self._name(row.numerator), None, *self._name(row.denominator))
        weights = self._known.get(name)
        if weights is None:
            own = self._parts[row.ratio]
            numerator = [c * self._parts[v] for v, c in row.numerator]
            weights = self._known[name] = _whole((*numerator, *(c * self._parts[v] * own for v, c in row.denominator)))
        top, bottom = weights[: len(row.numerator)], weights[len(row.numerator) :]
        return QuotientRow(
            row.identity,
            row.ratio,
            tuple([(v, w) for (v, _), w in zip(row.numerator, top, strict=True)]),
            tuple([(v, w) for (v, _), w in zip(row.denominator, bottom, strict=True)]),
        )

    def _name(self, form: Form) -> tuple[object, ...]:
        return tuple([(c.as_integer_ratio(), self._unit[v]) for v, c in form])

    def _with_total(self, row: LinearRow, subject: int) -> SumRow:
        weights = [(v, c * self._parts[v]) for v, c in row.form]
        times = lcm(row.low.denominator, *(c.denominator for _, c in weights))
        return SumRow(row.identity, tuple((v, int(c * times)) for v, c in weights), int(row.low * times), subject)


def _whole(weights: Iterable[Fraction]) -> tuple[int, ...]:
    """Fractions in the same proportions as whole numbers: times their common divisor."""
    every = list(weights)
    times = lcm(*(weight.denominator for weight in every))
    return tuple(int(weight * times) for weight in every)
