"""Leeway: which identities hold by so much room that floats cannot mistake it, each on the figures of its own facts.

Whether a document was rounded or cut off is asked of every identity under every way of rounding. Nearly all hold under
each, and a glance in floating point is enough to say so; the few that are left are for exact arithmetic to judge.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Self

import numpy as np
from numpy.typing import NDArray

from crossfoot.algebra.system import Form, RatioRow, System
from crossfoot.model.book import Regime
from crossfoot.model.figures import Figure
from crossfoot.vocabulary.rounding import Rounding

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

_SHARE = 1e-12
"""Share of the amounts in an identity that sums of them in floating point are never off by."""

_EXACT = float(2**50)
"""Amounts in grains below which halves of them are added up exactly in floating point."""

_MOST = 1_000
"""Entries of an identity up to which that is so."""

Kind = tuple[str, bool] | Rounding
"""A group of figures, and whether these are ratios: what a regime speaks of; or what words around a figure say."""


@dataclass(frozen=True, slots=True)
class _Entries:
    """Coefficients of many forms: the row and column of each, and how many rows there are."""

    row: Whole
    column: Whole
    value: Floats
    count: int

    @classmethod
    def of(cls, forms: Sequence[Sequence[tuple[int, float]]]) -> Self:
        """Those of some forms, in their order."""
        sizes = [len(form) for form in forms]
        column = np.array([v for form in forms for v, _ in form], dtype=np.int64)
        value = np.array([c for form in forms for _, c in form], dtype=np.float64)
        return cls(np.repeat(np.arange(len(forms)), sizes), column, value, len(forms))

    def summed(self, value: Floats) -> Floats:
        """What the entries come to in every row."""
        return np.bincount(self.row, value, self.count).astype(np.float64, copy=False)

    def some(self, flags: Flags) -> Flags:
        """The rows in which some entry is flagged."""
        found: Flags = np.bincount(self.row[flags], minlength=self.count) > 0
        return found

    def least(self, value: Floats, boxes: "_Boxes") -> Floats:
        """The least that rows with such coefficients can be."""
        ends = np.where(value > 0, boxes.low[self.column], boxes.high[self.column])
        return self.summed(np.where(value == 0, 0.0, value * ends))

    def size(self, value: Floats, boxes: "_Boxes") -> Floats:
        """How large the amounts are that are added up."""
        return self.summed(np.abs(value) * boxes.size[self.column])


@dataclass(frozen=True, slots=True)
class _Boxes:
    """The ends of every variable in grains, infinite where there is none, which are open, and the larger finite one."""

    low: Floats
    high: Floats
    low_open: Flags
    high_open: Flags
    size: Floats

    @property
    def are_halves(self) -> Flags:
        """Whose ends are whole or half grains, so that floats hold them and sums of them exactly."""
        halves: Flags = (np.rint(2 * self.low) == 2 * self.low) & (np.rint(2 * self.high) == 2 * self.high)
        return halves


@dataclass(frozen=True, slots=True)
class _Held:
    """Of every row, whether it surely holds and whether it surely fails; exact arithmetic tells where neither is so."""

    holds: Flags
    fails: Flags


@dataclass(frozen=True, slots=True)
class Glance:
    """The identities that surely fail, and the system with those alone that floats cannot tell of."""

    failing: frozenset[str]
    doubtful: System


class Leeway:
    """The identities of a system in floats; amounts are counted in grains, the finest places of their units."""

    def __init__(self, system: System, figures: Mapping[str, Figure]) -> None:
        """`figures` are those of the system's statements, by their ids."""
        self._system = system
        self._scale = [scale.numerator / scale.denominator for scale in system.scales]
        self._statements(figures)
        self._sums()
        self._quotients()

    def under(self, regimes: Mapping[str, Regime]) -> "Glance":
        """Which identities fail under some regimes (by group), each on the figures of its own facts, and which may.

        A group that is not named is taken as rounded to nearest.
        """
        with np.errstate(invalid="ignore", over="ignore"):
            boxes = self._boxes(regimes)
            sums, quotients = self._sums_held(boxes), self._quotients_held(boxes)
        linear = tuple(self._linear[n] for n in np.flatnonzero(~sums.holds & ~sums.fails))
        ratios = tuple(self._system.ratios[n] for n in np.flatnonzero(~quotients.holds & ~quotients.fails))
        said = {v for row in linear for v, _ in row.form}
        said |= {v for row in ratios for v, _ in (*row.numerator, *row.denominator, (row.ratio, 1))}
        statements = tuple(s for s in self._system.statements if s.variable in said) if said else ()
        failing = {self._linear[n].identity for n in np.flatnonzero(sums.fails)}
        failing |= {self._system.ratios[n].identity for n in np.flatnonzero(quotients.fails)}
        doubtful = replace(self._system, statements=statements, linear=linear, ratios=ratios)
        return Glance(frozenset(failing), doubtful)

    def _statements(self, figures: Mapping[str, Figure]) -> None:
        self._at = np.array([s.variable for s in self._system.statements], dtype=np.int64)
        stating = [figures[s.figure] for s in self._system.statements]
        scales = [self._system.scales[s.variable] for s in self._system.statements]
        self._value = np.array([_counted(f.printed.value, by) for f, by in zip(stating, scales, strict=True)])
        self._place = np.array([_counted(f.printed.place, by) for f, by in zip(stating, scales, strict=True)])
        self._kinds: dict[Kind, int] = {}
        kinds: list[Kind] = [f.printed.rounding or (f.group, f.unit.is_quotient) for f in stating]
        self._kind = np.array([self._kinds.setdefault(kind, len(self._kinds)) for kind in kinds], dtype=np.int64)

    def _boxes(self, regimes: Mapping[str, Regime]) -> _Boxes:
        """Every variable's box; what words around a number say is left in doubt."""
        value, place = self._value, self._place
        low, high = np.full(len(value), np.nan), np.full(len(value), np.nan)
        cut = np.zeros(len(value), dtype=bool)
        for rounding in set(by_kind := [_rounding(kind, regimes) for kind in self._kinds]):
            mine = np.array([each is rounding for each in by_kind])[self._kind]
            below, above = _room(rounding, value, place)
            low[mine], high[mine] = (value - below)[mine], (value + above)[mine]
            cut |= mine if rounding in (Rounding.TRUNCATED, Rounding.EITHER) else False
        count = len(self._scale)
        lows, highs = np.full(count, -np.inf), np.full(count, np.inf)
        lows[list(self._system.nonnegative)] = 0.0
        np.maximum.at(lows, self._at, low)
        np.minimum.at(highs, self._at, high)
        # what is cut off lies less than a place farther out; half a place nearer is as well rounded, and closed
        opens = [np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)]
        opens[0][self._at[cut & (value - place == low) & (low == lows[self._at])]] = True
        opens[1][self._at[cut & (value + place == high) & (high == highs[self._at])]] = True
        ends = [np.where(np.isfinite(end), np.abs(end), 0.0) for end in (lows, highs)]
        return _Boxes(lows, highs, opens[0], opens[1], np.maximum(*ends))

    def _sums(self) -> None:
        self._linear = [row for row in self._system.linear if row.form and row.low == row.high]
        first = [self._scale[row.form[0][0]] for row in self._linear]
        self._sum = _Entries.of([self._in_grains(row.form, by) for row, by in zip(self._linear, first, strict=True)])
        totals = (row.low.numerator / row.low.denominator if row.low else 0.0 for row in self._linear)
        self._total = np.array([total / by for total, by in zip(totals, first, strict=True)])
        inexact = self._sum.some(np.rint(self._sum.value) != self._sum.value)
        self._is_whole = ~inexact & (np.rint(2 * self._total) == 2 * self._total)
        self._long = np.array([len(row.form) > _MOST for row in self._linear], dtype=bool)

    def _quotients(self) -> None:
        """Ratios: steps of the ratio times its denominator is the numerator. Entries of both are those of one form."""
        ratios = self._system.ratios
        self._ratio = np.array([row.ratio for row in ratios], dtype=np.int64)
        tops, bottoms, owns = zip(*map(self._product, ratios), strict=True) if ratios else ((), (), ())
        self._top, self._bottom, self._own = _Entries.of(tops), _Entries.of(bottoms), _Entries.of(owns).value
        self._wide = np.array([len(top) > _MOST for top in tops], dtype=bool)

    def _product(self, row: RatioRow) -> tuple[list[tuple[int, float]], ...]:
        """The coefficients of a ratio's numerator, denominator and own variable, each for all variables of these."""
        own = self._scale[row.ratio]
        by = self._scale[row.denominator[0][0]] if row.denominator else 1.0
        top = dict(self._in_grains(row.numerator, by))
        bottom = {v: c * own for v, c in self._in_grains(row.denominator, by)}
        every = dict.fromkeys((*top, *bottom, row.ratio))
        return (
            [(v, top.get(v, 0.0)) for v in every],
            [(v, bottom.get(v, 0.0)) for v in every],
            [(v, 1.0 if v == row.ratio else 0.0) for v in every],
        )

    def _in_grains(self, form: Form, by: float) -> list[tuple[int, float]]:
        scale = self._scale
        return [(v, _float(c) * scale[v] / by) for v, c in form]

    def _sums_held(self, boxes: _Boxes) -> _Held:
        rows, total = self._sum, self._total
        size = rows.size(rows.value, boxes) + np.abs(total)
        is_exact = self._is_whole & (size < _EXACT) & ~rows.some(~boxes.are_halves[rows.column])
        room = np.where(is_exact, 0.0, _SHARE * size)
        low, high = rows.least(rows.value, boxes), -rows.least(-rows.value, boxes)
        opens = np.where(rows.value > 0, boxes.low_open[rows.column], boxes.high_open[rows.column])
        shuts = np.where(rows.value > 0, boxes.high_open[rows.column], boxes.low_open[rows.column])
        at_low, at_high = is_exact & (low == total), is_exact & (high == total)
        low_open, high_open = rows.some(opens), rows.some(shuts)
        holds = ((low < total - room) | at_low & ~low_open) & ((high > total + room) | at_high & ~high_open)
        fails = (low > total + room) | (high < total - room) | at_low & low_open | at_high & high_open
        return _Held(holds & ~self._long, fails & ~self._long)

    def _quotients_held(self, boxes: _Boxes) -> _Held:
        bottom = self._bottom
        room = _SHARE * bottom.size(bottom.value, boxes)
        low, high = bottom.least(bottom.value, boxes), -bottom.least(-bottom.value, boxes)
        holds, fails = np.ones(len(low), dtype=bool), np.zeros(len(low), dtype=bool)
        for upper, a in enumerate((boxes.low[self._ratio], boxes.high[self._ratio])):
            for top, b in enumerate((low, high)):
                one = self._products_held(a, b, upper == top, boxes)
                is_absent = np.isinf(a) | np.isinf(b)
                holds &= one.holds | is_absent
                fails |= one.fails & ~is_absent
        is_silent, is_told = low < -room, low > room
        return _Held((holds & is_told | is_silent) & ~self._wide, fails & is_told & ~self._wide)

    def _products_held(self, a: Floats, b: Floats, is_one_sided: bool, boxes: _Boxes) -> _Held:
        """Whether (ratio - a)(denominator - b) can have the sign that a ratio between its bounds gives it."""
        rows = self._top
        own = b[rows.row] * self._own
        below = a[rows.row] * self._bottom.value
        value = rows.value - below - own
        room = _SHARE * (rows.size(np.abs(rows.value) + np.abs(below) + np.abs(own), boxes) + np.abs(a * b))
        # with both bounds of one side the product is at least zero somewhere, otherwise at most
        far = rows.least(-value if is_one_sided else value, boxes) - (a * b if is_one_sided else -a * b)
        return _Held(far < -room, far > room)


