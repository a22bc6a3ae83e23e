"""Columns of numbers beside a chart, one number for each series: growth on the quarter, on the year, shares."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.read.charts.labels import Label, joined
from crossfoot.read.charts.shapes import alike, overlap, toned
from crossfoot.read.pdf.text.pieces import Kind

_REACH = 2.6  # distances between categories, from the last one to the columns
_HEAD = 3.5  # times the height of its letters, from a heading to the first number
_LEADING = 1.45  # likewise, from one line of a heading to the next
_LEVEL = 1.3  # likewise, from a number to what it belongs to
_FAR = 4.0  # likewise, where there is a number for everything
_BEYOND = 1.6  # likewise, above the first level and below the last
_FEWEST = 2  # numbers of a column: one alone may belong to anything


@dataclass(frozen=True, slots=True)
class Level:
    """Something of the chart that a number may belong to: its height at the last category, and its colour as text."""

    down: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class SideColumn:
    """A heading with a number, or none, for each level in the order given."""

    head: Label
    values: tuple[Label | None, ...]


def side_columns(
    levels: Sequence[Level], labels: Iterable[Label], edge: float, limit: float, pitch: float
) -> list[SideColumn]:
    """The columns between the last category's right side and `limit`; `levels` come from the top."""
    reach = min(limit, edge + _REACH * max(pitch, 60))
    near = [label for label in labels if edge - 2 <= label.box[0] and label.across <= reach]
    numbers = [
        label
        for label in near
        if (label.is_value or label.kind is Kind.NIL) and _nearest(label, levels) <= _FAR * label.size
    ]
    found = []
    for numbers_below in _columns(numbers):
        column = [number for number in numbers_below if _is_within(number, levels)]
        head = _head(column, near) if column else None
        if head is not None and (bound := _bound(column, levels)):
            found.append(SideColumn(head, bound))
    return found


def _columns(numbers: Iterable[Label]) -> list[list[Label]]:
    columns: list[list[Label]] = []
    for label in sorted(numbers, key=lambda label: label.box[1]):
        for column in columns:
            if any(overlap((label.box[0], label.box[2]), (other.box[0], other.box[2])) > 0 for other in column):
                column.append(label)
                break
        else:
            columns.append([label])
    return sorted(columns, key=lambda column: column[0].box[0])


def _head(column: Sequence[Label], labels: Iterable[Label]) -> Label | None:
    """The text right above a column."""
    first = column[0]
    span = (min(label.box[0] for label in column), max(label.box[2] for label in column))
    above = [
        label
        for label in labels
        if not label.is_value
        and label.kind is not Kind.NIL
        and label.down < first.box[1] + 0.3 * first.size
        and first.box[1] - label.box[3] <= _HEAD * first.size
        and overlap((label.box[0], label.box[2]), span) > 0
    ]
    head = max(above, key=lambda label: label.box[3], default=None)
    if head is None:
        return None
    over = [label for label in above if 0 < head.box[1] - label.box[1] <= _LEADING * head.size]
    return joined([*over[:1], head]) if over and alike(over[0].colour, head.colour) else head


def _bound(column: Sequence[Label], levels: Sequence[Level]) -> tuple[Label | None, ...]:
    """The number of each level: all in order where there is one for each, else only what is level with it."""
    if len(column) < _FEWEST:
        return ()
    if len(column) == len(levels):
        return tuple(column)
    pairs = sorted(
        (_distance(label, level), at, number)
        for at, level in enumerate(levels)
        for number, label in enumerate(column)
        if abs(label.down - level.down) <= _LEVEL * label.size
    )
    chosen: dict[int, int] = {}
    for _, at, number in pairs:
        if at not in chosen and number not in chosen.values():
            chosen[at] = number
    order = [chosen[at] for at in sorted(chosen)]
    if len(chosen) < len(column) or any(after < before for before, after in pairwise(order)):
        return ()
    return tuple(column[chosen[at]] if at in chosen else None for at in range(len(levels)))


def _is_within(label: Label, levels: Sequence[Level]) -> bool:
    slack = _BEYOND * label.size
    return levels[0].down - slack <= label.down <= levels[-1].down + slack


def _nearest(label: Label, levels: Sequence[Level]) -> float:
    return min(abs(label.down - level.down) for level in levels)


def _distance(label: Label, level: Level) -> float:
    tone = 0.0 if level.label is None or toned(label.colour, level.label.colour) else 0.5
    return abs(label.down - level.down) / label.size + tone
