"""Every number of a table states a fact: the line of its row in the period of its column, as far as both are told."""

import pytest
from tests.bind.tables import facts, said, table, tables

from crossfoot.bind.declared.identities import bind
from crossfoot.bind.grids.binding import bind_grids
from crossfoot.vocabulary.measures import MeasureKind

INCOME = """
(in millions)|2023|2022|Change|% change
Total revenues|1,204|1,150|54|4.7%
Cost of revenue|700|690|10|1.4%
Gross profit|504|460|44|9.6%
Other, net|8|9|(1)|(11.1%)
"""


def test_lines_of_statements_keep_their_names_and_others_get_the_tables() -> None:
    stated = facts(table(INCOME))
    assert stated["1,204"] == "revenue FY2023"
    assert stated["460"] == "gross_profit FY2022"
    assert stated["8"] == "t1: Other, net FY2023"


def test_a_year_with_its_first_and_last_day_is_one_period_and_no_change() -> None:
    years = "FY2023 (January 1, 2023 to December 31, 2023)|FY2024 (January 1, 2024 to December 31, 2024)"
    stated = facts(table(f"|{years}\nRevenue|1,150|1,204\nCost of revenue|690|700"))
    assert (stated["1,150"], stated["1,204"]) == ("revenue FY2023", "revenue FY2024")


def test_changes_and_growth_are_statements_on_the_row() -> None:
    stated = facts(table(INCOME))
    assert stated["54"] == "revenue.change FY2023"
    assert stated["4.7%"] == "revenue.growth FY2023"
    assert stated["(11.1%)"] == "t1: Other, net.growth FY2023"


def test_statements_become_identities_by_the_standing_rules() -> None:
    bound = bind(bind_grids(table(INCOME)))
    assert "revenue.growth FY2023 = 100 x revenue FY2023 / revenue FY2022 - 100" in {
        identity.text for identity in bound.identities
    }
    assert "revenue.change FY2023 = revenue FY2023 - revenue FY2022" in {identity.text for identity in bound.identities}


def test_a_change_between_its_two_levels() -> None:
    stated = facts(table("(in millions)|2019|% Change|2018\nRevenue|12|9%|11"))
    assert stated["9%"] == "revenue.growth FY2019"


def test_two_changes_under_one_heading_each_against_its_own_period() -> None:
    stated = facts(
        table(
            "|1Q|4Q|1Q|1Q24 Increase/(Decrease) from|\n|2024|2023|2023|4Q23|1Q23\nRevenue|21,104|17,440|21,447|21%|(2%)"
        )
    )
    assert stated["21,104"] == "revenue 2024Q1"
    assert stated["21%"] == "revenue.growth_qoq 2024Q1"
    assert stated["(2%)"] == "revenue.growth 2024Q1"


def test_a_change_of_three_years_says_not_which() -> None:
    assert facts(table("|2019|2018|2017|Change\nRevenue|12|11|10|1"))["1"] == "revenue t1 Change"


def test_better_or_worse_is_no_change() -> None:
    assert facts(table("|2019|2018|Better/(worse)\nCosts|11|12|1"))["1"] == "t1: Costs t1 Better/(worse)"


def test_a_share_of_revenue_is_a_share_of_the_row() -> None:
    bound = bind_grids(table("|2023|% of revenue\nRevenue|1,200|100.0%\nLogistics|300|25.0%"))
    (share,) = (figure for figure in bound.figures if figure.text == "25.0%")
    assert share.fact is not None
    assert share.fact.name == "t1: Logistics.share"
    assert bound.measures["t1: Logistics"].base == "revenue"


def test_percents_beside_amounts_never_share_their_measure() -> None:
    bound = bind_grids(table("|2019||2018|\n|$|%|$|%\nCanada|96,168|6.1%|70,774|6.6%"))
    shares = [figure.fact for figure in bound.figures if figure.fact and "%" in figure.text]
    assert {bound.measures[fact.measure].unit.code for fact in shares} == {"percent"}


def test_targets_and_forecasts_are_told_from_results() -> None:
    stated = facts(
        table("JPY billion|FY16 Results|FY17 Target|FY17 Forecast (revised in Nov. 2017)\nRevenues|157.8|176.0|177.5")
    )
    assert stated == {
        "157.8": "revenue FY2016",
        "176.0": "revenue FY2017 target",
        "177.5": "revenue FY2017 forecast@2017-11-01",
    }


