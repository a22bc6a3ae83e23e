"""Trouble: what is wrong in a large part, found where it is, and whether a change mends it, told around the change.

A part of thousands of facts that a misprint breaks is right but for a few identities. Each question about it is asked
of a vicinity first: a contradiction there is one of the whole, and true values there, with all others held at a point
that was found once, are true values of the whole. Only what neither settles is asked of the whole.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.algebra.grid import Grid, grid
from crossfoot.algebra.programs import Program, program
from crossfoot.algebra.system import System
from crossfoot.algebra.vicinity import Vicinity
from crossfoot.algebra.work import Deadline, Work
from crossfoot.model.certificates import Side
from crossfoot.tie.solving.certify import Proof, contradiction
from crossfoot.tie.solving.signs import decided
from crossfoot.tie.solving.swift import attempt
from crossfoot.tie.solving.witness import Component, feasibility, identities_hold, refutation
from crossfoot.vocabulary.intervals import Interval

NEAREST = (1, 100)
"""The vicinity in which true values are looked for before all else: most slips are mended by what touches them."""

NEAR = ((2, 200), (4, 800))
"""Vicinities that a question is asked of, one after another: identities away, and facts at most."""

TOLD_FROM = 200
"""Facts around a figure, at most, that tell what it should be (docs/convention.md, section 6.4)."""

FARTHER = (6, 2_000)
"""The vicinity in which true values are still looked for before the whole is asked."""

MOST_WORK = 200_000
"""Coefficients that testing one candidate as a whole in rational numbers may take, beyond which it stays undecided.

Looking for contradictions in vicinities may take as many for all candidates together: floats show most of them, and a
part whose solutions touch the edges of intervals would use up the limit at every candidate and show none.
"""

_WHOLE_FIRST = 1_000
"""Facts up to which a solver is asked of the whole part as soon as of its vicinities."""

_MOST_PASSES = 20
"""Times that a part is looked through as a whole for what is wrong in it."""

Point = Mapping[int, Fraction]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that cannot all print so, with the program and the exact contradiction that shows it."""

    figures: frozenset[str]
    program: Program
    proof: Proof

    def leaves(self, figure: str) -> Interval:
        """What all others of the conflict leave to the fact of one figure, where its end is used but once.

        0 <= bound rests on times x end; without that end, times x what the fact lies beyond it is at least -bound.
        """
        ends = [(side, times, self.program.end(v, side)) for v, side, times in self.proof.ends]
        own = [(side, times, end.value) for side, times, end in ends if end is not None and end.figure == figure]
        if len(own) != 1 or figure in self.proof.multiplied(self.program):
            return Interval()
        ((side, times, value),) = own
        short = -self.proof.bound / times
        return Interval(low=value + short) if side is Side.HIGH else Interval(high=value - short)


@dataclass(frozen=True, slots=True)
class Base:
    """A point at which a part ties without some figures."""

    point: Point
    without: frozenset[str] = frozenset()


def _attempted(system: System, without: Collection[str]) -> Point | None:
    """True values well inside all intervals, as they mostly are."""
    return attempt(grid(system, without)).witness


def _solved(system: System, without: Collection[str]) -> Point | None:
    """True values by the solver, which also finds those at an interval's edge, and where a ratio says nothing."""
    return decided(_whole(system, without), without).witness


Solver = Callable[[System, Collection[str]], Point | None]


