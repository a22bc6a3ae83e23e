"""How a printed ratio fits the quotient of two amounts, and what it is worth where it does or does not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from crossfoot.tie.discovery.belief.evidence import BAN, millibans
from crossfoot.tie.discovery.belief.slips import NO_SLIP, retyped
from crossfoot.tie.discovery.tables.table import Entry, Table
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.units import UnitKind

HUNDRED = Fraction(100)
_AMOUNTS = frozenset((UnitKind.MONEY, UnitKind.COUNT, UnitKind.PURE, UnitKind.PER_SHARE))
_SLIPS_A_DIGIT = 34  # misread digits and swapped neighbours, up or down
_FEW = 10  # quotients that rounding leaves open, beyond which a slip explains any
_BEYOND_LAST = 9  # last places that two neighbours exchanged are off at least

At = tuple[int, int]
"""A place in a table: its line and its crossing."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """A ratio: `factor` x `over` / `under` + `offset`, each a place in the table.

    `of_size` says that the amount over the line is printed below zero and its ratio above: a cost in brackets, and what
    it is in percent of revenue.
    """

    ratio: At
    over: At
    under: At
    factor: Fraction = HUNDRED
    offset: int = 0
    of_size: bool = False


@dataclass(slots=True)  # not frozen, as Missed is not: both are made for all that a ratio may be of, and let go
class QuotientFit:
    """Whether a ratio is its quotient: the ratio's `size` in last places, and how many of them rounding excuses.

    `missed` is by how much it misses, `ratio` what is printed; `is_near` says that it misses by less than a last place,
    `outgoing` that it is said of two amounts below zero, by their sizes.
    """

    ties: bool
    ratio: Entry
    missed: "Missed"
    is_near: bool = False
    outgoing: bool = False

    @property
    def size(self) -> int:
        """How many last places the ratio is large."""
        return abs(self.ratio.value) // max(1, self.ratio.place)

    @property
    def printed(self) -> int:
        """What the ratio prints, in last places."""
        return self.ratio.value // self.ratio.place

    @property
    def meant(self) -> range:
        """What the ratio may have been meant to print, in last places; none where its amounts leave too much open."""
        printed, missed = self.printed, self.missed
        found = range(printed - -(missed.high // -missed.step), printed - missed.low // missed.step + 1)
        return found if len(found) <= _FEW else range(0)

    @property
    def is_retyped(self) -> bool:
        """Whether a slip explains what is printed that is no mere difference in its last digit."""
        printed = self.printed
        return any(abs(printed - each) >= _BEYOND_LAST and retyped(printed, each) for each in self.meant)

    @property
    def worth(self) -> int:
        """What it is worth, in millibans, that the ratio is not its quotient: a loss, less where a slip explains it."""
        printed, meant = self.printed, self.meant
        if not any(retyped(printed, each) for each in meant):
            return NO_SLIP
        spread = max(2, abs(printed), *map(abs, meant))
        return max(NO_SLIP, millibans(spread, _SLIPS_A_DIGIT * len(str(spread)) * len(meant)) - BAN)


def quotient_fit(table: Table, quotient: Quotient, rounding: Rounding) -> QuotientFit | None:
    """How a ratio fits its quotient, under one way of rounding; None where that says nothing.

    A dash in place of a ratio says nothing, nor does one of an amount that is not above zero. Outgoings printed below
    zero mostly grow as their sizes do.
    """
    entry = table.entries.get
    ratio, over, under = entry(quotient.ratio), entry(quotient.over), entry(quotient.under)
    if ratio is None or over is None or under is None or not ratio.value:
        return None
    outgoing = over.value < 0 > under.value
    if quotient.of_size:
        over = replace(over, value=-over.value)
    elif outgoing:
        over, under = replace(over, value=-over.value), replace(under, value=-under.value)
    if not _can_be(over, under, quotient):
        return None
    missed = _missed(ratio, over, under, quotient)
    off = missed.beyond(rounding, below_zero=ratio.value < 0)
    return QuotientFit(not off, ratio, missed, 0 < off <= missed.step, outgoing and not quotient.of_size)


def is_turned(table: Table, quotient: Quotient, rounding: Rounding) -> bool:
    """Whether a ratio that is not its quotient is so but for its sign."""
    ratio, over, under = (table.entries[at] for at in (quotient.ratio, quotient.over, quotient.under))
    missed = _missed(replace(ratio, value=-ratio.value), over, under, quotient)
    return not missed.beyond(rounding, below_zero=ratio.value > 0)


def worth(fits: Sequence[QuotientFit]) -> int:
    """What a line's ratios are worth together, in millibans.

    An unrelated ratio would be spread over as many last places as it is large, or as the line's are on average. One of
    a single place says nothing by itself, where a line is full of such it does.
    """
    usual = sum(fit.size for fit in fits) // max(1, len(fits))
    tied = [(max(fit.size, usual), fit.missed.excused) for fit in fits if fit.ties]
    return sum(max(0, millibans(size, excused)) for size, excused in tied if size > 1) + sum(
        fit.worth for fit in fits if not fit.ties
    )


def _can_be(over: Entry, under: Entry, quotient: Quotient) -> bool:
    """Whether amounts are such as ratios are of: not percentages, in one unit for a percentage, over one above zero."""
    alike = over.unit == under.unit or quotient.factor != HUNDRED
    return under.value > under.place and alike and {over.unit.kind, under.unit.kind} <= _AMOUNTS


@dataclass(slots=True)
class Missed:
    """By how much a ratio misses, times its denominator: what one last place counts, least and most, as integers."""

    step: int
    low: int
    high: int

    @property
    def excused(self) -> int:
        """How many values of a ratio the rounding of its amounts, and its own, admit."""
        return (self.high - self.low) // self.step + 2

    def beyond(self, rounding: Rounding, *, below_zero: bool) -> int:
        """How far the least that it misses by lies beyond what rounding explains; nothing where that explains it."""
        least, most = (-self.step // 2, self.step // 2) if rounding is Rounding.NEAREST else (-self.step, 0)
        if rounding is Rounding.TRUNCATED and below_zero:
            least, most = 0, self.step
        return max(0, self.low - most, least - self.high)


def _missed(ratio: Entry, over: Entry, under: Entry, quotient: Quotient) -> Missed:
    """A ratio times its denominator less its numerator, in grains of both, times what makes the factor whole."""
    whole, up, shift = _in_whole(quotient.factor, quotient.offset, (ratio.grain, over.grain, under.grain))
    missed = whole * ratio.value * under.value - up * over.value - shift * under.value
    amounts = up * (over.place * under.value + abs(over.value) * under.place) // (2 * under.value)
    return Missed(whole * ratio.place * under.value, missed - amounts, missed + amounts)


@lru_cache(maxsize=256)
def _in_whole(factor: Fraction, offset: int, grains: tuple[Fraction, Fraction, Fraction]) -> tuple[int, int, int]:
    """What makes a factor and an offset whole in the grains of a ratio and its two amounts, and these as whole numbers.

    A table has few grains, and thousands of quotients that its ratios may be.
    """
    ratio, over, under = grains
    scaled, moved = factor * over / (ratio * under), offset / ratio
    whole = scaled.denominator * moved.denominator
    return whole, scaled.numerator * moved.denominator, moved.numerator * scaled.denominator
