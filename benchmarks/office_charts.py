"""Slides with native charts, printed as PDF by LibreOffice: how presentations of results are mostly made."""

import copy
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from benchmarks.chart_printing import Drawn, Missing, Program, module, single_page
from benchmarks.drawn_charts import Made

_FONTS = ("Liberation Sans", "DejaVu Sans", "Carlito", "IPAexGothic")
_REMARKS = (
    "Record quarter driven by {}", "{} up on a comparable basis", "Stable contribution from {} throughout the period",
    "Lower costs offset weaker {}", "{}の増収が寄与", "Guidance for {} unchanged: 3% to 5% growth",
)  # fmt: skip
_SOURCES = ("Source: company", "(1) Unaudited. Figures may not add due to rounding.", "※ 連結ベース", "")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def by_office(charts: Sequence[Made]) -> Iterator[Drawn]:
    """Slides of one to three charts with a title, remarks and a foot, printed by LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        raise Missing("no LibreOffice here")
    deck = module("pptx").Presentation()
    deck.slide_width, deck.slide_height = 12192000, 6858000
    slides = list(_slides(charts))
    for each in slides:
        _Slide(deck, each).draw()
    with tempfile.TemporaryDirectory() as folder:
        deck.save(str(Path(folder, "deck.pptx")))
        command = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
        subprocess.run(  # noqa: S603 - a deck of our own
            [*command, "--outdir", folder, str(Path(folder, "deck.pptx"))], check=True, capture_output=True, timeout=300
        )
        whole = pypdfium2.PdfDocument(Path(folder, "deck.pdf").read_bytes())
        for number, each in enumerate(slides):
            page = single_page(whole, number)
            yield from ((chart, page) for chart in each)


def _slides(charts: Sequence[Made]) -> Iterator[list[Made]]:
    """The charts of each slide: one, two or three side by side."""
    rest = list(charts)
    while rest:
        count = random.Random(rest[0].name).choice((1, 1, 1, 2, 2, 3))
        yield rest[:count]
        rest = rest[count:]


class _Slide:
    """A slide as it is drawn: its charts, and everything else that stands on such slides."""

    def __init__(self, deck: Any, charts: Sequence[Made]) -> None:
        self.slide = deck.slides.add_slide(deck.slide_layouts[6])
        self.charts = charts
        self.draw_ = random.Random("slide" + charts[0].name)
        self.font = self.draw_.choice(_FONTS)
        self.util = module("pptx.util")

    def draw(self) -> None:
        """Put everything on the slide."""
        count, pick = len(self.charts), self.draw_
        self.words(pick.choice(("Results by segment", "Financial review", "業績の概要")), (0.4, 0.2, 9, 0.6), 24, True)
        aside = count == 1 and pick.random() < 0.5
        wide = (12.3 - (3.6 if aside else 0)) / count
        for at, chart in enumerate(self.charts):
            left = 0.5 + at * wide
            self.words(chart.titles[0], (left, 1.0, wide - 0.3, 0.4), 14, True)
            if chart.titles[1]:
                self.words(chart.titles[1], (left, 1.35, wide - 0.3, 0.3), 10, False)
            self.chart(chart, (left, 1.7, wide - 0.3, 4.6))
        if aside:
            for line in range(3):
                text = "• " + pick.choice(_REMARKS).format(self.charts[0].rows[0].name or "mix")
                self.words(text, (9.3, 1.8 + 0.9 * line, 3.6, 0.8), 13, False)
        self.words(pick.choice(_SOURCES), (0.4, 6.9, 8, 0.3), 8, False)
        self.words(str(pick.randint(2, 40)), (12.5, 6.9, 0.6, 0.3), 9, False)

    def words(self, text: str, box: tuple[float, float, float, float], size: int, bold: bool) -> None:
        """A text in a box of inches."""
        if not text:
            return
        frame = self.slide.shapes.add_textbox(*(self.util.Inches(each) for each in box)).text_frame
        frame.word_wrap = True
        run = frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.bold, run.font.name = text, self.util.Pt(size), bold, self.font

    def chart(self, made: Made, box: tuple[float, float, float, float]) -> None:
        """A native chart in a box of inches."""
        told = module("pptx.chart.data").CategoryChartData()
        told.categories = made.categories
        for name, values in _columns(made):
            told.add_series(name, values)
        kind = _kind(made)
        frame = self.slide.shapes.add_chart(kind, *(self.util.Inches(each) for each in box), told)
        chart = frame.chart
        chart.font.size, chart.font.name = self.util.Pt(made.look.size + 1), self.font
        chart.has_title = False
        _Styled(chart, made).apply()


def _columns(made: Made) -> list[tuple[str, list[float | None]]]:
    """The series of the workbook: a waterfall's as bars on hidden ones, totals as one more."""
    if made.kind == "waterfall":
        return _waterfall_columns(made)
    rows = [(row.name, [float(value) for value in row.values]) for row in made.rows]
    if made.totals:
        rows.append(("Total", [float(value) for value in made.totals]))
    return [(name, [*values]) for name, values in rows]


