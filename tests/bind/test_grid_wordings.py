"""Wordings of tables that say what their numbers are: currencies, margins that are amounts, counts, totals, titles."""

from dataclasses import replace

import pytest
from tests.bind.tables import amounts, facts, table, tables

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.layout import GridCell


@pytest.mark.parametrize(
    ("caption", "amount"),
    [
        ("€m", "5,838,000,000 EUR"),
        ("£bn", "5,838,000,000,000 GBP"),
        ("$bn", "5,838,000,000,000 USD"),
        ("€k", "5,838,000 EUR"),
        ("£'000", "5,838,000 GBP"),
        ("US$ in millions", "5,838,000,000 USD"),
        ("Millions of Mexican pesos", "5,838,000,000 MXN"),
        ("In millions of Ps.", "5,838,000,000 MXN"),
        ("(₹ in crore)", "58,380,000,000 INR"),
        ("(Rs. in lakhs)", "583,800,000 INR"),
        ("（単位：百万円）", "5,838,000,000 JPY"),
        ("（単位：億円）", "583,800,000,000 JPY"),
        ("(Thousands of U.S. dollars)", "5,838,000 USD"),
    ],
)
def test_a_caption_sets_currency_and_scale(caption: str, amount: str) -> None:
    assert amounts(table("|2021\nRevenue|5,838", caption))["5,838"] == amount


def test_a_margin_above_a_hundred_is_an_amount_and_one_below_a_ratio() -> None:
    book = table("|2023\nNet sales|981.5\nGross margin|382.4\nOperating margin|12.4", "($ in millions)")
    assert amounts(book)["382.4"] == "382,400,000 USD"
    assert facts(book)["382.4"] == "gross_profit FY2023"
    assert amounts(book)["12.4"] == "12.4 pure"


def test_noncontrolling_interests_below_the_profit_are_their_part_of_it() -> None:
    book = table("|Year ended December 31, 2023\nNet income|757\nNon-controlling interests|9\nOwners of the parent|748")
    assert facts(book)["9"] == "profit_to_noncontrolling FY2023"


def test_treasury_shares_of_a_balance_sheet_are_an_amount() -> None:
    book = table("|December 31, 2023\nTreasury shares|(32)\nTotal equity|358", "($ in millions)")
    assert amounts(book)["(32)"] == "-32,000,000 USD"


@pytest.mark.parametrize("label", ["Customers", "Postpaid subscribers", "Total stores", "Number of employees"])
def test_things_are_counted_in_ones(label: str) -> None:
    assert amounts(table(f"|2023\nRevenue|981\n{label}|267,626", "($ in millions)"))["267,626"].startswith("267,626 ")


@pytest.mark.parametrize("label", ["Deposits from customers", "Loans to customers", "Sales to customers"])
def test_what_customers_owe_is_an_amount(label: str) -> None:
    assert amounts(table(f"|2023\n{label}|267", "($ in millions)"))["267"] == "267,000,000 USD"


def test_the_total_of_four_quarters_is_the_year() -> None:
    rows = "|First|Second|Third|Fourth|Total\n2016\nRevenues|105|106|107|108|426"
    assert facts(table(rows, "Quarterly Financial Information"))["426"] == "revenue FY2016"


def test_days_below_a_quarterly_title_close_quarters() -> None:
    rows = "|December 31, 2011|September 30, 2011\nRevenues|292,827|288,995"
    book = table(rows, "Unaudited quarterly data are as follows:")
    assert facts(book) == {"292,827": "revenue 2011Q4", "288,995": "revenue 2011Q3"}


def test_a_british_year_end() -> None:
    book = table("|2022|2021\nTurnover|6,932|6,275", "For the year ended 30 September 2022")
    assert facts(book)["6,932"] == "revenue FY2022"
    assert facts(table("|2022\nTurnover|6,932", "Year ended 30.09.2022"))["6,932"] == "revenue FY2022"


