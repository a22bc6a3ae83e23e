"""Relations that the names of concepts state where a taxonomy lays a schedule of several columns flat.

FERC's schedules print accounts down and, across, kinds of cost, companies or movements of a balance. Its taxonomy makes
a concept of each cell, named by its account and the words of its column (`RentsDirectCost`, `RentsIndirectCost`,
`Rents`), and presents one below the other; of the sums across, its linkbase declares some. Counted in favour of what
was found, so judged strictly: the words of columns must part three accounts alike, and a relation counts only where it
holds in every column that prints it. By the same names a schedule can be tabulated as the form prints it.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from benchmarks.stated_by_labels import Line

_FEWEST = 3  # accounts that are parted by the words of columns, ere these are taken for columns
_FEWEST_ROWS = 4  # of a schedule: three accounts may as well stand beside each other, and what parts them below
_LONGEST = 40  # letters of a column's words
_MOVED = re.compile(r"addition|retirement|adjustment|transfer|otherchange|increase|decrease", re.IGNORECASE)
_WORD = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])|[0-9]+")
_TAKEN_OFF = re.compile(r"Retirements?$")

_OPENING, _CLOSING = "balance at beginning", "balance at end"

Form = dict[str, Fraction]
At = tuple[int, int]
"""The row and column of a line in the schedule that a form prints."""


def laid_flat(lines: Mapping[str, Line], declared: Sequence[Form]) -> Iterator[Form]:
    """The forms that names state: columns of an account, its balance rolled forward, declared sums in other columns."""
    closing = [(name, line) for name, line in lines.items() if not line.opens]
    at = {line.concept.casefold(): name for name, line in reversed(closing)}
    columns = _columns(at)
    for account, total in at.items():
        for some in (2, 3):
            for parts in combinations([c for c in columns if account + c in at], some):
                yield _sum(lines, total, [at[account + part] for part in parts])
    yield from _rolled(lines, at)
    accounts = {name: concept for concept, name in at.items()}
    for form in declared:
        for column in columns:
            cells = [at.get(accounts.get(name, "") + column) for name in form]
            if all(cells):
                yield {str(cell): coefficient for cell, coefficient in zip(cells, form.values(), strict=True)}


def _columns(at: Mapping[str, str]) -> list[str]:
    """The words with which columns are named: those that follow the names of several accounts."""
    after = Counter(
        concept[end:]
        for concept in at
        for end in range(max(4, len(concept) - _LONGEST), len(concept))
        if concept[:end] in at
    )
    return sorted(words for words, accounts in after.items() if accounts >= _FEWEST)


def _sum(lines: Mapping[str, Line], total: str, parts: Sequence[str]) -> Form:
    return {total: Fraction(lines[total].sign)} | {part: Fraction(-lines[part].sign) for part in parts}


def _rolled(lines: Mapping[str, Line], at: Mapping[str, str]) -> Iterator[Form]:
    """A balance with the movements that bear its name, what is retired taken off."""
    for opening, line in lines.items():
        balance = line.concept.casefold()
        closing = at.get(balance, "") if line.opens else ""
        moved = [
            n for concept, n in at.items() if concept.startswith(balance) and _MOVED.search(concept[len(balance) :])
        ]
        if closing and moved:
            flows = {n: Fraction(1 if _TAKEN_OFF.search(lines[n].concept) else -1) for n in moved}
            yield {closing: Fraction(line.sign), opening: Fraction(-line.sign)} | flows


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule as its form prints it: the place of each of its lines, and the words of its rows and columns."""

    places: tuple[At, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]


def schedule(lines: Sequence[Line]) -> Schedule | None:
    """Lines of accounts and columns as rows and columns; None where most of them are no cells of a schedule."""
    words = _columns({line.concept.casefold(): line.concept for line in lines})
    parted = [_parted(line, words) for line in lines]
    twice = {line.concept for line in lines if line.opens}
    cells = [(account, column or _ended(line, twice)) for line, (account, column) in zip(lines, parted, strict=True)]
    rows: dict[str, list[str]] = {}
    for account, column in cells:
        if column not in rows.setdefault(account, []):
            rows[account].append(column)
    across = [account for account, columns in rows.items() if len(columns) > 1]
    if len(across) < _FEWEST_ROWS or 2 * sum(account in across for account, _ in cells) < len(cells):
        return None
    columns = _in_order(sorted(rows.values(), key=len, reverse=True))
    if len({*cells}) < len(cells) or len(columns) < _FEWEST:
        return None
    names = list(rows)
    places = tuple((names.index(account), columns.index(column)) for account, column in cells)
    first = [next(line for line, cell in zip(lines, cells, strict=True) if cell[0] == account) for account in names]
    return Schedule(places, tuple(_words(line.concept, words) for line in first), tuple(columns))


def _parted(line: Line, words: Sequence[str]) -> tuple[str, str]:
    """A concept as its account and the words of its column: `Rents` and `directcost`; plurals are not told apart."""
    name = line.concept.casefold()
    column = max((each for each in words if name.endswith(each) and len(name) > len(each)), key=len, default="")
    return name.removesuffix(column).replace("s", ""), column.removeprefix("s")


def _ended(line: Line, twice: Collection[str]) -> str:
    if line.concept not in twice:
        return ""
    return _OPENING if line.opens else _CLOSING


def _words(concept: str, words: Sequence[str]) -> str:
    """The words of an account, without those of its column."""
    column = max((each for each in words if concept.casefold().endswith(each)), key=len, default="")
    return " ".join(_WORD.findall(concept[: len(concept) - len(column)])).capitalize()


def _in_order(rows: Sequence[Sequence[str]]) -> list[str]:
    """The columns in an order that the rows agree with, those of the longest row first."""
    order: list[str] = []
    for row in rows:
        at = 0
        for column in row:
            if column in order:
                at = order.index(column) + 1
            else:
                order.insert(at, column)
                at += 1
    return order
