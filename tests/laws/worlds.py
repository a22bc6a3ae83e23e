"""Random consistent books: true values that satisfy their identities, printed the way documents print them.

A world keeps the truth beside its book, so that a law can ask whether what was proved of the book holds for it.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from crossfoot.model.book import Book, Entity, Regime
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, Place
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.tie.rounding.regimes import with_intervals
from crossfoot.vocabulary.measures import LEVEL, Aspect, AspectKind, Measure, MeasureKind
from crossfoot.vocabulary.notation import Printed, read_number
from crossfoot.vocabulary.periods import FiscalCalendar, Period
from crossfoot.vocabulary.rounding import Rounding, admitted
from crossfoot.vocabulary.spans import months_of
from crossfoot.vocabulary.units import PERCENT, POINTS, money

JPY = money("JPY")
CALENDAR = FiscalCalendar(3, "start")
CHANGE, GROWTH, SHARE = Aspect(AspectKind.CHANGE), Aspect(AspectKind.GROWTH), Aspect(AspectKind.SHARE)
SHARE_CHANGE = Aspect(AspectKind.SHARE_CHANGE)
_UNITS = {GROWTH: PERCENT, SHARE: PERCENT, SHARE_CHANGE: POINTS}
_RULE = Origin(rule="law")
_TIMES = int(os.environ.get("CROSSFOOT_LAWS", "1"))

LAW = settings(
    derandomize=_TIMES == 1,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
"""The settings of a law: the same books on every run; CROSSFOOT_LAWS=10 tries ten times as many, new ones each time."""


def law(books: int) -> settings:
    """The settings of a law that is to hold for so many books."""
    return settings(LAW, max_examples=books * _TIMES)


@dataclass(frozen=True, repr=False)
class World:
    """A book whose figures are the printed forms of true values, under the regime that its book declares."""

    book: Book
    truth: Mapping[FactKey, Fraction]

    def __repr__(self) -> str:
        """The world as a ledger, so that a law's failing example can be read."""
        (regime,) = self.book.regimes
        signs = [name for name, measure in self.book.measures.items() if measure.nonnegative]
        lines = [f"amounts {regime.amounts}, ratios {regime.ratios}, never negative: {', '.join(signs) or 'none'}"]
        lines += [f"{key.id} = {value}" for key, value in self.truth.items()]
        lines += [f"{f.id} printed {f.text!r} = {f.printed.value} to {f.printed.place}" for f in self.book.figures]
        lines += [f"{i.id} of {' '.join(key.id for key in i.facts[1:])}" for i in self.book.identities]
        return "\n".join(lines)

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """What Hypothesis shows of a failing example."""
        printer.text(repr(self))


@dataclass(frozen=True)
class Shape:
    """How large and of what kind the books of a law are.

    `periods` are the fiscal years with or without their quarters; `ratios` allows shares and growth, `signs` declares
    measures that are never negative as such, `regimes` are those that documents print under.
    """

    years: int = 3
    quarters: bool = True
    ratios: bool = True
    signs: bool = True
    leaves: int = 4
    regimes: Sequence[Rounding] = (Rounding.NEAREST, Rounding.TRUNCATED, Rounding.EXACT)
    twice: bool = True


@st.composite
def worlds(draw: st.DrawFn, shape: Shape = Shape()) -> World:
    """A random world of the shape."""
    making = _Making(draw, shape)
    making.structure()
    return making.world()


@st.composite
def misprinted(draw: st.DrawFn, shape: Shape = Shape()) -> World:
    """A world in which one figure, or two, are printed some last places off."""
    world = draw(worlds(shape).filter(lambda world: bool(world.book.figures)))
    book = world.book
    for figure in draw(st.lists(st.sampled_from(book.figures), min_size=1, max_size=2, unique_by=lambda f: f.id)):
        book = restated(book, figure.id, draw(st.integers(-40, 40).filter(bool)))
    return World(book, world.truth)