def test_the_title_of_a_table_is_no_part_of_the_company() -> None:
    rows = "|Quarterly revenue trend and revenue by market\n|Q1 FY25|Q4 FY24\nGaming|2,647|2,865"
    assert facts(table(rows, "($ in millions)"))["2,647"] == "t1: Gaming 2025Q1"


def test_rows_are_named_by_what_names_them_and_not_by_its_address() -> None:
    rows = "Holder|Address|Shares held\nNorthern Trust|1 High Street|32,715\nSouthern Bank|2 Low Road|15,969"
    book = table(f"{rows}\nEastern Fund|2 Low Road|15,867", "As of March 31, 2024")
    assert facts(book)["15,867"].startswith("t1: ")
    assert "Eastern Fund" in facts(book)["15,867"]


def test_a_year_whose_days_stand_in_two_lines() -> None:
    lines = ("至令和 5年12月31日", "自令和 5年 1月 1日", "損益計算書")
    assert facts(table("科目|金額\n雑収入|463,500", lines[0], lines))["463,500"] == "t1: 雑収入 FY2023"


def test_units_that_stand_over_their_columns_one_a_line() -> None:
    rows = "||FY2024\n|FY2024|\n||(Thousands of U.S. dollars)\n|(Millions of yen)|\nAichi|4,212|26,629"
    assert amounts(table(rows)) == {"4,212": "4,212,000,000 JPY", "26,629": "26,629,000 USD"}


def test_a_fiscal_year_that_ends_on_a_day_of_figures_alone() -> None:
    book = table("|FY 2023|FY 2022\nRevenue|120|110", "Fiscal year ended 2023-06-30")
    assert facts(book)["120"] == "revenue FY2023"
    assert bind_grids(book).entity.calendar.year_end_month == 6


def test_a_change_is_of_the_columns_just_before_it() -> None:
    heads = "|Q4 24|Q3 25|Q4 25|QoQ %|YoY %|FY24|FY25|YoY %"
    said = facts(table(f"{heads}\nNet sales|271|288|312|8.3%|15.1%|905|1,137|25.6%"))
    assert said["8.3%"] == "revenue.growth_qoq 2025Q4"
    assert said["15.1%"] == "revenue.growth 2025Q4"
    assert said["25.6%"] == "revenue.growth FY2025"


def test_the_scale_of_a_total_is_that_of_the_parts_that_add_up_to_it() -> None:
    rows = """
|2024|2023
Crews|3,100|3,000
Domestic|4,000|3,500
Short haul|6,250|6,003
Passengers carried (thousands)|10,250|9,503
Available seat kilometres (millions)|25,115|21,323
Revenue|900|800
"""
    said = amounts(table(rows, "€m"))
    assert said["10,250"] == "10,250,000 passengers"
    assert said["6,250"] == "6,250,000 passengers"
    assert said["25,115"] == "25,115,000,000 kilometres"
    assert said["3,100"] == "3,100,000,000 EUR"  # no part of the passengers


def test_customers_who_come_in_tenths_are_amounts() -> None:
    said = amounts(table("|2024|2023\nExternal customers|247.6|187.0\nActive customers|4,028|3,900", "€m"))
    assert said["247.6"] == "247,600,000 EUR"
    assert said["4,028"] == "4,028 customers"


def test_years_before_a_row_of_what_comes_thereafter_are_no_periods_of_their_rows() -> None:
    rows = "|Secured|Total\n2020|200|422\n2021|349|741\nThereafter|1,146|2,128\nTotal debt|1,695|3,291"
    said = facts(table(rows, "Debt maturities at June 30, 2019"))
    assert said["422"] == "t1: 2020 (total) 2019-06-30"
    assert said["3,291"] == "t1: Total debt (total) 2019-06-30"


