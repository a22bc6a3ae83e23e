"""Balances carried over: the opening balance of one column is the close of the column beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.tie.discovery.belief.evidence import BAN, millibans
from crossfoot.tie.discovery.sums.found import LEAST_BROKEN as LEAST
from crossfoot.tie.discovery.sums.found import Sum
from crossfoot.tie.discovery.tables.table import Entry, Table

_PROMISED = -BAN // 2  # an opening and a close are rolled forward; to which side, or at all, is open


@dataclass(frozen=True, slots=True)
class Carried:
    """Openings that equal closes: the two lines, pairs of crossings (of the opening, of the close), and the belief."""

    table: Table
    opening: int
    closing: int
    pairs: tuple[tuple[int, int], ...]
    belief: int


def carried(table: Table, rolled: list[Sum]) -> Iterator[Carried]:
    """The balances that a table's roll-forwards carry from one column to the next."""
    for each in rolled:
        openings = [line for line, sign in each.parts if sign > 0 and table.lines[line].words.balance]
        if table.upright and table.lines[each.total].words.balance and len(openings) == 1:
            sides = [_to_side(table, openings[0], each.total, side) for side in (1, -1)]
            best = max(sides, key=lambda found: found.belief)
            if best.belief >= LEAST:
                yield best


def _to_side(table: Table, opening: int, closing: int, side: int) -> Carried:
    """The pairs of neighbouring columns in which both balances are printed alike, with what that is worth."""
    pairs, belief = [], _PROMISED
    for crossing, entry in table.along(opening):
        close = table.entries.get((closing, crossing + side))
        if close is not None and entry.value and _is_same(entry, close):
            pairs.append((crossing, crossing + side))
            belief += millibans(abs(entry.value) // entry.place)
    return Carried(table, opening, closing, tuple(pairs), belief)


def _is_same(one: Entry, other: Entry) -> bool:
    return (one.unit, one.value, one.place) == (other.unit, other.value, other.place)