def _rounding(kind: Kind, regimes: Mapping[str, Regime]) -> Rounding:
    if isinstance(kind, Rounding):
        return kind
    regime = regimes.get(kind[0])
    if regime is None:
        return Rounding.NEAREST
    return regime.ratios if kind[1] else regime.amounts


def _room(rounding: Rounding, value: Floats, place: Floats) -> tuple[Floats, Floats]:
    """How far below and above printed values the true ones may lie; not a number for what words around them say."""
    if rounding is Rounding.EXACT:
        return np.zeros_like(place), np.zeros_like(place)
    if rounding is Rounding.NEAREST:
        return place / 2, place / 2
    cut = place * (value <= 0), place * (value >= 0)
    if rounding is Rounding.TRUNCATED:
        return cut
    if rounding is Rounding.EITHER:
        return np.maximum(cut[0], place / 2), np.maximum(cut[1], place / 2)
    return np.full_like(place, np.nan), np.full_like(place, np.nan)


def _counted(value: Decimal, scale: Fraction) -> float:
    """An amount in grains; exactly where floats hold it."""
    (over, under), (times, by) = value.as_integer_ratio(), scale.as_integer_ratio()
    whole, rest = divmod(over * by, under * times)
    return float(whole) if not rest else (over * by) / (under * times)


def _float(value: Fraction) -> float:
    over, under = value.as_integer_ratio()
    return over / under
