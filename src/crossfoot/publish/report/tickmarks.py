"""Tickmarks on a page's picture: where each stands beside its figure, clear of the figures around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crossfoot.model.figures import Box, Figure

_SIZE = 0.8  # of the height of the figure's box
_RAISED_SIZE = 0.6
_SMALLEST, _LARGEST = 4.5, 13.0  # points
_GAP = 0.7  # points between a figure and its mark
_ROOM = 0.8  # points around a figure that a reader may hit too


@dataclass(frozen=True, slots=True)
class Tickmark:
    """A figure's mark on its page, in points from the top left: the area that opens it, and the square of its glyph."""

    figure: Figure
    area: Box
    glyph: Box


def tickmarks(figures: Iterable[Figure], page: Box) -> list[Tickmark]:
    """A mark for every figure whose place on the page is known, in reading order.

    A glyph stands right of its figure, or left of it where the page ends or another figure begins; in a sentence, where
    the next word follows at once, it stands raised.
    """
    placed = [(figure, box) for figure in figures if (box := figure.place.box) is not None and _overlap(box, page)]
    placed.sort(key=lambda each: (each[1][1], each[1][0]))
    boxes = [box for _, box in placed]
    return [
        Tickmark(figure, _around(box), _raised(box, page) if figure.place.span else _glyph(box, boxes, page))
        for figure, box in placed
    ]


def _around(box: Box) -> Box:
    left, top, right, bottom = box
    return left - _ROOM, top - _ROOM, right + _ROOM, bottom + _ROOM


def _glyph(box: Box, others: Sequence[Box], page: Box) -> Box:
    left, top, right, bottom = box
    size = min(max((bottom - top) * _SIZE, _SMALLEST), _LARGEST)
    above = (top + bottom - size) / 2
    sides = [(start, above, start + size, above + size) for start in (right + _GAP, left - _GAP - size)]
    free = [
        side
        for side in sides
        if page[0] <= side[0] and side[2] <= page[2] and not any(_overlap(side, other) for other in others)
    ]
    return free[0] if free else sides[0]


def _raised(box: Box, page: Box) -> Box:
    """Beside the figure's upper corner, as marks of notes are set."""
    _, top, right, bottom = box
    size = min(max((bottom - top) * _RAISED_SIZE, _SMALLEST), _LARGEST)
    left, above = min(right - size / 4, page[2] - size), max(top - size / 2, page[1])
    return left, above, left + size, above + size


def _overlap(first: Box, second: Box) -> bool:
    across = first[0] < second[2] and second[0] < first[2]
    return across and first[1] < second[3] and second[1] < first[3]
