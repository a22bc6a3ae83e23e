"""Words of a page to lines, and lines to pieces: stretches of words that only a wider gap keeps apart, as cells are.

A currency sign, a percent sign or a closing bracket that stands off its number is brought to it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from statistics import median

import numpy as np
from numpy.typing import NDArray

from crossfoot.model.figures import Box
from crossfoot.read.pdf.page.pages import Word
from crossfoot.read.pdf.text.set_wide import is_japanese, spread
from crossfoot.read.tables.found import number_in
from crossfoot.vocabulary.cell_numbers import is_year

_BASELINE = 0.21  # how far above the foot of its box a font's line is, as a share of its height
_ONE_LINE = 0.35  # how far lines of words may differ that are read as one, likewise
# Gaps between words that end a piece, as shares of their height:
_GAP = 0.75
_GAP_AT_NUMBER = 0.5  # between words and a number behind them
_GAP_OF_NUMBERS = 0.32  # between two numbers
_REACH_BEHIND = 1.6  # from a number to the mark that belongs to it

_MARK_SIZE = 0.85  # of the word that it belongs to, as which a mark of a note is at most set

_LARGER = 1.2  # times as high as a mark are the words it stands at
_SMALL = 0.8  # of the highest word of its line, as which a mark is set that is not raised

_RUNNING = 8  # words from which a line may be running text
_WIDE_BLANK = 1.6  # likewise, of blanks in text that is set to fill its lines
_EVEN = 1.8  # times as wide as most blanks of such a line may be the widest

_PLAIN = re.compile(
    r"[-–—−+△▲(（]?\s?(?:US|HK|[ACS])?[$€£¥￥]?\s?[-–—−△▲(（]?\s?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?\s?[)）]?\s?[%％]?[)）]?"
)
_NIL = re.compile(r"(?:[$€£¥￥]\s?)?(?:[-–—―−‐ー]{1,2}|n\.?/?[ma]\.?|NM)(?:\s?%)?", re.IGNORECASE)
_BEFORE = re.compile(r"(?:US|HK|NT|[ACS])?\$\s?\(?|[€£¥￥]\s?\(?|[(（△▲]|(?:RMB|JPY|USD|EUR|GBP|CHF|US)\s?\(?")
_BEHIND = re.compile(r"[)）]?\s?(?:%|％|pts?\.?|points?|pp|bps|x)?\s?[)）]?|[)）]", re.IGNORECASE)
_LEADERS = re.compile(r"(?:[.．․·…‥]\s?){3,}|…{1,}|‥{2,}|_{3,}")
_DOTS = 3  # by themselves in a line, that lead from a label to its numbers
NOTE_MARK = re.compile(
    r"(?:[(（\[]?(?:[0-9]{1,2}|[a-zA-Z]|[*†‡§#※®™℠©]+|[ivx]{1,4})[)）\]]?[,、]?\s?)+|注[0-9０-９]*|※[0-9０-９]*"
)
"""A mark that only refers to a note."""

LIST_MARK = re.compile(r"[(（]?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[)）.]|[•◦▪■●○–—\-*]|[*†‡§#]+")
"""A mark that begins a note or a point of a list."""

_DIGIT = re.compile(r"[0-9０-９]")
_ENDS_NUMBER = re.compile(r"(?:[0-9０-９][)）]?\s?[%％]?[)）]?|^[-–—―−])$")
_LONGEST_NUMBER = 40


class Kind(StrEnum):
    """What a piece prints."""

    NUMBER = "number"
    YEAR = "year"
    NIL = "nil"  # a dash or "NM": nothing, where a number could stand
    WORDS = "words"


Wall = tuple[float, float, float]
"""An upright rule: where it stands from the left, its top and its bottom."""


@dataclass(slots=True)
class Piece:
    """Words of a line that stand together, and what they print; marks of notes are left out of its text."""

    words: tuple[Word, ...]
    box: Box
    text: str
    kind: Kind

    @property
    def left(self) -> float:
        """Points from the left of the page."""
        return self.box[0]

    @property
    def right(self) -> float:
        """Points from the left of the page."""
        return self.box[2]

    @property
    def middle(self) -> float:
        """Half way between its left and right."""
        return (self.box[0] + self.box[2]) / 2

    @property
    def bold(self) -> bool:
        """Whether most of its words are."""
        return 2 * sum(word.bold for word in self.words) > len(self.words)

    @property
    def is_amount(self) -> bool:
        """Whether it prints a number that is no year."""
        return self.kind is Kind.NUMBER


@dataclass(slots=True)
class Line:
    """Pieces on one line from left to right; `base` is where the letters stand, in points from the top."""

    pieces: list[Piece]
    base: float
    size: float

    @property
    def box(self) -> Box:
        """Around all pieces."""
        return box_around(piece.box for piece in self.pieces)

    @property
    def left(self) -> float:
        """Where the first piece begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where the last piece ends."""
        return max(piece.right for piece in self.pieces)

    @property
    def text(self) -> str:
        """All pieces, with a blank between them."""
        return " ".join(piece.text for piece in self.pieces)


def box_around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them."""
    first, *others = boxes
    if not others:
        return first
    lefts, tops, rights, bottoms = zip(first, *others, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def lines_of(words: Sequence[Word], walls: Sequence[Wall] = ()) -> list[Line]:
    """The lines of words that are read from left to right, from the top, parted at upright rules.

    Those of the page last asked about are kept: charts, tables and text are looked for in the same lines.
    """
    if isinstance(words, tuple):  # a list might be another one by now
        if not _LATEST or _LATEST[0][0] is not words:
            _LATEST[:] = [(words, _PrintedLines(words))]
        return _LATEST[0][1].within(walls)
    return _PrintedLines(words).within(walls)


class _PrintedLines:
    """The lines of words, each read once, be it with upright rules or without."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._rows = list(_without_marks(_levels(words)))
        self._read: dict[int, Line] = {}

    def within(self, walls: Sequence[Wall] = ()) -> list[Line]:
        """The lines from the top, each parted at the upright rules that it runs through."""
        upright = np.array(walls, np.float64).reshape(-1, 3)
        lines = (self._line(at, row, upright) for at, row in enumerate(self._rows))
        return [line for line in lines if line.pieces]

    def _line(self, at: int, row: list[Word], walls: NDArray[np.float64]) -> Line:
        size = median([word.size for word in row])
        base = median([word.box[3] - _BASELINE * word.size for word in row])
        middle = base - 0.3 * size
        inside = walls[(walls[:, 1] < middle) & (middle < walls[:, 2]), 0].tolist() if len(walls) else []
        if inside:
            return _line(row, base, size, inside)
        if at not in self._read:
            self._read[at] = _line(row, base, size, inside)
        return self._read[at]


_LATEST: list[tuple[tuple[Word, ...], _PrintedLines]] = []


def _levels(words: Sequence[Word]) -> list[list[Word]]:
    """The words that are read from left to right, those on one line together, from the top."""
    lines: list[list[Word]] = []
    base = size = 0.0
    level = [(word.box[3] - _BASELINE * word.size, word) for word in words if not word.angle]
    for at, word in sorted(level, key=itemgetter(0)):
        if lines and at - base <= _ONE_LINE * min(size, word.size):
            lines[-1].append(word)
            size = max(size, word.size)
        else:
            lines.append([word])
            base, size = at, word.size
    for line in lines:
        line.sort(key=_left)
    return lines


def _left(word: Word) -> float:
    return word.box[0]


def joined_text(words: Sequence[Word]) -> str:
    """The words with blanks where the page has gaps: Japanese has none between its words."""
    before = words[0]
    if len(words) == 1:
        return before.text
    texts = [before.text]
    for word in words[1:]:
        if are_apart(before, word):
            texts.append(" ")
        texts.append(word.text)
        before = word
    return "".join(texts)


def are_apart(before: Word, word: Word) -> bool:
    """Whether a blank stands between two words of a line; a Japanese text that is set wide has none."""
    return word.box[0] - before.box[2] > 0.1 * word.size and not (is_japanese(before) and is_japanese(word))


def _without_marks(lines: list[list[Word]]) -> Iterator[list[Word]]:
    """The lines without raised marks of notes, which are often lines of their own just above."""
    for at, line in enumerate(lines):
        size = max([word.size for word in line])
        below = lines[at + 1] if at + 1 < len(lines) else []
        if max([word.size for word in below], default=0.0) <= _LARGER * size:
            below = []
        doubtful = below or any(word.raised or word.size <= _SMALL * size for word in line)
        kept = [word for word in line if not _is_mark(word, size, line, below)] if doubtful else line
        if kept:
            yield kept


def _is_mark(word: Word, size: float, line: list[Word], below: list[Word]) -> bool:
    """Whether a word only refers to a note: small and raised, at the end of a larger word."""
    if not (word.raised or below or word.size <= _SMALL * size) or not NOTE_MARK.fullmatch(word.text):
        return False
    if word.raised:
        return True
    if word.size <= _SMALL * size:
        return any(_touches(other, word) for other in line if other is not word)
    return any(
        other.size > _LARGER * word.size and word.box[3] > other.box[1] + 0.1 * other.size and _touches(other, word)
        for other in below
    )


def _touches(word: Word, mark: Word) -> bool:
    near = -0.3 * word.size <= mark.box[0] - word.box[2] <= 0.35 * word.size
    # Fonts of one text differ by a hair, and a larger heading may stand on the same line.
    return near and mark.size <= _MARK_SIZE * word.size


def _line(words: Sequence[Word], base: float, size: float, inside: Sequence[float]) -> Line:
    """The line of words from left to right; `inside` are where upright rules run through it."""
    wide = spread(words, inside)
    groups: list[list[Word]] = []
    led = False
    dotted = sum(word.text == "." for word in words) >= _DOTS
    for at, word in enumerate(words):
        if _LEADERS.fullmatch(word.text) or (dotted and word.text == "."):
            led = True
            if dotted and groups and groups[-1][-1].text[-1] == ".":
                groups[-1][-1] = _without_point(groups[-1][-1])
            continue
        if groups and not led and (at in wide or not _is_apart(groups[-1], word, inside)):
            groups[-1].append(word)
        else:
            groups.append([word])
        led = False
    if not inside and _is_running(groups, size):
        groups = [[word for group in groups for word in group]]
    return Line(_joined([piece_of(group) for group in groups]), base, size)


def _without_point(word: Word) -> Word:
    """A word without the first of the points that lead on from it; one that is nothing else as it is."""
    return replace(word, text=word.text.rstrip(".") or word.text)


def _is_running(groups: Sequence[list[Word]], size: float) -> bool:
    """Whether a line is running text whose blanks are set wide to fill it: words go on behind numbers."""
    words = [word for group in groups for word in group]
    if len(words) < _RUNNING or len(groups) < 2:
        return False
    gaps = [after.box[0] - before.box[2] for before, after in pairwise(words)]
    if max(gaps) > min(_WIDE_BLANK * size, _EVEN * median(gaps)):
        return False
    return any(len(group) > 1 and not _DIGIT.search(group[0].text + group[1].text) for group in groups[1:])


def _is_apart(group: list[Word], word: Word, walls: Sequence[float]) -> bool:
    """Whether a gap between words keeps them apart as cells."""
    before = group[-1]
    size = max(before.size, word.size)
    gap = word.box[0] - before.box[2]
    if gap <= _GAP_OF_NUMBERS * size and not walls:
        return False
    if gap > _GAP * size or any(before.box[2] - 1 <= wall <= word.box[0] + 1 for wall in walls):
        return True
    ended = bool(_ENDS_NUMBER.search(before.text)) and kind_of(joined_text(group)) is not Kind.WORDS
    if ended and gap > _GAP_AT_NUMBER * size and not _BEHIND.fullmatch(word.text):
        return True
    begins = bool(_DIGIT.search(word.text[:3])) or word.text in ("$", "¥", "€", "£", "-", "–", "—")
    if not begins or gap <= _GAP_OF_NUMBERS * size:
        return False
    if _ENDS_NUMBER.search(before.text) and (len(group) == 1 or prints_number(joined_text(group))):
        return not LIST_MARK.fullmatch(before.text)
    return gap > _GAP_AT_NUMBER * size


def piece_of(words: Sequence[Word]) -> Piece:
    """The piece that words of a line make."""
    box = words[0].box if len(words) == 1 else box_around([word.box for word in words])
    text = _LEADERS.sub("", joined_text(words)).strip()
    return Piece(tuple(words), box, text, kind_of(text))


@lru_cache(maxsize=20_000)
def kind_of(text: str) -> Kind:
    """What a text prints."""
    if not _DIGIT.search(text):
        return Kind.NIL if _NIL.fullmatch(text) else Kind.WORDS
    if is_year(text) or is_year(text.strip("()（）,.、")):
        return Kind.YEAR
    if _NIL.fullmatch(text):
        return Kind.NIL
    return Kind.NUMBER if _PLAIN.fullmatch(text) or prints_number(text) else Kind.WORDS


def prints_number(text: str) -> bool:
    """Whether a cell with this text is a number."""
    return len(text) <= _LONGEST_NUMBER and bool(_DIGIT.search(text)) and number_in(text) is not None


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Pieces of a line with marks brought to their numbers, and marks of lists to their words."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is not None and _belong(before, piece):
            joined[-1] = merged(before, piece, "")
        else:
            joined.append(piece)
    if len(joined) > 1 and joined[1].kind is Kind.WORDS and LIST_MARK.fullmatch(joined[0].text):
        joined[:2] = [merged(joined[0], joined[1], " ")]
    return [piece for piece in joined if piece.text]


def _belong(before: Piece, piece: Piece) -> bool:
    """Whether two pieces print one number: a mark and digits, or an open bracket and what closes it."""
    whole = before.text + piece.text
    if _BEFORE.fullmatch(before.text):
        return kind_of(whole) is not Kind.WORDS or kind_of(whole + ")") is Kind.NUMBER
    if not _BEHIND.fullmatch(piece.text) or not piece.text:
        return False
    near = piece.left - before.right <= _REACH_BEHIND * before.words[-1].size
    opened = before.text.count("(") + before.text.count("（") > before.text.count(")") + before.text.count("）")
    return near and (before.kind is not Kind.WORDS or opened) and kind_of(whole) is not Kind.WORDS


def merged(first: Piece, second: Piece, between: str) -> Piece:
    """Two pieces as one."""
    text = first.text + between + second.text
    return Piece(first.words + second.words, box_around((first.box, second.box)), text, kind_of(text))
