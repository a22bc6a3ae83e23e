"""Slides are read as they are seen: native tables and charts with their formats, texts, groups and notes."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import etree
from pptx.chart import data as chart_sources
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Pt
from tests.read.office.documents import INCOME, as_lists, read, rows

from crossfoot.model.layout import GridKind

CATEGORIES: Any = chart_sources.CategoryChartData
POINTS: Any = chart_sources.XyChartData
BLANK = 6
TITLE_ONLY = 5


class Deck:
    """A presentation of one slide, saved where it is read from."""

    def __init__(self, folder: Path, layout: int = BLANK) -> None:
        self.presentation: Any = pptx.Presentation()
        self.slide: Any = self.presentation.slides.add_slide(self.presentation.slide_layouts[layout])
        self.path = folder / "deck.pptx"

    def saved(self) -> Path:
        """Save it, and say where."""
        self.presentation.save(str(self.path))
        return self.path

    def text(self, words: str, top: int = 50) -> Any:
        """A text box of 400 by 30 points."""
        shape = self.slide.shapes.add_textbox(Pt(40), Pt(top), Pt(400), Pt(30))
        shape.text_frame.text = words
        return shape

    def table(self, lines: Sequence[Sequence[str]], top: int = 100) -> Any:
        """A table of 300 points, each row 20 high."""
        table = self.slide.shapes.add_table(
            len(lines), len(lines[0]), Pt(40), Pt(top), Pt(300), Pt(20 * len(lines))
        ).table
        for row, line in enumerate(lines):
            for column, words in enumerate(line):
                table.cell(row, column).text = words
        return table

    def chart(self, categories: Sequence[str], series: dict[str, Sequence[float | None]], number_format: str) -> Any:
        """A chart of stacked columns."""
        drawn_from = CATEGORIES(number_format=number_format)
        drawn_from.categories = categories
        for name, values in series.items():
            drawn_from.add_series(name, values)
        kind, place = XL_CHART_TYPE.COLUMN_STACKED, (Pt(40), Pt(100), Pt(400), Pt(200))
        return self.slide.shapes.add_chart(kind, *place, drawn_from).chart


def test_a_table_stands_on_its_slide_in_points(tmp_path: Path) -> None:
    deck = Deck(tmp_path)
    deck.table(INCOME)
    (grid,) = read(deck.saved()).grids
    assert rows(grid) == as_lists(INCOME)
    assert (grid.place.page, grid.place.box) == (1, (40, 100, 340, 160))
    revenue = read(deck.path).figure("t1r1c1")
    assert (int(revenue.printed.value), revenue.place.page) == (1204, 1)
    assert revenue.place.box == (140, 120, 240, 140)


def test_texts_above_a_table_are_its_context_and_passages_of_the_slide(tmp_path: Path) -> None:
    deck = Deck(tmp_path, TITLE_ONLY)
    deck.table(INCOME, top=200)
    deck.text("Unit: JPY million", top=150)
    deck.slide.shapes.title.text = "Results of the year"
    deck.text("Revenue rose by 4.7%", top=400)
    book = read(deck.saved())
    assert book.grids[0].context == ("Unit: JPY million", "Results of the year")
    assert book.grids[0].caption == "Results of the year"  # a unit is no title
    last = book.passages[-1]
    assert (last.text, last.place.page, last.place.box) == ("Revenue rose by 4.7%", 1, (40, 400, 440, 430))
    assert [book.figure(name).text for name in last.figures] == ["4.7%"]


def test_merged_cells_span_their_columns(tmp_path: Path) -> None:
    deck = Deck(tmp_path)
    table = deck.table([("", "Actual", ""), ("", "2023", "2022"), ("Revenue", "12", "11")])
    table.cell(0, 1).merge(table.cell(0, 2))
    (grid,) = read(deck.saved()).grids
    heading = next(cell for cell in grid.cells if cell.text == "Actual")
    assert (heading.row, heading.column, heading.column_span) == (0, 1, 2)


def test_a_raised_digit_is_a_footnote_and_none_of_the_number(tmp_path: Path) -> None:
    deck = Deck(tmp_path)
    table = deck.table([("Revenue", "1,204")])
    run = table.cell(0, 1).text_frame.paragraphs[0].add_run()
    run.text = "1"
    run.font._element.set("baseline", "30000")
    figure = read(deck.saved()).figure("t1r0c1")
    assert (figure.text, int(figure.printed.value)) == ("1,204¹", 1204)


def test_a_table_in_a_group_stands_where_the_group_puts_it(tmp_path: Path) -> None:
    deck = Deck(tmp_path)
    group = deck.slide.shapes.add_group_shape([deck.text("Cash 5,000", top=50)])
    group.left, group.top, group.width, group.height = Pt(100), Pt(200), Pt(200), Pt(15)  # half as large
    (passage,) = read(deck.saved()).passages
    assert passage.place.box == (100, 200, 300, 215)


def test_a_chart_gives_its_own_values_as_its_format_shows_them(tmp_path: Path) -> None:
    deck = Deck(tmp_path)
    chart = deck.chart(["1Q", "2Q"], {"Goods": [1234.5678, 99.5], "Services": [None, -3.25]}, '#,##0;"△"#,##0')
    chart.has_title = True
    chart.chart_title.text_frame.text = "Revenue (JPY million)"
    (grid,) = read(deck.saved()).grids
    assert [grid.kind, grid.caption] == [GridKind.CHART, "Revenue (JPY million)"]
    assert rows(grid) == [["1Q", "2Q"], ["Goods", "1,235", "100"], ["Services", "△3"]]
    goods = read(deck.path).figure("t1r1c1")
    assert (int(goods.printed.value), int(goods.printed.place)) == (1235, 1)  # what is printed is what is tied
    assert grid.place.box == (40, 100, 440, 300)


def test_labels_of_a_series_may_have_a_format_of_their_own(tmp_path: Path) -> None:
    deck = Deck(tmp_path)
    chart = deck.chart(["2022", "2023"], {"Margin": [0.1234, 0.2]}, "General")
    labels = chart.plots[0].series[0].data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, "0.0%", False
    (grid,) = read(deck.saved()).grids
    assert rows(grid)[1] == ["Margin", "12.3%", "20.0%"]


def test_an_axis_may_divide_what_its_labels_show(tmp_path: Path) -> None:
    deck = Deck(tmp_path)
    chart = deck.chart(["2023"], {"Revenue": [1_234_567_000]}, "#,##0")
    axis = chart.value_axis._element
    axis.append(axis.makeelement(axis.tag.replace("valAx", "dispUnits"), {}))
    axis[-1].append(axis.makeelement(axis.tag.replace("valAx", "builtInUnit"), {"val": "millions"}))
    figure = read(deck.saved()).figure("t1r1c1")
    assert (figure.text, int(figure.printed.value)) == ("1,235", 1_235_000_000)
    assert int(figure.printed.place) == 1_000_000


def test_categories_of_two_levels_are_two_heading_rows(tmp_path: Path) -> None:
    deck = Deck(tmp_path)
    drawn_from = CATEGORIES()
    for year, quarters in (("2022", ("1Q", "2Q")), ("2023", ("1Q", "2Q"))):
        outer = drawn_from.add_category(year)
        for quarter in quarters:
            outer.add_sub_category(quarter)
    drawn_from.add_series("Revenue", (1, 2, 3, 4))
    deck.slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Pt(100), Pt(100), drawn_from)
    (grid,) = read(deck.saved()).grids
    assert rows(grid) == [["2022", "2023"], ["1Q", "2Q", "1Q", "2Q"], ["Revenue", "1", "2", "3", "4"]]
    assert [(cell.column, cell.column_span) for cell in grid.cells if cell.row == 0] == [(1, 2), (3, 2)]


def test_dates_as_categories_are_days(tmp_path: Path) -> None:
    deck = Deck(tmp_path)
    drawn_from = CATEGORIES(number_format="0")
    drawn_from.categories = [date(2023, 3, 31), date(2024, 3, 31)]
    drawn_from.add_series("Cash", (5, 6))
    deck.slide.shapes.add_chart(XL_CHART_TYPE.LINE, 0, 0, Pt(100), Pt(100), drawn_from)
    (grid,) = read(deck.saved()).grids
    assert rows(grid)[0] == ["Mar. 31, 2023", "Mar. 31, 2024"]


def test_points_of_a_scatter_are_values_over_their_x(tmp_path: Path) -> None:
    deck = Deck(tmp_path)
    drawn_from = POINTS()
    series = drawn_from.add_series("Beta")
    series.add_data_point(1, Decimal("2.5"))
    deck.slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, 0, 0, Pt(100), Pt(100), drawn_from)
    (grid,) = read(deck.saved()).grids
    assert rows(grid) == [["1"], ["Beta", "2.5"]]


def test_notes_belong_to_their_slide_and_hidden_slides_are_left_out(tmp_path: Path) -> None:
    deck = Deck(tmp_path)
    deck.slide.notes_slide.notes_text_frame.text = "Revenue was 5,000 before."
    hidden = deck.presentation.slides.add_slide(deck.presentation.slide_layouts[BLANK])
    hidden.shapes.add_textbox(0, 0, Pt(100), Pt(20)).text_frame.text = "Draft: 9,999"
    hidden._element.set("show", "0")
    (passage,) = read(deck.saved()).passages
    assert (passage.text, passage.place.page) == ("Revenue was 5,000 before.", 1)


@pytest.mark.parametrize("table", [(("Agenda", "Results"), ("Speaker", "CFO"))])
def test_a_table_of_words_is_text(tmp_path: Path, table: Sequence[Sequence[str]]) -> None:
    deck = Deck(tmp_path)
    deck.table(table)
    book = read(deck.saved())
    assert book.grids == ()
    assert [passage.text for passage in book.passages] == ["Agenda", "Results", "Speaker", "CFO"]


WATERFALL = """<cx:chartSpace xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><cx:chartData><cx:data id="0">
<cx:strDim type="cat"><cx:lvl ptCount="3"><cx:pt idx="0">FY2022</cx:pt><cx:pt idx="1">Price</cx:pt>
<cx:pt idx="2">FY2023</cx:pt></cx:lvl></cx:strDim>
<cx:numDim type="val"><cx:lvl ptCount="3" formatCode="#,##0"><cx:pt idx="0">1150.2</cx:pt><cx:pt idx="1">-54</cx:pt>
<cx:pt idx="2">1096.2</cx:pt></cx:lvl></cx:numDim></cx:data></cx:chartData><cx:chart><cx:title><cx:tx><cx:rich>
<a:p><a:r><a:t>Bridge (JPY million)</a:t></a:r></a:p></cx:rich></cx:tx></cx:title><cx:plotArea><cx:plotAreaRegion>
<cx:series layoutId="waterfall"><cx:tx><cx:txData><cx:v>Profit</cx:v></cx:txData></cx:tx><cx:dataId val="0"/>
</cx:series></cx:plotAreaRegion></cx:plotArea></cx:chart></cx:chartSpace>"""

FRAME = """<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"><mc:Choice Requires="cx"><p:graphicFrame>
<p:xfrm><a:off x="127000" y="254000"/><a:ext cx="2540000" cy="1270000"/></p:xfrm><a:graphic><a:graphicData
 uri="http://schemas.microsoft.com/office/drawing/2014/chartex"><cx:chart r:id="{}"/></a:graphicData></a:graphic>
</p:graphicFrame></mc:Choice></mc:AlternateContent>"""


def test_waterfalls_are_charts_of_a_later_kind(tmp_path: Path) -> None:
    deck = Deck(tmp_path)
    content_type = "application/vnd.ms-office.chartex+xml"
    part = Part(PackURI("/ppt/charts/chartEx1.xml"), content_type, deck.presentation.part.package, WATERFALL.encode())
    relation = deck.slide.part.relate_to(part, "http://schemas.microsoft.com/office/2014/relationships/chartEx")
    deck.slide.shapes._spTree.append(etree.fromstring(FRAME.format(relation)))
    (grid,) = read(deck.saved()).grids
    assert rows(grid) == [["FY2022", "Price", "FY2023"], ["Profit", "1,150", "-54", "1,096"]]
    assert [grid.kind, grid.caption] == [GridKind.CHART, "Bridge (JPY million)"]
    assert grid.place.box == (10, 20, 210, 120)
