"""Breaks: the findings of a component that does not tie, with every correction and what each suspect should be."""

from dataclasses import dataclass

from crossfoot.algebra.system import System
from crossfoot.algebra.work import Deadline
from crossfoot.model.certificates import Certificate
from crossfoot.model.findings import Finding, Severity
from crossfoot.tie.blame.conflicts import Figures, search
from crossfoot.tie.blame.figured import Figured
from crossfoot.tie.blame.grouping import Group, groups
from crossfoot.tie.blame.messages import message
from crossfoot.tie.blame.ranking import Part, identities_of, ranked
from crossfoot.tie.solving.certify import steps
from crossfoot.tie.trouble import Conflict, Trouble

DOES_NOT_TIE = "does-not-tie"
UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Break:
    """A finding with the proof of its contradiction, and the figures that may be wrong (its suspects)."""

    finding: Finding
    certificate: Certificate | None
    suspects: Figures


def breaks(
    figures: Figured, system: System, trouble: Trouble | None = None, until: Deadline | None = None
) -> list[Break]:
    """The findings of a component that has no witness; `system` is all of it and no more, `trouble` what is wrong.

    At the deadline corrections are no longer looked for: every figure of a contradiction is then a suspect.
    """
    found = search(system, tuple(range(len(system.variables))), trouble=trouble, until=until)
    if not found.conflicts:
        return [_undecided(system)]
    part = Part(system, trouble)
    return [_break(figures, part, group, complete=found.complete) for group in groups(found)]


def _break(figures: Figured, part: Part, group: Group, *, complete: bool) -> Break:
    mine = group.figures
    sets = group.sets or (mine,)
    beliefs = figures.beliefs
    first = min(group.conflicts, key=lambda c: (-beliefs.least(identities_of(c)), len(c.figures), sorted(c.figures)))
    certificate = _certificate(first)
    identities = identities_of(first)
    those = ranked(figures, part, [(each, group.others) for each in sets], group.conflicts)
    accused = {figures.by_id[correction.figure].fact for correction in those.corrections[0]}
    identities = tuple(sorted(identities, key=lambda each: accused.isdisjoint(figures.facts_of(each))))
    finding = Finding(
        code=DOES_NOT_TIE,
        severity=beliefs.severity(identities, those.corrections),
        message=message(figures, first.figures, identities, those),
        figures=(*sorted(those.suspects & mine), *sorted(those.suspects - mine)),
        identities=identities,
        corrections=those.corrections,
        complete=complete,
        certificate=certificate.id,
        equals=those.alike,
    )
    return Break(finding, certificate, those.suspects)


def _certificate(conflict: Conflict) -> Certificate:
    figures = tuple(sorted(conflict.figures))
    return Certificate(f"contradiction:{'+'.join(figures)}", steps(conflict.program, conflict.proof), figures=figures)


def _undecided(system: System) -> Break:
    figures = tuple(sorted(s.figure for s in system.statements))
    said = (
        f"Neither a contradiction nor a set of true values could be shown for {len(figures)} linked figures; "
        "they are reported as untested."
    )
    return Break(Finding(UNDECIDED, Severity.WARNING, said, figures=figures), None, frozenset())


__all__ = ["DOES_NOT_TIE", "UNDECIDED", "Break", "Figured", "breaks"]
