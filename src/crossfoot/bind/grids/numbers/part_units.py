"""Units that other rows tell: parts have the scale that their total names, movements the unit of their balances.

`Domestic` and `Short haul` over `Passengers carried (thousands)`; `New customers` between `Opening ARR` and its close.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from crossfoot.bind.grids.layout.rows import LabelledRow
from crossfoot.bind.grids.periods.edges import edge_of
from crossfoot.bind.grids.units.written import SHARES, counted_by, label_unit, label_words, unit_of_label
from crossfoot.model.figures import Figure
from crossfoot.vocabulary.units import PERCENT, POINTS

_PARTS_LEAST, _PARTS_MOST = 2, 12


def with_units_of_totals(rows: Sequence[LabelledRow], figures: Mapping[str, Figure]) -> list[LabelledRow]:
    """The rows of a band; those without a unit of their own have that of the total below them, where they add to it."""
    named = list(rows)
    for at, total in enumerate(rows):
        said, counted = label_words(total.label, total.unit), counted_by(total.label)
        if (said.is_empty and counted is None) or said.unit in (PERCENT, POINTS):
            continue
        parts = _parts_of(total, _above(rows[:at]), figures)
        for part in range(at - parts, at):
            if said.is_empty:
                named[part] = replace(rows[part], counts=counted)
            else:
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
        if not wanted or not wanted.keys() <= printed.keys():
            return 0
        added = {column: amount + printed[column] for column, amount in added.items()}
        if count >= _PARTS_LEAST and all(abs(added[column] - wanted[column]) <= count for column in wanted):
            return count
    return 0


def _digits(row: LabelledRow, figures: Mapping[str, Figure]) -> dict[int, Decimal]:
    """What a row prints in each column, in last places; percentages left out."""
    printed = {cell.column: figures[cell.figure].printed for cell in row.numbers}
    return {column: number.value / number.place for column, number in printed.items() if number.unit is None}


def with_amounts_of_balances(rows: Sequence[LabelledRow]) -> list[LabelledRow]:
    """The rows of a band; what leads from an opening balance to the closing one is counted as these are."""
    named, opened = list(rows), None
    for at, row in enumerate(rows):
        edge = edge_of(row.label)
        if edge == "opening":
            opened = at
        elif edge == "closing" and opened is not None:
            if label_unit((rows[opened].label, row.label)) is None:
                named[opened + 1 : at] = [replace(each, is_amount=True) for each in rows[opened + 1 : at]]
            opened = None
    return named


def with_shares_between(rows: Sequence[LabelledRow], figures: Mapping[str, Figure]) -> list[LabelledRow]:
    """The rows of a band; what leads from one number of shares to another, and adds up to it, counts shares as well.

    `Dilutive effect of awards` between basic and diluted shares: in one column at least, as one may be misprinted.
    """
    named, counted = list(rows), None
    for at, row in enumerate(rows):
        if label_unit((row.label,)) != SHARES:
            continue
        if counted is not None and 0 < at - counted - 1 <= _PARTS_MOST:
            between = rows[counted + 1 : at]
            if not any(_names_unit(each, figures) for each in between) and _adds_up(rows[counted:at], row, figures):
                named[counted + 1 : at] = [replace(each, is_shares=True) for each in between]
        counted = at
    return named


def _names_unit(row: LabelledRow, figures: Mapping[str, Figure]) -> bool:
    said = label_words(row.label, row.unit)
    own = any(figures[cell.figure].printed.unit is not None for cell in row.numbers)
    return own or not said.is_empty or label_unit((row.label,)) is not None


def _adds_up(parts: Sequence[LabelledRow], total: LabelledRow, figures: Mapping[str, Figure]) -> bool:
    """Whether rows add up to another in some column, to a last place for each."""
    digits = [_digits(part, figures) for part in parts]
    return any(
        column in digits[0] and abs(sum(each.get(column, Decimal(0)) for each in digits) - wanted) <= len(parts)
        for column, wanted in _digits(total, figures).items()
    )
