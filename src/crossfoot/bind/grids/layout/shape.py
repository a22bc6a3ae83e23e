"""The shape of a table: which columns hold labels, notes and numbers, which rows are headings, where they change."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from crossfoot.bind.grids.periods.headings import told
from crossfoot.bind.grids.units.written import heading_words
from crossfoot.model.layout import Grid, GridCell
from crossfoot.vocabulary.cell_numbers import is_year

_NOTES = re.compile(
    r"(?:foot)?notes?(?: ?(?:no|nos|ref)\.?)?|ref\.?|注記?(?:番号)?|no\.?|#|№|番号|lines?(?: no\.?)?|lignes?|zeile|"
    r"pages?(?: no\.?)?|ページ|頁|(?:fair value )?(?:hierarchy )?levels?(?: of (?:fair value )?hierarchy)?",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\(?[0-9]{1,2}(?:\.[0-9]{1,2})?(?: ?[,、&/-] ?[0-9]{1,2}(?:\.[0-9]{1,2})?)*\)?")
_NUMBERING = re.compile(r"\(?([0-9]{1,2})\)?")
_NOT_APPLICABLE = re.compile(r"n\.?/?[ma]\.?|not meaningful|\*+|nm|na|-+|†+", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{3}")
_NUMBERED_LEAST = 3
_NUMBERED_ON = 5  # rows that a column must count to be a numbering where it does not begin at 1, or is not the first


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column of numbers: the grid's columns from `left` up to and without `right`."""

    left: int
    right: int

    def is_under(self, cell: GridCell) -> bool:
        """Whether a cell of another row stands over or under it."""
        return cell.column < self.right and self.left < cell.column + cell.column_span


