"""Slides drawn: each shape in its box on the slide's proportions, with its text, table, picture or chart's numbers.

A drawing, not a print: typefaces, shadows and what a layout adds behind the slide are left out. A chart is shown as the
numbers that it was drawn from, for these are what is tied.
"""

import io
from base64 import b64encode
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import BadZipFile

import pptx
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.exc import PackageNotFoundError

from crossfoot.model.figures import Box
from crossfoot.model.pictures import DrawnLine, Picture
from crossfoot.read.drawing.slide_text import Typography, anchor_of, inset
from crossfoot.read.drawing.text_setting import Paragraph, SetLine, set_text
from crossfoot.read.office.native_charts import ChartPlace, NoChart, chart_tables
from crossfoot.read.office.slides import LaterChart, PlacedShape, is_shown, placed_shapes, table_cells
from crossfoot.read.packages import Refused, opened
from crossfoot.read.tables.found import FoundCell, FoundTable

_EMU_A_POINT = 12_700
_LARGEST_IMAGE = 300_000  # bytes of a picture on a slide that is drawn; a larger one is a grey box
_IMAGES = ("image/png", "image/jpeg", "image/gif")
_LINE, _SHADE, _INK = "#9aa0a6", "#eef1f4", "#222222"
_CHART_SIZE = 9.0
_CHART_HEAD = 13.0  # points for the words that say what stands in a chart's place
_CELL_ROOM, _MARK_ROOM = 4.0, 12.0  # points between the left and right edges of a cell and its text
_ENDS_OF_NUMBERS = tuple("0123456789)%-–—")


def slide_pictures(raw: bytes, pages: Iterable[int]) -> dict[int, Picture]:
    """Drawings of the asked slides, counted from 1; none of a presentation that cannot be opened, or is hidden."""
    wanted = set(pages)
    try:
        presentation = pptx.Presentation(io.BytesIO(opened(raw).repacked()))
    except (Refused, OSError, ValueError, KeyError, BadZipFile, PackageNotFoundError):
        return {}
    if not presentation.slide_width or not presentation.slide_height:
        return {}
    size = presentation.slide_width / _EMU_A_POINT, presentation.slide_height / _EMU_A_POINT
    slides = enumerate(presentation.slides, 1)
    return {number: _Drawing(slide, size).picture() for number, slide in slides if number in wanted and is_shown(slide)}


