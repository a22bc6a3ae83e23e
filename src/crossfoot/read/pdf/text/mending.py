"""Words that a text layer tells badly, mended by geometry: odd boxes, ligatures without a code, blanks too narrow.

Programs that draw "fi" or "ff" as one glyph do not always say which letters it stands for. Its width does, beside those
of the letters on the same page. "fl" is as wide as "fi", and stands before vowels where "fi" does not.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from crossfoot.read.pdf.page import asking
from crossfoot.read.pdf.page.pages import Word
from crossfoot.read.pdf.page.sheet import Matrix, placed

_LIGATURES = {"ff": 0xFB00, "fi": 0xFB01, "fl": 0xFB02, "ffi": 0xFB03, "ffl": 0xFB04}
_USUAL_F = 0.3  # of a font's height that an "f" takes, where the page has none
_USUAL_I = 0.8  # of an "f" that an "i" takes, likewise
_SAMPLES_MOST = 40  # letters of a font that are measured
_NEVER_BEHIND_FF = re.compile(r"[bcdgkmntvxz]")
_BEFORE_L = re.compile(r"[aouyi]|e[cexw]")  # what follows "fl" in words, and hardly ever "fi"
_ONE_FONT = 0.01  # of a font's height by which those of one font differ
# As shares of a character's height:
_NARROW_BLANK = 0.115  # between letters of two words; letters of one word are set off by less
_EVEN = 0.04  # between the letters on either side of such a blank
_SET_APART = 1.2  # between letters of a word at most
_LETTERS_LEAST = 4  # that are set apart alike
_ALIKE_GAPS = 1.4  # times as wide as another
_BLANK = 1.8  # times as wide as between letters of a word

_SQUARE = 0.6  # as wide as tall at least: fonts are taller than their squares
_SET_OFF = 0.05  # between squares next to each other at most
_TALLER = 0.2  # that digits of another font on the line stand out of them at most
_BESIDE = 12  # characters on either side among which one tells how wide squares are

_SQUARES, _SYLLABLES = (0x4E00, 0x9FFF), (0x3041, 0x30FF)

_TOUCHING = 0.25  # between characters of one word at most, with boxes of any height
_NO_DOT = 0.5  # of the tallest character of a line, from which one is no point of those that lead to a number
_AT_LIGATURE = 0.12  # from the letter before one to it
_INK = 0.85  # of a font's height, that letters are high where only their ink is told
_IN_LIGATURES = np.array([ord(letter) for letter in "fijlt"])
_RETURN, _NEW_LINE = 13, 10
_ODD = 0.1  # by which characters of one font and line differ in their boxes, where these are their outlines

Floats = NDArray[np.float64]
Codes = NDArray[np.uint32]


def evened(text: int, boxes: Floats, matrix: Matrix) -> Floats:
    """The boxes of a page's characters, those of one word as tall as most of it where only their outlines are told.

    Glyphs that are drawings of their own (fonts of type 3) have no font's height: the minus before a number does not
    look like a part of it. `matrix` goes from the page's coordinates to the page as displayed.
    """
    tall = boxes[:, 3] - boxes[:, 1]
    most = np.maximum(np.maximum(tall[1:], tall[:-1]), 0.1)
    near = np.abs(boxes[1:, 0] - boxes[:-1, 2]) <= _TOUCHING * most
    near &= np.minimum(boxes[1:, 3], boxes[:-1, 3]) > np.maximum(boxes[1:, 1], boxes[:-1, 1])
    differs = (np.abs(np.diff(tall)) > _ODD * most) | (np.abs(np.diff(boxes[:, 3])) > _ODD * most)
    odd = np.flatnonzero(near & differs).tolist()
    alike = [at for at in odd if _is_one_line(text, at, matrix)]
    if not alike:
        return boxes
    joined = near & ~differs
    joined[alike] = True
    mended = boxes.copy()
    starts = np.flatnonzero(~np.concatenate([[False], joined]))
    for start, end in pairwise([*starts.tolist(), len(boxes)]):
        if end - start > 1 and differs[start : end - 1].any():
            mended[start:end, [1, 3]] = _usual_height(boxes[start:end, [1, 3]])
    return mended


def _usual_height(sides: Floats) -> Floats:
    """The top and foot of each character, those of most of them where its own are others."""
    rounded = [(round(top, 1), round(foot, 1)) for top, foot in sides.tolist()]
    tallest = max(foot - top for top, foot in rounded)
    counts = Counter(each for each in rounded if each[1] - each[0] >= _NO_DOT * tallest)
    usual = sides[rounded.index(max(counts, key=lambda each: (counts[each], each[1] - each[0])))]
    same = np.abs(sides - usual).max(axis=1) <= _ODD * (usual[1] - usual[0])
    return np.where(same[:, None], sides, usual)


def _is_one_line(text: int, at: int, matrix: Matrix) -> bool:
    """Whether a character and the next are of one size and stand on one line."""
    size = asking.font_size_of(text, at)
    if abs(asking.font_size_of(text, at + 1) - size) > _ONE_FONT * size:
        return False
    (x, here), (u, there) = (placed(asking.origin_of(text, each), matrix) for each in (at, at + 1))
    return abs(here - there) <= _ONE_FONT * abs(u - x)


def unbroken(codes: Codes, boxes: Floats) -> tuple[NDArray[np.intp], Floats]:
    """The places of a page's characters without line breaks that no line has, and the boxes of those that are kept.

    Where one glyph stands for several letters, their boxes are as tall as its ink, and pdfium takes them for a line of
    their own: `Paci`, `fi`, `c`. They get the height of the letter beside them.
    """
    breaks = np.flatnonzero((codes[1:-2] == _RETURN) & (codes[2:-1] == _NEW_LINE)) + 1
    before, behind = breaks - 1, breaks + 2
    tall = boxes[:, 3] - boxes[:, 1]
    most = np.maximum(tall[before], tall[behind])
    least = np.minimum(tall[before], tall[behind])
    touching = np.abs(boxes[behind, 0] - boxes[before, 2]) <= _AT_LIGATURE * most
    inside = (
        np.minimum(boxes[before, 3], boxes[behind, 3]) - np.maximum(boxes[before, 1], boxes[behind, 1]) >= 0.9 * least
    )
    is_ink = np.isin(np.where(tall[before] < tall[behind], codes[before], codes[behind]), _IN_LIGATURES)
    lost = touching & inside & is_ink & (least < _INK * most) & (least > 0)
    kept = np.ones(len(codes), np.bool_)
    kept[breaks[lost]] = kept[breaks[lost] + 1] = False
    places = np.flatnonzero(kept)
    mended = boxes.copy() if lost.any() else boxes
    for one, other in zip(before[lost].tolist(), behind[lost].tolist(), strict=True):
        step, ink, whole = (1, other, one) if tall[one] >= tall[other] else (-1, one, other)
        while 0 <= ink < len(codes) and codes[ink] in _IN_LIGATURES and tall[ink] < _INK * tall[whole]:
            mended[ink, [1, 3]] = boxes[whole, [1, 3]]
            ink += step
    return places, mended[places]


def told_ligatures(text: int, codes: Codes, boxes: Floats, places: Iterable[int]) -> dict[int, int]:
    """The code points of ligatures among the places where a page's text, a handle of pdfium, tells no character."""
    found: dict[int, int] = {}
    lost = [at for at in places if _is_in_word(codes, at)]
    for at in lost:
        if asking.is_hyphen(text, at):
            continue  # at the end of a line
        f, i = _widths(codes, boxes, at)
        behind = "".join(map(chr, codes[at + 1 : at + 3].tolist()))
        ways = [("fi", f + i), ("ffi", 2 * f + i), *([] if _NEVER_BEHIND_FF.match(behind) else [("ff", 2 * f)])]
        wide = _advance(boxes, at)
        _, told = min((abs(width - wide), way) for way, width in ways)
        if behind == "on":
            continue  # neither is ever found before it
        if told != "ff" and _BEFORE_L.match(behind):
            told = told[:-1] + "l"
        found[at] = _LIGATURES[told]
    return found


