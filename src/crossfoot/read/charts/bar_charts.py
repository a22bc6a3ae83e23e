"""Bar charts: stacked, side by side, as waterfalls, upright or lying, with lines over them and growth beside them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crossfoot.model.figures import Box
from crossfoot.read.charts.beside import Level, side_columns
from crossfoot.read.charts.categories import categories, cluster
from crossfoot.read.charts.columns import Bar, Column, Columns
from crossfoot.read.charts.curves import Curve, bound_points, curves_over
from crossfoot.read.charts.drawn import Chart, Series, without_empty
from crossfoot.read.charts.heights import (
    Bound,
    Scale,
    bound_columns,
    contradicted,
    crowded,
    in_percent,
    misfits,
    telling,
)
from crossfoot.read.charts.labels import Label
from crossfoot.read.charts.names import Entry, Legend, Named, legend_name, side_names
from crossfoot.read.charts.shapes import View, alike, overlap
from crossfoot.read.charts.under import rows_under
from crossfoot.read.pdf.page.pages import Colour, Fill
from crossfoot.read.pdf.text.pieces import Kind

_LABELLED = 0.5  # of the columns that have a label
_FOLLOWS = 0.75  # of the bars' height, by which a line may run above them
_ABOVE = 0.8  # of their width, likewise where its points stand over their middles
_FEWEST = 3  # labels of one unit that prove a scale where all labels together only keep the order of the heights
_POINTS = 3  # of a line that runs far above its bars
_TOTAL_BESIDE = 1.2  # times the height of its letters, from the totals to their name


@dataclass(frozen=True, slots=True)
class Row:
    """A series before it has its name: a bar, or none, in each category from the first, and their labels."""

    bars: tuple[Bar | None, ...]
    labels: tuple[Label | None, ...]

    @property
    def colour(self) -> Colour | None:
        """The colour that most of its bars have."""
        return Counter(bar.colour for bar in self.bars if bar).most_common(1)[0][0]

    @property
    def hollow(self) -> bool:
        """Whether only the sides of its bars are drawn."""
        return all(bar.hollow for bar in self.bars if bar)

    @property
    def one_colour(self) -> bool:
        """Whether all its bars have one colour."""
        return all(alike(bar.colour, self.colour) for bar in self.bars if bar)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a chart: entries of legends on the page, and how far it may reach to either side, as seen."""

    entries: Legend
    left: float
    right: float


def bar_chart(columns: Columns, view: View, around: Surroundings) -> Chart | None:
    """The chart of a group of columns, None where its labels do not bear out that it is one."""
    cluster(columns, view)
    told = _told(columns, view)
    if told is None:
        return None
    bounds, scale = told
    heads = categories(columns, view, [*_taken(bounds), *_legend_of_others(columns, view, around.entries())])
    if not any(heads):
        return None
    rows = _rows(columns, bounds)
    taken = _taken(bounds)
    curves, points = _curves(columns, view, taken)
    totals = _by_category(columns, bounds)
    series = _named_series(_Parts(columns, view, around), rows, totals, (curves, points))
    chart = Chart(view, heads, series, [], proven=scale.proven)
    chart.drawn = contradicted(bounds, scale)
    chart.shapes = [view.on_page(column.box) for column in columns.columns]
    chart.fills = [Fill(bar.box, bar.colour) for column in columns.columns for bar in column.bars]
    _add_side_columns(chart, _levels(rows, totals, curves), columns, around.right)
    _add_rows_under(chart, columns)
    chart.series = without_empty(chart.series)
    return chart if chart.series else None


def _told(columns: Columns, view: View) -> tuple[list[Bound], Scale] | None:
    """What is printed for the columns where it bears out a chart: of all labels, or of those that no line has.

    Of the two what agrees better with the heights.
    """
    on_lines = {id(label) for row in _curves(columns, view, [])[1] for label in row if label is not None}
    found = []
    for taken in (set[int](), on_lines) if on_lines else (set[int](),):
        values = [label for label in view.values if id(label) not in taken]
        bounds, scale = _bound_by_unit(columns, values)
        if scale is None or crowded(bounds, [label for label in view.labels if id(label) not in taken]):
            continue
        if _is_told(columns, bounds, scale, view):
            found.append((misfits(bounds, scale), bounds, scale))
    best = min(found, key=lambda each: each[0], default=None)
    return best and best[1:]


