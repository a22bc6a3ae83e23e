"""Sources: how each fact is known (stated, computed, recovered, deduced), its value, and the proof of each bound."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from crossfoot.algebra.system import fact_unit
from crossfoot.model.book import Book
from crossfoot.model.certificates import Certificate, FigurePremise, Side, Step
from crossfoot.model.facts import Fact, FactKey, SourceKind, Verdict
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity, Term
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.rounding import Rounding, admitted
from crossfoot.vocabulary.units import Unit

_PROVEN = "a label of lost order: no admissible assignment of its chart puts it elsewhere"
_PREFERRED = "a label of lost order: the arithmetic admits other places too, and a preference chose this one"


@dataclass(frozen=True, slots=True)
class Known:
    """The proved interval of a fact: the steps that prove each end, empty where its own figure or sign gives it."""

    interval: Interval
    low: tuple[Step, ...] = ()
    high: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Sourced:
    """Every fact with its source, and the certificates of its bounds."""

    facts: tuple[Fact, ...]
    certificates: tuple[Certificate, ...]


def sourced(
    book: Book,
    known: Mapping[FactKey, Known],
    suspects: Iterable[str],
    places: Mapping[Unit, Decimal] | None = None,
    only: Collection[FactKey] | None = None,
) -> Sourced:
    """The facts of a book (or `only` some) in the order of their ids.

    `suspects` state nothing until a person has judged them. `places` are those that figures of each unit are usually
    printed to, where the book is a part of a larger one.
    """
    return _Sourcing(book, known, frozenset(suspects), places or usual_places(book)).told(
        known if only is None else only
    )


class _Sourcing:
    def __init__(
        self, book: Book, known: Mapping[FactKey, Known], suspects: frozenset[str], places: Mapping[Unit, Decimal]
    ) -> None:
        self._book = book
        self._known = known
        self._suspects = suspects
        self._stating: dict[FactKey, list[Figure]] = {}
        for figure in sorted(book.figures, key=lambda f: f.id):
            if figure.fact is not None:
                self._stating.setdefault(figure.fact, []).append(figure)
        self._labels = {figure: figure in a.proven for a in book.assignments for figure, _ in a.slots}
        self._defining: dict[FactKey, list[Identity]] = {}
        for identity in sorted(book.identities, key=lambda i: i.id):
            if identity.subject is not None:
                self._defining.setdefault(identity.subject, []).append(identity)
        self._places = places
        self._values: dict[FactKey, tuple[Decimal, SourceKind, str, str] | None] = {}

    def told(self, keys: Iterable[FactKey]) -> Sourced:
        facts, certificates = [], []
        for key in sorted(keys, key=lambda k: k.id):
            proofs = {side: self._certificate(key, side) for side in Side}
            certificates += [proof for proof in proofs.values() if proof is not None]
            facts.append(self._fact(key, proofs))
        return Sourced(tuple(facts), tuple(certificates))

    def _fact(self, key: FactKey, proofs: Mapping[Side, Certificate | None]) -> Fact:
        interval = self._known[key].interval
        value, source, identity, reason = self._value(key)
        low, high = proofs[Side.LOW], proofs[Side.HIGH]
        return Fact(
            key=key,
            unit=fact_unit(self._book, key),
            source=source,
            verdict=self._verdict(key),
            value=value,
            interval=interval,
            figures=tuple(f.id for f in self._stating.get(key, [])),
            identity=identity,
            low_proof=low.id if low else "",
            high_proof=high.id if high else "",
            reason=reason,
        )

    def _verdict(self, key: FactKey) -> Verdict:
        found = {self._book.verdicts[f.id].verdict for f in self._stating.get(key, [])}
        for verdict in (Verdict.BREAKS, Verdict.TIES):
            if verdict in found:
                return verdict
        return Verdict.UNTESTED

    def _value(self, key: FactKey) -> tuple[Decimal | None, SourceKind, str, str]:
        stated = [f for f in self._stating.get(key, []) if f.id not in self._suspects]
        if stated:
            return self._printed(stated)
        if self._stating.get(key):
            return None, self._bounded(key), "", "what is printed breaks; these are the bounds that the rest implies"
        computed = self._computed(key)
        if computed is not None:
            return computed
        interval = self._known[key].interval
        only = self._only(interval, fact_unit(self._book, key))
        if only is not None:
            return only, SourceKind.RECOVERED, "", "its bounds print as one value at the document's precision"
        return None, self._bounded(key), "", ""

    def _printed(self, stated: list[Figure]) -> tuple[Decimal, SourceKind, str, str]:
        finest = min(stated, key=lambda f: (f.printed.rounding is not None, f.printed.place, f.id))
        if finest.id in self._labels:
            reason = _PROVEN if self._labels[finest.id] else _PREFERRED
            return finest.printed.value, SourceKind.RECOVERED, "", reason
        return finest.printed.value, SourceKind.STATED, "", finest.settled

    def _bounded(self, key: FactKey) -> SourceKind:
        interval = self._known[key].interval
        return SourceKind.UNKNOWN if interval.low is None and interval.high is None else SourceKind.DEDUCED

    def _computed(self, key: FactKey) -> tuple[Decimal, SourceKind, str, str] | None:
        """The value that an identity defining the fact gives from the printed values of all its other facts."""
        if key in self._values:
            return self._values[key]
        self._values[key] = None  # a definition that comes back to itself computes nothing
        for identity in self._defining.get(key, []):
            value = self._from(identity, key)
            if value is not None:
                self._values[key] = value, SourceKind.COMPUTED, identity.id, f"computed: {identity.text}"
                break
        return self._values[key]

    def _from(self, identity: Identity, key: FactKey) -> Decimal | None:
        if identity.ratio == key:
            top, bottom = self._sum(identity.terms), self._sum(identity.denominator)
            if top is None or bottom is None or bottom <= 0:
                return None
            exact = identity.factor * top / bottom + identity.offset
            # two places more than the document prints, so that showing it rounds once
            place = self._places.get(fact_unit(self._book, key), Decimal("0.1")) / 100
            return self._admitted(key, exact, _rounded(exact, place))
        if identity.ratio is not None or identity.low != identity.high:
            return None
        own = sum((t.coefficient for t in identity.terms if t.fact == key), Fraction(0))
        rest = self._sum(t for t in identity.terms if t.fact != key)
        if not own or rest is None:
            return None
        exact = (identity.low - rest) / own
        return self._admitted(key, exact, _finite(exact))

    def _admitted(self, key: FactKey, exact: Fraction, value: Decimal | None) -> Decimal | None:
        """The value, unless rounding of the printed terms has carried it outside what the rest implies."""
        return value if self._known[key].interval.holds(exact) else None

    def _sum(self, terms: Iterable[Term]) -> Fraction | None:
        total = Fraction(0)
        for term in terms:
            value = self._level(term.fact)
            if value is None:
                return None
            total += term.coefficient * Fraction(value)
        return total

    def _level(self, key: FactKey) -> Decimal | None:
        stated = [f for f in self._stating.get(key, []) if f.id not in self._suspects]
        if stated:
            return self._printed(stated)[0]
        if self._stating.get(key) or key not in self._known:
            return None
        computed = self._computed(key)
        return None if computed is None else computed[0]

    def _only(self, interval: Interval, unit: Unit) -> Decimal | None:
        """The one value at the document's usual precision that every value of the interval prints as."""
        place = self._places.get(unit)
        if place is None or interval.low is None or interval.high is None:
            return None
        middle = _rounded((interval.low + interval.high) / 2, place)
        whole = admitted(Fraction(middle), Fraction(place), Rounding.NEAREST)
        return middle if whole.holds(interval.low) and whole.holds(interval.high) else None

    def _certificate(self, key: FactKey, side: Side) -> Certificate | None:
        proved = self._known[key].low if side is Side.LOW else self._known[key].high
        if not proved:
            return None
        figures = sorted({p.figure for step in proved for p in step.premises if isinstance(p, FigurePremise)})
        return Certificate(f"{side}:{key.id}", proved, key, side, tuple(figures))


def usual_places(book: Book) -> dict[Unit, Decimal]:
    """The place that most figures of each unit are printed to (the finer of equals)."""
    counts: dict[Unit, Counter[Decimal]] = {}
    for figure in book.figures:
        if figure.fact is not None and figure.printed.rounding is None:
            counts.setdefault(figure.unit, Counter())[figure.printed.place] += 1
    return {unit: min(places, key=lambda p: (-places[p], p)) for unit, places in counts.items()}


def _rounded(value: Fraction, place: Decimal) -> Decimal:
    return Decimal(round(value / Fraction(place))) * place


def _finite(value: Fraction) -> Decimal | None:
    """The value as a decimal, None where it has no finite one."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return Decimal(value.numerator) / Decimal(value.denominator) if rest == 1 else None
