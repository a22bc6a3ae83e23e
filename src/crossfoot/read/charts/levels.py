"""Lines of one chart share an axis: which label belongs to which point, by one scale that most labels agree with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from crossfoot.read.charts.labels import Label

_STEEP = 2.5  # points by which a label may contradict where its point is drawn
_LEVEL = 0.4  # points by which a label's value may miss its point as well as another
_FAR = 100.0  # more than any distance of a label from its point
_APART = 8.0  # points between two heights that a scale is taken from
_TRIED = 70  # pairs of point and label that scales are taken from
_MOST = 0.8  # of the labels, or of the points if these are fewer, that must agree with a scale
_FEWEST = 4  # that must agree


@dataclass(frozen=True, slots=True)
class Meeting:
    """A label near a point of a line: which line and category, how high the point is, and how ill they go together."""

    curve: int
    at: int
    height: float
    label: Label
    misfit: float


def on_one_scale(meetings: Sequence[Meeting]) -> list[Meeting] | None:
    """The meetings that one scale for all lines bears out, each label and each point once; None without a scale."""
    if not meetings:
        return None
    heights = np.array([meeting.height for meeting in meetings])
    values = np.array([meeting.label.signed for meeting in meetings])
    steps = np.array([0.6 * meeting.label.step for meeting in meetings])
    labels, points = len({id(each.label) for each in meetings}), len({(each.curve, each.at) for each in meetings})
    best: list[Meeting] = []
    for slope, base in _scales(heights, values):
        agree = np.abs(base - slope * heights - values) <= slope * _STEEP + steps
        if np.count_nonzero(agree) > len(best):
            chosen = once([meeting for meeting, fits in zip(meetings, agree, strict=True) if fits])
            best = max(best, chosen, key=len)
    if len(best) < max(_FEWEST, _MOST * min(labels, points)):
        return None
    return once(_told_apart(meetings, best))


def _told_apart(meetings: Sequence[Meeting], best: Sequence[Meeting]) -> list[Meeting]:
    """The meetings that agree with the scale of the best ones, with how well they do before how near they stand.

    Where two lines nearly meet, their values tell them apart better than the places of their labels.
    """
    slope, base = np.polyfit([each.height for each in best], [each.label.signed for each in best], 1)
    found = []
    for meeting in meetings:
        off = abs(base + slope * meeting.height - meeting.label.signed) - 0.5 * meeting.label.step
        if off <= abs(slope) * _STEEP + 0.1 * meeting.label.step:
            steps = round(max(off, 0.0) / abs(slope) / _LEVEL)
            found.append(replace(meeting, misfit=_FAR * steps + meeting.misfit))
    return found


def _scales(heights: NDArray[np.float64], values: NDArray[np.float64]) -> list[tuple[float, float]]:
    """What a point of height stands for, and the value at the top of the page, by every two meetings."""
    tried = np.linspace(0, len(heights) - 1, min(len(heights), _TRIED)).astype(int)
    found = []
    for one, other in combinations(tried.tolist(), 2):
        apart = heights[other] - heights[one]
        slope = (values[one] - values[other]) / apart if abs(apart) > _APART else 0.0
        if slope > 0:
            found.append((float(slope), float(values[one] + slope * heights[one])))
    return found


def once(meetings: Sequence[Meeting]) -> list[Meeting]:
    """The best meetings in which no label and no point occurs twice."""
    labels, points, chosen = set[int](), set[tuple[int, int]](), list[Meeting]()
    for meeting in sorted(meetings, key=lambda meeting: meeting.misfit):
        point = meeting.curve, meeting.at
        if id(meeting.label) not in labels and point not in points:
            labels.add(id(meeting.label))
            points.add(point)
            chosen.append(meeting)
    return chosen
