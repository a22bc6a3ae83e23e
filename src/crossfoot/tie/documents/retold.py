"""Sentences of one document that speak of another's tables: a release in words beside a statement in figures.

The figures of one document's sentences that nothing in it tests are lent to the other document, bound there as its own
sentences would be, and taken back with what they restate (docs/convention.md, section 9.9).
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity, IdentityKind
from crossfoot.tie.discovery.claims.matching import restated
from crossfoot.vocabulary.measures import Measure
from crossfoot.vocabulary.spans import Undated
from crossfoot.vocabulary.units import UnitKind

Binder = Callable[[Book], Book]
"""Gives the figures of a book's sentences facts of their own, with claims of what they may restate."""

LEAST_ALIKE = 3
"""The amounts that must stand in both documents before their sentences are looked at."""

_LENT = "lent"  # what stands before the ids of figures that are another document's
_DIGITS = 2  # after the first, by which amounts are told alike
_LOSS = re.compile(r"loss|deficit|outflow|used|損失|欠損|赤字", re.IGNORECASE)  # said without a minus
_SAME_ENTITY = 9  # powers of ten that the sentences which tie must be worth where no table says that both are of one


@dataclass(frozen=True, slots=True)
class Retold:
    """What a document's sentences say of another's tables.

    `figures` are the document's own, each with a fact of its clause's own, of which `measures` are; `identities` hold
    between these and facts of the other document.
    """

    figures: tuple[Figure, ...]
    measures: Mapping[str, Measure]
    identities: tuple[Identity, ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """A document whose sentences may speak of others' tables; `told` are the figures that were found to do so."""

    book: Book
    told: frozenset[str] = frozenset()

    def having(self, found: Retold) -> "Teller":
        """The document with the facts that its sentences were found to state."""
        bound = {figure.id: figure for figure in found.figures}
        figures = tuple(bound.get(figure.id, figure) for figure in self.book.figures)
        book = self.book.grown(figures=figures, measures={**self.book.measures, **found.measures})
        return Teller(book, self.told | set(bound))


def retold(teller: Teller, tables: Book, number: int, bind: Binder, *, one_entity: bool) -> Retold | None:
    """What the teller's sentences restate of the other's tables, and None where they restate nothing.

    `number` is the other document's among all, which keeps apart what is told of several. Unless the two are known to
    be of `one_entity`, what the sentences say must be too much to be true by accident.
    """
    free = untested(teller.book, teller.told)
    if not free or not tables.grids or not (one_entity or _alike(free, tables)):
        return None
    lent = bind(_lent(teller.book, {figure.id for figure in free}, tables, number))
    found, _ = restated(lent)
    own = {figure.fact for figure in lent.figures if figure.id.startswith(_LENT)}
    identities = [each for each in found if own.intersection(each.facts) and (_LOSS.search(each.id) or _is_plain(each))]
    if not identities or not (one_entity or _of_one_entity(identities, lent)):
        return None
    kept = {fact for identity in identities for fact in identity.facts if fact in own}
    figures = tuple(replace(figure, id=figure.id.removeprefix(_LENT)) for figure in lent.figures if figure.fact in kept)
    measures = {fact.measure: lent.measures[fact.measure] for fact in kept}
    return Retold(figures, measures, tuple(identities))


def _is_plain(identity: Identity) -> bool:
    """Whether a level is restated with its sign."""
    return identity.kind is not IdentityKind.AGREE or identity.terms[0].coefficient != identity.terms[-1].coefficient


def untested(book: Book, told: Collection[str] = ()) -> list[Figure]:
    """The figures of sentences that no identity speaks of, without those that are `told` already."""
    tested = {fact for identity in book.identities for fact in identity.facts}
    spoken = {name for passage in book.passages for name in passage.figures}.difference(told)
    return [f for f in book.figures if f.id in spoken and f.place.span is not None and f.fact not in tested]


def _lent(teller: Book, free: set[str], tables: Book, number: int) -> Book:
    """The tables with the teller's sentences; what is tested already keeps away from what they state."""
    told = {name for passage in teller.passages for name in passage.figures}
    figures = [
        replace(figure, id=_LENT + figure.id, fact=None if figure.id in free else FactKey(figure.id, Undated(_LENT)))
        for figure in teller.figures
        if figure.id in told
    ]
    passages = [
        replace(passage, id=f"{passage.id}-{number}", figures=tuple(_LENT + name for name in passage.figures))
        for passage in teller.passages
    ]
    own = {figure for passage in tables.passages for figure in passage.figures}
    stating = (figure for figure in tables.figures if figure.id not in own)
    return tables.grown(figures=(*stating, *figures), passages=tuple(passages), claims=(), identities=(), findings=())


def _alike(figures: Sequence[Figure], tables: Book) -> bool:
    return len(set(amounts(figures)) & set(amounts(tables.figures))) >= LEAST_ALIKE


def amounts(figures: Sequence[Figure]) -> Iterator[str]:
    """The amounts of money among figures, to the digits by which they are told alike."""
    for figure in figures:
        if figure.unit.kind is UnitKind.MONEY and figure.printed.value:
            yield f"{abs(figure.printed.value):.{_DIGITS}e}"


def _of_one_entity(identities: Sequence[Identity], book: Book) -> bool:
    """Whether several sentences that tie speak of other facts each, and are together no accident."""
    values = {figure.fact: figure.printed.value for figure in book.figures}
    told = {abs(values[identity.facts[0]]): identity.belief or 0 for identity in identities}
    return len(told) >= LEAST_ALIKE and sum(told.values()) >= _SAME_ENTITY
