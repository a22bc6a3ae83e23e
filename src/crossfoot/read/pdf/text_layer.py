"""The words of a page from its text layer: characters next to each other, numbers split by odd spacing made whole.

A page has thousands of characters, and each question to pdfium about one costs as much as a line of Python: only their
boxes are asked for one by one, all else once a word.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from crossfoot.model.figures import Box
from crossfoot.read.pdf.pages import BLACK, Colour, Word
from crossfoot.read.pdf.sheet import Sheet

CHARACTERS_MOST = 300_000
"""Characters of one page beyond which it is not read: a dense page of a filing has 10,000."""

_BLANKS = np.array([0, 9, 10, 11, 12, 13, 32, 0xA0, 0x3000, *range(0x2000, 0x200C), 0x202F, 0x205F, 0xFEFF])
_HYPHENS = (2, 0xFFFE)  # what pdfium gives for a hyphen at the end of a line
_FI = 0xFB01  # the ligature of "first", "fiscal" and "financial"
_BULLETS = (0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC, 0xF06E, 0xF0A8, 0xF075)  # of symbol fonts, in the private area
# As shares of a character's height:
_ONE_LINE = 0.12  # how far bottoms of one word may differ
_ONE_SIZE = 0.15
_GAP = 0.17  # between characters of one word; a narrow blank is 0.2
_OVERLAP = 0.6
_GAP_IN_NUMBER = 0.15  # between digits with a blank in the text
_GAP_AT_COMMA = 0.5  # a comma or point between digits never stands behind a blank

_NUMBER_END = re.compile(r"[0-9][,.]?$")
_NUMBER_GOES_ON = re.compile(r"[0-9]*[,.]?[0-9]+[)%]*$")
_AMOUNT = re.compile(r"[0-9][0-9,.]*[0-9][0-9,.]*[0-9]")
_AT_COMMA = re.compile(r"[,.][0-9]")
_BOLD_NAME = re.compile(r"bold|heavy|black|demi|\bW[6-9]\b|-(?:B|Bd|Hv)$", re.IGNORECASE)
_BOLD_WEIGHTS = range(650, 1001)  # some fonts give nonsense beyond
_COLOUR = tuple(ctypes.c_uint() for _ in range(4))  # where pdfium writes colours, one at a time
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


def _prototype(function: Any, *arguments: type, result: type) -> Any:
    """A function of pdfium taken by its address, with places in arrays as plain numbers: several times as fast."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_loose_box = _prototype(
    pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, result=ctypes.c_int
)
_text_object = _prototype(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_int, result=ctypes.c_void_p)
_map_error = _prototype(pdfium.FPDFText_HasUnicodeMapError, ctypes.c_void_p, ctypes.c_int, result=ctypes.c_int)
_angle = _prototype(pdfium.FPDFText_GetCharAngle, ctypes.c_void_p, ctypes.c_int, result=ctypes.c_float)


