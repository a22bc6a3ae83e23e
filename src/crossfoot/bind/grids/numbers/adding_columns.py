"""Columns that add to a total together: `Vehicles` beside `Land` and `Plant` is what vehicles are worth, no number.

A heading that names a thing may count it, or stand over its amounts. Where its figures and those of other columns add
to a total beside them, they are amounts as these are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crossfoot.bind.grids.layout.heads import Heading
from crossfoot.bind.grids.layout.rows import LabelledRow
from crossfoot.bind.grids.layout.shape import NumberColumn, Shape
from crossfoot.bind.grids.units.written import UnitWords
from crossfoot.model.figures import Figure
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.units import UnitKind

_FEWEST = 2  # rows that add to their total, one of them perhaps by accident

_Printed = Mapping[NumberColumn, Printed]


def without_counts(
    heads: Sequence[Heading], rows: Sequence[LabelledRow], shape: Shape, figures: Mapping[str, Figure]
) -> list[Heading]:
    """The headings of a band; those that name a thing in one word are of amounts where these add with the others'."""
    ordered = sorted(heads, key=lambda heading: heading.column.left)
    counted = [n for n, heading in enumerate(ordered) if _counts(heading)]
    if not counted or len(counted) == len(ordered):
        return list(heads)
    printed = [
        {column: figures[n.figure].printed for n in row.numbers if (column := shape.column_of(n)) is not None}
        for row in rows
    ]
    plain = {
        ordered[n].column
        for total, heading in enumerate(ordered)
        for n in counted
        if not _counts(heading) and n < total and _adds([h.column for h in ordered[: total + 1]], n, printed)
    }
    return [replace(heading, unit=UnitWords()) if heading.column in plain else heading for heading in heads]


def _counts(heading: Heading) -> bool:
    unit = heading.unit.unit
    return unit is not None and unit.kind is UnitKind.COUNT and heading.unit.scale is None


def _adds(columns: Sequence[NumberColumn], counted: int, printed: Sequence[_Printed]) -> bool:
    """Whether the last of some columns is what others beside each other add up to, a counted one among them.

    In most rows that print it and several of the others, as one of them may be misprinted.
    """
    return any(_is_total(columns[first:-1], columns, counted, printed) for first in range(counted + 1))


def _is_total(
    parts: Sequence[NumberColumn], columns: Sequence[NumberColumn], counted: int, printed: Sequence[_Printed]
) -> bool:
    ties = fails = 0
    for row in printed:
        total = row.get(columns[-1])
        added = [row[column] for column in parts if column in row]
        if total is None or columns[counted] not in row or sum(bool(each.value) for each in added) < _FEWEST:
            continue
        left = abs(total.value - sum(each.value for each in added))
        if left <= total.place * len(added) / 2:
            ties += bool(row[columns[counted]].value)
        else:
            fails += 1
    return ties >= _FEWEST and ties >= 2 * fails
