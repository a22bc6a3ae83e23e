"""Periods as the tables of xBRL-CSV may shorten them: `2023`, `2023Q1`, `2023-01-01..2023-06-30`, `2023H1@end`."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from crossfoot.vocabulary.spans import Duration, months_of

_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SIDE = r"(?:@(?P<side>start|end))?"

_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Duration]], ...] = tuple(
    (re.compile(pattern), reading)
    for pattern, reading in (
        (rf"{_YEAR}{_SIDE}", lambda m: months_of(int(m["year"]), 1, 12)),
        (rf"{_YEAR}-(?P<part>0[1-9]|1[0-2]){_SIDE}", lambda m: months_of(int(m["year"]), int(m["part"]), 1)),
        (rf"{_YEAR}Q(?P<part>[1-4]){_SIDE}", lambda m: months_of(int(m["year"]), 3 * int(m["part"]) - 2, 3)),
        (rf"{_YEAR}H(?P<part>[12]){_SIDE}", lambda m: months_of(int(m["year"]), 6 * int(m["part"]) - 5, 6)),
        (rf"{_YEAR}W(?P<part>[0-9]{{1,2}}){_SIDE}", lambda m: _week(int(m["year"]), int(m["part"]))),
        (
            rf"(?P<first>{_DAY}){_SIDE}",
            lambda m: Duration(date.fromisoformat(m["first"]), date.fromisoformat(m["first"])),
        ),
        (
            rf"(?P<first>{_DAY})\.\.(?P<last>{_DAY})",
            lambda m: Duration(date.fromisoformat(m["first"]), date.fromisoformat(m["last"])),
        ),
    )
)


def in_full(text: str, side: str = "") -> str:
    """The period as the open model writes it in full, from the first moment to the moment after the last.

    `side` is `start` or `end` where only that moment is meant. What is no shortened period is given back as it is, but
    for its side.
    """
    for pattern, reading in _FORMS:
        match = pattern.fullmatch(text.strip())
        if match is None:
            continue
        try:
            days = reading(match)
        except ValueError:  # a day or week that no calendar has
            break
        side = side or match.groupdict().get("side") or ""
        ends = _moment(days.start), _moment(days.end + timedelta(days=1))
        return f"{ends[0]}/{ends[1]}" if not side else ends[0] if side == "start" else ends[1]
    start, slash, end = text.partition("/")
    return text if not (slash and side) else start if side == "start" else end


def _week(year: int, number: int) -> Duration:
    first = date.fromisocalendar(year, number, 1)
    return Duration(first, first + timedelta(days=6))


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00"
