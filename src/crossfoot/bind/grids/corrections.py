"""Corrections of a table's binding: figures moved from what the reader chose to what a person says."""

from dataclasses import replace
from decimal import Decimal

from crossfoot.bind.grids.cells import NamedCell, NamedTable
from crossfoot.bind.grids.measures.rows import safe_name
from crossfoot.bind.grids.measures.statement_lines import lines
from crossfoot.model.book import Book
from crossfoot.model.choices import NOTHING, OWN, ColumnChoice, TableChoices
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.problems import InputError, Problem
from crossfoot.vocabulary.measures import LEVEL, Against, Aspect, AspectKind, Measure, MeasureKind
from crossfoot.vocabulary.periods import Duration, Instant, NotAPeriod, Period
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario, ScenarioKind
from crossfoot.vocabulary.spans import day_before
from crossfoot.vocabulary.units import Unit, UnitKind, money, per_share

SCALES = {"": 0, "thousand": 3, "million": 6, "hundred million": 8, "billion": 9, "trillion": 12}
"""Words for what printed digits are multiplied with, as powers of ten."""

ASPECTS = {"level": LEVEL} | {
    aspect.suffix.removeprefix("."): aspect
    for kind in AspectKind
    for against in reversed(Against)
    for aspect in (Aspect(kind, against),)
    if aspect.suffix
}
"""What a column may say of its rows' measures, by the words of a mapping: `level`, `growth`, `change_qoq`."""

_MEMBER = " ("  # begins what tells one column of a row from the others in a measure's name
_UNBOUND = "the mapping says that it states nothing"


