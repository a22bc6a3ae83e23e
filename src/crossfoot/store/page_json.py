"""Pages as JSON values, and back."""

from typing import Any

from crossfoot.model.pages import Chart, Exhibit, Number, Page, Prose, Row, Series, Table
from crossfoot.store.fact_ids import fact_key

Record = dict[str, Any]


def page_record(page: Page) -> Record:
    """A page with its exhibits in order."""
    return {
        "slug": page.slug,
        "title": page.title,
        "section": page.section,
        "slides": list(page.slides),
        "exhibits": [_exhibit_record(exhibit) for exhibit in page.exhibits],
    }


def page_from(record: Record) -> Page:
    """The page that `page_record` wrote."""
    exhibits = tuple(_exhibit_from(exhibit) for exhibit in record["exhibits"])
    return Page(record["slug"], record["title"], exhibits, tuple(record["slides"]), record["section"])


def _exhibit_record(exhibit: Exhibit) -> Record:
    match exhibit:
        case Prose():
            return {"prose": exhibit.markdown, "numbers": [_number_record(n) for n in exhibit.numbers]}
        case Table():
            return {
                "table": exhibit.caption,
                "columns": list(exhibit.columns),
                "rows": [_row_record(row) for row in exhibit.rows],
                "note": exhibit.note,
                "unit": exhibit.unit,
            }
        case Chart():
            return {
                "chart": exhibit.kind,
                "caption": exhibit.caption,
                "categories": list(exhibit.categories),
                "series": [_series_record(series) for series in exhibit.series],
                "note": exhibit.note,
                "unit": exhibit.unit,
            }


def _exhibit_from(record: Record) -> Exhibit:
    if "prose" in record:
        return Prose(record["prose"], tuple(_number_from(n) for n in record["numbers"]))
    if "table" in record:
        rows = tuple(_row_from(row) for row in record["rows"])
        return Table(record["table"], tuple(record["columns"]), rows, record["note"], record["unit"])
    series = tuple(_series_from(one) for one in record["series"])
    categories = tuple(record["categories"])
    return Chart(record["chart"], record["caption"], categories, series, record["note"], record["unit"])


def _row_record(row: Row) -> Record:
    return {"label": row.label, "level": row.level, "total": row.total, "cells": [_cell_record(c) for c in row.cells]}


def _row_from(record: Record) -> Row:
    return Row(record["label"], tuple(_cell_from(c) for c in record["cells"]), record["level"], record["total"])


def _series_record(series: Series) -> Record:
    return {"name": series.name, "role": series.role, "numbers": [_cell_record(number) for number in series.numbers]}


def _series_from(record: Record) -> Series:
    return Series(record["name"], tuple(_cell_from(number) for number in record["numbers"]), record["role"])


def _cell_record(number: Number | None) -> Record | None:
    return None if number is None else _number_record(number)


def _cell_from(record: Record | None) -> Number | None:
    return None if record is None else _number_from(record)


def _number_record(number: Number) -> Record:
    return {
        "fact": number.fact.id,
        "scale": number.scale,
        "decimals": number.decimals,
        "signed": number.signed,
        "prefix": number.prefix,
        "suffix": number.suffix,
    }


def _number_from(record: Record) -> Number:
    return Number(
        fact_key(record["fact"]),
        record["scale"],
        record["decimals"],
        record["signed"],
        record["prefix"],
        record["suffix"],
    )
