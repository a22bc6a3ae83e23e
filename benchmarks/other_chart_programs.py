"""More programs that draw made charts, each in its own look: Plotly, Pygal and ReportLab."""

from collections.abc import Sequence
from typing import Any

from benchmarks.chart_printing import Drawn, Program, drawn_with, module, printed_pages
from benchmarks.drawn_charts import Made, Row

_KINDS = frozenset(("bars", "stacked", "clustered", "lines", "pie", "ring", "lying bars", "lying clustered"))


def by_plotly(charts: Sequence[Made]) -> list[Drawn]:
    """Plotly's own layout, with the labels that it places itself."""
    graphs = module("plotly.graph_objects")
    pages = [_plotly(graphs, chart).to_html(full_html=False, config={"displayModeBar": False}) for chart in charts]
    return drawn_with(charts, (page for each in pages for page in printed_pages([each], scripts=True)))


def _plotly(graphs: Any, chart: Made) -> Any:
    look = chart.look
    figure = graphs.Figure()
    for at, row in enumerate(chart.rows):
        _add_trace(graphs, figure, chart, (at, row))
    spots = {"right": {}, "bottom": {"orientation": "h", "y": -0.25}, "top": {"orientation": "h", "y": 1.1}}
    figure.update_layout(
        title=f"{chart.titles[0]}<br><sub>{chart.titles[1]}</sub>",
        width=700,
        height=410,
        barmode="relative" if chart.kind == "stacked" else "group",
        legend=spots.get(look.legend, {"x": 0.02, "y": 0.98}),
        showlegend=len(chart.rows) > 1 or (chart.kind in ("pie", "ring") and look.legend != "beside"),
        template=("plotly", "plotly_white", "simple_white")[look.size % 3],
        font={"size": look.size + 2, "family": "DejaVu Sans, Chart"},
        colorway=look.palette,
    )
    if chart.kind not in ("pie", "ring"):
        axes = ("y", "x") if chart.kind.startswith("lying") else ("x", "y")
        figure.update_layout({f"{axes[0]}axis": {"type": "category", "tickangle": -look.turned}})
        figure.update_layout({f"{axes[1]}axis": {"showticklabels": look.ticks, "showgrid": look.gridlines}})
    return figure


def _add_trace(graphs: Any, figure: Any, chart: Made, numbered: tuple[int, Row]) -> None:
    at, row = numbered
    look, values = chart.look, [float(value) for value in row.values]
    texts = [text or "" for text in row.texts]
    if chart.kind in ("pie", "ring"):
        named = "label+text" if look.legend == "beside" else "text"
        hole = 0.5 if chart.kind == "ring" else 0
        place = "inside" if look.inside else "outside"
        figure.add_trace(
            graphs.Pie(
                labels=chart.categories, values=values, text=texts, textinfo=named, hole=hole, textposition=place
            )
        )
    elif chart.kind == "waterfall":
        measures = ["absolute", *("relative" for _ in values[2:]), "total"]
        figure.add_trace(
            graphs.Waterfall(x=chart.categories, y=values, measure=measures, text=texts, textposition="outside")
        )
    elif chart.kind == "lines" or (chart.kind == "combo" and at):
        axis = {"yaxis": "y2"} if chart.kind == "combo" else {}
        place = ("top center", "bottom center")[at % 2]
        trace = graphs.Scatter(
            x=chart.categories,
            y=values,
            text=texts,
            textposition=place,
            mode="lines+markers+text",
            name=row.name,
            **axis,
        )
        figure.add_trace(trace)
        if axis:
            figure.update_layout(yaxis2={"overlaying": "y", "side": "right", "showgrid": False})
    else:
        along, up = (values, chart.categories) if chart.kind.startswith("lying") else (chart.categories, values)
        lying = {"orientation": "h"} if chart.kind.startswith("lying") else {}
        place = "inside" if look.inside or chart.kind == "stacked" else "outside"
        figure.add_trace(graphs.Bar(x=along, y=up, text=texts, textposition=place, name=row.name, **lying))


def by_pygal(charts: Sequence[Made]) -> list[Drawn]:
    """Pygal's pictures, which print every value and have their legend at the left or below."""
    pygal = module("pygal")
    return drawn_with(charts, printed_pages([_pygal(pygal, chart) for chart in charts]))


def _pygal(pygal: Any, chart: Made) -> str:
    look, lying = chart.look, chart.kind.startswith("lying")
    drawn = {"stacked": pygal.StackedBar, "lines": pygal.Line, "pie": pygal.Pie, "ring": pygal.Pie}
    kind = drawn.get(chart.kind, pygal.HorizontalBar if lying else pygal.Bar)
    style = pygal.style.Style(
        colors=look.palette,
        font_family="DejaVu Sans, Chart",
        value_font_size=look.size + 2,
        label_font_size=look.size + 2,
        legend_font_size=look.size + 2,
        background="white",
        plot_background="white" if look.gridlines else "#f2f2f2",
    )
    picture = kind(
        style=style,
        width=700,
        height=400,
        print_values=True,
        title=chart.titles[0],
        x_label_rotation=look.turned,
        legend_at_bottom=look.legend in ("bottom", "beside"),
        show_legend=len(chart.rows) > 1 or chart.kind in ("pie", "ring"),
        inner_radius=0.5 if chart.kind == "ring" else 0,
        show_y_labels=look.ticks or lying,
        truncate_legend=-1,
        js=[],
    )
    if chart.kind in ("pie", "ring"):
        for name, value, text in zip(chart.categories, chart.rows[0].values, chart.rows[0].texts, strict=True):
            picture.add(name, [{"value": float(value), "formatter": _saying(text)}])
    else:
        picture.x_labels = chart.categories
        for row in chart.rows:
            points = zip(row.values, row.texts, strict=True)
            picture.add(row.name, [{"value": float(value), "formatter": _saying(text)} for value, text in points])
    return str(picture.render(is_unicode=True)).partition("?>")[2]


