"""What the report's panel and search know: the book's records, with every figure's place, standing and findings."""

from collections import defaultdict
from math import floor
from typing import Any

from crossfoot.model.facts import Fact, FactKey, Verdict
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Correction, Finding
from crossfoot.model.identities import Identity
from crossfoot.model.pages import Number
from crossfoot.publish.formats import Printer
from crossfoot.publish.numbers import PrintingUnit, worded
from crossfoot.publish.proofs import Proofs
from crossfoot.publish.records import Records
from crossfoot.publish.report.labels import LabelledCatalogue
from crossfoot.publish.report.relations import Relations
from crossfoot.publish.report.short_names import ShortNames
from crossfoot.publish.report.standing import MEANINGS, Standings
from crossfoot.publish.wording import KIND_MEANINGS, SOURCE_MEANINGS, VERDICT_MEANINGS
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.periods import Undated

_AROUND = 160
"""Characters of a long sentence that are quoted on each side of its figure."""

_GRAVEST = {"error": 0, "warning": 1, "note": 2}
_BROKEN_FIRST = {Verdict.BREAKS: 0, Verdict.TIES: 1, Verdict.UNTESTED: 2}
_PLAIN_ODDS = 9
"""Powers of ten up to which odds are written out."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Record = dict[str, Any]


class ReportRecords:
    """Makes the records of one book's report: plain values ready for JSON, every number already printed.

    A field that would be empty is left out; `report.js` puts in what the panel shared with the book's site expects.
    """

    def __init__(self, catalogue: LabelledCatalogue) -> None:
        self._catalogue = catalogue
        self._records = Records(catalogue)
        self._proofs = Proofs(catalogue)
        self._standings = Standings(catalogue)
        self.names = ShortNames(catalogue.facts, catalogue.book.identities)
        self.relations = Relations(catalogue)
        self.places = catalogue.places
        self.findings = sorted(catalogue.book.findings, key=lambda finding: _GRAVEST[finding.severity])
        self._accusing: dict[str, list[int]] = defaultdict(list)
        for number, finding in enumerate(self.findings):
            for figure in finding.named:
                self._accusing[figure].append(number)

    def everything(self, pages: list[dict[str, str]]) -> Record:
        """The whole book; `pages` are the report's own sections, for its search."""
        book, names = self._catalogue.book, self.names
        return {
            "facts": {names.fact(fact.key.id): self.fact(fact) for fact in self._catalogue.facts.values()},
            "figures": {figure.id: self.figure(figure) for figure in book.figures},
            "identities": {names.identity(identity.id): self.identity(identity) for identity in book.identities},
            "blocks": {block.id: self._records.block(block.id) for block in book.blocks},
            "findings": [self.finding(finding) for finding in self.findings],
            "pages": pages,
            "words": {
                "sources": {str(source): meaning for source, meaning in SOURCE_MEANINGS.items()},
                "verdicts": {str(verdict): meaning for verdict, meaning in VERDICT_MEANINGS.items()},
                "kinds": {str(kind): meaning for kind, meaning in KIND_MEANINGS.items()},
                "standings": {str(standing): meaning for standing, meaning in MEANINGS.items()},
            },
        }

    def proofs(self) -> Record:
        """The certificates by chunk, as the panel asks for them."""
        return {
            str(chunk): {name: self._proof(proof) for name, proof in proofs.items()}
            for chunk, proofs in enumerate(self._proofs.chunks())
        }

    def _proof(self, proof: Record | None) -> Record | None:
        if proof is None:
            return None
        return proof | {"lines": [line | {"facts": self.names.facts(line["facts"])} for line in proof["lines"]]}

    def standing(self, figure: Figure) -> str:
        """What the figure's tickmark says."""
        return str(self._standings.of(figure))

    def fact(self, fact: Fact) -> Record:
        """One fact: its name, how far it is known, the figures that print it and the identities it stands in."""
        record = self._records.fact(fact)
        stating = [self._catalogue.figures[name] for name in fact.figures if name in self._catalogue.figures]
        identities = sorted(self._catalogue.identities_of[fact.key], key=self._gravity)
        record |= {
            "figures": [figure.id for figure in stating],
            "label": self._catalogue.label(fact.key),
            "period": self._catalogue.when(fact.key),
            "scenario": "",  # said with the period
            "by": self.names.identity(fact.identity),
            "identities": self.names.identities(identity.id for identity in identities),
        }
        if stating and record["interval"] == self.interval(stating[0], stating[0].interval):
            del record["interval"]  # the rest of the book tells no more than the print does
        del record["name"]
        return _told(record)

    def figure(self, figure: Figure) -> Record:
        """One figure: what it prints, where, how far its true value is known, and what is said of it."""
        verdict = self._catalogue.verdict(figure)
        record = self._records.figure(figure) | {
            "fact": self.names.fact(figure.fact.id) if figure.fact else "",
            "place": self.places.words(figure),
            "interval": self.interval(figure, figure.interval),
            "standing": self.standing(figure),
            "reason": self._reason(figure, verdict.identities, verdict.reason),
            "findings": self._accusing.get(figure.id),
        }
        record |= _quoted(record.get("caption", ""), figure.place.span)
        del record["verdict"]
        if figure.place.line is None:
            record["at"] = ""  # the file alone is the document, which the place names
        return _told(record)

    def interval(self, figure: Figure, interval: Interval) -> str:
        """True values in the figure's own unit and scale, also where no fact was bound to it."""
        if figure.fact is not None:
            return self._records.figure_interval(figure, interval)
        scale = int(figure.printed.scale) or 1
        number = Number(FactKey(figure.id, Undated("")), scale)  # it states no fact: a name for its own value
        return Printer.within(interval, worded(number, PrintingUnit(figure.unit, scale), noun=True))

    def name(self, figure: Figure) -> str:
        """The fact that the figure states, in words, for where its place is told too."""
        return self._catalogue.beside_its_place(figure.fact) if figure.fact is not None else ""

    def identity(self, identity: Identity) -> Record:
        """One identity with its relation in the documents' labels and how far it is believed."""
        record = self._records.identity(identity)
        for side in ("terms", "over"):
            if side in record:
                record[side] = [[sign, factor, self.names.fact(fact)] for sign, factor, fact in record[side]]
        if "ratio" in record:
            record["ratio"] = self.names.fact(record["ratio"])
        return _told(record | {"text": self.relations.words(identity), "belief": belief_words(identity.belief)})

    def finding(self, finding: Finding) -> Record:
        """One finding: what is wrong, who is suspected, what would make it tie, and the proof."""
        at = f"{finding.file}:{finding.line}" if finding.file and finding.line else finding.file
        known, identities = self._catalogue.figures, self._catalogue.identities
        figures = [known[name] for name in finding.named if name in known]
        about = [figure.fact for figure in figures if figure.fact]
        about += [key for name in finding.identities if name in identities for key in identities[name].facts]
        return {
            "code": finding.code,
            "severity": str(finding.severity),
            "message": self.relations.sentence(finding.message, about),
            "where": at,
            "figures": [figure.id for figure in figures],
            "identities": self.names.identities(finding.identities),
            "corrections": [
                [self._correction(change) for change in changes if change.figure in known]
                for changes in finding.corrections
            ],
            "complete": finding.complete,
            "proof": self._proof(self._proofs.record(finding.certificate)),
            "documents": sorted({figure.place.document for figure in figures}),
        }

    def _gravity(self, identity: Identity) -> int:
        """Breaks stand before ties, ties before what was not tested."""
        tick = self._catalogue.ticks.get(identity.id)
        return _BROKEN_FIRST[tick.verdict] if tick else len(_BROKEN_FIRST)

    def _correction(self, change: Correction) -> dict[str, str]:
        figure = self._catalogue.figures[change.figure]
        return {
            "figure": change.figure,
            "interval": self.interval(figure, change.interval),
            "suggested": change.suggested,
            "slip": change.slip,
        }

    def _reason(self, figure: Figure, identities: tuple[str, ...], reason: str) -> str:
        """A verdict's reason; relations are listed beside it, so one that only names them is left out."""
        if identities and "see its finding" not in reason:
            return ""
        return self.relations.sentence(reason, [figure.fact] if figure.fact else [])


def belief_words(belief: float | None) -> str:
    """How improbable it is that a discovered relation is an accident: `1 in 2,000,000`; empty for declared ones."""
    if belief is None:
        return ""
    if belief > _PLAIN_ODDS:
        return f"1 in 10{str(floor(belief)).translate(_RAISED)}"
    odds = max(int(10**belief), 1)
    step = 10 ** (len(str(odds)) - 1)
    return f"1 in {odds // step * step:,}"


def _told(record: Record) -> Record:
    return {key: value for key, value in record.items() if value not in ("", None, [], False)}


def _quoted(caption: str, span: tuple[int, int] | None) -> Record:
    """The words around a figure, without the far ends of a long paragraph."""
    if span is None or len(caption) <= 2 * _AROUND:
        return {}
    start, end = max(span[0] - _AROUND, 0), min(span[1] + _AROUND, len(caption))
    before, after = "…" if start else "", "…" if end < len(caption) else ""
    moved = span[0] - start + len(before)
    return {"caption": f"{before}{caption[start:end]}{after}", "span": [moved, moved + span[1] - span[0]]}
