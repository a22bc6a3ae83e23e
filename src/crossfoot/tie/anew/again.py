"""Again: a judged book tied again after one figure has changed, at the cost of what lies around that figure.

Parts that no identity links are decided apart, so a figure's new text changes nothing in the others but what blame says
of them. In its own part the last true values are moved around the figure, and where that is not to be, what is wrong is
looked for there. The result is what judging the changed book from scratch would give, its regimes being kept (how a
document was rounded is told by the whole of it, not by one figure), but for the witness, which may be another.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Self

from crossfoot.algebra.system import System, compact, compile_book, parts
from crossfoot.algebra.vicinity import Vicinity
from crossfoot.model.book import Book
from crossfoot.model.certificates import Certificate
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Finding
from crossfoot.tie.anew.standing import Said, Standing, amended, refreshed
from crossfoot.tie.blame.breaks import DOES_NOT_TIE, UNDECIDED
from crossfoot.tie.blame.conflicts import LARGE
from crossfoot.tie.blame.figured import Figured
from crossfoot.tie.blame.severity import doubtful
from crossfoot.tie.engine import judged, judged_by
from crossfoot.tie.joint import Joint, decide_again
from crossfoot.tie.rounding.regimes import interval_of
from crossfoot.tie.sources import usual_places
from crossfoot.tie.trouble import Base, Trouble
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
        self._groups = parts(system)
        self._part_of = {s.figure: number for number, (_, of) in enumerate(self._groups) for s in of.statements}
        self._standing: dict[int, Standing] = {}
        self._at = _Places.of(book)
        self._printed = Counter(_printed(figure) for figure in book.figures if figure.fact is not None)
        self._places = usual_places(book)
        self._figured: Figured | None = None
        self._said = tuple(finding for finding in book.findings if finding.code not in _OF_PARTS)
        self._is_discovered = any(identity.belief is not None for identity in book.identities)
        proofs = {certificate.id: certificate for certificate in book.certificates}
        part_of = {system.variables[v]: number for number, (group, _) in enumerate(self._groups) for v in group}
        self._with_bounds = {part_of[proof.fact] for proof in book.certificates if proof.fact is not None}
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
        at = self._at.figures[figure_id]
        old = self.book.figures[at]
        regimes = {regime.group: regime for regime in self.book.regimes}
        new = replace(old, printed=printed, alternatives=())
        new = replace(new, interval=interval_of(new, regimes))
        book = self.book.grown(figures=(*self.book.figures[:at], new, *self.book.figures[at + 1 :]))
        if self.book.blocks or self._changes_places(old, new):
            return self._from_scratch(book)
        number = self._part_of.get(figure_id)
        standing = None if number is None else self._stands(number)
        self.book = book
        if self._figured is not None:
            self._figured.restate(new)
        if number is None or standing is None:
            return book
        standing.restate(figure_id, new.interval)
        # what blame says of another part may rest on this figure too, as the same size printed elsewhere
        if all(self._decide(part) for part in sorted({number} | self._findings.keys())):
            return self.book
        return self._from_scratch(self.book)

    def _stands(self, number: int) -> Standing:
        """The part of that number, looked through when it is first asked for."""
        standing = self._standing.get(number)
        if standing is None:
            group, system = self._groups[number]
            keys, witness = [self._keys[v] for v in group], self.book.witness
            point = {v: witness[key] for v, key in enumerate(keys)} if all(key in witness for key in keys) else None
            standing = self._standing[number] = Standing(Vicinity(compact(system, group)), point)
            if number not in self._findings and number not in self._with_bounds and point is not None:
                standing.clean = self._said_of(standing)
        return standing

    def _said_of(self, standing: Standing) -> Said:
        """What the book says of a part."""
        system, book, at = standing.vicinity.system, self.book, self._at
        ids = (*(row.identity for row in system.linear), *(row.identity for row in system.ratios))
        ticks = (book.ticks[at.identities[identity]] for identity in ids)
        return Said(
            {s.figure: book.verdicts[s.figure] for s in system.statements},
            {tick.identity: tick for tick in ticks},
            {key: book.facts[at.facts[key]] for key in system.variables},
        )

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

    def _decide(self, number: int) -> bool:
        """Decides a part anew; False where something beyond the part is better decided otherwise now."""
        standing = self._stands(number)
        large = len(standing.vicinity.system.variables) >= LARGE
        trouble = standing.looked_through() if large or standing.clean is not None else None
        if standing.clean is not None and trouble is not None and not trouble.conflicts and trouble.base is not None:
            self._right_again(number, standing, trouble.base)
            return True
        return self._decide_anew(number, standing, trouble if large else None)

    def _right_again(self, number: int, standing: Standing, base: Base) -> None:
        """Takes what was said of the part when it tied last, with what its changed figures make of it now."""
        assert standing.clean is not None
        facts = {self.book.figures[self._at.figures[figure]].fact for figure in standing.changed}
        near, touched = self._at.around(self.book, {fact for fact in facts if fact is not None})
        standing.clean = refreshed(near, standing.clean, touched, self._places)
        standing.changed.clear()
        self._findings.pop(number, None)
        self._proofs.pop(number, None)
        keys = standing.vicinity.system.variables
        self.book = self._with(standing.clean, {keys[v]: value for v, value in base.point.items()})

    def _decide_anew(self, number: int, standing: Standing, trouble: Trouble | None) -> bool:
        """Decides a part with all that is said of it."""
        system, book = standing.vicinity.system, self.book
        joint = decide_again(system, self._looked_through, trouble)
        if joint.findings and (self._is_discovered or doubtful(book.grown(findings=tuple(joint.findings)))):
            return False
        self._findings.pop(number, None)
        self._proofs.pop(number, None)
        self._with_bounds.discard(number)
        if joint.findings:
            self._findings[number] = joint.findings
            self._proofs[number] = joint.certificates
        said = self._judged_where_it_breaks(standing, joint) or self._judged_anew(system, joint)
        self.book = self._with(said, {system.variables[v]: value for v, value in sorted(joint.witness.items())})
        if not joint.findings and not joint.undecided:
            standing.clean = self._said_of(standing)
            standing.changed.clear()
        return True

    def _judged_anew(self, system: System, joint: Joint) -> Said:
        """What is said of all of a part."""
        book = self.book
        ids = (*(row.identity for row in system.linear), *(row.identity for row in system.ratios))
        part = book.grown(
            figures=tuple(book.figures[self._at.figures[s.figure]] for s in system.statements),
            identities=tuple(book.identities[self._at.identities[identity]] for identity in ids),
            findings=(),
        )
        part = judged_by(part, joint, self._places)
        ticks, facts = ({tick.identity: tick for tick in part.ticks}, {fact.key: fact for fact in part.facts})
        return Said(part.verdicts, ticks, facts)

    def _judged_where_it_breaks(self, standing: Standing, joint: Joint) -> Said | None:
        """The same of a part that tied before: only what its findings alter is judged. None where it never tied."""
        if standing.clean is None or not joint.findings or joint.undecided or joint.unreached:
            return None
        evidence = joint.evidence()
        facts = {self.book.figures[self._at.figures[figure]].fact for figure in standing.changed}
        facts |= standing.doubted(evidence, standing.clean)
        near, touched = self._at.around(self.book, {fact for fact in facts if fact is not None})
        return amended(near, standing.clean, touched, (evidence, self._places))

    def _looked_through(self) -> Figured:
        """The book as blame looks it up; it follows the changes once it is asked for."""
        self._figured = self._figured or Figured.of(self.book)
        return self._figured

    def _with(self, said: Said, values: Mapping[FactKey, Fraction]) -> Book:
        """The book with what is said of one part, its witness, and the findings and proofs of all."""
        book, at = self.book, self._at
        facts, ticks = list(book.facts), list(book.ticks)
        for fact in said.facts.values():
            facts[at.facts[fact.key]] = fact
        for tick in said.ticks.values():
            ticks[at.identities[tick.identity]] = tick
        contradictions = [proof for number in sorted(self._proofs) for proof in self._proofs[number]]
        kept = [proof for proof in book.certificates if proof.fact is not None and proof.fact not in said.facts]
        proofs = {proof.id for proof in (*contradictions, *kept)}
        return book.grown(
            verdicts={**book.verdicts, **said.verdicts},
            ticks=tuple(ticks),
            facts=tuple(facts),
            findings=(*self._said, *(f for number in sorted(self._findings) for f in self._findings[number])),
            certificates=(*contradictions, *kept),
            explanations=tuple(told for told in book.explanations if told.certificate in proofs),
            witness=self._witness(said, values),
        )

    def _witness(self, said: Said, values: Mapping[FactKey, Fraction]) -> dict[FactKey, Fraction]:
        """The book's witness with the values of one part, in the order of facts."""
        before = self.book.witness
        if values.keys() <= before.keys() and len(values) == len(said.facts):
            return {**before, **values}
        after = {key: value for key, value in before.items() if key not in said.facts} | dict(values)
        return {key: after[key] for key in self._keys if key in after}


