"""Tables as readers find them, on their way into a book: grids and figures numbered alike for every format."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from crossfoot.model.figures import Box, Figure, Place
from crossfoot.model.layout import Grid, GridCell, GridKind, Passage, ScatteredChart, StatedTotal
from crossfoot.model.workings import Sheet
from crossfoot.read.numbers_in_text import numbers_in_text
from crossfoot.read.tables.decimal_commas import groups_by_blanks, groups_by_points, says_decimal_comma
from crossfoot.read.tables.scattered import FoundChart, Label
from crossfoot.vocabulary.cell_numbers import read_cell, with_decimal_comma, with_fixed_blanks
from crossfoot.vocabulary.notation import NotANumber, Printed
from crossfoot.vocabulary.units import PURE, Unit, unit_from_code

_LONGEST_CONTEXT = 400  # a line that sets a unit or a period is short
_LONGEST_CAPTION = 160
_CONTEXT_LINES = 5
_SENTENCE_ENDS = re.compile(r"(?<=[a-z0-9)%][.!?]) (?=[A-Z])|(?<=。)(?=.)")
_LEADS_ON = re.compile(
    r"[:：]$|\b(?:following|as follows|below)\b"
    r"|次の(?:とおり|通り)|以下の(?:とおり|通り|表)",
    re.IGNORECASE,
)
_NOTE_MARK = re.compile(r"\([0-9]{1,2}\)")
_ASIDE = re.compile(
    r"\s*(?:[(（\[].*[)）\]]|unit\b.*|単位.*|\$? ?in (?:thousands|millions|billions).*)\s*", re.IGNORECASE
)


@dataclass(slots=True, unsafe_hash=True)  # never changed; frozen ones are slow to make
class FoundCell:
    """A cell with its text as printed; `indent` is a width of any measure that the format has, ranked later.

    `printed` is the number where the format itself tells it; else the text does. `line` is its line in a text file,
    `box` where it stands on its page: left, top, right, bottom in points from the page's top left corner.
    `alternatives` are other texts that a doubtful print may be; `tags` the numbers on the page of its inline tags;
    `drawn` the least and most that a chart draws for it, where it prints something else.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    indent: Decimal = Decimal(0)
    bold: bool = False
    rule: bool = False
    formula: str = ""
    printed: Printed | None = None
    line: int | None = None
    box: Box | None = None
    alternatives: tuple[str, ...] = ()
    tags: tuple[int, ...] = ()
    drawn: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table's cells, in rows and columns from 0 in what holds it (a sheet, or itself), and what is around it.

    `page` counts from 1 where the document has pages; `kind` tells charts from tables, `shares` those whose values are
    percentages of one whole.
    """

    cells: tuple[FoundCell, ...]
    caption: str = ""
    context: tuple[str, ...] = ()
    sheet: str | None = None
    line: int | None = None
    page: int | None = None
    box: Box | None = None
    kind: GridKind = GridKind.TABLE
    shares: bool = False


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A line or paragraph of text outside tables; `boxes` gives the place of each of its characters, where known."""

    text: str
    line: int | None = None
    page: int | None = None
    box: Box | None = None
    boxes: tuple[Box | None, ...] = ()

    def box_of(self, span: tuple[int, int]) -> Box | None:
        """The box around the characters of a span, or None where their places are not known."""
        inside = [box for box in self.boxes[slice(*span)] if box is not None]
        if not inside:
            return None
        lefts, tops, rights, bottoms = zip(*inside, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


@dataclass(slots=True)
class Draft:
    """The layout of one document as it is gathered: ids count up in the order in which tables and passages come.

    `tagged` gives the figure of each inline tag that stands in a table, by the file and the tag's number on its page.
    `decimal_commas` says that the last table that told had commas before its decimals.
    """

    document: str
    file: str
    grids: list[Grid] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    scattered: list[ScatteredChart] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    tagged: dict[tuple[str, int], str] = field(default_factory=dict)
    decimal_commas: bool = False

    def add_table(self, table: FoundTable) -> bool:
        """Take a table in, if it prints any number; whether it does."""
        marks = _note_marks(table.cells)
        commas = self._has_decimal_commas(table)
        blanks = table.page is None and groups_by_blanks(_texts(table))  # on pages, geometry may join two cells to one
        numbers = [
            None if cell in marks else cell.printed or number_in(cell.text, commas, blanks) for cell in table.cells
        ]
        if not any(numbers):
            return False
        grid_id = f"t{len(self.grids) + 1}"
        labels = [cell for cell, printed in zip(table.cells, numbers, strict=True) if printed is None]
        indents = _indent_levels(labels)
        cells = []
        for cell, printed in zip(table.cells, numbers, strict=True):
            figure = self._add_figure(grid_id, table, cell, printed) if printed else ""
            cells.append(_grid_cell(cell, figure, 0 if printed else indents[cell.indent]))
        self.grids.append(
            Grid(
                id=grid_id,
                place=Place(
                    self.document, page=table.page, file=self.file, line=table.line, sheet=table.sheet, box=table.box
                ),
                cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
                rows=max(cell.row + cell.row_span for cell in cells),
                columns=max(cell.column + cell.column_span for cell in cells),
                caption=table.caption,
                context=table.context,
                kind=table.kind,
                shares=table.shares,
            )
        )
        return True

    def add_passage(self, found: FoundPassage) -> None:
        """Take in a line of text outside tables, with the numbers it prints."""
        passage_id = f"p{len(self.passages) + 1}"
        place = Place(self.document, page=found.page, file=self.file, line=found.line, box=found.box)
        figures = []
        for number, (span, printed) in enumerate(numbers_in_text(found.text), 1):
            figure_id = f"{passage_id}n{number}"
            at = replace(place, caption=found.text, span=span, box=found.box_of(span))
            self.figures.append(Figure(figure_id, printed, unit_of(printed), at, group=self.document))
            figures.append(figure_id)
        self.passages.append(Passage(passage_id, place, found.text, tuple(figures)))

    def add_chart(self, found: FoundChart, text: str, line: int, around: Sequence[str]) -> None:
        """Take in the labels of a chart that a line is what is left of; `around` the lines about it, nearest first."""
        chart_id = f"c{len(self.scattered) + 1}"
        place = Place(self.document, file=self.file, line=line)

        def add(label: Label) -> str:
            figure_id = f"{chart_id}n{label.span[0]}"
            at = replace(place, caption=text, span=label.span)
            first, *others = label.readings
            self.figures.append(
                Figure(figure_id, first, unit_of(first), at, alternatives=tuple(others), group=self.document)
            )
            return figure_id

        totals = [StatedTotal(t.period, add(t.amount), add(t.growth) if t.growth else "") for t in found.totals]
        runs = tuple(tuple(add(label) for label in run) for run in found.runs)
        caption = found.name or told_before(list(reversed(around)))[0]
        self.scattered.append(ScatteredChart(chart_id, place, caption, found.axis, runs, tuple(totals), tuple(around)))

    def _has_decimal_commas(self, table: FoundTable) -> bool:
        """Whether the table writes `1.234,5`; one that leaves it open does as the tables before it."""
        said = says_decimal_comma(_texts(table))
        if said is None and not self.decimal_commas:
            said = groups_by_points(_columns(table)) or None
        if said is not None:
            self.decimal_commas = said
        return self.decimal_commas

    def _add_figure(self, grid_id: str, table: FoundTable, cell: FoundCell, printed: Printed) -> str:
        figure_id = f"{grid_id}r{cell.row}c{cell.column}"
        place = Place(
            self.document,
            page=table.page,
            file=self.file,
            line=cell.line,
            sheet=table.sheet,
            row=cell.row,
            column=cell.column,
            box=cell.box,
        )
        self.tagged.update(dict.fromkeys(((self.file, tag) for tag in cell.tags), figure_id))
        readings = tuple(reading for text in cell.alternatives if (reading := number_in(text)))
        self.figures.append(
            Figure(figure_id, printed, unit_of(printed), place, alternatives=readings, group=self.document)
        )
        return figure_id


def told_before(lines: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The caption and context of a table from the lines before it: the nearest short line that is no aside, and all.

    An aside is a line in brackets or one that sets a unit; the context comes nearest first. Of a long paragraph its
    last sentence is told, where that leads to what follows.
    """
    nearest = tuple(line for each in lines[: -_CONTEXT_LINES - 1 : -1] if (line := _leading_on(each)))
    titles = (line for line in nearest if len(line) <= _LONGEST_CAPTION and not _ASIDE.fullmatch(line))
    return next(titles, ""), nearest


def _leading_on(line: str) -> str:
    """The line, or its last sentence where it is long; empty where that does not lead to a table."""
    if len(line) <= _LONGEST_CONTEXT:
        return line
    last = _SENTENCE_ENDS.split(line.rstrip())[-1].strip()
    return last if len(last) <= _LONGEST_CONTEXT and _LEADS_ON.search(last) else ""


def unit_of(printed: Printed) -> Unit:
    """The unit that the text itself names, else pure numbers until the layout says more."""
    return unit_from_code(printed.unit) if printed.unit else PURE


def _texts(table: FoundTable) -> list[str]:
    return [cell.text for cell in table.cells if cell.printed is None]


def _columns(table: FoundTable) -> Collection[Sequence[str]]:
    columns: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.printed is None:
            columns.setdefault(cell.column, []).append(cell.text)
    return columns.values()


@lru_cache(maxsize=20_000)
def number_in(text: str, decimal_commas: bool = False, blanks: bool = False) -> Printed | None:
    """The number that a cell prints, None if none; its table may have `decimal_commas`, and `blanks` in thousands."""
    plain = with_fixed_blanks(text) if blanks else text
    try:
        return replace(read_cell(with_decimal_comma(plain) if decimal_commas else plain), text=text)
    except NotANumber:
        return None


def _note_marks(cells: Sequence[FoundCell]) -> set[FoundCell]:
    """Cells such as "(1)" that begin a row of words: a list of notes, not a loss of one."""
    first: dict[int, FoundCell] = {}
    second: dict[int, FoundCell] = {}
    for cell in sorted(cells, key=lambda cell: cell.column):
        (second if cell.row in first else first).setdefault(cell.row, cell)
    return {
        cell
        for row, cell in first.items()
        if _NOTE_MARK.fullmatch(cell.text) and row in second and number_in(second[row].text) is None
    }


def _indent_levels(cells: Iterable[FoundCell]) -> dict[Decimal, int]:
    """Widths ranked from the outermost, 0: what counts is which label is set in deeper than which."""
    widths = sorted({cell.indent for cell in cells})
    return {width: level for level, width in enumerate(widths)}


def _grid_cell(cell: FoundCell, figure: str, indent: int) -> GridCell:
    return GridCell(
        row=cell.row,
        column=cell.column,
        text=cell.text,
        figure=figure,
        row_span=cell.row_span,
        column_span=cell.column_span,
        indent=indent,
        bold=cell.bold,
        rule=cell.rule,
        formula=cell.formula,
        drawn=cell.drawn,
    )
