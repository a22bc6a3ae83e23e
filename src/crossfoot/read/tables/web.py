"""Tables in HTML pages, inline XBRL included: rows and columns as a browser lays them out, and the text around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree, html

from crossfoot.read.tables.cells import HtmlCell, joined_marks
from crossfoot.read.tables.found import Draft, FoundCell, FoundPassage, FoundTable, number_in, told_before
from crossfoot.read.tables.page_furniture import page_furniture

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LEFT_OUT = {"script", "style", "head", "template", "noscript", "ix:header", "ix:hidden", "svg"}
_BLOCKS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "section",
    "article",
    "body",
    "caption",
    "hr",
    "table",
    "tr",
}
_WIDTH = re.compile(
    r"(?P<side>padding-left|margin-left|text-indent)\s*:\s*(?P<width>-?[0-9]*\.?[0-9]+)\s*(?P<unit>px|pt|em|rem|%|in)?",
    re.IGNORECASE,
)
_POINTS = {"px": Decimal("0.75"), "em": Decimal(10), "rem": Decimal(10), "%": Decimal(5), "in": Decimal(72)}
_PADDING = re.compile(
    r"(?<![-\w])padding\s*:\s*(?:[^;\s]+\s+){3}(?P<width>[0-9]*\.?[0-9]+)(?P<unit>px|pt|em|rem)", re.IGNORECASE
)
_STEP = Decimal(4)  # points; closer ones are the same indent, set in a little by a border
_BLANK_WIDTH = Decimal(3)  # points that a no-break blank sets a label in by
_RULE_ABOVE = re.compile(r"border-top\s*:\s*(?!none|0(?![.0-9]*[1-9]))[^;]+", re.IGNORECASE)
_RULE_BELOW = re.compile(r"border-bottom\s*:\s*(?!none|0(?![.0-9]*[1-9]))[^;]+", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOTE_MARK = re.compile(r"[\s(（\[]*(?:[0-9]{1,2}|[a-z]|[*†‡]+|(?:※|注)[0-9]*)[\s)）\],]*", re.IGNORECASE)
_WIDEST_SPAN = 1000  # what browsers allow
_TAG_NUMBER = "crossfoot-tag"
_CELLS_MOST = 2_000_000
_FIXED = re.compile("(?<![0-9])\u00a0|\u00a0(?![0-9]{3}(?![0-9]))")  # any other parts thousands: "1 234 567"
_BLANKS = re.compile(r"[ \t\r\n\f\u200b]+")


class TooLarge(ValueError):
    """The page holds more cells than are read; the message says how many those are."""


def read_html(text: str, draft: Draft) -> None:
    """Take in the page's tables in their order, and its text outside them. Raises etree.ParserError, TooLarge."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    page = html.document_fromstring(text.encode("utf-8"), parser=parser)
    _number_tags(page)
    _drop_hidden(page)
    _Walk(draft).through(page)


def _number_tags(page: html.HtmlElement) -> None:
    """Give every numeric tag of inline XBRL its number on the page, hidden ones included, in the order they stand."""
    tags = (element for element in page.iter(etree.Element) if str(element.tag).endswith(":nonfraction"))
    for number, tag in enumerate(tags):
        tag.set(_TAG_NUMBER, str(number))


def _drop_hidden(page: html.HtmlElement) -> None:
    for element in list(page.iter(etree.Element)):
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style", ""))
        if (hidden or element.tag in _LEFT_OUT) and element.getparent() is not None:
            element.drop_tree()


@dataclass(frozen=True, slots=True)
class _Met:
    """A table as the walk meets it, without what stands before it; `nested` in another that is a table itself."""

    cells: tuple[HtmlCell, ...]
    caption: str
    line: int | None
    nested: bool


