"""Native charts of office documents: the chart's own categories, series and values, shown as its labels show them.

The values are those that the chart was drawn from, and their precision that of the data labels' number format where a
series has labels with one of their own, else of the format that came with the values.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from lxml import etree

from crossfoot.model.figures import Box
from crossfoot.model.layout import GridKind
from crossfoot.read.office.stored_values import GENERAL, shown_number, stored_number
from crossfoot.read.tables.found import FoundCell, FoundTable

_NAMES = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
}
CHART_REFERENCES = tuple(f"{{{_NAMES[prefix]}}}chart" for prefix in ("c", "cx"))
"""The elements that stand for a chart in a document and name its part: of the first kind, and of the later one."""

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
"""The attribute in which they name it."""

POINTS_MOST = 20_000
"""Points of a series; a chart of more is no table of figures."""

# What an axis divides its values by before it and the labels show them.
_DISPLAY_UNITS = {
    "hundreds": 2, "thousands": 3, "tenThousands": 4, "hundredThousands": 5, "millions": 6, "tenMillions": 7,
    "hundredMillions": 8, "billions": 9, "trillions": 12,
}  # fmt: skip
_TRUE = ("1", "true")
_VALUES = ("c:val", "c:yVal")
_CATEGORIES = ("c:cat", "c:xVal")


class NoChart(ValueError):
    """The part holds no chart that can be read."""


@dataclass(frozen=True, slots=True)
class ChartPlace:
    """Where a chart stands: its page from 1, its box in points, and the lines above it, nearest first."""

    page: int | None = None
    box: Box | None = None
    caption: str = ""
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Series:
    """A series: its name, its categories' texts by level (innermost first) and position, and its points' cells."""

    name: str
    levels: tuple[dict[int, str], ...]
    points: dict[int, FoundCell] = field(default_factory=dict)


def chart_tables(part: bytes, place: ChartPlace) -> list[FoundTable]:
    """The tables of a chart part: categories in the first rows, a row a series. Raises NoChart.

    Series over other categories than the first ones (two charts in one frame) make a table of their own.
    """
    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise NoChart(str(error)) from error
    plots = [series for plot in root.iterfind(".//c:plotArea/*", _NAMES) for series in _series_of(plot, root)]
    plots += _later_series(root)
    groups: list[list[_Series]] = []
    for series in plots:
        for group in groups:
            if group[0].levels == series.levels or not series.levels:
                group.append(series)
                break
        else:
            groups.append([series])
    heading = root.find("c:chart/c:title", _NAMES)
    title = _words(heading if heading is not None else root.find("cx:chart/cx:title", _NAMES))
    axes = [words for axis in root.iterfind(".//c:plotArea/*/c:title", _NAMES) if (words := _words(axis))]
    context = tuple(dict.fromkeys((*axes, title, *place.context)))
    return [_table(group, place, title or place.caption, context) for group in groups]


def _series_of(plot: etree._Element, root: etree._Element) -> Iterator[_Series]:
    units = _units_of(plot, root)
    for node in plot.iterfind("c:ser", _NAMES):
        values = next((found for name in _VALUES if (found := node.find(name, _NAMES)) is not None), None)
        if values is not None:
            label_format = _label_format(node) or _label_format(plot)
            points = dict(_points(values, label_format, units))
            categories = next((found for name in _CATEGORIES if (found := node.find(name, _NAMES)) is not None), None)
            yield _Series(_words(node.find("c:tx", _NAMES)), _levels(categories), points)


def _later_series(root: etree._Element) -> Iterator[_Series]:
    """The series of a chart of the later kind (waterfalls, funnels, treemaps), which keeps its values beside them."""
    sources = {node.get("id", ""): node for node in root.iterfind("cx:chartData/cx:data", _NAMES)}
    for node in root.iterfind(".//cx:series", _NAMES):
        named = node.find("cx:dataId", _NAMES)
        source = sources.get(named.get("val", "") if named is not None else "")
        if source is None:
            continue
        labels = node.find("cx:dataLabels/cx:numFmt", _NAMES)
        own = labels.get("formatCode", "") if labels is not None and labels.get("sourceLinked") not in _TRUE else ""
        points = {}
        for level in source.iterfind("cx:numDim/cx:lvl", _NAMES):
            number_format = own or level.get("formatCode") or GENERAL
            for position, text in _later_points(level):
                value = stored_number(text)
                if value is not None:
                    shown, printed = shown_number(value, number_format)
                    points[position] = FoundCell(0, 0, shown, printed=printed)
        levels = tuple(dict(_later_points(level)) for level in source.iterfind("cx:strDim/cx:lvl", _NAMES))
        name = node.findtext("cx:tx/cx:txData/cx:v", "", _NAMES)
        yield _Series(" ".join(name.split()), levels, points)


def _later_points(level: etree._Element) -> Iterator[tuple[int, str]]:
    for point in level.iterfind("cx:pt", _NAMES):
        position = point.get("idx", "")
        if position.isdecimal() and int(position) < POINTS_MOST:
            yield int(position), " ".join((point.text or "").split())


def _units_of(plot: etree._Element, root: etree._Element) -> Decimal:
    """What the plot's axis divides values by before they are shown."""
    axes = {node.get("val") for node in plot.iterfind("c:axId", _NAMES)}
    for axis in root.iterfind(".//c:plotArea/c:valAx", _NAMES):
        identity = axis.find("c:axId", _NAMES)
        built_in = axis.find("c:dispUnits/c:builtInUnit", _NAMES)
        custom = axis.find("c:dispUnits/c:custUnit", _NAMES)
        if identity is None or identity.get("val") not in axes:
            continue
        if built_in is not None:
            return Decimal(10) ** _DISPLAY_UNITS.get(built_in.get("val", ""), 0)
        if custom is not None:
            return stored_number(custom.get("val", "")) or Decimal(1)
    return Decimal(1)


