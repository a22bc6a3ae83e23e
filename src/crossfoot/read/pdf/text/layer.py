"""The words of a page from its text layer: characters next to each other, numbers split by odd spacing made whole.

A page has thousands of characters, and each question to pdfium about one costs as much as a line of Python: only their
boxes are asked for one by one, all else once a word.
"""

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from crossfoot.read.pdf.page import asking
from crossfoot.read.pdf.page.pages import BLACK, Colour, Word
from crossfoot.read.pdf.page.sheet import Sheet
from crossfoot.read.pdf.text.mending import closed_up, evened, narrow_blanks, squared, told_ligatures, unbroken

CHARACTERS_MOST = 300_000
"""Characters of one page beyond which it is not read: a dense page of a filing has 10,000."""

_BLANKS = np.array([0, 9, 10, 11, 12, 13, 32, 0xA0, 0x3000, *range(0x2000, 0x200C), 0x202F, 0x205F, 0xFEFF])
_HYPHENS = (2, 0xFFFE)  # what pdfium gives for a hyphen at the end of a line, and for a character without a code
_CONTROLS = np.array([0 < code < 32 and code not in range(9, 14) for code in range(33)])  # those that are no blanks
_SYMBOLS = re.compile(r"(?:^|\+)Symbol(?:MT|$|[,-])")
_GREEK = dict(
    zip(
        "ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcyw",
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω",
        strict=True,
    )
)
_BULLETS = (0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC, 0xF06E, 0xF0A8, 0xF075)  # of symbol fonts, in the private area
# As shares of a character's height:
_ONE_LINE = 0.12  # how far bottoms of one word may differ
_ONE_SIZE = 0.15
_GAP = 0.17  # between characters of one word; a narrow blank is 0.2
_OVERLAP = 0.6
_BARELY = 0.3  # of its first character's width, by which the last one of an upright word may begin further right
_GAP_IN_NUMBER = 0.15  # between digits with a blank in the text
_GAP_AT_COMMA = 0.5  # a comma or point between digits never stands behind a blank

_NUMBER_END = re.compile(r"[0-9][,.]?$")
_NUMBER_GOES_ON = re.compile(r"[0-9]*[,.]?[0-9]+[)%]*$")
_AMOUNT = re.compile(r"[0-9][0-9,.]*[0-9][0-9,.]*[0-9]")
_AT_COMMA = re.compile(r"[,.][0-9]")
_BOLD_NAME = re.compile(r"bold|heavy|black|demi|\bW[6-9]\b|-(?:B|Bd|Hv)$", re.IGNORECASE)
_BOLD_WEIGHTS = range(650, 1001)  # some fonts give nonsense beyond
_IN_NUMBERS = np.isin(np.arange(0x80), [ord(letter) for letter in "0123456789.,"])
_SHORTS = ctypes.POINTER(ctypes.c_ushort)
_DIGIT = re.compile(r"[0-9０-９]")
_FILLED_AND_DRAWN = 2  # a text's mode that draws its outlines too, which makes it bold

Floats = NDArray[np.float64]