class _Walk:
    """A walk through the page in reading order: blocks of text become passages, and what is told before a table."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.met: list[str | _Met] = []
        self.words: list[str] = []
        self.cells = 0

    def through(self, page: html.HtmlElement) -> None:
        """Read the page's blocks and tables as they come; tables that only lay out others count as its blocks."""
        within: list[html.HtmlElement] = []
        layouts: set[html.HtmlElement] = set()
        for event, element in etree.iterwalk(page, events=("start", "end")):
            if element.tag == "table" and element not in layouts:
                if event == "start" and not self._table(element, nested=bool(within)):
                    layouts.add(element)
                elif event == "start":
                    within.append(element)
                else:
                    within.pop()
                    if not within:
                        self._say(element.tail)
            elif not within:
                self._block(element, event)
        self._close()
        self._tell()

    def _block(self, element: html.HtmlElement, event: str) -> None:
        if element.tag in _BLOCKS:
            self._close()
        elif (element.tag == "br" and event == "start") or element.tag in ("td", "th"):
            self.words.append(" ")
        self._say(element.text if event == "start" else element.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self.words.append(text)

    def _close(self) -> None:
        words = _plain("".join(self.words))
        self.words.clear()
        if words:
            self.met.append(words)

    def _table(self, table: html.HtmlElement, *, nested: bool) -> bool:
        """Take a table in; whether it is one, and not a frame that other tables are laid out in."""
        self._close()
        cells = _layout(table)
        self.cells += len(cells)
        if self.cells > _CELLS_MOST:
            raise TooLarge(f"it holds more than {_CELLS_MOST:,} cells of tables")
        if not nested and not any(number_in(cell.text) for cell in cells) and table.find(".//table") is not None:
            return False
        captions = [_text(caption) for caption in table.findall("caption")]
        self.met.append(_Met(tuple(joined_marks(cells)), captions[0] if captions else "", table.sourceline, nested))
        return True

    def _tell(self) -> None:
        """The draft is told what was met, each table with what stands before it."""
        lines = [each for each in self.met if isinstance(each, str)]
        furniture = page_furniture(lines)
        at, before = 0, list[str]()
        for each in self.met:
            if isinstance(each, str):
                if at not in furniture:
                    self.draft.add_passage(FoundPassage(each))
                    before.append(each)
                at += 1
            elif not self._takes(each, before):
                before += [" ".join(words) for words in _words_by_row(each.cells)]
            elif not each.nested:
                before.clear()

    def _takes(self, met: _Met, before: list[str]) -> bool:
        caption, context = told_before(before)
        cells = tuple(_found(cell) for cell in met.cells)
        return self.draft.add_table(FoundTable(cells, met.caption or caption, context, line=met.line))


def _words_by_row(cells: Sequence[HtmlCell]) -> Iterator[list[str]]:
    """A table without numbers tells something too: layouts often put captions into one."""
    for row in sorted({cell.row for cell in cells}):
        words = [cell.text for cell in cells if cell.row == row and cell.text]
        if words:
            yield words


def _found(cell: HtmlCell) -> FoundCell:
    return FoundCell(
        cell.row,
        cell.column,
        cell.text,
        cell.row_span,
        cell.column_span,
        cell.indent,
        cell.bold,
        cell.rule,
        line=cell.line,
        tags=cell.tags,
    )


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.findall("tr")


def _layout(table: html.HtmlElement) -> list[HtmlCell]:
    """The table's cells with the rows and columns that a browser gives them; cells without text are left out."""
    cells: list[HtmlCell] = []
    taken: dict[int, int] = {}  # column -> the first row that is free again below a cell that runs over rows
    ruled_below: set[int] = set()
    for row, line in enumerate(_rows(table)):
        column, ruled = 0, set[int]()
        for element in line:
            if element.tag not in ("td", "th"):
                continue
            while taken.get(column, 0) > row:
                column += 1
            wide, high = _span(element, "colspan"), _span(element, "rowspan")
            covered = range(column, column + wide)
            if high > 1:
                taken.update(dict.fromkeys(covered, row + high))
            style = _styles(element)
            if _RULE_BELOW.search(style):
                ruled.update(covered)
            if text := _text(element):
                rule = bool(_RULE_ABOVE.search(style)) or not ruled_below.isdisjoint(covered)
                place, looks = (row, column, text, high, wide), (_indent(element), _bold(element, style), rule)
                cells.append(HtmlCell(*place, *looks, element.sourceline, _tags(element)))
            column += wide
        ruled_below = ruled
    return cells


def _tags(cell: html.HtmlElement) -> tuple[int, ...]:
    """The numbers of the tags in a cell, those in tables within it left out."""
    marked = (part for part in cell.iter(etree.Element) if part.get(_TAG_NUMBER) is not None)
    return tuple(int(part.get(_TAG_NUMBER)) for part in marked if next(part.iterancestors("td", "th"), None) is cell)


def _span(element: html.HtmlElement, name: str) -> int:
    text = (element.get(name) or "1").strip()
    return min(max(int(text), 1), _WIDEST_SPAN) if text.isascii() and text.isdigit() else 1


def _styles(element: html.HtmlElement) -> str:
    return str(element.get("style") or "")


def _text(element: html.HtmlElement) -> str:
    """The cell's words without nested tables; raised marks of notes are no part of what it prints."""
    words: list[str] = []
    skipped = 0
    for event, part in etree.iterwalk(element, events=("start", "end")):
        skips = part is not element and (part.tag == "table" or _is_note(part))
        if event == "start":
            skipped += skips
            if not skipped:
                words.append(" " if part.tag in ("br", "div", "p") else "")
                words.append(part.text or "")
        else:
            skipped -= skips
            if not skipped and part is not element:
                words.append(part.tail or "")
    return _plain("".join(words))


def _is_note(part: html.HtmlElement) -> bool:
    raised = part.tag == "sup" or "vertical-align:super" in _styles(part).replace(" ", "")
    return raised and _NOTE_MARK.fullmatch(part.text_content()) is not None


def _plain(text: str) -> str:
    text = _FIXED.sub(" ", text).replace("\u3000", " ")
    return _BLANKS.sub(" ", text).strip()


def _indent(element: html.HtmlElement) -> Decimal:
    """How far in the cell's words begin, in steps: paddings of the cell and of what wraps its text, and blanks."""
    width, wrapped = Decimal(0), element
    while True:
        width += _set_in(_styles(wrapped))
        text = (wrapped.text or "").lstrip("\n\r\t ")
        if text or len(wrapped) == 0:
            break
        wrapped = wrapped[0]
    blanks = len(text) - len(text.lstrip("\u00a0\u3000 "))
    return ((width + blanks * _BLANK_WIDTH) / _STEP).to_integral_value()


def _set_in(style: str) -> Decimal:
    width = Decimal(0)
    for found in (*_WIDTH.finditer(style), *_PADDING.finditer(style)):
        width += Decimal(found["width"]) * _POINTS.get((found["unit"] or "pt").lower(), Decimal(1))
    return width


def _bold(element: html.HtmlElement, style: str) -> bool:
    if element.tag == "th" or _BOLD.search(style):
        return True
    return any(part.tag in ("b", "strong") or _BOLD.search(_styles(part)) for part in element.iter(etree.Element))
