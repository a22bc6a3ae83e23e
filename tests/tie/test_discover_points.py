"""Changes in points: a margin's change is that margin less the one it is compared with, as its column compares."""

from dataclasses import replace

from tests.tie.discover_books import book_of, found_across, rows_of

from crossfoot.model.book import Book
from crossfoot.tie.discovery.discover import discover
from crossfoot.vocabulary.units import POINTS

RATIOS = """
    | 1Q23 | 4Q23 | 1Q24 | Change
    Revenue | 2,140 | 2,377 | 2,518 | 17.7%
    Expenses | 1,318 | 1,402 | 1,427 | 8.3%
    Income | 822 | 975 | 1,091 | 32.7%
    Efficiency ratio | 61.6% | 59.0% | 56.7% | (4.9)%
    Return on equity | 9.1% | 10.4% | 12.3% | 3.2%
    """


def in_points(text: str, rows: tuple[int, ...] = (4, 5)) -> Book:
    """The book of a table whose last column states points in some rows."""
    book = book_of(rows_of(text))
    last = {f"t.r{row}c{len(text.strip().splitlines()[0].split('|')) - 1}" for row in rows}
    return book.grown(figures=tuple(replace(f, unit=POINTS) if f.id in last else f for f in book.figures))


def test_a_change_in_points_compares_what_its_column_compares() -> None:
    assert found_across(discover(in_points(RATIOS)))["c4 = c3 - c1"] == "r4% r5%"


def test_two_changes_in_points_prove_nothing_where_the_column_compares_nothing_known() -> None:
    few = "| 2023 | 2022 | Change\nGross margin | 54% | 51% | 3\nOperating margin | 17% | 11% | 6"
    assert found_across(discover(in_points(few, (1, 2)))) == {}


def test_one_change_in_points_that_fails_beside_several_is_held_to_its_column() -> None:
    more = f"""{RATIOS}Cost of funds | 2.31% | 3.02% | 3.47% | 1.61%
    Loan loss rate | 0.82% | 0.91% | 1.17% | 0.35%
    """
    assert found_across(discover(in_points(more, (4, 5, 6, 7))))["c4 = c3 - c1"] == "r4% r5% r6% r7%"
    assert "c4 = c3 - c1" not in found_across(discover(in_points(RATIOS.replace("3.2%", "1.9%").replace("4.9", "2.3"))))
