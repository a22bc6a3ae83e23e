"""Lines of a chart: drawn through a point for each category, with labels near the points."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from crossfoot.read.charts.labels import Label
from crossfoot.read.charts.levels import Meeting, on_one_scale, once
from crossfoot.read.charts.shapes import View, is_paper, toned
from crossfoot.read.pdf.page.pages import Colour, Point, Stroke

_ON_POINT = 0.25  # of the distance between categories, by which a line may end short of them
_REACH = 3.0  # times the height of its letters, from a point to its label
_OTHER_TONE = 0.8  # likewise, what another colour than the line's counts for
_POINTS = 3  # of a line at least
_MEETS = 1.5  # points, from the middle of a category to the point of a line over it
_STEEP = 2.5  # points by which a label may contradict where its point is drawn
_FIT = 0.6
_FRAME = 0.6  # of a chart's width, that lines of one frame lie apart at most
_FAINT = 0.6  # points: thinner lines are frames and guides


@dataclass(frozen=True, slots=True)
class Curve:
    """A line with its height over each category, None where it does not reach.

    `exact` says that it has a point over the middle of every category.
    """

    colour: Colour | None
    heights: tuple[float | None, ...]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """Lines of one chart over points that are not those of bars."""

    centres: tuple[float, ...]
    curves: tuple[Curve, ...]
    strokes: tuple[Stroke, ...]


def is_curve(stroke: Stroke) -> bool:
    """Whether a drawn line runs from left to right through several points, as a series does."""
    points = stroke.points
    level = all(before[0] < after[0] for before, after in pairwise(points))
    return level and len(points) >= _POINTS and stroke.width >= _FAINT and not is_paper(stroke.colour)


def curves_over(centres: Sequence[float], pitch: float, span: tuple[float, float], view: View) -> list[Curve]:
    """The lines that run over given categories, between two heights."""
    found = []
    for stroke in view.strokes:
        if not is_curve(stroke):
            continue
        heights = tuple(_height_at(stroke.points, centre, _ON_POINT * pitch) for centre in centres)
        told = [height for height in heights if height is not None]
        if len(told) >= min(_POINTS, len(centres)) and span[0] <= min(told) and max(told) <= span[1]:
            found.append(Curve(stroke.colour, heights, _meets(stroke, centres)))
    return found


def _meets(stroke: Stroke, centres: Sequence[float]) -> bool:
    return all(min(abs(x - centre) for x, _ in stroke.points) <= _MEETS for centre in centres)


def drawn_alone(view: View) -> list[Drawn]:
    """Lines with their points at the same places, as charts of lines have them."""
    groups: list[list[Stroke]] = []
    for stroke in view.strokes:
        if not is_curve(stroke) or not _is_regular(stroke):
            continue
        for group in groups:
            if _same_places(group[0], stroke, view):
                group.append(stroke)
                break
        else:
            groups.append([stroke])
    found = []
    for group in groups:
        longest = max(group, key=lambda stroke: len(stroke.points))
        centres = tuple(point[0] for point in longest.points)
        slack = _ON_POINT * (centres[1] - centres[0])
        curves = tuple(
            Curve(stroke.colour, tuple(_height_at(stroke.points, centre, slack) for centre in centres))
            for stroke in group
        )
        found.append(Drawn(centres, curves, tuple(group)))
    return found


def _is_regular(stroke: Stroke) -> bool:
    steps = [after[0] - before[0] for before, after in pairwise(stroke.points)]
    return max(steps) <= 1.2 * min(steps) + 2 and min(steps) > 8


def _same_places(one: Stroke, other: Stroke, view: View) -> bool:
    places = [point[0] for point in one.points]
    step = places[1] - places[0]
    meet = sum(min(abs(point[0] - place) for place in places) <= 0.1 * step for point in other.points)
    return meet == len(other.points) and _level_with(one, other, view)


def _level_with(one: Stroke, other: Stroke, view: View) -> bool:
    """Whether two lines run in one frame, not one above the other in two charts: near, or beside one upright line."""
    tops = [min(point[1] for point in stroke.points) for stroke in (one, other)]
    feet = [max(point[1] for point in stroke.points) for stroke in (one, other)]
    left, right = one.points[0][0], one.points[-1][0]
    if max(tops) - min(feet) <= _FRAME * (right - left):
        return True
    aside = _FRAME * (right - left)
    return any(
        rule.box[1] <= min(tops) and max(feet) <= rule.box[3]
        for rule in view.rules
        if not rule.horizontal and left - aside <= rule.box[0] <= right + aside
    )


def _height_at(points: Sequence[Point], across: float, slack: float) -> float | None:
    if across < points[0][0] - slack or across > points[-1][0] + slack:
        return None
    for (left, start), (right, end) in pairwise(points):
        if across <= right:
            share = min(max((across - left) / (right - left), 0.0), 1.0)
            return start + share * (end - start)
    return points[-1][1]


def bound_points(
    curves: Sequence[Curve], centres: Sequence[float], pitch: float, labels: Sequence[Label]
) -> list[list[Label | None]]:
    """The label of each point of each line: what the axis of all lines bears out, else each line by itself.

    Of several the nearest over or under the point is taken, in the line's colour rather than in another.
    """
    meetings = [
        Meeting(number, at, height, label, _distance(label, height, curve))
        for at, centre in enumerate(centres)
        for number, curve in enumerate(curves)
        if (height := curve.heights[at]) is not None
        for label in labels
        if label.is_value and _is_at(label, (centre, height), pitch)
    ]
    together = on_one_scale(meetings)
    if together is not None:
        return _by_point(together, len(curves), len(centres))
    bound = _by_point(once(meetings), len(curves), len(centres))
    return [_in_line(curve, row) for curve, row in zip(curves, bound, strict=True)]


def _is_at(label: Label, point: Point, pitch: float) -> bool:
    return abs(label.across - point[0]) <= 0.5 * pitch and abs(label.down - point[1]) <= _REACH * label.size


def _by_point(meetings: Sequence[Meeting], curves: int, categories: int) -> list[list[Label | None]]:
    bound: list[list[Label | None]] = [[None] * categories for _ in range(curves)]
    for meeting in meetings:
        bound[meeting.curve][meeting.at] = meeting.label
    return bound


def _distance(label: Label, height: float, curve: Curve) -> float:
    return abs(label.down - height) / label.size + (0.0 if toned(label.colour, curve.colour) else _OTHER_TONE)


def _in_line(curve: Curve, labels: list[Label | None]) -> list[Label | None]:
    """The labels that agree with how the line rises and falls; none of them where most do not."""
    points = [
        (height, label.signed)
        for height, label in zip(curve.heights, labels, strict=True)
        if height is not None and label is not None
    ]
    if len(points) < _POINTS:
        return [None] * len(labels)
    slopes = [
        (one[1] - other[1]) / (other[0] - one[0])
        for at, one in enumerate(points)
        for other in points[at + 1 :]
        if abs(other[0] - one[0]) > _STEEP
    ]
    if not slopes:
        return labels
    slope = median(slopes)
    if slope <= 0:
        return [None] * len(labels)
    base = median(value + slope * height for height, value in points)
    kept = [
        label if label and height is not None and _agrees(label, height, slope, base) else None
        for height, label in zip(curve.heights, labels, strict=True)
    ]
    return kept if sum(label is not None for label in kept) >= _FIT * len(points) else [None] * len(labels)


def _agrees(label: Label, height: float, slope: float, base: float) -> bool:
    return abs(base - slope * height - label.signed) <= slope * _STEEP + 0.6 * label.step
