"""Lines that a later document names otherwise: told by their figures, where their names have words in common.

Reports reword their lines from one period to the next. That several figures of many digits stand alike in the columns
that both print is no accident; that the names share half of their words tells a reworded line from a total that
happens to repeat it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from crossfoot.model.facts import Members
from crossfoot.tie.discovery.belief.evidence import BAN, millibans
from crossfoot.tie.documents.same_row import SameRow, weighed
from crossfoot.tie.documents.statements import Column, Row
from crossfoot.vocabulary.units import Unit

LEAST = 2 * BAN
"""The least belief of a line of another name: beyond the many that were held against each other."""

_LEAST_DIGITS = 3  # of a figure that tells a line
_SHARED_WORDS = Fraction(1, 2)

_Print = tuple[Column, Unit, Members, Fraction]


def renamed_rows(one: Sequence[Row], other: Sequence[Row]) -> Iterator[SameRow]:
    """The rows of one document whose figures, as far as both print them, are those of one row of the other."""
    prints: dict[_Print, set[int]] = defaultdict(set)
    for number, row in enumerate(other):
        for each in _prints(row):
            prints[each].add(number)
    taken: set[int] = set()
    for row in one:
        alike = {number for each in _prints(row) for number in prints.get(each, ())} - taken
        told = [(number, same) for number in sorted(alike) if (same := _as_one(row, other[number], len(other)))]
        if told:
            number, same = max(told, key=lambda each: each[1].belief)
            taken.add(number)
            yield same


def _prints(row: Row) -> Iterator[_Print]:
    for column, stated in row.columns.items():
        if stated.digits >= _LEAST_DIGITS:
            yield column, row.unit, row.members, abs(stated.value)


def _as_one(row: Row, other: Row, among: int) -> SameRow | None:
    """The two as one row, where all its columns agree and its names share words; None otherwise."""
    same = weighed(row, other) if _share_words(row, other) else None
    if same is None or not same.ties:
        return None
    same = replace(same, belief=same.belief - millibans(among), sure=False)
    return same if same.belief >= LEAST else None


def _share_words(row: Row, other: Row) -> bool:
    """Whether any two of their names have half of their words in common."""
    return any(
        len(mine & theirs) >= _SHARED_WORDS * max(len(mine), len(theirs))
        for mine in _words(row)
        for theirs in _words(other)
    )


def _words(row: Row) -> list[set[str]]:
    return [set(name.split()) for name in (*row.names, *row.looser)]
