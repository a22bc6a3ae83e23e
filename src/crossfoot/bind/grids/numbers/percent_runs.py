"""Percentages of which only the first of a column is signed, and perhaps the last: `36%`, `31`, `5`, `28`, `100`."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.units import PERCENT

_WHOLE = 100

Column = Sequence[tuple[int, Printed]]
"""What a column prints, from its top: the row and the number of each cell."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Cells of a column from a signed percentage to the one that they add up to, or would if none were misprinted."""

    cells: Column

    @property
    def ends(self) -> tuple[int, int]:
        """Its first row and its last."""
        return self.cells[0][0], self.cells[-1][0]

    @property
    def adds_up(self) -> bool:
        """Whether all but the last make the last, to half a place for each."""
        *parts, (_, whole) = self.cells
        place = max(whole.place, parts[0][1].place)
        return 2 * abs(sum(part.value for _, part in parts) - whole.value) <= len(self.cells) * place


def percents_left_bare(columns: Collection[Column]) -> set[tuple[int, int]]:
    """Where columns print percentages whose sign is left to the one above them: the column's number, and the row.

    A run of them leads to a whole of 100, or to the next one that is signed, as a tax rate does; nothing in it is
    larger than its whole, and all is as fine. In one column at least it adds up to that: amounts in billions between
    two margins are as small and as fine, and do not.
    """
    runs = [list(_runs(column)) for column in columns]
    borne_out = {run.ends for each in runs for run in each if run.adds_up}
    return {
        (number, row)
        for number, each in enumerate(runs)
        for run in each
        if run.ends in borne_out
        for row, printed in run.cells
        if printed.unit is None
    }


def _runs(column: Column) -> Iterator[_Run]:
    for start, (_, first) in enumerate(column):
        if first.unit == PERCENT.code and not first.nil:
            below = column[start + 1 :]
            bare = list(takewhile(lambda cell, first=first: _may_follow(first, cell[1]), below))  # type: ignore[misc]
            wholes = [at for at, (_, each) in enumerate(bare, 1) if each.value == _WHOLE]
            closing = below[len(bare) : len(bare) + 1]
            if wholes:
                yield _Run(column[start : start + 1 + wholes[0]])
            elif bare and closing and closing[0][1].unit == PERCENT.code:
                yield _Run(column[start : start + 2 + len(bare)])


def _may_follow(first: Printed, other: Printed) -> bool:
    """Whether a number without a sign may be a percentage as its first one is: as fine, or nil."""
    if other.unit is not None or other.scale != 1 or abs(other.value) > _WHOLE:
        return False
    return other.nil or other.place == first.place or other.value == _WHOLE
