"""Pages that are pictures of text: recognised, and given back as pages with words, as if the document told them.

Digits that the recogniser was unsure of become alternatives of the cells they stand in.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
import pypdfium2

from crossfoot.model.figures import Box
from crossfoot.read.pdf.page.pages import PdfPage, Word
from crossfoot.read.scans.recognition import Picture, PicturedWord, pictured_words
from crossfoot.read.tables.found import FoundCell, FoundTable, number_in
from crossfoot.vocabulary.notation import NotANumber, Printed, readings
from crossfoot.vocabulary.units import PERCENT

DOTS_AN_INCH = 200
"""The resolution at which pages are looked at: digits of 8 points are then some 20 pixels high."""

_POINTS_AN_INCH = 72
_PIXELS_MOST = 30_000_000
_COMMAS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9.,])")
_PARTED = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:[.,][0-9]{3})+(?![0-9.,])")
_SHARE = 10  # thousands that points seem to part, to one that a comma does, for the points to be commas
_LETTERS_HIGH = 0.8  # the font's height in a found line's, which has room above and below


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that may be read otherwise, with its place on the page."""

    text: str
    box: Box
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page, and where its words were recognised by their looks, which of them may be read otherwise."""

    page: PdfPage
    doubts: tuple[Doubt, ...] = ()
    by_looks: bool = False


def scanned(raw: bytes, page: PdfPage) -> ScannedPage:
    """The page of a PDF with the words that its picture shows in place of those its text layer tells."""
    return recognised(_picture(raw, page.number), page)


def recognised(picture: Picture, page: PdfPage) -> ScannedPage:
    """The page with the words that a picture of the whole of it shows."""
    height, width = picture.shape[:2]
    across, down = page.width / width, page.height / height
    found = [(word, _word(word, across, down)) for word in pictured_words(picture)]
    doubts = tuple(Doubt(word.text, word.box, read.alternatives) for read, word in found if read.alternatives)
    return ScannedPage(replace(page, words=tuple(word for _, word in found), undecoded=0.0), doubts, by_looks=True)


def with_doubts(table: FoundTable, read: ScannedPage) -> FoundTable:
    """A table of the page whose cells know what else they may print; one that was not read by its looks as it is.

    Where one in ten of the table's thousands is parted by commas, a point before three digits is a comma that lost its
    tail: poor scans lose most, and no table prints points for commas in some cells.
    """
    if not read.by_looks:
        return table
    commas = sum(_COMMAS.search(cell.text) is not None for cell in table.cells)
    points = sum(_PARTED.search(cell.text) is not None for cell in table.cells) - commas
    return replace(table, cells=tuple(_doubted(cell, read.doubts, _SHARE * commas >= points) for cell in table.cells))


def _picture(raw: bytes, number: int) -> Picture:
    """The page as displayed, in blue, green and red."""
    with closing(pypdfium2.PdfDocument(raw)) as document, closing(document[number - 1]) as page:
        width, height = page.get_size()
        scale = DOTS_AN_INCH / _POINTS_AN_INCH
        scale *= min(1.0, (_PIXELS_MOST / max(width * height * scale * scale, 1.0)) ** 0.5)
        picture: Picture = page.render(scale=scale).to_numpy()
    return picture[:, :, :3].copy() if picture.ndim == 3 else _in_colour(picture)


def _in_colour(picture: Any) -> Picture:
    return np.repeat(picture[:, :, None], 3, axis=2)


def _word(word: PicturedWord, across: float, down: float) -> Word:
    left, top, right, bottom = word.box
    box = left * across, top * down, right * across, bottom * down
    edges = tuple(edge * across for edge in word.edges)
    return Word(word.text, box, (box[3] - box[1]) * _LETTERS_HIGH, edges=edges)


def _doubted(cell: FoundCell, doubts: Sequence[Doubt], parted_by_commas: bool) -> FoundCell:
    """The cell with what else it may print; where marks or letters stand for others, as the number that it must be."""
    if not any(map(str.isdigit, cell.text)):
        return cell
    texts = [way for text in (cell.text, *_otherwise(cell, doubts)) for way in _ways(text, parted_by_commas)]
    if not texts:
        return cell
    others = dict.fromkeys((*texts[1:], *cell.alternatives))
    kept = (text for text in others if _value(text) != _value(texts[0]))
    return replace(cell, text=texts[0], alternatives=tuple(kept))


def _ways(text: str, parted_by_commas: bool) -> Iterator[str]:
    """The ways of reading a text as a number, the likelier first; none where it is none."""
    text = text.strip()
    with_commas = _PARTED.sub(lambda number: number[0].replace(".", ","), text)
    for way in (with_commas, text) if parted_by_commas else (text, with_commas):
        if _value(way) is not None:
            yield way
        else:
            with suppress(NotANumber):
                told = [_told(printed) for printed in readings(way)]
                yield from reversed(told) if parted_by_commas else told


def _told(printed: Printed) -> str:
    """A number as a clean page would print it."""
    digits = f"{abs(printed.value / printed.scale):,f}"
    percent = "%" if printed.unit == PERCENT.code else ""
    if printed.value >= 0 or not printed.notation:
        return digits + percent
    return f"({digits}{percent})" if printed.notation == "()" else f"-{digits}{percent}"


def _otherwise(cell: FoundCell, doubts: Sequence[Doubt]) -> Iterator[str]:
    for doubt in doubts:
        if cell.box is not None and _is_within(doubt.box, cell.box) and doubt.text in cell.text:
            for alternative in doubt.alternatives:
                yield cell.text.replace(doubt.text, alternative, 1)


def _value(text: str) -> tuple[Decimal, str | None] | None:
    """What a text prints and in which unit, None where it is no number."""
    printed = number_in(text)
    return None if printed is None else (printed.value, printed.unit)


def _is_within(inner: Box, outer: Box) -> bool:
    across, down = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= across <= outer[2] and outer[1] <= down <= outer[3]
