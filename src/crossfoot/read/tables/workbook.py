"""Tables in Excel workbooks: what each cell shows by its number format, live formulas, merged and indented cells."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Side
from openpyxl.worksheet.worksheet import Worksheet

from crossfoot.read.tables.blocks import tables_of
from crossfoot.read.tables.comma_separated import leading_blanks
from crossfoot.read.tables.formats import shown, shows_date
from crossfoot.read.tables.found import Draft, FoundCell, FoundPassage
from crossfoot.vocabulary.cell_numbers import read_cell
from crossfoot.vocabulary.notation import NotANumber, Printed

_UNPACKED_MOST = 400_000_000  # bytes
_PACKED_TIGHTEST = 200  # unpacked bytes a packed one, beyond which a large part is a bomb
_SMALL_PART = 10_000_000
_CELLS_MOST = 3_000_000
_BLANKS_AN_INDENT = 2
Formulas = dict[tuple[int, int], str]
"""Formulas by the row and column of their cells, from 1."""

_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.")


class Refused(ValueError):
    """The workbook is not opened; the message says why."""


def read_xlsx(raw: bytes, draft: Draft) -> list[str]:
    """Take in the tables of every visible sheet; what could not be read of them is given back in words.

    Raises Refused, zipfile.BadZipFile, and what openpyxl raises on a workbook that it cannot make sense of.
    """
    formulas_live = _inspected(raw)
    values = load_workbook(io.BytesIO(raw), data_only=True)
    formulas = _formulas(raw) if formulas_live else {}
    complaints = []
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            continue
        if sheet.max_row * sheet.max_column > _CELLS_MOST:
            raise Refused(f"sheet {sheet.title!r} holds more than {_CELLS_MOST:,} cells")
        reading = _SheetReading(sheet, formulas.get(sheet.title, {}))
        laid_out = tables_of(reading.cells(), sheet.title)
        for table in laid_out.tables:
            draft.add_table(table)
        for cell in laid_out.lines:
            draft.add_passage(FoundPassage(cell.text))
        if reading.without_value:
            complaints.append(
                f"sheet {sheet.title!r} has {reading.without_value} formulas whose values were never saved"
            )
    return complaints


def _formulas(raw: bytes) -> dict[str, Formulas]:
    """The live formulas of every sheet, by the row and column of their cells."""
    live = load_workbook(io.BytesIO(raw), read_only=True)
    found: dict[str, Formulas] = {}
    for sheet in live.worksheets:
        formulas = found.setdefault(sheet.title, {})
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":  # a blank cell has a type, but no place
                    text = str(getattr(cell.value, "text", cell.value))  # an array's formula is a record of its own
                    formulas[cell.row or 0, cell.column or 0] = text if text.startswith("=") else f"={text}"
    live.close()
    return found


def _inspected(raw: bytes) -> bool:
    """Whether any sheet has live formulas. Raises Refused where unpacking or parsing would be dangerous."""
    live = False
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        parts = package.infolist()
        if sum(part.file_size for part in parts) > _UNPACKED_MOST:
            raise Refused(f"unpacked it is larger than {_UNPACKED_MOST // 1_000_000} MB")
        for part in parts:
            if part.flag_bits & 1:
                raise Refused("it is encrypted")
            if part.file_size > _SMALL_PART and part.file_size > _PACKED_TIGHTEST * part.compress_size:
                raise Refused(f"its part {part.filename} is packed so tightly that it looks like a zip bomb")
            if part.filename.endswith((".xml", ".rels")):
                content = package.read(part)
                if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
                    raise Refused(f"its part {part.filename} declares XML entities, which no workbook needs")
                live = live or (part.filename.startswith("xl/worksheets/") and (b"<f>" in content or b"<f " in content))
    return live


class _SheetReading:
    """One sheet's cells as they show; `without_value` counts formulas that no program has computed yet."""

    def __init__(self, values: Worksheet, formulas: Formulas) -> None:
        self.values = values
        self.formulas = formulas
        self.without_value = 0
        self.ruled_below: set[int] = set()  # the columns with a line below the row just read
        self.spans = {
            (merged.min_row, merged.min_col): (merged.max_row - merged.min_row + 1, merged.max_col - merged.min_col + 1)
            for merged in values.merged_cells.ranges
        }
        self.hidden_rows = {row for row, shape in values.row_dimensions.items() if shape.hidden}
        self.hidden_columns = set(_hidden_columns(values))

    def cells(self) -> Iterator[FoundCell]:
        """The cells that show something, row by row, from 0 at A1; hidden rows and columns show nothing."""
        for row in self.values.iter_rows():
            if row and row[0].row in self.hidden_rows:
                continue
            for cell in row:
                if isinstance(cell, Cell) and cell.column not in self.hidden_columns:
                    found = self._found(cell)
                    if found is not None:
                        yield found
            self.ruled_below = {cell.column or 0 for cell in row if cell.has_style and _is_drawn(cell.border.bottom)}

    def _found(self, cell: Cell) -> FoundCell | None:
        formula = self.formulas.get((cell.row, cell.column), "")
        if cell.value is None:
            self.without_value += bool(formula)
            return None
        text, printed = _shown(cell)
        if not text:
            return None
        height, width = self.spans.get((cell.row, cell.column), (1, 1))
        indent = Decimal(int(cell.alignment.indent or 0))
        if isinstance(cell.value, str):
            indent += leading_blanks(cell.value.lstrip("\n")) / _BLANKS_AN_INDENT
        return FoundCell(
            row=cell.row - 1,
            column=cell.column - 1,
            text=text,
            row_span=height,
            column_span=width,
            indent=indent,
            bold=bool(cell.font.b),
            rule=cell.column in self.ruled_below or _is_drawn(cell.border.top),
            formula=formula,
            printed=printed,
        )


def _is_drawn(side: Side | None) -> bool:
    return side is not None and bool(side.style)


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for shape in sheet.column_dimensions.values():
        if shape.hidden and shape.min is not None and shape.max is not None:
            yield from range(shape.min, shape.max + 1)


def _shown(cell: Cell) -> tuple[str, Printed | None]:
    """The text that a cell shows, and the number in it where it is one."""
    value = cell.value
    if isinstance(value, bool) or value is None:
        return str(value or "").upper(), None
    if isinstance(value, datetime | date | time | timedelta):
        return _day(value, cell.number_format), None
    if not isinstance(value, int | float | Decimal):
        return " ".join(str(value).split()), None
    if shows_date(cell.number_format):
        return str(value), None
    display = shown(Decimal(repr(value)), cell.number_format)
    return display.text, _number(display.text, display.scale)


def _number(text: str, scale: Decimal) -> Printed | None:
    try:
        return read_cell(text, scale)
    except NotANumber:
        return None


def _day(value: datetime | date | time | timedelta, number_format: str) -> str:
    """A date as words that name a day, or a month where the format shows no day."""
    if not isinstance(value, date):
        return str(value)
    if "d" not in number_format.lower():
        return f"{_MONTHS[value.month - 1]} {value.year}" if "m" in number_format.lower() else str(value.year)
    return f"{_MONTHS[value.month - 1]} {value.day}, {value.year}"
