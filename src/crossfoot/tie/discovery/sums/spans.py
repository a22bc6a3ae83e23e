"""Periods that make up a longer one (quarters a year, to date and the last quarter), and those that are compared."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from crossfoot.model.facts import FactKey, Members
from crossfoot.tie.discovery.tables.panels import Panel, Parts
from crossfoot.tie.discovery.tables.table import Table
from crossfoot.vocabulary.measures import LEVEL
from crossfoot.vocabulary.scenarios import Scenario
from crossfoot.vocabulary.spans import Duration, Instant, Period

Span = tuple[Duration, Scenario, Members]
"""What a column's flows are of."""

_MOST = 4  # ways to make up one period, which a page that prints quarters, halves and months may offer more of
_DAY = timedelta(days=1)
_MONTH = 31  # days by which periods of one kind may differ in length


def spans_of(table: Table) -> dict[int, Span]:
    """For each column of a turned table the span that all of its figures state a level of, where there is one."""
    found: dict[int, Span] = {}
    for line in range(len(table.lines)) if not table.upright else ():
        spans = {_span(entry.fact) for _, entry in table.along(line)}
        only = next(iter(spans)) if len(spans) == 1 else None
        if only is not None:
            found[line] = only
    return found


def _span(fact: FactKey) -> Span | None:
    is_level = isinstance(fact.period, Duration) and fact.aspect == LEVEL
    return (fact.period, fact.scenario, fact.members) if is_level else None  # type: ignore[return-value]


def overlap(spans: Mapping[int, Span], total: int, parts: Sequence[tuple[int, int]]) -> bool:
    """Whether columns of several spans, all added, count days twice or leave some out: those to date, above all."""
    lines = [total, *(line for line, _ in parts)]
    if any(line not in spans for line in lines) or any(sign < 0 for _, sign in parts):
        return False
    days = [(spans[line][0].end - spans[line][0].start + _DAY).days for line in lines]
    return len({spans[line] for line in lines}) > 1 and days[0] != sum(days[1:])


def partitions(spans: Mapping[int, Span], total: int) -> Iterator[Parts]:
    """The columns that follow one another and fill the whole of another column's span, at most a few ways."""
    if total not in spans:
        return
    whole, *of = spans[total]
    begins: dict[object, list[int]] = {}
    for line, (span, *kind) in spans.items():
        if kind == of and line != total and whole.start <= span.start and span.end <= whole.end and span != whole:
            begins.setdefault(span.start, []).append(line)
    chains: list[tuple[int, ...]] = [(line,) for line in begins.get(whole.start, ())]
    count = 0
    while chains and count < _MOST:
        chain = chains.pop()
        end = spans[chain[-1]][0].end
        if end == whole.end:
            count += 1
            yield tuple((line, 1) for line in sorted(chain))
        else:
            chains += [(*chain, line) for line in begins.get(end + _DAY, ())]


def comparisons(panel: Panel) -> dict[int, list[Parts]]:
    """For each row of a panel of columns that is told as a change, what it may be the change of: two periods' columns.

    Each is the later of two that follow one another, less the earlier.
    """
    lines = [panel.table.lines[line] for line in panel.lines]
    changes = [row for row, line in enumerate(lines) if line.words.change and not line.words.rate]
    if panel.table.upright or not changes:
        return {}
    dated = {row: ends for row in range(len(lines)) if row not in changes and (ends := _ends(panel, row))}
    alike: dict[int, list[int]] = {}
    for row in sorted(dated, key=lambda row: dated[row][1]):
        alike.setdefault(round((dated[row][1] - dated[row][0]).days / _MONTH), []).append(row)
    pairs = [pair for rows in alike.values() for pair in pairwise(rows) if dated[pair[0]] != dated[pair[1]]]
    found = [tuple(sorted(((later, 1), (earlier, -1)))) for earlier, later in pairs]
    return dict.fromkeys(changes, found)


def _ends(panel: Panel, row: int) -> tuple[date, date] | None:
    """The first and last day of what all figures of a panel's row state a level of; None where that is not one span."""
    stated = [
        panel.table.entries[panel.lines[row], c].fact
        for c in panel.crossings
        if (panel.lines[row], c) in panel.table.entries
    ]
    days = {_days(fact.period) for fact in stated}
    return days.pop() if len(days) == 1 and all(fact.aspect == LEVEL for fact in stated) else None


def _days(period: Period) -> tuple[date, date] | None:
    if isinstance(period, Instant):
        return period.day, period.day
    return (period.start, period.end) if isinstance(period, Duration) else None
