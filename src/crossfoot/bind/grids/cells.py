"""The numbers of a table by the row and column they stand in, each named as a person would name it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.bind.grids.layout.heads import headings
from crossfoot.bind.grids.layout.rows import LabelledRow, labelled_rows
from crossfoot.bind.grids.layout.shape import shape_of
from crossfoot.model.book import Book
from crossfoot.model.layout import Grid

_WORD = re.compile(r"[^\W\d_]+")
_MONTHS = re.compile(r"^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$")


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A figure with the names of its row and column."""

    figure: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table by its title, its number among those of that title, and its numbers."""

    grid: str
    title: str
    number: int
    cells: tuple[NamedCell, ...]

    @property
    def prefix(self) -> str:
        """What the names of the table's own measures begin with."""
        return f"{self.grid}: "

    @property
    def essence(self) -> tuple[str, int]:
        """The title without dates and numbers, which change from one quarter to the next."""
        return essence(self.title), self.number


def essence(title: str) -> str:
    """The words of a title, without numbers and months."""
    return " ".join(word for word in _WORD.findall(title.casefold()) if not _MONTHS.match(word))


def named_tables(book: Book) -> Iterator[NamedTable]:
    """The tables of a book as read, before it is bound."""
    count: Counter[str] = Counter()
    for grid in book.grids:
        cells = tuple(_cells(grid))
        if cells:
            title = grid.caption or next(iter(grid.context), "") or _first_words(grid)
            count[essence(title)] += 1
            yield NamedTable(grid.id, title, count[essence(title)], cells)


def _first_words(grid: Grid) -> str:
    """What stands above a table's first number, in a file that has its title among its cells."""
    above = []
    for cell in grid.cells:
        if cell.figure:
            break
        above.append(cell.text.strip())
    return next(filter(None, above), "")


def _cells(grid: Grid) -> Iterator[NamedCell]:
    if not any(cell.figure for cell in grid.cells):
        return
    shape = shape_of(grid)
    rows = {band: list(labelled_rows(shape, band)) for band in range(len(shape.bands))}
    labels = Counter(row.label for each in rows.values() for row in each)
    for band, over in enumerate(shape.bands):
        names = {heading.column: heading.name for heading in headings(shape, over)}
        for row in rows[band]:
            name = _row_name(row, labels)
            for number in row.numbers:
                column = shape.column_of(number)
                if column is not None and number.figure:
                    yield NamedCell(number.figure, name, names[column])


def _row_name(row: LabelledRow, labels: Counter[str]) -> str:
    if labels[row.label] == 1 and row.label:
        return row.label
    return " / ".join(reversed(row.path)).strip(" /") or f"row {row.row + 1}"
