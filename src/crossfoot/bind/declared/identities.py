"""A book's identities: declared relations and standing rules, in every period and scenario where they say something."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from crossfoot.bind.declared.relations import DeclaredRules
from crossfoot.bind.declared.selection import Selection
from crossfoot.bind.declared.standing import Periods, Statements
from crossfoot.bind.declared.steps import Horizon, Steps, not_positive, shown_facts, stated_facts
from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity
from crossfoot.vocabulary.measures import AspectKind


def bind(book: Book) -> Book:
    """The book with its identities, those it has already included, in the order of their ids.

    Identities start from stated facts (figures, and slots of labels of lost order) and bring in unprinted ones as far
    as they can be told; docs/convention.md, section 3 says which.
    """
    stated = stated_facts(book)
    steps = Steps(book.entity.calendar, stated, shown_facts(book))
    candidates = _Candidates(book, steps, Horizon.around(key.period for key in stated))
    found = {identity.id: identity for identity in Selection(stated, candidates).run()}
    found.update((identity.id, identity) for identity in book.identities)
    return book.grown(identities=tuple(found[identity_id] for identity_id in sorted(found)))


class _Candidates:
    """Every identity that a known fact gives rise to."""

    def __init__(self, book: Book, steps: Steps, horizon: Horizon) -> None:
        self.stated = steps.stated
        self.horizon = horizon
        self.declared = DeclaredRules(book.relations, book.measures, steps)
        self.statements = Statements(book.measures, steps, not_positive(book))
        self.periods = Periods(book.measures, steps)
        self._touched: set[FactKey] = set()

    def __call__(self, key: FactKey, known: AbstractSet[FactKey]) -> Iterator[Identity]:
        for identity in self._rules(key, known):
            if all(self.horizon.holds(fact.period) for fact in identity.facts):
                yield identity

    def _rules(self, key: FactKey, known: AbstractSet[FactKey]) -> Iterator[Identity]:
        if key.aspect.kind is AspectKind.LEVEL:
            yield from self._level(key, known)
            yield from self.statements.implied(key, known)
        elif key in self.stated:
            yield from self._statement(key, known)

    def _statement(self, key: FactKey, known: AbstractSet[FactKey]) -> Iterator[Identity]:
        """What a stated change or ratio means, and what holds between the levels it speaks of, known or not."""
        for identity in self.statements.defining(key):
            yield identity
            for level in identity.facts:
                if level.aspect.kind is AspectKind.LEVEL and level not in known and level not in self._touched:
                    self._touched.add(level)
                    yield from self._level(level, known)

    def _level(self, key: FactKey, known: AbstractSet[FactKey]) -> Iterator[Identity]:
        yield from self.declared.about(key)
        yield from self.periods.about(key, known)
