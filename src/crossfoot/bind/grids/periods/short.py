"""Short names of periods, as the headings of decks and tables of figures have them: `24/3期`, `Mar-24`, `1-9/2024`."""

import re
from calendar import monthrange
from datetime import date

from crossfoot.bind.grids.periods.words import (
    MONTH_NAME,
    PeriodWords,
    Reading,
    count_of,
    month_of,
    month_of_year,
    saying,
    year_of,
)
from crossfoot.vocabulary.spans import Duration, month_end, months_of


def _fiscal_year_to(match: re.Match[str]) -> PeriodWords:
    """`24/3期`, `2024.3期`, `FY3/24`: the fiscal year that ends in a month."""
    return PeriodWords(year=year_of(match), ends_in=month_of(match["month"]))


def _lettered(match: re.Match[str]) -> PeriodWords:
    """`R6.3期`, `R5年度`: the era by its first letter."""
    eras = {"s": 1925, "h": 1988, "r": 2018}
    year = eras[match["letter"]] + int(match["year"])
    return (
        PeriodWords(year=year, ends_in=month_of(match["month"])) if match["month"] else PeriodWords(year, starts=True)
    )


def _across(match: re.Match[str]) -> PeriodWords:
    """`2023/24`, `FY23-24`: the fiscal year from one calendar year into the next."""
    first, last = int(match["first"]) % 100, int(match["year"]) % 100
    if last != (first + 1) % 100:
        raise ValueError("the years do not follow each other")
    return PeriodWords(year=year_of(match), crosses=True)


def _day_of_two_digits(match: re.Match[str]) -> PeriodWords:
    return PeriodWords(day=date(year_of(match), month_of(match["month"]), int(match["day"])))


def _calendar_year(match: re.Match[str]) -> PeriodWords:
    return PeriodWords(span=months_of(year_of(match), 1, 12))


def _months_of_year(match: re.Match[str]) -> PeriodWords:
    """`1-9/2024`, `2024年4-6月`: from a month to a month of a year."""
    days = _from_to(match).days
    assert days is not None
    if days[0] > days[1]:
        raise ValueError("it ends before it starts")
    return PeriodWords(span=months_of(year_of(match), days[0][0], days[1][0] - days[0][0] + 1))


def _from_to(match: re.Match[str]) -> PeriodWords:
    """`4-6月期`: from a month to a month, in a year that something else says."""
    first, last = month_of(match["first"]), month_of(match["last"])
    return PeriodWords(days=((first, 1), (last, monthrange(2001, last)[1])))


def _day_range(match: re.Match[str]) -> PeriodWords:
    """`1 January to 31 December 2023`, `01.01.-30.06.2024`."""
    end = date(year_of(match), month_of(match["last_month"]), int(match["last_day"]))
    month, day = month_of(match["first_month"]), int(match["first_day"])
    start = date(end.year - ((month, day) > (end.month, end.day)), month, day)
    if start == month_end(start.year, start.month):
        raise ValueError("from close to close is a change, and no period")
    return PeriodWords(span=Duration(start, end))


def _whole_months(match: re.Match[str]) -> PeriodWords:
    """`Apr-Jun'24`: from a month to a month."""
    first, last, year = month_of(match["first_month"]), month_of(match["last_month"]), year_of(match)
    start = months_of(year - (first > last), first, 1).start
    return PeriodWords(span=Duration(start, month_end(year, last)))


def _quarter_to(match: re.Match[str]) -> PeriodWords:
    """`March quarter 2024`: the three months up to the end of a month."""
    return PeriodWords(year=year_of(match), month=month_of(match["month"]), months=3)


def _half_to(match: re.Match[str]) -> PeriodWords:
    """`2024年9月中間期`: the six months up to the end of a month."""
    return PeriodWords(year=year_of(match), month=month_of(match["month"]), months=6)


def _months_up_to(match: re.Match[str]) -> PeriodWords:
    return PeriodWords(months=int(match["count"]))


def _quarters_to_date(match: re.Match[str]) -> PeriodWords:
    """`Q1-Q3`, `1-3Q`: the quarters of a fiscal year so far."""
    return PeriodWords(part=(0, 3 * count_of(match)), year=year_of(match) if match.groupdict().get("year") else None)


def _first_half(match: re.Match[str]) -> PeriodWords:
    """`HY24`, `Half-year 2024`: the first, as the second is always called so."""
    second = match.groupdict().get("count") == "2"
    return PeriodWords(part=(6 if second else 0, 6), year=year_of(match))


def _to_date(match: re.Match[str]) -> PeriodWords:
    return PeriodWords(year=year_of(match), month=month_of(match["month"]), to_date=True)


def _closing_month(match: re.Match[str]) -> PeriodWords:
    return PeriodWords(day=month_end(year_of(match), month_of(match["month"])))


def _closing_month_alone(match: re.Match[str]) -> PeriodWords:
    month = month_of(match["month"])
    return PeriodWords(month_day=(month, monthrange(2000, month)[1]), closing=True)


def _part_of_own_year(match: re.Match[str]) -> PeriodWords:
    return PeriodWords(own_year=1 if match["which"] == "当" else 2)


