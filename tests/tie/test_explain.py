"""Proofs in words, word for word."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.store.mobile_book import (
    CHANGE,
    FY2015,
    FY2016,
    GROWTH,
    JPY,
    LAST_YEAR,
    MILLION,
    THIS_YEAR,
    broken_book,
    mobile_book,
    stated,
)

from crossfoot.model.book import Book
from crossfoot.model.certificates import (
    Certificate,
    FigurePremise,
    IdentityPremise,
    QuotientPremise,
    Side,
    SignPremise,
    Step,
    StepPremise,
)
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.tie.wording.explain import explain
from crossfoot.tie.wording.phrases import Phrases, amount, nearest, quote, spread
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.measures import Against, Aspect, AspectKind, Measure, MeasureKind
from crossfoot.vocabulary.spans import Undated
from crossfoot.vocabulary.units import PERCENT, POINTS, PURE, Unit, count, money, per_share

ONE = Fraction(1)
REVENUE, COST, MARGIN = (FactKey(name, FY2016) for name in ("revenue", "cost", "margin"))
SHARE = FactKey("margin", FY2016, aspect=Aspect(AspectKind.SHARE))
LOSS = FactKey("margin", FY2015, aspect=Aspect(AspectKind.CHANGE, Against.PRIOR_QUARTER))


def told(book: Book) -> dict[str, list[str]]:
    """Each certificate's headline and lines, by its id."""
    return {e.certificate: [e.headline, *(line.text for line in e.lines)] for e in explain(book).explanations}


def margin_book(*certificates: Certificate) -> Book:
    """Revenue of 157.8 and cost of 132.6 billion print, the margin between them does not."""
    measures = {
        "revenue": Measure("revenue", "Total revenues", MeasureKind.FLOW, JPY, nonnegative=True),
        "cost": Measure("cost", "Cost of revenues", MeasureKind.FLOW, JPY),
        "margin": Measure("margin", "Gross margin", MeasureKind.FLOW, JPY, base="revenue"),
    }
    return mobile_book().grown(
        measures=measures,
        figures=(
            stated("deck-p3-001", "157.8", (REVENUE, JPY, 1000 * MILLION), "Revenues JPY157.8 billion"),
            stated("deck-p3-002", "132.6", (COST, JPY, 1000 * MILLION), "Cost JPY132.6 billion"),
        ),
        identities=(SUBTRACTION, PORTION),
        certificates=certificates,
    )


SUBTRACTION = Identity(
    "margin=revenue-cost",
    IdentityKind.RECALCULATE,
    Origin("model.yaml", 12),
    (Term(-ONE, MARGIN), Term(ONE, REVENUE), Term(-ONE, COST)),
    text="margin FY2016 = revenue FY2016 - cost FY2016",
    subject=MARGIN,
)
PORTION = Identity(
    "margin.share",
    IdentityKind.RECALCULATE,
    Origin(rule="a share is the level in percent of its base"),
    (Term(ONE, MARGIN),),
    ratio=SHARE,
    denominator=(Term(ONE, REVENUE),),
    factor=Fraction(100),
    subject=SHARE,
)


def test_a_bound_from_growth_and_change_is_told_from_what_is_printed() -> None:
    assert told(mobile_book())["c3"] == [
        "Mobile revenue FY2016 is at most JPY 26,709.0 million",
        "because it rose by at most JPY 11,112.5 million on the year before (deck p.7: 'up JPY11,112 million')",
        "and it grew by at least 71.25% on the year before (deck p.7: 'up 71.3% YoY')",
        "and Mobile revenue FY2015 cannot be negative",
    ]


def test_last_year_is_told_of_this_year() -> None:
    assert told(mobile_book())["c2"] == [
        "Mobile revenue FY2015 is at least JPY 15,573.2 million",
        (
            "because Mobile revenue FY2016 rose by at least JPY 11,111.5 million on the year before"
            " (deck p.7: 'up JPY11,112 million')"
        ),
        "and Mobile revenue FY2016 grew by at most 71.35% on the year before (deck p.7: 'up 71.3% YoY')",
        "and Mobile revenue FY2015 cannot be negative",
    ]


def test_a_contradiction_is_told_as_the_figure_that_cannot_stand() -> None:
    assert told(broken_book())["c5"] == [
        (
            "27.7 cannot stand (deck p.2: 'JPY27.7 billion (up 71.3% YoY)'): by the other figures,"
            " Mobile revenue FY2016 is at most JPY 26,709.0 million"
        ),
        "because it rose by at most JPY 11,112.5 million on the year before (deck p.7: 'up JPY11,112 million')",
        "and it grew by at least 71.25% on the year before (deck p.7: 'up 71.3% YoY')",
        "and Mobile revenue FY2015 cannot be negative",
    ]


def test_a_line_names_the_figures_and_facts_it_speaks_of() -> None:
    lines = explain(mobile_book()).explanations[2].lines
    assert [(line.figures, line.facts) for line in lines] == [
        (("deck-p7-001",), (CHANGE.id,)),
        (("deck-p7-002",), (GROWTH.id,)),
        ((), (LAST_YEAR.id,)),
    ]


