"""Quotients: bounds of a ratio that is not printed, from the proved bounds of its numerator and denominator."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.algebra.system import Form, RatioRow, System, added, scaled
from crossfoot.model.certificates import Premise, ProductPremise, QuotientPremise, Side, Step, StepPremise
from crossfoot.vocabulary.intervals import Interval


@dataclass(frozen=True, slots=True)
class FormBound:
    """A proved bound of a form: its value and the certificate steps whose last proves it."""

    value: Fraction
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Quotient:
    """The bounds of an unprinted ratio with the steps that prove each end (empty where there is none)."""

    interval: Interval
    low: tuple[Step, ...]
    high: tuple[Step, ...]


BoundOf = Mapping[tuple[int, Side], tuple[Fraction, tuple[Step, ...]]]
"""For each variable and side with a known bound: its value and the steps that prove it."""


def quotient(system: System, ratio: RatioRow, known: BoundOf) -> Quotient | None:
    """The bounds of a ratio whose denominator is proved positive; None where it is not, or nothing bounds an end."""
    denominator = {side: form_bound(system, ratio.denominator, side, known) for side in Side}
    positive = denominator[Side.LOW]
    if positive is None or positive.value <= 0:
        return None
    ends = {side: _end(system, ratio, side, (known, denominator)) for side in Side}
    if ends[Side.LOW] is None and ends[Side.HIGH] is None:
        return None
    low, high = ends[Side.LOW], ends[Side.HIGH]
    return Quotient(
        Interval(low=None if low is None else low[0], high=None if high is None else high[0]),
        () if low is None else low[1],
        () if high is None else high[1],
    )


def form_bound(system: System, form: Form, side: Side, known: BoundOf) -> FormBound | None:
    """The bound that its variables' bounds give a form; the last step proves it (`-form <= -value` for LOW)."""
    sign = 1 if side is Side.HIGH else -1
    total = Fraction(0)
    steps: list[Step] = []
    premises: list[Premise] = []
    for variable, coefficient in form:
        want = Side.HIGH if coefficient * sign > 0 else Side.LOW
        found = known.get((variable, want))
        if found is None:
            return None
        total += coefficient * found[0]
        steps.extend(_shifted(found[1], len(steps)))
        premises.append(StepPremise(len(steps) - 1, abs(coefficient)))
    keyed = tuple((system.variables[v], sign * c) for v, c in form)
    steps.append(Step(tuple(premises), keyed, sign * total))
    return FormBound(total, tuple(steps))


def _shifted(steps: tuple[Step, ...], by: int) -> list[Step]:
    """Steps whose references to one another are moved on by some places."""
    return [
        Step(tuple(_moved(premise, by) for premise in step.premises), step.coefficients, step.bound, step.strict)
        for step in steps
    ]


def _moved(premise: Premise, by: int) -> Premise:
    if isinstance(premise, StepPremise):
        return StepPremise(premise.step + by, premise.times)
    if isinstance(premise, ProductPremise):
        return ProductPremise(premise.identity, premise.ratio_bound + by, premise.denominator_bound + by, premise.times)
    return premise


def _end(
    system: System,
    ratio: RatioRow,
    side: Side,
    given: tuple[BoundOf, Mapping[Side, FormBound | None]],
) -> tuple[Fraction, tuple[Step, ...]] | None:
    known, denominator = given
    top = form_bound(system, ratio.bare, side, known)
    if top is None:
        return None
    # the ratio is largest over the smallest denominator where its numerator is positive, else over the largest
    outward = (top.value >= 0) == (side is Side.HIGH)
    bottom = denominator[Side.LOW if outward else Side.HIGH]
    positive = denominator[Side.LOW]
    if bottom is None or positive is None:
        return None
    bound = ratio.offset + top.value / bottom.value
    steps = list(top.steps)
    at_top = len(steps) - 1
    steps.extend(_shifted(bottom.steps, len(steps)))
    at_bottom = len(steps) - 1
    if bottom is positive:
        at_positive = at_bottom
    else:
        steps.extend(_shifted(positive.steps, len(steps)))
        at_positive = len(steps) - 1
    sign = 1 if side is Side.HIGH else -1
    form = scaled(added(ratio.numerator, scaled(ratio.denominator, -bound)), Fraction(sign))
    keyed = tuple((system.variables[v], c) for v, c in form)
    slope = abs(bound - ratio.offset)
    premises: tuple[Premise, ...] = (StepPremise(at_top, Fraction(1)),)
    if slope:
        premises += (StepPremise(at_bottom, slope),)
    steps.append(Step(premises, keyed, Fraction(0)))
    claim = QuotientPremise(ratio.identity, side, bound, len(steps) - 1, at_positive, Fraction(1))
    steps.append(Step((claim,), ((system.variables[ratio.ratio], Fraction(sign)),), sign * bound))
    return bound, tuple(steps)
