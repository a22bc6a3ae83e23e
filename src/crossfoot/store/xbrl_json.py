"""Facts as xBRL-JSON (OIM 1.0), with the small schema that defines their concepts and dimensions.

Percent and points become pure numbers, as XBRL has them. A fact that is known by its bounds alone has no value there,
and is left out. Scenarios other than what happened, columns without a date and members are typed dimensions.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from crossfoot.model.book import Book
from crossfoot.model.facts import Fact, FactKey
from crossfoot.model.figures import Figure
from crossfoot.store.numerals import decimal_text
from crossfoot.store.xbrl_names import NAMESPACE, Concept, Names, schema, xml_name
from crossfoot.vocabulary.scenarios import ACTUAL
from crossfoot.vocabulary.spans import Duration, Instant, Undated
from crossfoot.vocabulary.units import Unit, UnitKind

Record = dict[str, Any]

_NAMESPACES = {
    "cf": NAMESPACE,
    "entity": "urn:crossfoot:entities",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "xbrl": "https://xbrl.org/2021",
    "xbrli": "http://www.xbrl.org/2003/instance",
}
_TYPES = {
    UnitKind.MONEY: "monetaryItemType",
    UnitKind.PER_SHARE: "decimalItemType",
    UnitKind.COUNT: "decimalItemType",
    UnitKind.PERCENT: "pureItemType",
    UnitKind.POINTS: "pureItemType",
    UnitKind.PURE: "pureItemType",
}


@dataclass(frozen=True, slots=True)
class XbrlReport:
    """The report as JSON text, and the XML schema that it names as its taxonomy."""

    report: str
    taxonomy: str


def xbrl_report(books: Sequence[Book], taxonomy: str) -> XbrlReport:
    """The valued facts of some books; `taxonomy` is the file name under which the schema will stand beside it."""
    concepts, entities, axes = Names(), Names(), Names()
    facts: Record = {}
    for book in books:
        figures = {figure.id: figure for figure in book.figures}
        who = {"entity": f"entity:{entities.name(book.entity.name, book.entity.name)}"}
        for fact in sorted(book.facts, key=lambda fact: fact.key.id):
            if fact.value is not None:
                concept = Concept(fact.key.name, _TYPES[fact.unit.kind], _period_type(fact.key))
                what = {"concept": f"cf:{concepts.name(concept, concept.fact)}"}
                dimensions = {**what, **who, **_dimensions(fact, axes, concepts)}
                facts[f"f{len(facts) + 1}"] = {**_value(fact, fact.value, figures), "dimensions": dimensions}
    info = {
        "documentType": "https://xbrl.org/2021/xbrl-json",
        "namespaces": _NAMESPACES,
        "taxonomy": [taxonomy],
    }
    labels = {name: measure.label for book in books for name, measure in book.measures.items()}
    text = json.dumps({"documentInfo": info, "facts": facts}, ensure_ascii=False, indent=1) + "\n"
    return XbrlReport(text, schema(concepts, axes, labels))


def _period_type(key: FactKey) -> str:
    return "instant" if isinstance(key.period, Instant) else "duration"


def _dimensions(fact: Fact, axes: Names, concepts: Names) -> Record:
    key, found = fact.key, Record()
    if isinstance(key.period, Duration):
        found["period"] = f"{key.period.start.isoformat()}T00:00:00/{_close(key.period.end)}"
    elif isinstance(key.period, Instant):
        found["period"] = _close(key.period.day)
    unit = _unit(fact.unit)
    if unit:
        found["unit"] = unit
    for axis, member in _cut(key):
        name = axes.given.get(axis) or concepts.name(("axis", axis), axis)  # both are elements of one schema
        axes.given[axis] = name
        found[f"cf:{name}"] = member
    return found


def _cut(key: FactKey) -> Iterator[tuple[str, str]]:
    """What a fact is cut down to, beyond what XBRL itself has dimensions for."""
    if key.scenario != ACTUAL:
        yield "Scenario", str(key.scenario)
    if isinstance(key.period, Undated):
        yield "Column", key.period.column
    yield from key.members


def _close(day: date) -> str:
    """The end of a day, which XBRL writes as the midnight that begins the next."""
    return f"{(day + timedelta(days=1)).isoformat()}T00:00:00"


def _unit(unit: Unit) -> str:
    """The unit as OIM writes it; empty for pure numbers."""
    if unit.kind is UnitKind.MONEY:
        return f"iso4217:{unit.code}"
    if unit.kind is UnitKind.PER_SHARE:
        return f"iso4217:{unit.code.removesuffix('/share')}/xbrli:shares"
    if unit.kind is UnitKind.COUNT:
        return "xbrli:shares" if unit.code == "shares" else f"cf:{xml_name(unit.code)}"
    return ""


def _value(fact: Fact, value: Decimal, figures: Mapping[str, Figure]) -> Record:
    """The value with the decimals to which it is printed, none where it is exact or follows from other facts."""
    shift = 2 if fact.unit.kind in (UnitKind.PERCENT, UnitKind.POINTS) else 0
    record: Record = {"value": decimal_text(value.scaleb(-shift))}
    stating = [figures[name] for name in fact.figures if name in figures]
    places = [figure.printed.place for figure in stating]
    if places and not any(figure.interval.low == figure.interval.high for figure in stating):
        record["decimals"] = shift - min(places).adjusted()
    return record
