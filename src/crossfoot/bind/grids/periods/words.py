"""The words that headings name periods with, and what each says: lengths, days, months, years, parts of years."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from crossfoot.vocabulary.spans import Duration, Period, month_end, months_of

ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018}
"""Japanese eras by the year before their first."""

_HALVES = {"上": 0, "前": 0, "中": 0, "下": 6, "後": 6}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The months by their first three letters, January first."""

_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "nine": 9, "twelve": 12, "thirteen": 13, "twenty-six": 26,
    "thirty-nine": 39, "fifty-two": 52, "fifty-three": 53, "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1,
    "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """What words say of a period, as far as they say it.

    `months` or `weeks` is its length, `month_day` the day it ends on without the year, `day` with it, `days` the first
    and last day of a span without the year, `month` a month named with a year, `part` a part of the fiscal year (months
    skipped, months), `ends_in` the month that a fiscal year is said to end in (`2024年3月期`), `span` a whole period
    where the words name one. `closing` says that the close is meant, `to_date` that the period began with the fiscal
    year, `starts` that `year` is named by its start (`2016年度`). `own_year` is 1 for the document's own fiscal year
    (`当事業年度`), 2 for the one before. `crosses` says that the fiscal year ends in `year` and began in the one before
    (`2023/24`), `trailing` that the twelve months up to the close are meant (`LTM`).
    """

    year: int | None = None
    months: int | None = None
    weeks: int | None = None
    month_day: tuple[int, int] | None = None
    day: date | None = None
    month: int | None = None
    part: tuple[int, int] | None = None
    ends_in: int | None = None
    span: Period | None = None
    closing: bool = False
    to_date: bool = False
    starts: bool = False
    own_year: int | None = None
    days: tuple[tuple[int, int], tuple[int, int]] | None = None
    crosses: bool = False
    trailing: bool = False


Reading = Callable[[re.Match[str]], PeriodWords]


def year_of(match: re.Match[str]) -> int:
    """Two digits name a year from 1970 to 2069; an era counts from its first year."""
    text = match["year"].lstrip("'")
    era = match.groupdict().get("era")
    if era or text == "元":
        return _era_year(era, text)
    if len(text) not in (2, 4):
        raise ValueError(f"{text} is no year")
    return int(text) if len(text) == 4 else int(text) + (2000 if int(text) < 70 else 1900)


def _era_year(era: str | None, text: str) -> int:
    return (ERAS[era] if era else 0) + (1 if text == "元" else int(text))


def month_of(text: str) -> int:
    """The number of a month, by its number or its name; raises ValueError where there is no such month."""
    if not text.isdigit():
        return MONTHS.index(text[:3]) + 1
    if not 1 <= int(text) <= len(MONTHS):
        raise ValueError(f"there is no month {text}")
    return int(text)


def count_of(match: re.Match[str]) -> int:
    """What a count says in digits or as a word: `3`, `third`."""
    return int(match["count"]) if match["count"].isdigit() else _COUNTS[match["count"]]


def year_if_any(match: re.Match[str]) -> int | None:
    """The year, where the name has one."""
    return year_of(match) if match.groupdict().get("year") else None


def _month_range(match: re.Match[str]) -> PeriodWords:
    last = months_of(int(match["last_year"]), month_of(match["last"]), 1)
    month = month_of(match["first"])
    year = int(match["first_year"]) if match["first_year"] else last.end.year - (month > last.end.month)
    first = months_of(year, month, 1)
    if first.start > last.end:
        raise ValueError("it ends before it starts")
    return PeriodWords(span=Duration(first.start, last.end))


def _english_day_range(match: re.Match[str]) -> PeriodWords:
    """From a day to a day; from the end of a month to that of another is a change between two closes, not a period."""
    end = date(int(match["last_year"]), month_of(match["last_month"]), int(match["last_day"]))
    month, day = month_of(match["first_month"]), int(match["first_day"])
    year = int(match["first_year"]) if match["first_year"] else end.year - ((month, day) > (end.month, end.day))
    start = date(year, month, day)
    if start >= end or start == month_end(start.year, start.month):
        raise ValueError("it is no period")
    return PeriodWords(span=Duration(start, end))


def _days_without_year(match: re.Match[str]) -> PeriodWords:
    first, last = ((month_of(match[f"{end}_month"]), int(match[f"{end}_day"])) for end in ("first", "last"))
    for month, day in (first, last):
        date(2000, month, day)  # raises ValueError for a day that no year has
    return PeriodWords(days=(first, last))


def _day_range(match: re.Match[str]) -> PeriodWords:
    ends = [
        date(_era_year(match[f"{end}_era"], match[f"{end}_year"]), int(match[f"{end}_month"]), int(match[f"{end}_day"]))
        for end in ("first", "last")
    ]
    return PeriodWords(span=Duration(*ends))


def _day(match: re.Match[str]) -> PeriodWords:
    return PeriodWords(day=date(year_of(match), month_of(match["month"]), int(match["day"])))


def _american_day(match: re.Match[str]) -> PeriodWords:
    first, second = int(match["month"]), int(match["day"])
    month, day = (second, first) if first > 12 else (first, second)
    return PeriodWords(day=date(year_of(match), month, day))


def _day_of_month(match: re.Match[str]) -> PeriodWords:
    month, day = month_of(match["month"]), int(match["day"])
    return PeriodWords(month_day=(date(2000, month, day).month, day))


def _length(match: re.Match[str]) -> PeriodWords:
    count = count_of(match)
    return PeriodWords(weeks=count) if match["unit"].startswith("week") else PeriodWords(months=count)


def _part(length: int) -> Reading:
    return lambda match: PeriodWords(part=(length * (count_of(match) - 1), length), year=year_if_any(match))


def _months_to_date(match: re.Match[str]) -> PeriodWords:
    return PeriodWords(part=(0, count_of(match)), year=year_if_any(match))


def _japanese_quarter(match: re.Match[str]) -> PeriodWords:
    return PeriodWords(part=(3 * int(match["count"]) - 3, 3))


def _japanese_half(match: re.Match[str]) -> PeriodWords:
    return PeriodWords(part=(_HALVES[match["half"]], 6))


def _japanese_year(match: re.Match[str]) -> PeriodWords:
    said = PeriodWords(year=year_of(match))
    return replace(said, ends_in=month_of(match["month"])) if match["month"] else replace(said, starts=True)


def month_of_year(match: re.Match[str]) -> PeriodWords:
    """`Mar. 2024`: a month with its year."""
    return PeriodWords(month=month_of(match["month"]), year=year_of(match))


def year_alone(match: re.Match[str]) -> PeriodWords:
    """A year and nothing else."""
    return PeriodWords(year=year_of(match))


def _own_year(match: re.Match[str]) -> PeriodWords:
    own = match["which"] in ("当", "今", "current", "this")
    return PeriodWords(own_year=1 if own else 2, closing=bool(match["end"]))


def _closing_month(match: re.Match[str]) -> PeriodWords:
    return PeriodWords(day=month_end(year_of(match), month_of(match["month"])))


def saying(words: PeriodWords) -> Reading:
    """The reading of words that say the same wherever they stand."""
    return lambda _: words


def _named(pattern: str, prefix: str) -> str:
    """The pattern with its groups called `first_year` and the like, so that it can stand twice in one."""
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<{prefix}_\1>", pattern)


MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_M = rf"\b(?P<month>{MONTH_NAME})"
_Y = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9]|,[0-9]{3})"
_Y2 = r"(?P<year>(?:19|20)[0-9]{2}|'?[0-9]{2})(?![0-9])"
_D = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_N = r"(?P<count>[1-4])"
_WORD_COUNT = "(?P<count>" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + "|[0-9]{1,2})"
_FISCAL = "(?:fye?|fiscal year|fiscal|f(?=[0-9]{2}))"
_OF_YEAR = rf"(?:[,/-]? ?(?:of )?{_FISCAL}? ?{_Y2})?(?![0-9a-z])"
# "2013 Stock Incentive Plan", "2029 notes": the year names a thing.
_NAMED_FOR_YEAR = (
    r"(?: [a-z&'-]+){0,6} (?:plans?|espp|notes|debentures|bonds|act|programs?|facility|agreement|term loans?|"
    r"warrants|credit)\b"
)
_ALONE = r"(?<![0-9a-z])"
_JAPANESE_YEAR = r"(?:(?P<era>昭和|平成|令和) ?)?(?P<year>[0-9]{1,4}|元)年"
_JAPANESE_DAY = rf"{_JAPANESE_YEAR} ?(?P<month>[0-9]{{1,2}})月 ?(?P<day>[0-9]{{1,2}})日"
_FIRST_MONTH = rf"\b(?P<first>{MONTH_NAME}) ?(?P<first_year>(?:19|20)[0-9]{{2}})?"
_LAST_MONTH = rf"(?P<last>{MONTH_NAME}),? ?(?P<last_year>(?:19|20)[0-9]{{2}})"
_FIRST_DAY = rf"{_named(_M, 'first')} ?{_named(_D, 'first')},? ?(?P<first_year>(?:19|20)[0-9]{{2}})?,?"
_DAY_FROM, _DAY_TO = rf"{_named(_M, 'first')} ?{_named(_D, 'first')}", rf"{_named(_M, 'last')} ?{_named(_D, 'last')}"
_DAYS = rf"{_DAY_FROM} ?(?:-|to|through) ?{_DAY_TO}(?![0-9,])"
_LAST_DAY = rf"{_named(_M, 'last')} ?{_named(_D, 'last')},? ?{_named(_Y, 'last')}"
# Alone in its cell, or before the brackets that date it: "当期純利益" is something else.
_YEAR_OF_BOOKS = "(?:(?:連結)?会計年度|事業年度|期|年度)"
_STANDING_ALONE = "(?:実績|予想|見通し|計画|目標)?(?=$|[ ()、])"
_OWN_YEAR = (
    rf"(?P<which>[当今前]){_YEAR_OF_BOOKS}(?P<end>末)?{_STANDING_ALONE}",
    r"^(?P<which>current|this|prior|previous|last|preceding) (?:fiscal |financial )?year(?P<end>[ -]end)?$",
)
_CLOSING = (
    r"\b(?:year|quarter)[ -]end\b|[期度月]末|(?<!\S)末(?!\S)|\bas (?:of|at)\b|-end\b|\bend[ -](?:of )?(?!market|user)"
)
ENDED = r"(?:ended|ending|to(?![ -]date))\b"

# The fullest first: what one has taken is gone for those behind it.
FULL_NAMES: list[tuple[re.Pattern[str], Reading]] = [
    (re.compile(pattern), reading)
    for pattern, reading in (
        (rf"自? ?{_named(_JAPANESE_DAY, 'first')} ?(?:-|から|、|,)? ?至? ?{_named(_JAPANESE_DAY, 'last')}", _day_range),
        (rf"(?:\bfrom )?{_FIRST_DAY} ?(?:-|to|through) ?{_LAST_DAY}", _english_day_range),
        (rf"(?:\bfrom )?{_DAYS}", _days_without_year),
        (rf"{_FIRST_MONTH} ?(?:-|to|through) ?{_LAST_MONTH}", _month_range),
        (rf"{_M} ?{_D},? ?{_Y}", _day),
        (rf"{_ALONE}{_D}[ -]{_M},?[ -]{_Y}", _day),
        (rf"(?<![0-9]){_Y}(?P<by>[-/.])(?P<month>[0-9]{{1,2}})(?P=by)(?P<day>[0-9]{{1,2}})(?![0-9])", _day),
        (rf"(?<![0-9])(?P<month>[0-9]{{1,2}})/(?P<day>[0-9]{{1,2}})/{_Y}", _american_day),
        (_JAPANESE_DAY, _day),
        (rf"{_JAPANESE_YEAR} ?(?P<month>[0-9]{{1,2}})月末", _closing_month),
        (rf"\b{_WORD_COUNT}[ -](?P<unit>months?|weeks?)(?:[ -]periods?)?(?: then)?(?: {ENDED})?", _length),
        (rf"\b(?:quarters?|quarterly periods?)(?: then)? {ENDED}", saying(PeriodWords(months=3))),
        (rf"\bhalf(?:[ -]years?)? {ENDED}", saying(PeriodWords(months=6))),
        (rf"\b(?:(?:fiscal|financial|full|calendar) )?years?(?: then)?[ -]{ENDED}", saying(PeriodWords(months=12))),
        (r"\b(?:ytd|year[ -]to[ -]date)\b|累計(?!額)", saying(PeriodWords(to_date=True))),
        (rf"{_ALONE}{_N}q{_OF_YEAR}", _part(3)),
        (rf"{_ALONE}f?q{_N}{_OF_YEAR}", _part(3)),
        (rf"{_ALONE}{_FISCAL}? ?{_Y2}[ -]?q{_N}(?![0-9a-z])", _part(3)),
        (rf"{_ALONE}{_FISCAL}? ?{_Y2}[ -]?{_N}q(?![0-9a-z])", _part(3)),
        (rf"{_ALONE}(?P<count>[12])h{_OF_YEAR}", _part(6)),
        (rf"{_ALONE}h(?P<count>[12]){_OF_YEAR}", _part(6)),
        (rf"{_ALONE}(?P<count>3|6|9|12)m{_OF_YEAR}", _months_to_date),
        (r"\b(?P<count>first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarters?\b", _part(3)),
        (r"^(?P<count>first|second|third|fourth|1st|2nd|3rd|4th)$", _part(3)),
        (r"\b(?P<count>first|second|1st|2nd)[ -]half(?: of)?\b", _part(6)),
        *((pattern, _own_year) for pattern in _OWN_YEAR),
        (r"第 ?(?P<count>[1-4]) ?四半期 ?(?:連結)?(?:会計)?(?:期間)?", _japanese_quarter),
        (r"(?P<half>上|下|中(?=間))(?:間|半)?(?:連結)?(?:会計)?期(?:間)?", _japanese_half),
        (r"決算(?:年月|期)", saying(PeriodWords(to_date=True))),
        (r"通期|\bfull[ -]year\b|^fy$", saying(PeriodWords(part=(0, 12)))),
        (rf"{_JAPANESE_YEAR}(?: ?(?P<month>[0-9]{{1,2}})月期|度)", _japanese_year),
        (rf"\b{_FISCAL}[ -]?{_Y2}", year_alone),
        (rf"{_M},? ?{_Y}", month_of_year),
        (rf"{_M}[-']{{1,2}}(?P<year>[0-9]{{2}})(?![0-9,])", month_of_year),
        (rf"{_JAPANESE_YEAR} ?(?P<month>[0-9]{{1,2}})月", month_of_year),
        (rf"{_M} {_D}\b,?", _day_of_month),
        (rf"{_ALONE}{_D} {_M}", _day_of_month),
        (rf"(?<![0-9,.$€£¥])(?<!mid-){_Y}(?![.%])(?!{_NAMED_FOR_YEAR})年?", year_alone),
        (_CLOSING, saying(PeriodWords(closing=True))),
    )
]  # fmt: skip
