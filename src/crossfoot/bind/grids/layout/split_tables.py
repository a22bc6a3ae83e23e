"""Tables too wide for their page: a second one with the same rows goes on where the first one ends."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossfoot.bind.grids.layout.shape import Band, Shape, shape_of
from crossfoot.bind.grids.periods.headings import told
from crossfoot.bind.grids.units.written import unit_words
from crossfoot.model.book import Book
from crossfoot.model.layout import Grid, GridCell, GridKind

_ROWS_LEAST = 3  # with numbers
_LONGEST_UNIT = 40  # characters


def with_wide_tables(book: Book) -> Book:
    """The book with each table that its document had to set in two, one beside the other, as one table.

    Segments on one page and their total on the next, the equity of shareholders and below it that of all owners: the
    second part has the same rows, other columns, and nothing of its own above it, so that what adds across is seen.
    """
    grids: list[Grid] = []
    for grid in book.grids:
        joined = _joined(grids[-1], grid) if grids and _may_follow(grids[-1], grid) else None
        if joined is None:
            grids.append(grid)
        else:
            grids[-1] = joined
    return book if len(grids) == len(book.grids) else book.grown(grids=tuple(grids))


def _may_follow(one: Grid, other: Grid) -> bool:
    """Whether a table may go on with another, by where they stand and what is said above the second: at most a unit."""
    if one.kind is not GridKind.TABLE or other.kind is not GridKind.TABLE or one.place.sheet or other.place.sheet:
        return False
    if (one.place.document, one.place.file) != (other.place.document, other.place.file):
        return False
    if (other.place.page or 0) - (one.place.page or 0) not in (0, 1):
        return False
    above = (one.caption, *one.context)
    return all(line in above and _sets_unit(line) for line in (other.caption, *other.context) if line)


def _sets_unit(line: str) -> bool:
    return len(line) <= _LONGEST_UNIT and not told(line).is_period and not unit_words(line).is_empty


def _joined(one: Grid, other: Grid) -> Grid | None:
    """Both as one table, the columns of the second behind those of the first; None where they do not belong together.

    The lowest headings of both come to stand in one row, just above the numbers.
    """
    halves = [(grid, shape_of(grid)) for grid in (one, other)]
    if any(len(shape.bands) != 1 or shape.notes for _, shape in halves) or not _have_same_rows(halves):
        return None
    heads = [[cell.text for row in shape.bands[0].heads for cell in shape.right(row)] for _, shape in halves]
    if not all(heads) or set(heads[1]) <= set(heads[0]) or any(told(text).is_period for text in heads[1]):
        return None
    bodies = [_body(shape) for _, shape in halves]
    top = max(body[0] for body in bodies)
    rows = {row: top + at for at, row in enumerate(bodies[0])}
    again = {row: top + at for at, row in enumerate(bodies[1])}
    step = one.columns - halves[1][1].first
    part = 1 + max(cell.part for cell in one.cells)
    behind = (replace(c, part=part) for c in _placed(halves[1], again, step) if c.column >= one.columns)
    cells = [*_placed(halves[0], rows, 0), *behind]
    return replace(
        one,
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        rows=max(cell.row + cell.row_span for cell in cells),
        columns=one.columns + other.columns - halves[1][1].first,
    )


def _have_same_rows(halves: Sequence[tuple[Grid, Shape]]) -> bool:
    """Whether two tables name the same rows in the same order, and print numbers in the same ones."""
    (_, first), (_, second) = halves
    rows = [_body(shape) for shape in (first, second)]
    if len(rows[0]) != len(rows[1]):
        return False
    numbered = 0
    for row, again in zip(*rows, strict=True):
        if _label(first, row) != _label(second, again):
            return False
        numbered += bool(first.numbers(row)) and bool(second.numbers(again))
    return numbered >= _ROWS_LEAST and any(_label(first, row) for row in rows[0])


def _label(shape: Shape, row: int) -> str:
    return "".join("".join(cell.text.split()) for cell in shape.labels(row))


def _body(shape: Shape) -> Sequence[int]:
    """The rows of a table below its headings, its titles of sections among them."""
    band: Band = shape.bands[0]
    return band.rows


def _placed(half: tuple[Grid, Shape], rows: dict[int, int], step: int) -> Iterator[GridCell]:
    """The cells of a part where they stand in the whole: headings that have none below them in the row above all."""
    grid, shape = half
    top, into = min(rows), min(rows.values())
    heads = [cell for cell in grid.cells if cell.row < top]
    for cell in grid.cells:
        if cell.row in rows:
            yield replace(cell, row=rows[cell.row], column=cell.column + step)
        elif cell.row < top and cell.column >= shape.first and not any(_is_over(cell, each) for each in heads):
            yield replace(cell, row=into - 1, row_span=1, column=cell.column + step)
        elif cell.row < top:
            yield replace(cell, row=max(0, cell.row + into - top), column=cell.column + step)


def _is_over(cell: GridCell, other: GridCell) -> bool:
    """Whether another heading stands below one, over columns of its own."""
    beside = other.column >= cell.column + cell.column_span or cell.column >= other.column + other.column_span
    return other.row > cell.row and not beside and bool(other.text.strip())
