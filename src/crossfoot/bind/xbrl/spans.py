"""Spans that add up: quarters to a year, the year to date to the next, for what a report states over several of them.

Nobody declares that the flows of two spans are those of both together, and it does not hold for averages and restated
figures. So it is believed of a concept as far as its own figures bear it out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from crossfoot.bind.xbrl.borne_out import Sum, borne_out
from crossfoot.bind.xbrl.scenarios import local_name
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity, IdentityKind
from crossfoot.model.naming import Naming
from crossfoot.vocabulary.spans import Duration
from crossfoot.vocabulary.units import UnitKind

RULE = "the spans of a longer one add up to it"
"""The origin of identities between spans."""

_NO_FLOW = re.compile(r"Average|PerShare|Rate|Ratio|Percent|Cumulative|PerUnit")
_A_WEEK = 7  # days by which quarters of whole weeks differ in length
_MOST_PARTS = 4
_ENOUGH = 8  # spans of a concept that add up before one that does not is asked about

Line = tuple[str, object, object, object]


def spans_added(figures: Sequence[Figure], naming: Naming) -> Iterator[Identity]:
    """The sums of spans that a report's flows bear out, for every concept by its own evidence."""
    stated = {f.fact: f for f in figures if f.fact is not None and f.unit.kind is UnitKind.MONEY}
    lines: defaultdict[Line, list[FactKey]] = defaultdict(list)
    for key in stated:
        if isinstance(key.period, Duration) and not _NO_FLOW.search(local_name(key.measure)):
            lines[key.measure, key.scenario, key.aspect, key.members].append(key)
    for keys in lines.values():
        if len(keys) > 2:
            yield from borne_out([each for whole in keys for each in _sums(whole, keys)], stated, naming, _ENOUGH)


def _sums(whole: FactKey, keys: Sequence[FactKey]) -> Iterator[Sum]:
    """The ways in which reported spans make up a longer one: two of them, else as many of one length as it takes."""
    span = _span(whole)
    inside = [key for key in keys if span.start <= _span(key).start and _span(key).end <= span.end and key != whole]
    opening = [key for key in inside if _span(key).start == span.start]
    closing = {_span(key).start: key for key in inside if _span(key).end == span.end}
    found = [_sum(whole, (key, closing[after])) for key in opening if (after := _after(key)) in closing]
    yield from found or (_sum(whole, parts) for key in opening if (parts := _chain(key, inside, span)))


def _span(key: FactKey) -> Duration:
    assert isinstance(key.period, Duration)
    return key.period


def _after(key: FactKey) -> date:
    """The day after a span."""
    return _span(key).end + timedelta(days=1)


def _chain(first: FactKey, inside: Sequence[FactKey], span: Duration) -> tuple[FactKey, ...]:
    """Spans of about one length from the first to the end of the whole, one after the other; empty if none do."""
    days = (_span(first).end - _span(first).start).days
    alike = {_span(key).start: key for key in inside if abs((_span(key).end - _span(key).start).days - days) <= _A_WEEK}
    parts = [first]
    while len(parts) < _MOST_PARTS and (following := alike.get(_after(parts[-1]))) is not None:
        parts.append(following)
    return tuple(parts) if _span(parts[-1]).end == span.end else ()


def _sum(whole: FactKey, parts: tuple[FactKey, ...]) -> Sum:
    name = "+".join(str(_span(part).end) for part in parts)
    return Sum(name, RULE, IdentityKind.CROSSFOOT, whole, tuple((1, part) for part in parts))
