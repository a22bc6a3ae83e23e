"""Interior: points well inside every interval at which all identities nearly hold, for all parts of a book at once.

Newton's method with steps weighed by how far each value is from the ends of its interval (affine scaling, Dikin 1967;
the systems by conjugate gradients). It works in floating point and only proposes: `completion` makes a point exact.
Parts share the loop but not a single number, so that what is proposed for one does not depend on the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossfoot.algebra.grid import FINE, Grid, QuotientRow
from crossfoot.tie.solving.strips import Floats, Matrix, Strips, Whole

_NEWTON_STEPS = 40
_GRADIENT_STEPS = 600
_ROUGHLY = 0.03
"""How far conjugate gradients reduce the residual of a Newton step."""

_NEARLY, _CLOSELY = 1e-2, 1e-8
"""Grains by which an identity may miss at a point that is proposed, first and where that is no point to be completed.

Most points are well inside their intervals, and a hundredth of a grain does not carry what follows from them outside.
"""

_STUCK = 1e-3
"""A part that can go less than this share of four steps in a row has no point well inside."""

_HOPELESS = 1e6
"""Growth of a residual at which the identities of a part are taken to contradict one another."""

_FAR = 1e3
"""Grains that a value without ends near it moves as easily as another moves its own width."""

_INWARD = 0.9
"""The share of the way to the nearest end that one step may go."""


@dataclass(slots=True)
class _Rows:
    """The identities of the parts that are still moving: entries with their row and column, and each row's part."""

    row: Whole
    column: Whole
    value: Floats
    count: int

    def gathered(self, multipliers: Floats, columns: int) -> Floats:
        """The sum of multiples of rows."""
        return _summed(self.column, self.value * multipliers[self.row], columns)

    def cut(self, rows: NDArray[np.bool_], columns: NDArray[np.bool_]) -> "_Rows":
        """Some of the rows with the columns that they are entries in, both numbered anew in their order."""
        entries = rows[self.row]
        return _Rows(
            (np.cumsum(rows) - 1)[self.row[entries]],
            (np.cumsum(columns) - 1)[self.column[entries]],
            self.value[entries],
            int(rows.sum()),
        )


