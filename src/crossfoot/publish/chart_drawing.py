"""Charts as inline SVG: marks to a Vega-Lite specification, drawn by the press, dressed in the site's own colours."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup, escape

from crossfoot.model.pages import Chart, Number
from crossfoot.publish.catalogue import Catalogue
from crossfoot.publish.chart_marks import BAND, CHARACTER, Draughtsman, Label, Marks, fair_width
from crossfoot.publish.links import Links, fact_address
from crossfoot.publish.press import Press

_HEIGHT = 290
_LINE = 13  # a label's line, in pixels
_PAGE = 700  # a chart wider than this, in pixels, scrolls on a narrow screen rather than shrink further
_WRAP = 16  # characters of an axis label's line

# Vega knows no CSS variables, so every colour is drawn as a stand-in that the finished SVG exchanges for its variable.
_LOOKS = [f"c{n}" for n in range(1, 9)] + [f"on-c{n}" for n in range(1, 9)]
_LOOKS += ["ink", "muted", "line", "rise", "fall", "target", "paper"]
_STAND_INS = {look: f"#fe{place:02x}fe" for place, look in enumerate(_LOOKS)}
_VARIABLES = {stand_in: f"var(--{look})" for look, stand_in in _STAND_INS.items()}
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "circle", "square")
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [1, 0], [6, 3], [2, 2], [8, 3, 2, 3])


class Drawing:
    """Draws the charts of one book."""

    def __init__(self, catalogue: Catalogue, press: Press) -> None:
        self._draughtsman = Draughtsman(catalogue)
        self._catalogue = catalogue
        self._links = Links(catalogue)
        self._press = press
        self._asked: dict[int, tuple[_Sheet, int]] = {}

    def ask(self, charts: Sequence[Chart]) -> None:
        """Has charts drawn while other work goes on."""
        new = {id(chart): _Sheet(chart, self._draughtsman.marks(chart)) for chart in charts}
        numbers = self._press.ask([sheet.specification() for sheet in new.values()])
        self._asked.update({name: (sheet, at) for (name, sheet), at in zip(new.items(), numbers, strict=True)})

    def svg(self, chart: Chart, name: str) -> Markup:
        """The chart as inline SVG; `name` is unique on its page and names the chart's title and description."""
        if id(chart) not in self._asked:
            self.ask([chart])
        sheet, number = self._asked.pop(id(chart))
        return Markup(self._dressed(self._press.svg(number), sheet, chart, name))  # noqa: S704

    def _dressed(self, svg: str, sheet: "_Sheet", chart: Chart, name: str) -> str:
        svg = _BARE.sub("", svg)
        svg = re.sub(r'"(#fe[0-9a-f]{2}fe)"', lambda found: f'"{_VARIABLES[found[1]]}"', svg)
        svg = re.sub(r'<a xlink:href="[^"]*#(\d+)">', lambda found: self._anchor(sheet.numbers[int(found[1])]), svg)
        svg = re.sub("([=◆↔◇])((?:</tspan>)?</text>)", r'<tspan class="sign" dx="1">\1</tspan>\2', svg)
        width, height = re.findall(r' (?:width|height)="([\d.]+)"', svg)[:2]
        look = "chart wide" if float(width) > _PAGE else "chart"
        head = (
            f'<svg class="{look}" role="img" aria-labelledby="{name}-title {name}-desc"'
            f' width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
            f'<title id="{name}-title">{escape(chart.caption)}</title>'
            f'<desc id="{name}-desc">{escape(_description(chart))}</desc>'
        )
        return head + svg[svg.index(">") + 1 :]

    def _anchor(self, number: Number) -> str:
        fact = self._catalogue.facts[number.fact]
        tip = f"{self._catalogue.words(number.fact)}: {self._links.printer.cell(number).text} ({fact.source})"
        # Out of the tab order: an image has no parts to a screen reader, and the table below holds the same links.
        return (
            f'<a class="v-{fact.verdict}" tabindex="-1" href="{escape(fact_address(number.fact.id))}"'
            f' data-fact="{escape(number.fact.id)}"><title>{escape(tip)}</title>'
        )


# What Vega writes for its own accessibility and interaction; the site's SVG is one image with its own links.
_BARE = re.compile(
    r' (?:aria-[a-z]+|role|pointer-events|font-family|xmlns(?::xlink)?)="[^"]*"| class="[^"]*"| opacity="1"'
    r'|<path[^>]* d=""[^>]*/>|<path[^>]* d="M0,0h0v0h0Z"[^>]*/>'
    r'|<rect width="[\d.]+" height="[\d.]+" fill="white"/>'
)


def _description(chart: Chart) -> str:
    names = ", ".join(series.name for series in chart.series)
    kinds = {"stacked": "Stacked columns", "grouped": "Grouped columns", "line": "Lines", "waterfall": "A waterfall"}
    kind = kinds.get(chart.kind, "Results against targets")
    span = f" from {chart.categories[0]} to {chart.categories[-1]}" if chart.categories else ""
    return f"{kind}: {names},{span}. The table below holds the same numbers."


