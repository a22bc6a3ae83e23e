"""Charts as SVG in many looks: what `benchmarks/made_charts.py` has Chromium print."""

import html
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

WIDE, HIGH = 720.0, 420.0
LEFT, TOP, RIGHT, FOOT = 90.0, 90.0, 540.0, 330.0  # the frame that bars stand in


@dataclass(frozen=True)
class Look:
    """A template: colours, where the legend and labels stand, how bars are drawn, what is around them."""

    palette: tuple[str, ...]
    legend: str
    inside: bool
    bars: str
    gridlines: bool
    ticks: bool
    turned: int
    axis: bool
    gap: float
    totals: bool
    decimals: int
    mark: str
    negatives: str
    size: int


@dataclass(frozen=True)
class Row:
    """A series: its name, its values and the labels that print them, None where none does."""

    name: str
    values: tuple[Decimal, ...]
    texts: tuple[str | None, ...]


@dataclass(frozen=True)
class Made:
    """A chart to be drawn: its kind, its title and the line under it, categories, series and its template."""

    name: str
    kind: str
    titles: tuple[str, str]
    categories: tuple[str, ...]
    rows: tuple[Row, ...]
    look: Look
    totals: tuple[Decimal, ...] | None = None


@dataclass
class Canvas:
    """Elements of a picture in the order drawn, in a font size."""

    size: int
    parts: list[str] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)

    def text(self, words: str, x: float, y: float, *, anchor: str = "middle", **style: object) -> None:
        """Words at a point, which is their middle unless they are anchored."""
        turn = f' transform="rotate({style["turn"]} {x:.1f} {y:.1f})"' if style.get("turn") else ""
        size, weight, colour = style.get("size", self.size), style.get("weight", "normal"), style.get("fill", "#222")
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}"'
            f' fill="{colour}" dominant-baseline="central"{turn}>{html.escape(words)}</text>'
        )

    def line(self, points: Sequence[tuple[float, float]], colour: str = "#888", width: float = 1.0) -> None:
        """A line through points."""
        path = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        self.parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>')

    def box(self, corners: tuple[float, float, float, float], colour: str, bars: str = "plain") -> None:
        """A bar from its left, top, right and foot, filled as the template wants it."""
        left, top, right, foot = corners
        fill, more = colour, ""
        if bars == "hollow":
            fill, more = "none", f' stroke="{colour}" stroke-width="1.5"'
        elif bars == "rounded":
            more = ' rx="3"'
        elif bars in ("gradient", "hatched"):
            fill = f"url(#{self._pattern(colour, bars)})"
        self.parts.append(
            f'<rect x="{left:.2f}" y="{top:.2f}" width="{right - left:.2f}" height="{foot - top:.2f}"'
            f' fill="{fill}"{more}/>'
        )

    def _pattern(self, colour: str, bars: str) -> str:
        name = f"{bars}{colour[1:]}"
        if bars == "gradient":
            told = (
                f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{colour}"'
                f' stop-opacity="0.6"/><stop offset="1" stop-color="{colour}"/></linearGradient>'
            )
        else:
            told = (
                f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse"'
                f' patternTransform="rotate(45)">'
                f'<rect width="6" height="6" fill="white"/><rect width="3" height="6" fill="{colour}"/></pattern>'
            )
        if told not in self.patterns:
            self.patterns.append(told)
        return name


def svg(chart: Made) -> str:
    """The picture of a chart."""
    canvas = Canvas(chart.look.size)
    canvas.text(chart.titles[0], WIDE / 2 - 40, 24, size=16, weight="bold")
    if chart.titles[1]:
        canvas.text(chart.titles[1], WIDE / 2 - 40, 44, size=chart.look.size)
    _DRAWN[chart.kind](chart, canvas)
    defs = f"<defs>{''.join(canvas.patterns)}</defs>" if canvas.patterns else ""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}" font-family="DejaVu Sans, Chart">'
    return f"{head}{defs}{''.join(canvas.parts)}</svg>"


@dataclass(frozen=True)
class _Scale:
    """Values to heights on the page."""

    low: float
    high: float
    foot: float = FOOT
    top: float = TOP

    def __call__(self, value: Decimal | float) -> float:
        return self.foot - (float(value) - self.low) / (self.high - self.low) * (self.foot - self.top)


def _scale(values: Sequence[Decimal | float]) -> _Scale:
    high, low = max(0.0, *map(float, values)), min(0.0, *map(float, values))
    room = 0.12 * (high - low)
    return _Scale(low - (room if low < 0 else 0.0), high + room)


