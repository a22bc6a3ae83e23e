"""Certificates: the solver's floating proposal turned into multipliers that hold exactly, or refused.

The solver names the rows and box ends that hold an optimum in place. Which multiples of them add up to the objective is
a small linear system, solved here in rational numbers. What it does not cancel is bounded by the variables' own boxes,
so the bound is valid whatever the solver said; only its tightness is owed to it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.algebra.elimination import triangle
from crossfoot.algebra.programs import Bound, Program, Row
from crossfoot.algebra.system import Form, LinearRow
from crossfoot.algebra.work import TooMuchWork
from crossfoot.model.certificates import (
    FigurePremise,
    IdentityPremise,
    Premise,
    ProductPremise,
    Side,
    SignPremise,
    Step,
)
from crossfoot.model.facts import FactKey
from crossfoot.tie.solving.solve import Outcome


@dataclass(frozen=True, slots=True)
class Proof:
    """`form <= bound` (`<` where strict) from rows and box ends with their multipliers; exact."""

    form: Form
    bound: Fraction
    strict: bool
    rows: tuple[tuple[int, Fraction], ...]
    ends: tuple[tuple[int, Side, Fraction], ...]

    def figures(self, program: Program) -> tuple[str, ...]:
        """The ids of the figures that the proof rests on, through product rows too; each once, sorted."""
        own = {end.figure for v, side, _ in self.ends if (end := program.end(v, side)) is not None and end.figure}
        return tuple(sorted(own | self.multiplied(program)))

    def multiplied(self, program: Program) -> frozenset[str]:
        """The figures whose ends are in the bounds that its product rows multiply."""
        rows = [program.rows[number] for number, _ in self.rows]
        bounds = [bound for row in rows for bound in (row.ratio_bound, row.denominator_bound) if bound is not None]
        ends = (program.end(variable, side) for bound in bounds for variable, side, _ in bound.ends)
        return frozenset(end.figure for end in ends if end is not None and end.figure)

    def identities(self, program: Program) -> tuple[str, ...]:
        """The ids of the identities that the proof rests on; each once, sorted."""
        used = set()
        for number, _ in self.rows:
            row = program.rows[number]
            used.add(row.identity)
            for bound in (row.ratio_bound, row.denominator_bound):
                used.update(identity for identity, _ in (bound.identities if bound else ()))
        return tuple(sorted(used))


def prove(program: Program, objective: Form, outcome: Outcome) -> Proof | None:
    """The exact upper bound of `objective` that the rows and ends of an outcome prove.

    None where they prove none, or none within the limit of work. An empty objective asks for a contradiction: the
    bound is then the right side of `0 <= bound`.
    """
    covered = {variable for variable, _ in outcome.ends}
    try:
        multipliers = _multipliers(program, objective, outcome, covered)
    except TooMuchWork:
        return None
    return None if multipliers is None else _combined(program, objective, multipliers)


def contradiction(program: Program, multipliers: Mapping[int, Fraction]) -> Proof | None:
    """The contradiction that multiples of rows (by number) make with the boxes; None where they make none."""
    proof = _combined(program, (), multipliers)
    return proof if is_contradiction(proof) else None


def _combined(program: Program, objective: Form, multipliers: Mapping[int, Fraction]) -> Proof | None:
    """The bound of the objective that multiples of rows and, for what they leave, the boxes prove."""
    rest = dict(objective)
    bound, rows = Fraction(0), []
    for number, times in multipliers.items():
        row = program.rows[number]
        right = row.high if times > 0 else row.low
        if right is None:
            return None
        bound += times * right
        rows.append((number, times))
        for variable, coefficient in row.form:
            rest[variable] = rest.get(variable, Fraction(0)) - times * coefficient
    return _close(program, objective, (bound, rows), rest)


def _close(
    program: Program,
    objective: Form,
    so_far: tuple[Fraction, list[tuple[int, Fraction]]],
    rest: Mapping[int, Fraction],
) -> Proof | None:
    """Bound what the rows left of the objective by the boxes."""
    bound, rows = so_far
    strict, ends = False, []
    for variable, coefficient in sorted(rest.items()):
        if not coefficient:
            continue
        side = Side.HIGH if coefficient > 0 else Side.LOW
        end = program.end(variable, side)
        if end is None:
            return None
        bound += coefficient * end.value
        strict = strict or end.open
        ends.append((variable, side, abs(coefficient)))
    return Proof(objective, bound, strict, tuple(rows), tuple(ends))


def crossed(program: Program, variable: int) -> Proof | None:
    """The contradiction of a variable whose figures leave it no value at all."""
    low, high = program.low[variable], program.high[variable]
    if low is None or high is None:
        return None
    one = Fraction(1)
    ends = ((variable, Side.LOW, one), (variable, Side.HIGH, one))
    proof = Proof((), high.value - low.value, low.open or high.open, (), ends)
    return proof if is_contradiction(proof) else None


def _multipliers(program: Program, objective: Form, outcome: Outcome, covered: set[int]) -> dict[int, Fraction] | None:
    """Multipliers of the outcome's rows whose sum equals the objective on every variable without an end to cover it."""
    support = outcome.rows
    equations: dict[int, dict[int, Fraction]] = {}
    for number in support:
        for variable, coefficient in program.rows[number].form:
            if variable not in covered:
                equations.setdefault(variable, {})[number] = coefficient
    wanted = dict(objective)
    right = {variable: wanted.get(variable, Fraction(0)) for variable in equations}
    if any(v not in equations and v not in covered for v in wanted):
        return None
    if not objective and outcome.anchor is not None:
        # a contradiction may be multiplied at will: one row is taken once
        number, sign = outcome.anchor
        equations[-1] = {number: Fraction(1)}
        right[-1] = Fraction(sign)
    rows = [LinearRow("", tuple(equations[v].items()), right[v], right[v]) for v in sorted(equations)]
    solution = dict.fromkeys(support, Fraction(0))
    return {n: t for n, t in solution.items() if t} if triangle(rows, {}).complete(solution) else None


