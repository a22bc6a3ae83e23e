"""A PDF into a draft: tables with captions, context and places, text as passages, and what could not be read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from crossfoot.model.figures import Box
from crossfoot.read.charts.charts import charts
from crossfoot.read.pdf.assembling import Assembled, assembled
from crossfoot.read.pdf.opening import PageTrouble, failed, pages_of
from crossfoot.read.pdf.pages import PdfPage
from crossfoot.read.pdf.paragraphs import paragraphs
from crossfoot.read.pdf.pieces import Line, lines_of
from crossfoot.read.pdf.regions import Region, regions
from crossfoot.read.pdf.rulings import level_rules
from crossfoot.read.pdf.runs import Run, numbers_of, parted
from crossfoot.read.pdf.turning import Turned, turned
from crossfoot.read.scans import recognition
from crossfoot.read.scans.pages import ScannedPage, scanned, with_doubts
from crossfoot.read.tables.found import Draft, FoundCell, FoundPassage, FoundTable, told_before

_UNDECODED = 0.3  # share of a page's words from which its text is no use
_PICTURE = 0.5  # share of a page that a picture of text covers
_FEW_WORDS = 5
_SHAPES = 150  # areas that are no rectangles, from which a page without words draws its letters
_UNIT = re.compile(r"\b(?:thousand|million|billion)s?\b|単位|[百千]万?円|億円|\$ ?0{3}|\b[$€£]m\b", re.IGNORECASE)
_LONGEST_UNIT = 160
_MARGIN = 3  # lines at the head and at the foot of a page that may run through the document
_APART = 1.7  # times the height of its letters: from a running head of several texts to what is next to it
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_COMPARE = "Compare its figures with the page: digits may be misread."
_BLANK = (
    "nothing is printed on any of its pages, or it is damaged",
    "Save it again from the program that made it.",
)
_OCR = "Install crossfoot[ocr], which reads pictures of text."

Part = FoundTable | FoundPassage
"""What a page is taken apart into."""


@dataclass(slots=True)
class Carried:
    """What a page hands to the next: its last table, for one that goes on, and what was said of units above it."""

    table: Assembled | None = None
    context: tuple[str, ...] = ()
    caption: str = ""
    margins: tuple[frozenset[str], ...] = ()


@dataclass(slots=True)
class _Reading:
    """The pages as they come."""

    raw: bytes
    draft: Draft
    troubles: list[PageTrouble] = field(default_factory=list)
    blank: bool = True  # every page so far
    carried: Carried = field(default_factory=Carried)

    def take(self, page: PdfPage) -> None:
        """Take in a page's tables and passages."""
        read = ScannedPage(page)
        self.blank = self.blank and not (page.words or page.pictures)
        if trouble := unreadable(page):
            if recognition.is_installed():
                trouble = PageTrouble(f"page {page.number} was read by its looks", _COMPARE)
                read = scanned(self.raw, page)
            self.troubles.append(trouble)
            if read.page.undecoded > _UNDECODED:
                return
        self.carried = take_page(self.draft, read, self.carried)


def read_pdf(raw: bytes, draft: Draft) -> list[PageTrouble]:
    """Take in the tables and text of every page; what is wrong with pages is given back. Raises Unreadable."""
    reading = _Reading(raw, draft)
    for page in pages_of(raw):
        if isinstance(page, PageTrouble):
            reading.troubles.append(page)
            continue
        try:
            reading.take(page)
        except MemoryError:
            raise  # the other pages would not fare better
        except Exception as error:  # noqa: BLE001 - one page's trouble must not end the others'
            reading.troubles.append(failed(page.number, error))
    if reading.blank and not reading.troubles:
        reading.troubles.append(PageTrouble(*_BLANK))
    return merged_troubles(reading.troubles)


def take_page(draft: Draft, read: ScannedPage, carried: Carried) -> Carried:
    """Take in the tables and passages of a page, and give back what it hands to the next."""
    parts, handed = parts_of(read.page, carried)
    for part in parts:
        if isinstance(part, FoundPassage):
            draft.add_passage(part)
        elif not draft.add_table(with_doubts(part, read)):
            for cell in part.cells:
                draft.add_passage(FoundPassage(cell.text, page=part.page, box=cell.box))
    return handed


def unreadable(page: PdfPage) -> PageTrouble | None:
    """What keeps a page's text from being read, if anything does."""
    if page.undecoded > _UNDECODED:
        return PageTrouble(f"page {page.number} does not say which characters its text is made of", _OCR)
    if len(page.words) <= _FEW_WORDS and page.pictured > _PICTURE:
        return PageTrouble(f"page {page.number} is a picture of text", _OCR)
    if len(page.words) <= _FEW_WORDS and sum(not fill.is_rectangle for fill in page.fills) > _SHAPES:
        return PageTrouble(f"page {page.number} draws its text as shapes", _OCR)
    return None


