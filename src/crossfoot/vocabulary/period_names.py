"""Names of periods as texts write them, read without knowing whose fiscal year it is."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from crossfoot.vocabulary.number_words import STRAIGHT
from crossfoot.vocabulary.spans import Duration, Instant, NotAPeriod, Period, months_of


@dataclass(frozen=True, slots=True)
class FiscalName:
    """A part of a fiscal year by name: `months` months after the first `skipped` of the fiscal year called `year`.

    `ends_in` is the month that the name says the fiscal year ends in (`2017年3月期`), which then is the year that ends
    in `year`; `at_close` means the instant at the part's end rather than the part.
    """

    year: int
    skipped: int = 0
    months: int = 12
    ends_in: int | None = None
    at_close: bool = False


Name = FiscalName | Period

_EXPECTED = "expected a fiscal year, half or quarter (FY2016, 1H16, 4Q16), a date (Mar. 31, 2017) or months"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018}
_COUNTED_HALF = {"上": 0, "前": 0, "中": 0, "下": 6, "後": 6}

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>[0-9]{4}|'?[0-9]{2})"
_FISCAL_WORD = "(?:fy|fiscal year|fiscal)"
_FISCAL = rf"(?:{_FISCAL_WORD} ?)?{_YEAR}"
_JAPANESE_YEAR = r"(?P<era>昭和|平成|令和)?(?P<year>[0-9]{1,4}|元)年"


def read_name(text: str) -> Name:
    """The period that `text` names. Raises NotAPeriod."""
    name = re.sub(r"\s+", " ", text.translate(STRAIGHT)).strip().lower()
    name = re.sub("[‐‑‒–—―−]", "-", name)
    try:
        found = _closing(name) or _single(name) or _range(name)
    except ValueError as impossible:  # a day or month that no calendar has
        raise NotAPeriod(f"{text!r} names no period: {impossible}") from None
    if found is None:
        raise NotAPeriod(f"{text!r} names no period: {_EXPECTED}")
    return found


def _single(name: str) -> Name | None:
    for pattern, reading in _READINGS:
        if match := pattern.fullmatch(name):
            return reading(match)
    return None


def _closing(name: str) -> Name | None:
    """`4Q16-end`, `end of FY16`, `2017年3月末`: the instant at which the named period closes."""
    match = re.fullmatch(r"(?P<front>end of |end-)?(?P<rest>.+?)(?P<back>-end| end|期末|末)?", name)
    if match is None or bool(match["front"]) == bool(match["back"]):
        return None
    rest = match["rest"] + ("期" if match["back"] == "期末" else "")
    named = _single(rest)
    if isinstance(named, FiscalName):
        return replace(named, at_close=True)
    return Instant(named.end) if isinstance(named, Duration) else None


def _range(name: str) -> Period | None:
    """`Apr. 2016 - Mar. 2017`, `2016-04-01/2017-03-31`: from the first day of the one to the last day of the other."""
    match = re.fullmatch(r"(?:from )?(.+?)(?: - | to |~|〜|から|(?<=-[0-9]{2})/)(.+?)(?:まで)?", name)
    if match is None:
        return None
    first, last = _single(match[1].strip()), _single(match[2].strip())
    if first is None and isinstance(last, Duration | Instant):
        first = _month_without_year(match[1].strip(), _last_day(last))
    if not isinstance(first, Duration | Instant) or not isinstance(last, Duration | Instant):
        return None
    span = Duration(first.start if isinstance(first, Duration) else first.day, _last_day(last))
    if span.start > span.end:
        raise NotAPeriod("it ends before it starts")
    return span


def _last_day(period: Duration | Instant) -> date:
    return period.end if isinstance(period, Duration) else period.day


def _month_without_year(name: str, end: date) -> Period | None:
    """The `Apr.` of `Apr. - Sep. 2016`: the last such month that does not begin after the range's end."""
    match = re.fullmatch(_MONTH, name)
    if match is None:
        return None
    month = _month_number(match)
    return months_of(end.year if month <= end.month else end.year - 1, month, 1)


def _fiscal_year(match: re.Match[str]) -> Name:
    return FiscalName(_year(match))


def _part_of(months: int) -> Callable[[re.Match[str]], Name]:
    """The reading of a counted part of the year: halves have 6 months, quarters 3."""

    def reading(match: re.Match[str]) -> Name:
        return FiscalName(_year(match), months * (int(match["part"]) - 1), months)

    return reading


