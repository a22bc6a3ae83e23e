"""Proofs in words: every certificate told as a headline and its reasons, so that a person can follow it by hand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.certificates import (
    Certificate,
    Explanation,
    FigurePremise,
    IdentityPremise,
    Line,
    Premise,
    ProductPremise,
    QuotientPremise,
    Side,
    SignPremise,
    Step,
    StepPremise,
)
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity, IdentityKind
from crossfoot.tie.wording.phrases import Phrases, source
from crossfoot.vocabulary.measures import LEVEL, AspectKind

# Relations first, then what is printed, then what they are applied to.
_ORDER = {IdentityPremise: 0, FigurePremise: 1, SignPremise: 2, StepPremise: 3, ProductPremise: 4, QuotientPremise: 5}
_CONCLUSION = "so "


def explain(book: Book) -> Book:
    """The book with an explanation of every certificate, in their order."""
    teller = _Teller(book)
    return book.grown(explanations=tuple(teller.told(certificate) for certificate in book.certificates))


class _Teller:
    """Tells the certificates of one book."""

    def __init__(self, book: Book) -> None:
        self._phrases = Phrases(book)
        self._figures = {figure.id: figure for figure in book.figures}
        self._identities = {identity.id: identity for identity in book.identities}

    def told(self, certificate: Certificate) -> Explanation:
        """One certificate: a bound's headline is the bound, a contradiction's the figure that cannot stand."""
        last = certificate.steps[-1]
        if certificate.fact is not None:
            proof = _Proof(self._phrases, self._figures, self._identities, certificate.fact)
            headline = self._phrases.bound(*_one(last), strict=last.strict)
            return Explanation(certificate.id, headline, tuple(_joined(proof.lines(certificate.steps))))
        pivot = self._pivot(last)
        if pivot is None:
            proof = _Proof(self._phrases, self._figures, self._identities, None)
            printed = ", ".join(source(self._figures[figure]) for figure in certificate.figures)
            headline = f"No true values print as all of these: {printed}"
            return Explanation(certificate.id, headline, tuple(_joined(proof.lines(certificate.steps))))
        return self._contradiction(certificate, pivot)

    def _pivot(self, last: Step) -> FigurePremise | None:
        """The figure that a contradiction is told of: a level before a statement, a coarse print before a fine one."""
        printed = [premise for premise in last.premises if isinstance(premise, FigurePremise)]
        return min(printed, key=self._preference, default=None)

    def _preference(self, premise: FigurePremise) -> tuple[bool, Fraction, str]:
        figure = self._figures[premise.figure]
        level = figure.fact is not None and figure.fact.aspect.kind is AspectKind.LEVEL
        return not level, -Fraction(figure.printed.place), figure.id

    def _contradiction(self, certificate: Certificate, pivot: FigurePremise) -> Explanation:
        """`0 <= bound < 0` without the pivot's own share is a bound of its fact from the other side."""
        *earlier, last = certificate.steps
        figure = self._figures[pivot.figure]
        assert figure.fact is not None
        below = pivot.side is Side.LOW
        end = figure.interval.low if below else figure.interval.high
        assert end is not None
        limit = end + last.bound / pivot.times if below else end - last.bound / pivot.times
        side = Side.HIGH if below else Side.LOW
        rest = tuple(premise for premise in last.premises if premise != pivot)
        sign = Fraction(1 if below else -1)
        claim = Step(rest, ((figure.fact, sign),), sign * limit, last.strict)
        said = self._phrases.bound(figure.fact, side, limit)
        headline = f"{figure.text} cannot stand ({source(figure)}): by the other figures, {said}"
        proof = _Proof(self._phrases, self._figures, self._identities, figure.fact)
        return Explanation(certificate.id, headline, tuple(_joined(proof.lines((*earlier, claim)))))


