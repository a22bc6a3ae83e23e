"""Tables and sentences redrawn: what a report shows where a document has no pages, or no picture of one."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from crossfoot.model.layout import Grid, GridCell, Passage
from crossfoot.publish.report.places import column_letters

MarkedFigure = Callable[[str, str], Markup]
"""The link of a figure, given its id and the text that stands for it; plain text where the book has no such figure."""

_SHORT = 30
"""Characters up to which a cell of words heads or fills a column of numbers, and stands over them."""


def redrawn_table(grid: Grid, marked: MarkedFigure) -> dict[str, Any]:
    """A grid as rows of cells for a template; rows and columns that hold nothing are left out.

    The rows and columns of a sheet keep its own numbers and letters.
    """
    drawing = _Drawing(grid, marked)
    sheet = grid.place.sheet is not None
    return {
        "letters": [column_letters(column) for column in drawing.columns] if sheet else [],
        "rows": [{"number": row + 1 if sheet else "", "cells": list(drawing.row(row))} for row in drawing.rows],
    }


class _Drawing:
    """One grid on its way to rows of cells; `taken` are the places that spans of cells before cover."""

    def __init__(self, grid: Grid, marked: MarkedFigure) -> None:
        self._cells = {(cell.row, cell.column): cell for cell in grid.cells}
        self._marked = marked
        self._taken: set[tuple[int, int]] = set()
        self._ruled = _telling_rules(grid)
        self.rows = sorted({cell.row for cell in grid.cells})
        self.columns = sorted({cell.column for cell in grid.cells})

    def row(self, row: int) -> Iterator[dict[str, Any]]:
        """The cells of a row from left to right, blanks included."""
        for column in self.columns:
            if (row, column) in self._taken:
                continue
            cell = self._cells.get((row, column))
            if cell is None:
                yield {"text": "", "look": "", "across": 1, "down": 1, "head": False}
            else:
                across, down = self._spans(cell)
                shown = cell if cell.row in self._ruled else replace(cell, rule=False)
                yield _cell(shown, self._marked, (across, down), first=column == self.columns[0])

    def _spans(self, cell: GridCell) -> tuple[int, int]:
        """How many of the columns and rows drawn a cell covers: none that holds another cell."""
        columns = _covered(self.columns, cell.column, cell.column_span)
        rows = _covered(self.rows, cell.row, cell.row_span)
        while len(columns) > 1 and any(self._is_held(cell.row, column) for column in columns[1:]):
            columns = columns[:-1]
        while len(rows) > 1 and any(self._is_held(row, column) for row in rows[1:] for column in columns):
            rows = rows[:-1]
        self._taken |= {(row, column) for row in rows for column in columns}
        return len(columns), len(rows)

    def _is_held(self, row: int, column: int) -> bool:
        return (row, column) in self._cells or (row, column) in self._taken


def _telling_rules(grid: Grid) -> set[int]:
    """The rows that a rule sets apart; none where most rows have one, as in a table drawn with lines throughout."""
    ruled = {cell.row for cell in grid.cells if cell.rule and cell.figure}
    numbered = {cell.row for cell in grid.cells if cell.figure}
    return ruled if 2 * len(ruled) <= len(numbered) else set()


def _covered(drawn: list[int], start: int, span: int) -> list[int]:
    return [start] if span == 1 else drawn[bisect_left(drawn, start) : bisect_left(drawn, start + span)]


def _cell(cell: GridCell, marked: MarkedFigure, spans: tuple[int, int], *, first: bool) -> dict[str, Any]:
    across, down = spans
    looks = []
    if cell.figure:
        looks.append("number")
    elif first or len(cell.text) > _SHORT:
        looks.append("words")
        looks += [f"level-{min(cell.indent, 4)}"] if cell.indent else []
    elif across > 1:
        looks.append("over")
    looks += ["bold"] if cell.bold else []
    looks += ["ruled"] if cell.rule else []
    text = marked(cell.figure, cell.text) if cell.figure else Markup("{}").format(cell.text)
    return {"text": text, "look": " ".join(looks), "across": across, "down": down, "head": first and not cell.figure}


def redrawn_passage(passage: Passage, spans: dict[str, tuple[int, int]], marked: MarkedFigure) -> Markup:
    """A sentence with its figures as links where they stand in it; `spans` gives their characters by figure."""
    text = Markup()
    at = 0
    for figure in sorted(spans, key=lambda name: spans[name]):
        start, end = spans[figure]
        if start >= at:
            text += Markup("{}").format(passage.text[at:start]) + marked(figure, passage.text[start:end])
            at = end
    return text + Markup("{}").format(passage.text[at:])
