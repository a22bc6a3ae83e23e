"""Where figures stand on a page that was drawn anew: their characters on its lines of text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from crossfoot.model.figures import Box, Figure
from crossfoot.model.pictures import DrawnLine

_SLACK = 2.0  # points by which a line may stand out of the box that its figures are said to be in


def as_drawn(figures: Iterable[Figure], lines: Sequence[DrawnLine]) -> list[Figure]:
    """The figures with the boxes of their characters on the lines; one that no line within its box prints is as it was.

    Where a box holds a text several times, its figures take them in their order.
    """
    taken: dict[tuple[Box, str], int] = defaultdict(int)
    found = []
    for figure in figures:
        within = figure.place.box
        if within is None:
            found.append(figure)
            continue
        places = _places(figure.text, within, lines) or _places(_number_of(figure.text), within, lines)
        number = taken[within, figure.text]
        taken[within, figure.text] += 1
        box = places[min(number, len(places) - 1)] if places else within
        found.append(replace(figure, place=replace(figure.place, box=box)))
    return found


def _number_of(text: str) -> str:
    """The word with the digits: a line may end between "$208" and "million"."""
    return next((word for word in text.split() if any(letter.isdigit() for letter in word)), text)


def _places(text: str, within: Box, lines: Sequence[DrawnLine]) -> list[Box]:
    """Every place in a box where a line prints the text whole, not as a part of a longer number."""
    found = []
    for line in lines:
        if not _is_within(line.box, within):
            continue
        at = line.text.find(text)
        while at >= 0:
            end = at + len(text)
            around = line.text[at - 1 : at] + line.text[end : end + 1]
            if not any(letter.isdigit() for letter in around):
                found.append(_box(line, at, end))
            at = line.text.find(text, end)
    return found


def _box(line: DrawnLine, start: int, end: int) -> Box:
    left = line.ends[start - 1] if start else line.box[0]
    return left, line.box[1], line.ends[end - 1], line.box[3]


def _is_within(line: Box, box: Box) -> bool:
    middle = (line[1] + line[3]) / 2
    return line[0] >= box[0] - _SLACK and line[2] <= box[2] + _SLACK and box[1] - _SLACK <= middle <= box[3] + _SLACK