def _frame(chart: Made, canvas: Canvas, scale: _Scale) -> None:
    look = chart.look
    step = 10 ** math.floor(math.log10(scale.high - scale.low))
    step = step / 2 if (scale.high - scale.low) / step < 4 else step
    for number in range(math.ceil(scale.low / step), math.floor(scale.high / step) + 1):
        y = scale(number * step)
        if look.gridlines:
            canvas.line([(LEFT, y), (RIGHT, y)], "#dddddd", 0.75)
        if look.ticks:
            canvas.text(f"{number * step:,.0f}" if step >= 1 else f"{number * step:,.1f}", LEFT - 6, y, anchor="end")
    if look.axis:
        canvas.line([(LEFT, scale(0)), (RIGHT, scale(0))], "#444444", 1.0)


def _slots(count: int) -> list[float]:
    wide = (RIGHT - LEFT) / count
    return [LEFT + wide * (at + 0.5) for at in range(count)]


def _axis_texts(chart: Made, canvas: Canvas, scale: _Scale) -> None:
    y = scale(scale.low) + 12
    for name, x in zip(chart.categories, _slots(len(chart.categories)), strict=True):
        if chart.look.turned:
            canvas.text(name, x, y, anchor="end", turn=-chart.look.turned)
        elif len(name) > 9 and " " in name:
            first, _, rest = name.partition(" ")
            canvas.text(first, x, y)
            canvas.text(rest, x, y + 1.2 * canvas.size)
        else:
            canvas.text(name, x, y)


def _legend(chart: Made, canvas: Canvas, names: Sequence[str], lines: frozenset[int] = frozenset()) -> None:
    look = chart.look
    spots: list[tuple[float, float]] = {
        "right": [(RIGHT + 24, 150.0 + 20 * at) for at in range(len(names))],
        "inside": [(LEFT + 8, TOP + 4.0 + 14 * at) for at in range(len(names))],
        "bottom": [(LEFT + 115 * at, FOOT + 70) for at in range(len(names))],
        "top": [(LEFT + 115 * at, 64.0) for at in range(len(names))],
    }[look.legend if look.legend != "beside" else "right"]
    for at, (name, (x, y)) in enumerate(zip(names, spots, strict=True)):
        if at in lines:
            canvas.line([(x - 4, y), (x + 12, y)], look.palette[at], 2.0)
        else:
            canvas.box((x, y - 4, x + 8, y + 4), look.palette[at], look.bars)
        canvas.text(name, x + 16, y, anchor="start")


def _ink(chart: Made, at: int) -> str:
    """A colour that can be read on a bar."""
    if chart.look.bars in ("hollow", "hatched"):
        return "#222"
    red, green, blue = (int(chart.look.palette[at][1 + 2 * k : 3 + 2 * k], 16) for k in range(3))
    return "#222" if 0.3 * red + 0.6 * green + 0.1 * blue > 140 else "white"


def _bar_label(chart: Made, canvas: Canvas, words: str | None, where: tuple[float, float, float, int]) -> None:
    """A label in a bar or at its end: `where` is its middle, its end and its foot, and the series."""
    if not words:
        return
    x, end, foot, at = where
    if chart.look.inside and abs(end - foot) > 1.5 * canvas.size:
        canvas.text(words, x, (end + foot) / 2, fill=_ink(chart, at))
    else:
        canvas.text(words, x, end + (-0.8 if end <= foot else 0.8) * canvas.size)


def _clustered(chart: Made, canvas: Canvas) -> None:
    bars = [row for row in chart.rows if chart.kind != "combo" or row is chart.rows[0]]
    scale = _scale([value for row in bars for value in row.values])
    if chart.kind == "combo":
        scale = _Scale(scale.low, scale.high * 1.7)
    _frame(chart, canvas, scale)
    slots = _slots(len(chart.categories))
    wide = (RIGHT - LEFT) / len(slots) * (1 - chart.look.gap) / len(bars)
    for at, row in enumerate(bars):
        for centre, value, words in zip(slots, row.values, row.texts, strict=True):
            left = centre + (at - len(bars) / 2) * wide
            end, foot = scale(value), scale(0)
            canvas.box((left, min(end, foot), left + wide, max(end, foot)), chart.look.palette[at], chart.look.bars)
            _bar_label(chart, canvas, words, (left + wide / 2, end, foot, at))
    _axis_texts(chart, canvas, scale)
    if chart.kind == "combo":
        _line_over(chart, canvas, slots)
        _legend(chart, canvas, [row.name for row in chart.rows], frozenset({1}))
    elif len(bars) > 1:
        _legend(chart, canvas, [row.name for row in bars])


