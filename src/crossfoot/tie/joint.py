"""The joint decision: every linked part of a book has a witness, or a certified contradiction and its suspects."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache

from crossfoot.algebra.elimination import redundancy
from crossfoot.algebra.programs import program
from crossfoot.algebra.system import System, compile_book, parts
from crossfoot.model.book import Book
from crossfoot.model.certificates import Certificate
from crossfoot.model.findings import Finding
from crossfoot.tie.blame.breaks import UNDECIDED, Figured, breaks
from crossfoot.tie.bounds import extremes
from crossfoot.tie.signs import decided
from crossfoot.tie.verdicts import Evidence
from crossfoot.tie.witness import Component, feasibility


@dataclass(slots=True)
class Joint:
    """What the joint system decides: a witness for all but the suspects, findings, and which variables are tested."""

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
    figures = cache(lambda: Figured.of(book))
    for variables, part in parts(whole):
        _decide(figures, joint, part, variables)
    return joint


def contradicted(book: Book) -> frozenset[str]:
    """The figures of one contradiction in each part that has one; none where the book ties. A quick look, no search."""
    whole = compile_book(book)
    found: set[str] = set()
    for variables, part in parts(whole):
        component = _component(part, variables, ())
        conflict = feasibility(component).conflict
        if conflict is not None:
            found.update(conflict.figures(component.program))
    return frozenset(found)


def _decide(figures: Callable[[], Figured], joint: Joint, system: System, variables: tuple[int, ...]) -> None:
    component = _component(system, variables, ())
    verdict = decided(component)
    if verdict.witness is None:
        for found in breaks(figures(), system, variables):
            joint.findings.append(found.finding)
            joint.suspects |= found.suspects
            if found.certificate is not None:
                joint.certificates.append(found.certificate)
            if found.finding.code == UNDECIDED:
                joint.undecided.update(found.finding.figures)
        component = _component(system, variables, joint.suspects)
        verdict = decided(component, joint.suspects)
    joint.components.append(component)
    if verdict.witness is None:
        joint.undecided.update(s.figure for s in system.statements if s.figure not in joint.suspects)
        return
    joint.witness.update(verdict.witness)
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
