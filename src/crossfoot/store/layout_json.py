"""Layouts as JSON values, and back: tables of cells, and passages of text."""

from decimal import Decimal
from typing import Any

from crossfoot.model.layout import Grid, GridCell, GridKind, Passage
from crossfoot.store.place_json import place_from, place_record

Record = dict[str, Any]


def grid_record(grid: Grid) -> Record:
    """A table; a cell's spans, indent, marks and formula are left out where they are the usual ones."""
    shares = {"shares": True} if grid.shares else {}
    return {
        "id": grid.id,
        "place": place_record(grid.place),
        "rows": grid.rows,
        "columns": grid.columns,
        "caption": grid.caption,
        "context": list(grid.context),
        "kind": grid.kind.value,
        **shares,
        "cells": [_cell_record(cell) for cell in grid.cells],
    }


def grid_from(record: Record) -> Grid:
    """The table that `grid_record` wrote."""
    return Grid(
        record["id"],
        place_from(record["place"]),
        tuple(_cell_from(cell) for cell in record["cells"]),
        record["rows"],
        record["columns"],
        record["caption"],
        tuple(record["context"]),
        GridKind(record["kind"]),
        record.get("shares", False),
    )


def _cell_record(cell: GridCell) -> Record:
    plain = GridCell(cell.row, cell.column, cell.text)
    unusual = {
        name: getattr(cell, name)
        for name in ("figure", "row_span", "column_span", "indent", "bold", "rule", "formula", "part")
        if getattr(cell, name) != getattr(plain, name)
    }
    drawn = {"drawn": [str(end) for end in cell.drawn]} if cell.drawn is not None else {}
    return {"row": cell.row, "column": cell.column, "text": cell.text, **unusual, **drawn}


def _cell_from(record: Record) -> GridCell:
    drawn = {"drawn": tuple(map(Decimal, record["drawn"]))} if "drawn" in record else {}
    return GridCell(**{**record, **drawn})


def passage_record(passage: Passage) -> Record:
    """A line or sentence with the ids of its figures."""
    return {
        "id": passage.id,
        "place": place_record(passage.place),
        "text": passage.text,
        "figures": list(passage.figures),
    }


def passage_from(record: Record) -> Passage:
    """The passage that `passage_record` wrote."""
    return Passage(record["id"], place_from(record["place"]), record["text"], tuple(record["figures"]))
