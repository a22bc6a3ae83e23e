"""Which documents may state the same: told from little of each, so that not every two need be compared.

What two documents share rests on several rows of one name that agree, or on sentences whose amounts stand in the
other's tables. Of each row the sieve keeps what it is called and how large it is, and lets through every two documents
that have enough of these in common; it may let through others, and never holds back two that state the same.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from crossfoot.model.book import Book
from crossfoot.tie.documents.agreement import ROWS_LEAST
from crossfoot.tie.documents.retold import LEAST_ALIKE, amounts, untested
from crossfoot.tie.documents.statements import Row, rows_of

Pair = tuple[int, int]
"""Two documents by their numbers, the smaller first."""

_Numbers = NDArray[np.int64]
_DIGITS = (1, 2, 3, 5)  # the digits from which a figure is fine enough to be told by its size, class by class
_DECADE = 1000  # parts in which a logarithm is told
_ROUND = 3 * _DECADE  # documents may count in thousands what others count in units
_WIDTHS = (_ROUND, 100, 10, 1)  # of the parts, for each class: prints that agree differ by less
_SPREAD = 0x9E3779B97F4A7C1  # keeps the sizes of one name from meeting those of another


@dataclass(frozen=True, slots=True)
class Traits:
    """What a document is known by: its rows column by column, each by what it is called and by its size.

    `named` are hashes of a row's name and column, `sizes` decimal logarithms of the value there in thousandths,
    `classes` how finely it is printed and `rows` the row's number, all alike long. `told` are the amounts of sentences
    that nothing in the document tests, where it has no rows; `printed` all amounts of a document with tables.
    """

    named: _Numbers
    sizes: _Numbers
    classes: _Numbers
    rows: _Numbers
    told: frozenset[str]
    printed: frozenset[str]


def traits_of(book: Book, rows: Sequence[Row] | None = None) -> Traits:
    """What a bound document is known by; `rows` are its rows where they are known."""
    rows = rows_of(book) if rows is None else rows
    found = [(*cell, number) for number, row in enumerate(rows) for cell in _cells(row)]
    named, sizes, classes, numbers = zip(*found, strict=True) if found else ((), (), (), ())
    return Traits(
        np.array(named, np.int64),
        np.array(sizes, np.int64),
        np.array(classes, np.int64),
        np.array(numbers, np.int64),
        frozenset() if rows else frozenset(amounts(untested(book))),
        frozenset(amounts(book.figures)) if book.grids else frozenset(),
    )


def likely_pairs(documents: Sequence[Traits]) -> set[Pair]:
    """The documents that may state the same, by their numbers in the sequence."""
    return {*_of_rows(documents), *_of_sentences(documents)} if documents else set()


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


def _cells(row: Row) -> Iterator[tuple[int, int, int]]:
    """Name and column as one hash, the logarithm of the size and the class of its digits; zeros tell nothing."""
    for name in {*row.names, *row.looser}:
        for column, stated in row.columns.items():
            if stated.value:
                size = math.log10(abs(stated.value.numerator)) - math.log10(stated.value.denominator)
                own = max(n for n, least in enumerate(_DIGITS) if stated.digits >= least or not n)
                yield _hash(f"{name}|{row.unit.kind}|{row.members}|{column}"), math.floor(_DECADE * size), own


def _hash(text: str) -> int:
    """The same in every process, as Python's own is not."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def _of_rows(documents: Sequence[Traits]) -> Iterator[Pair]:
    """Documents of which enough rows may agree: two prints agree within the last place of the coarser."""
    of = np.concatenate([np.full(len(each.named), number) for number, each in enumerate(documents)])
    named, sizes, classes, rows = (
        np.concatenate([getattr(each, name) for each in documents]) for name in ("named", "sizes", "classes", "rows")
    )
    found = [np.empty((0, 3), np.int64)]
    for coarsest, width in enumerate(_WIDTHS):
        held = classes >= coarsest
        cells = np.column_stack((of[held], rows[held], classes[held] == coarsest))
        tokens = _tokens(named[held], sizes[held], width)
        cells = np.tile(cells, (2, 1))
        shared = np.isin(tokens, tokens[cells[:, 2] > 0])
        found += _alike(tokens[shared], cells[shared])
    pairs = np.unique(np.concatenate(found), axis=0)[:, :2]
    each, count = np.unique(pairs, axis=0, return_counts=True)
    yield from map(tuple, each[count >= ROWS_LEAST].tolist())


def _tokens(named: _Numbers, sizes: _Numbers, width: int) -> _Numbers:
    """Name and size as one number, and the same with the next size: of two that agree one has the other's."""
    size = sizes % _ROUND // width
    return np.concatenate([named + (size + more) % (_ROUND // width) * _SPREAD for more in (0, 1)])


def _alike(tokens: _Numbers, cells: _Numbers) -> Iterator[_Numbers]:
    """Documents and the first one's row of every two cells of one token, of which one is of the coarsest class."""
    order = np.lexsort((cells[:, 0], tokens))
    tokens, cells = tokens[order], cells[order]
    apart = 1
    while len(near := np.flatnonzero(tokens[apart:] == tokens[:-apart])):
        one, other = cells[near], cells[near + apart]
        differ = (one[:, 0] != other[:, 0]) & ((one[:, 2] | other[:, 2]) > 0)
        yield np.column_stack((one[:, 0], other[:, 0], one[:, 1]))[differ]
        apart += 1


def _of_sentences(documents: Sequence[Traits]) -> Iterator[Pair]:
    """Documents without rows of their own whose sentences print amounts that stand in others' tables."""
    holders: dict[str, list[int]] = defaultdict(list)
    for amount in frozenset(chain.from_iterable(each.told for each in documents)):
        holders[amount] = []
    for number, each in enumerate(documents):
        for amount in each.printed & holders.keys():
            holders[amount].append(number)
    for teller, each in enumerate(documents):
        alike = Counter(number for amount in each.told for number in holders[amount] if number != teller)
        for number, count in alike.items():
            if count >= LEAST_ALIKE:
                yield min(teller, number), max(teller, number)
