"""Units of cells: each number re-read with the unit and scale that its text, row, column and table give it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from crossfoot.bind.grids.layout.heads import Heading
from crossfoot.bind.grids.layout.rows import LabelledRow
from crossfoot.bind.grids.units.written import (
    SHARES,
    UnitWords,
    amounts,
    heading_words,
    is_rate,
    label_unit,
    label_words,
    says_percent,
    shares_of,
    shares_told,
    unit_words,
)
from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.model.layout import Grid
from crossfoot.vocabulary.cell_numbers import is_year, read_cell
from crossfoot.vocabulary.notation import NotANumber, Printed
from crossfoot.vocabulary.units import PERCENT, POINTS, PURE, Unit, UnitKind, count, unit_from_code

_RATIO_LARGEST = 1000
_MARGIN, _MARGIN_LARGEST = re.compile(r"\b(?:gross|operating|net) margin\W*$", re.IGNORECASE), 100  # else an amount
_COARSE = 10**8
_BASIC = re.compile(r"(?:basic|diluted|basic and diluted)", re.IGNORECASE)
_CENT = Decimal("0.01")
_ONES = {count(what) for what in ("customers", "subscribers", "subscriptions", "employees", "stores", "branches")}
_HEAD = 6  # rows
_TABLES_LEAST = 4  # that name their scale, for the others to be taken for alike
_BARE_DOLLAR = "USD"
_BARE = re.compile(r"(?<![A-Za-z])[$＄]")
_DOLLARS = {"USD", "CAD", "AUD", "HKD", "SGD", "TWD", "NZD"}
_OTHER_DOLLARS = re.compile(r"\b(?:Canadian|Australian|Hong Kong|Singapore|New Taiwan|New Zealand) dollars\b")
_FURTHEST = 60  # lines over which a unit that was set for a page of text still holds
_EVERYWHERE = ("unless otherwise", "except as otherwise", "all amounts", "all figures", "特に記載")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in its unit; `told` says that the document gave its scale, or that it needs none."""

    printed: Printed
    unit: Unit
    told: bool


