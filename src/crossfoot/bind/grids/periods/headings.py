"""Periods of headings: the words of several lines put together, and resolved on the entity's fiscal calendar."""

import re
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from crossfoot.bind.grids.periods.short import SHORT_NAMES
from crossfoot.bind.grids.periods.words import FULL_NAMES, PeriodWords
from crossfoot.vocabulary.number_words import STRAIGHT
from crossfoot.vocabulary.periods import FiscalCalendar
from crossfoot.vocabulary.spans import Duration, Instant, Period, Undated, day_before, month_end, months_of, shifted_day

_REMEMBERED = 4096  # texts: headings and labels come again and again
_NUMBERED = re.compile("[0-9元]")  # as all years are: most labels have none, and need not be held against each pattern
_NEAR_END = 7  # days by which a year of 52 or 53 weeks may miss the end of its month
_BESIDE_PERIOD = re.compile(
    r"\b(?:balance|at|as|of|fiscal|years?|ending|ended|the|and|quarter|periods?|from|for)\b|[\s,:()（）-]"
)
# "FY24E", "2025F", "1Q24A": a letter behind a year tells what was, and what is planned.
_SUFFIXED = re.compile(
    r"(?<![a-z0-9.,$])(?P<year>(?:(?:fy|cy|[1-4]q|q[1-4]|[12]h|h[12])[ -]?)?'?(?:(?:19|20)[0-9]{2}|[0-9]{2}))"
    r"(?P<suffix>[aefbp])(?![a-z0-9'])"
)
_SUFFIXES = {"a": "actual", "e": "estimate", "f": "forecast", "b": "budget", "p": "projected"}
_Span = TypeVar("_Span", Period, Duration | None)
_KINDS = tuple(each.name for each in fields(PeriodWords))
_READINGS = (*SHORT_NAMES, *FULL_NAMES)
SAID_NOTHING = PeriodWords()
"""No word about a period."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says of a period, and its other words, in lower case."""

    words: PeriodWords
    rest: str

    @property
    def is_period(self) -> bool:
        """Whether the text speaks of a period at all."""
        return self.words != SAID_NOTHING


@lru_cache(maxsize=_REMEMBERED)
def told(text: str) -> Told:
    """What a heading says of its period, the first of each kind, and what else it says."""
    rest, said = _straight(text), SAID_NOTHING
    for pattern, reading in _READINGS:
        match = pattern.search(rest)
        if match is None:
            continue
        try:
            merged = _merged(said, reading(match))
        except ValueError:  # a day or month that no calendar has
            continue
        if merged is not None:
            said = merged
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    return Told(said, " ".join(rest.split()))


@lru_cache(maxsize=_REMEMBERED)
def mentions(text: str) -> tuple[PeriodWords, ...]:
    """Every period that a text gives a year to, in order: `1Q24` and `4Q23` in "1Q24 change from 4Q23"."""
    found: list[tuple[int, PeriodWords]] = []
    rest = _straight(text)
    for pattern, reading in _READINGS if _NUMBERED.search(rest) else ():
        for match in list(pattern.finditer(rest)):
            try:
                words = reading(match)
            except ValueError:  # a shorter name may be in it
                continue
            if words.year or words.day or words.span:
                found.append((match.start(), words))
            rest = f"{rest[: match.start()]}{chr(0) * len(match[0])}{rest[match.end() :]}"
    return tuple(words for _, words in sorted(found, key=lambda each: each[0]))


def under(words: PeriodWords, above: PeriodWords) -> PeriodWords:
    """The words of a line with what they leave open taken from the line above."""
    dated = words.day is not None or words.month is not None
    if words.span is not None or (words.day is not None and (words.months or words.weeks)):
        return words
    named = bool(words.year or words.part or words.months or words.month_day or dated)
    taken: dict[str, Any] = {}
    for kind in _KINDS:
        if getattr(words, kind) or not getattr(above, kind):
            continue
        if (kind in ("span", "day", "month") and named) or (kind in ("year", "month_day", "part", "ends_in") and dated):
            continue
        if kind == "year" and above.month is not None and named:
            continue
        if kind in ("days", "month_day") and (words.days or above.days):
            if kind == "days" and not named:
                taken[kind] = above.days
            continue
        if kind == "own_year" and (named or dated):
            continue
        taken[kind] = getattr(above, kind)
    return replace(words, **taken)


def resolved(
    words: PeriodWords, calendar: FiscalCalendar, closes: Collection[date] = (), closing_day: int | None = None
) -> Period | None:
    """The period that the words amount to on a calendar, None where they leave it open.

    `closes` are days on which the document says that periods end: where years have 52 or 53 weeks, one of them tells on
    which day a period began. `closing_day` is the day that fiscal months close on, where that is not their last.
    """
    if words.trailing:
        return _trailing(resolved(replace(words, trailing=False, months=None), calendar, closes, closing_day))
    if words.span is not None:
        return words.span
    if words.days is not None and words.year is not None:
        fiscal = words.starts or words.ends_in is not None
        within = _fiscal(replace(words, days=None), calendar) if fiscal else None
        return _between(words.days, words.year, within)
    day = words.day or _in_year(words)
    if day is not None:
        return Instant(day) if words.closing and not words.months else _ending(day, words, closes)
    if words.year is None or (words.to_date and words.part is None and words.month is None):
        return None
    if words.month is not None:
        end = month_end(words.year, words.month)
        if words.to_date:
            return _closing_on(closing_day, Duration(calendar.year_of(end).start, end))
        if not words.months:
            return Instant(end) if words.closing else months_of(words.year, words.month, 1)
        return _closing_on(closing_day, _ending(end, words, ()))
    span = _closing_on(closing_day, _fiscal(words, calendar))
    return Instant(span.end) if span is not None and words.closing else span


