"""Periods that rows give: balances dated by their labels, the movements between them, and sections that are periods."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from crossfoot.bind.grids.dating.columns import Columns
from crossfoot.bind.grids.layout.heads import Heading
from crossfoot.bind.grids.layout.rows import LabelledRow
from crossfoot.bind.grids.periods.headings import SAID_NOTHING, beside_period, is_period, told, under
from crossfoot.bind.grids.periods.scenario_words import scenario_told, without_scenario
from crossfoot.bind.grids.periods.words import PeriodWords
from crossfoot.model.layout import GridCell
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario
from crossfoot.vocabulary.spans import Duration, Instant, Period, day_before

# "2.25% notes due December 15, 2018" names a day too, but not the one it stands at.
_BALANCE = re.compile(
    r"\b(?:balances?|outstanding|unvested|non-?vested|vested|exercisable|unrecognized)\b.*[0-9]"
    r"|^(?:as )?(?:of|at)\b|残高",
    re.IGNORECASE,
)
# "Capitalized costs at 31 December", under a section that is a year.
_STANDS_AT = re.compile(
    r"\b(?:at|as of|ended|ending) (?:[0-9]{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE
)
# "Contingent consideration liability, September 27, 2025"
_ENDS_IN_DAY = re.compile(
    r"(?:,\s*(?:as (?:of|at) |at )?|\s(?:as (?:of|at)|at)\s+)"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? [0-9]{1,2}, [0-9]{4}\W*$",
    re.IGNORECASE,
)
_BRIDGE_LEAST = 3  # rows
_GROWTH_BEHIND = re.compile(r"[(（][^()（）]*[%％][)）]")
_REFERRED = re.compile(
    r"[(（](?:[A-ZＡ-Ｚ]|ご?参考|reference)[)）]|(?:^|(?<=[)）\s]))前期(?:第?[0-9０-９]?四半期|中間期?|通期)?(?:累計)?実績(?=\s*[(（])",
    re.IGNORECASE,
)
_SUPERSEDED = re.compile(
    r"前回(?:発表)?|当初|従来|修正前|\b(?:previous(?:ly announced)?|prior|initial|original|former|old)\b", re.IGNORECASE
)
_VINTAGES = re.compile(
    rf"(?:{_SUPERSEDED.pattern}|今回|修正後?|発表|\b(?:revised|updated|current|new|latest|announced)\b)+", re.IGNORECASE
)
_REMEMBERED = 4096  # labels: those of rows are asked several times, and tables have many alike
_DUE = re.compile(r"\b(?:due|matur\w+|expir\w+|through)\b", re.IGNORECASE)


class RowPeriods:
    """What the rows of a table say of periods, for columns whose headings say nothing or not enough."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._dated: dict[int, Period] = {}

    def read(self, rows: Sequence[LabelledRow]) -> None:
        """Take in the table's rows: balances at days, and the rows between two of them as movements."""
        closes = {row.row: close for row in rows if (close := self._close(row.label)) is not None}
        self._dated.update(closes)
        for (above, first), (below, last) in pairwise(sorted(closes.items())):
            if first.day < last.day:
                opens = first.day in self.columns.calendar.opens  # as its first day begins
                span = Duration(first.day + timedelta(days=not opens), last.day)
                self._dated.update((row.row, span) for row in rows if above < row.row < below)
            elif first == last:  # a balance and the same restated
                self._dated.update((row.row, first) for row in rows if above < row.row < below)
        self._dated.update(self._bridged(rows))

    def _bridged(self, rows: Sequence[LabelledRow]) -> dict[int, Period]:
        """The rows from one year's amount to the next one's: `Profit 2021`, what changed, `Profit 2022`."""
        if len(rows) < _BRIDGE_LEAST:
            return {}
        first, last = (told(rows[at].label) for at in (0, -1))
        before, after = (self.columns.resolve(end.words) for end in (first, last))
        alike = first.rest == last.rest and any(letter.isalpha() for letter in first.rest)
        if not alike or not isinstance(before, Duration) or not isinstance(after, Duration):
            return {}
        if day_before(after.start) != before.end:
            return {}
        return {rows[0].row: before, **{row.row: after for row in rows[1:]}}

    def period(self, row: LabelledRow, heading: Heading) -> Period | None:
        """The period of a number, by its row and the sections above it, together with what its heading says."""
        if not heading.is_level:
            return None
        words = own = heading.words if heading.is_dated else SAID_NOTHING
        for section in row.sections:
            said = told(section).words
            if is_period(section) or isinstance(said.span, Duration) or _STANDS_AT.search(section):
                words = under(words, said)
        if words != own:
            period = self.columns.resolve(words)
            return _close_of(period.day) if isinstance(period, Instant) else period
        return self._dated.get(row.row) if own == SAID_NOTHING else None

    def beside(self, row: Sequence[GridCell], number: GridCell) -> Period | None:
        """The period named in the cell just before a number: `Equity | FY2024 | 221,936 | FY2023 | 211,701`."""
        before = [cell for cell in row if cell.column < number.column]
        if before and before[-1].figure and _GROWTH_BEHIND.fullmatch(number.text):
            before.pop()  # "521百万円 （△11.9％）" are of one period
        if len(before) < 2 or before[-1].figure or not is_period(before[-1].text):
            return None
        return self.columns.resolve(told(before[-1].text).words)

    def _close(self, label: str) -> Instant | None:
        if not (_BALANCE.search(label) or _ENDS_IN_DAY.search(label) or is_period(label)) or _DUE.search(label):
            return None
        day = told(label).words.day
        if day is None:
            return None
        return _close_of(day)


def _close_of(day: date) -> Instant:
    """The close that a balance stands at: a year's first day opens with the last one's close."""
    return Instant(day_before(day) if day.day == 1 else day)


@lru_cache(maxsize=_REMEMBERED)
def row_period(label: str) -> tuple[PeriodWords, Scenario] | None:
    """The period that a label names, and nothing else but a scenario: `2025年3月期（予想）`, `FY2025 (forecast)`."""
    said = told(_REFERRED.sub(" ", label))
    scenario = scenario_told(said.rest, label)
    rest = beside_period(_VINTAGES.sub(" ", without_scenario(said.rest)))
    plan = scenario != ACTUAL and _VINTAGES.search(said.rest) is not None  # its period stands above the table
    return (said.words, scenario) if (said.is_period or plan) and not rest else None


def is_superseded(label: str) -> bool:
    """Whether a row of a plan tells what it was before it was revised."""
    return _SUPERSEDED.search(label) is not None
