"""Tables for tests: books of one grid, written as rows of texts, each number a fact of its row and column."""

import re
from collections.abc import Sequence

from crossfoot.model.book import Book, Entity
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, Place
from crossfoot.model.identities import Identity
from crossfoot.model.layout import Grid, GridCell
from crossfoot.tie.discovery.discover import discover
from crossfoot.vocabulary.cell_numbers import is_year, read_cell
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.notation import NotANumber, Printed
from crossfoot.vocabulary.periods import FiscalCalendar, Undated
from crossfoot.vocabulary.units import PERCENT, PURE, Unit, unit_from_code

Rows = Sequence[Sequence[str]]

_PERCENT_WORDS = re.compile(r"%|\bpercent\b|構成比|増減率|前年比")
_NOTE = re.compile(r"(?<=[0-9]) \([0-9]\)$")


def rows_of(text: str) -> Rows:
    """The rows of a table written a line each, cells parted by bars."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def book_of(rows: Rows, name: str = "t") -> Book:
    """The book of one table: a measure for each row and unit, a period for each column, headings left unbound."""
    first = _first_row(rows)
    cells, figures, measures = [], [], {}
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            figure = _figure(rows, (row, column), first)
            if figure is not None and figure.fact is not None:
                figures.append(figure)
                name = figure.fact.measure
                measures[name] = Measure(name, texts[0] or name, MeasureKind.FLOW, figure.unit)
            if text:
                cells.append(GridCell(row, column, text, figure.id if figure else ""))
    size = len(rows), max(map(len, rows))
    grid = Grid(name, Place(name), tuple(cells), *size)
    return Book(Entity("Test", "USD", FiscalCalendar()), measures=measures, figures=tuple(figures), grids=(grid,))


def _first_row(rows: Sequence[Sequence[str]]) -> int:
    """The first row that prints amounts: one with a number that is neither a year nor in the column of labels."""
    for number, row in enumerate(rows):
        printed = [text for text in row[1:] if _printed(text)]
        if printed and not all(is_year(text) for text in printed):
            return number
    return len(rows)


def _figure(rows: Rows, at: tuple[int, int], first: int) -> Figure | None:
    row, column = at
    texts = rows[row]
    printed = _printed(texts[column])
    if row < first or column == 0 or printed is None:
        return None
    if all(is_year(text) for text in texts[1:] if _printed(text)):
        return None
    unit = _unit(printed, texts[0], [line[column] for line in rows[:first] if column < len(line)])
    fact = FactKey(f"r{row}" + ("%" if unit is PERCENT else ""), Undated(f"c{column}"))
    return Figure(f"t.r{row}c{column}", printed, unit, Place("t", row=row, column=column), fact, group="t")


def _unit(printed: Printed, label: str, headings: Sequence[str]) -> Unit:
    if printed.unit:
        return unit_from_code(printed.unit) if printed.unit == "percent" else PURE
    named = any(_PERCENT_WORDS.search(text) for text in (*headings, label))
    return PERCENT if named else PURE


def _printed(text: str) -> Printed | None:
    try:
        return read_cell(_NOTE.sub("", text)) if text else None
    except NotANumber:
        return None


def found(book: Book) -> dict[str, str]:
    """The discovered relations down a table with the columns where they are asserted: `r4 = r2 + r3` in `c1 c2`."""
    columns: dict[str, list[str]] = {}
    for identity in book.identities:
        if identity.belief is not None and identity.subject is not None and identity.ratio is None:
            shown = _shown(identity, [term.fact.measure for term in identity.terms])
            columns.setdefault(shown, []).append(_column(identity.subject))
    return {shown: " ".join(where) for shown, where in columns.items()}


def found_across(book: Book) -> dict[str, str]:
    """The discovered relations across a table with the rows where they are asserted: `c3 = c1 - c2` in `r1 r2`."""
    rows: dict[str, list[str]] = {}
    for identity in book.identities:
        if identity.belief is not None and identity.subject is not None and identity.ratio is None:
            shown = _shown(identity, [_column(term.fact) for term in identity.terms])
            rows.setdefault(shown, []).append(identity.subject.measure)
    return {shown: " ".join(where) for shown, where in rows.items()}


def _column(fact: FactKey) -> str:
    assert isinstance(fact.period, Undated)
    return fact.period.column


def _shown(identity: Identity, names: Sequence[str]) -> str:
    parts = "".join(
        f" {'-' if term.coefficient > 0 else '+'} {name}"
        for term, name in zip(identity.terms[1:], names[1:], strict=True)
    )
    return f"{names[0]} = {parts.removeprefix(' + ').strip()}"


def down(text: str) -> dict[str, str]:
    """What is found down the table that is typed so."""
    return found(discover(book_of(rows_of(text))))


def across(text: str) -> dict[str, str]:
    """What is found across it."""
    return found_across(discover(book_of(rows_of(text))))
