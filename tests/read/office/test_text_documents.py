"""Text documents: tables with merged cells, headings above them, rows typed with tabs, what is struck out left out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pptx
from docx.enum.text import WD_BREAK
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree
from pptx.chart import data as chart_sources
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt
from tests.read.office.documents import INCOME, as_lists, read, rows

from crossfoot.model.layout import GridKind

CATEGORIES: Any = chart_sources.CategoryChartData


class Release:
    """A text document, saved where it is read from."""

    def __init__(self, folder: Path) -> None:
        self.document: Any = docx.Document()
        self.path = folder / "release.docx"

    def saved(self) -> Path:
        """Save it, and say where."""
        self.document.save(str(self.path))
        return self.path

    def table(self, lines: Sequence[Sequence[str]]) -> Any:
        """A table of those texts at the end."""
        table = self.document.add_table(len(lines), len(lines[0]))
        for row, line in enumerate(lines):
            for column, words in enumerate(line):
                table.cell(row, column).text = words
        return table


def test_tables_and_paragraphs_come_in_their_order(tmp_path: Path) -> None:
    release = Release(tmp_path)
    release.document.add_heading("Income statement", 1)
    release.document.add_paragraph("(in millions, except per share)")
    release.table(INCOME)
    release.document.add_paragraph("Revenue rose by 4.7%.")
    book = read(release.saved())
    (grid,) = book.grids
    assert rows(grid) == as_lists(INCOME)
    assert (grid.caption, grid.context) == ("Income statement", ("(in millions, except per share)", "Income statement"))
    assert [passage.text for passage in book.passages][-1] == "Revenue rose by 4.7%."
    assert book.figure("t1r2c2").printed.value == -690


def test_a_heading_heads_tables_far_below_it(tmp_path: Path) -> None:
    release = Release(tmp_path)
    release.document.add_heading("Balance sheet", 2)
    for number in range(8):
        release.document.add_paragraph(f"Note {number} of the preparer.")
    release.table(INCOME)
    assert read(release.saved()).grids[0].context[-1] == "Balance sheet"


def test_merged_cells_span_rows_and_columns(tmp_path: Path) -> None:
    release = Release(tmp_path)
    table = release.table([("Segment", "2023", ""), ("", "H1", "H2"), ("Goods", "5", "6")])
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    (grid,) = read(release.saved()).grids
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells}
    assert spans["2023"] == (0, 1, 1, 2)
    assert spans["Segment"] == (0, 0, 2, 1)
    assert spans["6"] == (2, 2, 1, 1)


def test_rows_typed_with_tabs_are_a_table(tmp_path: Path) -> None:
    release = Release(tmp_path)
    for line in ("\t2023\t2022", "Revenue\t1,204\t1,150", "", "\tof which abroad\t300\t280"):
        release.document.add_paragraph(line)
    (grid,) = read(release.saved()).grids
    assert rows(grid) == [["2023", "2022"], ["Revenue", "1,204", "1,150"], ["of which abroad", "300", "280"]]
    assert [cell.column for cell in grid.cells if cell.figure] == [2, 3, 2, 3, 2, 3]
    assert [cell.indent for cell in grid.cells if not cell.figure] == [0, 1]


def test_what_was_struck_out_is_not_read_and_what_was_put_in_is(tmp_path: Path) -> None:
    release = Release(tmp_path)
    paragraph = release.document.add_paragraph("Revenue was ")
    for tag, words in (("w:del", "1,000"), ("w:ins", "2,000")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement("w:delText" if tag == "w:del" else "w:t")
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    assert [figure.text for figure in read(release.saved()).figures] == ["2,000"]


def test_tables_in_controls_are_read(tmp_path: Path) -> None:
    release = Release(tmp_path)
    table = release.table(INCOME)._tbl
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    table.addprevious(control)
    control.append(content)
    content.append(table)
    assert rows(read(release.saved()).grids[0]) == as_lists(INCOME)


def test_a_raised_digit_is_a_footnote(tmp_path: Path) -> None:
    release = Release(tmp_path)
    table = release.table([("Revenue", "1,204")])
    table.cell(0, 1).paragraphs[0].add_run("2").font.superscript = True
    figure = read(release.saved()).figure("t1r0c1")
    assert (figure.text, int(figure.printed.value)) == ("1,204²", 1204)


def test_a_table_in_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    release = Release(tmp_path)
    frame = release.table([("Left", "Right")])
    inner = frame.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Cash", "5"
    (grid,) = read(release.saved()).grids
    assert rows(grid) == [["Cash", "5"]]


def test_pages_are_those_of_the_program_that_saved_it(tmp_path: Path) -> None:
    release = Release(tmp_path)
    release.document.add_paragraph("First of 1,000")
    run = release.document.add_paragraph().add_run()
    run._r.append(OxmlElement("w:lastRenderedPageBreak"))
    run.add_text("Second of 2,000")
    assert [figure.place.page for figure in read(release.saved()).figures] == [1, 2]
    assert qn("w:lastRenderedPageBreak") in {node.tag for node in release.document.element.iter()}


def test_without_noted_pages_none_is_claimed(tmp_path: Path) -> None:
    release = Release(tmp_path)
    release.document.add_paragraph("First of 1,000").add_run().add_break(WD_BREAK.PAGE)
    release.table(INCOME)
    assert {figure.place.page for figure in read(release.saved()).figures} == {None}


def test_a_chart_is_read_from_its_own_values(tmp_path: Path) -> None:
    deck: Any = pptx.Presentation()
    source = CATEGORIES(number_format="#,##0")
    source.categories = ["2022", "2023"]
    source.add_series("Revenue", (1150.2, 1204.4))
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    drawn = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Pt(100), Pt(100), source).chart.part.blob
    release = Release(tmp_path)
    release.document.add_heading("Revenue by year", 1)
    package = release.document.part.package
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    part = Part(PackURI("/word/charts/chart1.xml"), kind, drawn, package)
    relation = release.document.part.relate_to(part, f"{qn('r:id')[1:].partition('}')[0]}/chart")
    run = release.document.add_paragraph().add_run()._r
    name = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    run.append(etree.fromstring(f'<c:chart xmlns:c="{name}" xmlns:r="{qn("r:id")[1:-3]}" r:id="{relation}"/>'))
    (grid,) = read(release.saved()).grids
    assert rows(grid) == [["2022", "2023"], ["Revenue", "1,150", "1,204"]]
    assert (grid.kind, grid.caption) == (GridKind.CHART, "Revenue by year")
