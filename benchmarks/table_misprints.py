"""Misprints in real tables: how many are found, and how often the altered figure is blamed first.

Usage: python -m benchmarks.table_misprints [--statements] [--report] [--figures N] [--tables N] [--kind KIND] [-v].
One figure of a table is printed wrong as a person or a reader gets it wrong (or two are); the table is read, bound,
searched for relations and tied anew, knowing nothing of the original. Figures are drawn from those that an additive
relation protects in two columns at least. Tables are split in halves by a hash of their ids: rules are made on one half
only, `--report` prints the other. Beside it, in the same run, what an oracle could say (`benchmarks/misprinting.py`)
and what rivals say that are told the relations (`benchmarks/rivals.py`). `--statements` takes balance sheets, income
and cash flow statements of SEC filers instead of tables from notes and reports.
"""

import argparse
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.misprinting import (
    KINDS,
    SEVERAL,
    SINGLE,
    Misprint,
    Printed,
    as_likely,
    is_beyond_rounding,
    misprints,
    protected,
)
from benchmarks.outcomes import Outcome, outcome, print_outcomes, reported, said
from benchmarks.rivals import RIVALS, verdicts
from benchmarks.shared_tables import RawTable, tables
from benchmarks.statement_sets import statement_tables
from benchmarks.tables import book_of

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.joint import decide
from crossfoot.tie.rounding.regimes import inferred, with_intervals


@dataclass(slots=True)
class Unaltered:
    """Counts on the tables as they are: relations that tie, findings, and the totals that each rival accuses."""

    tables: int = 0
    protected: int = 0
    ticks: int = 0
    alarms: int = 0
    accused: tuple[int, ...] = (0,) * len(RIVALS)
    hidden: int = 0


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--report", action="store_true", help="the half that no rule was made on")
    parser.add_argument("--statements", action="store_true", help="face statements of SEC filers instead")
    parser.add_argument("--tables", type=int, default=10_000, help="at most this many tables")
    parser.add_argument("--figures", type=int, default=1, help="figures altered in each table, each in every way")
    parser.add_argument("--kind", help="only alterations of this kind")
    parser.add_argument("-v", action="store_true", help="list what was missed or blamed wrongly")
    asked = parser.parse_args()
    every = statement_tables() if asked.statements else tables()
    raw = [table for table in every if table.is_for_reports == asked.report][: asked.tables]
    kinds = (asked.kind,) if asked.kind else (*KINDS, *SEVERAL)
    started, seen = time.perf_counter(), Unaltered()
    found = [each for table in raw for each in _of_table(table, kinds, asked.figures, seen, verbose=asked.v)]
    print(f"{seen.tables} tables, {seen.protected} with protected figures, {time.perf_counter() - started:.0f} s")
    print(f"unaltered: {seen.ticks} relations, {seen.alarms} false alarms; relations that rivals say do not foot:")
    print("  " + ", ".join(f"{rival} {count}" for rival, count in zip(RIVALS, seen.accused, strict=True)))
    print(f"{seen.hidden} alterations within what rounding explains, left out")
    print_outcomes(found, kinds)


def tied(rows: list[list[str]], name: str) -> Book:
    """The book of a table with its relations, rounding and findings."""
    book = with_intervals(inferred(discover(bind_grids(book_of(name, [(rows, [])])))))
    return book.grown(findings=(*book.findings, *decide(book).findings))


def _of_table(
    table: RawTable, kinds: tuple[str, ...], figures: int, seen: Unaltered, *, verbose: bool
) -> Iterator[Outcome]:
    rows = [list(row) for row in table.rows]
    book = tied(rows, table.id)
    printed = Printed.of(book)
    seen.tables += 1
    seen.ticks += len(book.identities)
    seen.alarms += len(reported(book))
    rivals = verdicts(printed, {})
    seen.accused = tuple(count + len(rivals[r].accused) for r, count in zip(RIVALS, seen.accused, strict=True))
    chosen = sorted(protected(book), key=lambda f: hashlib.sha256(f"{table.id}{f}".encode()).digest())[:figures]
    seen.protected += bool(chosen)
    for figure in chosen:
        for misprint in misprints(printed, figure, kinds, table.id):
            alone = [{each: text} for each, text in misprint.texts.items()] if misprint.kind in SEVERAL else []
            if not all(is_beyond_rounding(printed, texts) for texts in (misprint.texts, *alone)):
                seen.hidden += 1
                continue
            yield _judged(table, printed, misprint, verbose=verbose)


def _judged(table: RawTable, printed: Printed, misprint: Misprint, *, verbose: bool) -> Outcome:
    """What is said of a table with a misprint in it."""
    rows = [list(row) for row in table.rows]
    places = [printed.figures[figure].place for figure in misprint.texts]
    for place, text in zip(places, misprint.texts.values(), strict=True):
        assert place.row is not None
        assert place.column is not None
        rows[place.row][place.column] = text
    book = tied(rows, table.id)
    at = {(place.row, place.column) for place in places}
    culprits = {figure.id for figure in book.figures if (figure.place.row, figure.place.column) in at}
    found = outcome(book, culprits, printed, misprint)
    if verbose and not found.first:
        cells = [f"r{p.row}c{p.column} {t}" for p, t in zip(places, misprint.texts.values(), strict=True)]
        mine = [each for each in reported(book) if culprits & set(each.figures)]
        others = as_likely(printed, misprint) if misprint.kind in SINGLE and found.oracle < 1 else {}
        alike = [f"{figure} {meant}" for figure, meant in others.items() if figure not in misprint.texts]
        told = f"{found.oracle}{f' (as likely: {alike[0]})' if alike else ''}"
        print(f"{table.id} {misprint.kind} {cells} oracle {told}: {'; '.join(map(said, mine)) or 'missed'}")
    return found


if __name__ == "__main__":
    main()
