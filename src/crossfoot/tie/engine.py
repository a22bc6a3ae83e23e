"""The engine: everything that arithmetic says of a book, in one pass. Same book, same result, whatever the order of input."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from crossfoot.algebra.elimination import redundancy
from crossfoot.algebra.programs import Program, program
from crossfoot.algebra.system import RatioRow, System, compile_book, linked, restricted
from crossfoot.model.book import Book
from crossfoot.model.certificates import Certificate, FigurePremise, Side, SignPremise, Step
from crossfoot.model.facts import FactKey
from crossfoot.model.findings import Finding
from crossfoot.tie.bounds import Bounds, extremes, tightest
from crossfoot.tie.breaks import UNDECIDED, breaks
from crossfoot.tie.certify import Proof, steps
from crossfoot.tie.quotients import quotient
from crossfoot.tie.recover import recover
from crossfoot.tie.regimes import inferred, with_intervals
from crossfoot.tie.sources import Known, sourced
from crossfoot.tie.verdicts import Evidence, ticks, verdicts
from crossfoot.tie.witness import Component, feasibility
from crossfoot.vocabulary.intervals import Interval


def tie(book: Book) -> Book:
    """The book with regimes, recovered labels, verdicts, ticks, findings, facts with their bounds, proofs and a witness."""
    book = with_intervals(recover(with_intervals(inferred(book))))
    return tie_stated(book)


def tie_stated(book: Book) -> Book:
    """Tie a book whose figures all have their intervals and facts."""
    joint = decide(book)
    evidence = joint.evidence()
    book = book.grown(
        verdicts=verdicts(book, evidence),
        ticks=ticks(book, evidence),
        findings=(*book.findings, *joint.findings),
        witness={joint.system.variables[v]: value for v, value in sorted(joint.witness.items())},
    )
    known = bounded(joint)
    found = sourced(book, known, evidence.suspects)
    return book.grown(facts=found.facts, certificates=(*joint.certificates, *found.certificates))


@dataclass(slots=True)
class Joint:
    """What the joint system decides: a witness for all but the suspects, the findings, and which variables are tested."""

    system: System
    components: list[Component] = field(default_factory=list)
    witness: dict[int, Fraction] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    suspects: set[str] = field(default_factory=set)
    tested: set[int] = field(default_factory=set)
    sound: set[str] = field(default_factory=set)
    undecided: set[str] = field(default_factory=set)

    def evidence(self) -> Evidence:
        """The joint result in terms of facts."""
        whole = self.system
        stated = {s.variable for s in whole.statements if s.figure not in self.suspects}
        unprinted = {key for variable, key in enumerate(whole.variables) if variable not in stated}
        broken = {identity for finding in self.findings for identity in finding.identities}
        return Evidence(
            tested={whole.variables[v] for v in self.tested},
            sound=self.sound,
            suspects=self.suspects,
            broken=broken,
            unprinted=unprinted,
            undecided=self.undecided,
        )


def decide(book: Book) -> Joint:
    """Whether each component ties; where one does not, its findings, and a witness of the rest."""
    whole = compile_book(book)
    joint = Joint(whole)
    for variables in linked(whole):
        _decide(book, joint, restricted(whole, variables), variables)
    return joint


def _decide(book: Book, joint: Joint, system: System, variables: tuple[int, ...]) -> None:
    component = _component(system, variables, ())
    decided = feasibility(component)
    if decided.witness is None:
        for found in breaks(book, system, variables):
            joint.findings.append(found.finding)
            joint.suspects |= found.suspects
            if found.certificate is not None:
                joint.certificates.append(found.certificate)
            if found.finding.code == UNDECIDED:
                joint.undecided.update(found.finding.figures)
        component = _component(system, variables, joint.suspects)
        decided = feasibility(component)
    joint.components.append(component)
    if decided.witness is None:
        joint.undecided.update(s.figure for s in system.statements if s.figure not in joint.suspects)
        return
    joint.witness.update(decided.witness)
    _test(joint, component)


def _component(system: System, variables: tuple[int, ...], without: set[str] | tuple[str, ...]) -> Component:
    part = program(system, without)
    return Component(part, variables, tuple(range(len(part.rows))))


def _test(joint: Joint, component: Component) -> None:
    """Which printed variables of a component the rest could have caught."""
    part = component.program
    active = replace(part.system, ratios=tuple(r for r in part.system.ratios if r.identity not in part.idle))
    printed = {s.variable for s in part.system.statements if s.figure not in joint.suspects and s.interval.is_bounded}
    found = redundancy(active, printed, joint.witness)
    joint.tested |= found.tested & printed
    joint.sound |= found.identities
    for statement in part.system.statements:
        if statement.figure not in joint.suspects and not statement.interval.is_bounded:
            _test_one_sided(joint, component, statement.figure, statement.variable)


def _test_one_sided(joint: Joint, component: Component, figure: str, variable: int) -> None:
    """A figure such as "over 100" is tested where the rest bounds its fact on the other side."""
    rest = _component(component.program.system, component.variables, joint.suspects | {figure})
    if not rest.rows:
        return
    implied = extremes(rest, ((variable, Fraction(1)),))
    own = component.program
    low, high = own.low[variable], own.high[variable]
    from_low = low is not None and low.figure == figure and implied.high is not None
    from_high = high is not None and high.figure == figure and implied.low is not None
    if from_low or from_high:
        joint.tested.add(variable)
        joint.sound |= {row.identity for row in own.rows if any(v == variable for v, _ in row.form)}


def bounded(joint: Joint) -> dict[FactKey, Known]:
    """The tightest proved interval of every fact, ratios that are not printed included."""
    known: dict[int, Known] = {}
    for component in joint.components:
        inside = set(component.variables) <= joint.witness.keys()
        found = tightest(component, joint.witness) if inside else {v: Bounds(Interval()) for v in component.variables}
        for variable, bounds in found.items():
            known[variable] = _known(component.program, bounds)
        _add_quotients(component, known)
    return {joint.system.variables[v]: k for v, k in sorted(known.items())}


def _known(part: Program, bounds: Bounds) -> Known:
    return Known(bounds.interval, _steps(part, bounds.low), _steps(part, bounds.high))


def _steps(part: Program, proof: Proof | None) -> tuple[Step, ...]:
    return () if proof is None else steps(part, proof)


def _add_quotients(component: Component, known: dict[int, Known]) -> None:
    """Bounds of ratios that no figure prints and no linear identity bounds."""
    system = component.program.system
    ratios = [r for r in system.ratios if r.ratio in known and known[r.ratio].interval == Interval()]
    if not ratios:
        return
    steps_of = _bound_steps(component, ratios, known)
    for ratio in ratios:
        found = quotient(system, ratio, steps_of)
        if found is not None:
            known[ratio.ratio] = Known(found.interval, found.low, found.high)


def _bound_steps(
    component: Component, ratios: list[RatioRow], known: Mapping[int, Known]
) -> dict[tuple[int, Side], tuple[Fraction, tuple[Step, ...]]]:
    """For every variable that a ratio speaks of: its bounds with the steps that prove them."""
    part = component.program
    found: dict[tuple[int, Side], tuple[Fraction, tuple[Step, ...]]] = {}
    for variable in {v for r in ratios for form in (r.bare, r.denominator) for v, _ in form}:
        interval = known[variable].interval
        for side, value, proved in (
            (Side.LOW, interval.low, known[variable].low),
            (Side.HIGH, interval.high, known[variable].high),
        ):
            if value is not None:
                found[variable, side] = value, proved or _own(part, variable, side, value)
    return found


def _own(part: Program, variable: int, side: Side, value: Fraction) -> tuple[Step, ...]:
    """The one step by which a variable's own figure or sign bounds it."""
    key = part.system.variables[variable]
    end = part.end(variable, side)
    assert end is not None
    one = Fraction(1)
    premise = FigurePremise(end.figure, side, one) if end.figure else SignPremise(key, one)
    sign = 1 if side is Side.HIGH else -1
    return (Step((premise,), ((key, Fraction(sign)),), sign * value, end.open),)
