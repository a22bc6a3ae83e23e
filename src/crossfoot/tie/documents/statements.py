"""What a document states that another may state again: the rows of its tables, by the words that name them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey, Members
from crossfoot.vocabulary.measures import LEVEL
from crossfoot.vocabulary.scenarios import Scenario
from crossfoot.vocabulary.spans import Period, Undated
from crossfoot.vocabulary.units import NO_CURRENCY, Unit, UnitKind, money, per_share

_OF_TABLE = re.compile(r"^\w+: ")  # a measure of a table's own bears the table's id
_WORD = re.compile(r"\w+")
_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]")
# What a label says of one day only: numbers of shares, par values, dates.
_OF_A_DAY = re.compile(
    r"[$€£¥]?[0-9][0-9,.]*|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
)

Column = tuple[Period, Scenario]


@dataclass(frozen=True, slots=True)
class Stated:
    """A level as a document states it: its fact, and the value and last place of its finest print in whole units."""

    fact: FactKey
    value: Fraction
    place: Fraction

    @property
    def turned(self) -> "Stated":
        """The same with its sign turned."""
        return replace(self, value=-self.value)

    @property
    def digits(self) -> int:
        """How many digits are printed."""
        return len(str(abs(int(self.value / self.place))))


@dataclass(frozen=True, slots=True)
class Row:
    """A measure as a document states it, period by period.

    `names` are the words that another document may name it by: those of its label, and its concept where it is a line
    of everybody's statements. `looser` are its words without what stands in brackets, and without numbers and dates.
    """

    measure: str
    names: tuple[str, ...]
    looser: tuple[str, ...]
    concept: str
    unit: Unit
    members: Members
    columns: Mapping[Column, Stated]


def rows_of(book: Book) -> list[Row]:
    """The measures whose dated levels a document's tables state; a column whose prints disagree is left out."""
    found: dict[tuple[str, Members, Unit], dict[Column, Stated | None]] = defaultdict(dict)
    for figure in book.figures:
        key = figure.fact
        if key is None or key.aspect != LEVEL or isinstance(key.period, Undated) or figure.printed.rounding:
            continue
        stated = Stated(key, Fraction(figure.printed.value), Fraction(figure.printed.place))
        columns, column = found[key.measure, key.members, figure.unit], (key.period, key.scenario)
        columns[column] = _finer(columns[column], stated) if column in columns else stated
    currency = _currency(book)
    return [
        Row(
            measure,
            tuple(_names(book, measure)),
            tuple(_looser(book.measures[measure].label)),
            book.measures[measure].concept or "",
            _in_currency(unit, currency),
            members,
            told,
        )
        for (measure, members, unit), columns in found.items()
        if (told := {column: stated for column, stated in columns.items() if stated is not None})
    ]


def _currency(book: Book) -> str:
    """The one currency of a document's amounts; none where it tells none, or several."""
    told = {figure.unit.code for figure in book.figures if figure.unit.kind is UnitKind.MONEY} - {NO_CURRENCY}
    return told.pop() if len(told) == 1 else NO_CURRENCY


def _in_currency(unit: Unit, currency: str) -> Unit:
    """A unit whose currency is untold in the document's own."""
    if unit == money(NO_CURRENCY):
        return money(currency)
    return per_share(currency) if unit == per_share(NO_CURRENCY) else unit


def in_one_currency(one: Sequence[Row], other: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of two documents; those of one that names no currency in the other's, if that has but one."""
    currencies = [{row.unit.code for row in rows if row.unit.kind is UnitKind.MONEY} for rows in (one, other)]
    told = currencies[0] | currencies[1]
    currency = (told - {NO_CURRENCY}).pop() if NO_CURRENCY in told and len(told) == 2 else NO_CURRENCY
    mine, theirs = ([replace(row, unit=_in_currency(row.unit, currency)) for row in rows] for rows in (one, other))
    return mine, theirs


def _finer(known: Stated | None, other: Stated) -> Stated | None:
    """The finer of two prints of one fact; None where they contradict one another."""
    if known is None or not agree(known, other):
        return None
    return other if other.place < known.place else known


def agree(one: Stated, other: Stated) -> bool:
    """Whether one true value may print as both, each rounded to nearest or cut off."""
    apart = abs(one.value - other.value)
    return 2 * apart <= one.place + other.place or apart < max(one.place, other.place)


def _names(book: Book, measure: str) -> Iterator[str]:
    told = book.measures[measure]
    if told.concept is not None:
        yield told.concept
    yield from filter(None, dict.fromkeys((_words(told.label), name_of(measure))))


def _looser(label: str) -> Iterator[str]:
    bare = _ASIDE.sub(" ", label.casefold())
    yield from filter(None, dict.fromkeys((_words(bare), _words(_OF_A_DAY.sub(" ", bare)))))


def is_of_table(measure: str) -> bool:
    """Whether a measure is a line of a table's own, told apart by the table."""
    return _OF_TABLE.match(measure) is not None


def name_of(measure: str) -> str:
    """The words of a measure's name, without the table that it is told apart by."""
    return _words(_OF_TABLE.sub("", measure))


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
