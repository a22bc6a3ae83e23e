"""Forms of American reports: predecessor and successor, equity with its shares, options and prices, acquisitions."""

from tests.bind.tables import amounts, facts, said, table, tables

from crossfoot.bind.grids.binding import bind_grids

EXCEPT = "(in thousands, except share and per share data)"


def test_predecessor_and_successor_are_spans_of_one_company() -> None:
    book = table(
        """
|2023|2023|2022
|Predecessor July 1 to July 21|Successor July 22 to September 30|Predecessor July 1 to September 30
Net sales|1,055|5,460|2,436
""",
        "Three Months Ended September 30,",
    )
    assert facts(book) == {
        "1,055": "revenue 2023-07-01/2023-07-21",
        "5,460": "revenue 2023-07-22/2023-09-30",
        "2,436": "revenue 2022Q3",
    }


def test_a_second_total_below_the_minority_is_that_of_all_owners() -> None:
    book = table(
        """
|December 31, 2023
Total Widget Inc. stockholders' equity|900
Noncontrolling interests|50
Total stockholders' equity|950
Total liabilities, preferred stock and stockholders' equity|2,400
"""
    )
    assert [name.split()[0] for name in facts(book).values()] == [
        "shareholders_equity",
        "noncontrolling_interests",
        "total_equity",
        "liabilities_and_equity",
    ]


def test_a_statement_of_equity_counts_shares_in_the_column_of_shares_alone() -> None:
    book = table(
        "|Common shares|Common stock amount|APIC\nShares issued in the merger|16,500,000|2|189,633", "Equity", (EXCEPT,)
    )
    assert amounts(book) == {"16,500,000": "16,500,000 shares", "2": "2,000 XXX", "189,633": "189,633,000 XXX"}


def test_options_and_their_prices_are_counted_in_ones() -> None:
    rows = """
||Weighted
|Number of|Exercise
|Shares|Price
Outstanding, January 1, 2022|10,516,525|$1.51
Forfeited|(821,635)|1.23
Outstanding, December 31, 2022|9,694,890|$1.53
"""
    book = table(rows, "Option activity under the 2013 Stock Incentive Plan", (EXCEPT,))
    assert amounts(book)["9,694,890"] == "9,694,890 shares"
    assert amounts(book)["1.23"] == "1.23 USD/share"
    assert facts(book)["10,516,525"].endswith(" 2021-12-31")
    assert facts(book)["(821,635)"].endswith(" FY2022")


def test_a_year_in_the_name_of_a_plan_dates_nothing() -> None:
    book = table("|Amount\nExpense|12", "Expense under the 2019 Incentive Award Plan")
    assert "2019" not in facts(book)["12"]


def test_securities_left_out_of_diluted_earnings_are_shares() -> None:
    lines = ("The following potentially dilutive securities have been excluded:",)
    book = table("|September 30, 2023\nWarrants|14,479,999\nTotal|14,479,999", "", lines)
    assert amounts(book)["14,479,999"] == "14,479,999 shares"


def test_a_scale_over_some_columns_is_not_that_of_the_others() -> None:
    book = table("|Shares|Carrying Value\n|Issued|(in thousands)\nSeries A|2,505,508|13,725", "December 31, 2022")
    assert amounts(book) == {"2,505,508": "2,505,508 shares", "13,725": "13,725,000 XXX"}


def test_shares_used_to_compute_earnings_per_share_are_shares() -> None:
    label = "Weighted average shares of common stock outstanding used to compute basic net loss per share"
    book = table(f"|2023\n{label}|138,848,177\nBasic and diluted net loss per share|$(0.28)", "Loss", (EXCEPT,))
    assert facts(book) == {"138,848,177": "shares_basic FY2023", "$(0.28)": "eps_basic FY2023"}
    assert amounts(book)["138,848,177"] == "138,848,177 shares"


def test_a_reference_to_a_note_is_no_label() -> None:
    assert facts(table("||2023\nForward contracts|Note 6|71", "Liabilities"))["71"] == "t1: Forward contracts FY2023"


def test_a_section_of_rows_that_is_a_span_of_days() -> None:
    rows = "Period from July 22, 2023 to September 30, 2023 (Successor)|\nNet sales|43,875"
    assert facts(table(f"Loss per share|\n{rows}"))["43,875"].endswith(" 2023-07-22/2023-09-30")


def test_what_an_acquisition_was_worth_stands_at_its_day() -> None:
    done = "On March 31, 2025 (the Acquisition Date), we completed the acquisition of all shares of Widget Systems."
    caption = "The purchase consideration was allocated as follows (in millions):"
    book = tables(("Cash|1,500\nInventory|5,965", caption, (caption,)), says=done, then=caption)
    bound = bind_grids(book)
    dated = {figure.text: said(bound, figure.fact) for figure in bound.figures if figure.fact}
    assert dated["5,965"].endswith(" 2025-03-31")


def test_an_acquisition_that_is_only_planned_dates_nothing() -> None:
    planned = (
        "On March 31, 2025, we entered into an agreement under which we will acquire the shares of Widget Systems."
    )
    caption = "The purchase consideration will be as follows (in millions):"
    assert "2025" not in facts(tables(("Cash|1,500", caption, (caption,)), says=planned, then=caption))["1,500"]
