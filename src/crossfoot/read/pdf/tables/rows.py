"""Lines of a table to its rows: a label that runs over several lines belongs to one row of numbers.

Where rows stand further apart than the lines of one label, the distance tells; else the words do: a label that goes on
begins with a small letter, or the line before it ends in the middle of a phrase.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from statistics import median

from crossfoot.read.pdf.tables.columns import Column
from crossfoot.read.pdf.text.pieces import NOTE_MARK, Kind, Line, Piece, joined_text, kind_of, merged
from crossfoot.read.pdf.text.pieces import box_around as _around

_TIGHT = 1.32  # times the height of its letters: how far lines of one label stand apart at most
_LOOSE = 1.6  # likewise, where words say that a label goes on and rows stand clearly further apart
_CLEARLY = 1.25  # how many times
_CLOSER = 1.15  # how many times further apart rows are
_BESIDE = 0.85  # times the height of its letters: from a label's line to numbers in the middle of its lines
_LEVEL = 0.7  # likewise: between numbers of one row that stand a little higher than others
_FLUSH = 2.5  # points
_OPEN_END = re.compile(
    r"(?:[,、，&/(（]|\b(?:and|or|of|to|for|from|in|on|by|the|a|an|with|at|as|per|less|net of|other than|than)|[–—-])$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[a-z)）]|\((?:[a-z]|[0-9]{4})")


class _Evidence(Enum):
    """What says that two lines of words are one label, the stronger the larger."""

    NONE = 0
    DISTANCE = 1
    WORDS = 2


@dataclass(slots=True)
class Row:
    """The label pieces of a row, line by line, its other pieces, and where its numbers stand."""

    labels: list[Piece]
    others: list[Piece]
    base: float
    size: float


@dataclass(slots=True)
class _Half:
    """A line with its label told from its other pieces."""

    labels: list[Piece]
    others: list[Piece]
    base: float
    size: float
    joins: bool = False  # to the line above

    @property
    def label(self) -> str:
        return " ".join(piece.text for piece in self.labels)

    @property
    def numbers(self) -> bool:
        """Whether it prints anything beside its label."""
        return bool(self.others)


def rows_of(lines: Sequence[Line], columns: Sequence[Column]) -> list[Row]:
    """The rows of the lines below a table's headings."""
    span = _label_span(lines, columns)
    halves = _leveled([_half(line, columns, span) for line in lines])
    _join(halves)
    rows: list[Row] = []
    for half in halves:
        if half.joins and rows:
            row = rows[-1]
            row.labels += half.labels
            row.others += half.others
            row.base = half.base if half.others else row.base
        else:
            rows.append(Row(list(half.labels), list(half.others), half.base, half.size))
    return rows


def blank_between(text: str, following: str) -> str:
    """What stands between two lines of one text: nothing within Japanese, nor where a word goes on behind a hyphen."""
    within = ord(text[-1]) >= 0x3000 and ord(following[0]) >= 0x3000
    return "" if within or (text[-1] == "-" and text[-2:-1].isalpha() and following[0].islower()) else " "


def _label_span(lines: Sequence[Line], columns: Sequence[Column]) -> tuple[float, float]:
    """Where labels of numbers begin, and how far they reach."""
    first = columns[0].left
    labels = [line.pieces[0] for line in lines if line.pieces[-1].is_amount]
    labels = [label for label in labels if label.kind is Kind.WORDS and label.left < first]
    if not labels:
        return first, first
    return min(label.left for label in labels), min(first, max(label.right for label in labels))


def _half(line: Line, columns: Sequence[Column], span: tuple[float, float]) -> _Half:
    """A line with its label told apart; `span` is where labels stand: what is behind it is over the numbers."""
    labels: list[Piece] = []
    others: list[Piece] = []
    first = columns[0].left
    for piece in line.pieces:
        for part in _split(piece, columns):
            over = part.left > span[0] + 3 * line.size and part.middle > span[1]
            over = over or (part.kind is not Kind.WORDS and columns[0].overlaps(part))
            is_label = part.left < first - _FLUSH and not over
            if is_label and labels and NOTE_MARK.fullmatch(part.text):
                labels[-1] = merged(labels[-1], part, " ")
            else:
                (labels if is_label and not others else others).append(part)
    return _Half(labels, others, line.base, line.size)


def _leveled(halves: Sequence[_Half]) -> list[_Half]:
    """The lines, those together that some columns only print a little higher than others."""
    level: list[_Half] = []
    for half in halves:
        above = level[-1] if level else None
        if above is not None and half.base - above.base <= _LEVEL * half.size and _are_beside(above, half):
            base = half.base if half.labels else above.base
            level[-1] = _Half([*above.labels, *half.labels], [*above.others, *half.others], base, half.size)
        else:
            level.append(half)
    return level