def _line_over(chart: Made, canvas: Canvas, slots: Sequence[float]) -> None:
    row = chart.rows[1]
    high, low = float(max(row.values)), float(min(row.values))
    scale = _Scale(low, high + 0.01, TOP + 70, TOP + 14)
    points = [(x, scale(value)) for x, value in zip(slots, row.values, strict=True)]
    canvas.line(points, chart.look.palette[1], 2.0)
    for (x, y), words in zip(points, row.texts, strict=True):
        canvas.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{chart.look.palette[1]}"/>')
        canvas.text(words or "", x, y - 0.95 * canvas.size, fill=chart.look.palette[1])


def _stacked(chart: Made, canvas: Canvas) -> None:
    columns = list(zip(*(row.values for row in chart.rows), strict=True))
    tops = [sum(value for value in column if value > 0) for column in columns]
    feet = [sum(value for value in column if value < 0) for column in columns]
    scale = _scale([*tops, *feet])
    _frame(chart, canvas, scale)
    slots = _slots(len(columns))
    wide = (RIGHT - LEFT) / len(slots) * (1 - chart.look.gap)
    ends: list[dict[int, float]] = []
    for which, (centre, column) in enumerate(zip(slots, columns, strict=True)):
        up = down = Decimal(0)
        ends.append({})
        for at, value in enumerate(column):
            start = up if value > 0 else down
            first, last = scale(start), scale(start + value)
            up, down = (up + value, down) if value > 0 else (up, down + value)
            box = (centre - wide / 2, min(first, last), centre + wide / 2, max(first, last))
            canvas.box(box, chart.look.palette[at], chart.look.bars)
            ends[-1][at] = (first + last) / 2
            words = chart.rows[at].texts[which]
            if words:
                canvas.text(words, centre, (first + last) / 2, fill=_ink(chart, at))
        if chart.totals:
            y = scale(up) - 0.8 * canvas.size
            canvas.text(_as_printed(chart, chart.totals[which]), centre, y, weight="bold")
    _axis_texts(chart, canvas, scale)
    if chart.look.legend == "beside":
        for at, row in enumerate(chart.rows):
            canvas.text(row.name, slots[-1] + wide / 2 + 10, ends[-1][at], anchor="start", fill=chart.look.palette[at])
    else:
        _legend(chart, canvas, [row.name for row in chart.rows])


def _as_printed(chart: Made, value: Decimal) -> str:
    from benchmarks.made_charts import printed  # noqa: PLC0415 - it imports this module

    return printed(value, chart.look)


def _waterfall(chart: Made, canvas: Canvas) -> None:
    row = chart.rows[0]
    levels, running = [], Decimal(0)
    for at, value in enumerate(row.values):
        whole = at in (0, len(row.values) - 1)
        start = Decimal(0) if whole else running
        running = value if whole else running + value
        levels.append((start, running))
    scale = _scale([level for pair in levels for level in pair])
    _frame(chart, canvas, scale)
    slots = _slots(len(levels))
    wide = (RIGHT - LEFT) / len(slots) * (1 - chart.look.gap)
    for at, (centre, (start, end)) in enumerate(zip(slots, levels, strict=True)):
        whole = at in (0, len(levels) - 1)
        colour = chart.look.palette[0] if whole else ("#2e8b57" if end > start else "#cc3333")
        top, foot = sorted((scale(start), scale(end)))
        canvas.box((centre - wide / 2, top, centre + wide / 2, foot), colour, chart.look.bars)
        canvas.text(row.texts[at] or "", centre, top - 0.8 * canvas.size)
        if at + 1 < len(levels):
            canvas.line([(centre + wide / 2, scale(end)), (slots[at + 1] - wide / 2, scale(end))], "#999", 0.5)
    _axis_texts(chart, canvas, scale)


def _lines(chart: Made, canvas: Canvas) -> None:
    values = [value for row in chart.rows for value in row.values]
    scale = _scale(values)
    _frame(chart, canvas, scale)
    slots = _slots(len(chart.categories))
    for at, row in enumerate(chart.rows):
        points = [(x, scale(value)) for x, value in zip(slots, row.values, strict=True)]
        canvas.line(points, chart.look.palette[at], 2.0)
        for (x, y), words in zip(points, row.texts, strict=True):
            canvas.text(words or "", x, y - canvas.size, fill=chart.look.palette[at])
    _axis_texts(chart, canvas, scale)
    if chart.look.legend == "beside":
        for at, row in enumerate(chart.rows):
            canvas.text(row.name, slots[-1] + 30, scale(row.values[-1]), anchor="start", fill=chart.look.palette[at])
    else:
        _legend(chart, canvas, [row.name for row in chart.rows], frozenset(range(len(chart.rows))))


