"""Pages with charts made for tests: bars, labels and axes at given places."""

import math
from collections.abc import Iterable, Sequence

from crossfoot.read.pdf.page.pages import Colour, Fill, PdfPage, Point, Rule, Stroke, Word

BLUE, NAVY, GREY, WHITE = (36, 91, 226), (15, 22, 50), (127, 127, 127), (255, 255, 255)
SIZE = 10.0


def text(words: str, across: float, down: float, colour: Colour = (0, 0, 0)) -> list[Word]:
    """Words centred on a point."""
    parts = words.split()
    wide = [len(part) * 5.0 for part in parts]
    left = across - (sum(wide) + 3.0 * (len(parts) - 1)) / 2
    found = []
    for part, width in zip(parts, wide, strict=True):
        found.append(Word(part, (left, down - SIZE / 2, left + width, down + SIZE / 2), SIZE, colour=colour))
        left += width + 3.0
    return found


def bar(left: float, top: float, right: float, foot: float, colour: Colour = BLUE) -> Fill:
    return Fill((left, top, right, foot), colour)


def axis(left: float, right: float, down: float) -> Rule:
    return Rule((left, down, right, down), True, 0.75, GREY)


def page(words: Iterable[Word], fills: Iterable[Fill] = (), rules: Iterable[Rule] = ()) -> PdfPage:
    return PdfPage(1, 960.0, 540.0, tuple(words), tuple(rules), tuple(fills))


def with_lines(base: PdfPage, *lines: Sequence[Point]) -> PdfPage:
    strokes = tuple(Stroke(tuple(points), GREY, 2.0) for points in lines)
    return PdfPage(1, base.width, base.height, base.words, base.rules, base.fills, strokes)


def slices(shares: Sequence[float], middle: Point, radius: float, colours: Sequence[Colour]) -> list[Fill]:
    """Slices of a pie from the top, clockwise; shares of 1."""
    found = []
    start = 0.0
    for share, colour in zip(shares, colours, strict=True):
        steps = max(3, round(60 * share))
        turns = [start + share * step / steps for step in range(steps + 1)]
        rim = [on_rim(turn, middle, radius) for turn in turns]
        points = (middle, *rim)
        across, down = [x for x, _ in points], [y for _, y in points]
        found.append(Fill((min(across), min(down), max(across), max(down)), colour, points))
        start += share
    return found


def on_rim(turn: float, middle: Point, radius: float) -> Point:
    """The point of a circle at a share of a turn, clockwise from the top."""
    angle = 2 * math.pi * turn
    return middle[0] + radius * math.sin(angle), middle[1] - radius * math.cos(angle)
