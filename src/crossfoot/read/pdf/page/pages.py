"""What stands on a page of a PDF, as a reader sees it: words, ruled lines, filled areas and drawn lines with places.

Lengths are points (1/72 inch) from the top left corner of the page as displayed: its rotation and crop are applied.
Records of which a page has thousands are never changed, yet not frozen: that would make them four times as slow.
"""

from dataclasses import dataclass
from functools import cached_property

from crossfoot.model.figures import Box

Point = tuple[float, float]
"""Points from the left and from the top."""

Colour = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""

BLACK: Colour = (0, 0, 0)


@dataclass(slots=True, unsafe_hash=True)
class Word:
    """Characters printed next to each other in one size on one line, without a blank between them.

    `box` is as tall as the font, not as the letters; `size` is that height. `angle` is the direction of reading in
    degrees against the clock: 0 from left to right, 90 from the bottom up. `raised` says that it is set smaller or
    higher than the word it follows, as marks of notes are. `edges` are where its characters begin along the direction
    of reading, and where the last one ends.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    colour: Colour | None = BLACK
    angle: int = 0
    raised: bool = False
    edges: tuple[float, ...] = ()

    @property
    def character_boxes(self) -> tuple[Box, ...]:
        """The box of each character, or the word's for all of a word whose characters have no places of their own."""
        left, top, right, bottom = self.box
        if len(self.edges) != len(self.text) + 1:
            return (self.box,) * len(self.text)
        spans = [(min(pair), max(pair)) for pair in zip(self.edges, self.edges[1:], strict=False)]
        if self.angle in (90, 270):
            return tuple((left, start, right, end) for start, end in spans)
        return tuple((start, top, end, bottom) for start, end in spans)


@dataclass(slots=True, unsafe_hash=True)
class Rule:
    """A straight line along a side of the page: drawn as such, or as a rectangle too thin to be an area.

    `box` is flat: its top and bottom are one for a horizontal line, its left and right for a vertical one.
    """

    box: Box
    horizontal: bool
    thickness: float = 1.0
    colour: Colour | None = BLACK

    @property
    def length(self) -> float:
        """From end to end."""
        return self.box[2] - self.box[0] if self.horizontal else self.box[3] - self.box[1]


@dataclass(slots=True, unsafe_hash=True)
class Fill:
    """A filled area: bars and cells of tables are rectangles, slices of pies are not.

    `outline` gives the corners of what is no rectangle, curves as short chords; it is empty for a rectangle. `colour`
    is None where the area has no single one (a gradient, a pattern).
    """

    box: Box
    colour: Colour | None
    outline: tuple[Point, ...] = ()

    @property
    def is_rectangle(self) -> bool:
        """Whether the area is its box."""
        return not self.outline


@dataclass(slots=True, unsafe_hash=True)
class Stroke:
    """A drawn line that is no rule: slanted, bent or curved, through its points in order, curves as short chords."""

    points: tuple[Point, ...]
    colour: Colour | None = BLACK
    width: float = 1.0


@dataclass(frozen=True)
class PdfPage:
    """A page: its number from 1, its size in points, and what is printed on it.

    Words come in the order in which the document draws them. `pictures` are the boxes of images; `undecoded` is the
    share of the words whose characters the document does not tell; `cut` says that it draws more lines than are read.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    pictures: tuple[Box, ...] = ()
    undecoded: float = 0.0
    cut: bool = False

    @cached_property
    def pictured(self) -> float:
        """The share of the page that its largest picture covers."""
        largest = max(((right - left) * (bottom - top) for left, top, right, bottom in self.pictures), default=0.0)
        return largest / (self.width * self.height) if self.width and self.height else 0.0
