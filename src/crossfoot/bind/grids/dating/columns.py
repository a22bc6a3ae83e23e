"""Columns of a band with their periods: levels by their own headings, changes by the levels they compare."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise, takewhile

from crossfoot.bind.grids.dating.fiscal import DocumentCalendar
from crossfoot.bind.grids.layout.heads import Heading
from crossfoot.bind.grids.periods.around import NEAR, goes_through_a_year, is_of_own_year, told_around
from crossfoot.bind.grids.periods.headings import SAID_NOTHING, mentions, under
from crossfoot.bind.grids.periods.scenario_words import scenario_told
from crossfoot.bind.grids.periods.words import PeriodWords
from crossfoot.model.layout import Grid
from crossfoot.vocabulary.measures import Against
from crossfoot.vocabulary.periods import FiscalCalendar
from crossfoot.vocabulary.scenarios import ACTUAL
from crossfoot.vocabulary.spans import Duration, Instant, Period, Undated, day_before, shifted_day
from crossfoot.vocabulary.units import PERCENT

_LONGEST_NAME = 80
_ALIKE_LEAST = 2  # columns
_UNCHANGED = re.compile(r"(?:直近に公表されている)?[^ 　（()）]*予想からの修正の有無[^ 　]*")  # a note, and no title
_QUARTER = 3  # months
_QUARTERLY = re.compile(r"\bquarterly (?:financial |results|data|information|operating |consolidated )", re.IGNORECASE)
_OPENS = re.compile(r"\bbalances?\b|残高", re.IGNORECASE)  # on a first day, as the day before closed
_THIS_YEAR = PeriodWords(own_year=1)


@dataclass(frozen=True, slots=True)
class BoundColumn:
    """A column of numbers with its period.

    `is_statement` says that its figures state changes or shares of the row's measure, against `against`; a column of
    neither levels nor such statements has an undated period of its own.
    """

    heading: Heading
    period: Period
    against: Against = Against.PRIOR_YEAR
    is_statement: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether its period is known."""
        return not isinstance(self.period, Undated)


