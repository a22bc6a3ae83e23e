"""Misprints in whole documents: what is found and blamed in a deck, report or workbook with one figure printed wrong.

Usage: python -m benchmarks.document_misprints [DOCUMENT…] [--figures N] [--report] [--kind KIND] [-v]. A document of
the papers is read once. Then one figure of its tables is printed otherwise, and the document is bound, searched for
relations and tied anew as `crossfoot check` does it, knowing nothing of the original. Figures are drawn from those that
an additive relation protects in two columns at least; each is altered in one way, drawn by hash. Printed are the kinds
of slips, the sizes of documents, and beside them the findings on the unaltered originals and what an alteration raises
elsewhere. Documents are split in halves by a hash of their names as tables are: `--report` prints the other half.
"""

import argparse
import hashlib
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.misprinting import SINGLE, Misprint, is_beyond_rounding, misprints, protected, value_of
from benchmarks.misprinting import Printed as PrintedBook
from benchmarks.outcomes import Outcome, outcome, print_outcomes, reported, said
from benchmarks.rivals import RIVALS, verdicts

from crossfoot.bind.formulas.binding import bind_formulas
from crossfoot.bind.grids.binding import bind_grids
from crossfoot.bind.scattered import bind_scattered
from crossfoot.bind.sentences.binding import bind_sentences
from crossfoot.bind.xbrl.binding import bind_filing
from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Finding
from crossfoot.read.documents import read_document
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import tie_briefly
from crossfoot.tie.readings import settled_readings
from crossfoot.vocabulary.cell_numbers import read_cell
from crossfoot.vocabulary.notation import Printed

PAPERS = Path(__file__).parent.parent.parent / "shared" / "data"
_FOLDERS = ("decks", "reports_pdf", "html", "xlsx_models")
_ENDINGS = (".pdf", ".htm", ".xlsx")
_SIZES = (300, 1_000, 3_000, 100_000)
_STAGES = (
    bind_grids,
    bind_scattered,
    bind_sentences,
    bind_formulas,
    discover,
    bind_filing,
    settled_readings,
    tie_briefly,
)


@dataclass(slots=True)
class Unaltered:
    """Counts on the documents as they are: figures, relations, findings, and the totals that each rival accuses."""

    documents: int = 0
    figures: int = 0
    relations: int = 0
    findings: int = 0
    accused: tuple[int, ...] = (0,) * len(RIVALS)

    def add(self, book: Book, findings: int, accused: tuple[int, ...]) -> None:
        """Counts a document."""
        self.documents += 1
        self.figures += len(book.figures)
        self.relations += len(book.identities)
        self.findings += findings
        self.accused = tuple(count + more for count, more in zip(self.accused, accused, strict=True))

    def __str__(self) -> str:
        """All of it in a line."""
        told = f"{self.documents} documents as they are: {self.figures:,} figures, {self.relations:,} relations, "
        rivals = ", ".join(f"{rival} {count}" for rival, count in zip(RIVALS, self.accused, strict=True))
        return f"\n{told}{self.findings} findings; totals that rivals say do not foot: {rivals}"


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("documents", nargs="*", type=Path, help="documents (default: the papers beside the checkout)")
    parser.add_argument("--report", action="store_true", help="the half that no rule was made on")
    parser.add_argument("--figures", type=int, default=10, help="figures altered in each document, each in one way")
    parser.add_argument("--kind", action="append", help="only alterations of these kinds")
    parser.add_argument("-v", action="store_true", help="list what was missed or blamed wrongly")
    asked = parser.parse_args()
    paths = asked.documents or [path for path in papers() if is_for_reports(path) == asked.report]
    kinds, found, unaltered = tuple(asked.kind or SINGLE), [], Unaltered()
    for path in paths:
        started = time.perf_counter()
        mine = list(_of_document(path, kinds, (asked.figures, unaltered), verbose=asked.v))
        found += mine
        told = f"{sum(each.detected for each in mine)} of {len(mine)} detected"
        first = f"{sum(each.first for each in mine)} blamed first"
        print(f"  {told}, {first}, {sum(each.elsewhere for each in mine)} findings elsewhere, {_since(started)}")
    print(unaltered)
    print_outcomes(found, kinds)
    sizes = [_size(each.figures) for each in found]
    print_outcomes([replace(each, kind=size) for each, size in zip(found, sizes, strict=True)], sorted(set(sizes)))


