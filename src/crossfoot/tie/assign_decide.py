"""Deciding one assignment problem: exhaust it where that is possible, else take the least displaced assignment."""

from dataclasses import dataclass

from crossfoot.tie.assign import Filled, Limits, Search
from crossfoot.tie.assign_milp import Program
from crossfoot.tie.assign_order import orders, parts, score, total
from crossfoot.tie.assign_problem import Problem

LIMITS = Limits(found=1000, states=20_000)


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
    def cost(self) -> int | None:
        """What the chosen assignment is displaced."""
        return None if self.chosen is None else total(self.problem, self.chosen)

    def next_cost(self, number: int) -> int | None:
        """The least that an assignment costs which places the labels of that block otherwise."""
        assert self.chosen is not None
        own = parts(self.problem, self.chosen)[number][1]
        costs = [total(self.problem, one) for one in self.others if parts(self.problem, one)[number][1] != own]
        return min(costs, default=None)


def decided(problem: Problem) -> Decision:
    """The decision on a problem."""
    search = Search(problem)
    tried = search.all(LIMITS)
    if tried.exhausted:
        ranked = sorted(tried.found, key=lambda filled: score(problem, filled))
        if not ranked:
            return Decision(problem, None, (), exhausted=True, proven=frozenset())
        alike = [s for s, *fills in zip(search.slots, *ranked, strict=True) if len({r.label for r in fills}) == 1]
        return Decision(problem, ranked[0], tuple(ranked[1:]), exhausted=True, proven=frozenset(alike))
    return _preferred(search, list(tried.found))


def _preferred(search: Search, found: list[Filled]) -> Decision:
    """The least displaced assignment of a problem too large to exhaust."""
    problem = search.problem
    program = Program(search)
    chosen = [min(orders(block), key=lambda one, n=n: program.bound(n, one)) for n, block in enumerate(problem.blocks)]
    for _ in range(2):
        proposed = program.cheapest(chosen)
        if proposed is None:
            break
        if search.admits(proposed[1]) and proposed[1] not in found:
            found.append(proposed[1])
        program.forbid(proposed[1])
    ranked = sorted(found, key=lambda filled: score(problem, filled))
    if not ranked:
        return Decision(problem, None, (), exhausted=False, proven=frozenset())
    return Decision(problem, ranked[0], tuple(ranked[1:]), exhausted=False, proven=frozenset())
