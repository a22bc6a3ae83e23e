"""The hand-made book and its site, written once for the tests that read it."""

from pathlib import Path

import pytest
from tests.publish.ledger_book import ledger_book
from tests.publish.sample_pages import write_pages

from crossfoot.model.book import Book
from crossfoot.publish.pages import read_pages
from crossfoot.publish.site import write_site


@pytest.fixture(scope="session")
def paged_book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The hand-made book with its sample pages read."""
    return read_pages(write_pages(tmp_path_factory.mktemp("project")), ledger_book())


@pytest.fixture(scope="session")
def site(paged_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the hand-made book's site. Read only: all tests share it."""
    out = tmp_path_factory.mktemp("site")
    write_site(paged_book, out)
    return out
