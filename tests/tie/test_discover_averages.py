"""Averages of balances: half of two closes beside each other."""

from tests.tie.discover_books import across, book_of, rows_of

from crossfoot.model.identities import Identity
from crossfoot.tie.discovery.discover import discover

RETURNS = """
    | 2023 | 2022 | 2021
    Total assets | 1,137,214 | 1,052,760 | 985,431
    Average total assets | 1,094,987 | 1,019,096 |
    """


def averages(text: str) -> list[Identity]:
    found = discover(book_of(rows_of(text))).identities
    return [identity for identity in found if "average" in identity.origin.rule]


def test_average_assets_are_half_of_two_closes() -> None:
    """1,019,095.5 is printed 1,019,096."""
    assert [identity.text for identity in averages(RETURNS)] == [
        "r2 c1 = half of r1 c1 and r1 c2",
        "r2 c2 = half of r1 c2 and r1 c3",
    ]


def test_a_daily_average_is_none_of_two_closes() -> None:
    assert averages(RETURNS.replace("1,094,987", "1,121,006")) == []


def test_a_column_of_averages_stands_behind_the_closes() -> None:
    text = """
        Balances | 2023 | 2022 | Average
        Loans | 614,208 | 588,416 | 601,312
        Deposits | 820,531 | 791,027 | 805,779
        """
    assert [identity.text for identity in averages(text)] == [
        "r1 c3 = half of r1 c1 and r1 c2",
        "r2 c3 = half of r2 c1 and r2 c2",
    ]
    assert across(text.replace("601,312", "640,208")) == {}


def test_what_did_not_change_is_no_average() -> None:
    """An average of two equal closes equals both, and so does a line that repeats them."""
    text = """
        | 2023 | 2022 | 2021
        Shares | 40,000 | 40,000 | 40,000
        Average shares | 40,000 | 40,000 |
        """
    assert averages(text) == []


LOANS = """
    Balances | 2023 | 2022 | Average
    Loans | 614,208 | 588,416 | 601,312
    Deposits | 820,531 | 791,027 | 805,779
    Notes | 214,316 | 205,108 | 209,712
    """


def test_one_average_misprinted_beside_two_that_hold_is_asserted() -> None:
    """209,712 is printed 207,912; no slip makes 241,305 of it."""
    assert len(averages(LOANS.replace("209,712", "207,912"))) == 3
    assert averages(LOANS.replace("209,712", "241,305")) == []
