"""Figures: one number as printed, with the place it stands at."""

from dataclasses import dataclass

from crossfoot.model.facts import FactKey
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.units import Unit

Box = tuple[float, float, float, float]
"""Left, top, right and bottom on a page, in points from its top left corner."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: the document and page (slide) it was printed on, and the file and line that carry it here.

    `caption` is the text as printed around the figure ("up JPY5,036 million, up 28.6% YoY"), `span` the start and end
    character of the figure in it. `sheet`, `row`, `column` (from 0) and `box` serve readers of spreadsheets and
    pages.
    """

    document: str
    page: int | None = None
    caption: str = ""
    span: tuple[int, int] | None = None
    file: str = ""
    line: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    box: Box | None = None


def cell_name(row: int, column: int) -> str:
    """A spreadsheet's name of a cell counted from 0: row 11, column 2 is `C12`."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as printed, and the fact it states once bound.

    `interval` holds every true value that prints so, in the unit; it is given by the regime of `group`, the document or
    table whose figures were rounded alike. `alternatives` are other readings of a doubtful text. A figure of a label
    block has no fact until recovery gives it one. `settled` says that arithmetic chose this reading over another;
    `note` why a person read it so.
    """

    id: str
    printed: Printed
    unit: Unit
    place: Place
    fact: FactKey | None = None
    interval: Interval = Interval()
    alternatives: tuple[Printed, ...] = ()
    group: str = ""
    settled: str = ""
    note: str = ""

    @property
    def text(self) -> str:
        """The figure as printed."""
        return self.printed.text


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a chart that one label of a block belongs to: the fact it would state and where it stands in order.

    `series` and `position` count the slot's series (bottom or top of a stack) and its place along the axis, from 0.
    """

    fact: FactKey
    series: int
    position: int


@dataclass(frozen=True, slots=True)
class LabelBlock:
    """The data labels of a chart whose order is lost: the figures in the order the reader met them, and their slots.

    With fewer figures than slots, some slots stay empty. The figures' order is evidence only of a preference.
    """

    id: str
    figures: tuple[str, ...]
    slots: tuple[Slot, ...]
    place: Place
