"""Many documents in one check: how time and memory grow with their number, in several processes and in one.

Usage: python -m benchmarks.many_documents [DOCUMENTS ...]. Balance sheets, income and cash flow statements of SEC
filers (`benchmarks/statement_sets.py`) are written into so many CSV files, 25, 50 and 100 unless told, and checked as
`crossfoot check FOLDER --format jsonl` does it, each book given up as soon as it is shown. Beside it, as the peer: the
same check with everything in this process, which holds all books at once. Memory is the most that any process held.
"""

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from benchmarks.statement_sets import statement_tables

from crossfoot import desk
from crossfoot.cli.shown import Tally, as_written
from crossfoot.desk import checking

_TABLES = 8  # to a document
_APART, _HERE = "in processes", "in one"


def main() -> None:
    """Print a line for each number of documents and each way."""
    parser = argparse.ArgumentParser()
    parser.add_argument("documents", nargs="*", type=int, default=[25, 50, 100])
    parser.add_argument("--check", choices=(_APART, _HERE), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.check:
        _checked(asked.folder, asked.check)
        return
    print("documents  figures findings |           way  seconds  us a figure    MB")
    tables = cycle([table.rows for table in statement_tables() if not table.is_for_reports])
    with tempfile.TemporaryDirectory() as folder:
        for count in asked.documents:
            below = Path(folder) / str(count)
            below.mkdir()
            for number in range(count):
                _write(below / f"d{number:04}.csv", list(islice(tables, _TABLES)))
            for way in (_APART, _HERE):
                ask = [sys.executable, "-m", "benchmarks.many_documents", "--check", way, "--folder", str(below)]
                subprocess.run(ask, check=True)  # noqa: S603 - this very program


def _write(path: Path, tables: Sequence[Sequence[Sequence[str]]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        for rows in tables:
            csv.writer(file).writerows([*rows, []])


def _checked(folder: Path, way: str) -> None:
    """Check the documents of a folder, and print what it took."""
    if way == _HERE:
        checking.MANY = sys.maxsize
    tally, started = Tally(), time.perf_counter()
    for shown in desk.check_each([folder], partial(as_written, form="jsonl")):
        tally.add(shown.tally)
    seconds = time.perf_counter() - started
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    count = len(list(folder.iterdir()))
    print(f"{count:>9,} {tally.figures:>8,} {sum(tally.findings.values()):>8,} | {way:>13}", end="")
    print(f"{seconds:>9.1f} {seconds / tally.figures * 1e6:>12.0f} {most:>5.0f}", flush=True)


if __name__ == "__main__":
    main()
