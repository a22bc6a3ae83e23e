"""Witness: one exact value for every fact, such that all identities hold and every figure prints as it does.

It is the proof that a book ties. The solver proposes a point well inside the printed intervals; its free values are
kept, the rest follows from the identities in rational numbers, and every interval is checked again. Where that leads to
no proof, as when every solution touches an interval's edge, the question is decided in rational numbers throughout.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.algebra.elimination import Triangle, triangle
from crossfoot.algebra.programs import Program, Row
from crossfoot.algebra.simplex import solution
from crossfoot.algebra.system import LinearRow, RatioRow, System, added, scaled, value_at
from crossfoot.algebra.work import TooMuchWork, Work
from crossfoot.tie.solving.certify import Proof, contradiction, crossed, is_contradiction, prove
from crossfoot.tie.solving.corner import corner
from crossfoot.tie.solving.solve import TIGHT, Margin, Model, Outcome, SolverFailed, centre

Point = dict[int, Fraction]

_NEAR = Fraction(1, 10**5)
"""Grains from an edge within which a point that keeps off all edges it can is on the edge for good."""


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


def feasibility(component: Component, work: Work | None = None) -> Feasibility:
    """Decide a component: a witness that was checked exactly, or a contradiction that was.

    A decision in rational numbers may take the `work`, or without it what a component of its size may; beyond that
    neither is found.
    """
    for variable in component.variables:
        proof = crossed(component.program, variable)
        if proof is not None:
            return Feasibility(None, proof)
    for decide in (_proposed, _cornered):
        try:
            found = decide(component)
        except TooMuchWork:
            continue
        if found is not None:
            return found
    try:
        return _exact(component, work or Work.of(len(component.variables)))
    except TooMuchWork:
        return Feasibility(None, None)


def refutation(component: Component, work: Work) -> Proof | None:
    """The contradiction of a component that has one; None where it ties or none is found. It looks for no witness.

    Rational numbers are asked as long as `work` is left, which several questions may share.
    """
    program, variables, rows = component.program, component.variables, component.rows
    near = centre(program, variables, rows)
    try:
        model = Model(program, variables, rows, margin=Margin.WIDE, centre=near)
        outcome = model.widest_margin()
        if outcome.optimum is None:
            model = Model(program, variables, rows, margin=Margin.ALL, centre=near)
            outcome = model.widest_margin()
        if outcome.optimum is None or outcome.optimum > TIGHT:
            return None
        proof = prove(program, (), outcome)
        if is_contradiction(proof):
            return proof
        if work.left > 0 and outcome.optimum > -TIGHT and _on_edges(component, model) is not None:
            return None
        found = solution(program, variables, rows, work)
    except (SolverFailed, TooMuchWork):
        return None
    return contradiction(program, found.multipliers) if found.point is None else None


def _proposed(component: Component) -> Feasibility | None:
    """What the solver's floating point leads to once it is made exact; None where it leads to neither proof."""
    program, variables, rows = component.program, component.variables, component.rows
    near = centre(program, variables, rows)
    model = Model(program, variables, rows, margin=Margin.WIDE, centre=near)
    try:
        outcome = model.widest_margin()
        if outcome.optimum is None:
            model = Model(program, variables, rows, margin=Margin.ALL, centre=near)
            outcome = model.widest_margin()
        elif outcome.optimum > TIGHT:
            witness = _made_exact(component, model, outcome) or _made_exact(
                component, model, model.widest_margin(inner=True)
            )
            return None if witness is None else Feasibility(witness, None)
    except SolverFailed:
        return None
    if outcome.optimum is None:
        return None
    proof = prove(component.program, (), outcome)
    if is_contradiction(proof):
        return Feasibility(None, proof)
    witness = _on_edges(component, model) if outcome.optimum > -TIGHT else None
    return None if witness is None else Feasibility(witness, None)


def _made_exact(component: Component, model: Model, outcome: Outcome) -> Point | None:
    if outcome.optimum is None:
        return None
    exact = dict(_exact_values(component))
    return _witness(component, {**model.values(outcome), **exact}, exact)


def _exact_values(component: Component) -> Iterator[tuple[int, Fraction]]:
    """What is printed in full, or so often that one value is left."""
    program = component.program
    for v in component.variables:
        low, high = program.low[v], program.high[v]
        if low is not None and high is not None and low.value == high.value:
            yield v, low.value


def _on_edges(component: Component, model: Model) -> Point | None:
    """A witness where every solution touches the edges of some intervals: on those, and inside all the others."""
    program = component.program
    try:
        outcome = model.widest_margin(inner=True)
    except SolverFailed:
        return None
    if outcome.optimum is None:
        return None
    values = model.values(outcome)
    held = dict(_exact_values(component))
    for v in component.variables:
        for end in (program.low[v], program.high[v]):
            if end is not None and abs(values[v] - end.value) < _NEAR * program.system.scales[v]:
                held[v] = end.value
    return _witness(component, {**values, **held}, held)


