"""How documents say that they round, and what the arithmetic of their figures tells without having read it.

    python -m benchmarks.regimes [DOCUMENT ...]

By default all decks, reports, web pages and Japanese reports of the shared papers, of which those that say nothing are
counted only. A way of rounding is *told* where the relations would belie
the other one, had the document claimed that (docs/convention.md, 2.9); it is *open* where they would belie neither.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crossfoot.desk.checking import check
from crossfoot.model.book import Book, Regime, RoundingStatement
from crossfoot.model.figures import Place
from crossfoot.tie.rounding.regimes import inferred
from crossfoot.tie.rounding.sayings import Sayings
from crossfoot.vocabulary.rounding import Rounding

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
_FOLDERS = ("decks", "reports_pdf", "html", "xbrl_jp_tdnet", "xbrl_jp_edinet_fsa")
_WAYS = (Rounding.NEAREST, Rounding.TRUNCATED)
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
    for taken in book.regimes:
        said = Sayings.of(taken.group, book.rounding_statements)
        for kind, rounding in _by_kind(said).items():
            if rounding is not None:
                admitted = [way for way in _WAYS if _obeyed(book, taken.group, kind, way)]
                blind = admitted[0] if len(admitted) == 1 else Rounding.EITHER
                yield Row(book.title, kind, rounding, blind, _by_kind(taken)[kind])


def _by_kind(rounded: Regime | Sayings) -> dict[str, Any]:
    return {"amounts": rounded.amounts, "ratios": rounded.ratios}


def _obeyed(book: Book, group: str, kind: str, way: Rounding) -> bool:
    """Whether figures are taken to be rounded in a way if the document says so: its relations may belie that."""
    saying = RoundingStatement(
        group, "", Place(group), way if kind == "amounts" else None, way if kind == "ratios" else None
    )
    told = inferred(book.grown(regimes=(), findings=(), rounding_statements=(saying,)))
    return any(_by_kind(regime)[kind] is way for regime in told.regimes if regime.group == group)


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
