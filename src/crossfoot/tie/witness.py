"""Witness: one exact value for every fact, such that all identities hold and every figure prints as it does.

It is the proof that a book ties. The solver proposes a point well inside the printed intervals; its free values are kept,
the rest follows from the identities in rational numbers, and every interval is checked again.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.algebra.elimination import Triangle, triangle
from crossfoot.algebra.programs import End, Program, Row
from crossfoot.algebra.system import Form, RatioRow, System
from crossfoot.tie.certify import Proof, crossed, is_contradiction, prove
from crossfoot.tie.solve import TIGHT, Model, Outcome

_ROUNDS = 8
"""How often edges that every solution touches are fixed before giving up."""

Point = dict[int, Fraction]


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the system that no identity links to the rest: its variables, and the numbers of its program's rows."""

    program: Program
    variables: tuple[int, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Feasibility:
    """Whether a component ties: a witness, or a certified contradiction, or neither (undecided)."""

    witness: Mapping[int, Fraction] | None
    conflict: Proof | None


def feasibility(component: Component) -> Feasibility:
    """Decide a component: a witness that was checked exactly, or a contradiction that was."""
    for variable in component.variables:
        proof = crossed(component.program, variable)
        if proof is not None:
            return Feasibility(None, proof)
    model = Model(component.program, component.variables, component.rows, margin=True)
    outcome = model.widest_margin()
    if outcome.optimum is None:  # the identities contradict one another, whatever the figures
        return Feasibility(None, None)
    if outcome.optimum > TIGHT:
        return Feasibility(_witness(component, model.values(outcome)), None)
    proof = prove(component.program, (), outcome)
    if is_contradiction(proof):
        return Feasibility(None, proof)
    if outcome.optimum < -TIGHT:
        return Feasibility(None, None)
    return Feasibility(_witness_on_edges(component, outcome), None)


def _witness(component: Component, values: Mapping[int, Fraction], fixed: Collection[int] = ()) -> Point | None:
    point = _completed(component, dict(values), fixed)
    if point is None or admits(component, point):
        return point
    # a printed ratio has left its interval: hold the denominators where they are, and choose the rest again
    linear = _ratios_fixed(component, point)
    rows = (*component.rows, *range(len(component.program.rows), len(linear.rows)))
    model = Model(linear, component.variables, rows, margin=True)
    again = model.widest_margin()
    if again.optimum is None or again.optimum < -TIGHT:
        return None
    held = {v for ratio in _ratios(component) for v, _ in ratio.denominator}
    point = _completed(component, {**model.values(again), **{v: point[v] for v in held}}, {*fixed, *held})
    return point if point is not None and admits(component, point) else None


def _ratios(component: Component) -> list[RatioRow]:
    """The ratios that follow from their levels: all but those that are printed while their denominator is unsure."""
    program, inside = component.program, set(component.variables)
    return [
        row
        for row in program.system.ratios
        if row.ratio in inside
        and (row.identity not in program.idle or (program.low[row.ratio] is None and program.high[row.ratio] is None))
    ]


def _ratios_fixed(component: Component, values: Mapping[int, Fraction]) -> Program:
    """The program with every ratio's denominator held at its value, which makes the ratio linear."""
    extra = []
    for ratio in _ratios(component):
        for variable, _ in ratio.denominator:
            extra.append(Row("", ((variable, Fraction(1)),), values[variable], values[variable]))
        total = sum((c * values[v] for v, c in ratio.denominator), Fraction(0))
        if total:
            form = {v: c / total for v, c in ratio.numerator}
            form[ratio.ratio] = form.get(ratio.ratio, Fraction(0)) - 1
            extra.append(Row("", tuple(sorted(form.items())), Fraction(0), Fraction(0)))
    return replace(component.program, rows=(*component.program.rows, *extra))


def _completed(component: Component, point: Point, fixed: Collection[int]) -> Point | None:
    """The point with everything that follows from its free values set to follow exactly.

    Ratios that say nothing (their denominator's sign is not known) are met too where a free denominator allows it.
    """
    followed = _followed(component, point, fixed)
    if followed is None:
        return None
    held = dict(_idle_denominators(component, followed))
    if held:
        again = _followed(component, {**followed, **held}, {*fixed, *held})
        if again is not None and admits(component, again):
            return again
    return followed


def _idle_denominators(component: Component, point: Point) -> Iterator[tuple[int, Fraction]]:
    """For each idle but printed ratio over one unprinted fact: the value of that fact which gives the printed ratio."""
    program, inside = component.program, set(component.variables)
    for ratio in program.system.ratios:
        if ratio.ratio not in inside or ratio.identity not in program.idle or len(ratio.denominator) != 1:
            continue
        ((variable, coefficient),) = ratio.denominator
        distance = point[ratio.ratio] - ratio.offset
        if distance and program.high[variable] is None:
            yield variable, _at(ratio.bare, point) / distance / coefficient


def _followed(component: Component, point: Point, fixed: Collection[int]) -> Point | None:
    system = component.program.system
    ratios = {row.ratio for row in _ratios(component)}
    inside = set(component.variables)
    linear = [row for row in system.linear if row.form and row.form[0][0] in inside]
    levels = [row for row in linear if not any(v in ratios for v, _ in row.form)]
    others = [row for row in linear if any(v in ratios for v, _ in row.form)]
    rank = _ranks(component)
    point = dict(point)
    if not triangle(levels, rank, fixed).complete(point):
        return None
    for ratio in _ratios(component):
        total = _at(ratio.denominator, point)
        if total:
            point[ratio.ratio] = _at(ratio.numerator, point) / total
    rest: Triangle = triangle(others, rank, {*fixed, *ratios})
    return point if rest.complete(point) else None


def _ranks(component: Component) -> dict[int, int]:
    """Unprinted variables are solved for first, then those with one end, then the printed ones."""
    program = component.program
    return {
        v: (program.low[v] is not None and bool(program.low[v].figure)) + (program.high[v] is not None)  # type: ignore[union-attr]
        for v in component.variables
    }


def admits(component: Component, point: Mapping[int, Fraction]) -> bool:
    """Whether a point lies in every box and satisfies every identity of a component, exactly."""
    program = component.program
    for variable in component.variables:
        value = point[variable]
        low, high = program.low[variable], program.high[variable]
        if low is not None and (value < low.value or (value == low.value and low.open)):
            return False
        if high is not None and (value > high.value or (value == high.value and high.open)):
            return False
    return identities_hold(program.system, component.variables, point, program.idle)


def identities_hold(
    system: System, variables: Sequence[int], point: Mapping[int, Fraction], idle: Collection[str]
) -> bool:
    """Whether every linear and ratio identity among `variables` holds at a point; idle ratios say nothing."""
    inside = set(variables)
    for row in system.linear:
        if row.form and row.form[0][0] in inside and not row.low <= _at(row.form, point) <= row.high:
            return False
    for ratio in system.ratios:
        if ratio.ratio in inside and ratio.identity not in idle:
            total = _at(ratio.denominator, point)
            if total and point[ratio.ratio] * total != _at(ratio.numerator, point):
                return False
    return True


def _at(form: Form, point: Mapping[int, Fraction]) -> Fraction:
    return sum((c * point[v] for v, c in form), Fraction(0))


def _witness_on_edges(component: Component, outcome: Outcome) -> Point | None:
    """Where every solution touches some interval's edge: hold those edges as equalities and look inside the rest."""
    fixed: dict[int, End] = {}
    program = component.program
    for _ in range(_ROUNDS):
        touched = {v: side for v, side in outcome.ends if v not in fixed}
        for variable, side in touched.items():
            end = program.end(variable, side)
            if end is None or end.open:
                return None
            fixed[variable] = end
        held = _held(program, fixed, outcome)
        narrowed = replace(component, program=held)
        model = Model(held, component.variables, component.rows, margin=True)
        outcome = model.widest_margin()
        if outcome.optimum is None:
            return None
        if outcome.optimum > TIGHT:
            values = {**model.values(outcome), **{v: end.value for v, end in fixed.items()}}
            point = _witness(narrowed, values, fixed)
            return point if point is not None and admits(component, point) else None
        if not touched:
            return None
    return None


def _held(program: Program, fixed: Mapping[int, End], outcome: Outcome) -> Program:
    low, high = list(program.low), list(program.high)
    for variable, end in fixed.items():
        # without a figure an end does not move with the margin
        low[variable] = high[variable] = replace(end, figure="")
    rows = list(program.rows)
    for number in outcome.rows:
        row = rows[number]
        if row.ratio_bound is not None:
            edge = row.low if row.high is None else row.high
            rows[number] = replace(row, low=edge, high=edge, ratio_bound=None)
    return replace(program, low=tuple(low), high=tuple(high), rows=tuple(rows))
