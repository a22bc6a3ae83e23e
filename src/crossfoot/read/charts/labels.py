"""What is printed on a chart: stretches of words on one line, with the numbers that they print."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from crossfoot.model.figures import Box
from crossfoot.read.pdf.page.pages import BLACK, Colour, PdfPage, Word
from crossfoot.read.pdf.text.pieces import Kind, box_around, joined_text, kind_of, lines_of
from crossfoot.read.tables.found import number_in
from crossfoot.vocabulary.notation import Printed

_SCALE_MARK = re.compile(r"(?<=[0-9])\s?(?P<mark>[MKT])(?=[)）]?$)")
_NEITHER = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, eq=False)
class Label:
    """A stretch of words on one line: where it stands as seen, and the number it prints, if it prints one.

    `box` is in the coordinates of the view, `on_page` on the page. `amount` is the size of the number without its sign
    and `step` what its last digit counts, for comparing with heights only.
    """

    text: str
    box: Box
    on_page: Box
    words: tuple[Word, ...]
    size: float
    bold: bool
    colour: Colour
    kind: Kind
    printed: Printed | None = None

    @property
    def across(self) -> float:
        """Its middle from the left."""
        return (self.box[0] + self.box[2]) / 2

    @property
    def down(self) -> float:
        """Its middle from the top."""
        return (self.box[1] + self.box[3]) / 2

    @property
    def is_value(self) -> bool:
        """Whether it prints an amount, a share or a growth: any number but a year."""
        return self.printed is not None and self.kind is not Kind.YEAR and not self.printed.nil

    @cached_property
    def amount(self) -> float:
        """The size of what it prints, without its sign."""
        return abs(float(self.printed.value)) if self.printed else 0.0

    @cached_property
    def signed(self) -> float:
        """What it prints."""
        return float(self.printed.value) if self.printed else 0.0

    @cached_property
    def step(self) -> float:
        """What its last digit counts."""
        return float(self.printed.place) if self.printed else 0.0


def labels_of(page: PdfPage) -> Iterable[Label]:
    """Pieces of lines; numbers that nearly touch, and a number in another colour, are labels of their own."""
    for line in lines_of(page.words):
        for piece in line.pieces:
            parts = _parts(piece.words) if piece.kind is Kind.WORDS else [piece.words]
            if len(parts) == 1:
                yield label_of(piece.words, piece.text, piece.kind)
            else:
                for words in parts:
                    text = joined_text(words)
                    yield label_of(words, text, kind_of(text))


def _parts(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """The words of a piece, parted where labels of a chart meet."""
    numbers = [kind_of(word.text) is Kind.NUMBER for word in words]
    if all(numbers):
        return [(word,) for word in words]
    parts = [[words[0]]]
    for (before, was), (word, is_number) in pairwise(zip(words, numbers, strict=True)):
        if was != is_number and before.colour != word.colour and word.box[0] - before.box[2] > 0:
            parts.append([])
        parts[-1].append(word)
    return [tuple(part) for part in parts]


def label_of(words: Sequence[Word], text: str = "", kind: Kind = Kind.WORDS) -> Label:
    """The label of words that stand together, in the order of reading."""
    box = box_around(word.box for word in words)
    text = text or joined_text(words)
    largest = max(words, key=lambda word: len(word.text))
    bold = 2 * sum(word.bold for word in words) > len(words)
    printed = printed_number(text)
    colour = largest.colour or BLACK
    return Label(text, box, box, tuple(words), largest.size, bold, colour, kind, printed)


def printed_number(text: str) -> Printed | None:
    """The number that a data label prints, `$247M` among them, or None."""
    if len(text) > 24 or _NEITHER.search(text):
        return None
    if (plain := number_in(text)) is not None:
        return plain
    words = {"M": " million", "K": " thousand", "T": " trillion"}
    written = _SCALE_MARK.sub(lambda found: words[found["mark"]], text)
    scaled = number_in(written) if written != text else None
    return replace(scaled, text=text) if scaled is not None else None


def joined(labels: Iterable[Label]) -> Label:
    """Labels that are lines of one text as one, in the order given."""
    parts = list(labels)
    if len(parts) == 1:
        return parts[0]
    text = ""
    for part in parts:
        glue = "" if not text or text.endswith("-") or _is_japanese(text[-1] + part.text[0]) else " "
        text += glue + part.text
    words = tuple(word for part in parts for word in part.words)
    seen, on_page = box_around(part.box for part in parts), box_around(part.on_page for part in parts)
    return replace(parts[0], text=text, words=words, box=seen, on_page=on_page, printed=None, kind=Kind.WORDS)


def _is_japanese(letters: str) -> bool:
    return all(ord(letter) >= 0x3005 for letter in letters)
