"""Likelihood: which suspect is the likelier misprint, in thousandths of a power of ten ("millibans"), which add.

A suspect is likely to be wrong where a frequent slip turns what it should be into what it prints, and where what it
should be goes better with the other columns of its line than what it prints. The figures of one sum are all the same
before that: whichever is changed, the sum ties.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Self

from crossfoot.model.book import Book
from crossfoot.model.figures import Figure

BAN = 1000
"""Millibans a power of ten."""

AS_LIKELY = 300
"""Suspects within this of the likeliest are as likely: odds of two to one decide nothing."""

_NIL = -1700  # a figure in fifty is nil where its line prints none beside it,
_NIL_TOO = -500  # one in three where it does
_SAME = (-800, -900, -1550, -1700, -2000)  # figures of one digit, of two... that some other column repeats, as counted
_TURNED = 10  # a line changes its sign between columns one time in ten
_HALF = 286  # thousandths of a logarithm, two sevenths, by which half of all lines differ from one column to the next
_FINE = 10**12  # densities are counted in parts of this


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands around a figure: its line's figures in other columns, and those above and below it in its own."""

    line: tuple[Figure, ...] = ()
    above_and_below: tuple[Figure, ...] = ()


class Surroundings:
    """A book's tables as blame looks around in them."""

    def __init__(self, at: Mapping[str, tuple[str, int, int]], lines: Mapping[tuple[str, int], list[Figure]]) -> None:
        self._at = at
        self._lines = lines

    @classmethod
    def of(cls, book: Book) -> Self:
        """The lines of every table, looked through once."""
        figures = {figure.id: figure for figure in book.figures}
        at: dict[str, tuple[str, int, int]] = {}
        lines: dict[tuple[str, int], list[Figure]] = {}
        for grid in book.grids:
            for cell in grid.cells:
                if cell.figure in figures:
                    at[cell.figure] = grid.id, cell.row, cell.column
                    lines.setdefault((grid.id, cell.row), []).append(figures[cell.figure])
        return cls(at, lines)

    def restate(self, figure: Figure) -> None:
        """Takes a figure as it is printed from here on."""
        if figure.id in self._at:
            grid, row, _ = self._at[figure.id]
            self._lines[grid, row][:] = [figure if f.id == figure.id else f for f in self._lines[grid, row]]

    def beside(self, figure: Figure) -> Beside:
        """The figures of the same unit around one; nothing outside a table."""
        if figure.id not in self._at:
            return Beside()
        grid, row, column = self._at[figure.id]
        line = tuple(f for f in self._lines[grid, row] if f.id != figure.id and f.unit == figure.unit)
        near = [f for step in (-1, 1) for f in self._lines.get((grid, row + step), ()) if self._at[f.id][2] == column]
        return Beside(line, tuple(f for f in near if f.unit == figure.unit))

    def neighbours(self, figure: Figure) -> list[Figure]:
        """The nearest figures of the same unit to both sides, above and below."""
        if figure.id not in self._at:
            return []
        line = sorted((*self.beside(figure).line, figure), key=lambda f: self._at[f.id][2])
        at = line.index(figure)
        return [*line[max(0, at - 1) : at], *line[at + 1 : at + 2], *self.beside(figure).above_and_below]

    def are_aligned(self, one: Figure, other: Figure) -> bool:
        """Whether two figures stand in one line or one column of a table."""
        if one.id not in self._at or other.id not in self._at:
            return False
        mine, its = self._at[one.id], self._at[other.id]
        return mine[0] == its[0] and (mine[1] == its[1] or mine[2] == its[2])

    def is_across(self, one: Figure, other: Figure) -> bool:
        """Whether two figures stand in one line."""
        return self._at[one.id][:2] == self._at[other.id][:2]


def plausible(value: Decimal, place: Decimal, beside: Sequence[Figure]) -> int:
    """How probable a value, printed to `place`, is in a line that prints those figures in its other columns."""
    others = [figure.printed.value for figure in beside]
    if not value:
        return _NIL_TOO if not all(others) else _NIL
    steps = max(1, int(abs(value) / place)) if place else 1
    if not any(others):
        return _of_no_kind(steps)
    size, above = _logarithm(value), value > 0
    near = sum(_near(size - _logarithm(other), turned=(other > 0) != above) for other in others if other)
    drawn = round(BAN * (math.log10(near) - math.log10(_FINE * len(others) * steps))) if near else _of_no_kind(steps)
    return max(drawn, _SAME[min(len(str(steps)), len(_SAME)) - 1]) if value in others else drawn


def _of_no_kind(steps: int) -> int:
    """Of a figure with nothing to compare it with: all magnitudes are as likely."""
    return -round(BAN * (math.log10(steps) + 1))


def _near(away: int, *, turned: bool) -> int:
    """The density of a figure about another column's, by their ratio's logarithm: heavy-tailed, for lines do jump."""
    density = _FINE * BAN * _HALF // (3 * (_HALF**2 + away**2))
    return density // _TURNED if turned else density


@lru_cache(maxsize=16_384)
def _logarithm(value: Decimal) -> int:
    """The natural logarithm of a figure's size, in thousandths."""
    over, under = abs(value).as_integer_ratio()
    return round(BAN * (math.log(over) - math.log(under)))
