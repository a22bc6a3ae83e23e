"""Columns of a table by where its numbers stand, and over which of them a heading reaches."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf

from crossfoot.read.pdf.page.pages import Rule
from crossfoot.read.pdf.text.pieces import Kind, Piece

_ALIGNED = 2.0  # points by which right edges of one column may differ
_UNDERLINED = -0.45  # times the height of its letters above their foot, where a line may be drawn below a heading
_CENTRED = 6.0  # points by which a heading may stand off the middle of the columns it is over


@dataclass(slots=True)
class Column:
    """A column of numbers: how far its numbers reach to either side, and where they end."""

    left: float
    right: float
    ends: list[float] = field(default_factory=list)

    def overlaps(self, piece: Piece) -> bool:
        """Whether a piece stands above or below it."""
        return piece.box[0] < self.right and self.left < piece.box[2]

    def add(self, piece: Piece) -> None:
        """Widen the column by a number of it."""
        self.left, self.right = min(self.left, piece.left), max(self.right, piece.right)
        self.ends.append(piece.right)

    @property
    def middle(self) -> float:
        """Half way between its left and right."""
        return (self.left + self.right) / 2


class Columns:
    """The columns of a table as its lines come in."""

    def __init__(self) -> None:
        self.columns: list[Column] = []

    def fits(self, numbers: Sequence[Piece]) -> bool:
        """Whether every number has a column of its own, known or free: none lies across two, no two in one."""
        taken: set[int] = set()
        for piece in numbers:
            over = [at for at, column in enumerate(self.columns) if column.overlaps(piece)]
            if len(over) > 1:
                over = self._by_right(piece, over)
            if len(over) > 1 or not taken.isdisjoint(over):
                return False
            taken.update(over)
        return True

    def are_flush(self, numbers: Iterable[Piece]) -> bool:
        """Whether every number ends exactly where numbers of its column do."""
        return all(any(abs(column.ends[0] - piece.right) < 1 for column in self.columns) for piece in numbers)

    def shared(self, numbers: Sequence[Piece]) -> int:
        """How many of the numbers stand in columns that are known."""
        return sum(any(column.overlaps(piece) for column in self.columns) for piece in numbers)

    def add(self, numbers: Iterable[Piece]) -> None:
        """Take in the numbers of a line."""
        for piece in numbers:
            over = [at for at, column in enumerate(self.columns) if column.overlaps(piece)]
            if len(over) > 1:
                over = self._by_right(piece, over)
            if over:
                self.columns[over[0]].add(piece)
            else:
                at = bisect_left([column.left for column in self.columns], piece.left)
                self.columns.insert(at, Column(piece.left, piece.right, [piece.right]))

    def _by_right(self, piece: Piece, over: list[int]) -> list[int]:
        """Of the columns that a wide number touches, the one whose numbers end where it does."""
        return [at for at in over if any(abs(end - piece.right) <= _ALIGNED for end in self.columns[at].ends)] or over

    @property
    def left(self) -> float:
        """Where numbers begin."""
        return self.columns[0].left if self.columns else inf

    @property
    def right(self) -> float:
        """Where numbers end."""
        return self.columns[-1].right if self.columns else 0.0


def reach(piece: Piece, beside: Sequence[Piece], columns: Sequence[Column], rules: Sequence[Rule]) -> range:
    """The columns that a heading stands over; none where it is beside all of them. `beside` are those level with it.

    A rule drawn below it says how far it reaches; else it is in the middle over the columns that no other heading is
    nearer to.
    """
    over = [index for index, column in enumerate(columns) if column.overlaps(piece)]
    below = ruled(piece, beside, columns, rules)
    if below and (not over or set(over) <= set(below)):
        return below
    free = _free(piece, beside, columns)
    over = [index for index in over if index in free] or over
    if not over:
        return _nearest(piece, columns, free)
    return _centred(piece, columns, _between(piece, columns, range(over[0], over[-1] + 1), free), free)


def _between(piece: Piece, columns: Sequence[Column], over: range, free: range) -> range:
    """Both columns for a heading whose middle is between two, where no other heading is nearer to the second."""
    size = piece.words[0].size
    if len(over) > 1:
        return over
    at = over.start
    if piece.middle > columns[at].right + size and at + 1 in free and piece.middle < columns[at + 1].left - size:
        return range(at, at + 2)
    if piece.middle < columns[at].left - size and at - 1 in free and piece.middle > columns[at - 1].right + size:
        return range(at - 1, at + 1)
    return over


def ruled(piece: Piece, beside: Sequence[Piece], columns: Sequence[Column], rules: Sequence[Rule]) -> range:
    """The columns above which a rule right below the heading, and below no other, is drawn."""
    size = piece.words[-1].size
    for rule in rules:
        left, top, right, _ = rule.box
        if not _UNDERLINED * size <= top - piece.box[3] <= 0.7 * size:
            continue
        if any(other.left < right and left < other.right for other in beside):
            continue
        if left - 3 <= piece.left and piece.right <= right + 3:
            held = [index for index, column in enumerate(columns) if left - 3 <= column.middle <= right + 3]
            if held and len(held) < len(columns):
                return range(held[0], held[-1] + 1)
    return range(0)


def _free(piece: Piece, beside: Sequence[Piece], columns: Sequence[Column]) -> range:
    """The columns that are nearer to a heading than to those beside it."""
    left = max(((other.right + piece.left) / 2 for other in beside if other.right <= piece.left), default=-inf)
    right = min(((other.left + piece.right) / 2 for other in beside if other.left >= piece.right), default=inf)
    free = [index for index, column in enumerate(columns) if left <= column.middle <= right]
    return range(free[0], free[-1] + 1) if free else range(0)


def _nearest(piece: Piece, columns: Sequence[Column], free: range) -> range:
    size = piece.words[0].size
    gaps = [(max(columns[at].left - piece.right, piece.left - columns[at].right), at) for at in free]
    near = [(gap, at) for gap, at in gaps if gap <= 2 * size]
    return range(min(near)[1], min(near)[1] + 1) if near else range(0)


def _centred(piece: Piece, columns: Sequence[Column], over: range, free: range) -> range:
    """The run of free columns around those it is over in whose middle a piece stands."""
    if piece.kind is not Kind.WORDS or len(free) <= len(over) or not len(over):
        return over
    best, error = over, _off(piece, columns, over)
    for first in range(free.start, over.start + 1):
        for last in range(over.stop, free.stop + 1):
            off = abs((columns[first].left + columns[last - 1].right) / 2 - piece.middle)
            if off < min(error, _CENTRED) - 1 and last - first > 1:
                best, error = range(first, last), off
    return best


def _off(piece: Piece, columns: Sequence[Column], over: range) -> float:
    """How far a piece is from standing flush with one of its columns, or in the middle of several."""
    left, right = columns[over.start].left, columns[over.stop - 1].right
    middle = abs((left + right) / 2 - piece.middle)
    return middle if len(over) > 1 else min(middle, abs(right - piece.right), abs(left - piece.left))
