"""Which documents may state the same: told from little of each, so that hardly any two need be compared line by line.

What two documents share rests on several rows of one name that agree, or on sentences whose amounts stand in the
other's tables. Most documents of a folder are of other entities, though their lines bear the same names. Of each row
the sieve keeps what it is called and how it prints, and lets through every two documents that have enough in common; it
may let through others, and never holds back two that state the same.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from crossfoot.model.book import Book
from crossfoot.tie.discovery.belief.evidence import BAN
from crossfoot.tie.documents.agreement import ROWS_LEAST, SAME_ENTITY
from crossfoot.tie.documents.retold import LEAST_ALIKE, amounts, untested
from crossfoot.tie.documents.statements import Row, rows_of
from crossfoot.vocabulary.units import UnitKind

Pair = tuple[int, int]
"""Two documents by their numbers, the smaller first."""

SCALES = (0, 3, 6, -3, -6)
"""The powers of ten by which one document may count in other units than the other."""

_Numbers = NDArray[np.int64]
_MOST_DIGITS = 17  # of a value in its last places; beyond them places are left out
_NAMES = 16  # at most, of a row


@dataclass(frozen=True, slots=True)
class Outline:
    """The rows of a document by what they are called, cell by cell without those that print nil, in order of `cells`.

    `cells` are hashes of name and column, `names` tell apart the names of all rows; `prints` are sizes in last places,
    `places` their powers of ten, and `money` tells amounts.
    """

    cells: _Numbers
    names: _Numbers
    prints: _Numbers
    places: _Numbers
    money: _Numbers


@dataclass(frozen=True, slots=True)
class Traits:
    """What a document is known by to others.

    `told` are the amounts of sentences that nothing in it tests, where it has no rows; `printed` all amounts of a
    document with tables.
    """

    rows: Outline
    told: frozenset[str] = frozenset()
    printed: frozenset[str] = frozenset()


def traits_of(book: Book, rows: Sequence[Row] | None = None) -> Traits:
    """What a bound document is known by; `rows` are its rows where they are known."""
    rows = rows_of(book) if rows is None else rows
    return Traits(
        outline_of(rows),
        frozenset() if rows else frozenset(amounts(untested(book))),
        frozenset(amounts(book.figures)) if book.grids else frozenset(),
    )


def outline_of(rows: Sequence[Row]) -> Outline:
    """The rows of a document by what they are called."""
    found = sorted(cell for number, row in enumerate(rows) for cell in _cells(number, row))
    return Outline(*np.array(found, np.int64).reshape(-1, 5).T)


def likely_pairs(documents: Sequence[Traits]) -> set[Pair]:
    """The documents that may state the same, by their numbers in the sequence."""
    rows = [each.rows for each in documents]
    alike = {(a, b) for a, b in _alike(rows) if any(may_share(rows[a], rows[b], scale) for scale in SCALES)}
    return {*alike, *_of_sentences(documents)}


def may_share(one: Outline, other: Outline, scale: int = 0) -> bool:
    """Whether two documents may be of one entity, the other's amounts of money times that power of ten.

    Counted are rows of which all columns that both print agree but for the sign, within the last place of the coarser.
    """
    mine, theirs = _met(one, other)
    if not len(mine):
        return False
    coarser, agree = _agreeing(one, mine, other, theirs, scale)
    cells, first = np.unique(mine, return_inverse=True)
    agreeing = np.zeros(len(cells), np.int64)
    np.maximum.at(agreeing, first, agree.astype(np.int64))
    failing = np.unique(one.names[cells[agreeing == 0]])
    tied = agree & ~np.isin(one.names[mine], failing)
    if len(np.unique(one.names[mine[tied]] // _NAMES)) < ROWS_LEAST:
        return False
    told = np.unique(np.column_stack((one.prints[mine[tied]], one.places[mine[tied]], coarser[tied])), axis=0)
    return bool(sum(len(str(size + 1)) for size in told[:, 2].tolist() if size) * BAN >= SAME_ENTITY)


def linked(count: int, pairs: Collection[Pair]) -> list[list[int]]:
    """The numbers of `count` documents that pairs link, directly or by others, in the order of the first of each."""
    first = list(range(count))

    def leader(number: int) -> int:
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    for a, b in pairs:
        one, other = sorted((leader(a), leader(b)))
        first[other] = one
    groups: dict[int, list[int]] = {}
    for number in range(count):
        groups.setdefault(leader(number), []).append(number)
    return list(groups.values())


def _cells(number: int, row: Row) -> Iterator[tuple[int, ...]]:
    """The cells of a row under each of its names; those that print nil agree with nearly anything, and tell nothing."""
    printed = [(column, *_print(told.value, told.place)) for column, told in row.columns.items() if told.value]
    for which, name in enumerate(list(dict.fromkeys((*row.names, *row.looser)))[:_NAMES]):
        for column, size, place in printed:
            cell = _hash(f"{name}|{row.unit.kind}|{row.members}|{column}")
            yield cell, number * _NAMES + which, size, place, int(row.unit.kind is UnitKind.MONEY)


def _print(value: Fraction, place: Fraction) -> tuple[int, int]:
    """The size of a value in its last places, cut off, and the power of ten of these."""
    power = 0
    while Fraction(10) ** power < place:
        power += 1
    while Fraction(10) ** (power - 1) >= place:
        power -= 1
    size = int(abs(value) / Fraction(10) ** power)
    more = max(0, len(str(size)) - _MOST_DIGITS)
    return size // 10**more, power + more


def _hash(text: str) -> int:
    """The same in every process, as Python's own is not."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def _met(one: Outline, other: Outline) -> tuple[_Numbers, _Numbers]:
    """The numbers of cells of one name and column in both documents, each with each."""
    start, end = (np.searchsorted(other.cells, one.cells, side) for side in ("left", "right"))
    counts = end - start
    mine = np.repeat(np.arange(len(one.cells)), counts)
    theirs = np.arange(len(mine)) + np.repeat(start - np.cumsum(counts) + counts, counts)
    return mine, theirs


