"""Workbooks in Excel's binary formats (XLS, XLSB): the values of their visible sheets as they are shown.

Number formats are known of XLS of 1997 and later; elsewhere a value is shown as a general format shows it, in up to
eleven digits. Formulas are not told.
"""

import io
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from zipfile import BadZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from crossfoot.read.office.binary_formats import Cells, Unfamiliar, formats_of_cells
from crossfoot.read.office.stored_values import GENERAL, shown_day, shown_number, stored_number
from crossfoot.read.packages import Refused, opened
from crossfoot.read.tables.blocks import tables_of
from crossfoot.read.tables.comma_separated import leading_blanks
from crossfoot.read.tables.found import Draft, FoundCell, FoundPassage
from crossfoot.vocabulary.notation import Printed

_CELLS_MOST = 1_000_000
_BLANKS_AN_INDENT = 2
_PANIC = "PanicException"  # what Rust raises where a file leads it beyond its bounds: no Exception, and not importable
_FULL_DAY = "d mmm yyyy"


def read_binary_workbook(raw: bytes, draft: Draft) -> list[str]:
    """Take in the tables of every visible sheet; what could not be read of them is given back in words.

    Raises Refused, zipfile.BadZipFile, and CalamineError on a workbook that it cannot make sense of.
    """
    if raw.startswith(b"PK"):
        raw = opened(raw).repacked()
    try:
        return _read(raw, draft)
    except PasswordError as error:
        raise Refused("it is encrypted") from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise BadZipFile(str(error)) from error


def _read(raw: bytes, draft: Draft) -> list[str]:
    workbook = load_workbook(io.BytesIO(raw))
    formats = _formats(raw)
    complaints = []
    for sheet in workbook.sheets_metadata:
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet:
            try:
                _take(workbook.get_sheet_by_name(sheet.name), formats.get(sheet.name, {}), draft)
            except CalamineError as error:
                complaints.append(f"sheet {sheet.name!r} cannot be read ({error})")
    return complaints


def _formats(raw: bytes) -> Mapping[str, Cells]:
    """The number formats of an XLS file's cells, none where its records are unfamiliar."""
    try:
        return formats_of_cells(raw) if not raw.startswith(b"PK") else {}
    except Unfamiliar:
        return {}


def _take(sheet: CalamineSheet, formats: Cells, draft: Draft) -> None:
    if sheet.total_height * sheet.total_width > _CELLS_MOST:
        raise Refused(f"sheet {sheet.name!r} spans more than {_CELLS_MOST:,} cells")
    laid_out = tables_of(_cells(sheet, formats), sheet.name)
    for table in laid_out.tables:
        draft.add_table(table)
    for line in laid_out.lines:
        draft.add_passage(FoundPassage(line.text))


def _cells(sheet: CalamineSheet, formats: Cells) -> Iterator[FoundCell]:
    merged = sheet.merged_cell_ranges or []
    spans = {first: (last[0] - first[0] + 1, last[1] - first[1] + 1) for first, last in merged}
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, value in enumerate(values):
            text, printed = _shown(value, formats.get((row, column), GENERAL))
            if text:
                height, width = spans.get((row, column), (1, 1))
                indent = leading_blanks(value) / _BLANKS_AN_INDENT if isinstance(value, str) else Decimal(0)
                yield FoundCell(row, column, text, height, width, indent, printed=printed)


def _shown(value: object, number_format: str) -> tuple[str, Printed | None]:
    """The text that shows a value by its format, and the number it prints."""
    if isinstance(value, bool):
        return str(value).upper(), None
    if isinstance(value, date | time | timedelta):
        return shown_day(value, _FULL_DAY if number_format == GENERAL else number_format), None
    if isinstance(value, str):
        return " ".join(value.split()), None
    number = stored_number(repr(value))
    if number is None:
        return "", None
    return shown_number(number.quantize(Decimal(1)) if number == number.to_integral_value() else number, number_format)
