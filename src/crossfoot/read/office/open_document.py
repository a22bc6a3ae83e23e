"""Spreadsheets in the open document format (ODS): what each cell shows, and its formula in the usual notation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from zipfile import BadZipFile

from lxml import etree

from crossfoot.model.workings import Held, Sheet
from crossfoot.read.office.stored_values import rounded_from, shown_day, shown_number, stored_number
from crossfoot.read.packages import Refused, opened
from crossfoot.read.tables.blocks import tables_of
from crossfoot.read.tables.comma_separated import leading_blanks
from crossfoot.read.tables.found import Draft, FoundCell, FoundPassage
from crossfoot.vocabulary.cell_numbers import is_year, read_cell
from crossfoot.vocabulary.notation import NotANumber, Printed

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FORMAT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

_CELLS_MOST = 1_000_000
_REPEATED_MOST = 2_000  # times that a cell with content repeats; blank ones repeat to the end of the sheet
_GROUPS = frozenset(
    f"{_TABLE}table-{name}"
    for name in ("rows", "row-group", "header-rows", "columns", "column-group", "header-columns")
)
_NUMERIC = frozenset(("float", "percentage", "currency"))
_DECIMALS = re.compile(r"[.,·'’\s](?P<decimals>[0-9]+)\D*$")
_REFERENCE = re.compile(r"\[(?P<first>[^\]:]*)(?::(?P<last>[^\]]*))?\]")


def read_ods(raw: bytes, draft: Draft) -> list[str]:
    """Take in the tables of every visible sheet. Raises Refused, zipfile.BadZipFile, lxml's errors."""
    package = opened(raw)
    if "content.xml" not in package.names:
        raise BadZipFile("it holds no content.xml")
    root = etree.fromstring(package.parts["content.xml"], etree.XMLParser(resolve_entities=False, no_network=True))
    styles = {node.get(f"{_STYLE}name", ""): _Style.of(node) for node in root.iter(f"{_STYLE}style")}
    for table in root.iter(f"{_TABLE}table"):
        reading = _SheetReading(table.get(f"{_TABLE}name", ""), styles)
        cells = list(reading.cells(table))
        draft.sheets.append(Sheet(draft.document, reading.name, reading.held))
        if not styles.get(table.get(f"{_TABLE}style-name", ""), _Style()).hidden:
            laid_out = tables_of(cells, reading.name)
            for found in laid_out.tables:
                draft.add_table(found)
            for line in laid_out.lines:
                draft.add_passage(FoundPassage(line.text))
    return []


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of how a cell or a sheet is shown."""

    bold: bool = False
    ruled: bool = False
    hidden: bool = False

    @classmethod
    def of(cls, node: etree._Element) -> "_Style":
        """The style that a node declares."""
        found = cls()
        for part in node:
            bold = part.get(f"{_FORMAT}font-weight") == "bold"
            border = part.get(f"{_FORMAT}border-top") or part.get(f"{_FORMAT}border") or "none"
            hidden = part.get(f"{_TABLE}display") == "false"
            found = cls(found.bold or bold, found.ruled or border != "none", found.hidden or hidden)
        return found


@dataclass(slots=True)
class _SheetReading:
    """One sheet's cells as they show, and what they hold."""

    name: str
    styles: dict[str, _Style]
    held: dict[tuple[int, int], Held] = field(default_factory=dict)
    hidden_columns: set[int] = field(default_factory=set)

    def cells(self, table: etree._Element) -> Iterator[FoundCell]:
        """The cells that show something, row by row; hidden rows and columns show nothing."""
        column = 0
        for node in _own(table, "table-column"):
            repeated = _times(node, "columns")
            if node.get(f"{_TABLE}visibility") in ("collapse", "filter"):
                self.hidden_columns.update(range(column, column + min(repeated, _REPEATED_MOST)))
            column += repeated
        row = 0
        for node in _own(table, "table-row"):
            repeated, before = _times(node, "rows"), len(self.held)
            times = repeated if len(node) and repeated <= _REPEATED_MOST else 1
            for again in range(times):
                hidden = node.get(f"{_TABLE}visibility") in ("collapse", "filter")
                found = list(self._row(node, row + again))
                self._refuse_beyond(before + times * (len(self.held) - before) if not again else 0)
                yield from () if hidden else found
            row += repeated

    def _row(self, node: etree._Element, row: int) -> Iterator[FoundCell]:
        column = 0
        for cell in node:
            if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            repeated = _times(cell, "columns")
            found = self._cell(cell, row)
            if found is not None and cell.tag == f"{_TABLE}table-cell":
                for at in range(column, column + (repeated if repeated <= _REPEATED_MOST else 1)):
                    self._hold(cell, row, at)
                    if at not in self.hidden_columns and found.text:
                        yield replace(found, column=at)
            column += repeated

    def _hold(self, cell: etree._Element, row: int, column: int) -> None:
        formula = _formula(cell.get(f"{_TABLE}formula", ""))
        value = stored_number(cell.get(f"{_OFFICE}value", "")) if _kind(cell) in _NUMERIC else None
        text = None if value is not None or not _kind(cell) else "".join(map(str, cell.itertext()))
        if value is not None or text is not None or formula:
            self.held[row, column] = Held(value, formula, text)
        self._refuse_beyond(len(self.held))

    def _refuse_beyond(self, cells: int) -> None:
        """Refuses a sheet that holds, or is about to hold, more cells than a person would fill."""
        if cells > _CELLS_MOST:
            raise Refused(f"sheet {self.name!r} holds more than {_CELLS_MOST:,} cells")

    def _cell(self, cell: etree._Element, row: int) -> FoundCell | None:
        kind = _kind(cell)
        lines = ["".join(_spelled(line)) for line in cell.iterchildren(f"{_TEXT}p")]
        text, printed = " ".join(" ".join(lines).split()), None
        if kind in _NUMERIC:
            text, printed = _shown(cell, text)
        elif kind == "date":
            text = _day(cell.get(f"{_OFFICE}date-value", ""), text)
        elif not text:
            return None
        style = self.styles.get(cell.get(f"{_TABLE}style-name", ""), _Style())
        return FoundCell(
            row=row,
            column=0,
            text=text,
            row_span=max(_number(cell, "number-rows-spanned"), 1),
            column_span=max(_number(cell, "number-columns-spanned"), 1),
            indent=leading_blanks(lines[0]) if lines else Decimal(0),
            bold=style.bold,
            rule=style.ruled,
            formula=_formula(cell.get(f"{_TABLE}formula", "")),
            printed=printed,
        )


