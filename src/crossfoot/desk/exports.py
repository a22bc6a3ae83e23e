"""Exports: the facts of any documents as a table or a report, in the form that the file's name asks for."""

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.desk.files import write_files
from crossfoot.model.problems import InputError, Problem

if TYPE_CHECKING:
    from crossfoot.model.book import Book

_NEEDS = {".parquet": ("duckdb", "publish"), ".xlsx": ("openpyxl", "documents"), ".csv": ("", ""), ".json": ("", "")}


def check_export(target: Path) -> None:
    """Raises InputError where facts could not be written into `target`, so that nobody waits for nothing."""
    if target.suffix.lower() not in _NEEDS:
        what = f"facts are not written as {target.suffix or 'a file without an ending'}"
        raise InputError(Problem(str(target), 0, what, f"Name a file that ends in {', '.join(_NEEDS)}"))
    package, extra = _NEEDS[target.suffix.lower()]
    if package and find_spec(package) is None:
        remedy = f"Install it: pip install 'crossfoot[{extra}]'"
        raise InputError(Problem(str(target), 0, f"writing it needs {package}", remedy))


def export_facts(books: Sequence["Book"], target: Path) -> int:
    """Writes the facts of tied books into `target`, whole or not at all, and gives their number.

    Parquet, CSV and XLSX have one row a fact; JSON is xBRL-JSON, with its taxonomy as a schema of the same name beside
    it. Raises InputError.
    """
    check_export(target)
    from crossfoot.store.facts_table import fact_rows

    rows = [row for book in books for row in fact_rows(book)]
    parts: dict[Path, Callable[[Path], object]]
    match target.suffix.lower():
        case ".json":
            parts = _xbrl(books, target)
        case ".parquet":
            from crossfoot.store.facts_table import write_parquet

            parts = {target: lambda file: write_parquet(rows, file)}
        case ".xlsx":
            from crossfoot.store.facts_workbook import facts_workbook

            parts = {target: lambda file: file.write_bytes(facts_workbook(rows))}
        case _:
            from crossfoot.store.facts_table import facts_csv

            parts = {target: _text(facts_csv(rows))}
    write_files(parts, target)
    return len(rows)


def _xbrl(books: Sequence["Book"], target: Path) -> dict[Path, Callable[[Path], object]]:
    from crossfoot.store.xbrl_json import xbrl_report

    beside = target.with_suffix(".xsd")
    made = xbrl_report(books, beside.name)
    return {beside: _text(made.taxonomy), target: _text(made.report)}


def _text(text: str) -> Callable[[Path], object]:
    return lambda file: file.write_text(text, encoding="utf-8", newline="\n")
