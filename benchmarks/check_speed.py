"""How long a whole check takes, by stage, on documents of real statements, beside what it takes to open them at all.

Usage: python -m benchmarks.check_speed [FIGURES ...]. Balance sheets, income and cash flow statements of SEC filers
(`benchmarks/statement_sets.py`) are written one after the other into one HTML page and one workbook until it prints so
many figures, 1,000 and 10,000 unless told; each is checked as `crossfoot check` does it, from the file to the proofs in
words. The peer only opens the file: lxml parses the page and gives its cells' texts, openpyxl gives the workbook's.
"""

import argparse
import html
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import lxml.html
import openpyxl
from benchmarks.statement_sets import statement_tables

from crossfoot import desk

Rows = Sequence[Sequence[str]]
_STAGES = {
    "Reading": "read",
    "Finding the relations of its tables": "discover",
    "Tying out": "tie",
    "Putting the proofs into words": "word",
}


def main() -> None:
    """Print the seconds of each stage, and of the peer."""
    parser = argparse.ArgumentParser()
    parser.add_argument("figures", nargs="*", type=int, default=[1_000, 10_000])
    asked = parser.parse_args()
    every = [table.rows for table in statement_tables() if not table.is_for_reports]
    print("            figures    read    bind  discover     tie    word |  whole  us a figure | peer opens  ratio")
    with tempfile.TemporaryDirectory() as folder:
        for count in asked.figures:
            chosen = list(_of_so_many(every, count))
            for ending, write, opened in ((".html", _page, _page_opened), (".xlsx", _workbook, _workbook_opened)):
                path = Path(folder) / f"statements{ending}"
                write(path, chosen)
                _measured(path, opened)


def _of_so_many(every: Iterable[Rows], count: int) -> Iterable[Rows]:
    """The first tables that print so many figures together, or all."""
    left = count
    for rows in every:
        if left <= 0:
            return
        left -= sum(any(map(str.isdigit, cell)) for row in rows[1:] for cell in row[1:])
        yield rows


def _measured(path: Path, opened: Callable[[Path], int]) -> None:
    spent: dict[str, float] = {}
    stage, since = "read", time.perf_counter()

    def told(words: str) -> None:
        nonlocal stage, since
        now = time.perf_counter()
        spent[stage] = spent.get(stage, 0.0) + now - since
        stage, since = _STAGES.get(words.rpartition(": ")[2], "bind"), now

    checked = desk.check([path], told)
    told("")
    figures = sum(len(book.figures) for book in checked.books)
    whole = sum(spent.values())
    started = time.perf_counter()
    opened(path)
    peer = time.perf_counter() - started
    stages = "".join(f"{spent.get(name, 0):{width}.2f}" for name, width in _WIDTHS.items())
    print(f"{path.suffix:10} {figures:>8,}{stages} | {whole:>6.2f} {whole / figures * 1e6:>12.0f} |", end="")
    print(f"{peer:>11.2f} {whole / peer:>6.0f}", flush=True)


_WIDTHS = {"read": 8, "bind": 8, "discover": 10, "tie": 8, "word": 8}


def _page(path: Path, tables: Sequence[Rows]) -> None:
    rows = (
        "".join(f"<tr>{''.join(f'<td>{html.escape(c)}</td>' for c in row)}</tr>" for row in each) for each in tables
    )
    body = "".join(f"<table>{each}</table>" for each in rows)
    path.write_text(f"<!doctype html><html><head><meta charset='utf-8'></head><body>{body}</body></html>", "utf-8")


def _page_opened(path: Path) -> int:
    return sum(len(cell.text_content()) for cell in lxml.html.parse(path).iter("td"))


def _workbook(path: Path, tables: Sequence[Rows]) -> None:
    book = openpyxl.Workbook(write_only=True)
    for number, rows in enumerate(tables, 1):
        sheet = book.create_sheet(f"S{number}")
        for row in rows:
            sheet.append(list(row))
    book.save(path)


def _workbook_opened(path: Path) -> int:
    book = openpyxl.load_workbook(path, data_only=True)
    return sum(len(str(cell)) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


if __name__ == "__main__":
    main()
