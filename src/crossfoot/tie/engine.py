"""The engine: all that arithmetic says of a book, in one pass, whatever the order in which it comes."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import partial

from crossfoot.algebra.programs import Program, ends_of
from crossfoot.algebra.system import RatioRow, System, compact, compile_book, parts
from crossfoot.algebra.vicinity import Vicinity
from crossfoot.algebra.work import Deadline, Work
from crossfoot.model.book import Book
from crossfoot.model.certificates import FigurePremise, Side, SignPremise, Step
from crossfoot.model.facts import FactKey, Verdict
from crossfoot.tie.blame.off_by_rounding import off_by_rounding
from crossfoot.tie.blame.severity import doubtful
from crossfoot.tie.bounds import Bounds, box_of, tightest
from crossfoot.tie.joint import Joint, Part, decide, decide_swiftly
from crossfoot.tie.quotients import quotient
from crossfoot.tie.recovery.labels import placed
from crossfoot.tie.rounding.regimes import inferred, ruled
from crossfoot.tie.rounding.worked_out import with_changes_worked_out, with_reasons
from crossfoot.tie.solving.certify import Proof, steps
from crossfoot.tie.solving.witness import Component
from crossfoot.tie.sources import Known, sourced
from crossfoot.tie.unreached import not_reached
from crossfoot.tie.verdicts import ticks, verdicts
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.units import Unit

BRIEF_PART, BRIEF_WORK = 100, 100_000
"""Facts of a linked part up to which bounds are deduced without being asked for, and the work that all may take."""

DEDUCED_FROM = 1_000
"""Facts around a fact that its bounds are deduced from, where its linked part has more."""


def tie(book: Book) -> Book:
    """The book with regimes, recovered labels, verdicts, ticks, findings, facts with proved bounds, and a witness.

    An identity that is hardly believed and does not fit what is printed is left out (docs/convention.md, section 9.6).
    """
    return with_notes(_complete(*_believed(book, swiftly=False)))


def with_notes(book: Book) -> Book:
    """The judged book with notes on what contradicts nothing and is worth a look all the same."""
    return book.grown(findings=(*book.findings, *off_by_rounding(book)))


def tie_stated(book: Book) -> Book:
    """Tie a book whose figures all have their intervals and facts."""
    return _complete(book, decide(book))


def judged(book: Book) -> Book:
    """The book as `tie` gives it but for what is deduced of facts: each has the bounds of its own figures alone.

    Findings, verdicts and the witness are complete and proved. Tightest bounds take far longer than all of these, and
    a large document is seldom asked for more than a few: `deduced` gives them.
    """
    return judged_by(*_believed(book, swiftly=True))


def tie_briefly(book: Book, seconds: int | None = None) -> Book:
    """Tie a document that is checked: as `tie`, but with tightest bounds only as far as they take moments.

    Those are in the parts of up to BRIEF_PART facts, the smallest first; `deduced` gives the others. After so many
    seconds of computing nothing more is looked for: of linked parts that were not come to by then nothing is said, and
    a finding counts them.
    """
    until = Deadline(seconds)
    settled, joint = _believed(book, swiftly=True, until=until)
    found = judged_by(settled, joint)
    if joint.unreached:
        found = found.grown(findings=(*found.findings, not_reached(joint.unreached)))
    found = with_notes(found)
    if until.is_over:
        return found
    small = [part for part in joint.parts if len(part.variables) <= BRIEF_PART and part.is_linked]
    brief = replace(joint, parts=sorted(small, key=lambda part: (len(part.variables), part.variables)))
    return _with_bounds(found, bounded(brief, solves=Work(BRIEF_WORK)), joint.suspects)


def deduced(book: Book, facts: Collection[FactKey]) -> Book:
    """A judged book with the tightest bounds of some facts and their proofs: a matter of moments for a few.

    Of a part of more than DEDUCED_FROM facts, those around each tell.
    """
    system, wanted = compile_book(book), frozenset(facts)
    at = system.index()
    suspects = {figure for figure, found in book.verdicts.items() if found.verdict is Verdict.BREAKS}
    known: dict[FactKey, Known] = {}
    for group, of in parts(system):
        asked = wanted.intersection(system.variables[v] for v in group)
        if asked and len(group) <= DEDUCED_FROM:
            known |= _known_of(book, compact(of, group), suspects, asked)
        elif asked:
            vicinity = Vicinity(compact(of, group))
            for fact in asked:
                near = vicinity.around([group.index(at[fact])], DEDUCED_FROM)
                known |= _known_of(book, near.system, suspects, {fact})
    return _with_bounds(book, known, suspects)


def _believed(book: Book, *, swiftly: bool, until: Deadline | None = None) -> tuple[Book, Joint]:
    """The book with regimes and labels, and what is decided of it, as the rounding that explains most has it."""
    until = until or Deadline()
    found, joint = _settled(book, until, swiftly=swiftly)
    if joint.findings and not until.is_over:
        loosened, changes = with_changes_worked_out(book)
        if changes & _in_question(joint) or (changes and _rounded_otherwise(loosened, found)):
            other, decided = _settled(loosened, until, swiftly=swiftly)
            if len(decided.findings) < len(joint.findings) and not decided.unreached:
                return with_reasons(other, book), decided
    return found, joint


def _in_question(joint: Joint) -> set[str]:
    """The figures that findings rest on: a contradiction without any of those that are loosened stays one."""
    accused = {figure for finding in joint.findings for figure in finding.figures}
    return accused.union(*(proof.figures for proof in joint.certificates))


def _rounded_otherwise(loosened: Book, found: Book) -> bool:
    """Whether a book with loosened changes tells another way of rounding than was found without.

    The changes may have excluded it by failing, and the figures that findings rest on may be right under it.
    """
    said = {regime.group: (regime.amounts, regime.ratios) for regime in found.regimes}
    return any((r.amounts, r.ratios) != said.get(r.group) for r in inferred(loosened).regimes)


def _settled(book: Book, until: Deadline, *, swiftly: bool) -> tuple[Book, Joint]:
    """The book with regimes and labels, and what is decided of it, once no identity in it is better left out.

    Where the time is over before it is decided again, as it was decided with what were better left out.
    """
    before: tuple[Book, Joint] | None = None
    while True:
        known = ruled(book)
        if book.blocks:
            found, joint = placed(known.book, partial(decide_swiftly, until=until) if swiftly else decide)
        else:
            found = known.book
            joint = decide_swiftly(found, (known.system, known.grid), until) if swiftly else decide(found)
        if joint.unreached and before is not None and len(before[1].unreached) < len(joint.unreached):
            return before
        before = found, joint
        doubted = doubtful(found.grown(findings=tuple(joint.findings)))
        if not doubted:
            return found, joint
        book = book.grown(identities=tuple(identity for identity in book.identities if identity.id not in doubted))


def _complete(book: Book, joint: Joint) -> Book:
    return _with_bounds(judged_by(book, joint), bounded(joint), joint.suspects)


def judged_by(book: Book, joint: Joint, places: Mapping[Unit, Decimal] | None = None) -> Book:
    """The book with what its joint decision says: findings, verdicts, ticks, facts with their own bounds, a witness.

    `places` are those that figures of each unit are usually printed to, where the book is a part of a larger one.
    """
    evidence = joint.evidence()
    book = book.grown(
        verdicts=verdicts(book, evidence),
        ticks=ticks(book, evidence),
        findings=(*book.findings, *joint.findings),
        certificates=tuple(joint.certificates),
        witness={joint.system.variables[v]: value for v, value in sorted(joint.witness.items())},
    )
    low, high = ends_of(joint.system, joint.suspects)
    own = {key: Known(box_of(low[v], high[v])) for v, key in enumerate(joint.system.variables)}
    return book.grown(facts=sourced(book, own, evidence.suspects, places).facts)


def _with_bounds(book: Book, known: Mapping[FactKey, Known], suspects: Collection[str]) -> Book:
    """The judged book with tighter bounds of some facts, or of all."""
    every = {fact.key: Known(fact.interval) for fact in book.facts} | dict(known)
    found = sourced(book, every, suspects, only=known.keys())
    tighter = {fact.key: fact for fact in found.facts}
    proofs = {proof.id for proof in found.certificates}
    return book.grown(
        facts=tuple(tighter.get(fact.key, fact) for fact in book.facts),
        certificates=(*(proof for proof in book.certificates if proof.id not in proofs), *found.certificates),
    )


def _known_of(
    book: Book, system: System, suspects: Collection[str], asked: Collection[FactKey]
) -> Mapping[FactKey, Known]:
    """The bounds of some facts by a system that has them, around the true values that the book was tied with."""
    if not all(key in book.witness for key in system.variables):
        return {}
    witness = {v: book.witness[key] for v, key in enumerate(system.variables)}
    part = Part(tuple(range(len(system.variables))), system, suspects)
    return bounded(Joint(system, [part], witness), asked)


def bounded(joint: Joint, facts: Collection[FactKey] | None = None, solves: Work | None = None) -> dict[FactKey, Known]:
    """The tightest proved interval of every fact (or of some), ratios that are not printed included.

    `solves` limits what the solver may be asked.
    """
    known: dict[int, Known] = {}
    for component in joint.components:
        asked = _asked(component, facts)
        if not asked:
            continue
        inside = set(component.variables) <= joint.witness.keys()
        found = tightest(component, joint.witness, asked, solves) if inside else {v: Bounds(Interval()) for v in asked}
        for variable, bounds in found.items():
            known[variable] = _known(component.program, bounds)
        _add_quotients(component, known)
    return {
        joint.system.variables[v]: k
        for v, k in sorted(known.items())
        if facts is None or joint.system.variables[v] in facts
    }


def _asked(component: Component, facts: Collection[FactKey] | None) -> tuple[int, ...]:
    """The variables of a component to be bounded: those of some facts, with all that a ratio among them is made of."""
    if facts is None:
        return component.variables
    keys = component.program.system.variables
    asked = {v for v in component.variables if keys[v] in facts}
    for ratio in component.program.system.ratios:
        if ratio.ratio in asked:
            asked.update(v for v, _ in (*ratio.bare, *ratio.denominator))
    return tuple(sorted(asked))


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


__all__ = ["decide", "deduced", "judged", "judged_by", "tie", "tie_briefly", "tie_stated"]