@dataclass
class _Making:
    """A world in the making: true values first, identities that they satisfy, and at last what is printed of them."""

    draw: st.DrawFn
    shape: Shape
    truth: dict[FactKey, Fraction] = field(default_factory=dict)
    identities: list[Identity] = field(default_factory=list)
    measures: dict[str, MeasureKind] = field(default_factory=dict)

    def structure(self) -> None:
        """A total of parts over periods, and around it what statements are made of."""
        draw = self.draw
        self.grain = Fraction(10) ** draw(st.sampled_from([0, 6, -2]))
        self.regime = draw(st.sampled_from(self.shape.regimes))
        # what is printed in full must end; the rest has halves and thirds of a unit
        self.pieces = draw(st.sampled_from([1, 2, 4] if self.regime is Rounding.EXACT else [1, 2, 4, 6]))
        years = draw(st.integers(1, self.shape.years))
        quarterly = self.shape.quarters and draw(st.booleans())
        starts = [2015 + n for n in range(years)]
        self.years: list[Period] = [months_of(year, 4, 12) for year in starts]
        self.spans: dict[Period, list[Period]] = {
            months_of(year, 4, 12): [months_of(year, month, 3) for month in (4, 7, 10, 13)] if quarterly else []
            for year in starts
        }
        leaves = [f"part{n}" for n in range(draw(st.integers(1, self.shape.leaves)))]
        for leaf in leaves:
            self._flow(leaf)
        self._total("total", leaves)
        if draw(st.booleans()):
            self._flow("cost")
            self._defined("margin", [(1, "total"), (-1, "cost")])
        for relation in (self._rollforward, self._changes, self._growth, self._shares):
            if draw(st.booleans()):
                relation()

    def amount(self) -> Fraction:
        """A true amount: often zero or small, sometimes huge, in halves or thirds of a printed unit."""
        sizes = st.one_of(st.integers(-3, 3), st.integers(-40, 400), st.integers(-(10**6), 10**6))
        return Fraction(self.draw(sizes), self.pieces) * self.grain

    def _every_period(self) -> Iterator[Period]:
        for year, quarters in self.spans.items():
            yield from quarters
            yield year

    def _flow(self, name: str) -> None:
        """A measure with values of its own, quarters adding to their year."""
        self.measures[name] = MeasureKind.FLOW
        for year, quarters in self.spans.items():
            for span in quarters or [year]:
                self.truth[FactKey(name, span)] = self.amount()
            if quarters:
                keys = [FactKey(name, quarter) for quarter in quarters]
                self._state(FactKey(name, year), [(1, key) for key in keys], IdentityKind.CROSSFOOT)

    def _state(self, key: FactKey, terms: Sequence[tuple[int, FactKey]], kind: IdentityKind) -> None:
        """The identity `key` = sum of terms, with the value it gives where the fact has none yet."""
        self.truth.setdefault(key, sum((c * self.truth[k] for c, k in terms), Fraction(0)))
        every = (Term(Fraction(1), key), *(Term(Fraction(-c), k) for c, k in terms))
        name = f"{kind}:{key.id}"
        self.identities.append(Identity(name, kind, _RULE, every, text=name, subject=key))

    def _total(self, name: str, parts: Sequence[str]) -> None:
        self._defined(name, [(1, part) for part in parts], IdentityKind.FOOT)

    def _defined(
        self, name: str, terms: Sequence[tuple[int, str]], kind: IdentityKind = IdentityKind.RECALCULATE
    ) -> None:
        """A measure defined from others in every period; its quarters add to its years as well."""
        self.measures[name] = MeasureKind.FLOW
        for period in self._every_period():
            self._state(FactKey(name, period), [(c, FactKey(part, period)) for c, part in terms], kind)
        for year, quarters in self.spans.items():
            if quarters:
                self._state(FactKey(name, year), [(1, FactKey(name, q)) for q in quarters], IdentityKind.CROSSFOOT)

    def _rollforward(self) -> None:
        """A balance that the total moves: closing = opening + movement."""
        self.measures["balance"] = MeasureKind.STOCK
        first = self.years[0]
        assert hasattr(first, "start")
        opening = FactKey("balance", CALENDAR.closing(months_of(2014, 4, 12)))
        self.truth[opening] = self.amount()
        for quarters_or_year in (quarters or [year] for year, quarters in self.spans.items()):
            for span in quarters_or_year:
                closing = FactKey("balance", CALENDAR.closing(span))  # type: ignore[arg-type]
                self._state(closing, [(1, opening), (1, FactKey("total", span))], IdentityKind.ROLLFORWARD)
                opening = closing

    def _pairs(self, name: str) -> Iterator[tuple[FactKey, FactKey]]:
        """A measure's years beside the year before."""
        for before, after in zip(self.years, self.years[1:], strict=False):
            yield FactKey(name, after), FactKey(name, before)

    def _changes(self) -> None:
        for now, before in self._pairs("total"):
            self._state(FactKey("total", now.period, aspect=CHANGE), [(1, now), (-1, before)], IdentityKind.VARIANCE)

    def _growth(self) -> None:
        for now, before in self._pairs("total"):
            self._ratio(FactKey("total", now.period, aspect=GROWTH), now, before, Fraction(-100))

    def _shares(self) -> None:
        for period in self._every_period():
            share = FactKey("part0", period, aspect=SHARE)
            self._ratio(share, FactKey("part0", period), FactKey("total", period), Fraction(0))
        for before, after in zip(self.years, self.years[1:], strict=False):
            shares = FactKey("part0", after, aspect=SHARE), FactKey("part0", before, aspect=SHARE)
            if all(share in self.truth for share in shares):
                change = FactKey("part0", after, aspect=SHARE_CHANGE)
                self._state(change, [(1, shares[0]), (-1, shares[1])], IdentityKind.VARIANCE)

    def _ratio(self, key: FactKey, top: FactKey, bottom: FactKey, offset: Fraction) -> None:
        if not self.shape.ratios or not self.truth[bottom]:
            return
        self.truth[key] = 100 * self.truth[top] / self.truth[bottom] + offset
        name = f"ratio:{key.id}"
        one = Fraction(1)
        self.identities.append(
            Identity(
                name,
                IdentityKind.RECALCULATE,
                _RULE,
                (Term(one, top),),
                ratio=key,
                denominator=(Term(one, bottom),),
                factor=Fraction(100),
                offset=offset,
                text=name,
                subject=key,
            )
        )

    def world(self) -> World:
        """What is printed of it: under one regime, each figure at a place of its own."""
        draw = self.draw
        amounts = self.regime
        ratios = draw(st.sampled_from([r for r in self.shape.regimes if r is not Rounding.EXACT] or [Rounding.NEAREST]))
        figures: list[Figure] = []
        times = st.sampled_from([1, 1, 1, 0, 2] if self.shape.twice else [1, 1, 0])
        for key, value in self.truth.items():
            for number in range(draw(times)):
                printed = self._printed(key, value, ratios if key.aspect in _UNITS else amounts)
                unit = _UNITS.get(key.aspect, JPY)
                figures.append(Figure(f"{key.id}#{number}", printed, unit, Place("law"), key, group="law"))
        book = Book(
            Entity("Law", "JPY", CALENDAR),
            measures={name: self._measure(name, kind) for name, kind in self.measures.items()},
            figures=tuple(figures),
            identities=tuple(self.identities),
            regimes=(Regime("law", amounts, ratios, stated=True),),
        )
        return World(with_intervals(book), dict(self.truth))

    def _measure(self, name: str, kind: MeasureKind) -> Measure:
        values = [value for key, value in self.truth.items() if key.measure == name and key.aspect is LEVEL]
        sign = self.shape.signs and all(value >= 0 for value in values) and self.draw(st.booleans())
        return Measure(name, name, kind, JPY, nonnegative=sign, base="total" if name == "part0" else None)

    def _printed(self, key: FactKey, value: Fraction, rounding: Rounding) -> Printed:
        if key.aspect in _UNITS:
            place = Fraction(1, self.draw(st.sampled_from([10, 10, 100, 1])))
        elif rounding is Rounding.EXACT:
            return exactly(value)
        else:
            place = (
                self.grain
                * Fraction(self.draw(st.sampled_from([1, 1, 1, 10, 1000])))
                / self.draw(st.sampled_from([1, 1, 10]))
            )
        return printed_at(value, place, rounding, halves_up=self.draw(st.booleans()))


