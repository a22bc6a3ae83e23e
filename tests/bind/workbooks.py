"""Workbooks with live formulas and the values they last came to, and what is made of them."""

from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from crossfoot.bind.formulas.binding import FormulasBound, formulas_bound
from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.read.documents import read_documents

Cell = str | int | float | tuple[str, int | float | str] | None
"""A text, a number, or a formula with the value that it was saved with."""

Table = list[list[Cell]]


def saved(folder: Path, formats: dict[str, str] | None = None, **sheets: Table) -> Path:
    """A workbook of these sheets, numbers shown in whole thousands unless `formats` says otherwise of a cell.

    Its names are Parts, the cells B2 and B3 of the sheet Income, and Both, which stands for Parts.
    """
    path = folder / "model.xlsx"
    workbook: Any = xlsxwriter.Workbook(str(path))
    workbook.define_name("Parts", "=Income!$B$2:$B$3")
    workbook.define_name("Both", "=SUM(Parts)")
    for name, table in sheets.items():
        sheet = workbook.add_worksheet(name)
        for row, cells in enumerate(table):
            for column, cell in enumerate(cells):
                address = f"{chr(ord('A') + column)}{row + 1}"
                shown = workbook.add_format({"num_format": (formats or {}).get(address, "#,##0;(#,##0)")})
                if isinstance(cell, tuple):
                    sheet.write_formula(row, column, cell[0], shown, cell[1])
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write_number(row, column, cell, shown)
    workbook.close()
    return path


def bound(path: Path) -> FormulasBound:
    """The workbook's book with its formulas bound."""
    done = read_documents([path])
    assert done.problems == ()
    return formulas_bound(bind_grids(done.books[0]))


def relations(book: Book) -> dict[str, str]:
    """What each formula's cell declares, by the cell."""
    return {identity.id.removeprefix("formula="): identity.text for identity in book.identities}
