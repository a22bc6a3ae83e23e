"""The documents of a report: each page with its picture and tickmarks, its tables and its sentences."""

import re
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import quote

from markupsafe import Markup, escape

from crossfoot.model.book import Book, Document
from crossfoot.model.figures import Box, Figure, Place
from crossfoot.model.layout import Grid, Passage
from crossfoot.model.pictures import Picture
from crossfoot.publish.report.drawn_text import as_drawn
from crossfoot.publish.report.places import page_word
from crossfoot.publish.report.records import ReportRecords
from crossfoot.publish.report.redrawn import redrawn_passage, redrawn_table
from crossfoot.publish.report.standing import Standing
from crossfoot.publish.report.tickmarks import tickmarks

Pictures = Mapping[tuple[str, int], Picture]
"""Pictures of pages by the document's name and the page's number, from 1."""

_SHORT_LINE = re.compile(r"(?=.*[^\W\d]).{4,80}")
"""What a line above a table is when it heads it: words, and few."""

_Part = tuple[int | None, str]
"""A page, or a sheet: what a document is divided into."""

_Placed = TypeVar("_Placed", Grid, Passage, Figure)


class Sections:
    """Makes the views of one book's documents."""

    def __init__(self, book: Book, records: ReportRecords, pictures: Pictures) -> None:
        self._book = book
        self._records = records
        self._pictures = pictures
        self._figures = {figure.id: figure for figure in book.figures}
        self._standings = {figure.id: records.standing(figure) for figure in book.figures}
        self._grids_in = _by_part(book.grids)
        self._passages_in = _by_part(each for each in book.passages if each.figures)
        self._figures_in = _by_part(book.figures)

    def documents(self) -> Iterator[dict[str, Any]]:
        """Every document in its order, with its pages or sheets."""
        for number, document in enumerate(self._book.documents, 1):
            parts = self._parts(document)
            yield {
                "anchor": f"document-{number}",
                "name": document.name,
                "title": document.title or document.name,
                "path": document.path,
                "sha": document.sha256,
                "parts": [
                    self._part(document, part, f"document-{number}-{place}") for place, part in enumerate(parts, 1)
                ],
            }

    def _parts(self, document: Document) -> list[_Part]:
        """The pages in their order, then the sheets in theirs; what has neither stands alone."""
        known = (self._grids_in, self._passages_in, self._figures_in)
        parts = [part for kind in known for name, part in kind if name == document.name]
        parts += [(page, "") for name, page in self._pictures if name == document.name]
        pages = sorted({part for part in parts if part[0] is not None}, key=lambda part: (part[0] or 0, part[1]))
        return pages + list(dict.fromkeys(part for part in parts if part[0] is None))

    def _part(self, document: Document, part: _Part, anchor: str) -> dict[str, Any]:
        page, sheet = part
        at = document.name, part
        grids, passages, figures = self._grids_in[at], self._passages_in[at], self._figures_in[at]
        picture = self._pictures.get((document.name, page)) if page is not None else None
        title = document.pages.get(page, "") if page is not None else ""
        heading = (
            f"{page_word(document).capitalize()} {page}" if page is not None else f"Sheet {sheet}" if sheet else ""
        )
        counts = Counter(self._standings[figure.id] for figure in figures)
        return {
            "anchor": anchor,
            "heading": ": ".join(filter(None, (heading, title))),
            "name": ": ".join(filter(None, (heading, title)))
            or ("Tables and text" if grids or passages else "Figures"),
            "counts": [{"look": str(look), "number": counts[look]} for look in Standing if counts[look]],
            "picture": self._picture(picture, figures, [*grids, *passages]) if picture else None,
            "blocks": [self._block(each) for each in _as_printed([*grids, *passages])],
            "others": [
                {"link": self.link(figure.id, figure.text), "name": self._records.name(figure)}
                for figure in _elsewhere(figures, grids, passages)
            ],
        }

    def _picture(self, picture: Picture, figures: Iterable[Figure], around: Sequence[Grid | Passage]) -> dict[str, Any]:
        left, top, right, bottom = picture.box
        placed = as_drawn(_within(figures, around), picture.lines) if picture.lines else figures
        marks = tickmarks(placed, picture.box)
        return {
            "source": f"data:{picture.media_type};base64,{b64encode(picture.content).decode()}",
            "view": f"{left:g} {top:g} {right - left:g} {bottom - top:g}",
            "width": round(right - left),
            "height": round(bottom - top),
            "marks": [
                {
                    "address": figure_address(mark.figure.id),
                    "figure": mark.figure.id,
                    "standing": self._standings[mark.figure.id],
                    "text": mark.figure.text,
                    "area": _measures(mark.area),
                    "glyph": _measures(mark.glyph),
                }
                for mark in marks
            ],
        }

    def _block(self, each: Grid | Passage) -> dict[str, Any]:
        if isinstance(each, Grid):
            title = each.caption or f"{str(each.kind).capitalize()} {self._records.places.table_number(each)}"
            context = [line for line in each.context if line != each.caption and _SHORT_LINE.fullmatch(line)][:2]
            return {"kind": "table", "title": title, "context": context} | redrawn_table(each, self.link)
        spans = {
            name: span
            for name in each.figures
            if name in self._figures and (span := self._figures[name].place.span) is not None
        }
        return {"kind": "text", "text": redrawn_passage(each, spans, self.link)}

    def link(self, figure: str, text: str) -> Markup:
        """A figure where it stands in a table or sentence, marked by how it ties; plain text where there is none."""
        standing = self._standings.get(figure)
        if standing is None:
            return escape(text)
        shown, address, name = escape(text), escape(figure_address(figure)), escape(figure)
        named = f'href="{address}" data-figure="{name}" aria-label="{shown}: {standing}"'
        return Markup(f'<a class="fig {standing}" {named}>{shown}</a>')  # noqa: S704 - all of it escaped above