def test_a_balance_sheet_stands_at_closes() -> None:
    bound = bind_grids(
        table("Years ended March 31,|2019|2018\nCash|5|4\nInventories|6|5\nTotal assets|30|28\nOther|1|1 ")
    )
    assert {figure.fact.measure for figure in bound.figures if figure.fact} == {
        "cash", "inventories", "total_assets", "t1: Other",
    }  # fmt: skip
    assert {bound.measures[name].kind for name in ("cash", "t1: Other")} == {MeasureKind.STOCK}
    assert facts(table("Years ended March 31,|2019\nCash|5\nInventories|6\nTotal assets|30"))["5"] == "cash 2019-03-31"


def test_cash_at_the_beginning_stands_at_the_close_before() -> None:
    stated = facts(
        table(
            "Year ended December 31,|2023\nNet cash provided by operating activities|9\nNet increase in cash|2\n"
            "Cash, beginning of year|5\nCash, end of year|7"
        )
    )
    assert (stated["5"], stated["7"]) == ("t1: Cash 2022-12-31", "t1: Cash 2023-12-31")


def test_a_stock_in_a_cash_flow_statement_is_a_movement() -> None:
    text = "Year ended December 31,|2023\nInventories|(3)\nNet cash provided by operating activities|9"
    bound = bind_grids(table(text))
    assert facts(table(text))["(3)"] == "t1: Inventories FY2023"
    assert bound.measures["t1: Inventories"].kind is MeasureKind.RATIO  # no rule of time is laid on it


def test_per_share_amounts_and_averages_do_not_add_over_quarters() -> None:
    bound = bind_grids(
        table("|2023|2022\nBasic earnings per share|0.52|0.45\nWeighted average common shares outstanding|200|201")
    )
    assert {measure.kind for measure in bound.measures.values()} == {MeasureKind.RATIO}


def test_quarters_take_the_year_of_the_column_that_sums_them() -> None:
    stated = facts(table("$ million|Q1|Q2|Q3|Q4|2020|Q1\nSales|1|2|3|4|10|5"))
    assert [stated[text] for text in ("1", "4", "10")] == ["revenue 2020Q1", "revenue 2020Q4", "revenue FY2020"]


def test_movements_between_two_balances() -> None:
    stated = facts(
        table(
            "|Balances, January 31, 2018|Additions|Payments|Balances, January 31, 2019\nSeverance|53.0|39.2|(89.7)|2.5"
        )
    )
    assert stated["53.0"] == "t1: Severance 2018-01-31"
    assert stated["39.2"] == "t1: Severance (additions) 2018-02-01/2019-01-31"


def test_rows_that_are_dated_balances() -> None:
    stated = facts(
        table(
            "|Shares|Price\nOutstanding at December 31, 2018|5,974|$6.51\nGranted|3,288|$6.74\n"
            "Outstanding at December 31, 2019|9,262|$6.59"
        )
    )
    assert stated["5,974"].endswith("2018-12-31")
    assert stated["3,288"].endswith("FY2019")


def test_sections_that_are_years() -> None:
    stated = facts(table("|First|Second\n2019||\nNet sales|117|120\n2018||\nNet sales|113|119"))
    assert stated == {
        "117": "revenue 2019Q1", "120": "revenue 2019Q2", "113": "revenue 2018Q1", "119": "revenue 2018Q2",
    }  # fmt: skip


def test_rows_that_are_periods_make_columns_measures() -> None:
    stated = facts(
        table(
            "|売上高||営業利益|\n|百万円|％|百万円|％\n2024年3月期|308,335|3.2|21,010|△1.0\n2025年3月期（予想）|315,000|2.2|21,100|0.4",
            "連結経営成績",
            ("（％表示は対前期増減率）",),
        )
    )
    assert stated["308,335"] == "revenue FY2024"
    assert stated["3.2"] == "revenue.growth FY2024"
    assert stated["△1.0"] == "operating_income.growth FY2024"
    assert stated["315,000"] == "revenue FY2025 forecast"


def test_the_same_label_twice_is_two_measures() -> None:
    stated = facts(table("|2023\nCloud:|\nSales tax|5\nDevices:|\nSales tax|6\nTax|1\nTax|2"))
    assert set(stated.values()) == {
        "t1: Cloud / Sales tax FY2023", "t1: Devices / Sales tax FY2023",
        "t1: Devices / Tax FY2023", "t1: Devices / Tax (row 7) FY2023",
    }  # fmt: skip


