"""The charts of a page: bars, lines and slices with their labels in place, and what stays open as text."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from crossfoot.model.figures import Box
from crossfoot.read.charts.bar_charts import Surroundings, bar_chart, lines_over, reach_of
from crossfoot.read.charts.categories import row_below, under_points
from crossfoot.read.charts.columns import Columns, column_groups, halves
from crossfoot.read.charts.curves import Drawn, bound_points, drawn_alone
from crossfoot.read.charts.drawn import Chart, Series, table_of, without_empty
from crossfoot.read.charts.labels import Label
from crossfoot.read.charts.names import Legend, Named, legend, legend_name, side_by_side, side_names
from crossfoot.read.charts.promising import may_be_chart, numbers_of
from crossfoot.read.charts.shapes import View, box_around_points, overlap, views
from crossfoot.read.charts.shares import Said, are_shares, drawn_of, said_of
from crossfoot.read.charts.slices import Pie, pies
from crossfoot.read.charts.titles import title_of
from crossfoot.read.pdf.page.pages import PdfPage, Word
from crossfoot.read.tables.found import FoundPassage, FoundTable

_LINES_BELOW = 12  # that are tried as the axis: lines of a scale may lie above it
_SHAPES_MOST = 6_000  # of a page beyond which it is a map or a drawing


@dataclass(frozen=True, slots=True)
class ChartsFound:
    """The charts of a page as grids, the labels that geometry leaves open, and the words that both take."""

    tables: tuple[FoundTable, ...] = ()
    passages: tuple[FoundPassage, ...] = ()
    used: frozenset[Word] = frozenset()

    def without(self, page: PdfPage) -> PdfPage:
        """The page without what its charts took."""
        return replace(page, words=tuple(word for word in page.words if word not in self.used)) if self.used else page


def charts(page: PdfPage) -> ChartsFound:
    """Every chart of a page whose labels bear out that it is one."""
    if not page.words or len(page.fills) + len(page.strokes) > _SHAPES_MOST:
        return ChartsFound()
    upright, turned = views(page)
    if not page.strokes and len(page.fills) + len(upright.hollow) < 2:
        return ChartsFound()
    groups = [(view, column_groups(view)) for view in (upright, turned)]
    bars = [(view, found, promising) for view, found in groups if (promising := _promising(found, view))]
    rounds, lines = pies(upright), drawn_alone(upright)
    if not bars and not rounds and not lines:
        return ChartsFound()
    entries = cache(lambda: legend(upright))
    found = _chosen([*_bar_charts(bars, entries), *_pie_charts(rounds, upright, entries)])
    found += _line_charts(lines, upright, entries, found)
    taken = {word for chart in found for word in chart.words}
    taken |= {id(word) for entry in side_by_side(entries()) for word in entry.label.words}
    for chart in found:
        chart.title, chart.context = title_of(chart, found, taken)
    found.sort(key=lambda chart: (chart.box[1], chart.box[0]))
    return _taken_together(found, upright)


def _promising(groups: Sequence[Columns], view: View) -> list[Columns]:
    numbers = numbers_of(view) if groups else None
    if numbers is None:
        return []
    return [group for group in groups if may_be_chart(group, numbers, _lines_over(group, view))]


def _lines_over(group: Columns, view: View) -> int:
    return 0 if view.turned or not view.strokes else len(lines_over(group, view))


def _bar_charts(bars: Sequence[tuple[View, Sequence[Columns], Sequence[Columns]]], entries: Legend) -> list[Chart]:
    """The charts among the promising groups of each view; whatever stands beside one bounds it."""
    found = []
    for view, groups, promising in bars:
        boxes = [group.box for group in groups]
        for group in promising:
            chart = _bar_chart(group, boxes, view, entries)
            parts = halves(group, [rule for rule in view.rules if rule.horizontal]) if chart is None else []
            around = [*boxes, *(part.box for part in parts)]
            halved = [_bar_chart(part, around, view, entries) for part in parts]
            found += [
                each
                for each in (
                    chart,
                    *(half for half in halved if half and half.proven and sum(map(bool, half.heads)) > 1),
                )
                if each is not None
            ]
    return found


def _bar_chart(group: Columns, boxes: Sequence[Box], view: View, entries: Legend) -> Chart | None:
    left, right = _reach(group, boxes, view)
    return bar_chart(group, view, Surroundings(entries, left, right))


def _reach(group: Columns, boxes: Sequence[Box], view: View) -> tuple[float, float]:
    """How far names and numbers beside a chart may stand: to the next bars, or a line drawn down the page."""
    box = group.box
    walls = [
        rule.box
        for rule in view.rules
        if not rule.horizontal and overlap((rule.box[1], rule.box[3]), (box[1], box[3])) > 0.8 * (box[3] - box[1])
    ]
    return reach_of(box, [*boxes, *walls], view.page.width)


def _chosen(charts_read: Sequence[Chart]) -> list[Chart]:
    """The charts that share neither shapes nor labels, the best proven first."""
    kept: list[Chart] = []
    for chart in sorted(charts_read, key=lambda chart: chart.weight, reverse=True):
        if not any(_meet(chart.core, other.core) or chart.words & other.words for other in kept):
            kept.append(chart)
    return kept


def _meet(one: Box, other: Box) -> bool:
    """Whether a good part of the smaller of two boxes lies in the other."""
    wide = overlap((one[0], one[2]), (other[0], other[2]))
    high = overlap((one[1], one[3]), (other[1], other[3]))
    if wide <= 0 or high <= 0:
        return False
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide * high > 0.2 * smaller


def _pie_charts(rounds: Sequence[Pie], view: View, entries: Legend) -> list[Chart]:
    found = []
    for pie in rounds:
        said = said_of(pie, [label for label in view.labels if _nearest(label, rounds) is pie], entries())
        told = [one for one in said if one is not None]
        if len(told) >= max(2, 0.6 * len(pie.slices)):
            found.append(_pie_chart(pie, said, view))
    return found


def _nearest(label: Label, rounds: Sequence[Pie]) -> Pie:
    return min(rounds, key=lambda pie: math.dist((label.across, label.down), pie.middle) / pie.radius)


def _pie_chart(pie: Pie, said: Sequence[Said | None], view: View) -> Chart:
    told = [one for one in said if one is not None]
    heads: list[Label | None] = [one.name for one in told]
    series = [Series(None, tuple(one.value for one in told), True)]
    fills = [part.fill for part in pie.slices]
    return Chart(view, heads, series, [pie.box], fills, drawn=drawn_of(pie, said), shares=are_shares(said))


def _line_charts(lines: Sequence[Drawn], view: View, entries: Legend, found: Sequence[Chart]) -> list[Chart]:
    made: list[Chart] = []
    used = {word for chart in found for word in chart.words}
    for drawn in lines:
        chart = _line_chart(drawn, view, entries, used)
        if chart is not None and not any(_meet(chart.core, other.core) for other in (*found, *made)):
            made.append(chart)
    return made


def _line_chart(drawn: Drawn, view: View, entries: Legend, used: set[int]) -> Chart | None:
    centres = drawn.centres
    pitch = min(after - before for before, after in pairwise(centres))
    free = [label for label in view.values if not any(id(word) in used for word in label.words)]
    points = bound_points(drawn.curves, centres, pitch, free)
    box = _around(drawn)
    found = (
        under_points(centres, pitch, floor, view) for floor in [*_floors(box, view), *row_below(box, centres, view)]
    )
    heads = next((each for each in found if any(each)), [])
    if not any(heads) or not any(any(row) for row in points):
        return None
    names = _line_names(drawn, view, entries, box)
    lone = len(points) == 1
    series = [Series(name, tuple(row), lone) for name, row in zip(names, points, strict=True)]
    return Chart(view, heads, without_empty(series), [box])


def _around(drawn: Drawn) -> Box:
    return box_around_points([point for stroke in drawn.strokes for point in stroke.points])


def _floors(box: Box, view: View) -> list[float]:
    """Where the axis of categories may be drawn: any line below that is about as wide, else the lowest point."""
    wide = 0.8 * (box[2] - box[0])
    below = {
        rule.box[1]
        for rule in view.rules
        if rule.horizontal
        and box[3] - 1 <= rule.box[1] <= box[3] + box[2] - box[0]
        and overlap((rule.box[0], rule.box[2]), (box[0], box[2])) >= wide
    }
    return sorted(below)[:_LINES_BELOW] or [box[3]]


def _line_names(drawn: Drawn, view: View, entries: Legend, box: Box) -> list[Label | None]:
    names = [legend_name(curve.colour, entries(), box) for curve in drawn.curves]
    if any(names):
        return [name if names.count(name) == 1 else None for name in names]
    for at, edge, limit in ((-1, box[2], view.page.width), (0, box[0], 0.0)):
        ends = [(number, curve.heights[at]) for number, curve in enumerate(drawn.curves)]
        level = sorted((height, number) for number, height in ends if height is not None)
        named = [Named(drawn.curves[number].colour, height - 4, height + 4, exact=True) for height, number in level]
        texts = side_names(named, view.labels, edge, limit) if named else []
        if any(texts):
            for (_, number), text in zip(level, texts, strict=True):
                names[number] = text
            break
    return names


def _taken_together(found: Sequence[Chart], view: View) -> ChartsFound:
    """The grids, and the words inside charts that have no place in them as passages."""
    used = {word for chart in found for word in chart.words}
    passages = []
    for chart in found:
        for label in view.labels:
            if not any(id(word) in used for word in label.words) and _inside(label.on_page, chart.core):
                passages.append(FoundPassage(label.text, page=view.page.number, box=label.on_page))
                used.update(id(word) for word in label.words)
    words = frozenset(word for word in view.page.words if id(word) in used)
    return ChartsFound(tuple(table_of(chart) for chart in found), tuple(passages), words)


def _inside(inner: Box, outer: Box) -> bool:
    across, down = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= across <= outer[2] and outer[1] <= down <= outer[3]
