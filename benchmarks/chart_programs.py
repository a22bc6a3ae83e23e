"""Programs that draw the charts of `benchmarks/made_charts.py` as PDF: each as far as it is installed."""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from benchmarks.chart_printing import Drawn, Program, japanese_font, module, printed_pages
from benchmarks.drawn_charts import Made, svg


def by_chromium(charts: Sequence[Made]) -> Iterator[Drawn]:
    """SVG of our own, printed by a browser."""
    pictures = [svg(chart) for chart in charts]
    yield from zip(charts, printed_pages(pictures), strict=True)


def by_vega(charts: Sequence[Made]) -> Iterator[Drawn]:
    """Vega-Lite, drawn by vl-convert."""
    vega = module("vl_convert")
    for chart in charts:
        if "".join((chart.titles[0], *chart.categories, *(row.name for row in chart.rows))).isascii():
            drawn = replace(chart, totals=None)
            yield drawn, vega.vegalite_to_pdf(json.dumps(_vega(drawn)))


def _vega(chart: Made) -> dict[str, Any]:
    if chart.kind in ("pie", "ring"):
        return _vega_pie(chart)
    values = [
        {"category": name, "series": row.name, "value": float(value), "label": text or "", "order": at}
        for at, row in enumerate(chart.rows)
        for name, value, text in zip(chart.categories, row.values, row.texts, strict=True)
    ]
    lying = chart.kind.startswith("lying")
    along, up, offset = ("y", "x", "yOffset") if lying else ("x", "y", "xOffset")
    colour = _vega_colour(chart)
    axis = {"labelAngle": -chart.look.turned} if not lying else {}
    base: dict[str, Any] = {along: {"field": "category", "type": "nominal", "sort": None, "title": None, "axis": axis}}
    amounts = {"grid": chart.look.gridlines, "labels": chart.look.ticks, "title": None, "ticks": False}
    base[up] = {"field": "value", "type": "quantitative", "axis": amounts}
    if chart.kind in ("stacked", "full"):
        base["order"] = {"field": "order"}
        base[up]["stack"] = "zero"
    if "clustered" in chart.kind:
        base[offset] = {"field": "series", "sort": None}
    mark: dict[str, Any] = {"type": "line" if chart.kind == "lines" else "bar"}
    if chart.look.bars == "rounded" and mark["type"] == "bar":
        mark["cornerRadiusEnd"] = 4
    layers: list[dict[str, Any]] = [{"mark": mark, "encoding": {**base, "color": colour}}]
    layers.append(
        {"mark": _vega_text(chart, lying), "encoding": {**_vega_label(chart, base, up), "text": {"field": "label"}}}
    )
    if chart.kind == "lines":
        layers[1]["encoding"]["color"] = colour
    return {
        "title": {"text": chart.titles[0], "subtitle": chart.titles[1]},
        "width": 460,
        "height": 260,
        "data": {"values": values},
        "layer": layers,
    }


def _vega_colour(chart: Made) -> dict[str, Any]:
    corner = chart.look.legend if chart.look.legend in ("right", "bottom", "top") else "right"
    legend = {"orient": corner} if len(chart.rows) > 1 else None
    return {
        "field": "series",
        "scale": {"range": list(chart.look.palette)},
        "sort": None,
        "title": None,
        "legend": legend,
    }


def _vega_text(chart: Made, lying: bool) -> dict[str, Any]:
    mark: dict[str, Any] = {"type": "text", "fontSize": chart.look.size}
    if chart.kind in ("stacked", "full"):
        return mark
    return mark | ({"dx": 5, "align": "left"} if lying else {"dy": -chart.look.size})


def _vega_label(chart: Made, base: dict[str, Any], up: str) -> dict[str, Any]:
    if chart.kind != "stacked":
        return base
    detail = {"detail": {"field": "series"}}
    return base | detail | {up: {**base[up], "bandPosition": 0.5}}