class Units:
    """What a document says of units: for all its amounts, and for each table."""

    def __init__(self, book: Book, heads: Mapping[str, Sequence[Sequence[Heading]]]) -> None:
        lines = [passage.text for passage in book.passages if any(mark in passage.text.lower() for mark in _EVERYWHERE)]
        everywhere = _first(map(unit_words, lines))
        self.currency = _commonest_currency(book)
        self.dollar = _dollar(book)
        self._tables: dict[str, UnitWords] = {}
        before = UnitWords()
        figures = {figure.id: figure for figure in book.figures}
        for grid in book.grids:
            said = _first(map(unit_words, (grid.caption, *grid.context))).or_else(everywhere)
            said = _first(map(shares_told, (grid.caption, *grid.context[:1]))).or_else(said)
            if not (grid.caption or grid.context):  # nothing between it and the table before: it goes on from there
                said = said.or_else(before)
            if said.scale is None and said.unit is None:
                said = said.or_else(_in_head(grid)).or_else(_in_first_row(grid, figures)).or_else(_set_near(book, grid))
            self._tables[grid.id] = said
            over = [
                heading.unit for band in heads.get(grid.id, ()) for heading in band if heading.unit.scale is not None
            ]
            before = over[0] if over else said
        self._everywhere_told()

    def _everywhere_told(self) -> None:
        """A document all of whose tables count in one scale, as far as they say, counts in it where they do not."""
        said = [words for words in self._tables.values() if words.scale is not None and words.unit is None]
        if len(said) < _TABLES_LEAST or len({words.scale for words in said}) > 1:
            return
        common = replace(said[0], shares_apart=any(words.shares_apart for words in said))
        for grid, words in self._tables.items():
            if words.scale is None and words.unit is None:
                self._tables[grid] = words.or_else(common)

    def of_table(self, grid: Grid) -> UnitWords:
        """What stands around a table of its amounts: in its caption, then in the lines above, nearest first."""
        return self._tables[grid.id]

    def amount(self, figure: Figure, row: LabelledRow, heading: Heading, table: UnitWords) -> Amount:
        """The figure re-read in its unit."""
        own = figure.printed.unit
        if own == _BARE_DOLLAR and _BARE.search(figure.text):
            own = self.dollar
        if own in (PERCENT.code, POINTS.code, PURE.code):
            return Amount(figure.printed, unit_from_code(own), told=True)
        own_words = label_words(row.label, row.unit)
        said = own_words.or_else(heading.unit).or_else(table)
        currency = own or said.currency or self.currency
        if own and said.unit is not None and said.unit.kind is UnitKind.PER_SHARE:  # "$1.51" in a column of prices
            return _plain(figure, shares_of(currency))
        percents = heading.percent and not heading.is_level and figure.printed.unit is None
        unit = PERCENT if percents else _unit_told(figure, row, said)
        if unit in _ONES and figure.printed.place < 1 and own_words.scale is None and said.unit is None:
            unit = None  # "External customers 247.6": nobody counts tenths of them
        if unit is None and own_words.scale is None and is_rate(row.label):
            return _plain(figure, amounts(currency))
        if unit is None or (unit == SHARES and heading.shares_beside):
            return _in_scale(figure, amounts(currency), said.scale)
        if unit.kind is UnitKind.PER_SHARE:
            return _plain(figure, shares_of(currency))
        if unit == SHARES:
            apart = (said.shares_apart or table.shares_apart) and own_words.scale is None
            return _plain(figure, SHARES) if apart else _in_scale(figure, SHARES, said.scale or table.scale)
        if unit.kind is UnitKind.COUNT:
            return _in_scale(figure, unit, said.scale if said.unit == unit else own_words.scale or Decimal(1))
        return _plain(figure, unit)


def _unit_told(figure: Figure, row: LabelledRow, said: UnitWords) -> Unit | None:
    """The unit of what is no amount, by the row's label or what stands over it; None for amounts.

    A label such as "margin" leaves open whether the row prints an amount or a ratio: the number itself tells.
    """
    if row.is_shares and figure.printed.unit is None:
        return SHARES
    if row.counts is not None and figure.printed.unit is None:
        return row.counts
    if said.unit is not None and figure.printed.unit is None:
        return said.unit
    unit = label_unit(row.path)
    if row.is_amount and unit is not None and unit.kind is UnitKind.COUNT:
        return None
    if unit is None and _BASIC.fullmatch(row.label) and figure.printed.place <= _CENT and not figure.printed.unit:
        return shares_of(said.currency)  # beneath the net income of a table in millions, to the cent
    if unit != PURE:
        return unit
    if says_percent(row.label) or says_percent(row.unit):
        return PERCENT
    # In a table of billions an amount has decimals as a ratio has.
    largest = _MARGIN_LARGEST if _MARGIN.search(row.label) else _RATIO_LARGEST
    small = figure.printed.place < 1 and abs(figure.printed.value) <= largest and (said.scale or 0) < _COARSE
    return PURE if small and figure.printed.unit is None else None


def _in_head(grid: Grid) -> UnitWords:
    """What words of their own at the head of the table itself say: "($ in millions, except as otherwise noted)".

    What stands beside other headings speaks for its own column.
    """
    numbered = {cell.row for cell in grid.cells if cell.figure}
    rows = Counter(cell.row for cell in grid.cells if cell.text.strip())
    heads = (cell for cell in grid.cells if cell.row < _HEAD and cell.row not in numbered)
    words = (cell.text for cell in heads if rows[cell.row] == 1 or cell.column == 0)
    return next((said for said in map(unit_words, words) if said.scale is not None), UnitWords())


