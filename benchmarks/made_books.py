"""Made books: results of a group in the layout of real ones, as large as asked, printed from true values.

A report has the statements of a group and of its divisions: lines under nested totals, quarters that add to years,
divisions that add to the group, margins and growth. True values are whole thousands, printed in millions to nearest, so
that sums foot within rounding only, as they do in print.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from crossfoot.model.book import Book, Entity, Regime
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, Place
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.tie.rounding.regimes import with_intervals
from crossfoot.vocabulary.measures import Aspect, AspectKind, Measure, MeasureKind
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.periods import FiscalCalendar, Period
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.spans import months_of
from crossfoot.vocabulary.units import PERCENT, Unit, money

JPY = money("JPY")
GROWTH, SHARE = Aspect(AspectKind.GROWTH), Aspect(AspectKind.SHARE)
MILLION, TENTH = Decimal(10**6), Decimal("0.1")
DIVISIONS = 4
YEARS = (2021, 2022)

LINES: dict[str, tuple[tuple[int, str], ...]] = {
    "product_sales": (),
    "service_sales": (),
    "other_sales": (),
    "revenue": ((1, "product_sales"), (1, "service_sales"), (1, "other_sales")),
    "materials": (),
    "wages": (),
    "other_costs": (),
    "cost_of_sales": ((1, "materials"), (1, "wages"), (1, "other_costs")),
    "gross_profit": ((1, "revenue"), (-1, "cost_of_sales")),
    "marketing": (),
    "research": (),
    "administration": (),
    "operating_expenses": ((1, "marketing"), (1, "research"), (1, "administration")),
    "operating_income": ((1, "gross_profit"), (-1, "operating_expenses")),
    "interest": (),
    "taxes": (),
    "net_income": ((1, "operating_income"), (-1, "interest"), (-1, "taxes")),
}
"""The lines of every statement in their order, with the lines that each result is made of."""

MARGINS = ("gross_profit", "operating_income", "net_income")
GROWING = ("revenue", "cost_of_sales", "gross_profit", "operating_income")


def made(figures: int, seed: int = 0, *, linked: bool = False) -> Book:
    """A book of at least so many figures: reports beside one another, or `linked` under the totals of one holding."""
    making = _Making(random.Random(seed))
    reports: list[str] = []
    while len(making.figures) < figures:
        reports.append(making.report(f"group{len(reports)}"))
    if linked:
        making.sum_of("holding", reports)
    return making.book()


def altered(book: Book, figure_id: str, steps: int) -> Book:
    """The book with one figure printed so many of its last places higher."""

    def moved(figure: Figure) -> Figure:
        value = figure.printed.value + steps * figure.printed.place
        return Figure(
            figure.id, _printed(value, figure.printed.place), figure.unit, figure.place, figure.fact, group=figure.group
        )

    figures = tuple(moved(figure) if figure.id == figure_id else figure for figure in book.figures)
    return with_intervals(book.grown(figures=figures))


@dataclass
class _Making:
    chance: random.Random
    truth: dict[FactKey, int] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    identities: list[Identity] = field(default_factory=list)
    measures: dict[str, Measure] = field(default_factory=dict)

    def report(self, group: str) -> str:
        """The statements of a group and of its divisions."""
        divisions = [f"{group}.division{number}" for number in range(DIVISIONS)]
        for division in divisions:
            for year in YEARS:
                for quarter in _quarters(year):
                    self._quarter(division, quarter)
            self._statement(division)
        self.sum_of(group, divisions)
        return group

    def sum_of(self, whole: str, parts: list[str]) -> None:
        """The statement of a whole whose lines are the sums of its parts' lines."""
        for year in YEARS:
            for span in _quarters(year):
                for line in LINES:
                    terms = [(1, FactKey(f"{part}.{line}", span)) for part in parts]
                    self._state(FactKey(f"{whole}.{line}", span), terms, IdentityKind.FOOT)
        self._statement(whole)
        for year in YEARS:
            for line in LINES:
                terms = [(1, FactKey(f"{part}.{line}", _year(year))) for part in parts]
                self._state(FactKey(f"{whole}.{line}", _year(year)), terms, IdentityKind.FOOT)

    def _quarter(self, name: str, span: Period) -> None:
        scale = self.chance.randrange(10**4, 10**6)
        for line, terms in LINES.items():
            if not terms:
                self.truth[FactKey(f"{name}.{line}", span)] = self.chance.randrange(scale, 20 * scale)
        revenue = sum(self.truth[FactKey(f"{name}.{line}", span)] for line in ("product_sales", "service_sales"))
        for line in ("materials", "wages", "other_costs", "marketing", "research", "administration"):
            self.truth[FactKey(f"{name}.{line}", span)] = revenue * self.chance.randrange(20, 140) // 1000

    def _statement(self, name: str) -> None:
        for year in YEARS:
            for span in _quarters(year):
                self._lines(name, span)
            for line in LINES:
                terms = [(1, FactKey(f"{name}.{line}", quarter)) for quarter in _quarters(year)]
                self._state(FactKey(f"{name}.{line}", _year(year)), terms, IdentityKind.CROSSFOOT)
            self._lines(name, _year(year))
        for year in YEARS:
            for span in (*_quarters(year), _year(year)):
                for line in LINES:
                    self._print(FactKey(f"{name}.{line}", span), f"{name}.{line}")
                for line in MARGINS:
                    self._ratio(name, line, span, SHARE)
        for line in GROWING:
            for span in (*_quarters(YEARS[1]), _year(YEARS[1])):
                self._ratio(name, line, span, GROWTH)

    def _lines(self, name: str, span: Period) -> None:
        for line, terms in LINES.items():
            if terms:
                parts = [(sign, FactKey(f"{name}.{part}", span)) for sign, part in terms]
                self._state(FactKey(f"{name}.{line}", span), parts, IdentityKind.FOOT)

    def _state(self, key: FactKey, terms: list[tuple[int, FactKey]], kind: IdentityKind) -> None:
        self.truth.setdefault(key, sum(c * self.truth[part] for c, part in terms))
        every = (Term(Fraction(1), key), *(Term(Fraction(-c), part) for c, part in terms))
        name = f"{kind}:{key.id}:{terms[0][1].id}"
        self.identities.append(Identity(name, kind, Origin(rule="made"), every, text=name, subject=key))

    def _ratio(self, name: str, line: str, span: Period, aspect: Aspect) -> None:
        key, one = FactKey(f"{name}.{line}", span, aspect=aspect), Fraction(1)
        top = FactKey(f"{name}.{line}", span)
        growth = aspect is GROWTH
        bottom = FactKey(f"{name}.{line}", _year_before(span)) if growth else FactKey(f"{name}.revenue", span)
        if self.truth[bottom] <= 0:
            return
        offset = Fraction(-100 if growth else 0)
        value = Fraction(100 * self.truth[top], self.truth[bottom]) + offset
        identity = Identity(
            f"ratio:{key.id}",
            IdentityKind.VARIANCE if growth else IdentityKind.RECALCULATE,
            Origin(rule="made"),
            (Term(one, top),),
            ratio=key,
            denominator=(Term(one, bottom),),
            factor=Fraction(100),
            offset=offset,
            text=f"ratio:{key.id}",
            subject=key,
        )
        self.identities.append(identity)
        printed = _printed(Decimal(round(value * 10)) * TENTH, TENTH)
        self._add(key, printed, PERCENT)

    def _print(self, key: FactKey, measure: str) -> None:
        if measure not in self.measures:
            positive = measure.endswith("revenue")
            self.measures[measure] = Measure(measure, measure, MeasureKind.FLOW, JPY, nonnegative=positive)
        self._add(key, _printed(Decimal(round(Fraction(self.truth[key], 1000))) * MILLION, MILLION), JPY)

    def _add(self, key: FactKey, printed: Printed, unit: Unit) -> None:
        number = len(self.figures)
        place = Place("made", page=number // 400, row=number)
        self.figures.append(Figure(f"f{number}", printed, unit, place, key, group="made"))

    def book(self) -> Book:
        return Book(
            Entity("Made", "JPY", FiscalCalendar(3, "start")),
            measures=self.measures,
            figures=tuple(self.figures),
            identities=tuple(self.identities),
            regimes=(Regime("made", Rounding.NEAREST, Rounding.NEAREST),),
        )


def _quarters(year: int) -> Iterator[Period]:
    return (months_of(year, month, 3) for month in (4, 7, 10, 13))


def _year(year: int) -> Period:
    return months_of(year, 4, 12)


def _year_before(span: Period) -> Period:
    for before, after in pairwise(YEARS):
        pairs = zip((*_quarters(before), _year(before)), (*_quarters(after), _year(after)), strict=True)
        for old, new in pairs:
            if new == span:
                return old
    raise ValueError(f"no period before {span}")


def _printed(value: Decimal, place: Decimal) -> Printed:
    return Printed(f"{value / place:,.0f}" if place == MILLION else f"{value}%", value, place)
