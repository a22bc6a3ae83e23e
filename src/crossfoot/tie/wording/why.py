"""The answer to "why this number?": everything that a book knows of one fact, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.certificates import Explanation
from crossfoot.model.facts import Fact, FactKey, SourceKind, Verdict
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Assignment, Correction, Finding
from crossfoot.model.identities import Identity
from crossfoot.tie.wording.phrases import Phrases, as_held, place, solved, source, spread

KNOWN = {
    SourceKind.STATED: "it is printed",
    SourceKind.COMPUTED: "an identity of printed figures gives it",
    SourceKind.RECOVERED: "the rest of the book leaves this one value",
    SourceKind.DEDUCED: "only bounds follow from the rest",
    SourceKind.ASSUMED: "a preference or a person chose it",
    SourceKind.UNKNOWN: "nothing in the book bounds it",
}


@dataclass(frozen=True, slots=True)
class Printing:
    """One figure that states the fact: what is printed where, the file and line that carry it, and its verdict."""

    source: str
    line: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Operand:
    """A term of a relation: its sign (`/` below the line of a ratio), what it is, and how far it is known."""

    sign: str
    name: str
    known: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A relation that the fact is in: in words, where it comes from, its verdict, and each of its other terms."""

    relation: str
    origin: str
    verdict: str
    operands: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Accusation:
    """A finding that names the figure: what it says, and one line for each set of changes that would make it tie."""

    message: str
    remedies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a book knows of one fact; `recovery` says how a chart's label came to state it, where one does."""

    name: str
    value: str
    interval: str
    source: SourceKind | None
    known: str
    printings: tuple[Printing, ...] = ()
    recovery: str = ""
    arithmetic: tuple[Arithmetic, ...] = ()
    findings: tuple[Accusation, ...] = ()
    proofs: tuple[Explanation, ...] = ()


def why(book: Book, fact: Fact) -> Answer:
    """The answer for a fact of the book; what computes, defines and tests it stands first."""
    teller = _Teller(book)
    key = fact.key
    figures = [book.figure(figure) for figure in fact.figures]
    accused = [finding for finding in book.findings if set(finding.figures) & set(fact.figures)]
    certificates = {fact.low_proof, fact.high_proof, *(finding.certificate for finding in accused)} - {""}
    identities = [identity for identity in book.identities if key in identity.facts]
    identities.sort(key=lambda identity: teller.rank(identity, fact))
    return Answer(
        name=teller.phrases.fact(key),
        value="" if fact.value is None else as_held(fact.value, fact.unit),
        interval=spread(fact.interval, fact.unit),
        source=fact.source,
        known=fact.reason or KNOWN[fact.source],
        printings=tuple(teller.printing(figure) for figure in figures),
        recovery=teller.recovery(figures),
        arithmetic=tuple(teller.arithmetic(identity, key) for identity in identities),
        findings=tuple(Accusation(finding.message, remedies(book, finding)) for finding in accused),
        proofs=tuple(proof for proof in book.explanations if proof.certificate in certificates),
    )


def remedies(book: Book, finding: Finding) -> tuple[str, ...]:
    """For each correction set, what to change: `27.7 (deck p.2) to 26.7 (misread digit), within JPY 26,684.7 ...`."""
    return tuple(" and ".join(_changed(book, correction) for correction in one) for one in finding.corrections)


def _changed(book: Book, correction: Correction) -> str:
    figure = book.figure(correction.figure)
    anything = correction.interval.low is None and correction.interval.high is None
    needed = "any value" if anything else spread(correction.interval, figure.unit)
    slip = f" ({correction.slip})" if correction.slip else ""
    text = f"{correction.suggested}{slip}, within {needed}" if correction.suggested and not anything else needed
    return f"{figure.text} ({place(figure)}) to {text}"


