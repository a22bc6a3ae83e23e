"""Relations that the names of concepts state where a taxonomy lays a schedule of several columns flat.

FERC's schedules print accounts down and, across, kinds of cost, companies or movements of a balance. Its taxonomy makes
a concept of each cell, named by its account and the words of its column (`RentsDirectCost`, `RentsIndirectCost`,
`Rents`), and presents one below the other; of the sums across, its linkbase declares some. Counted in favour of what
was found, so judged strictly: the words of columns must part three accounts alike, and a relation counts only where it
holds in every column that prints it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from benchmarks.stated_by_labels import Line

_FEWEST = 3  # accounts that are parted by the words of columns, ere these are taken for columns
_LONGEST = 40  # letters of a column's words
_MOVED = re.compile(r"addition|retirement|adjustment|transfer|otherchange|increase|decrease", re.IGNORECASE)
_TAKEN_OFF = re.compile(r"Retirements?$")

Form = dict[str, Fraction]


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
