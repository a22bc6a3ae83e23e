"""Severity: how sure a contradiction is, by the least believed of the identities that it rests on.

One that rests on an identity of no great belief speaks against the identity rather than against any figure.
"""

from collections.abc import Iterable, Sequence

from crossfoot.model.book import Book
from crossfoot.model.findings import Correction, Severity
from crossfoot.tie.blame.exchanges import WITH_THE_FIGURE_BESIDE, WITH_THE_LINE_BESIDE
from crossfoot.tie.discovery.discover import LIKELY, OVERWHELMING

DECLARED = 1_000_000
"""Stands for the belief of what a person declared and of the rules of every book: beyond any that is discovered."""

MISPRINT = OVERWHELMING - LIKELY
"""What a further misprint costs, as a power of ten: one tick in a thousand is misprinted."""

_FOUND = "discovered: "


class Beliefs:
    """How far each identity of a book is believed, as a power of ten of the odds that it is meant."""

    def __init__(self, book: Book) -> None:
        self._beliefs = {identity.id: identity.belief for identity in book.identities if identity.belief is not None}
        self._found = {identity.id for identity in book.identities if identity.origin.rule.startswith(_FOUND)}

    def least(self, identities: Iterable[str]) -> float:
        """The belief that a contradiction between these has: that of the weakest (docs/convention.md, section 9.6)."""
        return min((self._beliefs.get(identity, DECLARED) for identity in identities), default=DECLARED)

    def severity(self, identities: Sequence[str], corrections: Sequence[Sequence[Correction]]) -> Severity:
        """How grave a contradiction between these is, which takes at least as many slips as a set of corrections.

        Each slip beyond the first is as unlikely by itself, while one relation that was found in the figures and is an
        accident would explain them all; what is known otherwise, as from the formulas beside a cell, is none.
        """
        weakest = min(identities, key=lambda each: self._beliefs.get(each, DECLARED), default="")
        slips = min(map(_slips, corrections), default=1) if weakest in self._found else 1
        return severity_of(self.least(identities) - MISPRINT * (slips - 1))


def severity_of(belief: float) -> Severity:
    """An error where the odds are overwhelming, a warning where they are good, else a note that accuses nobody."""
    if belief >= OVERWHELMING:
        return Severity.ERROR
    return Severity.WARNING if belief >= LIKELY else Severity.NOTE


def _slips(corrections: Sequence[Correction]) -> int:
    """How many slips were made: two figures that changed places are one."""
    is_exchange = any(each.slip in (WITH_THE_FIGURE_BESIDE, WITH_THE_LINE_BESIDE) for each in corrections)
    return 1 if is_exchange else len(corrections)


def doubtful(book: Book) -> frozenset[str]:
    """The identities that a tied book is better without: the weakest of every contradiction that accuses nobody."""
    beliefs = Beliefs(book)
    accusing_nobody = (f.identities for f in book.findings if f.severity is Severity.NOTE and f.identities)
    return frozenset(min(sorted(identities), key=lambda i: beliefs.least((i,))) for identities in accusing_nobody)