_ALONE = r"(?<![0-9a-z/.,])"
_END = r"(?![0-9a-z/])"
_FIRST_MONTH, _LAST_MONTH = rf"(?P<first_month>{MONTH_NAME})", rf"(?P<last_month>{MONTH_NAME})"
_TRAILING = (
    r"直近(?:12|十二)?[かヶカ]月(?:間)?"
    r"|\b(?:ltm|ttm|(?:last|trailing|rolling) (?:twelve|12)[ -]months?)\b(?: ended| ending| to)?"
)
_FISCAL = r"(?:fye?|fiscal year)"
_MONTH = rf"(?P<month>{MONTH_NAME})"
_Y4 = r"(?P<year>(?:19|20)[0-9]{2})"
_Y2 = r"(?P<year>(?:19|20)[0-9]{2}|'?[0-9]{2})"
_M2 = r"(?P<month>1[0-2]|0?[1-9])"
_D2 = r"(?P<day>[0-3]?[0-9])"
_FROM = r"(?P<first_day>[0-3]?[0-9])"
_TO = r"(?P<last_day>[0-3]?[0-9])"

SHORT_NAMES: list[tuple[re.Pattern[str], Reading]] = [
    (re.compile(pattern), reading)
    for pattern, reading in (
        (rf"{_ALONE}{_FROM}\.(?P<first_month>[01][0-9])\.? ?- ?{_TO}\.(?P<last_month>[01][0-9])\.{_Y4}", _day_range),
        (rf"{_ALONE}{_FROM} {_FIRST_MONTH} ?(?:-|to|through) ?{_TO} {_LAST_MONTH},? {_Y4}", _day_range),
        (rf"{_ALONE}{_D2}\.{_M2}\.{_Y4}{_END}", _day_of_two_digits),
        (rf"{_ALONE}(?P<day>[0-3][0-9])\.(?P<month>[01][0-9])\.(?P<year>[0-9]{{2}}){_END}", _day_of_two_digits),
        (rf"{_ALONE}{_M2}/{_D2}/(?P<year>[0-9]{{2}}){_END}", _day_of_two_digits),
        (rf"{_ALONE}(?P<day>[0-3]?[0-9])[ -]{_MONTH}[ -]'?(?P<year>[0-9]{{2}})(?![0-9,:])", _day_of_two_digits),
        (_TRAILING, saying(PeriodWords(trailing=True))),
        (r"(?<![0-9a-z])(?P<count>3|6|9|12) ?m(?:ths?|os?)?\.? (?:ended|ending|to)\b", _months_up_to),
        (rf"{_ALONE}(?P<letter>[shr])\.?(?P<year>[0-9]{{1,2}})(?:[./年] ?{_M2}月?期|年度)", _lettered),
        (rf"{_ALONE}{_Y2} ?[/.] ?{_M2}月?期", _fiscal_year_to),
        (rf"{_ALONE}{_FISCAL} ?{_M2}/{_Y2}{_END}", _fiscal_year_to),
        (rf"{_ALONE}{_FISCAL}[ -](?:(?:ended|ending|end)[ -])?(?={MONTH_NAME})", saying(PeriodWords(months=12))),
        (rf"(?<![0-9]){_Y4}年 ?{_M2}月?中間期", _half_to),
        (rf"(?<![0-9]){_Y4}年 ?(?P<first>1[0-2]|[1-9])月? ?- ?(?P<last>1[0-2]|[1-9])月期?", _months_of_year),
        (rf"{_ALONE}(?P<first>1[0-2]|[1-9])-(?P<last>1[0-2]|[1-9])/{_Y4}{_END}", _months_of_year),
        (r"(?<![0-9])(?P<first>1[0-2]|[1-9])月? ?- ?(?P<last>1[0-2]|[1-9])月期?", _from_to),
        (rf"{_ALONE}'?(?P<year>[0-9]{{2}})/{_M2}月?末", _closing_month),
        (rf"(?<![0-9年]){_M2}月末", _closing_month_alone),
        (rf"{_ALONE}(?:fy ?)?(?P<first>(?:19|20)[0-9]{{2}})[/-](?P<year>(?:19|20)?[0-9]{{2}})(?![0-9/-])", _across),
        (rf"{_ALONE}fy ?(?P<first>[0-9]{{2}})[/-](?P<year>[0-9]{{2}})(?![0-9/-])", _across),
        (rf"{_ALONE}(?<![1-4]q )(?<!q[1-4] )(?:cy|calendar(?: year)?) ?'?{_Y2}{_END}", _calendar_year),
        (rf"{_ALONE}{_MONTH}[ -]?(?:quarter|qtr|q)[ ']*{_Y2}{_END}", _quarter_to),
        (rf"{_ALONE}{_MONTH},? ytd,? {_Y4}", _to_date),
        (rf"{_ALONE}q1 ?(?:-|to) ?q(?P<count>[2-4])(?: ?'?{_Y2})?{_END}", _quarters_to_date),
        (r"(?<![0-9a-z])1-(?P<count>[2-4])q", _quarters_to_date),
        (rf"\b(?:first half|half[ -]year|hy|fh) ?(?P<count>[12])? ?(?:fy)? ?'?{_Y2}{_END}", _first_half),
        (rf"{_ALONE}{_FIRST_MONTH} ?(?:-|to) ?{_LAST_MONTH}'(?P<year>[0-9]{{2}}){_END}", _whole_months),
        (rf"(?<![0-9/.]){_Y4}/{_M2}(?![0-9/])", month_of_year),
        (r"\bye(?=[ '-]?(?:19|20)?[0-9]{2}\b)", saying(PeriodWords(closing=True))),
        (rf"{_ALONE}{_MONTH}'(?P<year>[0-9]{{2}}){_END}", month_of_year),
        (r"(?P<which>[前当])(?=第)", _part_of_own_year),
    )
]  # fmt: skip
"""Patterns of short names with what each says, those that hold others before them."""
