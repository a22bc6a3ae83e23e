"""The facts, figures and identities of a book as the records that the site's proof panel and search read."""

import json
from fractions import Fraction
from typing import Any

from crossfoot.model.book import Document
from crossfoot.model.facts import Fact, FactKey
from crossfoot.model.figures import Figure, Place
from crossfoot.model.findings import Assignment
from crossfoot.model.identities import Identity, Term
from crossfoot.model.pages import Page
from crossfoot.publish.catalogue import Catalogue
from crossfoot.publish.formats import Printer
from crossfoot.publish.proofs import Proofs
from crossfoot.publish.wording import (
    KIND_MEANINGS,
    SOURCE_MEANINGS,
    SOURCES,
    VERDICT_MEANINGS,
    measure_words,
    reason_words,
    relation_words,
    scenario_words,
)
from crossfoot.vocabulary.intervals import Interval


class Records:
    """Makes the records of one book: plain values ready for JSON, every number already printed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._printer = Printer(catalogue)
        self._proofs = Proofs(catalogue)

    def everything(self) -> dict[str, Any]:
        """What every page of the site carries."""
        catalogue = self._catalogue
        return {
            "facts": {fact.key.id: self.fact(fact) for fact in catalogue.facts.values()},
            "figures": {figure.id: self.figure(figure) for figure in catalogue.book.figures},
            "identities": {identity.id: self.identity(identity) for identity in catalogue.book.identities},
            "blocks": {block.id: self.block(block.id) for block in catalogue.book.blocks},
            "pages": [page_record(page) for page in catalogue.book.pages],
            "words": {
                "sources": {str(source): SOURCE_MEANINGS[source] for source in SOURCES},
                "verdicts": {str(verdict): meaning for verdict, meaning in VERDICT_MEANINGS.items()},
                "kinds": {str(kind): meaning for kind, meaning in KIND_MEANINGS.items()},
            },
        }

    def proof_chunks(self) -> list[dict[str, Any]]:
        """The certificates, a chunk a file."""
        return self._proofs.chunks()

    def fact(self, fact: Fact) -> dict[str, Any]:
        """One fact: its name, value, standing, and where its proof leads."""
        catalogue = self._catalogue
        number = self._printer.standard(fact.key)
        proofs = [
            {"bound": bound, **address}
            for bound, name in (("Lower bound", fact.low_proof), ("Upper bound", fact.high_proof))
            if (address := self._proofs.address(name)) is not None
        ]
        return {
            "label": measure_words(fact.key, catalogue.measures),
            "name": fact.key.name,
            "period": catalogue.calendar.display(fact.key.period),
            "scenario": scenario_words(fact.key.scenario),
            "shown": self._printer.sentence(number).text,
            "interval": self._printer.interval(fact.interval, fact.key),
            "source": str(fact.source),
            "verdict": str(fact.verdict),
            "reason": self.words(fact.reason),
            "figures": list(fact.figures),
            "by": fact.identity,
            "identities": [identity.id for identity in catalogue.identities_of[fact.key]],
            "proofs": proofs,
            "declared": self._declared(fact),
        }

    def _declared(self, fact: Fact) -> bool:
        """Whether a lower bound of zero rests on the measure's declaration alone, and so on no certificate."""
        measure = self._catalogue.measures.get(fact.key.measure)
        unproven = not fact.figures and not fact.low_proof
        return unproven and fact.interval.low == 0 and measure is not None and measure.nonnegative

    def figure(self, figure: Figure) -> dict[str, Any]:
        """One figure as printed, with its place and verdict."""
        verdict = self._catalogue.verdict(figure)
        record = {
            "text": figure.text,
            "fact": figure.fact.id if figure.fact else "",
            "interval": self.figure_interval(figure, figure.interval),
            "place": self.place(figure.place),
            "caption": figure.place.caption,
            "span": list(figure.place.span) if figure.place.span else None,
            "at": where(figure.place),
            "verdict": str(verdict.verdict),
            "reason": self.words(verdict.reason),
            "settled": figure.settled,
            "note": figure.note,
            "readings": [reading.text for reading in figure.alternatives],
            "block": self._catalogue.block_of.get(figure.id, ""),
        }
        return {key: value for key, value in record.items() if value not in ("", None, [])}

    def figure_interval(self, figure: Figure, interval: Interval) -> str:
        """An interval of true values in the words and the unit of the fact that a figure states."""
        if figure.fact is None:
            return ""
        return self._printer.interval(interval, figure.fact)

    def place(self, place: Place) -> str:
        """The document, slide and slide title of a place, in words."""
        for document in self._catalogue.book.documents:
            if document.name == place.document:
                slide = slide_words(document, place.page)
                return ", ".join(filter(None, (document.title or document.name, slide)))
        return place.document

    def identity(self, identity: Identity) -> dict[str, Any]:
        """One identity with its terms in their order and what is left between its two sides."""
        catalogue = self._catalogue
        tick = catalogue.ticks.get(identity.id)
        record: dict[str, Any] = {
            "kind": str(identity.kind),
            "text": relation_words(identity.text or identity.id, catalogue.measures),
            "origin": str(identity.origin),
            "rule": not identity.origin.file,
            "terms": [_term(term) for term in identity.terms],
            "verdict": str(tick.verdict) if tick else "untested",
            "reason": self.words(tick.reason) if tick else "",
            "residual": self.amount(identity, tick.residual) if tick else "",
            "slack": self.amount(identity, tick.slack) if tick else "",
        }
        if identity.ratio is not None:
            record["ratio"] = identity.ratio.id
            record["over"] = [_term(term) for term in identity.denominator]
            record["factor"] = str(identity.factor)
            record["offset"] = str(identity.offset)
        elif identity.low or identity.high:
            record["within"] = f"{self.amount(identity, identity.low)} to {self.amount(identity, identity.high)}"
        return record

    def words(self, text: str) -> str:
        """A reason in the labels that the pages use."""
        return reason_words(text, self._catalogue.measures)

    def amount(self, identity: Identity, value: Fraction | None) -> str:
        """A residual or slack in the unit of the identity's first fact."""
        if value is None:
            return ""
        key: FactKey = identity.facts[0]
        number = self._printer.standard(key)
        return self._printer.amount(value, number)

    def block(self, block_id: str) -> dict[str, Any]:
        """How the labels of a chart whose order was lost were given their places."""
        block = self._catalogue.blocks[block_id]
        texts = [self._catalogue.figures[name].text for name in block.figures if name in self._catalogue.figures]
        record: dict[str, Any] = {"labels": texts, "slots": len(block.slots), "place": self.place(block.place)}
        assignment = self._catalogue.assignments.get(block_id)
        if assignment is not None:
            record |= _assignment(assignment)
        return record


