"""Moves: other admissible assignments near a known one, which show at once that most labels of it are not proven.

Where an assignment is one of astronomically many, exchanging two labels, two periods or two periods of both years gives
others without a search: what no exchange moves is then worth an exhaustive one.
"""

from collections.abc import Iterator
from itertools import combinations

from crossfoot.tie.recovery.assign import Filled, Limits, Search

STATES = 500
"""How many states a search looks at that tries to place one label otherwise."""

STATES_IN_ALL = 5000
"""How many states all these searches of one problem look at."""


def moved(search: Search, chosen: Filled, others: list[Filled]) -> tuple[list[Filled], frozenset[int]]:
    """Further admissible assignments that place labels otherwise than `chosen`, and the slots proven to stay.

    `others` are those already known. A slot is proven when an exhaustive search finds no assignment that fills it with
    another label; a search that ends before it is exhausted proves nothing.
    """
    first = dict(zip(search.slots, chosen, strict=True))
    fixed = set(search.slots)

    def differs(filled: Filled) -> set[int]:
        return {s for s, r in zip(search.slots, filled, strict=True) if r.label != first[s].label}

    for other in others:
        fixed -= differs(other)
    found: list[Filled] = []
    for filled in _exchanges(search, chosen):
        if fixed & differs(filled) and search.admits(filled):
            found.append(filled)
            fixed -= differs(filled)
    left = STATES_IN_ALL
    for slot in search.slots:
        if slot in fixed:
            states = min(STATES, left)
            tried = search.all(Limits(1, states, states), other_than=(slot, first[slot].label))
            left -= tried.states
            found += tried.found
            for filled in tried.found:
                fixed -= differs(filled)
            if not tried.exhausted:
                fixed.discard(slot)
    return found, frozenset(fixed)


def _exchanges(search: Search, chosen: Filled) -> Iterator[Filled]:
    """The assignment with two pairs of positions exchanged in all blocks, two positions, or two labels of a block."""
    blocks = search.problem.blocks
    number = {slot: place for place, slot in enumerate(search.slots)}
    at: dict[tuple[int, int, int], int] = {}
    for place, block in enumerate(blocks):
        for (series, position), slot in zip(block.where, block.slots, strict=True):
            at[place, series, position] = number[slot]
    positions = sorted({position for _, _, position in at})
    for one, other in combinations(positions, 2):
        for span in range(1, len(positions)):
            if one + span != other:
                yield _swapped(chosen, _pairs(at, one, other) + _pairs(at, one + span, other + span))
        yield _swapped(chosen, _pairs(at, one, other))
    for block in blocks:
        labels = combinations(zip(block.where, block.slots, strict=True), 2)
        for (_, one), (_, other) in sorted(labels, key=lambda two: _apart(two[0][0], two[1][0])):
            yield _swapped(chosen, [(number[one], number[other])])


def _apart(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """Labels of one column first, then the nearest periods."""
    return abs(one[1] - other[1]), abs(one[0] - other[0])


def _pairs(at: dict[tuple[int, int, int], int], one: int, other: int) -> list[tuple[int, int]]:
    return [(place, at[b, s, other]) for (b, s, p), place in at.items() if p == one and (b, s, other) in at]


def _swapped(chosen: Filled, pairs: list[tuple[int, int]]) -> Filled:
    """The assignment with the readings of some slots exchanged."""
    filled = list(chosen)
    for one, other in pairs:
        filled[one], filled[other] = filled[other], filled[one]
    return tuple(filled)
