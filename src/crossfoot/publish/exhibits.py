"""The exhibits of a page as its template shows them: prose, tables, and charts with the same numbers as a table."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from crossfoot.model.pages import Chart, Exhibit, Number, Page, Prose, Row, Table
from crossfoot.publish.catalogue import Catalogue
from crossfoot.publish.chart_drawing import Drawing
from crossfoot.publish.links import Links
from crossfoot.publish.press import Press
from crossfoot.publish.prose import Writer


@dataclass(frozen=True, slots=True)
class Exhibits:
    """Turns the exhibits of one book's pages into what the templates show."""

    links: Links
    writer: Writer
    drawing: Drawing

    @classmethod
    def of(cls, catalogue: Catalogue, press: Press) -> "Exhibits":
        """The exhibits of a book; its charts go to the press at once."""
        links = Links(catalogue)
        drawing = Drawing(catalogue, press)
        drawing.ask([one for page in catalogue.book.pages for one in page.exhibits if isinstance(one, Chart)])
        return cls(links, Writer(links), drawing)

    def page(self, page: Page) -> list[dict[str, Any]]:
        """Every exhibit of a page in its order."""
        return [self._exhibit(exhibit, place) for place, exhibit in enumerate(page.exhibits)]

    def _exhibit(self, exhibit: Exhibit, place: int) -> dict[str, Any]:
        if isinstance(exhibit, Prose):
            return {"kind": "prose", "html": self.writer.html(exhibit)}
        note = self.writer.line(exhibit.note) if exhibit.note else ""
        if isinstance(exhibit, Table):
            return {"kind": "table", "table": self._table(exhibit), "note": note}
        return {
            "kind": "chart",
            "table": self._table(_as_table(exhibit)),
            "svg": self.drawing.svg(exhibit, f"chart-{place}"),
            "legend": _keys(exhibit),
            "above": "; ".join(series.name for series in exhibit.series if series.role in ("total", "label"))
            if exhibit.kind in ("stacked", "grouped")
            else "",
            "note": note,
        }

    def _table(self, table: Table) -> dict[str, Any]:
        return {
            "caption": table.caption,
            "unit": table.unit,
            "columns": table.columns,
            "rows": [self._row(row) for row in table.rows],
        }

    def _row(self, row: Row) -> dict[str, Any]:
        return {
            "label": row.label,
            "level": row.level,
            "total": row.total,
            "heading": not any(row.cells) and not row.total,
            "cells": [self._cell(cell) for cell in row.cells],
        }

    def _cell(self, cell: Number | None) -> Markup:
        return Markup("") if cell is None else self.links.cell(cell)


def _as_table(chart: Chart) -> Table:
    """The chart's numbers, a row a series."""
    rows = tuple(Row(series.name, series.numbers, total=series.role == "total") for series in chart.series)
    if chart.kind == "waterfall":
        rows = tuple(
            Row(category.replace("\n", " "), (_only(chart, place),), total=_role(chart, place) == "total")
            for place, category in enumerate(chart.categories)
        )
        return Table(chart.caption, ("Amount",), rows, unit=chart.unit)
    return Table(chart.caption, chart.categories, rows, unit=chart.unit)


def _only(chart: Chart, place: int) -> Number | None:
    return next((series.numbers[place] for series in chart.series if series.numbers[place] is not None), None)


def _role(chart: Chart, place: int) -> str:
    return next((series.role for series in chart.series if series.numbers[place] is not None), "")


_POINTS = ("●", "■", "▲", "◆", "✚", "▼", "●", "■")


def _keys(chart: Chart) -> list[dict[str, str]]:
    """What the colours and shapes of a chart stand for; a waterfall's steps are named along its axis."""
    if chart.kind == "waterfall":
        return []
    drawn = [series for series in chart.series if series.role in ("bar", "line", "target")]
    keys = []
    for place, series in enumerate(drawn):
        look = "target" if series.role == "target" else f"c{place % 8 + 1}"
        sign = _POINTS[place % 8] if series.role == "line" else ""
        kind = "pointed" if sign else "filled"
        keys.append({"look": f"{kind} {look}", "sign": sign, "name": series.name})
    # A stack's key reads from the top down, as the stack does.
    return keys[::-1] if chart.kind == "stacked" else keys
