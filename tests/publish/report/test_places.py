"""Places are told as a reader looks them up."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.publish.ledger_book import ledger_book
from tests.publish.report.checked import MISPRINT, checked_text

from crossfoot.model.book import Book, Document
from crossfoot.model.figures import Figure
from crossfoot.publish.report.places import Places, column_letters


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_lettered_as_in_a_spreadsheet(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def printing(book: Book, text: str) -> Figure:
    return next(figure for figure in book.figures if figure.text == text)


def test_a_figure_of_a_table_is_found_by_row_and_column(income_book: Book) -> None:
    assert Places(income_book).words(printing(income_book, MISPRINT)) == "table 1, row 6, column 3"


def test_a_figure_of_a_sheet_is_found_by_its_cell(income_book: Book) -> None:
    misprint = printing(income_book, MISPRINT)
    cell = replace(misprint, place=replace(misprint.place, sheet="Income"))
    assert Places(income_book).words(cell) == "sheet Income, cell C6"


def test_a_figure_of_a_pdf_is_found_by_page_and_table(pdf_book: Book) -> None:
    place = Places(pdf_book).words(printing(pdf_book, MISPRINT))
    assert place == "page 2, table 1, row 6, column 3"


def test_slides_are_called_slides(pdf_book: Book) -> None:
    book = pdf_book.grown(documents=(replace(pdf_book.documents[0], path="results.PPTX"),))
    assert Places(book).words(printing(book, MISPRINT)) == "slide 2, table 1, row 6, column 3"


def test_several_documents_are_named(income_book: Book) -> None:
    other = Document("other.csv", "other.csv", "0" * 64, title="Supplement")
    book = income_book.grown(documents=(*income_book.documents, other))
    assert Places(book).words(printing(book, MISPRINT)) == "income.csv, table 1, row 6, column 3"


def test_a_figure_of_text_says_so_and_one_without_a_place_names_its_document(tmp_path: Path) -> None:
    html = "<p>Revenues rose to JPY 1,234 million.</p><table><tr><td>Cash</td><td>5</td></tr></table>"
    book = checked_text(tmp_path, "note.html", html)
    assert Places(book).words(printing(book, "JPY 1,234 million")) == "text"
    nowhere = ledger_book()
    lost = replace(nowhere.figures[1], place=replace(nowhere.figures[1].place, page=None, line=None))
    assert Places(nowhere).words(lost) == "Results"
