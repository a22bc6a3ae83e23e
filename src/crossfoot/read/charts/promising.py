"""What can be a chart at all, told from places alone before any text is read: pages of shaded tables have many bars."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from crossfoot.read.charts.columns import Columns
from crossfoot.read.charts.shapes import View
from crossfoot.read.pdf.text.pieces import box_around

_REACH = 4.0  # times the height of its letters, from a column's end to a word of its label
_ASIDE = 3.0  # likewise, from the middle of a label to that of its number
_LABELLED = 0.5  # of the columns that have a number near
_CROWDED = 0.34  # of the bars
_CELLS_APART = 2.0  # points
_HAIRLINE = 1.0  # points
_ALIKE = 5.0  # points by which heights differ that say nothing

Numbers = NDArray[np.float64]
"""Words with digits, as seen: across, down and size of each."""


def numbers_of(view: View) -> Numbers:
    """Where the words with digits stand."""
    found = []
    for word in view.page.words:
        if not word.angle and any(map(str.isdigit, word.text)):
            left, top, right, foot = word.box
            across, down = (left + right) / 2, (top + foot) / 2
            found.append((down, -across, word.size) if view.turned else (across, down, word.size))
    return np.array(found, np.float64).reshape(-1, 3)


def may_be_chart(columns: Columns, numbers: Numbers, lines: int = 0) -> bool:
    """Whether enough columns have a number near, few bars hold several, and heights or a drawn axis say something.

    Where `lines` run over the columns, the numbers of their points may stand in the bars.
    """
    bars = [bar.box for column in columns.columns for bar in column.bars]
    heights = [foot - top for _, top, _, foot in (*bars, *(column.box for column in columns.columns))]
    heights = [height for height in heights if height > _HAIRLINE] or heights  # lines drawn above sums are no bars
    if (not columns.ruled and max(heights) - min(heights) <= _ALIKE) or _are_cells(columns):
        return False
    across, down, size = numbers.T
    left, top, right, foot = box_around(bars)
    here = (np.abs(across - (left + right) / 2) <= (right - left) / 2 + columns.pitch) & (down >= top - _REACH * size)
    here &= down <= foot + _REACH * size
    across, down, size = across[here], down[here], size[here]
    if not _are_labelled(columns, (across, down, size)):
        return False
    held = sum(_holds(bar, across, down) > 1 + lines for bar in bars)
    return held <= _CROWDED * len(bars)


def _are_cells(columns: Columns) -> bool:
    """Whether stacks are cells of a table: all in one colour, or side by side and cut at the same heights."""
    stacks = [column for column in columns.columns if len(column.bars) > 1]
    if not stacks:
        return False
    colours = {bar.colour for column in columns.columns for bar in column.bars}
    if len(colours) == 1 and None not in colours:
        return True
    cuts = {tuple(round(bar.box[1] / 2) for bar in column.bars) for column in columns.columns}
    gaps = [after.left - before.right for before, after in pairwise(columns.columns)]
    return len(gaps) > 1 and len(cuts) == 1 and max(gaps) <= _CELLS_APART


def _are_labelled(columns: Columns, numbers: tuple[Numbers, Numbers, Numbers]) -> bool:
    across, down, size = numbers
    if not len(across):
        return False
    aside = 0.3 * columns.pitch
    labelled = 0
    for column in columns.columns:
        near = np.abs(across - column.across) <= np.maximum(column.width / 2, aside) + _ASIDE * size
        labelled += bool(np.any(near & (down >= column.top - _REACH * size) & (down <= column.foot + _REACH * size)))
    return labelled >= max(min(2, len(columns.columns)), _LABELLED * len(columns.columns))


def _holds(bar: Sequence[float], across: Numbers, down: Numbers) -> int:
    left, top, right, foot = bar
    return int(np.count_nonzero((across >= left) & (across <= right) & (down >= top) & (down <= foot)))