def _saying(text: str | None) -> Any:
    return lambda _: text or ""


def by_reportlab(charts: Sequence[Made]) -> list[Drawn]:
    """ReportLab's graphics, with its bar labels, axes and legends."""
    module("reportlab")
    drawing, pdf = module("reportlab.graphics.shapes"), module("reportlab.graphics.renderPDF")
    found = []
    for chart in charts:
        if "".join((*chart.titles, *chart.categories, *(row.name for row in chart.rows))).isascii():
            page = drawing.Drawing(560, 320)
            page.add(drawing.String(280, 298, chart.titles[0], fontSize=14, textAnchor="middle"))
            page.add(drawing.String(280, 280, chart.titles[1], fontSize=8, textAnchor="middle"))
            (_reportlab_pie if chart.kind in ("pie", "ring") else _reportlab_bars)(page, chart)
            found.append((chart, pdf.drawToString(page)))
    return found


def _reportlab_bars(page: Any, chart: Made) -> None:
    bars, colors = module("reportlab.graphics.charts.barcharts"), module("reportlab.lib.colors")
    lying = chart.kind.startswith("lying")
    if chart.kind == "lines":
        plot = module("reportlab.graphics.charts.linecharts").HorizontalLineChart()
    else:
        plot = bars.HorizontalBarChart() if lying else bars.VerticalBarChart()
    plot.x, plot.y, plot.width, plot.height = 90, 60, 340, 190
    plot.data = [[float(value) for value in row.values] for row in chart.rows]
    plot.categoryAxis.categoryNames = list(chart.categories)
    plot.categoryAxis.labels.fontSize = chart.look.size
    plot.categoryAxis.style = "stacked" if chart.kind == "stacked" else "parallel"
    if chart.look.turned and not lying:
        plot.categoryAxis.labels.angle, plot.categoryAxis.labels.boxAnchor = chart.look.turned, "e"
        plot.categoryAxis.labels.dy = -4
    plot.valueAxis.visibleLabels = plot.valueAxis.visibleTicks = chart.look.ticks
    plot.valueAxis.visibleGrid = chart.look.gridlines
    texts = [[text or "" for text in row.texts] for row in chart.rows]
    for at, row in enumerate(chart.rows):
        colour = colors.HexColor(chart.look.palette[at])
        if chart.kind == "lines":
            plot.lines[at].strokeColor, plot.lines[at].strokeWidth, plot.lines[at].name = colour, 2, row.name
        else:
            plot.bars[at].fillColor = colour
    if chart.kind == "lines":
        plot.lineLabelFormat, plot.lineLabelArray = "values", texts
        plot.lineLabels.dy, plot.lineLabels.fontSize = 8, chart.look.size
    else:
        plot.barLabelFormat, plot.barLabelArray = "values", texts
        plot.barLabels.fontSize, plot.barLabels.nudge = chart.look.size, 9
        if chart.kind == "stacked":
            plot.barLabels.boxTarget, plot.barLabels.nudge = "mid", 0
    page.add(plot)
    if len(chart.rows) > 1:
        _reportlab_legend(page, chart, [row.name for row in chart.rows])


def _reportlab_pie(page: Any, chart: Made) -> None:
    pies, colors = module("reportlab.graphics.charts.piecharts"), module("reportlab.lib.colors")
    row = chart.rows[0]
    plot = pies.Pie()
    plot.x, plot.y, plot.width, plot.height = 150, 60, 180, 180
    plot.data = [float(value) for value in row.values]
    named = chart.look.legend == "beside"
    plot.labels = [f"{name} {text}" if named else text for name, text in zip(chart.categories, row.texts, strict=True)]
    plot.sideLabels = chart.look.inside
    plot.slices.fontSize = chart.look.size
    if chart.kind == "ring":
        plot.innerRadiusFraction = 0.5
    for at in range(len(plot.data)):
        plot.slices[at].fillColor = colors.HexColor(chart.look.palette[at])
    page.add(plot)
    if not named:
        _reportlab_legend(page, chart, chart.categories)


def _reportlab_legend(page: Any, chart: Made, names: Sequence[str]) -> None:
    legend = module("reportlab.graphics.charts.legends").Legend()
    colors = module("reportlab.lib.colors")
    legend.x, legend.y, legend.alignment = 450, 200, "right"
    legend.fontSize, legend.columnMaximum = chart.look.size, 8
    legend.colorNamePairs = [(colors.HexColor(chart.look.palette[at]), name) for at, name in enumerate(names)]
    page.add(legend)


OTHERS = {
    "plotly": Program(_KINDS | {"combo", "waterfall"}, by_plotly),
    "pygal": Program(_KINDS, by_pygal),
    "reportlab": Program(_KINDS, by_reportlab),
}
"""By name, as `benchmarks/chart_programs.py` has its own."""
