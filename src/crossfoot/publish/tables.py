"""A fenced `table` block of a page, read into a table of facts."""

from dataclasses import dataclass

from crossfoot.model.pages import Number, Row, Table
from crossfoot.publish.complaints import Complaints
from crossfoot.publish.marked_yaml import Block
from crossfoot.publish.names import Unknown, aspect_of
from crossfoot.publish.numbers import Numbers, PrintingUnit, Style
from crossfoot.publish.wording import aspect_words
from crossfoot.vocabulary.measures import LEVEL, Aspect, AspectKind, Measure

_TABLE = ("caption", "unit", "decimals", "columns", "rows", "note")
_COLUMN = ("label", "period", "aspect", "against", "scenario", "vintage", "unit", "decimals", "signed")
_ROW = ("measure", "label", "aspect", "against", "level", "total", "unit", "decimals", "signed")

_OF_A_BASE = (AspectKind.SHARE, AspectKind.SHARE_CHANGE)


@dataclass(frozen=True, slots=True)
class _Column:
    label: str
    period: str
    scenario: tuple[str, str]
    aspect: Aspect
    style: Style
    line: int


@dataclass(frozen=True, slots=True)
class _Line:
    measure: Measure
    aspect: Aspect
    style: Style
    line: int


def read_table(block: Block, numbers: Numbers, complaints: Complaints) -> Table:
    """The table that `block` describes; whatever it says wrong is added to the complaints."""
    complaints.only(block, _TABLE)
    complaints.needed(block, "caption")
    complaints.needed(block, "columns")
    complaints.needed(block, "rows")
    style = read_style(block, numbers, complaints)
    columns = [
        column
        for node in complaints.several(block, "columns")
        if (column := _column(complaints.block(node, "period"), numbers, complaints)) is not None
    ]
    reader = _Rows(tuple(columns), style, numbers, complaints)
    return Table(
        caption=complaints.text(block, "caption"),
        columns=tuple(column.label for column in columns),
        rows=tuple(reader.row(complaints.block(node, "measure")) for node in complaints.several(block, "rows")),
        note=complaints.text(block, "note"),
        unit=str(style.unit) if style.unit else "",
    )


def read_style(block: Block, numbers: Numbers, complaints: Complaints) -> Style:
    """The printing unit, decimals and sign that a block asks for."""
    unit: PrintingUnit | None = None
    text = complaints.word(block, "unit")
    if text:
        with complaints.at(text.line):
            unit = numbers.unit(text)
    signed = complaints.yes(block, "signed") if "signed" in block else None
    return Style(unit, complaints.whole(block, "decimals"), signed)


def _column(block: Block, numbers: Numbers, complaints: Complaints) -> _Column | None:
    complaints.only(block, _COLUMN)
    if not complaints.needed(block, "period"):
        return None
    period = complaints.text(block, "period")
    aspect = LEVEL
    with complaints.at(block.line):
        aspect = aspect_of(complaints.text(block, "aspect"), complaints.text(block, "against"))
    return _Column(
        label=complaints.text(block, "label", period),
        period=period,
        scenario=(complaints.text(block, "scenario", "actual"), complaints.text(block, "vintage")),
        aspect=aspect,
        style=read_style(block, numbers, complaints),
        line=block.line,
    )


class _Rows:
    """Reads the rows of one table against its columns."""

    def __init__(self, columns: tuple[_Column, ...], style: Style, numbers: Numbers, complaints: Complaints) -> None:
        self._columns = columns
        self._style = style
        self._numbers = numbers
        self._complaints = complaints
        self._faulty: set[int] = set()

    def row(self, block: Block) -> Row:
        """The row that `block` describes; without a measure it is a heading over the rows below."""
        complaints = self._complaints
        complaints.only(block, _ROW)
        label = complaints.text(block, "label")
        level = complaints.whole(block, "level", 0) or 0
        line = self._measure(block)
        cells: tuple[Number | None, ...] = tuple(self._cell(line, column) for column in self._columns)
        if not label and line is not None:
            label = _label(line)
        return Row(label, cells, level, complaints.yes(block, "total"))

    def _measure(self, block: Block) -> _Line | None:
        complaints = self._complaints
        name = complaints.word(block, "measure")
        if not name:
            complaints.needed(block, "label")
            return None
        with complaints.at(name.line):
            measure, aspect = self._numbers.names.measure(name)
            if "aspect" in block:
                aspect = aspect_of(complaints.text(block, "aspect"), complaints.text(block, "against"))
            return _Line(measure, aspect, read_style(block, self._numbers, complaints), name.line)
        return None

    def _cell(self, row: _Line | None, column: _Column) -> Number | None:
        if row is None:
            return None
        aspect = _crossed(row.aspect, column.aspect)
        if aspect is None or (aspect.kind in _OF_A_BASE and row.measure.base is None):
            return None
        try:
            key = self._numbers.key(row.measure, aspect, column.period, column.scenario)
        except Unknown as unknown:
            # A column's period or scenario is one mistake, however many rows it has.
            if column.line not in self._faulty:
                self._faulty.add(column.line)
                self._complaints.add(column.line, str(unknown), unknown.remedy)
            return None
        style = _merged(row.style, column.style, self._style)
        return self._numbers.cell(row.measure, key, style)


def _crossed(row: Aspect, column: Aspect) -> Aspect | None:
    """What stands where a row of one aspect meets a column of another; None where that has no meaning."""
    if row in (LEVEL, column):
        return column
    if column == LEVEL:
        return row
    if row.kind is AspectKind.SHARE and column.kind is AspectKind.CHANGE:
        return Aspect(AspectKind.SHARE_CHANGE, column.against)
    return None


def _merged(*styles: Style) -> Style:
    """The first word that row, column or table says on each question."""
    unit = next((style.unit for style in styles if style.unit is not None), None)
    decimals = next((style.decimals for style in styles if style.decimals is not None), None)
    signed = next((style.signed for style in styles if style.signed is not None), None)
    return Style(unit, decimals, signed)


def _label(line: _Line) -> str:
    words = aspect_words(line.aspect)
    return f"{line.measure.label}, {words}" if words else line.measure.label