def _in_first_row(grid: Grid, figures: Mapping[str, Figure]) -> UnitWords:
    """The scale that the first row of numbers alone prints behind them: `9,642百万円` over `3,857` and `3,293`."""
    rows: dict[int, list[Printed]] = {}
    for cell in grid.cells:
        if cell.figure and not is_year(cell.text):
            rows.setdefault(cell.row, []).append(figures[cell.figure].printed)
    first, *others = (rows[row] for row in sorted(rows)) if rows else [[]]
    scales = {printed.scale for printed in first}
    if len(scales) != 1 or scales == {Decimal(1)}:
        return UnitWords()
    bare = sum(printed.scale == 1 and printed.unit is None for row in others for printed in row)
    return UnitWords(scales.pop(), first[0].unit) if bare else UnitWords()


def _set_near(book: Book, grid: Grid) -> UnitWords:
    """The unit that lines further off set for a table: those of its page where they agree, else the last one before."""
    page, line = grid.place.page, grid.place.line
    if page is not None:
        lines = [passage.text for passage in book.passages if passage.place.page == page]
        said = {words for words in map(unit_words, lines) if words.scale is not None}
        return said.pop() if len(said) == 1 else UnitWords()
    if line is None:
        return UnitWords()
    before = [
        passage.text for passage in book.passages if passage.place.line and line - _FURTHEST < passage.place.line < line
    ]
    return next((words for words in map(unit_words, reversed(before)) if words.scale is not None), UnitWords())


def _first(said: Iterable[UnitWords]) -> UnitWords:
    found = UnitWords()
    for words in said:
        if words.unit != PERCENT:  # a percent sign in a line above speaks of some of it at most
            found = found.or_else(words)
    return found


def _plain(figure: Figure, unit: Unit) -> Amount:
    return Amount(figure.printed, unit, told=True)


def _in_scale(figure: Figure, unit: Unit, scale: Decimal | None) -> Amount:
    """The number in the scale given; a scale in its own text, or its cell's format where no words say one, stays."""
    if scale is None:
        return Amount(figure.printed, unit, told=figure.printed.scale != 1)
    printed, rounding = _rescaled(figure, scale), figure.printed.rounding
    return Amount(printed if printed.rounding is rounding else replace(printed, rounding=rounding), unit, told=True)


def _rescaled(figure: Figure, scale: Decimal) -> Printed:
    """The number in a scale; one that its reader read otherwise than its text alone would be is only moved."""
    own = figure.printed
    try:
        read = read_cell(figure.text, own.scale)
        if read.value == own.value:
            return read if scale == own.scale else read_cell(figure.text, scale)
    except NotANumber:  # "12,5" is one where commas stand before the decimals
        pass
    if own.scale != 1:
        return own
    return replace(own, value=own.value * scale, place=own.place * scale, scale=scale)


def _dollar(book: Book) -> str:
    """The dollar that `$` means: another than that of the US where units of tables name it, and no other."""
    lines = {line for grid in book.grids for line in (grid.caption, *grid.context)}
    lines |= {cell.text for grid in book.grids for cell in grid.cells if not cell.figure}
    lines |= {passage.text for passage in book.passages if _OTHER_DOLLARS.search(passage.text)}
    named = {said.currency for said in map(unit_words, lines) if said.scale is not None and said.currency in _DOLLARS}
    return named.pop() or _BARE_DOLLAR if len(named) == 1 else _BARE_DOLLAR


def _commonest_currency(book: Book) -> str | None:
    """The currency that tables and their surroundings name most often."""
    found: Counter[str] = Counter()
    for figure in book.figures:
        if figure.unit.kind is UnitKind.MONEY:
            found[figure.unit.code] += 1
    for grid in book.grids:
        texts = {grid.caption, *grid.context, *(cell.text for cell in grid.cells if not cell.figure)}
        found.update(said.currency for said in map(heading_words, texts) if said.currency)
    return min(found, key=lambda code: (-found[code], code), default=None)
