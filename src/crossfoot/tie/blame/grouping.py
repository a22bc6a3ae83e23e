"""Grouping: what is wrong in a component as separate findings, wherever one can be mended without the other.

Two contradictions may share figures and yet be two slips: if any correction of the one goes with any of the other, the
correction sets are all combinations of theirs. So findings are the factors of the correction sets, which are the same
whichever contradictions the search happened to meet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

from crossfoot.tie.blame.conflicts import Figures, Search
from crossfoot.tie.trouble import Conflict


@dataclass(frozen=True, slots=True)
class Group:
    """The contradictions of one finding, the figures to change for each of its corrections, and those of the others."""

    conflicts: tuple[Conflict, ...]
    sets: tuple[Figures, ...]
    others: Figures

    @property
    def figures(self) -> Figures:
        """Every figure of its contradictions."""
        return frozenset().union(*(conflict.figures for conflict in self.conflicts))


def groups(found: Search) -> list[Group]:
    """The findings of a search, in the order of their contradictions; one that has no correction has no sets."""
    smallest = min(map(len, found.corrections), default=0)
    every = [each for each in found.corrections if len(each) == smallest]
    made = [_of_factor(found.conflicts, factor, factors) for factors in (_factors(every),) for factor in factors]
    if len(made) < 2 or not all(group.conflicts for group in made):
        made = [_of_conflicts(conflicts, found.corrections) for conflicts in _apart(found.conflicts)]
    return sorted(made, key=lambda group: min(found.conflicts.index(conflict) for conflict in group.conflicts))


def _of_factor(
    conflicts: Sequence[Conflict], factor: frozenset[Figures], factors: Sequence[frozenset[Figures]]
) -> Group:
    """The contradictions that each correction of this factor mends, and those of no other.

    Each is mended by every combination, so by some factor's every correction; and there is one of this factor alone,
    or else its figures could be spared.
    """
    mended = [[all(each & conflict.figures for each in one) for one in factors] for conflict in conflicts]
    at = factors.index(factor)
    own = (c for c, by in zip(conflicts, mended, strict=True) if by[at] and sum(by) == 1)
    others = frozenset().union(*(each for one in factors if one != factor for each in one))
    return Group(tuple(own), _in_order(factor), others)


def _of_conflicts(conflicts: Sequence[Conflict], corrections: Sequence[Figures]) -> Group:
    mine = frozenset().union(*(conflict.figures for conflict in conflicts))
    sets = {each & mine for each in corrections} - {frozenset()}
    smallest = min(map(len, sets), default=0)
    others = frozenset().union(*corrections) - mine
    return Group(tuple(conflicts), _in_order(each for each in sets if len(each) == smallest), others)


def _in_order(sets: Iterable[Figures]) -> tuple[Figures, ...]:
    return tuple(sorted(sets, key=sorted))


def _factors(sets: Sequence[Figures]) -> list[frozenset[Figures]]:
    """The families of sets whose every combination is one of these; these alone where they are no combinations."""
    together = {pair for each in sets for pair in combinations(sorted(each), 2)}
    parts: list[Figures] = []
    for figure in sorted(frozenset().union(*sets)):
        # figures of two factors are together in some set
        touching = [part for part in parts if any(_pair(figure, other) not in together for other in part)]
        parts = [part for part in parts if part not in touching] + [frozenset({figure}).union(*touching)]
    families = [frozenset(each & part for each in sets) for part in parts]
    return families if prod(map(len, families)) == len(sets) else [frozenset(sets)]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _apart(conflicts: Sequence[Conflict]) -> list[list[Conflict]]:
    """The contradictions in groups that share no figure."""
    found: list[tuple[Figures, list[Conflict]]] = []
    for conflict in conflicts:
        touching = [each for each in found if each[0] & conflict.figures]
        figures = conflict.figures.union(*(each[0] for each in touching))
        members = [*(member for each in touching for member in each[1]), conflict]
        found = [each for each in found if each not in touching] + [(figures, members)]
    return [members for _, members in found]