class Columns:
    """The columns of one table, whose undated names are unique in the book.

    `around` is what the lines around the table say of its period, `scenario` what its caption says it is.
    """

    def __init__(self, grid: Grid, calendar: DocumentCalendar) -> None:
        self.grid = grid
        self.calendar = calendar
        self._names: set[str] = set()
        self.around = told_around(grid)
        if self.around == SAID_NOTHING:
            self.around = calendar.deals.get(grid.id, SAID_NOTHING)
        own = (calendar.names_own_year and is_of_own_year(grid)) or goes_through_a_year(grid)
        if self.around == SAID_NOTHING and own:
            self.around = _THIS_YEAR
        self.is_quarterly = any(_QUARTERLY.search(line) for line in (grid.caption, *grid.context[:NEAR]))
        self.is_cumulative = any("累計" in line for line in (grid.caption, *grid.context[:NEAR]))
        above = (_UNCHANGED.sub("", line) for line in (grid.caption, *grid.context[:1]))
        told_above = (scenario_told(line.lower(), line) for line in above)
        self.scenario = next((scenario for scenario in told_above if scenario != ACTUAL), ACTUAL)

    def bound(self, heads: Sequence[Heading]) -> list[BoundColumn]:
        """The columns of a band in their order."""
        heads = _with_percent_apart(_members_of_undated(self._with_movements(heads)))
        levels = _all_alike(heads, _between_closes(heads, [self._level(heading) for heading in heads]))
        found: list[BoundColumn] = []
        taken: set[tuple[object, ...]] = set()
        for heading, period in zip(heads, levels, strict=True):
            column = self._column(heading, period, list(zip(heads, levels, strict=True)))
            key = _standing(column)
            if key in taken and not column.is_statement:  # a second column of the same period states something else
                again = f"{column.heading.member} column {heading.column.left + 1}".strip()
                column = replace(column, heading=replace(column.heading, member=again))
            taken.add(key)
            found.append(column)
        return found

    def undated(self, name: str) -> Undated:
        """A period for a column, or for a row that names one, whose days are not known."""
        base = f"{self.grid.id} {name[:_LONGEST_NAME].replace('|', '/') or 'column'}"
        unique, number = base, 1
        while unique in self._names:
            number += 1
            unique = f"{base} ({number})"
        self._names.add(unique)
        return Undated(unique)

    def resolve_within(self, words: PeriodWords) -> Period | None:
        """The period that words mean together with what the caption says: the whole year, or its second quarter."""
        words = self.to_date(words)
        whole = words.ends_in is not None and words.part is None  # "2024年3月期" beside "2025年3月期第1四半期"
        if isinstance(self.around.span, Duration) and words.part is not None and words.year is None:
            return _part_of(self.around.span, words)
        for above in (self.around, *mentions(self.grid.caption)):
            period = self.resolve(under(words, replace(above, part=None) if whole else above))
            if period is not None:
                return period
        return None

    def to_date(self, words: PeriodWords) -> PeriodWords:
        """The words as they are meant below a title that says `（累計）`: the quarters of the year so far."""
        return replace(words, to_date=True) if self.is_cumulative and words.part and words.span is None else words

    def _as_quarter(self, words: PeriodWords) -> PeriodWords:
        """The words below a title that says "quarterly data": days there close quarters."""
        bare = words.day is not None and not (words.months or words.weeks or words.closing)
        return replace(words, months=_QUARTER) if self.is_quarterly and bare else words

    def resolve(self, words: PeriodWords) -> Period | None:
        """The period that words mean in this document."""
        return self.calendar.resolve(words)

    def _level(self, heading: Heading) -> Period | None:
        if not heading.is_level:
            return None
        period = self.resolve(self._as_quarter(self.to_date(heading.words)))
        if period is None and heading.words in (SAID_NOTHING, _THIS_YEAR):
            period = self.resolve(self.around)
        if period is None and heading.words.months and self.around.year and not _dated(heading.words):
            period = self.resolve(under(heading.words, PeriodWords(year=self.around.year)))
        if isinstance(period, Instant) and period.day.day == 1 and _OPENS.search(heading.name):
            return Instant(day_before(period.day))
        return period

    def _with_movements(self, heads: Sequence[Heading]) -> list[Heading]:
        """What stands between two dated balances moves the one to the other, be it called a change."""
        dated = [self._level(heading) for heading in heads]
        moved = list(heads)
        for left, right in pairwise(at for at, period in enumerate(dated) if period is not None):
            first, last = dated[left], dated[right]
            between = range(left + 1, right)
            if not isinstance(first, Instant) or not isinstance(last, Instant) or first.day >= last.day:
                continue
            if len(between) > 1 and all(heads[at].member and not heads[at].percent for at in between):
                for at in between:
                    moved[at] = replace(heads[at], change=False, unclear=False)
        return moved

    def _column(self, heading: Heading, period: Period | None, levels: "_Levels") -> BoundColumn:
        if heading.is_level:
            return BoundColumn(heading, period or self.undated(heading.name))
        if heading.share and not heading.unclear:
            shared = self.resolve(heading.words) or _beside(heading, levels)
            if shared is not None:
                return BoundColumn(heading, shared, is_statement=True)
        if heading.change and not heading.unclear:
            compared = self._compared(heading, levels)
            if compared is not None:
                return compared
        own = self.resolve(heading.words) if not heading.change else None
        if own is None and heading.words == SAID_NOTHING and heading.member and not heading.change:
            own = self.resolve(self.around)  # a rate or ratio with a name of its own
        return BoundColumn(replace(heading, unclear=True), own or self.undated(heading.name))

    def _compared(self, heading: Heading, levels: "_Levels") -> BoundColumn | None:
        """The column bound to the period whose change it prints; None where that, or the comparison, is not told."""
        if heading.against is Against.TARGET:
            return None
        if heading.pair:
            current, before = (self.resolve(words) for words in heading.pair)
            against = _against(current, before, self.calendar.calendar)
            return None if current is None or against is None else BoundColumn(heading, current, against, True)
        planned = _planned(heading, levels, self.calendar.calendar)
        if planned is not None:
            return planned
        heading, actual = _comparable(heading, levels)
        if heading.against is not None:
            current = self._current(heading.against, _run_before(heading, levels)) or self._current(
                heading.against, actual
            )
            return None if current is None else BoundColumn(heading, current, heading.against, True)
        actual = _neighbours(heading, levels) or actual
        if len(actual) != 2:
            return None
        before, current = sorted(actual, key=_end)
        against = _against(current, before, self.calendar.calendar)
        return None if against is None else BoundColumn(heading, current, against, True)

    def _current(self, against: Against, levels: Sequence[Period]) -> Period | None:
        """The last of some levels, where the one that it is compared with is among them, or where it is the only one.

        A lone column of levels is the one that its "YoY change" is of.
        """
        current = max(levels, key=_end, default=None)
        if current is None or (len(levels) > 1 and _step_back(current, against, self.calendar.calendar) not in levels):
            return None
        return current