class _Drawing:
    """One slide on its way to a picture: what is drawn so far, from the back to the front."""

    def __init__(self, slide: Any, size: tuple[float, float]) -> None:
        self._slide = slide
        self._size = size
        self._typography = Typography(slide)
        self._drawn: list[str] = []
        self._lines: list[DrawnLine] = []

    def picture(self) -> Picture:
        """The whole slide as SVG."""
        width, height = self._size
        for placed in placed_shapes(self._slide):
            if placed.box is not None:
                self._shape(placed, placed.box)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
            f'width="{width:g}" height="{height:g}" font-family="Helvetica, Arial, sans-serif">'
        )
        ground = f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>'
        content = "".join((head, ground, *self._drawn, "</svg>")).encode()
        return Picture("image/svg+xml", content, (0, 0, width, height), tuple(self._lines))

    def _shape(self, placed: PlacedShape, box: Box) -> None:
        shape = placed.shape
        if isinstance(shape, LaterChart) or getattr(shape, "has_chart", False):
            self._chart(placed, box)
        elif getattr(shape, "has_table", False):
            for cell in table_cells(placed):
                self._cell(cell)
        elif shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
            self._image(shape, box)
        else:
            ground = self._ground(shape, box)
            if getattr(shape, "has_text_frame", False):
                paragraphs = list(self._typography.paragraphs(shape, ground))
                self._text(set_text(paragraphs, inset(shape.text_frame, box), anchor_of(shape)))

    def _ground(self, shape: Any, box: Box) -> str:
        """The shape's own area and outline; gives the colour that text will stand on."""
        fill, line = _fill_of(shape, self._typography), _line_of(shape, self._typography)
        left, top, right, bottom = box
        if getattr(shape, "begin_x", None) is not None:
            ends = (shape.begin_x, shape.begin_y, shape.end_x, shape.end_y)
            x1, y1, x2, y2 = (end / _EMU_A_POINT for end in ends)
            self._drawn.append(
                f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{line or _LINE}"/>'
            )
        elif fill or line:
            self._rect((left, top, right, bottom), fill or "none", line or "none")
        return fill or "#ffffff"

    def _cell(self, cell: FoundCell) -> None:
        if cell.box is None:
            return
        self._rect(cell.box, _SHADE if cell.row == 0 else "#ffffff", _LINE)
        align = "end" if cell.column and (cell.row == 0 or cell.text[-1:] in _ENDS_OF_NUMBERS) else "start"
        bold = cell.bold or cell.row == 0
        look = Paragraph(cell.text, self._typography.table_size, bold, align=align, indent=float(cell.indent) * 2)
        self._text(set_text([look], _shrunk(cell.box), "middle"))

    def _chart(self, placed: PlacedShape, box: Box) -> None:
        self._rect(box, "#ffffff", _LINE)
        tables = _tables(self._slide, placed)
        says = Paragraph("Chart: the numbers that it was drawn from", _CHART_SIZE, colour="#5f6368")
        self._text(set_text([says], (box[0] + _CELL_ROOM, box[1] + 1, box[2], box[1] + _CHART_HEAD)))
        height = (box[3] - box[1] - _CHART_HEAD) / max(len(tables), 1)
        for number, table in enumerate(tables):
            top = box[1] + _CHART_HEAD + number * height
            for cell, own in _spread(table, (box[0], top, box[2], top + height)):
                align = "middle" if cell.column else "start"
                look = Paragraph(cell.text, _CHART_SIZE, bold=cell.row == 0, align=align)
                self._text(set_text([look], _shrunk(own), "middle"))

    def _image(self, shape: Any, box: Box) -> None:
        left, top, right, bottom = box
        try:
            image = shape.image
        except (AttributeError, KeyError, ValueError):  # linked, not embedded
            image = None
        if image is None or image.content_type not in _IMAGES or len(image.blob) > _LARGEST_IMAGE:
            self._rect(box, "#e4e6e9", "none")
            return
        source = f"data:{image.content_type};base64,{b64encode(image.blob).decode()}"
        self._drawn.append(
            f'<image href={quoteattr(source)} x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" '
            f'height="{bottom - top:.1f}" preserveAspectRatio="none"/>'
        )

    def _rect(self, box: Box, fill: str, line: str) -> None:
        left, top, right, bottom = box
        self._drawn.append(
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{max(right - left, 0):.1f}" '
            f'height="{max(bottom - top, 0):.1f}" fill="{fill}" stroke="{line}" stroke-width=".6"/>'
        )

    def _text(self, lines: Iterable[SetLine]) -> None:
        for line in lines:
            left, _, right, _ = line.drawn.box
            weight = ' font-weight="700"' if line.look.bold else ""
            self._drawn.append(
                f'<text x="{left:.1f}" y="{line.baseline:.1f}" font-size="{line.size:.1f}"{weight} '
                f'fill="{line.look.colour}" textLength="{right - left:.1f}" lengthAdjust="spacingAndGlyphs" '
                f'xml:space="preserve">{escape(line.drawn.text)}</text>'
            )
            if line.look.bullet:
                self._drawn.append(
                    f'<text x="{left - line.size * 0.8:.1f}" y="{line.baseline:.1f}" font-size="{line.size:.1f}" '
                    f'fill="{line.look.colour}">{escape(line.look.bullet)}</text>'
                )
            self._lines.append(line.drawn)


def _tables(slide: Any, placed: PlacedShape) -> list[FoundTable]:
    try:
        relation = placed.shape.name if isinstance(placed.shape, LaterChart) else ""
        part = slide.part.related_part(relation) if relation else placed.shape.chart_part
        return chart_tables(part.blob, ChartPlace())
    except (NoChart, KeyError, AttributeError):
        return []


def _spread(table: FoundTable, box: Box) -> Iterator[tuple[FoundCell, Box]]:
    """The cells of a chart's numbers, spread evenly over its box."""
    rows = 1 + max((cell.row for cell in table.cells), default=0)
    columns = 1 + max((cell.column for cell in table.cells), default=0)
    left, top, right, bottom = box
    across, down = (right - left) / columns, (bottom - top) / rows
    for cell in table.cells:
        x, y = left + cell.column * across, top + cell.row * down
        yield cell, (x, y, x + across * cell.column_span, y + down * cell.row_span)


def _fill_of(shape: Any, typography: Typography) -> str:
    """The colour that a shape is filled with, empty where it is with none or with something that is no colour."""
    try:
        fill = shape.fill
        return typography.colour(fill.fore_color) if fill.type == MSO_FILL.SOLID else ""
    except (AttributeError, TypeError, ValueError):
        return ""


def _line_of(shape: Any, typography: Typography) -> str:
    try:
        fill = shape.line.fill
        return typography.colour(fill.fore_color) if fill.type == MSO_FILL.SOLID else ""
    except (AttributeError, TypeError, ValueError):
        return ""


def _shrunk(box: Box) -> Box:
    left, top, right, bottom = box
    return left + _CELL_ROOM, top, right - _MARK_ROOM, bottom
