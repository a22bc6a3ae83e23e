"""Pies and rings: slices around one middle whose areas are shares, and the texts that belong to each."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.model.figures import Box
from crossfoot.read.charts.shapes import View, is_paper, overlap
from crossfoot.read.pdf.page.pages import Fill, Point
from crossfoot.read.pdf.text.pieces import box_around

_SMALLEST = 24.0  # points across
_ROUND = 0.06  # of its width, by which a pie's height differs
_ON_RIM = 0.04  # of its radius, by which points of the rim lie off it
_SLICES = range(2, 25)
_SLICES_MOST = 400  # areas of a page that are looked at
_POINTS_MOST = 150  # of the outline of a slice
_DRAWN_OUT = 0.35  # of the radius, by which a slice may be drawn out of its pie


@dataclass(frozen=True, slots=True)
class Slice:
    """A slice: its share of the whole, its colour, and where its middle lies: an angle, and a point."""

    share: float
    fill: Fill
    middle: Point


@dataclass(frozen=True, slots=True)
class Pie:
    """Slices around a middle."""

    middle: Point
    radius: float
    slices: tuple[Slice, ...]

    @property
    def box(self) -> Box:
        """The square around it."""
        (x, y), r = self.middle, self.radius
        return x - r, y - r, x + r, y + r


def pies(view: View) -> list[Pie]:
    """The pies and rings of a page."""
    curved = [fill for fill in dict.fromkeys(view.page.fills) if _may_be_slice(fill)]
    sectors = [(fill, circle) for fill in curved[:_SLICES_MOST] if (circle := _sector(fill.outline)) is not None]
    found = [pie for group in _of_one_circle(sectors) if (pie := _pie_of(group)) is not None]
    taken = {part.fill for pie in found for part in pie.slices}
    for group in _touching([fill for fill in curved if fill not in taken]):
        # What leads from a slice to its details touches the ring and is no part of it.
        without = ([fill for fill in group if fill is not other] for other in group if len(group) <= _SLICES.stop)
        found += [pie for pie in map(_pie, (group, *without)) if pie is not None][:1]
    return found


def _may_be_slice(fill: Fill) -> bool:
    left, top, right, foot = fill.box
    large = max(right - left, foot - top) >= _SMALLEST / 2
    return large and not fill.is_rectangle and len(fill.outline) >= 5 and not is_paper(fill.colour)


_Sector = tuple[Fill, tuple[Point, float]]
"""A slice with the middle and the radius of its circle."""


def _sector(outline: Sequence[Point]) -> tuple[Point, float] | None:
    """The middle and radius of a slice that has a corner in the middle: all but a few of its points are on the rim."""
    if len(outline) > _POINTS_MOST:
        return None
    for corner in dict.fromkeys(outline):
        away = [far for point in outline if (far := math.dist(point, corner)) > _SMALLEST / 8]
        radius = max(away, default=0.0)
        on_rim = sum(radius - far <= _ON_RIM * radius / 2 for far in away)
        if radius >= _SMALLEST / 2 and on_rim >= 4 and on_rim == len(away) and len(away) + 3 >= len(outline):
            return corner, radius
    return None


def _of_one_circle(sectors: Sequence[_Sector]) -> list[list[_Sector]]:
    """Slices of one radius around one middle; one that is drawn out stands off it by a part of the radius."""
    groups: list[list[_Sector]] = []
    for sector in sectors:
        middle, radius = sector[1]
        for group in groups:
            other, wide = group[0][1]
            if abs(wide - radius) <= _ROUND * wide and math.dist(middle, other) <= _DRAWN_OUT * wide:
                group.append(sector)
                break
        else:
            groups.append([sector])
    return groups


def _pie_of(sectors: Sequence[_Sector]) -> Pie | None:
    if len(sectors) not in _SLICES:
        return None
    middles = [middle for _, (middle, _) in sectors]
    middle = min(middles, key=lambda one: sum(min(math.dist(one, other), 2.0) for other in middles))
    radius = sectors[0][1][1]
    areas = [_area_and_middle(fill.outline) for fill, _ in sectors]
    whole = sum(area for area, _ in areas)
    if not 0.9 <= whole / (math.pi * radius * radius) <= 1.1:
        return None
    parts = tuple(Slice(area / whole, fill, at) for (fill, _), (area, at) in zip(sectors, areas, strict=True))
    return Pie(middle, radius, parts)


def _touching(fills: Sequence[Fill]) -> list[list[Fill]]:
    groups: list[list[Fill]] = []
    for fill in fills[:400]:
        near = [group for group in groups if any(_meet(fill.box, other.box) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), fill])
    return groups


def _meet(one: Box, other: Box) -> bool:
    return (
        overlap((one[0], one[2]), (other[0], other[2])) > -1.5
        and overlap((one[1], one[3]), (other[1], other[3])) > -1.5
    )


def _pie(fills: Sequence[Fill]) -> Pie | None:
    if len(fills) not in _SLICES:
        return None
    left, top, right, bottom = box_around(fill.box for fill in fills)
    wide, high = right - left, bottom - top
    if min(wide, high) < _SMALLEST or abs(wide - high) > _ROUND * wide:
        return None
    middle, radius = ((left + right) / 2, (top + bottom) / 2), (wide + high) / 4
    if not all(_reaches_rim(fill, middle, radius) for fill in fills):
        return None
    areas = [_area_and_middle(fill.outline) for fill in fills]
    whole = sum(area for area, _ in areas)
    if whole < 0.25 * math.pi * radius * radius:
        return None
    parts = tuple(Slice(area / whole, fill, centre) for fill, (area, centre) in zip(fills, areas, strict=True))
    return Pie(middle, radius, parts)


def _reaches_rim(fill: Fill, middle: Point, radius: float) -> bool:
    away = [math.dist(point, middle) for point in fill.outline]
    on_rim = [abs(far - radius) <= _ON_RIM * radius + 0.5 for far in away]
    return max(away) <= (1 + _ON_RIM) * radius + 1 and sum(on_rim) >= 2


def _area_and_middle(outline: Sequence[Point]) -> tuple[float, Point]:
    """The area that an outline encloses, and its centre of gravity."""
    twice = across = down = 0.0
    for (x, y), (u, v) in pairwise([*outline, outline[0]]):
        cross = x * v - u * y
        twice += cross
        across += (x + u) * cross
        down += (y + v) * cross
    if not twice:
        return 0.0, outline[0]
    return abs(twice) / 2, (across / (3 * twice), down / (3 * twice))
