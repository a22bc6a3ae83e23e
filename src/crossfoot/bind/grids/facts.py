"""The facts of one table: what each of its numbers states, and the measures they are of."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from crossfoot.bind.grids.dating.columns import BoundColumn, Columns
from crossfoot.bind.grids.dating.fiscal import DocumentCalendar
from crossfoot.bind.grids.dating.rows import RowPeriods, is_superseded, row_period
from crossfoot.bind.grids.layout.heads import Heading, stacked
from crossfoot.bind.grids.layout.rows import LabelledRow, labelled_rows, names_no_amount, stacked_rows
from crossfoot.bind.grids.layout.shape import NumberColumn, Shape
from crossfoot.bind.grids.measures.rows import (
    RowMeasure,
    RowNames,
    in_cash_flows,
    in_income,
    measure_of,
    of_member,
    restated_openings,
    safe_name,
    statement_kind,
)
from crossfoot.bind.grids.measures.statement_lines import StatementLine
from crossfoot.bind.grids.measures.turned import column_measures
from crossfoot.bind.grids.numbers.adding_columns import without_counts
from crossfoot.bind.grids.numbers.amounts import Amount, Units
from crossfoot.bind.grids.numbers.amounts_beside import in_its_column, per_share_beside
from crossfoot.bind.grids.numbers.nils import nils_like_the_rest
from crossfoot.bind.grids.numbers.part_units import with_amounts_of_balances, with_shares_between, with_units_of_totals
from crossfoot.bind.grids.numbers.percent_bridges import percents_between
from crossfoot.bind.grids.numbers.percent_runs import percents_left_bare
from crossfoot.bind.grids.periods.headings import SAID_NOTHING, year_end_month
from crossfoot.bind.grids.periods.words import PeriodWords
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.layout import Grid
from crossfoot.vocabulary.measures import LEVEL, Aspect, AspectKind, Measure, MeasureKind
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.scenarios import ACTUAL
from crossfoot.vocabulary.spans import Duration, Instant, Period, Undated, day_before
from crossfoot.vocabulary.units import PERCENT, POINTS, Unit, UnitKind

_REVENUE = "revenue"
_HAPPENED = re.compile(r"実績|\bactuals?\b|\bresults?\b", re.IGNORECASE)
_AFTER_ALL = re.compile(r"(?:and )?thereafter\b|later\b|beyond\b|.*以降$|.*(?:年|期)超$", re.IGNORECASE)
_COMPARES = re.compile(r"増減|差異|\b(?:change|difference|variance|increase|decrease)\b", re.IGNORECASE)
# Many issuers subtract the percentages as printed: 28% after 26% is "up 2 points", whatever the margins were before
# rounding. A place more or less admits both ways.
_OF_ROUNDED = "points of change are read as a place more or less: they may be of the percentages as printed"


@dataclass(frozen=True, slots=True)
class GridFacts:
    """A table's figures with their facts, its measures, and those of them that are lines of statements.

    `scaled` names the figures whose scale the document told, or that need none.
    """

    grid: Grid
    figures: tuple[Figure, ...]
    measures: tuple[Measure, ...]
    lines: Mapping[str, StatementLine]
    scaled: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A number with what is known of it before its measure is named."""

    figure: Figure
    row: LabelledRow
    column: BoundColumn
    amount: Amount
    beside: Period | None = None  # the period named in the cell before it

    @property
    def heading(self) -> Heading:
        """The heading of its column."""
        return self.column.heading


