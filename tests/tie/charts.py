"""Charts for tests: books whose labels lost their order, written down quarter by quarter as the trade would."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from crossfoot.model.book import Book, Entity, Regime
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, LabelBlock, Place, Slot
from crossfoot.model.findings import Assignment
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.vocabulary.measures import Against, Aspect, AspectKind, Measure, MeasureKind
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.periods import Duration, FiscalCalendar, Instant
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.units import PERCENT, money

JPY = money("JPY")
GROWTH = Aspect(AspectKind.GROWTH)
CHANGE = Aspect(AspectKind.CHANGE)
CHANGE_QOQ = Aspect(AspectKind.CHANGE, Against.PRIOR_QUARTER)


def quarter(number: int) -> Duration:
    """A quarter of a March year, counted from 1Q15 as 1; 0 and below are those of FY2014."""
    months = 2015 * 12 + 3 + 3 * (number - 1)
    after = months + 3
    end = date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return Duration(date(months // 12, months % 12 + 1, 1), end)


def year(fiscal_year: int) -> Duration:
    """A whole fiscal year, named by its start."""
    return Duration(date(fiscal_year, 4, 1), date(fiscal_year + 1, 3, 31))


def level(measure: str, number: int) -> FactKey:
    """A measure in a quarter."""
    return FactKey(measure, quarter(number))


def growth(measure: str, number: int) -> FactKey:
    """Its growth against the same quarter of the year before."""
    return FactKey(measure, quarter(number), aspect=GROWTH)


def balance(measure: str, number: int) -> FactKey:
    """A stock at a quarter's end."""
    return FactKey(measure, Instant(quarter(number).end))


def printed(text: str, scale: int = 1) -> Printed:
    """Digits as printed, negative in brackets, the last one giving the place."""
    digits = text.strip("[]()+%").replace(",", "")
    value = Decimal(f"-{digits}" if text.startswith("(") else digits)
    return Printed(text, value * scale, Decimal(1).scaleb(int(value.as_tuple().exponent)) * scale, Decimal(scale))


class Charts:
    """A book in the making: figures, label blocks and identities, amounts in units of `scale`."""

    def __init__(self, scale: int = 1, rounding: Rounding = Rounding.NEAREST) -> None:
        self.scale = scale
        self.regimes = (Regime("", rounding, Rounding.NEAREST, stated=True),)
        self.figures: list[Figure] = []
        self.blocks: list[LabelBlock] = []
        self.identities: list[Identity] = []
        self.measures: dict[str, Measure] = {}

    def book(self) -> Book:
        """What was written down so far."""
        return Book(
            Entity("Test", "JPY", FiscalCalendar(3, "start")),
            measures=self.measures,
            figures=tuple(self.figures),
            blocks=tuple(self.blocks),
            identities=tuple(self.identities),
            regimes=self.regimes,
        )

    def measure(self, *names: str) -> None:
        """Flows that cannot fall below zero."""
        for name in names:
            self.measures[name] = Measure(name, name, MeasureKind.FLOW, JPY, nonnegative=True)

    def states(self, fact: FactKey, text: str, scale: int | None = None) -> None:
        """A figure that has its fact."""
        figure = self._figure(f"stated{len(self.figures)}", text, fact)
        self.figures.append(figure if scale is None else replace(figure, printed=printed(text, scale)))

    def labels(self, block: str, texts: str, slots: Sequence[Slot]) -> None:
        """A block of labels as they came, and its slots. A point before three digits may be a comma."""
        names = []
        for number, text in enumerate(texts.split()):
            names.append(f"{block}{number}")
            figure = self._figure(names[-1], text, None, ratio=slots[0].fact.aspect == GROWTH)
            self.figures.append(figure)
        self.blocks.append(LabelBlock(block, tuple(names), tuple(slots), Place("deck", file="chart.yaml", line=7)))

    def sums(self, total: FactKey, parts: Iterable[FactKey], kind: IdentityKind = IdentityKind.FOOT) -> None:
        """The total is the sum of its parts."""
        self.linear([(1, total), *((-1, part) for part in parts)], kind)

    def linear(self, terms: Iterable[tuple[int, FactKey]], kind: IdentityKind = IdentityKind.FOOT) -> None:
        """The sum of coefficient x fact is zero."""
        added = tuple(Term(Fraction(coefficient), fact) for coefficient, fact in terms)
        self.identities.append(Identity(self._name(), kind, Origin(rule="test"), added))

    def grows(self, rate: FactKey, now: FactKey, before: FactKey) -> None:
        """The rate is the growth in percent from the one to the other."""
        self.identities.append(
            Identity(
                self._name(),
                IdentityKind.VARIANCE,
                Origin(rule="test"),
                (Term(Fraction(1), now),),
                ratio=rate,
                denominator=(Term(Fraction(1), before),),
                factor=Fraction(100),
                offset=Fraction(-100),
            )
        )

    def years(self, measure: str, fiscal_years: Iterable[int]) -> None:
        """The quarters of these years add up."""
        for one in fiscal_years:
            first = 4 * (one - 2015) + 1
            quarters = [level(measure, number) for number in range(first, first + 4)]
            self.sums(FactKey(measure, year(one)), quarters, IdentityKind.CROSSFOOT)

    def yearly_growth(self, measure: str) -> None:
        """Growth of eight quarters and two years against the year before."""
        for number in range(1, 9):
            self.grows(growth(measure, number), level(measure, number), level(measure, number - 4))
        for one in (2015, 2016):
            rate = FactKey(measure, year(one), aspect=GROWTH)
            self.grows(rate, FactKey(measure, year(one)), FactKey(measure, year(one - 1)))

    def _name(self) -> str:
        return f"identity{len(self.identities):03}"

    def _figure(self, name: str, text: str, fact: FactKey | None, *, ratio: bool = False) -> Figure:
        if ratio or (fact is not None and fact.aspect == GROWTH):
            return Figure(name, printed(text), PERCENT, Place("deck"), fact)
        doubtful = "." in text and len(text.partition(".")[2]) == 3 and fact is None
        other = (printed(text.replace(".", ","), self.scale),) if doubtful else ()
        return Figure(name, printed(text, self.scale), JPY, Place("deck"), fact, alternatives=other)


