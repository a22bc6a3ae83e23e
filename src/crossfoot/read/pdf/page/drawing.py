"""What is drawn on a page besides text: ruled lines, filled areas, other lines, and where pictures stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from crossfoot.model.figures import Box
from crossfoot.read.pdf.page import asking
from crossfoot.read.pdf.page.pages import BLACK, Colour, Fill, Point, Rule, Stroke
from crossfoot.read.pdf.page.sheet import Matrix, Sheet, placed, product, scale_of

SEGMENTS_MOST = 60_000
"""Lines and curves of a page beyond which no more are read: maps and drawings have them, tables do not."""

_DEEPEST = 12  # drawings within drawings
_THIN = 2.5  # points: a rectangle no higher is a rule
_LONGER = 3  # times as long as thick, for a short thin rectangle to be one
_STRAIGHT = 0.3  # points off a side of the page
_CHORDS = 6  # to a curve
_SHARES = tuple(  # of the start, the two points that steer, and the end, in each point of a curve
    ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
    for t in (step / _CHORDS for step in range(1, _CHORDS + 1))
)
_MOVE, _CURVE = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_BEZIERTO


@dataclass(slots=True)
class Drawing:
    """Everything drawn on a page; `cut` says that it draws more than is read."""

    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    segments: int = 0

    @property
    def cut(self) -> bool:
        """Whether the page draws more lines and curves than are read."""
        return self.segments > SEGMENTS_MOST


@dataclass(slots=True)
class _Outline:
    """Points of a path between two moves of the pen."""

    points: list[Point] = field(default_factory=list)
    closed: bool = False
    curved: bool = False


def drawing(page: Any, sheet: Sheet) -> Drawing:
    """What a page draws, in displayed coordinates; `page` is open in pdfium."""
    found = Drawing()
    for drawn, kind, matrix in _drawn(asking.handle_of(page), sheet.matrix, 0):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _take_path(drawn, matrix, sheet, found)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.pictures.append(_within(_picture(drawn, matrix), sheet))
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            found.fills.append(Fill(_within(_bounds(drawn, matrix), sheet), None))
        if found.cut:
            break
    return found


def _drawn(holder: int, matrix: Matrix, depth: int) -> Iterator[tuple[int, int, Matrix]]:
    """Everything on a page or in a form, which is a drawing that pages use, with the matrix that places it."""
    if depth:
        count, get = asking.count_in_form(holder), asking.drawn_in_form
    else:
        count, get = asking.count_on_page(holder), asking.drawn_on_page
    kind_of_drawn = asking.kind_of_drawn
    for at in range(max(count, 0)):
        drawn = get(holder, at)
        kind = kind_of_drawn(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _drawn(drawn, product(asking.matrix_of(drawn), matrix), depth + 1)
        else:
            yield drawn, kind, matrix


def _picture(drawn: int, matrix: Matrix) -> Box:
    """An image is a square of 1 by 1 that its matrix places."""
    whole = product(asking.matrix_of(drawn), matrix)
    return _box_around([placed(corner, whole) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))])


def _bounds(drawn: int, matrix: Matrix) -> Box:
    left, bottom, right, top = asking.bounds_of(drawn)
    return _box_around([placed(corner, matrix) for corner in ((left, bottom), (right, top))])


def _box_around(points: Sequence[Point]) -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def _within(box: Box, sheet: Sheet) -> Box:
    """The part of a box that is on the page."""
    left, top, right, bottom = box
    width, height = sheet.width, sheet.height
    if 0.0 <= left <= right <= width and 0.0 <= top <= bottom <= height:
        return box
    across = sorted((min(max(left, 0.0), width), min(max(right, 0.0), width)))
    down = sorted((min(max(top, 0.0), height), min(max(bottom, 0.0), height)))
    return across[0], down[0], across[1], down[1]


def _take_path(drawn: int, matrix: Matrix, sheet: Sheet, found: Drawing) -> None:
    filling, stroked = asking.draw_mode(drawn)
    if not filling and not stroked:
        return
    count = asking.count_segments(drawn)
    found.segments += count
    if found.cut:
        return
    colour, opacity = asking.fill_colour_and_opacity(drawn) if filling else (None, 0)
    if not opacity and not stroked:
        return
    whole = product(asking.matrix_of(drawn), matrix)
    outlines = [outline for outline in _outlines(drawn, count, whole, stroked) if len(outline.points) > 1]
    if opacity:
        for outline in outlines:
            _take_fill(outline, colour, sheet, found)
    if stroked:
        colour, thickness = asking.stroke_colour(drawn), asking.stroke_width(drawn) * scale_of(whole)
        for outline in outlines:
            _take_stroke(outline, colour, thickness, found)


def _outlines(drawn: int, count: int, matrix: Matrix, stroked: int) -> list[_Outline]:
    """What a path draws, stretch by stretch; which are closed is asked only where their lines are drawn."""
    segments = asking.segments_of(drawn, count)
    kinds = list(map(asking.kind_of_segment, segments))
    a, b, c, d, e, f = matrix
    points = [(a * x + c * y + e, b * x + d * y + f) for x, y in asking.points_of(segments)]
    closing = list(map(asking.is_closing, segments)) if stroked else [0] * count
    if _MOVE not in kinds[1:] and _CURVE not in kinds:
        return [_Outline(points, any(closing))]
    outlines: list[_Outline] = []
    curve: list[Point] = []  # the points that steer a curve, until its end comes
    for kind, point, closes in zip(kinds, points, closing, strict=True):
        if kind == _MOVE or not outlines:
            outline = _Outline([point])
            outlines.append(outline)
        elif kind == _CURVE:
            curve.append(point)
            if len(curve) == 3:
                outline.points += _chords(outline.points[-1], curve)
                outline.curved = True
                curve = []
        else:
            outline.points.append(point)
        if closes:
            outline.closed = True
    return outlines


def _chords(start: Point, steering: Sequence[Point]) -> Iterator[Point]:
    (x0, y0), ((x1, y1), (x2, y2), (x3, y3)) = start, steering
    for first, second, third, fourth in _SHARES:
        yield (
            first * x0 + second * x1 + third * x2 + fourth * x3,
            first * y0 + second * y1 + third * y2 + fourth * y3,
        )


def _take_fill(outline: _Outline, colour: Colour | None, sheet: Sheet, found: Drawing) -> None:
    box = _box_around(outline.points)
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    if not _is_rectangle(outline, box):
        if len(outline.points) > 2:
            found.fills.append(Fill(_within(box, sheet), colour, tuple(outline.points)))
    elif high <= _THIN and wide > _LONGER * high:
        middle = (top + bottom) / 2
        found.rules.append(Rule((left, middle, right, middle), True, high, colour))
    elif wide <= _THIN and high > _LONGER * wide:
        middle = (left + right) / 2
        found.rules.append(Rule((middle, top, middle, bottom), False, wide, colour))
    elif wide > 0 and high > 0:
        found.fills.append(Fill(_within(box, sheet), colour))


def _is_rectangle(outline: _Outline, box: Box) -> bool:
    """Whether an outline has four corners and its sides are those of the page."""
    points = outline.points
    if outline.curved or not 4 <= len(points) <= 6:
        return False
    left, top, right, bottom = box
    across, down = points[0]
    for x, y in points:
        if min(x - left, right - x) > _STRAIGHT or min(y - top, bottom - y) > _STRAIGHT:
            return False
        if abs(x - across) > _STRAIGHT and abs(y - down) > _STRAIGHT:
            return False
        across, down = x, y
    return True


def _take_stroke(outline: _Outline, colour: Colour | None, thickness: float, found: Drawing) -> None:
    points = [*outline.points, outline.points[0]] if outline.closed else outline.points
    straight = len(points) == 2 or _is_rectangle(outline, _box_around(outline.points))
    if straight and not outline.curved:
        sides = [_side(a, b, thickness, colour) for a, b in pairwise(points) if a != b]
        if all(side is not None for side in sides):
            found.rules += [side for side in sides if side is not None]
            return
    found.strokes.append(Stroke(tuple(points), colour or BLACK, thickness))


def _side(start: Point, end: Point, thickness: float, colour: Colour | None) -> Rule | None:
    left, top, right, bottom = _box_around([start, end])
    if bottom - top <= _STRAIGHT:
        return Rule((left, top, right, top), True, thickness, colour)
    return Rule((left, top, left, bottom), False, thickness, colour) if right - left <= _STRAIGHT else None
