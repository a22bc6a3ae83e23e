"""Amounts beside what they are per share: lines of a reconciliation are over one number of shares of their period.

`GAAP net income / earnings per share | $1,511 | $0.92`, with the number of shares in the income statement; and the line
that it begins with is the profit of that statement, and its earnings per share.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product

from crossfoot.model.figures import Figure
from crossfoot.tie.discovery.belief.evidence import millibans
from crossfoot.tie.discovery.belief.odds import NAMED
from crossfoot.tie.discovery.belief.slips import MISPRINTED, retyped
from crossfoot.tie.discovery.ratios.fitting import Quotient
from crossfoot.tie.discovery.ratios.margins import EARNINGS, SHARES, Statements
from crossfoot.tie.discovery.ratios.search import THOUSANDS, Ratios, under
from crossfoot.tie.discovery.repeated import KEPT_BROKEN, Repeated
from crossfoot.tie.discovery.sums.found import LEAST_BROKEN as LEAST
from crossfoot.tie.discovery.tables.table import Entry, Line, Table, entry_of
from crossfoot.tie.documents.statements import Stated, agree
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.units import UnitKind

_FEWEST = 3  # lines that print both; columns in which both are those of a statement
_RESULTS = ("net", "parent", "common", "continuing")
_TRIED = len(_RESULTS) * len(EARNINGS)


def per_share_beside(table: Table, stated: Statements) -> Iterator[Ratios]:
    """The lines of a table whose amounts per share are the amounts beside them over shares stated in the document."""
    pairs = [pair for pair in pairwise(range(len(table.crossings))) if _are_beside(table, *pair)]
    for line in range(len(table.lines)) if table.upright and pairs else ():
        found = [_of_shares(table, line, pairs, shares, stated) for shares in SHARES]
        best = max(filter(None, found), key=lambda each: each.belief, default=None)
        if best is not None:
            yield best


def results_beside(table: Table, stated: Statements) -> Iterator[Repeated]:
    """The lines of a table that are a result of a statement and its earnings per share, both, in their columns.

    One of these figures may be misprinted: no other line has the result of every column and all other earnings.
    """
    pairs = [pair for pair in pairwise(range(len(table.crossings))) if _are_beside(table, *pair)]
    for line in range(len(table.lines)) if table.upright and pairs else ():
        found = [_of_results(table, line, pairs, names, stated) for names in product(_RESULTS, EARNINGS)]
        best = max(filter(None, found), key=lambda each: each.belief, default=None)
        if best is not None:
            yield best


def _of_results(
    table: Table, line: int, pairs: list[tuple[int, int]], names: tuple[str, str], stated: Statements
) -> Repeated | None:
    columns = []
    for pair in pairs:
        here = [table.entries.get((line, crossing)) for crossing in pair]
        there = [
            stated.get((name, entry.fact.period, entry.fact.scenario, entry.fact.members))
            for name, entry in zip(names, here, strict=True)
            if entry is not None and entry.value
        ]
        both = [(_stated(one), _told(other)) for one, other in zip(here, there, strict=False) if one and other]
        if len(both) == len(pair):
            columns.append(both)
    every = [each for both in columns for each in both]
    failing = [(mine, theirs) for mine, theirs in every if not agree(mine, theirs)]
    if len(columns) < _FEWEST + bool(failing) or len(failing) > 1 or not all(_is_slip(*each) for each in failing):
        return None
    sizes = {each.value: millibans(max(1, int(abs(each.value) / each.place))) for each, _ in every}
    belief = sum(sizes.values()) - sum(sizes[mine.value] for mine, _ in failing) - millibans(_TRIED)
    belief += MISPRINTED * len(failing)
    # a fact that both print is one already
    shown = tuple((theirs, mine) for mine, theirs in every if mine.fact != theirs.fact)
    return Repeated(shown, belief) if belief >= KEPT_BROKEN else None


def _stated(entry: Entry) -> Stated:
    return Stated(entry.fact, entry.value * entry.grain, entry.place * entry.grain)


def _told(figure: Figure) -> Stated:
    assert figure.fact is not None
    return Stated(figure.fact, Fraction(figure.printed.value), Fraction(figure.printed.place))


def _is_slip(one: Stated, other: Stated) -> bool:
    return one.place == other.place and retyped(round(one.value / one.place), round(other.value / other.place))


def _are_beside(table: Table, amounts: int, shares: int) -> bool:
    """Whether one crossing prints amounts, the next what they are per share, of the same periods."""
    both = [
        (table.entries[line, amounts], table.entries[line, shares])
        for line in range(len(table.lines))
        if (line, amounts) in table.entries and (line, shares) in table.entries
    ]
    told = [(one, other) for one, other in both if one.value and other.value]
    return len(told) >= _FEWEST and all(
        one.unit.kind is UnitKind.MONEY
        and other.unit.kind is UnitKind.PER_SHARE
        and (one.fact.period, one.fact.scenario) == (other.fact.period, other.fact.scenario)
        for one, other in told
    )


def _of_shares(table: Table, line: int, pairs: list[tuple[int, int]], shares: str, stated: Statements) -> Ratios | None:
    """A line's amounts per share as its amounts over one number of shares, if that is believed."""
    entries: dict[tuple[int, int], Entry] = {}
    for amounts, beside in pairs:
        over, ratio = table.entries.get((line, amounts)), table.entries.get((line, beside))
        if over is None or ratio is None or not ratio.value:
            continue
        number = stated.get((shares, ratio.fact.period, ratio.fact.scenario, ratio.fact.members))
        if number is not None:
            entries |= {(0, beside): ratio, (1, beside): over, (2, beside): entry_of(number)}
    lines = [Line(table.lines[line].at, label, table.lines[line].words) for label in ("per share", "amount", shares)]
    drawn = replace(table, lines=tuple(lines), entries=entries)
    promised = NAMED - millibans(len(THOUSANDS))
    crossings = [crossing for row, crossing in entries if row == 0]
    found = (
        under(drawn, [Quotient((0, c), (1, c), (2, c), factor) for c in crossings], promised, Rounding.NEAREST)
        for factor in THOUSANDS
        if crossings
    )
    believed = [each for each in found if each is not None and each.belief >= LEAST]
    return max(believed, key=lambda each: each.belief, default=None)
