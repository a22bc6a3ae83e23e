"""Slides drawn for a report: text, tables and numbers of charts in their boxes, with the place of each character."""

import io
from pathlib import Path

import pptx
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from crossfoot.model.pictures import Picture
from crossfoot.read.drawing.text_setting import Paragraph, set_text
from crossfoot.read.pictures import page_pictures

SVG = "{http://www.w3.org/2000/svg}"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def drawn(folder: Path) -> Picture:
    """The picture of one slide with a title, a table, a dark box and a chart."""
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "Revenue of $1,204 million"
    table = slide.shapes.add_table(2, 2, Pt(50), Pt(150), Pt(300), Pt(60)).table
    for row, texts in enumerate((("(in millions)", "FY2023"), ("Revenue & other", "1,204"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    dark = slide.shapes.add_shape(1, Pt(400), Pt(150), Pt(200), Pt(60))
    dark.fill.solid()
    dark.fill.fore_color.rgb = RGBColor(0x0B, 0x3D, 0x6B)  # type: ignore[no-untyped-call]
    dark.text_frame.text = "Margin 41.9%"
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["FY2022", "FY2023"]
    data.add_series("Mobile", (660, 700))  # type: ignore[no-untyped-call]
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Pt(50), Pt(300), Pt(300), Pt(150), data)
    presentation.save(str(folder / "deck.pptx"))
    return page_pictures(folder / "deck.pptx", [1, 2])[1]


def test_a_slide_is_drawn_on_its_proportions_with_what_it_says(tmp_path: Path) -> None:
    picture = drawn(tmp_path)
    assert (picture.media_type, picture.box) == ("image/svg+xml", (0, 0, 720, 540))
    root = etree.fromstring(picture.content)
    assert root.get("viewBox") == "0 0 720 540"
    texts = {text.text or "": text for text in root.iter(f"{SVG}text")}
    assert {"Revenue of $1,204 million", "Revenue & other", "1,204", "Margin 41.9%", "Mobile", "700"} <= set(texts)
    assert texts["Margin 41.9%"].get("fill") == "#ffffff"  # on a dark ground
    assert not {etree.QName(element).localname for element in root.iter()} - {"svg", "rect", "text", "line", "image"}


def test_each_line_knows_where_its_characters_stand_as_it_is_drawn(tmp_path: Path) -> None:
    picture = drawn(tmp_path)
    lines = {line.text: line for line in picture.lines}
    root = etree.fromstring(picture.content)
    (margin,) = (text for text in root.iter(f"{SVG}text") if text.text == "Margin 41.9%")
    line = lines["Margin 41.9%"]
    assert len(line.ends) == len("Margin 41.9%")
    assert list(line.ends) == sorted(line.ends)
    assert abs(float(margin.get("textLength") or 0) - (line.box[2] - line.box[0])) < 0.06  # drawn as wide as it was set
    left, top, right, bottom = lines["1,204"].box
    assert 200 < left < right < 350
    assert 180 <= top < bottom <= 211


def test_text_is_made_small_enough_for_its_box_and_lines_end_between_words() -> None:
    words = Paragraph(" ".join([LETTERS] * 12), 20)
    lines = set_text([words], (0, 0, 300, 60))
    assert lines[-1].drawn.box[3] <= 60.1
    assert all(set(line.drawn.text.split()) == {LETTERS} for line in lines)
    assert all(line.drawn.box[2] <= 300 for line in lines)
    (japanese, *more) = set_text([Paragraph("売上高は前年同期比で増加しました" * 3, 12)], (0, 0, 120, 400))
    assert len(japanese.drawn.text) == 10
    assert more


def test_a_damaged_or_a_hidden_presentation_has_no_pictures(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    slide.element.set("show", "0")
    presentation.save(str(tmp_path / "hidden.pptx"))
    assert page_pictures(tmp_path / "hidden.pptx", [1]) == {}
    file = io.BytesIO()
    presentation.save(file)
    (tmp_path / "damaged.pptx").write_bytes(file.getvalue()[:4000])
    assert page_pictures(tmp_path / "damaged.pptx", [1]) == {}
