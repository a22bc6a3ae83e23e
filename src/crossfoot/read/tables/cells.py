"""Numbers spread over several cells, brought together: `$`, `(1,234` and `)` are one figure in one column."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal

from crossfoot.vocabulary.cell_numbers import is_year, read_cell
from crossfoot.vocabulary.notation import NotANumber

# Marks that stand in a cell of their own before or behind the number they belong to.
_BEFORE = re.compile(r"(?:US|HK|NT|[ACS])?\$\s?\(?|[€£¥￥]\s?\(?|[(△▲−-]|(?:RMB|JPY|USD|EUR)\s?\(?")
_DASH = re.compile("[−-]")
_BEHIND = re.compile(r"\)?\s?(?:%|％|pts?|points?|bps|x|[百千]?万?円|億円|株|名|人|社)?|\)")


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """A cell as a browser lays it out; `indent` in steps, `tags` the numbers on the page of its inline tags."""

    row: int
    column: int
    text: str
    row_span: int
    column_span: int
    indent: Decimal
    bold: bool
    rule: bool
    line: int | None
    tags: tuple[int, ...] = ()

    @property
    def right(self) -> int:
        """The first column behind it."""
        return self.column + self.column_span


def joined_marks(cells: list[HtmlCell]) -> list[HtmlCell]:
    """The cells with marks of their own joined to their numbers, and every number moved to the edge of its column.

    A lone dash is a minus only in a column that holds nothing but marks; in a column of figures it is a nil. Rows
    with a `$` in a cell of its own start their number one column later than rows without; where numbers of several rows
    overlap, and no row has two of them, they are one column and share its edges. Years are headings, and may stand
    over several columns.
    """
    rows: dict[int, list[HtmlCell]] = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell)
    named = {cell.column for cell in cells if cell.column_span == 1 and not _BEFORE.fullmatch(cell.text)}
    joined = [cell for row in rows.values() for cell in _joined_row(row, named)]
    return _aligned(sorted(joined, key=lambda cell: (cell.row, cell.column)))


def _joined_row(row: list[HtmlCell], named: set[int]) -> list[HtmlCell]:
    """A row's cells from left to right, marks joined; `named` are the columns that words or numbers stand in."""
    joined: list[HtmlCell] = []
    for cell in sorted(row, key=lambda cell: cell.column):
        before = joined[-1] if joined else None
        nil = before is not None and before.column in named and _DASH.fullmatch(before.text) is not None
        if before is not None and not nil and _belong(before, cell):
            text, span = before.text + cell.text, cell.right - before.column
            joined[-1] = replace(before, text=text, column_span=span, tags=before.tags + cell.tags)
        else:
            joined.append(cell)
    return joined


def _belong(before: HtmlCell, cell: HtmlCell) -> bool:
    """Whether two cells of a row print one number: a mark and digits, or an open bracket and what closes it."""
    whole = before.text + cell.text
    if _BEFORE.fullmatch(before.text) and cell.column - before.right <= 1:
        return _opens(whole)
    if not _BEHIND.fullmatch(cell.text) or cell.column - before.right > 1:
        return False
    return _opens(before.text) and _prints_number(whole)


def _opens(text: str) -> bool:
    """Whether the text is a number, or one whose closing bracket is still to come."""
    return _prints_number(text) or ("(" in text and ")" not in text and _prints_number(text + ")"))


def _prints_number(text: str) -> bool:
    try:
        read_cell(text)
    except NotANumber:
        return False
    return True


def _aligned(cells: list[HtmlCell]) -> list[HtmlCell]:
    numbers = [cell for cell in cells if not is_year(cell.text) and _prints_number(cell.text)]
    edges: dict[HtmlCell, tuple[int, int]] = {}
    for column in _columns(numbers):
        rows = [cell.row for cell in column]
        if len(set(rows)) == len(rows):
            left, right = min(cell.column for cell in column), max(cell.right for cell in column)
            edges.update(dict.fromkeys(column, (left, right - left)))
    return [
        replace(cell, column=edges[cell][0], column_span=edges[cell][1]) if cell in edges else cell for cell in cells
    ]


def _columns(numbers: list[HtmlCell]) -> list[list[HtmlCell]]:
    """Numbers whose columns overlap, directly or by way of others."""
    groups: list[list[HtmlCell]] = []
    right = 0
    for cell in sorted(numbers, key=lambda cell: (cell.column, cell.right)):
        if groups and cell.column < right:
            groups[-1].append(cell)
            right = max(right, cell.right)
        else:
            groups.append([cell])
            right = cell.right
    return groups
