"""Declared relations hold in every period and scenario where stated facts let them say something."""

from fractions import Fraction

from tests.bind.books import MODEL, book, fact, texts

from crossfoot.bind.declared.identities import bind
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term


def identity(stated: list[str], name: str, model: str = MODEL) -> Identity:
    """The identity of that id."""
    return {identity.id: identity for identity in bind(book(stated, model=model)).identities}[name]


def test_a_formula_of_three_stated_facts_is_an_identity_between_them() -> None:
    found = identity(
        ["gross_margin FY2016", "revenue FY2016", "cost FY2016"], "gross_margin=revenue-cost|FY2016|actual"
    )
    assert found == Identity(
        id="gross_margin=revenue-cost|FY2016|actual",
        kind=IdentityKind.RECALCULATE,
        origin=Origin("model.yaml", 6),
        terms=(
            Term(Fraction(1), fact("gross_margin FY2016")),
            Term(Fraction(-1), fact("revenue FY2016")),
            Term(Fraction(1), fact("cost FY2016")),
        ),
        text="gross_margin FY2016 = revenue FY2016 - cost FY2016",
        subject=fact("gross_margin FY2016"),
    )


def test_parts_foot_to_their_total() -> None:
    found = identity(["revenue FY2016", "services FY2016"], "revenue=services+hardware|FY2016|actual")
    assert (found.kind, found.text) == (IdentityKind.FOOT, "revenue FY2016 = services FY2016 + hardware FY2016")


def test_an_unprinted_total_is_computed_and_reaches_on() -> None:
    """Cost and margin are printed, revenue is not; with services, hardware follows too."""
    assert texts(["cost FY2016", "gross_margin FY2016", "services FY2016"]) == [
        "gross_margin FY2016 = revenue FY2016 - cost FY2016",
        "revenue FY2016 = services FY2016 + hardware FY2016",
    ]


def test_a_relation_with_two_facts_of_its_own_says_nothing() -> None:
    assert texts(["revenue FY2016"]) == []


def test_each_scenario_and_vintage_is_bound_by_itself() -> None:
    """Two vintages of targets and the actual hold one part of the formula each: nothing can be told."""
    facts = ["revenue FY2016", "cost FY2016 @2016-05-13", "gross_margin FY2016 @2016-11-08"]
    assert texts(facts) == []
    assert texts([*facts, "cost FY2016 @2016-11-08"]) == [
        (
            "gross_margin FY2016 (target of 2016-11-08) = revenue FY2016 (target of 2016-11-08) "
            "- cost FY2016 (target of 2016-11-08)"
        )
    ]


def test_a_roll_forward_leads_from_one_close_to_the_next() -> None:
    found = identity(
        ["backlog 3Q16-end", "orders 4Q16", "services 4Q16", "backlog 4Q16-end"],
        "backlog=orders-services|2016Q4|actual",
    )
    assert (found.kind, found.subject) == (IdentityKind.ROLLFORWARD, fact("backlog 4Q16-end"))
    assert found.text == "backlog Mar. 31, 2017 = backlog Dec. 31, 2016 + orders 4Q16 - services 4Q16"


def test_a_roll_forward_holds_for_years_too() -> None:
    assert texts(["backlog FY15-end", "orders FY2016", "services FY2016"]) == [
        "backlog Mar. 31, 2017 = backlog Mar. 31, 2016 + orders FY2016 - services FY2016"
    ]


def test_a_target_opens_from_what_happened() -> None:
    opening = "backlog FY16-end"
    moves = ["orders FY2017 @2017-05-15", "services FY2017 @2017-05-15"]
    close = "backlog Mar. 31, 2018 (target of 2017-05-15)"
    moved = "orders FY2017 (target of 2017-05-15) - services FY2017 (target of 2017-05-15)"
    assert texts([opening, *moves]) == [f"{close} = backlog Mar. 31, 2017 + {moved}"]
    planned = f"{opening} @2017-05-15"
    assert texts([opening, planned, *moves]) == [f"{close} = backlog Mar. 31, 2017 (target of 2017-05-15) + {moved}"]


def test_a_ratio_over_an_average_balance() -> None:
    found = identity(
        ["roe FY2016", "net_income FY2016", "equity FY16-end", "equity FY15-end"],
        "roe=net_income/average(equity)|FY2016|actual",
    )
    assert found.ratio == fact("roe FY2016")
    assert [found.factor, found.offset] == [100, 0]
    assert found.terms == (Term(Fraction(1), fact("net_income FY2016")),)
    assert found.denominator == (
        Term(Fraction(1, 2), fact("equity FY15-end")),
        Term(Fraction(1, 2), fact("equity FY16-end")),
    )
    assert found.text == (
        "roe FY2016 = 100 x net_income FY2016 / (1/2 x equity Mar. 31, 2016 + 1/2 x equity Mar. 31, 2017)"
    )


