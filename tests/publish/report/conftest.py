"""The reports that the tests read, each written once."""

from pathlib import Path

import pytest
from tests.publish.report.checked import INCOME, checked_text, income_pdf, on_paper, pictures_of

from crossfoot.model.book import Book
from crossfoot.publish.report.writing import write_report


@pytest.fixture(scope="session")
def income_book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The tied book of an income statement with a misprint, from a CSV file."""
    return checked_text(tmp_path_factory.mktemp("income"), "income.csv", INCOME)


@pytest.fixture(scope="session")
def income_report(income_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its report: a table redrawn."""
    target = tmp_path_factory.mktemp("report") / "report.html"
    write_report(income_book, {}, target)
    return target


@pytest.fixture(scope="session")
def pdf_book(income_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The same book with its figures on the second page of a PDF."""
    return on_paper(income_book, income_pdf(tmp_path_factory.mktemp("pdf")))


@pytest.fixture(scope="session")
def pdf_report(pdf_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its report: pages as pictures."""
    target = tmp_path_factory.mktemp("report") / "report.html"
    write_report(pdf_book, pictures_of(pdf_book), target)
    return target
