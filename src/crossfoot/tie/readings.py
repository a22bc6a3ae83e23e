"""Figures that may be read in several ways, as scans leave them: where arithmetic tells which, it is chosen and said.

A reading is taken in another's place only where a relation that fails as read cannot but fail, however figures were
rounded, and holds with it; where several do equally well, none is taken (docs/convention.md, section 10).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity, Term
from crossfoot.vocabulary.cell_numbers import read_cell
from crossfoot.vocabulary.notation import NotANumber, Printed

_TOGETHER_MOST = 3  # doubtful figures of one relation that are tried together
_TRIED_MOST = 2_000  # ways of reading them
_ROUNDS_MOST = 5

Values = Mapping[FactKey, Printed]


def settled_readings(book: Book) -> Book:
    """The book in which doubtful figures are read as its identities tell, each saying what it was read as and why."""
    doubtful: dict[FactKey, Figure] = {}
    for figure in book.figures:
        if figure.fact is not None and figure.alternatives:
            doubtful[figure.fact] = figure
    if not doubtful or not book.identities:
        return book
    reading = _Reading(book, doubtful)
    for _ in range(_ROUNDS_MOST):
        if not reading.improve():
            break
    chosen = {doubtful[fact].id: (printed, why) for fact, (printed, why) in reading.chosen.items()}
    figures = (_settled(figure, *chosen[figure.id]) if figure.id in chosen else figure for figure in book.figures)
    return book.grown(figures=tuple(figures))


@dataclass(frozen=True, slots=True)
class _Change:
    """Other readings of some facts, and how many relations more they satisfy."""

    readings: tuple[tuple[FactKey, Printed], ...]
    gain: int


class _Reading:
    """The book's facts as read so far, and the relations that tell of the doubtful ones."""

    def __init__(self, book: Book, doubtful: Mapping[FactKey, Figure]) -> None:
        self.values: dict[FactKey, Printed] = {}
        for figure in book.figures:
            if figure.fact is not None:
                self.values.setdefault(figure.fact, figure.printed)
        self.ways = {fact: _ways(figure) for fact, figure in doubtful.items()}
        self.identities: dict[FactKey, list[Identity]] = defaultdict(list)
        self.told: list[Identity] = []
        for identity in book.identities:
            facts = identity.facts
            if all(fact in self.values for fact in facts) and any(fact in doubtful for fact in facts):
                self.told.append(identity)
                for fact in facts:
                    self.identities[fact].append(identity)
        self.chosen: dict[FactKey, tuple[Printed, str]] = {}

    def improve(self) -> bool:
        """Take other readings where relations that fail tell of them; whether any was taken."""
        improved = False
        for identity in self.told:
            if not _holds(identity, self.values):
                change = self._best(identity)
                if change is not None:
                    improved = True
                    for fact, printed in change.readings:
                        self.values[fact] = printed
                        self.chosen[fact] = printed, identity.text or identity.id
        return improved

    def _best(self, identity: Identity) -> _Change | None:
        """The one way of reading the relation's doubtful figures that gains most, the fewest changed first."""
        doubtful = [fact for fact in identity.facts if fact in self.ways][:_TOGETHER_MOST]
        if prod(len(self.ways[fact]) for fact in doubtful) > _TRIED_MOST:
            return None
        found = []
        for readings in product(*(self.ways[fact] for fact in doubtful)):
            changed = [
                (fact, printed)
                for fact, printed in zip(doubtful, readings, strict=True)
                if printed.value != self.values[fact].value
            ]
            if changed and _holds(identity, {**self.values, **dict(changed)}):
                found.append(_Change(tuple(changed), self._gain(changed)))
        ranked = sorted((each for each in found if each.gain > 0), key=_rank)
        if not ranked or (len(ranked) > 1 and _rank(ranked[0]) == _rank(ranked[1])):
            return None
        return ranked[0]

    def _gain(self, changed: Sequence[tuple[FactKey, Printed]]) -> int:
        """Relations that hold with the changes and did not before, less those the other way round."""
        values = {**self.values, **dict(changed)}
        touched = {identity.id: identity for fact, _ in changed for identity in self.identities[fact]}
        return sum(_holds(identity, values) - _holds(identity, self.values) for identity in touched.values())


def _rank(change: _Change) -> tuple[int, int]:
    return -change.gain, len(change.readings)


def _ways(figure: Figure) -> tuple[Printed, ...]:
    """The ways of reading a figure in its unit and scale, the literal one first."""
    found = [figure.printed]
    for other in figure.alternatives:
        try:
            read = read_cell(other.text, figure.printed.scale)
        except NotANumber:
            continue
        found.append(replace(read, unit=figure.printed.unit, rounding=figure.printed.rounding))
    return tuple({printed.value: printed for printed in reversed(found)}.values())[::-1]


def _holds(identity: Identity, values: Values) -> bool:
    """Whether true values may satisfy the relation, whichever way the figures were rounded."""
    low, high = _ends(identity.terms, values)
    if identity.ratio is None:
        return low <= identity.high and high >= identity.low
    below = _ends(identity.denominator, values)
    if below[0] <= 0:
        return True  # it says nothing
    printed = values[identity.ratio]
    ends = [identity.factor * above / under + identity.offset for above in (low, high) for under in below]
    value, place = Fraction(printed.value), Fraction(printed.place)
    return min(ends) <= value + place and max(ends) >= value - place


def _ends(terms: Iterable[Term], values: Values) -> tuple[Fraction, Fraction]:
    """What a sum of multiples comes to at least and at most, each figure a whole last place up or down."""
    low = high = Fraction(0)
    for term in terms:
        value, place = Fraction(values[term.fact].value), Fraction(values[term.fact].place)
        low += term.coefficient * value - abs(term.coefficient) * place
        high += term.coefficient * value + abs(term.coefficient) * place
    return low, high


def _settled(figure: Figure, printed: Printed, why: str) -> Figure:
    others = tuple(other for other in _ways(figure) if other.value != printed.value)
    refused = " or ".join(other.text for other in others)
    return replace(
        figure, printed=printed, alternatives=others, settled=f"read as {printed.text}, not {refused}: {why}"
    )