def _vega_pie(chart: Made) -> dict[str, Any]:
    row = chart.rows[0]
    values = [
        {"name": name, "value": float(value), "label": text, "order": at}
        for at, (name, value, text) in enumerate(zip(chart.categories, row.values, row.texts, strict=True))
    ]
    colour = {"field": "name", "sort": None, "title": None, "scale": {"range": list(chart.look.palette)}}
    theta = {"field": "value", "type": "quantitative", "stack": True}
    arc = {"type": "arc", "outerRadius": 100, "innerRadius": 55 if chart.kind == "ring" else 0}
    text = {"type": "text", "radius": 118, "fontSize": chart.look.size}
    shared: dict[str, Any] = {"theta": theta, "order": {"field": "order"}}
    return {
        "title": {"text": chart.titles[0], "subtitle": chart.titles[1]},
        "width": 300,
        "height": 300,
        "data": {"values": values},
        "layer": [
            {"mark": arc, "encoding": {**shared, "color": colour}},
            {"mark": text, "encoding": {**shared, "text": {"field": "label"}, "detail": {"field": "name"}}},
        ],
    }


def by_matplotlib(charts: Sequence[Made]) -> Iterator[Drawn]:
    """Matplotlib with its own labels and legends."""
    module("matplotlib").use("pdf")
    plot = module("matplotlib.pyplot")
    font = japanese_font()
    if font:
        module("matplotlib.font_manager").fontManager.addfont(str(font))
        plot.rcParams["font.family"] = ["DejaVu Sans", "IPAexGothic"]
    for chart in charts:
        figure, axes = plot.subplots(figsize=(8, 4.6))
        plot.rcParams["font.size"] = chart.look.size
        _plotted(chart, axes)
        figure.suptitle(chart.titles[0])
        figure.tight_layout()
        buffer = io.BytesIO()
        figure.savefig(buffer, format="pdf")
        plot.close(figure)
        yield chart, buffer.getvalue()


def _plotted(chart: Made, axes: Any) -> None:
    look = chart.look
    if chart.kind in ("pie", "ring"):
        shares = [float(value) for value in chart.rows[0].values]
        hole = {"width": 0.45} if chart.kind == "ring" else {}
        template = "%.1f%%" if look.decimals else "%.0f%%"
        names = chart.categories if look.legend == "beside" else None
        axes.pie(
            shares,
            labels=names,
            autopct=template,
            colors=look.palette,
            wedgeprops=hole,
            pctdistance=0.75 if hole else 0.6,
        )
        if names is None:
            axes.legend(chart.categories, loc="center left", bbox_to_anchor=(1, 0.5))
        return
    if chart.titles[1]:
        axes.set_title(chart.titles[1], fontsize=look.size)
    for side in ("top", "right", *(() if look.ticks else ("left",))):
        axes.spines[side].set_visible(False)
    if chart.kind == "lines":
        _plotted_lines(chart, axes)
    else:
        _plotted_bars(chart, axes)
    if not look.ticks:
        (axes.xaxis if chart.kind.startswith("lying") else axes.yaxis).set_visible(False)
    if look.turned and not chart.kind.startswith("lying"):
        axes.tick_params("x", rotation=look.turned)
    if look.gridlines:
        axes.grid(axis="y", alpha=0.4)
    if len(chart.rows) > 1:
        places = {"right": (1.01, 0.5), "bottom": (0.3, -0.3), "top": (0.3, 1.02)}
        spot = places.get(look.legend)
        axes.legend(**({"loc": "center left", "bbox_to_anchor": spot} if spot else {"loc": "best"}))


def _plotted_lines(chart: Made, axes: Any) -> None:
    for at, row in enumerate(chart.rows):
        heights = [float(value) for value in row.values]
        axes.plot(range(len(heights)), heights, marker="o", color=chart.look.palette[at], label=row.name)
        for x, (height, text) in enumerate(zip(heights, row.texts, strict=True)):
            axes.annotate(
                text, (x, height), (0, 7), textcoords="offset points", ha="center", color=chart.look.palette[at]
            )
    axes.set_xticks(range(len(chart.categories)), chart.categories)


