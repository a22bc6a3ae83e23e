"""Swift: witnesses for all the parts of a system at once, where each can be found without a solver.

Most parts of most documents tie well inside their intervals. Those are settled here together, in floats made exact; the
rest, where something may be wrong or only an interval's edge will do, is left to be decided part by part.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.algebra.grid import FINE, Grid
from crossfoot.tie.solving.completion import Completion, beginning
from crossfoot.tie.solving.interior import Interior
from crossfoot.tie.solving.strips import Floats

Group = tuple[int, ...]

_MOST_STRAINED = 10
"""Identities around which a contradiction is looked for."""


def witnesses(whole: Grid, groups: Sequence[Group]) -> dict[Group, Mapping[int, Fraction]]:
    """For each linked set of variables that is found to tie: a value for each, exact and checked.

    All identities hold at it, those included that say nothing because the sign of their base is unknown.
    """
    start = beginning(whole)
    part_of = [-1] * len(start)
    for number, group in enumerate(groups):
        for variable in group:
            part_of[variable] = number
    hopeless = {part_of[v] for v in whole.loose}
    hopeless |= {part_of[row.form[0][0]] for row in whole.sums if whole.fails(row.form, row.total)}
    hopeful = [n for n, group in enumerate(groups) if n not in hopeless and not _is_empty(whole, group)]
    found: dict[Group, Mapping[int, Fraction]] = {}
    if not hopeful:
        return found
    interior = Interior(whole, start, part_of)
    completion = Completion(whole)
    for closely in (False, True):
        points = interior.points(hopeful, closely=closely)
        for number in sorted(points):
            witness = _completed(completion, groups[number], start, points[number])
            if witness is not None:
                found[groups[number]] = witness
        hopeful = [number for number in points if groups[number] not in found]
        if not hopeful:
            break
    return found


@dataclass(frozen=True, slots=True)
class Attempt:
    """A witness of one part, or None with the variables where its identities seem to stand against each other."""

    witness: Mapping[int, Fraction] | None
    strained: Sequence[int]


def attempt(whole: Grid) -> Attempt:
    """Looks for a witness of a grid that is one part, and where there is none for the place of what is in the way."""
    start = beginning(whole)
    group = tuple(range(len(start)))
    if whole.loose or _is_empty(whole, group):
        return Attempt(None, ())
    interior = Interior(whole, start, [0] * len(start))
    completion = Completion(whole)
    for closely in (False, True):
        point = interior.points([0], closely=closely).get(0)
        if point is None:
            return Attempt(None, interior.strained(0, _MOST_STRAINED))
        witness = _completed(completion, group, start, point)
        if witness is not None:
            return Attempt(witness, ())
    return Attempt(None, ())


def _completed(
    completion: Completion, group: Group, start: Sequence[int], point: Floats
) -> Mapping[int, Fraction] | None:
    near = {v: start[v] + round(steps) for v, steps in zip(group, point[list(group)] * FINE, strict=True)}
    return completion.completed(group, near)


def _is_empty(whole: Grid, group: Group) -> bool:
    """Whether some box of the group holds no value at all."""
    for v in group:
        low, high = whole.low[v], whole.high[v]
        if low is None or high is None or low < high:
            continue
        if low > high or v in whole.low_open or v in whole.high_open:
            return True
    return False