class Trouble:
    """A part looked through for conflicts that share no figure with each other, until it ties without their figures.

    `conflicts` is empty where it ties as it is; `base` is None where nothing could be shown of what they leave.
    """

    def __init__(
        self,
        vicinity: Vicinity,
        failing: Iterable[str] | None = None,
        base: Base | None = None,
        until: Deadline | None = None,
    ) -> None:
        """What is known may be given: the identities that fail on their own figures, and where the part ties."""
        self.vicinity = vicinity
        self._until = until or Deadline()
        self._whole: Grid | None = None
        self._failing = vicinity.in_order(self._on_grid().failing() if failing is None else failing)
        self.conflicts: list[Conflict] = []
        self._by: tuple[Solver, ...] = (_attempted, _solved)
        self._loose: frozenset[str] = frozenset()
        self._work = Work(MOST_WORK)
        for name in self._failing:
            self._add(self._alone(name, self._loose))
        self.base = self._based(base)

    def test(self, without: frozenset[str]) -> Conflict | bool:
        """Whether the part ties without some figures: a new conflict, True, or False where neither could be shown."""
        for name in self._failing:
            found = self._alone(name, without)
            if found is not None:
                return found
        if self._moves(without, NEAREST):
            return True
        for within in NEAR:
            found = self._around(self._variables(self._loose), within[1], without)
            if found is not None:
                return found
            if self._moves(without, within):
                return True
        if len(self.vicinity.system.variables) > _WHOLE_FIRST and self._moves(without, FARTHER):
            return True
        return self._as_a_whole(without)

    def witness(self, without: frozenset[str]) -> Point | None:
        """True values of the part without some figures; None where none are found around what they free."""
        for within in (NEAREST, *NEAR, FARTHER):
            for by in self._by:
                found = self._moved(self.base, without, within, by)
                if found is not None:
                    return found
        return attempt(self._on_grid(without)).witness

    def nearest(self, figure: str) -> tuple[System, int]:
        """The identities around a figure, as a system of their own, and the number of its fact there."""
        variable = self.vicinity.variable_of(figure)
        cut = self.vicinity.around([variable], TOLD_FROM)
        return cut.system, cut.number(variable)

    def _based(self, known: Base | None) -> Base | None:
        """Where the part ties without what is in conflict; conflicts that no identity shows by itself are added."""
        for radius, most in NEAR if known is not None else ():
            point = self._moved(known, self._loose, (radius, most))
            if point is not None:
                return Base(point, self._loose)
        for _ in range(_MOST_PASSES):
            if self._until.is_over:
                break
            found = attempt(self._on_grid(self._loose))
            if found.witness is not None:
                return Base(found.witness, self._loose)
            is_small = len(self.vicinity.system.variables) <= _WHOLE_FIRST
            if is_small or not self._add_strained(found.strained):
                whole = _whole(self.vicinity.system, self._loose)
                said = feasibility(whole)
                if said.conflict is None:
                    return self._where(whole, said.witness)
                self._add(_conflict(whole.program, said.conflict))
        return None

    def _where(self, whole: Component, witness: Point | None) -> Base | None:
        """A witness as a base, if ratios hold there that say nothing as long as figures are left out.

        The solver was asked because there is no point well inside all intervals; with fewer figures left out there is
        none either, and it is asked at once.
        """
        if witness is None or not identities_hold(whole.program.system, whole.variables, witness, ()):
            return None
        self._by = (_solved,)
        return Base(witness, self._loose)

    def _on_grid(self, without: Collection[str] = ()) -> Grid:
        """The part on its grid without some figures, whose other ends are on it all the same."""
        if self._whole is None:
            self._whole = grid(self.vicinity.system)
        return self._whole.restated(self.vicinity.system, without) if without else self._whole

    def _moves(self, without: frozenset[str], within: tuple[int, int]) -> bool:
        return any(self._moved(self.base, without, within, by) is not None for by in self._by)

    def _add(self, conflict: Conflict | None) -> bool:
        if conflict is None:
            return False
        self.conflicts.append(conflict)
        self._loose |= conflict.figures
        return True

    def _add_strained(self, strained: Sequence[int]) -> bool:
        """Adds the contradictions around the hardest pulling identities; whether there was one."""
        found = False
        for _, most in NEAR if strained else ():
            while self._add(self._around(strained, most, self._loose)):
                found = True
        return found

    def _alone(self, identity: str, without: Collection[str]) -> Conflict | None:
        """The contradiction of one identity with the figures of its own facts."""
        part = program(self.vicinity.identity(identity).system, without)
        for number in range(len(part.rows)):
            for times in (Fraction(1), Fraction(-1)):
                proof = contradiction(part, {number: times})
                if proof is not None:
                    return _conflict(part, proof)
        return None

    def _around(self, seeds: Iterable[int], most: int, without: Collection[str]) -> Conflict | None:
        """A contradiction of the identities around some variables."""
        near = _whole(self.vicinity.around(seeds, most).system, without)
        proof = refutation(near, self._work)
        return None if proof is None else _conflict(near.program, proof)

    def _moved(
        self, base: Base | None, without: Collection[str], within: tuple[int, int], by: Solver = _attempted
    ) -> Point | None:
        """The base, moved around what it leaves open so that the part ties without some figures only."""
        if base is None:
            return None
        radius, most = within
        seeds = self.vicinity.outside(base.point, self._variables(base.without), without)
        if not seeds:
            return base.point
        near = self.vicinity.held(seeds, radius, base.point, most)
        found = None if near is None else by(near.system, without)
        return None if near is None or found is None else {**base.point, **near.in_whole(found)}

    def _as_a_whole(self, without: frozenset[str]) -> Conflict | bool:
        system = self.vicinity.system
        if _attempted in self._by and attempt(self._on_grid(without)).witness is not None:
            return True
        whole = _whole(system, without)
        found = feasibility(whole, Work(MOST_WORK))
        if found.conflict is None:
            return found.witness is not None
        return _conflict(whole.program, found.conflict)

    def _variables(self, figures: Iterable[str]) -> set[int]:
        return {self.vicinity.variable_of(figure) for figure in figures}


def _whole(system: System, without: Collection[str]) -> Component:
    part = program(system, without)
    return Component(part, tuple(range(len(system.variables))), tuple(range(len(part.rows))))


def _conflict(part: Program, proof: Proof) -> Conflict:
    return Conflict(frozenset(proof.figures(part)), part, proof)
