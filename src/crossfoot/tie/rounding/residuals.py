"""Residuals: under which way of rounding what printed sums and ratios leave over is likeliest.

Rounding to nearest leaves errors around nothing. Cutting off leaves each figure half a place short on average, so that
parts fall short of their total. Where as many relations fail under two ways of rounding, the others tell them apart.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction

from crossfoot.algebra.system import LinearRow, RatioRow, System, value_at
from crossfoot.model.book import Regime
from crossfoot.model.figures import Figure
from crossfoot.vocabulary.rounding import Rounding

_HALF = Fraction(1, 2)
_EVENLY = 12
"""One over the variance of an error that is anywhere within one place alike."""

_MOST = Fraction(6)
"""What one relation may say against a way of rounding; more is for a slip to explain."""


class Residuals:
    """What the relations of a system leave over at what is printed, in last places."""

    def __init__(self, system: System, figures: Mapping[str, Figure]) -> None:
        """`figures` are those of the system's statements, by their ids."""
        self._system = system
        self._stated: dict[int, list[Figure]] = defaultdict(list)
        for statement in system.statements:
            self._stated[statement.variable].append(figures[statement.figure])

    def unlikeliness(self, regime: Regime, but: Collection[str]) -> Fraction:
        """How unlikely the residuals of a regime's group are under it: logarithms, added up; fewer are better.

        Of relations between its figures alone, each printed once; those that fail under some candidate are left out.
        """
        total = Fraction(0)
        for row in self._system.linear:
            if row.low == row.high == 0 and row.identity not in but:
                total += self._of_sum(row, regime)
        for ratio in self._system.ratios:
            if ratio.identity not in but:
                total += self._of_ratio(ratio, regime)
        return total

    def _of_sum(self, row: LinearRow, regime: Regime) -> Fraction:
        printed = {v: self._printed(v, regime.group) for v, _ in row.form}
        places = {None if figure is None else figure.printed.place for figure in printed.values()}
        if len(places) != 1 or None in places:
            return Fraction(0)
        (place,) = places
        assert place is not None
        values = {v: figure.printed.value for v, figure in printed.items() if figure is not None}
        left = sum((c * Fraction(values[v]) for v, c in row.form), Fraction(0)) / Fraction(place)
        short = -_HALF * sum((c * _sign(values[v]) for v, c in row.form), Fraction(0))
        size = sum((c * c for _, c in row.form), Fraction(0))
        return _against(left - (short if regime.amounts is Rounding.TRUNCATED else 0), size)

    def _of_ratio(self, row: RatioRow, regime: Regime) -> Fraction:
        own = self._printed(row.ratio, regime.group)
        amounts = {v: self._printed(v, regime.group) for v, _ in (*row.numerator, *row.denominator)}
        if own is None or not own.printed.place or any(figure is None for figure in amounts.values()):
            return Fraction(0)
        values = {v: Fraction(figure.printed.value) for v, figure in amounts.items() if figure is not None}
        bottom = value_at(row.denominator, values)
        if bottom <= 0:
            return Fraction(0)
        exact, value = value_at(row.numerator, values) / bottom, own.printed.value
        short = -_HALF * _sign(value) if regime.ratios is Rounding.TRUNCATED else 0
        return _against((Fraction(value) - exact) / Fraction(own.printed.place) - short, Fraction(1))

    def _printed(self, variable: int, group: str) -> Figure | None:
        """The one figure that states a variable, where it is of the group and no words stand around it."""
        stated = self._stated.get(variable, [])
        if len(stated) != 1 or stated[0].group != group or stated[0].printed.rounding is not None:
            return None
        return stated[0]


def _against(off: Fraction, size: Fraction) -> Fraction:
    """Half the square of an error in its standard deviations, those of as many even errors as the size says."""
    return min(_MOST, off * off * _EVENLY / (2 * size))


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)