def _cornered(component: Component) -> Feasibility | None:
    """A witness at a corner, where every solution touches some interval's edge."""
    point = corner(component.program, component.variables, component.rows)
    if point is None:
        return None
    witness = _witness(component, point)
    return None if witness is None else Feasibility(witness, None)


def _exact(component: Component, work: Work) -> Feasibility:
    """The decision in rational numbers: slower, but it ends with a proof of either kind wherever rows say it all.

    Only a ratio that is also a term of a linear identity can leave it open, for rows do not hold it to its levels.
    """
    program, variables = component.program, component.variables
    found = solution(program, variables, component.rows, work)
    if found.point is None:
        return Feasibility(None, contradiction(program, found.multipliers))
    witness = _near(component, found.point, work)
    if witness is None:  # the point may lie on the edge of a ratio's open interval, which rows do not exclude
        open_ended = {n for n in component.rows if (a := program.rows[n].ratio_bound) is not None and a.open}
        inner = solution(program, variables, component.rows, work, open_ended)
        witness = None if inner.point is None else _near(component, inner.point, work)
    return Feasibility(witness, None)


def _near(component: Component, point: Mapping[int, Fraction], work: Work) -> Mapping[int, Fraction] | None:
    """A witness near a point that satisfies all rows: with what follows from it, or by its denominators."""
    witness = _witness(component, point)
    if witness is not None:
        return witness
    linear = _ratios_fixed(component, point)
    rows = (*component.rows, *range(len(component.program.rows), len(linear.rows)))
    found = solution(linear, component.variables, rows, work)
    return found.point if found.point is not None and admits(component, found.point) else None


def _witness(component: Component, values: Mapping[int, Fraction], fixed: Collection[int] = ()) -> Point | None:
    point = _completed(component, dict(values), fixed)
    if point is None or admits(component, point):
        return point
    # a printed ratio has left its interval: hold the denominators where they are, and choose the rest again
    linear = _ratios_fixed(component, point)
    rows = (*component.rows, *range(len(component.program.rows), len(linear.rows)))
    model = Model(linear, component.variables, rows, margin=Margin.WIDE, centre=point)
    try:
        again = model.widest_margin()
    except SolverFailed:  # the exact decision behind it needs no solver
        return None
    if again.optimum is None or again.optimum < -TIGHT:
        return None
    held = {v for ratio in _ratios(component) for v, _ in ratio.denominator}
    point = _completed(component, {**model.values(again), **{v: point[v] for v in held}}, {*fixed, *held})
    return point if point is not None and admits(component, point) else None


def _ratios(component: Component) -> list[RatioRow]:
    """The ratios that follow from their levels: all that speak, and silent ones of which nothing else is said."""
    program, inside = component.program, set(component.variables)
    said = {v for row in program.system.linear for v, _ in row.form}
    said |= {v for v in inside if program.low[v] is not None or program.high[v] is not None}
    return [
        row
        for row in program.system.ratios
        if row.ratio in inside and (row.identity not in program.silent or row.ratio not in said)
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
    """The point with everything that follows from its free values set to follow exactly."""
    system = component.program.system
    ratios = {row.ratio for row in _ratios(component)}
    inside = set(component.variables)
    linear = [row for row in system.linear if row.form and row.form[0][0] in inside]
    levels = [row for row in linear if not any(v in ratios for v, _ in row.form)]
    levels += [_at_ratio(row, point[row.ratio]) for row in _ratios(component) if row.ratio in fixed]
    others = [row for row in linear if any(v in ratios for v, _ in row.form)]
    rank = _ranks(component)
    point = dict(point)
    if not triangle(levels, rank, fixed).complete(point):
        return None
    for ratio in _ratios(component):
        total = value_at(ratio.denominator, point)
        if total:
            point[ratio.ratio] = value_at(ratio.numerator, point) / total
    rest: Triangle = triangle(others, rank, {*fixed, *ratios})
    return point if rest.complete(point) else None


def _at_ratio(ratio: RatioRow, value: Fraction) -> LinearRow:
    """What a ratio at a fixed value says of its levels."""
    form = added(ratio.numerator, scaled(ratio.denominator, -value))
    return LinearRow(ratio.identity, form, Fraction(0), Fraction(0))


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
    return identities_hold(program.system, component.variables, point, program.silent)


def identities_hold(
    system: System, variables: Sequence[int], point: Mapping[int, Fraction], silent: Collection[str]
) -> bool:
    """Whether every linear and ratio identity among `variables` holds at a point; silent ratios say nothing."""
    inside = set(variables)
    for row in system.linear:
        if row.form and row.form[0][0] in inside and not row.low <= value_at(row.form, point) <= row.high:
            return False
    for ratio in system.ratios:
        if ratio.ratio in inside and ratio.identity not in silent:
            total = value_at(ratio.denominator, point)
            if total and point[ratio.ratio] * total != value_at(ratio.numerator, point):
                return False
    return True
