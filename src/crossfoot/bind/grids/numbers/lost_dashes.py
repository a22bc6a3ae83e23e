"""Dashes that a converter left as the numbers of their characters: 2013 for an en dash, 2014 for an em dash."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.model.layout import Grid, GridCell

_DASHES = {"2013": "–", "2014": "—"}
_CODE = re.compile(r"(?:[$€£¥]\s*)?(?P<code>2013|2014)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LABEL = re.compile(r"[^\W\d_]")
# Lines whose numbers may well be years.
_OF_YEARS = re.compile(
    r"\byears?\b|\bfiscal\b|matur|expir|\bdates?\b|\bacquired in\b|\bestablished\b|年|期", re.IGNORECASE
)
_GROUPED = re.compile(r"[0-9],[0-9]{3}")
_UNGROUPED = re.compile(r"[0-9]{4}")
_DECIMALS = re.compile(r"\.[0-9]+[)%\s]*$")
_SURE = 3  # cells of one code: an amount may come back as a total of one line, or at the close of an empty period


def with_lost_dashes(book: Book) -> tuple[Book, Book]:
    """The book with such numbers read as nil, and the same with the dashes in their cells, for those who read layouts.

    A cell of a labelled line of amounts is one where its table prints numbers otherwise: with thousands parted, or with
    decimals in that column; or prints that code in three cells, or in two lines and two columns. Where none of this
    tells, the dash is another reading of the number, for arithmetic to choose (docs/convention.md, 10.3). In a
    workbook a number is a number.
    """
    marks: dict[str, str] = {}
    sure: set[str] = set()
    for grid in book.grids:
        table = _Table.of(grid)
        for cell in table.codes:
            marks[cell.figure] = _dash(cell)
            if table.tells_dash(cell):
                sure.add(cell.figure)
    if not marks:
        return book, book
    figures = tuple(_read(each, marks[each.id], each.id in sure) if each.id in marks else each for each in book.figures)
    grids = tuple(_with_dashes(grid, sure) for grid in book.grids)
    read = book.grown(figures=figures)
    return read, read.grown(grids=grids)


@dataclass(frozen=True, slots=True)
class _Table:
    """The cells of a table that print one of the codes, and the other numbers of its labelled lines by column."""

    codes: tuple[GridCell, ...]
    others: dict[int, list[str]]

    @classmethod
    def of(cls, grid: Grid) -> "_Table":
        lines: dict[int, list[GridCell]] = defaultdict(list)
        for cell in grid.cells:
            if cell.text.strip():
                lines[cell.row].append(cell)
        codes: list[GridCell] = []
        others: dict[int, list[str]] = defaultdict(list)
        for line in lines.values() if grid.place.sheet is None else ():
            numbers = [cell for cell in line if cell.figure]
            if not _is_of_amounts(line, numbers):
                continue
            for cell in numbers:
                if _CODE.fullmatch(cell.text.strip()):
                    codes.append(cell)
                else:
                    others[cell.column].append(cell.text.strip())
        return cls(tuple(code for code in codes if _has_amounts(others[code.column])), others)

    def tells_dash(self, cell: GridCell) -> bool:
        """Whether a cell with a code prints no amount, as the rest of the table tells."""
        column, every = self.others[cell.column], [text for texts in self.others.values() for text in texts]
        parts_thousands = sum(map(bool, map(_GROUPED.search, every))) > 1 and not any(map(_UNGROUPED.search, every))
        has_decimals = len(column) > 1 and all(map(_DECIMALS.search, column))
        return parts_thousands or has_decimals or self._repeats(cell)

    def _repeats(self, cell: GridCell) -> bool:
        same = [other for other in self.codes if _dash(other) == _dash(cell)]
        crosses = len({other.row for other in same}) > 1 and len({other.column for other in same}) > 1
        return crosses or len(same) >= _SURE


def _is_of_amounts(line: Sequence[GridCell], numbers: Sequence[GridCell]) -> bool:
    """Whether a line has a label and its numbers are not years side by side."""
    label = line[0]
    if not numbers or label.figure or not label.row or not _LABEL.search(label.text) or _OF_YEARS.search(label.text):
        return False
    texts = {cell.text.strip() for cell in numbers}
    return len(texts) == 1 or not all(map(_YEAR.fullmatch, texts))


def _has_amounts(texts: Sequence[str]) -> bool:
    """Whether a column holds amounts: numbers that are no years."""
    return any(not _YEAR.fullmatch(text) for text in texts)


def _dash(cell: GridCell) -> str:
    code = _CODE.fullmatch(cell.text.strip())
    assert code is not None
    return _DASHES[code["code"]]


def _read(figure: Figure, dash: str, sure: bool) -> Figure:
    nil = replace(figure.printed, value=Decimal(0), place=figure.printed.scale, nil=True)
    if not sure:
        return replace(figure, alternatives=(*figure.alternatives, replace(nil, text=dash)))
    code = f"{ord(dash):04X}"
    return replace(figure, printed=nil, note=f"read as the dash whose character number it is (U+{code})")


def _with_dashes(grid: Grid, sure: set[str]) -> Grid:
    if not any(cell.figure in sure for cell in grid.cells):
        return grid
    cells = (replace(cell, text=_dash(cell)) if cell.figure in sure else cell for cell in grid.cells)
    return replace(grid, cells=tuple(cells))
