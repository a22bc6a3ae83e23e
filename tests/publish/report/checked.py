"""Documents on their way to a report: read, bound, tied and explained as `crossfoot check` does it."""

import csv
from dataclasses import replace
from pathlib import Path

from tests.publish.report.small_pdf import small_pdf

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.model.figures import Box
from crossfoot.model.pictures import Picture
from crossfoot.publish.report.selection import pictured_pages
from crossfoot.read.documents import read_documents
from crossfoot.read.pictures import page_pictures
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import tie
from crossfoot.tie.wording.explain import explain

# Revenues of FY2023 are printed 22,068 for 22,086: two digits changed places.
INCOME = """Consolidated income statement,,,
"(JPY million, except per share)",FY2022,FY2023,FY2024
Systems,"10,420","11,318","12,207"
Network services,"8,114","8,561","9,032"
Equipment sales,"2,381","2,207","2,456"
Total revenues,"20,915","22,068","23,695"
Cost of revenues,"15,207","16,120","17,344"
Gross profit,"5,708","5,966","6,351"
Selling expenses,"2,301","2,388","2,571"
Research and development,"614","655","701"
Operating income,"2,793","2,923","3,079"
Employees,"1,204","1,251","1,302"
"""
MISPRINT = "22,068"

_COLUMNS = (20, 190, 250, 310)
_LINE = 14


def checked_text(folder: Path, name: str, text: str) -> Book:
    """The tied book of a document written as text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return checked(path)


def checked(path: Path) -> Book:
    """The tied book of a document."""
    read = read_documents([path])
    assert not read.problems
    return explain(tie(discover(bind_grids(read.books[0]))))


def income_pdf(folder: Path) -> Path:
    """The income statement on the second page of a PDF, after a page of words."""
    path = folder / "results.pdf"
    statement = [(box[0], box[3] - 2, text) for box, text in _printed().values()]
    path.write_bytes(small_pdf([[(20, 40, "Results of the year")], statement], width=370, height=260))
    return path


def on_paper(book: Book, path: Path) -> Book:
    """The book of the income statement with its figures where the PDF prints them."""
    printed = _printed()
    figures = []
    for figure in book.figures:
        box, text = printed[figure.place.row or 0, figure.place.column or 0]
        assert text == figure.text
        place = replace(figure.place, document=path.name, page=2, box=box, line=None)
        figures.append(replace(figure, place=place))
    grids = [replace(grid, place=replace(grid.place, document=path.name, page=2, line=None)) for grid in book.grids]
    document = replace(book.documents[0], name=path.name, path=str(path), title="", pages={1: "", 2: ""})
    return book.grown(figures=tuple(figures), grids=tuple(grids), documents=(document,))


def _printed() -> dict[tuple[int, int], tuple[Box, str]]:
    """The statement's texts with their boxes by row and column; amounts are set flush right, as tables are."""
    texts: dict[tuple[int, int], tuple[Box, str]] = {}
    for row, cells in enumerate(csv.reader(INCOME.splitlines())):
        for column, text in enumerate(cells):
            left = _COLUMNS[column] if column == 0 else _COLUMNS[column] + 45 - _width(text)
            if text:
                texts[row, column] = (left, 32 + row * _LINE, left + _width(text), 42 + row * _LINE), text
    return texts


def _width(text: str) -> float:
    """How wide Helvetica of 10 points sets digits and commas."""
    return sum(2.78 if sign in ",." else 5.56 for sign in text)


def pictures_of(book: Book) -> dict[tuple[str, int], Picture]:
    """The pictures of the pages that a report of the book shows."""
    paths = {document.name: Path(document.path) for document in book.documents}
    return {
        (name, number): picture
        for name, pages in pictured_pages(book).items()
        for number, picture in page_pictures(paths[name], pages).items()
    }
