"""Sums in a table: for each line, the lines near it that add to it in every column, and how sure that is.

Lines are taken in the order of reading, subtotals found on the way stand for their parts; a second pass from the far
end finds totals that stand above or before their parts.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from crossfoot.tie.discover_accounts import is_statement_sum
from crossfoot.tie.discover_evidence import BAN, Fit, Share, fit, millibans
from crossfoot.tie.discover_shapes import REACH, Shapes, shapes
from crossfoot.tie.discover_table import Line, Table
from crossfoot.vocabulary.units import Unit

LEAST = 2 * BAN
"""The least belief of a relation that is kept: at most one in a hundred is an accident."""

Numbers = NDArray[np.int64]
Parts = tuple[tuple[int, int], ...]
"""Lines that add to a total, each with its sign."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Crossings of a table that print alike, and the lines that print in them; a blank is zero and not `printed`."""

    table: Table
    unit: Unit
    lines: tuple[int, ...]
    crossings: tuple[int, ...]
    values: Numbers
    places: Numbers
    printed: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sum:
    """A total with its parts, and the crossings where they tie and where they do not.

    `belief` in millibans is what these are worth, with the words of the total and the place of the parts.
    """

    panel: Panel
    total: int
    parts: Parts
    tied: tuple[int, ...]
    failing: tuple[int, ...]
    belief: int

    @property
    def shape(self) -> frozenset[tuple[int, int]]:
        """The relation whichever of its lines is called the total."""
        terms = sorted([(self.total, -1), *self.parts])
        turn = terms[0][1]
        return frozenset((line, sign * turn) for line, sign in terms)


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
        table, unit, tuple(lines[row] for row in kept), tuple(crossings), values[kept], places[kept], printed[kept]
    )


def sums(table: Table, differences: Collection[int] = ()) -> list[Sum]:
    """The sums of a table, surest first; `differences` are crossings known to hold changes rather than levels."""
    found: dict[frozenset[tuple[int, int]], Sum] = {}
    every = list(panels(table, differences))
    for panel in every:
        for each in (*_Pass(panel, backwards=False).run(), *_Pass(panel, backwards=True).run()):
            known = found.get(each.shape)
            if known is None or each.belief > known.belief:
                found[each.shape] = each
    wide = [_widened(each, every) for each in found.values()]
    return sorted(wide, key=lambda s: (-s.belief, s.total, s.parts))


def _widened(found: Sum, every: Sequence[Panel]) -> Sum:
    """The sum with the crossings of other kinds in which it ties too, where that says something."""
    tied = set(found.tied)
    for panel in every:
        if panel is not found.panel and panel.unit == found.panel.unit and found.total in panel.lines:
            at = {line: row for row, line in enumerate(panel.lines)}
            parts = tuple((at[line], sign) for line, sign in found.parts if line in at)
            fits = _fits(panel, at[found.total], parts)
            tied |= {panel.crossings[column] for column, each in fits.items() if each.ties and each.rounded >= BAN}
    return replace(found, tied=tuple(sorted(tied - set(found.failing))))