class _Layer:
    """One page's text while its words are put together."""

    def __init__(self, text: Any, sheet: Sheet) -> None:
        self.text = text
        self.sheet = sheet
        self.handle = ctypes.cast(text.raw, ctypes.c_void_p).value
        self.count = text.count_chars()
        self.looks: dict[int, tuple[bool, Colour | None]] = {}
        self.bold_fonts: dict[int, bool] = {}

    def read(self) -> TextLayer:
        """The page's words."""
        if self.count > CHARACTERS_MOST:
            raise TooDense(f"it has more than {CHARACTERS_MOST:,} characters")
        if not self.count:
            return TextLayer((), 0.0)
        codes = self._codes()
        boxes = self._boxes()
        bullets = np.isin(codes, _BULLETS)
        lost = ((codes >= 0xE000) & (codes < 0xF900)) | (codes == 0xFFFD) | (codes < ord(" "))
        runs = _runs(codes, boxes)
        outlines = _outlines(boxes, runs)
        letters = np.where(bullets, ord("•"), codes).astype("<u4").tobytes().decode("utf-32-le", "replace")
        sides = [side.tolist() for side in boxes.T]
        undecoded = sum(
            not bullets[start] and (lost[start] or _map_error(self.handle, start)) for start, _ in runs.tolist()
        )
        words: list[Word] = []
        for (start, end), box in zip(runs.tolist(), outlines, strict=True):
            if not self.sheet.shows(box):
                continue
            word = self._word(letters[start:end], box, sides, start)
            before = words[-1] if words else None
            if before is not None and _one_number(before, word):
                words[-1] = _joined(before, word)
            else:
                words.append(replace(word, raised=True) if before is not None and _is_raised(before, word) else word)
        return TextLayer(tuple(_without_doubles(words)), undecoded / max(len(runs), 1))

    def _codes(self) -> NDArray[np.uint32]:
        """The code points of the characters."""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        written = pdfium.FPDFText_GetText(self.text, 0, self.count, buffer)
        codes = np.frombuffer(buffer, np.uint16)[: self.count].astype(np.uint32)
        if written != self.count + 1 or ((codes >= 0xD800) & (codes < 0xE000)).any():
            listed = [pdfium.FPDFText_GetUnicode(self.text, at) for at in range(self.count)]
            codes = np.array(listed, np.uint32)
        codes[_lost_ligatures(codes)] = _FI
        codes[np.isin(codes, _HYPHENS)] = ord("-")
        return codes

    def _boxes(self) -> Floats:
        """Left, top, right, bottom of each character on the displayed page, as tall as its font."""
        raw = np.zeros((self.count, 4), np.float32)
        handle, address = self.handle, raw.ctypes.data
        for at in range(self.count):
            _loose_box(handle, at, address + 16 * at)
        a, b, c, d, e, f = self.sheet.matrix
        left, top, right, bottom = raw.astype(np.float64).T
        across = np.sort(np.stack([a * left + c * top + e, a * right + c * bottom + e]), axis=0)
        down = np.sort(np.stack([b * left + d * top + f, b * right + d * bottom + f]), axis=0)
        return np.stack([across[0], down[0], across[1], down[1]], axis=1)

    def _word(self, text: str, box: Box, sides: list[list[float]], start: int) -> Word:
        """The word at a place of the page's text; `sides` are lefts, tops, rights and bottoms of all characters."""
        lefts, tops, rights, bottoms = sides
        end = start + len(text)
        angle = self._angle(start) if len(text) == 1 or lefts[end - 1] <= lefts[start] else 0
        bold, colour = self._look(start)
        size = box[3] - box[1]
        if angle == 0:
            edges = (*lefts[start:end], rights[end - 1])
        elif angle == 180:
            edges = (*rights[start:end], lefts[end - 1])
        else:
            size = box[2] - box[0] if angle in (90, 270) else size
            edges = (*tops[start:end], bottoms[end - 1]) if angle == 270 else (*bottoms[start:end], tops[end - 1])
        return Word(text, box, size, bold, colour, angle, edges=edges)

    def _angle(self, at: int) -> int:
        """Degrees against the clock on the displayed page; pdfium counts with the clock."""
        return (360 - round(float(np.degrees(_angle(self.handle, at)))) - self.sheet.rotation) % 360

    def _look(self, at: int) -> tuple[bool, Colour | None]:
        """Whether a character is bold, and its colour."""
        drawn = _text_object(self.handle, at)
        if not drawn:
            return False, BLACK
        look = self.looks.get(drawn)
        if look is None:
            look = self.looks[drawn] = self._looked_up(ctypes.cast(drawn, pdfium.FPDF_PAGEOBJECT))
        return look

    def _looked_up(self, drawn: Any) -> tuple[bool, Colour | None]:
        font = pdfium.FPDFTextObj_GetFont(drawn)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        bold = self.bold_fonts.get(address)
        if bold is None:
            bold = self.bold_fonts[address] = bool(address) and _is_bold(font)
        heavy = pdfium.FPDFTextObj_GetTextRenderMode(drawn) == _FILLED_AND_DRAWN
        return bold or heavy, fill_colour(drawn)


