"""Elimination: which of a group of identities test or define something, and which facts they define.

Each identity is a row over its facts. A combination of rows in which every unknown fact cancels is a test of the known
ones, unless other identities say the same of them already (quarters of every part add up as their years do); one in
which a single unknown fact is left defines it. Rows in no such combination say nothing: their free facts could take any
value. As ratios multiply facts, each stated ratio stands as some number that nothing depends on, and the arithmetic is
that of whole numbers modulo a prime: it asks what is independent, not how much anything is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b
from typing import TypeVar

from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity

_PRIME = 2**61 - 1

_Name = TypeVar("_Name", FactKey, str)
_Row = dict[FactKey, int]
_Labels = dict[str, int]


@dataclass(frozen=True, slots=True)
class Informative:
    """The ids of identities that test or define something together, and the facts they define."""

    identities: frozenset[str]
    defined: frozenset[FactKey]


@dataclass(frozen=True, slots=True)
class Known:
    """What is settled before: the known facts, the stated ones of them, and the identities between known facts."""

    facts: AbstractSet[FactKey]
    stated: AbstractSet[FactKey]
    identities: Iterable[Identity]


def informative(waiting: Mapping[str, Identity], known: Known) -> Informative:
    """The informative part of the identities that wait for two unknown facts or more."""
    rows = {name: _row(identity, known.stated) for name, identity in waiting.items()}
    rows = _without_loose_ends(rows, known.facts)
    elimination = _Elimination(known.facts)
    elimination.enter_all(rows)
    defined = elimination.definitions()
    news = elimination.tests and _news(elimination.tests, known)
    named = [*defined.values(), *news]
    return Informative(frozenset(name for labels in named for name in labels), frozenset(defined))


def _row(identity: Identity, stated: AbstractSet[FactKey]) -> _Row:
    """The facts of an identity with coefficients modulo the prime, zeros left out; a stated ratio is a number in it."""
    row: _Row = defaultdict(int)
    for term in identity.terms:
        row[term.fact] += _residue(identity.factor * term.coefficient)
    if identity.ratio is not None:
        quotient = _any_number(identity.ratio.id) - _residue(identity.offset)
        for term in identity.denominator:
            row[term.fact] -= quotient * _residue(term.coefficient)
        if identity.ratio not in stated:
            row[identity.ratio] -= _any_number(f"{identity.id} times")
    return {fact: value % _PRIME for fact, value in row.items() if value % _PRIME}


def _residue(number: Fraction) -> int:
    return number.numerator * pow(number.denominator, -1, _PRIME) % _PRIME


def _any_number(name: str) -> int:
    """A number that depends on the name alone and is related to no other: the same in every run."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") % _PRIME


def _without_loose_ends(rows: dict[str, _Row], known: AbstractSet[FactKey]) -> dict[str, _Row]:
    """The rows without those that have two unknown facts of their own: these neither test nor define anything."""
    left = dict(rows)
    users: dict[FactKey, set[str]] = defaultdict(set)
    for name, row in left.items():
        for fact in row.keys() - known:
            users[fact].add(name)
    waiting = list(left)
    while waiting:
        name = waiting.pop()
        if name not in left or sum(len(users[fact]) == 1 for fact in left[name] if fact not in known) < 2:
            continue
        for fact in left.pop(name).keys() - known:
            users[fact].discard(name)
            waiting.extend(users[fact])
    return left


def _news(tests: list[tuple[_Row, _Labels]], known: Known) -> list[_Labels]:
    """The tests that say of known facts what no identity between them says, nor any test before."""
    settled = _Elimination(frozenset())
    settled.enter_all({identity.id: _row(identity, known.stated) for identity in known.identities})
    return [labels for row, labels in tests if settled.enter(row, {})]


class _Elimination:
    """Rows brought to echelon form, each with the identities that it combines; known facts are never pivots."""

    def __init__(self, known: AbstractSet[FactKey]) -> None:
        self.known = known
        self.pivots: dict[FactKey, tuple[_Row, _Labels]] = {}
        self.tests: list[tuple[_Row, _Labels]] = []
        self.uses: Counter[FactKey] = Counter()

    def enter_all(self, rows: Mapping[str, _Row]) -> None:
        """Enter rows by name, short ones first."""
        self.uses.update(fact for row in rows.values() for fact in row)
        for name in sorted(rows, key=lambda name: (len(rows[name]), name)):
            self.enter(rows[name], {name: 1})

    def enter(self, given: _Row, given_labels: _Labels) -> bool:
        """Enter one row; whether it brought an unknown fact that those before do not determine."""
        row, labels = dict(given), dict(given_labels)
        while met := next((fact for fact in row if fact in self.pivots), None):
            times = row[met]
            _subtract(row, self.pivots[met][0], times)
            _subtract(labels, self.pivots[met][1], times)
        pivot = min(row.keys() - self.known, key=lambda fact: (self.uses[fact], fact.id), default=None)
        if pivot is None:
            self.tests.append((row, labels))
            return False
        inverse = pow(row[pivot], -1, _PRIME)
        scaled = {fact: value * inverse % _PRIME for fact, value in row.items()}
        self.pivots[pivot] = (scaled, {name: value * inverse % _PRIME for name, value in labels.items()})
        return True

    def definitions(self) -> dict[FactKey, _Labels]:
        """The facts that the rows define with the identities that do: each pivot cleared from the rows before it."""
        found = {}
        for pivot in reversed(self.pivots):
            row, labels = self.pivots[pivot]
            for fact in [fact for fact in row if fact != pivot and fact in self.pivots]:
                times = row[fact]
                _subtract(row, self.pivots[fact][0], times)
                _subtract(labels, self.pivots[fact][1], times)
            if all(fact == pivot or fact in self.known for fact in row):
                found[pivot] = labels
        return found


def _subtract(target: dict[_Name, int], other: Mapping[_Name, int], times: int) -> None:
    for name, value in other.items():
        left = (target.get(name, 0) - times * value) % _PRIME
        if left:
            target[name] = left
        else:
            target.pop(name, None)
