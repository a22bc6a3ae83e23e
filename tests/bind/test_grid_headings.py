"""Headings as the trade writes them, in English and Japanese, each with the period that it names on two calendars.

The first calendar is of a fiscal year that ends in March, named by that year; the second of the calendar year.
"""

import pytest

from crossfoot.bind.grids.periods.headings import resolved, told, under
from crossfoot.bind.grids.periods.scenario_words import scenario_told
from crossfoot.vocabulary.periods import FiscalCalendar

MARCH, DECEMBER = FiscalCalendar(3), FiscalCalendar(12)


def code(text: str, calendar: FiscalCalendar) -> str:
    period = resolved(told(text).words, calendar)
    return calendar.code(period) if period is not None else ""


@pytest.mark.parametrize(
    "text",
    [
        "FY24", "FY2024", "FY 24", "FY-2024", "FY'24", "Fy24", "FYE24", "F24", "Fiscal 2024", "Fiscal year 2024",
        "2024", "2024年度", "FY24A", "FY2024A", "FY24E", "FY24e", "2024E", "2024F", "24E", "'24E",
        "FY24 Full year", "Full year 2024",
    ],
)  # fmt: skip
def test_a_fiscal_year(text: str) -> None:
    assert (code(text, MARCH), code(text, DECEMBER)) == ("FY2024", "FY2024")


@pytest.mark.parametrize(
    "text",
    [
        "FY3/24", "FY3/2024", "FY03/24", "FYE 3/2024", "FYE March 2024", "FY Mar-24", "FY ended March 31, 2024",
        "FY ending March 2024", "Year ended 31 March 2024", "Year to March 2024", "12 months to March 2024",
        "2024年3月期", "２０２４年３月期", "24年3月期", "24/3期", "'24/3期", "2024/3期", "2024.3期",
        "令和6年3月期", "R6.3期", "LTM Mar-24", "TTM Mar. 2024", "Twelve months ended March 31, 2024",
    ],
)  # fmt: skip
def test_a_year_that_ends_in_march(text: str) -> None:
    assert (code(text, MARCH), code(text, DECEMBER)) == ("FY2024", "2023-04-01/2024-03-31")


@pytest.mark.parametrize("text", ["2023/24", "2023-24", "FY2023/24", "FY23-24", "FY23/24", "2023/2024"])
def test_a_year_across_two(text: str) -> None:
    assert (code(text, MARCH), code(text, DECEMBER)) == ("FY2024", "")


@pytest.mark.parametrize("text", ["2024年2月期", "24年2月期", "FY2/24", "24/2期", "Year ended February 29, 2024"])
def test_a_year_that_ends_in_a_leap_february(text: str) -> None:
    assert code(text, MARCH) == "2023-03-01/2024-02-29"


@pytest.mark.parametrize("text", ["CY2024", "CY24", "Calendar 2024", "Jan-Dec 2024", "2024年1月～12月", "1-12/2024"])
def test_a_calendar_year(text: str) -> None:
    assert (code(text, MARCH), code(text, DECEMBER)) == ("2024-01-01/2024-12-31", "FY2024")


@pytest.mark.parametrize(
    "text",
    [
        "1Q24", "Q1'24", "Q1 '24", "Q1-24", "Q1/24", "Q1/2024", "1Q 2024", "Q1 FY24", "Q1FY24", "1QFY24",
        "FY24Q1", "24Q1", "2024 Q1", "2024Q1", "FQ1 2024", "FQ1'24", "1Q24A", "1Q24E", "First quarter 2024",
        "1st Quarter 2024", "2024年度第1四半期", "1Q'24 (unaudited)", "3M24", "Ｑ１ ２０２４",
    ],
)  # fmt: skip
def test_a_first_fiscal_quarter(text: str) -> None:
    assert (code(text, MARCH), code(text, DECEMBER)) == ("2024Q1", "2024Q1")


@pytest.mark.parametrize(
    "text",
    [
        "Three months ended June 30, 2024", "3M ended Jun. 30, 2024", "3 months to 30 June 2024",
        "Quarter ended June 30, 2024", "June quarter 2024", "Jun Q24", "Jun-Q 2024", "Apr-Jun 2024",
        "Apr.-Jun. 2024", "Apr-Jun'24", "April to June 2024", "1 April - 30 June 2024", "01.04.-30.06.2024",
        "4-6/2024", "2024年4-6月", "2024年4月～6月", "(自 2024年4月1日 至 2024年6月30日)",
    ],
)  # fmt: skip
def test_the_quarter_to_june(text: str) -> None:
    assert (code(text, MARCH), code(text, DECEMBER)) == ("2025Q1", "2024Q2")


