"""Tables as discovery sees them: lines that may add, crossed by lines in which they would, in whole last places."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.layout import Grid, GridCell
from crossfoot.tie.discovery.tables.accounts import account, account_of_measure
from crossfoot.tie.discovery.tables.labels import Words, words_of
from crossfoot.vocabulary.cell_numbers import is_year
from crossfoot.vocabulary.units import Unit

_COLUMN = 3  # figures of a column that tell how one without others in its row is printed


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column that prints figures: where it stands in its grid, its words, and how it is set.

    `begins` says that a heading without figures stands just before it; `account` is the line of everybody's statements
    that it is, if any.
    """

    at: int
    label: str
    words: Words
    begins: bool = False
    indent: int = 0
    marked: bool = False  # bold, or a line drawn above
    account: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure of a table: its value and last place in grains; the `grain` is its unit's finest place in the table."""

    fact: FactKey
    unit: Unit
    value: int
    place: int
    grain: Fraction


@dataclass(frozen=True, slots=True)
class Table:
    """Lines crossed by lines. `entries` gives the figure at a line and a crossing; a blank has none."""

    grid: str
    lines: tuple[Line, ...]
    crossings: tuple[Line, ...]
    entries: Mapping[tuple[int, int], Entry]
    upright: bool = True  # lines are the grid's rows

    def turned(self) -> "Table":
        """The same table with its columns as lines, for sums across."""
        entries = {(crossing, line): entry for (line, crossing), entry in self.entries.items()}
        return Table(self.grid, self.crossings, self.lines, entries, not self.upright)

    def along(self, line: int) -> Iterator[tuple[int, Entry]]:
        """The figures of a line, with their crossings."""
        for crossing in range(len(self.crossings)):
            entry = self.entries.get((line, crossing))
            if entry is not None:
                yield crossing, entry


def tables(book: Book) -> Iterator[Table]:
    """The tables of a book's grids; a grid whose headings are printed anew further down holds several."""
    figures = {figure.id: figure for figure in book.figures if figure.fact is not None}
    for grid in book.grids:
        rows = {row: list(cells) for row, cells in groupby(grid.cells, key=lambda cell: cell.row)}
        heads: list[list[GridCell]] = []
        body: list[list[GridCell]] = []
        for row in sorted(rows):
            if _is_heading(rows[row], figures):
                if body:
                    yield from _table(grid, heads, body, figures)
                    heads, body = [], []
                heads.append(rows[row])
            else:
                body.append(rows[row])
        yield from _table(grid, heads, body, figures)


def _is_heading(cells: list[GridCell], figures: Mapping[str, Figure]) -> bool:
    """Whether a row heads columns: texts (years count as such) in several columns, and no figure that states a fact."""
    numbers = [cell for cell in cells if cell.figure in figures]
    if numbers:
        return all(is_year(cell.text) for cell in numbers) and len(numbers) > 1
    return sum(bool(cell.text.strip()) for cell in cells if cell.column > 0) > 1


def _table(
    grid: Grid, heads: list[list[GridCell]], body: list[list[GridCell]], figures: Mapping[str, Figure]
) -> Iterator[Table]:
    numbers = {(c.row, c.column): figures[c.figure] for cells in body for c in cells if c.figure in figures}
    if not numbers:
        return
    rows = _telling(list(_rows(body, figures)))
    columns = tuple(_columns(heads, body, sorted({column for _, column in numbers}), figures))
    at_row = {line.at: number for number, line in enumerate(rows)}
    at_column = {line.at: number for number, line in enumerate(columns)}
    grains = _grains(numbers.values())
    entries = {(at_row[r], at_column[c]): _entry(figure, grains[figure.unit]) for (r, c), figure in numbers.items()}
    yield Table(grid.id, rows, columns, _as_beside(entries))


def _as_beside(entries: dict[tuple[int, int], Entry]) -> dict[tuple[int, int], Entry]:
    """The figures with the last place that all of their row and more of their column have, where they show fewer.

    `123` where `12.3` is meant is compared with its neighbours as if it were `123.0`; alone in its row, as its column
    has it throughout.
    """
    rows: dict[tuple[int, Unit], Counter[int]] = {}
    columns: dict[tuple[int, Unit], Counter[int]] = {}
    for (row, column), entry in entries.items():
        if entry.value:
            rows.setdefault((row, entry.unit), Counter())[entry.place] += 1
            columns.setdefault((column, entry.unit), Counter())[entry.place] += 1
    found = dict(entries)
    for (row, column), entry in entries.items():
        if entry.value:
            place = _place_beside(entry.place, rows[row, entry.unit], columns[column, entry.unit])
            if place != entry.place:
                found[row, column] = replace(entry, place=place)
    return found


