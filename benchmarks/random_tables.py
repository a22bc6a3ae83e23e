"""What is claimed of tables in which nothing is meant to add: relations and findings in tables of random numbers.

Usage: python -m benchmarks.random_tables [--tables N] [-v]. Every table is drawn by lot from a seed, so that each run
draws the same ones: in several shapes, of several kinds of numbers (of one length, of all lengths, few and small, with
blanks and nil, round, alike, going up, percentages, flowers' measures), under names that promise nothing, under none,
and under those of totals. Any relation is an accident, and any finding a false alarm. docs/convention.md (9.4, 9.5)
says what is promised: of the relations of a book one in fifty may be an accident. Words that promise a total where none
is are the worst case: they speak for a sum at 3 to 1, and at 33 to 1 under all lines of a table.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.last_places import tied

from crossfoot.model.book import Book
from crossfoot.model.findings import Severity

SHAPES = ((6, 2), (12, 1), (12, 4), (30, 3), (8, 12), (60, 2))
"""Rows and columns of numbers."""

_TOTAL_EVERY = 6
_NAMES = ("Birch", "Alder", "Maple", "Cedar", "Hazel", "Rowan", "Aspen", "Larch", "Elder", "Beech", "Linden")

Draw = Callable[[random.Random, int], str]
"""A figure as printed, by lot, for the row that it stands in."""


def of_one_length(lot: random.Random, _row: int = 0) -> str:
    """Four digits."""
    return f"{lot.randrange(1_000, 10_000):,}"


def of_all_lengths(lot: random.Random, _row: int = 0) -> str:
    """One to six digits, as first digits are in practice."""
    return f"{int(10 ** lot.uniform(0, 6)):,}"


def small(lot: random.Random, _row: int = 0) -> str:
    """Up to twenty."""
    return str(lot.randrange(20))


def with_blanks(lot: random.Random, _row: int = 0) -> str:
    """A third blank or nil, some in brackets."""
    amount = of_all_lengths(lot)
    return lot.choice((amount, amount, amount, f"({amount})", "—", ""))


def round_hundreds(lot: random.Random, _row: int = 0) -> str:
    """Hundreds."""
    return f"{100 * lot.randrange(1, 100):,}"


def alike(lot: random.Random, _row: int = 0) -> str:
    """Within a tenth of one another, as prices and indices are."""
    return f"{lot.randrange(950, 1_050):,}"


def going_up(lot: random.Random, row: int) -> str:
    """Pages."""
    return str(100 + 3 * row + lot.randrange(3))


def percentages(lot: random.Random, _row: int = 0) -> str:
    """To one decimal."""
    return f"{lot.uniform(-30, 90):.1f}%"


def measures(lot: random.Random, _row: int = 0) -> str:
    """Of two digits, one after the point."""
    return f"{lot.uniform(0.2, 7.9):.1f}"


NUMBERS: tuple[Draw, ...] = (
    of_one_length,
    of_all_lengths,
    small,
    with_blanks,
    round_hundreds,
    alike,
    going_up,
    percentages,
    measures,
)
NAMES = ("named", "unnamed", "totals")
"""How the rows are named: by words that promise nothing, not at all, or every sixth as a total."""


@dataclass(slots=True)
class Claims:
    """Counts over random tables, with the beliefs of the relations that were claimed."""

    counts: Counter[str] = field(default_factory=Counter)
    beliefs: list[float] = field(default_factory=list)

    def add(self, book: Book) -> None:
        """Count one table."""
        self.counts.update(tables=1, figures=len(book.figures), claiming=bool(book.identities))
        self.counts.update(str(finding.severity) for finding in book.findings)
        self.beliefs += [identity.belief or 0 for identity in book.identities]

    def line(self, name: str) -> str:
        """The counts in one line."""
        tables = self.counts["tables"]
        found = ", ".join(f"{self.counts[each]} {each}s" for each in Severity)
        surest = f", the surest at {max(self.beliefs):.1f}" if self.beliefs else ""
        share = f"{self.counts['claiming'] / max(1, tables):6.1%} claim {len(self.beliefs)} relations{surest}"
        return f"{name:<16}{tables:>6} tables {self.counts['figures']:>8,} figures {share}; {found}"


def main() -> None:
    """Print what is claimed, by how the rows are named, and by the kind of numbers where no name promises a total."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tables", type=int, default=1_000, help="tables in all")
    parser.add_argument("-v", action="store_true", help="print what is found")
    asked = parser.parse_args()
    started = time.process_time()
    by_name, by_numbers = {name: Claims() for name in NAMES}, {draw.__name__: Claims() for draw in NUMBERS}
    for number in range(asked.tables):
        names, draw = NAMES[number % len(NAMES)], NUMBERS[number // len(NAMES) % len(NUMBERS)]
        book = tied(f"{number} {names} {draw.__name__}", [rows(number, names, draw)])
        by_name[names].add(book)
        if names != "totals":
            by_numbers[draw.__name__].add(book)
        if asked.v:
            _print(book)
    for claims in (by_name, by_numbers):
        print("\n".join(each.line(name.replace("_", " ")) for name, each in claims.items()), end="\n\n")
    print(f"{time.process_time() - started:.0f} s of computing")


def rows(number: int, names: str, draw: Draw) -> list[list[str]]:
    """The table of a number: its rows as they are printed, under a heading."""
    lot = random.Random(number)
    length, width = lot.choice(SHAPES)
    labels = {"named": _named, "unnamed": _unnamed, "totals": _total_below}[names]
    body = [[labels(row), *(draw(lot, row) for _ in range(width))] for row in range(length)]
    return [["Lot", *(f"Draw {chr(65 + column)}" for column in range(width))], *body]


def _named(row: int) -> str:
    return f"{_NAMES[row % len(_NAMES)]} {_NAMES[row * 5 % 7]}"


def _unnamed(_row: int) -> str:
    return ""


def _total_below(row: int) -> str:
    return "Total" if row % _TOTAL_EVERY == _TOTAL_EVERY - 1 else _named(row)


def _print(book: Book) -> None:
    for identity in book.identities:
        print(f"{book.title}: {identity.belief or 0:.1f} {identity.text}")
    for finding in book.findings:
        print(f"{book.title}: {finding.severity} {finding.message}")


if __name__ == "__main__":
    main()
