"""What holds in every book: periods add, changes are differences, growth and shares are ratios."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.bind.books import book, fact, texts

from crossfoot.bind.declared.identities import bind
from crossfoot.model.identities import Identity, IdentityKind, Term


def bound(stated: list[str]) -> dict[str, Identity]:
    """The identities by id."""
    return {identity.id: identity for identity in bind(book(stated)).identities}


QUARTERS = [f"cost {quarter}Q16" for quarter in (1, 2, 3, 4)]


def test_quarters_add_to_the_year() -> None:
    (found,) = [one for one in bound([*QUARTERS, "cost FY2016"]).values() if one.kind is IdentityKind.CROSSFOOT]
    assert found.id == "cost=quarters|FY2016|actual"
    assert found.text == "cost FY2016 = cost 1Q16 + cost 2Q16 + cost 3Q16 + cost 4Q16"
    assert [term.coefficient for term in found.terms] == [1, -1, -1, -1, -1]


def test_three_quarters_and_the_year_give_the_fourth() -> None:
    assert texts([*QUARTERS[1:], "cost FY2016"]) == ["cost FY2016 = cost 1Q16 + cost 2Q16 + cost 3Q16 + cost 4Q16"]


def test_halves_come_in_where_one_is_stated() -> None:
    assert texts([*QUARTERS, "cost 1H16"]) == [
        "cost 1H16 = cost 1Q16 + cost 2Q16",
        "cost 2H16 = cost 3Q16 + cost 4Q16",
        "cost FY2016 = cost 1H16 + cost 2H16",
    ]


def test_a_year_and_a_half_give_the_other_half() -> None:
    assert texts(["cost 1H17 @2017-05-15", "cost FY2017 @2017-05-15"]) == [
        "cost FY2017 (target of 2017-05-15) = cost 1H17 (target of 2017-05-15) + cost 2H17 (target of 2017-05-15)"
    ]


def test_nine_months_to_date_and_the_last_quarter_make_the_year() -> None:
    assert texts(["cost 9M16", "cost FY2016", "cost 4Q16"]) == ["cost FY2016 = cost 9M16 + cost 4Q16"]
    assert texts(["cost 9M16", "cost 1H16", "cost FY2016"]) == [
        "cost 2H16 = cost 3Q16 + cost 4Q16",
        "cost 9M16 = cost 1H16 + cost 3Q16",
        "cost FY2016 = cost 1H16 + cost 2H16",
        "cost FY2016 = cost 9M16 + cost 4Q16",
    ]


@pytest.mark.parametrize("measure", ["dividend", "roe"])
def test_amounts_per_share_and_ratios_do_not_add_over_time(measure: str) -> None:
    assert texts([f"{measure} {quarter}Q16" for quarter in (1, 2, 3, 4)] + [f"{measure} FY2016"]) == []


def test_balances_do_not_add_over_time() -> None:
    assert texts([f"assets {quarter}Q16-end" for quarter in (1, 2, 3, 4)]) == []


def test_counts_add_over_time() -> None:
    assert len(texts([f"clients {quarter}Q16" for quarter in (1, 2, 3, 4)])) == 1


def test_a_change_and_a_growth_statement_give_levels_that_nobody_printed() -> None:
    found = bound(["cost.change FY2016", "cost.growth FY2016"])
    assert list(found) == ["cost.change=yoy|FY2016|actual", "cost.growth=yoy|FY2016|actual"]
    change, growth = found.values()
    assert change.terms == (
        Term(Fraction(1), fact("cost.change FY2016")),
        Term(Fraction(-1), fact("cost FY2016")),
        Term(Fraction(1), fact("cost FY2015")),
    )
    assert growth.ratio == fact("cost.growth FY2016")
    assert [growth.factor, growth.offset] == [100, -100]
    assert growth.terms == (Term(Fraction(1), fact("cost FY2016")),)
    assert growth.denominator == (Term(Fraction(1), fact("cost FY2015")),)
    assert growth.text == "cost.growth FY2016 = 100 x cost FY2016 / cost FY2015 - 100"


def test_growth_alone_says_nothing_of_levels() -> None:
    assert bound(["cost.growth FY2016"]) == {}


def test_a_level_and_its_growth_give_the_year_before_and_the_change() -> None:
    assert list(bound(["cost FY2016", "cost.growth FY2016"])) == [
        "cost.change=yoy|FY2016|actual",
        "cost.growth=yoy|FY2016|actual",
    ]


def test_two_levels_give_the_change_and_the_growth_that_nobody_printed() -> None:
    assert list(bound(["cost FY2016", "cost FY2015"])) == [
        "cost.change=yoy|FY2016|actual",
        "cost.growth=yoy|FY2016|actual",
    ]


def test_what_two_deduced_levels_imply_is_nobodys_question() -> None:
    """Services and hardware follow from their changes, and revenue from them; its own change is not asked for."""
    parts = [f"{part}.{aspect} FY2016" for part in ("services", "hardware") for aspect in ("change", "growth")]
    margin = ["gross_margin.change FY2016", "gross_margin.growth FY2016"]
    found = [identity for identity in bound([*parts, *margin]) if identity.startswith(("revenue", "gross_margin"))]
    assert found == [
        "gross_margin.change=yoy|FY2016|actual",
        "gross_margin.growth=yoy|FY2016|actual",
        "gross_margin=revenue-cost|FY2015|actual",
        "gross_margin=revenue-cost|FY2016|actual",
        "revenue=services+hardware|FY2015|actual",
        "revenue=services+hardware|FY2016|actual",
    ]


def test_growth_from_or_to_a_loss_is_not_implied() -> None:
    levels = book(["cost FY2016", "cost FY2015"])
    loss = replace(levels.figures[1], printed=replace(levels.figures[1].printed, value=Decimal(-5)))
    found = bind(levels.grown(figures=(levels.figures[0], loss))).identities
    assert [identity.id for identity in found] == ["cost.change=yoy|FY2016|actual"]


def test_a_ratio_has_a_change_in_points_but_no_growth() -> None:
    assert list(bound(["leverage FY2016", "leverage FY2015"])) == ["leverage.change=yoy|FY2016|actual"]


def test_the_quarter_before_is_the_comparison_where_the_text_says_so() -> None:
    assert texts(["cost.change_qoq 1Q16", "cost 1Q16"]) == ["cost.change_qoq 1Q16 = cost 1Q16 - cost 4Q15"]
    assert texts(["assets.change_qoq 1Q16-end", "assets 1Q16-end"]) == [
        "assets.change_qoq June 30, 2016 = assets June 30, 2016 - assets Mar. 31, 2016"
    ]


def test_a_share_is_of_the_base_in_the_same_period() -> None:
    found = bound(["gross_margin.share FY2016", "gross_margin FY2016"])["gross_margin.share=of-revenue|FY2016|actual"]
    assert found.kind is IdentityKind.RECALCULATE
    assert [found.factor, found.offset] == [100, 0]
    assert found.text == "gross_margin.share FY2016 = 100 x gross_margin FY2016 / revenue FY2016"


def test_shares_of_balances_stand_at_an_instant() -> None:
    found = bound(["equity.share FY16-end", "equity FY16-end"])["equity.share=of-assets|2017-03-31|actual"]
    assert found.text == "equity.share Mar. 31, 2017 = 100 x equity Mar. 31, 2017 / assets Mar. 31, 2017"


def test_the_change_of_a_share_is_in_points_between_two_shares() -> None:
    stated = ["gross_margin.share_change FY2016"]
    levels = [f"{measure} {year}" for measure in ("gross_margin", "revenue") for year in ("FY2016", "FY2015")]
    found = bound([*stated, *levels])
    assert found["gross_margin.share_change=yoy|FY2016|actual"].text == (
        "gross_margin.share_change FY2016 = gross_margin.share FY2016 - gross_margin.share FY2015"
    )
    assert {"gross_margin.share=of-revenue|FY2016|actual", "gross_margin.share=of-revenue|FY2015|actual"} <= set(found)


def test_a_targets_comparison_is_the_year_before_as_it_happened() -> None:
    assert texts(["cost.change FY2017 @2017-05-15", "cost FY2017 @2017-05-15"]) == [
        "cost.change FY2017 (target of 2017-05-15) = cost FY2017 (target of 2017-05-15) - cost FY2016"
    ]


def test_a_targets_comparison_is_the_same_plans_year_before_where_it_has_one() -> None:
    stated = ["cost.change FY2017 @2017-05-15", "cost FY2016 @2017-05-15", "cost FY2016 @2016-05-15"]
    assert texts(stated) == [
        (
            "cost.change FY2017 (target of 2017-05-15) = cost FY2017 (target of 2017-05-15) "
            "- cost FY2016 (target of 2017-05-15)"
        )
    ]


def test_a_result_is_compared_with_the_target_announced_last() -> None:
    targets = ["cost FY2016 @2016-05-13", "cost FY2016 @2016-11-08"]
    assert texts(["cost.change_target FY2016", *targets]) == [
        "cost.change_target FY2016 = cost FY2016 - cost FY2016 (target of 2016-11-08)"
    ]


def test_a_revision_is_compared_with_the_target_before() -> None:
    targets = ["cost FY2016 @2016-05-13", "cost FY2016 @2016-11-08", "cost FY2016 @2017-02-10"]
    assert texts(["cost.change_target FY2016 @2016-11-08", *targets]) == [
        (
            "cost.change_target FY2016 (target of 2016-11-08) = cost FY2016 (target of 2016-11-08) "
            "- cost FY2016 (target of 2016-05-13)"
        )
    ]


def test_where_no_target_is_stated_there_is_nothing_to_compare_with() -> None:
    assert bound(["cost.change_target FY2016", "cost FY2016"]) == {}
