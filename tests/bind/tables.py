"""Tables typed by hand as rows of texts, on their way to facts: what the tests of binding share."""

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book, Entity
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, Place
from crossfoot.model.layout import Grid, GridCell, Passage
from crossfoot.vocabulary.cell_numbers import read_cell
from crossfoot.vocabulary.notation import NotANumber, Printed
from crossfoot.vocabulary.periods import FiscalCalendar
from crossfoot.vocabulary.units import PURE, unit_from_code


def table(text: str, caption: str = "", context: tuple[str, ...] = ()) -> Book:
    """A book of one table: a line a row, cells parted by `|`, blanks before a label setting it in."""
    return tables((text, caption, context))


def tables(*given: tuple[str, str, tuple[str, ...]], says: str = "", then: str = "") -> Book:
    """A book of several tables, each with its caption and context, and of passages that say something."""
    grids, figures = [], list[Figure]()
    for number, (text, caption, context) in enumerate(given, 1):
        cells = []
        for row, line in enumerate(text.strip("\n").splitlines()):
            for column, field in enumerate(line.split("|")):
                if field.strip():
                    cells.append(_cell(f"t{number}", row, column, field, figures))
        size = max(cell.row for cell in cells) + 1, max(cell.column for cell in cells) + 1
        grids.append(Grid(f"t{number}", Place("doc"), tuple(cells), *size, caption, context))
    spoken = [text for text in (says, then) if text]
    passages = tuple(Passage(f"p{number}", Place("doc"), text) for number, text in enumerate(spoken, 1))
    entity = Entity("doc", "XXX", FiscalCalendar())
    return Book(entity, grids=tuple(grids), figures=tuple(figures), passages=passages)


def _cell(grid: str, row: int, column: int, field: str, figures: list[Figure]) -> GridCell:
    text = field.strip()
    printed = _printed(text)
    figure_id = f"{grid}r{row}c{column}" if printed else ""
    if printed:
        unit = unit_from_code(printed.unit) if printed.unit else PURE
        figures.append(Figure(figure_id, printed, unit, Place("doc", row=row, column=column), group="doc"))
    indent = (len(field) - len(field.lstrip())) // 2 if column == 0 else 0
    return GridCell(row, column, text, figure_id, indent=indent)


def _printed(text: str) -> Printed | None:
    try:
        return read_cell(text)
    except NotANumber:
        return None


def facts(book: Book) -> dict[str, str]:
    """What every figure of the bound book states, by its text: `revenue|FY2023|actual`, periods by their codes."""
    bound = bind_grids(book)
    return {figure.text: said(bound, figure.fact) for figure in bound.figures if figure.fact is not None}


def said(book: Book, key: FactKey) -> str:
    """A fact in short."""
    vintage = f"@{key.scenario.vintage.isoformat()}" if key.scenario.vintage else ""
    scenario = "" if key.scenario.kind == "actual" else f" {key.scenario.kind}{vintage}"
    return f"{key.name} {book.entity.calendar.code(key.period)}{scenario}"


def amounts(book: Book) -> dict[str, str]:
    """The value of every figure of the bound book in whole units, with its unit, by its text: `1,204,000,000 USD`."""
    return {figure.text: f"{figure.printed.value:,f} {figure.unit}" for figure in bind_grids(book).figures}
