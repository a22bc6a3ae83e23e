"""What the report's panel and search know: the book's records, with every figure's place, standing and findings."""

from collections import defaultdict
from math import floor
from typing import Any

from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Correction, Finding
from crossfoot.model.identities import Identity
from crossfoot.model.pages import Number
from crossfoot.publish.catalogue import Catalogue
from crossfoot.publish.formats import Printer
from crossfoot.publish.numbers import PrintingUnit, worded
from crossfoot.publish.proofs import Proofs
from crossfoot.publish.records import Records
from crossfoot.publish.report.places import Places
from crossfoot.publish.report.relations import Relations
from crossfoot.publish.report.selection import named
from crossfoot.publish.report.standing import MEANINGS, Standings
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.periods import Undated

_AROUND = 160
"""Characters of a long sentence that are quoted on each side of its figure."""

_GRAVEST = {"error": 0, "warning": 1, "note": 2}
_PLAIN_ODDS = 9
"""Powers of ten up to which odds are written out."""


class ReportRecords:
    """Makes the records of one book's report: plain values ready for JSON, every number already printed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._records = Records(catalogue)
        self._proofs = Proofs(catalogue)
        self._standings = Standings(catalogue)
        self.relations = Relations(catalogue)
        self.places = Places(catalogue.book)
        self.findings = sorted(catalogue.book.findings, key=lambda finding: _GRAVEST[finding.severity])
        self._accusing: dict[str, list[int]] = defaultdict(list)
        for number, finding in enumerate(self.findings):
            for figure in named(finding):
                self._accusing[figure].append(number)

    def everything(self, pages: list[dict[str, str]]) -> dict[str, Any]:
        """The whole book; `pages` are the report's own sections, for its search."""
        book = self._records.everything()
        book["figures"] = {figure.id: self.figure(figure) for figure in self._catalogue.book.figures}
        book["identities"] = {identity.id: self.identity(identity) for identity in self._catalogue.book.identities}
        book["findings"] = [self.finding(finding) for finding in self.findings]
        book["words"]["standings"] = {str(standing): meaning for standing, meaning in MEANINGS.items()}
        book["pages"] = pages
        return book

    def proofs(self) -> dict[str, Any]:
        """The certificates by chunk, as the panel asks for them."""
        return {str(chunk): proofs for chunk, proofs in enumerate(self._proofs.chunks())}

    def standing(self, figure: Figure) -> str:
        """What the figure's tickmark says."""
        return str(self._standings.of(figure))

    def figure(self, figure: Figure) -> dict[str, Any]:
        """One figure: what it prints, where, how far its true value is known, and what is said of it."""
        verdict = self._catalogue.verdict(figure)
        record = self._records.figure(figure) | {
            "place": self.places.words(figure),
            "interval": self.interval(figure, figure.interval),
            "standing": self.standing(figure),
            "reason": self._reason(verdict.identities, verdict.reason),
            "findings": self._accusing.get(figure.id),
        }
        record |= _quoted(record.get("caption", ""), figure.place.span)
        return {key: value for key, value in record.items() if value not in ("", None, [])}

    def interval(self, figure: Figure, interval: Interval) -> str:
        """True values in the figure's own unit and scale, also where no fact was bound to it."""
        if figure.fact is not None:
            return self._records.figure_interval(figure, interval)
        scale = int(figure.printed.scale) or 1
        number = Number(FactKey(figure.id, Undated("")), scale)  # it states no fact: a name for its own value
        return Printer.within(interval, worded(number, PrintingUnit(figure.unit, scale), noun=True))

    def name(self, figure: Figure) -> str:
        """The fact that the figure states, in words."""
        return self._catalogue.words(figure.fact) if figure.fact is not None else ""

    def identity(self, identity: Identity) -> dict[str, Any]:
        """One identity with its relation in the documents' labels and how far it is believed."""
        record = self._records.identity(identity)
        return record | {"text": self.relations.words(identity), "belief": belief_words(identity.belief)}

    def finding(self, finding: Finding) -> dict[str, Any]:
        """One finding: what is wrong, who is suspected, what would make it tie, and the proof."""
        at = f"{finding.file}:{finding.line}" if finding.file and finding.line else finding.file
        known = self._catalogue.figures
        return {
            "code": finding.code,
            "severity": str(finding.severity),
            "message": self.relations.sentence(finding.message),
            "where": at,
            "figures": [name for name in named(finding) if name in known],
            "identities": [name for name in finding.identities if name in self._catalogue.identities],
            "corrections": [
                [self._correction(change) for change in changes if change.figure in known]
                for changes in finding.corrections
            ],
            "complete": finding.complete,
            "proof": self._proofs.record(finding.certificate),
            "documents": sorted({known[name].place.document for name in named(finding) if name in known}),
        }

    def _correction(self, change: Correction) -> dict[str, str]:
        figure = self._catalogue.figures[change.figure]
        return {
            "figure": change.figure,
            "interval": self.interval(figure, change.interval),
            "suggested": change.suggested,
            "slip": change.slip,
        }

    def _reason(self, identities: tuple[str, ...], reason: str) -> str:
        """A verdict's reason; relations are listed beside it, so one that only names them is left out."""
        return "" if identities and "see its finding" not in reason else self.relations.sentence(reason)


def belief_words(belief: float | None) -> str:
    """How improbable it is that a discovered relation is an accident: `1 in 2,000,000`; empty for declared ones."""
    if belief is None:
        return ""
    if belief < 0:
        return "1 in 1"
    if belief > _PLAIN_ODDS:
        return f"1 in 10^{floor(belief)}"
    odds = 10**belief
    step = 10 ** max(len(str(int(odds))) - 1, 0)
    return f"1 in {int(odds // step * step):,}"


def _quoted(caption: str, span: tuple[int, int] | None) -> dict[str, Any]:
    """The words around a figure, without the far ends of a long paragraph."""
    if span is None or len(caption) <= 2 * _AROUND:
        return {}
    start, end = max(span[0] - _AROUND, 0), min(span[1] + _AROUND, len(caption))
    before, after = "…" if start else "", "…" if end < len(caption) else ""
    moved = span[0] - start + len(before)
    return {"caption": f"{before}{caption[start:end]}{after}", "span": [moved, moved + span[1] - span[0]]}
