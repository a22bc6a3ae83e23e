"""Made documents as Office prints them: slides with native charts, text documents, workbooks and open spreadsheets."""

import io
import zipfile
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import Any

import docx
import xlsxwriter  # type: ignore[import-untyped]
from benchmarks.made.as_text import chart_table, grid_of, tables_of
from benchmarks.made.documents import Beside, Break, Cell, Chart, Heading, Made, Paragraph, Table, Truth
from docx.shared import Pt
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]


def slides(made: Made) -> bytes:
    """A presentation: each table and chart on a slide of its own, bullets in text boxes."""
    show = Presentation()
    show.slide_width, show.slide_height = Inches(13.3), Inches(7.5)
    slide: Any = None
    title = ""
    for block in made.blocks:
        if isinstance(block, Heading):
            title = block.text
            slide = _slide(show, title)
        elif isinstance(block, Paragraph):
            slide = slide or _slide(show, title)
            box = slide.shapes.add_textbox(
                Inches(0.5), Inches(5.9 + 0.4 * (len(slide.shapes) % 4)), Inches(12), Inches(0.4)
            )
            box.text_frame.text = block.printed
        elif isinstance(block, Chart):
            _chart(slide or _slide(show, block.title), block)
        elif not isinstance(block, Break):
            for table in tables_of(block):
                free = slide if slide is not None and not any(shape.has_table for shape in slide.shapes) else None
                slide = free or _slide(show, table.title)
                _slide_table(slide, table)
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _slide(show: Any, title: str) -> Any:
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = title
    return slide


def _slide_table(slide: Any, table: Table) -> None:
    grid = grid_of(table)
    if table.unit_line:
        slide.shapes.add_textbox(Inches(10), Inches(1.2), Inches(3), Inches(0.3)).text_frame.text = table.unit_line
    shape = slide.shapes.add_table(len(grid), len(grid[0]), Inches(0.5), Inches(1.5), Inches(12.3), Inches(4))
    for r, row in enumerate(grid):
        for c, (text, cell) in enumerate(row):
            if cell is None:
                continue
            target = shape.table.cell(r, c)
            if cell.columns > 1 or cell.rows > 1:
                target.merge(shape.table.cell(r + cell.rows - 1, c + cell.columns - 1))
            target.text = text
            for paragraph in target.text_frame.paragraphs:
                paragraph.level = min(cell.indent, 4)
                for run in paragraph.runs:
                    run.font.size, run.font.bold = Pt(9), cell.bold


def _chart(slide: Any, chart: Chart) -> None:
    told: Any = CategoryChartData(  # type: ignore[no-untyped-call]
        number_format="#,##0" if "." not in chart.series[0][1][0].text else "#,##0.0"
    )
    told.categories = chart.categories
    for name, truths in chart.series:
        told.add_series(name, [float(_bare(truth)) for truth in truths])
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_STACKED, Inches(0.5), Inches(1.5), Inches(12), Inches(5), told)


def _bare(truth: Truth) -> Decimal:
    """The printed number in its own scale."""
    digits = "".join(each for each in truth.text if each.isdigit() or each == ".")
    size = Decimal(digits) if digits else Decimal(0)
    return -size if truth.value < 0 else size


