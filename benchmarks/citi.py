"""How well PDF tables are read: a bank's supplements as PDF against the workbooks that print the same figures.

    python benchmarks/citi.py [--misses N] [SUPPLEMENT...]

SUPPLEMENT is a folder with supplement.pdf and supplement.xlsx (default: those of the papers beside the checkout). Each
number of a sheet is looked for on the pages that print that sheet: at all; and in a row of the same label, under the
same headings. The headings are compared as printed, not as bound, so the figure judges the reader alone. Nils count as
the zero they are read as.
"""

import argparse
import os
import re
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from crossfoot.model.book import Book
from crossfoot.model.layout import Grid, GridCell
from crossfoot.read.documents import read_documents
from crossfoot.vocabulary.cell_numbers import is_year

ROOT = Path(__file__).parent.parent
_NOTES = re.compile(r"(?:\s*\((?:[0-9]{1,2}|[a-z])\))+\s*$")
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{2})$")  # a workbook holds the day itself
_MONTHS = ("jan", "feb", "mar", "apr", "may", "june", "july", "aug", "sep", "oct", "nov", "dec")
_SAME_SHEET = 0.2  # share of a sheet's numbers that a page must print to be one of its pages


@dataclass(frozen=True)
class Number:
    """A number in a table: the sheet or page, the label of its row, the headings over it from the top, its value.

    `whole_label` begins with the row of words above, which in a workbook may be the first line of the same label.
    """

    where: str
    label: str
    whole_label: str
    headings: tuple[str, ...]
    value: Decimal
    text: str


@dataclass
class Score:
    """How many numbers of a workbook were found, and those that were not."""

    numbers: int = 0
    valued: int = 0
    placed: int = 0
    absent: list[str] | None = None
    misplaced: list[str] | None = None


def numbers_of(book: Book) -> Iterator[Number]:
    """Every number of a book's tables that is no year in a heading."""
    values = {figure.id: figure.printed.value for figure in book.figures}
    for grid in book.grids:
        yield from _numbers_of_grid(grid, values)


def _numbers_of_grid(grid: Grid, values: dict[str, Decimal]) -> Iterator[Number]:
    rows: dict[int, list[GridCell]] = defaultdict(list)
    for cell in grid.cells:
        rows[cell.row].append(cell)
    heads: list[GridCell] = []
    above, numbered = "", False
    for row in sorted(rows):
        cells = sorted(rows[row], key=lambda cell: cell.column)
        amounts = [cell for cell in cells if cell.figure and not is_year(cell.text)]
        words = [cell.text for cell in cells if not amounts or cell.column < amounts[0].column]
        if not amounts:
            if numbered and len(words) > 1:  # headings anew
                heads, numbered = [], False
            heads += cells if not numbered else []
            above = words[0]
            continue
        numbered = True
        label = words[0] if words else ""
        for cell in amounts:
            over = tuple(_plain(head.text) for head in heads if _is_over(head, cell))
            where = grid.place.sheet or f"page {grid.place.page}"
            if any(letter.isdigit() for letter in cell.text):
                yield Number(where, _plain(label), _plain(above + label), over, values[cell.figure], cell.text)
        above = ""


def _is_over(head: GridCell, cell: GridCell) -> bool:
    return head.column < cell.column + cell.column_span and cell.column < head.column + head.column_span


def _plain(text: str) -> str:
    """A label or heading without notes, blanks, marks and case."""
    words = unicodedata.normalize("NFKC", _NOTES.sub("", text)).lower()
    words = _DAY.sub(lambda day: f"{_MONTHS[int(day[1]) - 1]}{day[2]}20{day[3]}", words)
    return "".join(letter for letter in words if letter.isalnum() or letter in "%+")


def judged(folder: Path) -> Score:
    """The score of one supplement."""
    workbook, pdf = (read_documents([folder / f"supplement.{kind}"]).books[0] for kind in ("xlsx", "pdf"))
    sheets: dict[str, list[Number]] = defaultdict(list)
    for number in numbers_of(workbook):
        sheets[number.where].append(number)
    pages: dict[str, list[Number]] = defaultdict(list)
    for number in numbers_of(pdf):
        pages[number.where].append(number)
    score = Score(absent=[], misplaced=[])
    for sheet, wanted in sheets.items():
        names = _pages_of(wanted, pages)
        if names:
            _judge(sheet, wanted, [number for name in names for number in pages[name]], score)
    return score


def _pages_of(wanted: list[Number], pages: dict[str, list[Number]]) -> list[str]:
    """The pages that print a sheet: those with a good part of its labelled numbers."""
    pairs = Counter((number.label, number.value) for number in wanted if number.value)
    shares = {
        name: sum((pairs & Counter((number.label, number.value) for number in found if number.value)).values())
        for name, found in pages.items()
    }
    best = max(shares.values(), default=0)
    return [name for name, share in shares.items() if share >= max(_SAME_SHEET * best, 5)]


def _judge(sheet: str, wanted: list[Number], found: list[Number], score: Score) -> None:
    values = Counter(number.value for number in found)
    rows: dict[tuple[str, Decimal], list[Number]] = defaultdict(list)
    for number in found:
        rows[number.label, number.value].append(number)
    assert score.absent is not None
    assert score.misplaced is not None
    for number in wanted:
        score.numbers += 1
        told = f"{sheet}: {number.label!r} {'/'.join(number.headings)} {number.text}"
        if not values[number.value]:
            score.absent.append(told)
            continue
        values[number.value] -= 1
        score.valued += 1
        there = rows[number.label, number.value] or rows[number.whole_label, number.value]
        same = next((other for other in there if _same_headings(number, other)), None)
        if same is None:
            score.misplaced.append(f"{told}  read under {[other.headings for other in there]}")
            continue
        there.remove(same)
        score.placed += 1


def _same_headings(number: Number, other: Number) -> bool:
    """Whether the headings of the workbook's column stand over the page's in their order, and the lowest is the lowest.

    A workbook keeps the lines of one heading in cells of their own.
    """
    if not number.headings or not other.headings:
        return number.headings == other.headings
    rest = "".join(other.headings)
    if not rest.endswith(number.headings[-1]):
        return False
    for heading in number.headings:
        _, found, rest = rest.partition(heading)
        if not found:
            return False
    return True


def main() -> None:
    """Print the shares for every supplement, and some of what was missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--misses", type=int, default=10)
    parser.add_argument("folders", nargs="*", type=Path)
    arguments = parser.parse_args()
    shared = Path(os.environ.get("CROSSFOOT_SHARED", ROOT.parent / "shared"))
    folders = arguments.folders or sorted((shared / "data" / "decks").glob("citi_*"))
    if not folders:
        raise SystemExit(f"needs the shared papers: no supplements below {shared}")
    for folder in folders:
        start = time.perf_counter()
        score = judged(folder)
        seconds = time.perf_counter() - start
        whole = max(score.numbers, 1)
        print(
            f"{folder.name}: {score.numbers} numbers, {100 * score.valued / whole:.2f}% found, "
            f"{100 * score.placed / whole:.2f}% at their label and headings  {seconds:.1f} s"
        )
        for name, misses in (("absent", score.absent or []), ("elsewhere", score.misplaced or [])):
            for miss in misses[:: max(1, len(misses) // arguments.misses)][: arguments.misses]:
                print(f"    {name}: {miss}")


if __name__ == "__main__":
    main()
