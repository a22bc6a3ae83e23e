"""Periods: durations and instants, and the fiscal calendar that names them.

Fiscal years here are twelve calendar months that end with a month. Years of 52 or 53 weeks, which end on a weekday, are
out of scope: their quarters are no whole months, and this calendar would misname them.
"""

from dataclasses import dataclass
from datetime import date

from crossfoot.vocabulary.period_names import FiscalName, read_name
from crossfoot.vocabulary.spans import (
    Duration,
    Instant,
    NotAPeriod,
    Period,
    Undated,
    day_before,
    months_of,
    shifted,
    shifted_day,
)

__all__ = ["Duration", "FiscalCalendar", "Instant", "NotAPeriod", "Period", "Undated"]

_MONTH_MARKS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.")


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """An entity's fiscal year: the month it ends in, and whether FY2016 is named by the year it starts or ends in.

    A year that ends in December has one name by either habit. Raises ValueError for any other month or habit.
    """

    year_end_month: int = 12
    named_by: str = "end"  # "start" | "end"

    def __post_init__(self) -> None:
        if not 1 <= self.year_end_month <= 12:
            raise ValueError(f"a fiscal year ends in a month from 1 to 12, not {self.year_end_month}")
        if self.named_by not in ("start", "end"):
            raise ValueError(f'a fiscal year is named by its "start" or its "end", not {self.named_by!r}')

    def parse(self, text: str) -> Period:
        """The period that a text names, in the entity's habit of naming.

        Read are `FY16`, `1H17`, `4Q16`, `Q4 FY2016`, `9M FY2016`, any of these with `-end` for the close, the codes
        `2016Q4`, `2016H1` and `2016M9`, dates (`Mar. 31, 2017`, `2017-03-31`), months and ranges of months
        (`Apr. 2016 - Mar. 2017`), and the Japanese forms (`平成29年3月期第4四半期`, `令和5年度`). Two digits name a
        year from 1970 to 2069, four digits one from 1900 to 2199.

        Raises NotAPeriod.
        """
        name = read_name(text)
        if not isinstance(name, FiscalName):
            return name
        if name.ends_in is not None and name.ends_in != self.year_end_month:
            raise NotAPeriod(
                f"{text!r} names no period: the fiscal year ends in month {self.year_end_month}, not {name.ends_in}"
            )
        start = self._start(name.year) if name.ends_in is None else self.year_of(date(name.year, name.ends_in, 1)).start
        span = months_of(start.year, start.month + name.skipped, name.months)
        return self.closing(span) if name.at_close else span

    def code(self, period: Period) -> str:
        """`FY2016`, `2016H1`, `2016Q4`, `2016M9` for nine months to date; instants as ISO dates; columns by name.

        Any other span is its two days in ISO form, `2017-03-01/2017-03-31`. Each is read back by `parse`.
        """
        if isinstance(period, Instant):
            return period.day.isoformat()
        if isinstance(period, Undated):
            return period.column
        part = self._part(period)
        if part is None:
            return f"{period.start.isoformat()}/{period.end.isoformat()}"
        year, kind, number = part
        return f"FY{year:04}" if kind == "FY" else f"{year:04}{kind}{number}"

    def display(self, period: Period) -> str:
        """The period as people write it, read back by `parse`: `FY2016`, `1H16`, `4Q16`, `9M16`, `Mar. 31, 2017`.

        Single months are `Mar. 2017`, other whole months `Apr. 2016 - May 2017`, other spans from day to day.
        """
        if isinstance(period, Instant):
            return _day_shown(period.day)
        if isinstance(period, Undated):
            return period.heading
        part = self._part(period)
        if part is not None and part[1:] != ("M", 1):
            year, kind, number = part
            short = f"{year % 100:02}" if 1970 <= year <= 2069 else f"{year:04}"
            return f"FY{year:04}" if kind == "FY" else f"{number}{kind}{short}"
        if not period.is_whole_months:
            return f"{_day_shown(period.start)} - {_day_shown(period.end)}"
        first, last = _month_shown(period.start), _month_shown(period.end)
        return first if first == last else f"{first} - {last}"

    def year(self, fiscal_year: int) -> Duration:
        """The whole fiscal year of that name."""
        start = self._start(fiscal_year)
        return months_of(start.year, start.month, 12)

    def year_of(self, day: date) -> Duration:
        """The fiscal year that a day falls in."""
        ends = day.year if day.month <= self.year_end_month else day.year + 1
        return months_of(ends - 1, self.year_end_month + 1, 12)

    def halves(self, year: Duration) -> tuple[Duration, ...]:
        """The two halves of a fiscal year; none of a span that is not one."""
        return self._cut(year, 6) if year == self.year_of(year.start) else ()

    def quarters(self, span: Duration) -> tuple[Duration, ...]:
        """The quarters of a fiscal year or half, in order (a quarter gives itself).

        So for any span made of whole fiscal quarters, such as nine months to date; none for other spans.
        """
        starts_quarter = (span.start.month - self.year_end_month - 1) % 3 == 0
        return self._cut(span, 3) if span.is_whole_months and starts_quarter and span.months % 3 == 0 else ()

    def prior_year(self, period: Period) -> Period:
        """The same span, or the same day, one year before (month ends stay month ends)."""
        if isinstance(period, Instant):
            return Instant(shifted_day(period.day, -12))
        if isinstance(period, Undated):
            raise NotAPeriod(f"the year before column {period.column!r} is not known")
        return shifted(period, -12)

    def prior_span(self, period: Period) -> Period:
        """The span of equal length just before; for an instant at a quarter's end, the end of the quarter before.

        Whole months go back by as many months, other spans by as many days; any instant goes back by three months.
        """
        if isinstance(period, Instant):
            return Instant(shifted_day(period.day, -3))
        if isinstance(period, Undated):
            raise NotAPeriod(f"the span before column {period.column!r} is not known")
        if period.is_whole_months:
            return shifted(period, -period.months)
        end = day_before(period.start)
        return Duration(end - (period.end - period.start), end)

    def opening(self, period: Duration) -> Instant:
        """The close of the day before the period starts."""
        return Instant(day_before(period.start))

    def closing(self, period: Duration) -> Instant:
        """The close of the period's last day."""
        return Instant(period.end)

    def _start(self, fiscal_year: int) -> date:
        starts_earlier = self.named_by == "end" and self.year_end_month != 12
        return date(fiscal_year - 1 if starts_earlier else fiscal_year, self.year_end_month % 12 + 1, 1)

    def _part(self, span: Duration) -> tuple[int, str, int] | None:
        """The fiscal year's name, the kind of part (`FY`, `H`, `Q`, `M` to date) and its number; else None."""
        whole = self.year_of(span.start)
        if not span.is_whole_months or span.end > whole.end:
            return None
        year = whole.end.year if self.named_by == "end" else whole.start.year
        for kind, parts in (("FY", (whole,)), ("H", self._cut(whole, 6)), ("Q", self._cut(whole, 3))):
            if span in parts:
                return year, kind, parts.index(span) + 1
        return (year, "M", span.months) if span.start == whole.start else None

    @staticmethod
    def _cut(span: Duration, months: int) -> tuple[Duration, ...]:
        return tuple(
            months_of(span.start.year, span.start.month + skipped, months) for skipped in range(0, span.months, months)
        )


def _day_shown(day: date) -> str:
    return f"{_MONTH_MARKS[day.month - 1]} {day.day}, {day.year:04}"


def _month_shown(day: date) -> str:
    return f"{_MONTH_MARKS[day.month - 1]} {day.year:04}"
