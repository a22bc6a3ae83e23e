"""The joint decision: every linked part of a book has a witness, or a certified contradiction and its suspects."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache

from crossfoot.algebra.elimination import redundancy
from crossfoot.algebra.grid import Grid, grid
from crossfoot.algebra.programs import idle, program
from crossfoot.algebra.system import System, compact, compile_book, linked, parts
from crossfoot.algebra.vicinity import Vicinity
from crossfoot.algebra.work import Deadline
from crossfoot.model.book import Book
from crossfoot.model.certificates import Certificate
from crossfoot.model.findings import Finding
from crossfoot.tie.blame.breaks import UNDECIDED, Figured, breaks
from crossfoot.tie.blame.conflicts import LARGE
from crossfoot.tie.bounds import extremes
from crossfoot.tie.solving.signs import decided
from crossfoot.tie.solving.swift import witnesses
from crossfoot.tie.solving.witness import Component, feasibility
from crossfoot.tie.trouble import Trouble
from crossfoot.tie.verdicts import Evidence

Compiled = tuple[System, Grid]


@dataclass(slots=True)
class Part:
    """A linked part of the system and the figures that state nothing in it; its linear rows are made when asked for."""

    variables: tuple[int, ...]
    system: System
    without: Collection[str]
    _component: Component | None = None

    @property
    def is_linked(self) -> bool:
        """Whether any identity speaks of it."""
        return bool(self.system.linear or self.system.ratios)

    @property
    def component(self) -> Component:
        """The part with all its rows, those of ratios included."""
        if self._component is None:
            self._component = _component(self.system, self.variables, self.without)
        return self._component


@dataclass(slots=True)
class Joint:
    """What the joint system decides: a witness for all but the suspects, findings, and which variables are tested.

    Of the figures `undecided` neither proof was found, those `unreached` are of parts that were not come to in time.
    """

    system: System
    parts: list[Part] = field(default_factory=list)
    witness: dict[int, Fraction] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    suspects: set[str] = field(default_factory=set)
    tested: set[int] = field(default_factory=set)
    sound: set[str] = field(default_factory=set)
    undecided: set[str] = field(default_factory=set)
    unreached: set[str] = field(default_factory=set)
    until: Deadline = field(default_factory=Deadline)

    def take(self, other: "Joint") -> None:
        """Adds what was decided of another part."""
        self.parts += other.parts
        self.findings += other.findings
        self.certificates += other.certificates
        self.witness.update(other.witness)
        self.suspects |= other.suspects
        self.tested |= other.tested
        self.sound |= other.sound
        self.undecided |= other.undecided
        self.unreached |= other.unreached

    @property
    def components(self) -> list[Component]:
        """Every part with all its rows."""
        return [part.component for part in self.parts]

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
            unreached=self.unreached,
        )


def decide(book: Book) -> Joint:
    """Whether each part ties; where one does not, its findings.

    The witness of a part of less than LARGE facts keeps as far from all ends as it can.
    """
    return _decided(lambda: Figured.of(book), compile_book(book), {}, Deadline())


def decide_swiftly(book: Book, compiled: Compiled | None = None, until: Deadline | None = None) -> Joint:
    """The same decision, fit for large documents: the witness is any that is found to be well inside all intervals.

    `compiled` is the book's system with its grid, where these are at hand. At the deadline parts are left that were not
    decided by then, but those that tie at first sight are: nothing is said of the figures of the others.
    """
    system, whole = compiled or _compiled(book)
    return _decided(lambda: Figured.of(book), system, witnesses(whole, linked(system)), until or Deadline())


def decide_again(system: System, figures: Callable[[], Figured], trouble: Trouble | None = None) -> Joint:
    """The swift decision of one part that is a system of its own.

    `figures` gives those of its whole book, which blame looks through; `trouble` what was found wrong in it already.
    """
    every = tuple(range(len(system.variables)))
    joint = Joint(system)
    witness = witnesses(grid(system), [every]).get(every) if trouble is None else None
    if witness is None:
        _decide(figures, joint, system, every, trouble)
    else:
        _settle(joint, Part(every, system, joint.suspects), witness)
    return joint


def _compiled(book: Book) -> Compiled:
    system = compile_book(book)
    return system, grid(system)


def _decided(
    figures: Callable[[], Figured],
    whole: System,
    settled: Mapping[tuple[int, ...], Mapping[int, Fraction]],
    until: Deadline,
) -> Joint:
    """Every part decided by itself, the smallest first, so that the time is enough for most; told the largest first."""
    decided: list[Joint] = []
    looked_up = cache(figures)
    for variables, system in reversed(parts(whole)):
        one = Joint(whole, until=until)
        witness = settled.get(variables)
        if witness is not None:
            _settle(one, Part(variables, system, one.suspects), witness)
        elif until.is_over:
            _leave(one, Part(variables, system, ()))
        else:
            _decide(looked_up, one, system, variables)
        decided.append(one)
    joint = Joint(whole)
    for one in reversed(decided):
        joint.take(one)
    return joint


def _leave(joint: Joint, part: Part) -> None:
    """Tells that a part was not come to in time."""
    joint.parts.append(part)
    joint.unreached.update(s.figure for s in part.system.statements if s.figure not in joint.suspects)


def contradicted(book: Book) -> frozenset[str]:
    """The figures of one contradiction in each part that has one; none where the book ties. A quick look, no search."""
    whole, on_grid = _compiled(book)
    settled = witnesses(on_grid, linked(whole))
    found: set[str] = set()
    for variables, system in parts(whole):
        if variables in settled:
            continue
        component = _component(system, variables, ())
        conflict = feasibility(component).conflict
        if conflict is not None:
            found.update(conflict.figures(component.program))
    return frozenset(found)


def _decide(
    figures: Callable[[], Figured],
    joint: Joint,
    system: System,
    variables: tuple[int, ...],
    trouble: Trouble | None = None,
) -> None:
    """Decides a part that was not settled: a large one around what is wrong in it, any other as a whole."""
    alone = compact(system, variables) if trouble is None else system
    if trouble is None and len(variables) >= LARGE:
        trouble = Trouble(Vicinity(alone), until=joint.until)
    part = Part(variables, system, ())
    witness = _untroubled(part, trouble, joint.until)
    if witness is None and joint.until.is_over and (trouble is None or not trouble.conflicts):
        _leave(joint, part)
        return
    if witness is None:
        for found in breaks(figures(), alone, trouble, joint.until):
            joint.findings.append(found.finding)
            joint.suspects |= found.suspects
            if found.certificate is not None:
                joint.certificates.append(found.certificate)
            if found.finding.code == UNDECIDED:
                joint.undecided.update(found.finding.figures)
        part = Part(variables, system, joint.suspects)
        witness = _without_suspects(part, trouble, joint.until)
    if witness is None and joint.until.is_over:
        _leave(joint, part)
        return
    if witness is None:
        joint.parts.append(part)
        joint.undecided.update(s.figure for s in system.statements if s.figure not in joint.suspects)
        return
    _settle(joint, part, witness)


def _untroubled(part: Part, trouble: Trouble | None, until: Deadline) -> Mapping[int, Fraction] | None:
    """A witness of a part as it is; None where it has none, or none was found in time."""
    if trouble is not None and trouble.conflicts:
        return None
    if trouble is not None and trouble.base is not None:
        return _in_whole(part, trouble.base.point)
    return None if until.is_over else decided(part.component).witness


def _without_suspects(part: Part, trouble: Trouble | None, until: Deadline) -> Mapping[int, Fraction] | None:
    """A witness of a part once its suspects state nothing; None where it has none, or none was found in time."""
    found = None if trouble is None else trouble.witness(frozenset(part.without))
    if found is not None:
        return _in_whole(part, found)
    if trouble is not None and until.is_over:
        return None
    return decided(part.component, part.without).witness


def _in_whole(part: Part, point: Mapping[int, Fraction]) -> Mapping[int, Fraction]:
    return {part.variables[v]: value for v, value in point.items()}


def _settle(joint: Joint, part: Part, witness: Mapping[int, Fraction]) -> None:
    joint.parts.append(part)
    joint.witness.update(witness)
    _test(joint, part)


def _component(system: System, variables: tuple[int, ...], without: Collection[str]) -> Component:
    part = program(system, without)
    return Component(part, variables, tuple(range(len(part.rows))))


def _test(joint: Joint, part: Part) -> None:
    """Which printed variables of a part the rest could have caught."""
    system = part.system
    silent = idle(system, joint.suspects)
    active = replace(system, ratios=tuple(r for r in system.ratios if r.identity not in silent))
    printed = {s.variable for s in system.statements if s.figure not in joint.suspects and s.interval.is_bounded}
    found = redundancy(active, printed, joint.witness)
    joint.tested |= found.tested & printed
    joint.sound |= found.identities
    for statement in system.statements:
        if statement.figure not in joint.suspects and not statement.interval.is_bounded:
            _test_one_sided(joint, part.component, statement.figure, statement.variable)


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
