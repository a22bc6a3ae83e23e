"""Short names for facts and identities within one report: a fact's full name is long, and stands in many places."""

from collections.abc import Iterable

from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity


class ShortNames:
    """Names by their order in the book: `f0`, `f1` for facts, `i0`, `i1` for identities."""

    def __init__(self, facts: Iterable[FactKey], identities: Iterable[Identity]) -> None:
        self._facts = {key.id: f"f{number}" for number, key in enumerate(facts)}
        self._identities = {identity.id: f"i{number}" for number, identity in enumerate(identities)}

    def fact(self, full: str) -> str:
        """The short name of the fact of that id; empty where the book has none."""
        return self._facts.get(full, "")

    def facts(self, full: Iterable[str]) -> list[str]:
        """The short names of those of the facts that the book has."""
        return [self._facts[each] for each in full if each in self._facts]

    def identity(self, full: str) -> str:
        """The short name of an identity; empty where the book has none."""
        return self._identities.get(full, "")

    def identities(self, full: Iterable[str]) -> list[str]:
        """The short names of those of the identities that the book has."""
        return [self._identities[each] for each in full if each in self._identities]
