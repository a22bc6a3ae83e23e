"""A fenced `chart` block of a page, read into a chart of facts."""

from collections.abc import Iterable

from crossfoot.model.facts import FactKey
from crossfoot.model.pages import Chart, Number, Series
from crossfoot.publish.complaints import Complaints
from crossfoot.publish.marked_yaml import Block, Node, Text
from crossfoot.publish.numbers import Numbers
from crossfoot.publish.tables import read_style
from crossfoot.publish.wording import aspect_words
from crossfoot.vocabulary.measures import LEVEL, Aspect, AspectKind, Measure
from crossfoot.vocabulary.scenarios import ScenarioKind

_COMMON = ("kind", "caption", "unit", "decimals", "note", "scenario", "vintage")
_PARTS = {
    "stacked": ("periods", "series", "total", "label"),
    "grouped": ("periods", "series", "label"),
    "line": ("periods", "series"),
    "waterfall": ("period", "steps", "measure", "from", "to", "parts"),
    "target": ("periods", "measures"),
}
_SERIES = ("measure", "label")


def read_chart(block: Block, numbers: Numbers, complaints: Complaints) -> Chart:
    """The chart that `block` describes; whatever it says wrong is added to the complaints."""
    kind = complaints.text(block, "kind")
    if kind not in _PARTS:
        complaints.add(block.line, f"'{kind}' is no kind of chart", f"Use kind: {' | '.join(_PARTS)}")
        return Chart("stacked", "", (), ())
    complaints.only(block, _COMMON + _PARTS[kind])
    complaints.needed(block, "caption")
    reader = _ChartReader(block, numbers, complaints)
    categories, series = {"waterfall": reader.waterfall, "target": reader.target}.get(kind, reader.over_periods)()
    return Chart(
        kind=kind,
        caption=complaints.text(block, "caption"),
        categories=categories,
        series=series,
        note=complaints.text(block, "note"),
        unit=str(reader.style.unit) if reader.style.unit else "",
    )


_Parts = tuple[tuple[str, ...], tuple[Series, ...]]
_Step = tuple[str, str, Number | None]


