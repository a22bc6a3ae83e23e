"""Consecutive filings of one company: which facts that both state are tied to each other, and what is told apart.

Usage: python -m benchmarks.consecutive_filings [--filers N] [-v]. Where a company has two filings with face statements
in the Financial Statement Data Sets (a quarter after the year that its recast annual report shows, an amendment after
what it amends), each is written as one page of tables with its labels, and the two are read, bound and joined as any
documents are. The tags, which the pages do not show, are the gold: a fact of one tag and period that both print is
shared. Printed are the shared facts, how many of them are tied to each other, ties of facts that have other tags or
stand in other columns (a balance that closes one period and opens the next is right), and what is found.
"""

import argparse
import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.shared_tables import RawTable
from benchmarks.statement_sets import SETS, statement_tables

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.bind.sentences.binding import bind_sentences
from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Severity
from crossfoot.read.documents import read_documents
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.documents.joined import joined
from crossfoot.tie.engine import tie_briefly

Tags = Mapping[tuple[str, str], str]
"""The tag of a line by its statement ("0000037996-10-000001 4 BS") and label; none where two lines are named alike."""

Shared = tuple[str, str]
"""What both filings state: a tag, and the words over its column."""


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing's face statements."""

    name: str
    filer: str
    tables: tuple[RawTable, ...]


def consecutive_sets(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """Pairs of filings of one company as pages written into a folder, each pair with its name."""
    for one, other in _pairs():
        yield f"sec {one.filer}", [_page(folder, filing) for filing in (one, other)]


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--filers", type=int, default=100, help="pairs looked at")
    parser.add_argument("-v", action="store_true", help="list what was missed, tied wrongly and found")
    asked = parser.parse_args()
    tags = dict(_tags())
    whole: dict[str, int] = defaultdict(int)
    with TemporaryDirectory() as scratch:
        for one, other in list(_pairs())[: asked.filers]:
            counted = _measured(Path(scratch), (one, other), tags, verbose=asked.v)
            print(f"{one.filer[:24]:24}", "  ".join(f"{what} {count}" for what, count in counted.items()), flush=True)
            for what, count in counted.items():
                whole[what] += count
    print(f"{'all':24}", "  ".join(f"{what} {count}" for what, count in whole.items()))


def _pairs() -> Iterator[tuple[Filing, Filing]]:
    tables: dict[str, list[RawTable]] = defaultdict(list)
    for table in statement_tables():
        tables[table.id.split()[0]].append(table)
    filers: dict[str, list[Filing]] = defaultdict(list)
    for archive in sorted(SETS.glob("*.zip")):
        for row in _rows(archive, "sub.txt"):
            if row["adsh"] in tables:
                filers[row["cik"]].append(Filing(row["adsh"], row["name"], tuple(tables[row["adsh"]])))
    for filings in filers.values():
        yield from combinations(sorted(filings, key=lambda filing: filing.name), 2)


def _rows(archive: Path, name: str) -> Iterator[dict[str, str]]:
    with zipfile.ZipFile(archive) as sets, sets.open(name) as file:
        yield from csv.DictReader(io.TextIOWrapper(file, "utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)


def _tags() -> Iterator[tuple[tuple[str, str], str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for archive in sorted(SETS.glob("*.zip")):
        for row in _rows(archive, "pre.txt"):
            found[f"{row['adsh']} {row['report']} {row['stmt']}", row["plabel"].strip()].add(row["tag"])
    yield from ((line, next(iter(tags))) for line, tags in found.items() if len(tags) == 1)


def _page(folder: Path, filing: Filing) -> Path:
    """The filing as a page of tables."""
    parts = [f"<html><body><h1>{escape(filing.filer)}</h1>"]
    for table in filing.tables:
        rows = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in table.rows)
        parts += [f"<p>{escape(table.rows[0][0])}</p><table>", *(f"<tr>{row}</tr>" for row in rows), "</table>"]
    path = folder / f"{filing.name}.html"
    path.write_text("\n".join([*parts, "</body></html>"]), encoding="utf-8")
    return path


def _measured(folder: Path, pair: tuple[Filing, Filing], tags: Tags, *, verbose: bool) -> dict[str, int]:
    read = list(read_documents([_page(folder, filing) for filing in pair]).books)
    bound = [discover(bind_grids(book)) for book in read]
    stated = [_stated(book, filing, tags) for book, filing in zip(bound, pair, strict=True)]
    shared = {each for each in stated[0].values() if each in set(stated[1].values())}
    books = [tie_briefly(each.book) for each in joined(bound, bind=bind_sentences)]
    tied, wrong = _tied(books, stated)
    reported = [finding for book in books for finding in book.findings if finding.severity is not Severity.NOTE]
    if verbose:
        for each in sorted(shared - tied):
            print(f"    missed: {each}")
        for said in wrong:
            print(f"    other tags: {said}")
        for finding in reported:
            print(f"    {finding.severity}: {finding.message}"[:300])
    return {
        "shared": len(shared),
        "tied": len(shared & tied),
        "other tags": len(wrong),
        "warnings": sum(finding.severity is Severity.WARNING for finding in reported),
        "errors": sum(finding.severity is Severity.ERROR for finding in reported),
    }


def _stated(book: Book, filing: Filing, tags: Tags) -> dict[str, Shared]:
    """The tag and column that each figure of a page states, by the figure's id."""
    found = {}
    for grid, table in zip(book.grids, filing.tables, strict=True):
        for cell in grid.cells:
            tag = tags.get((table.id, table.rows[cell.row][0]))
            if cell.figure and tag:
                found[cell.figure] = tag, table.rows[0][cell.column]
    return found


def _tied(books: Sequence[Book], stated: Sequence[Mapping[str, Shared]]) -> tuple[set[Shared], list[str]]:
    """The shared facts that are tied to each other, and ties of what has other tags or stands in other columns."""
    tied: set[Shared] = set()
    wrong: list[str] = []
    for book in books:
        if len(book.documents) < 2:
            continue
        places = dict(_places(book, stated))
        for identity in book.identities:
            if identity.origin.rule.startswith("discovered: documents state the same"):
                one, other = (places.get(term.fact.id, set()) for term in identity.terms)
                tied |= one & other
                if one and other and not one & other:
                    wrong.append(f"{sorted(one)} {sorted(other)} {identity.belief:.1f}")
    return tied, wrong


def _places(book: Book, stated: Sequence[Mapping[str, Shared]]) -> Iterator[tuple[str, set[Shared]]]:
    """What the figures of each fact of two joined pages state, by the fact's id."""
    names = [document.name for document in book.documents]
    found: dict[str, set[Shared]] = defaultdict(set)
    for figure in book.figures:
        said = stated[names.index(figure.place.document)].get(_own(figure))
        if figure.fact is not None and said is not None:
            found[figure.fact.id].add(said)
    yield from found.items()


def _own(figure: Figure) -> str:
    """The figure's id in its own document."""
    return figure.id.removeprefix(f"{figure.place.document}:")


if __name__ == "__main__":
    main()
