"""Periods: durations and instants, and the fiscal calendar that names them.

STUB of the contract: the body is being written.
"""

from dataclasses import dataclass
from datetime import date


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


@dataclass(frozen=True, slots=True, order=True)
class Instant:
    """The close of one day."""

    day: date


Period = Duration | Instant


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """An entity's fiscal year: the month it ends in, and whether FY2016 is named by the year it starts or ends in."""

    year_end_month: int = 12
    named_by: str = "end"  # "start" | "end"

    def parse(self, text: str) -> Period:
        """The period named `FY16`, `1H17`, `4Q16`, `4Q16-end`, `2016Q4`, `2016H1`, `Mar. 31, 2017`, `2017-03-31`,
        `Apr. 2016 - Mar. 2017`, `平成29年3月期`. Raises NotAPeriod."""
        raise NotImplementedError

    def code(self, period: Period) -> str:
        """`FY2016`, `2016H1`, `2016Q4`, `2016M9` for nine months to date; instants as ISO dates."""
        raise NotImplementedError

    def year(self, fiscal_year: int) -> Duration:
        """The whole fiscal year of that name."""
        raise NotImplementedError

    def halves(self, year: Duration) -> tuple[Duration, ...]:
        """The two halves of a fiscal year."""
        raise NotImplementedError

    def quarters(self, span: Duration) -> tuple[Duration, ...]:
        """The quarters of a fiscal year or half, in order (a quarter gives itself)."""
        raise NotImplementedError

    def prior_year(self, period: Period) -> Period:
        """The same span, or the same day, one year before (month ends stay month ends)."""
        raise NotImplementedError

    def prior_span(self, period: Period) -> Period:
        """The span of equal length just before; for an instant at a quarter's end, the end of the quarter before."""
        raise NotImplementedError

    def opening(self, period: Duration) -> Instant:
        """The close of the day before the period starts."""
        raise NotImplementedError

    def closing(self, period: Duration) -> Instant:
        """The close of the period's last day."""
        raise NotImplementedError
