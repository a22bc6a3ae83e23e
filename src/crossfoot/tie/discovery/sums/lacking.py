"""Columns in which a sum lacks a line, which its table prints otherwise or not at all: what fails is no misprint."""

from collections.abc import Collection

import numpy as np

from crossfoot.tie.discovery.sums.found import Sum
from crossfoot.tie.discovery.tables.panels import Panel
from crossfoot.vocabulary.units import UnitKind


def without_lacking(found: Sum, failing: Collection[int]) -> tuple[int, ...]:
    """The columns of these, in which a sum fails, where all that it adds is printed as figures that add.

    Several that all miss by the same lack a line of their own that no column of the table has.
    """
    missed = [found.fits[crossing].residual for crossing in failing]
    if len(missed) > 1 and max(missed) - min(missed) <= found.panel.place * (len(found.parts) + 1) // 2:
        return ()
    alone = _printed_alone(found)
    return tuple(crossing for crossing in failing if not _lacks(found, crossing, alone))


def _lacks(found: Sum, crossing: int, alone: Collection[int]) -> bool:
    """Whether a part prints there what does not add, or what is left over stands elsewhere in the table.

    It does in a line of another kind that the sum passes over, and that is blank where the sum ties; or in a crossing
    in which only one of the sum's lines prints anything.
    """
    entries = found.panel.table.entries
    residual = abs(found.fits[crossing].residual)
    lines = {found.total, *(line for line, _ in found.parts)}
    total = entries[found.total, crossing]  # a relation found in several panels: each has a unit and place of its own
    alike = {total.unit.kind, found.panel.unit.kind} == {UnitKind.MONEY} or total.unit == found.panel.unit
    for line in range(min(lines), max(lines) + 1):
        entry = entries.get((line, crossing))
        if entry is None or not entry.value:
            continue
        adds = alike and entry.unit == total.unit and entry.place == total.place
        if line in lines and not adds:
            return True
        size = abs(entry.value) // max(1, entry.place) * total.place
        if line not in lines and not adds and size == residual and not _is_printed(found, line):
            return True
    return residual in alone


def has_own_line(panel: Panel, column: int, missed: int, tied: Collection[int]) -> bool:
    """Whether what is missed in a column is printed there, in a line that prints nothing in one of those that tie."""
    is_missed = np.abs(np.abs(panel.values[:, column]) - abs(missed)) <= panel.place
    is_blank = (panel.values[:, list(tied)] == 0).any(axis=1)
    return bool((is_missed & is_blank & (panel.values[:, column] != 0)).any())


def _is_printed(found: Sum, line: int) -> bool:
    """Whether a line prints something where the sum ties."""
    entries = found.panel.table.entries
    return any((line, crossing) in entries and entries[line, crossing].value for crossing in found.tied)


def _printed_alone(found: Sum) -> set[int]:
    """The sizes of what stands in crossings in which only one of the sum's lines prints anything, and of all of it."""
    entries, lines = found.panel.table.entries, [found.total, *(line for line, _ in found.parts)]
    alone: list[int] = []
    for crossing in range(len(found.panel.table.crossings)):
        shown = [entries[line, crossing] for line in lines if (line, crossing) in entries]
        if len(shown) == 1 and shown[0].unit == found.panel.unit and shown[0].value:
            alone.append(abs(shown[0].value))
    return {*alone, sum(alone)} - {0}
