"""Likelihood: which suspect is the likelier misprint, in thousandths of a power of ten ("millibans"), which add.

A suspect is likely to be wrong where a frequent slip turns what it should be into what it prints, and where what it
should be goes better with the other columns of its line than what it prints. The figures of one sum are all the same
before that: whichever is changed, the sum ties.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from statistics import median
from types import MappingProxyType
from typing import Self

from crossfoot.model.book import Book
from crossfoot.model.figures import Figure

BAN = 1000
"""Millibans a power of ten."""

AS_LIKELY = 300
"""Suspects within this of the likeliest are as likely: odds of two to one decide nothing."""

_NIL = -1700  # a figure in fifty is nil where its line prints none beside it,
_NIL_TOO = -500  # one in three where it does
_SAME = (-1000, -1250, -1800, -1900, -2300, -2300, -2700)  # figures of one digit, two... that are another column's too
_TURNED = 10  # a line changes its sign between columns one time in ten
_HALF = 286  # thousandths of a logarithm, two sevenths, by which half of all lines differ from one column to the next
_STEADY = 10  # thousandths of a logarithm: two columns are seldom more alike than that
_NEAR = 10  # lines above and below that tell how columns differ: as much as all of a table's
_FINE = 10**12  # densities are counted in parts of this


@dataclass(frozen=True, slots=True)
class Move:
    """How the lines around a figure differ between its column and another, as the logarithms of their ratios tell.

    `usual` is the one that they have in common, `half` how far from that half of them lie; both in thousandths.
    """

    usual: int = 0
    half: int = _HALF

    @classmethod
    def of(cls, logarithms: Sequence[int]) -> Self:
        """As some lines tell, together with one line that moves as lines do everywhere."""
        several = len(logarithms) + 1
        usual = round(median(logarithms)) * len(logarithms) // several if logarithms else 0
        away = [max(_STEADY, abs(each - usual)) for each in logarithms]
        return cls(usual, round(math.exp(sum(map(math.log, (_HALF, *away))) / several)))


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands around a figure: its line's figures in other columns, and those above and below it in its own.

    `moves` tell, for each of its line's, what the lines around have between that column and the figure's.
    """

    line: tuple[Figure, ...] = ()
    above_and_below: tuple[Figure, ...] = ()
    moves: Mapping[str, Move] = field(default_factory=dict)


_UNTOLD: Mapping[str, Move] = MappingProxyType({})


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
        return Beside(line, tuple(f for f in near if f.unit == figure.unit), self._moves(figure, line))

    def _moves(self, figure: Figure, line: Sequence[Figure]) -> dict[str, Move]:
        """How the lines around a figure differ between its column and that of each other figure of its line."""
        grid, row, column = self._at[figure.id]
        logarithms: dict[int, list[int]] = defaultdict(list)
        for near in (*range(row - _NEAR, row), *range(row + 1, row + _NEAR + 1)):
            along = {self._at[f.id][2]: f for f in self._lines.get((grid, near), ()) if f.unit == figure.unit}
            own = along.get(column)
            for at, other in along.items() if own is not None else ():
                if own is not None and own.printed.value * other.printed.value > 0:
                    logarithms[at].append(_logarithm(own.printed.value) - _logarithm(other.printed.value))
        return {f.id: Move.of([each for each in logarithms[self._at[f.id][2]] if each]) for f in line}

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


def plausible(value: Decimal, place: Decimal, line: Sequence[Figure], moves: Mapping[str, Move] = _UNTOLD) -> int:
    """How probable a value, printed to `place`, is in a line that prints those figures in its other columns.

    Columns from which the lines around move alike tell more, by how alike, than those from which they jump.
    """
    others = [figure.printed.value for figure in line]
    if not value:
        return _NIL_TOO if not all(others) else _NIL
    steps = max(1, int(abs(value) / place)) if place else 1
    if not any(others):
        return _of_no_kind(steps)
    size, above = _logarithm(value), value > 0
    near = weights = 0
    for figure, other in zip(line, others, strict=True):
        move = moves.get(figure.id) or Move()
        weight = _FINE // move.half
        weights += weight
        if other:
            away = size - _logarithm(other) - move.usual
            near += weight * _near(away, move.half, turned=(other > 0) != above)
    drawn = round(BAN * (math.log10(near) - math.log10(_FINE * weights * steps))) if near else _of_no_kind(steps)
    if value not in others:
        return drawn
    return max(drawn, _SAME[min(len(str(steps)), len(_SAME)) - 1] + round(BAN * math.log10(len(others))))


def _of_no_kind(steps: int) -> int:
    """Of a figure with nothing to compare it with: all magnitudes are as likely."""
    return -round(BAN * (math.log10(steps) + 1))


def _near(away: int, half: int, *, turned: bool) -> int:
    """The density of a figure about another column's, by their ratio's logarithm: heavy-tailed, for lines do jump."""
    density = _FINE * BAN * half // (3 * (half**2 + away**2))
    return density // _TURNED if turned else density


@lru_cache(maxsize=16_384)
def _logarithm(value: Decimal) -> int:
    """The natural logarithm of a figure's size, in thousandths."""
    over, under = abs(value).as_integer_ratio()
    return round(BAN * (math.log(over) - math.log(under)))
