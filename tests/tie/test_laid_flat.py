"""Schedules whose cells a taxonomy presents one below the other, as rows and columns again."""

from benchmarks.laid_flat import schedule
from benchmarks.stated_by_labels import Line

ACCOUNTS = ["Organization", "Franchises", "Structures", "Wells"]


def cells(accounts: list[str]) -> list[Line]:
    """The balance at the beginning, additions, retirements and balance at the end of each account."""
    return [
        Line(f"{account}{column}", 1, opens, "")
        for account in accounts
        for column, opens in (("", True), ("Additions", False), ("Retirements", False), ("", False))
    ]


def test_accounts_are_rows_and_the_words_that_follow_their_names_columns() -> None:
    found = schedule(cells(ACCOUNTS))
    assert found is not None
    assert found.rows == ("Organization", "Franchises", "Structures", "Wells")
    assert found.columns == ("balance at beginning", "additions", "retirements", "balance at end")
    assert found.places[4:8] == ((1, 0), (1, 1), (1, 2), (1, 3))


def test_a_list_of_lines_is_no_schedule() -> None:
    assert schedule([Line(name, 1, False, "") for name in ("Sales", "Costs", "GrossProfit", "Profit", "Tax")]) is None
    assert schedule(cells(ACCOUNTS[:2])) is None
