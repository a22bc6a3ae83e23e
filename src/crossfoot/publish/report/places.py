"""Where figures stand, in a reader's words: the page, the sheet and its cell, the table with its row and column."""

from crossfoot.model.book import Book, Document
from crossfoot.model.figures import Figure
from crossfoot.model.layout import Grid

_LETTERS = 26


class Places:
    """The places of one book's figures; the document is named where there are several."""

    def __init__(self, book: Book) -> None:
        self._page_words = {document.name: page_word(document) for document in book.documents}
        self._titles = {document.name: document.title or document.name for document in book.documents}
        self._grids: dict[str, Grid] = {}
        self._numbers: dict[str, int] = {}
        self._parts: dict[str, int] = {}
        seen: dict[str, int] = {}
        for grid in book.grids:
            self._numbers[grid.id] = seen.get(grid.place.document, 0) + 1
            self._grids |= {cell.figure: grid for cell in grid.cells if cell.figure}
            self._parts |= {cell.figure: cell.part for cell in grid.cells if cell.figure and cell.part}
            seen[grid.place.document] = self._numbers[grid.id] + max(cell.part for cell in grid.cells)

    def table_number(self, grid: Grid) -> int:
        """The table's number in its document, from 1."""
        return self._numbers[grid.id]

    def table(self, figure: Figure) -> str:
        """The sheet or the table that a figure stands in; empty outside tables."""
        grid = self._grids.get(figure.id)
        if figure.place.sheet is not None:
            return f"sheet {figure.place.sheet}"
        return f"{grid.kind} {self._numbers[grid.id] + self._parts.get(figure.id, 0)}" if grid is not None else ""

    def words(self, figure: Figure) -> str:
        """`Results.pdf, page 3, table 2, row 5, column 3`, `sheet Income, cell C6`."""
        document = self._titles.get(figure.place.document, figure.place.document)
        return ", ".join(filter(None, (document if len(self._titles) > 1 else "", self.within(figure) or document)))

    def within(self, figure: Figure) -> str:
        """The place in its document."""
        place = figure.place
        word = self._page_words.get(place.document, "page")
        parts = [f"{word} {place.page}"] if place.page is not None else []
        parts += filter(None, [self.table(figure)])
        if place.row is not None and place.column is not None:
            if place.sheet is not None:
                parts.append(f"cell {column_letters(place.column)}{place.row + 1}")
            else:
                parts.append(f"row {place.row + 1}, column {place.column + 1}")
        elif place.line is not None:
            parts.append(f"line {place.line}")
        elif figure.id not in self._grids and place.caption:
            parts.append("text")
        return ", ".join(parts)


def page_word(document: Document) -> str:
    """What the document's pages are called."""
    return "slide" if document.path.lower().endswith((".pptx", ".odp")) else "page"


def column_letters(column: int) -> str:
    """A spreadsheet's name of a column counted from 0: `A`, `Z`, `AA`."""
    letters = ""
    column += 1
    while column:
        column, last = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + last) + letters
    return letters
