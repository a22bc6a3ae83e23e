"""Text documents (DOCX): tables, charts and paragraphs in their order, headings as what stands above a table.

Headers and footers are left out, as is what was struck out. Pages are those of the program that saved the document
last, where it noted them. Rows typed with tabs are read as the table that they show.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from crossfoot.read.office.native_charts import CHART_REFERENCES, RELATION, ChartPlace, NoChart, chart_tables
from crossfoot.read.office.raised import with_raised
from crossfoot.read.packages import Refused, opened
from crossfoot.read.tables.comma_separated import leading_blanks
from crossfoot.read.tables.found import Draft, FoundCell, FoundPassage, FoundTable, told_before
from crossfoot.vocabulary.cell_numbers import read_cell
from crossfoot.vocabulary.notation import NotANumber

CELLS_MOST = 1_000_000
"""Cells of all tables together."""

_TABBED_LEAST = 2  # rows, one of them with a number, that make a table of tabbed lines
_TWIPS_A_BLANK = 120
_HEADING = "heading"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CONTAINERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:customXml")))


def read_docx(raw: bytes, draft: Draft) -> list[str]:
    """Take in the document's body; what could not be read of it is given back in words.

    Raises Refused, zipfile.BadZipFile, and what python-docx raises on a document that it cannot make sense of.
    """
    document = docx.Document(io.BytesIO(opened(raw).repacked()))
    body = document.element.body
    pages = body.find(f".//{qn('w:lastRenderedPageBreak')}") is not None
    reading = _BodyReading(document, draft, 1 if pages else None)
    reading.read(body)
    return reading.complaints


@dataclass(slots=True)
class _BodyReading:
    """The body on its way into the draft; `page` counts from 1 where the document notes its pages."""

    document: Any
    draft: Draft
    page: int | None
    lines: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    heading: str = ""
    tabbed: list[tuple[int | None, str]] = field(default_factory=list)
    cells: int = 0

    def read(self, body: etree._Element) -> None:
        """Take in paragraphs and tables, in their order."""
        for node in _blocks(body):
            if node.tag == qn("w:tbl"):
                self._end_tabbed()
                self._take_table(node)
            else:
                self._take_paragraph(node)
        self._end_tabbed()

    def _take_paragraph(self, node: etree._Element) -> None:
        for child in node.iter(qn("w:lastRenderedPageBreak")):
            if self.page is not None and _shown(child):
                self.page += 1
        text = with_raised(node)
        if "\t" in text.strip():
            self.tabbed.append((self.page, text))
        elif text.strip() or not self.tabbed:  # an empty line within tabbed rows ends nothing
            self._end_tabbed()
            self._pass(text)
            if self._is_heading(node) and text.strip():
                self.heading = " ".join(text.split())
        for chart in node.iter(*CHART_REFERENCES):
            self._take_chart(chart)
        for box in node.iter(qn("w:txbxContent")):
            if next(box.iterancestors(_FALLBACK), None) is None:
                self._take_box(box)

    def _take_box(self, box: etree._Element) -> None:
        """A text box: its paragraphs and tables stand where it is anchored."""
        for node in _blocks(box):
            if node.tag == qn("w:tbl"):
                self._take_table(node)
            else:
                self._pass(with_raised(node))

    def _is_heading(self, node: etree._Element) -> bool:
        style = node.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is None:
            return False
        known = self.document.styles.element.get_by_id(style.get(qn("w:val"), ""))
        names = (style.get(qn("w:val"), ""), known.name_val if known is not None else "")
        return any(_HEADING in (name or "").lower() or (name or "").lower() == "title" for name in names)

    def _pass(self, text: str) -> None:
        words = " ".join(text.split())
        if words:
            self.draft.add_passage(FoundPassage(words, page=self.page))
            self.lines.append(words)

    def _above(self) -> tuple[str, tuple[str, ...]]:
        """The caption and context that the lines before give, the heading of the section among them."""
        caption, context = told_before(self.lines)
        if self.heading and self.heading not in context:
            context = (*context, self.heading)
        return caption or self.heading, context

    def _end_tabbed(self) -> None:
        """The tabbed lines gathered: a table where they print numbers, else lines like others."""
        rows, self.tabbed = self.tabbed, []
        cells = tuple(_tabbed_cells([text for _, text in rows]))
        caption, context = self._above()
        page = rows[0][0] if rows else None
        if len(rows) >= _TABBED_LEAST and self.draft.add_table(FoundTable(cells, caption, context, page=page)):
            return
        for _, text in rows:
            self._pass(text)

    def _take_chart(self, chart: etree._Element) -> None:
        caption, context = self._above()
        try:
            part = self.document.part.related_parts[chart.get(RELATION, "")].blob
            tables = chart_tables(part, ChartPlace(self.page, None, caption, context))
        except (NoChart, KeyError) as error:
            self.complaints.append(f"a chart below {self.heading or caption!r} cannot be read ({error})")
            return
        for table in tables:
            self.draft.add_table(table)

    def _take_table(self, node: etree._Element) -> None:
        caption, context = self._above()
        inner = [table for table in node.iter(qn("w:tbl")) if table is not node and next(_tables_around(table)) is node]
        page = self.page
        cells = tuple(_cells(node))
        self.cells += len(cells)
        if self.cells > CELLS_MOST:
            raise Refused(f"its tables hold more than {CELLS_MOST:,} cells")
        if not cells or not self.draft.add_table(FoundTable(cells, caption, context, page=page)):
            for cell in cells:
                self._pass(cell.text)
        for child in node.iter(qn("w:lastRenderedPageBreak")):
            if self.page is not None and _shown(child):
                self.page += 1
        for table in inner:
            self._take_table(table)


def _tables_around(node: etree._Element) -> Iterator[etree._Element]:
    yield from node.iterancestors(qn("w:tbl"))


def _shown(node: etree._Element) -> bool:
    return next(node.iterancestors(_FALLBACK), None) is None


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in their order, those in controls and insertions too."""
    pending = list(reversed(parent))
    while pending:
        node = pending.pop()
        if node.tag in (qn("w:p"), qn("w:tbl")):
            yield node
        elif node.tag in _CONTAINERS:
            pending.extend(reversed(node))