def is_period(label: str) -> bool:
    """Whether a label names a period and nothing else."""
    said = told(label)
    return said.is_period and not beside_period(said.rest)


def names_year(label: str) -> bool:
    """Whether a label names a period with its year, and nothing else."""
    words = told(label).words
    return is_period(label) and bool(words.year or words.day or words.span)


def beside_period(rest: str) -> str:
    """What is left of a text when small words and marks around a period are taken away too."""
    return _BESIDE_PERIOD.sub("", rest)


def year_end_month(day: date) -> int:
    """The month that a year which ends on that day ends with: the first days of a month belong to the one before."""
    return (day - timedelta(days=_NEAR_END)).month if day.day <= _NEAR_END else day.month


def _straight(text: str) -> str:
    plain = text.translate(STRAIGHT).lower().replace("’", "'")
    plain = re.sub(r"\s+", " ", re.sub("[‐‑‒–—―−〜～~]", "-", plain)).strip()
    return _SUFFIXED.sub(lambda found: f"{_fiscal_name(found)} {_SUFFIXES[found['suffix']]}", plain)


def _fiscal_name(found: re.Match[str]) -> str:
    """`FY24` for the bare `24` of `24E`, which nothing else would say to be a year."""
    return f"fy{found['year']}" if re.fullmatch("'?[0-9]{2}", found["year"]) else found["year"]


def _merged(said: PeriodWords, found: PeriodWords) -> PeriodWords | None:
    """Both together; None where both say the same kind of thing, for then they are two periods."""
    new = {kind: getattr(found, kind) for kind in _KINDS if getattr(found, kind)}
    whole = said.span is not None or said.day is not None
    if whole and found.year in _years_of(said) and new.keys() == {"year"}:
        return said  # "FY2023 (January 1, 2023 to December 31, 2023)": the year only names the days
    if any(getattr(said, kind) for kind in new) or (whole and {"year", "month_day", "day"} & new.keys()):
        return None
    return replace(said, **new)


def _years_of(words: PeriodWords) -> set[int]:
    """The years that a fiscal year with these days may be called by."""
    days = {words.day} if words.day else set[date]()
    days |= {words.span.start, words.span.end} if isinstance(words.span, Duration) else set()
    return {day.year for day in days}


def _in_year(words: PeriodWords) -> date | None:
    if words.month_day is None or words.year is None:
        return None
    month, day = words.month_day
    return date(words.year, month, min(day, monthrange(words.year, month)[1]))


def _between(days: tuple[tuple[int, int], tuple[int, int]], year: int, within: Duration | None) -> Duration:
    """From a day to a day in a year, or in the fiscal year given; one later in a year than the last is in that before.

    The last of February may be its 29th.
    """
    first, last = days
    if within is not None:
        year = within.end.year if last <= (within.end.month, within.end.day) else within.start.year
    end = date(year, last[0], min(last[1], monthrange(year, last[0])[1]))
    return Duration(date(year - (first > last), *first), end)


def _trailing(period: Period | None) -> Period | None:
    """The twelve months up to the end of a period, or to a day."""
    if period is None or isinstance(period, Undated):
        return None
    end = period.end if isinstance(period, Duration) else period.day
    return Duration(shifted_day(end, -12) + timedelta(days=1), end)


def _ending(day: date, words: PeriodWords, closes: Collection[date]) -> Period:
    if words.weeks:
        return Duration(day - timedelta(days=7 * words.weeks - 1), day)
    if not words.months:
        return Instant(day)
    if day == month_end(day.year, day.month):
        return Duration(shifted_day(day, -words.months) + timedelta(days=1), day)
    weeks = round(words.months * 52 / 12)
    for count in (weeks, weeks + 1):
        before = day - timedelta(days=7 * count)
        if before in closes:
            return Duration(before + timedelta(days=1), day)
    return Duration(day - timedelta(days=7 * weeks - 1), day)


def _closing_on(day: int | None, span: _Span) -> _Span:
    """A span of whole months moved to where the document's own months close."""
    if day is None or not isinstance(span, Duration):
        return span
    start = day_before(span.start)
    return Duration(start.replace(day=day) + timedelta(days=1), span.end.replace(day=day))


def _fiscal(words: PeriodWords, calendar: FiscalCalendar) -> Duration | None:
    assert words.year is not None
    if words.crosses and calendar.year_end_month == 12:
        return None
    if words.crosses:
        start = calendar.year_of(date(words.year, calendar.year_end_month, 1)).start
    elif words.ends_in is not None and 1 <= words.ends_in <= 12:
        start = shifted_day(month_end(words.year, words.ends_in), -12) + timedelta(days=1)
    else:
        start = calendar.year(words.year).start
    skipped, months = words.part or (0, 12)
    if words.to_date:
        skipped, months = 0, skipped + months
    if words.part is None and words.months in (6, 9):
        months = words.months or 12
    elif words.part is None and (words.weeks not in (None, 52, 53) or words.months not in (None, 12)):
        return None
    return months_of(start.year, start.month + skipped, months)
