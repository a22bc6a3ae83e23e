"""Live formulas of real workbooks: how many are followed, declare identities and tie, beside formualizer.

    python benchmarks/formulas.py [WORKBOOK…]

Without arguments: every workbook of the shared papers, and a model made here with a formula in every cell that can have
one. `formualizer` (MIT) is compared with where it is installed: it calculates, and says nothing of identities.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from crossfoot.bind.formulas.binding import Tally, formulas_bound
from crossfoot.bind.formulas.following import Amount, Fails, Workings, follows
from crossfoot.bind.formulas.functions import called
from crossfoot.bind.formulas.grammar import NotUnderstood, column_letters
from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.model.workings import Sheet
from crossfoot.read.documents import read_documents
from crossfoot.tie.engine import tie

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
YEARS = 40
LINES = 30
_NEAR = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Calculated:
    """What a program makes of a workbook's formulas: how many give what was saved, and the seconds it took."""

    right: int
    of: int
    seconds: float


def main() -> None:
    """Print a paragraph a workbook."""
    given = [Path(argument) for argument in sys.argv[1:]]
    if given:
        for path in given:
            report(path)
        return
    for path in sorted(SHARED.rglob("*.xlsx")):
        report(path)
    with tempfile.TemporaryDirectory() as folder:
        report(made(Path(folder)))


def report(path: Path) -> None:
    """What is made of one workbook."""
    done = read_documents([path])
    if not done.books:
        print(f"{path.name}: {done.problems[0].message}")
        return
    print(f"{path.parent.name}/{path.name}: {len(done.books[0].figures):,} figures")
    if not any(held.formula for sheet in done.books[0].sheets for held in sheet.cells.values()):
        print("  no live formula")
        return
    book = bind_grids(done.books[0])
    started = time.perf_counter()
    bound = formulas_bound(book)
    seconds = time.perf_counter() - started
    tally = bound.tally
    texts = sum(count for why, count in tally.left.items() if "text" in why)
    numbers = tally.live - texts
    print(f"  {tally.live:,} live formulas, {numbers:,} of them numbers; all followed and bound in {seconds:.2f} s")
    print(
        f"  followed {share(tally.followed, numbers)}; declare an identity {share(tally.declared, numbers)};", end=" "
    )
    print(f"stale {tally.stale}")
    for why, count in tally.left.most_common(8):
        print(f"    left: {count:,} because {why}")
    print_ties(bound.book, tally)
    print(f"  values as saved: crossfoot {told(ours(book))}; formualizer {told(theirs(path, book))}")


def share(part: int, whole: int) -> str:
    """`337 (96.6%)`."""
    return f"{part:,} ({100 * part / whole:.1f}%)" if whole else "none"


def print_ties(book: Book, tally: Tally) -> None:
    """How the identities that formulas declare tie, with nothing discovered beside them."""
    started = time.perf_counter()
    tied = tie(book)
    verdicts = Counter(tick.verdict for tick in tied.ticks)
    breaks = [finding for finding in tied.findings if finding.code == "does-not-tie"]
    figures = Counter(verdict.verdict for verdict in tied.verdicts.values())
    print(
        f"  identities: {share(verdicts[Verdict.TIES], tally.declared)} tie, {verdicts[Verdict.BREAKS]} break,"
        f" {verdicts[Verdict.UNTESTED]} test nothing; they protect {figures[Verdict.TIES]:,} figures"
        f" ({time.perf_counter() - started:.1f} s)"
    )
    for finding in breaks[:5]:
        print(f"    {finding.message[:200]}")


def told(calculated: Calculated | None) -> str:
    """`349 (100.0%) in 0.02 s`."""
    if calculated is None:
        return "not installed"
    return f"{share(calculated.right, calculated.of)} in {calculated.seconds:.2f} s"


def formulas_of(book: Book) -> Iterator[tuple[Sheet, tuple[int, int], str, Decimal]]:
    """Every formula whose saved value is a number."""
    for sheet in book.sheets:
        for place, held in sheet.cells.items():
            if held.formula and held.value is not None:
                yield sheet, place, held.formula, held.value


def ours(book: Book) -> Calculated:
    """What following the formulas gives."""
    workings = Workings({sheet.name: sheet for sheet in book.sheets}, frozenset(), called)
    right = total = 0
    started = time.perf_counter()
    for sheet, (row, column), formula, held in formulas_of(book):
        total += 1
        try:
            found = workings.follow((sheet.name, row, column), formula)
        except (NotUnderstood, Fails):
            continue
        right += isinstance(found, Amount) and follows(found, held)
    return Calculated(right, total, time.perf_counter() - started)


def theirs(path: Path, book: Book) -> Calculated | None:
    """What formualizer calculates, its reading of the file included."""
    if find_spec("formualizer") is None:
        return None
    formualizer: Any = import_module("formualizer")
    started = time.perf_counter()
    workbook = formualizer.load_workbook(str(path))
    workbook.evaluate_all()
    right = total = 0
    for sheet, (row, column), _, held in formulas_of(book):
        total += 1
        value = workbook.get_value(sheet.name, row + 1, column + 1)
        right += isinstance(value, int | float) and near(Decimal(repr(value)), held)
    return Calculated(right, total, time.perf_counter() - started)


def near(value: Decimal, held: Decimal) -> bool:
    """Whether two values are one but for floating-point errors."""
    return abs(value - held) <= _NEAR * max(abs(value), abs(held), Decimal(1))


def made(folder: Path) -> Path:
    """A model of one income statement over many years: typed lines, then a sum, a difference, a share and a growth."""
    typed = Workbook()
    sheet: Any = typed.active
    sheet.title = "Income"
    sheet.append(["(USD in millions)", *(f"FY{1980 + year}" for year in range(YEARS))])
    for line in range(LINES):
        values = [
            round(100 + 7.3 * line + 11.7 * year * (1 + line % 3) + (line * year) % 13, 2) for year in range(YEARS)
        ]
        sheet.append([f"Sales of division {line + 1}", *values])
    columns = [column_letters(1 + year) for year in range(YEARS)]
    last = LINES + 1
    sheet.append(["Total sales", *(f"=SUM({c}2:{c}{last})" for c in columns)])
    sheet.append(["Of which abroad", *(f"={c}2+{c}3-{c}4" for c in columns)])
    sheet.append(["Share abroad", *(f"={c}{last + 2}/{c}{last + 1}" for c in columns)])
    growth = [f"={c}{last + 1}/{b}{last + 1}-1" for b, c in pairwise(columns)]
    sheet.append(["Growth", None, *growth])
    for row in sheet.iter_rows(min_row=2, min_col=2):
        for cell in row:
            cell.number_format = "0.0%" if cell.row > last + 2 else "#,##0"
    path = folder / "made.xlsx"
    typed.save(path)
    return calculated(path)


def calculated(path: Path) -> Path:
    """The workbook with the values of its formulas, as a spreadsheet program would have saved them."""
    if find_spec("formualizer") is not None:
        formualizer: Any = import_module("formualizer")
        formualizer.recalculate_file(str(path))
    return path


if __name__ == "__main__":
    main()
