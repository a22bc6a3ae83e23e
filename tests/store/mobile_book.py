"""A small book tied by hand: mobile revenue rose by 11,112 million, up 71.3%, to 26.7 billion; last year is unprinted.

With x this year, y last year, c the change and r the growth in percent: x - y = c and r y = 100 x - 100 y. From
r >= 71.25 and y >= 0 follows 71.25 y <= 100 (x - y), so y <= 100 c / 71.25 and x <= 171.25 c / 71.25; from r <= 71.35
likewise from below. With c in [11,111.5, 11,112.5] million: x in [26,684.73, 26,708.99], y in [15,573.23, 15,596.49].
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from crossfoot.model.book import Book, Document, Entity, Regime
from crossfoot.model.certificates import (
    Certificate,
    FigurePremise,
    IdentityPremise,
    Premise,
    ProductPremise,
    Side,
    SignPremise,
    Step,
)
from crossfoot.model.facts import Fact, FactKey, FigureVerdict, SourceKind, Verdict
from crossfoot.model.figures import Figure, Place
from crossfoot.model.findings import Correction, Finding, Severity
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term, Tick
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.measures import Aspect, AspectKind, Measure, MeasureKind
from crossfoot.vocabulary.notation import Printed, read_number
from crossfoot.vocabulary.periods import Duration, FiscalCalendar
from crossfoot.vocabulary.units import PERCENT, Unit, money

MILLION = 1_000_000
FY2016 = Duration(date(2016, 4, 1), date(2017, 3, 31))
FY2015 = Duration(date(2015, 4, 1), date(2016, 3, 31))
JPY = money("JPY")

THIS_YEAR = FactKey("mobile_revenue", FY2016)
LAST_YEAR = FactKey("mobile_revenue", FY2015)
CHANGE = FactKey("mobile_revenue", FY2016, aspect=Aspect(AspectKind.CHANGE))
GROWTH = FactKey("mobile_revenue", FY2016, aspect=Aspect(AspectKind.GROWTH))

DIFFERENCE = Identity(
    "mobile_revenue.change|FY2016",
    IdentityKind.VARIANCE,
    Origin(rule="a change is the level minus its comparison"),
    (Term(Fraction(1), THIS_YEAR), Term(Fraction(-1), LAST_YEAR), Term(Fraction(-1), CHANGE)),
    text="mobile_revenue.change FY2016 = mobile_revenue FY2016 - mobile_revenue FY2015",
)
RATE = Identity(
    "mobile_revenue.growth|FY2016",
    IdentityKind.VARIANCE,
    Origin(rule="growth is the change over the comparison"),
    (Term(Fraction(1), THIS_YEAR),),
    ratio=GROWTH,
    denominator=(Term(Fraction(1), LAST_YEAR),),
    factor=Fraction(100),
    offset=Fraction(-100),
    text="mobile_revenue.growth FY2016 = mobile_revenue FY2016 / mobile_revenue FY2015 - 1",
)

LOW_RATE, HIGH_RATE = Fraction("71.25"), Fraction("71.35")
LOW_CHANGE, HIGH_CHANGE = Fraction(11_111_500_000), Fraction(11_112_500_000)
HIGHEST = (100 + LOW_RATE) / LOW_RATE * HIGH_CHANGE
LOWEST = (100 + HIGH_RATE) / HIGH_RATE * LOW_CHANGE


def mobile_book() -> Book:
    """The book that ties."""
    figures = (
        stated("deck-p2-001", "26.7", (THIS_YEAR, JPY, 1000 * MILLION), "JPY26.7 billion (up 71.3% YoY)"),
        stated("deck-p7-001", "11,112", (CHANGE, JPY, MILLION), "up JPY11,112 million, up 71.3% YoY"),
        stated("deck-p7-002", "71.3%", (GROWTH, PERCENT, 1), "up JPY11,112 million, up 71.3% YoY"),
    )
    return Book(
        entity=Entity("Example Telecom", "JPY", FiscalCalendar(3, "start")),
        title="Example Telecom: results for FY2016",
        documents=(Document("deck", "sources/deck.csv", "ab" * 32, "Results", {2: "Summary", 7: "Services"}),),
        measures={
            "mobile_revenue": Measure("mobile_revenue", "Mobile revenue", MeasureKind.FLOW, JPY, nonnegative=True)
        },
        figures=figures,
        identities=(DIFFERENCE, RATE),
        regimes=(Regime("deck", reason="nearest is admitted, truncated and exact are not"),),
        facts=facts(),
        verdicts={f.id: verdict(f.id, Verdict.TIES, "bounded by the rest of the document") for f in figures},
        ticks=(
            Tick(DIFFERENCE.id, Verdict.TIES, reason="last year is not printed"),
            Tick(RATE.id, Verdict.TIES, reason="last year is not printed"),
        ),
        certificates=tuple(certificates()),
        witness=witness(),
    )


def stated(figure_id: str, text: str, states: tuple[FactKey, Unit, int], caption: str) -> Figure:
    """A figure as printed, rounded to nearest; `states` is its fact, its unit and the scale it is printed in."""
    fact, unit, scale = states
    printed: Printed = read_number(text, Decimal(scale))
    half, value = Fraction(printed.place) / 2, Fraction(printed.value)
    start = caption.index(text)
    page = int(figure_id.split("-")[1][1:])
    place = Place("deck", page, caption, (start, start + len(text)), "sources/deck.csv", 2)
    return Figure(figure_id, printed, unit, place, fact, Interval(value - half, value + half), group="deck")


def verdict(figure: str, says: Verdict, reason: str) -> FigureVerdict:
    """A verdict that both identities bear out."""
    return FigureVerdict(figure, says, reason, (DIFFERENCE.id, RATE.id))


def facts() -> tuple[Fact, ...]:
    """This year's level known better than printed, last year's deduced, the statements as printed."""
    level = Interval(LOWEST, HIGHEST)
    before = Interval(LOWEST - LOW_CHANGE, HIGHEST - HIGH_CHANGE)
    ties = Verdict.TIES
    return (
        Fact(LAST_YEAR, JPY, SourceKind.DEDUCED, Verdict.UNTESTED, None, before, (), "", "c2", "c1"),
        Fact(
            THIS_YEAR, JPY, SourceKind.STATED, ties, Decimal(26_700 * MILLION), level, ("deck-p2-001",), "", "c4", "c3"
        ),
        Fact(
            CHANGE,
            JPY,
            SourceKind.STATED,
            ties,
            Decimal(11_112 * MILLION),
            Interval(LOW_CHANGE, HIGH_CHANGE),
            ("deck-p7-001",),
        ),
        Fact(
            GROWTH, PERCENT, SourceKind.STATED, ties, Decimal("71.3"), Interval(LOW_RATE, HIGH_RATE), ("deck-p7-002",)
        ),
    )


def certificates() -> list[Certificate]:
    """The four bounds that follow from the change and the growth."""
    return [
        bound("c1", LAST_YEAR, Side.HIGH, HIGHEST - HIGH_CHANGE),
        bound("c2", LAST_YEAR, Side.LOW, LOWEST - LOW_CHANGE),
        bound("c3", THIS_YEAR, Side.HIGH, HIGHEST),
        bound("c4", THIS_YEAR, Side.LOW, LOWEST),
    ]


def bound(name: str, fact: FactKey, side: Side, value: Fraction) -> Certificate:
    """The bound of a level: the growth's other end times last year, plus the change."""
    upper = side is Side.HIGH
    sign = Fraction(1 if upper else -1)
    last = Step(level_premises(fact, side), ((fact, sign),), sign * value)
    return Certificate(name, (*rate_steps(side), last), fact, side, ("deck-p7-001", "deck-p7-002"))


