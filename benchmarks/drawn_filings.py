"""Filings as books of one table for each presentation role, as their pages and forms print them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.laid_flat import Schedule, schedule
from benchmarks.linkbases import Filing, Node, Span
from benchmarks.stated_by_labels import Line

from crossfoot.model.book import Book, Entity
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, Place
from crossfoot.model.layout import Grid, GridCell
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.periods import FiscalCalendar, Undated
from crossfoot.vocabulary.units import money, per_share, unit_from_code

_OPENING = ("periodStartLabel", "BeginningBalance")
_WORD = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])|[0-9]+")
_FEWEST = 4  # facts that make a column
_MOST_COLUMNS = 12


@dataclass(slots=True)
class Drawn:
    """A filing as a book, and for each role the concept, sign and role of label of each line, and its words."""

    book: Book
    rows: dict[str, dict[int, tuple[str, int, str]]]
    labels: dict[str, dict[int, str]]


def draw(filing: Filing) -> Drawn:
    """The filing's roles that have sums, as the grids of a book."""
    figures: list[Figure] = []
    grids: list[Grid] = []
    measures: dict[str, Measure] = {}
    drawn = Drawn(Book(Entity("Filer", "USD", FiscalCalendar())), {}, {})
    for role in [role for role in filing.lines if role in filing.sums]:
        name, spans = f"g{len(grids)}", _columns(filing, role)
        rows, labels = drawn.rows.setdefault(role, {}), drawn.labels.setdefault(role, {})
        printed, here = filing.labels_of(role), []
        for row, node in enumerate(filing.lines[role], 1):
            sign = -1 if node.label.startswith("negated") else 1
            told = [filing.labels.get((node.concept, name)) for name in (node.label, "label")]
            labels[row] = next(filter(None, (printed.get(node.concept), *told)), _words_of(node.concept))
            rows[row] = node.concept, sign, node.label
            for column, span in enumerate(spans, 1):
                found = filing.values_of(role).get((node.concept, _meant(filing, role, node, span)))
                if found is not None:
                    here.append(_figure((name, row, column), found, sign))
        for figure in here:
            assert figure.fact is not None
            words = labels[figure.place.row or 0]
            measures[figure.fact.measure] = Measure(figure.fact.measure, words, MeasureKind.FLOW, figure.unit)
        figures += here
        grids.append(_grid(role, (rows, labels), (filing.lines[role], spans), here))
    drawn.book = drawn.book.grown(measures=measures, figures=tuple(figures), grids=tuple(grids))
    return drawn


def _grid(
    role: str,
    told: tuple[Mapping[int, tuple[str, int, str]], Mapping[int, str]],
    page: tuple[Sequence[Node], Sequence[Span]],
    figures: Sequence[Figure],
) -> Grid:
    """A role as a table: its lines down and its spans across, or a schedule laid flat as its form prints it."""
    (rows, labels), (nodes, spans) = told, page
    shown = sorted({figure.place.row or 0 for figure in figures})
    lines = [Line(rows[row][0], rows[row][1], not closes(rows[row][2]), labels[row]) for row in shown]
    form = schedule(lines) or Schedule(
        tuple((row - 1, 0) for row in shown), tuple(labels[row] for row in sorted(rows)), ("",)
    )
    places, width = dict(zip(shown, form.places, strict=True)), len(form.columns)
    deep = [node.depth for node in nodes] if width == 1 else [0] * len(form.rows)
    cells = [GridCell(row, 0, text, indent=deep[row - 1]) for row, text in enumerate(form.rows, 1)]
    for number, (start, end) in enumerate(spans):
        heads = [f"{words} {start} {end}".strip() for words in form.columns]
        cells += [GridCell(0, number * width + at, text) for at, text in enumerate(heads, 1)]
    for figure in figures:
        row, column = places[figure.place.row or 0]
        at = ((figure.place.column or 0) - 1) * width + column + 1
        cells.append(GridCell(row + 1, at, figure.text, figure.id, indent=deep[row]))
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return Grid(role, Place(role), ordered, len(form.rows) + 1, len(spans) * width + 1)


def _words_of(concept: str) -> str:
    """The words of a concept's name, which stand for its label where none ships: `Current assets`."""
    return " ".join(_WORD.findall(concept)).capitalize()


def _columns(filing: Filing, role: str) -> list[Span]:
    """The spans that print several of the lines, latest first: durations where any line has one, else instants."""
    concepts = {node.concept for node in filing.lines[role]}
    counts = Counter(span for concept, span in filing.values_of(role) if concept in concepts)
    durations = {span: n for span, n in counts.items() if span[0]}
    kept = durations or counts
    spans = sorted((s for s, n in kept.items() if n >= _FEWEST), key=lambda s: (s[1], s[0]), reverse=True)
    return spans[:_MOST_COLUMNS]


def _meant(filing: Filing, role: str, node: Node, span: Span) -> Span:
    """The span of a line in a column: a balance is that at the end of the column's, or before its start."""
    if (node.concept, span) in filing.values_of(role) or not span[0]:
        return span
    if node.label.endswith(_OPENING):
        return "", (date.fromisoformat(span[0]) - timedelta(days=1)).isoformat()
    return "", span[1]


def _figure(at: tuple[str, int, int], found: tuple[Decimal, int, str], sign: int) -> Figure:
    grid, row, column = at
    value, decimals, unit = found
    place = Decimal(1).scaleb(-decimals) if decimals < 90 else Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    name = unit.lower()
    kind = per_share("USD") if "share" in name and "usd" in name else money("USD") if "usd" in name else None
    shown = f"{sign * value / max(place, Decimal(1)):,f}"
    printed = Printed(shown, sign * value, place, max(place, Decimal(1)))
    fact = FactKey(f"{grid}r{row}", Undated(f"c{column}"))
    key = Place(grid, row=row, column=column)
    return Figure(f"{grid}r{row}c{column}", printed, kind or unit_from_code(name or "pure"), key, fact, group="f")


def closes(label: str) -> bool:
    """Whether a line so labelled is of the end of its period, as all are but opening balances."""
    return not label.endswith(_OPENING)
