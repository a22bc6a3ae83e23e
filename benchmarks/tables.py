"""How much of real tables is read and bound: values, periods, units and scales, on the papers beside the checkout.

    python benchmarks/tables.py [FOLDER]

FOLDER holds the papers (default: `shared/` beside the checkout). A cell counts as numeric where it has a digit and few
letters; what is read of it must print the same digits. Every set ends with examples of what was missed.
"""

import json
import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book, Entity
from crossfoot.read.documents import NO_CURRENCY, read_documents
from crossfoot.read.tables.found import Draft, FoundCell, FoundTable
from crossfoot.vocabulary.cell_numbers import is_year
from crossfoot.vocabulary.periods import FiscalCalendar
from crossfoot.vocabulary.spans import Undated
from crossfoot.vocabulary.units import UnitKind

ROOT = Path(__file__).parent.parent
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_DATE = re.compile(r"[0-9]+[/.-][0-9]+[/.-][0-9]+|(?:19|20)[0-9]{2}[-/][0-9]{2}")
_EXAMPLES = 8


@dataclass
class Tally:
    """Counts over a set, with examples of what was missed."""

    tables: int = 0
    numeric: int = 0
    read: int = 0
    figures: int = 0
    dated: int = 0
    scaled: int = 0
    named: int = 0
    seconds: float = 0.0
    unread: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)

    def add(self, before: Book, scaled: frozenset[str], after: Book) -> None:
        """Count one book."""
        self.tables += len(before.grids)
        for grid in before.grids:
            for cell in grid.cells:
                if _is_numeric(cell.text):
                    self.numeric += 1
                    self.read += bool(cell.figure)
                    if not cell.figure:
                        self.unread.append(cell.text)
        in_grids = {cell.figure for grid in after.grids for cell in grid.cells if cell.figure}
        for figure in after.figures:
            if figure.id not in in_grids or figure.fact is None:
                continue
            self.figures += 1
            self.scaled += figure.id in scaled
            self.named += ": " not in figure.fact.measure
            if isinstance(figure.fact.period, Undated):
                self.undated.append(f"{after.title}: {figure.fact.period.column}")
            else:
                self.dated += 1

    def report(self, name: str) -> None:
        """Print the set's line and its examples."""
        shares = (
            (self.read, self.numeric, "read"),
            (self.dated, self.figures, "dated"),
            (self.scaled, self.figures, "scaled"),
            (self.named, self.figures, "on a statement's line"),
        )
        said = "  ".join(f"{_percent(part, whole)} {what}" for part, whole, what in shares)
        print(f"{name:<20} {self.tables:>4} tables {self.numeric:>6} numeric cells  {said}  {self.seconds:.1f} s")
        for what, examples in (("unread", self.unread), ("undated", self.undated)):
            distinct = list(dict.fromkeys(examples))
            step = max(1, len(distinct) // _EXAMPLES)
            if distinct:
                print(f"    {what} {len(examples)}: {' | '.join(distinct[::step][:_EXAMPLES])}")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f}%" if whole else "    -"


def _is_numeric(text: str) -> bool:
    plain = text.strip()
    if not any(character.isdigit() for character in plain) or is_year(plain) or _DATE.search(plain):
        return False
    return (
        len(plain) <= 30
        and not re.search(r"[0-9][QH]|年", plain)
        and not _LETTERS.search(plain)
        and not re.match(r"^[^\W\d_]", plain)
    )


def book_of(name: str, tables: Iterable[tuple[list[list[str]], list[str]]]) -> Book:
    """A book of tables given as rows of texts, each with the lines around it."""
    draft = Draft(name, name)
    for rows, lines in tables:
        cells = [
            FoundCell(row, column, text.strip())
            for row, texts in enumerate(rows)
            for column, text in enumerate(texts)
            if text.strip()
        ]
        draft.add_table(FoundTable(tuple(cells), lines[0] if lines else "", tuple(lines)))
    return Book(
        entity=Entity(name, NO_CURRENCY, FiscalCalendar()),
        title=name,
        grids=tuple(draft.grids),
        figures=tuple(draft.figures),
    )


def tatqa(folder: Path) -> Iterator[Book]:
    """One book a table of TAT-QA dev, its paragraphs as the lines around it."""
    for number, each in enumerate(_json(folder / "tatqa_dataset_dev.json")):
        lines = [paragraph["text"] for paragraph in each["paragraphs"]]
        yield book_of(f"tatqa {number}", [(each["table"]["table"], lines)])


def finqa(folder: Path) -> Iterator[Book]:
    """One book a table of FinQA, as it stood before its curators changed it."""
    for number, each in enumerate(_json(folder / "finqa_train_100.json")):
        yield book_of(f"finqa {number}", [(each["table_ori"], each["pre_text"][-5:][::-1])])


def jfinqa(folder: Path) -> Iterator[Book]:
    """One book a table of jfinqa dev."""
    for number, each in enumerate(_json(folder / "jfinqa_v1_dev.json")):
        table = each["table"]
        lines = [*each["pre_text"], f"単位：{each['scale']}"]  # kept apart from the table there
        yield book_of(f"jfinqa {number}", [([table["headers"], *table["rows"]], lines)])


def documents(paths: Iterable[Path]) -> Iterator[Book]:
    """The books of documents in files."""
    done = read_documents(sorted(paths))
    for problem in done.problems:
        print(f"    problem: {problem}")
    yield from done.books


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def measured(books: Iterable[Book]) -> Tally:
    """The tally of a set of books."""
    tally = Tally()
    start = time.perf_counter()
    for book in books:
        bound = bind_grids(book)
        tally.add(book, _scaled(book, bound), bound)
    tally.seconds = time.perf_counter() - start
    return tally


def _scaled(before: Book, after: Book) -> frozenset[str]:
    """The figures whose scale was told, or that need none."""
    plain = {figure.id: figure for figure in before.figures}
    needs_none = (UnitKind.PERCENT, UnitKind.POINTS, UnitKind.PER_SHARE, UnitKind.PURE)
    return frozenset(
        figure.id
        for figure in after.figures
        if figure.unit.kind in needs_none
        or figure.printed.scale != 1
        or figure.printed.scale != plain[figure.id].printed.scale
    )


def main() -> None:
    """Print the figures of every set that is there."""
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("CROSSFOOT_SHARED", ROOT.parent / "shared"))
    tables, papers = shared / "data" / "tables_json", shared / "data"
    if not papers.is_dir():
        sys.exit(f"needs the shared papers: {papers} is no folder")
    measured(tatqa(tables)).report("TAT-QA dev")
    measured(finqa(tables)).report("FinQA, 100 of train")
    measured(jfinqa(tables)).report("jfinqa dev")
    measured(documents((papers / "html").glob("*.htm"))).report("HTML: AMD")
    measured(documents(papers.glob("decks/*/*.xlsx"))).report("XLSX: Citi")
    measured(documents((papers / "xlsx_models").glob("*.xlsx"))).report("XLSX: models")
    measured(documents([shared / "iij-fy2016" / "deck.txt"])).report("text: deck.txt")


if __name__ == "__main__":
    main()
