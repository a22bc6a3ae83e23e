"""Signs: a witness in which ratios over a base of unknown sign hold as well.

Such a ratio says nothing, so it is no part of a component's rows. Yet true values do satisfy it, and so should the
witness: its base is taken as positive where that ties, which makes the ratio speak, and otherwise as negative.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from crossfoot.algebra.programs import program
from crossfoot.algebra.system import RatioRow, Statement, System
from crossfoot.tie.solving.witness import Component, Feasibility, feasibility
from crossfoot.vocabulary.intervals import Interval

_NEGATIVE = Interval(high=Fraction(0))


def decided(component: Component, without: Collection[str] = ()) -> Feasibility:
    """Whether a component ties without some figures; its witness meets as many silent ratios as can be."""
    hopeful = _hopeful(component, without)
    if hopeful is not None:
        found = feasibility(hopeful)
        if found.witness is not None:
            return found
    found = feasibility(component)
    if hopeful is None or found.witness is None:
        return found
    return Feasibility(_with_signs(component, found.witness, without), None)


def _hopeful(component: Component, without: Collection[str]) -> Component | None:
    """The component with the base of every ratio taken as positive that is silent while something is said of it."""
    system = component.program.system
    said = {s.variable for s in system.statements if s.figure not in without}
    said |= {v for row in system.linear for v, _ in row.form}
    silent = [r for r in system.ratios if r.identity in component.program.silent and r.ratio in said]
    if not silent:
        return None
    base = {v for ratio in silent for v, _ in ratio.denominator}
    return _component(replace(system, nonnegative=system.nonnegative | base), component.variables, without)


def _component(system: System, variables: tuple[int, ...], without: Collection[str]) -> Component:
    part = program(system, without)
    return Component(part, variables, tuple(range(len(part.rows))))


def _with_signs(
    component: Component, witness: Mapping[int, Fraction], without: Collection[str]
) -> Mapping[int, Fraction]:
    """The witness, or another one in which more of the silent ratios hold, each base taken by itself."""
    system, tried = component.program.system, set[str]()
    silent = set(component.program.silent)
    while ratio := next((r for r in _unmet(system, silent, witness) if r.identity not in tried), None):
        tried.add(ratio.identity)
        for signed in _signed(system, ratio):
            found = feasibility(_component(signed, component.variables, without))
            if found.witness is not None:
                system, witness = signed, found.witness
                break
    return witness


def _unmet(system: System, silent: Collection[str], witness: Mapping[int, Fraction]) -> Iterator[RatioRow]:
    for ratio in system.ratios:
        base = sum((c * witness[v] for v, c in ratio.denominator), Fraction(0))
        if ratio.identity in silent and base > 0:
            numerator = sum((c * witness[v] for v, c in ratio.numerator), Fraction(0))
            if witness[ratio.ratio] * base != numerator:
                yield ratio


def _signed(system: System, ratio: RatioRow) -> Iterator[System]:
    """The system with the ratio's base positive, then with it negative."""
    base = [v for v, _ in ratio.denominator]
    yield replace(system, nonnegative=system.nonnegative | set(base))
    signs = tuple(Statement("", v, _NEGATIVE) for v in base)
    yield replace(system, statements=(*system.statements, *signs))