def _lying(chart: Made, canvas: Canvas) -> None:
    values = [float(value) for row in chart.rows for value in row.values]
    high, low = max(0.0, *values), min(0.0, *values)
    start, end = LEFT + 60, RIGHT - 30
    unit = (end - start) / (high - low)
    zero = start - low * unit
    tall = (FOOT - TOP) / len(chart.categories)
    thick = tall * (1 - chart.look.gap) / len(chart.rows)
    for which, name in enumerate(chart.categories):
        middle = TOP + tall * (which + 0.5)
        canvas.text(name, start - 8, middle, anchor="end")
        for at, row in enumerate(chart.rows):
            top = middle + (at - len(chart.rows) / 2) * thick
            far = zero + float(row.values[which]) * unit
            canvas.box((min(zero, far), top, max(zero, far), top + thick), chart.look.palette[at], chart.look.bars)
            words, y = row.texts[which] or "", top + thick / 2
            if chart.look.inside and abs(far - zero) > 0.8 * canvas.size * len(words):
                canvas.text(words, (zero + far) / 2, y, fill=_ink(chart, at))
            else:
                canvas.text(words, far + (5 if far >= zero else -5), y, anchor="start" if far >= zero else "end")
    if chart.look.axis:
        canvas.line([(zero, TOP), (zero, FOOT)], "#444444")
    if len(chart.rows) > 1:
        _legend(chart, canvas, [row.name for row in chart.rows])


def _round(chart: Made, canvas: Canvas) -> None:
    row, (x, y), radius, turn = chart.rows[0], (300.0, 210.0), 100.0, -math.pi / 2
    for at, (share, words) in enumerate(zip(row.values, row.texts, strict=True)):
        angle = float(share) / 100 * 2 * math.pi
        canvas.parts.append(_slice((x, y), (radius, 55.0 if chart.kind == "ring" else 0.0), (turn, turn + angle)))
        canvas.parts[-1] = canvas.parts[-1].replace("COLOUR", chart.look.palette[at])
        middle = turn + angle / 2
        named = chart.look.legend == "beside"
        away = (radius * (0.77 if chart.kind == "ring" else 0.65)) if chart.look.inside and not named else radius + 22
        spot = (x + away * math.cos(middle), y + away * math.sin(middle))
        anchor = "middle" if away < radius else ("start" if math.cos(middle) >= 0 else "end")
        ink = _ink(chart, at) if away < radius and chart.look.bars not in ("hollow", "hatched") else "#222"
        told = f"{chart.categories[at]} {words}" if named else words or ""
        canvas.text(told, *spot, anchor=anchor, fill=ink)
        turn += angle
    if chart.look.legend != "beside":
        for at, name in enumerate(chart.categories):
            canvas.box((470, 150 + 20 * at, 478, 158 + 20 * at), chart.look.palette[at])
            canvas.text(name, 486, 154 + 20 * at, anchor="start")


def _slice(middle: tuple[float, float], radii: tuple[float, float], turns: tuple[float, float]) -> str:
    (x, y), (outer, inner), (start, end) = middle, radii, turns
    large = int(end - start > math.pi)
    a, b = ((x + outer * math.cos(t), y + outer * math.sin(t)) for t in (start, end))
    c, d = ((x + inner * math.cos(t), y + inner * math.sin(t)) for t in (end, start))
    back = f"A{inner} {inner} 0 {large} 0 {d[0]:.2f} {d[1]:.2f}" if inner else ""
    path = f"M{a[0]:.2f} {a[1]:.2f} A{outer} {outer} 0 {large} 1 {b[0]:.2f} {b[1]:.2f} L{c[0]:.2f} {c[1]:.2f} {back} Z"
    return f'<path d="{path}" fill="COLOUR" stroke="white" stroke-width="1"/>'


_DRAWN: dict[str, Callable[[Made, Canvas], None]] = {
    "bars": _clustered,
    "clustered": _clustered,
    "combo": _clustered,
    "stacked": _stacked,
    "full": _stacked,
    "waterfall": _waterfall,
    "lines": _lines,
    "lying bars": _lying,
    "lying clustered": _lying,
    "pie": _round,
    "ring": _round,
}