def why_unbound(book: Book, figure: Figure) -> Answer:
    """The answer for a figure that states no fact of the book."""
    teller = _Teller(book)
    return Answer(
        name=f"{figure.text}, which states no fact",
        value=as_held(figure.printed.value, figure.unit),
        interval=spread(figure.interval, figure.unit),
        source=None,
        known=figure.note or "nothing was bound to it",
        printings=(teller.printing(figure),),
        recovery=teller.recovery([figure]),
    )


class _Teller:
    """Words for the parts of an answer from one book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.phrases = Phrases(book)
        self._facts = {fact.key: fact for fact in book.facts}
        self._ticks = {tick.identity: tick for tick in book.ticks}

    def rank(self, identity: Identity, fact: Fact) -> tuple[bool, bool, bool, bool, str]:
        """Where a relation stands among those of a fact."""
        tick = self._ticks.get(identity.id)
        tested = tick is not None and tick.verdict is not Verdict.UNTESTED
        computes, defines = identity.id == fact.identity, identity.subject == fact.key
        return not computes, not defines, not tested, identity.ratio is not None, identity.id

    def printing(self, figure: Figure) -> Printing:
        """One figure with its verdict."""
        verdict = self._book.verdicts.get(figure.id)
        line = f"{figure.place.file}:{figure.place.line}" if figure.place.file else ""
        return Printing(
            source(figure), line, str(verdict.verdict) if verdict else "untested", verdict.reason if verdict else ""
        )

    def recovery(self, figures: Iterable[Figure]) -> str:
        """How the labels among some figures were given their slots."""
        labels = {figure.id for figure in figures}
        for assignment in self._book.assignments:
            placed = labels & {figure for figure, _ in assignment.slots}
            if placed:
                return _recovered(assignment, placed <= set(assignment.proven))
        return ""

    def arithmetic(self, identity: Identity, key: FactKey) -> Arithmetic:
        """One relation, solved for the fact where it is linear, with its other terms."""
        tick = self._ticks.get(identity.id)
        linear = identity.ratio is None
        operands = self._summands(identity, key) if linear else self._quotient(identity, key)
        return Arithmetic(
            self.phrases.identity(identity, key if linear else None),
            str(identity.origin),
            str(tick.verdict) if tick else "untested",
            tuple(operands),
        )

    def _summands(self, identity: Identity, key: FactKey) -> Iterator[Operand]:
        for term in solved(identity, key)[0]:
            sign, name = self.phrases.term(term)
            yield Operand(sign, name, self._known(term.fact))

    def _quotient(self, identity: Identity, key: FactKey) -> Iterator[Operand]:
        """The ratio after `=`, the terms above the line by their signs, those below it after `/`."""
        if identity.ratio is not None and identity.ratio != key:
            yield Operand("=", self.phrases.fact(identity.ratio), self._known(identity.ratio))
        for below, terms in ((False, identity.terms), (True, identity.denominator)):
            for term in terms:
                sign, name = self.phrases.term(term)
                if term.fact != key:
                    yield Operand("/" if below else sign, name, self._known(term.fact))

    def _known(self, key: FactKey) -> str:
        fact = self._facts.get(key)
        if fact is None:
            return "unknown"
        if fact.value is None:
            return f"{spread(fact.interval, fact.unit)} ({fact.source})"
        value = as_held(fact.value, fact.unit)
        if fact.interval.holds(Fraction(fact.value)):
            return f"{value} ({fact.source})"
        # A coarse print beside finer ones: the sum adds up with the interval, not with the rounded value.
        return f"{spread(fact.interval, fact.unit)} ({fact.source} as {value})"


def _recovered(assignment: Assignment, proven: bool) -> str:
    """What decided the slot of a label: proof, or a preference among so many."""
    if proven:
        return f"a label of {assignment.block}: no admissible assignment places it otherwise"
    count = f"{assignment.alternatives}{'' if assignment.exhausted else ' or more'}"
    decided = assignment.preference or "a preference"
    return f"a label of {assignment.block}: {count} other assignments are admissible; {decided} chose this one"