def _are_beside(above: _Half, below: _Half) -> bool:
    """Whether no piece of one line stands over a piece of the other, and only one has a label."""
    if (above.labels and below.labels) or not above.others or not below.others:
        return False
    return not any(
        one.left < other.right and other.left < one.right
        for one in (*above.labels, *above.others)
        for other in (*below.labels, *below.others)
    )


def _split(piece: Piece, columns: Sequence[Column]) -> list[Piece]:
    """A label and the number behind it apart, where only a narrow gap stands between them."""
    if piece.kind is not Kind.WORDS or piece.left > columns[0].left or len(piece.words) < 2:
        return [piece]
    column = next((each for each in columns if each.overlaps(piece)), None)
    if column is None or not any(abs(end - piece.right) <= _FLUSH for end in column.ends):
        return [piece]
    for at in range(1, len(piece.words)):
        if piece.words[at].box[0] >= column.left - _FLUSH:
            behind = joined_text(piece.words[at:])
            if kind_of(behind) is Kind.WORDS:
                continue
            return [_part(piece, 0, at), _part(piece, at, len(piece.words))]
    return [piece]


def _part(piece: Piece, start: int, end: int) -> Piece:
    words = piece.words[start:end]
    text = joined_text(words)
    return Piece(words, _around(word.box for word in words), text, kind_of(text))


def _join(halves: list[_Half]) -> None:
    """Mark the lines that are one row with the line above them."""
    pitch = _row_pitch(halves)
    own = {round(b.labels[0].left) for a, b in pairwise(halves) if a.numbers and b.numbers and b.labels}
    for at, half in enumerate(halves):
        if half.labels and half.numbers:
            continue
        if half.numbers and not half.labels:
            _join_beside(halves, at)
    for at, half in enumerate(halves):
        if half.numbers or not half.labels:
            continue
        above = halves[at - 1] if at else None
        below = halves[at + 1] if at + 1 < len(halves) else None
        down = _goes_on(half, below, pitch, own) if below is not None and not below.joins else _Evidence.NONE
        if half.joins:
            if below is not None and above is not None and down is _Evidence.WORDS and not above.numbers:
                below.joins = True  # the middle of a label that ends beside its numbers
            continue
        up = _goes_on(above, half, pitch, own) if above is not None else _Evidence.NONE
        if above is not None and below is not None and _Evidence.WORDS not in (up, down):
            nearer = (below.base - half.base) / max(half.base - above.base, 0.1)
            up = up if nearer > _CLOSER else _Evidence.NONE
            down = down if nearer < 1 / _CLOSER else _Evidence.NONE
        if up is not _Evidence.NONE and up.value >= down.value:
            half.joins = True
        elif down is not _Evidence.NONE and below is not None:
            below.joins = True


def _row_pitch(halves: Sequence[_Half]) -> float:
    """How far apart rows stand that have label and numbers on one line."""
    gaps = [b.base - a.base for a, b in pairwise(halves) if a.labels and a.numbers and b.labels and b.numbers]
    return median(gaps) if gaps else 0.0


def _join_beside(halves: list[_Half], at: int) -> None:
    """Numbers without a label belong to the lines of words that they stand in the middle of."""
    half = halves[at]
    above = halves[at - 1] if at and halves[at - 1].labels and not halves[at - 1].numbers else None
    below = halves[at + 1] if at + 1 < len(halves) and not halves[at + 1].numbers else None
    reach = _BESIDE * half.size
    if above is not None and half.base - above.base <= reach:
        half.joins = True
        if below is not None and below.base - half.base <= reach:
            below.joins = True
    elif below is not None and below.base - half.base <= reach:
        below.joins = True


def _goes_on(above: _Half, below: _Half, pitch: float, own: set[int]) -> _Evidence:
    """Whether two lines of words are one label; `own` are left edges at which rows begin a label of their own."""
    if not above.labels or not below.labels or (above.numbers and below.numbers):
        return _Evidence.NONE
    gap = below.base - above.base
    size = max(above.size, below.size)
    tight = gap <= _TIGHT * size
    if gap > min(_LOOSE * size, max(_TIGHT * size, pitch / _CLEARLY)) or above.labels[0].bold != below.labels[0].bold:
        return _Evidence.NONE
    if abs(above.size - below.size) > 0.1 * size or above.label.endswith((":", "：")):
        return _Evidence.NONE
    unfinished = bool(_OPEN_END.search(above.label)) and not above.numbers
    if unfinished or _GOES_ON.match(below.label) or _is_open(above.label):
        return _Evidence.WORDS
    if not tight:
        return _Evidence.NONE
    shift = below.labels[0].left - above.labels[0].left
    set_in = shift > _FLUSH and not own.isdisjoint(round(below.labels[0].left) + near for near in (-1, 0, 1))
    near = pitch > _CLOSER * gap and shift >= -_FLUSH and not set_in and not below.label.endswith((":", "："))
    return _Evidence.DISTANCE if near else _Evidence.NONE


def _is_open(text: str) -> bool:
    return text.count("(") + text.count("（") > text.count(")") + text.count("）")
