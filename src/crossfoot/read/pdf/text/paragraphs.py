"""Lines of running text to paragraphs, with the places of their characters, so that a sentence over two lines is one.

Characters of words without digits have the place of their word: only numbers are ever pointed at.
"""

import re
from collections.abc import Iterator, Sequence

from crossfoot.model.figures import Box
from crossfoot.read.pdf.text.pieces import Line, are_apart
from crossfoot.read.tables.found import FoundPassage

_PITCH = 1.5  # times the height of its letters: how far lines of a paragraph stand apart at most
_LOOSE_PITCH = 2.4  # likewise, in text set loosely, where the line above breaks off in its sentence
_INDENT = 45.0  # points that a first line may be set in or out
_SAME_EDGE = 4.0
_SENTENCE = 60  # characters: a shorter line may be a heading
_FULL = 0.82  # of the widest line, that a line must reach for another to go on from it
_HALF = 0.4  # likewise, where the words tell that they go on
_GOES_ON = re.compile(r"[a-z(]")
_DIGIT = re.compile(r"[0-9０-９]")
_LIST_MARK = re.compile(r"(?:[(（][0-9a-z]{1,3}[)）]|[•◦▪■●○–—*†※]|[0-9]{1,2}[.)])\s*\S")


def paragraphs(lines: Sequence[Line], page: int) -> Iterator[FoundPassage]:
    """The passages of a region's lines of text, from the top."""
    widest = max((line.right for line in lines), default=0.0)
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group, line, widest):
            yield _passage(group, page)
            group = []
        group.append(line)
    if group:
        yield _passage(group, page)


def _goes_on(group: Sequence[Line], line: Line, widest: float) -> bool:
    above = group[-1]
    size = max(above.size, line.size)
    broken_off = len(above.text) > _SENTENCE and above.text[-1] not in ".:;。"
    pitch = _LOOSE_PITCH if broken_off else _PITCH
    if line.base - above.base > pitch * size or abs(above.size - line.size) > 0.12 * size:
        return False
    if len(above.pieces) > 2 or len(line.pieces) > 2 or _LIST_MARK.match(line.text):
        return False
    if above.pieces[0].bold != line.pieces[0].bold:
        return False
    shift = line.left - above.left
    aligned = abs(shift) <= _SAME_EDGE or (len(group) == 1 and abs(shift) <= _INDENT)
    least = _HALF if _GOES_ON.match(line.text) and above.text[-1] not in ".:;" else _FULL
    full = above.right - above.left >= least * (widest - above.left)
    return aligned and full


def _passage(group: Sequence[Line], page: int) -> FoundPassage:
    text = ""
    boxes: list[Box | None] = []
    for line in group:
        words = [word for piece in line.pieces for word in piece.words]
        for at, word in enumerate(words):
            blank = bool(text) and (are_apart(words[at - 1], word) if at else _breaks(text, word.text))
            if not at and text.endswith("-") and word.text[0].islower():
                blank = False
            text += (" " if blank else "") + word.text
            inner = word.character_boxes if _DIGIT.search(word.text) else (word.box,) * len(word.text)
            boxes += [*((None,) if blank else ()), *inner]
    lefts, tops, rights, bottoms = zip(*(line.box for line in group), strict=True)
    box = (min(lefts), min(tops), max(rights), max(bottoms))
    return FoundPassage(text, page=page, box=box, boxes=tuple(boxes) if _DIGIT.search(text) else ())


def _breaks(text: str, following: str) -> bool:
    """Whether a blank stands between two lines: not within Japanese."""
    return not (ord(text[-1]) >= 0x3000 and ord(following[0]) >= 0x3000)
