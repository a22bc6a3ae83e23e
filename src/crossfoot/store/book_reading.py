"""The records of a book from their JSON values, the way back from `book_writing`."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from crossfoot.model.book import Document, Entity, Regime
from crossfoot.model.facts import Fact, FactKey, FigureVerdict, SourceKind, Verdict
from crossfoot.model.figures import Figure, LabelBlock, Slot
from crossfoot.model.findings import Assignment, Correction, Finding, Severity
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term, Tick
from crossfoot.model.relations import Reference, Relation, When
from crossfoot.store.fact_ids import fact_key
from crossfoot.store.place_json import place_from
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.measures import Against, Aspect, AspectKind, Measure, MeasureKind
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.periods import FiscalCalendar
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.scenarios import Scenario, ScenarioKind
from crossfoot.vocabulary.units import unit_from_code

Record = dict[str, Any]


def interval_from(record: Record) -> Interval:
    """The interval with its exact ends, which a rounded end names beside it."""
    return Interval(
        _end(record.get("low_exact", record["low"])),
        _end(record.get("high_exact", record["high"])),
        record["low_open"],
        record["high_open"],
    )


def _end(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def printed_from(record: Record) -> Printed:
    """The number as printed."""
    return Printed(
        record["text"],
        Decimal(record["value"]),
        Decimal(record["last_place"]),
        Decimal(record["scale"]),
        record["printed_unit"],
        Rounding(record["rounding"]) if record["rounding"] else None,
        record["nil"],
        record["notation"],
    )


def figure_from(record: Record) -> Figure:
    """One figure, without its verdict."""
    return Figure(
        record["id"],
        printed_from(record),
        unit_from_code(record["unit"]),
        place_from(record["place"]),
        fact_key(record["fact"]) if record["fact"] else None,
        interval_from(record),
        tuple(printed_from(reading) for reading in record["alternatives"]),
        record["group"],
        record["settled"],
        record["note"],
    )


def verdict_from(record: Record) -> FigureVerdict:
    """The verdict that the record of a figure carries."""
    return FigureVerdict(record["id"], Verdict(record["status"]), record["reason"], tuple(record["identities"]))


def fact_from(record: Record) -> Fact:
    """One fact; its key is told in parts, which say more than its id."""
    told = fact_key(record["id"])
    key = FactKey(
        record["measure"],
        told.period,
        scenario_from(record),
        Aspect(AspectKind(record["aspect"]), Against(record["against"])),
        told.members,
    )
    return Fact(
        key,
        unit_from_code(record["unit"]),
        SourceKind(record["source"]),
        Verdict(record["verdict"]),
        None if record["value"] is None else Decimal(record["value"]),
        interval_from(record),
        tuple(record["figures"]),
        record["identity"],
        record["low_proof"],
        record["high_proof"],
        record["reason"],
    )


def scenario_from(record: Record) -> Scenario:
    """Kind and vintage."""
    vintage = record["vintage"]
    return Scenario(ScenarioKind(record["scenario"]), date.fromisoformat(vintage) if vintage else None)


def _terms(pairs: list[list[Any]]) -> tuple[Term, ...]:
    return tuple(Term(Fraction(coefficient), fact_key(fact)) for coefficient, fact in pairs)


def _origin(record: Record) -> Origin:
    return Origin(record["file"], record["line"], record["rule"])


def identity_from(record: Record) -> Identity:
    """One identity, linear or ratio."""
    bounds = interval_from(record)
    return Identity(
        record["id"],
        IdentityKind(record["kind"]),
        _origin(record["origin"]),
        _terms(record["facts"]),
        bounds.low or Fraction(0),
        bounds.high or Fraction(0),
        fact_key(record["ratio"]) if record.get("ratio") else None,
        _terms(record.get("denominator", [])),
        Fraction(record.get("factor", 1)),
        Fraction(record.get("offset", 0)),
        record["text"],
        fact_key(record["subject"]) if record["subject"] else None,
        record["belief"],
    )


def finding_from(record: Record) -> Finding:
    """One finding with its correction sets."""
    return Finding(
        record["code"],
        Severity(record["severity"]),
        record["message"],
        tuple(record["figures"]),
        tuple(record["identities"]),
        tuple(tuple(_correction(correction) for correction in one) for one in record["corrections"]),
        record["complete"],
        record["certificate"],
        record["file"],
        record["line"],
        record.get("equals", 0),
    )


def _correction(record: Record) -> Correction:
    return Correction(record["figure"], interval_from(record), record["suggested"], record["slip"])


def _pairs(pairs: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((figure, fact) for figure, fact in pairs)


def assignment_from(record: Record) -> Assignment:
    """The recovery of one label block."""
    return Assignment(
        record["block"],
        _pairs(record["slots"]),
        tuple(record["proven"]),
        record["alternatives"],
        record["exhausted"],
        record["preference"],
        record["cost"],
        record["next_cost"],
        tuple(_pairs(example) for example in record["examples"]),
    )


def block_from(record: Record) -> LabelBlock:
    """The labels of a chart and their slots."""
    slots = tuple(Slot(fact_key(slot["fact"]), slot["series"], slot["position"]) for slot in record["slots"])
    return LabelBlock(record["id"], tuple(record["figures"]), slots, place_from(record["place"]))


def tick_from(record: Record) -> Tick:
    """An identity applied to figures."""
    return Tick(
        record["identity"],
        Verdict(record["verdict"]),
        _end(record["residual"]),
        _end(record["slack"]),
        record["reason"],
    )


def measure_from(record: Record) -> Measure:
    """One measure."""
    return Measure(
        record["name"],
        record["label"],
        MeasureKind(record["kind"]),
        unit_from_code(record["unit"]),
        record["nonnegative"],
        record["base"],
        record["concept"],
        tuple(record["aliases"]),
        record["note"],
        record["line"],
    )


def relation_from(record: Record) -> Relation:
    """One relation of the model."""
    return Relation(
        record["measure"],
        IdentityKind(record["kind"]),
        _references(record["terms"]),
        _origin(record["origin"]),
        record["text"],
        _references(record["denominator"]),
        Fraction(record["constant"]),
        Fraction(record["factor"]),
        tuple(record["periods"]),
    )


def _references(records: list[list[Any]]) -> tuple[Reference, ...]:
    return tuple(Reference(Fraction(times), measure, When(when)) for times, measure, when in records)


def document_from(record: Record) -> Document:
    """A source."""
    pages = {int(number): title for number, title in record["pages"].items()}
    return Document(record["name"], record["path"], record["sha256"], record["title"], pages)


def entity_from(record: Record) -> Entity:
    """The reporting entity with its fiscal calendar."""
    calendar = FiscalCalendar(record["year_end_month"], record["named_by"])
    return Entity(record["name"], record["currency"], calendar)


def regime_from(record: Record) -> Regime:
    """How the figures of one group were rounded."""
    return Regime(
        record["group"],
        Rounding(record["amounts"]),
        Rounding(record["ratios"]),
        record["stated"],
        record["reason"],
        record["said"],
    )
