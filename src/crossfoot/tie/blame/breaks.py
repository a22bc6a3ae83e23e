"""Breaks: the findings of a component that does not tie, with every correction and what each suspect should be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from crossfoot.algebra.programs import program
from crossfoot.algebra.system import System
from crossfoot.model.book import Book, Regime
from crossfoot.model.certificates import Certificate
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Correction, Finding, Severity
from crossfoot.tie.blame.conflicts import Conflict, Figures, Search, independent, search
from crossfoot.tie.blame.likelihood import AS_LIKELY, Surroundings
from crossfoot.tie.blame.severity import Beliefs, severity_of
from crossfoot.tie.blame.suggestions import Suggestion, Suspect, suggest
from crossfoot.tie.bounds import needed_interval
from crossfoot.tie.certify import steps
from crossfoot.tie.regimes import interval_of
from crossfoot.tie.witness import Component
from crossfoot.tie.wording.phrases import Phrases
from crossfoot.vocabulary.intervals import Interval

DOES_NOT_TIE = "does-not-tie"
UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Break:
    """A finding with the proof of its contradiction, and the figures that may be wrong (its suspects)."""

    finding: Finding
    certificate: Certificate | None
    suspects: Figures


@dataclass(frozen=True, slots=True)
class Figured:
    """A book's figures as blame looks them up: by id, by measure and aspect, around each, and how a group was rounded.

    `beliefs` are those of the book's identities; `names` what facts are called in a message.
    """

    by_id: Mapping[str, Figure]
    by_name: Mapping[str, list[Figure]]
    regimes: Mapping[str, Regime]
    beliefs: Beliefs
    surroundings: Surroundings
    names: Callable[[FactKey], str]

    @classmethod
    def of(cls, book: Book) -> Self:
        """The figures of a book, looked through once for all its breaks."""
        by_name: dict[str, list[Figure]] = {}
        for figure in book.figures:
            if figure.fact is not None:
                by_name.setdefault(figure.fact.name, []).append(figure)
        regimes = {regime.group: regime for regime in book.regimes}
        names = Phrases(book).fact
        return cls({f.id: f for f in book.figures}, by_name, regimes, Beliefs(book), Surroundings.of(book), names)


def breaks(figures: Figured, system: System, variables: tuple[int, ...]) -> list[Break]:
    """The findings of a component that has no witness; `system` is restricted to it."""
    found = search(system, variables)
    if not found.conflicts:
        return [_undecided(system)]
    groups = independent(found.conflicts)
    return [_break(figures, system, variables, (group, found)) for group in groups]


def _break(figures: Figured, system: System, variables: tuple[int, ...], of: tuple[list[Conflict], Search]) -> Break:
    group, found = of
    mine = frozenset().union(*(conflict.figures for conflict in group))
    sets = sorted({c & mine for c in found.corrections} - {frozenset()}, key=lambda s: (len(s), sorted(s)))
    smallest = min(map(len, sets), default=0)
    sets = [s for s in sets if len(s) == smallest] or [frozenset(mine)]
    others = frozenset().union(*found.corrections) - mine if found.corrections else frozenset()
    beliefs = figures.beliefs
    first = min(group, key=lambda c: (-beliefs.least(_identities(c)), len(c.figures), sorted(c.figures)))
    certificate = _certificate(first)
    suspects = frozenset().union(*sets)
    corrections, alike = _ranked(figures, system, variables, [(s, others) for s in sets])
    finding = Finding(
        code=DOES_NOT_TIE,
        severity=severity_of(beliefs.least(_identities(first))),
        message=_message(figures, first.figures, corrections, alike),
        figures=tuple(sorted(suspects)),
        identities=_identities(first),
        corrections=corrections,
        complete=found.complete,
        certificate=certificate.id,
        equals=alike,
    )
    return Break(finding, certificate, suspects)


def _identities(conflict: Conflict) -> tuple[str, ...]:
    return conflict.proof.identities(conflict.program)


def _certificate(conflict: Conflict) -> Certificate:
    figures = tuple(sorted(conflict.figures))
    return Certificate(f"contradiction:{'+'.join(figures)}", steps(conflict.program, conflict.proof), figures=figures)


def _undecided(system: System) -> Break:
    figures = tuple(sorted(s.figure for s in system.statements))
    message = (
        f"Neither a contradiction nor a set of true values could be shown for {len(figures)} linked figures; "
        "they are reported as untested."
    )
    return Break(Finding(UNDECIDED, Severity.WARNING, message, figures=figures), None, frozenset())


def _message(figures: Figured, conflict: Figures, corrections: tuple[tuple[Correction, ...], ...], alike: int) -> str:
    together = ", ".join(_named(figures, f) for f in sorted(conflict))
    first = " and ".join(_named(figures, c.figure) for c in corrections[0])
    if len(corrections) == 1 and len(corrections[0]) == 1:
        return f"{first[:1].upper()}{first[1:]} does not tie with the rest: no true values print as {together}."
    size = len(corrections[0])
    many = f"sets of {size} figures" if size > 1 else "figures"
    said = f"No true values print as {together}. Changing one of {len(corrections)} {many} would make them tie"
    if alike == 1:
        return f"{said}, likeliest {first}."
    return f"{said}, {alike} of them as likely as any; look first at {first}."


def _named(figures: Figured, figure_id: str) -> str:
    figure = figures.by_id[figure_id]
    page = f" (p.{figure.place.page})" if figure.place.page is not None else ""
    name = figures.names(figure.fact) if figure.fact else "figure"
    return f"{name} {figure.text}{page}"


def _ranked(
    figures: Figured,
    system: System,
    variables: tuple[int, ...],
    sets: list[tuple[Figures, Figures]],
) -> tuple[tuple[tuple[Correction, ...], ...], int]:
    """The corrections of each set, the likeliest misprints first, and how many of them are as likely as the first."""
    found = [_corrections(figures, system, variables, pair) for pair in sets]
    found.sort(key=lambda pair: (-pair[1], tuple(c.figure for c in pair[0])))
    alike = sum(worth >= found[0][1] - AS_LIKELY for _, worth in found)
    return tuple(corrections for corrections, _ in found), alike


def _corrections(
    figures: Figured, system: System, variables: tuple[int, ...], pair: tuple[Figures, Figures]
) -> tuple[tuple[Correction, ...], int]:
    """What each figure of a set should be, and how likely it is that they were all misprinted so, in millibans."""
    chosen, others = pair
    part = program(system, chosen | others)
    component = Component(part, variables, tuple(range(len(part.rows))))
    number = {statement.figure: statement.variable for statement in system.statements}
    corrections, worth = [], 0
    for figure_id in sorted(chosen):
        needed = needed_interval(component, number[figure_id])
        found = _suggested(figures, figures.by_id[figure_id], needed)
        corrections.append(Correction(figure_id, needed, found.text, found.slip))
        worth += found.worth
    return tuple(corrections), worth


def _suggested(figures: Figured, figure: Figure, needed: Interval) -> Suggestion:
    def interval(value: Decimal) -> Interval:
        return interval_of(_at(figure, value), figures.regimes)

    suspect = Suspect(figure, figures.surroundings.beside(figure), _siblings(figures, figure))
    return suggest(suspect, needed, interval)


def _at(figure: Figure, value: Decimal) -> Figure:
    return replace(figure, printed=replace(figure.printed, value=value))


def _siblings(figures: Figured, figure: Figure) -> tuple[Figure, ...]:
    """The same measure and aspect in other periods or scenarios."""
    assert figure.fact is not None
    return tuple(f for f in figures.by_name[figure.fact.name] if f.fact != figure.fact)
