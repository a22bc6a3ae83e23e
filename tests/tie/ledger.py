"""A ledger for tests: books written as a few lines of figures and identities, as an auditor would jot them down."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from crossfoot.model.book import Book, Entity, Regime
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, Place
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.tie.rounding.regimes import with_intervals
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.periods import Duration, FiscalCalendar
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.units import PERCENT, money

YEAR = Duration(date(2016, 4, 1), date(2017, 3, 31))
JPY = money("JPY")


def key(name: str) -> FactKey:
    """The fact of a name in the test year."""
    return FactKey(name, YEAR)


def printed(text: str) -> Printed:
    """Plain digits as printed; the last digit gives the place."""
    value = Decimal(text.replace(",", ""))
    return Printed(text, value, Decimal(1).scaleb(int(value.as_tuple().exponent)))


def linear(text: str) -> Identity:
    """`total = a + b - c` as an identity."""
    left, right = text.split(" = ")
    terms, sign = [Term(Fraction(1), key(left))], -1
    for word in right.split():
        if word in "+-":
            sign = -1 if word == "+" else 1
        else:
            terms.append(Term(Fraction(sign), key(word)))
    return Identity(text, IdentityKind.FOOT, Origin(rule="test"), tuple(terms), text=text, subject=key(left))


def ratio(text: str) -> Identity:
    """`share = a / b` in percent, or `growth = a / b - 1` in percent."""
    left, right = text.split(" = ")
    growth = right.endswith(" - 1")
    top, bottom = right.removesuffix(" - 1").split(" / ")
    return Identity(
        text,
        IdentityKind.RECALCULATE,
        Origin(rule="test"),
        (Term(Fraction(1), key(top)),),
        ratio=key(left),
        denominator=(Term(Fraction(1), key(bottom)),),
        factor=Fraction(100),
        offset=Fraction(-100 if growth else 0),
        text=text,
        subject=key(left),
    )


def book(
    figures: Mapping[str, str | Iterable[str]],
    identities: Iterable[Identity],
    *,
    rounding: Rounding | None = Rounding.NEAREST,
    nonnegative: Iterable[str] = (),
) -> Book:
    """A book of figures (name: text, several texts where a fact is printed more than once) under one regime."""
    identities = tuple(identities)
    ratios = {i.ratio for i in identities if i.ratio is not None}
    stated = [
        Figure(
            f"{name}#{n}", printed(text), PERCENT if key(name) in ratios else JPY, Place("ledger"), key(name), group="g"
        )
        for name, texts in figures.items()
        for n, text in enumerate([texts] if isinstance(texts, str) else texts)
    ]
    names = {f.fact.measure for f in stated if f.fact} | {k.measure for i in identities for k in i.facts}
    measures = {
        name: Measure(
            name,
            name,
            MeasureKind.RATIO if key(name) in ratios else MeasureKind.FLOW,
            PERCENT if key(name) in ratios else JPY,
            nonnegative=name in set(nonnegative),
        )
        for name in sorted(names)
    }
    regimes = () if rounding is None else (Regime("g", rounding, rounding, stated=True),)
    return with_intervals(
        Book(
            Entity("Test", "JPY", FiscalCalendar()),
            measures=measures,
            figures=tuple(stated),
            identities=identities,
            regimes=regimes,
        )
    )


def altered(given: Book, figure: str, text: str) -> Book:
    """The book with one figure printed otherwise."""
    figures = tuple(replace(f, printed=printed(text)) if f.id == figure else f for f in given.figures)
    return with_intervals(given.grown(figures=figures))
