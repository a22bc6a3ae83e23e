"""Accounts of findings: where the figures stand, what each relation in conflict adds up to, and what would mend it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, Place, cell_name
from crossfoot.model.findings import Correction, Finding
from crossfoot.model.identities import Identity, IdentityKind, Term
from crossfoot.tie.wording.phrases import Phrases, solved, spread
from crossfoot.vocabulary.intervals import Interval

_MEANT = 15  # powers of ten beyond which nobody reads on


@dataclass(frozen=True, slots=True)
class Conflict:
    """A relation of a contradiction: in words, how it is known, and both its sides' intervals where both are printed.

    `texts` are both sides as they stand on the page: `(67,242) = 0 + (27,686) + (39,566)`. `printed` is what the figure
    on the left admits, `implied` what the figures on the right leave for it. Where the relation says that one fact is
    stated more than once, `places` are where, each with what is printed there.
    """

    relation: str
    known: str
    printed: str = ""
    implied: str = ""
    places: tuple[str, ...] = ()
    texts: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that may be wrong: its text and place, what it admits as printed, and what the rest would need."""

    text: str
    place: str
    states: str
    printed: str
    needed: str
    suggested: str = ""
    slip: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A finding in words: the relations in conflict, and each set of changes that would make the rest tie."""

    conflicts: tuple[Conflict, ...]
    corrections: tuple[tuple[Change, ...], ...]


class Accounts:
    """Gives the accounts of one book's findings."""

    def __init__(self, book: Book) -> None:
        self._phrases = Phrases(book)
        self._figures = {figure.id: figure for figure in book.figures}
        self._identities = {identity.id: identity for identity in book.identities}
        self._stated: dict[FactKey, Interval] = {}
        self._stating: dict[FactKey, list[Figure]] = {}
        for figure in book.figures:
            if figure.fact is not None:
                self._stating.setdefault(figure.fact, []).append(figure)
                both = self._stated.get(figure.fact, Interval()).intersect(figure.interval)
                if not both.is_empty:  # else the two contradict one another: the first speaks for the fact
                    self._stated[figure.fact] = both

    def account(self, finding: Finding) -> Account:
        """The account of one finding."""
        return Account(
            tuple(self._conflict(self._identities[name]) for name in finding.identities if name in self._identities),
            tuple(tuple(self._change(correction) for correction in one) for one in finding.corrections),
        )

    def _conflict(self, identity: Identity) -> Conflict:
        relation, known = self._phrases.identity(identity), known_by(identity)
        places = tuple(self._prints(identity)) if identity.kind is IdentityKind.AGREE else ()
        sides, texts = self._sides(identity), self._texts(identity)
        if sides is None:
            return Conflict(relation, known, places=places, texts=texts)
        key, printed, implied = sides
        unit = self._phrases.unit(key)
        return Conflict(relation, known, spread(printed, unit), spread(implied, unit), places, texts)

    def _texts(self, identity: Identity) -> str:
        """The relation with what is printed in place of its facts; empty where one of them is not printed."""
        subject = identity.ratio or identity.subject or identity.terms[0].fact
        if subject not in self._stating or any(fact not in self._stating for fact in identity.facts):
            return ""
        left = self._text(subject)
        if identity.ratio is not None:
            return f"{left} from {self._summed(identity.terms)} over {self._summed(identity.denominator)}"
        rest, constant = solved(identity, subject)
        return f"{left} = {self._summed(rest)}" if rest and not constant else ""

    def _summed(self, terms: Sequence[Term]) -> str:
        words = ""
        for term in terms:
            sign = "-" if term.coefficient < 0 else "+"
            times = "" if abs(term.coefficient) == 1 else f"{abs(term.coefficient)} x "
            lead = f"{words} {sign} " if words else sign.replace("+", "")
            words = f"{lead}{times}{self._text(term.fact)}"
        return words

    def _text(self, key: FactKey) -> str:
        text = self._stating[key][0].text
        return text if any(character.isdigit() for character in text) else "0"

    def _prints(self, identity: Identity) -> Iterator[str]:
        """`deck.pdf p.4, row 3, column 2 prints 20.1` for every print of the facts of a relation."""
        for key in identity.facts:
            for figure in self._stating.get(key, ()):
                yield f"{where(figure.place)} prints {figure.text}"

    def _sides(self, identity: Identity) -> tuple[FactKey, Interval, Interval] | None:
        """The fact on the left of a linear relation, its interval as printed, and that of the sum on the right."""
        if identity.ratio is not None:
            return None
        subject = identity.subject or identity.terms[0].fact
        rest, constant = solved(identity, subject)
        if subject not in self._stated or not rest or any(term.fact not in self._stated for term in rest):
            return None
        return subject, self._stated[subject], _total(rest, constant, self._stated)

    def _change(self, correction: Correction) -> Change:
        figure = self._figures[correction.figure]
        unbounded = correction.interval.low is None and correction.interval.high is None
        return Change(
            figure.text,
            where(figure.place),
            self._phrases.fact(figure.fact) if figure.fact is not None else "",
            spread(figure.interval, figure.unit),
            "any value" if unbounded else spread(correction.interval, figure.unit),
            correction.suggested,
            correction.slip,
        )

    def places(self, finding: Finding) -> tuple[str, ...]:
        """Where the figures of a finding stand, each place once: first where it is likeliest wrong."""
        figures = (self._figures[name] for name in finding.named if name in self._figures)
        return tuple(dict.fromkeys(where(figure.place) for figure in figures))

    def figure(self, figure: Figure) -> str:
        """What a figure states, in words; empty where nothing was bound to it."""
        return self._phrases.fact(figure.fact) if figure.fact is not None else ""


def known_by(identity: Identity) -> str:
    """How a relation is known: where it is declared, or what discovered it and how unlikely an accident is."""
    if identity.belief is None:
        return str(identity.origin)
    power = int(identity.belief)
    odds = f"10^{_MEANT} and more" if power > _MEANT else f"{10**power:,}" if power < 5 else f"10^{power}"
    return f"{identity.origin}; the odds that it is meant: {odds} to 1"


def where(place: Place) -> str:
    """A place for a person: `report.pdf p.7`, `model.xlsx, sheet 'P&L', C12`, `table.csv:5, column 3`."""
    parts = place.document
    if place.line is not None:
        parts += f":{place.line}"
    if place.page is not None:
        parts += f" p.{place.page}"
    if place.sheet is not None:
        cell = f", {cell_name(place.row, place.column)}" if place.row is not None and place.column is not None else ""
        return f"{parts}, sheet {place.sheet!r}{cell}"
    if place.row is not None and place.column is not None:
        row = f", row {place.row + 1}" if place.line is None else ""
        parts += f"{row}, column {place.column + 1}"
    return parts


def _scaled(interval: Interval, times: Fraction) -> Interval:
    if times < 0:
        return _scaled(interval.negated(), -times)
    low = None if interval.low is None else interval.low * times
    high = None if interval.high is None else interval.high * times
    return Interval(low, high, interval.low_open, interval.high_open)


def _total(terms: Iterable[Term], constant: Fraction, stated: Mapping[FactKey, Interval]) -> Interval:
    """The values that a sum of facts may have, each within its own interval."""
    low: Fraction | None = constant
    high: Fraction | None = constant
    low_open = high_open = False
    for term in terms:
        interval = _scaled(stated[term.fact], term.coefficient)
        low = None if low is None or interval.low is None else low + interval.low
        high = None if high is None or interval.high is None else high + interval.high
        low_open, high_open = low_open or interval.low_open, high_open or interval.high_open
    return Interval(low, high, low_open and low is not None, high_open and high is not None)
