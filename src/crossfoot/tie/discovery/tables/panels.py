"""Panels: the parts of a table in which figures print alike and can add, as arrays of whole last places."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from crossfoot.tie.discovery.tables.table import Entry, Line, Table
from crossfoot.vocabulary.measures import AspectKind
from crossfoot.vocabulary.units import Unit, UnitKind

Numbers = NDArray[np.int64]
Parts = tuple[tuple[int, int], ...]
"""Rows of a panel, or lines of a table, that add to a total, each with its sign."""


_LARGEST = 10**16
"""Figures of more last places than this take no part: the sums of a window of lines stay well within 64 bits."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Crossings of a table that print alike, and the lines that print in them.

    `figures` has for each line and crossing what is printed, in grains, or None; `values` is the same as an array of
    lines x crossings with nothing as zero. `place` is the last place of all of them. `near` keeps what was once asked
    of the figures around one.
    """

    table: Table
    unit: Unit
    place: int
    lines: tuple[int, ...]
    crossings: tuple[int, ...]
    figures: tuple[tuple[int | None, ...], ...]
    values: Numbers
    near: dict[tuple[int, int], "Near"] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Near:
    """What stands around a figure of a panel, as sizes that print as the panel does, but for nil.

    `column` has those of the lines around it in its column, `line` those of its line in other crossings, `beside` the
    figures next to it by their place in the table.
    """

    column: frozenset[int]
    line: frozenset[int]
    beside: tuple[tuple[tuple[int, int], int], ...]


def panels(table: Table, differences: Collection[int] = ()) -> Iterator[Panel]:
    """The parts of a table within which figures add, in crossings that compare: one unit, one last place, one kind.

    Periods stand apart from other headings, and `differences` from levels.
    """
    groups: dict[tuple[Unit, int, str], list[int]] = {}
    for crossing, heading in enumerate(table.crossings):
        words = heading.words
        if words.note or (words.never and not words.per_share):
            continue
        kind = "change" if words.change or crossing in differences else "period" if words.period else ""
        for unit, place in _printings(table, crossing):
            if words.never and not _adds_per_share(table, unit):
                continue
            groups.setdefault((unit, place, kind if table.upright else ""), []).append(crossing)
    for (unit, place, _), crossings in groups.items():
        panel = _panel(table, (unit, place), crossings)
        if len(panel.lines) > 2:
            yield panel


def are_levels(panel: Panel, rows: Iterable[int]) -> bool:
    """Whether a panel's rows print levels only, by their words and those of its crossings: no changes or growth."""
    table, lines = panel.table, [panel.lines[row] for row in rows]
    headings = [*(table.lines[line] for line in lines), *(table.crossings[crossing] for crossing in panel.crossings)]
    found = [table.entries.get((line, crossing)) for line in lines for crossing in panel.crossings]
    return not any(heading.words.change for heading in headings) and all(
        entry.fact.aspect.kind is AspectKind.LEVEL for entry in found if entry is not None
    )


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
    per_share = _adds_per_share(table, unit)
    able = [n for n, line in enumerate(table.lines) if _is_able(line, per_share=per_share)]
    printed = {n: tuple(_figure(table.entries.get((n, crossing)), unit, place) for crossing in crossings) for n in able}
    lines = tuple(n for n in able if any(figure is not None for figure in printed[n]))
    figures = tuple(printed[n] for n in lines)
    values = np.array([[figure or 0 for figure in line] for line in figures], dtype=np.int64)
    return Panel(table, unit, place, lines, tuple(crossings), figures, values)


def _adds_per_share(table: Table, unit: Unit) -> bool:
    """Whether a unit's amounts are per share and may add down a table: adjustments to earnings do, years do not."""
    return table.upright and unit.kind is UnitKind.PER_SHARE


def _is_able(line: Line, *, per_share: bool) -> bool:
    """Whether a line may add; ratios that everybody adds by name, and amounts per share to one another, do too."""
    return not line.words.note and (not line.words.never or bool(line.account) or (per_share and line.words.per_share))


def _figure(entry: Entry | None, unit: Unit, place: int) -> int | None:
    """What an entry prints, if it does so in the unit and to the last place; nil is printed to any place."""
    if entry is None or entry.unit != unit or (entry.value and entry.place != place) or abs(entry.value) > _LARGEST:
        return None
    return entry.value
