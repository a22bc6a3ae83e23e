"""Columns of a bar chart: filled rectangles that stand on one another, and which columns are of one chart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from crossfoot.model.figures import Box
from crossfoot.read.charts.shapes import View, is_paper, overlap
from crossfoot.read.pdf.page.pages import Colour, Fill, Rule
from crossfoot.read.pdf.text.pieces import box_around

RECTANGLES_MOST = 800
"""Rectangles of a page beyond which it is a table with shaded cells or a drawing."""

_SAME_SIDE = 1.0  # points by which the sides of a stack's bars differ
_TOUCHING = 2.0  # points between bars that stand on one another
_THINNEST = 1.2  # points: thinner lines are frames
_NARROWEST = 3.0  # points
_WIDEST_SHARE = 0.4  # of the page
_GAP_MOST = 5.0  # widths of a bar between two of a chart
_SAME_WIDTH = 0.04  # share by which bars of a chart differ in width
_CLOSE = 0.35  # of a bar's width, between bars of one category
_OVERLAP_LEAST, _OVERLAP_MOST = 0.08, 0.4  # of a bar's width, that one of a category may lie over the one before
_REGULAR = 0.06  # share by which distances differ that are meant to be one
_PART_LEAST = 3  # columns of a chart that looked like one with its neighbour
_UNEVEN = 1.3  # times the usual distance between columns


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of a column, as seen; of a `hollow` one only the sides are drawn, in its colour."""

    box: Box
    colour: Colour | None
    hollow: bool = False

    @property
    def height(self) -> float:
        """From its foot to its top, in points."""
        return self.box[3] - self.box[1]

    @property
    def down(self) -> float:
        """Its middle from the top."""
        return (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """Bars that stand on one another, from the top, and the box around them."""

    bars: tuple[Bar, ...]
    box: Box

    @property
    def left(self) -> float:
        """Its left side."""
        return self.box[0]

    @property
    def right(self) -> float:
        """Its right side."""
        return self.box[2]

    @property
    def width(self) -> float:
        """From side to side."""
        return self.box[2] - self.box[0]

    @property
    def across(self) -> float:
        """Its middle from the left."""
        return (self.box[0] + self.box[2]) / 2

    @property
    def top(self) -> float:
        """Where it ends above."""
        return self.box[1]

    @property
    def foot(self) -> float:
        """Where it ends below."""
        return self.box[3]


@dataclass(slots=True)
class Columns:
    """The columns of one chart from the left; `clusters` gives the columns of each category, one or several.

    `axis` is the line that columns stand on, as a distance from the top; `ruled` says that it is drawn.
    """

    columns: list[Column]
    axis: float
    ruled: bool
    clusters: list[list[Column]] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """Around all columns."""
        return box_around(column.box for column in self.columns)

    @property
    def centres(self) -> list[float]:
        """The middle of each category."""
        return [(cluster[0].left + cluster[-1].right) / 2 for cluster in self.clusters]

    @property
    def pitch(self) -> float:
        """From one category to the next, in points."""
        centres = self.centres
        wide = max(cluster[-1].right - cluster[0].left for cluster in self.clusters)
        return max(wide, min((after - before for before, after in pairwise(centres)), default=2 * wide))


def column_groups(view: View) -> list[Columns]:
    """Columns of bars that may be a chart, by their widths, places and the lines drawn under and between them."""
    rectangles = [fill for fill in dict.fromkeys(view.fills) if _may_be_bar(fill, view)]
    if len(rectangles) > RECTANGLES_MOST:
        return []
    hollow = frozenset(view.hollow)
    linked = [group for alike in _by_width(_stacks(rectangles, hollow)) for group in _linked(alike)]
    level = [rule for rule in view.rules if rule.horizontal and not is_paper(rule.colour)]
    upright = [rule for rule in view.rules if not rule.horizontal]
    parts = [part for group in linked for part in _parted(group, level, upright)]
    stacked = [_with_thin_ends(part, level) for part in parts]
    return [_grouped(_with_thin_bars(part, level), level) for part in stacked if len(part) > 1 or len(part[0].bars) > 1]


def _may_be_bar(fill: Fill, view: View) -> bool:
    left, top, right, bottom = fill.box
    wide, high = (view.page.height, view.page.width) if view.turned else (view.page.width, view.page.height)
    small = right - left < _WIDEST_SHARE * wide and bottom - top < 0.95 * high
    return fill.is_rectangle and not is_paper(fill.colour) and small and right - left >= _NARROWEST


def _stacks(rectangles: Sequence[Fill], hollow: frozenset[Fill]) -> list[Column]:
    """Rectangles with the same sides, one on the other without a gap."""
    slots: list[list[Fill]] = []
    for fill in sorted(rectangles, key=lambda fill: (fill.box[0], fill.box[1])):
        for slot in reversed(slots[-40:]):
            left, _, right, _ = slot[0].box
            if abs(fill.box[0] - left) <= _SAME_SIDE and abs(fill.box[2] - right) <= _SAME_SIDE:
                slot.append(fill)
                break
        else:
            slots.append([fill])
    return [column_of(run) for slot in slots for run in _upright_runs(slot, hollow)]


def _upright_runs(slot: Iterable[Fill], hollow: frozenset[Fill]) -> list[list[Bar]]:
    """Rectangles of one place, those that stand on one another together; what is drawn over another is left out."""
    runs: list[list[Bar]] = []
    for fill in sorted(slot, key=lambda fill: fill.box[1]):
        gap = fill.box[1] - runs[-1][-1].box[3] if runs else 0.0
        if runs and abs(gap) <= _TOUCHING:
            runs[-1].append(Bar(fill.box, fill.colour, fill in hollow))
        elif not runs or gap > 0:
            runs.append([Bar(fill.box, fill.colour, fill in hollow)])
    return runs


def column_of(bars: Sequence[Bar]) -> Column:
    """The column of bars given from the top."""
    return Column(tuple(bars), box_around(bar.box for bar in bars))


def _by_width(columns: Iterable[Column]) -> list[list[Column]]:
    classes: list[list[Column]] = []
    for column in sorted(columns, key=lambda column: column.width):
        if classes and column.width - classes[-1][-1].width <= max(_SAME_SIDE, _SAME_WIDTH * column.width):
            classes[-1].append(column)
        else:
            classes.append([column])
    return classes


def _linked(columns: Sequence[Column]) -> list[list[Column]]:
    """Columns beside one another whose heights meet, as those do that stand on one line or carry a sum over."""
    groups: list[list[Column]] = []
    for column in sorted(columns, key=lambda column: column.left):
        near = [group for group in groups if any(_beside(other, column) for other in group)]
        merged = [other for group in near for other in group]
        groups = [group for group in groups if group not in near]
        groups.append([*merged, column])
    return [sorted(group, key=lambda column: column.left) for group in groups]


def _beside(one: Column, other: Column) -> bool:
    gap = other.left - one.right
    over = _OVERLAP_LEAST * one.width <= -gap <= _OVERLAP_MOST * one.width
    if not (over or -_SAME_SIDE <= gap <= _GAP_MOST * one.width):
        return False
    return overlap((one.top, one.foot), (other.top, other.foot)) >= -_TOUCHING


def _parted(columns: list[Column], level: Sequence[Rule], upright: Sequence[Rule]) -> list[list[Column]]:
    """The columns of each chart: an upright line between two, an axis that ends, or a wider gap parts them."""
    if len(columns) == 1:
        return [columns]
    box = box_around(column.box for column in columns)
    high = box[3] - box[1]
    walls = [rule.box[0] for rule in upright if overlap((rule.box[1], rule.box[3]), (box[1], box[3])) >= 0.9 * high > 0]
    axes = _axes(columns, level)
    parts: list[list[Column]] = [[columns[0]]]
    usual = _usual_distance(columns)
    for at, (before, after) in enumerate(pairwise(columns)):
        walled = any(before.right + 1 < wall < after.left - 1 for wall in walls)
        told = axes[at] is not None and axes[at + 1] is not None
        apart = axes[at] is not axes[at + 1] if told else walled or after.left - before.left > _UNEVEN * usual
        if apart:
            parts.append([])
        parts[-1].append(after)
    return parts


def _usual_distance(columns: Sequence[Column]) -> float:
    """From one column, or one cluster of columns, to the next."""
    distances = [after.left - before.left for before, after in pairwise(columns)]
    runs = _even_runs(columns)
    if runs:
        return runs[1][0].left - runs[0][-1].left
    wide = [far for far in distances if far > (1 + _CLOSE) * columns[0].width]
    if len(wide) < len(distances) and wide:
        return median(wide)
    return median(distances) if distances else 0.0


def _axes(columns: Sequence[Column], rules: Sequence[Rule]) -> list[Rule | None]:
    """The line under each column that reaches further than the column itself."""
    level = _level(columns)
    near = [rule for rule in rules if abs(rule.box[1] - level) <= 2 * _TOUCHING]
    return [next((rule for rule in near if _is_under(rule, column)), None) for column in columns]


def _is_under(rule: Rule, column: Column) -> bool:
    left, _, right, _ = rule.box
    return left - 1 <= column.left and column.right <= right + 1 and right - left > 1.3 * column.width


def _level(columns: Sequence[Column]) -> float:
    """The height on which most columns stand, or hang from."""
    ends = [{end for bar in column.bars for end in (bar.box[1], bar.box[3])} for column in columns]
    near = {end: sum(any(abs(end - at) <= _TOUCHING for at in each) for each in ends) for end in set().union(*ends)}
    return max(near, key=lambda end: (near[end], end))


def _with_thin_ends(columns: list[Column], rules: Sequence[Rule]) -> list[Column]:
    """Stacks with bars at their ends that are too low to be areas: lines in a colour that bars of other stacks have."""
    colours = {bar.colour for column in columns for bar in column.bars}
    if len(colours) < 2:
        return columns
    thick = [rule for rule in rules if rule.thickness >= _THINNEST and rule.colour in colours]
    return [_lengthened(column, thick) for column in columns]


def _lengthened(column: Column, rules: Sequence[Rule]) -> Column:
    bars = list(column.bars)
    own = {bar.colour for bar in bars}
    for rule in rules:
        left, y, right, _ = rule.box
        same = abs(left - column.left) <= _SAME_SIDE and abs(right - column.right) <= _SAME_SIDE
        if not same or rule.colour in own:
            continue
        bar = Bar((left, y - rule.thickness / 2, right, y + rule.thickness / 2), rule.colour)
        if abs(bar.box[1] - column.foot) <= _TOUCHING:
            bars.append(bar)
        elif abs(bar.box[3] - column.top) <= _TOUCHING:
            bars.insert(0, bar)
    return column_of(bars)


def _with_thin_bars(columns: list[Column], rules: Sequence[Rule]) -> list[Column]:
    """The columns with those too low to be areas: lines as long as a bar is wide, where a column could stand."""
    box = box_around(column.box for column in columns)
    width = columns[0].width
    reach = 2 * _usual_distance(columns) if len(columns) > 1 else 0.0
    thin: list[Column] = []
    for rule in rules:
        left, y, right, _ = rule.box
        if abs(right - left - width) > max(_SAME_SIDE, _SAME_WIDTH * width):
            continue
        near = box[0] - reach <= left and right <= box[2] + reach and box[1] - _TOUCHING <= y <= box[3] + _TOUCHING
        most = max(_SAME_SIDE, _OVERLAP_MOST * width)
        if near and all(overlap((left, right), (other.left, other.right)) <= most for other in (*columns, *thin)):
            half = rule.thickness / 2
            thin.append(column_of([Bar((left, y - half, right, y + half), rule.colour)]))
    return sorted([*columns, *thin], key=lambda column: column.left)


def _grouped(columns: list[Column], rules: Sequence[Rule]) -> Columns:
    ruled = any(_axes(columns, rules))
    return Columns(columns, _level(columns), ruled, [[column] for column in columns])


def halves(columns: Columns, rules: Sequence[Rule]) -> list[Columns]:
    """Columns parted at the widest gap: charts side by side may look like one; none where a part would be one bar."""
    lone = columns.columns
    gaps = [after.left - before.right for before, after in pairwise(lone)]
    if len(lone) < 2 * _PART_LEAST or max(gaps) <= 0:
        return []
    at = max(range(len(gaps)), key=lambda place: gaps[place]) + 1
    parts = (lone[:at], lone[at:])
    return [_grouped(part, rules) for part in parts] if min(map(len, parts)) >= _PART_LEAST else []


def close_runs(columns: Sequence[Column]) -> list[list[Column]]:
    """Columns that stand close to one another, as those of one category do."""
    even = _even_runs(columns)
    if even:
        return even
    runs = [[columns[0]]]
    for before, after in pairwise(columns):
        if after.left - before.right > _CLOSE * before.width:
            runs.append([])
        runs[-1].append(after)
    return runs


def _even_runs(columns: Sequence[Column]) -> list[list[Column]]:
    """Three or more runs of as many columns, with one distance within them and a longer one between; none otherwise."""
    distances = [after.left - before.left for before, after in pairwise(columns)]
    if not distances:
        return []
    short = (1 + _REGULAR) * min(distances) + _SAME_SIDE
    close = distances[0] <= min(short, (1 + _CLOSE) * columns[0].width)
    wide = [far for far in distances if far > short]
    if not close or len(wide) < 2 or max(wide) > (1 + _REGULAR) * min(wide) + _SAME_SIDE:
        return []
    runs = [[columns[0]]]
    for far, column in zip(distances, columns[1:], strict=True):
        if far > short:
            runs.append([])
        runs[-1].append(column)
    return runs if len({len(run) for run in runs}) == 1 and len(runs[0]) > 1 else []
