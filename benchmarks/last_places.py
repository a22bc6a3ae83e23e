"""Misprints of a last place or two in whole filings: what is noted where rounding would excuse it.

Usage: python -m benchmarks.last_places [--report] [--filings N] [--figures N] [-v]. The face statements of an SEC filer
make one document (`benchmarks/statement_sets.py`). One figure that a sum protects in two columns at least is printed
one, two or ten last places off, and the document is read, searched and tied anew. Counted are findings that name the
figure: contradictions, and notes on sums that are off where the document makes its sums add up. Beside it, what exact
sums and sums with a tolerance of 1 say that are told the relations, of altered documents and of unaltered ones. Filings
are split in halves by a hash of their numbers: rules are made on one half only, `--report` prints the other.
"""

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator

from benchmarks.misprinting import UNITS, Misprint, Printed, misprints, protected
from benchmarks.rivals import verdicts
from benchmarks.shared_tables import RawTable
from benchmarks.statement_sets import statement_tables
from benchmarks.tables import book_of

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.model.findings import Finding
from crossfoot.tie.blame.breaks import DOES_NOT_TIE
from crossfoot.tie.blame.off_by_rounding import OFF_BY_ROUNDING
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import tie_briefly

_RIVALS = ("exact", "tolerance 1")
_SIZES = (150, 300, 600, 1_000_000)

Rows = list[list[str]]


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--report", action="store_true", help="the half that no rule was made on")
    parser.add_argument("--filings", type=int, default=60, help="at most this many filings")
    parser.add_argument("--figures", type=int, default=2, help="figures altered in each filing, each by every distance")
    parser.add_argument("-v", action="store_true", help="list what nothing was said of")
    asked = parser.parse_args()
    unaltered: Counter[str] = Counter()
    seen: dict[str, Counter[str]] = defaultdict(Counter, {kind: Counter() for kind in UNITS})
    for filing, tables in filings(report=asked.report)[: asked.filings]:
        for misprint, size, said in _of_filing(filing, tables, asked.figures, unaltered):
            seen[misprint.kind].update(said)
            seen[f"{misprint.kind}, {size}"].update(said)
            if asked.v and not {"broken", "noted"} & set(said):
                print(filing, misprint.kind, misprint.texts)
    _print(unaltered, seen)


def filings(*, report: bool) -> list[tuple[str, list[RawTable]]]:
    """The filings of one half, each with its statements, in an order by lot."""
    by_filing: dict[str, list[RawTable]] = defaultdict(list)
    for table in statement_tables():
        by_filing[table.id.split(maxsplit=1)[0]].append(table)
    hashes = {filing: hashlib.sha256(filing.encode()).digest() for filing in by_filing}
    chosen = sorted((hashes[filing], filing) for filing in by_filing if hashes[filing][0] % 2 == report)
    return [(filing, by_filing[filing]) for _, filing in chosen]


def tied(filing: str, tables: list[Rows]) -> Book:
    """The book of a filing's statements, as a check of them leaves it."""
    return tie_briefly(discover(bind_grids(book_of(filing, [(rows, []) for rows in tables]))))


def _of_filing(
    filing: str, tables: list[RawTable], most: int, unaltered: Counter[str]
) -> Iterator[tuple[Misprint, str, list[str]]]:
    """Each misprint of some figures of a filing, the filing's size in words, and what is said of the misprint."""
    rows = [[list(row) for row in table.rows] for table in tables]
    book = tied(filing, rows)
    printed = Printed.of(book)
    unaltered.update({"filings": 1, "relations": len(book.identities)})
    unaltered.update(finding.code for finding in book.findings)
    unaltered.update({rival: len(verdicts(printed, {})[rival].accused) for rival in _RIVALS})
    chosen = [each for each in protected(book) if not printed.figures[each].unit.is_quotient]
    order = {grid.id: number for number, grid in enumerate(book.grids)}
    for figure in sorted(chosen, key=lambda each: hashlib.sha256(f"{filing}{each}".encode()).digest())[:most]:
        grid, row, column = next(at for at, each in printed.at.items() if each == figure)
        for misprint in misprints(printed, figure, tuple(UNITS), filing):
            before, cells = rows[order[grid]][row][column], rows[order[grid]][row]
            cells[column] = misprint.texts[figure]
            yield misprint, _size(book), _said(tied(filing, rows), figure, printed, misprint)
            cells[column] = before


def _size(book: Book) -> str:
    return f"up to {next(size for size in _SIZES if len(book.figures) <= size):,} figures"


def _said(book: Book, figure: str, printed: Printed, misprint: Misprint) -> list[str]:
    """What is said of an altered document, in the words of the printed table."""
    found = [finding for finding in book.findings if figure in finding.figures]
    said = ["tried"]
    said += ["broken"] if any(each.code == DOES_NOT_TIE for each in found) else []
    said += ["noted"] if any(each.code == OFF_BY_ROUNDING for each in found) else []
    said += ["in sets"] if any(figure in _suspects(each) for each in found) else []
    said += ["first"] if any(figure in _first(each, 1) for each in found) else []
    said += ["first or equal"] if any(figure in _first(each, max(1, each.equals)) for each in found) else []
    return said + [rival for rival in _RIVALS if verdicts(printed, misprint.texts)[rival].accused]


def _first(finding: Finding, count: int) -> set[str]:
    return {each.figure for tried in finding.corrections[:count] for each in tried}


def _suspects(finding: Finding) -> set[str]:
    """The figures of the smallest sets of corrections."""
    smallest = min(map(len, finding.corrections), default=0)
    return {each.figure for tried in finding.corrections if len(tried) == smallest for each in tried}


def _print(unaltered: Counter[str], seen: dict[str, Counter[str]]) -> None:
    print(f"{unaltered['filings']} filings as they are: {unaltered['relations']:,} relations found;", end=" ")
    print(f"{unaltered[DOES_NOT_TIE]} contradictions, {unaltered[OFF_BY_ROUNDING]} notes of rounding;", end=" ")
    print(", ".join(f"{rival} accuses {unaltered[rival]} totals" for rival in _RIVALS))
    columns = ("broken", "noted", "in sets", "first", "first or equal", *_RIVALS)
    print(f"\n{'':30}{'tried':>8}" + "".join(f"{name:>16}" for name in columns))
    for kind, counts in sorted(seen.items(), key=lambda each: (each[0].partition(",")[0], len(each[0]), each[0])):
        shares = (f"{counts[name] / max(1, counts['tried']):>16.1%}" for name in columns)
        print(f"{kind:30}{counts['tried']:>8}" + "".join(shares))


if __name__ == "__main__":
    main()
