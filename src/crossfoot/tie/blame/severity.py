"""Severity: how sure a contradiction is, by the least believed of the identities that it rests on.

One that rests on an identity of no great belief speaks against the identity rather than against any figure.
"""

from collections.abc import Iterable

from crossfoot.model.book import Book
from crossfoot.model.findings import Severity
from crossfoot.tie.discovery.discover import LIKELY, OVERWHELMING

DECLARED = 1_000_000
"""Stands for the belief of what a person declared and of the rules of every book: beyond any that is discovered."""


class Beliefs:
    """How far each identity of a book is believed, as a power of ten of the odds that it is meant."""

    def __init__(self, book: Book) -> None:
        self._beliefs = {identity.id: identity.belief for identity in book.identities if identity.belief is not None}

    def least(self, identities: Iterable[str]) -> float:
        """The belief that a contradiction between these has: that of the weakest (docs/convention.md, section 9.6)."""
        return min((self._beliefs.get(identity, DECLARED) for identity in identities), default=DECLARED)


def severity_of(belief: float) -> Severity:
    """An error where the odds are overwhelming, a warning where they are good, else a note that accuses nobody."""
    if belief >= OVERWHELMING:
        return Severity.ERROR
    return Severity.WARNING if belief >= LIKELY else Severity.NOTE


def doubtful(book: Book) -> frozenset[str]:
    """The identities that a tied book is better without: the weakest of every contradiction that accuses nobody."""
    beliefs = Beliefs(book)
    accusing_nobody = (f.identities for f in book.findings if f.severity is Severity.NOTE and f.identities)
    return frozenset(min(sorted(identities), key=lambda i: beliefs.least((i,))) for identities in accusing_nobody)
