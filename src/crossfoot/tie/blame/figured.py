"""A book as blame looks it up: its figures by id and name, what stands around each, its sums and its words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self

from crossfoot.model.book import Book, Regime
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity
from crossfoot.tie.blame.exchanges import Exchanges
from crossfoot.tie.blame.likelihood import Surroundings
from crossfoot.tie.blame.restated import Restatements
from crossfoot.tie.blame.severity import Beliefs
from crossfoot.tie.wording.phrases import Phrases
from crossfoot.vocabulary.spans import Period


@dataclass(frozen=True, slots=True)
class Figured:
    """A book's figures as blame looks them up: by id, by name, by fact, around each, and how a group was rounded.

    `beliefs` are those of the book's identities; `exchanges` tells neighbours printed in each other's places,
    `restatements` where else a size is printed; `names` what facts are called in a message, and `period` periods.
    """

    by_id: dict[str, Figure]
    by_name: Mapping[str, list[Figure]]
    by_fact: Mapping[FactKey, set[str]]
    regimes: Mapping[str, Regime]
    identities: Mapping[str, Identity]
    beliefs: Beliefs
    surroundings: Surroundings
    exchanges: Exchanges
    restatements: Restatements
    names: Callable[[FactKey], str]
    period: Callable[[Period], str]

    @classmethod
    def of(cls, book: Book) -> Self:
        """The figures of a book, looked through once for all its breaks."""
        by_name: dict[str, list[Figure]] = {}
        by_fact: dict[FactKey, set[str]] = {}
        for figure in book.figures:
            if figure.fact is not None:
                by_name.setdefault(figure.fact.name, []).append(figure)
                by_fact.setdefault(figure.fact, set()).add(figure.id)
        around = Surroundings.of(book)
        return cls(
            by_id={f.id: f for f in book.figures},
            by_name=by_name,
            by_fact=by_fact,
            regimes={regime.group: regime for regime in book.regimes},
            identities={identity.id: identity for identity in book.identities},
            beliefs=Beliefs(book),
            surroundings=around,
            exchanges=Exchanges.of(book, around),
            restatements=Restatements.of(book, around),
            names=Phrases(book).fact,
            period=book.entity.calendar.display,
        )

    def restate(self, figure: Figure) -> None:
        """Takes a figure as it is printed from here on, so that a book need not be looked through for each change."""
        old = self.by_id[figure.id]
        self.by_id[figure.id] = figure
        if figure.fact is not None:
            alike = self.by_name[figure.fact.name]
            alike[:] = [figure if f.id == figure.id else f for f in alike]
        self.surroundings.restate(figure)
        self.exchanges.sums.restate(figure)
        self.restatements.restate(old, figure)

    def facts_of(self, identity: str) -> tuple[FactKey, ...]:
        """The facts that an identity speaks of; none of what every book knows without one."""
        return self.identities[identity].facts if identity in self.identities else ()

    def siblings(self, figure: Figure) -> tuple[Figure, ...]:
        """The same measure and aspect in other periods or scenarios."""
        assert figure.fact is not None
        own = self.by_fact[figure.fact]  # texts are told apart faster than facts, of which there may be thousands
        return tuple([f for f in self.by_name[figure.fact.name] if f.id not in own])
