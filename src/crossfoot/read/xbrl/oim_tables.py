"""The Open Information Model in CSV: tables whose columns are facts, described by a file of metadata."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from crossfoot.read.xbrl.contexts import Unreadable
from crossfoot.read.xbrl.files import Files
from crossfoot.read.xbrl.oim import Names, Record, Stated, loaded, part, take, texts
from crossfoot.read.xbrl.report import Report, Stood
from crossfoot.read.xbrl.short_periods import in_full

_CSV_TYPES = (b"/xbrl-csv",)
_AHEAD = 20_000
_MOST_ROWS = 2_000_000
_OWN_DECIMALS = re.compile(r"(?P<value>[-+0-9.eE]*[0-9.])\s*d\s*(?P<decimals>0|-?[1-9][0-9]*|INF)")


def is_oim_metadata(raw: bytes) -> bool:
    """Whether a file is the JSON that describes the tables of an xBRL-CSV report."""
    return any(kind in raw[:_AHEAD] for kind in _CSV_TYPES)


def read_oim_csv(raw: bytes, file: str, files: Files, report: Report) -> list[str]:
    """Take in the facts of the tables that a metadata file describes; gives its taxonomies. Raises Unreadable."""
    content = loaded(raw)
    info = part(content, "documentInfo")
    names = Names(part(info, "namespaces"), report)
    parameters = _parameters(content, file, files)
    tables, templates = part(content, "tables"), part(content, "tableTemplates")
    for table_name in tables:
        table = part(tables, table_name)
        name = _beside(file, str(table.get("url", "")))
        if name not in files.names:
            if table.get("optional") not in (True, "true"):
                message = f"the table {table_name!r} is not there: {table.get('url')!r}"
                report.refuse(Stood(file), message, "Ship it with the report.")
            continue
        template = str(table.get("template", table_name))
        if template not in templates:
            raise Unreadable(f"the table {table_name!r} has no template")
        shape = Shape(content, part(templates, template), {**parameters, **_values(table, "parameters")})
        for number, row in enumerate(_rows(files.read(name)), 2):
            for fact, anchor in shape.facts(row):
                take(fact, names, Stood(name, number, f"{table_name}.{anchor}"))
    return texts(info.get("taxonomy"))


def _beside(file: str, url: str) -> str:
    folder = PurePosixPath(file).parent
    return str(folder / url) if str(folder) != "." else url


def _parameters(content: Record, file: str, files: Files) -> dict[str, str]:
    """The report's parameters: its own, and those of the file of names and values that it may point to."""
    found = _values(content, "parameters")
    url = content.get("parameterURL")
    name = _beside(file, str(url)) if url else ""
    if name in files.names:
        found |= {row["name"]: row["value"] for row in _rows(files.read(name)) if "name" in row and "value" in row}
    return found


def _values(holder: Record, name: str) -> dict[str, str]:
    return {key: str(value) for key, value in part(holder, name).items()}


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

    def __init__(self, content: Record, template: Record, parameters: Mapping[str, str]) -> None:
        columns = part(template, "columns")
        self._columns = {name: part(columns, name) for name in columns}
        self._dimensions = {**part(content, "dimensions"), **part(template, "dimensions")}
        self._decimals = template.get("decimals", content.get("decimals"))
        self._row_id = str(template.get("rowIdColumn") or "")
        self._parameters = parameters

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
        groups = part(column, "propertyGroups")
        chosen = (row[key] for key in texts(column.get("propertiesFrom")) if row.get(key) in groups)
        group = part(groups, next(chosen, ""))
        is_fact = "dimensions" in column or "propertiesFrom" in column or bool(groups)
        if not is_fact or text in ("", "#none"):
            return
        dimensions = {**self._dimensions, **part(column, "dimensions"), **part(group, "dimensions")}
        resolved = {axis: self._resolved(value, row) for axis, value in dimensions.items()}
        if isinstance(resolved.get("period"), str):
            resolved["period"] = in_full(resolved["period"])
        decimals = self._resolved(group.get("decimals", column.get("decimals", self._decimals)), row)
        own = _OWN_DECIMALS.fullmatch(text)
        if own is not None:
            text, decimals = own["value"], None if own["decimals"] == "INF" else own["decimals"]
        value = None if text == "#nil" else "" if text == "#empty" else text
        yield Stated(
            value, decimals, {axis: said for axis, said in resolved.items() if said not in (None, "#none", "")}
        )

    def _resolved(self, value: Any, row: Mapping[str, str]) -> Any:
        """A constant, or what a reference (`$column` or `$parameter`) means in this row."""
        if not isinstance(value, str) or not value.startswith("$") or value.startswith("$$"):
            return value[1:] if isinstance(value, str) and value.startswith("$$") else value
        name, _, side = value[1:].partition("@")
        found = row[name] if name in row else self._parameters.get(name)
        return in_full(found, side) if side and found else found
