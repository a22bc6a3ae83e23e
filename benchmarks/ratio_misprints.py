"""Misprints in columns and rows of growth, changes, shares and margins: how many are found and blamed first.

Usage: python -m benchmarks.ratio_misprints [DOCUMENT…] [--report] [--figures N] [-v]. Each table of the papers in which
such figures are explained is a book by itself. One of these figures is printed otherwise, two last places off or more,
and the table is searched and tied anew, knowing nothing of the original. Relations of fewer than three figures are left
out: two cannot outvote one. Tables of the public question sets and whole documents are split in halves by hash, and
rules are made on one half only; `--report` prints the other. Beside it what is found on the unaltered tables.
"""

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.document_misprints import altered, papers
from benchmarks.document_misprints import is_for_reports as is_document_for_reports
from benchmarks.misprinting import Misprint, misprints, value_of
from benchmarks.misprinting import Printed as PrintedBook
from benchmarks.outcomes import reported, said
from benchmarks.shared_tables import tables
from benchmarks.tables import book_of

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.model.identities import Identity
from crossfoot.read.documents import read_document
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import tie_briefly
from crossfoot.vocabulary.measures import LEVEL

KINDS = ("10 units", "digit", "transposition", "dropped digit", "doubled digit", "sign", "decimal point", "stale value")
_LEAST = 3  # figures of a relation that is tried
_SIZES = ((3, "3"), (5, "4-5"), (9, "6-9"), (10_000, "10 or more"))


@dataclass(slots=True)
class Tally:
    """Counts of altered figures: tried, found, and blamed first."""

    tried: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)

    def add(self, names: Sequence[str], *, found: bool, first: bool) -> None:
        """Count one altered figure under each of its names."""
        for name in names:
            self.tried[name] += 1
            self.found[name] += found
            self.first[name] += first


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("documents", nargs="*", type=Path, help="documents (default: the papers beside the checkout)")
    parser.add_argument("--report", action="store_true", help="the half that no rule was made on")
    parser.add_argument("--figures", type=int, default=1, help="figures altered in each relation, each in every way")
    parser.add_argument("-v", action="store_true", help="list what was missed")
    asked = parser.parse_args()
    tally, seen, alarms, explained = Tally(), 0, 0, 0
    for book in _tables(asked.documents, for_report=asked.report):
        told = _tied(book)
        alarms += len(reported(told))
        relations = _relations(told)
        seen += bool(relations)
        explained += sum(map(len, relations.values()))
        for name, figures in relations.items():
            for figure in sorted(figures, key=lambda f: hashlib.sha256(f.encode()).digest())[: asked.figures]:
                names = name.rpartition(" ")[0], _band(len(figures)), "all"
                _try((book, told), figure, names, tally, verbose=asked.v)
    print(f"{seen} tables with such figures, {explained} of them explained; findings on all unaltered tables: {alarms}")
    _print(tally)


def _tables(documents: Sequence[Path], *, for_report: bool) -> Iterator[Book]:
    """Every table as a book of its own, bound as its document or question set has it."""
    for path in documents or [path for path in papers() if is_document_for_reports(path) == for_report]:
        for book in read_document(path, path.name).books:
            yield from _of_document(bind_grids(book))
    for table in () if documents else tables():
        if table.is_for_reports == for_report:
            yield bind_grids(book_of(table.id, [([list(row) for row in table.rows], [])]))


def _of_document(book: Book) -> Iterator[Book]:
    for grid in book.grids:
        inside = {cell.figure for cell in grid.cells}
        yield replace(book, grids=(grid,), figures=tuple(figure for figure in book.figures if figure.id in inside))


def _tied(book: Book) -> Book:
    return tie_briefly(discover(book))


def _relations(book: Book) -> dict[str, list[str]]:
    """The figures that each relation of ratios or changes explains, by the relation's name."""
    stating = {figure.fact: figure.id for figure in book.figures}
    found: dict[str, list[str]] = defaultdict(list)
    for each in book.identities:
        ratio = each.ratio or (each.subject if _is_change(each) else None)
        if ratio in stating and each.belief is not None:
            kind = each.origin.rule.removeprefix("discovered: ").partition(",")[0]
            found[f"{kind} {each.belief}"].append(stating[ratio])
    return {name: sorted(set(figures)) for name, figures in found.items() if len(set(figures)) >= _LEAST}


def _is_change(identity: Identity) -> bool:
    """Whether it says that a change is one amount less another."""
    subject = identity.subject
    return subject is not None and subject.aspect != LEVEL and identity.ratio is None and len(identity.terms) == 3


def _band(figures: int) -> str:
    return f"{next(words for most, words in _SIZES if figures <= most)} figures"


def _try(books: tuple[Book, Book], figure: str, names: tuple[str, ...], tally: Tally, *, verbose: bool) -> None:
    """Print a figure otherwise in every way, and count what is said of it; `books` are as read and as tied."""
    book, told = books
    printed = PrintedBook.of(told)
    for misprint in misprints(printed, figure, KINDS, book.title):
        if not _is_off(printed, misprint, figure):
            continue
        found = reported(_tied(altered(book, misprint.texts)))
        mine = [each for each in found if figure in each.figures]
        first = any(c.figure == figure for each in mine if each.corrections for c in each.corrections[0])
        tally.add((misprint.kind, *names), found=bool(mine), first=first)
        if verbose and not mine:
            changed = f"{printed.figures[figure].text} to {misprint.texts[figure]}"
            print(f"{figure} {names[:2]}, {misprint.kind}: {changed}; {'; '.join(map(said, found)) or 'missed'}")


def _is_off(printed: PrintedBook, misprint: Misprint, figure: str) -> bool:
    """Whether a figure is printed two last places off at least."""
    own = printed.figures[figure].printed
    off = abs(value_of(misprint.texts[figure]) - value_of(own.text)) * own.scale
    return misprint.kind == "sign" or off >= 2 * own.place


def _print(tally: Tally) -> None:
    print(f"{'':34} {'tried':>6} {'found':>7} {'first':>7}")
    for name, tried in tally.tried.items():
        print(f"{name:34} {tried:6} {tally.found[name] / tried:7.1%} {tally.first[name] / tried:7.1%}")


if __name__ == "__main__":
    main()