def eight_quarters(measure: str, aspect: Aspect = Aspect()) -> list[Slot]:
    """One series over 1Q15 to 4Q16."""
    return [Slot(FactKey(measure, quarter(n), aspect=aspect), 0, n - 1) for n in range(1, 9)]


NATURES = ("others", "outsourcing", "third", "fourth", "fifth")
NATURES_TEXT = """
1,389 1,289 1,169 1,091 1,067 1,026 1,023 7.085 6.862 6,251 989 5,962 5.243 4.873 4.149 3,296
1,381 1,321 1,357 1,304 1,282 1,269 1,271 1,267 2,961 2.859 2,850 2,734 2.631 2,712 2.629 2.509
7,227 7,297 7,059 6.938 6,779 6.857 6.640 6,727
"""


def cost_by_nature(natures: str = NATURES_TEXT) -> Charts:
    """Cost over two years in JPY million: eight totals, their growth, and forty labels of five natures."""
    chart = Charts(scale=10**6)
    chart.measure("cost", *NATURES)
    chart.states(FactKey("cost", year(2015)), "64,239")
    chart.states(FactKey("cost", year(2016)), "76,387")
    chart.states(FactKey("cost", year(2015), aspect=GROWTH), "+16.9%")
    chart.states(FactKey("cost", year(2016), aspect=GROWTH), "+18.9%")
    chart.labels("totals", "14.702 15,799 18,030 18.685 19,558 16.577 17.161 20.113", eight_quarters("cost"))
    chart.labels("growth", "+11.3% +20.1% +20.5% +15.9% +22.6% +18.3% +18.0% +17.2%", eight_quarters("cost", GROWTH))
    slots = [Slot(level(name, n), series, n - 1) for series, name in enumerate(NATURES) for n in range(1, 9)]
    chart.labels("natures", natures, slots)
    chart.years("cost", (2014, 2015, 2016))
    chart.yearly_growth("cost")
    for number in range(1, 9):
        chart.sums(level("cost", number), [level(name, number) for name in NATURES])
    return chart


def operation_and_maintenance() -> Charts:
    """Revenue, its growth, orders and backlog over two years in JPY million; one backlog is not printed."""
    chart = Charts(scale=10**6)
    chart.measure("revenue", "orders", "backlog")
    chart.states(FactKey("revenue", year(2015)), "33,044")
    chart.states(FactKey("revenue", year(2016)), "35,123")
    chart.states(FactKey("revenue", year(2015), aspect=GROWTH), "+18.9%")
    chart.states(FactKey("revenue", year(2016), aspect=GROWTH), "+6.3%")
    chart.states(FactKey("revenue", quarter(8), aspect=CHANGE), "568")
    chart.states(FactKey("revenue", quarter(8), aspect=CHANGE_QOQ), "538")
    chart.labels("revenue", "8,688 8,497 7,871 8,670 8,700 9,238 8,211 8,292", eight_quarters("revenue"))
    chart.labels("growth", "+23.5% +23.9% +16.0% +13.3% +10.4% +3.5% +4.9% +6.6%", eight_quarters("revenue", GROWTH))
    chart.labels("orders", "7,486 7,980 10,586 10.608 9,505 13,206 7.620 11,178", eight_quarters("orders"))
    ends = [Slot(balance("backlog", n), 0, n - 1) for n in range(1, 9)]
    chart.labels("backlog", "29,466 31,577 32,381 34,322 27,568 23,702 23.031", ends)
    chart.years("revenue", (2014, 2015, 2016))
    chart.yearly_growth("revenue")
    for aspect, before in ((CHANGE, 4), (CHANGE_QOQ, 7)):
        change = FactKey("revenue", quarter(8), aspect=aspect)
        chart.linear([(1, change), (-1, level("revenue", 8)), (1, level("revenue", before))], IdentityKind.VARIANCE)
    for n in range(1, 9):
        closing, opening = balance("backlog", n), balance("backlog", n - 1)
        moves = [(1, closing), (-1, opening), (-1, level("orders", n)), (1, level("revenue", n))]
        chart.linear(moves, IdentityKind.ROLLFORWARD)
    return chart


def columns(texts: str, totals: str, *, series: int = 2, rounding: Rounding = Rounding.NEAREST) -> Charts:
    """One block of `series` stacked over as many quarters as there are totals, each column adding to its total."""
    chart = Charts(rounding=rounding)
    names = [f"part{number}" for number in range(series)]
    count = len(totals.split())
    slots = [Slot(level(name, n), place, n - 1) for place, name in enumerate(names) for n in range(1, count + 1)]
    chart.labels("stack", texts, slots)
    for number, text in enumerate(totals.split(), start=1):
        chart.states(level("total", number), text)
        chart.sums(level("total", number), [level(name, number) for name in names])
    return chart


def assignment(book: Book, block: str) -> Assignment:
    """The record of one block."""
    (one,) = [record for record in book.assignments if record.block == block]
    return one