def level_premises(fact: FactKey, side: Side) -> tuple[Premise, ...]:
    """The sum that bounds this or last year's level once steps 0 and 1 bound the growth and last year."""
    upper = side is Side.HIGH
    rate = LOW_RATE if upper else HIGH_RATE
    times = (100 + rate if fact == THIS_YEAR else Fraction(100)) / rate
    return (
        ProductPremise(RATE.id, 0, 1, 1 / rate),
        IdentityPremise(DIFFERENCE.id, times if upper else -times),
        FigurePremise("deck-p7-001", side, times),
    )


def rate_steps(side: Side) -> tuple[Step, Step]:
    """The growth's bound on the other side, and last year's sign."""
    zero = Step((SignPremise(LAST_YEAR, Fraction(1)),), ((LAST_YEAR, Fraction(-1)),), Fraction(0))
    if side is Side.HIGH:
        premise = FigurePremise("deck-p7-002", Side.LOW, Fraction(1))
        return Step((premise,), ((GROWTH, Fraction(-1)),), -LOW_RATE), zero
    premise = FigurePremise("deck-p7-002", Side.HIGH, Fraction(1))
    return Step((premise,), ((GROWTH, Fraction(1)),), HIGH_RATE), zero


def witness() -> dict[FactKey, Fraction]:
    """26,696 after 15,584 million: up 11,112, up 71.304%."""
    this, last = Fraction(26_696 * MILLION), Fraction(15_584 * MILLION)
    return {LAST_YEAR: last, THIS_YEAR: this, CHANGE: this - last, GROWTH: 100 * (this - last) / last}


def broken_book() -> Book:
    """The same book with 27.7 printed for 26.7: 27,650 million is more than the 26,709.0 that the statements admit."""
    book = mobile_book()
    wrong = stated("deck-p2-001", "27.7", (THIS_YEAR, JPY, 1000 * MILLION), "JPY27.7 billion (up 71.3% YoY)")
    least = FigurePremise(wrong.id, Side.LOW, Fraction(1))
    claim = Step((*level_premises(THIS_YEAR, Side.HIGH), least), (), HIGHEST - 27_650 * MILLION)
    used = ("deck-p2-001", "deck-p7-001", "deck-p7-002")
    conflict = Certificate("c5", (*rate_steps(Side.HIGH), claim), None, None, used)
    correction = Correction(wrong.id, Interval(LOWEST, HIGHEST), "26.7", "one digit misread")
    finding = Finding(
        "does-not-tie",
        Severity.ERROR,
        "27.7 cannot stand beside 11,112 and 71.3%",
        used[:1],
        (DIFFERENCE.id, RATE.id),
        ((correction,),),
        certificate="c5",
    )
    level = replace(book.facts[1], source=SourceKind.DEDUCED, value=None, verdict=Verdict.BREAKS)
    return book.grown(
        figures=(wrong, *book.figures[1:]),
        facts=(book.facts[0], level, *book.facts[2:]),
        findings=(finding,),
        certificates=(*book.certificates, conflict),
        verdicts=dict(book.verdicts) | {wrong.id: verdict(wrong.id, Verdict.BREAKS, "no assignment exists")},
    )
