"""Breaks: the findings of a component that does not tie, with every correction and what each suspect should be."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from crossfoot.algebra.programs import program
from crossfoot.algebra.system import System
from crossfoot.model.book import Book, Regime
from crossfoot.model.certificates import Certificate
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Correction, Finding, Severity
from crossfoot.tie.blame.conflicts import Conflict, Figures, Search, independent, search
from crossfoot.tie.blame.severity import Beliefs, severity_of
from crossfoot.tie.blame.slips import suggest
from crossfoot.tie.bounds import needed_interval
from crossfoot.tie.certify import steps
from crossfoot.tie.regimes import interval_of
from crossfoot.tie.witness import Component
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
    """A book's figures as blame looks them up: by id, by measure and aspect, and how each group was rounded.

    `beliefs` are those of the book's identities.
    """

    by_id: Mapping[str, Figure]
    by_name: Mapping[str, list[Figure]]
    regimes: Mapping[str, Regime]
    beliefs: Beliefs

    @classmethod
    def of(cls, book: Book) -> Self:
        """The figures of a book, looked through once for all its breaks."""
        by_name: dict[str, list[Figure]] = {}
        for figure in book.figures:
            if figure.fact is not None:
                by_name.setdefault(figure.fact.name, []).append(figure)
        regimes = {regime.group: regime for regime in book.regimes}
        return cls({f.id: f for f in book.figures}, by_name, regimes, Beliefs(book))


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
    finding = Finding(
        code=DOES_NOT_TIE,
        severity=severity_of(beliefs.least(_identities(first))),
        message=_message(figures, first.figures, sets),
        figures=tuple(sorted(suspects)),
        identities=_identities(first),
        corrections=_ranked(figures, system, variables, [(s, others) for s in sets]),
        complete=found.complete,
        certificate=certificate.id,
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


def _message(figures: Figured, conflict: Figures, sets: list[Figures]) -> str:
    together = ", ".join(_named(figures.by_id[f]) for f in sorted(conflict))
    if len(sets) == 1 and len(sets[0]) == 1:
        (only,) = sets[0]
        return f"{_named(figures.by_id[only])} does not tie with the rest: no true values print as {together}."
    size = len(sets[0])
    many = f"one of {len(sets)} sets of {size} figures" if size > 1 else f"one of {len(sets)} figures"
    return f"No true values print as {together}. Changing {many} would make them tie."


def _named(figure: Figure) -> str:
    page = f" (p.{figure.place.page})" if figure.place.page is not None else ""
    name = figure.fact.name if figure.fact else "figure"
    return f"{name} {figure.text}{page}"


def _ranked(
    figures: Figured,
    system: System,
    variables: tuple[int, ...],
    sets: list[tuple[Figures, Figures]],
) -> tuple[tuple[Correction, ...], ...]:
    """The corrections of each set; sets that a slip explains come first."""
    shown = [_corrections(figures, system, variables, pair) for pair in sets]
    return tuple(sorted(shown, key=lambda s: (-sum(bool(c.slip) for c in s), tuple(c.figure for c in s))))


def _corrections(
    figures: Figured, system: System, variables: tuple[int, ...], pair: tuple[Figures, Figures]
) -> tuple[Correction, ...]:
    chosen, others = pair
    part = program(system, chosen | others)
    component = Component(part, variables, tuple(range(len(part.rows))))
    number = {statement.figure: statement.variable for statement in system.statements}
    corrections = []
    for figure_id in sorted(chosen):
        needed = needed_interval(component, number[figure_id])
        corrections.append(_correction(figures, figures.by_id[figure_id], needed))
    return tuple(corrections)


def _correction(figures: Figured, figure: Figure, needed: Interval) -> Correction:
    def interval(value: Decimal) -> Interval:
        return interval_of(_at(figure, value), figures.regimes)

    found = suggest(figure, needed, interval, _siblings(figures, figure))
    return Correction(figure.id, needed, found.text, found.slip)


def _at(figure: Figure, value: Decimal) -> Figure:
    return replace(figure, printed=replace(figure.printed, value=value))


def _siblings(figures: Figured, figure: Figure) -> tuple[str, ...]:
    """Texts of the same measure and aspect in other periods or scenarios."""
    assert figure.fact is not None
    return tuple(sorted(f.text for f in figures.by_name[figure.fact.name] if f.fact != figure.fact))
