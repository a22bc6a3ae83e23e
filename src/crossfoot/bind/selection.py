"""Selection: which candidate identities can say anything, given the facts that are stated.

A fact is known where it is stated or where a kept identity brings it in. An identity that speaks of known facts only is
kept, for it can test them; one that speaks of a single other fact is kept too, for it defines that fact, which is known
from then on. Of the rest, a group of identities is kept where it brings in no more facts than it has identities: the
part of the graph of identities and unknown facts that a maximum matching leaves determined (Dulmage and Mendelsohn).
What is left over could take any value that its free facts like, and says nothing.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable

from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity

Candidates = Callable[[FactKey, set[FactKey]], Iterable[Identity]]
"""The identities that a fact, known from now on, gives rise to; the facts known so far are given beside it."""


class Selection:
    """The identities kept so far, and the candidates still waiting for facts."""

    def __init__(self, stated: Iterable[FactKey], candidates: Candidates) -> None:
        self.known = set(stated)
        self.kept: dict[str, Identity] = {}
        self._candidates = candidates
        self._seen: dict[str, Identity] = {}
        self._unknown: dict[str, set[FactKey]] = {}
        self._waiting: dict[FactKey, set[str]] = defaultdict(set)
        self._arrived = deque(sorted(self.known, key=lambda key: key.id))

    def run(self) -> list[Identity]:
        """The identities kept in the end, in the order of their ids."""
        while self._arrived:
            while self._arrived:
                self._expand(self._arrived.popleft())
            for identity_id in _determined(self._unknown):
                self._keep(identity_id)
        return [self.kept[identity_id] for identity_id in sorted(self.kept)]

    def _expand(self, key: FactKey) -> None:
        for identity in self._candidates(key, self.known):
            if identity.id in self._seen:
                continue
            self._seen[identity.id] = identity
            unknown = {fact for fact in identity.facts if fact not in self.known}
            self._unknown[identity.id] = unknown
            for fact in unknown:
                self._waiting[fact].add(identity.id)
            if len(unknown) <= 1:
                self._keep(identity.id)

    def _keep(self, identity_id: str) -> None:
        """Keep a candidate; the facts it brings in arrive, and candidates that waited for the last of theirs follow."""
        stack = [identity_id]
        while stack:
            current = stack.pop()
            unknown = self._unknown.pop(current, None)
            if unknown is None:
                continue
            self.kept[current] = self._seen[current]
            for fact in sorted(unknown, key=lambda key: key.id):
                self.known.add(fact)
                self._arrived.append(fact)
                for waiting in sorted(self._waiting.pop(fact, ())):
                    if waiting in self._unknown:
                        self._unknown[waiting].discard(fact)
                        if len(self._unknown[waiting]) <= 1:
                            stack.append(waiting)


def _determined(unknown: dict[str, set[FactKey]]) -> list[str]:
    """The identities of the determined part: those that no chain of choices connects with a fact left free."""
    matched = _matching(unknown)
    users: dict[FactKey, list[str]] = defaultdict(list)
    for identity_id, facts in unknown.items():
        for fact in facts:
            users[fact].append(identity_id)
    fact_of = {identity_id: fact for fact, identity_id in matched.items()}
    free = deque(fact for fact in users if fact not in matched)
    reached: set[str] = set()
    while free:
        for identity_id in users[free.popleft()]:
            if identity_id not in reached:
                reached.add(identity_id)
                if identity_id in fact_of:
                    free.append(fact_of[identity_id])
    return sorted(identity_id for identity_id in unknown if identity_id not in reached)


def _matching(unknown: dict[str, set[FactKey]]) -> dict[FactKey, str]:
    """A largest set of pairs of an unknown fact and an identity, each in one pair at most."""
    matched: dict[FactKey, str] = {}
    for start in sorted(unknown):
        _augment(start, unknown, matched)
    return matched


def _augment(start: str, unknown: dict[str, set[FactKey]], matched: dict[FactKey, str]) -> None:
    """Give `start` a fact, moving other identities to other facts where that frees one."""
    came_from: dict[FactKey, str] = {}
    waiting = deque([start])
    while waiting:
        identity_id = waiting.popleft()
        for fact in unknown[identity_id]:
            if fact in came_from:
                continue
            came_from[fact] = identity_id
            if fact not in matched:
                _shift(fact, start, came_from, matched)
                return
            waiting.append(matched[fact])


def _shift(fact: FactKey, start: str, came_from: dict[FactKey, str], matched: dict[FactKey, str]) -> None:
    previous = {identity_id: held for held, identity_id in matched.items()}
    while True:
        identity_id = came_from[fact]
        given_up = previous.get(identity_id)
        matched[fact] = identity_id
        if identity_id == start or given_up is None:
            return
        fact = given_up