class Interior:
    """The search for points inside the boxes of a grid, part by part; `part_of` numbers the part of each variable."""

    def __init__(self, grid: Grid, start: Sequence[int], part_of: Sequence[int]) -> None:
        """`start` is a point in steps of the grid, near every solution: the point that values are counted from."""
        self._grid = grid
        self._start = start
        self._part_of = np.array(part_of, dtype=np.int64)
        self._parts = int(self._part_of.max(initial=-1)) + 1
        self._low = _ends(grid.low, start, -np.inf)
        self._high = _ends(grid.high, start, np.inf)
        self._point = np.zeros(len(start))
        self._strips: tuple[NDArray[np.bool_], Strips] | None = None
        self._sums()
        self._quotients()

    def points(self, parts: Sequence[int], *, closely: bool = False) -> dict[int, Floats]:
        """For each of the parts that has a point well inside: how far every variable is from `start`, in grains.

        Asked `closely` for parts that it gave a point of, it goes on from there until their identities hold closely.
        """
        moving = np.zeros(self._parts, dtype=bool)
        moving[list(parts)] = True
        # where identities contradict one another numbers grow without end, and the part is given up
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            return self._found(moving, _CLOSELY if closely else _NEARLY)

    def strained(self, part: int, most: int) -> list[int]:
        """Variables of the identities that pulled hardest in the last step of a part, the hardest first.

        Where a part has no point well inside, those are the ones that stand against each other.
        """
        rows = np.flatnonzero(self._row_part == part)
        hardest = rows[np.argsort(-self._pull[rows], kind="stable")][:most]
        sums = len(self._sum_rest)
        owners = [self._first[row] if row < sums else self._ratio[row - sums] for row in hardest]
        return list(dict.fromkeys(int(variable) for variable in owners))

    def _found(self, moving: NDArray[np.bool_], enough: float) -> dict[int, Floats]:
        point = self._point
        slow = np.zeros(self._parts, dtype=np.int64)
        found: dict[int, Floats] = {}
        for _ in range(_NEWTON_STEPS):
            rows, missing = self._tangent(point, moving)
            worst = np.zeros(self._parts)
            np.maximum.at(worst, self._row_part, np.abs(missing))
            for part in np.flatnonzero(moving & (worst < enough)):
                found[int(part)] = point
                moving[part] = False
            if not moving.any():
                break
            share = self._step(point, (rows, missing), moving)
            slow = np.where(share < _STUCK, slow + 1, 0)
            moving &= (slow < 4) & np.isfinite(share)
        return found

    def _sums(self) -> None:
        """The rows of linear identities, in grains of their smallest coefficient, counted from the start."""
        forms = [row.form for row in self._grid.sums]
        self._sum_row, self._sum_column, values = _entries(forms)
        rest = [row.total - sum(c * self._start[v] for v, c in row.form) for row in self._grid.sums]
        starts = np.cumsum([0, *(len(form) for form in forms)])[:-1]
        smallest = np.minimum.reduceat(np.abs(values), starts) if forms else np.zeros(0)
        self._sum_value = values / smallest[self._sum_row]
        self._sum_rest = np.array([float(r) for r in rest]) / smallest / FINE
        self._first = np.array([form[0][0] for form in forms], dtype=np.int64)

    def _quotients(self) -> None:
        """Ratios that somebody speaks of: steps of the ratio times its denominator less its numerator is zero."""
        said = set(self._sum_column.tolist())
        said |= {v for ends in (self._grid.low, self._grid.high) for v, end in enumerate(ends) if end is not None}
        rows = [row for row in self._grid.quotients if row.ratio in said]
        start = self._start
        self._ratio = np.array([row.ratio for row in rows], dtype=np.int64)
        self._ratio_start = np.array([float(start[row.ratio]) for row in rows])
        self._top = _entries([row.numerator for row in rows])
        self._bottom = _entries([row.denominator for row in rows])
        self._top_start = np.array([float(sum(c * start[v] for v, c in row.numerator)) for row in rows])
        self._bottom_start = np.array([float(sum(c * start[v] for v, c in row.denominator)) for row in rows])
        # what misses at the start, before two large numbers are taken from one another in floating point
        self._ratio_rest = np.array([float(_missing(row, start)) for row in rows])
        owner = self._ratio if rows else np.zeros(0, dtype=np.int64)
        self._row_part = self._part_of[np.concatenate([self._first, owner])]
        self._pull = np.zeros(len(self._row_part))

    def _tangent(self, point: Floats, moving: NDArray[np.bool_]) -> tuple[_Rows, Floats]:
        """The rows of moving parts, ratios as they are near the point, and by how many grains each row misses."""
        sums, ratios = len(self._sum_rest), len(self._ratio)
        missing = _summed(self._sum_row, self._sum_value * point[self._sum_column], sums) - self._sum_rest
        top_row, top_column, top_value = self._top
        bottom_row, bottom_column, bottom_value = self._bottom
        top = _summed(top_row, top_value * point[top_column], ratios) * FINE
        bottom = _summed(bottom_row, bottom_value * point[bottom_column], ratios) * FINE
        moved = point[self._ratio] * FINE
        whole = self._bottom_start + bottom
        size = np.where(whole == 0, 1.0, np.abs(whole)) * FINE
        off = (self._ratio_rest + moved * whole + self._ratio_start * bottom - top) / size
        at = self._ratio_start + moved
        rows = _Rows(
            np.concatenate([self._sum_row, *(sums + r for r in (top_row, bottom_row, np.arange(ratios)))]),
            np.concatenate([self._sum_column, top_column, bottom_column, self._ratio]),
            np.concatenate(
                [
                    self._sum_value,
                    -top_value * FINE / size[top_row],
                    bottom_value * at[bottom_row] * FINE / size[bottom_row],
                    np.sign(whole),
                ]
            ),
            sums + ratios,
        )
        rows.value *= moving[self._row_part[rows.row]]
        return rows, np.concatenate([missing, off]) * moving[self._row_part]

    def _step(self, point: Floats, tangent: tuple[_Rows, Floats], moving: NDArray[np.bool_]) -> Floats:
        """Moves the point towards its rows, within all boxes; gives the share of the whole step that each part went."""
        rows, missing = tangent
        room = np.minimum(np.minimum(point - self._low, self._high - point), _FAR)
        weight = room * room * moving[self._part_of]
        multipliers = np.zeros(rows.count)
        live, here = moving[self._row_part], moving[self._part_of]
        part = (np.cumsum(moving) - 1)[self._row_part[live]]
        cut = rows.cut(live, here)
        if self._strips is None or not np.array_equal(self._strips[0], moving):
            self._strips = moving.copy(), Strips(cut.row, cut.column, cut.count, int(here.sum()))
        multipliers[live] = _solved((cut, self._strips[1]), weight[here], -missing[live], part)
        self._pull = np.where(moving[self._row_part], np.abs(multipliers), self._pull)
        step = weight * rows.gathered(multipliers, len(point))
        ahead = np.where(step > 0, self._high - point, self._low - point)
        reach = np.where(step == 0, np.inf, ahead / step)
        share = np.full(self._parts, np.inf)
        np.minimum.at(share, self._part_of, reach)
        share = np.minimum(1.0, _INWARD * share)
        point += share[self._part_of] * step
        return share