def _waterfall_columns(made: Made) -> list[tuple[str, list[float | None]]]:
    running = 0.0
    found: list[tuple[str, list[float | None]]] = [(name, []) for name in ("base", "level", "up", "down")]
    last = len(made.categories) - 1
    for at, value in enumerate(map(float, made.rows[0].values)):
        whole = at in (0, last)
        low = 0.0 if whole else min(running, running + value)
        running = value if whole else running + value
        parts = (low, value if whole else None, value if not whole and value > 0 else None)
        for (_, values), part in zip(found, (*parts, -value if not whole and value <= 0 else None), strict=True):
            values.append(part)
    return found


def _kind(made: Made) -> Any:
    kinds = module("pptx.enum.chart").XL_CHART_TYPE
    return {
        "stacked": kinds.COLUMN_STACKED, "waterfall": kinds.COLUMN_STACKED, "full": kinds.COLUMN_STACKED_100,
        "lines": kinds.LINE_MARKERS if made.look.axis else kinds.LINE, "pie": kinds.PIE, "ring": kinds.DOUGHNUT,
        "lying bars": kinds.BAR_CLUSTERED, "lying clustered": kinds.BAR_CLUSTERED,
    }.get(made.kind, kinds.COLUMN_CLUSTERED)  # fmt: skip


