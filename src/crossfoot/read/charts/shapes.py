"""What charts are made of, labels and filled areas, seen so that bars stand upright even where they are drawn lying."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from crossfoot.model.figures import Box
from crossfoot.read.charts.labels import Label, labels_of
from crossfoot.read.charts.slanted import Slanted, slanted_texts
from crossfoot.read.charts.ticks import ticks_of, upright_ticks
from crossfoot.read.pdf.page.pages import Colour, Fill, PdfPage, Point, Rule, Stroke
from crossfoot.read.pdf.text.pieces import Kind

WHITE_FROM = 250
"""Channels from which a colour is that of the paper: bars in it are there to be invisible."""

_ALIKE = 24  # how far colours may differ in a channel that are meant to be one
_TONE = 64  # likewise, of a text and what it names: letters are often set in a darker tone
_ROUNDED = 0.88  # of its box, that a rectangle with rounded corners fills
_SIDE_MOST = 0.75  # of the page's width, that a side of a bar is long
_LINES_MOST = 1_000  # of a page beyond which they are those of tables
_FRAMES_MOST = 150  # of a page beyond which they are cells of a table
_SAME_PLACE = 2.0  # points


@dataclass(frozen=True)
class View:
    """A page's labels, rectangles and lines as seen: upright, or with its left side down so that lying bars stand.

    `fills` are its rectangles, those with rounded corners among them, and `hollow` the ones of which only the sides
    are drawn; these are in both.
    """

    page: PdfPage
    turned: bool
    fills: tuple[Fill, ...]
    rules: tuple[Rule, ...]
    strokes: tuple[Stroke, ...]
    hollow: tuple[Fill, ...] = ()

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """Every label of the page."""
        upright = labels_of(self.page)
        return tuple(replace(label, box=_lain(label.on_page)) for label in upright) if self.turned else tuple(upright)

    @cached_property
    def slanted(self) -> tuple[Slanted, ...]:
        """The texts of the page that do not run level."""
        return tuple(slanted_texts(self.page.words))

    @cached_property
    def scale_words(self) -> frozenset[int]:
        """The ids of the words along upright axes of values."""
        ticks = upright_ticks(self.labels)
        return frozenset(id(word) for label in self.labels if id(label) in ticks for word in label.words)

    @cached_property
    def values(self) -> tuple[Label, ...]:
        """The labels that print amounts, shares or growth; not the numbers along an axis."""
        others = _ends_of_ranges(self.labels) | ticks_of(self.labels)
        level = tuple(label for label in self.labels if label.is_value and id(label) not in others)
        return level if self.turned else (*level, *(text.label for text in self.slanted if _runs_up(text)))

    def on_page(self, box: Box) -> Box:
        """The box on the page of a box as seen."""
        left, top, right, bottom = box
        return (-bottom, left, -top, right) if self.turned else box


def views(page: PdfPage) -> tuple[View, View]:
    """The page seen upright, and turned."""
    hollow = tuple(frames(page))
    bars = (*(each for fill in page.fills if (each := _as_rectangle(fill))), *hollow)
    upright = View(page, False, bars, page.rules, page.strokes, hollow)
    turned = View(
        page,
        True,
        tuple(Fill(_lain(fill.box), fill.colour, fill.outline) for fill in bars),
        tuple(Rule(_lain(rule.box), not rule.horizontal, rule.thickness, rule.colour) for rule in page.rules),
        (),
        tuple(replace(frame, box=_lain(frame.box)) for frame in hollow),
    )
    return upright, turned


def _runs_up(text: Slanted) -> bool:
    """Whether a text is a number set upright, as labels in narrow bars are."""
    return text.angle in (90, 270) and text.label.is_value


def _ends_of_ranges(labels: Sequence[Label]) -> set[int]:
    """The ids of numbers with a dash between them, as in `11.5 – 12.0%`: neither is what is stated."""
    ends: set[int] = set()
    for dash in labels:
        if dash.kind is not Kind.NIL:
            continue
        level = [label for label in labels if label.is_value and abs(label.on_page[3] - dash.on_page[3]) <= 2]
        before = [label for label in level if 0 <= dash.on_page[0] - label.on_page[2] <= 0.6 * dash.size]
        behind = [label for label in level if 0 <= label.on_page[0] - dash.on_page[2] <= 0.6 * dash.size]
        if before and behind:
            ends.update((id(before[0]), id(behind[0])))
    return ends


def _as_rectangle(fill: Fill) -> Fill | None:
    """A rectangle, or one whose corners are rounded; None for any other area."""
    if fill.is_rectangle:
        return fill
    left, top, right, bottom = fill.box
    full = enclosed(fill.outline) >= _ROUNDED * (right - left) * (bottom - top) > 0
    return Fill(fill.box, fill.colour) if full else None


def frames(page: PdfPage) -> list[Fill]:
    """Rectangles of which only the sides are drawn, each in one colour, and nothing fills them; none where too many.

    An area with such sides that is not in the colour of paper is a bar already.
    """
    lines = [rule for rule in page.rules if rule.length <= _SIDE_MOST * page.width]
    found = list(dict.fromkeys(_framed(lines))) if len(lines) <= _LINES_MOST else []
    if len(found) > _FRAMES_MOST:
        return []
    areas = [fill.box for fill in page.fills if not is_paper(fill.colour)]
    return [frame for frame in found if not any(_same_box(frame.box, area) for area in areas)]


def _framed(rules: Iterable[Rule]) -> Iterator[Fill]:
    """Level lines of one length, one below the other, with upright ones from end to end."""
    level: dict[tuple[int, int, Colour | None], list[Rule]] = {}
    upright: dict[tuple[int, Colour | None], list[tuple[float, float]]] = {}
    for rule in rules:
        left, top, right, foot = rule.box
        if is_paper(rule.colour):
            continue
        if rule.horizontal:
            level.setdefault((round(left), round(right), rule.colour), []).append(rule)
        else:
            for near in (-1, 0, 1):
                upright.setdefault((round(left) + near, rule.colour), []).append((top, foot))
    for (left_at, right_at, colour), lines in level.items():
        for first, last in pairwise(sorted(lines, key=lambda line: line.box[1])):
            left, top, right, foot = first.box[0], first.box[1], first.box[2], last.box[1]
            sides = (upright.get((at, colour), ()) for at in (left_at, right_at))
            if foot - top > 1 and all(any(_spans(side, (top, foot)) for side in each) for each in sides):
                yield Fill((left, top, right, foot), colour)


def _spans(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) <= 1 and abs(one[1] - other[1]) <= 1


def _same_box(one: Box, other: Box) -> bool:
    return (
        abs(one[0] - other[0]) <= _SAME_PLACE
        and abs(one[1] - other[1]) <= _SAME_PLACE
        and abs(one[2] - other[2]) <= _SAME_PLACE
        and abs(one[3] - other[3]) <= _SAME_PLACE
    )


def _lain(box: Box) -> Box:
    left, top, right, bottom = box
    return top, -right, bottom, -left


def is_paper(colour: Colour | None) -> bool:
    """Whether an area in this colour is not to be seen."""
    return colour is not None and min(colour) >= WHITE_FROM


def alike(one: Colour | None, other: Colour | None, within: int = _ALIKE) -> bool:
    """Whether two areas are meant to have one colour."""
    if one is None or other is None:
        return one is other
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= within


def toned(one: Colour | None, other: Colour | None) -> bool:
    """Whether a text may be set in the colour of what it names."""
    return alike(one, other, _TONE)


def overlap(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The length that two stretches share; below zero it is the gap between them."""
    return min(one[1], other[1]) - max(one[0], other[0])


def box_around_points(points: Sequence[Point]) -> Box:
    """The smallest box that holds a line."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def enclosed(outline: Sequence[Point]) -> float:
    """The area that an outline encloses, in square points."""
    closed = pairwise([*outline, outline[0]])
    return abs(sum(x * v - u * y for (x, y), (u, v) in closed)) / 2