def bounded_margin() -> Step:
    """Margin >= 157.75 - 132.65 billion."""
    premises = (
        IdentityPremise(SUBTRACTION.id, -ONE),
        FigurePremise("deck-p3-001", Side.LOW, ONE),
        FigurePremise("deck-p3-002", Side.HIGH, ONE),
    )
    return Step(premises, ((MARGIN, -ONE),), Fraction(-25_100 * MILLION))


def test_a_declared_relation_is_told_with_the_line_that_declares_it() -> None:
    proof = Certificate("low", (bounded_margin(),), MARGIN, Side.LOW, ("deck-p3-001", "deck-p3-002"))
    assert told(margin_book(proof))["low"] == [
        "Gross margin FY2016 is at least JPY 25,100 million",
        "because Gross margin FY2016 = Total revenues FY2016 - Cost of revenues FY2016 (model.yaml:12)",
        "and Total revenues FY2016 is at least JPY 157,750 million (deck p.3: 'Revenues JPY157.8 billion')",
        "and Cost of revenues FY2016 is at most JPY 132,650 million (deck p.3: 'Cost JPY132.6 billion')",
    ]


def test_a_result_on_the_way_is_closed_and_then_leaned_on() -> None:
    """Share >= 100 x 25,100 / 157,850 = 15.90%."""
    low, top = Fraction(-25_100 * MILLION), Fraction(157_850 * MILLION)
    bound = -100 * low / top
    revenue_high = Step((FigurePremise("deck-p3-001", Side.HIGH, ONE),), ((REVENUE, ONE),), top)
    revenue_low = Step((FigurePremise("deck-p3-001", Side.LOW, ONE),), ((REVENUE, -ONE),), Fraction(-157_750 * MILLION))
    slope = Step(
        (StepPremise(0, Fraction(100)), StepPremise(1, bound)),
        ((MARGIN, Fraction(-100)), (REVENUE, bound)),
        Fraction(0),
    )
    claim = Step((QuotientPremise(PORTION.id, Side.LOW, bound, 3, 2, ONE),), ((SHARE, -ONE),), -bound)
    steps = (bounded_margin(), revenue_high, revenue_low, slope, claim)
    proof = Certificate("share", steps, SHARE, Side.LOW, ("deck-p3-001", "deck-p3-002"))
    assert told(margin_book(proof))["share"] == [
        "Gross margin FY2016 is at least 15.90% of Total revenues",
        "because Gross margin FY2016 = Total revenues FY2016 - Cost of revenues FY2016 (model.yaml:12)",
        "and Total revenues FY2016 is at least JPY 157,750 million (deck p.3: 'Revenues JPY157.8 billion')",
        "and Cost of revenues FY2016 is at most JPY 132,650 million (deck p.3: 'Cost JPY132.6 billion')",
        "so Gross margin FY2016 is at least JPY 25,100 million",
        "and Total revenues FY2016 is at most JPY 157,850 million (deck p.3: 'Revenues JPY157.8 billion')",
    ]


def test_a_contradiction_of_declared_signs_alone_names_the_figures() -> None:
    """Where no figure stands in the last step, no single one is accused."""
    step = Step((FigurePremise("deck-p3-001", Side.HIGH, ONE),), ((REVENUE, ONE),), Fraction(157_850 * MILLION))
    last = Step((StepPremise(0, ONE), SignPremise(REVENUE, ONE)), (), Fraction(-1))
    proof = Certificate("x", (step, last), None, None, ("deck-p3-001",))
    assert told(margin_book(proof))["x"][0] == (
        "No true values print as all of these: deck p.3: 'Revenues JPY157.8 billion'"
    )


@pytest.mark.parametrize(
    ("key", "side", "value", "said"),
    [
        (THIS_YEAR, Side.LOW, Fraction(5, 2), "Mobile revenue FY2016 is at least JPY 2.5"),
        (CHANGE, Side.LOW, Fraction(-392), "Mobile revenue FY2016 fell by at most JPY 392 on the year before"),
        (CHANGE, Side.HIGH, Fraction(-392), "Mobile revenue FY2016 fell by at least JPY 392 on the year before"),
        (GROWTH, Side.HIGH, Fraction("-16.35"), "Mobile revenue FY2016 fell by at least 16.35% on the year before"),
        (GROWTH, Side.LOW, Fraction(100, 3), "Mobile revenue FY2016 grew by at least 33.33% on the year before"),
        (GROWTH, Side.HIGH, Fraction(100, 3), "Mobile revenue FY2016 grew by at most 33.34% on the year before"),
        (GROWTH, Side.LOW, Fraction(-100, 3), "Mobile revenue FY2016 fell by at most 33.34% on the year before"),
    ],
)
def test_a_bound_is_told_so_that_it_stays_true(key: FactKey, side: Side, value: Fraction, said: str) -> None:
    assert Phrases(mobile_book()).bound(key, side, value) == said


