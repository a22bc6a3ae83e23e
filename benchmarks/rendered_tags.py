"""Numeric tags of inline XBRL with the table, row and column that print them, for benchmarks that need a truth.

    python -m benchmarks.rendered_tags [FILE ...]

Without files, the filings among the papers beside the checkout: how many tags stand in cells of tables, and how many of
those the table's own reading agrees with in value, unit and period before any tag is looked at.
"""

import argparse
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.model.filings import Tag
from crossfoot.model.layout import Grid
from crossfoot.read.documents import read_documents
from crossfoot.vocabulary.spans import Duration, Instant
from crossfoot.vocabulary.units import PERCENT, PURE

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("CROSSFOOT_SHARED", ROOT.parent / "shared")) / "data"
_FILINGS = (
    "html/*10-Q*.htm",
    "xbrl_us/*/*.htm",
    "xbrl_jp_tdnet/*/Attachment/*ixbrl.htm",
    "xbrl_jp_tdnet/*/Summary/*.htm",
)


@dataclass(frozen=True, slots=True)
class RenderedTag:
    """A tag, the figure that states its value, the figure that a cell prints it as, and the grid of that cell."""

    tag: Tag
    stated: Figure
    printed: Figure
    grid: Grid

    @property
    def is_same_size(self) -> bool:
        """Whether the cell was read as a number of the same size, a percentage as its fraction."""
        size = abs(self.printed.printed.value)
        if self.printed.unit == PERCENT and self.tag.unit == PURE:
            size /= 100
        return size == abs(self.stated.printed.value)

    @property
    def is_same_period(self) -> bool:
        """Whether the cell was read to be of the same days; a balance may stand under the span that it closes."""
        period = self.printed.fact.period if self.printed.fact is not None else None
        if isinstance(self.tag.period, Instant) and isinstance(period, Duration):
            return period.end == self.tag.period.day
        return period == self.tag.period


def rendered_tags(book: Book) -> Iterator[RenderedTag]:
    """Every tag of a report whose number a cell of a table prints, in the order of the report."""
    assert book.filing is not None, "the report has no tags"
    printed = {figure.id: figure for figure in book.figures}
    stated = {figure.id: figure for figure in book.filing.figures}
    grids = {cell.figure: grid for grid in book.grids for cell in grid.cells if cell.figure}
    for tag in book.filing.tags:
        if tag.rendered in printed and tag.rendered in grids:
            yield RenderedTag(tag, stated[tag.figure], printed[tag.rendered], grids[tag.rendered])


def main() -> None:
    """Print each filing's counts, and the shares over all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files or [path for each in _FILINGS for path in sorted(SHARED.glob(each))]
    total: Counter[str] = Counter()
    for path in files:
        for book in read_documents([path]).books:
            if book.filing is None:
                continue
            found = list(rendered_tags(bind_grids(book)))
            counts = Counter({"tags": sum(not tag.is_nil for tag in book.filing.tags), "in tables": len(found)})
            counts["same size"] = sum(each.is_same_size for each in found)
            counts["same period"] = sum(each.is_same_period for each in found)
            counts["both"] = sum(each.is_same_size and each.is_same_period for each in found)
            total += counts
            print(f"{path.name[:60]:60} {_listed(counts)}")
    if total["in tables"]:
        print(f"{'all':60} {_listed(total)}; {100 * total['both'] / total['in tables']:.1f}% agree in both")


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[what]} {what}" for what in ("tags", "in tables", "same size", "same period", "both"))


if __name__ == "__main__":
    main()
