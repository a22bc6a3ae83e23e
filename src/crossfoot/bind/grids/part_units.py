"""The scale that a total names is that of its parts: `Domestic`, `Short haul` over `Passengers carried (thousands)`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from crossfoot.bind.grids.rows import LabelledRow
from crossfoot.bind.grids.units import label_words, unit_of_label
from crossfoot.model.figures import Figure

_PARTS_LEAST, _PARTS_MOST = 2, 12


def with_units_of_totals(rows: Sequence[LabelledRow], figures: Mapping[str, Figure]) -> list[LabelledRow]:
    """The rows of a band; those without a unit of their own have that of the total below them, where they add to it."""
    named = list(rows)
    for at, total in enumerate(rows):
        if label_words(total.label, total.unit).scale is None:
            continue
        parts = _parts_of(total, _above(rows[:at]), figures)
        for part in range(at - parts, at):
            named[part] = replace(rows[part], unit=unit_of_label(total.label, total.unit))
    return named


def _above(rows: Sequence[LabelledRow]) -> Iterator[LabelledRow]:
    """The rows above a total from the nearest on, up to one that names a unit."""
    for row in rows[: -_PARTS_MOST - 1 : -1]:
        said = label_words(row.label, row.unit)
        if said.scale is not None or said.unit is not None:
            return
        yield row


def _parts_of(total: LabelledRow, above: Iterator[LabelledRow], figures: Mapping[str, Figure]) -> int:
    """How many of the rows above a total add up to it in each of its columns; 0 where none do."""
    wanted = _digits(total, figures)
    added = dict.fromkeys(wanted, Decimal(0))
    for count, row in enumerate(above, 1):
        printed = _digits(row, figures)
        if printed.keys() != wanted.keys():
            return 0
        added = {column: amount + printed[column] for column, amount in added.items()}
        if count >= _PARTS_LEAST and all(abs(added[column] - wanted[column]) <= count for column in wanted):
            return count
    return 0


def _digits(row: LabelledRow, figures: Mapping[str, Figure]) -> dict[int, Decimal]:
    """What a row prints in each column, in last places."""
    printed = {cell.column: figures[cell.figure].printed for cell in row.numbers}
    return {column: number.value / number.place for column, number in printed.items()}