def _bound_by_unit(columns: Columns, values: Sequence[Label]) -> tuple[list[Bound], Scale | None]:
    """What is printed for the columns: of all labels, else of amounts only or of percentages only."""
    bounds, scale = bound_columns(columns, values)
    percent = [label for label in values if in_percent(label)]
    if (scale is not None and scale.proven) or not percent or len(percent) == len(values):
        return bounds, scale
    amounts = [label for label in values if not in_percent(label)]
    others = (bound_columns(columns, each) for each in (amounts, percent))
    least = _FEWEST if scale is not None else 0
    proven = (
        (found, each)
        for found, each in others
        if each is not None and each.proven and sum(len(bound.labels) for bound in found) >= least
    )
    return next(proven, (bounds, scale))


def _legend_of_others(columns: Columns, view: View, entries: Sequence[Entry]) -> list[Label]:
    """The texts of legends; not those that stand behind what is a bar of the chart itself."""
    bars = [view.on_page(bar.box) for column in columns.columns for bar in column.bars]
    return [entry.label for entry in entries if not any(_share(entry.box, bar) for bar in bars)]


def _share(one: Box, other: Box) -> bool:
    return overlap((one[0], one[2]), (other[0], other[2])) > 0 and overlap((one[1], one[3]), (other[1], other[3])) > 0


def _is_told(columns: Columns, bounds: Sequence[Bound], scale: Scale, view: View) -> bool:
    labelled = sum(bool(bound.labels or bound.total) for bound in bounds)
    if labelled < min(2, len(bounds)) or labelled < _LABELLED * len(bounds):
        return False
    return telling(columns, bounds, scale) if scale.proven else columns.ruled and not view.turned


def _taken(bounds: Sequence[Bound]) -> list[Label]:
    totals = [bound.total for bound in bounds if bound.total is not None]
    return [*totals, *(label for bound in bounds for label in bound.labels.values())]


def _by_category(columns: Columns, bounds: Sequence[Bound]) -> tuple[Label | None, ...]:
    """The total above each stack; bars that stand side by side have none."""
    if len(columns.clusters[0]) > 1:
        return (None,) * len(columns.clusters)
    return tuple(bound.total for bound in bounds)


def _rows(columns: Columns, bounds: Sequence[Bound]) -> list[Row]:
    """The series: bars side by side by their place, stacked ones by their colour and order from the top."""
    if len(columns.clusters[0]) > 1:
        labels = {id(bound.column): bound.labels for bound in bounds}
        return [
            _row([(group[at], labels[id(group[at])]) for group in columns.clusters])
            for at in range(len(columns.clusters[0]))
        ]
    keys = _stack_keys(columns.columns)
    rows = []
    for key in keys:
        bars = [_keyed(column).get(key) for column in columns.columns]
        found = [bound.labels.get(bar) if bar else None for bar, bound in zip(bars, bounds, strict=True)]
        rows.append(Row(tuple(bars), tuple(found)))
    return rows


def _row(columns: Sequence[tuple[Column, dict[Bar, Label]]]) -> Row:
    bars = tuple(column.bars[0] for column, _ in columns)
    return Row(bars, tuple(labels.get(column.bars[0]) for column, labels in columns))


_Look = tuple[Colour | None, bool]
"""A colour, and whether only sides are drawn in it."""

_Key = tuple[_Look, int]

_ALONE: _Key = ((None, False), 0)


def _keyed(column: Column) -> dict[_Key, Bar]:
    """The bars of a stack by their look, and which of that look from the foot; a lone bar by its place only."""
    seen: Counter[_Look] = Counter()
    keyed: dict[_Key, Bar] = {_ALONE: column.bars[0]} if len(column.bars) == 1 else {}
    for bar in reversed(column.bars):
        look = bar.colour, bar.hollow
        keyed[look, seen[look]] = bar
        seen[look] += 1
    return keyed


