"""Pies and rings: slices around one middle whose areas are shares, and the texts that belong to each."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from crossfoot.model.figures import Box
from crossfoot.read.charts.labels import Label, joined, label_of, printed_number
from crossfoot.read.charts.names import Entry
from crossfoot.read.charts.shapes import View, alike, is_paper, overlap
from crossfoot.read.pdf.pages import Fill, Point, Word
from crossfoot.read.pdf.pieces import Kind, box_around

_SMALLEST = 24.0  # points across
_ROUND = 0.06  # of its width, by which a pie's height differs
_ON_RIM = 0.04  # of its radius, by which points of the rim lie off it
_REACH = 2.1  # radii from the middle, within which its texts stand
_SHARE = 0.017  # by which a printed share and an area differ
_SLICES = range(2, 25)
_LEADING = 1.45  # times the height of letters, from one line of a text to the next
_NOTE = re.compile(r"[(（][0-9]{1,2}[)）]")
_VALUE_AT_END = re.compile(
    r"^(?P<name>.*?[^\s\d.,$€£¥+-])[\s,:;–-]*\s(?P<value>[(（]?[$€£¥]?\s?[0-9][0-9.,]*\s?%?[)）]?)$"
)


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


@dataclass(frozen=True, slots=True)
class Said:
    """What is printed for a slice: its name and its value, which may be parts of one text."""

    name: Label
    value: Label


def pies(view: View) -> list[Pie]:
    """The pies and rings of a page."""
    curved = [fill for fill in dict.fromkeys(view.page.fills) if _may_be_slice(fill)]
    found = []
    for group in _touching(curved):
        # What leads from a slice to its details touches the pie and is no part of it.
        without = ([fill for fill in group if fill is not other] for other in group if len(group) <= _SLICES.stop)
        found += [pie for pie in map(_pie, (group, *without)) if pie is not None][:1]
    return found


def _may_be_slice(fill: Fill) -> bool:
    return not fill.is_rectangle and len(fill.outline) >= 5 and not is_paper(fill.colour)


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


def said_of(pie: Pie, labels: Iterable[Label], entries: Sequence[Entry]) -> list[Said | None]:
    """The name and value of each slice: values in proportion to the areas, names with them or in a legend."""
    near = [label for label in labels if _is_near(label, pie)]
    said = _by_place(pie, near)
    if sum(one is not None for one in said) < len(said):
        by_colour = _by_colour(pie, near, entries)
        if sum(one is not None for one in by_colour) > sum(one is not None for one in said):
            return by_colour
    return said


def _is_near(label: Label, pie: Pie) -> bool:
    return max(abs(label.across - pie.middle[0]), abs(label.down - pie.middle[1])) <= _REACH * pie.radius + 40


def _by_place(pie: Pie, labels: Sequence[Label]) -> list[Said | None]:
    """Texts that end with a value, each to the slice of that share that lies in its direction."""
    texts = [said for block in _blocks(_apart(labels)) if (said := _said(block)) is not None]
    whole = _whole([said.value for said in texts], len(pie.slices))
    pairs = []
    for at, part in enumerate(pie.slices):
        for number, said in enumerate(texts):
            share = said.value.amount / whole
            if abs(share - part.share) <= _SHARE and _turn(pie, part, said) <= math.pi / 3:
                pairs.append((_turn(pie, part, said) + 10 * abs(share - part.share), at, number))
    chosen: dict[int, int] = {}
    for _, at, number in sorted(pairs):
        if at not in chosen and number not in chosen.values():
            chosen[at] = number
    return [texts[chosen[at]] if at in chosen else None for at in range(len(pie.slices))]


def _whole(values: Sequence[Label], slices: int) -> float:
    """What the shares are of: 100 for percent, else the sum of the values."""
    percent = [value for value in values if value.printed and value.printed.unit == "percent"]
    if 2 * len(percent) > len(values) or len(values) != slices:
        return 100.0
    return sum(value.amount for value in values) or 1.0


def _turn(pie: Pie, part: Slice, said: Said) -> float:
    """The angle between a slice and its text as seen from the middle."""
    box = box_around((said.name.box, said.value.box))
    text = math.atan2((box[1] + box[3]) / 2 - pie.middle[1], (box[0] + box[2]) / 2 - pie.middle[0])
    own = math.atan2(part.middle[1] - pie.middle[1], part.middle[0] - pie.middle[0])
    off = abs(text - own) % (2 * math.pi)
    return min(off, 2 * math.pi - off)


def _apart(labels: Sequence[Label]) -> list[Label]:
    """Labels with those parted that run on over the values of several slices."""
    values = [label for label in labels if label.is_value and not _is_note(label)]
    parted: list[Label] = []
    for label in labels:
        under = [value for value in values if _is_under(value, label)]
        if label.is_value or len(under) < 2 or len(label.words) < 2:
            parted.append(label)
            continue
        groups: dict[int, list[Word]] = {}
        for word in label.words:
            middle = (word.box[0] + word.box[2]) / 2
            nearest = min(range(len(under)), key=lambda at: abs(under[at].across - middle))
            groups.setdefault(nearest, []).append(word)
        parted += [label_of(words) for words in groups.values()]
    return parted


def _is_under(value: Label, label: Label) -> bool:
    inside = label.box[0] - 2 <= value.across <= label.box[2] + 2
    return inside and 0 < value.box[1] - label.box[1] <= _LEADING * max(value.size, label.size)


def _is_note(label: Label) -> bool:
    return _NOTE.fullmatch(label.text) is not None


def _blocks(labels: Sequence[Label]) -> list[list[Label]]:
    """Lines of one text: centred or flush, one close below the other, ending at the line with the value."""
    blocks: list[list[Label]] = []
    for label in sorted(labels, key=lambda label: (label.box[1], label.box[0])):
        best = None
        for block in blocks:
            last = block[-1]
            gap = label.box[1] - last.box[1]
            ended = last.is_value or _said([last]) is not None
            if not ended and 0 < gap <= _LEADING * max(label.size, last.size) and _stacked(last, label):
                best = block
        if best is None:
            blocks.append([label])
        else:
            best.append(label)
    return blocks


def _stacked(above: Label, below: Label) -> bool:
    centred = abs(above.across - below.across) <= 0.3 * max(above.box[2] - above.box[0], below.box[2] - below.box[0])
    return centred or abs(above.box[0] - below.box[0]) <= 2 or abs(above.box[2] - below.box[2]) <= 2


def _said(block: Sequence[Label]) -> Said | None:
    last = block[-1]
    if last.is_value and len(block) > 1 and not _is_note(last):
        return Said(joined(block[:-1]), last)
    ended = _VALUE_AT_END.match(last.text)
    if ended is None or _NOTE.fullmatch(ended["value"]) or (printed := printed_number(ended["value"])) is None:
        return None
    value = replace(last, text=ended["value"], printed=printed, kind=Kind.NUMBER)
    name = replace(last, text=ended["name"].rstrip(" ,:;–-"), printed=None, kind=Kind.WORDS)
    return Said(joined([*block[:-1], name]), value)


def _by_colour(pie: Pie, labels: Sequence[Label], entries: Sequence[Entry]) -> list[Said | None]:
    """Values that stand behind an entry of a legend, or inside a slice of its colour."""
    said: list[Said | None] = []
    values = [label for label in labels if label.is_value]
    for part in pie.slices:
        named = [entry for entry in entries if alike(entry.colour, part.fill.colour)]
        entry = named[0] if len(named) == 1 else None
        behind = [value for value in values if entry and _is_behind(value, entry)]
        inside = [value for value in values if math.dist((value.across, value.down), part.middle) <= pie.radius / 3]
        around = [value for value in values if _points_at(value, part, pie)]
        value = min(behind or inside, key=lambda label: label.box[0], default=None)
        if value is None and len(around) == 1:
            value = around[0]
        said.append(Said(entry.label, value) if entry and value else None)
    told = [one for one in said if one is not None]
    whole = _whole([one.value for one in told], len(pie.slices))
    return [
        one if one and abs(one.value.amount / whole - part.share) <= _SHARE else None
        for one, part in zip(said, pie.slices, strict=True)
    ]


def _points_at(value: Label, part: Slice, pie: Pie) -> bool:
    """Whether a value stands at the rim in a slice's direction and prints its share."""
    away = math.dist((value.across, value.down), pie.middle) / pie.radius
    off = _turn(pie, part, Said(value, value))
    percent = value.printed is not None and value.printed.unit == "percent"
    return percent and 0.5 <= away <= 1.6 and off <= math.pi / 7 and abs(value.amount / 100 - part.share) <= _SHARE


def _is_behind(value: Label, entry: Entry) -> bool:
    level = abs(value.down - entry.label.down) <= 0.6 * entry.label.size
    return level and 0 <= value.box[0] - entry.label.box[2] <= 12 * value.size
