"""Places as JSON values, and back."""

from typing import Any

from crossfoot.model.figures import Place

Record = dict[str, Any]


def place_record(place: Place) -> Record:
    """Where a figure stands; parts that do not apply are left out."""
    parts = {
        "document": place.document,
        "page": place.page,
        "caption": place.caption or None,
        "span": None if place.span is None else list(place.span),
        "file": place.file or None,
        "line": place.line,
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        # A box is a position on paper, not an amount: text of the floating-point numbers that the reader gave.
        "box": None if place.box is None else list(place.box),
    }
    return {name: part for name, part in parts.items() if part is not None}


def place_from(record: Record) -> Place:
    """The place; parts that are left out do not apply."""
    span, box = record.get("span"), record.get("box")
    return Place(
        record["document"],
        record.get("page"),
        record.get("caption", ""),
        (span[0], span[1]) if span else None,
        record.get("file", ""),
        record.get("line"),
        record.get("sheet"),
        record.get("row"),
        record.get("column"),
        (box[0], box[1], box[2], box[3]) if box else None,
    )
