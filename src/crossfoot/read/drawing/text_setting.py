"""Text set into boxes: words broken into lines, made small enough to fit, with the place of every character.

Widths are those of a common sans serif as far as a slide needs them; whoever draws the lines makes each as wide as it
was set here, whatever typeface is at hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from unicodedata import east_asian_width

from crossfoot.model.figures import Box
from crossfoot.model.pictures import DrawnLine

SMALLEST = 4.0
"""Points below which no text is set."""

_NARROW, _WIDE = "ijl.,:;'|!()[]ft/ -", "MWmw@%"
_WIDTHS = {"narrow": 0.3, "wide": 0.86, "capital": 0.68, "digit": 0.556, "full": 1.0, "other": 0.54}
_LEADING = 1.2
_SHRINK = 0.93
_FULL_WIDTH = ("W", "F")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of one look: size in points, colour as `#rrggbb`, `align` one of `start`, `middle` and `end`."""

    text: str
    size: float
    bold: bool = False
    colour: str = "#222222"
    align: str = "start"
    bullet: str = ""
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line ready to be drawn: what it shows, how large, where its letters stand, and how it looks."""

    drawn: DrawnLine
    size: float
    baseline: float
    look: Paragraph


def set_text(paragraphs: Sequence[Paragraph], box: Box, anchor: str = "top") -> list[SetLine]:
    """The lines of some paragraphs within a box; `anchor` is `top`, `middle` or `bottom`."""
    shown = [each for each in paragraphs if each.text.strip()]
    width, height = box[2] - box[0], box[3] - box[1]
    if not shown or width <= 0:
        return []
    while _height(shown, width) > height and max(each.size for each in shown) > SMALLEST:
        shown = [replace(each, size=max(SMALLEST, each.size * _SHRINK)) for each in shown]
    spare = max(height - _height(shown, width), 0)
    at = box[1] + {"top": 0.0, "middle": spare / 2, "bottom": spare}[anchor]
    lines = []
    for each in shown:
        for number, text in enumerate(_broken(each, width)):
            lines.append(_line(each, text, (box[0], at, box[2]), first=number == 0))
            at += each.size * _LEADING
    return lines


def _height(paragraphs: Sequence[Paragraph], width: float) -> float:
    return sum(len(list(_broken(each, width))) * each.size * _LEADING for each in paragraphs)


def _line(look: Paragraph, text: str, place: tuple[float, float, float], *, first: bool) -> SetLine:
    left, top, right = place
    ends = tuple(accumulate(_width(letter, look) for letter in text))
    start = left + look.indent
    if look.align != "start":
        room = right - start - ends[-1]
        start += room if look.align == "end" else room / 2
    box = (start, top, start + ends[-1], top + look.size * _LEADING)
    drawn = DrawnLine(text, box, tuple(start + end for end in ends))
    return SetLine(drawn, look.size, top + look.size * 0.95, look if first else replace(look, bullet=""))


def _broken(look: Paragraph, width: float) -> Iterator[str]:
    """The text in lines no wider than the box; a word that is too long for one stands by itself."""
    room = max(width - look.indent, look.size)
    line, wide = "", 0.0
    for word in _words(look.text):
        size = sum(_width(letter, look) for letter in word)
        if line and wide + size - (_width(" ", look) if word.endswith(" ") else 0) > room:
            yield line.rstrip()
            line, wide = "", 0.0
        line, wide = line + word, wide + size
    if line.strip():
        yield line.rstrip()


def _words(text: str) -> Iterator[str]:
    """Pieces between which a line may end: words with the blank behind them, and single letters of full width."""
    word = ""
    for letter in text:
        if east_asian_width(letter) in _FULL_WIDTH and not letter.isdigit():
            yield from filter(None, (word, letter))
            word = ""
            continue
        word += letter
        if letter == " ":
            yield word
            word = ""
    if word:
        yield word


def _width(letter: str, look: Paragraph) -> float:
    if east_asian_width(letter) in _FULL_WIDTH:
        kind = "full"
    elif letter.isdigit():
        kind = "digit"
    elif letter in _NARROW:
        kind = "narrow"
    elif letter in _WIDE:
        kind = "wide"
    else:
        kind = "capital" if letter.isupper() else "other"
    return _WIDTHS[kind] * look.size * (1.06 if look.bold else 1.0)