def test_a_balance_in_a_spans_formula_is_that_at_its_close() -> None:
    assert texts(["turnover FY2016", "revenue FY2016", "assets FY16-end"]) == [
        "turnover FY2016 = revenue FY2016 / assets Mar. 31, 2017"
    ]


def test_a_ratio_of_balances_stands_at_an_instant_or_at_the_close_of_the_span_it_is_printed_for() -> None:
    balances = ["assets FY16-end", "equity FY16-end"]
    assert texts([*balances, "leverage FY16-end"]) == [
        "leverage Mar. 31, 2017 = assets Mar. 31, 2017 / equity Mar. 31, 2017"
    ]
    assert "leverage FY2016 = assets Mar. 31, 2017 / equity Mar. 31, 2017" in texts([*balances, "leverage FY2016"])


def test_a_relation_of_some_periods_is_left_out_of_the_others() -> None:
    model = MODEL.replace("formula: revenue - cost", "formula: {is: revenue - cost, periods: [FY2016]}")
    stated = ["revenue FY2016", "cost FY2016", "revenue FY2015", "cost FY2015"]
    assert texts(stated, model=model) == ["gross_margin FY2016 = revenue FY2016 - cost FY2016"]


def test_prior_is_the_year_before() -> None:
    model = MODEL + "  step: {kind: flow, unit: GBP, formula: revenue - prior(revenue) + 5}\n"
    found = identity(["revenue FY2016", "revenue FY2015"], "step=revenue-prior(revenue)+5|FY2016|actual", model)
    assert found.text == "step FY2016 = revenue FY2016 - revenue FY2015 + 5"
    assert [found.low, found.high] == [5, 5]


def test_a_formula_that_carries_on_for_ever_stays_within_what_is_stated() -> None:
    """Growth of 2% a year would reach back to the flood; one year before the first figure is the end."""
    model = MODEL + "  trend: {kind: flow, unit: GBP, formula: 1.02 * prior(trend)}\n"
    assert texts(["trend FY2016"], model=model) == ["trend FY2016 = 51/50 x trend FY2015"]
    assert texts(["trend FY2016", "cost FY2018"], model=model) == [
        "trend FY2016 = 51/50 x trend FY2015",
        "trend FY2017 = 51/50 x trend FY2016",
        "trend FY2018 = 51/50 x trend FY2017",
    ]


def test_long_sums_have_short_ids() -> None:
    parts = [f"region_number_{n}" for n in range(9)]
    lines = "".join(f"  {part}: {{kind: flow, unit: GBP}}\n" for part in parts)
    model = MODEL + lines + f"  world: {{kind: flow, unit: GBP, parts: [{', '.join(parts)}]}}\n"
    found = identity(
        [f"{part} FY2016" for part in parts], "world=region_number_0..region_number_8(9)|FY2016|actual", model
    )
    assert found.text.startswith("world FY2016 = region_number_0 FY2016 + region_number_1 FY2016 + ")


def test_the_same_relation_declared_twice_has_two_ids() -> None:
    model = MODEL.replace("formula: revenue - cost", "formula: [revenue - cost, revenue-cost]")
    bound = bind(book(["gross_margin FY2016", "revenue FY2016", "cost FY2016"], model=model))
    assert [identity.id for identity in bound.identities if identity.origin.line] == [
        "gross_margin=revenue-cost#2|FY2016|actual",
        "gross_margin=revenue-cost|FY2016|actual",
    ]


def test_a_column_without_a_date_is_bound_by_itself() -> None:
    """Its formulas, parts and shares hold; nothing leads to another column, a quarter or a year."""
    stated = ["revenue column 2", "cost column 2", "gross_margin.share column 2", "cost column 3", "orders column 2"]
    balances = ["backlog column 2", "services column 2", "assets column 2", "equity column 2"]
    assert texts([*stated, *balances, "cost.growth column 2"]) == [
        "gross_margin column 2 = revenue column 2 - cost column 2",
        "gross_margin.share column 2 = 100 x gross_margin column 2 / revenue column 2",
        "leverage column 2 = assets column 2 / equity column 2",
        "revenue column 2 = services column 2 + hardware column 2",
        "turnover column 2 = revenue column 2 / assets column 2",
    ]