def _dated(words: PeriodWords) -> bool:
    return bool(words.year or words.day or words.span or words.days)


def _standing(column: BoundColumn) -> tuple[object, ...]:
    """What two columns of a table may not have in common."""
    heading = column.heading
    kind = (heading.is_level, heading.share, heading.percent, heading.unit.unit, heading.unit.currency)
    return (column.period, column.against, heading.scenario, heading.member, *kind)


_Levels = list[tuple[Heading, Period | None]]


def _comparable(heading: Heading, levels: _Levels) -> tuple[Heading, list[Period]]:
    """The periods of the levels that a column of changes compares, and its heading with the member they are of.

    Those before it count, and those behind it only where no two stand before.
    """
    own = [(other, period) for other, period in levels if period is not None and other.scenario == heading.scenario]
    members = {other.member for other, _ in own}
    if not heading.member and len(members) == 1:
        heading = replace(heading, member=members.pop())
    own = [(other, period) for other, period in own if other.member == heading.member]
    before = [period for other, period in own if other.column.left < heading.column.left]
    return heading, list(dict.fromkeys(before if len(before) > 1 else [period for _, period in own]))


def _run_before(heading: Heading, levels: _Levels) -> list[Period]:
    """The levels of the columns that stand together just before a column of changes: its quarters, or its years."""
    before = [each for each in levels if each[0].column.left < heading.column.left]
    while before and not before[-1][0].is_level:
        before.pop()
    run = list(takewhile(lambda each: each[0].is_level, reversed(before)))
    same = [period for other, period in run if period is not None and other.member == heading.member]
    return same if len(same) == len(run) > 1 else []


def _planned(heading: Heading, levels: _Levels, calendar: FiscalCalendar) -> BoundColumn | None:
    """A column of changes beside one of results and one of plans for the year after: it is the plan's change."""
    dated = [(other, period) for other, period in levels if period is not None and other.is_level]
    if len(dated) != 2 or heading.against is Against.PRIOR_QUARTER:
        return None
    (before, earlier), (after, later) = sorted(dated, key=lambda each: _end(each[1]))
    plans = before.scenario == ACTUAL and after.scenario != ACTUAL and before.member == after.member
    if not plans or _step_back(later, Against.PRIOR_YEAR, calendar) != earlier:
        return None
    return BoundColumn(replace(heading, scenario=after.scenario, member=after.member), later, Against.PRIOR_YEAR, True)


