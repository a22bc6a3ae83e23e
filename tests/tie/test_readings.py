"""Doubtful readings of scans: arithmetic decides between them where it can, and the figure says that it did (10.3)."""

from dataclasses import replace

from tests.tie.discover_books import book_of

from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import tie
from crossfoot.tie.readings import settled_readings
from crossfoot.vocabulary.cell_numbers import read_cell

ROWS = (
    ("", "2023", "2022", "2021", "2020"),
    ("Cash", "1,204", "1,150", "990", "870"),
    ("Loans", "3,300", "3,210", "3,105", "3,017"),
    ("Securities", "512", "498", "450", "461"),
    ("Other assets", "88", "92", "75", "63"),
    ("Total assets", "5,104", "4,950", "4,620", "4,411"),
)


def doubting(book: Book, **others: tuple[str, ...]) -> Book:
    """The book in which figures, found by their text, may also be read as other texts."""
    return book.grown(
        figures=tuple(
            replace(figure, alternatives=tuple(map(read_cell, others[name])))
            if (name := f"n{figure.text.replace(',', '')}") in others
            else figure
            for figure in book.figures
        )
    )


def misread(old: str, new: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(new if text == old else text for text in row) for row in ROWS)


def texts(book: Book) -> list[str]:
    return [figure.text for figure in book.figures if figure.settled]


def test_the_reading_with_which_the_total_adds_up_is_taken_and_said() -> None:
    book = settled_readings(discover(doubting(book_of(misread("1,204", "1,284")), n1284=("1,204", "1,264"))))
    (figure,) = (figure for figure in book.figures if figure.settled)
    assert figure.text == "1,204"
    assert figure.settled.startswith("read as 1,204, not 1,284 or 1,264: ")
    assert {verdict.verdict for verdict in tie(book).verdicts.values()} == {Verdict.TIES}


def test_a_figure_that_ties_as_it_is_read_is_left_alone() -> None:
    book = discover(doubting(book_of(ROWS), n1204=("1,284",)))
    assert settled_readings(book) == book


def test_where_two_readings_do_equally_well_none_is_taken() -> None:
    rows = misread("1,204", "1,284")
    book = doubting(book_of(rows), n1284=("1,204",), n3300=("3,220",))
    assert texts(settled_readings(discover(book))) == []


def test_two_doubtful_figures_of_one_sum_are_tried_together() -> None:
    rows = tuple(tuple({"1,204": "1,284", "512": "572"}.get(text, text) for text in row) for row in ROWS)
    book = settled_readings(discover(doubting(book_of(rows), n1284=("1,204",), n572=("512",))))
    assert texts(book) == ["1,204", "512"]


def test_a_reading_that_helps_nothing_is_not_taken() -> None:
    book = doubting(book_of(misread("1,204", "1,284")), n1284=("1,264", "7,284"))
    assert texts(settled_readings(discover(book))) == []