def _within(figures: Iterable[Figure], around: Sequence[Grid | Passage]) -> list[Figure]:
    """The figures, those without a box of their own in that of their table or sentence."""
    holding: dict[str, Box] = {}
    for each in around:
        names = [cell.figure for cell in each.cells] if isinstance(each, Grid) else each.figures
        if each.place.box is not None:
            holding |= dict.fromkeys(names, each.place.box)
    return [
        replace(figure, place=replace(figure.place, box=holding[figure.id]))
        if figure.place.box is None and figure.id in holding
        else figure
        for figure in figures
    ]


def figure_address(figure: str) -> str:
    """Where the panel of a figure opens."""
    return "#figure=" + quote(figure, safe="")


def _by_part(every: Iterable[_Placed]) -> defaultdict[tuple[str, _Part], list[_Placed]]:
    """What stands in each part of each document, in its order."""
    found: defaultdict[tuple[str, _Part], list[_Placed]] = defaultdict(list)
    for each in every:
        found[each.place.document, (each.place.page, each.place.sheet or "")].append(each)
    return found


def _as_printed(blocks: list[Grid | Passage]) -> list[Grid | Passage]:
    """Tables and sentences down the page where their places are known; else tables first, each kind in its order."""
    known = all(block.place.box or block.place.line is not None for block in blocks)
    return sorted(blocks, key=lambda block: _height(block.place)) if known else blocks


def _height(place: Place) -> tuple[float, float]:
    return (place.box[1], place.box[0]) if place.box else (place.line or 0, 0)


def _elsewhere(figures: list[Figure], grids: list[Grid], passages: list[Passage]) -> list[Figure]:
    """The figures that neither a table nor a sentence of the page holds: labels of charts, mostly."""
    shown = {cell.figure for grid in grids for cell in grid.cells}
    for passage in passages:
        shown |= set(passage.figures)
    return [figure for figure in figures if figure.id not in shown]


def _measures(box: Box) -> dict[str, str]:
    left, top, right, bottom = box
    return {"x": f"{left:.1f}", "y": f"{top:.1f}", "width": f"{right - left:.1f}", "height": f"{bottom - top:.1f}"}