def _months_to_date(match: re.Match[str]) -> Name:
    return FiscalName(_year(match), 0, int(match["part"]))


def _day(match: re.Match[str]) -> Name:
    return Instant(date(_year(match), _month_number(match), int(match["day"])))


def _calendar_month(match: re.Match[str]) -> Name:
    return months_of(_year(match), _month_number(match), 1)


def _japanese_part(match: re.Match[str]) -> Name:
    """`平成29年3月期第4四半期`: the year by the month it ends in, or by its habit (`2016年度`), then a part of it."""
    ends_in = int(match["month"]) if match["month"] else None
    if ends_in is not None and not 1 <= ends_in <= 12:
        raise NotAPeriod(f"there is no month {ends_in}")
    year = FiscalName(_year(match), ends_in=ends_in)
    if match["quarter"]:
        quarter = int(match["quarter"])
        return (
            replace(year, months=3 * quarter) if match["to_date"] else replace(year, skipped=3 * quarter - 3, months=3)
        )
    if match["half"]:
        return replace(year, skipped=_COUNTED_HALF[match["half"]], months=6)
    return year


def _year(match: re.Match[str]) -> int:
    """The year in full: two digits name one from 1970 to 2069; an era counts from its first year."""
    text = match["year"].lstrip("'")
    era = match.groupdict().get("era")
    if era:
        return _ERAS[era] + (1 if text == "元" else int(text))
    if not text.isdigit() or len(text) not in (2, 4):
        raise NotAPeriod(f"{text} is no year")
    if len(text) == 2:
        return int(text) + (2000 if int(text) < 70 else 1900)
    if not 1900 <= int(text) <= 2199:
        raise NotAPeriod(f"the year {text} is outside 1900 to 2199")
    return int(text)


def _month_number(match: re.Match[str]) -> int:
    text = match["month"]
    month = int(text) if text.isdigit() else _MONTHS.index(text[:3]) + 1
    if not 1 <= month <= 12:
        raise NotAPeriod(f"there is no month {month}")
    return month


_Reading = Callable[[re.Match[str]], Name]


def _patterns(reading: _Reading, *patterns: str) -> list[tuple[re.Pattern[str], _Reading]]:
    return [(re.compile(f"(?:as of )?{pattern}"), reading) for pattern in patterns]


def _counted(letter: str, counts: str) -> tuple[str, ...]:
    """The ways to write a counted part of a fiscal year: `4Q16`, `Q4 FY2016`, `2016Q4`, `FY16 4Q`."""
    return (
        rf"(?P<part>{counts}){letter}(?: of)? ?{_FISCAL}",
        rf"{letter}(?P<part>{counts})(?: of)? {_FISCAL}",
        rf"{_FISCAL}[ -]?{letter}(?P<part>{counts})",
        rf"{_FISCAL} (?P<part>{counts}){letter}",
    )


_READINGS = [
    *_patterns(_fiscal_year, rf"{_FISCAL_WORD} ?{_YEAR}"),
    *_patterns(_part_of(6), *_counted("h", "[12]")),
    *_patterns(_part_of(3), *_counted("q", "[1-4]")),
    *_patterns(_months_to_date, *_counted("m", "[1-9]|1[0-2]")),
    *_patterns(
        _day,
        rf"{_MONTH} (?P<day>[0-9]{{1,2}}), ?{_YEAR}",
        rf"(?P<day>[0-9]{{1,2}}) {_MONTH} {_YEAR}",
        r"(?P<year>[0-9]{4})(?P<by>[-/.])(?P<month>[0-9]{1,2})(?P=by)(?P<day>[0-9]{1,2})",
        rf"{_JAPANESE_YEAR}(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})日",
    ),
    *_patterns(
        _calendar_month,
        rf"{_MONTH},? (?P<year>[0-9]{{4}})",
        r"(?P<year>[0-9]{4})[-/](?P<month>[0-9]{1,2})",
        rf"{_JAPANESE_YEAR}(?P<month>[0-9]{{1,2}})月",
    ),
    *_patterns(
        _japanese_part,
        rf"{_JAPANESE_YEAR}(?:(?P<month>[0-9]{{1,2}})月期|度) ?"
        r"(?:第(?P<quarter>[1-4])四半期(?P<to_date>累計)?(?:期間)?|(?P<half>[上前下後])(?:半)?期|(?P<full>通期))?",
    ),
]
