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


def test_what_cash_is_made_of_stands_at_the_close_of_the_period_of_its_flows() -> None:
    rows = """
|Nine Months Ended|
|September 27, 2025|September 28, 2024
Net cash provided by operating activities|5,403|1,741
Reconciliation of cash, cash equivalents and restricted cash
  Cash and cash equivalents|4,808|3,897
  Restricted cash included in Prepaid expenses|17|12
"""
    said = facts(table(rows, "Condensed Consolidated Statements of Cash Flows"))
    assert said["4,808"].endswith(" 2025-09-27")
    assert said["12"].endswith(" 2024-09-28")
    assert said["5,403"] == "operating_cash_flow 2024-12-29/2025-09-27"


def test_a_table_that_opens_a_balance_sheet_is_of_the_day_that_the_report_names_for_its_deal() -> None:
    says = "On July 21, 2023 (the “Closing Date”), the Company completed the acquisition of Old AEON."
    rows = "|Common shares|APIC\nShares issued as consideration|16,500,000|189,633\nTotal|37,159,600|359,753"
    leads = ("Amounts are reflected below to arrive at the opening consolidated balance sheet.",)
    between = tuple(f"Note {number} is on something else." for number in range(3))
    book = tables((rows, "", (*leads, *between)), says=says)
    assert {said.split()[-1] for said in facts(book).values()} == {"2023-07-21"}


def test_two_days_of_deals_date_no_table() -> None:
    says = "On May 2, 2022 (the “Closing Date”), A was bought. On July 21, 2023 (the “Acquisition Date”), B was."
    book = tables(("|Amount\nCash|2,001", "The allocation of the purchase price was:", ()), says=says)
    assert facts(book)["2,001"].endswith(" t1 Amount")


def test_movements_from_a_balance_on_the_first_day_of_a_period_begin_with_it() -> None:
    results = "|July 22, 2023 to September 30, 2023|January 1, 2023 to July 21, 2023\nOperating loss|(12)|(30)"
    options = "|Number of Shares\nOutstanding, July 22, 2023|10\nGranted|1,169\nOutstanding, September 30, 2023|1,179"
    assert facts(tables((results, "", ()), (options, "", ())))["1,169"].endswith(" 2023-07-22/2023-09-30")


def test_a_paragraph_above_that_speaks_of_something_else_does_not_date_a_table() -> None:
    options = "|Number of Shares\nOutstanding, January 1, 2022|10\nForfeited|(821)\nOutstanding, December 31, 2022|9"
    aside = (
        "As of December 31, 2022, the aggregate number of shares available for future grant under the plan was 27,884, "
        "and these will be granted to nobody else."
    )
    assert facts(table(options, "Stock option activity", ("Stock option activity", aside)))["(821)"].endswith(" FY2022")


def test_a_price_with_its_currency_in_a_column_of_prices_is_an_amount_per_share() -> None:
    rows = "|Number of|Exercise\n|Shares|Price\nOutstanding, December 31, 2022|3,515|$10.00\nGranted|20|5.47"
    said = amounts(table(rows, "Options (in thousands)"))
    assert said["$10.00"] == "10.00 USD/share"
    assert said["5.47"] == "5.47 USD/share"
