"""What a document states that another may state again: lines of statements, and rows of tables by their names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey, Members
from crossfoot.model.figures import Figure
from crossfoot.vocabulary.measures import LEVEL
from crossfoot.vocabulary.scenarios import Scenario
from crossfoot.vocabulary.spans import Period, Undated
from crossfoot.vocabulary.units import Unit

_OF_TABLE = re.compile(r"^t\d+: ")  # a measure of a table's own bears the table's id
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that several documents may print: the concept of a statement, or the words of a row and of its table.

    `sure` says that it is a statement's line, which means one thing wherever a whole entity reports it.
    """

    words: str
    unit: Unit
    members: Members
    sure: bool


Column = tuple[Period, Scenario]


@dataclass(frozen=True, slots=True)
class Stated:
    """A level as a document states it: its fact, and the value and last place of its finest print in whole units."""

    fact: FactKey
    value: Fraction
    place: Fraction


Statements = Mapping[Line, Mapping[Column, Stated]]
"""What a document states, line by line and column by column."""


def statements(book: Book) -> Statements:
    """The dated levels of a document's lines; a row that several tables print with other values is nobody's."""
    captions = _captions(book)
    found: dict[Line, dict[Column, Stated | None]] = {}
    for figure in book.figures:
        key = figure.fact
        if key is None or key.aspect != LEVEL or isinstance(key.period, Undated) or figure.printed.rounding:
            continue
        stated = Stated(key, Fraction(figure.printed.value), Fraction(figure.printed.place))
        columns = found.setdefault(_line(book, figure, key, captions), {})
        column = key.period, key.scenario
        columns[column] = _finer(columns[column], stated) if column in columns else stated
    return {
        line: told
        for line, columns in found.items()
        if (told := {column: stated for column, stated in columns.items() if stated is not None})
    }


def _finer(known: Stated | None, other: Stated) -> Stated | None:
    """The finer of two prints of one fact; None where two facts go by one name, or contradict one another."""
    if known is None or known.fact != other.fact or not agree(known, other):
        return None
    return other if other.place < known.place else known


def agree(one: Stated, other: Stated) -> bool:
    """Whether one true value may print as both, each rounded to nearest or cut off."""
    apart = abs(one.value - other.value)
    return 2 * apart <= one.place + other.place or apart < max(one.place, other.place)


def _captions(book: Book) -> dict[str, str]:
    """The title of the table that each figure stands in."""
    return {cell.figure: grid.caption for grid in book.grids for cell in grid.cells if cell.figure}


def _line(book: Book, figure: Figure, key: FactKey, captions: Mapping[str, str]) -> Line:
    measure = book.measures[key.measure]
    if measure.concept is not None:
        return Line(measure.concept, figure.unit, key.members, sure=True)
    title = f"{captions.get(figure.id, '')} / {_OF_TABLE.sub('', key.measure)}"
    return Line(" ".join(_WORD.findall(title.casefold())), figure.unit, key.members, sure=False)
