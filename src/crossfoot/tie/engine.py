"""The engine: all that arithmetic says of a book, in one pass, whatever the order in which it comes."""

from collections.abc import Mapping
from fractions import Fraction

from crossfoot.algebra.programs import Program
from crossfoot.algebra.system import RatioRow
from crossfoot.model.book import Book
from crossfoot.model.certificates import FigurePremise, Side, SignPremise, Step
from crossfoot.model.facts import FactKey
from crossfoot.tie.blame.severity import doubtful
from crossfoot.tie.bounds import Bounds, tightest
from crossfoot.tie.certify import Proof, steps
from crossfoot.tie.joint import Joint, decide
from crossfoot.tie.quotients import quotient
from crossfoot.tie.recovery.labels import placed
from crossfoot.tie.regimes import inferred, with_intervals
from crossfoot.tie.sources import Known, sourced
from crossfoot.tie.verdicts import ticks, verdicts
from crossfoot.tie.witness import Component
from crossfoot.vocabulary.intervals import Interval


def tie(book: Book) -> Book:
    """The book with regimes, recovered labels, verdicts, ticks, findings, facts with proved bounds, and a witness.

    An identity that is hardly believed and does not fit what is printed is left out (docs/convention.md, section 9.6).
    """
    tied = _concluded(*placed(with_intervals(inferred(book))))
    doubted = doubtful(tied)
    if not doubted:
        return tied
    return tie(book.grown(identities=tuple(identity for identity in book.identities if identity.id not in doubted)))


def tie_stated(book: Book) -> Book:
    """Tie a book whose figures all have their intervals and facts."""
    return _concluded(book, decide(book))


def _concluded(book: Book, joint: Joint) -> Book:
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


__all__ = ["decide", "tie", "tie_stated"]