def printed_at(value: Fraction, place: Fraction, rounding: Rounding, *, halves_up: bool = True) -> Printed:
    """A true value as printed to a place; halves go up or down, as houses differ."""
    steps = value / place
    if rounding is Rounding.TRUNCATED:
        whole = abs(steps) // 1 * (1 if steps > 0 else -1)
    elif steps % 1 == Fraction(1, 2):
        whole = steps // 1 + halves_up
    else:
        whole = round(steps)
    printed = written(int(whole), place)
    assert admitted(whole * place, place, rounding).holds(value)
    return printed


def written(steps: int, place: Fraction) -> Printed:
    """So many printed units of a place (a power of ten), as text with thousands separated and its reading."""
    if place >= 1:
        return read_number(f"{steps:,}", Decimal(int(place)))
    decimals = len(str(place.denominator)) - 1
    return read_number(f"{Decimal(steps).scaleb(-decimals):,.{decimals}f}")


def exactly(value: Fraction) -> Printed:
    """A value printed in full; thirds are none, so worlds print in full only what has an end."""
    decimals = next(n for n in range(12) if (value * 10**n).denominator == 1)
    return written(int(value * 10**decimals), Fraction(1, 10**decimals))


def restated(book: Book, figure: str, steps: int) -> Book:
    """The book with one figure printed some of its last places higher (lower where negative)."""

    def moved(old: Figure) -> Figure:
        place = Fraction(old.printed.place)
        printed = written(int(Fraction(old.printed.value) / place) + steps, place)
        return Figure(old.id, printed, old.unit, old.place, old.fact, group=old.group)

    return with_intervals(book.grown(figures=tuple(moved(f) if f.id == figure else f for f in book.figures)))