class TooDense(ValueError):
    """The page has more characters than are read; the message says how many those are."""


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The words in the order in which the document draws them, and the share of them that it does not decode."""

    words: tuple[Word, ...]
    undecoded: float


def text_layer(page: Any, sheet: Sheet) -> TextLayer:
    """The words of a page, which pdfium has open. Raises TooDense, and PdfiumError on a page that it cannot read."""
    text = page.get_textpage()
    try:
        return _Layer(text, sheet).read()
    finally:
        text.close()


class _Layer:
    """One page's text while its words are put together."""

    def __init__(self, text: Any, sheet: Sheet) -> None:
        self.text = text
        self.sheet = sheet
        self.handle = asking.handle_of(text)
        self.count = text.count_chars()
        self.places: NDArray[np.intp] = np.arange(self.count)  # in pdfium's text, of the characters that are kept
        self.bold_fonts: dict[int, bool] = {0: False}

    def read(self) -> TextLayer:
        """The page's words."""
        if self.count > CHARACTERS_MOST:
            raise TooDense(f"it has more than {CHARACTERS_MOST:,} characters")
        if not self.count:
            return TextLayer((), 0.0)
        boxes = evened(self.handle, self._boxes(), self.sheet.matrix)
        codes = self._codes(boxes)
        boxes = squared(self.handle, codes, boxes, self.sheet.matrix)
        self.places, boxes = unbroken(codes, boxes)
        codes = codes[self.places]
        bullets = np.isin(codes, _BULLETS)
        runs = _runs(codes, boxes)
        undecoded = self._undecoded(codes, bullets, runs[:, 0])
        letters = np.where(bullets, ord("•"), codes).astype("<u4").tobytes().decode("utf-32-le", "replace")
        outlines = _outlines(boxes, runs)
        shown = self.sheet.shown(outlines)
        words = self._words(letters, boxes, runs[shown], outlines[shown])
        words = _mended(words, _may_belong(codes, runs[shown], outlines[shown]))
        return TextLayer(tuple(closed_up(_without_doubles(words))), undecoded / max(len(runs), 1))

    def _codes(self, boxes: Floats) -> NDArray[np.uint32]:
        """The code points of the characters."""
        buffer = np.zeros(self.count + 1, np.uint16)
        written = pdfium.FPDFText_GetText(self.text, 0, self.count, buffer.ctypes.data_as(_SHORTS))
        codes = buffer[: self.count].astype(np.uint32)
        if written != self.count + 1 or ((codes >= 0xD800) & (codes < 0xE000)).any():
            codes = np.array([asking.code_of(self.handle, at) for at in range(self.count)], np.uint32)
        hyphens = (codes == _HYPHENS[0]) | (codes == _HYPHENS[1])
        untold = np.flatnonzero(hyphens | (_CONTROLS[np.minimum(codes, 32)])).tolist()
        codes[hyphens] = ord("-")
        for at, code in told_ligatures(self.handle, codes, boxes, untold).items():
            codes[at] = code
        return codes

    def _boxes(self) -> Floats:
        """Left, top, right, bottom of each character on the displayed page, as tall as its font."""
        a, b, c, d, e, f = self.sheet.matrix
        left, top, right, bottom = asking.loose_boxes(self.handle, self.count).astype(np.float64).T
        across = np.stack([a * left + c * top + e, a * right + c * bottom + e])
        down = np.stack([b * left + d * top + f, b * right + d * bottom + f])
        return np.stack([across.min(axis=0), down.min(axis=0), across.max(axis=0), down.max(axis=0)], axis=1)

    def _undecoded(self, codes: NDArray[np.uint32], bullets: NDArray[np.bool_], starts: NDArray[np.intp]) -> int:
        """How many words the document does not tell the characters of, as far as their first ones show."""
        lost = ((codes >= 0xE000) & (codes < 0xF900)) | (codes == 0xFFFD) | (codes < ord(" "))
        told = starts[~bullets[starts]]
        asked = self.places[told[~lost[told]]].tolist()
        return int(lost[told].sum()) + sum(map(bool, map(asking.has_map_error, repeat(self.handle), asked)))

    def _words(self, letters: str, boxes: Floats, runs: NDArray[np.intp], outlines: Floats) -> list[Word]:
        """The words that runs of characters make, each within its outline."""
        if not len(runs):
            return []
        starts, ends = runs[:, 0].tolist(), runs[:, 1].tolist()
        texts = [letters[start:end] for start, end in zip(starts, ends, strict=True)]
        drawn = list(map(asking.text_object, repeat(self.handle), self.places[runs[:, 0]].tolist()))
        for at in np.flatnonzero(runs[:, 1] - runs[:, 0] == 1).tolist():
            if texts[at] in _GREEK:
                texts[at] = self._as_drawn(texts[at], drawn[at])
        bold, colours = self._looks(drawn)
        sizes = (outlines[:, 3] - outlines[:, 1]).tolist()
        places = zip(*outlines.T.tolist(), strict=True)
        edges = _edges(texts, boxes, starts, ends)
        words = list(map(Word, texts, places, sizes, bold, colours, repeat(0), repeat(False), edges))
        self._turn(words, boxes, runs)
        return words

    def _turn(self, words: list[Word], boxes: Floats, runs: NDArray[np.intp]) -> None:
        """Give the words that are not read from the left their angle; those of one character may be any way up."""
        starts, ends = runs.T
        on = boxes[ends - 1, 0] - boxes[starts, 0]
        may_be = np.flatnonzero((ends - starts == 1) | (on <= _BARELY * (boxes[starts, 2] - boxes[starts, 0]))).tolist()
        for at in may_be:
            if angle := self._angle(int(self.places[starts[at]])):
                words[at] = _turned(replace(words[at], angle=angle), boxes[starts[at] : ends[at]])

    def _looks(self, drawn: Sequence[int | None]) -> tuple[Sequence[bool], Sequence[Colour | None]]:
        """Whether each stretch of text is bold, and its colour."""
        looks = {each: self._looked_up(each) if each else (False, BLACK) for each in dict.fromkeys(drawn)}
        bold, colours = zip(*map(looks.__getitem__, drawn), strict=True)
        return bold, colours

    def _as_drawn(self, letter: str, drawn: int | None) -> str:
        """A letter by itself as the reader sees it: fonts of symbols draw Greek ones, for a change mostly."""
        name, _ = asking.name_and_weight(asking.font_of(drawn or 0) or 0)
        return _GREEK[letter] if _SYMBOLS.search(name) else letter

    def _angle(self, at: int) -> int:
        """Degrees against the clock on the displayed page; pdfium counts with the clock."""
        clockwise = asking.angle_of(self.handle, at)
        return (360 - round(math.degrees(clockwise)) - self.sheet.rotation) % 360

    def _looked_up(self, drawn: int) -> tuple[bool, Colour | None]:
        """Whether a stretch of text is bold, and its colour."""
        font = asking.font_of(drawn) or 0
        bold = self.bold_fonts.get(font)
        if bold is None:
            bold = self.bold_fonts[font] = _is_bold(font)
        heavy = asking.mode_of(drawn) == _FILLED_AND_DRAWN
        return bold or heavy, asking.fill_colour(drawn)


