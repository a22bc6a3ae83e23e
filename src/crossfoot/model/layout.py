"""Layouts: documents as read, before anyone says what they mean: tables of cells, passages of text, places kept."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from crossfoot.model.figures import Place


class GridKind(StrEnum):
    """What a grid was on the page."""

    TABLE = "table"
    CHART = "chart"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a table: its text as printed, and the figure in it if it prints a number.

    `row` and `column` count from 0 in the grid as given, header rows and label columns included; a merged cell stands
    at its first row and column with its spans. `indent` is how deep a label is set in, 0 for the outermost. `formula`
    is a spreadsheet's live formula, empty elsewhere; `rule` says that a line is drawn above (sums often have one).
    `drawn` is the least and the most that a chart's bar or slice says, in the units of the text, where that is not what
    the text says. `part` is, from 0, the table of the document that it is printed in, where several make up one grid.
    """

    row: int
    column: int
    text: str
    figure: str = ""
    row_span: int = 1
    column_span: int = 1
    indent: int = 0
    bold: bool = False
    rule: bool = False
    formula: str = ""
    drawn: tuple[Decimal, Decimal] | None = None
    part: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its cells row by row, its size, and what is printed around it.

    `caption` is its title, `context` the lines above it that may set a unit ("Unit: JPY million") or a period, nearest
    first. Every figure of the grid has the grid's id as its `group` of rounding unless its document says otherwise.
    `kind` tells a table from a chart, whose rows are series and whose columns are categories as its geometry shows
    them. `shares` says that a chart's values are percentages of one whole, as those of a pie are.
    """

    id: str
    place: Place
    cells: tuple[GridCell, ...]
    rows: int
    columns: int
    caption: str = ""
    context: tuple[str, ...] = ()
    kind: GridKind = GridKind.TABLE
    shares: bool = False

    def cell(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a position, or None where the table is empty."""
        for cell in self.cells:
            within_rows = cell.row <= row < cell.row + cell.row_span
            if within_rows and cell.column <= column < cell.column + cell.column_span:
                return cell
        return None


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or line of text outside tables, with the figures it prints in their order."""

    id: str
    place: Place
    text: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A figure of a chart that kept its period: "FY16: 76,387 [+18.9%]", with the growth printed behind it, if any."""

    period: str
    figure: str
    growth: str = ""


@dataclass(frozen=True, slots=True)
class ScatteredChart:
    """A chart of which a reader left only its labels: the periods of its axis, and the numbers in lost order.

    `axis` names the periods, each once, in the order met; `runs` are numbers met without other words between them, all
    amounts or all percentages. `context` are the lines around it that may set a unit, nearest first.
    """

    id: str
    place: Place
    caption: str
    axis: tuple[str, ...]
    runs: tuple[tuple[str, ...], ...]
    totals: tuple[StatedTotal, ...] = ()
    context: tuple[str, ...] = ()