def is_contradiction(proof: Proof | None) -> bool:
    """Whether a proof with an empty objective says `0 <= negative` or `0 < 0`."""
    return proof is not None and not proof.form and (proof.bound < 0 or (proof.bound == 0 and proof.strict))


def steps(program: Program, proof: Proof) -> tuple[Step, ...]:
    """The proof as certificate steps: first the bounds that product rows multiply, then the sum that is the claim."""
    writer = _Writer(program)
    premises: list[Premise] = [
        premise for number, times in proof.rows for premise in writer.row(program.rows[number], times)
    ]
    premises += [writer.end(variable, side, times) for variable, side, times in proof.ends]
    return (*writer.steps, Step(tuple(premises), writer.keyed(proof.form), proof.bound, proof.strict))


class _Writer:
    """Collects the lemma steps of one certificate; a bound used twice is proved once."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[tuple[Form, Side, Fraction], int] = {}
        self.steps: list[Step] = []

    def keyed(self, form: Form) -> tuple[tuple[FactKey, Fraction], ...]:
        """The form with facts for variables."""
        return tuple((self._program.system.variables[v], c) for v, c in form)

    def end(self, variable: int, side: Side, times: Fraction) -> Premise:
        """The premise that a box end is."""
        end = self._program.end(variable, side)
        assert end is not None
        if not end.figure:
            return SignPremise(self._program.system.variables[variable], times)
        return FigurePremise(end.figure, side, times)

    def row(self, row: Row, times: Fraction) -> Iterable[Premise]:
        """The premise that a row is: its identity, or the product of two bounds that are proved first."""
        if row.ratio_bound is None or row.denominator_bound is None:
            return (IdentityPremise(row.identity, times),)
        first, second = self._bound(row.ratio_bound), self._bound(row.denominator_bound)
        return (ProductPremise(row.identity, first, second, abs(times)),)

    def _bound(self, bound: Bound) -> int:
        name = (bound.form, bound.side, bound.value)
        if name not in self._known:
            premises: list[Premise] = [IdentityPremise(identity, times) for identity, times in bound.identities]
            premises += [self.end(*end) for end in bound.ends]
            sign = 1 if bound.side is Side.HIGH else -1
            form = tuple((v, sign * c) for v, c in bound.form)
            self.steps.append(Step(tuple(premises), self.keyed(form), sign * bound.value, bound.open))
            self._known[name] = len(self.steps) - 1
        return self._known[name]
