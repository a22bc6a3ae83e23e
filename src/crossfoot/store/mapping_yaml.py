"""The mapping of documents as YAML, for a person to read and correct."""

import json
from collections.abc import Iterator, Sequence

from crossfoot.model.choices import ColumnChoice, TableChoices

_HEAD = """\
# What the tables of these documents were taken to state. Correct what is wrong, and give the file again with
# --mapping: for these documents, or for the next quarter's. What is not listed is told by the tables themselves.
#
# rows:    label: measure. A measure is a line of everybody's statements (revenue, operating_income, total_assets, ...)
#          or any name you like; rows of one measure state one fact. own: no other table states it. none: the row
#          states nothing.
# columns: heading: its period (FY2016, 2016Q4, 2016H1, 2017-03-31; none: it states nothing), scenario (actual, target,
#          budget, forecast) and aspect (level, change, growth, share, ...).
# unit:    currency and scale of the table's amounts (JPY million).
# A unit or period in a remark (behind #) was told by the words around the table, and is told anew in the next document:
# write it without the # where it was told wrongly.
# A table is known by its title, whatever dates stand in it. All that is listed holds: take out what is to be told anew.
# Under a `rows:` of its own at the top, a label means its measure in every table.
"""


def mapping_yaml(tables: Sequence[TableChoices]) -> str:
    """The mapping file of these tables, with words on how to correct it."""
    return _HEAD + "tables:" + ("\n" + "".join(map(_table, tables)) if tables else " []\n")


def _table(table: TableChoices) -> str:
    return "".join(f"{line}\n" for line in _lines(table))


def _lines(table: TableChoices) -> Iterator[str]:
    yield f"  - title: {_text(table.title)}"
    if table.number > 1:
        yield f"    number: {table.number}"
    if table.document:
        yield f"    document: {_text(table.document)}"
    if table.unit:
        yield f"    {'# ' if table.unit_told else ''}unit: {table.unit}"
    if table.columns:
        yield "    columns:"
        yield from (f"      {_text(heading)}: {_column(choice)}" for heading, choice in table.columns.items())
    if table.rows:
        yield "    rows:"
        yield from (f"      {_text(label)}: {_text(measure)}" for label, measure in table.rows.items())


def _column(choice: ColumnChoice) -> str:
    period = "" if choice.elsewhere else choice.period
    told = (("period", period), ("scenario", choice.scenario), ("aspect", choice.aspect))
    remark = f"  # period: {_text(choice.period)}" if choice.elsewhere and choice.period else ""
    return "{" + ", ".join(f"{name}: {_text(text)}" for name, text in told if text) + "}" + remark


def _text(text: str) -> str:
    """A text in double quotes: JSON's are YAML's, but for marks that YAML does not print."""
    return json.dumps(text, ensure_ascii=not text.isprintable())
