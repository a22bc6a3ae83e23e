"""One statement in every format gives the same figures, facts and verdicts: what it is saved as changes nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from pptx.util import Pt
from tests.read.office.documents import read
from tests.read.office.test_spreadsheets import number, sheet, spreadsheet, text

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import tie

STATEMENT = (
    ("(USD in millions)", "FY2023", "FY2022", "FY2021"),
    ("Cash", "1,204", "1,150", "990"),
    ("Receivables", "3,300", "3,210", "3,105"),
    ("Inventories", "512", "498", "450"),
    ("Other current assets", "88", "92", "75"),
    ("Total current assets", "5,104", "4,950", "4,620"),
)
MISPRINT = ("Total current assets", "5,104", "4,950", "4,260")


def as_csv(folder: Path, rows: Any) -> Path:
    path = folder / "table.csv"
    path.write_text("\n".join("\t".join(row) for row in rows))
    return path


def as_xlsx(folder: Path, rows: Any) -> Path:
    book: Any = openpyxl.Workbook()
    for row in rows:
        book.active.append([row[0], *(int(cell.replace(",", "")) if cell[0].isdigit() else cell for cell in row[1:])])
    for cells in book.active.iter_rows(min_row=2, min_col=2):
        for cell in cells:
            cell.number_format = "#,##0"
    book.save(folder / "table.xlsx")
    return folder / "table.xlsx"


def as_ods(folder: Path, rows: Any) -> Path:
    lines = [
        "".join(number(cell.replace(",", ""), cell) if cell[0].isdigit() else text(cell) for cell in row)
        for row in rows
    ]
    return spreadsheet(folder, sheet(*lines))


def as_docx(folder: Path, rows: Any) -> Path:
    document: Any = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    document.save(str(folder / "table.docx"))
    return folder / "table.docx"


def as_tabs(folder: Path, rows: Any) -> Path:
    document: Any = docx.Document()
    for row in rows:
        document.add_paragraph("\t".join(row))
    document.save(str(folder / "tabs.docx"))
    return folder / "tabs.docx"


def as_pptx(folder: Path, rows: Any) -> Path:
    deck: Any = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    table = slide.shapes.add_table(len(rows), len(rows[0]), Pt(10), Pt(10), Pt(500), Pt(300)).table
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    deck.save(str(folder / "table.pptx"))
    return folder / "table.pptx"


def tied(path: Path) -> Book:
    return tie(discover(bind_grids(read(path))))


def stated(book: Book) -> list[tuple[str, str, Verdict]]:
    """Every figure's fact, text and verdict."""
    return [(figure.fact.id, figure.text, book.verdicts[figure.id].verdict) for figure in book.figures if figure.fact]


every_format = pytest.mark.parametrize(
    "saved", [as_xlsx, as_ods, as_docx, as_tabs, as_pptx], ids=lambda saved: saved.__name__
)


@every_format
def test_a_statement_that_ties(tmp_path: Path, saved: Callable[[Path, Any], Path]) -> None:
    found = stated(tied(saved(tmp_path, STATEMENT)))
    assert found == stated(tied(as_csv(tmp_path, STATEMENT)))
    assert [verdict for _, _, verdict in found] == [Verdict.TIES] * 15


@every_format
def test_a_statement_with_a_misprint(tmp_path: Path, saved: Callable[[Path, Any], Path]) -> None:
    rows = (*STATEMENT[:-1], MISPRINT)
    book = tied(saved(tmp_path, rows))
    assert stated(book) == stated(tied(as_csv(tmp_path, rows)))
    (finding,) = book.findings
    assert finding.code == "does-not-tie"
    assert "t1r5c3" in finding.figures
