"""The records of a book as JSON values, each shape as docs/book-json.md states it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from crossfoot.model.book import Book, Document, Regime
from crossfoot.model.facts import Fact, FactKey, FigureVerdict, SourceKind, Verdict
from crossfoot.model.figures import Figure, LabelBlock
from crossfoot.model.findings import Assignment, Correction, Finding
from crossfoot.model.identities import Identity, Term, Tick
from crossfoot.model.relations import Reference, Relation
from crossfoot.store.numerals import coefficient_of, decimal_text, end_texts, rational_text
from crossfoot.store.place_json import place_record
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.measures import Measure
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.scenarios import Scenario

Record = dict[str, Any]


def interval_record(interval: Interval) -> Record:
    """The ends as decimals, outward where they had to be rounded, with `low_exact` and `high_exact` beside those."""
    low, low_exact = end_texts(interval.low, upper=False)
    high, high_exact = end_texts(interval.high, upper=True)
    record: Record = {"low": low, "high": high, "low_open": interval.low_open, "high_open": interval.high_open}
    if low_exact is not None:
        record["low_exact"] = low_exact
    if high_exact is not None:
        record["high_exact"] = high_exact
    return record


def printed_record(printed: Printed) -> Record:
    """A number as printed; `last_place` is what its last printed digit counts, in whole units."""
    return {
        "text": printed.text,
        "value": decimal_text(printed.value),
        "last_place": decimal_text(printed.place),
        "scale": decimal_text(printed.scale),
        "printed_unit": printed.unit,
        "rounding": None if printed.rounding is None else str(printed.rounding),
        "nil": printed.nil,
        "notation": printed.notation,
    }


class FigureWriter:
    """Writes the figures of one book: it knows their verdicts, their facts and which of them are labels of a chart."""

    def __init__(self, book: Book) -> None:
        self._calendar = book.entity.calendar
        self._verdicts: Mapping[str, FigureVerdict] = book.verdicts
        self._sources = {fact.key: fact.source for fact in book.facts}
        self._labels = {figure for block in book.blocks for figure in block.figures}

    def record(self, figure: Figure) -> Record:
        """One figure with its interval, place, fact and verdict."""
        verdict = self._verdicts.get(figure.id)
        return {
            "id": figure.id,
            **printed_record(figure.printed),
            **interval_record(figure.interval),
            "unit": figure.unit.code,
            "place": place_record(figure.place),
            **self._fact(figure.fact),
            "source": str(self._source(figure)),
            "status": str(verdict.verdict if verdict else Verdict.UNTESTED),
            "reason": verdict.reason if verdict else "",
            "identities": list(verdict.identities) if verdict else [],
            "group": figure.group,
            "alternatives": [printed_record(reading) for reading in figure.alternatives],
            "settled": figure.settled,
            "note": figure.note,
        }

    def _fact(self, key: FactKey | None) -> Record:
        if key is None:
            return {"fact": None, "measure": None, "period": None, "scenario": None, "vintage": None}
        return {
            "fact": key.id,
            "measure": key.name,
            "period": self._calendar.code(key.period),
            **scenario_record(key.scenario),
        }

    def _source(self, figure: Figure) -> SourceKind:
        # The text of a label is printed, but what it states was worked out: it is known as its fact is.
        if figure.fact is None or figure.id not in self._labels:
            return SourceKind.STATED
        return self._sources.get(figure.fact, SourceKind.STATED)


def scenario_record(scenario: Scenario) -> Record:
    """Kind and vintage, the latter as an ISO date or null."""
    return {
        "scenario": str(scenario.kind),
        "vintage": scenario.vintage.isoformat() if scenario.vintage else None,
    }


def fact_record(fact: Fact, book: Book) -> Record:
    """One fact with its key in parts, its interval and how it is known."""
    measure = book.measures.get(fact.key.measure)
    return {
        "id": fact.key.id,
        "measure": fact.key.measure,
        "aspect": str(fact.key.aspect.kind),
        "against": str(fact.key.aspect.against),
        "label": measure.label if measure else fact.key.measure,
        "period": book.entity.calendar.code(fact.key.period),
        **scenario_record(fact.key.scenario),
        "unit": fact.unit.code,
        "value": None if fact.value is None else decimal_text(fact.value),
        **interval_record(fact.interval),
        "source": str(fact.source),
        "verdict": str(fact.verdict),
        "figures": list(fact.figures),
        "identity": fact.identity,
        "low_proof": fact.low_proof,
        "high_proof": fact.high_proof,
        "reason": fact.reason,
    }


def fact_terms(terms: Iterable[Term]) -> list[list[int | str]]:
    """Terms as pairs of coefficient and fact id."""
    return [[coefficient_of(term.coefficient), term.fact.id] for term in terms]


def identity_record(identity: Identity, stated: Mapping[FactKey, str], status: Verdict) -> Record:
    """One identity; `terms` names the first figure that states each fact, `facts` the facts themselves."""
    record: Record = {
        "id": identity.id,
        "kind": str(identity.kind),
        "origin": {"file": identity.origin.file, "line": identity.origin.line, "rule": identity.origin.rule},
        "terms": [[coefficient_of(t.coefficient), stated.get(t.fact, t.fact.id)] for t in identity.terms],
        "facts": fact_terms(identity.terms),
        **interval_record(Interval(identity.low, identity.high)),
        "status": str(status),
        "belief": identity.belief,
        "text": identity.text,
        "subject": identity.subject.id if identity.subject else None,
    }
    if identity.ratio is not None:
        record["denominator"] = fact_terms(identity.denominator)
        record["ratio"] = identity.ratio.id
        record["factor"] = rational_text(identity.factor)
        record["offset"] = rational_text(identity.offset)
    return record


def finding_record(finding: Finding) -> Record:
    """One finding with every minimal correction set found."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "figures": list(finding.figures),
        "identities": list(finding.identities),
        "corrections": [[_correction(correction) for correction in one] for one in finding.corrections],
        "complete": finding.complete,
        "certificate": finding.certificate,
        "file": finding.file,
        "line": finding.line,
        "equals": finding.equals,
    }