def _own(table: etree._Element, name: str) -> Iterator[etree._Element]:
    """A table's rows or columns, those in groups and headers too, none of tables inside its cells."""
    pending = list(reversed(table))
    while pending:
        node = pending.pop()
        if node.tag == f"{_TABLE}{name}":
            yield node
        elif node.tag in _GROUPS:
            pending.extend(reversed(node))


def _times(node: etree._Element, what: str) -> int:
    return max(_number(node, f"number-{what}-repeated"), 1)


def _number(node: etree._Element, name: str) -> int:
    text = node.get(f"{_TABLE}{name}", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _kind(cell: etree._Element) -> str:
    return cell.get(f"{_OFFICE}value-type", "")


def _spelled(line: etree._Element) -> Iterator[str]:
    """The characters of a line; runs of blanks and tabs are elements of their own."""
    yield line.text or ""
    for part in line:
        if part.tag == f"{_TEXT}s":
            times = part.get(f"{_TEXT}c", "1")
            yield " " * min(int(times) if times.isdecimal() and len(times) < 5 else 1, 200)
        elif part.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        else:
            yield from _spelled(part)
        yield part.tail or ""


def _shown(cell: etree._Element, text: str) -> tuple[str, Printed | None]:
    """The text that shows a number, in points and commas, and what it prints.

    The text was written in the language of the program that saved it: `1.234,56` beside the value 1234.56.
    """
    value = stored_number(cell.get(f"{_OFFICE}value", ""))
    if value is None:
        return text, None
    is_percent = _kind(cell) == "percentage"
    if not text:
        return shown_number(value, "0.00%" if is_percent else "General")
    shown = 100 * value if is_percent or text.endswith("%") else value
    try:
        printed = read_cell(text)
    except NotANumber:
        printed = None
    if printed is not None and abs(printed.value - shown) <= printed.place:
        return text, rounded_from(value, printed)
    decimals = _DECIMALS.search(text)
    for places in (len(decimals["decimals"]) if decimals else 0, 0):
        rounded = shown.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if _digits(f"{abs(rounded):f}") == _digits(text):
            plain = f"{rounded:,f}" + ("%" if text.rstrip().endswith("%") else "")
            return plain, rounded_from(value, read_cell(plain))
    return text, None


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text)).lstrip("0")


def _day(stored: str, text: str) -> str:
    """A date as words; a year alone stays one."""
    if is_year(text):
        return text
    try:
        return shown_day(date.fromisoformat(stored[:10]), "d mmm yyyy")
    except ValueError:
        return text


def _formula(formula: str) -> str:
    """`of:=SUM([.B2:.B4];[$Notes.C1])` as `=SUM(B2:B4,Notes!C1)`; empty where the cell has none."""
    if not formula:
        return ""
    _, _, plain = formula.rpartition(":=") if ":=" in formula else ("", "", formula.removeprefix("="))
    pieces = re.split(r'("(?:[^"]|"")*")', plain)
    return "=" + "".join(
        piece if piece.startswith('"') else _REFERENCE.sub(_reference, piece).replace(";", ",") for piece in pieces
    )


def _reference(found: re.Match[str]) -> str:
    first = _address(found["first"])
    if found["last"] is None:
        return first
    return f"{first}:{_address(found['last']).rpartition('!')[2]}"


def _address(text: str) -> str:
    sheet, _, cell = text.rpartition(".")
    return f"{sheet.lstrip('$')}!{cell}" if sheet else cell