def text_document(made: Made) -> bytes:
    """A text document with native tables."""
    document: Any = docx.Document()
    for block in made.blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text, 0 if block.level == 1 else 1)
        elif isinstance(block, Paragraph):
            document.add_paragraph(block.printed, style="List Bullet" if block.bullet else None)
        elif isinstance(block, Break):
            document.add_page_break()
        for table in tables_of(block):
            if isinstance(block, Beside | Chart):
                document.add_paragraph(table.title)
            if table.unit_line:
                document.add_paragraph(table.unit_line)
            _text_table(document, table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _text_table(document: Any, table: Table) -> None:
    grid = grid_of(table)
    target = document.add_table(len(grid), len(grid[0]))
    for r, row in enumerate(grid):
        cells = target.rows[r].cells
        for c, (text, cell) in enumerate(row):
            if cell is None:
                continue
            if cell.columns > 1 or cell.rows > 1:
                cells[c].merge(target.cell(r + cell.rows - 1, c + cell.columns - 1))
            paragraph = cells[c].paragraphs[0]
            paragraph.add_run(text).bold = cell.bold
            if cell.indent:
                paragraph.paragraph_format.left_indent = Pt(12 * cell.indent)


def workbook(made: Made, *, formulas: bool = False) -> bytes:
    """A workbook, a sheet for what stands between page breaks; numbers with formats, sums as formulas where asked."""
    out = io.BytesIO()
    book: Any = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, row, count = book.add_worksheet("Sheet1"), 0, 1
    for block in made.blocks:
        if isinstance(block, Break) and row:
            count += 1
            sheet, row = book.add_worksheet(f"Sheet{count}"), 0
        elif isinstance(block, Heading | Paragraph):
            sheet.write_string(row, 0, block.text if isinstance(block, Heading) else block.printed)
            row += 1
        for table in tables_of(block):
            row = _sheet_table(book, sheet, row, table, formulas=formulas)
    book.close()
    return out.getvalue()


def _sheet_table(book: Any, sheet: Any, row: int, table: Table, *, formulas: bool) -> int:
    for text in (table.title, table.unit_line):
        if text:
            sheet.write_string(row, 0, text)
            row += 1
    grid = grid_of(table)
    at = {
        id(cell.truth): (row + r, c)
        for r, line in enumerate(grid)
        for c, (_, cell) in enumerate(line)
        if cell and cell.truth
    }
    sums = {id(rel.truths[0]): rel for rel in table.relations if rel.kind == "sum"} if formulas else {}
    for r, line in enumerate(grid):
        for c, (text, cell) in enumerate(line):
            if cell is not None:
                _sheet_cell(book, sheet, (row + r, c), text, (cell, sums, at))
    return row + len(grid) + 1


def _sheet_cell(book: Any, sheet: Any, where: tuple[int, int], text: str, given: tuple[Cell, Any, Any]) -> None:
    cell, sums, at = given
    truth = cell.truth
    if cell.columns > 1 or cell.rows > 1:
        down, across = where[0] + cell.rows - 1, where[1] + cell.columns - 1
        sheet.merge_range(*where, down, across, text, book.add_format({"bold": cell.bold}))
        return
    if truth is None:
        sheet.write_string(*where, text, book.add_format({"bold": cell.bold, "indent": cell.indent}))
        return
    decimals = len(text.partition(".")[2].rstrip(")%")) if "." in text else 0
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    shape = digits + '"%"' if text.endswith("%") else f"{digits}_);({digits})" if "(" in text else digits
    style = book.add_format({"num_format": shape, "bold": cell.bold})
    number = float(truth.exact if sums and truth.exact is not None else _bare(truth))
    relation = sums.get(id(truth))
    if relation is not None and all(id(p) in at for p in relation.truths[1:]):
        parts = [(at[id(p)], p) for p in relation.truths[1:]]
        sign = _signs(truth, [p for _, p in parts])
        if sign is not None:
            sheet.write_formula(
                *where,
                "=" + "".join(f"{s}{xl_rowcol_to_cell(*a)}" for s, (a, _) in zip(sign, parts, strict=True)),
                style,
                number,
            )
            return
    sheet.write_number(*where, number, style)


def _signs(total: Truth, parts: list[Truth]) -> str | None:
    """The signs with which a sum's parts add up to its total, as a model's author would write them; None for none."""
    for number in range(2 ** len(parts)):
        signs = "".join("-" if number >> n & 1 else "+" for n in range(len(parts)))
        value = sum((_exact(p) if s == "+" else -_exact(p) for s, p in zip(signs, parts, strict=True)), Fraction(0))
        if value == _exact(total):
            return signs
    return None  # typed over


def _exact(truth: Truth) -> Fraction:
    return truth.exact if truth.exact is not None else Fraction(_bare(truth))


def open_spreadsheet(made: Made) -> bytes:
    """An ODS spreadsheet as other programs write them: values with their displayed text, merged heads covered."""
    sheets, above, count = "", [], 0
    for block in made.blocks:
        if isinstance(block, Heading | Paragraph):
            above.append(block.text if isinstance(block, Heading) else block.printed)
        for table in tables_of(block):
            count += 1
            sheets += _open_sheet(count, table, above)
            above = []
    if above:
        sheets += _open_sheet(count + 1, Table("", "", [], 0), above)
    kinds = ("office", "table", "text")
    names = " ".join(f'xmlns:{kind}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"' for kind in kinds)
    body = f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content {names} office:version="1.2">{body}</office:document-content>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return out.getvalue()


def _open_sheet(number: int, table: Table, above: list[str]) -> str:
    lines = [
        (
            "<table:table-row><table:table-cell "
            f'office:value-type="string"><text:p>{escape(t)}</text:p></table:table-cell></table:table-row>'
        )
        for t in (*above, "", table.title, table.unit_line)
    ]
    covered: set[tuple[int, int]] = set()
    for r, row in enumerate(grid_of(table)):
        cells = []
        for c, (text, cell) in enumerate(row):
            if cell is None:
                cells.append("<table:covered-table-cell/>" if (r, c) in covered else "<table:table-cell/>")
                continue
            covered |= {(r + d, c + a) for d in range(cell.rows) for a in range(cell.columns)}
            spans = (
                f' table:number-columns-spanned="{cell.columns}" table:number-rows-spanned="{cell.rows}"'
                if cell.columns * cell.rows > 1
                else ""
            )
            kind = (
                f'office:value-type="float" office:value="{_bare(cell.truth)}"'
                if cell.truth
                else 'office:value-type="string"'
            )
            body = "".join(f"<text:p>{escape(part)}</text:p>" for part in text.split("\n")) if text else ""
            cells.append(f"<table:table-cell {kind if text else ''}{spans}>{body}</table:table-cell>")
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return f'<table:table table:name="Sheet{number}">{"".join(lines)}</table:table>'


__all__ = ["chart_table", "open_spreadsheet", "slides", "text_document", "workbook"]
