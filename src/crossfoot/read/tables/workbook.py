"""Tables in Excel workbooks: what each cell shows by its number format, live formulas, merged and indented cells."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Side
from openpyxl.worksheet.worksheet import Worksheet

from crossfoot.model.workings import Held, Sheet
from crossfoot.read.office.stored_values import shown_day, shown_number, stored_number
from crossfoot.read.packages import Package, Refused, opened
from crossfoot.read.tables.blocks import tables_of
from crossfoot.read.tables.comma_separated import leading_blanks
from crossfoot.read.tables.formats import shows_date
from crossfoot.read.tables.found import Draft, FoundCell, FoundPassage
from crossfoot.vocabulary.notation import Printed

_CELLS_MOST = 1_000_000
_BLANKS_AN_INDENT = 2
_TEXT_COMPUTED = "str"  # openpyxl's mark of a formula's text, kept where that is empty
Formulas = dict[tuple[int, int], str]
"""Formulas by the row and column of their cells, from 1."""


def read_xlsx(raw: bytes, draft: Draft) -> list[str]:
    """Take in the tables of every visible sheet; what could not be read of them is given back in words.

    Raises Refused, zipfile.BadZipFile, and what openpyxl raises on a workbook that it cannot make sense of.
    """
    package = opened(raw)
    sound = package.repacked()
    values = load_workbook(io.BytesIO(sound), data_only=True)
    formulas = _formulas(sound) if _has_formulas(package) else {}
    names = {name.lower(): defined.attr_text or "" for name, defined in values.defined_names.items()}
    complaints = []
    for sheet in values.worksheets:
        reading = _SheetReading(sheet, formulas.get(sheet.title, {}))
        if formulas:
            draft.sheets.append(Sheet(draft.document, sheet.title, reading.held(), names))
        if sheet.sheet_state != "visible":
            continue
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


def _has_formulas(package: Package) -> bool:
    sheets = (content for name, content in package.parts.items() if name.startswith("xl/worksheets/"))
    return any(b"<f>" in content or b"<f " in content for content in sheets)


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
        # Rows of the sheet would make every blank cell of its rectangle: one stray cell at its end makes billions.
        cells = sorted(values._cells.items())  # noqa: SLF001 - the cells that exist, which nothing else lists
        self.existing = [cell for _, cell in cells if isinstance(cell, Cell)]
        if len(self.existing) > _CELLS_MOST:
            raise Refused(f"sheet {values.title!r} holds more than {_CELLS_MOST:,} cells")
        self.hidden_rows = {row for row, shape in values.row_dimensions.items() if shape.hidden}
        self.hidden_columns = set(_hidden_columns(values))

    def cells(self) -> Iterator[FoundCell]:
        """The cells that show something, row by row, from 0 at A1; hidden rows and columns show nothing."""
        last = 0
        for number, row in groupby(self.existing, key=lambda cell: cell.row):
            if number > last + 1:
                self.ruled_below = set()
            last = number
            if number in self.hidden_rows:
                continue
            line = list(row)
            for cell in line:
                if cell.column not in self.hidden_columns:
                    found = self._found(cell)
                    if found is not None:
                        yield found
            self.ruled_below = {cell.column for cell in line if cell.has_style and _is_drawn(cell.border.bottom)}

    def held(self) -> dict[tuple[int, int], Held]:
        """What the cells hold, hidden ones too, by row and column from 0."""
        found = {}
        for cell in self.existing:
            formula = self.formulas.get((cell.row, cell.column), "")
            value = _stored(cell.value)
            text = None
            if value is None and (cell.value is not None or (formula and cell.data_type == _TEXT_COMPUTED)):
                text = str(cell.value or "")
            if value is not None or text is not None or formula:
                found[cell.row - 1, cell.column - 1] = Held(value, formula, text)
        return found

    def _found(self, cell: Cell) -> FoundCell | None:
        formula = self.formulas.get((cell.row, cell.column), "")
        if cell.value is None:
            self.without_value += bool(formula) and cell.data_type != _TEXT_COMPUTED
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
        return shown_day(value, cell.number_format), None
    number = _stored(value)
    if number is None:
        return " ".join(str(value).split()), None
    if shows_date(cell.number_format):
        return str(value), None
    return shown_number(number, cell.number_format)


def _stored(value: object) -> Decimal | None:
    """The number that a cell holds, None where it holds another kind of value."""
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return stored_number(repr(value) if isinstance(value, float) else str(value)) if is_number else None