def _cells(table: etree._Element) -> Iterator[FoundCell]:
    """The cells that show something; a cell merged downwards spans the rows that go on with it."""
    rows = [[*_row_cells(row)] for row in _within(table, "w:tr")]
    for number, row in enumerate(rows):
        for column, width, node in row:
            if _continues(node):
                continue
            below = 1
            while number + below < len(rows) and _goes_on(rows[number + below], column, width):
                below += 1
            found = _cell(node, is_label=column == 0)
            if found is not None:
                text, indent, bold = found
                yield FoundCell(number, column, text, below, width, indent, bold)


def _row_cells(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """The cells of a row with their first columns and how many they span."""
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    column = _count(before) if before is not None else 0
    for node in _within(row, "w:tc"):
        span = node.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        width = max(_count(span), 1) if span is not None else 1
        yield column, width, node
        column += width


def _count(node: etree._Element) -> int:
    """A number of columns as given; a word has 63 at most, more is noise."""
    text = node.get(qn("w:val"), "")
    return min(int(text), 1000) if text.isdecimal() else 0


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """A table's rows or a row's cells, those in controls and insertions too, none of tables inside."""
    pending = list(reversed(parent))
    while pending:
        node = pending.pop()
        if node.tag == qn(tag):
            yield node
        elif node.tag in _CONTAINERS:
            pending.extend(reversed(node))


def _continues(node: etree._Element) -> bool:
    merged = node.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merged is not None and merged.get(qn("w:val"), "continue") == "continue"


def _goes_on(row: Sequence[tuple[int, int, etree._Element]], column: int, width: int) -> bool:
    return any(at == column and wide == width and _continues(node) for at, wide, node in row)


def _cell(node: etree._Element, *, is_label: bool) -> tuple[str, Decimal, bool] | None:
    """A cell's text, how far it is set in and whether it is bold; None where it shows nothing."""
    paragraphs = [each for each in _blocks(node) if each.tag == qn("w:p")]
    texts = [with_raised(paragraph) for paragraph in paragraphs]
    text = " ".join(" ".join(texts).split())
    if not text:
        return None
    first = next(paragraph for paragraph, words in zip(paragraphs, texts, strict=True) if words.strip())
    indent = leading_blanks(next(filter(str.strip, texts))) + (_set_in(first) if is_label else Decimal(0))
    return text, indent, any(_is_bold(run) for paragraph in paragraphs for run in paragraph.iter(qn("w:r")))


def _set_in(paragraph: etree._Element) -> Decimal:
    """How far a paragraph is set in, in blanks."""
    indent = paragraph.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    width = "0" if indent is None else indent.get(qn("w:left")) or indent.get(qn("w:start")) or "0"
    return Decimal(int(width)) / _TWIPS_A_BLANK if width.isdecimal() else Decimal(0)


def _is_bold(run: etree._Element) -> bool:
    bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return bold is not None and bold.get(qn("w:val"), "1") not in ("0", "false")


def _tabbed_cells(lines: Sequence[str]) -> Iterator[FoundCell]:
    """Lines cut at their tabs and set right, for they end alike; labels may begin with tabs of their own."""
    rows = [line.rstrip().split("\t") for line in lines]
    widest = max(map(len, rows), default=0)
    for row, fields in enumerate(rows):
        lead = next((at for at, text in enumerate(fields) if text.strip()), 0)
        for column, text in enumerate(fields[lead:], lead):
            words = " ".join(text.split())
            if words:
                first = column == lead and not _is_number(words)
                yield FoundCell(row, 0 if first else widest - len(fields) + column, words, indent=Decimal(lead))


def _is_number(text: str) -> bool:
    try:
        read_cell(text)
    except NotANumber:
        return False
    return True
