"""One page taken apart: tables, charts and paragraphs, and what of them goes on from the page before or on the next.

A page is read without knowing the pages before it but for the lines that run at their heads and feet, so that several
can be read at once; what then goes on from another page is put together in their order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from crossfoot.model.figures import Box
from crossfoot.read.charts.charts import charts
from crossfoot.read.pdf.page.pages import PdfPage
from crossfoot.read.pdf.page.rulings import level_rules
from crossfoot.read.pdf.tables.assembling import Assembled, assembled
from crossfoot.read.pdf.tables.frames import framed_apart
from crossfoot.read.pdf.tables.regions import Region, regions
from crossfoot.read.pdf.tables.runs import Run, numbers_of, parted
from crossfoot.read.pdf.text.paragraphs import paragraphs
from crossfoot.read.pdf.text.pieces import Line, lines_of
from crossfoot.read.pdf.text.turning import Turned, turned
from crossfoot.read.tables.found import FoundCell, FoundPassage, FoundTable, told_before

_UNIT = re.compile(r"\b(?:thousand|million|billion)s?\b|単位|[百千]万?円|億円|\$ ?0{3}|\b[$€£]m\b", re.IGNORECASE)
_LONGEST_UNIT = 160
_MARGIN = 3  # lines at the head and at the foot of a page that may run through the document
_APART = 1.7  # times the height of its letters: from a running head of several texts to what is next to it
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")

Part = FoundTable | FoundPassage
"""What a page is taken apart into."""

Margins = tuple[frozenset[str], ...]
"""The lines at the heads and feet of the last two pages, as `fixed` gives them."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of a page: which of its parts it is, how it was assembled, and what is said above it.

    `context` is what is said right above it, and of units anywhere before it on the page; `near` is only the former.
    """

    part: int
    table: Assembled
    caption: str
    near: tuple[str, ...]
    context: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page's parts in the order of reading, its first and last table, and the lines at its head and foot."""

    parts: list[Part]
    first: PageTable | None = None
    last: PageTable | None = None
    edges: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Carried:
    """What the pages read so far hand to the next: their last table, and what was said of units above it."""

    table: Assembled | None = None
    caption: str = ""
    context: tuple[str, ...] = ()


def parts_of(page: PdfPage, margins: Margins = ()) -> PageParts:
    """The tables and passages of a page, given the margins of the two pages before it."""
    drawn = charts(page)
    read = turned(drawn.without(page))
    reading = _PageReading(read)
    lines = _lines(read)
    running = running_lines(lines, margins)
    reading.margins(running)
    for region in regions([line for line in lines if line not in running]):
        reading.region(region)
    parts = [*reading.parts, *drawn.tables, *drawn.passages, *_sideways(read)]
    return PageParts(parts, reading.first, reading.last, _edges(lines))


def edges_of(page: PdfPage) -> frozenset[str]:
    """The lines at the head and foot of a page, as its parts give them, for the pages behind it."""
    return _edges(_lines(turned(charts(page).without(page))))


def _lines(read: Turned) -> list[Line]:
    walls = [(rule.box[0], rule.box[1], rule.box[3]) for rule in read.page.rules if not rule.horizontal]
    return lines_of(read.page.words, walls)


