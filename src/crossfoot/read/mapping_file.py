"""The mapping file: what the tables of documents state, as a person corrected it."""

from pathlib import Path

from yaml.nodes import Node

from crossfoot.model.choices import Choices, ColumnChoice, TableChoices
from crossfoot.model.problems import InputError, Problem
from crossfoot.read.projects.problem_list import ProblemList
from crossfoot.read.projects.yaml_nodes import YamlFile, line_of

_FIELDS = ("rows", "tables")
_OF_TABLE = ("title", "number", "document", "unit", "rows", "columns")
_OF_COLUMN = ("period", "scenario", "aspect")


def read_mapping(path: Path) -> Choices:
    """The choices that a mapping file holds. Raises InputError with every problem, each at its line."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problem = Problem(str(path), 0, f"the mapping cannot be read ({error})", "Name a file, or a new one to write")
        raise InputError(problem) from error
    problems = ProblemList()
    file = YamlFile(str(path), problems)
    root = file.compose(text)
    choices = _choices(file, root) if root is not None else Choices()
    problems.raise_if_any()
    return choices


def _choices(file: YamlFile, root: Node) -> Choices:
    fields = file.fields(root, "the mapping", _FIELDS)
    tables = file.sequence(fields["tables"], "tables") if "tables" in fields else []
    rows = _rows(file, fields["rows"]) if "rows" in fields else {}
    return Choices(tuple(_table(file, node) for node in tables), rows, file.name)


def _table(file: YamlFile, node: Node) -> TableChoices:
    fields = file.fields(node, "a table", _OF_TABLE)
    file.require(node, fields, "a table", ("title",))
    number = file.text(fields["number"], "number") if "number" in fields else "1"
    if not number.isdecimal() or not number.isascii():
        file.complain(fields["number"], f"number is {number!r}", "Count tables of one title from 1.")
        number = "1"
    return TableChoices(
        file.text(fields["title"], "title") if "title" in fields else "",
        int(number),
        file.text(fields["unit"], "unit") if "unit" in fields else "",
        _rows(file, fields["rows"]) if "rows" in fields else {},
        _columns(file, fields["columns"]) if "columns" in fields else {},
        file.text(fields["document"], "document") if "document" in fields else "",
        line_of(node),
    )


def _rows(file: YamlFile, node: Node) -> dict[str, str]:
    return {label: file.text(value, label) for label, (_, value) in file.mapping(node, "rows").items()}


def _columns(file: YamlFile, node: Node) -> dict[str, ColumnChoice]:
    found = {}
    for heading, (key, value) in file.mapping(node, "columns").items():
        fields = file.fields(value, "a column", _OF_COLUMN)
        period, scenario, aspect = (file.text(fields[name], name) if name in fields else "" for name in _OF_COLUMN)
        found[heading] = ColumnChoice(period, scenario, aspect, line_of(key))
    return found
