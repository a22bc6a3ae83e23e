"""Numbers that Japanese tables set in brackets: told by the way, of the line above or beside (内書), and no minus."""

import re
from collections import defaultdict
from dataclasses import replace

from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.model.layout import Grid, GridCell
from crossfoot.vocabulary.number_words import STRAIGHT

_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
_TELLS = re.compile(r"[△▲▼]\s?[(（]?\s?[0-9]|（\s?[0-9]")
_NUMBER_IN_BRACKETS = re.compile(r"\(\s*[0-9][^()]*\)")
# Whole amounts: a rate told below its amount has decimals or a sign of its own, and is worth testing.
_AMOUNT_IN_BRACKETS = re.compile(r"\(\s*(?:[0-9][0-9,]*|[-‐–—―─])\s*\)|\[[^\[\]]*\]")


def with_asides(book: Book) -> Book:
    """The book with numbers that its tables set in brackets told apart from negative ones.

    Full-width brackets are read as no minus wherever they stand. Half-width ones are none either in a table in Japanese
    that marks a minus with a triangle, or that has both: which of the two it prints is its typist's habit. A row of
    nothing but amounts in brackets has no label: it says how much of the line above is current, or impaired, and its
    figures state no fact.
    """
    japanese = [grid for grid in book.grids if any(_JAPANESE.search(cell.text) for cell in grid.cells)]
    asides = {figure for grid in japanese for figure in _no_minus(grid)}
    rows = {grid.id: _rows_by_the_way(grid) for grid in japanese}
    if not asides and not any(rows.values()):
        return book
    return book.grown(
        figures=tuple(_above_nought(each) if each.id in asides else each for each in book.figures),
        grids=tuple(_without_rows(grid, rows.get(grid.id, set())) for grid in book.grids),
    )


def _no_minus(grid: Grid) -> list[str]:
    """The figures in half-width brackets of a table where these are no minus."""
    if not any(cell.figure and _TELLS.match(cell.text.strip()) for cell in grid.cells):
        return []
    return [cell.figure for cell in grid.cells if cell.figure and _NUMBER_IN_BRACKETS.fullmatch(_plain(cell))]


def _rows_by_the_way(grid: Grid) -> set[int]:
    """The rows that hold amounts in brackets and nothing else."""
    rows: dict[int, list[GridCell]] = defaultdict(list)
    for cell in grid.cells:
        if cell.text.strip():
            rows[cell.row].append(cell)
    return {
        row
        for row, cells in rows.items()
        if row
        and any(cell.figure for cell in cells)
        and all(_AMOUNT_IN_BRACKETS.fullmatch(_plain(cell)) for cell in cells)
    }


def _without_rows(grid: Grid, rows: set[int]) -> Grid:
    if not rows:
        return grid
    return replace(grid, cells=tuple(replace(cell, figure="") if cell.row in rows else cell for cell in grid.cells))


def _plain(cell: GridCell) -> str:
    return cell.text.translate(STRAIGHT).strip()


def _above_nought(figure: Figure) -> Figure:
    printed = figure.printed
    return replace(figure, printed=replace(printed, value=abs(printed.value))) if printed.value < 0 else figure
