"""What is drawn on a page besides text: ruled lines, filled areas, other lines, and where pictures stand."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from crossfoot.model.figures import Box
from crossfoot.read.pdf.pages import BLACK, Colour, Fill, Point, Rule, Stroke
from crossfoot.read.pdf.sheet import Matrix, Sheet, placed, product, scale_of
from crossfoot.read.pdf.text_layer import fill_colour

SEGMENTS_MOST = 60_000
"""Lines and curves of a page beyond which no more are read: maps and drawings have them, tables do not."""

_DEEPEST = 12  # drawings within drawings
_THIN = 2.5  # points: a rectangle no higher is a rule
_LONGER = 3  # times as long as thick, for a short thin rectangle to be one
_STRAIGHT = 0.3  # points off a side of the page
_CHORDS = 6  # to a curve


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
    for drawn, kind, matrix in _drawn(page.raw, sheet.matrix, 0):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _take_path(drawn, matrix, sheet, found)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.pictures.append(_within(_picture(drawn, matrix), sheet))
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            found.fills.append(Fill(_within(_bounds(drawn, matrix), sheet), None))
        if found.cut:
            break
    return found


def _drawn(holder: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    """Everything on a page or in a form, which is a drawing that pages use, with the matrix that places it."""
    if depth:
        count, get = pdfium.FPDFFormObj_CountObjects(holder), pdfium.FPDFFormObj_GetObject
    else:
        count, get = pdfium.FPDFPage_CountObjects(holder), pdfium.FPDFPage_GetObject
    for at in range(max(count, 0)):
        drawn = get(holder, at)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _drawn(drawn, product(_matrix_of(drawn), matrix), depth + 1)
        elif kind != pdfium.FPDF_PAGEOBJ_TEXT:
            yield drawn, kind, matrix


def _matrix_of(drawn: Any) -> Matrix:
    told = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, told)
    return told.a, told.b, told.c, told.d, told.e, told.f


def _picture(drawn: Any, matrix: Matrix) -> Box:
    """An image is a square of 1 by 1 that its matrix places."""
    whole = product(_matrix_of(drawn), matrix)
    return _box_around([placed(corner, whole) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))])


def _bounds(drawn: Any, matrix: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    corners = ((left.value, bottom.value), (right.value, top.value))
    return _box_around([placed(corner, matrix) for corner in corners])


def _box_around(points: Sequence[Point]) -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def _within(box: Box, sheet: Sheet) -> Box:
    """The part of a box that is on the page."""
    left, top, right, bottom = box
    across = sorted((min(max(left, 0.0), sheet.width), min(max(right, 0.0), sheet.width)))
    down = sorted((min(max(top, 0.0), sheet.height), min(max(bottom, 0.0), sheet.height)))
    return across[0], down[0], across[1], down[1]


def _take_path(drawn: Any, matrix: Matrix, sheet: Sheet, found: Drawing) -> None:
    filling, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn, filling, stroked)
    if not filling.value and not stroked.value:
        return
    count = pdfium.FPDFPath_CountSegments(drawn)
    found.segments += count
    if found.cut:
        return
    whole = product(_matrix_of(drawn), matrix)
    outlines = [outline for outline in _outlines(drawn, count, whole) if len(outline.points) > 1]
    if filling.value:
        colour = fill_colour(drawn)
        for outline in outlines:
            _take_fill(outline, colour, sheet, found)
    if stroked.value:
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(drawn, width)
        colour, thickness = _stroke_colour(drawn), width.value * scale_of(whole)
        for outline in outlines:
            _take_stroke(outline, colour, thickness, found)


def _stroke_colour(drawn: Any) -> Colour | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetStrokeColor(drawn, red, green, blue, alpha):
        return None
    return red.value, green.value, blue.value


def _outlines(drawn: Any, count: int, matrix: Matrix) -> list[_Outline]:
    outlines: list[_Outline] = []
    curve: list[Point] = []  # the points that steer a curve, until its end comes
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = placed((x.value, y.value), matrix)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append(_Outline([point]))
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            curve.append(point)
            if len(curve) == 3:
                outlines[-1].points += _chords(outlines[-1].points[-1], curve)
                outlines[-1].curved = True
                curve = []
        else:
            outlines[-1].points.append(point)
        outlines[-1].closed = outlines[-1].closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
    return outlines


def _chords(start: Point, steering: Sequence[Point]) -> Iterator[Point]:
    first, second, end = steering
    for step in range(1, _CHORDS + 1):
        t = step / _CHORDS
        u = 1 - t
        shares = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        x = sum(share * point[0] for share, point in zip(shares, (start, first, second, end), strict=True))
        y = sum(share * point[1] for share, point in zip(shares, (start, first, second, end), strict=True))
        yield x, y


def _take_fill(outline: _Outline, colour: Colour | None, sheet: Sheet, found: Drawing) -> None:
    box = _box_around(outline.points)
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    if not _is_rectangle(outline):
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


def _is_rectangle(outline: _Outline) -> bool:
    """Whether an outline has four corners and its sides are those of the page."""
    points = outline.points
    if outline.curved or not 4 <= len(points) <= 6:
        return False
    left, top, right, bottom = _box_around(points)
    before = points[0]
    for x, y in points:
        off_side = abs(x - left) > _STRAIGHT and abs(x - right) > _STRAIGHT
        off_end = abs(y - top) > _STRAIGHT and abs(y - bottom) > _STRAIGHT
        slanted = abs(x - before[0]) > _STRAIGHT and abs(y - before[1]) > _STRAIGHT
        if off_side or off_end or slanted:
            return False
        before = x, y
    return True


def _take_stroke(outline: _Outline, colour: Colour | None, thickness: float, found: Drawing) -> None:
    points = [*outline.points, outline.points[0]] if outline.closed else outline.points
    straight = len(points) == 2 or _is_rectangle(outline)
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
