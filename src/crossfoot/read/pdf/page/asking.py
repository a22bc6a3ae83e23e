"""Questions to pdfium asked by the addresses of its functions, with plain numbers for handles, which is far quicker.

A page takes tens of thousands of them. Handles are the addresses that pdfium gives, 0 for none; what it writes goes to
the address of an array.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from crossfoot.read.pdf.page.pages import Colour

_HANDLE, _WHERE, _AT, _TOLD = ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int


def _question(name: str, *arguments: type, result: type = _TOLD) -> Callable[..., Any]:
    function = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert function is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(function)


_loose_box = _question("FPDFText_GetLooseCharBox", _HANDLE, _AT, _WHERE)
code_of = _question("FPDFText_GetUnicode", _HANDLE, _AT, result=ctypes.c_uint)
font_size_of = _question("FPDFText_GetFontSize", _HANDLE, _AT, result=ctypes.c_double)
_origin = _question("FPDFText_GetCharOrigin", _HANDLE, _AT, _WHERE, _WHERE)
is_hyphen = _question("FPDFText_IsHyphen", _HANDLE, _AT)
text_object = _question("FPDFText_GetTextObject", _HANDLE, _AT, result=_HANDLE)
has_map_error = _question("FPDFText_HasUnicodeMapError", _HANDLE, _AT)
angle_of = _question("FPDFText_GetCharAngle", _HANDLE, _AT, result=ctypes.c_float)

font_of = _question("FPDFTextObj_GetFont", _HANDLE, result=_HANDLE)
mode_of = _question("FPDFTextObj_GetTextRenderMode", _HANDLE)

count_on_page = _question("FPDFPage_CountObjects", _HANDLE)
drawn_on_page = _question("FPDFPage_GetObject", _HANDLE, _AT, result=_HANDLE)
count_in_form = _question("FPDFFormObj_CountObjects", _HANDLE)
drawn_in_form = _question("FPDFFormObj_GetObject", _HANDLE, ctypes.c_ulong, result=_HANDLE)
kind_of_drawn = _question("FPDFPageObj_GetType", _HANDLE)

count_segments = _question("FPDFPath_CountSegments", _HANDLE)
_segment_of = _question("FPDFPath_GetPathSegment", _HANDLE, _AT, result=_HANDLE)
kind_of_segment = _question("FPDFPathSegment_GetType", _HANDLE)
is_closing = _question("FPDFPathSegment_GetClose", _HANDLE)
_point = _question("FPDFPathSegment_GetPoint", _HANDLE, _WHERE, _WHERE)

_draw_mode = _question("FPDFPath_GetDrawMode", _HANDLE, _WHERE, _WHERE)
_fill_colour = _question("FPDFPageObj_GetFillColor", _HANDLE, _WHERE, _WHERE, _WHERE, _WHERE)
_stroke_colour = _question("FPDFPageObj_GetStrokeColor", _HANDLE, _WHERE, _WHERE, _WHERE, _WHERE)
_stroke_width = _question("FPDFPageObj_GetStrokeWidth", _HANDLE, _WHERE)
_matrix = _question("FPDFPageObj_GetMatrix", _HANDLE, _WHERE)
_bounds = _question("FPDFPageObj_GetBounds", _HANDLE, _WHERE, _WHERE, _WHERE, _WHERE)

# Where pdfium writes what it is asked for; every answer is taken away before the next question.
_WHOLE = (ctypes.c_uint * 4)()
_WHOLES = tuple(ctypes.addressof(_WHOLE) + 4 * at for at in range(4))
_SINGLE = (ctypes.c_float * 6)()
_DOUBLE = (ctypes.c_double * 2)()
_POINTS = (ctypes.c_float * 128)()
_SINGLES = tuple(ctypes.addressof(_SINGLE) + 4 * at for at in range(6))


def handle_of(opened: Any) -> int:
    """The address behind a page or text that pypdfium2 has open."""
    return ctypes.cast(opened.raw, ctypes.c_void_p).value or 0


def loose_boxes(text: int, count: int) -> NDArray[np.float32]:
    """Left, top, right and bottom of each character in the page's own coordinates, as tall as its font."""
    boxes = np.zeros((count, 4), np.float32)
    start = boxes.ctypes.data
    deque(map(_loose_box, repeat(text), range(count), range(start, start + 16 * count, 16)), maxlen=0)
    return boxes


def origin_of(text: int, at: int) -> tuple[float, float]:
    """Where a character begins on the line that it stands on."""
    start = ctypes.addressof(_DOUBLE)
    _origin(text, at, start, start + 8)
    return _DOUBLE[0], _DOUBLE[1]


def draw_mode(drawn: int) -> tuple[int, int]:
    """How a path is filled, and whether its line is drawn; 0 for neither."""
    _draw_mode(drawn, _WHOLES[0], _WHOLES[1])
    return _WHOLE[0], _WHOLE[1]


def fill_colour(drawn: int) -> Colour | None:
    """The colour that something drawn is filled with, or None where it has no single one."""
    return (_WHOLE[0], _WHOLE[1], _WHOLE[2]) if _fill_colour(drawn, *_WHOLES) else None


def fill_colour_and_opacity(drawn: int) -> tuple[Colour | None, int]:
    """The colour as `fill_colour` gives it, and from 0 to 255 how much of what is below it covers."""
    if not _fill_colour(drawn, *_WHOLES):
        return None, 255
    red, green, blue, opacity = _WHOLE
    return (red, green, blue), opacity


def stroke_colour(drawn: int) -> Colour | None:
    """The colour that a line is drawn in, or None where it has no single one."""
    return (_WHOLE[0], _WHOLE[1], _WHOLE[2]) if _stroke_colour(drawn, *_WHOLES) else None


def stroke_width(drawn: int) -> float:
    """How thick a line is drawn, in the units of its own matrix."""
    _SINGLE[0] = 0.0
    _stroke_width(drawn, _SINGLES[0])
    return _SINGLE[0]


def matrix_of(drawn: int) -> tuple[float, float, float, float, float, float]:
    """The matrix that places something drawn, in the order a, b, c, d, e, f."""
    _matrix(drawn, _SINGLES[0])
    a, b, c, d, e, f = _SINGLE
    return a, b, c, d, e, f


def bounds_of(drawn: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of something drawn, in the coordinates of what it is drawn on."""
    _bounds(drawn, *_SINGLES[:4])
    return _SINGLE[0], _SINGLE[1], _SINGLE[2], _SINGLE[3]


def segments_of(drawn: int, count: int) -> list[int]:
    """The segments of a path that has so many."""
    return list(map(_segment_of, repeat(drawn), range(count)))


def points_of(segments: Sequence[int]) -> Iterator[tuple[float, float]]:
    """Where each segment of a path ends, or a point that steers a curve."""
    count = len(segments)
    points = _POINTS if 2 * count <= len(_POINTS) else (ctypes.c_float * (2 * count))()
    start = ctypes.addressof(points)
    end = start + 8 * count
    deque(map(_point, segments, range(start, end, 8), range(start + 4, end, 8)), maxlen=0)
    numbers = points[: 2 * count]
    return zip(numbers[::2], numbers[1::2], strict=True)


def name_and_weight(font: int) -> tuple[str, int]:
    """The name of a font, and how heavy it says that it is: 400 is plain, 700 bold."""
    handle = ctypes.cast(font, pdfium.FPDF_FONT)
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDFFont_GetBaseFontName(handle, buffer, 128)
    return buffer.raw[: min(max(length - 1, 0), 127)].decode("utf-8", "ignore"), pdfium.FPDFFont_GetWeight(handle)