class Changes:
    """The figures of a bound book as they are corrected table by table; `file` is where the corrections stand."""

    def __init__(self, book: Book, file: str) -> None:
        self._book = book
        self._file = file
        self._figures = {figure.id: figure for figure in book.figures}
        self._measures: dict[str, Measure] = dict(book.measures)
        self._problems: list[Problem] = []
        self._table = ""

    def take(self, table: NamedTable, told: TableChoices, own: TableChoices) -> None:
        """Move the figures of one table from the reader's own choices to those told."""
        unit = self._unit(told, own)
        self._table = table.prefix
        for cell in table.cells:
            figure = self._figures.get(cell.figure)
            if figure is None or figure.fact is None:
                continue
            if unit is not None:
                figure = self._in_unit(figure, unit, self._scale_of(own.unit))
            self._figures[cell.figure] = self._moved(figure, cell, told, own)

    def book(self) -> Book:
        """The book with all corrections. Raises InputError with everything that was not understood."""
        if self._problems:
            raise InputError(*dict.fromkeys(self._problems))
        return self._book.grown(
            figures=tuple(self._figures[figure.id] for figure in self._book.figures), measures=self._measures
        )

    def _moved(self, figure: Figure, cell: NamedCell, told: TableChoices, own: TableChoices) -> Figure:
        row, column = told.rows.get(cell.row), told.columns.get(cell.column)
        if row == NOTHING or (column is not None and column.period == NOTHING):
            return replace(figure, fact=None, note=_UNBOUND)
        key = figure.fact
        assert key is not None
        if row is not None and row != own.rows[cell.row]:
            key = replace(key, measure=self._measure(figure, row, cell.row))
        if column is not None:
            key = self._in_column(key, column, own.columns[cell.column])
        return replace(figure, fact=key)

    def _measure(self, figure: Figure, told: str, row: str) -> str:
        """The name of the measure told, with what tells this figure's column from others; the book knows it then."""
        assert figure.fact is not None
        now = figure.fact.measure
        told = f"{self._table}{row}" if told == OWN else told
        name = safe_name(told + "".join(now.partition(_MEMBER)[1:]))
        if name not in self._measures:
            line = lines().get(told)
            measure = replace(self._measures[now], name=name, base=None, concept=None)
            if line is not None and line.unit is figure.unit.kind:
                concept, base = (line.concept, line.base) if name == told else (None, None)
                measure = replace(measure, kind=line.kind, concept=concept, base=base)
            self._measures[name] = measure
        return name

    def _in_column(self, key: FactKey, told: ColumnChoice, own: ColumnChoice) -> FactKey:
        if told.scenario and told.scenario != own.scenario:
            key = replace(key, scenario=self._scenario(told) or key.scenario)
        if told.aspect and told.aspect != own.aspect:
            key = replace(key, aspect=self._aspect(told) or key.aspect)
        if told.period and told.period != own.period:
            key = replace(key, period=self._period(key, told, own))
        return key

    def _scenario(self, told: ColumnChoice) -> Scenario | None:
        if told.scenario not in list(ScenarioKind):
            self._complain(told.line, f"{told.scenario!r} is no scenario", f"Write one of: {', '.join(ScenarioKind)}")
            return None
        kind = ScenarioKind(told.scenario)
        return ACTUAL if kind is ACTUAL.kind else Scenario(kind)

    def _aspect(self, told: ColumnChoice) -> Aspect | None:
        if told.aspect not in ASPECTS:
            self._complain(told.line, f"{told.aspect!r} is no aspect", f"Write one of: {', '.join(ASPECTS)}")
        return ASPECTS.get(told.aspect)

    def _period(self, key: FactKey, told: ColumnChoice, own: ColumnChoice) -> Period:
        """The period told, as the key's measure has it there: a balance stands at its close, or where it opens."""
        calendar = self._book.entity.calendar
        try:
            period = calendar.parse(told.period)
        except NotAPeriod as error:
            self._complain(told.line, str(error), "Write a period such as FY2016, 2016Q4, 2016H1 or 2017-03-31")
            return key.period
        if not isinstance(period, Duration):
            return period
        stock = self._measures[key.measure].kind is MeasureKind.STOCK
        if isinstance(key.period, Instant) and calendar.code(key.period) != own.period:
            opens = self._opens(key.period, own)
            return Instant(day_before(period.start)) if opens else Instant(period.end)
        return Instant(period.end) if stock else period

    def _opens(self, period: Instant, own: ColumnChoice) -> bool:
        """Whether an instant is the opening of the column's own period."""
        try:
            span = self._book.entity.calendar.parse(own.period)
        except NotAPeriod:
            return False
        return isinstance(span, Duration) and period == Instant(day_before(span.start))

    def _unit(self, told: TableChoices, own: TableChoices) -> str | None:
        if not told.unit or told.unit == own.unit:
            return None
        currency, _, scale = told.unit.partition(" ")
        if len(currency) != 3 or not currency.isupper() or scale not in SCALES:
            remedy = f"Write a currency and perhaps a scale: JPY million. Scales: {', '.join(filter(None, SCALES))}"
            self._complain(told.line, f"{told.unit!r} is no unit of a table", remedy)
            return None
        return told.unit

    def _in_unit(self, figure: Figure, unit: str, own: Decimal) -> Figure:
        """The figure in another currency and scale, if it is an amount that was counted in the table's own."""
        currency = unit.partition(" ")[0]
        if figure.unit.kind is UnitKind.PER_SHARE:
            return self._of_unit(figure, per_share(currency))
        if figure.unit.kind is not UnitKind.MONEY:
            return figure
        printed, scale = figure.printed, self._scale_of(unit)
        if printed.scale == own and scale != own:
            power = scale.adjusted() - own.adjusted()
            printed = replace(
                printed, value=printed.value.scaleb(power), place=printed.place.scaleb(power), scale=scale
            )
        return self._of_unit(replace(figure, printed=printed), money(currency))

    def _of_unit(self, figure: Figure, unit: Unit) -> Figure:
        assert figure.fact is not None
        name = figure.fact.measure
        if figure.fact.aspect == LEVEL:
            self._measures[name] = replace(self._measures[name], unit=unit)
        return replace(figure, unit=unit)

    def _scale_of(self, unit: str) -> Decimal:
        return Decimal(1).scaleb(SCALES.get(unit.partition(" ")[2], 0))

    def _complain(self, line: int, message: str, remedy: str) -> None:
        self._problems.append(Problem(self._file, line, message, remedy))
