"""The mapping of a document: what its tables were taken to state, written out, and a person's corrections obeyed.

A choice that is the reader's own changes nothing; one that differs takes its place. So a mapping that nobody touched
can be given again with the next quarter's document, and what that document has anew is still told by its layout.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from crossfoot.bind.grids.cells import NamedTable, essence, named_tables
from crossfoot.bind.grids.corrections import SCALES, Changes
from crossfoot.bind.grids.periods.headings import told
from crossfoot.model.book import Book
from crossfoot.model.choices import OWN, Choices, ColumnChoice, TableChoices
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.vocabulary.measures import Aspect, AspectKind
from crossfoot.vocabulary.periods import Duration, FiscalCalendar
from crossfoot.vocabulary.units import UnitKind

_MEMBER = " ("  # what follows it in a measure's name tells one of its columns from the others


def choices_of(raw: Book, bound: Book) -> tuple[TableChoices, ...]:
    """What the tables of a document, `raw` as read, were taken to state in the `bound` book."""
    figures = {figure.id: figure for figure in bound.figures}
    return tuple(_chosen(table, figures, bound) for table in named_tables(raw))


def _chosen(table: NamedTable, figures: Mapping[str, Figure], book: Book) -> TableChoices:
    cells = [(cell, figures[cell.figure]) for cell in table.cells if cell.figure in figures]
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    columns: dict[str, list[FactKey]] = defaultdict(list)
    for cell, figure in cells:
        if figure.fact is not None:
            measure = figure.fact.measure
            rows[cell.row][OWN if measure.startswith(table.prefix) else measure.partition(_MEMBER)[0]] += 1
            columns[cell.column].append(figure.fact)
    return TableChoices(
        table.title,
        table.number,
        _unit(figure for _, figure in cells),
        {row: _commonest(named) for row, named in rows.items()},
        {column: _column(column, keys, book.entity.calendar) for column, keys in columns.items()},
        unit_told=True,
    )


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name))


def _column(heading: str, keys: Sequence[FactKey], calendar: FiscalCalendar) -> ColumnChoice:
    """The span of a column where any of its figures has one; balances stand at its close."""
    spans = [key for key in keys if isinstance(key.period, Duration)] or list(keys)
    period = _commonest(Counter(calendar.code(key.period) for key in spans))
    scenario = _commonest(Counter(str(key.scenario.kind) for key in keys))
    aspect = _commonest(Counter(_aspect_text(key.aspect) for key in keys))
    return ColumnChoice(period, scenario, aspect, elsewhere=not _is_dated(heading))


def _is_dated(heading: str) -> bool:
    """Whether a heading names its year itself, so that it means the same in every document."""
    words = told(heading).words
    return words.year is not None or words.day is not None or words.span is not None


def _aspect_text(aspect: Aspect) -> str:
    return aspect.suffix.removeprefix(".") or str(AspectKind.LEVEL)


def _unit(figures: Iterable[Figure]) -> str:
    """`JPY million`: the commonest currency and scale of a table's amounts; empty where it has none."""
    units = Counter(
        f"{figure.unit.code} {_scale_text(figure.printed.scale)}".strip()
        for figure in figures
        if figure.unit.kind is UnitKind.MONEY
    )
    return _commonest(units) if units else ""


def _scale_text(scale: Decimal) -> str:
    return next((word for word, power in SCALES.items() if Decimal(1).scaleb(power) == scale), "")


def obeyed(raw: Book, bound: Book, choices: Choices) -> Book:
    """The bound book with every choice that differs from its own put in its place. Raises InputError."""
    document = raw.documents[0].name if raw.documents else ""
    own = {(essence(table.title), table.number): table for table in choices_of(raw, bound)}
    changes = Changes(bound, choices.file)
    for table in named_tables(raw):
        choice = _told(table, document, choices)
        changes.take(table, replace(choice, rows={**choices.rows, **choice.rows}), own[table.essence])
    return changes.book()


def _told(table: NamedTable, document: str, choices: Choices) -> TableChoices:
    """What is told of a table: for its document, for any, or else for another's of its title, though not the unit."""
    known = [each for each in choices.tables if (essence(each.title), each.number) == table.essence]
    for name in (document, ""):
        for each in known:
            if each.document == name:
                return each
    return replace(known[0], unit="") if known else TableChoices(table.title)
