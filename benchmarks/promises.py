"""What places and words promise before any figure is looked at, counted on the developing half of the public tables.

Usage: python -m benchmarks.promises [-v]. The promises of `tie/discovery/belief/odds.py` are counted on sums that their
figures alone put beyond doubt, those of everybody's statements apart (they are promised by name). Where the others
begin: how many add the nearest block above them, one that begins a heading or a total further up, one that begins where
nothing tells so, or no whole block. How they are signed: all parts added as printed (AS_PRINTED), some taken off that
say so (TAKEN_OFF), or against their words. Which shape they have: a block, a first line less the rest (LESSENED), a
block but one line (SKIPPING), two lines apart (PAIRS), totals alone (OF_TOTALS), lines of its own name (OF_SECTIONS),
parts of a subtotal again (UNFOLDED). And roll-forwards: of all blocks from a line that names a balance to the next one
that does, how many add as they are printed, in every column that prints both, in some, or in none; those that say that
the first is an opening and the last a close counted apart. Totals of whole statements, in these tables and in face
statements of SEC filers: how many are a sum of lines next to them in every column, leaving out those that only a sum of
everybody's statements tells, and how many of these are a first line less the rest. And of the lines there that say that
they are totals, and are one in two periods or in one of two: how many fail in the other, by a slip or like no slip.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from benchmarks.shared_tables import book_of
from benchmarks.shared_tables import tables as raw_tables
from benchmarks.statement_sets import statement_tables

from crossfoot.tie.discovery.belief.evidence import BAN
from crossfoot.tie.discovery.belief.odds import OF_BALANCE_SHEET, OF_CASH_FLOWS, OF_INCOME, odds_of_statement
from crossfoot.tie.discovery.sums.found import Sum
from crossfoot.tie.discovery.sums.search import sums
from crossfoot.tie.discovery.tables.accounts import is_statement_sum
from crossfoot.tie.discovery.tables.panels import Panel, panels
from crossfoot.tie.discovery.tables.table import Table, tables

_BEYOND_DOUBT = 5 * BAN
_FEWEST = 3  # lines from the opening on
_OPENS = re.compile(r"\b(?:beginning|opening|start)\b|期首", re.IGNORECASE)
_STATEMENTS = {OF_BALANCE_SHEET: "balance sheets", OF_CASH_FLOWS: "cash flows", OF_INCOME: "income"}
_CLOSES = re.compile(r"\b(?:end|ending|close|closing)\b|期末", re.IGNORECASE)


def main() -> None:
    """Print both counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-v", action="store_true", help="list the roll-forwards that do not add in some column")
    asked = parser.parse_args()
    begun, rolled, signed, shaped = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    whole, of_periods = Counter[str](), Counter[str]()
    for raw in (raw for raw in raw_tables() if not raw.is_for_reports):
        for table in tables(book_of(raw)):
            every = sums(table).sums
            whole.update(_of_statements(table, every, "tables"))
            of_periods.update(_of_two_periods(every, "tables"))
            sure = [each for each in every if _is_beyond_doubt(each)]
            begun.update(_beginning(each, every) for each in sure)
            for each in (each for each in every if each.belief >= _BEYOND_DOUBT):
                named = "" if each in sure else "of statements, "
                signed[f"{named}{_signs(each)}"] += 1
                shaped[f"{named}{_shape(each, every)}"] += 1
            for side in (table, table.turned()):
                for panel in panels(side):
                    for label, how in _rolled(panel):
                        rolled[how] += 1
                        if asked.v and "every" not in how:
                            print(f"{raw.origin} {raw.id}: {how}: {label}")
    of_filers = (raw for raw in statement_tables() if not raw.is_for_reports)
    for table in (table for raw in of_filers for table in tables(book_of(raw))):
        every = sums(table).sums
        whole.update(_of_statements(table, every, "filers"))
        of_periods.update(_of_two_periods(every, "filers"))
    of_sums = (("sums begin", begun), ("sums are signed", signed), ("sums are shaped", shaped))
    of_totals = (("totals of whole statements", whole), ("totals of two periods", of_periods))
    for what, counts in (*of_sums, ("blocks from balance to balance", rolled), *of_totals):
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


def _signs(found: Sum) -> str:
    """Whether the parts are added as they are printed, some taken off that say so, or some that do not."""
    lines = found.panel.table.lines
    taken_off = [lines[line].words for line, sign in found.parts if sign < 0]
    if not taken_off:
        return "as printed"
    return "taken off as said" if all(words.less or words.outgoing for words in taken_off) else "otherwise"


def _shape(found: Sum, every: list[Sum]) -> str:
    """The shape of a sum among the lines on its side of its total, subtotals found there standing for their parts."""
    lines, parts = found.panel.table.lines, [line for line, _ in found.parts]
    if all(lines[line].label == lines[found.total].label for line in parts):
        return "of sections"
    inner = {each.total: {line for line, _ in each.parts} for each in every if each.total in parts}
    if any(own <= {*parts} for own in inner.values()):
        return "unfolded"
    first, last = min(parts), max(parts)
    consumed = {line for each in every if first <= each.total <= last for line, _ in each.parts}
    between = [line for line in found.panel.lines if first <= line <= last and line not in consumed - {*parts}]
    skipped = len({*between} - {*parts, found.total})
    signs = [sign for _, sign in found.parts]
    if skipped and all(lines[line].words.total for line in parts):
        return "of totals"
    if skipped:
        return "two lines apart" if len(parts) == 2 else "skipping one" if skipped == 1 else "skipping more"
    return "a first line less the rest" if signs[0] > 0 > max(signs[1:]) else "a block"


def _of_statements(table: Table, every: Sequence[Sum], of: str) -> Iterator[str]:
    """Each total of a whole statement of a table: whether a sum of other lines than everybody's ties, and its shape."""
    accounts = {row: line.account for row, line in enumerate(table.lines) if line.account}
    for row in accounts:
        promised = odds_of_statement(accounts, row)
        if promised is None:
            continue
        found = [each for each in every if each.total == row and max(line for line, _ in each.parts) < row]
        others = [each for each in found if not is_statement_sum([accounts.get(line, "") for line in _lines(each)])]
        if found and not others:
            continue
        ties = [each for each in others if all(fit.ties for fit in each.fits.values())]
        less = bool(ties) and sum(sign > 0 for _, sign in max(ties, key=lambda s: s.belief).parts) == 1
        how = "a first line less the rest" if less else "adds" if ties else "fails somewhere" if others else "no sum"
        yield f"{of}' {_STATEMENTS[promised]}, {how}"


def _of_two_periods(every: Sequence[Sum], of: str) -> Iterator[str]:
    """Each sum of a line that says that it is a total, printed for two periods: whether it ties in both."""
    for found in every:
        table = found.panel.table
        periods = [table.crossings[crossing].words.period for crossing in found.fits]
        if table.upright and table.lines[found.total].words.total and len(periods) == 2 and all(periods):
            slips = [fit.slip for fit in found.fits.values() if not fit.ties]
            how = "add in both" if not slips else "fail by a slip" if min(slips) > 0 else "fail like no slip"
            yield f"of {of} {how}"


def _lines(found: Sum) -> list[int]:
    return [found.total, *(line for line, _ in found.parts)]


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