def _neighbours(heading: Heading, levels: _Levels) -> list[Period]:
    """The levels left and right of a column of changes, where every such column stands between two."""
    order = [(other, period) for other, period in levels if other.is_level or other.change]
    changes = [at for at, (other, _) in enumerate(order) if other.change]
    between = all(0 < at < len(order) - 1 and order[at - 1][1] and order[at + 1][1] for at in changes)
    own = next((at for at in changes if order[at][0].column == heading.column), None)
    if not between or own is None:
        return []
    return [period for period in (order[own - 1][1], order[own + 1][1]) if period is not None]


def _between_closes(heads: Sequence[Heading], levels: list[Period | None]) -> list[Period | None]:
    """Movements between two balances run from the one to the other: `Balance Jan 31`, `Additions`, `Balance Dec 31`."""
    dated = [at for at, period in enumerate(levels) if isinstance(period, Instant)]
    filled = list(levels)
    for left, right in pairwise(dated):
        first, last = levels[left], levels[right]
        between = range(left + 1, right)
        if not isinstance(first, Instant) or not isinstance(last, Instant) or first.day >= last.day:
            continue
        if all(levels[at] is None and heads[at].words == SAID_NOTHING and heads[at].is_level for at in between):
            for at in between:
                filled[at] = Duration(first.day + timedelta(days=1), last.day)
    return filled


def _all_alike(heads: Sequence[Heading], levels: list[Period | None]) -> list[Period | None]:
    """Columns under no period among others that are all of one have that: `Reported` beside what adjusts it."""
    named = {period for period in levels if period is not None}
    if len(levels) - levels.count(None) < _ALIKE_LEAST or len(named) > 1:
        return levels
    bare = [heading.is_level and bool(heading.member) and heading.words == SAID_NOTHING for heading in heads]
    (common,) = named
    return [common if period is None and open_ else period for period, open_ in zip(levels, bare, strict=True)]


def _members_of_undated(heads: Sequence[Heading]) -> list[Heading]:
    """Where no column names a period there is nothing to compare: "Before segment change" is a name."""
    if any(heading.words != SAID_NOTHING or heading.pair for heading in heads):
        return list(heads)
    return [
        replace(heading, change=False)
        if heading.member and not heading.percent and heading.against is None
        else heading
        for heading in heads
    ]


def _with_percent_apart(heads: Sequence[Heading]) -> list[Heading]:
    """A column of percents beside columns of amounts says something of them that its heading leaves open."""
    percent = [heading.unit.unit == PERCENT and heading.is_level for heading in heads]
    if all(percent):
        return list(heads)
    return [replace(heading, unclear=heading.unclear or apart) for heading, apart in zip(heads, percent, strict=True)]


def _part_of(year: Duration, words: PeriodWords) -> Duration | None:
    """The quarter or half that words name, in the year that a title gives by its days."""
    assert words.part is not None
    skipped, months = (0, sum(words.part)) if words.to_date else words.part
    start = shifted_day(day_before(year.start), skipped)
    end = shifted_day(start, months)
    return Duration(start + timedelta(days=1), end) if end <= year.end else None


def _beside(heading: Heading, levels: _Levels) -> Period | None:
    """The period of the levels just before a column of their shares."""
    for other, period in reversed(levels):
        if period is not None and other.member == heading.member and other.column.left < heading.column.left:
            return period
    return None


def _against(current: Period | None, before: Period | None, calendar: FiscalCalendar) -> Against | None:
    if current is None or before is None:
        return None
    for against in (Against.PRIOR_YEAR, Against.PRIOR_QUARTER):
        if _step_back(current, against, calendar) == before:
            return against
    return None


def _step_back(period: Period, against: Against, calendar: FiscalCalendar) -> Period | None:
    if isinstance(period, Undated):
        return None
    return calendar.prior_year(period) if against is Against.PRIOR_YEAR else calendar.prior_span(period)


def _end(period: Period) -> str:
    if isinstance(period, Duration):
        return period.end.isoformat()
    return "" if isinstance(period, Undated) else period.day.isoformat()