def merged_troubles(troubles: Sequence[PageTrouble]) -> list[PageTrouble]:
    """Troubles of many pages that are alike as one, with the pages' numbers."""
    alike: dict[tuple[str, str], list[str]] = {}
    for trouble in troubles:
        number = re.match(r"page ([0-9]+) ", trouble.message)
        rest = trouble.message[number.end() :] if number else trouble.message
        alike.setdefault((rest, trouble.remedy), []).append(number[1] if number else "")
    merged = []
    for (rest, remedy), pages in alike.items():
        if len(pages) == 1:
            merged.append(PageTrouble(f"page {pages[0]} {rest}" if pages[0] else rest, remedy))
        else:
            merged.append(PageTrouble(f"pages {', '.join(pages)}: each {rest}", remedy))
    return merged


def parts_of(page: PdfPage, carried: Carried) -> tuple[list[Part], Carried]:
    """The tables and passages of a page in the order of reading, and what it hands to the next page."""
    drawn = charts(page)
    read = turned(drawn.without(page))
    walls = [(rule.box[0], rule.box[1], rule.box[3]) for rule in read.page.rules if not rule.horizontal]
    reading = _PageReading(read, carried)
    lines = lines_of(read.page.words, walls)
    running = running_lines(lines, carried.margins)
    reading.margins(running)
    for region in regions([line for line in lines if line not in running]):
        reading.region(region)
    edges = frozenset(map(_fixed, (*lines[:_MARGIN], *lines[-_MARGIN:])))
    reading.carried = replace(reading.carried, margins=(*carried.margins, edges)[-2:])
    reading.parts += [*drawn.tables, *drawn.passages, *_sideways(read)]
    return reading.parts, reading.carried


def running_lines(lines: Sequence[Line], margins: Sequence[frozenset[str]]) -> list[Line]:
    """The lines at the head and foot of a page that the pages before print in the same place, but for their numbers."""
    before = frozenset[str]().union(*margins)
    running: list[Line] = []
    for edge in (lines[:_MARGIN], lines[::-1][:_MARGIN]):
        for line, inward in zip_longest(edge, edge[1:]):
            if _fixed(line) not in before or not _may_run(line, inward):
                break
            running.append(line)
    return running


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

    def __init__(self, read: Turned, carried: Carried) -> None:
        self.read = read
        self.carried = carried
        self.page = read.page.number
        self.rules = level_rules(read.page.rules)
        self.parts: list[Part] = []
        self.before: list[str] = []
        self.titles: list[str] = []  # above the region last read, and those that begin beside it
        self.units: list[str] = []
        self.tables = 0

    def region(self, region: Region) -> None:
        """Take in a part of the page; one beside another has the same titles above it."""
        if region.beside:
            self.before = list(self.titles)
        self.titles = list(self.before)
        text: list[Line] = []
        for part in parted(region.lines):
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
        caption, context = told_before(self.before)
        cells = table.cells
        if not self.tables and self._goes_on(table):
            cells = [*_heads(self.carried.table), *_lowered(cells, self.carried.table)]
            context = tuple(dict.fromkeys([*context, self.carried.caption, *self.carried.context]))
            caption = caption or self.carried.caption
            table.heads = self.carried.table.heads if self.carried.table else 0
            table.cells = cells
        else:
            context = tuple(dict.fromkeys([*context, *self.units[:2]]))
        placed = tuple(cells)
        if self.read.is_turned:
            placed = tuple(replace(cell, box=self.read.back(cell.box) if cell.box else None) for cell in cells)
        self.parts.append(FoundTable(placed, caption, context, page=self.page, box=self.read.back(table.box)))
        self.before.clear()
        self.tables += 1
        self.carried = Carried(table, context, caption, self.carried.margins)

    def _goes_on(self, table: Assembled) -> bool:
        """Whether the page's first table is more of the last one of the page before: no headings, the same columns."""
        last = self.carried.table
        if last is None or table.heads or not last.heads or last.labels != table.labels:
            return False
        if len(last.columns) != len(table.columns):
            return False
        pairs = zip(last.columns, table.columns, strict=True)
        return all(old.left < new.right and new.left < old.right for old, new in pairs)


def _heads(table: Assembled | None) -> Iterator[FoundCell]:
    """The headings of a table on the page before, which have no place on this one."""
    for cell in table.cells if table else ():
        if table is not None and cell.row < table.heads:
            yield replace(cell, box=None)


def _lowered(cells: Sequence[FoundCell], table: Assembled | None) -> Iterator[FoundCell]:
    for cell in cells:
        yield replace(cell, row=cell.row + (table.heads if table else 0))


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
