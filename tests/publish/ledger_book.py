"""A small book tied by hand that shows every way a number can be known, every verdict, and a misprint.

Harbour plc, in GBP, with a year that ends in March. FY2016: revenue 157.8 and cost 132.5 million are printed; gross
margin follows (25.3) but is printed 25.2, within rounding. Services grew by 11.1 million, up 71.3%, which bounds their
level. Two quarterly labels lost their order: one place is proven, one rests on a preference. The staff count breaks.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from crossfoot.model.book import Book, Document, Entity, Regime
from crossfoot.model.certificates import (
    Certificate,
    Explanation,
    FigurePremise,
    IdentityPremise,
    Line,
    ProductPremise,
    Side,
    SignPremise,
    Step,
    StepPremise,
)
from crossfoot.model.facts import Fact, FactKey, FigureVerdict, SourceKind, Verdict
from crossfoot.model.figures import Figure, LabelBlock, Place, Slot
from crossfoot.model.findings import Assignment, Correction, Finding, Severity
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term, Tick
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.measures import Against, Aspect, AspectKind, Measure, MeasureKind
from crossfoot.vocabulary.notation import read_number
from crossfoot.vocabulary.periods import FiscalCalendar
from crossfoot.vocabulary.rounding import Rounding, admitted
from crossfoot.vocabulary.scenarios import Scenario, ScenarioKind
from crossfoot.vocabulary.units import PERCENT, Unit, count, money

MILLION = 1_000_000
CALENDAR = FiscalCalendar(3, "start")
GBP = money("GBP")
STAFF = count("employees")
TARGET = Scenario(ScenarioKind.TARGET, date(2016, 11, 8))

FY2016 = CALENDAR.parse("FY2016")
FY2015 = CALENDAR.parse("FY2015")
CLOSE = CALENDAR.parse("2017-03-31")
REVENUE = FactKey("revenue", FY2016)
COST = FactKey("cost", FY2016)
MARGIN = FactKey("gross_margin", FY2016)
MARGIN_SHARE = FactKey("gross_margin", FY2016, aspect=Aspect(AspectKind.SHARE))
SERVICES = FactKey("services", FY2016)
SERVICES_BEFORE = FactKey("services", FY2015)
SERVICES_CHANGE = FactKey("services", FY2016, aspect=Aspect(AspectKind.CHANGE))
SERVICES_GROWTH = FactKey("services", FY2016, aspect=Aspect(AspectKind.GROWTH))
QUARTER_1 = FactKey("cost", CALENDAR.parse("1Q16"))
QUARTER_2 = FactKey("cost", CALENDAR.parse("2Q16"))
REVENUE_TARGET = FactKey("revenue", FY2016, TARGET)
TO_TARGET = FactKey("revenue", FY2016, aspect=Aspect(AspectKind.CHANGE, Against.TARGET))
OFFICES = FactKey("offices", CLOSE)
ENGINEERS = FactKey("engineers", CLOSE)
OTHERS = FactKey("other_staff", CLOSE)
EMPLOYEES = FactKey("employees", CLOSE)
TREASURY = FactKey("treasury_stock", CLOSE)


@dataclass(frozen=True)
class _Entry:
    """One figure of the sources: its id, text, fact, unit, scale, slide and the words around it."""

    id: str
    text: str
    fact: FactKey | None
    unit: Unit
    scale: int
    slide: int
    caption: str = ""


_ENTRIES = (
    _Entry("deck-p1-001", "GBP157.8 million", REVENUE, GBP, 1, 1, "Revenue GBP157.8 million"),
    _Entry("deck-p1-002", "132.5", COST, GBP, MILLION, 1),
    _Entry("deck-p1-003", "25.2", MARGIN, GBP, MILLION, 1),
    _Entry("deck-p1-004", "16.0%", MARGIN_SHARE, PERCENT, 1, 1),
    _Entry("deck-p2-001", "11.1", SERVICES_CHANGE, GBP, MILLION, 2, "up GBP11.1 million, up 71.3% YoY"),
    _Entry("deck-p2-002", "71.3%", SERVICES_GROWTH, PERCENT, 1, 2, "up GBP11.1 million, up 71.3% YoY"),
    _Entry("deck-p2-003", "33.1", QUARTER_1, GBP, MILLION, 2),
    _Entry("deck-p2-004", "33.4", QUARTER_2, GBP, MILLION, 2),
    _Entry("deck-p3-001", "158.0", REVENUE_TARGET, GBP, MILLION, 3),
    _Entry("deck-p3-002", "72", ENGINEERS, STAFF, 1, 3),
    _Entry("deck-p3-003", "17", OTHERS, STAFF, 1, 3),
    _Entry("deck-p3-004", "98", EMPLOYEES, STAFF, 1, 3),
    _Entry("deck-p3-005", "(1.5)", TREASURY, GBP, MILLION, 3),
    _Entry("deck-p3-006", "12", OFFICES, count("offices"), 1, 3),
    _Entry("deck-p3-007", "1,066", None, count("ones"), 1, 3, "Placed 1,066 machines <b>worldwide</b>"),
)

_REASONS = {
    "deck-p3-006": "no identity speaks of offices",
    "deck-p3-007": "no measure fits it",
}
_BROKEN = ("deck-p3-002", "deck-p3-003", "deck-p3-004")


def ledger_book() -> Book:
    """The book as the stages leave it, without pages."""
    return Book(
        entity=Entity("Harbour plc", "GBP", CALENDAR),
        title="Harbour plc: results for FY2016",
        documents=(
            Document("deck", "sources/deck.csv", "0f" * 32, "Results", {1: "Results", 2: "Services", 3: "Outlook"}),
        ),
        measures={measure.name: measure for measure in _measures()},
        figures=tuple(_figure(entry, line) for line, entry in enumerate(_ENTRIES, start=2)),
        blocks=(_block(),),
        identities=_identities(),
        regimes=(Regime("deck", reason="Truncation would leave 25.2 + 132.5 short of 157.8."),),
        facts=_facts(),
        verdicts={entry.id: _verdict(entry.id) for entry in _ENTRIES},
        ticks=_ticks(),
        findings=(_finding(),),
        assignments=(_assignment(),),
        certificates=_certificates(),
        explanations=_explanations(),
    )


def _measures() -> tuple[Measure, ...]:
    flow, stock = MeasureKind.FLOW, MeasureKind.STOCK
    return (
        Measure("revenue", "Total revenues", flow, GBP, nonnegative=True),
        Measure("cost", "Cost of revenues", flow, GBP),
        Measure("gross_margin", "Gross margin", flow, GBP, base="revenue"),
        Measure("services", "Services & support", flow, GBP, nonnegative=True),
        Measure("treasury_stock", "Treasury stock", stock, GBP),
        Measure("employees", "Employees", stock, STAFF),
        Measure("engineers", "Engineers", stock, STAFF),
        Measure("other_staff", "Other staff", stock, STAFF),
        Measure("offices", "Offices", stock, count("offices")),
        Measure("backlog", "Order backlog", stock, GBP),
    )


def _figure(entry: _Entry, line: int) -> Figure:
    printed = read_number(entry.text, Decimal(entry.scale))
    start = entry.caption.find(entry.text)
    span = (start, start + len(entry.text)) if start >= 0 else None
    place = Place("deck", entry.slide, entry.caption, span, "sources/deck.csv", line)
    interval = admitted(Fraction(printed.value), Fraction(printed.place), Rounding.NEAREST)
    return Figure(entry.id, printed, entry.unit, place, entry.fact, interval, group="deck")


def _verdict(figure: str) -> FigureVerdict:
    if figure in _BROKEN:
        return FigureVerdict(figure, Verdict.BREAKS, "72 + 17 is not 98", ("staff",))
    if figure in _REASONS:
        return FigureVerdict(figure, Verdict.UNTESTED, _REASONS[figure])
    return FigureVerdict(figure, Verdict.TIES, "the rest of the document bounds it")


def _linear(name: str, kind: IdentityKind, origin: Origin, terms: dict[FactKey, int], text: str) -> Identity:
    return Identity(name, kind, origin, tuple(Term(Fraction(times), key) for key, times in terms.items()), text=text)


def _identities() -> tuple[Identity, ...]:
    change = Origin(rule="a change is the level minus its comparison")
    target = Origin(rule="a result is set against its latest target")
    margin = {MARGIN: 1, REVENUE: -1, COST: 1}
    rise = {SERVICES: 1, SERVICES_BEFORE: -1, SERVICES_CHANGE: -1}
    staff = {EMPLOYEES: 1, ENGINEERS: -1, OTHERS: -1}
    to_target = {TO_TARGET: 1, REVENUE: -1, REVENUE_TARGET: 1}
    formula, foot, variance = IdentityKind.RECALCULATE, IdentityKind.FOOT, IdentityKind.VARIANCE
    change_text = "services.change FY2016 = services FY2016 - services FY2015"
    target_text = "revenue.change_target FY2016 = revenue FY2016 - revenue FY2016 target"
    margin_text = "gross_margin FY2016 = revenue FY2016 - cost FY2016"
    return (
        _linear("margin", formula, Origin("model.yaml", 12), margin, margin_text),
        _linear("change", variance, change, rise, change_text),
        _growth(),
        _linear("staff", foot, Origin("model.yaml", 20), staff, "employees = engineers + other_staff"),
        _linear("to_target", variance, target, to_target, target_text),
    )


def _growth() -> Identity:
    return Identity(
        "growth",
        IdentityKind.VARIANCE,
        Origin(rule="growth is the change over the comparison"),
        (Term(Fraction(1), SERVICES),),
        ratio=SERVICES_GROWTH,
        denominator=(Term(Fraction(1), SERVICES_BEFORE),),
        factor=Fraction(100),
        offset=Fraction(-100),
        text="services.growth FY2016 = services FY2016 / services FY2015 - 1",
    )


def _ticks() -> tuple[Tick, ...]:
    return (
        Tick("margin", Verdict.TIES, Fraction(-100_000), Fraction(150_000)),
        Tick("change", Verdict.TIES),
        Tick("growth", Verdict.TIES),
        Tick("staff", Verdict.BREAKS, Fraction(9), Fraction(3, 2)),
        Tick("to_target", Verdict.UNTESTED, reason="it only defines the difference"),
    )


def _stated(entry: _Entry) -> Fact:
    assert entry.fact is not None  # the caller picked entries with a fact
    figure = _figure(entry, 2)
    source, reason = SourceKind.STATED, ""
    if entry.fact == QUARTER_1:
        source, reason = SourceKind.RECOVERED, "no admissible assignment puts the label elsewhere"
    if entry.fact == QUARTER_2:
        source, reason = SourceKind.ASSUMED, "the order of the text decided"
    verdict = _verdict(entry.id).verdict
    return Fact(
        entry.fact, entry.unit, source, verdict, figure.printed.value, figure.interval, (entry.id,), reason=reason
    )


def _facts() -> tuple[Fact, ...]:
    ties = Verdict.TIES
    deduced = SourceKind.DEDUCED
    return (
        *(_stated(entry) for entry in _ENTRIES if entry.fact is not None),
        Fact(
            SERVICES,
            GBP,
            deduced,
            ties,
            interval=Interval(Fraction("26.6035") * MILLION, Fraction("26.8017") * MILLION),
            low_proof="proof-low",
            high_proof="proof-high",
            reason="its change and its growth bound it",
        ),
        Fact(SERVICES_BEFORE, GBP, deduced, ties, interval=Interval(high=Fraction("15.65") * MILLION)),
        Fact(
            TO_TARGET,
            GBP,
            SourceKind.COMPUTED,
            Verdict.UNTESTED,
            Decimal(-200_000),
            Interval(Fraction(-300_000), Fraction(-100_000)),
            identity="to_target",
        ),
    )


def _block() -> LabelBlock:
    slots = (Slot(QUARTER_1, 0, 0), Slot(QUARTER_2, 0, 1))
    return LabelBlock("cost_by_quarter", ("deck-p2-003", "deck-p2-004"), slots, Place("deck", 2))


def _assignment() -> Assignment:
    return Assignment(
        block="cost_by_quarter",
        slots=(("deck-p2-003", QUARTER_1.id), ("deck-p2-004", QUARTER_2.id)),
        proven=("deck-p2-003",),
        alternatives=1,
        exhausted=True,
        preference="the order of the text",
        cost=0,
        next_cost=2,
    )


def _finding() -> Finding:
    return Finding(
        code="does-not-foot",
        severity=Severity.ERROR,
        message="Engineers and other staff do not add to employees.",
        figures=_BROKEN,
        identities=("staff",),
        corrections=(
            (Correction("deck-p3-004", Interval(Fraction(88), Fraction(90)), "89", "transposed digits"),),
            (Correction("deck-p3-003", Interval(Fraction(25), Fraction(27)), "26"),),
        ),
        certificate="proof-break",
    )


def _certificates() -> tuple[Certificate, ...]:
    one = Fraction(1)
    ceiling = Step((FigurePremise("deck-p2-001", Side.HIGH, one),), ((SERVICES_CHANGE, one),), Fraction(11_150_000))
    rate = Step((FigurePremise("deck-p2-002", Side.LOW, one),), ((SERVICES_GROWTH, -one),), Fraction(-285, 4))
    sign = Step((SignPremise(SERVICES_BEFORE, one),), ((SERVICES_BEFORE, -one),), Fraction(0))
    claim = Step(
        (
            StepPremise(0, Fraction(685, 285)),
            IdentityPremise("change", Fraction(-400, 285)),
            ProductPremise("growth", 1, 2, Fraction(4, 285)),
        ),
        ((SERVICES, one),),
        Fraction(1_527_550_000, 57),
    )
    floor = Step(
        (FigurePremise("deck-p2-001", Side.LOW, one),), ((SERVICES, -one),), Fraction(-26_603_500), strict=True
    )
    broken = Step((IdentityPremise("staff", one),), (), Fraction(-15, 2))
    return (
        Certificate("proof-high", (ceiling, rate, sign, claim), SERVICES, Side.HIGH, ("deck-p2-001", "deck-p2-002")),
        Certificate("proof-low", (floor,), SERVICES, Side.LOW, ("deck-p2-001",)),
        Certificate("proof-break", (broken,), figures=_BROKEN),
    )


def _explanations() -> tuple[Explanation, ...]:
    return (
        Explanation(
            "proof-high",
            "Services & support FY2016 is at most GBP 26.8 million",
            (
                Line("because it rose by at most 11.15 million", ("deck-p2-001",), (SERVICES_CHANGE.id,)),
                Line("and that was at least 71.25% of the FY2015 level", ("deck-p2-002",), (SERVICES_BEFORE.id,)),
            ),
        ),
        Explanation(
            "proof-break", "No staff counts satisfy all three figures", (Line("because 72 + 17 < 97.5", _BROKEN),)
        ),
    )