def _edges(
    texts: Sequence[str], boxes: Floats, starts: Sequence[int], ends: Sequence[int]
) -> Iterator[tuple[float, ...]]:
    """Where the characters of each word begin and the last one ends, for those that print digits."""
    lefts, rights = boxes[:, 0].tolist(), boxes[:, 2].tolist()
    for text, start, end in zip(texts, starts, ends, strict=True):
        yield (*lefts[start:end], rights[end - 1]) if _DIGIT.search(text) else ()


def _turned(word: Word, boxes: Floats) -> Word:
    """A word that is not read from the left, given the boxes of its characters."""
    size = word.box[2] - word.box[0] if word.angle in (90, 270) else word.size
    begins, ends = {180: (2, 0), 270: (1, 3)}.get(word.angle, (3, 1))
    return replace(word, size=size, edges=(*boxes[:, begins].tolist(), float(boxes[-1, ends])))


def _is_bold(font: int) -> bool:
    name, weight = asking.name_and_weight(font)
    return bool(_BOLD_NAME.search(name)) or weight in _BOLD_WEIGHTS


def _runs(codes: NDArray[np.uint32], boxes: Floats) -> NDArray[np.intp]:
    """Starts and ends of the words among the page's characters, a row each."""
    printed = ~np.isin(codes, _BLANKS)
    left, top, right, bottom = boxes.T
    level = _continues(left, right, bottom, bottom - top)
    upward = _continues(-bottom, -top, right, right - left)
    downward = _continues(top, bottom, left, right - left)
    backward = _continues(-right, -left, top, bottom - top)
    joined = printed[1:] & printed[:-1] & (level | upward | downward | backward)
    joined &= ~narrow_blanks(codes, boxes)
    starts = printed & ~np.concatenate([[False], joined])
    ends = printed & ~np.concatenate([joined, [False]])
    return np.stack([np.flatnonzero(starts), np.flatnonzero(ends) + 1], axis=1)


def _outlines(boxes: Floats, runs: NDArray[np.intp]) -> Floats:
    """The boxes around runs of characters, a row each."""
    if not len(runs):
        return np.zeros((0, 4))
    padded = np.concatenate([boxes, boxes[-1:]])  # the last run may end with the last character
    least = np.minimum.reduceat(padded[:, :2], runs.ravel(), axis=0)[::2]
    most = np.maximum.reduceat(padded[:, 2:], runs.ravel(), axis=0)[::2]
    return np.concatenate([least, most], axis=1)


