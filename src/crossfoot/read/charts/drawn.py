"""A chart as it was made out: its categories, its series with a label for each, and the shapes it is drawn with."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from crossfoot.model.figures import Box
from crossfoot.model.layout import GridKind
from crossfoot.read.charts.labels import Label
from crossfoot.read.charts.shapes import View
from crossfoot.read.pdf.page.pages import Fill
from crossfoot.read.pdf.text.pieces import box_around
from crossfoot.read.tables.found import FoundCell, FoundTable


@dataclass(frozen=True, slots=True)
class Series:
    """A series: its name as printed, None where it goes by the chart's title, and its label in each category.

    `whole` says that the title is its name where none is printed: it is the only one, or the total of the others.
    """

    name: Label | None
    values: tuple[Label | None, ...]
    whole: bool = False

    @property
    def count(self) -> int:
        """How many labels it has."""
        return sum(value is not None for value in self.values)


@dataclass(slots=True)
class Chart:
    """A chart: `heads` are the texts of its categories, then of columns beside it; `box` is its place on the page.

    `drawn` gives, by the id of a label that contradicts its bar or slice, the least and most that this says. `shares`
    says that the values are percentages of one whole.
    """

    view: View
    heads: list[Label | None]
    series: list[Series]
    shapes: list[Box]
    fills: list[Fill] = field(default_factory=list)
    proven: bool = True
    title: Label | None = None
    context: list[Label] = field(default_factory=list)
    drawn: dict[int, tuple[float, float]] = field(default_factory=dict)
    shares: bool = False

    @property
    def labels(self) -> list[Label]:
        """Every label that has its place in the chart."""
        named = [series.name for series in self.series]
        values = [value for series in self.series for value in series.values]
        return [label for label in (*self.heads, *named, *values) if label is not None]

    @property
    def box(self) -> Box:
        """Around its shapes and the labels in their places, on the page."""
        return box_around([*self.shapes, *(label.on_page for label in self.labels)])

    @property
    def core(self) -> Box:
        """Around its shapes and values only."""
        values = [value.on_page for series in self.series for value in series.values if value is not None]
        return box_around([*self.shapes, *values])

    @property
    def weight(self) -> tuple[bool, int, int]:
        """What it is preferred for where two readings share shapes: proof, labels bound, few series."""
        return self.proven, sum(series.count for series in self.series), -len(self.series)

    @property
    def words(self) -> set[int]:
        """The ids of the words it uses."""
        return {id(word) for label in self.labels for word in label.words}


def table_of(chart: Chart) -> FoundTable:
    """A chart as a grid: its categories above, its series as rows."""
    cells = [
        FoundCell(0, at, head.text, box=head.on_page) for at, head in enumerate(chart.heads, 1) if head is not None
    ]
    for row, series in enumerate(chart.series, 1):
        name = series.name or (chart.title if series.whole else None)
        if name is not None:
            cells.append(FoundCell(row, 0, name.text, box=name.on_page))
        cells += [_value(row, at, value, chart) for at, value in enumerate(series.values, 1) if value is not None]
    return FoundTable(
        tuple(cells),
        caption=chart.title.text if chart.title else "",
        context=tuple(label.text for label in chart.context),
        page=chart.view.page.number,
        box=chart.box,
        kind=GridKind.CHART,
        shares=chart.shares,
    )


def _value(row: int, column: int, value: Label, chart: Chart) -> FoundCell:
    printed = replace(value.printed, text=value.text) if value.printed else None
    ends = chart.drawn.get(id(value))
    drawn = (_exact(ends[0]), _exact(ends[1])) if ends else None
    return FoundCell(row, column, value.text, box=value.on_page, printed=printed, drawn=drawn)


def _exact(measured: float) -> Decimal:
    return Decimal(f"{measured:.6g}")


def without_empty(series: Iterable[Series]) -> list[Series]:
    """The series that have a label at all."""
    return [one for one in series if one.count]