def _agreeing(
    one: Outline, mine: _Numbers, other: Outline, theirs: _Numbers, scale: int
) -> tuple[_Numbers, NDArray[np.bool_]]:
    """The sizes of both in the places of the coarser, the larger of them, and whether they may agree."""
    place, their_place = one.places[mine], other.places[theirs] + scale * other.money[theirs]
    coarsest = np.maximum(place, their_place)
    size = one.prints[mine] // 10 ** np.minimum(coarsest - place, _MOST_DIGITS)
    their_size = other.prints[theirs] // 10 ** np.minimum(coarsest - their_place, _MOST_DIGITS)
    return np.maximum(size, their_size), np.abs(size - their_size) <= 1


def _alike(documents: Sequence[Outline]) -> Iterator[Pair]:
    """Documents that print enough cells of one name and column, which is soon told of all together."""
    if not documents:
        return
    of = np.concatenate([np.full(len(each.cells), number) for number, each in enumerate(documents)])
    cells = np.concatenate([each.cells for each in documents])
    held = np.unique(np.column_stack((cells, of)), axis=0)
    shared, apart = Counter[Pair](), 1
    while len(near := np.flatnonzero(held[apart:, 0] == held[:-apart, 0])):
        shared.update(zip(held[near, 1].tolist(), held[near + apart, 1].tolist(), strict=True))
        apart += 1
    yield from (pair for pair, count in shared.items() if count >= ROWS_LEAST)


def _of_sentences(documents: Sequence[Traits]) -> Iterator[Pair]:
    """Documents without rows of their own whose sentences print amounts that stand in others' tables."""
    holders: dict[str, list[int]] = defaultdict(list)
    asked = frozenset(chain.from_iterable(each.told for each in documents))
    for number, each in enumerate(documents):
        for amount in each.printed & asked:
            holders[amount].append(number)
    for teller, each in enumerate(documents):
        alike = Counter(number for amount in each.told for number in holders[amount] if number != teller)
        for number, count in alike.items():
            if count >= LEAST_ALIKE:
                yield min(teller, number), max(teller, number)