class _Styled:
    """A native chart in the look of its template."""

    def __init__(self, chart: Any, made: Made) -> None:
        self.chart, self.made, self.look = chart, made, made.look
        self.enum = module("pptx.enum.chart")
        self.pick = random.Random("style" + made.name)

    def apply(self) -> None:
        """Colours, labels, axes and legend."""
        plot = self.chart.plots[0]
        if self.made.kind in ("pie", "ring"):
            self._round(plot)
        else:
            self._series(plot)
            self._axes()
        if self.made.kind == "combo" or self.made.totals:
            self._as_line(second=self.made.kind == "combo")
        self._legend()

    def _colour(self, filled: Any, at: int) -> None:
        colour = module("pptx.dml.color").RGBColor.from_string(self.look.palette[at % 4][1:])
        filled.solid()
        filled.fore_color.rgb = colour

    def _format(self, *, percent: bool = False) -> str:
        digits = "#,##0" + ("." + "0" * self.look.decimals if self.look.decimals else "")
        if percent:
            return {"combo": '0.0"%"', "full": '0"%"'}.get(self.made.kind, digits + '"%"')
        digits = f'"{self.look.mark}"{digits}' if self.look.mark else digits
        return digits + {"(": f";({digits})", "△": f';"△"{digits}'}.get(self.look.negatives, f";-{digits}")

    def _series(self, plot: Any) -> None:
        kind = self.made.kind
        if kind != "lines":
            plot.gap_width = int(100 * self.look.gap / (1 - self.look.gap))
            clustered = "clustered" in kind
            plot.overlap = self.pick.choice((0, -10, 20)) if clustered else 100 if kind != "bars" else 0
        for at, series in enumerate(plot.series):
            if kind == "lines":
                line = series.format.line
                self._colour(line.fill, at)
                line.width = module("pptx.util").Pt(2.25)
                series.smooth = False
                self._colour(series.marker.format.fill, at)
            elif kind == "waterfall":
                self._waterfall(series, at)
            else:
                self._colour(series.format.fill, at)
                series.invert_if_negative = False
            if kind != "waterfall":
                self._labels(series, at)

    def _waterfall(self, series: Any, at: int) -> None:
        if not at:
            series.format.fill.background()
            return
        self._colour(series.format.fill, at - 1)
        signed = self._format()
        down = signed.partition(";")[2]
        self._label(series.data_labels, signed if at < 3 else down, "CENTER" if self.look.inside else "INSIDE_END", at)

    def _labels(self, series: Any, at: int) -> None:
        kind, inside = self.made.kind, self.look.inside
        place = "CENTER" if inside else "OUTSIDE_END"
        if kind in ("stacked", "full"):
            place = "CENTER"
        elif kind == "lines" or (kind == "combo" and at):
            place = ("ABOVE", "ABOVE", "BELOW", "RIGHT")[self.pick.randrange(4)]
        percent = kind == "full" or (kind == "combo" and at == 1)
        self._label(series.data_labels, self._format(percent=percent), place, at)
        self._take_small(series, at)

    def _label(self, labels: Any, form: str, place: str, at: int) -> None:
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, form, False
        labels.position = getattr(self.enum.XL_LABEL_POSITION, place)
        labels.font.size = module("pptx.util").Pt(self.look.size)
        dark = sum(int(self.look.palette[at % 4][k : k + 2], 16) for k in (1, 3, 5)) < 330
        if place in ("CENTER", "INSIDE_END") and dark:
            labels.font.color.rgb = module("pptx.dml.color").RGBColor(255, 255, 255)
        elif self.made.kind in ("lines", "combo") and self.pick.random() < 0.5:
            labels.font.color.rgb = module("pptx.dml.color").RGBColor.from_string(self.look.palette[at % 4][1:])

    def _take_small(self, series: Any, at: int) -> None:
        """No label where the template prints none."""
        if at >= len(self.made.rows):
            return
        element = module("pptx.oxml.ns")
        labels = series.data_labels._element  # noqa: SLF001 - no other way to leave out single labels
        for point, text in reversed(list(enumerate(self.made.rows[at].texts))):
            if text is None:
                gone = labels.makeelement(element.qn("c:dLbl"), {})
                for tag, value in (("c:idx", str(point)), ("c:delete", "1")):
                    child = labels.makeelement(element.qn(tag), {"val": value})
                    gone.append(child)
                labels.insert(0, gone)

    def _axes(self) -> None:
        category, value = self.chart.category_axis, self.chart.value_axis
        value.has_major_gridlines = self.look.gridlines
        value.visible = self.look.ticks
        if self.look.ticks:
            value.tick_labels.number_format, value.tick_labels.number_format_is_linked = "#,##0", False
        category.has_major_gridlines = False
        category.tick_label_position = self.enum.XL_TICK_LABEL_POSITION.LOW
        category.major_tick_mark = self.enum.XL_TICK_MARK.NONE
        if self.made.kind.startswith("lying") and self.pick.random() < 0.6:
            category.reverse_order = True
        if not self.look.axis:
            category.format.line.fill.background()
        if self.look.turned and not self.made.kind.startswith("lying"):
            font = category.tick_labels.font._element  # noqa: SLF001 - it has no other way to turn texts
            body = font.getparent().getparent().getparent()
            body.find(f"{_DRAWING}bodyPr").set("rot", str(-60000 * self.look.turned))

    def _as_line(self, *, second: bool) -> None:
        """Draw the last series as a line over the bars: on its own axis, or without a stroke, for its labels only."""
        area = self.chart._chartSpace.chart.plotArea  # noqa: SLF001 - charts of two kinds have no other way
        bars = area.find(f"{_CHART}barChart")
        row = bars.findall(f"{_CHART}ser")[-1]
        bars.remove(row)
        for tag in ("invertIfNegative",):
            for gone in row.findall(f"{_CHART}{tag}"):
                row.remove(gone)
        line = bars.makeelement(f"{_CHART}lineChart", {})
        for tag, value in (("grouping", "standard"), ("varyColors", "0")):
            line.append(line.makeelement(f"{_CHART}{tag}", {"val": value}))
        line.append(row)
        line.append(line.makeelement(f"{_CHART}marker", {"val": "1"}))
        bars.addnext(line)
        ids = [axis.get("val") for axis in bars.findall(f"{_CHART}axId")]
        own = ["990001", "990002"] if second else ids
        for name in own:
            line.append(line.makeelement(f"{_CHART}axId", {"val": name}))
        if second:
            self._second_axes(area, dict(zip(ids, own, strict=True)))
        self._line_look(second)

    def _second_axes(self, area: Any, ids: dict[str, str]) -> None:
        axes = [each for each in area if each.tag in (f"{_CHART}catAx", f"{_CHART}valAx")]
        for axis in axes:
            other = copy.deepcopy(axis)
            for tag in ("axId", "crossAx"):
                part = other.find(f"{_CHART}{tag}")
                part.set("val", ids[part.get("val")])
            other.find(f"{_CHART}delete").set("val", "1")
            for grid in other.findall(f"{_CHART}majorGridlines"):
                other.remove(grid)
            if axis.tag.endswith("valAx"):
                scaling = other.find(f"{_CHART}scaling")
                for each in scaling.findall(f"{_CHART}max") + scaling.findall(f"{_CHART}min"):
                    scaling.remove(each)
                least = min(float(value) for value in self.made.rows[1].values)
                most = max(float(value) for value in self.made.rows[1].values)
                for tag, value in (("max", most * 1.2), ("min", least - 3 * (most - least) - 1)):
                    scaling.append(scaling.makeelement(f"{_CHART}{tag}", {"val": f"{value:.1f}"}))
            axes[-1].addnext(other)
        if self.made.kind == "combo":
            self.chart.value_axis.maximum_scale = 1.7 * max(float(value) for value in self.made.rows[0].values)

    def _line_look(self, second: bool) -> None:
        series = self.chart.plots[1].series[0]
        series.smooth = False
        if second:
            self._colour(series.format.line.fill, 1)
            place, form = "ABOVE", self._format(percent=True)
        else:
            series.format.line.fill.background()
            series.marker.style = self.enum.XL_MARKER_STYLE.NONE
            place, form = "ABOVE", self._format()
        self._label(series.data_labels, form, place, 3 if not second else 1)
        if not second:
            series.data_labels.font.color.rgb = module("pptx.dml.color").RGBColor(0x22, 0x22, 0x22)
            series.data_labels.font.bold = True

    def _legend(self) -> None:
        many = len(self.made.rows) > 1 or (self.made.kind in ("pie", "ring") and self.look.legend != "beside")
        self.chart.has_legend = many
        if not many:
            return
        places = self.enum.XL_LEGEND_POSITION
        self.chart.legend.position = {"right": places.RIGHT, "top": places.TOP}.get(self.look.legend, places.BOTTOM)
        self.chart.legend.include_in_layout = False
        if self.made.totals:
            legend = self.chart.legend._element  # noqa: SLF001
            entry = legend.makeelement(f"{_CHART}legendEntry", {})
            entry.append(legend.makeelement(f"{_CHART}idx", {"val": str(len(self.made.rows))}))
            entry.append(legend.makeelement(f"{_CHART}delete", {"val": "1"}))
            legend.insert(1, entry)

    def _round(self, plot: Any) -> None:
        series = plot.series[0]
        for at in range(len(self.made.categories)):
            self._colour(series.points[at].format.fill, at)
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.show_value = True
        labels.number_format = self._format(percent=True).replace("#,##0", "0")
        labels.number_format_is_linked = False
        labels.font.size = module("pptx.util").Pt(self.look.size)
        if self.look.legend == "beside":
            labels.show_category_name = True
        if self.made.kind == "pie":
            places = self.enum.XL_LABEL_POSITION
            beside = self.look.legend == "beside" or not self.look.inside
            labels.position = places.OUTSIDE_END if beside else places.CENTER


_KINDS = (
    "bars", "stacked", "full", "clustered", "lines", "combo", "waterfall", "pie", "ring", "lying bars",
    "lying clustered",
)  # fmt: skip
OFFICE = {"office": Program(frozenset(_KINDS), by_office)}
"""By name, as `benchmarks/chart_programs.py` has its own."""