def test_columns_of_members_are_measures_of_their_own() -> None:
    stated = facts(table("|GAAP||Non-GAAP|\n|2025|2024|2025|2024\nRevenue|12|11|13|10"))
    assert stated["12"] == "t1: Revenue (gaap) FY2025"
    assert stated["10"] == "t1: Revenue (non gaap) FY2024"


def test_a_column_of_unknown_days_is_named() -> None:
    assert facts(table("|Domestic|Foreign\nSales|5|6")) == {
        "5": "t1: Sales (domestic) t1 Domestic",
        "6": "t1: Sales (foreign) t1 Foreign",
    }


def test_what_cannot_be_read_of_a_table_leaves_its_figures_where_they_stand() -> None:
    bound = bind_grids(table("|5|6\n|7|8"))
    assert [figure.place.row for figure in bound.figures] == [0, 0, 1, 1]
    assert all(figure.fact is not None for figure in bound.figures)


@pytest.mark.parametrize(
    ("sentence", "month"),
    [
        ("for the fiscal year ended September 28, 2019", 9),
        ("for the year ended January 1, 2023", 12),  # 52 weeks that end just after their month
        ("Our fiscal year ends on the last Saturday in June", 6),
        ("2024年3月期の業績", 3),
        ("for the three months ended June 30, 2019", 12),
    ],
)
def test_a_sentence_tells_the_end_of_the_fiscal_year(sentence: str, month: int) -> None:
    book = tables(("|2019\nRevenue|12", "", ()), says=sentence)
    assert bind_grids(book).entity.calendar.year_end_month == month


def test_a_year_beside_its_months_tells_what_years_are_called_after() -> None:
    calendar = bind_grids(table("|FY16 (Apr. 2016 - Mar. 2017)\nRevenue|12")).entity.calendar
    assert (calendar.year_end_month, calendar.named_by) == (3, "start")
    calendar = bind_grids(table("|FY17 (Apr. 2016 - Mar. 2017)\nRevenue|12")).entity.calendar
    assert (calendar.year_end_month, calendar.named_by) == (3, "end")


def test_the_currency_is_the_one_named_most() -> None:
    assert bind_grids(table("|2023\nSales|$12\nCost|£5\nTax|$1")).entity.currency == "USD"
    assert bind_grids(table("|2023\nSales|12")).entity.currency == "XXX"


def test_a_table_that_follows_another_at_once_goes_on_under_its_lines() -> None:
    first = ("|Common stock|Reserves\nNet income||9", "Year ended March 31, 2019", ("(in millions)",))
    second = ("|Minorities|Total\nNet loss|(2)|7", "", ())
    bound = bind_grids(tables(first, second))
    assert [said(bound, figure.fact) for figure in bound.figures if figure.text == "7" and figure.fact] == [
        "t2: Net loss (total) FY2019"
    ]
    assert [figure.printed.value for figure in bound.figures if figure.text == "(2)"] == [-2_000_000]


def test_two_balances_of_one_name_without_dates_are_two_facts() -> None:
    said = facts(
        table(
            """
            | Capital | Reserves
            Balance as of January 1 | 1,000 | 530
            Dividends | (40) | -
            Balance as of December 31 | 960 | 585
            """
        )
    )
    assert said["1,000"] != said["960"]
    assert said["530"] != said["585"]


def test_a_percentage_in_a_line_of_amounts_is_of_its_table_alone() -> None:
    book = bind_grids(
        tables(
            ("| 2023 | 2022\nRevenue | 1,200 | 1,100\nRevenue | 4% | 5%", "Results", ()),
            ("| 2023 | 2022\nRevenue | 1,200 | 1,100\nRevenue | 7% | 5%", "Growth at constant rates", ()),
        )
    )
    keys = {figure.text: figure.fact for figure in book.figures}
    assert keys["4%"] != keys["7%"]


def test_changes_beside_a_result_and_a_plan_are_the_plans() -> None:
    said = facts(
        table(
            """
            | FY2023 Results | FY2024 Target | YoY C | hange
            Revenue | 157.8 | 176.0 | +18.2 | +11.5%
            Operating income | 5.1 | 6.5 | +1.4 | +26.6%
            """,
            "Unit: JPY billion",
        )
    )
    assert said["+18.2"] == "revenue.change FY2024 target"
    assert said["+26.6%"] == "operating_income.growth FY2024 target"
