"""Where the marks of a chart stand: bars, whiskers, lines and labels, each tied to the fact that it shows.

Drawing is the one place where a number may become a float: positions on paper, never a figure.
"""

from dataclasses import dataclass, field, replace

from crossfoot.model.facts import FactKey, SourceKind
from crossfoot.model.pages import Chart, Number, Series
from crossfoot.publish.catalogue import Catalogue
from crossfoot.publish.formats import Printer

SOURCE_SIGNS = {
    SourceKind.STATED: "",
    SourceKind.COMPUTED: "=",
    SourceKind.RECOVERED: "◆",
    SourceKind.DEDUCED: "↔",
    SourceKind.ASSUMED: "◇",
    SourceKind.UNKNOWN: "",
}


CHARACTER = 6.3  # a digit's width at the labels' size, in pixels
BAND = 0.82  # the part of a category's width that its bars fill
_CLEAR = 1.3  # lines by which a label stands clear of the line that it belongs to


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from `base` to `top`; `look` is its colour's name, `lane` its place among grouped siblings."""

    category: int
    lane: int
    base: float
    top: float
    look: str
    number: Number
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Whisker:
    """The range of a fact of which only bounds are known."""

    category: int
    lane: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a height; `rise` lifts it by whole lines above it (0: centred on it), `look` is its colour's name."""

    category: int
    lane: int
    at: float
    rise: float
    text: str
    look: str
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a line; points of one `run` are joined."""

    category: int
    series: int
    run: int
    at: float
    look: str
    number: Number


@dataclass(frozen=True, slots=True)
class Link:
    """A thin line from one bar of a waterfall to the next, at the running height."""

    category: int
    at: float


@dataclass(slots=True)
class Marks:
    """Everything drawn in one chart."""

    bars: list[Bar] = field(default_factory=list)
    whiskers: list[Whisker] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A number ready to draw: its height, its bounds where only they are known, and its text."""

    at: float
    low: float
    high: float
    certain: bool
    text: str


@dataclass(frozen=True, slots=True)
class _Stack:
    """A stack as drawn: its highest and lowest end, and the lines of labels that stand above it already."""

    category: int
    top: float
    foot: float
    lines: int