class _Proof:
    """The lines of one proof about `subject`, which its sentences call "it"."""

    def __init__(
        self,
        phrases: Phrases,
        figures: Mapping[str, Figure],
        identities: Mapping[str, Identity],
        subject: FactKey | None,
    ) -> None:
        self._phrases = phrases
        self._figures = figures
        self._identities = identities
        self._subject = subject
        self._steps: tuple[Step, ...] = ()

    def lines(self, steps: tuple[Step, ...]) -> Iterator[Line]:
        """The reasons of every step that is a result of its own, each closed by what follows; then the claim's."""
        self._steps = steps
        for step in steps[:-1]:
            if _is_result(step):
                yield from self._reasons(step)
                yield self._concluded(step, _CONCLUSION)
        yield from self._reasons(steps[-1])

    def _reasons(self, step: Step) -> Iterator[Line]:
        for premise in sorted(step.premises, key=lambda premise: _ORDER[type(premise)]):
            yield from self._reason(premise)

    def _reason(self, premise: Premise) -> Iterator[Line]:
        match premise:
            case IdentityPremise():
                yield from self._relation(self._identities[premise.identity])
            case FigurePremise():
                yield self._printed(self._figures[premise.figure], premise.side)
            case SignPremise():
                yield Line(f"{self._phrases.fact(premise.fact)} cannot be negative", facts=(premise.fact.id,))
            case StepPremise():
                yield from self._earlier(self._steps[premise.step])
            case ProductPremise():
                yield from self._earlier(self._steps[premise.ratio_bound])
                yield from self._earlier(self._steps[premise.denominator_bound])
            case QuotientPremise():
                yield from self._relation(self._identities[premise.identity])
                yield from self._reasons(self._steps[premise.inequality])

    def _earlier(self, step: Step) -> Iterator[Line]:
        """What an earlier step says: in short where it was told, in full where it was not."""
        if _is_result(step):
            yield self._concluded(step)
        else:
            yield from self._reasons(step)

    def _concluded(self, step: Step, opening: str = "") -> Line:
        key, side, value = _one(step)
        return Line(opening + self._bound(key, side, value, strict=step.strict), facts=(key.id,))

    def _relation(self, identity: Identity) -> Iterator[Line]:
        # That growth is a change over its comparison needs no saying beside the statement that it is applied to.
        if identity.origin.rule and identity.kind in (IdentityKind.VARIANCE, IdentityKind.RECALCULATE):
            return
        facts = tuple(key.id for key in identity.facts)
        yield Line(f"{self._phrases.identity(identity)} ({identity.origin})", facts=facts)

    def _printed(self, figure: Figure, side: Side) -> Line:
        assert figure.fact is not None
        low = side is Side.LOW
        end = figure.interval.low if low else figure.interval.high
        assert end is not None
        strict = figure.interval.low_open if low else figure.interval.high_open
        said = self._bound(figure.fact, side, end, strict=strict)
        return Line(f"{said} ({source(figure)})", (figure.id,), (figure.fact.id,))

    def _bound(self, key: FactKey, side: Side, value: Fraction, *, strict: bool) -> str:
        # "It" is a level: its changes and shares are told of it, but it is not told of them.
        subject = "it" if self._subject == replace(key, aspect=LEVEL) else ""
        return self._phrases.bound(key, side, value, strict=strict, subject=subject)


def _is_result(step: Step) -> bool:
    """Whether a step is worth a sentence: it bounds one fact, and not by repeating what is printed or declared."""
    repeats = len(step.premises) == 1 and isinstance(step.premises[0], FigurePremise | SignPremise | StepPremise)
    return len(step.coefficients) == 1 and not repeats


def _one(step: Step) -> tuple[FactKey, Side, Fraction]:
    """The fact, side and value of a step that bounds one fact."""
    ((key, coefficient),) = step.coefficients
    return key, Side.HIGH if coefficient > 0 else Side.LOW, step.bound / coefficient


def _joined(lines: Iterable[Line]) -> Iterator[Line]:
    """Each reason told once, the first after "because", the others after "and"."""
    told: set[str] = set()
    for line in lines:
        if line.text not in told:
            concludes = line.text.startswith(_CONCLUSION)
            opening = "" if concludes else "and " if told else "because "
            told |= {line.text, line.text.removeprefix(_CONCLUSION)}
            yield Line(opening + line.text, line.figures, line.facts)
