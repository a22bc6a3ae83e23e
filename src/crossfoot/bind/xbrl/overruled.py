"""Relations found in tables beside those that linkbases declare: what is told twice, and what is declared otherwise."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.bind.xbrl.doubted import DOUBTED
from crossfoot.bind.xbrl.scenarios import local_name
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Finding, Severity
from crossfoot.model.identities import Identity, Term


@dataclass(frozen=True, slots=True)
class Weighed:
    """Relations found in tables and declared ones that stand beside each other, and what is doubted of the latter."""

    found: tuple[Identity, ...]
    declared: tuple[Identity, ...]
    findings: tuple[Finding, ...]


def weighed(found: Sequence[Identity], declared: Sequence[Identity], figures: Iterable[Figure]) -> Weighed:
    """The relations of tables without those that linkbases declare as well, and either without what the other refutes.

    A relation that fails on its own figures is refuted where the same total is declared as another sum with a part in
    common: a table that skips a line in one column is no reason to doubt the column. A declared sum that fails is
    refuted where its table adds up to the same total with all of its parts and some more: the linkbase leaves them out.
    """
    printed: dict[FactKey, Figure] = {}
    for figure in figures:
        if figure.fact is not None:
            printed.setdefault(figure.fact, figure)
    findings, refuted = [], set()
    for identity in declared:
        if _fails(identity, printed):
            wider = (_left_out(identity, other) for other in found if _holds(other, printed))
            left_out = next(filter(None, wider), ())
            if left_out:
                refuted.add(identity.id)
                findings.append(_finding(identity, left_out, printed))
    kept = [identity for identity in declared if identity.id not in refuted]
    known, totals = {_shape(identity) for identity in kept}, defaultdict(list)
    for identity in kept:
        if identity.ratio is None and identity.subject is not None:
            totals[identity.subject].append(set(identity.facts))

    def is_refuted(identity: Identity) -> bool:
        parts = set(identity.facts) - {identity.subject}
        sums = totals.get(identity.subject, ()) if identity.subject is not None else ()
        return any(not parts.isdisjoint(each) for each in sums) and _fails(identity, printed)

    beside = [identity for identity in found if _shape(identity) not in known and not is_refuted(identity)]
    return Weighed(tuple(beside), tuple(kept), tuple(findings))


def _left_out(declared: Identity, found: Identity) -> tuple[Term, ...]:
    """The terms that a relation of a table has besides all of a declared sum; none where it is no such relation."""
    if declared.ratio is not None or found.ratio is not None or declared.subject is None:
        return ()
    ours = {term.fact: term.coefficient for term in declared.terms}
    theirs = {term.fact: term.coefficient for term in found.terms}
    if not ours.keys() < theirs.keys():
        return ()
    scale = theirs[declared.subject] / ours[declared.subject]
    if any(theirs[fact] != scale * coefficient for fact, coefficient in ours.items()):
        return ()
    return tuple(term for term in found.terms if term.fact not in ours)


def _finding(identity: Identity, left_out: Iterable[Term], printed: Mapping[FactKey, Figure]) -> Finding:
    names = ", ".join(local_name(term.fact.measure) for term in left_out)
    message = f"The declared sum {identity.text} does not hold, and its table adds up with {names} besides."
    figures = tuple(printed[term.fact].id for term in identity.terms)
    at = identity.origin
    return Finding(DOUBTED, Severity.WARNING, message, figures=figures, file=at.file, line=at.line)


def _shape(identity: Identity) -> tuple[object, ...]:
    """What an identity says, whichever of its facts it is solved for."""
    if identity.ratio is not None:
        return identity.ratio, frozenset(identity.terms), frozenset(identity.denominator)
    first = min(identity.terms, key=lambda term: term.fact.id).coefficient
    return (frozenset((term.fact, term.coefficient / first) for term in identity.terms),)


def _fails(identity: Identity, printed: Mapping[FactKey, Figure]) -> bool:
    """Whether the printed values of a sum leave over more than any rounding of theirs explains."""
    return _adds_up(identity, printed) is False


def _holds(identity: Identity, printed: Mapping[FactKey, Figure]) -> bool:
    """Whether the printed values of a sum add up within their rounding."""
    return _adds_up(identity, printed) is True


def _adds_up(identity: Identity, printed: Mapping[FactKey, Figure]) -> bool | None:
    """Whether a sum adds up within rounding, None where it is no sum or not all of it is printed."""
    if identity.ratio is not None or any(term.fact not in printed for term in identity.terms):
        return None
    residual, slack = -identity.low, Fraction(0)
    for term in identity.terms:
        figure = printed[term.fact]
        residual += term.coefficient * Fraction(figure.printed.value)
        slack += abs(term.coefficient) * Fraction(figure.printed.place)
    return abs(residual) <= slack