def slide_words(document: Document, number: int | None) -> str:
    """A page of a document with its title, `slide 3: Outlook`; empty where there is no number."""
    if number is None:
        return ""
    title = document.pages.get(number, "")
    return f"slide {number}: {title}" if title else f"slide {number}"


def _assignment(found: Assignment) -> dict[str, Any]:
    return {
        "placed": [figure for figure, _ in found.slots],
        "proven": list(found.proven),
        "alternatives": found.alternatives,
        "exhausted": found.exhausted,
        "preference": found.preference,
        "cost": found.cost,
        "next": found.next_cost,
    }


def _term(term: Term) -> list[str]:
    size = abs(term.coefficient)
    factor = "" if size == 1 else f"{size} × "
    return [("−" if term.coefficient < 0 else "+"), factor, term.fact.id]


def where(place: Place) -> str:
    """The file and line that carry a figure, `sources/03.csv:12`."""
    return f"{place.file}:{place.line}" if place.file and place.line else place.file


def page_record(page: Page) -> dict[str, Any]:
    """A page for the search."""
    return {"title": page.title, "section": page.section, "url": page_file(page)}


def page_file(page: Page) -> str:
    """The file that a page is written to."""
    return f"{page.slug}.html"


def script(name: str, value: Any, *, key: str = "") -> str:
    """A script that hands `value` to the site: pages opened from a file may load scripts, but fetch nothing."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    target = f"{name}[{json.dumps(key)}]" if key else name
    return f"window.{target} = {text};\n"
