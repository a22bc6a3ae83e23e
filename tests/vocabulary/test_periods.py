"""Fiscal periods: names, codes and arithmetic on calendars of every year end and both habits of naming."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.vocabulary.periods import Duration, FiscalCalendar, Instant, NotAPeriod, Period

MARCH = FiscalCalendar(3, "start")  # FY2016 runs to March 2017
MARCH_BY_END = FiscalCalendar(3, "end")  # FY2017 runs to March 2017
DECEMBER = FiscalCalendar()

FY2016 = Duration(date(2016, 4, 1), date(2017, 3, 31))
FIRST_HALF = Duration(date(2016, 4, 1), date(2016, 9, 30))
NINE_MONTHS = Duration(date(2016, 4, 1), date(2016, 12, 31))
FOURTH_QUARTER = Duration(date(2017, 1, 1), date(2017, 3, 31))
MARCH_2017 = Duration(date(2017, 3, 1), date(2017, 3, 31))
YEAR_END = Instant(date(2017, 3, 31))


@pytest.mark.parametrize(
    ("period", "texts"),
    [
        (FY2016, ["FY2016", "FY16", "fy16", "FY 2016", "FY'16", "fiscal 2016", "Fiscal year 2016", "ＦＹ２０１６"]),
        (FY2016, ["Apr. 2016 - Mar. 2017", "April 2016 – March 2017", "Apr 2016 to Mar 2017", "2016-04 - 2017-03"]),
        (
            FY2016,
            ["April 1, 2016 - March 31, 2017", "2016-04-01/2017-03-31", "2016年4月～2017年3月", "Apr. - Mar. 2017"],
        ),
        (FY2016, ["2017年3月期", "平成29年3月期", "２０１７年３月期", "2017年3月期通期", "2016年度", "平成28年度"]),
        (FIRST_HALF, ["1H16", "H1 2016", "1H2016", "1H FY16", "H1 FY2016", "FY16 1H", "2016H1", "2016-H1", "１Ｈ１６"]),
        (FIRST_HALF, ["Apr. - Sep. 2016", "Apr. 2016 - Sept. 2016", "2016M6", "6M FY2016"]),
        (FIRST_HALF, ["2017年3月期上期", "2017年3月期第2四半期累計", "2017年3月期第2四半期累計期間", "2016年度上半期"]),
        (NINE_MONTHS, ["9M FY2016", "9M16", "2016M9", "9M 2016", "平成29年3月期第3四半期累計", "Apr. - Dec. 2016"]),
        (FOURTH_QUARTER, ["4Q16", "Q4 2016", "Q4 FY2016", "4Q FY16", "4Q of FY16", "2016Q4", "FY2016 Q4", "FY16 4Q"]),
        (FOURTH_QUARTER, ["平成29年3月期第4四半期", "2016年度第4四半期", "Jan. 2017 - Mar. 2017", "Jan. - Mar. 2017"]),
        (MARCH_2017, ["Mar. 2017", "March 2017", "Mar 2017", "2017-03", "2017/3", "2017年3月"]),
        (YEAR_END, ["Mar. 31, 2017", "March 31, 2017", "31 March 2017", "31 Mar. 2017", "as of March 31, 2017"]),
        (YEAR_END, ["2017/3/31", "2017-03-31", "2017.3.31", "2017年3月31日", "平成29年3月31日"]),
        (YEAR_END, ["FY16-end", "4Q16-end", "2H16-end", "FY2016 end", "end of FY16", "4Q16–end"]),
        (YEAR_END, ["2017年3月末", "2017年3月期末", "2016年度末", "Mar. 2017-end"]),
        (Instant(date(2016, 9, 30)), ["1H16-end", "2Q16-end", "Sep. 30, 2016", "Sept. 30, 2016", "6M16-end"]),
        (Duration(date(2023, 4, 1), date(2024, 3, 31)), ["令和5年度", "FY23", "令和6年3月期"]),
        (Duration(date(2019, 4, 1), date(2020, 3, 31)), ["令和元年度", "平成31年度"]),
        (Duration(date(1988, 4, 1), date(1989, 3, 31)), ["昭和63年度", "FY88", "平成元年3月期"]),
        (Duration(date(2069, 4, 1), date(2070, 3, 31)), ["FY69"]),
        (Duration(date(1970, 4, 1), date(1971, 3, 31)), ["FY70"]),
    ],
)
def test_texts_name_periods(period: Period, texts: list[str]) -> None:
    assert {text: MARCH.parse(text) for text in texts} == dict.fromkeys(texts, period)


def test_the_habit_of_naming_moves_the_year() -> None:
    assert MARCH_BY_END.parse("FY17") == FY2016
    assert MARCH_BY_END.parse("4Q17") == FOURTH_QUARTER
    assert MARCH_BY_END.code(FOURTH_QUARTER) == "2017Q4"
    assert MARCH_BY_END.parse("2017年3月期") == FY2016  # names the month of its end, whatever the habit
    assert DECEMBER.parse("FY16") == FiscalCalendar(12, "start").parse("FY16")
    assert DECEMBER.parse("4Q16") == Duration(date(2016, 10, 1), date(2016, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "2016",
            "16",
            "Q4",
            "4Q",
            "5Q16",
            "0Q16",
            "3H16",
            "2016Q5",
            "2016H0",
            "13M16",
            "2016M0",
            "FY",
            "FY2",
            "FY216",
        ),
        *("Mar. 17", "3/31/2017", "31.3.2017", "Feb. 30, 2017", "Feb. 29, 2017", "2017-13", "2017-13-01", "Mars 2017"),
        *("FY1899", "FY2200", "FY0000", "Mar. 2017 - Apr. 2016", "4Q16 - 1Q17", "FY16 - FY17", "4Q16-end-end"),
        *(
            "end of Mar. 31, 2017",
            "FY16 results",
            "2017年13月期",
            "2017年3月期第5四半期",
            "大正10年度",
            "1Q 16 results",
        ),
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(NotAPeriod, match="names no period: "):
        MARCH.parse(text)


def test_a_year_that_ends_in_another_month_is_refused() -> None:
    with pytest.raises(NotAPeriod, match="'2017年2月期' names no period: the fiscal year ends in month 3, not 2"):
        MARCH.parse("2017年2月期")


@pytest.mark.parametrize(("month", "habit"), [(0, "end"), (13, "end"), (3, "begin")])
def test_no_such_calendar(month: int, habit: str) -> None:
    with pytest.raises(ValueError, match="a fiscal year"):
        FiscalCalendar(month, habit)


@pytest.mark.parametrize(
    ("period", "code", "shown"),
    [
        (FY2016, "FY2016", "FY2016"),
        (FIRST_HALF, "2016H1", "1H16"),
        (FOURTH_QUARTER, "2016Q4", "4Q16"),
        (NINE_MONTHS, "2016M9", "9M16"),
        (YEAR_END, "2017-03-31", "Mar. 31, 2017"),
        (MARCH_2017, "2017-03-01/2017-03-31", "Mar. 2017"),
        (Duration(date(2016, 4, 1), date(2016, 4, 30)), "2016M1", "Apr. 2016"),
        (Duration(date(2016, 5, 1), date(2017, 6, 30)), "2016-05-01/2017-06-30", "May 2016 - June 2017"),
        (Duration(date(2016, 4, 5), date(2016, 5, 3)), "2016-04-05/2016-05-03", "Apr. 5, 2016 - May 3, 2016"),
        (Duration(date(2100, 1, 1), date(2100, 3, 31)), "2099Q4", "4Q2099"),
    ],
)
def test_codes_and_what_people_see(period: Period, code: str, shown: str) -> None:
    assert (MARCH.code(period), MARCH.display(period)) == (code, shown)


def test_parts_of_a_year() -> None:
    assert MARCH.halves(FY2016) == (FIRST_HALF, Duration(date(2016, 10, 1), date(2017, 3, 31)))
    assert MARCH.quarters(FY2016)[3] == FOURTH_QUARTER
    assert MARCH.quarters(FIRST_HALF) == (MARCH.parse("1Q16"), MARCH.parse("2Q16"))
    assert MARCH.quarters(NINE_MONTHS) == (MARCH.parse("1Q16"), MARCH.parse("2Q16"), MARCH.parse("3Q16"))
    assert MARCH.quarters(FOURTH_QUARTER) == (FOURTH_QUARTER,)


@pytest.mark.parametrize(
    "span",
    [
        MARCH_2017,
        Duration(date(2016, 5, 1), date(2016, 7, 31)),  # three months, but no fiscal quarter
        Duration(date(2016, 4, 1), date(2016, 9, 29)),
    ],
)
def test_other_spans_have_no_parts(span: Duration) -> None:
    assert MARCH.halves(span) == ()
    assert MARCH.quarters(span) == ()


@pytest.mark.parametrize(
    ("period", "year_before", "just_before"),
    [
        ("FY16", "FY15", "FY15"),
        ("2H16", "2H15", "1H16"),
        ("1Q16", "1Q15", "4Q15"),
        ("9M16", "9M15", "2015-07-01/2016-03-31"),
        ("Feb. 2017", "Feb. 2016", "Jan. 2017"),  # to 29 February
        ("Feb. 2016", "Feb. 2015", "Jan. 2016"),
        ("Mar. 2016", "Mar. 2015", "Feb. 2016"),
        ("Mar. 31, 2017", "Mar. 31, 2016", "Dec. 31, 2016"),
        ("Feb. 28, 2017", "Feb. 29, 2016", "Nov. 30, 2016"),
        ("Feb. 29, 2016", "Feb. 28, 2015", "Nov. 30, 2015"),
        ("Sep. 30, 2016", "Sep. 30, 2015", "June 30, 2016"),
        ("Mar. 15, 2017", "Mar. 15, 2016", "Dec. 15, 2016"),
        ("May 30, 2016", "May 30, 2015", "Feb. 29, 2016"),  # no 30 February
        ("2016-04-05/2016-04-14", "2015-04-05/2015-04-14", "2016-03-26/2016-04-04"),
    ],
)
def test_comparisons(period: str, year_before: str, just_before: str) -> None:
    current = MARCH.parse(period)
    assert MARCH.prior_year(current) == MARCH.parse(year_before)
    assert MARCH.prior_span(current) == MARCH.parse(just_before)


def test_opening_and_closing() -> None:
    assert MARCH.opening(FY2016) == Instant(date(2016, 3, 31))
    assert MARCH.closing(FY2016) == YEAR_END
    assert MARCH.opening(MARCH_2017) == MARCH.parse("Feb. 28, 2017")
    assert MARCH.opening(Duration(date(2016, 3, 1), date(2016, 3, 31))) == MARCH.parse("Feb. 29, 2016")


# Laws, over every year end and both habits.

calendars = st.builds(FiscalCalendar, st.integers(1, 12), st.sampled_from(["start", "end"]))
years = st.integers(1902, 2197)
days = st.dates(date(1902, 1, 1), date(2197, 12, 31))
instants = st.builds(Instant, days)
spans = st.builds(lambda one, other: Duration(min(one, other), max(one, other)), days, days)


@st.composite
def fiscal_parts(draw: st.DrawFn, calendar: FiscalCalendar) -> Duration:
    """A fiscal year, half, quarter, or some months to date."""
    year = calendar.year(draw(years))
    to_date = calendar.parse(f"{draw(st.integers(1, 12))}M FY{year_name(calendar, year)}")
    assert isinstance(to_date, Duration)
    return draw(st.sampled_from([year, *calendar.halves(year), *calendar.quarters(year), to_date]))


def year_name(calendar: FiscalCalendar, year: Duration) -> int:
    return year.start.year if calendar.named_by == "start" else year.end.year


@given(st.data(), calendars)
def test_code_and_parse_are_inverse(drawn: st.DataObject, calendar: FiscalCalendar) -> None:
    period = drawn.draw(st.one_of(fiscal_parts(calendar), instants, spans))
    assert calendar.parse(calendar.code(period)) == period
    assert calendar.parse(calendar.display(period)) == period


@given(st.data(), calendars)
def test_different_periods_have_different_codes(drawn: st.DataObject, calendar: FiscalCalendar) -> None:
    one, other = drawn.draw(fiscal_parts(calendar)), drawn.draw(fiscal_parts(calendar))
    assert (calendar.code(one) == calendar.code(other)) == (one == other)


@given(calendars, years)
def test_a_fiscal_year_is_twelve_months_and_named_by_habit(calendar: FiscalCalendar, name: int) -> None:
    year = calendar.year(name)
    assert year == calendar.parse(f"FY{name}")
    assert (year.months, year.end.month) == (12, calendar.year_end_month)
    assert (year.end + timedelta(days=1)).day == 1
    assert year_name(calendar, year) == name
    assert calendar.year(name + 1).start == year.end + timedelta(days=1)
    assert calendar.parse(f"{year.end.year}年{calendar.year_end_month}月期") == year


@given(calendars, years)
def test_parts_cover_the_year_without_gap(calendar: FiscalCalendar, name: int) -> None:
    year = calendar.year(name)
    for parts in (calendar.halves(year), calendar.quarters(year)):
        assert (parts[0].start, parts[-1].end) == (year.start, year.end)
        assert [calendar.opening(after).day for after in parts[1:]] == [before.end for before in parts[:-1]]
    assert calendar.quarters(year) == tuple(q for half in calendar.halves(year) for q in calendar.quarters(half))
    assert [calendar.code(part)[4:] for part in calendar.quarters(year)] == ["Q1", "Q2", "Q3", "Q4"]


@given(st.data(), calendars)
def test_a_year_before_has_the_same_name_but_for_the_year(drawn: st.DataObject, calendar: FiscalCalendar) -> None:
    part = drawn.draw(fiscal_parts(calendar))
    before = calendar.prior_year(part)
    assert isinstance(before, Duration)
    name = year_name(calendar, calendar.year_of(part.start))
    assert calendar.code(before) == calendar.code(part).replace(str(name), str(name - 1))
    assert calendar.prior_year(calendar.closing(part)) == calendar.closing(before)
    assert calendar.prior_year(calendar.opening(part)) == calendar.opening(before)


@given(st.data(), calendars)
def test_the_span_before_ends_where_this_one_opens(drawn: st.DataObject, calendar: FiscalCalendar) -> None:
    span = drawn.draw(st.one_of(fiscal_parts(calendar), spans))
    before = calendar.prior_span(span)
    assert isinstance(before, Duration)
    assert calendar.closing(before) == calendar.opening(span)
    if span.is_whole_months:
        assert before.is_whole_months
        assert before.months == span.months
    else:
        assert before.end - before.start == span.end - span.start


@given(calendars, years)
def test_the_close_before_a_quarter_s_close_is_its_opening(calendar: FiscalCalendar, name: int) -> None:
    for quarter in calendar.quarters(calendar.year(name)):
        assert calendar.prior_span(calendar.closing(quarter)) == calendar.opening(quarter)


@given(calendars, days)
def test_a_day_falls_in_its_fiscal_year(calendar: FiscalCalendar, day: date) -> None:
    year = calendar.year_of(day)
    assert year.start <= day <= year.end
    assert year == calendar.year(year_name(calendar, year))


@given(calendars, st.text(alphabet="FYQHM0123456789' -/.,年月日期度第四半平成JanMarende", max_size=14))
def test_any_text_is_a_period_or_refused(calendar: FiscalCalendar, text: str) -> None:
    try:
        period = calendar.parse(text)
    except NotAPeriod:
        return
    assert calendar.parse(calendar.code(period)) == period