def _correction(correction: Correction) -> Record:
    return {
        "figure": correction.figure,
        **interval_record(correction.interval),
        "suggested": correction.suggested,
        "slip": correction.slip,
    }


def assignment_record(assignment: Assignment) -> Record:
    """The recovery of one label block: pairs of figure id and fact id."""
    return {
        "block": assignment.block,
        "slots": [list(pair) for pair in assignment.slots],
        "proven": list(assignment.proven),
        "alternatives": assignment.alternatives,
        "exhausted": assignment.exhausted,
        "preference": assignment.preference,
        "cost": assignment.cost,
        "next_cost": assignment.next_cost,
        "examples": [[list(pair) for pair in example] for example in assignment.examples],
    }


def block_record(block: LabelBlock) -> Record:
    """The labels of a chart in the order the reader met them, and their slots."""
    return {
        "id": block.id,
        "figures": list(block.figures),
        "slots": [{"fact": s.fact.id, "series": s.series, "position": s.position} for s in block.slots],
        "place": place_record(block.place),
    }


def tick_record(tick: Tick) -> Record:
    """An identity applied to figures; residual and slack are exact rationals."""
    return {
        "identity": tick.identity,
        "verdict": str(tick.verdict),
        "residual": _optional(tick.residual),
        "slack": _optional(tick.slack),
        "reason": tick.reason,
    }


def _optional(value: Fraction | None) -> str | None:
    return None if value is None else rational_text(value)


def measure_record(measure: Measure) -> Record:
    """One measure as the model declares it."""
    return {
        "name": measure.name,
        "label": measure.label,
        "kind": str(measure.kind),
        "unit": measure.unit.code,
        "nonnegative": measure.nonnegative,
        "base": measure.base,
        "concept": measure.concept,
        "aliases": list(measure.aliases),
        "note": measure.note,
        "line": measure.line,
    }


def relation_record(relation: Relation) -> Record:
    """One relation of the model, before it is applied to periods."""
    return {
        "measure": relation.measure,
        "kind": str(relation.kind),
        "terms": [_reference(reference) for reference in relation.terms],
        "denominator": [_reference(reference) for reference in relation.denominator],
        "constant": rational_text(relation.constant),
        "factor": rational_text(relation.factor),
        "origin": {"file": relation.origin.file, "line": relation.origin.line, "rule": relation.origin.rule},
        "text": relation.text,
        "periods": list(relation.periods),
    }


def _reference(reference: Reference) -> list[int | str]:
    return [coefficient_of(reference.coefficient), reference.measure, str(reference.when)]


def document_record(document: Document) -> Record:
    """A source: its pages' titles by number are keyed by text, as JSON demands."""
    return {
        "name": document.name,
        "path": document.path,
        "sha256": document.sha256,
        "title": document.title,
        "pages": {str(number): title for number, title in document.pages.items()},
    }


def regime_record(regime: Regime) -> Record:
    """How the figures of one group were rounded."""
    return {
        "group": regime.group,
        "amounts": str(regime.amounts),
        "ratios": str(regime.ratios),
        "stated": regime.stated,
        "reason": regime.reason,
        "said": regime.said,
    }