@dataclass(frozen=True, slots=True)
class Band:
    """Rows under one set of headings: the heading rows, titles among them, and the rows below, each in order."""

    heads: tuple[int, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A table with its parts told apart; `rows` gives the cells of each row from left to right.

    `first` is the column where numbers begin; what stands before it are labels, except in `notes`.
    """

    rows: dict[int, list[GridCell]]
    first: int
    notes: frozenset[int]
    columns: tuple[NumberColumn, ...]
    bands: tuple[Band, ...]

    def labels(self, row: int) -> list[GridCell]:
        """The label cells of a row, notes left out."""
        return [cell for cell in self.rows.get(row, []) if cell.column < self.first and cell.column not in self.notes]

    def numbers(self, row: int) -> list[GridCell]:
        """The cells of a row that print numbers in columns of numbers."""
        return [cell for cell in self.right(row) if cell.figure]

    def right(self, row: int) -> list[GridCell]:
        """The cells of a row beside its labels, notes left out."""
        return [cell for cell in self.rows.get(row, []) if self._is_right(cell)]

    def _is_right(self, cell: GridCell) -> bool:
        """A heading may begin over a column of notes and reach over the numbers beside it."""
        if cell.column in self.notes:
            return cell.column_span > 1 and cell.column + cell.column_span > self.first and not cell.figure
        return cell.column >= self.first

    def column_of(self, cell: GridCell) -> NumberColumn | None:
        """The column of numbers that a cell stands in."""
        return next((column for column in self.columns if column.left <= cell.column < column.right), None)


def shape_of(grid: Grid) -> Shape:
    """The shape of a table that prints at least one number."""
    rows: dict[int, list[GridCell]] = defaultdict(list)
    for cell in grid.cells:
        rows[cell.row].append(cell)
    for row in rows.values():
        row.sort(key=lambda cell: cell.column)
    notes = _note_columns(rows)
    first = _first_number_column(rows, notes)
    columns = _number_columns(rows, first, notes)
    bare = Shape(dict(rows), first, notes, columns, ())
    return Shape(dict(rows), first, notes, columns, _Bands(bare).found())


def is_amount(cell: GridCell) -> bool:
    """Whether the cell prints a number that is no year."""
    return bool(cell.figure) and not is_year(cell.text)


def _note_columns(rows: dict[int, list[GridCell]]) -> frozenset[int]:
    """Columns under a heading "Note" whose cells all look like references, and columns that number the rows."""
    columns: dict[int, list[GridCell]] = defaultdict(list)
    for row in sorted(rows):
        for cell in rows[row]:
            columns[cell.column].append(cell)
    return frozenset(column for column, cells in columns.items() if _are_notes(cells) or _number_rows(cells, columns))


def _are_notes(cells: list[GridCell]) -> bool:
    headed = next((at for at, cell in enumerate(cells) if _NOTES.fullmatch(cell.text.strip(" ()（）"))), None)
    if headed is None:
        return False
    below = cells[headed + 1 :]
    return all(_NOTE.fullmatch(cell.text) or len(cell.text) <= 3 or not cell.figure for cell in below)


def _number_rows(cells: list[GridCell], columns: dict[int, list[GridCell]]) -> bool:
    """Whether a column only counts its rows: the first from 1, or any by one from row to row, as forms number lines."""
    numbers = [cell for cell in cells if cell.figure]
    counted = [int(match[1]) for cell in numbers if (match := _NUMBERING.fullmatch(cell.text))]
    if len(columns) < 3 or len(counted) < _NUMBERED_LEAST:
        return False
    if counted != list(range(counted[0], counted[0] + len(counted))):
        return False
    is_first = cells[0].column == min(columns) and counted[0] == 1
    return is_first or len(counted) == len(numbers) >= _NUMBERED_ON


def _first_number_column(rows: dict[int, list[GridCell]], notes: frozenset[int]) -> int:
    """The leftmost column with more numbers than words in the rows that print amounts."""
    amounts: dict[int, int] = defaultdict(int)
    words: dict[int, int] = defaultdict(int)
    for row in rows.values():
        if not any(is_amount(cell) for cell in row):
            continue
        for cell in row:
            if cell.column not in notes:
                (amounts if is_amount(cell) else words)[cell.column] += 1
    numeric = sorted(column for column in amounts if amounts[column] > words[column])
    if numeric:
        return numeric[0]
    return min(amounts, default=min((cell.column for row in rows.values() for cell in row if cell.figure), default=0))


def _number_columns(rows: dict[int, list[GridCell]], first: int, notes: frozenset[int]) -> tuple[NumberColumn, ...]:
    rights: dict[int, int] = {}
    amounts = {cell.column for row in rows.values() for cell in row if is_amount(cell)}  # others hold years of issue
    for row in rows.values():
        if not any(is_amount(cell) and cell.column >= first for cell in row):
            continue
        for cell in row:
            if cell.figure and cell.column >= first and cell.column not in notes and cell.column in amounts:
                narrowest = min(rights.get(cell.column, cell.column + cell.column_span), cell.column + cell.column_span)
                rights[cell.column] = narrowest
    lefts = sorted(rights)
    following = [*lefts[1:], *([None] if lefts else [])]
    return tuple(
        NumberColumn(left, rights[left] if after is None else min(rights[left], after))
        for left, after in zip(lefts, following, strict=True)
    )


class _Bands:
    """The table's rows told apart from the top, band by band."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.bands: list[Band] = []
        self.heads: list[int] = []
        self.body: list[int] = []
        self.dated = False  # whether the headings so far give columns periods

    def found(self) -> tuple[Band, ...]:
        """Every band of the table, from the top."""
        for row in sorted(self.shape.rows):
            kind = self._kind(row)
            if kind == "rest":
                continue
            if kind == "head":
                if any(self.shape.numbers(each) for each in self.body):
                    self._end_band()
                else:
                    self.heads += self.body
                    self.body = []
                self.heads.append(row)
                self.dated = self.dated or self._names_years(row)
            else:
                self.body.append(row)
        self._end_band()
        return tuple(self.bands)

    def _end_band(self) -> None:
        """Close the band; labels behind its last numbers are titles of the next."""
        numbered = [at for at, row in enumerate(self.body) if self.shape.numbers(row)]
        last = numbered[-1] + 1 if numbered else 0
        titles = self.body[last:]
        body = self.body[:last]
        if body:
            heads = self.heads or self._titles(body)
            if self.bands and not any(self._names_periods(row) for row in heads):
                heads = [*self.bands[-1].heads, *heads]
            self.bands.append(Band(tuple(heads), tuple(row for row in body if row not in heads)))
        self.heads, self.body, self.dated = titles, [], False

    def _titles(self, body: list[int]) -> list[int]:
        """Without headings, leading lines that set a unit or a period stand in for them."""
        titles: list[int] = []
        for row in body:
            if self.shape.right(row):
                break
            if any(_sets_columns(cell.text) for cell in self.shape.labels(row)):
                titles.append(row)
        return titles

    def _is_rest(self, row: int) -> bool:
        """Whether a row holds only a year that ends the words above it: `Final payment date` over `2036`."""
        cells = self.shape.rows[row]
        if len(cells) != 1 or not is_year(cells[0].text) or not self.body or not self.shape.numbers(self.body[-1]):
            return False
        above = [cell for cell in self.shape.right(self.body[-1]) if cell.column == cells[0].column]
        return bool(above) and not above[0].figure and bool(_WORDS.search(above[0].text))

    def _kind(self, row: int) -> str:
        right = self.shape.right(row)
        if self._is_rest(row):
            return "rest"
        if not right or _counts_columns(right):
            return "head" if right else "label"
        if any(is_amount(cell) for cell in right):
            return "body"
        words = [cell for cell in right if not _NOT_APPLICABLE.fullmatch(cell.text.strip())]
        if not words:
            return "body"
        named = any(is_year(cell.text) or told(cell.text).is_period for cell in words)
        if not any(self.shape.numbers(each) for each in self.body):
            years = all(is_year(cell.text) for cell in words)
            return "body" if years and self.dated and self._has_own_label(row) else "head"
        wide = 2 * len(self._under(words)) >= len(self.shape.columns)
        return "head" if (named and not self._has_own_label(row)) or (wide and not self.shape.labels(row)) else "body"

    def _under(self, cells: Iterable[GridCell]) -> list[NumberColumn]:
        return [column for column in self.shape.columns if any(column.is_under(cell) for cell in cells)]

    def _names_periods(self, row: int) -> bool:
        return any(is_year(cell.text) or told(cell.text).is_period for cell in self.shape.right(row))

    def _names_years(self, row: int) -> bool:
        said = [told(cell.text).words for cell in self.shape.right(row)]
        return any(words.year or words.day or words.span for words in said)

    def _has_own_label(self, row: int) -> bool:
        """Whether the row is named, other than by words that belong over columns ("As of", "(in millions)")."""
        return any(not _sets_columns(cell.text) for cell in self.shape.labels(row))


def _sets_columns(text: str) -> bool:
    """Whether a label speaks of periods or units, as one over the columns does."""
    return told(text).is_period or not heading_words(text).is_empty


def _counts_columns(cells: list[GridCell]) -> bool:
    """Whether a row only counts its columns: (1) (2) (3)."""
    counted = [match[1] if (match := _NUMBERING.fullmatch(cell.text)) else "" for cell in cells]
    return len(counted) >= _NUMBERED_LEAST and counted == [str(number) for number in range(1, len(counted) + 1)]
