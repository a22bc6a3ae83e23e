"""The Open Information Model in JSON and in CSV: facts with their dimensions, one by one or by tables."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from crossfoot.model.facts import Members
from crossfoot.read.xbrl.contexts import Unreadable, closing_day, safe_member, span, unit_of
from crossfoot.read.xbrl.files import Files
from crossfoot.read.xbrl.report import Accuracy, Aspects, Report, Stood, read_value
from crossfoot.vocabulary.periods import Instant, Period
from crossfoot.vocabulary.units import PURE, Unit

_JSON_TYPES = (b"/xbrl-json",)
_CSV_TYPES = (b"/xbrl-csv",)
_AHEAD = 20_000
_CHECK = "Check the fact in the report; the rest is read."
_OWN = {"concept", "entity", "period", "unit", "language", "noteId"}
_MEASURE = re.compile(r"[A-Za-z_][\w.-]*:[\w.-]+")
_MOST_ROWS = 2_000_000

Record = dict[str, Any]


def is_oim_json(raw: bytes) -> bool:
    """Whether a file is an xBRL-JSON report."""
    return any(kind in raw[:_AHEAD] for kind in _JSON_TYPES)


def is_oim_metadata(raw: bytes) -> bool:
    """Whether a file is the JSON that describes the tables of an xBRL-CSV report."""
    return any(kind in raw[:_AHEAD] for kind in _CSV_TYPES)


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


def read_oim_json(raw: bytes, file: str, report: Report) -> list[str]:
    """Take in a report's facts; gives the taxonomies that it names. Raises Unreadable."""
    content = loaded(raw)
    info = content.get("documentInfo", {})
    names = Names(info.get("namespaces", {}), report)
    for fact_id, fact in content.get("facts", {}).items():
        take(
            Stated(fact.get("value"), fact.get("decimals"), fact.get("dimensions", {})),
            names,
            Stood(file, None, fact_id),
        )
    return [str(ref) for ref in info.get("taxonomy", [])]


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact of the open model: its value (None where nil), its decimals (None: exact), and its dimensions."""

    value: Any
    decimals: Any
    dimensions: Mapping[str, Any]


class Names:
    """The prefixes of a report of the open model, and the report that its facts go to."""

    def __init__(self, namespaces: Mapping[str, str], report: Report) -> None:
        self.namespaces = dict(namespaces)
        self.report = report
        report.prefixes.learn(namespaces)

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
        report.number(of, unit, (text, read_value(text)), Accuracy(decimals), at)
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


def read_oim_csv(raw: bytes, file: str, files: Files, report: Report) -> list[str]:
    """Take in the facts of the tables that a metadata file describes; gives its taxonomies. Raises Unreadable."""
    content = loaded(raw)
    info = content.get("documentInfo", {})
    names = Names(info.get("namespaces", {}), report)
    parameters = _parameters(content, file, files)
    templates = content.get("tableTemplates", {})
    for table_name, table in content.get("tables", {}).items():
        template = templates.get(table.get("template", table_name))
        name = _beside(file, str(table.get("url", "")))
        if template is None:
            raise Unreadable(f"the table {table_name!r} has no template")
        if name not in files.names:
            if table.get("optional") not in (True, "true"):
                message = f"the table {table_name!r} is not there: {table.get('url')!r}"
                report.refuse(Stood(file), message, "Ship it with the report.")
            continue
        known = {**parameters, **table.get("parameters", {})}
        shape = Shape(template, {**content.get("dimensions", {}), **template.get("dimensions", {})}, known)
        shape = Shape(template, shape.dimensions, known, template.get("decimals", content.get("decimals")))
        for number, row in enumerate(_rows(files.read(name)), 2):
            for fact, anchor in shape.facts(row):
                take(fact, names, Stood(name, number, f"{table_name}.{anchor}"))
    return [str(ref) for ref in info.get("taxonomy", [])]


def _beside(file: str, url: str) -> str:
    folder = PurePosixPath(file).parent
    return str(folder / url) if str(folder) != "." else url


def _parameters(content: Record, file: str, files: Files) -> dict[str, str]:
    """The report's parameters: its own, and those of the file of names and values that it may point to."""
    found = {name: str(value) for name, value in content.get("parameters", {}).items()}
    url = content.get("parameterURL")
    name = _beside(file, str(url)) if url else ""
    if name in files.names:
        found |= {row["name"]: row["value"] for row in _rows(files.read(name)) if "name" in row and "value" in row}
    return found


def _rows(raw: bytes) -> Iterator[dict[str, str]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("a table is not in UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    for number, row in enumerate(reader):
        if number > _MOST_ROWS:
            raise Unreadable(f"a table has more than {_MOST_ROWS:,} rows")
        yield {name: value or "" for name, value in row.items() if isinstance(name, str)}


class Shape:
    """What the columns of a table mean: which hold facts, and with which dimensions."""

    def __init__(
        self, template: Record, dimensions: Mapping[str, Any], parameters: Mapping[str, str], decimals: Any = None
    ) -> None:
        self.dimensions = dimensions
        self._columns: Mapping[str, Any] = template.get("columns", {})
        self._parameters = parameters
        self._decimals = decimals
        self._row_id = template.get("rowIdColumn")

    def facts(self, row: Mapping[str, str]) -> Iterator[tuple[Stated, str]]:
        """The facts of a row, each with its id in the table."""
        row_name = row.get(self._row_id, "") if self._row_id else ""
        for name, column in self._columns.items():
            if column.get("comment") in (True, "true"):
                continue
            for stated in self._of_column(name, column, row):
                yield stated, f"{row_name}.{name}" if row_name else name

    def _of_column(self, name: str, column: Record, row: Mapping[str, str]) -> Iterator[Stated]:
        text = row.get(name, "")
        groups = column.get("propertyGroups", {})
        group: Record = {}
        if groups:
            source = column.get("propertiesFrom", [])
            group = next((groups[row[key]] for key in source if row.get(key) in groups), {})
        is_fact = "dimensions" in column or "propertiesFrom" in column or bool(groups)
        if not is_fact or text in ("", "#none"):
            return
        dimensions = {**self.dimensions, **column.get("dimensions", {}), **group.get("dimensions", {})}
        resolved = {axis: self._resolved(value, row) for axis, value in dimensions.items()}
        decimals = self._resolved(group.get("decimals", column.get("decimals", self._decimals)), row)
        value = None if text == "#nil" else "" if text == "#empty" else text
        yield Stated(
            value, decimals, {axis: said for axis, said in resolved.items() if said not in (None, "#none", "")}
        )

    def _resolved(self, value: Any, row: Mapping[str, str]) -> Any:
        """A constant, or what a reference (`$column` or `$parameter`) means in this row."""
        if not isinstance(value, str) or not value.startswith("$") or value.startswith("$$"):
            return value[1:] if isinstance(value, str) and value.startswith("$$") else value
        name, _, part = value[1:].partition("@")
        found = row[name] if name in row else self._parameters.get(name)
        return _part_of_period(found, part) if part and found else found


def _part_of_period(text: str, part: str) -> str:
    """The start or the end of a period that a column gives."""
    start, slash, end = text.partition("/")
    return (start if part == "start" else end) if slash else text
