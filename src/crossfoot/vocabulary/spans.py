"""Durations and instants, and the arithmetic of calendar months in which a month's end stays a month's end."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)
_OF_A_TABLE = re.compile(r"^t\d+ (?=\S)")


class NotAPeriod(ValueError):
    """The text names no period; the message says what was expected."""


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def months(self) -> int:
        """Whole calendar months covered."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def is_whole_months(self) -> bool:
        """Whether it runs from the first day of a month to the last day of a month, and not backwards."""
        return self.start <= self.end and self.start.day == 1 and self.end == month_end(self.end.year, self.end.month)


@dataclass(frozen=True, slots=True, order=True)
class Instant:
    """The close of one day."""

    day: date


@dataclass(frozen=True, slots=True, order=True)
class Undated:
    """A column of a table whose period the document does not tell, by its name (without `|`); its facts share it.

    A name may begin with the id of its table, which keeps it apart from those of other tables: `t10 Total equity`.
    """

    column: str

    @property
    def heading(self) -> str:
        """The name as printed above the column, without the id of its table unless it is all there is."""
        return _OF_A_TABLE.sub("", self.column)


Period = Duration | Instant | Undated


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_of(year: int, month: int, count: int) -> Duration:
    """The `count` whole months that begin with the given one; a month beyond 12 or below 1 runs into other years."""
    first, last = _month_at(year, month), _month_at(year, month + count - 1)
    return Duration(date(*first, 1), month_end(*last))


def _month_at(year: int, month: int) -> tuple[int, int]:
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def shifted_day(day: date, months: int) -> date:
    """The same day some months later (earlier if negative); the last day of a month stays the last day of one."""
    last = month_end(*_month_at(day.year, day.month + months))
    if day == month_end(day.year, day.month):
        return last
    return last.replace(day=min(day.day, last.day))


def shifted(span: Duration, months: int) -> Duration:
    """The span between the two closes that bound it, each moved by some months."""
    return Duration(shifted_day(span.start - _ONE_DAY, months) + _ONE_DAY, shifted_day(span.end, months))


def day_before(day: date) -> date:
    """The day before."""
    return day - _ONE_DAY