def _place_beside(place: int, row: Counter[int], column: Counter[int]) -> int:
    """The last place that a figure is compared with, among those of its row and of its column."""
    if row.total() == 1:
        finest, others = min(column), column.total() - 1
        return finest if others >= _COLUMN and column[finest] == others else place
    finest = min(row)
    alone = row[finest] == row.total() - 1 and column[finest] > column[place]
    return finest if place > finest and alone else place


def _grains(figures: Iterable[Figure]) -> dict[Unit, Fraction]:
    finest: dict[Unit, Decimal] = {}
    for figure in figures:
        place = figure.printed.place
        finest[figure.unit] = min(place, finest.get(figure.unit, place))
    return {unit: Fraction(place) for unit, place in finest.items()}


def entry_of(figure: Figure) -> Entry:
    """A figure by itself, in grains of its own last place."""
    return _entry(figure, Fraction(figure.printed.place))


def _entry(figure: Figure, grain: Fraction) -> Entry:
    assert figure.fact is not None
    value, place = _in_grains(figure.printed.value, grain), _in_grains(figure.printed.place, grain)
    return Entry(figure.fact, figure.unit, value, place, grain)


def _in_grains(value: Decimal, grain: Fraction) -> int:
    """A value in whole grains, to nearest, without fractions where it has no rest: nearly all have none."""
    over, under = value.as_integer_ratio()
    over, under = over * grain.denominator, under * grain.numerator
    whole, rest = divmod(over, under)
    return round(Fraction(over, under)) if rest else whole


def _rows(body: list[list[GridCell]], figures: Mapping[str, Figure]) -> Iterator[Line]:
    begins = True
    for cells in body:
        texts = [cell for cell in cells if cell.figure not in figures and cell.text.strip()]
        if len(texts) == len([cell for cell in cells if cell.text.strip()]):
            begins = begins or bool(texts)
            continue
        first = min(cell.column for cell in cells if cell.figure in figures)
        label = " ".join(cell.text.strip() for cell in texts if cell.column < first)
        indent = texts[0].indent if texts else 0
        marked = any(cell.bold or cell.rule for cell in cells)
        words = words_of(label)
        if any(words_of(_section(figures[cell.figure])).never for cell in cells if cell.figure in figures):
            words = replace(words, never=True)
        yield Line(cells[0].row, label, words, begins, indent, marked, _account(label, cells, figures))
        begins = False


def _telling(rows: list[Line]) -> tuple[Line, ...]:
    """The rows: one without a name tells of a subtotal only among rows with names, and not where most lack them."""
    if 2 * sum(row.words.unnamed for row in rows) <= len(rows):
        return tuple(rows)
    return tuple(replace(row, words=replace(row.words, unnamed=False)) for row in rows)


def _account(label: str, cells: Sequence[GridCell], figures: Mapping[str, Figure]) -> str:
    """The account that a row is, by its words or by what its figures were bound to."""
    facts = (figures[cell.figure].fact for cell in cells if cell.figure in figures)
    return account(label) or next((found for fact in facts if fact and (found := account_of_measure(fact.measure))), "")


def _section(figure: Figure) -> str:
    """The heading of the section that a figure's measure stands in, as its binding names it: `Per share / Basic`."""
    return figure.fact.measure.rpartition(" / ")[0] if figure.fact is not None else ""


def _columns(
    heads: list[list[GridCell]], body: list[list[GridCell]], numbered: list[int], figures: Mapping[str, Figure]
) -> Iterator[Line]:
    for column in numbered:
        over = [
            cell.text.strip()
            for cells in heads
            for cell in cells
            if cell.column <= column < cell.column + cell.column_span and (cell.column > 0 or column == 0)
        ]
        marked = all(cell.bold for cells in body for cell in cells if cell.column == column and cell.figure in figures)
        label = " ".join(text for text in over if text)
        yield Line(column, label, words_of(label), marked=marked)
