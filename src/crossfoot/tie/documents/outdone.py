"""Relations of one document that another knows better: read with other signs there, with a part more, or more surely.

A part of next to nothing is left out of a sum where rounding hides it, and another document's columns show it. A sign
misprinted in a short table makes its rows add up in another way, and that way is found; beside the full statement it
is plain which of the two is meant.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Belief, Identity
from crossfoot.tie.documents.same_row import SameRow

_Shape = frozenset[tuple[FactKey, Fraction]]
_Sums = dict[FactKey, list[tuple[dict[FactKey, Fraction], Belief]]]


def without_outdone(book: Book, other: Book, same: Sequence[SameRow], *, first: bool) -> Book:
    """The book without what was found between facts that `other` states too, and relates otherwise and more surely.

    `same` are the rows that both print, of which the book's own come `first` or second in each pair.
    """
    known: _Sums = defaultdict(list)
    for identity in filter(_is_found_sum, other.identities):
        terms = {term.fact: term.coefficient for term in identity.terms}
        for fact in terms:
            known[fact].append((terms, identity.belief or 0))
    theirs = dict(_counterparts(same, first=first))
    kept = tuple(
        identity
        for identity in book.identities
        if not (_is_found_sum(identity) and _is_outdone(identity, known, theirs))
    )
    return book if len(kept) == len(book.identities) else book.grown(identities=kept)


def _is_found_sum(identity: Identity) -> bool:
    return identity.belief is not None and identity.ratio is None and len(identity.terms) > 2


def _counterparts(same: Sequence[SameRow], *, first: bool) -> Iterator[tuple[FactKey, tuple[FactKey, int]]]:
    """The other document's fact for each of this one's, and -1 where it is printed with the other sign."""
    for row in same:
        for pair in row.pairs:
            own, theirs = (pair.one, pair.other) if first else (pair.other, pair.one)
            yield own.fact, (theirs.fact, -1 if row.turned else 1)


def _is_outdone(identity: Identity, known: _Sums, theirs: dict[FactKey, tuple[FactKey, int]]) -> bool:
    if not all(fact in theirs for fact in identity.facts):
        return False
    terms = [(theirs[term.fact][0], term.coefficient * theirs[term.fact][1]) for term in identity.terms]
    own, facts = _shape(terms), {fact for fact, _ in terms}
    related = [(sums, belief) for sums, belief in known.get(terms[0][0], ()) if facts <= sums.keys()]
    alike = [(_shape(list(sums.items())), belief) for sums, belief in related if len(sums) == len(facts)]
    longer = any(
        len(sums) > len(facts)
        and _shape([(fact, sums[fact]) for fact in facts]) == own
        and belief > (identity.belief or 0)
        for sums, belief in related
    )
    return longer or (bool(alike) and all(shape != own and belief > (identity.belief or 0) for shape, belief in alike))


def _shape(terms: Sequence[tuple[FactKey, Fraction]]) -> _Shape:
    """What a sum says, whichever of its facts it is solved for."""
    lead = min(terms, key=lambda term: term[0].id)[1]
    return frozenset((fact, coefficient / lead) for fact, coefficient in terms)