def test_a_year_from_its_beginning_to_its_end_is_the_one_reported_on() -> None:
    sales = ("|FY 2022|FY 2021\nNet sales|5,542|5,785", "", ())
    stores = ("|Northgate\nStores at beginning of year|622\nOpenings|29\nStores at end of year|638", "Store count", ())
    said = facts(tables(sales, stores))
    assert said["29"] == "t2: Openings (northgate) FY2022"
    assert said["622"].endswith(" 2021-12-31")
    assert said["638"].endswith(" 2022-12-31")


def test_capital_under_a_quarter_is_that_at_its_close() -> None:
    said = facts(table("|Q1 2025|Q4 2024\nCommon equity tier 1 capital|46,772|45,390\nNet interest income|3,454|3,360"))
    assert said["46,772"].endswith(" 2025-03-31")
    assert said["3,454"].endswith(" 2025Q1")


def test_a_bridge_leads_from_one_year_to_the_next() -> None:
    rows = "|Health|Group\nProfit 2021|423|741\nVolume|17|43\nCurrency|(11)|(18)\nProfit 2022|429|766"
    said = facts(table(rows, "€m"))
    assert said["741"].endswith(" FY2021")
    assert said["43"].endswith(" FY2022")
    assert said["766"].endswith(" FY2022")


def test_what_leads_from_a_balance_to_the_next_is_counted_as_it_is() -> None:
    rows = "|Q4 2018|Q1 2019\nOpening ARR|600|638\nNew customers|34|28\nChurn|8|7\nClosing ARR|638|659"
    book = table(f"{rows}\nCustomers|2,269|2,371", "€m")
    assert amounts(book)["34"] == "34,000,000 EUR"
    assert amounts(book)["2,269"] == "2,269 customers"
    assert facts(book)["600"] == "t1: ARR 2018-09-30"
    assert facts(book)["659"] == "t1: ARR 2019-03-31"


def test_a_length_broken_over_several_lines_of_a_head() -> None:
    rows = "|Nine|Three|Year\n|Months|Months Ended|Ended\n||September 30,|December 31,\n|2023|2023|2022\nSales|9|3|11"
    assert facts(table(rows)) == {"9": "revenue 2023M9", "3": "revenue 2023Q3", "11": "revenue FY2022"}


def test_parts_are_of_the_unit_that_only_their_total_names() -> None:
    said = amounts(table("|2024|2023\nHydro|4,000|3,500\nWind|6,250|6,003\nTotal generation (GWh)|10,250|9,503", "€m"))
    assert said["6,250"] == "6,250 gwh"


def test_a_unit_that_begins_over_the_notes_is_that_of_the_numbers_beside_them() -> None:
    heads = "|Notes|FY2023|FY2024|FY2024\n|||(Millions of yen)|(Thousands of U.S. dollars)"
    book = table(f"{heads}\nIncome before tax|5|61|51|328")
    (grid,) = book.grids
    unit = GridCell(1, 1, "(Millions of yen)", column_span=2)
    said = amounts(book.grown(grids=(replace(grid, cells=(*grid.cells, unit)),)))
    assert said["61"] == "61,000,000 JPY"
    assert said["51"] == "51,000,000 JPY"
    assert said["328"] == "328,000 USD"


def test_a_caption_that_names_a_year_and_the_day_it_closes_dates_its_table() -> None:
    said = facts(table("|Level 1|Level 3\nInvestments|17|3,018", "FY2023 (As of December 31, 2023)"))
    assert said["3,018"] == "t1: Investments (level 3) 2023-12-31"


def test_columns_between_two_balances_are_movements_though_they_are_called_changes() -> None:
    moves = "Changes due to cash flows|Changes in exchange rates"
    heads = f"|Balance as of January 1, 2024|{moves}|Balance as of December 31, 2024"
    said = facts(table(f"{heads}\nLoans payable|36,022|6,340|225|42,587"))
    assert said["36,022"] == "t1: Loans payable 2023-12-31"
    assert said["225"] == "t1: Loans payable (exchange rates) FY2024"
    assert said["42,587"] == "t1: Loans payable 2024-12-31"


