"""Sums that fail as they are read, and tie in every column once one or two of their lines are read otherwise.

A line that prints in one column only gets its sign from that column, whatever its words say; a total may take in a line
that was passed over, or leave one out. Where such a reading ties everywhere the sum is refuted, and no figure.
"""

from collections.abc import Iterator
from itertools import combinations
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from crossfoot.tie.discovery.tables.panels import Panel, Parts

Numbers = NDArray[np.int64]

_MOST = 60  # changes of which two at a time are tried
_BEYOND = 2  # lines beyond the sum's own that may belong to it


def reread(panel: Panel, row: int, parts: Parts) -> tuple[Parts, int] | None:
    """The lines and signs that tie in all columns, and how many readings were tried; None where there are none."""
    columns = [c for c, figure in enumerate(panel.figures[row]) if figure is not None]
    added = dict(parts)
    missed = panel.values[row, columns] - sum(sign * panel.values[n, columns] for n, sign in parts)
    slack = panel.place * isqrt(len(parts) + 1)  # nearly two deviations of what so many roundings leave
    changes = list(_changes(panel, row, added))
    if not changes or len(columns) < 2:
        return None
    moved = np.array([change * panel.values[n, columns] for n, change in changes])
    told = np.abs(moved).max(axis=1) > slack  # rounding hides whether the others are changed
    changes, moved = [change for change, is_told in zip(changes, told, strict=True) if is_told], moved[told]
    singles = np.flatnonzero((np.abs(missed - moved) <= slack).all(axis=1)).tolist()
    labels = [panel.table.lines[panel.lines[n]].label for n, _ in changes]
    chosen = [(n,) for n in singles] or _pairs(changes, labels, missed - moved, (moved, slack))
    if not chosen:
        return None
    best = min(chosen, key=lambda each: int(np.abs(missed - moved[list(each)].sum(axis=0)).sum()))
    for n in best:
        line, change = changes[n]
        added[line] = added.get(line, 0) + change
    tried = len(changes) if len(best) == 1 else len(changes) * len(changes) // 2
    return tuple(sorted((n, sign) for n, sign in added.items() if sign)), tried


def _changes(panel: Panel, row: int, added: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The lines that may be read otherwise, each with what is added of it: turned round, left out, or taken in."""
    first, last = min(row, *added), max(row, *added)
    for n in range(max(0, first - _BEYOND), min(last + _BEYOND + 1, len(panel.lines))):
        if n in added:
            yield n, -2 * added[n]
            yield n, -added[n]
        elif n != row:
            yield n, 1
            yield n, -1


def _pairs(
    changes: list[tuple[int, int]], labels: list[str], left: Numbers, moves: tuple[Numbers, int]
) -> list[tuple[int, ...]]:
    """Two changes of different lines that together leave nothing over; `moves` are theirs, and the slack of rounding.

    One of its name in a line's place is none: another section prints it again, as it should be.
    """
    if len(changes) > _MOST:
        return []
    moved, slack = moves
    pairs = [
        (a, b)
        for a, b in combinations(range(len(changes)), 2)
        if changes[a][0] != changes[b][0] and not labels[a] == labels[b] != ""
    ]
    if not pairs:
        return []
    ones, others = np.array(pairs).T
    fits = (np.abs(left[ones] - moved[others]) <= slack).all(axis=1)
    return [pairs[n] for n in np.flatnonzero(fits).tolist()]
