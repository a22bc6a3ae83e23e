"""Selection: which candidate identities can say anything, given the facts that are stated.

A fact is known where it is stated or where kept identities define it. An identity that speaks of known facts only is
kept, for it can test them; one that speaks of a single other fact is kept too, for it defines that fact, which is known
from then on. Of the rest, those are kept that test or define something together (see `elimination`).
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet

from crossfoot.bind.declared.elimination import Known, informative
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity

Candidates = Callable[[FactKey, AbstractSet[FactKey]], Iterable[Identity]]
"""The identities that a fact, known from now on, gives rise to; the facts known so far are given beside it."""


class Selection:
    """The identities kept so far, and the candidates that still speak of two facts or more that are not known."""

    def __init__(self, stated: Iterable[FactKey], candidates: Candidates) -> None:
        self.known = set(stated)
        self._stated = frozenset(self.known)
        self.kept: dict[str, Identity] = {}
        self._candidates = candidates
        self._seen: dict[str, Identity] = {}
        self._unknown: dict[str, set[FactKey]] = {}
        self._waiting: dict[FactKey, set[str]] = defaultdict(set)
        self._arrived = deque(sorted(self.known, key=lambda key: key.id))

    def run(self) -> list[Identity]:
        """The identities kept in the end, in the order of their ids."""
        together: frozenset[str] = frozenset()
        while self._arrived:
            while self._arrived:
                self._expand(self._arrived.popleft())
            waiting = {name: self._seen[name] for name in self._unknown}
            found = informative(waiting, Known(self.known, self._stated, self.kept.values()))
            together = found.identities
            for fact in sorted(found.defined, key=lambda key: key.id):
                self._learn(fact)
        chosen = self.kept | {name: self._seen[name] for name in together}
        return [chosen[name] for name in sorted(chosen)]

    def _expand(self, key: FactKey) -> None:
        for identity in self._candidates(key, self.known):
            if identity.id in self._seen:
                continue
            self._seen[identity.id] = identity
            unknown = {fact for fact in identity.facts if fact not in self.known}
            self._unknown[identity.id] = unknown
            for fact in unknown:
                self._waiting[fact].add(identity.id)
            self._keep_if_told(identity.id)

    def _keep_if_told(self, name: str) -> None:
        """Keep a candidate once at most one of its facts is not known; that one is known from then on."""
        if len(self._unknown[name]) <= 1:
            self.kept[name] = self._seen[name]
            for fact in self._unknown.pop(name):
                self._learn(fact)

    def _learn(self, fact: FactKey) -> None:
        """Take a fact as known; candidates that waited for it are kept where they can be, and so on."""
        learnt = [fact]
        while learnt:
            current = learnt.pop()
            if current in self.known:
                continue
            self.known.add(current)
            self._arrived.append(current)
            for name in sorted(self._waiting.pop(current, ())):
                unknown = self._unknown.get(name)
                if unknown is None:
                    continue
                unknown.discard(current)
                if len(unknown) <= 1:
                    self.kept[name] = self._seen[name]
                    learnt += self._unknown.pop(name)