def test_a_year_below_words_of_its_column_dates_nothing_below_it() -> None:
    rows = """
|2024|2023|Due date
Bonds payable|99,821|129,753|Final payment date
|||2036
Long-term loans payable|90,019|126,221|Final payment date
|||2034
Lease liabilities|12|13|-
"""
    said = facts(table(rows))
    assert said["90,019"].endswith(" FY2024")
    assert said["126,221"].endswith(" FY2023")
    assert "2036" not in said


def test_years_of_issue_are_no_amounts() -> None:
    said = facts(table("|Issued|2024|2023\nFirst bonds|2016|9,990|9,994\nSecond bonds|2019|29,970|29,982"))
    assert set(said) == {"9,990", "9,994", "29,970", "29,982"}


def test_credit_losses_expected_over_a_lifetime_are_no_forecast() -> None:
    heads = "|2024: Lifetime expected credit loss|2024: Expected dividends\nReceivables|280|31"
    assert all("forecast" not in said for said in facts(table(heads)).values())


def test_dates_set_one_by_one_stand_each_over_its_own_column() -> None:
    said = facts(table("|(unaudited) 3/25/2023|\n||12/31/2022\nCash and cash equivalents|4,770|4,954"))
    assert said == {"4,770": "cash 2023-03-25", "4,954": "cash 2022-12-31"}


def test_a_length_set_in_the_middle_of_all_columns_is_over_each() -> None:
    rows = "|As reported|Net|As reported|Net\nNet earnings|2,006|1,681|330|309"
    (grid,) = (book := table(rows)).grids
    cells = [replace(cell, row=cell.row + 2) for cell in grid.cells]
    days = [GridCell(1, column, f"June 2{6 - at}, {2022 + at}", column_span=2) for column, at in ((1, 1), (3, 0))]
    middle = GridCell(0, 2, "Quarters Ended", column_span=2)
    said = facts(book.grown(grids=(replace(grid, cells=(middle, *days, *cells), rows=4),)))
    assert said["1,681"].endswith(" 2023-03-27/2023-06-25")
    assert said["330"].endswith(" 2022-03-28/2022-06-26")


def test_the_dollar_is_the_one_that_units_of_tables_name() -> None:
    caption = "(in thousands of Canadian dollars, except per share information)"
    said = amounts(table("|2022|2021\nTrade receivables|$37,190|$38,698\nOther|464|512", caption))
    assert said["$37,190"] == "37,190,000 CAD"
    assert said["464"] == "464,000 CAD"


def test_a_rate_is_printed_in_full_in_a_table_of_thousands() -> None:
    said = amounts(table("|2022|2021\nNet voyage revenue|168,825|62,812\nTCE rate per day|$24,725|$8,043", "USD '000"))
    assert said["$24,725"] == "24,725 USD"
    assert said["168,825"] == "168,825,000 USD"


def test_a_column_without_a_period_among_others_of_one_is_of_that() -> None:
    heads = "|Reported, GAAP Measure|12 Weeks Ended 3/25/2023 Restructuring|12 Weeks Ended 3/25/2023 Core"
    said = facts(table(f"{heads}\nLatin America|364|5|369"))
    assert said["364"].endswith(" 2023-01-01/2023-03-25")


def test_a_span_without_its_year_is_of_the_year_in_the_caption() -> None:
    heads = "|Three Months Ended June 30|Twelve Months Ended June 30"
    said = facts(table(f"{heads}\nSales growth (%)|(6)|4", "Components of Fiscal 2023 Net Sales growth"))
    assert said["(6)"].endswith(" 2023Q4")
    assert said["4"].endswith(" FY2023")


def test_pages_of_a_list_of_contents_are_no_amounts() -> None:
    assert facts(table("|Page\nKey information|1\nTaxation|75\nExperts|83")) == {}