class _Sheet:
    """One chart on its way to a specification: `numbers` are those that its marks link to, by their place."""

    def __init__(self, chart: Chart, marks: Marks) -> None:
        self._chart = chart
        self._marks = marks
        self.numbers: list[Number] = []
        ends = [end for bar in marks.bars for end in (bar.base, bar.top)]
        ends += [end for whisker in marks.whiskers for end in (whisker.low, whisker.high)]
        ends += [point.at for point in marks.points] + [link.at for link in marks.links]
        high, low = self._extent(ends)
        self._step = self._category_width()
        above = max([0.0, *(label.rise + label.text.count("\n") / 2 for label in marks.labels if label.rise > 0)])
        below = max([0.0, *(label.text.count("\n") / 2 - label.rise for label in marks.labels if label.rise < 0)])
        room = _HEIGHT - (above + below) * _LINE
        self._unit = ((high - low) or 1.0) / room
        self._domain = [low - below * _LINE * self._unit, high + above * _LINE * self._unit]

    def _extent(self, ends: list[float]) -> tuple[float, float]:
        """The highest and lowest height drawn: columns stand on zero, lines may show a narrow band."""
        if self._chart.kind != "line" or not ends:
            return max([0.0, *ends]), min([0.0, *ends])
        high, low = max(ends), min(ends)
        if low > 0 and high - low < low:
            return high, low - (high - low or high) / 2
        return max(0.0, high), min(0.0, low)

    def _category_width(self) -> float:
        """Wide enough for the longest label of a lane."""
        longest = max([4, *(len(line) for label in self._marks.labels for line in label.text.split("\n"))])
        return max(fair_width(self._chart), (longest * CHARACTER + 6) * self._marks.lanes / BAND)

    def specification(self) -> dict[str, Any]:
        """The Vega-Lite specification."""
        layers = [
            *self._layer("bar", self._bars(certain=True), {"cornerRadius": 1}),
            *self._layer("bar", self._bars(certain=False), {"fillOpacity": 0.35, "strokeDash": [3, 2]}),
            *self._link_layer(),
            *self._whisker_layer(),
            *self._line_layers(),
            *self._label_layers(),
        ]
        zero: dict[str, Any] = {
            "mark": {"type": "rule", "color": _STAND_INS["muted"]},
            "data": {"values": [{}]},
            "encoding": {"y": {"datum": 0}},
        }
        return {
            "width": {"step": self._step, "for": "position"},
            "height": _HEIGHT,
            "background": None,
            "data": {"values": []},
            "layer": [*layers, zero] if self._domain[0] <= 0 <= self._domain[1] else layers,
            "config": {"view": {"stroke": None}, "bar": {"discreteBandSize": {"band": BAND}}},
        }

    def _x(self) -> dict[str, Any]:
        axis = {
            "labelAngle": 0,
            "domain": False,
            "ticks": False,
            "title": None,
            "labelFontSize": 11,
            "labelPadding": 6,
            "labelLimit": 200,
            "labelColor": _STAND_INS["ink"],
            "labelExpr": "split(datum.label, '\\n')",
        }
        domain = [_wrapped(category) for category in self._names()]
        scale = {"domain": domain, "paddingInner": 0.18, "paddingOuter": 0.09}
        return {"field": "x", "type": "nominal", "axis": axis, "scale": scale}

    def _names(self) -> list[str]:
        """The categories, told apart where two read alike."""
        seen: dict[str, int] = {}
        names = []
        for category in self._chart.categories:
            seen[category] = seen.get(category, 0) + 1
            names.append(category + " " * (seen[category] - 1))
        return names

    def _category(self, place: int) -> str:
        return _wrapped(self._names()[place])

    def _y(self) -> dict[str, Any]:
        return {"field": "y", "type": "quantitative", "axis": None, "scale": {"domain": self._domain, "nice": False}}

    def _at(self) -> dict[str, Any]:
        """The encoding of position that every layer shares."""
        encoding: dict[str, Any] = {"x": self._x(), "y": self._y(), "href": {"field": "ref"}}
        if self._marks.lanes > 1:
            lanes = list(range(self._marks.lanes))
            encoding["xOffset"] = {"field": "lane", "type": "nominal", "scale": {"domain": lanes}}
        return encoding

    def _reference(self, number: Number | None) -> str | None:
        if number is None:
            return None
        self.numbers.append(number)
        return f"#{len(self.numbers) - 1}"

    def _bars(self, *, certain: bool) -> list[dict[str, Any]]:
        return [
            {
                "x": self._category(bar.category),
                "lane": bar.lane,
                "y": bar.base,
                "y2": bar.top,
                "fill": _STAND_INS["paper" if bar.look == "target" else bar.look],
                "stroke": _STAND_INS["paper" if certain and bar.look != "target" else "ink"],
                "ref": self._reference(bar.number),
            }
            for bar in self._marks.bars
            if bar.certain == certain
        ]

    def _layer(self, kind: str, values: list[dict[str, Any]], mark: dict[str, Any]) -> Iterable[dict[str, Any]]:
        if values:
            colours = {
                "y2": {"field": "y2"},
                "fill": {"field": "fill", "type": "nominal", "scale": None},
                "stroke": {"field": "stroke", "type": "nominal", "scale": None},
            }
            yield {"mark": {"type": kind, **mark}, "data": {"values": values}, "encoding": self._at() | colours}

    def _link_layer(self) -> Iterable[dict[str, Any]]:
        values = [
            {"x": self._category(link.category), "x2": self._category(link.category + 1), "y": link.at}
            for link in self._marks.links
        ]
        if values:
            encoding = {"x": self._x() | {"bandPosition": 0.91}, "x2": {"field": "x2", "bandPosition": 0.09}}
            mark = {"type": "rule", "color": _STAND_INS["muted"]}
            yield {"mark": mark, "data": {"values": values}, "encoding": {**encoding, "y": self._y()}}

    def _whisker_layer(self) -> Iterable[dict[str, Any]]:
        whiskers = self._marks.whiskers
        values = [
            {"x": self._category(whisker.category), "lane": whisker.lane, "y": whisker.low, "y2": whisker.high}
            for whisker in whiskers
        ]
        if not values:
            return
        centre = {key: value for key, value in self._at().items() if key != "href"}
        if "xOffset" in centre:
            centre["xOffset"] = centre["xOffset"] | {"bandPosition": 0.5}
        ink = _STAND_INS["ink"]
        rule = {"type": "rule", "color": ink, "strokeWidth": 1.5}
        yield {"mark": rule, "data": {"values": values}, "encoding": centre | {"y2": {"field": "y2"}}}
        ends = [value | {"y": value[end]} for value in values for end in ("y", "y2")]
        cap = {"type": "tick", "color": ink, "size": 10, "thickness": 1.5, "orient": "horizontal"}
        yield {"mark": cap, "data": {"values": ends}, "encoding": centre}

    def _line_layers(self) -> Iterable[dict[str, Any]]:
        for place in sorted({point.series for point in self._marks.points}):
            values = [
                {
                    "x": self._category(point.category),
                    "y": point.at,
                    "run": point.run,
                    "ref": self._reference(point.number),
                }
                for point in self._marks.points
                if point.series == place
            ]
            colour = _STAND_INS[f"c{place % 8 + 1}"]
            line = {"type": "line", "color": colour, "strokeWidth": 2, "strokeDash": _DASHES[place % 8]}
            encoding = {"x": self._x(), "y": self._y(), "detail": {"field": "run"}}
            yield {"mark": line, "data": {"values": values}, "encoding": encoding}
            point = {"type": "point", "filled": True, "size": 55, "color": colour, "shape": _SHAPES[place % 8]}
            yield {"mark": point, "data": {"values": values}, "encoding": self._at()}

    def _label_layers(self) -> Iterable[dict[str, Any]]:
        readable = [label for label in self._marks.labels if self._fits(label)]
        for rise, lines in sorted({(label.rise, label.text.count("\n")) for label in readable}):
            values = [
                {
                    "x": self._category(label.category),
                    "lane": label.lane,
                    "y": label.at,
                    "text": label.text,
                    "fill": _STAND_INS[label.look],
                    "ref": self._reference(label.number),
                }
                for label in readable
                if (label.rise, label.text.count("\n")) == (rise, lines)
            ]
            # A text of several lines hangs from its first, so it is lifted to stand around its middle.
            lift = _lift(rise) - lines * _LINE / 2
            mark = {"type": "text", "fontSize": 11, "baseline": "middle", "lineBreak": "\n", "dy": lift}
            mark["lineHeight"] = _LINE
            extra = {
                "text": {"field": "text"},
                "fill": {"field": "fill", "type": "nominal", "scale": None},
            }
            yield {"mark": mark, "data": {"values": values}, "encoding": self._at() | extra}

    def _fits(self, label: Label) -> bool:
        """A label within a bar too thin for it is left to the table below and to the bar's own link."""
        if label.rise:
            return True
        bars = [bar for bar in self._marks.bars if bar.number is label.number]
        room = ((label.text.count("\n") + 1) * _LINE - 2) * self._unit
        return any(abs(bar.top - bar.base) >= room for bar in bars)


def _lift(rise: float) -> float:
    """Pixels from a label's height to its middle: whole lines above it, the first directly above or below."""
    if rise > 0:
        return -(rise - 0.5) * _LINE
    return -(rise + 0.5) * _LINE if rise < 0 else 0.0


def _wrapped(text: str) -> str:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + len(word) < _WRAP:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)
