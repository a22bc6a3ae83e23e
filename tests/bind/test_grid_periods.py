"""Headings name periods in many words; what they leave open stays open."""

from datetime import date

import pytest

from crossfoot.bind.grids.periods.headings import mentions, resolved, told, under
from crossfoot.vocabulary.periods import FiscalCalendar

MARCH = FiscalCalendar(3, "start")
DECEMBER = FiscalCalendar(12)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Years Ended March 31, 2019", "FY2018"),
        ("Three months ended June 30, 2018", "2018Q1"),
        ("Six Months Ended September 30, 2018", "2018H1"),
        ("Quarter ended 30 June 2018", "2018Q1"),
        ("FY16 Results (Apr. 2016 - Mar. 2017)", "FY2016"),
        ("4Q16", "2016Q4"),
        ("Q4 FY2016", "2016Q4"),
        ("4Q16-end", "2017-03-31"),
        ("1H17", "2017H1"),
        ("Nine Months 2016", "2016M9"),
        ("2016年度", "FY2016"),
        ("平成29年3月期第4四半期", "2016Q4"),
        ("2024年3月期第2四半期累計期間", "2023H1"),
        ("当連結会計年度 (自 2015年4月1日 至 2016年3月31日)", "FY2015"),
        ("2024年3月31日", "2024-03-31"),
        ("As of 2016", "2017-03-31"),
        ("March 31, 2017", "2017-03-31"),
        ("31 March 2017", "2017-03-31"),
        ("3/31/2017", "2017-03-31"),
        ("Mar-17", "2017-03-01/2017-03-31"),
        ("(January 1, 2023 to December 31, 2023)", "2023-01-01/2023-12-31"),
        ("From October 1 to December 31, 2016", "2016Q3"),
        ("April 1, 2016 – March 31, 2017", "FY2016"),
        ("13 weeks ended 29 June 2024", "2024-03-31/2024-06-29"),
    ],
)
def test_a_heading_and_its_period(text: str, code: str) -> None:
    period = resolved(told(text).words, MARCH)
    assert period is not None
    assert MARCH.code(period) == code


@pytest.mark.parametrize(
    "text", ["Total", "Three Months Ended", "September 30,", "YTD 2023", "1,234", "Level 1", "Three months 2019"]
)
def test_what_names_no_whole_period(text: str) -> None:
    assert resolved(told(text).words, MARCH) is None


def test_lines_of_a_heading_add_up() -> None:
    words = under(told("2019").words, told("Years Ended September 30,").words)
    assert resolved(words, FiscalCalendar(9)) == FiscalCalendar(9).year(2019)


def test_a_line_below_is_not_overruled_from_above() -> None:
    assert under(told("4Q23").words, told("December 31, 2020").words).year == 2023


def test_a_year_of_weeks_begins_where_the_one_before_closed() -> None:
    words = told("Year Ended December 27, 2025").words
    assert DECEMBER.code(resolved(words, DECEMBER, {date(2024, 12, 28)})) == "2024-12-29/2025-12-27"  # type: ignore[arg-type]
    leap = told("Year ended January 3, 2026").words
    assert DECEMBER.code(resolved(leap, DECEMBER, {date(2024, 12, 28)})) == "2024-12-29/2026-01-03"  # type: ignore[arg-type]


def test_a_heading_keeps_its_other_words() -> None:
    assert told("2019 €m Restated").rest == "€m restated"


def test_two_periods_in_one_heading() -> None:
    current, before = mentions("1Q24 Increase/(Decrease) from 4Q23")
    assert (current.year, current.part, before.year, before.part) == (2024, (0, 3), 2023, (9, 3))


def test_an_accumulated_amount_is_no_period_to_date() -> None:
    assert not told("その他の包括利益累計額").is_period
    assert not told("減価償却累計額").is_period


def test_from_close_to_close_is_a_change_and_no_period() -> None:
    (before, after) = mentions("Change from December 31, 2023 to March 31, 2024")
    assert (before.day, after.day) == (date(2023, 12, 31), date(2024, 3, 31))


def test_a_month_that_no_year_has_names_no_period() -> None:
    assert not any(words.ends_in or words.month for words in mentions("2013年88月期"))
