"""Signs: a witness in which ratios over a base of unknown sign hold as well.

Such a ratio says nothing, so it is no part of a component's rows. Yet true values do satisfy it, and so should the
witness: its base is taken as positive where that ties, which makes the ratio speak, and otherwise as negative.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from crossfoot.algebra.programs import program
from crossfoot.algebra.system import RatioRow, Statement, System
from crossfoot.tie.witness import Component, feasibility
from crossfoot.vocabulary.intervals import Interval

_NEGATIVE = Interval(high=Fraction(0))


def with_signs(
    component: Component, witness: Mapping[int, Fraction], without: Collection[str]
) -> Mapping[int, Fraction]:
    """The witness, or another one in which more of the silent ratios hold; `without` are the figures left out."""
    system, tried = component.program.system, set[str]()
    silent = set(component.program.idle)
    while ratio := next((r for r in _unmet(system, silent, witness) if r.identity not in tried), None):
        tried.add(ratio.identity)
        for signed in _signed(system, ratio):
            part = program(signed, without)
            decided = feasibility(Component(part, component.variables, tuple(range(len(part.rows)))))
            if decided.witness is not None:
                system, witness = signed, decided.witness
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
