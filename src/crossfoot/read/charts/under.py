"""Rows of numbers printed under a chart's axis, which serves as their heading: margins, rates, counts."""

from collections.abc import Iterable, Sequence

from crossfoot.read.charts.drawn import Series
from crossfoot.read.charts.labels import Label, label_of
from crossfoot.read.charts.shapes import overlap
from crossfoot.read.pdf.text.pieces import Kind, kind_of

_GAP = 2.6  # times the height of its letters, from the axis or the row above to a row
_ONE_ROW = 0.6  # likewise, by which numbers of a row may differ in level
_NAME = 190.0  # points, from a row's first number to its name
_SHORT = 5  # words of a name with a number right behind it
_MOST = 0.6  # of the categories that a row has a number for


def rows_under(
    heads: Sequence[Label | None], centres: Sequence[float], pitch: float, free: Iterable[Label]
) -> list[Series]:
    """The rows right below the categories, from the top, each with its name; the first without one ends them."""
    told = [head for head in heads if head is not None]
    foot = max(head.box[3] for head in told)
    parts = [part for label in free if label.box[1] >= foot - 2 for part in _parted(label)]
    below = sorted(parts, key=lambda label: label.down)
    span = (centres[0] - pitch / 2, centres[-1] + pitch / 2)
    found: list[Series] = []
    for row in _rows([label for label in below if _is_number(label) and span[0] <= label.across <= span[1]]):
        values = _by_category(row, centres, pitch)
        enough = sum(value is not None for value in values) >= max(2, _MOST * len(centres))
        if not enough or row[0].box[1] - foot > _GAP * row[0].size:
            break
        name = _name(row, (foot, span), [label for label in below if not _is_number(label)])
        if name is None:
            break
        found.append(Series(name, tuple(values)))
        foot = max(label.box[3] for label in row)
    return found


def _parted(label: Label) -> list[Label]:
    """A name and the number right behind it as two."""
    last = label.words[-1]
    if label.kind is not Kind.WORDS or not 1 < len(label.words) <= _SHORT or kind_of(last.text) is not Kind.NUMBER:
        return [label]
    return [label_of(label.words[:-1]), label_of((last,), last.text, Kind.NUMBER)]


def _is_number(label: Label) -> bool:
    return label.is_value or label.kind is Kind.NIL


def _rows(labels: Iterable[Label]) -> list[list[Label]]:
    rows: list[list[Label]] = []
    for label in labels:
        if rows and label.down - rows[-1][0].down <= _ONE_ROW * label.size:
            rows[-1].append(label)
        else:
            rows.append([label])
    return [sorted(row, key=lambda label: label.box[0]) for row in rows]


def _by_category(row: Sequence[Label], centres: Sequence[float], pitch: float) -> list[Label | None]:
    """The number under each category; none at all where two stand under one."""
    values: list[Label | None] = []
    for centre in centres:
        here = [label for label in row if abs(label.across - centre) <= pitch / 2]
        if len(here) > 1:
            return []
        values.append(here[0] if here else None)
    return values


def _name(row: Sequence[Label], above: tuple[float, tuple[float, float]], labels: Iterable[Label]) -> Label | None:
    """What a row is called: the text before it, or the one between it and what is above it."""
    foot, span = above
    first = row[0]
    level = [
        label
        for label in labels
        if abs(label.down - first.down) <= _ONE_ROW * label.size and 0 <= first.box[0] - label.box[2] <= _NAME
    ]
    if level:
        return max(level, key=lambda label: label.box[2])
    between = [
        label
        for label in labels
        if foot - 2 <= label.box[1]
        and label.box[3] <= first.box[1] + 0.5 * first.size
        and overlap((label.box[0], label.box[2]), span) >= 0.9 * (label.box[2] - label.box[0])
    ]
    return between[0] if len(between) == 1 else None