def _is_in_word(codes: Codes, at: int) -> bool:
    """Whether a place is in a word of small letters: before one, or at the end of several."""
    if at + 1 < len(codes) and _is_small(codes[at + 1]):
        return True
    return at > 1 and _is_small(codes[at - 1]) and _is_small(codes[at - 2])


def _is_small(code: np.uint32) -> bool:
    return ord("a") <= int(code) <= ord("z")


def _widths(codes: Codes, boxes: Floats, at: int) -> tuple[float, float]:
    """How wide "f" and "i" are printed in the size of a place."""
    high = boxes[at, 3] - boxes[at, 1]
    alike = np.abs(boxes[:, 3] - boxes[:, 1] - high) <= _ONE_FONT * high

    def usual(letter: str) -> float:
        places = np.flatnonzero(alike & (codes == ord(letter)))
        nearest = places[np.argsort(np.abs(places - at), kind="stable")[:_SAMPLES_MOST]].tolist()
        return median(_advance(boxes, place) for place in nearest) if nearest else 0.0

    f, i = usual("f"), usual("i")
    f = f or i / _USUAL_I or _USUAL_F * high
    return f, i or _USUAL_I * f


def _advance(boxes: Floats, at: int) -> float:
    """From where a character begins to where the next one does, if that stands right behind it; else its width."""
    left, top, right, bottom = boxes[at].tolist()
    if at + 1 < len(boxes):
        behind, _, end, foot = boxes[at + 1].tolist()
        if end > behind > left and foot == bottom and abs(behind - right) < 0.1 * (bottom - top):
            return float(behind - left)
    return float(right - left)


