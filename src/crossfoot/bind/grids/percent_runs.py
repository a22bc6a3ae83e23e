"""Percentages of which only the first of a column is signed, and perhaps the last: `36%`, `31`, `5`, `28`, `100`."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.units import PERCENT

_WHOLE = 100


def percents_left_bare(column: Sequence[Printed]) -> Iterator[int]:
    """Where a column, from its top, prints percentages whose sign is left to the one above them.

    A run of them ends at a whole of 100, signed or not, or, where they have decimals, at the next one that is signed:
    a tax rate and what leads to it. Whole numbers between two percentages may be anything. None of a run is larger than
    its whole, and all are as fine.
    """
    for start, first in enumerate(column):
        if first.unit == PERCENT.code and not first.nil:
            below = column[start + 1 :]
            run = list(takewhile(lambda each, first=first: _may_follow(first, each), below))  # type: ignore[misc]
            at = _end(first, run, below[len(run) :])
            yield from range(start + 1, start + 1 + at)


def _may_follow(first: Printed, other: Printed) -> bool:
    """Whether a number without a sign may be a percentage as its first one is: as fine, or nil."""
    if other.unit is not None or other.scale != 1 or abs(other.value) > _WHOLE:
        return False
    return other.nil or other.place == first.place or other.value == _WHOLE


def _end(first: Printed, run: Sequence[Printed], rest: Sequence[Printed]) -> int:
    """How many of a run are percentages."""
    wholes = [at for at, each in enumerate(run, 1) if each.value == _WHOLE]
    if wholes:
        return wholes[0]
    closing = rest[0] if rest and rest[0].unit == PERCENT.code else None
    if run and closing is not None and closing.place == first.place and (first.place < 1 or closing.value == _WHOLE):
        return len(run)
    return 0
