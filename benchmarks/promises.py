"""What places and words promise before any figure is looked at, counted on the developing half of the public tables.

Usage: python -m benchmarks.promises [-v]. Two promises of `tie/discovery/belief/odds.py` are counted. Where sums begin:
of sums that their figures alone put beyond doubt, those of everybody's statements left aside (they are promised by
name), how many add the nearest block above them, one that begins a heading or a total further up, one that begins where
nothing tells so, or no whole block. And roll-forwards: of all blocks from a line that names a balance to the next one
that does, how many add as they are printed, in every column that prints both, in some, or in none; those that say that
the first is an opening and the last a close counted apart.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from benchmarks.shared_tables import book_of
from benchmarks.shared_tables import tables as raw_tables

from crossfoot.tie.discovery.belief.evidence import BAN
from crossfoot.tie.discovery.sums.found import Sum
from crossfoot.tie.discovery.sums.search import sums
from crossfoot.tie.discovery.tables.accounts import is_statement_sum
from crossfoot.tie.discovery.tables.panels import Panel, panels
from crossfoot.tie.discovery.tables.table import Table, tables

_BEYOND_DOUBT = 5 * BAN
_FEWEST = 3  # lines from the opening on
_OPENS = re.compile(r"\b(?:beginning|opening|start)\b|期首", re.IGNORECASE)
_CLOSES = re.compile(r"\b(?:end|ending|close|closing)\b|期末", re.IGNORECASE)


def main() -> None:
    """Print both counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-v", action="store_true", help="list the roll-forwards that do not add in some column")
    asked = parser.parse_args()
    begun, rolled = Counter[str](), Counter[str]()
    for raw in raw_tables():
        if not raw.is_for_reports:
            for table in tables(book_of(raw)):
                every = sums(table)
                begun.update(_beginning(each, every) for each in every if _is_beyond_doubt(each))
                for side in (table, table.turned()):
                    for panel in panels(side):
                        for label, how in _rolled(panel):
                            rolled[how] += 1
                            if asked.v and "every" not in how:
                                print(f"{raw.origin} {raw.id}: {how}: {label}")
    for what, counts in (("sums", begun), ("blocks from balance to balance", rolled)):
        print(f"{sum(counts.values())} {what}: {', '.join(f'{n} {how}' for how, n in sorted(counts.items()))}")


def _is_beyond_doubt(found: Sum) -> bool:
    lines = [found.panel.table.lines[line] for line in (found.total, *(line for line, _ in found.parts))]
    return found.belief >= _BEYOND_DOUBT and not is_statement_sum([line.account for line in lines])


def _beginning(found: Sum, every: list[Sum]) -> str:
    """Where the block begins that a sum adds, subtotals above it standing for their parts."""
    table: Table = found.panel.table
    parts = {line for line, _ in found.parts}
    if max(parts) > found.total:
        return "after their total"
    totals = {each.total for each in every if each.total < found.total}
    stood_for = {line for each in every if each.total in totals for line, _ in each.parts if line < each.total}
    roots = [line for line in found.panel.lines if line < found.total and line not in stood_for]
    if roots[-len(parts) :] != sorted(parts):
        return "no block"
    natural = [
        line
        for before, line in pairwise([roots[0], *roots])
        if line == roots[0] or table.lines[line].begins or before in totals or table.lines[before].words.total
    ]
    begins = [line for line in natural if line <= roots[-2]] if len(roots) > 1 else natural
    if min(parts) not in begins:
        return "elsewhere"
    return "nearest" if min(parts) == begins[-1] else "further"


def _rolled(panel: Panel) -> Iterator[tuple[str, str]]:
    """Each block from one balance to the next, and in which of the columns that print both it adds as printed."""
    lines = [panel.table.lines[line] for line in panel.lines]
    balances = [row for row, line in enumerate(lines) if line.words.balance]
    for first, last in pairwise(balances):
        if last - first < _FEWEST:
            continue
        shown = [
            column
            for column in range(len(panel.crossings))
            if panel.figures[first][column] is not None
            and panel.figures[last][column] is not None
            and panel.values[first + 1 : last, column].any()
        ]
        added = panel.values[first:last, shown].sum(axis=0) - panel.values[last, shown]
        ties = int((abs(added) <= panel.place * (last - first + 1) // 2).sum())
        if shown:
            named = _OPENS.search(lines[first].label) and _CLOSES.search(lines[last].label)
            kind = "named, " if named else ""
            how = "in every column" if ties == len(shown) else "in some columns" if ties else "in none"
            yield f"{lines[first].label} .. {lines[last].label}", kind + how


if __name__ == "__main__":
    main()
