"""Slides (PPTX): native tables and charts, text frames and notes, each at its slide and box.

A slide is read as it is seen: from the top, then from the left. Hidden slides are left out.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pptx
from lxml import etree
from pptx.enum.shapes import MSO_SHAPE_TYPE

from crossfoot.model.figures import Box
from crossfoot.read.office.native_charts import CHART_REFERENCES, RELATION, ChartPlace, NoChart, chart_tables
from crossfoot.read.office.raised import with_raised
from crossfoot.read.packages import Refused, opened
from crossfoot.read.tables.comma_separated import leading_blanks
from crossfoot.read.tables.found import Draft, FoundCell, FoundPassage, FoundTable, told_before

SLIDES_MOST = 2_000
"""Slides of a presentation that is read."""

_CELLS_MOST = 200_000
_DEEPEST_GROUP = 50
_EMU_A_POINT = 12_700
_LEVEL_INDENT = Decimal(2)
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_BEYOND = 10**9  # where a shape without a place is read: last


@dataclass(frozen=True, slots=True)
class _Frame:
    """How a group's shapes stand on the slide: an offset, and a factor as numerator and denominator, each way."""

    left: int = 0
    top: int = 0
    width: tuple[int, int] = (1, 1)
    height: tuple[int, int] = (1, 1)

    def box(self, left: int, top: int, width: int, height: int) -> tuple[int, int, int, int]:
        """The box of a shape in the slide's own units: left, top, right, bottom."""
        at = self.left + left * self.width[0] // self.width[1], self.top + top * self.height[0] // self.height[1]
        return (
            *at,
            at[0] + width * self.width[0] // self.width[1],
            at[1] + height * self.height[0] // self.height[1],
        )


@dataclass(frozen=True, slots=True)
class PlacedShape:
    """A shape with its box in the slide's own units, or None where neither it nor its layout gives one."""

    shape: Any
    emu: tuple[int, int, int, int] | None

    @property
    def order(self) -> tuple[int, int]:
        """Where it comes in reading: from the top, then from the left."""
        return (self.emu[1], self.emu[0]) if self.emu else (_BEYOND, _BEYOND)

    @property
    def box(self) -> Box | None:
        """Its box in points."""
        return _in_points(self.emu) if self.emu else None


def read_pptx(raw: bytes, draft: Draft) -> list[str]:
    """Take in every visible slide; what could not be read of them is given back in words.

    Raises Refused, zipfile.BadZipFile, and what python-pptx raises on a presentation that it cannot make sense of.
    """
    presentation = pptx.Presentation(io.BytesIO(opened(raw).repacked()))
    if len(presentation.slides) > SLIDES_MOST:
        raise Refused(f"it has more than {SLIDES_MOST:,} slides")
    complaints = []
    for number, slide in enumerate(presentation.slides, 1):
        if is_shown(slide):
            complaints += _SlideReading(slide, number, draft).read()
    return complaints


class _SlideReading:
    """One slide on its way into the draft."""

    def __init__(self, slide: Any, number: int, draft: Draft) -> None:
        self.slide = slide
        self.number = number
        self.draft = draft
        self.lines: list[str] = []
        self.complaints: list[str] = []

    def read(self) -> list[str]:
        """Take in the slide's shapes and notes; what could not be read, in words."""
        placed = sorted(placed_shapes(self.slide), key=lambda each: each.order)
        title = self.slide.shapes.title
        # A title heads its slide, wherever it stands.
        for each in sorted(placed, key=lambda each: title is None or each.shape.shape_id != title.shape_id):
            self._take(each)
        if self.slide.has_notes_slide and self.slide.notes_slide.notes_text_frame is not None:
            for paragraph in self.slide.notes_slide.notes_text_frame.paragraphs:
                self._pass(with_raised(paragraph._p), None)  # noqa: SLF001 - its runs, raised ones marked
        return self.complaints

    def _take(self, placed: PlacedShape) -> None:
        shape = placed.shape
        if isinstance(shape, LaterChart):
            self._take_chart(placed, shape.name)
        elif getattr(shape, "has_chart", False):
            self._take_chart(placed)
        elif getattr(shape, "has_table", False):
            self._take_table(placed)
        elif getattr(shape, "has_text_frame", False):
            for paragraph in shape.text_frame.paragraphs:
                self._pass(with_raised(paragraph._p), placed.box)  # noqa: SLF001

    def _pass(self, text: str, box: Box | None) -> None:
        words = " ".join(text.split())
        if words:
            self.draft.add_passage(FoundPassage(words, page=self.number, box=box))
            self.lines.append(words)

    def _take_chart(self, placed: PlacedShape, relation: str = "") -> None:
        caption, context = told_before(self.lines)
        place = ChartPlace(self.number, placed.box, caption, context)
        try:
            part = self.slide.part.related_part(relation) if relation else placed.shape.chart_part
            tables = chart_tables(part.blob, place)
        except (NoChart, KeyError, AttributeError) as error:
            self.complaints.append(f"slide {self.number} has a chart that cannot be read ({error})")
            return
        for table in tables:
            self.draft.add_table(table)

    def _take_table(self, placed: PlacedShape) -> None:
        caption, context = told_before(self.lines)
        cells = tuple(table_cells(placed))
        table = FoundTable(cells, caption, context, page=self.number, box=placed.box)
        if not cells or not self.draft.add_table(table):
            for cell in cells:
                self._pass(cell.text, cell.box)


