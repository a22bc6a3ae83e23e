"""Deciding one assignment problem: exhaust it where that is possible, else take the least displaced assignment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from math import factorial

from crossfoot.tie.recovery.assign import Filled, Limits, Search
from crossfoot.tie.recovery.assign_cheapest import STEP, Cheapest, OutOfReach
from crossfoot.tie.recovery.assign_moves import moved
from crossfoot.tie.recovery.assign_order import parts, score, total
from crossfoot.tie.recovery.assign_problem import Problem
from crossfoot.tie.recovery.assign_split import split

SMALL = 6
"""Labels whose every order is looked through; of more, a hundred admissible orders are enough to call them open."""

FEW = 8
"""How many assignments of each part are tried with those of the others."""

TRIED = 64


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided: the assignment chosen, the others found, and the slots that every admissible one fills alike.

    `exhausted` says that there are no others; with no assignment chosen, that there is none at all.
    """

    problem: Problem
    chosen: Filled | None
    others: tuple[Filled, ...]
    exhausted: bool
    proven: frozenset[int]

    @property
    def all(self) -> tuple[Filled, ...]:
        """Every assignment found."""
        return self.others if self.chosen is None else (self.chosen, *self.others)

    @property
    def cost(self) -> int | None:
        """What the chosen assignment is displaced."""
        return None if self.chosen is None else total(self.problem, self.chosen)

    @property
    def next_cost(self) -> int | None:
        """The least that any other assignment found is displaced."""
        return min((total(self.problem, other) for other in self.others), default=None)


def decided_together(problem: Problem) -> tuple[Decision, ...]:
    """The decisions on the parts of a problem, such that what is chosen for each also fits the others."""
    decisions = tuple(decided(part) for part in split(problem))
    if len(decisions) == 1 or any(decision.chosen is None for decision in decisions):
        return decisions
    whole = Search(problem)
    for choice in _by_cost(decisions):
        if whole.admits(_filled(whole, decisions, choice)):
            return tuple(_choosing(*two) for two in zip(decisions, choice, strict=True))
    return (Decision(problem, None, (), exhausted=False, proven=frozenset()),)


def _by_cost(decisions: tuple[Decision, ...]) -> Iterator[tuple[Filled, ...]]:
    """Choices for all parts, the cheapest first, from the best few of each."""
    few = [sorted(one.all, key=partial(score, one.problem))[:FEW] for one in decisions]
    ranked = sorted(product(*(range(len(one)) for one in few)), key=lambda places: (sum(places), places))
    for places in ranked[:TRIED]:
        yield tuple(one[place] for one, place in zip(few, places, strict=True))


def _filled(whole: Search, decisions: tuple[Decision, ...], choice: tuple[Filled, ...]) -> Filled:
    """The choices for the parts as one assignment of the whole."""
    own = {
        block.id: filled
        for decision, chosen in zip(decisions, choice, strict=True)
        for block, filled in parts(decision.problem, chosen)
    }
    return tuple(reading for block in whole.problem.blocks for reading in own[block.id])


def _choosing(decision: Decision, chosen: Filled) -> Decision:
    """The decision for another of its assignments."""
    return replace(decision, chosen=chosen, others=tuple(one for one in decision.all if one != chosen))


def decided(problem: Problem) -> Decision:
    """The decision on a problem."""
    search = Search(problem)
    few = sum(len(block.figures) for block in problem.blocks) <= SMALL
    tried = search.all(Limits(found=factorial(SMALL)) if few else Limits())
    if not tried.exhausted:
        return _preferred(search, tried.found)
    ranked = sorted(tried.found, key=lambda filled: score(problem, filled))
    if not ranked:
        return Decision(problem, None, (), exhausted=True, proven=frozenset())
    alike = [s for s, *fills in zip(search.slots, *ranked, strict=True) if len({r.label for r in fills}) == 1]
    return Decision(problem, ranked[0], tuple(ranked[1:]), exhausted=True, proven=frozenset(alike))


def _preferred(search: Search, known: tuple[Filled, ...]) -> Decision:
    """The least displaced assignment of a problem too large to exhaust."""
    problem = search.problem
    found = list(dict.fromkeys((*known, *_cheap(search))))
    if not found:
        return Decision(problem, None, (), exhausted=False, proven=frozenset())
    ranked = sorted(found, key=lambda filled: score(problem, filled))
    others, proven = moved(search, ranked[0], ranked[1:])
    rest = sorted(dict.fromkeys((*ranked[1:], *others)), key=lambda filled: score(problem, filled))
    return Decision(problem, ranked[0], tuple(rest), exhausted=False, proven=proven)


def _cheap(search: Search) -> list[Filled]:
    """The cheapest assignments: every one of the least cost and of the next, or as far as the search reached."""
    cheapest = Cheapest(search)
    found: list[Filled] = []
    budget = 0
    try:
        while budget <= _dearest(search) and len(found) < 2:
            found = cheapest.within(budget) or found
            budget += STEP
    except OutOfReach:
        pass
    return found


def _dearest(search: Search) -> int:
    """No assignment is displaced more: every label from one end of its block to the other."""
    return sum(len(block.figures) * len(block.slots) for block in search.problem.blocks)
