"""Texts that stand over groups of columns, given to every column of their group as a reader gives them."""

from collections.abc import Sequence
from itertools import groupby

from crossfoot.model.layout import GridCell


def grouped(line: list[str]) -> list[str]:
    """Texts over groups of columns: in the middle of groups of one size, else at the first of each group."""
    at = [index for index, text in enumerate(line) if text]
    if not at or len(at) == len(line):
        return line
    size, odd = divmod(len(line), len(at))
    if at[0] and not odd and all(group * size <= index < (group + 1) * size for group, index in enumerate(at)):
        return [line[at[index // size]] for index in range(len(line))]
    filled, before = [], ""
    for text in line:
        before = text or before
        filled.append(before)
    return filled


def centred(line: list[str]) -> list[str]:
    """Texts that reach over some columns given to all of their group, where each stands in its middle.

    A page tells how wide a text is and not how wide the group that it was centred over: two of four columns.
    """
    runs = _runs(line)
    if len(runs) < 2 or len(line) % len(runs):
        return line
    size = len(line) // len(runs)
    for group, (_, first, last) in enumerate(runs):
        inside = group * size <= first and last <= (group + 1) * size
        spare = 1 if size - (last - first) > 1 else 0  # half a column, where more than one is left beside it
        if not inside or abs(first + last - (2 * group + 1) * size) > spare:
            return line
    return [text for text, _, _ in runs for _ in range(size)]


def repeated(line: list[str], names: list[str]) -> list[str]:
    """Texts over groups whose columns have the same names each, given to the whole group that they stand over.

    `Three Months` over the first two of `Flexibles | Rigid | Total`, and `Twelve Months` over the same again.
    """
    runs = _runs(line)
    if len(runs) < 2 or len(line) % len(runs):
        return line
    size = len(line) // len(runs)
    alike = all(names[:size]) and len(set(names[:size])) == size > 1 and names == names[:size] * len(runs)
    inside = (group * size <= first and last <= (group + 1) * size for group, (_, first, last) in enumerate(runs))
    return [text for text, _, _ in runs for _ in range(size)] if alike and all(inside) else line


def leveled(rows: Sequence[Sequence[GridCell]], last: int) -> list[list[GridCell]]:
    """The cells of each heading row, those that reach down to the numbers put beside the others of the last one.

    `last` holds the number of that row. Such a cell names its own column and speaks for none beside it.
    """
    placed = [list(row) for row in rows]
    for at, row in enumerate(rows[:-1]):
        below = [cell for each in rows[at + 1 :] for cell in each]
        deep = [c for c in row if c.row + c.row_span > last and not any(_share_columns(c, each) for each in below)]
        placed[at] = [cell for cell in row if cell not in deep]
        placed[-1] += deep
    return [sorted(row, key=_left) for row in placed]


def _share_columns(cell: GridCell, other: GridCell) -> bool:
    return other.column < cell.column + cell.column_span and cell.column < other.column + other.column_span


def _left(cell: GridCell) -> int:
    return cell.column


def _runs(line: list[str]) -> list[tuple[str, int, int]]:
    """The texts of a line, each with the columns from which and to which it stands."""
    runs, at = [], 0
    for text, columns in groupby(line):
        wide = len(list(columns))
        runs += [(text, at, at + wide)] if text else []
        at += wide
    return runs