def _stack_keys(columns: Sequence[Column]) -> list[_Key]:
    """The keys of all series from the top, in an order that every stack keeps as far as one can."""
    if all(len(column.bars) == 1 for column in columns):
        return [_ALONE]
    fullest = max(columns, key=lambda column: len(column.bars))
    keys = list(reversed(_keyed(fullest)))
    for column in columns:
        keys += [key for key in reversed(_keyed(column)) if key not in keys and key != _ALONE]
    return keys


def _curves(columns: Columns, view: View, taken: Sequence[Label]) -> tuple[list[Curve], list[list[Label | None]]]:
    """The lines over the bars and the labels of their points."""
    if view.turned:
        return [], []
    curves = lines_over(columns, view)
    free = [label for label in view.values if label not in taken]
    return curves, bound_points(curves, columns.centres, columns.pitch, free)


def lines_over(columns: Columns, view: View) -> list[Curve]:
    """The lines that run over the columns: near them, or as far above as nothing is written between."""
    box = columns.box
    high = box[3] - box[1]
    curves = curves_over(columns.centres, columns.pitch, (box[1] - _FOLLOWS * high - 40, box[3]), view)
    if curves or len(columns.centres) < _POINTS:
        return curves
    far = curves_over(columns.centres, columns.pitch, (box[1] - _ABOVE * (box[2] - box[0]), box[3]), view)
    return [curve for curve in far if curve.exact and not _is_apart(curve, columns, view)]


