"""What is found in thousands of real tables as they are: every finding, and those that nobody has judged yet.

Usage: python -m benchmarks.table_census [--set NAME] [--tables N] [--altered] [--all] [FOLDER]. Each table of the
shared question sets (TAT-QA, FinQA, jfinqa), or each CSV file of FOLDER, is a document of its own, bound, searched for
relations and tied as `crossfoot check` does it. A published table is right until somebody shows otherwise, so each
finding is an issuer's slip, the set's (a figure that its makers lost or altered), or a false alarm:
`benchmarks/judged_tables.csv` says which were judged to be what, by table and by the row and column (from 0) of one of
the figures in conflict. Findings that are judged there are counted; the others are printed, and all with `--all`.
`--altered` takes FinQA as it is published, with the number 2014 or 2013 where a dash was.
"""

import argparse
import csv
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.last_places import tied
from benchmarks.shared_tables import RawTable, tables

from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.model.findings import Finding, Severity
from crossfoot.tie.wording.explain import explain

JUDGED = Path(__file__).parent / "judged_tables.csv"
TRUE = ("issuer", "set")
NEW = "not judged"

Judged = dict[tuple[str, int, int], str]
"""What was judged to be the cause, by table, row and column."""


@dataclass(slots=True)
class Census:
    """Counts over a set of tables, and the findings of each severity by what they were judged to be."""

    counts: Counter[str] = field(default_factory=Counter)
    causes: dict[Severity, Counter[str]] = field(default_factory=lambda: {each: Counter() for each in Severity})

    def add(self, book: Book, causes: Iterable[tuple[Finding, str]]) -> None:
        """Count one table."""
        ties = sum(said.verdict is Verdict.TIES for said in book.verdicts.values())
        self.counts.update(tables=1, figures=len(book.figures), tie=ties, relations=len(book.identities))
        for finding, cause in causes:
            self.causes[finding.severity][cause] += 1

    def report(self, name: str) -> None:
        """Print the counts: false alarms are errors and warnings that were judged to be neither issuer's nor set's."""
        found = Counter(self.causes[Severity.ERROR]) + Counter(self.causes[Severity.WARNING])
        false = sum(count for cause, count in found.items() if cause not in {*TRUE, NEW})
        rate = f"{1000 * false / max(1, self.counts['relations']):.2f} a thousand relations"
        print(f"{name}: " + ", ".join(f"{count:,} {what}" for what, count in self.counts.items()), end="; ")
        for severity in Severity:
            told = ", ".join(f"{count} {cause}" for cause, count in sorted(self.causes[severity].items()))
            print(f"{severity} {self.causes[severity].total()}" + (f" ({told})" if told else ""), end="; ")
        print(f"false {false}, {rate}")


def main() -> None:
    """Print findings, and the counts of each set."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, help="CSV files instead of the shared sets")
    parser.add_argument("--set", choices=("tatqa", "finqa", "jfinqa"), help="one set only")
    parser.add_argument("--tables", type=int, default=1_000_000, help="at most this many tables")
    parser.add_argument("--altered", action="store_true", help="FinQA as it is published")
    parser.add_argument("--all", action="store_true", help="print judged findings too")
    asked = parser.parse_args()
    found = files(asked.folder) if asked.folder else tables(as_published=asked.altered)
    chosen = [table for table in found if asked.set in {None, table.origin}][: asked.tables]
    started, judged, sets = time.process_time(), judgements(), dict[str, Census]()
    for table in chosen:
        book = explain(tied(table.id, [[list(row) for row in table.rows]]))
        causes = [(finding, _cause(book, finding, table.id, judged)) for finding in book.findings]
        sets.setdefault(table.origin, Census()).add(book, causes)
        for finding, cause in causes:
            if asked.all or cause == NEW:
                _print(book, finding, table.id, cause)
    for name, census in sets.items():
        census.report(name)
    print(f"{time.process_time() - started:.0f} s of computing")


def files(folder: Path) -> Iterator[RawTable]:
    """Each CSV file of a folder, by its name."""
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield RawTable("files", path.stem, tuple(tuple(row) for row in csv.reader(lines)))


def judgements(path: Path = JUDGED) -> Judged:
    """What a person judged so far."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {(row["table"], int(row["row"]), int(row["column"])): row["cause"] for row in csv.DictReader(lines)}


def _cause(book: Book, finding: Finding, table: str, judged: Judged) -> str:
    known = (judged.get((table, row, column)) for _, row, column in _cells(book, finding))
    return next((cause for cause in known if cause), NEW)


def _cells(book: Book, finding: Finding) -> Iterator[tuple[str, int, int]]:
    """The figures of a finding as printed, each with its row and column."""
    places = {figure.id: figure for figure in book.figures}
    for each in finding.figures:
        figure = places[each]
        if figure.place.row is not None and figure.place.column is not None:
            yield figure.text, figure.place.row, figure.place.column


def _print(book: Book, finding: Finding, table: str, cause: str) -> None:
    relations = {identity.id: identity for identity in book.identities}
    print(f"{table} {finding.severity} {finding.code} [{cause}]: {finding.message}")
    print("    cells " + ", ".join(f"{text} r{row}c{column}" for text, row, column in _cells(book, finding)))
    for each in finding.identities:
        if each in relations:
            print(f"    {relations[each].belief or 99:.1f} {relations[each].text}", flush=True)


if __name__ == "__main__":
    main()