def fill_colour(drawn: Any) -> Colour | None:
    """The colour that something drawn is filled with, or None where it has no single one or cannot be seen."""
    red, green, blue, alpha = _COLOUR
    if not pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha):
        return None
    return red.value, green.value, blue.value


def _is_bold(font: Any) -> bool:
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
    name = buffer.raw[: min(max(length - 1, 0), 127)].decode("utf-8", "ignore")
    return bool(_BOLD_NAME.search(name)) or pdfium.FPDFFont_GetWeight(font) in _BOLD_WEIGHTS


def _runs(codes: NDArray[np.uint32], boxes: Floats) -> NDArray[np.intp]:
    """Starts and ends of the words among the page's characters, a row each."""
    printed = ~np.isin(codes, _BLANKS)
    left, top, right, bottom = boxes.T
    level = _continues(left, right, bottom, bottom - top)
    upward = _continues(-bottom, -top, right, right - left)
    downward = _continues(top, bottom, left, right - left)
    backward = _continues(-right, -left, top, bottom - top)
    joined = printed[1:] & printed[:-1] & (level | upward | downward | backward)
    starts = printed & ~np.concatenate([[False], joined])
    ends = printed & ~np.concatenate([joined, [False]])
    return np.stack([np.flatnonzero(starts), np.flatnonzero(ends) + 1], axis=1)


def _outlines(boxes: Floats, runs: NDArray[np.intp]) -> list[Box]:
    """The boxes around runs of characters."""
    if not len(runs):
        return []
    padded = np.concatenate([boxes, boxes[-1:]])  # the last run may end with the last character
    least = np.minimum.reduceat(padded[:, :2], runs.ravel(), axis=0)[::2]
    most = np.maximum.reduceat(padded[:, 2:], runs.ravel(), axis=0)[::2]
    rows = np.concatenate([least, most], axis=1).tolist()
    return [(left, top, right, bottom) for left, top, right, bottom in rows]


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


def _one_number(before: Word, word: Word) -> bool:
    """Whether two words print one number that odd spacing split: "1 ,234"."""
    if word.angle or before.angle or abs(before.box[3] - word.box[3]) > _ONE_LINE * before.size:
        return False
    if abs(before.size - word.size) > _ONE_SIZE * before.size:
        return False
    gap = word.box[0] - before.box[2]
    if gap < -_OVERLAP * before.size or not (_NUMBER_END.search(before.text) and _NUMBER_GOES_ON.match(word.text)):
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
    if _AMOUNT.search(word.text):
        return False  # labels of a chart's columns stand close to one another, each at its own height
    if word.angle or before.angle or before.raised or not -0.5 <= (word.box[0] - before.box[2]) / before.size <= 0.3:
        return False
    lifted = (before.box[3] - word.box[3]) / before.size
    shrunk = 1 - word.size / before.size
    return 0.1 < lifted < 1 and (shrunk > 0.1 or lifted > 0.2) and word.box[3] > before.box[1]


def _without_doubles(words: list[Word]) -> Iterator[Word]:
    """The words, each once: some programs make bold by printing twice, a hair apart."""
    seen: dict[tuple[str, int], list[Word]] = {}
    for word in words:
        across = int(word.box[0])
        alike = (seen.get((word.text, near), ()) for near in (across, across - 1, across + 1))
        if not any(_covers(other, word) for others in alike for other in others):
            seen.setdefault((word.text, across), []).append(word)
            yield word


def _covers(other: Word, word: Word) -> bool:
    shift = max(abs(other.box[0] - word.box[0]), abs(other.box[1] - word.box[1]))
    return shift <= 0.12 * word.size


def _lost_ligatures(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Marks of a hyphen that begin a word of small letters: no hyphen does, so they are ligatures without a code."""
    lost = codes == np.uint32(_HYPHENS[1])
    blank = np.array([ord(" ")], np.uint32)
    before, after = np.concatenate([blank, codes[:-1]]), np.concatenate([codes[1:], blank])
    begins: NDArray[np.bool_] = lost & np.isin(before, _BLANKS) & (after >= ord("a")) & (after <= ord("z"))
    return begins
