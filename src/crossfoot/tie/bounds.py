"""Bounds: the tightest interval that the whole book implies for every fact, printed or not, each end with its proof."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from crossfoot.algebra.programs import End, Program
from crossfoot.algebra.system import Form, RatioRow
from crossfoot.algebra.work import Work
from crossfoot.model.certificates import Side
from crossfoot.tie.solving.certify import Proof, prove
from crossfoot.tie.solving.solve import Margin, Model, Outcome, SolverFailed, centre
from crossfoot.tie.solving.witness import Component
from crossfoot.vocabulary.intervals import Interval

_CLOSE = 1e-6
"""Grains within which a point counts as reaching an end: the end then stands, which is never too tight."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The interval of one variable. An end without a proof is that of the fact's own figure or sign, or absent."""

    interval: Interval
    low: Proof | None = None
    high: Proof | None = None


def tightest(
    component: Component,
    witness: Mapping[int, Fraction],
    only: Sequence[int] | None = None,
    solves: Work | None = None,
) -> dict[int, Bounds]:
    """The tightest bounds of a component's variables (or `only` some); `witness` is a point of the component.

    `solves` limits what the solver may be asked, each question counting the component's variables; what is left over
    then keeps the bounds of its own figures.
    """
    asked = component.variables if only is None else only
    if not component.rows or (solves is not None and solves.left <= 0):
        return {v: Bounds(_box(component.program, v)) for v in asked}
    return _Sweep(component, witness, solves).bounds(asked)


def extremes(component: Component, form: Form) -> Interval:
    """The exact interval of a form over a component, as far as it can be proved."""
    program, variables, rows = component.program, component.variables, component.rows
    model = Model(program, variables, rows, margin=Margin.NONE, centre=centre(program, variables, rows))
    upper = _proved(component.program, model, form, Side.HIGH)
    lower = _proved(component.program, model, form, Side.LOW)
    return Interval(
        low=None if lower is None else -lower.bound,
        high=None if upper is None else upper.bound,
        low_open=lower is not None and lower.strict,
        high_open=upper is not None and upper.strict,
    )


def needed_interval(component: Component, variable: int) -> Interval:
    """What a variable may be over a component, by its rows and, of a ratio, by its numerator and denominator."""
    found = extremes(component, ((variable, Fraction(1)),))
    for ratio in component.program.system.ratios:
        if ratio.ratio == variable:
            found = found.intersect(_quotient(component, ratio))
    return found


def _quotient(component: Component, ratio: RatioRow) -> Interval:
    top, bottom = extremes(component, ratio.bare), extremes(component, ratio.denominator)
    if bottom.low is None or bottom.low <= 0:
        return Interval()

    def end(value: Fraction | None, *, outward: bool) -> Fraction | None:
        if value is None:
            return None
        divisor = bottom.low if outward else bottom.high
        return ratio.offset + (value / divisor if divisor is not None else 0)

    return Interval(
        low=end(top.low, outward=top.low is not None and top.low < 0),
        high=end(top.high, outward=top.high is not None and top.high >= 0),
    )


def _proved(program: Program, model: Model, form: Form, side: Side) -> Proof | None:
    outcome = _asked(model, form, side)
    if outcome is None or outcome.optimum is None:
        return None
    objective = form if side is Side.HIGH else tuple((v, -c) for v, c in form)
    return prove(program, objective, outcome)


def _asked(model: Model, form: Form, side: Side) -> Outcome | None:
    """The solver's extreme; None where it gives no answer, and a looser bound has to do."""
    try:
        return model.extreme(form, maximize=side is Side.HIGH)
    except SolverFailed:
        return None


def _box(program: Program, variable: int) -> Interval:
    return box_of(program.low[variable], program.high[variable])


def box_of(low: End | None, high: End | None) -> Interval:
    """The interval between two ends, either of which may be missing."""
    return Interval(
        low=None if low is None else low.value,
        high=None if high is None else high.value,
        low_open=low is not None and low.open,
        high_open=high is not None and high.open,
    )


class _Sweep:
    """One pass over all variables and sides; points met on the way spare the solver what they already reach."""

    def __init__(self, component: Component, witness: Mapping[int, Fraction], solves: Work | None) -> None:
        self._component = component
        self._solves = solves
        self._program = component.program
        self._model = Model(component.program, component.variables, component.rows, margin=Margin.NONE, centre=witness)
        self._column = {variable: column for column, variable in enumerate(component.variables)}
        self._least = self._model.in_grains(witness)
        self._most = self._least.copy()
        self._linked = {v for number in component.rows for v, _ in component.program.rows[number].form}

    def bounds(self, asked: Sequence[int]) -> dict[int, Bounds]:
        """The bounds of some variables of the component."""
        proofs = {side: {v: self._end(v, side) for v in asked} for side in (Side.LOW, Side.HIGH)}
        return {v: self._joined(v, proofs[Side.LOW][v], proofs[Side.HIGH][v]) for v in asked}

    def _end(self, variable: int, side: Side) -> Proof | None:
        """The proof of a bound tighter than the variable's own box, None where the box itself is reached."""
        end = self._program.end(variable, side)
        if variable not in self._linked or (end is not None and self._reached(variable, side, end)):
            return None
        form = ((variable, Fraction(1)),)
        if self._solves is not None and not self._solves.allows(len(self._component.variables)):
            return None
        outcome = _asked(self._model, form, side)
        if outcome is None or outcome.optimum is None:
            return None
        np.minimum(self._least, outcome.point, out=self._least)
        np.maximum(self._most, outcome.point, out=self._most)
        if end is not None and self._reached(variable, side, end):
            return None
        objective = form if side is Side.HIGH else ((variable, Fraction(-1)),)
        proof = prove(self._program, objective, outcome)
        return proof if proof is not None and _tighter(proof, end, side) else None

    def _reached(self, variable: int, side: Side, end: End) -> bool:
        at = self._model.grains(variable, end.value)
        if side is Side.LOW:
            return bool(self._least[self._column[variable]] <= at + _CLOSE)
        return bool(self._most[self._column[variable]] >= at - _CLOSE)

    def _joined(self, variable: int, low: Proof | None, high: Proof | None) -> Bounds:
        own = _box(self._program, variable)
        interval = Interval(
            low=own.low if low is None else -low.bound,
            high=own.high if high is None else high.bound,
            low_open=own.low_open if low is None else low.strict,
            high_open=own.high_open if high is None else high.strict,
        )
        return Bounds(interval, low, high)


def _tighter(proof: Proof, end: End | None, side: Side) -> bool:
    if end is None:
        return True
    if side is Side.HIGH:
        return (proof.bound, not proof.strict) < (end.value, not end.open)
    return (-proof.bound, proof.strict) > (end.value, end.open)