def papers() -> list[Path]:
    """The documents beside the checkout."""
    return [
        path for folder in _FOLDERS for path in sorted((PAPERS / folder).rglob("*")) if path.suffix.lower() in _ENDINGS
    ]


def is_for_reports(path: Path) -> bool:
    """Whether a document belongs to the half that is only reported on: by the hash of its name."""
    return hashlib.sha256(path.name.encode()).digest()[0] % 2 == 1


def _size(figures: int) -> str:
    return f"up to {next(size for size in _SIZES if figures <= size):,}"


def _since(started: float) -> str:
    return f"{time.perf_counter() - started:.0f} s"


def tied(book: Book) -> Book:
    """A document as it was read, bound, searched and tied."""
    for stage in _STAGES:
        book = stage(book)
    return book


def _of_document(
    path: Path, kinds: tuple[str, ...], wanted: tuple[int, Unaltered], *, verbose: bool
) -> Iterator[Outcome]:
    """What comes of altering so many of a document's figures; the document as it is counts in `wanted`."""
    count, unaltered = wanted
    books = read_document(path, path.name).books  # of a report in several files, the one that says most
    read = max(books, key=lambda each: len(each.figures) + len(each.filing.figures if each.filing else ()))
    book = tied(read)
    printed = PrintedBook.of(book)
    known = {_accused(finding) for finding in reported(book)}
    able = sorted(protected(book), key=lambda figure: _draw(path, figure))
    rivals = verdicts(printed, {})
    unaltered.add(book, len(known), tuple(len(rivals[rival].accused) for rival in RIVALS))
    print(
        f"{path.name}: {len(book.figures):,} figures, {len(able):,} protected, {len(book.identities):,} relations, "
        f"{len(known)} findings; say not to foot: {', '.join(f'{r} {len(rivals[r].accused)}' for r in RIVALS)}",
        flush=True,
    )
    for figure in able[:count]:
        ways = [
            each for each in misprints(printed, figure, kinds, path.name) if is_beyond_rounding(printed, each.texts)
        ]
        if ways:
            misprint = ways[_draw(path, f"{figure} kind")[0] % len(ways)]
            yield _judged(read, printed, misprint, known, verbose=verbose)


def _draw(path: Path, seed: str) -> bytes:
    return hashlib.sha256(f"{path.name} {seed}".encode()).digest()


def _judged(
    read: Book, printed: PrintedBook, misprint: Misprint, known: set[tuple[str, ...]], *, verbose: bool
) -> Outcome:
    book = tied(altered(read, misprint.texts))
    book = book.grown(findings=tuple(each for each in reported(book) if _accused(each) not in known))
    culprits = set(misprint.texts)
    found = replace(outcome(book, culprits, printed, misprint), figures=len(printed.figures))
    if verbose and (not found.first or found.elsewhere):
        changed = [f"{printed.figures[figure].text} to {text} ({figure})" for figure, text in misprint.texts.items()]
        told = [f"{said(each)}: {each.message}" for each in book.findings]
        print(f"    {misprint.kind} {changed} oracle {found.oracle}: {'; '.join(told) or 'missed'}")
    return found


def _accused(finding: Finding) -> tuple[str, ...]:
    return finding.identities


def altered(book: Book, texts: Mapping[str, str]) -> Book:
    """A document as read, with other texts in the places of some figures. Raises NotANumber."""
    in_tables = {cell.figure for grid in book.grids for cell in grid.cells}

    def changed(figures: Iterable[Figure]) -> tuple[Figure, ...]:
        return tuple(
            replace(figure, printed=_printed(figure, texts[figure.id], in_tables), alternatives=())
            if figure.id in texts
            else figure
            for figure in figures
        )

    filing = replace(book.filing, figures=changed(book.filing.figures)) if book.filing else None
    grids = [
        replace(grid, cells=tuple(replace(c, text=texts[c.figure]) if c.figure in texts else c for c in grid.cells))
        for grid in book.grids
    ]
    return book.grown(figures=changed(book.figures), grids=tuple(grids), filing=filing)


def _printed(figure: Figure, text: str, in_tables: Collection[str]) -> Printed:
    """What a table would be read to print; a tagged figure keeps its accuracy."""
    if figure.id in in_tables:
        return read_cell(text)
    return replace(figure.printed, text=text, value=value_of(text) * figure.printed.scale)


if __name__ == "__main__":
    main()
