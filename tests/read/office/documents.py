"""Documents of office programs made for tests, and what is read of them."""

from collections.abc import Sequence
from pathlib import Path

from crossfoot.model.book import Book
from crossfoot.model.layout import Grid
from crossfoot.model.problems import Problem
from crossfoot.read.documents import read_documents

INCOME = (("(in millions)", "FY2023", "FY2022"), ("Revenue", "1,204", "1,150"), ("Cost", "(700)", "(690)"))


def read(path: Path) -> Book:
    """The book of a document that is read without a problem."""
    done = read_documents([path])
    assert done.problems == ()
    return done.books[0]


def problem_of(path: Path) -> Problem:
    """The one problem of a document that cannot be read at all."""
    done = read_documents([path])
    assert done.books == ()
    (problem,) = done.problems
    return problem


def rows(grid: Grid) -> list[list[str]]:
    """The texts of a grid's rows that show any."""
    texts = [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]
    return [row for row in texts if row]


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file of that content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def as_lists(table: Sequence[Sequence[str]]) -> list[list[str]]:
    """A table as rows() gives it."""
    return [list(row) for row in table]
