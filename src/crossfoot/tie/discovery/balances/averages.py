"""Averages of balances: a line or column called average is half of two closes beside each other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.tie.discovery.belief.evidence import BAN, millibans
from crossfoot.tie.discovery.belief.slips import NO_SLIP, retyped
from crossfoot.tie.discovery.sums.found import LEAST_BROKEN as LEAST
from crossfoot.tie.discovery.tables.table import Entry, Table

At = tuple[int, int]

_PROMISED = -BAN // 2  # averages of days and months are printed as often as those of two closes
_FEWEST = 2  # averages that are half of two closes, beside which one may fail
_AVERAGE = re.compile(r"\baverage\b(?: of)?|平均", re.IGNORECASE)
_SPACES = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Average:
    """A line of averages: each with the two closes that it is half of, as places in the table, and the belief."""

    table: Table
    line: int
    halves: tuple[tuple[At, At, At], ...]
    belief: int


def averages(table: Table) -> Iterator[Average]:
    """The averages of a table that its closes explain."""
    for line, at in enumerate(table.lines):
        if at.words.average:
            candidates = [halves for halves in (*_of_line(table, line), *_of_columns(table, line)) if halves]
            found = [each for halves in candidates if (each := _weighed(table, line, halves, len(candidates)))]
            if found:
                yield max(found, key=lambda each: each.belief)


def _of_line(table: Table, line: int) -> Iterator[list[tuple[At, At, At]]]:
    """`Average assets` beside `Assets`: half of this column's close and of that of the column next to it."""
    name = _bare(table.lines[line].label)
    for other in [n for n, at in enumerate(table.lines) if n != line and name and _bare(at.label) == name]:
        for side in (1, -1):
            yield [
                ((line, crossing), (other, crossing), (other, crossing + side))
                for crossing, _ in table.along(line)
                if (other, crossing) in table.entries and (other, crossing + side) in table.entries
            ]


def _of_columns(table: Table, line: int) -> Iterator[list[tuple[At, At, At]]]:
    """A column of averages behind those of two closes."""
    for first in (line - 2, line + 1):
        pair = first, first + 1
        if min(pair) >= 0 and max(pair) < len(table.lines) and not table.upright:
            yield [
                ((line, crossing), (pair[0], crossing), (pair[1], crossing))
                for crossing, _ in table.along(line)
                if all((n, crossing) in table.entries for n in pair)
            ]


def _bare(label: str) -> str:
    """A label without the word average: what it is an average of."""
    return _SPACES.sub(" ", _AVERAGE.sub(" ", label)).strip().lower()


def _weighed(table: Table, line: int, halves: Sequence[tuple[At, At, At]], tried: int) -> Average | None:
    """The averages as these halves; None where they prove too little, or one fails that no slip explains.

    One may fail beside two that hold, at a hundred to one: as seldom as a misprint is.
    """
    belief = _PROMISED - millibans(tried)
    failing = 0
    for places in halves:
        average, one, other = (table.entries[at] for at in places)
        if len({(each.unit, each.grain) for each in (average, one, other)}) > 1:
            return None
        if not _is_half(average, one, other):
            if not _is_slip(average, one, other):
                return None
            failing += 1
            belief += NO_SLIP
        elif one.value != other.value:  # nothing tells an average from what did not change
            belief += max(0, millibans(max(1, abs(one.value - other.value) // average.place)))
    if failing > 1 or (failing and len(halves) - failing < _FEWEST):
        return None
    return Average(table, line, tuple(halves), belief) if belief >= LEAST else None


def _is_half(average: Entry, one: Entry, other: Entry) -> bool:
    missed = abs(2 * average.value - one.value - other.value)
    return 2 * missed <= 2 * average.place + one.place + other.place


def _is_slip(average: Entry, one: Entry, other: Entry) -> bool:
    """Whether a slip explains what one of the three prints."""
    step, half = average.place, (one.value + other.value) // 2
    ends = ((one, 2 * average.value - other.value), (other, 2 * average.value - one.value))
    if any(retyped(average.value // step, half // step + n) for n in (0, 1)):
        return True
    return any(retyped(end.value // end.place, meant // end.place + n) for end, meant in ends for n in (-1, 0, 1))
