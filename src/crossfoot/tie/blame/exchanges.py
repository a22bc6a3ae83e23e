"""Exchanges: two neighbours printed in each other's places, which is one slip though it spoils two figures.

An exchange is told by every sum that either figure stands in: some do not tie as printed, and all do once the two are
exchanged. It may be the likelier explanation where changing one figure alone would make a sum tie as well.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import Self

from crossfoot.model.book import Book, Regime
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Correction
from crossfoot.model.identities import Identity, Term
from crossfoot.tie.blame.likelihood import Others, Surroundings
from crossfoot.tie.blame.style import Style
from crossfoot.tie.rounding.regimes import interval_of
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.rounding import Rounding

_EXCHANGED = -1300  # with each of its neighbours
_TWICE = 2000  # two findings explained at once: the other needs no slip of its own

WITH_THE_FIGURE_BESIDE = "exchanged with the figure beside it"
WITH_THE_LINE_BESIDE = "exchanged with the line above or below"


@dataclass(frozen=True, slots=True)
class Room:
    """How far a fact may be stated otherwise before a sum about it fails, its other facts being as they are printed.

    What is stated must reach up to `low` and down to `high`; None where no sum says so.
    """

    low: Decimal | None
    high: Decimal | None

    def is_for(self, value: Decimal, printed: Printed) -> bool:
        """Whether what prints as a value, as some figure does, may reach so far: it lies within a place of that."""
        if self.low is not None and value + printed.place < self.low:
            return printed.rounding is Rounding.OVER
        return self.high is None or value - printed.place <= self.high or printed.rounding is Rounding.OVER


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
        self._rooms: dict[FactKey, Room] = {}
        self._lefts: dict[str, tuple[Fraction, Fraction] | None] = {}
        self._beside: dict[FactKey, frozenset[FactKey]] = {}
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
            for identity in self._of.get(figure.fact, ()):
                self._lefts.pop(identity.id, None)
                for fact in identity.facts:
                    self._rooms.pop(fact, None)

    def beside(self, fact: FactKey) -> frozenset[FactKey]:
        """The facts that some sum speaks of together with one."""
        found = self._beside.get(fact)
        if found is None:
            found = frozenset(fact for identity in self._of.get(fact, ()) for fact in identity.facts)
            self._beside[fact] = found
        return found

    def room(self, fact: FactKey) -> Room:
        """How far a fact may be stated otherwise for all that the sums about it say, worked out once."""
        found = self._rooms.get(fact)
        if found is None:
            ends = [self._room_in(identity, fact) for identity in self._of.get(fact, ())]
            low = max((low for low, _ in ends if low is not None), default=None)
            high = min((high for _, high in ends if high is not None), default=None)
            found = self._rooms[fact] = Room(_rounded(low, ROUND_FLOOR), _rounded(high, ROUND_CEILING))
        return found

    def _room_in(self, identity: Identity, fact: FactKey) -> tuple[Fraction | None, Fraction | None]:
        """Up to where and down to where a sum needs what a fact is stated with, as `ties` adds it up."""
        left, terms = self._left(identity), [term for term in identity.terms if term.fact == fact]
        if left is None or len(terms) > 1 or not terms[0].coefficient:
            return None, None
        times, (least, most) = terms[0].coefficient, self._ends(terms[0]) or (0, 0)
        low, high = (left[0] + most) / times, (left[1] + least) / times
        return (low, high) if times > 0 else (high, low)

    def _left(self, identity: Identity) -> tuple[Fraction, Fraction] | None:
        """What a sum needs beyond the most that its facts add up to, and allows beyond the least; None if unbounded."""
        if identity.id not in self._lefts:
            ends = [self._ends(term) for term in identity.terms]
            bounded = [pair for pair in ends if pair is not None]
            low, high = sum(most for _, most in bounded), sum(least for least, _ in bounded)
            self._lefts[identity.id] = (identity.low - low, identity.high - high) if len(bounded) == len(ends) else None
        return self._lefts[identity.id]

    def _ends(self, term: Term) -> tuple[Fraction, Fraction] | None:
        """The least and most that a term adds, as its fact is printed; None where that has no end."""
        own = self._admitted.get(term.fact)
        if own is None or own.low is None or own.high is None:
            return None
        if term.coefficient == 1:
            return own.low, own.high
        ends = term.coefficient * own.low, term.coefficient * own.high
        return min(ends), max(ends)

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

    def possible(self, one: Figure, others: Iterable[Figure]) -> list[Figure]:
        """Those others about which every sum ties once each of the two is printed in the other's place."""
        if one.fact is None:
            return []
        value, room, beside = one.printed.value, self.sums.room, self.sums.beside(one.fact)
        return [
            other
            for other in others
            if other.fact is not None
            # most are told so, a hundred times as fast: a fact has as many others as the document has periods
            and (room(other.fact).is_for(value, other.printed) or other.fact in beside)
            and self._allows(one, one.fact, other, other.fact)
        ]

    def _allows(self, one: Figure, fact: FactKey, other: Figure, other_fact: FactKey) -> bool:
        """Whether every sum about another figure ties once each of the two is printed in the other's place."""
        values = one.printed.value, other.printed.value
        exchanged = {fact: self._interval(one, values[1]), other_fact: self._interval(other, values[0])}
        sums = self.sums.about((other_fact,)).values()
        return fact != other_fact and all(self.sums.ties(each, exchanged) for each in sums)

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
        others = Others.of(line)
        return others.plausible(value, place) - others.plausible(figure.printed.value, place)


def _rounded(end: Fraction | None, way: str) -> Decimal | None:
    """An end as a decimal that is no narrower."""
    if end is None:
        return None
    return Context(rounding=way).divide(Decimal(end.numerator), Decimal(end.denominator))
