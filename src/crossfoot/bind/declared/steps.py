"""Steps in time and between scenarios: which fact another one is compared with, opens from or adds to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.vocabulary.measures import Against
from crossfoot.vocabulary.periods import Duration, FiscalCalendar, Instant, Period, Undated
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario, ScenarioKind
from crossfoot.vocabulary.spans import shifted, shifted_day

_YEAR_IN_MONTHS = 12


def stated_facts(book: Book) -> frozenset[FactKey]:
    """The facts that figures state or that labels of lost order will state."""
    figures = [figure.fact for figure in book.figures if figure.fact is not None]
    return frozenset([*figures, *(slot.fact for block in book.blocks for slot in block.slots)])


def shown_facts(book: Book) -> frozenset[FactKey]:
    """The facts that the book's pages show: they are worth an identity though nothing is printed of them."""
    return frozenset(fact for page in book.pages for fact in page.facts)


def not_positive(book: Book) -> frozenset[FactKey]:
    """The facts printed as zero or less; of labels of lost order, the slots of a run that holds such a label."""
    printed = {figure.id: figure.printed.value for figure in book.figures}
    figures = [figure.fact for figure in book.figures if figure.fact is not None and figure.printed.value <= 0]
    runs = [block.slots for block in book.blocks if any(printed[label] <= 0 for label in block.figures)]
    return frozenset([*figures, *(slot.fact for slots in runs for slot in slots)])


@dataclass(frozen=True, slots=True)
class Horizon:
    """The days that identities may speak of: from a year before the first stated period to the end of the last.

    Growth reaches back one year from what is stated; without an end, a formula of prior(x) would go on for ever.
    """

    first: date
    last: date

    @classmethod
    def around(cls, periods: Iterable[Period]) -> "Horizon":
        """The horizon of stated periods; no day lies in that of none."""
        days = [_days(period) for period in periods if not isinstance(period, Undated)]
        if not days:
            return cls(date.max, date.min)
        first = shifted_day(min(start for start, _ in days), -_YEAR_IN_MONTHS)
        return cls(first - timedelta(days=1), max(end for _, end in days))

    def holds(self, period: Period) -> bool:
        """Whether a period lies within; a column without a date stands beside time, and is never out of it."""
        if isinstance(period, Undated):
            return True
        start, end = _days(period)
        return self.first <= start and end <= self.last


def _days(period: Duration | Instant) -> tuple[date, date]:
    return (period.day, period.day) if isinstance(period, Instant) else (period.start, period.end)


class Steps:
    """The steps that a book's calendar and its stated facts allow."""

    def __init__(
        self, calendar: FiscalCalendar, stated: frozenset[FactKey], shown: frozenset[FactKey] = frozenset()
    ) -> None:
        self.calendar = calendar
        self.stated = stated
        self.shown = shown
        self.year_spans = cache(self._year_spans)
        self._targets: dict[FactKey, list[Scenario]] = defaultdict(list)
        for key in stated:
            if key.scenario.kind is ScenarioKind.TARGET:
                self._targets[replace(key, scenario=ACTUAL)].append(key.scenario)

    def comparison(self, key: FactKey, against: Against) -> FactKey | None:
        """The fact that `key` (a level or a share) is compared with; None where there is none or no date to tell."""
        if against is not Against.TARGET and isinstance(key.period, Undated):
            return None
        if against is Against.PRIOR_YEAR:
            return self.earlier(replace(key, period=self.calendar.prior_year(key.period)))
        if against is Against.PRIOR_QUARTER:
            return self.earlier(replace(key, period=self.calendar.prior_span(key.period)))
        return self._latest_target(key)

    def earlier(self, key: FactKey) -> FactKey:
        """The fact of an earlier period that a plan starts from: of the same vintage where stated, else actual."""
        if key.scenario == ACTUAL or key in self.stated:
            return key
        return replace(key, scenario=ACTUAL)

    def _latest_target(self, key: FactKey) -> FactKey | None:
        """The target announced last for the same fact; for a target, the one announced last before it."""
        scenarios = self._targets.get(replace(key, scenario=ACTUAL), [])
        if key.scenario.kind is ScenarioKind.TARGET:
            scenarios = [scenario for scenario in scenarios if scenario < key.scenario]
        return replace(key, scenario=max(scenarios)) if scenarios else None

    def _year_spans(self, day: date) -> tuple[Duration, ...]:
        """The fiscal year that holds a day, its halves and its quarters."""
        year = self.calendar.year_of(day)
        return (year, *self.calendar.halves(year), *self.calendar.quarters(year))

    def spans_closing(self, instant: Instant) -> tuple[Duration, ...]:
        """The fiscal year, half and quarter that end with a day, as far as there are such."""
        return tuple(span for span in self.year_spans(instant.day) if span.end == instant.day)

    def spans_opening(self, instant: Instant) -> tuple[Duration, ...]:
        """The fiscal year, half and quarter that start on the day after, as far as there are such."""
        first = instant.day + timedelta(days=1)
        return tuple(span for span in self.year_spans(first) if span.start == first)

    @staticmethod
    def next_year(period: Period) -> Period | None:
        """The period whose prior year is `period`; None of a column without a date."""
        if isinstance(period, Undated):
            return None
        if isinstance(period, Instant):
            return Instant(shifted_day(period.day, _YEAR_IN_MONTHS))
        return shifted(period, _YEAR_IN_MONTHS)