def _label_format(node: etree._Element) -> str:
    """The number format that data labels have of their own; empty where they have none or show no values."""
    labels = node.find("c:dLbls", _NAMES)
    if labels is None:
        return ""
    values = labels.find("c:showVal", _NAMES)
    own = labels.find("c:numFmt", _NAMES)
    if own is None or values is None or values.get("val") in ("0", "false") or own.get("sourceLinked") in _TRUE:
        return ""
    return own.get("formatCode", "")


def _points(values: etree._Element, label_format: str, units: Decimal) -> Iterator[tuple[int, FoundCell]]:
    """The points that have a value, by their position; their cells' rows and columns are still to be given."""
    common = values.find(".//c:formatCode", _NAMES)
    for position, node in _cached(values):
        value = stored_number(node.findtext("c:v", "", _NAMES))
        if value is not None:
            own = node.get("formatCode") or (common.text if common is not None else None) or GENERAL
            text, printed = shown_number(value, label_format or own, units)
            if text:
                yield position, FoundCell(0, 0, text, printed=printed)


def _levels(categories: etree._Element | None) -> tuple[dict[int, str], ...]:
    """The categories' texts by position, innermost level first; a text of an outer level stands at its first one."""
    if categories is None:
        return ()
    levels = categories.findall(".//c:lvl", _NAMES) or [categories]
    common = categories.find(".//c:formatCode", _NAMES)
    number_format = (common.text if common is not None else None) or GENERAL
    dated = categories.find("c:numRef", _NAMES) is not None or categories.find("c:numLit", _NAMES) is not None
    found = []
    for level in levels:
        texts = {}
        for position, node in _cached(level):
            text = " ".join(node.findtext("c:v", "", _NAMES).split())
            value = stored_number(text) if dated else None
            texts[position] = text if value is None else shown_number(value, number_format)[0]
        found.append(texts)
    return tuple(found)


def _cached(node: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    for point in node.iterfind(".//c:pt", _NAMES):
        position = point.get("idx", "")
        if position.isdecimal() and int(position) < POINTS_MOST:
            yield int(position), point


def _words(node: etree._Element | None) -> str:
    """The words of a title or a series' name, typed in or taken from cells."""
    if node is None:
        return ""
    runs = [run.text or "" for run in node.iterfind(".//a:t", _NAMES)] or [
        value.text or "" for value in node.iterfind(".//c:v", _NAMES)
    ]
    return " ".join("".join(runs).split())


def _table(group: list[_Series], place: ChartPlace, caption: str, context: tuple[str, ...]) -> FoundTable:
    levels = group[0].levels
    cells = list(_headings(levels))
    for row, series in enumerate(group, max(len(levels), 1)):
        if series.name:
            cells.append(FoundCell(row, 0, series.name))
        cells += [
            FoundCell(row, position + 1, point.text, printed=point.printed)
            for position, point in sorted(series.points.items())
        ]
    return FoundTable(tuple(cells), caption, context, page=place.page, box=place.box, kind=GridKind.CHART)


def _headings(levels: Iterable[dict[int, str]]) -> Iterator[FoundCell]:
    """The rows of categories, the outermost first; an outer one spans the inner ones up to the next."""
    every = list(levels)
    last = max((position for level in every for position in level), default=0)
    for row, level in enumerate(reversed(every)):
        is_outer = row < len(every) - 1
        positions = sorted(level)
        for position, behind in zip(positions, [*positions[1:], last + 1], strict=True):
            span = behind - position if is_outer else 1
            if level[position]:
                yield FoundCell(row, position + 1, level[position], column_span=span)
