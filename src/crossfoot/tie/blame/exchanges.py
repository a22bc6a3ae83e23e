"""Exchanges: two neighbours printed in each other's places, which is one slip though it spoils two figures.

An exchange is told by every sum that either figure stands in: some do not tie as printed, and all do once the two are
exchanged. It may be the likelier explanation where changing one figure alone would make a sum tie as well.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Self

from crossfoot.model.book import Book, Regime
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Correction
from crossfoot.model.identities import Identity
from crossfoot.tie.blame.likelihood import Surroundings, plausible
from crossfoot.tie.blame.style import Style
from crossfoot.tie.rounding.regimes import interval_of
from crossfoot.vocabulary.intervals import Interval

_EXCHANGED = -1300  # with each of its neighbours
_TWICE = 2000  # two findings explained at once: the other needs no slip of its own

WITH_THE_FIGURE_BESIDE = "exchanged with the figure beside it"
WITH_THE_LINE_BESIDE = "exchanged with the line above or below"


@dataclass(frozen=True, slots=True)
class Exchange:
    """The corrections of two figures to what the other prints, and how likely that is, in millibans."""

    corrections: tuple[Correction, Correction]
    worth: int


class Sums:
    """The linear identities of a book, and whether each ties on the values of its own figures alone."""

    def __init__(self, book: Book) -> None:
        self._of: dict[FactKey, list[Identity]] = defaultdict(list)
        for identity in book.identities:
            if identity.ratio is None:
                for fact in identity.facts:
                    self._of[fact].append(identity)
        self._by_id = {identity.id: identity for identity in book.identities if identity.ratio is None}
        self._first: dict[FactKey, str] = {}
        self._admitted: dict[FactKey, Interval] = {}
        for figure in book.figures:
            if figure.fact is not None and figure.fact not in self._first:
                self._first[figure.fact], self._admitted[figure.fact] = figure.id, figure.interval

    def restate(self, figure: Figure) -> None:
        """Takes a figure as it is printed from here on."""
        if figure.fact is not None and self._first[figure.fact] == figure.id:
            self._admitted[figure.fact] = figure.interval

    def about(self, facts: Collection[FactKey], also: Collection[str] = ()) -> dict[str, Identity]:
        """The sums that some facts stand in, by id, and some others."""
        found = {identity.id: identity for fact in facts for identity in self._of.get(fact, ())}
        return found | {name: self._by_id[name] for name in also if name in self._by_id}

    def ties(self, identity: Identity, otherwise: Mapping[FactKey, Interval]) -> bool:
        """Whether its own figures leave it true values, some facts being stated otherwise."""
        low = high = Fraction(0)
        for term in identity.terms:
            own = otherwise.get(term.fact) or self._admitted.get(term.fact)
            if own is None or own.low is None or own.high is None:
                return True
            ends = term.coefficient * own.low, term.coefficient * own.high
            low, high = low + min(ends), high + max(ends)
        return low <= identity.high and identity.low <= high


@dataclass(frozen=True, slots=True)
class Exchanges:
    """Tells which neighbours were exchanged, from a book's tables and sums."""

    surroundings: Surroundings
    sums: Sums
    regimes: Mapping[str, Regime]

    @classmethod
    def of(cls, book: Book, surroundings: Surroundings) -> Self:
        """Those of a book, looked through once."""
        return cls(surroundings, Sums(book), {regime.group: regime for regime in book.regimes})

    def allows(self, one: Figure, other: Figure) -> bool:
        """Whether every sum about another figure ties once each of the two is printed in the other's place."""
        if one.fact is None or other.fact is None or one.fact == other.fact:
            return False
        values = one.printed.value, other.printed.value
        exchanged = {one.fact: self._interval(one, values[1]), other.fact: self._interval(other, values[0])}
        return all(self.sums.ties(each, exchanged) for each in self.sums.about((other.fact,)).values())

    def explaining(self, suspects: Collection[Figure], identities: Collection[str]) -> Iterator[Exchange]:
        """Every exchange of a suspect with a neighbour that mends a finding: the identities that are in conflict."""
        seen: set[frozenset[str]] = set()
        for one in suspects:
            for other in self.surroundings.neighbours(one):
                pair = frozenset((one.id, other.id))
                if pair not in seen:
                    seen.add(pair)
                    yield from self._mending(one, other, identities)

    def _mending(self, one: Figure, other: Figure, identities: Collection[str]) -> Iterator[Exchange]:
        values = one.printed.value, other.printed.value
        if one.fact is None or other.fact is None or one.fact == other.fact or values[0] == values[1]:
            return
        if one.printed.place != other.printed.place:
            return
        exchanged = {one.fact: self._interval(one, values[1]), other.fact: self._interval(other, values[0])}
        about = self.sums.about(exchanged, identities)
        broken = {name for name, identity in about.items() if not self.sums.ties(identity, {})}
        if not broken or not all(self.sums.ties(identity, exchanged) for identity in about.values()):
            return
        across = self.surroundings.is_across(one, other)
        worth = _EXCHANGED + (0 if broken <= set(identities) else _TWICE)
        if not across:  # in one line the same figures stand as before
            worth += self._better(one, values[1]) + self._better(other, values[0])
        name = WITH_THE_FIGURE_BESIDE if across else WITH_THE_LINE_BESIDE
        pair = [
            Correction(figure.id, self._interval(figure, value), self._style(figure).shown(figure, value), name)
            for figure, value in ((one, values[1]), (other, values[0]))
        ]
        yield Exchange((pair[0], pair[1]), worth)

    def _interval(self, figure: Figure, value: Decimal) -> Interval:
        return interval_of(replace(figure, printed=replace(figure.printed, value=value)), self.regimes)

    def _style(self, figure: Figure) -> Style:
        beside = self.surroundings.beside(figure)
        return Style.of(figure, (*beside.line, *beside.above_and_below))

    def _better(self, figure: Figure, value: Decimal) -> int:
        """How much better another value goes with its line than what is printed."""
        line = [other for other in self.surroundings.beside(figure).line if other.printed.place == figure.printed.place]
        place = figure.printed.place
        return plausible(value, place, line) - plausible(figure.printed.value, place, line)