class GridReading:
    """One table on its way to facts."""

    def __init__(
        self, grid: Grid, shape: Shape, figures: Mapping[str, Figure], units: Units, calendar: DocumentCalendar
    ) -> None:
        self.grid = grid
        self.shape = shape
        self.figures = figures
        self.units = units
        self.calendar = calendar
        self.columns = Columns(grid, calendar)
        self._bound_columns: list[BoundColumn] = []
        self._measures: dict[str, Measure] = {}
        self._lines: dict[str, StatementLine] = {}
        self._stated: dict[FactKey, dict[str, Printed]] = {}
        self._percents: set[NumberColumn] = set()
        self._doubted = frozenset[str]()
        self._plans_marked = False  # whether labels of rows tell plans from results
        self._undated: dict[BoundColumn | tuple[str, object], Undated] = {}
        self._row_periods = RowPeriods(self.columns)

    def facts(self, heads: Sequence[Sequence[Heading]], doubted: frozenset[str] = frozenset()) -> GridFacts:
        """The facts of every number in the table, given the headings of each band.

        Figures `doubted` state no change, growth or share, whatever their column is called.
        """
        self._doubted = doubted
        cells = [cell for band, over in enumerate(heads) for cell in self._cells(band, over)]
        rows = list({cell.row.row: cell.row for cell in cells}.values())
        turned = self._rows_are_periods(rows)
        named = (row_period(row.label) for row in rows)
        self._plans_marked = any(each is not None and each[1] != ACTUAL for each in named)
        figures = nils_like_the_rest(self._by_column(cells) if turned else self._by_row(rows, cells))
        scaled = frozenset(cell.figure.id for cell in cells if cell.amount.told)
        return GridFacts(self.grid, tuple(figures), tuple(self._measures.values()), self._lines, scaled)

    def _cells(self, band: int, heads: Sequence[Heading]) -> list[_Cell]:
        rows = list(labelled_rows(self.shape, band))
        heads = without_counts(heads, rows, self.shape, self.figures)
        columns = self.columns.bound(heads)
        self._bound_columns += columns
        standing = {column.heading.column: column for column in columns}
        table = self.units.of_table(self.grid)
        cells = []
        rows = with_amounts_of_balances(rows)
        rows = with_shares_between(with_units_of_totals(rows, self.figures), self.figures)
        stacks = {heading.column: stacked(heading) for heading in heads}
        height = max(map(len, stacks.values()), default=0)
        apart = per_share_beside(rows, heads, self.shape, self.figures)
        for row, at in stacked_rows(rows, height) if height else ((row, 0) for row in rows):
            for number in row.numbers if not names_no_amount(row.label) else ():
                place = self.shape.column_of(number)
                if place is not None:
                    column, figure = standing[place], self.figures[number.figure]
                    if at < len(stacks[place]):
                        column = replace(column, heading=stacks[place][at])
                    named, heading = in_its_column(row, column.heading, apart)
                    column = column if heading is column.heading else replace(column, heading=heading)
                    amount = self.units.amount(figure, named, heading, table)
                    beside = self._row_periods.beside(self.shape.rows[row.row], number)
                    cells.append(_Cell(figure, row, column, amount, beside))
        return _with_percents(cells)

    def _by_row(self, rows: Sequence[LabelledRow], cells: Sequence[_Cell]) -> list[Figure]:
        """Each row is a measure, each column a period."""
        names = RowNames(self.grid, rows)
        self._row_periods.read(rows)
        units = _level_units(cells)
        named = in_income([names.measure(row, units[row.row]) for row in rows])
        named = restated_openings(in_cash_flows(named, self.grid))
        by_row = dict(zip((row.row for row in rows), named, strict=True))
        statement = statement_kind(named)
        self._percents = {cell.heading.column for cell in cells if cell.amount.unit in (PERCENT, POINTS)}
        return [self._figure(cell, by_row[cell.row.row], units[cell.row.row], statement) for cell in cells]

    def _figure(self, cell: _Cell, row: RowMeasure, unit: Unit, statement: MeasureKind | None) -> Figure:
        aspect = None if self._is_unsaid(cell) else _aspect(cell, unit)
        if cell.beside and cell.amount.unit == PERCENT and unit.kind is UnitKind.MONEY:
            aspect = None if cell.figure.printed.nil else Aspect(AspectKind.GROWTH)
        name = row.name if cell.beside else of_member(row, cell.heading.member, self.grid)
        period = cell.beside
        if period is None and not (cell.column.is_dated and cell.heading.is_dated):
            period = self._row_periods.period(cell.row, cell.heading)
        moves = isinstance(period, Duration)  # as its row says, whatever its column's heading leaves open
        period = period or cell.column.period
        if aspect is None:
            period = self._undated_column(cell.column)
        if (aspect is None or aspect == LEVEL) and cell.amount.unit != unit:
            name, unit = self._in_unit(name, row, cell.amount.unit), cell.amount.unit
        measure = self._measure(row, name, unit, MeasureKind.RATIO if moves and statement is None else statement)
        if aspect is not None and aspect.kind is AspectKind.SHARE and measure.base is None and _REVENUE in self._lines:
            self._measures[name] = replace(measure, base=_REVENUE)
        key = FactKey(name, self._period(measure, row, period), cell.heading.scenario, aspect or LEVEL)
        return self._stating(cell, self._unique(key, cell, row.edge))

    def _in_unit(self, name: str, row: RowMeasure, unit: Unit) -> str:
        """A name of the table's own for figures of a row in another unit than its levels: what they say is not told."""
        own = f"{self.grid.id}: {row.label}" if row.line is not None and name == row.line.name else name
        return safe_name(f"{own} in {unit}")

    def _is_unsaid(self, cell: _Cell) -> bool:
        """Whether a figure of a column of statements states none: doubted, or a dash that may say "not meaningful"."""
        dash = cell.figure.printed.nil and cell.heading.column in self._percents
        return cell.column.is_statement and (dash or cell.figure.id in self._doubted)

    def _measure(self, row: RowMeasure, name: str, unit: Unit, statement: MeasureKind | None) -> Measure:
        if name not in self._measures:
            self._measures[name] = measure_of(row, name, unit, self._bound_columns, statement)
            if row.line is not None and name == row.line.name:
                self._lines[name] = row.line
        return self._measures[name]

    def _unique(self, key: FactKey, cell: _Cell, edge: str) -> FactKey:
        """The key, or one of a measure of the cell's own where another cell states it: they need not be the same.

        But for one day's closing balance, which is the opening one of the next period where both print alike.
        """
        edges = self._stated.setdefault(key, {})
        printed = cell.amount.printed
        dated = bool(edge) and "" not in edges and edge not in edges and not isinstance(key.period, Undated)
        if edges and not (dated and all(_alike(printed, other) for other in edges.values())):
            own = safe_name(f"{key.measure} at {cell.figure.id}")
            self._measures[own] = replace(self._measures[key.measure], name=own, base=None)
            return replace(key, measure=own)
        edges[edge] = printed
        return key

    def _stating(self, cell: _Cell, key: FactKey) -> Figure:
        printed, note = cell.amount.printed, cell.figure.note
        if cell.amount.unit == POINTS and key.aspect.kind is AspectKind.CHANGE and printed.rounding is None:
            printed, note = replace(printed, rounding=Rounding.APPROXIMATE), _OF_ROUNDED
        return replace(cell.figure, printed=printed, unit=cell.amount.unit, fact=key, note=note)

    def _period(self, measure: Measure, row: RowMeasure, period: Period) -> Period:
        """The period that a row's measure has in a column: stocks stand at a close, flows run up to one."""
        if isinstance(period, Duration):
            if row.edge == "opening":
                return Instant(day_before(period.start))
            return Instant(period.end) if measure.kind is MeasureKind.STOCK else period
        if isinstance(period, Instant):
            if row.edge == "opening":
                return self._undated_column(("opening", period))
            ends_year = year_end_month(period.day) == self.calendar.calendar.year_end_month
            if measure.kind is MeasureKind.FLOW and ends_year:
                return self.columns.resolve(PeriodWords(day=period.day, months=12)) or period
        return period

    def _undated_column(self, of: BoundColumn | tuple[str, object]) -> Undated:
        if of not in self._undated:
            name = of.heading.name if isinstance(of, BoundColumn) else str(of[0])
            self._undated[of] = self.columns.undated(name)
        return self._undated[of]

    def _rows_are_periods(self, rows: Sequence[LabelledRow]) -> bool:
        """Whether labels name periods and headings name none: then columns are the measures."""
        if any(column.is_dated and column.heading.words != SAID_NOTHING for column in self._bound_columns):
            return False
        if any(_AFTER_ALL.match(row.label) for row in rows):  # what falls due in years to come is owed at one day
            return False
        named = sum(row_period(row.label) is not None for row in rows)
        return named > 0 and 5 * named >= 3 * len(rows)

    def _by_column(self, cells: Sequence[_Cell]) -> list[Figure]:
        """Each column is a measure, each row a period: the form of highlights, and of forecasts."""
        measures = column_measures(self.grid, {cell.heading.column: (cell.heading, cell.amount.unit) for cell in cells})
        return [self._turned(cell, *measures[cell.heading.column]) for cell in cells]

    def _turned(self, cell: _Cell, row: RowMeasure, aspect: Aspect) -> Figure:
        named = row_period(cell.row.label)
        said, scenario = named or (SAID_NOTHING, cell.heading.scenario)
        compares = not named and _COMPARES.search(cell.row.label) is not None
        period = self.columns.resolve_within(said) if named or compares else None
        period = period or self._undated_column((cell.row.label or "row", cell.row.row))
        unit, name = cell.amount.unit, row.name
        if named and is_superseded(cell.row.label):
            name = safe_name(f"{self.grid.id}: {row.label} (superseded)")
        elif compares:
            name = safe_name(f"{self.grid.id}: {row.label} ({cell.row.label})")
        aspect = LEVEL if cell.figure.id in self._doubted else aspect
        if aspect == LEVEL and name in self._measures and self._measures[name].unit != unit:
            name = self._in_unit(name, row, unit)
        measure = self._measure(row, name, unit, None)
        if scenario == ACTUAL and (compares or not self._plans_marked) and not _HAPPENED.search(cell.row.label):
            scenario = self.columns.scenario
        key = FactKey(name, self._period(measure, row, period), scenario, aspect)
        return self._stating(cell, self._unique(key, cell, ""))


