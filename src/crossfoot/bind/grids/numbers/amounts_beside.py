"""Amounts beside amounts per share: two columns under one heading, of which the first prints one and the second both.

`GAAP net income / earnings per share | $1,511 | $0.92`: so reconciliations print a line, and what it is per share.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from crossfoot.bind.grids.layout.heads import Heading
from crossfoot.bind.grids.layout.rows import LabelledRow
from crossfoot.bind.grids.layout.shape import NumberColumn, Shape
from crossfoot.bind.grids.units.written import UnitWords, label_unit, shares_of
from crossfoot.model.figures import Figure
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.units import UnitKind

_BOTH = re.compile(r"(?P<amount>.*?\w.*?)(?: ?/ ?|,? (?:and|&) |, )(?P<per_share>.*\w.*)")
_FEWEST = 3  # rows that print both


def amount_of(label: str) -> str:
    """What a label names before an amount per share: `Net income` of `Net income / earnings per share`."""
    both = _BOTH.fullmatch(label)
    if both is None or not _is_per_share(both["per_share"]) or _is_per_share(both["amount"]):
        return ""
    return both["amount"]


def _is_per_share(label: str) -> bool:
    unit = label_unit((label,))
    return unit is not None and unit.kind is UnitKind.PER_SHARE


def per_share_beside(
    rows: Sequence[LabelledRow], heads: Sequence[Heading], shape: Shape, figures: Mapping[str, Figure]
) -> dict[NumberColumn, bool]:
    """For columns of such pairs, whether a column prints amounts per share: the second does, the first does not."""
    if not any(amount_of(row.label) for row in rows):
        return {}
    printed: dict[NumberColumn, dict[int, Printed]] = {}
    for row in rows:
        for number in row.numbers:
            place = shape.column_of(number)
            if place is not None and not figures[number.figure].printed.nil:
                printed.setdefault(place, {})[row.row] = figures[number.figure].printed
    found: dict[NumberColumn, bool] = {}
    for first, second in _pairs(heads):
        amounts, shares = printed.get(first, {}), printed.get(second, {})
        both = amounts.keys() & shares.keys()
        if len(both) >= _FEWEST and all(_is_a_share_of(shares[row], amounts[row]) for row in both):
            found |= {first: False, second: True}
    return found


def _pairs(heads: Sequence[Heading]) -> Iterator[tuple[NumberColumn, NumberColumn]]:
    """The columns beside each other under one heading."""
    ordered = sorted(heads, key=lambda heading: heading.column.left)
    for one, other in pairwise(ordered):
        if one.texts == other.texts and one.words == other.words:
            yield one.column, other.column


def _is_a_share_of(share: Printed, amount: Printed) -> bool:
    """Whether one is printed as an amount per share is, and the other as an amount."""
    return share.place * share.scale < amount.place * amount.scale and abs(share.value) < abs(amount.value)


def in_its_column(
    row: LabelledRow, heading: Heading, columns: Mapping[NumberColumn, bool]
) -> tuple[LabelledRow, Heading]:
    """A row and a heading as they speak for one cell: of an amount, or of an amount per share."""
    per_share = columns.get(heading.column)
    if per_share is None:
        return row, heading
    if per_share:
        return row, replace(heading, unit=UnitWords(unit=shares_of(None)), member="per share")
    return replace(row, label=amount_of(row.label) or row.label), heading