def _continues(start: Floats, end: Floats, line: Floats, height: Floats) -> NDArray[np.bool_]:
    """Whether each character but the first stands next to the one before it on its line, in the direction of reading.

    `start` and `end` are along that direction, `line` across it.
    """
    tall = np.maximum(np.maximum(height[1:], height[:-1]), 0.1)
    gap = start[1:] - end[:-1]
    one_line = np.abs(line[1:] - line[:-1]) <= _ONE_LINE * tall
    one_size = np.abs(height[1:] - height[:-1]) <= _ONE_SIZE * tall
    onward = (gap <= _GAP * tall) & (gap >= -_OVERLAP * tall) & (start[1:] >= start[:-1])
    return np.asarray(one_line & one_size & onward)


def _may_belong(codes: NDArray[np.uint32], runs: NDArray[np.intp], outlines: Floats) -> NDArray[np.intp]:
    """Places of words that may go on the number before them, or be a mark at the word before: few words of a page."""
    first, last = _IN_NUMBERS[codes[runs[1:, 0]] & 0x7F], _IN_NUMBERS[codes[runs[:-1, 1] - 1] & 0x7F]
    lifted = np.abs(outlines[1:, 3] - outlines[:-1, 3]) > 0.1 * (outlines[:-1, 3] - outlines[:-1, 1])
    near = np.abs(outlines[1:, 0] - outlines[:-1, 2]) <= outlines[:-1, 3] - outlines[:-1, 1]
    found: NDArray[np.intp] = np.flatnonzero(near & (lifted | (first & last))) + 1
    return found


def _mended(words: list[Word], places: NDArray[np.intp]) -> list[Word]:
    """The words with numbers made whole and marks told, at the places where either may be."""
    gone: set[int] = set()
    for at in places.tolist():
        word, start = words[at], at - 1
        while start in gone:
            start -= 1
        before = words[start]
        if _one_number(before, word):
            words[start] = _joined(before, word)
            gone.add(at)
        elif _is_raised(before, word):
            words[at] = replace(word, raised=True)
    return [word for at, word in enumerate(words) if at not in gone] if gone else words


def _one_number(before: Word, word: Word) -> bool:
    """Whether two words print one number that odd spacing split: "1 ,234"."""
    size, gap = before.size, word.box[0] - before.box[2]
    if not -_OVERLAP * size <= gap <= _GAP_AT_COMMA * size or abs(before.box[3] - word.box[3]) > _ONE_LINE * size:
        return False
    if word.angle or before.angle or abs(size - word.size) > _ONE_SIZE * size:
        return False
    if not (_NUMBER_END.search(before.text) and _NUMBER_GOES_ON.match(word.text)):
        return False
    return gap <= (_GAP_AT_COMMA if _AT_COMMA.match(word.text) else _GAP_IN_NUMBER) * before.size


def _joined(before: Word, word: Word) -> Word:
    box = (
        before.box[0],
        min(before.box[1], word.box[1]),
        max(before.box[2], word.box[2]),
        max(before.box[3], word.box[3]),
    )
    return replace(before, text=before.text + word.text, box=box, edges=(*before.edges[:-1], *word.edges))


def _is_raised(before: Word, word: Word) -> bool:
    """Whether a word is a mark at the word before it: next to it, higher or smaller, its foot off the line."""
    size = before.size
    lifted = before.box[3] - word.box[3]
    if not (0.1 * size < lifted < size and -0.5 * size <= word.box[0] - before.box[2] <= 0.3 * size):
        return False
    if word.angle or before.angle or before.raised or _AMOUNT.search(word.text):
        return False  # labels of a chart's columns stand close to one another, each at its own height
    return (1 - word.size / size > 0.1 or lifted > 0.2 * size) and word.box[3] > before.box[1]


def _without_doubles(words: Sequence[Word]) -> list[Word]:
    """The words, each once: some programs make bold by printing twice, a hair apart."""
    seen: dict[tuple[str, int], list[Word]] = {}
    kept: list[Word] = []
    for word in words:
        text, across = word.text, int(word.box[0])
        near = seen.get((text, across)), seen.get((text, across - 1)), seen.get((text, across + 1))
        if near != _NOWHERE and any(_covers(other, word) for others in near if others for other in others):
            continue
        seen.setdefault((text, across), []).append(word)
        kept.append(word)
    return kept


_NOWHERE = (None, None, None)


def _covers(other: Word, word: Word) -> bool:
    shift = max(abs(other.box[0] - word.box[0]), abs(other.box[1] - word.box[1]))
    return shift <= 0.12 * word.size
