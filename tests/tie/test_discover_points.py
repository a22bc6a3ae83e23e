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


def test_changes_in_points_are_those_of_the_later_period_over_the_one_before() -> None:
    """No column of growth tells what is compared; of two columns one is with the other. 0.31 should be 0.13."""
    ratios = """
        | 2025 | 2024 | Change
        Return on equity | 14.2% | 12.9% | 1.3%
        Cost to income | 48.7% | 51.2% | (2.5)%
        Core capital | 15.6% | 15.9% | (0.3)%
        Margin | 2.41% | 2.28% | 0.31%
        Cost of funds | 3.02% | 3.47% | (0.45)%
        """
    assert found_across(discover(in_points(ratios, (1, 2, 3, 4, 5))))["c3 = c1 - c2"] == "r1% r2% r3% r4% r5%"
