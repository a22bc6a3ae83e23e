"""Findings anew: the contradictions of a judged book searched for again, so that an altered correction is noticed.

Certificates prove that figures contradict each other. Which figures may be wrong, what each would have to be and by
what slip it was misprinted are told by a search: it is made once more, from the figures and identities of the book.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.algebra.system import compact, compile_book, parts
from crossfoot.algebra.work import Deadline
from crossfoot.model.book import Book
from crossfoot.model.findings import Correction, Finding
from crossfoot.tie.blame.breaks import DOES_NOT_TIE, Figured
from crossfoot.tie.joint import decide_again
from crossfoot.tie.unreached import NOT_REACHED

SECONDS = 60
"""Computing time that the search may take: three times what a check has."""


@dataclass(frozen=True, slots=True)
class Anew:
    """How many contradictions were searched for again, how many were not, and what the book says otherwise."""

    searched: int
    left: int
    problems: tuple[str, ...]


def findings_anew(book: Book) -> Anew:
    """The contradictions of a judged book against those that its own figures and identities lead to.

    A search that ended at its limit depends on the time it had, and is not made again; it is counted as left.
    """
    told = {finding.certificate: finding for finding in book.findings if finding.code == DOES_NOT_TIE}
    if not told:
        return Anew(0, 0, ())
    late = any(finding.code == NOT_REACHED for finding in book.findings)
    fixed = {name for name, finding in told.items() if finding.complete and not late}
    found = {finding.certificate: finding for finding in _searched(book)}
    problems: list[str] = []
    for name in sorted(fixed & found.keys()):
        problems += (f"finding {name}: {what}" for what in _differences(told[name], found[name]))
    problems += (f"finding {name}: a search finds another contradiction" for name in sorted(fixed - found.keys()))
    return Anew(len(fixed), len(told) - len(fixed), tuple(problems))


def _searched(book: Book) -> Iterator[Finding]:
    """The contradictions of the linked parts in which the book tells of any."""
    accused = {name for finding in book.findings if finding.code == DOES_NOT_TIE for name in finding.figures}
    until, figures = Deadline(SECONDS), Figured.of(book)
    for variables, system in parts(compile_book(book)):
        if not until.is_over and any(statement.figure in accused for statement in system.statements):
            yield from decide_again(compact(system, variables), lambda: figures).findings


def _differences(told: Finding, found: Finding) -> Iterator[str]:
    """What a finding says otherwise than the search."""
    if (told.figures, told.identities) != (found.figures, found.identities):
        yield "the search accuses other figures, or by other relations"
    if (len(told.corrections), told.equals) != (len(found.corrections), found.equals):
        yield f"the search finds {len(found.corrections)} corrections, {found.equals} of them as likely as any"
        return
    for one, other in zip(told.corrections, found.corrections, strict=True):
        yield from _changed(one, other)


def _changed(told: tuple[Correction, ...], found: tuple[Correction, ...]) -> Iterator[str]:
    if [each.figure for each in told] != [each.figure for each in found]:
        yield "the search finds other corrections, or in another order"
        return
    for one, other in zip(told, found, strict=True):
        if one.interval != other.interval:
            yield f"{one.figure} should be within {_ends(other)}, the book says {_ends(one)}"
        if (one.suggested, one.slip) != (other.suggested, other.slip):
            yield f"{one.figure} would tie as {_printed(other)}, the book says {_printed(one)}"


def _ends(correction: Correction) -> str:
    interval = correction.interval
    return f"{'(' if interval.low_open else '['}{interval.low}, {interval.high}{')' if interval.high_open else ']'}"


def _printed(correction: Correction) -> str:
    return f"{correction.suggested or 'nothing'!r}{f' ({correction.slip})' if correction.slip else ''}"