def placed_shapes(slide: Any) -> list[PlacedShape]:
    """All shapes of a slide from the back to the front, those in groups one by one, charts of the later kind last."""
    return [*_placed(slide.shapes, _Frame()), *_later_charts(slide)]


def is_shown(slide: Any) -> bool:
    """Whether the slide is not hidden."""
    return slide.element.get("show") not in ("0", "false")


def _placed(shapes: Any, frame: _Frame, depth: int = 0) -> Iterator[PlacedShape]:
    """The shapes with their places on the slide, those in groups one by one."""
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            if depth < _DEEPEST_GROUP:
                yield from _placed(shape.shapes, _within(shape, frame), depth + 1)
            continue
        sides = (shape.left, shape.top, shape.width, shape.height)
        yield PlacedShape(shape, None if None in sides else frame.box(*sides))


@dataclass(frozen=True, slots=True)
class LaterChart:
    """A chart of the later kind, which python-pptx does not know: the name of the relation to its part."""

    name: str
    shape_id: int = 0


def _later_charts(slide: Any) -> Iterator[PlacedShape]:
    """The charts that a slide gives older programs a picture of instead (waterfalls and the like)."""
    for reference in slide.element.iter(CHART_REFERENCES[1]):
        frame = next(reference.iterancestors(f"{_P}graphicFrame"), None)
        yield PlacedShape(LaterChart(reference.get(RELATION, "")), None if frame is None else _own_box(frame))


def _own_box(frame: Any) -> tuple[int, int, int, int] | None:
    """Where a frame stands by its own account, None where it gives none."""
    at, size = frame.find(f"{_P}xfrm/{_A}off"), frame.find(f"{_P}xfrm/{_A}ext")
    if at is None or size is None:
        return None
    return _Frame().box(
        *(int(part.get(side, "0")) for part, side in ((at, "x"), (at, "y"), (size, "cx"), (size, "cy")))
    )


def _within(group: Any, frame: _Frame) -> _Frame:
    """The frame of a group's own shapes: they are placed in its child extents, which are fitted to its box."""
    transform = group.element.grpSpPr.find(f"{_A}xfrm")
    parts = {} if transform is None else {etree.QName(part).localname: part for part in transform}
    if not {"off", "ext", "chOff", "chExt"} <= parts.keys():
        return frame
    left, top = (int(parts["off"].get(side)) for side in ("x", "y"))
    width, height = (int(parts["ext"].get(side)) for side in ("cx", "cy"))
    child_left, child_top = (int(parts["chOff"].get(side)) for side in ("x", "y"))
    child_width, child_height = (int(parts["chExt"].get(side)) or 1 for side in ("cx", "cy"))
    at = frame.box(left, top, width, height)
    across, down = (at[2] - at[0], child_width), (at[3] - at[1], child_height)
    return _Frame(at[0] - child_left * across[0] // across[1], at[1] - child_top * down[0] // down[1], across, down)


def table_cells(placed: PlacedShape) -> Iterator[FoundCell]:
    """The cells of a table that show something, each with the box that its columns and rows give it."""
    table = placed.shape.table
    rows, columns = list(table.rows), list(table.columns)
    if len(rows) * len(columns) > _CELLS_MOST:
        raise Refused(f"a slide's table has more than {_CELLS_MOST:,} cells")
    lefts, tops = _edges(column.width for column in columns), _edges(row.height for row in rows)
    for row, line in enumerate(rows):
        for column, cell in enumerate(line.cells):
            paragraphs = [] if cell.is_spanned else cell.text_frame.paragraphs
            texts = [with_raised(paragraph._p) for paragraph in paragraphs]  # noqa: SLF001
            text = " ".join(" ".join(texts).split())
            if not text:
                continue
            height, width = (cell.span_height, cell.span_width) if cell.is_merge_origin else (1, 1)
            right, bottom = min(column + width, len(columns)), min(row + height, len(rows))
            sides = (lefts[column], tops[row], lefts[right], tops[bottom])
            yield FoundCell(
                row,
                column,
                text,
                row_span=bottom - row,
                column_span=right - column,
                indent=leading_blanks(next(filter(str.strip, texts))) + _LEVEL_INDENT * (paragraphs[0].level or 0),
                bold=any(run.font.bold for paragraph in paragraphs for run in paragraph.runs),
                box=_shifted(sides, placed),
            )


def _edges(sizes: Iterator[int]) -> list[int]:
    edges = [0]
    for size in sizes:
        edges.append(edges[-1] + size)
    return edges


def _shifted(sides: tuple[int, int, int, int], placed: PlacedShape) -> Box | None:
    if placed.emu is None:
        return None
    left, top, right, bottom = sides
    return _in_points((placed.emu[0] + left, placed.emu[1] + top, placed.emu[0] + right, placed.emu[1] + bottom))


def _in_points(emu: tuple[int, int, int, int]) -> Box:
    left, top, right, bottom = emu
    return left / _EMU_A_POINT, top / _EMU_A_POINT, right / _EMU_A_POINT, bottom / _EMU_A_POINT