def _alike(one: Printed, other: Printed) -> bool:
    """Whether one true value may print as both, to nearest or cut off."""
    return abs(one.value - other.value) < one.place + other.place


def _with_percents(cells: list[_Cell]) -> list[_Cell]:
    """A column of changes or shares that signs some of its percents may leave the sign off the others.

    One of levels may sign the first of several that make a whole, as a table prints a currency in its first row.
    """
    signed = {cell.heading.column for cell in cells if cell.figure.printed.unit == PERCENT.code}
    bare = _bare_percents(cells, signed) | _bridging_percents(cells, signed)
    return [
        replace(cell, amount=Amount(cell.figure.printed, PERCENT, told=True))
        if cell.figure.printed.unit is None
        and (cell.figure.id in bare or (cell.heading.column in signed and not cell.heading.is_level))
        else cell
        for cell in cells
    ]


def _bare_percents(cells: Sequence[_Cell], signed: set[NumberColumn]) -> set[str]:
    columns: dict[NumberColumn, list[_Cell]] = {}
    for cell in cells:
        if cell.heading.column in signed and cell.heading.is_level:
            columns.setdefault(cell.heading.column, []).append(cell)
    printed = [[(cell.row.row, cell.figure.printed) for cell in column] for column in columns.values()]
    bare = percents_left_bare(printed)
    return {
        cell.figure.id
        for number, column in enumerate(columns.values())
        for cell in column
        if (number, cell.row.row) in bare
    }


