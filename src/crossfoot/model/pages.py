"""Pages: publishable units made of prose, tables and charts whose numbers are facts of the book."""

from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.model.facts import FactKey


@dataclass(frozen=True, slots=True)
class Number:
    """A fact shown in prose or a cell: printed with `scale` (its unit's whole units a printed one) and `decimals`."""

    fact: FactKey
    scale: int = 1
    decimals: int | None = None
    signed: bool = False
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, list or heading in Markdown; each `{n}` in it stands for the n-th of `numbers`."""

    markdown: str
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its label, how deep it is indented, and a number or nothing for each column."""

    label: str
    cells: tuple[Number | None, ...]
    level: int = 0
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of facts; `unit` is the printing unit of its cells as shown ("JPY billion"), empty where they differ."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: its name and a number, or nothing, for each category; `role` says how it is drawn.

    Roles: `bar` (stacked with its siblings), `line`, `total` (a label above the stack), `label` (text above: growth),
    `target` (what `bar` is compared with). In a waterfall `total` stands on the axis, `bar` adds and `less` subtracts.
    """

    name: str
    numbers: tuple[Number | None, ...]
    role: str = "bar"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of facts; `kind` is `stacked`, `grouped`, `line`, `waterfall` or `target`, `unit` that of its axis."""

    kind: str
    caption: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    note: str = ""
    unit: str = ""


Exhibit = Prose | Table | Chart


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the book: `slug` names its file, `slides` the pages of the source document that it answers to."""

    slug: str
    title: str
    exhibits: tuple[Exhibit, ...]
    slides: tuple[int, ...] = ()
    section: str = ""

    @property
    def facts(self) -> tuple[FactKey, ...]:
        """Every fact that the page shows, each once, in order."""
        shown = (number.fact for exhibit in self.exhibits for number in _numbers(exhibit) if number is not None)
        return tuple(dict.fromkeys(shown))


def _numbers(exhibit: Exhibit) -> Iterator[Number | None]:
    if isinstance(exhibit, Prose):
        yield from exhibit.numbers
    elif isinstance(exhibit, Table):
        for row in exhibit.rows:
            yield from row.cells
    else:
        for series in exhibit.series:
            yield from series.numbers