@pytest.mark.parametrize(
    "text",
    [
        "1H24", "1H FY24", "1HFY24", "H1 2024", "H1/24", "HY24", "HY1 2024", "Half-year 2024", "First half 2024",
        "FH 2024", "6M24", "2024年度上期", "2024年度上半期", "2024年度中間期", "Q1-Q2 2024",
    ],
)  # fmt: skip
def test_a_first_half(text: str) -> None:
    assert (code(text, MARCH), code(text, DECEMBER)) == ("2024H1", "2024H1")


@pytest.mark.parametrize("text", ["2H24", "H2 FY24", "Second half 2024", "HY2 2024", "2024年度下期"])
def test_a_second_half(text: str) -> None:
    assert code(text, MARCH) == "2024H2"


@pytest.mark.parametrize(
    "text",
    [
        "9M24", "9M 2024", "9M FY24", "Nine Months 2024", "Q1-Q3 2024", "2024年3月期第3四半期累計期間",
        "24/3期 3Q累計", "2024年3月期第3四半期連結累計期間", "YTD Dec 2023", "Dec YTD 2023",
    ],
)  # fmt: skip
def test_nine_months_to_date(text: str) -> None:
    assert code(text, MARCH) == "2024M9"


@pytest.mark.parametrize(
    "text",
    [
        "September 30, 2024", "Sept. 30 2024", "30 September 2024", "30 Sep 24", "30-Sep-24", "30.09.2024",
        "30.09.24", "30/09/2024", "9/30/2024", "09/30/24", "2024-09-30", "2024/09/30", "As of September 30, 2024",
        "As at 30 Sep 2024", "End-September 2024", "end of September 2024", "2024年9月30日", "2024年9月30日現在",
        "2024年9月末", "24/9末", "令和6年9月30日",
    ],
)  # fmt: skip
def test_a_day(text: str) -> None:
    assert code(text, MARCH) == "2024-09-30"


@pytest.mark.parametrize(
    ("text", "day"),
    [("4Q24-end", "2024-03-31"), ("end of Q1 2024", "2023-06-30"), ("Year-end 2024", "2024-03-31"), ("YE24", "")],
)
def test_the_close_of_a_fiscal_period(text: str, day: str) -> None:
    assert code(text, MARCH) == day


@pytest.mark.parametrize("text", ["Sep-24", "Sep 2024", "Sep'24", "September 2024", "2024年9月", "2024/9"])
def test_a_month(text: str) -> None:
    assert code(text, MARCH) == "2024-09-01/2024-09-30"


@pytest.mark.parametrize(
    "text",
    [
        "Mid-2024", "LTM", "Q1", "1H", "FY", "Three months ended March 31", "24/3", "2024.3", "Level 1",
        "Note 24", "1-3 years", "2-5 years", "第124期", "YTD 2024", "Segment A", "10-K", "S&P 500",
        "H-1B", "Top 10",
    ],
)  # fmt: skip
def test_what_names_no_whole_period(text: str) -> None:
    assert code(text, MARCH) == ""


@pytest.mark.parametrize(
    ("below", "above", "period"),
    [
        ("2024", "Three months ended June 30,", "2025Q1"),
        ("Q3", "FY2024", "2024Q3"),
        ("3Q", "2024年3月期", "2024Q3"),
        ("第3四半期累計期間", "2024年3月期", "2024M9"),
        ("4-6月期", "2024年3月期", "2024Q1"),
        ("1-3月期", "2024年3月期", "2024Q4"),
        ("3月末", "2024年", "2024-03-31"),
        ("上期", "25/3期", "2025H1"),
        ("July 1 to July 21", "2023", "2023-07-01/2023-07-21"),
        ("Sep 30", "2024", "2024-09-30"),
    ],
)
def test_two_lines_of_a_heading(below: str, above: str, period: str) -> None:
    found = resolved(under(told(below).words, told(above).words), MARCH)
    assert found is not None
    assert MARCH.code(found) == period


@pytest.mark.parametrize(
    ("text", "scenario"),
    [
        ("FY24A", "actual"), ("FY24E", "forecast"), ("FY2025F", "forecast"), ("FY25B", "budget"),
        ("2024P", "forecast"), ("FY25 Guidance", "target"), ("FY25 Outlook", "target"), ("Budget 2025", "budget"),
        ("2025 Plan", "budget"), ("2025年3月期（予想）", "forecast"), ("25/3期(予)", "forecast"),
        ("2025年3月期 計画", "budget"), ("2027年度目標", "target"), ("通期見通し", "forecast"),
        ("前回発表予想", "forecast"), ("今回修正予想", "forecast"), ("前期実績", "actual"), ("実績", "actual"),
        ("Consensus estimates", "forecast"),
    ],
)  # fmt: skip
def test_what_happened_and_what_is_planned(text: str, scenario: str) -> None:
    assert str(scenario_told(told(text).rest, text).kind) == scenario
