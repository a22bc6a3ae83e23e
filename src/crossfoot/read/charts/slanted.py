"""Texts that are set slanted or upright, as the names of narrow categories often are."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from crossfoot.read.charts.labels import Label, label_of
from crossfoot.read.pdf.page.pages import Word
from crossfoot.read.pdf.text.pieces import kind_of

_TURN = 4  # degrees by which the words of one text may differ
_OFF_LINE = 0.4  # times the size of its letters, by which a word may stand off its text's line
_GAP_MOST = 1.2  # likewise, between words of one text
_BLANK = 0.17  # likewise, from which a gap is a blank
_TO_SIZE = 0.6  # the share of a slanted letter's width and height together that is the size of its font
_REACH = 4.0  # times the size of its letters, from the axis to a text
_FAR = 14.0  # likewise, where every category has one: bars may hang from the axis
_LIGATURE = 1.0  # likewise, by which a word may reach back over the one before
_SPREAD = 0.3  # of the distance between categories, by which texts may stand unlike under them


@dataclass(frozen=True, slots=True)
class Slanted:
    """A text that does not run level; `angle` is its direction of reading, in degrees against the clock."""

    label: Label
    angle: int

    @property
    def upper(self) -> float:
        """Where its upper end is, from the left of the page."""
        left, _, right, _ = self.label.on_page
        if self.angle % 90 == 0:
            return (left + right) / 2
        half = self.label.size / 2
        return right - half if self.angle < 90 or 180 < self.angle < 270 else left + half


def slanted_texts(words: Iterable[Word]) -> list[Slanted]:
    """The texts of a page whose words are neither level nor upside down, in the order drawn."""
    groups: list[list[Word]] = []
    for word in words:
        if word.angle in (0, 180):
            continue
        if groups and _goes_on(groups[-1][-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_text(group) for group in groups]


def _goes_on(before: Word, word: Word) -> bool:
    if abs(before.angle - word.angle) > _TURN:
        return False
    size = max(_size(before), _size(word))
    along, off = _step(before, word)
    gap = along - (_length(before) + _length(word)) / 2
    return abs(off) <= _OFF_LINE * size and -_LIGATURE * size < gap <= _GAP_MOST * size


def _step(before: Word, word: Word) -> tuple[float, float]:
    """From the middle of one word to that of the next: along the direction of reading, and across it."""
    turn = math.radians(before.angle)
    right, down = (_middle(word, at) - _middle(before, at) for at in (0, 1))
    return right * math.cos(turn) - down * math.sin(turn), right * math.sin(turn) + down * math.cos(turn)


def _middle(word: Word, at: int) -> float:
    return (word.box[at] + word.box[at + 2]) / 2


def _both(word: Word) -> float:
    """Length and height of a word together: what its box tells of a slanted one."""
    turn = math.radians(word.angle)
    wide, high = word.box[2] - word.box[0], word.box[3] - word.box[1]
    return (wide + high) / (abs(math.cos(turn)) + abs(math.sin(turn)))


def _size(word: Word) -> float:
    return word.size if word.angle % 90 == 0 else _TO_SIZE * _both(word) / max(len(word.text) / 2, 1)


def _length(word: Word, size: float | None = None) -> float:
    """How long a word is along its direction of reading, about; `size` is that of all letters of its text, if known."""
    if word.angle % 90 == 0:
        return word.box[3] - word.box[1]
    return _both(word) - 1.2 * (size or _size(word))


def _text(words: Sequence[Word]) -> Slanted:
    size = median(map(_size, words))
    gaps = [_step(a, b)[0] - (_length(a, size) + _length(b, size)) / 2 for a, b in pairwise(words)]
    usual = median(gaps) if gaps and words[0].angle % 90 else 0.0
    text = words[0].text
    for gap, word in zip(gaps, words[1:], strict=True):
        text += (" " if gap - usual > _BLANK * size else "") + word.text
    label = label_of(words, text, kind_of(text))
    return Slanted(replace(label, size=size), words[0].angle)


def slanted_heads(texts: Sequence[Slanted], centres: Sequence[float], pitch: float, floor: float) -> list[Label | None]:
    """The slanted text of each category: all begin, end or have their middle in one place under them.

    `floor` is where the axis is drawn, from the top.
    """
    found = _heads_within(_REACH, texts, (centres, pitch), floor)
    if not found:
        far = _heads_within(_FAR, texts, (centres, pitch), floor)
        found = far if None not in far else []
    return found


def _heads_within(
    reach: float, texts: Sequence[Slanted], along: tuple[Sequence[float], float], floor: float
) -> list[Label | None]:
    centres, pitch = along
    near = [text for text in texts if -0.6 <= (text.label.box[1] - floor) / text.label.size <= reach]
    near = [text for text in near if centres[0] - pitch <= text.label.across <= centres[-1] + pitch]
    best: tuple[float, list[Label | None]] = (_SPREAD * pitch, [])
    for places in ([text.upper for text in near], [text.label.across for text in near]):
        spread, found = _placed(near, places, centres)
        if spread < best[0] and max(map(abs, _offsets(places, centres)), default=pitch) <= 0.6 * pitch:
            best = spread, found
    return best[1]


def _offsets(places: Sequence[float], centres: Sequence[float]) -> list[float]:
    return [place - min(centres, key=lambda centre: abs(place - centre)) for place in places]


def _placed(
    texts: Sequence[Slanted], places: Sequence[float], centres: Sequence[float]
) -> tuple[float, list[Label | None]]:
    """How unlike the texts stand under their categories, and the text of each; no one has two."""
    found: list[Label | None] = [None] * len(centres)
    for text, place in zip(texts, places, strict=True):
        at = min(range(len(centres)), key=lambda which: abs(centres[which] - place))
        if found[at] is not None:
            return math.inf, found
        found[at] = text.label
    offsets = _offsets(places, centres)
    return (max(offsets) - min(offsets) if offsets else math.inf), found
