"""Several tables on one sheet told apart: side by side where labels begin anew, one below the other where headings do.

A blank row alone ends no table (statements leave blank rows between their sections), and neither does a blank column
(many leave one between their periods).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from crossfoot.read.numbers_in_text import numbers_in_text
from crossfoot.read.tables.found import FoundCell, FoundTable
from crossfoot.vocabulary.cell_numbers import is_year, read_cell
from crossfoot.vocabulary.notation import NotANumber

_LONGEST_HEAD = 80
_LONGEST_LABEL = 250
_UNIT = re.compile(r"\b(?:thousand|million|billion)s?\b|単位|[百千]万?円|億円", re.IGNORECASE)
_SENTENCE_WORDS = 5
_FULL_STOP = re.compile(r"(?<!\b(?:inc|etc|vol|ltd))(?<!\b(?:co|no))(?<=[a-z0-9%)])\.$", re.IGNORECASE)
_ENDS = (".", "。", ":", "：")
_LABELLED = 3  # rows that begin with a label of their own, for a table to stand beside another

Rows = dict[int, list[FoundCell]]


@dataclass(slots=True)
class SheetTables:
    """The tables of a sheet, and the lines of text that belong to none of them."""

    tables: list[FoundTable] = field(default_factory=list)
    lines: list[FoundCell] = field(default_factory=list)


def tables_of(cells: Iterable[FoundCell], sheet: str) -> SheetTables:
    """The tables among a sheet's cells, each with the titles above it as context, nearest first."""
    found = SheetTables()
    for part in _side_by_side(list(cells)):
        stack = _Stack(sheet, found)
        for block in _blocks(part):
            stack.add(block)
        stack.close()
    return found


def _side_by_side(cells: list[FoundCell]) -> list[list[FoundCell]]:
    """The cells cut at blank columns behind which labels begin anew."""
    used = sorted({column for cell in cells for column in range(cell.column, cell.column + cell.column_span)})
    for left, right in pairwise(used):
        if right - left > 1 and _begins_anew(cells, right):
            before = [cell for cell in cells if cell.column < right]
            return [before, *_side_by_side([cell for cell in cells if cell.column >= right])]
    return [cells]


def _begins_anew(cells: list[FoundCell], column: int) -> bool:
    left = {cell.row for cell in cells if cell.column < column and _is_amount(cell)}
    right = [cell for cell in cells if cell.column >= column]
    numbers = {cell.row for cell in right if _is_amount(cell)}
    labels = {cell.row for cell in right if cell.column == column and not _is_amount(cell)}
    labelled = len(numbers & labels)
    return bool(left) and labelled >= _LABELLED and 2 * labelled > len(numbers)


def _blocks(cells: list[FoundCell]) -> list[Rows]:
    """Runs of rows without a blank row between them."""
    rows: Rows = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell)
    blocks: list[Rows] = []
    end = -1
    for row in sorted(rows):
        if not blocks or row > end:
            blocks.append({})
        blocks[-1][row] = sorted(rows[row], key=lambda cell: cell.column)
        end = max(end, row + 1, *(cell.row + cell.row_span for cell in rows[row]))
    return blocks


class _Stack:
    """Blocks taken in from the top of the sheet, put together into tables."""

    def __init__(self, sheet: str, found: SheetTables) -> None:
        self.sheet = sheet
        self.found = found
        self.table: list[FoundCell] = []
        self.titles: list[str] = []
        self.first_titles: list[str] = []
        self.waiting: list[Rows] = []

    def add(self, block: Rows) -> None:
        """Take in the next block: a new table where it brings headings, else more of the one before."""
        if not any(_is_amount(cell) for row in block.values() for cell in row):
            self.waiting.append(block)
            return
        columns = _number_columns(block)
        heads = next((at for at, each in enumerate(self.waiting) if _heads(each, columns)), None)
        if self.table and heads is None and not _heads(block, columns):
            self.table += _cells(*self.waiting, block)
        else:
            self._end_table()
            heads = len(self.waiting) if heads is None else heads
            above = _cells(*self.waiting[:heads])
            self.titles = [cell.text for cell in above]
            self.found.lines += [cell for cell in above if is_sentence(cell)]
            self.table = _cells(*self.waiting[heads:], block)
            self.first_titles = self.first_titles or [*self.titles, *_units(self.table)]
        self.waiting = []

    def close(self) -> None:
        """End the last table; what came behind it are notes."""
        self._end_table()
        self.found.lines += _cells(*self.waiting)

    def _end_table(self) -> None:
        if self.table:
            above = list(dict.fromkeys(self.first_titles + self.titles))
            caption = next((title for title in self.titles if len(title) <= _LONGEST_LABEL), "")
            notes = [cell for cell in self.table if len(cell.text) > _LONGEST_LABEL and cell.printed is None]
            notes += [cell for cell in _alone(self.table) if cell not in notes and is_sentence(cell)]
            self.found.lines += notes
            cells = tuple(cell for cell in self.table if cell not in notes)
            self.found.tables.append(FoundTable(cells, caption, tuple(reversed(above)), self.sheet))
        self.table = []


def _units(cells: list[FoundCell]) -> list[str]:
    """What a sheet's first headings say of units holds for the tables below it too."""
    return [cell.text for cell in cells if len(cell.text) <= _LONGEST_HEAD and _UNIT.search(cell.text)]


def _cells(*blocks: Rows) -> list[FoundCell]:
    return [cell for block in blocks for row in block.values() for cell in row]


def _number_columns(block: Rows) -> set[int]:
    return {cell.column for row in block.values() for cell in row if _is_amount(cell)}


def _heads(block: Rows, columns: set[int]) -> bool:
    """Whether rows before the block's first amounts stand over at least half of its columns of numbers."""
    headed: set[int] = set()
    for row in block.values():
        if any(_is_amount(cell) and cell.column in columns for cell in row):
            break
        for cell in row:
            if len(cell.text) <= _LONGEST_HEAD:
                headed.update(range(cell.column, cell.column + cell.column_span))
    first = min(columns)
    return 2 * len(headed & columns) >= len(columns) and any(column >= first for column in headed)


def _alone(cells: list[FoundCell]) -> list[FoundCell]:
    """The cells that nothing stands beside in their rows, but for lines of labels and of notes that take several."""
    in_row = Counter(cell.row for cell in cells)
    numbered = {cell.row for cell in cells if _is_amount(cell)}
    at = {(cell.row, cell.column): cell for cell in cells}
    return [
        cell
        for cell in cells
        if in_row[cell.row] == 1
        and not (_breaks_off(cell) and cell.row + 1 in numbered and (cell.row + 1, cell.column) in at)
        and not (in_row[cell.row - 1] > 1 and _breaks_off(at.get((cell.row - 1, cell.column))))
    ]


def _breaks_off(cell: FoundCell | None) -> bool:
    """Whether the words of a cell may go on in the row below it."""
    return cell is not None and cell.printed is None and not cell.text.rstrip().endswith(_ENDS)


def is_sentence(cell: FoundCell) -> bool:
    """Whether a cell's text says something in words, of numbers too: it is no heading, and is read as text is."""
    text = cell.text.rstrip()
    long = len(text.split()) >= _SENTENCE_WORDS
    ends = text.endswith("。") or (long and _FULL_STOP.search(text) is not None)
    return cell.printed is None and (ends or (long and bool(numbers_in_text(text))))


def _is_amount(cell: FoundCell) -> bool:
    """Whether the cell prints a number that is no year."""
    if is_year(cell.text):
        return False
    if cell.printed is not None:
        return True
    try:
        read_cell(cell.text)
    except NotANumber:
        return False
    return True
