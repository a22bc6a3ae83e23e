"""Facts as an XLSX workbook, one row a fact, for those who go on in a spreadsheet."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from crossfoot.store.facts_table import COLUMNS, Row

NUMBERS = frozenset({"value", "low", "high"})
DIGITS = 15
"""Significant digits that a spreadsheet keeps of a number; one with more is written as text, so that none is lost."""

_WIDTHS = {"measure": 32, "label": 40, "place": 48, "value": 20, "low": 20, "high": 20}
_USUAL_WIDTH = 12
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP archive can name


def facts_workbook(rows: Sequence[Row]) -> bytes:
    """The workbook of the rows that `fact_rows` gives; the same rows always give the same bytes."""
    from openpyxl import Workbook  # noqa: PLC0415 - an extra, and slow to import
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    book.properties.creator = "crossfoot"
    book.properties.created = book.properties.modified = datetime(*_EARLIEST)  # noqa: DTZ001 - no moment is meant
    sheet = book.active
    assert sheet is not None
    sheet.title = "Facts"
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append([_cell(name, text) for name, text in zip(COLUMNS, row, strict=True)])
    for number, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, _USUAL_WIDTH)
        sheet.cell(1, number).font = Font(bold=True)
        if name in NUMBERS:
            for (cell,) in sheet.iter_rows(min_row=2, min_col=number, max_col=number):
                cell.number_format = "#,##0.######"
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    file = io.BytesIO()
    book.save(file)
    return _timeless(file.getvalue())


def _cell(name: str, text: str | None) -> str | Decimal | date | None:
    if text is None:
        return None
    if name in NUMBERS:
        number = Decimal(text)
        return number if len(number.normalize().as_tuple().digits) <= DIGITS else text
    if name == "vintage":
        return date.fromisoformat(text)
    # A text that begins like a formula would be one.
    return f"'{text}" if text.startswith("=") else text


def _timeless(archive: bytes) -> bytes:
    """The archive with no trace of when it was written."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(name, _EARLIEST), old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
