"""Changes that are printed as better or worse: costs that rise show one below zero, and nothing is wrong with its sign.

So print most tables in which management explains a result. A heading may say it; else the line is one that is taken
off, and no other such line of the column shows its change as what it rose by.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from crossfoot.tie.discovery.sums.found import Sum
from crossfoot.tie.discovery.tables.accounts import is_outgoing
from crossfoot.tie.discovery.tables.table import Table

_FAVOURED = re.compile(r"\b(?:un)?fav(?:ou?rable)?\b|\bbetter\b|\bworse\b|\bb ?/ ?\(?w\b|\bf ?/ ?\(?u\b", re.IGNORECASE)
_RESULT = re.compile(
    r"\b(?:profits?|loss|surplus|deficit|earnings|income|result|contribution)\b|\bmargin\b|利益|損益", re.IGNORECASE
)


def outgoings(table: Table, down: Iterable[Sum]) -> frozenset[int]:
    """The rows of a table that are taken off, by their words or in a sum down the table."""
    named = (n for n, row in enumerate(table.lines) if row.words.outgoing or row.words.less or is_outgoing(row.account))
    return frozenset(named).union(*map(_taken_off, down))


def as_favoured(found: Sum, change: int, taken_off: Collection[int]) -> Sum:
    """A difference of columns, one of them the `change`, without the rows in which only this one's sign is turned."""
    turned = {row for row in found.failing if _is_turned(found, change, row)}
    if not turned or not any(sign < 0 for _, sign in found.parts):
        return found
    if not _FAVOURED.search(found.panel.table.lines[change].label):
        entries = found.panel.table.entries
        risen = [row for row in found.tied if row in taken_off and entries[change, row].value]
        turned = set() if risen else turned & set(taken_off)
    return replace(found, failing=tuple(row for row in found.failing if row not in turned))


def _taken_off(found: Sum) -> set[int]:
    """What a sum takes off its other lines to leave the lowest result among them, or else its total."""
    terms = {found.total: -1, **dict(found.parts)}
    lines = found.panel.table.lines
    results = (line for line in terms if lines[line].words.result or _RESULT.search(lines[line].label))
    left = max(results, default=found.total)
    return {line for line, sign in terms.items() if sign == terms[left] and line != left}


def _is_turned(found: Sum, change: int, row: int) -> bool:
    """Whether the change with its sign turned round would leave no more than rounding does."""
    sign, entry = dict(((found.total, -1), *found.parts)).get(change, 0), found.panel.table.entries.get((change, row))
    left = found.fits[row].residual - 2 * sign * (entry.value if entry else 0)
    return bool(sign and entry) and abs(left) <= found.panel.place * (len(found.parts) + 1) // 2
