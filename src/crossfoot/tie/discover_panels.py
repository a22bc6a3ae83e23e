"""Panels: the parts of a table in which figures print alike and can add, as arrays of whole last places."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from crossfoot.tie.discover_evidence import Fit, Share, fit
from crossfoot.tie.discover_table import Table
from crossfoot.vocabulary.units import Unit

Numbers = NDArray[np.int64]
Parts = tuple[tuple[int, int], ...]
"""Rows of a panel, or lines of a table, that add to a total, each with its sign."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Crossings of a table that print alike, and the lines that print in them.

    `values`, `places` and `printed` are lines x crossings; where nothing is printed a value counts as zero.
    """

    table: Table
    unit: Unit
    lines: tuple[int, ...]
    crossings: tuple[int, ...]
    values: Numbers
    places: Numbers
    printed: NDArray[np.bool_]


def panels(table: Table, differences: Collection[int] = ()) -> Iterator[Panel]:
    """The parts of a table within which figures add, in crossings that compare: one unit, one last place, one kind.

    Periods stand apart from other headings, and `differences` from levels.
    """
    groups: dict[tuple[Unit, int, str], list[int]] = {}
    for crossing, heading in enumerate(table.crossings):
        words = heading.words
        if words.never or words.note:
            continue
        kind = "change" if words.change or crossing in differences else "period" if words.period else ""
        for unit, place in _printings(table, crossing):
            groups.setdefault((unit, place, kind if table.upright else ""), []).append(crossing)
    for (unit, place, _), crossings in groups.items():
        panel = _panel(table, (unit, place), crossings)
        if len(panel.lines) > 2:
            yield panel


def _printings(table: Table, crossing: int) -> list[tuple[Unit, int]]:
    """The units that a crossing prints, each with its most frequent last place."""
    found: dict[Unit, Counter[int]] = {}
    for line in range(len(table.lines)):
        entry = table.entries.get((line, crossing))
        if entry is not None and entry.value:
            found.setdefault(entry.unit, Counter())[entry.place] += 1
    return [(unit, max(counts, key=lambda place: (counts[place], -place))) for unit, counts in found.items()]


def _panel(table: Table, printing: tuple[Unit, int], crossings: Sequence[int]) -> Panel:
    unit, place = printing
    lines = [n for n, line in enumerate(table.lines) if not line.words.never and not line.words.note]
    shape = (len(lines), len(crossings))
    values, places = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    printed = np.zeros(shape, dtype=np.bool_)
    for row, line in enumerate(lines):
        for column, crossing in enumerate(crossings):
            entry = table.entries.get((line, crossing))
            if entry is not None and entry.unit == unit and (entry.place == place or not entry.value):
                values[row, column], places[row, column], printed[row, column] = entry.value, place, True
    kept = np.flatnonzero(printed.any(axis=1))
    return Panel(
        table,
        unit,
        tuple(lines[row] for row in kept),
        tuple(crossings),
        values[kept],
        places[kept],
        printed[kept],
    )


def fits(panel: Panel, row: int, parts: Parts) -> dict[int, Fit]:
    """The fit in each column that prints the total; columns that repeat another's figures are worth nothing twice."""
    found: dict[int, Fit] = {}
    seen: set[tuple[int, ...]] = set()
    for column in np.flatnonzero(panel.printed[row]):
        if not any(panel.printed[n, column] for n, _ in parts):
            continue
        shares = [Share(-int(panel.values[row, column]), int(panel.places[row, column]))]
        shares += [
            Share(sign * int(panel.values[n, column]), int(panel.places[n, column]))
            for n, sign in parts
            if panel.printed[n, column]
        ]
        used = {row, *(n for n, _ in parts)}
        others = {abs(int(panel.values[n, column])) for n in range(len(panel.lines)) if n not in used}
        each = fit(shares, others - {0})
        values = tuple(share.value for share in shares)
        if values in seen:
            each = replace(each, size=0, gap=0)
        seen.add(values)
        found[int(column)] = each
    return found
