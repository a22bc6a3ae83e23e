"""Grids to facts: every number of a table gets its measure, period, scenario, aspect, unit and scale from the layout.

What layout and labels do not tell is said by a name of the table's own: a measure `t2: Other, net`, an undated column.
Two tables share a measure only where both name the same line of a statement and their figures bear it out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from crossfoot.bind.grids.dating.fiscal import document_calendar
from crossfoot.bind.grids.evidence import doubted
from crossfoot.bind.grids.facts import GridFacts, GridReading
from crossfoot.bind.grids.layout.heads import headings
from crossfoot.bind.grids.layout.shape import shape_of
from crossfoot.bind.grids.layout.split_tables import with_wide_tables
from crossfoot.bind.grids.linking import linked
from crossfoot.bind.grids.numbers.amounts import Units
from crossfoot.bind.grids.numbers.asides import with_asides
from crossfoot.bind.grids.numbers.lost_dashes import with_lost_dashes
from crossfoot.bind.grids.periods.eras import with_whole_years
from crossfoot.bind.grids.periods.headings import mentions, told
from crossfoot.bind.grids.units.written import names_only_unit
from crossfoot.model.book import Book, Entity
from crossfoot.model.figures import Figure
from crossfoot.model.layout import Grid
from crossfoot.vocabulary.measures import Measure
from crossfoot.vocabulary.spans import Duration

_TITLE_CELLS = 2  # a label and what is set a little apart from it


def bind_grids(book: Book) -> Book:
    """The book with a fact for every number in its grids, its measures, and the calendar and currency they are in.

    Numbers that are no figures leave the book: years in headings, references to notes, the numbering of rows.
    """
    book, shown = with_lost_dashes(with_wide_tables(with_asides(book)))
    dated = with_whole_years(shown)
    numbered = list(_going_on(grid for grid in dated.grids if any(cell.figure for cell in grid.cells)))
    shapes = {grid.id: shape_of(grid) for grid in numbered}
    heads = {grid.id: [headings(shapes[grid.id], band) for band in shapes[grid.id].bands] for grid in numbered}
    every = [heading for bands in heads.values() for band in bands for heading in band]
    calendar = document_calendar(dated, every)
    figures = {figure.id: figure for figure in book.figures}
    units = Units(dated, heads)
    found = []
    for grid in numbered:
        reading = partial(GridReading, grid, shapes[grid.id], figures, units, calendar)
        facts = reading().facts(heads[grid.id])
        doubts = doubted(facts.figures, {measure.name: measure for measure in facts.measures}, calendar.calendar)
        found.append(reading().facts(heads[grid.id], doubts) if doubts else facts)
    entity = Entity(book.entity.name, units.currency or book.entity.currency, calendar.calendar)
    return _grown(book.grown(entity=entity), linked(found))


def _going_on(grids: Iterable[Grid]) -> Iterator[Grid]:
    """The tables, each with what stands above it; one that follows another at once goes on under the same lines.

    A unit between them sets only that anew: a statement that is broken in two says its period once.
    """
    before = ("", tuple[str, ...]())
    for grid in grids:
        if grid.caption or not all(map(names_only_unit, grid.context)):
            before = grid.caption, grid.context
            yield grid
        elif title := _title_within(grid):
            before = title, grid.context
            yield replace(grid, caption=title)
        else:
            yield replace(grid, caption=before[0], context=(*grid.context, *before[1]))


def _title_within(grid: Grid) -> str:
    """The first line of a table where it is a title that dates all of it, in one cell or in two; else empty."""
    first = [cell for cell in grid.cells if cell.row == grid.cells[0].row]
    text = " ".join(cell.text for cell in first)
    alone = len(first) <= _TITLE_CELLS and not any(cell.figure for cell in first)
    return text if alone and len(mentions(text)) == 1 and isinstance(told(text).words.span, Duration) else ""


def _grown(book: Book, found: list[GridFacts]) -> Book:
    bound = {figure.id: figure for facts in found for figure in facts.figures}
    measures: dict[str, Measure] = dict(book.measures)
    for facts in found:
        for measure in facts.measures:
            measures.setdefault(measure.name, measure)
    in_grids = {cell.figure for grid in book.grids for cell in grid.cells if cell.figure}
    figures = [
        bound.get(figure.id, figure) for figure in book.figures if figure.id in bound or figure.id not in in_grids
    ]
    return book.grown(
        figures=tuple(figures), measures=measures, grids=tuple(_without_others(grid, bound) for grid in book.grids)
    )


def _without_others(grid: Grid, bound: Mapping[str, Figure]) -> Grid:
    """The grid whose cells point at no figure that the book no longer has."""
    cells = tuple(cell if cell.figure in bound or not cell.figure else replace(cell, figure="") for cell in grid.cells)
    return replace(grid, cells=cells)
