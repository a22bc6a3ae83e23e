"""Conflicts and corrections: sets of figures that cannot all be right, and the smallest whose change mends it all.

A conflict is a set of figures with a certified contradiction. Every correction must change at least one figure of every
conflict, so corrections are hitting sets of conflicts: propose the smallest, test what is left, and either it ties (a
correction) or gives a new conflict. No set smaller than the first found can be missing, and each refusal is proved.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import partial

from crossfoot.algebra.programs import program
from crossfoot.algebra.system import System, compact
from crossfoot.algebra.vicinity import Vicinity
from crossfoot.algebra.work import Deadline, Work
from crossfoot.tie.solving.witness import Component, feasibility
from crossfoot.tie.trouble import MOST_WORK, Conflict, Trouble

LARGEST_SET = 4
"""Correction sets are searched up to this many figures."""

MOST_TESTS = 400
"""Candidate sets tested for one finding before the list is called incomplete."""

LARGE = 100
"""Facts of a component from which on questions about it are asked of the vicinity of what is wrong first."""

Figures = frozenset[str]


@dataclass(slots=True)
class Search:
    """The correction sets of one component and the conflicts met on the way. `complete` within the size `limit`."""

    corrections: list[Figures] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    complete: bool = True
    undecided: list[Figures] = field(default_factory=list)
    tests: int = 0
    until: Deadline = field(default_factory=Deadline)

    @property
    def is_spent(self) -> bool:
        """Whether no more candidates may be tested."""
        return self.tests >= MOST_TESTS or self.until.is_over


def search(
    system: System,
    variables: tuple[int, ...],
    beyond: int = 0,
    trouble: Trouble | None = None,
    until: Deadline | None = None,
) -> Search:
    """Every minimal correction set of a component (its restricted `system`), the smallest size and `beyond` more.

    `trouble` is what was found wrong in it so far, where it is large. At the deadline those that are found by then.
    """
    found = Search(until=until or Deadline())
    if trouble is None and len(variables) >= LARGE:
        trouble = Trouble(Vicinity(compact(system, variables)), until=until)
    test = partial(_test, system, variables) if trouble is None else trouble.test
    if trouble is not None:
        found.conflicts += trouble.conflicts
    smallest = LARGEST_SET
    for size in range(LARGEST_SET + 1):
        if size > smallest + beyond:
            break
        _search_size(test, size, found)
        if found.corrections:
            smallest = min(map(len, found.corrections))
        if found.is_spent:
            break
    found.complete = not found.is_spent and bool(found.corrections) and not found.undecided
    return found


def _search_size(test: Callable[[Figures], Conflict | bool], size: int, found: Search) -> None:
    tested: set[Figures] = set()
    while not found.is_spent:
        candidate = next(
            (c for c in hitting_sets([c.figures for c in found.conflicts], size) if _is_new(c, tested, found)), None
        )
        if candidate is None:
            return
        tested.add(candidate)
        found.tests += 1
        verdict = test(candidate)
        if isinstance(verdict, Conflict):
            found.conflicts.append(verdict)
        elif verdict:
            found.corrections.append(candidate)
        else:
            found.undecided.append(candidate)


def _is_new(candidate: Figures, tested: Collection[Figures], found: Search) -> bool:
    return candidate not in tested and not any(c <= candidate for c in found.corrections)


def hitting_sets(conflicts: list[Figures], size: int) -> Iterator[Figures]:
    """Sets of exactly `size` figures that meet every conflict with no figure to spare, in a stable order, each once."""
    seen: set[Figures] = set()

    def extend(chosen: Figures) -> Iterator[Figures]:
        missed = next((c for c in conflicts if not c & chosen), None)
        if missed is None:
            if len(chosen) == size and chosen not in seen:
                seen.add(chosen)
                yield chosen
            return
        if len(chosen) < size:
            for figure in sorted(missed):
                yield from extend(chosen | {figure})

    yield from extend(frozenset())


def _test(system: System, variables: tuple[int, ...], without: Figures) -> Conflict | bool:
    """Whether a component ties without some figures: a new conflict, True, or False where neither could be shown."""
    part = program(system, without)
    component = Component(part, variables, tuple(range(len(part.rows))))
    decided = feasibility(component, Work(MOST_WORK))
    if decided.conflict is None:
        return decided.witness is not None
    return Conflict(frozenset(decided.conflict.figures(part)), part, decided.conflict)