class Draughtsman:
    """Lays out the marks of a book's charts."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._printer = Printer(catalogue)
        self._room = 0  # the characters that fit beside each other over one bar of the chart at hand

    def marks(self, chart: Chart) -> Marks:
        """The marks of a chart, by its kind."""
        lanes = lanes_of(chart)
        self._room = int(fair_width(chart) * BAND / lanes / CHARACTER)
        layouts = {
            "stacked": self._stacked,
            "grouped": self._grouped,
            "target": self._grouped,
            "line": self._lines,
            "waterfall": self._waterfall,
        }
        return layouts[chart.kind](chart)

    def text(self, number: Number) -> str:
        """A number as its label prints it, with the sign of how it is known; a long range takes two lines."""
        shown = self._printer.cell(number)
        text = shown.text
        if shown.form == "range" and len(text) >= self._room:
            text = text.replace("–", "–\n", 1) if "–" in text else text.replace(" to ", " to\n", 1)
        return text + SOURCE_SIGNS[self._catalogue.facts[number.fact].source]

    def _drawn(self, number: Number) -> _Drawn | None:
        """The number to draw, or None where nothing bounds it on both sides."""
        fact = self._catalogue.facts[number.fact]
        low, high = fact.interval.low, fact.interval.high
        certain = self._printer.cell(number).form == "value"
        if fact.value is not None and certain:
            at = float(fact.value / number.scale)
            return _Drawn(at, at, at, True, self.text(number))
        if low is None or high is None:
            return None
        ends = float(low / number.scale), float(high / number.scale)
        return _Drawn(sum(ends) / 2, *ends, certain, self.text(number))

    def _stacked(self, chart: Chart) -> Marks:
        marks = Marks()
        bars = [series for series in chart.series if series.role == "bar"]
        above = [series for series in chart.series if series.role in ("total", "label")]
        for category in range(len(chart.categories)):
            numbers = [number for series in above if (number := series.numbers[category]) is not None]
            stack = self._stack(marks, bars, category, {number.fact for number in numbers})
            rise = 1.0 + stack.lines
            for series in above:
                rise += self._label_above(marks, series, stack, rise)
        return marks

    def _stack(self, marks: Marks, bars: list[Series], category: int, told: set[FactKey]) -> _Stack:
        """Draws one stack; a bar whose fact is `told` above the stack is not labelled twice."""
        up = down = 0.0
        missing: Number | None = None
        for place, series in enumerate(bars):
            number = series.numbers[category]
            drawn = self._drawn(number) if number is not None else None
            if number is None or drawn is None:
                missing = missing or number
                continue
            base = up if drawn.at >= 0 else down
            up, down = (base + drawn.at, down) if drawn.at >= 0 else (up, base + drawn.at)
            look = _look(place)
            marks.bars.append(Bar(category, 0, base, base + drawn.at, look, number, drawn.certain))
            if number.fact not in told:
                ink = f"on-{look}" if drawn.certain else "ink"
                marks.labels.append(Label(category, 0, base + drawn.at / 2, 0, drawn.text, ink, number))
            if not drawn.certain:
                marks.whiskers.append(Whisker(category, 0, base + drawn.low, base + drawn.high))
        if missing is None or missing.fact in told:
            return _Stack(category, up, down, 0)
        gap = "n/a" if up == down else "+ n/a"  # a part is missing from what is drawn
        marks.labels.append(Label(category, 0, up, 1, gap, "muted", missing))
        return _Stack(category, up, down, 1)

    def _label_above(self, marks: Marks, series: Series, stack: _Stack, rise: float) -> float:
        """Writes a total or a growth above a stack, or below one that hangs; gives the lines that it took."""
        number = series.numbers[stack.category]
        if number is None:
            return 0
        text = self.text(number)
        look = "ink" if series.role == "total" else "muted"
        lines = text.count("\n") + 1
        middle = rise + (lines - 1) / 2
        hangs = stack.top == 0 and stack.foot < 0
        at, rise = (stack.foot, -middle) if hangs else (stack.top, middle)
        marks.labels.append(Label(stack.category, 0, at, rise, text, look, number))
        return lines

    def _grouped(self, chart: Chart) -> Marks:
        bars = [series for series in chart.series if series.role in ("bar", "target")]
        labels = [series for series in chart.series if series.role == "label"]
        marks = Marks(lanes=lanes_of(chart))
        for category in range(len(chart.categories)):
            for lane, series in enumerate(bars):
                number = series.numbers[category]
                look = "target" if series.role == "target" else _look(lane)
                if number is not None:
                    self._upright(marks, Bar(category, lane, 0, 0, look, number))
                if lane < len(labels) and labels[lane].numbers[category] is not None:
                    self._second_label(marks, category, lane, labels[lane])
        return marks

    def _second_label(self, marks: Marks, category: int, lane: int, series: Series) -> None:
        number = series.numbers[category]
        heights = [bar.top for bar in marks.bars if (bar.category, bar.lane) == (category, lane)]
        if number is not None:
            top = max([0.0, *heights])
            marks.labels.append(Label(category, lane, top, 2, self.text(number), "muted", number))

    def _upright(self, marks: Marks, bar: Bar, text: str = "") -> float | None:
        """Draws a bar from its base by its number's height, labelled at its end; gives that end."""
        drawn = self._drawn(bar.number)
        if drawn is None:
            marks.labels.append(Label(bar.category, bar.lane, bar.base, 1, "n/a", "muted", bar.number))
            return None
        # A waterfall's decrease comes with its top marked below its base: its number counts downwards.
        sign = -1.0 if bar.top < bar.base else 1.0
        end = bar.base + sign * drawn.at
        marks.bars.append(replace(bar, top=end, certain=drawn.certain))
        if not drawn.certain:
            ends = sorted((bar.base + sign * drawn.low, bar.base + sign * drawn.high))
            marks.whiskers.append(Whisker(bar.category, bar.lane, *ends))
        high = max(bar.base, bar.base + sign * (drawn.high if sign > 0 else drawn.low))
        below = end < 0 and bar.base <= 0
        text = text or drawn.text
        middle = (text.count("\n") + 2) / 2
        at, rise = (end, -middle) if below else (high, middle)
        marks.labels.append(Label(bar.category, bar.lane, at, rise, text, "ink", bar.number))
        return end

    def _lines(self, chart: Chart) -> Marks:
        marks = Marks()
        run = 0
        for place, series in enumerate(chart.series):
            for category, number in enumerate(series.numbers):
                drawn = self._drawn(number) if number is not None else None
                if number is None or drawn is None:
                    run += 1  # a gap ends the line: what is missing is never drawn through
                    if number is not None:
                        marks.labels.append(Label(category, 0, 0, 1 + place, "n/a", "muted", number))
                    continue
                marks.points.append(Point(category, place, run, drawn.at, _look(place), number))
                if not drawn.certain:
                    marks.whiskers.append(Whisker(category, 0, drawn.low, drawn.high))
                rise = _CLEAR + drawn.text.count("\n") / 2
                marks.labels.append(Label(category, 0, drawn.high, rise, drawn.text, "ink", number))
            run += 1
        return marks

    def _waterfall(self, chart: Chart) -> Marks:
        marks = Marks()
        running = 0.0
        for category in range(len(chart.categories)):
            for series in chart.series:
                number = series.numbers[category]
                if number is None:
                    continue
                base = 0.0 if series.role == "total" else running
                bar = self._movement(series.role, category, base, number)
                end = self._upright(marks, bar, self._less(series, number))
                running = running if end is None else end
            if category + 1 < len(chart.categories):
                marks.links.append(Link(category, running))
        return marks

    def _movement(self, role: str, category: int, base: float, number: Number) -> Bar:
        if role == "total":
            return Bar(category, 0, base, base, "c1", number)
        fact = self._catalogue.facts[number.fact]
        negative = fact.value is not None and fact.value < 0
        falls = (role == "less") != negative
        top = base - 1 if role == "less" else base
        return Bar(category, 0, base, top, "fall" if falls else "rise", number)

    def _less(self, series: Series, number: Number) -> str:
        """A subtracted amount is labelled as the house prints a minus."""
        if series.role != "less":
            return ""
        text = self.text(number)
        return f"({text})" if self._catalogue.minus == "()" else f"{self._catalogue.minus}{text}"


def lanes_of(chart: Chart) -> int:
    """How many bars stand side by side in a category."""
    if chart.kind not in ("grouped", "target"):
        return 1
    return max(1, sum(series.role in ("bar", "target") for series in chart.series))


def fair_width(chart: Chart) -> float:
    """The width of a category in pixels where all share the page, and none is wider than looks well."""
    return min(660 / max(1, len(chart.categories)), 130)


def _look(place: int) -> str:
    return f"c{place % 8 + 1}"