def _edges(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(map(_fixed, (*lines[:_MARGIN], *lines[-_MARGIN:])))


def joined_on(read: PageParts, carried: Carried) -> tuple[list[Part], Carried]:
    """The parts of a page with its first table as more of the last one before it, if it is; and what it hands on."""
    first, last = read.first, read.last
    if first is None or last is None:
        return read.parts, carried
    handed = Carried(last.table, last.caption, last.context)
    if carried.table is None or not _goes_on(first.table, carried.table):
        return read.parts, handed
    printed = read.parts[first.part]
    assert isinstance(printed, FoundTable)
    cells = [*_heads(carried.table), *_lowered(printed.cells, carried.table)]
    context = tuple(dict.fromkeys([*first.near, carried.caption, *carried.context]))
    caption = first.caption or carried.caption
    parts = list(read.parts)
    parts[first.part] = replace(printed, cells=tuple(cells), caption=caption, context=context)
    if last.part == first.part:
        handed = Carried(replace(first.table, cells=cells, heads=carried.table.heads), caption, context)
    return parts, handed


def _goes_on(table: Assembled, last: Assembled) -> bool:
    """Whether a page's first table is more of the last one before: no headings, the same columns."""
    if table.heads or not last.heads or last.labels != table.labels or len(last.columns) != len(table.columns):
        return False
    pairs = zip(last.columns, table.columns, strict=True)
    return all(old.left < new.right and new.left < old.right for old, new in pairs)


def _heads(table: Assembled) -> Iterator[FoundCell]:
    """The headings of a table on the page before, which have no place on this one."""
    return (replace(cell, box=None) for cell in table.cells if cell.row < table.heads)


def _lowered(cells: Sequence[FoundCell], table: Assembled) -> Iterator[FoundCell]:
    return (replace(cell, row=cell.row + table.heads) for cell in cells)


def running_lines(lines: Sequence[Line], margins: Sequence[frozenset[str]]) -> list[Line]:
    """The lines at the head and foot of a page that the pages before print in the same place, but for their numbers."""
    before = frozenset[str]().union(*margins)
    heads = list(_running(lines[:_MARGIN], before))
    return [*heads, *_running(lines[len(heads) :][::-1][:_MARGIN], before)]


def _running(edge: Sequence[Line], before: frozenset[str]) -> Iterator[Line]:
    """Of the lines from an edge of the page inwards, those that run through the document."""
    for line, inward in zip_longest(edge, edge[1:]):
        if _fixed(line) not in before or not _may_run(line, inward):
            return
        yield line


def _may_run(line: Line, inward: Line | None) -> bool:
    """Whether a line can be a running head: no headings or numbers of a table, which pages repeat as well."""
    numbers = numbers_of(line)
    if len(line.pieces) > 3 or len(numbers) > 1 or _YEAR.search(line.text):
        return False
    if any(not piece.text.isdigit() for piece in numbers):  # no number of a page
        return False
    return len(line.pieces) == 1 or inward is None or abs(inward.base - line.base) > _APART * line.size


def _fixed(line: Line) -> str:
    """What stays the same of a line that runs through the document, with its place."""
    return f"{line.base:.0f} " + re.sub(r"[0-9]+", "0", line.text)


class _PageReading:
    """One page while its parts are gathered."""

    def __init__(self, read: Turned) -> None:
        self.read = read
        self.page = read.page.number
        self.rules = level_rules(read.page.rules)
        self.parts: list[Part] = []
        self.before: list[str] = []
        self.titles: list[str] = []  # above the region last read, and those that begin beside it
        self.units: list[str] = []
        self.first: PageTable | None = None
        self.last: PageTable | None = None

    def region(self, region: Region) -> None:
        """Take in a part of the page; one beside another has the same titles above it."""
        if region.beside:
            self.before = list(self.titles)
        self.titles = list(self.before)
        for lines in framed_apart(region.lines, self.rules, self.read.page.rules):
            self._lines(lines)

    def _lines(self, lines: Sequence[Line]) -> None:
        """Take in the tables among lines, and the others as text."""
        text: list[Line] = []
        for part in parted(lines):
            if isinstance(part, Line):
                text.append(part)
            else:
                self._say(text)
                text = []
                self._table(part)
        self._say(text)

    def margins(self, lines: Sequence[Line]) -> None:
        """Take in lines that run through the document: text of the page that belongs to nothing on it."""
        for line in lines:
            box = self.read.back(line.box)
            self.parts.append(FoundPassage(line.text, page=self.page, box=box))

    def _say(self, lines: Sequence[Line]) -> None:
        for passage in paragraphs(lines, self.page):
            self.before.append(passage.text)
            if len(passage.text) <= _LONGEST_UNIT and _UNIT.search(passage.text):
                self.units.append(passage.text)
            self.parts.append(self._in_place(passage) if self.read.is_turned else passage)

    def _in_place(self, passage: FoundPassage) -> FoundPassage:
        """A passage where it stands on the page as displayed."""
        boxes = tuple(None if box is None else self.read.back(box) for box in passage.boxes)
        return replace(passage, box=self.read.back(passage.box) if passage.box else None, boxes=boxes)

    def _table(self, run: Run) -> None:
        table = assembled(run, self.rules)
        caption, near = told_before(self.before)
        context = tuple(dict.fromkeys([*near, *(self.units[:2])]))
        self.last = PageTable(len(self.parts), table, caption, near, context)
        self.first = self.first or self.last
        cells = tuple(table.cells)
        if self.read.is_turned:
            cells = tuple(replace(cell, box=self.read.back(cell.box) if cell.box else None) for cell in cells)
        self.parts.append(FoundTable(cells, caption, context, page=self.page, box=self.read.back(table.box)))
        self.before.clear()


def _sideways(read: Turned) -> Iterator[FoundPassage]:
    """Words that are not read from left to right: titles of axes, stamps at the margin."""
    group: list[str] = []
    boxes: list[Box] = []
    angle = 0
    for word in read.page.words:
        if group and word.angle != angle:
            yield FoundPassage(" ".join(group), page=read.page.number, box=boxes[0])
            group, boxes = [], []
        if word.angle:
            group.append(word.text)
            boxes.append(read.back(word.box))
            angle = word.angle
    if group:
        yield FoundPassage(" ".join(group), page=read.page.number, box=boxes[0])