class _ChartReader:
    """Reads one chart block."""

    def __init__(self, block: Block, numbers: Numbers, complaints: Complaints) -> None:
        self._block = block
        self._numbers = numbers
        self._complaints = complaints
        self.style = read_style(block, numbers, complaints)
        self._scenario = (complaints.text(block, "scenario", "actual"), complaints.text(block, "vintage"))

    def over_periods(self) -> _Parts:
        """Series over periods: stacked, grouped or drawn as lines, with totals and labels above."""
        periods = self._texts("periods")
        role = "line" if self._block[Text("kind", 0)] == "line" else "bar"
        series = [self._series(node, role, periods) for node in self._complaints.several(self._block, "series")]
        if not series:
            self._complaints.needed(self._block, "series")
        for key in ("total", "label"):
            series += [self._series(node, key, periods) for node in self._complaints.several(self._block, key)]
        return tuple(periods), tuple(series)

    def _series(self, node: Node, role: str, periods: list[Text]) -> Series:
        block = self._complaints.block(node, "measure")
        self._complaints.only(block, _SERIES)
        name = self._complaints.word(block, "measure")
        with self._complaints.at(name.line):
            measure, aspect = self._numbers.names.measure(name)
            label = self._complaints.text(block, "label") or _label(measure, aspect)
            return Series(label, tuple(self._number(measure, aspect, period) for period in periods), role)
        return Series(name, (), role)

    def _number(self, measure: Measure, aspect: Aspect, period: Text) -> Number | None:
        with self._complaints.at(period.line):
            key = self._numbers.key(measure, aspect, period, self._scenario)
            return self._cell(measure, key)
        return None

    def _cell(self, measure: Measure, key: FactKey) -> Number:
        return self._numbers.cell(measure, key, self.style)

    def _texts(self, key: str) -> list[Text]:
        nodes = self._complaints.several(self._block, key)
        if not nodes:
            self._complaints.needed(self._block, key)
        return [node for node in nodes if isinstance(node, Text)]

    def target(self) -> _Parts:
        """Each measure at each period, as it was planned and as it came out."""
        labels: list[str] = []
        results: list[Number | None] = []
        targets: list[Number | None] = []
        periods = self._texts("periods")
        for name in self._texts("measures"):
            for period in periods:
                result, target, label = self._pair(name, period)
                results.append(result)
                targets.append(target)
                labels.append(f"{label} {period}" if len(periods) > 1 else label)
        series = Series("Result", tuple(results)), Series("Target", tuple(targets), "target")
        return tuple(labels), series

    def _pair(self, name: Text, period: Text) -> tuple[Number | None, Number | None, str]:
        with self._complaints.at(name.line):
            names = self._numbers.names
            measure, aspect = names.measure(name)
            when = names.period(period)
            label = _label(measure, aspect)
            actual = names.fact(measure, aspect, when, names.scenario(ScenarioKind.ACTUAL, ""))
            vintage = self._complaints.text(self._block, "vintage")
            planned = names.fact(measure, aspect, when, names.scenario(ScenarioKind.TARGET, vintage))
            if not vintage:
                planned = names.latest(planned)
            shown = [self._cell(measure, key) if names.knows(key) else None for key in (actual, planned)]
            return shown[0], shown[1], label
        return None, None, name

    def waterfall(self) -> _Parts:
        """Steps from one level to another, at one period or from one period to the next."""
        if "steps" in self._block:
            self._complaints.needed(self._block, "period")
            return _columns(self._step(node) for node in self._complaints.several(self._block, "steps"))
        for key in ("measure", "from", "to", "parts"):
            if not self._complaints.needed(self._block, key):
                return (), ()
        return self._bridge()

    def _step(self, node: Node) -> _Step:
        block = self._complaints.block(node, "measure")
        self._complaints.only(block, (*_SERIES, "period"))
        name = self._complaints.text(block, "measure")
        role = {"-": "less", "+": "bar"}.get(name[:1], "total")
        with self._complaints.at(block.line):
            measure, aspect = self._numbers.names.measure(name.lstrip("+- "))
            period = self._complaints.text(block, "period") or self._complaints.text(self._block, "period")
            key = self._numbers.key(measure, aspect, period, self._scenario)
            label = self._complaints.text(block, "label") or _label(measure, aspect)
            return label, role, self._cell(measure, key)
        return name, role, None

    def _bridge(self) -> _Parts:
        text = self._complaints.word
        start, end = text(self._block, "from"), text(self._block, "to")
        whole = text(self._block, "measure")
        change = Aspect(AspectKind.CHANGE)
        steps = [self._level(whole, LEVEL, start, "total")]
        steps += [self._level(part, change, end, "bar") for part in self._texts("parts")]
        steps.append(self._level(whole, LEVEL, end, "total"))
        return _columns(steps)

    def _level(self, name: Text, aspect: Aspect, period: str, role: str) -> _Step:
        with self._complaints.at(name.line):
            measure, _ = self._numbers.names.measure(name)
            key = self._numbers.key(measure, aspect, period, self._scenario)
            label = f"{measure.label} {period}" if role == "total" else measure.label
            return label, role, self._cell(measure, key)
        return name, role, None


_ROLE_NAMES = {"total": "Level", "bar": "Increase", "less": "Decrease"}


def _columns(steps: Iterable[_Step]) -> _Parts:
    taken = list(steps)
    series = []
    for role, name in _ROLE_NAMES.items():
        numbers = tuple(number if kind == role else None for _, kind, number in taken)
        if any(kind == role for _, kind, _ in taken):
            series.append(Series(name, numbers, role))
    return tuple(label for label, _, _ in taken), tuple(series)


def _label(measure: Measure, aspect: Aspect) -> str:
    words = aspect_words(aspect)
    return f"{measure.label}, {words}" if words else measure.label
