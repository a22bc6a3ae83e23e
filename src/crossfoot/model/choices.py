"""Choices: what the rows, columns and tables of documents were taken to state, for a person to correct and reuse."""

from collections.abc import Mapping
from dataclasses import dataclass, field

NOTHING = "none"
"""The choice that a row, a column or a table states nothing."""

OWN = "own"
"""The choice that a row states something that no other table does."""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What the figures of a column state: a period in the calendar's codes, a scenario and an aspect, as written.

    Each is empty where it is left to the reader; the period `none` says that the column states nothing. `line` is the
    line of the file that says so, 0 where none does. `elsewhere` says that the column's heading does not date it: its
    period was told by something around it, which says another in the next document.
    """

    period: str = ""
    scenario: str = ""
    aspect: str = ""
    line: int = 0
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class TableChoices:
    """What one table states: its unit ("JPY million"), the measure of each row, and what each column is of.

    A table is known by its title, wherever else it stands; `number` counts tables of one title in a document, from 1.
    Rows are named by their labels, with the sections above where a label stands twice; columns by their headings.
    `document` names the only document it is for, where several were mapped at once; `line` is the line of the file that
    says so. `unit_told` says that the unit is the reader's own, who will ask the next document's table anew.
    """

    title: str
    number: int = 1
    unit: str = ""
    rows: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, ColumnChoice] = field(default_factory=dict)
    document: str = ""
    line: int = 0
    unit_told: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of some documents: `rows` hold for every table, `tables` each for its own; they stand in `file`."""

    tables: tuple[TableChoices, ...] = ()
    rows: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