def _solved(laid: tuple[_Rows, Strips], weight: Floats, right: Floats, part: Whole) -> Floats:
    """Multipliers y with A W A' y = right, by conjugate gradients, each part with scalars of its own.

    Rows are scaled so that each has size one, which serves as preconditioner.
    """
    rows, strips = laid
    root = np.sqrt(weight)
    value = rows.value * root[rows.column]
    diagonal = _summed(rows.row, value * value, rows.count)
    scale = np.where(diagonal > 0, 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1.0)), 0.0)
    matrix = strips.valued(value * scale[rows.row])
    scaled = np.zeros(rows.count)
    scaled[strips.rows] = _gradients(matrix, (scale * right)[strips.rows], part[strips.rows])
    return scale * scaled


def _gradients(matrix: Matrix, right: Floats, part: Whole) -> Floats:
    """The solution of A A' y = right, each part with scalars of its own."""
    count = int(part.max(initial=-1)) + 1
    every: Whole | slice = part if count > 1 else slice(None)
    solution, rest = np.zeros(len(right)), right.copy()
    direction = rest.copy()
    size = _summed(part, rest * rest, count)
    enough, too_much = size * _ROUGHLY * _ROUGHLY, size * _HOPELESS * _HOPELESS
    for _ in range(_GRADIENT_STEPS):
        image = matrix.times(matrix.across(direction))
        bent = _summed(part, direction * image, count)
        going = (size > enough) & (size < too_much) & (bent > 0)
        if not going.any():
            break
        length = np.where(going, size / np.where(going, bent, 1.0), 0.0)[every]
        solution += length * direction
        rest -= length * image
        now = _summed(part, rest * rest, count)
        turn = np.where(going, now / np.where(size > 0, size, 1.0), 0.0)[every]
        size = np.where(going, now, 0.0)
        direction *= turn
        direction += rest
    return solution


def _summed(place: Whole, value: Floats, count: int) -> Floats:
    """The values added up by place, each place in the order of its entries."""
    return np.bincount(place, value, count).astype(np.float64, copy=False)


def _missing(row: QuotientRow, start: Sequence[int]) -> int:
    """By how much a ratio misses at the start, exactly."""
    bottom = sum(c * start[v] for v, c in row.denominator)
    return start[row.ratio] * bottom - sum(c * start[v] for v, c in row.numerator)


def _ends(ends: Sequence[int | None], start: Sequence[int], none: float) -> Floats:
    return np.array([none if end is None else (end - at) / FINE for end, at in zip(ends, start, strict=True)])


def _entries(forms: Sequence[tuple[tuple[int, int], ...]]) -> tuple[Whole, Whole, Floats]:
    rows = np.repeat(np.arange(len(forms)), [len(form) for form in forms])
    columns = np.array([v for form in forms for v, _ in form], dtype=np.int64)
    values = np.array([float(c) for form in forms for _, c in form])
    return rows, columns, values
