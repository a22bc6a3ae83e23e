"""Periods that make up a longer one: quarters a year, nine months to date and the last quarter, two halves."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from crossfoot.model.facts import FactKey, Members
from crossfoot.tie.discovery.tables.table import Table
from crossfoot.vocabulary.measures import LEVEL
from crossfoot.vocabulary.scenarios import Scenario
from crossfoot.vocabulary.spans import Duration

Span = tuple[Duration, Scenario, Members]
"""What a column's flows are of."""

_MOST = 4  # ways to make up one period, which a page that prints quarters, halves and months may offer more of
_DAY = timedelta(days=1)


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


def partitions(spans: Mapping[int, Span], total: int) -> Iterator[tuple[int, ...]]:
    """The columns that follow one another and fill the whole of another column's span, at most a few ways."""
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
            yield chain
        else:
            chains += [(*chain, line) for line in begins.get(end + _DAY, ())]