def narrow_blanks(codes: Codes, boxes: Floats) -> NDArray[np.bool_]:
    """After which characters but the last a word ends, as only a gap tells that is wide beside those around it."""
    tall = np.maximum(boxes[1:, 3] - boxes[1:, 1], 0.1)
    gaps = (boxes[1:, 0] - boxes[:-1, 2]) / tall
    small = codes | 0x20
    letters = (small >= ord("a")) & (small <= ord("z"))
    within = letters[1:] & letters[:-1]
    even = within & (np.abs(gaps) <= _EVEN)
    found = np.zeros(len(gaps), np.bool_)
    found[1:-1] = even[:-2] & even[2:] & within[1:-1] & (gaps[1:-1] >= _NARROW_BLANK)
    return found


def squared(text: int, codes: Codes, boxes: Floats, matrix: Matrix) -> Floats:
    """The boxes of a page's characters, those of Chinese and Japanese ones that are outlines widened to their squares.

    Such characters stand in squares of one width. A font may tell those of most and the bare outlines of some: after a
    narrow one such as 月 a gap seems to end a word. `matrix` goes from the page's coordinates to the page as displayed.
    """
    square = ((codes >= _SQUARES[0]) & (codes <= _SQUARES[1])) | ((codes >= _SYLLABLES[0]) & (codes <= _SYLLABLES[1]))
    if not square.any():
        return boxes
    wide, tall = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    gaps = np.abs(boxes[1:, 0] - boxes[:-1, 2]) > _SET_OFF * tall[1:]
    loose = square & ~(np.concatenate([[True], gaps]) & np.concatenate([gaps, [True]]))
    loose &= wide > _SQUARE * tall
    mended = boxes
    for at in np.flatnonzero(square & ~loose).tolist():
        beside = [near for near in range(max(at - _BESIDE, 0), min(at + _BESIDE + 1, len(codes))) if loose[near]]
        near = min(beside, key=lambda each: abs(each - at), default=None)
        if near is None or wide[at] >= wide[near] or not _is_level(boxes[at], boxes[near]):
            continue
        left, _ = placed(asking.origin_of(text, at), matrix)
        if 0 <= boxes[at, 0] - left < wide[near] - wide[at] + _SET_OFF * tall[near]:
            mended = boxes.copy() if mended is boxes else mended
            mended[at] = left, boxes[near, 1], left + wide[near], boxes[near, 3]
    return mended


def _is_level(outline: Floats, square: Floats) -> bool:
    """Whether a box stands within the height of another, give or take a little."""
    spare = _TALLER * (square[3] - square[1])
    return bool(square[1] - spare <= outline[1] and outline[3] <= square[3] + spare)


def closed_up(words: Sequence[Word]) -> Sequence[Word]:
    """The words, with letters that are set apart brought together: `T O T A L` is one word."""
    single = [at for at, word in enumerate(words) if len(word.text) == 1 and word.text.isalpha() and word.text < "{"]
    runs: list[list[int]] = []
    for at in single:
        if runs and runs[-1][-1] == at - 1 and _is_next(words[at - 1], words[at]):
            runs[-1].append(at)
        else:
            runs.append([at])
    made = list(words)
    for run in reversed(runs):
        if len(run) >= _LETTERS_LEAST:
            made[run[0] : run[-1] + 1] = _together(words[run[0] : run[-1] + 1])
    return made


def _is_next(before: Word, word: Word) -> bool:
    level = word.angle == before.angle == 0 and abs(word.box[3] - before.box[3]) <= _EVEN * before.size
    return level and 0 < word.box[0] - before.box[2] <= 3 * _SET_APART * before.size


def _together(run: Sequence[Word]) -> Iterator[Word]:
    """Letters that are set apart alike as words; others as they are."""
    gaps = [word.box[0] - before.box[2] for before, word in pairwise(run)]
    least = min(gaps, default=0.0)
    inner = [gap for gap in gaps if gap < _BLANK * least]
    if len(inner) < _LETTERS_LEAST - 1 or least > _SET_APART * run[0].size or max(inner) > _ALIKE_GAPS * least:
        yield from run
        return
    group = [run[0]]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap >= _BLANK * least:
            yield _one(group)
            group = []
        group.append(word)
    yield _one(group)


def _one(group: Sequence[Word]) -> Word:
    first, last = group[0], group[-1]
    box = (first.box[0], first.box[1], last.box[2], last.box[3])
    return replace(first, text="".join(word.text for word in group), box=box)