def _bridging_percents(cells: Sequence[_Cell], signed: set[NumberColumn]) -> set[str]:
    """The figures of columns without percent signs that lead from one column of percentages to another."""
    if not signed or any(cell.heading.unit.unit or cell.heading.unit.scale for cell in cells):
        return set()
    columns: dict[NumberColumn, dict[int, Figure]] = {}
    for cell in sorted(cells, key=lambda cell: cell.heading.column.left):
        columns.setdefault(cell.heading.column, {})[cell.row.row] = cell.figure
    inside = list(columns.values())
    between = percents_between([{row: figure.printed for row, figure in column.items()} for column in inside])
    return {figure.id for at in between for figure in inside[at].values()}


def _level_units(cells: Sequence[_Cell]) -> dict[int, Unit]:
    """The unit of each row's levels: the commonest among its columns of levels, dashes left out where others speak."""
    rows: dict[int, Counter[Unit]] = {}
    for cell in cells:
        weight = (1000 if cell.heading.is_level else 1) * (1 if cell.figure.printed.nil else 1000)
        rows.setdefault(cell.row.row, Counter())[cell.amount.unit] += weight
    return {row: max(units, key=lambda unit: units[unit]) for row, units in rows.items()}


def _aspect(cell: _Cell, level: Unit) -> Aspect | None:
    """What the figure says of its row's measure; None where its unit and its heading do not go together."""
    if not cell.column.is_statement:
        return LEVEL
    unit, against = cell.amount.unit, cell.column.against
    if cell.heading.share:
        return Aspect(AspectKind.SHARE) if unit == PERCENT and level.kind is UnitKind.MONEY else None
    if unit == PERCENT:
        fits = level.kind not in (UnitKind.PERCENT, UnitKind.POINTS)
        return Aspect(AspectKind.GROWTH, against) if fits else None
    if unit == POINTS:
        return Aspect(AspectKind.CHANGE, against) if level == PERCENT else None
    return Aspect(AspectKind.CHANGE, against) if unit == level else None