def _is_apart(curve: Curve, columns: Columns, view: View) -> bool:
    """Whether words stand between a line and the columns, as a title or categories do between two charts."""
    foot = max(height for height in curve.heights if height is not None)
    left, top, right, _ = columns.box
    return any(
        label.kind is Kind.WORDS
        and label.printed is None
        and foot < label.down < top
        and overlap((label.box[0], label.box[2]), (left, right)) > 0
        for label in view.labels
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    columns: Columns
    view: View
    around: Surroundings


def _named_series(
    parts: _Parts,
    rows: Sequence[Row],
    totals: tuple[Label | None, ...],
    lines: tuple[list[Curve], list[list[Label | None]]],
) -> list[Series]:
    """Lines, bars from the top and totals as series with their names."""
    curves, points = lines
    names = _names(parts, rows, totals, curves)
    has_total = any(totals)
    series = [Series(names[at], tuple(labels)) for at, labels in enumerate(points)]
    bars = names[len(curves) : len(curves) + len(rows)]
    lone = len(rows) == 1
    series += [Series(name, row.labels, lone) for name, row in zip(bars, rows, strict=True)]
    if has_total:
        series.append(Series(names[-1], totals, True))
    return series


def _names(
    parts: _Parts, rows: Sequence[Row], totals: tuple[Label | None, ...], curves: Sequence[Curve]
) -> list[Label | None]:
    """Names from the legend, else from beside the first column or the last; the total's comes last."""
    left, top, right, foot = parts.columns.box
    heights = [height for curve in curves for height in curve.heights if height is not None]
    around = parts.view.on_page((left, min([top, *heights]), right, foot))
    entries = parts.around.entries()
    found = [legend_name(curve.colour, entries, around) if curve.colour else None for curve in curves]
    found += [
        legend_name(row.colour, entries, around, hollow=row.hollow) if row.colour and row.one_colour else None
        for row in rows
    ]
    told = Counter(name.text for name in found if name is not None)
    names = [name if name is None or told[name.text] == 1 else None for name in found] + [None]
    legend_of_bars = len(rows) > 1 and any(names[len(curves) : -1])
    if all(names[:-1]) or parts.view.turned or legend_of_bars:
        return names
    for side in (0, -1):
        beside = _beside(parts, rows, (totals[side], curves), side)
        names = [name or other for name, other in zip(names, beside, strict=True)]
        if any(beside):
            break
    return names


def _beside(
    parts: _Parts, rows: Sequence[Row], upper: tuple[Label | None, Sequence[Curve]], side: int
) -> list[Label | None]:
    """The texts left of the first column, or right of the last, for each line, each row and the total."""
    total, curves = upper
    columns = parts.columns
    named: list[tuple[int, Named]] = []
    for at, curve in enumerate(curves):
        height = curve.heights[side]
        if height is not None:
            named.append((at, Named(curve.colour, height - 4, height + 4, exact=True)))
    for at, row in enumerate(rows, len(curves)):
        bar = row.bars[side]
        if bar is not None and len(rows) > 1:
            named.append((at, Named(bar.colour, bar.box[1], bar.box[3])))
    if total is not None:
        named.append((len(curves) + len(rows), Named(total.colour, total.box[1], total.box[3], exact=True)))
    names: list[Label | None] = [None] * (len(curves) + len(rows) + 1)
    if not named:
        return names
    named.sort(key=lambda each: each[1].down)
    edge, limit = (columns.box[0], parts.around.left) if side == 0 else (columns.box[2], parts.around.right)
    in_legend = {id(word) for entry in parts.around.entries() for word in entry.label.words}
    taken = [label for label in (total,) if label is not None]
    free = [
        label
        for label in parts.view.labels
        if label not in taken and not any(id(word) in in_legend for word in label.words)
    ]
    texts = side_names([one for _, one in named], free, edge, limit)
    for (at, _), text in zip(named, texts, strict=True):
        names[at] = text
    return names


def _levels(rows: Sequence[Row], totals: tuple[Label | None, ...], curves: Sequence[Curve]) -> list[tuple[int, Level]]:
    """Where each series stands at the last category, from the top, with its place among the series."""
    levels = [(at, Level(height, None)) for at, curve in enumerate(curves) if (height := curve.heights[-1]) is not None]
    for at, row in enumerate(rows, len(curves)):
        bar = row.bars[-1]
        if bar is not None:
            levels.append((at, Level(bar.down, None)))
    if totals[-1] is not None:
        levels.append((len(curves) + len(rows), Level(totals[-1].down, totals[-1])))
    return sorted(levels, key=lambda each: each[1].down)


def _add_side_columns(chart: Chart, levels: Sequence[tuple[int, Level]], columns: Columns, limit: float) -> None:
    """Put the numbers beside a chart into columns of their own."""
    count = len(chart.series)
    if chart.view.turned or not levels or max(at for at, _ in levels) >= count:
        return
    used = chart.words
    free = [label for label in chart.view.labels if not any(id(word) in used for word in label.words)]
    edge = columns.box[2]
    for column in side_columns([level for _, level in levels], free, edge, limit, columns.pitch):
        placed: list[Label | None] = [None] * count
        for (at, _), value in zip(levels, column.values, strict=True):
            placed[at] = value
        chart.heads.append(column.head)
        chart.series = [
            Series(one.name, (*one.values, value), one.whole) for one, value in zip(chart.series, placed, strict=True)
        ]


def _add_rows_under(chart: Chart, columns: Columns) -> None:
    """Put the rows of numbers under the axis below the series."""
    if chart.view.turned:
        return
    used = chart.words
    free = [label for label in chart.view.labels if not any(id(word) in used for word in label.words)]
    heads, beside = chart.heads[: len(columns.centres)], len(chart.heads) - len(columns.centres)
    for row in rows_under(heads, columns.centres, columns.pitch, free):
        chart.series.append(Series(row.name, row.values + (None,) * beside))


def reach_of(box: Box, others: Sequence[Box], width: float) -> tuple[float, float]:
    """How far a chart may reach to the left and right: to what stands beside it."""
    beside = [other for other in others if overlap((box[1], box[3]), (other[1], other[3])) > 0 and other != box]
    left = max((other[2] for other in beside if other[2] <= box[0] + 1), default=0.0)
    right = min((other[0] for other in beside if other[0] >= box[2] - 1), default=width)
    return left, right