def test_shares_and_other_comparisons_are_told() -> None:
    phrases = Phrases(margin_book())
    points = FactKey("margin", FY2016, aspect=Aspect(AspectKind.SHARE_CHANGE, Against.TARGET))
    assert phrases.bound(points, Side.LOW, Fraction(1, 20)) == (
        "the share of Gross margin FY2016 in Total revenues rose by at least 0.05 points against target"
    )
    assert phrases.bound(LOSS, Side.HIGH, Fraction(-1), strict=True) == (
        "Gross margin FY2015 fell by more than JPY 1 on the quarter before"
    )


@pytest.mark.parametrize(
    ("value", "unit", "down", "up"),
    [
        (Fraction(26_708_991_228) + Fraction(4, 57), JPY, "JPY 26,708.9 million", "JPY 26,709.0 million"),
        (Fraction(-1_000_000_000, 3), JPY, "JPY -333.334 million", "JPY -333.333 million"),
        (Fraction(2, 3), PERCENT, "0.66%", "0.67%"),
        (Fraction(1, 300), PERCENT, "0.0033%", "0.0034%"),
        (Fraction(27), per_share("JPY"), "JPY 27 a share", "JPY 27 a share"),
        (Fraction(82, 3), per_share("JPY"), "JPY 27.3333 a share", "JPY 27.3334 a share"),
        (Fraction(1_855_500), count("subscriptions"), "1,855,500 subscriptions", "1,855,500 subscriptions"),
        (Fraction(-1, 20), POINTS, "-0.05 points", "-0.05 points"),
        (Fraction(10, 7), PURE, "1.42", "1.43"),
    ],
)
def test_an_amount_is_rounded_away_from_what_it_bounds(value: Fraction, unit: Unit, down: str, up: str) -> None:
    assert (amount(value, unit, upper=False), amount(value, unit, upper=True)) == (down, up)
    assert nearest(value, unit) in (down, up)


def test_an_interval_is_told_by_the_ends_it_has() -> None:
    half = Fraction(50)
    assert spread(Interval(half, Fraction(100, 1)), PERCENT) == "50% to 100%"
    assert spread(Interval(half, low_open=True), PERCENT) == "more than 50%"
    assert spread(Interval(high=half), PERCENT) == "at most 50%"
    assert spread(Interval(half, half), PERCENT) == "exactly 50%"
    assert spread(Interval(), PERCENT) == "not bounded"


def test_a_long_list_of_labels_is_not_quoted_whole() -> None:
    figure = mobile_book().figures[1]
    labels = "1,271 1,389 1,289 1,169 1,091 1,067 1,026 1,023 7,085 6,862 6,251 989 11,112"
    crowded = replace(figure, place=replace(figure.place, caption=labels, span=(len(labels) - 6, len(labels))))
    assert quote(crowded) == "11,112"
    assert quote(replace(figure, place=replace(figure.place, caption="", span=None))) == "11,112"
    assert quote(replace(figure, place=replace(figure.place, caption="net sales", span=None))) == "11,112"
    assert quote(replace(figure, place=replace(figure.place, caption="up 11,112", span=None))) == "up 11,112"


def test_an_identity_is_written_with_labels_and_solved_for_any_of_its_facts() -> None:
    phrases = Phrases(margin_book())
    assert phrases.identity(SUBTRACTION, REVENUE) == (
        "Total revenues FY2016 = Gross margin FY2016 + Cost of revenues FY2016"
    )
    assert phrases.identity(PORTION) == (
        "the share of Gross margin FY2016 in Total revenues = 100 x Gross margin FY2016 / Total revenues FY2016"
    )
    half = replace(SUBTRACTION, terms=(Term(-ONE, MARGIN), Term(Fraction(1, 2), REVENUE)), low=Fraction(7))
    assert phrases.identity(half) == "Gross margin FY2016 = 1/2 x Total revenues FY2016 - 7"


def test_a_column_without_a_period_is_told_by_its_heading_and_no_heading_twice() -> None:
    """The label may have the heading in brackets already, as lines cut down by columns do."""
    line = Measure("t10: Dividends (total equity)", "Dividends", MeasureKind.FLOW, money("JPY"))
    plain = Measure("t10: Dividends", "Dividends", MeasureKind.FLOW, money("JPY"))
    phrases = Phrases(mobile_book().grown(measures={line.name: line, plain.name: plain}))
    assert phrases.level(FactKey(line.name, Undated("t10 Total equity"))) == "Dividends (Total equity)"
    assert phrases.level(FactKey(plain.name, Undated("t10 Total equity"))) == "Dividends (Total equity)"
    assert phrases.level(FactKey(line.name, Undated("t10 Total of the equity"))) == "Dividends (Total of the equity)"
    assert phrases.level(FactKey(line.name, Undated("t10 Parent"))) == "Dividends (total equity) (Parent)"


def test_members_of_a_fact_are_told() -> None:
    key = replace(FactKey("mobile_revenue", Undated("t1 Sales")), members=(("Region", "Japan"),))
    assert Phrases(mobile_book()).level(key).endswith(" [Japan] (Sales)")


def test_decimals_of_a_value_are_told_in_full() -> None:
    assert nearest(Fraction(Decimal("15.25")), PERCENT) == "15.25%"