@dataclass(frozen=True, slots=True)
class _Places:
    """Where in its book each figure, identity and fact is, and which of them speak of a fact."""

    figures: Mapping[str, int]
    identities: Mapping[str, int]
    facts: Mapping[FactKey, int]
    stating: Mapping[FactKey, list[int]]
    speaking: Mapping[FactKey, list[int]]

    @classmethod
    def of(cls, book: Book) -> Self:
        """Those of a judged book."""
        stating: dict[FactKey, list[int]] = defaultdict(list)
        speaking: dict[FactKey, list[int]] = defaultdict(list)
        for at, figure in enumerate(book.figures):
            if figure.fact is not None:
                stating[figure.fact].append(at)
        for at, identity in enumerate(book.identities):
            for key in identity.facts:
                speaking[key].append(at)
        return cls(
            figures={figure.id: at for at, figure in enumerate(book.figures)},
            identities={identity.id: at for at, identity in enumerate(book.identities)},
            facts={fact.key: at for at, fact in enumerate(book.facts)},
            stating=stating,
            speaking=speaking,
        )

    def around(self, book: Book, changed: set[FactKey]) -> tuple[Book, set[FactKey]]:
        """The identities that speak of changed facts and of those computed from them, with their figures; and these."""
        reached, waiting = set(changed), list(changed)
        identities: set[int] = set()
        facts = set(changed)
        while waiting:
            for at in self.speaking.get(waiting.pop(), ()):
                identities.add(at)
                for key in book.identities[at].facts:
                    facts.add(key)
                    if key not in reached and key not in self.stating:
                        reached.add(key)
                        waiting.append(key)
        figures = sorted(at for key in facts for at in self.stating.get(key, ()))
        near = book.grown(
            figures=tuple(book.figures[at] for at in figures),
            identities=tuple(book.identities[at] for at in sorted(identities)),
        )
        return near, reached


def _printed(figure: Figure) -> tuple[Unit, Decimal, bool]:
    return figure.unit, figure.printed.place, figure.printed.rounding is not None


def _places(printed: Mapping[tuple[Unit, Decimal, bool], int], unit: Unit) -> tuple[Decimal, Decimal | None]:
    """The finest place of a unit, in which the solver counts, and the one that most figures have."""
    finest = min((p for (u, p, _), count in printed.items() if u == unit and count and p > 0), default=Decimal(1))
    usual = [(-count, p) for (u, p, in_words), count in printed.items() if u == unit and count and not in_words]
    return finest, min(usual)[1] if usual else None
