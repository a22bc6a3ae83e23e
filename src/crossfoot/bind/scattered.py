"""Charts of lost order bound: which run of labels are the totals, which their parts, and what they must add up to.

Nothing but arithmetic tells the runs apart: labels of the totals add to the totals that kept their period, and labels
of the parts, whatever their order, add to the same.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from crossfoot.bind.grids.units.written import UNKNOWN_CURRENCY, UnitWords, unit_words
from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, LabelBlock, Slot
from crossfoot.model.identities import Belief, Identity, IdentityKind, Origin, Term
from crossfoot.model.layout import ScatteredChart
from crossfoot.model.naming import Naming
from crossfoot.vocabulary.measures import LEVEL, Aspect, AspectKind, Measure, MeasureKind
from crossfoot.vocabulary.notation import NotANumber, Printed, readings
from crossfoot.vocabulary.periods import FiscalCalendar
from crossfoot.vocabulary.scenarios import ACTUAL
from crossfoot.vocabulary.spans import Duration, NotAPeriod
from crossfoot.vocabulary.units import PERCENT, money

_GROWTH = Aspect(AspectKind.GROWTH)
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class _Bound:
    """What one chart adds to a book."""

    figures: tuple[Figure, ...]
    measures: tuple[Measure, ...]
    blocks: tuple[LabelBlock, ...]
    identities: tuple[Identity, ...]


def bind_scattered(book: Book) -> Book:
    """The book with a block for every run of labels that is understood, and the identities that place its labels.

    Charts whose periods the calendar does not know, or whose labels add to nothing that is stated, stay as they are.
    """
    figures = {figure.id: figure for figure in book.figures}
    found = [bound for chart in book.scattered if (bound := _Chart(book, chart, figures).bound()) is not None]
    changed = {figure.id: figure for bound in found for figure in bound.figures}
    return book.grown(
        figures=tuple(changed.get(figure.id, figure) for figure in book.figures),
        measures={**book.measures, **{measure.name: measure for bound in found for measure in bound.measures}},
        blocks=(*book.blocks, *(block for bound in found for block in bound.blocks)),
        identities=(*book.identities, *(identity for bound in found for identity in bound.identities)),
    )


class _Chart:
    """One chart on its way to facts."""

    def __init__(self, book: Book, chart: ScatteredChart, figures: Mapping[str, Figure]) -> None:
        self.chart = chart
        self.calendar = book.entity.calendar
        self.naming = Naming(self.calendar)
        said = _first_unit((*chart.context, *_lines_before(book, chart)))
        currency = said.currency or book.entity.currency
        self.unit = money(currency or UNKNOWN_CURRENCY)
        self.scale = said.scale or Decimal(1)
        self.name = f"{chart.id}: {chart.caption or 'chart'}".replace("|", "/")
        self.figures = {
            figure: self._read(figures[figure])
            for figure in (*(each for run in chart.runs for each in run), *_stated_figures(chart))
        }

    def bound(self) -> _Bound | None:
        """What the chart adds, None where nothing in it adds up."""
        periods = _periods(self.chart.axis, self.calendar)
        totals = self._totals(periods)
        whole = self._run_of(1, len(periods), totals)
        if not periods or whole is None:
            return None
        parts = next((run for run in self._amounts() if run != whole and self._adds_to(run, whole)), ())
        growth = next((run for run in self.chart.runs if self._is_percent(run) and len(run) == len(periods)), ())
        blocks = [self._block("totals", whole, periods, LEVEL)]
        names = [f"{self.name}, part {n + 1}" for n in range(len(parts) // len(periods))]
        if parts:
            slots = [FactKey(name, period) for name in names for period in periods]
            blocks.append(self._parts_block(parts, slots, len(periods)))
        if growth:
            blocks.append(self._block("growth", growth, periods, _GROWTH))
        belief = self._belief(whole, totals, parts)
        return _Bound(
            figures=tuple(self._placed(totals)),
            measures=tuple(self._measure(name) for name in (self.name, *names)),
            blocks=tuple(blocks),
            identities=tuple(self._identities(periods, totals, names, belief)),
        )

    def _read(self, figure: Figure) -> Figure:
        """The figure with every reading in the chart's unit and scale; percentages are in percent."""
        every = (figure.printed, *figure.alternatives)
        if any(printed.unit == PERCENT.code for printed in every):
            return replace(figure, unit=PERCENT)
        try:
            scaled = {(p.value, p.place): p for p in readings(figure.text, self.scale)}
        except NotANumber:
            return figure
        ordered = [scaled.get((p.value * self.scale, p.place * self.scale), p) for p in every]
        return replace(figure, printed=ordered[0], alternatives=tuple(ordered[1:]), unit=self.unit)

    def _totals(self, periods: Sequence[Duration]) -> list[tuple[Duration, Figure, str]]:
        """The stated totals whose periods the axis covers: period, figure, and the id of the growth behind it."""
        found = []
        for total in self.chart.totals:
            (span,) = _periods((total.period,), self.calendar) or (None,)
            if span is not None and sum(p.months for p in periods if _within(p, span)) == span.months:
                found.append((span, self.figures[total.figure], total.growth))
        return found

    def _amounts(self) -> Iterator[tuple[str, ...]]:
        return (run for run in self.chart.runs if not self._is_percent(run))

    def _is_percent(self, run: Sequence[str]) -> bool:
        return self.figures[run[0]].unit == PERCENT

    def _run_of(self, rows: int, length: int, totals: Sequence[tuple[Duration, Figure, str]]) -> tuple[str, ...] | None:
        """The run that adds, over all its periods, to the totals that are stated."""
        stated = [figure.printed for _, figure, _ in totals]
        runs = (run for run in self._amounts() if length and len(run) == rows * length)
        return next((run for run in runs if stated and _ties(self._printed(run), stated)), None)

    def _adds_to(self, run: Sequence[str], whole: Sequence[str]) -> bool:
        return len(run) >= 2 * len(whole) and _ties(self._printed(run), self._printed(whole))

    def _printed(self, run: Sequence[str]) -> list[Printed]:
        return [self.figures[figure].printed for figure in run]

    def _belief(
        self, whole: Sequence[str], totals: Sequence[tuple[Duration, Figure, str]], parts: Sequence[str]
    ) -> Belief:
        """How improbable it is, as a power of ten, that runs of unrelated numbers add up so well."""
        size = sum(abs(printed.value) for printed in self._printed(whole))
        place = self.figures[whole[0]].printed.place
        odds = math.log10(max(1, int(size / place))) - math.log10(len(whole) + len(totals))
        return odds - (math.log10(len(parts)) if parts else 0)

    def _block(self, name: str, run: Sequence[str], periods: Sequence[Duration], aspect: Aspect) -> LabelBlock:
        slots = tuple(Slot(FactKey(self.name, period, ACTUAL, aspect), 0, at) for at, period in enumerate(periods))
        return LabelBlock(f"{self.chart.id}.{name}", tuple(run), slots, self.chart.place)

    def _parts_block(self, run: Sequence[str], facts: Sequence[FactKey], length: int) -> LabelBlock:
        slots = tuple(Slot(fact, *divmod(at, length)) for at, fact in enumerate(facts))
        return LabelBlock(f"{self.chart.id}.parts", tuple(run), slots, self.chart.place)

    def _placed(self, totals: Sequence[tuple[Duration, Figure, str]]) -> Iterator[Figure]:
        """Every figure of the chart, the stated ones with their facts."""
        facts: dict[str, FactKey] = {}
        for span, figure, growth in totals:
            facts[figure.id] = FactKey(self.name, span)
            if growth:
                facts[growth] = FactKey(self.name, span, ACTUAL, _GROWTH)
        for figure in self.figures.values():
            yield replace(figure, fact=facts.get(figure.id))

    def _measure(self, name: str) -> Measure:
        return Measure(name, name.partition(": ")[2], MeasureKind.FLOW, self.unit)

    def _identities(
        self,
        periods: Sequence[Duration],
        totals: Sequence[tuple[Duration, Figure, str]],
        names: Sequence[str],
        belief: Belief,
    ) -> Iterator[Identity]:
        for period in periods if names else ():
            yield self._sum(FactKey(self.name, period), [FactKey(name, period) for name in names], belief)
        for span, _, _ in totals:
            within = [FactKey(self.name, period) for period in periods if _within(period, span)]
            yield self._sum(FactKey(self.name, span), within, belief)
        for span in (*periods, *(span for span, _, _ in totals)):
            yield self._growth(span, belief)

    def _sum(self, total: FactKey, parts: Sequence[FactKey], belief: Belief) -> Identity:
        across = parts[0].measure == total.measure
        terms = (Term(_ONE, total), *(Term(-_ONE, part) for part in parts))
        rule = "quarters" if across else "parts"
        return Identity(
            id=self.naming.id(total.name, f"{self.chart.id}.{rule}", total.period, total.scenario),
            kind=IdentityKind.CROSSFOOT if across else IdentityKind.FOOT,
            origin=Origin(rule="discovered: the labels of a chart add up"),
            terms=terms,
            text=f"{self.naming.fact(total)} = {self.naming.total(Term(_ONE, part) for part in parts)}",
            subject=total,
            belief=belief,
        )

    def _growth(self, span: Duration, belief: Belief) -> Identity:
        now, before = FactKey(self.name, span), FactKey(self.name, _prior(span, self.calendar))
        growth = replace(now, aspect=_GROWTH)
        origin = Origin(rule="growth is the change in percent of the comparison")
        identity = Identity(
            self.naming.id(growth.name, f"{self.chart.id}.growth", span, ACTUAL),
            IdentityKind.VARIANCE,
            origin,
            (),
            subject=growth,
            belief=belief,
        )
        return self.naming.growth(identity, now, before)