def _plotted_bars(chart: Made, axes: Any) -> None:
    look, lying = chart.look, chart.kind.startswith("lying")
    bars = chart.rows[:1] if chart.kind == "combo" else chart.rows
    count = len(bars) if "clustered" in chart.kind else 1
    thick = (1 - look.gap) / count
    up, down = [0.0] * len(chart.categories), [0.0] * len(chart.categories)
    for at, row in enumerate(bars):
        heights = [float(value) for value in row.values]
        places = [x + (at - (count - 1) / 2) * thick if count > 1 else x for x in range(len(heights))]
        feet = _feet(chart, heights, (up, down))
        style = {"color": look.palette[at], "label": row.name, **_finish(look.bars, look.palette[at])}
        if lying:
            drawn = axes.barh(places, heights, thick, left=feet, **style)
        else:
            drawn = axes.bar(places, heights, thick, bottom=feet, **style)
        inside = chart.kind in ("stacked", "full") or (look.inside and chart.kind != "waterfall")
        axes.bar_label(
            drawn,
            [text or "" for text in row.texts],
            label_type="center" if inside else "edge",
            padding=0 if inside else 2,
        )
    if chart.totals and chart.kind in ("stacked", "full"):
        _plotted_totals(chart, axes, up)
    (axes.set_yticks if lying else axes.set_xticks)(range(len(chart.categories)), chart.categories)
    if look.axis and not lying:
        axes.axhline(0, color="#444444", linewidth=0.8)
    if chart.kind == "combo":
        _plotted_second_axis(chart, axes)


def _plotted_totals(chart: Made, axes: Any, tops: Iterable[float]) -> None:
    from benchmarks.made_charts import printed  # noqa: PLC0415 - it imports this module

    for x, (top, total) in enumerate(zip(tops, chart.totals or (), strict=True)):
        axes.annotate(
            printed(total, chart.look), (x, top), (0, 4), textcoords="offset points", ha="center", weight="bold"
        )


def _feet(chart: Made, heights: Sequence[float], ends: tuple[list[float], list[float]]) -> list[float]:
    up, down = ends
    if chart.kind in ("stacked", "full"):
        feet = [up[x] if height > 0 else down[x] for x, height in enumerate(heights)]
        for x, height in enumerate(heights):
            (up if height > 0 else down)[x] += height
        return feet
    if chart.kind == "waterfall":
        running, feet = 0.0, []
        for x, height in enumerate(heights):
            feet.append(0.0 if x in (0, len(heights) - 1) else running)
            running = height if x == 0 else running + height
        return feet
    return [0.0] * len(heights)


def _finish(bars: str, colour: str) -> dict[str, Any]:
    if bars == "hollow":
        return {"facecolor": "none", "edgecolor": colour, "linewidth": 1.5, "color": None}
    return {"hatch": "//", "edgecolor": "white"} if bars == "hatched" else {}


def _plotted_second_axis(chart: Made, axes: Any) -> None:
    row, other = chart.rows[1], axes.twinx()
    heights = [float(value) for value in row.values]
    other.plot(range(len(heights)), heights, marker="o", color=chart.look.palette[1], label=row.name)
    low, high = min(heights), max(heights)
    other.set_ylim(low - 4 * (high - low + 1), high + (high - low + 1) * 0.5)
    bottom, top = axes.get_ylim()
    axes.set_ylim(bottom, bottom + 1.6 * (top - bottom))
    other.axis("off")
    for x, (height, text) in enumerate(zip(heights, row.texts, strict=True)):
        other.annotate(text, (x, height), (0, 6), textcoords="offset points", ha="center", color=chart.look.palette[1])
    axes.plot([], [], color=chart.look.palette[1], label=row.name)


_KINDS = (
    "bars", "stacked", "full", "clustered", "lines", "combo", "waterfall", "pie", "ring", "lying bars",
    "lying clustered",
)  # fmt: skip
_ALL = frozenset(_KINDS)
PROGRAMS = {
    "chromium": Program(_ALL, by_chromium),
    "vega": Program(_ALL - {"combo", "waterfall"}, by_vega),
    "matplotlib": Program(_ALL, by_matplotlib),
}
"""By name; each draws what it can of the charts it is given."""