@dataclass(slots=True)
class _Pass:
    """One reading of a panel, forwards or from the far end; `consumed` are parts of totals already found."""

    panel: Panel
    backwards: bool
    consumed: set[int] = field(default_factory=set)
    totals: set[int] = field(default_factory=set)

    def run(self) -> list[Sum]:
        found = []
        order = range(len(self.panel.lines))
        for row in reversed(order) if self.backwards else order:
            best = self._best(row)
            if best is not None:
                found.append(best)
                self.totals.add(row)
                at = {line: number for number, line in enumerate(self.panel.lines)}
                self.consumed.update(at[line] for line, _ in best.parts)
        return found

    def _best(self, row: int) -> Sum | None:
        odds = _odds(self._line(row), upright=self.panel.table.upright)
        if self.backwards:
            odds -= BAN
        before = range(len(self.panel.lines) - 1, row, -1) if self.backwards else range(row)
        roots = [n for n in before if n not in self.consumed][-REACH:]
        windows = [roots]
        if any(n in self.consumed for n in before[-REACH:]):
            windows.append(list(before[-REACH:]))
        candidates = [
            candidate
            for window in windows
            if len(window) > 1
            for candidate in self._tried(row, window, odds - millibans(len(windows)))
        ]
        return max(candidates, key=lambda s: (s.belief, -len(s.parts), s.parts), default=None)

    def _line(self, row: int) -> Line:
        return self.panel.table.lines[self.panel.lines[row]]

    def _tried(self, row: int, window: list[int], odds: int) -> Iterator[Sum]:
        """Every shape over a window that ties where it must, weighed exactly."""
        known = shapes(len(window))
        begins = self._begins(window)
        for signs, chance in self._signings(window, known):
            for number in self._promising(row, window, signs):
                parts = tuple((n, int(s)) for n, s in zip(window, signs[number], strict=True) if s)
                start = int(known.starts[number])
                share = int(known.chances[number]) + chance + (begins[start] if start >= 0 else 0)
                named = is_statement_sum(frozenset(self._line(n).label for n in (row, *(n for n, _ in parts))))
                found = self._weighed(row, parts, BAN if named else odds + share)
                if found is not None:
                    yield found

    def _begins(self, window: list[int]) -> dict[int, int]:
        """What each start of a block has of all belief: nearer natural beginnings first, other lines little."""
        shares: dict[int, int] = {}
        natural = millibans(1, 2)
        for at in range(len(window) - 2, -1, -1):
            if self._is_beginning(window, at):
                shares[at] = natural
                natural += millibans(1, 2)
            else:
                shares[at] = millibans(1, 8 * len(window))
        return shares

    def _is_beginning(self, window: list[int], at: int) -> bool:
        if at == 0:
            return True
        line, before = self._line(window[at]), self._line(window[at - 1])
        headed = before.begins if self.backwards else line.begins
        return bool(headed or window[at - 1] in self.totals or window[at] in self.totals or before.words.total)

    def _signings(self, window: list[int], known: Shapes) -> Iterator[tuple[Numbers, int]]:
        """The shapes as they are, and with the lines that the labels take off."""
        yield known.signs, millibans(3, 4)
        words = [self._line(n).words for n in window]
        for taken_off in ([w.less for w in words], [w.less or w.outgoing for w in words]):
            if any(taken_off):
                turned = np.where(np.array(taken_off), -1, 1)
                yield np.where((known.starts >= 0)[:, None], known.signs * turned, 0), millibans(1, 8)

    def _promising(self, row: int, window: list[int], signs: Numbers) -> Numbers:
        """Shapes whose residual lies within rounding in all columns that print the total but one in four, or one."""
        panel = self.panel
        shown = panel.printed[row]
        residual = panel.values[row] - signs @ panel.values[window]
        most = panel.places[row] + np.abs(signs) @ panel.places[window]
        ties = ((np.abs(residual) <= most) & shown).sum(axis=1)
        count = int(shown.sum())
        allowed = max(1, count // 4) if count > 1 else 0
        taken: Numbers = np.flatnonzero((ties >= max(1, count - allowed)) & (np.abs(signs).sum(axis=1) > 1))
        return taken

    def _weighed(self, row: int, parts: Parts, odds: int) -> Sum | None:
        panel = self.panel
        fits = _fits(panel, row, parts)
        tied = [column for column, each in fits.items() if each.ties]
        failing = [column for column, each in fits.items() if not each.ties]
        ties = [each for each in fits.values() if each.ties]
        exact = sum(each.exact for each in ties) if all(each.residual == 0 for each in ties) else 0
        evidence = max(exact, sum(each.rounded for each in ties))
        belief = odds + evidence - millibans(2)
        belief += sum(each.slip for each in fits.values() if not each.ties)
        if belief < LEAST or evidence <= 0:
            return None
        return Sum(
            panel,
            panel.lines[row],
            tuple(sorted((panel.lines[n], sign) for n, sign in parts)),
            tuple(panel.crossings[c] for c in tied),
            tuple(panel.crossings[c] for c in failing),
            belief,
        )


def _fits(panel: Panel, row: int, parts: Parts) -> dict[int, Fit]:
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
            each = replace(each, exact=0, rounded=0)
        seen.add(values)
        found[int(column)] = each
    return found


def _odds(line: Line, *, upright: bool) -> int:
    """The odds that a line with such words is a sum of lines near it: three to one for totals and unnamed rows."""
    words = line.words
    odds = (
        BAN // 2
        if words.total or (words.unnamed and upright)
        else -BAN // 2
        if words.result or words.change
        else -2 * BAN
    )
    if words.rate:
        odds -= 2 * BAN
    return odds + (BAN // 2 if line.marked else 0)
