"""The Open Information Model in JSON: facts with their dimensions, one by one."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crossfoot.model.facts import Members
from crossfoot.read.xbrl.contexts import Unreadable, closing_day, safe_member, span, unit_of
from crossfoot.read.xbrl.report import Accuracy, Aspects, Report, Shown, Stood, read_value
from crossfoot.vocabulary.periods import Instant, Period
from crossfoot.vocabulary.units import PURE, Unit

_JSON_TYPES = (b"/xbrl-json",)
_AHEAD = 20_000
_CHECK = "Check the fact in the report; the rest is read."
_OWN = {"concept", "entity", "period", "unit", "language", "noteId"}
_MEASURE = re.compile(r"[A-Za-z_][\w.-]*:[\w.-]+")

Record = dict[str, Any]


def is_oim_json(raw: bytes) -> bool:
    """Whether a file is an xBRL-JSON report."""
    return any(kind in raw[:_AHEAD] for kind in _JSON_TYPES)


def loaded(raw: bytes) -> Record:
    """An object of JSON, its numbers as texts. Raises Unreadable."""
    try:
        # numbers keep their digits: a value is never a float, and JSON writes 1.50 as it was reported
        content = json.loads(raw, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is no JSON that can be read: {error}") from error
    if not isinstance(content, dict):
        raise Unreadable("it is no report: an object was expected")
    return content


def part(holder: Mapping[str, Any], name: str) -> Record:
    """The object that an object has under a name, empty if it has none. Raises Unreadable for anything else there."""
    found = holder.get(name, {})
    if not isinstance(found, dict):
        raise Unreadable(f"{name!r} is no object")
    return found


def read_oim_json(raw: bytes, file: str, report: Report) -> list[str]:
    """Take in a report's facts; gives the taxonomies that it names. Raises Unreadable."""
    content = loaded(raw)
    info = part(content, "documentInfo")
    names = Names(part(info, "namespaces"), report)
    facts = part(content, "facts")
    for fact_id in facts:
        at = Stood(file, None, fact_id)
        try:
            fact = part(facts, fact_id)
            stated = Stated(fact.get("value"), fact.get("decimals"), part(fact, "dimensions"))
        except Unreadable as error:
            report.refuse(at, f"the fact {fact_id} is left out: {error}", _CHECK)
            continue
        take(stated, names, at)
    return texts(info.get("taxonomy"))


def texts(found: Any) -> list[str]:
    """The texts of a list; none of anything else."""
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact of the open model: its value (None where nil), its decimals (None: exact), and its dimensions."""

    value: Any
    decimals: Any
    dimensions: Mapping[str, Any]


class Names:
    """The prefixes of a report of the open model, and the report that its facts go to."""

    def __init__(self, namespaces: Mapping[str, Any], report: Report) -> None:
        self.namespaces = {prefix: str(namespace) for prefix, namespace in namespaces.items()}
        self.report = report
        report.prefixes.learn(self.namespaces)

    def full(self, name: str) -> str:
        """`prefix:local` as `{namespace}local`. Raises Unreadable where nobody declares the prefix."""
        prefix, colon, local = name.partition(":")
        if not colon:
            return name
        if prefix not in self.namespaces:
            raise Unreadable(f"nobody declares the prefix of {name!r}")
        return f"{{{self.namespaces[prefix]}}}{local}"

    def short(self, name: str) -> str:
        """A name as the report's concepts are named."""
        return self.report.prefixes.name(self.full(name))


def take(fact: Stated, names: Names, at: Stood) -> None:
    """Take in one fact, or note why it is left out."""
    report = names.report
    try:
        dimensions = fact.dimensions
        concept = str(dimensions.get("concept", ""))
        period = period_of(dimensions.get("period"))
        entity = str(dimensions.get("entity", "")).partition(":")[2]
        of = Aspects(names.short(concept), period, _members(dimensions, names), entity)
        if "unit" not in dimensions and not _is_bare_number(fact):
            report.words(of, "" if fact.value is None else str(fact.value))
            return
        unit = unit_named(dimensions.get("unit"), names)
        if fact.value is None:
            report.nil(of, unit, at)
            return
        text = str(fact.value)
        decimals = "INF" if fact.decimals is None else str(fact.decimals)
        report.number(of, unit, Shown(text, read_value(text)), Accuracy(decimals), at)
    except Unreadable as error:
        report.refuse(at, f"the fact {at.anchor} is left out: {error}", _CHECK)


def _is_bare_number(fact: Stated) -> bool:
    """A number without a unit is pure; only numbers have decimals."""
    return fact.decimals is not None


def period_of(text: Any) -> Period | None:
    """`2023-01-01T00:00:00/2024-01-01T00:00:00`, an instant, or nothing for all time. Raises Unreadable."""
    if text is None:
        return None
    start, slash, end = str(text).partition("/")
    return span(start, end) if slash else Instant(closing_day(start))


def _members(dimensions: Mapping[str, Any], names: Names) -> Members:
    found = []
    for axis, member in dimensions.items():
        if axis not in _OWN:
            text = "nil" if member is None else str(member)
            is_name = _MEASURE.fullmatch(text) and text.partition(":")[0] in names.namespaces
            found.append((names.short(axis), names.short(text) if is_name else safe_member(text)))
    return tuple(sorted(found))


def unit_named(text: Any, names: Names) -> Unit:
    """`iso4217:JPY`, `iso4217:USD/xbrli:shares`; nothing is pure. Raises Unreadable."""
    if text is None:
        return PURE
    above, _, below = str(text).replace("(", "").replace(")", "").partition("/")
    return unit_of(_measures(above, names), _measures(below, names), names.report.prefixes)


def _measures(text: str, names: Names) -> tuple[str, ...]:
    return tuple(names.full(part) for part in text.split("*") if part)
