"""Again: a judged book tied again after one figure has changed, at the cost of the part that it belongs to.

Parts that no identity links are decided apart, so a figure's new text can change nothing in the others but what blame
says of figures of the same name. The result is what judging the changed book from scratch would give, its regimes
being kept: how a document was rounded is told by the whole of it, not by one figure.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from crossfoot.algebra.system import Statement, System, compact, compile_book, parts
from crossfoot.model.book import Book
from crossfoot.model.certificates import Certificate
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Finding
from crossfoot.tie.blame.breaks import DOES_NOT_TIE, UNDECIDED, Figured
from crossfoot.tie.blame.severity import doubtful
from crossfoot.tie.engine import judged, judged_by
from crossfoot.tie.joint import decide_again
from crossfoot.tie.regimes import interval_of
from crossfoot.tie.sources import usual_places
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.units import Unit

_OF_PARTS = (DOES_NOT_TIE, UNDECIDED)
"""The codes of what the joint decision says of a part; other findings were made before it, and stay."""


def retie(book: Book, figure_id: str, printed: Printed) -> Book:
    """The judged book with one figure printed otherwise. Raises KeyError where the book has no such figure.

    For several changes one after another keep a `Retying`, which looks the book through only once.
    """
    return Retying(book).retie(figure_id, printed)


class Retying:
    """A judged book and where everything in it stands, so that what a change touches need not be looked for."""

    def __init__(self, book: Book) -> None:
        system = compile_book(book)
        self.book = book
        self._keys = system.variables
        self._parts = [compact(of, variables) for variables, of in parts(system)]
        self._part_of = {s.figure: number for number, part in enumerate(self._parts) for s in part.statements}
        self._figure_at = {figure.id: at for at, figure in enumerate(book.figures)}
        self._identity_at = {identity.id: at for at, identity in enumerate(book.identities)}
        self._fact_at = {fact.key: at for at, fact in enumerate(book.facts)}
        self._printed = Counter(_printed(figure) for figure in book.figures if figure.fact is not None)
        self._places = usual_places(book)
        self._said = tuple(finding for finding in book.findings if finding.code not in _OF_PARTS)
        proofs = {certificate.id: certificate for certificate in book.certificates}
        self._findings: dict[int, list[Finding]] = {}
        self._proofs: dict[int, list[Certificate]] = {}
        for finding in book.findings:
            if finding.code in _OF_PARTS:
                number = self._part_of[finding.figures[0]]
                self._findings.setdefault(number, []).append(finding)
                if finding.certificate:
                    self._proofs.setdefault(number, []).append(proofs[finding.certificate])

    def retie(self, figure_id: str, printed: Printed) -> Book:
        """The book with that figure printed so, tied; further changes start from it. Raises KeyError."""
        at = self._figure_at[figure_id]
        old = self.book.figures[at]
        regimes = {regime.group: regime for regime in self.book.regimes}
        new = replace(old, printed=printed, alternatives=())
        new = replace(new, interval=interval_of(new, regimes))
        book = self.book.grown(figures=(*self.book.figures[:at], new, *self.book.figures[at + 1 :]))
        if self.book.blocks or self._changes_places(old, new):
            return self._from_scratch(book)
        self.book = book
        number = self._part_of.get(figure_id)
        if number is None or new.fact is None:
            return book
        self._parts[number] = _restated(self._parts[number], new)
        if all(self._decide(part) for part in self._touched(number, new.fact.name)):
            return self.book
        return self._from_scratch(self.book)

    def _from_scratch(self, book: Book) -> Book:
        """The book judged as a whole, where a change reaches further than its part."""
        labels = {figure for block in book.blocks for figure in block.figures}
        bare = book.grown(
            figures=tuple(replace(f, fact=None) if f.id in labels else f for f in book.figures),
            findings=self._said,
            regimes=tuple(replace(regime, stated=True) for regime in book.regimes),
            assignments=(),
            certificates=(),
            explanations=(),
        )
        fresh = Retying(judged(bare).grown(regimes=book.regimes))
        for name, known in vars(fresh).items():
            setattr(self, name, known)
        return self.book

    def _changes_places(self, old: Figure, new: Figure) -> bool:
        """Whether the change alters to what place figures of its unit are printed, at the finest or usually."""
        if old.fact is None or _printed(old) == _printed(new):
            return False
        before = _places(self._printed, old.unit)
        self._printed.subtract([_printed(old)])
        self._printed.update([_printed(new)])
        return _places(self._printed, old.unit) != before

    def _touched(self, number: int, name: str) -> Iterable[int]:
        """The part of a figure, and those in which blame has looked at figures of its measure and aspect."""
        names = {f.id: f.fact.name for f in self.book.figures if f.fact is not None} if self._findings else {}
        others = {
            part
            for part, findings in self._findings.items()
            if any(names.get(suspect) == name for finding in findings for suspect in finding.figures)
        }
        return sorted({number} | others)

    def _decide(self, number: int) -> bool:
        """Decides a part anew; False where an identity is better left out of the book now."""
        system, book = self._parts[number], self.book
        joint = decide_again(system, lambda: Figured.of(book))
        if joint.findings and doubtful(book.grown(findings=tuple(joint.findings))):
            return False
        ids = (*(row.identity for row in system.linear), *(row.identity for row in system.ratios))
        part = book.grown(
            figures=tuple(book.figures[self._figure_at[s.figure]] for s in system.statements),
            identities=tuple(book.identities[self._identity_at[identity]] for identity in ids),
            findings=(),
        )
        self._findings.pop(number, None)
        self._proofs.pop(number, None)
        if joint.findings:
            self._findings[number] = joint.findings
            self._proofs[number] = joint.certificates
        self.book = self._with_part(judged_by(part, joint, self._places))
        return True

    def _with_part(self, part: Book) -> Book:
        """The book with one part's verdicts, ticks, facts and witness, and the findings and proofs of all."""
        book, inside = self.book, {fact.key for fact in part.facts}
        facts, ticks = list(book.facts), list(book.ticks)
        for fact in part.facts:
            facts[self._fact_at[fact.key]] = fact
        for tick in part.ticks:
            ticks[self._identity_at[tick.identity]] = tick
        witness = {key: value for key, value in book.witness.items() if key not in inside} | dict(part.witness)
        contradictions = [proof for number in sorted(self._proofs) for proof in self._proofs[number]]
        kept = [proof for proof in book.certificates if proof.fact is not None and proof.fact not in inside]
        proofs = {proof.id for proof in (*contradictions, *kept)}
        return book.grown(
            verdicts={**book.verdicts, **part.verdicts},
            ticks=tuple(ticks),
            facts=tuple(facts),
            findings=(*self._said, *(f for number in sorted(self._findings) for f in self._findings[number])),
            certificates=(*contradictions, *kept),
            explanations=tuple(told for told in book.explanations if told.certificate in proofs),
            witness={key: witness[key] for key in self._keys if key in witness},
        )


def _restated(system: System, figure: Figure) -> System:
    statements = (
        Statement(s.figure, s.variable, figure.interval) if s.figure == figure.id else s for s in system.statements
    )
    return replace(system, statements=tuple(statements))


def _printed(figure: Figure) -> tuple[Unit, Decimal, bool]:
    return figure.unit, figure.printed.place, figure.printed.rounding is not None


def _places(printed: Mapping[tuple[Unit, Decimal, bool], int], unit: Unit) -> tuple[Decimal, Decimal | None]:
    """The finest place of a unit, in which the solver counts, and the one that most figures have."""
    finest = min((p for (u, p, _), count in printed.items() if u == unit and count and p > 0), default=Decimal(1))
    usual = [(-count, p) for (u, p, in_words), count in printed.items() if u == unit and count and not in_words]
    return finest, min(usual)[1] if usual else None
