"""How documents say that they round, and what the arithmetic of their figures tells without having read it.

    python -m benchmarks.regimes [DOCUMENT ...]

By default all decks, reports, web pages and Japanese reports of the shared papers, of which those that say nothing are
counted only. A regime is *told* where the figures admit one way of rounding alone, *open* where they admit both.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crossfoot.desk.checking import check
from crossfoot.model.book import Book, Regime
from crossfoot.tie.regimes import inferred
from crossfoot.tie.rounding_sayings import Sayings
from crossfoot.vocabulary.rounding import Rounding

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
_FOLDERS = ("decks", "reports_pdf", "html", "xbrl_jp_tdnet", "xbrl_jp_edinet_fsa")
_KINDS = {".pdf", ".htm", ".html", ".xbrl"}


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of figures of one document: what is said, what arithmetic tells, and what the check took."""

    document: str
    kind: str
    said: Rounding
    blind: Rounding
    taken: Rounding

    @property
    def verdict(self) -> str:
        """Whether arithmetic alone comes to what is said."""
        if self.blind is Rounding.EITHER:
            return "open"
        return "told right" if self.blind is self.said else "told otherwise"


def rows(book: Book) -> Iterator[Row]:
    """The kinds of figures of which the document says how they were rounded."""
    blind = {regime.group: regime for regime in inferred(book.grown(regimes=(), rounding_statements=())).regimes}
    for taken in book.regimes:
        said = Sayings.of(taken.group, book.rounding_statements)
        alone = blind.get(taken.group, Regime(taken.group, Rounding.EITHER, Rounding.EITHER))
        if said.amounts is not None:
            yield Row(book.title, "amounts", said.amounts, alone.amounts, taken.amounts)
        if said.ratios is not None:
            yield Row(book.title, "ratios", said.ratios, alone.ratios, taken.ratios)


def documents() -> list[Path]:
    """The shared papers that people read."""
    found = (path for folder in _FOLDERS for path in sorted((_SHARED / folder).rglob("*")))
    return [path for path in found if path.suffix.lower() in _KINDS and "manifest" not in path.name]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for every kind of figures that a document speaks of, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="*", type=Path)
    paths = parser.parse_args(arguments).documents or documents()
    counts: Counter[str] = Counter()
    silent = 0
    print(f"{'document':50} {'of':8} {'says':10} {'figures tell':13} {'taken':10}")
    for path in paths:
        found = [row for book in check([path]).books for row in rows(book)]
        silent += not found
        for row in found:
            counts[row.verdict] += 1
            print(
                f"{row.document[:50]:50} {row.kind:8} {row.said!s:10} {row.blind!s:13} {row.taken!s:10} {row.verdict}"
            )
    print(f"\n{sum(counts.values())} statements: {dict(counts)}; {silent} documents say nothing certain of it")


if __name__ == "__main__":
    main()
