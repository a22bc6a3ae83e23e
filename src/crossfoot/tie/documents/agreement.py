"""Agreement of two documents: which of their lines are the same, told by their names and borne out by their figures.

Two documents speak of one entity where most of the lines of statements that both print agree, and those are no small
round figures that agree by accident. A line is then believed to be the same by the odds that its name promises, given
how the others agree, and by the evidence of its own columns: that they agree, that they nearly do, or that a slip
makes one of the other (docs/convention.md, section 9.9).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crossfoot.tie.discovery.discover import LIKELY, OVERWHELMING
from crossfoot.tie.discovery.evidence import BAN, NEARLY_EQUAL, millibans
from crossfoot.tie.discovery.slips import NO_SLIP, retyped
from crossfoot.tie.documents.statements import Column, Line, Stated, Statements, agree

LEAST = BAN
"""The least belief of a line whose columns all agree."""

LEAST_BROKEN = LIKELY * BAN
"""The least belief of a line that disagrees somewhere."""

RESTATED = (OVERWHELMING * BAN) - 1
"""The most belief of a difference that no slip explains: a later document may have restated the figure."""

_SAME_ENTITY = 6 * BAN  # what the lines that agree must be worth: one in a million by accident
_LINES_LEAST = 3  # of statements, that must agree
_TO_OUTVOTE = 3  # agreeing lines to a disagreeing one, and agreeing columns to one that differs like no slip
_NAMED_ALIKE = millibans(1, 2)  # that rows of one name under tables of one title are the same row
_SLIPS_A_DIGIT = millibans(34)  # residuals that a digit misread or two swapped may leave at each place


@dataclass(frozen=True, slots=True)
class Pair:
    """One column of a line as two documents state it: whether one true value prints as both, or a slip tells why not.

    `worth` in millibans is what the column says for the line's being the same.
    """

    one: Stated
    other: Stated
    ties: bool
    slip: bool
    worth: int


@dataclass(frozen=True, slots=True)
class SameLine:
    """A line that both documents print, with its columns; `belief` in millibans that it is the same."""

    line: Line
    pairs: tuple[Pair, ...]
    belief: int

    def belief_of(self, pair: Pair) -> int:
        """The belief in one column's agreement."""
        return self.belief if pair.ties or pair.slip else min(self.belief, RESTATED)


def same_lines(one: Statements, other: Statements) -> list[SameLine]:
    """The lines that two documents share; none where they do not speak of one entity."""
    shared = {line: tuple(_pairs(one[line], other[line])) for line in one if line in other}
    if not _of_one_entity([pairs for line, pairs in shared.items() if line.sure]):
        return []
    agreeing = sum(_agrees(pairs) for line, pairs in shared.items() if line.sure)
    differing = sum(not _agrees(pairs) for line, pairs in shared.items() if line.sure)
    found = []
    for line, pairs in shared.items():
        others = agreeing - (line.sure and _agrees(pairs)), differing - (line.sure and not _agrees(pairs))
        promised = millibans(others[0] + 1, others[1] + 1) if line.sure else _NAMED_ALIKE
        same = _weighed(line, pairs, promised)
        if same is not None:
            found.append(same)
    return found


def _pairs(one: Mapping[Column, Stated], other: Mapping[Column, Stated]) -> Iterator[Pair]:
    for column, stated in one.items():
        if column in other:
            yield _pair(stated, other[column])


def _pair(one: Stated, other: Stated) -> Pair:
    coarser = max(one.place, other.place)
    size = millibans(max(1, int(max(abs(one.value), abs(other.value)) / coarser)))
    if agree(one, other):
        return Pair(one, other, ties=True, slip=False, worth=size)
    printed, meant = round(one.value / coarser), round(other.value / coarser)
    digits = millibans(max(1, len(str(abs(printed)))))
    slip = size - _SLIPS_A_DIGIT - digits if retyped(printed, meant) else NO_SLIP
    near = size - millibans(max(1, abs(printed - meant))) - NEARLY_EQUAL
    worth = max(slip, near)
    return Pair(one, other, ties=False, slip=slip > 0, worth=worth if worth > 0 else NO_SLIP)


def _agrees(pairs: Sequence[Pair]) -> bool:
    return any(pair.ties and pair.worth for pair in pairs) and sum(pair.ties for pair in pairs) * 2 > len(pairs)


def _of_one_entity(lines: Sequence[Sequence[Pair]]) -> bool:
    agreeing = [pairs for pairs in lines if _agrees(pairs)]
    told = {abs(pair.one.value): pair.worth for pairs in agreeing for pair in pairs if pair.ties}
    enough = len(agreeing) >= max(_LINES_LEAST, _TO_OUTVOTE * (len(lines) - len(agreeing)))
    return enough and sum(told.values()) >= _SAME_ENTITY


def _weighed(line: Line, pairs: Sequence[Pair], promised: int) -> SameLine | None:
    ties = {abs(pair.one.value): pair.worth for pair in pairs if pair.ties}
    failing = [pair for pair in pairs if not pair.ties]
    belief = promised + sum(ties.values()) + sum(pair.worth for pair in failing)
    if not failing:
        return SameLine(line, tuple(pairs), belief) if belief >= LEAST else None
    tied = len(pairs) - len(failing)
    outvoted = tied >= _TO_OUTVOTE * len(failing) or (len(failing) == 1 and failing[0].worth > 0)
    if belief < LEAST_BROKEN or not outvoted or (not line.sure and tied <= len(failing)):
        return None
    return SameLine(line, tuple(pairs), belief)