def _stated_figures(chart: ScatteredChart) -> Iterator[str]:
    for total in chart.totals:
        yield from filter(None, (total.figure, total.growth))


def _lines_before(book: Book, chart: ScatteredChart) -> Iterator[str]:
    """The lines before a chart, nearest first: a unit that was set holds until another is."""
    for passage in reversed(book.passages):
        if (passage.place.line or 0) < (chart.place.line or 0):
            yield passage.text


def _first_unit(lines: Iterable[str]) -> UnitWords:
    return next((said for line in lines if (said := unit_words(line)).scale is not None), UnitWords())


def _periods(labels: Sequence[str], calendar: FiscalCalendar) -> list[Duration]:
    """The durations that labels name, in the order of time; none where one of them names no duration."""
    try:
        found = [calendar.parse(label) for label in labels]
    except NotAPeriod:
        return []
    spans = [period for period in found if isinstance(period, Duration)]
    return sorted(spans, key=lambda span: span.start) if len(spans) == len(labels) else []


def _prior(span: Duration, calendar: FiscalCalendar) -> Duration:
    before = calendar.prior_year(span)
    assert isinstance(before, Duration)
    return before


def _within(period: Duration, span: Duration) -> bool:
    return span.start <= period.start and period.end <= span.end


def _ties(run: Sequence[Printed], stated: Sequence[Printed]) -> bool:
    """Whether two runs of numbers can be roundings of the same sum, to nearest or cut off."""
    slack = sum((printed.place for printed in (*run, *stated)), Decimal(0))
    left = sum((printed.value for printed in run), Decimal(0)) - sum((printed.value for printed in stated), Decimal(0))
    return abs(left) <= slack
