"""Residuals: under which way of rounding what printed sums and ratios leave over is likeliest.

Rounding to nearest leaves errors around nothing. Cutting off leaves each figure half a place short on average, so that
parts fall short of their total. Where as many relations fail under two ways of rounding, the others tell them apart.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from crossfoot.algebra.system import LinearRow, RatioRow, System, value_at
from crossfoot.model.book import Regime
from crossfoot.model.figures import Figure
from crossfoot.vocabulary.rounding import Rounding

_HALF = Fraction(1, 2)
_EVENLY = 12
"""One over the variance of an error that is anywhere within one place alike."""

_MOST = Fraction(6)
"""What one relation may say against a way of rounding; more is for a slip to explain."""


@dataclass(frozen=True, slots=True)
class _Left:
    """What a relation leaves over in last places: `off` what is printed, `short` what cutting off leaves on average.

    `size` says of how many even errors it is made up.
    """

    off: Fraction
    short: Fraction
    size: Fraction

    def against(self, rounding: Rounding) -> Fraction:
        """What it says against a way of rounding: half the square of its error in standard deviations."""
        off = self.off - self.short if rounding is Rounding.TRUNCATED else self.off
        return min(_MOST, off * off * _EVENLY / (2 * self.size))


class Residuals:
    """What the relations of a system leave over at what is printed, of those between figures of one group."""

    def __init__(self, system: System, figures: Mapping[str, Figure], group: str, but: Collection[str]) -> None:
        """`figures` are those of the system's statements, by their ids; relations `but` some are looked at."""
        self._system = system
        self._group = group
        self._but = but
        self._stated: dict[int, list[Figure]] = defaultdict(list)
        for statement in system.statements:
            self._stated[statement.variable].append(figures[statement.figure])
        self._amounts: dict[Rounding, Fraction] = {}
        self._quotients: dict[Rounding, Fraction] = {}

    def unlikeliness(self, regime: Regime) -> Fraction:
        """How unlikely the residuals are under a regime: logarithms, added up; fewer are better.

        Of relations that print each of their facts once; those that fail under some candidate are to be left out.
        """
        if regime.amounts not in self._amounts:
            self._amounts[regime.amounts] = _total([left.against(regime.amounts) for left in self._sums])
        if regime.ratios not in self._quotients:
            self._quotients[regime.ratios] = _total([left.against(regime.ratios) for left in self._ratios])
        return self._amounts[regime.amounts] + self._quotients[regime.ratios]

    @cached_property
    def _sums(self) -> list[_Left]:
        rows = (row for row in self._system.linear if row.low == row.high == 0 and row.identity not in self._but)
        return [left for row in rows if (left := self._of_sum(row)) is not None]

    @cached_property
    def _ratios(self) -> list[_Left]:
        rows = (row for row in self._system.ratios if row.identity not in self._but)
        return [left for row in rows if (left := self._of_ratio(row)) is not None]

    def _of_sum(self, row: LinearRow) -> _Left | None:
        printed = {v: figure.printed for v, _ in row.form if (figure := self._printed(v)) is not None}
        places = {each.place for each in printed.values()}
        if any(v not in printed for v, _ in row.form) or len(places) != 1:
            return None
        values = {v: Fraction(each.value) for v, each in printed.items()}
        signs = {v: Fraction(_sign(each.value)) for v, each in printed.items()}
        short = -_HALF * value_at(row.form, signs)
        return _Left(value_at(row.form, values) / Fraction(places.pop()), short, value_at(row.form, dict(row.form)))

    def _of_ratio(self, row: RatioRow) -> _Left | None:
        own = self._printed(row.ratio)
        amounts = {v: self._printed(v) for v, _ in (*row.numerator, *row.denominator)}
        if own is None or not own.printed.place or any(figure is None for figure in amounts.values()):
            return None
        values = {v: Fraction(figure.printed.value) for v, figure in amounts.items() if figure is not None}
        bottom = value_at(row.denominator, values)
        if bottom <= 0:
            return None
        exact, value = value_at(row.numerator, values) / bottom, own.printed.value
        off = (Fraction(value) - exact) / Fraction(own.printed.place)
        return _Left(off, -_HALF * _sign(value), Fraction(1))

    def _printed(self, variable: int) -> Figure | None:
        """The one figure that states a variable, where it is of the group and no words stand around it."""
        stated = self._stated.get(variable, [])
        if len(stated) != 1 or stated[0].group != self._group or stated[0].printed.rounding is not None:
            return None
        return stated[0]


def _total(terms: Sequence[Fraction]) -> Fraction:
    """The sum, halves first: one divisor after another taken in would make a number as long as all of them together."""
    while len(terms) > 1:
        pairs = [one + other for one, other in zip(terms[::2], terms[1::2], strict=False)]
        terms = [*pairs, *terms[2 * len(pairs) :]]
    return terms[0] if terms else Fraction(0)


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)
