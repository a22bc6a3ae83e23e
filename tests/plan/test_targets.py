"""A result is set against the target announced last, as a fact of its own."""

from fractions import Fraction

from tests.bind.books import book, fact

from crossfoot.bind.declared.identities import bind
from crossfoot.model.identities import Identity, IdentityKind, Term
from crossfoot.plan.targets import AGAINST_TARGET, compare

MAY, NOVEMBER = "@2016-05-13", "@2016-11-08"


def test_a_result_less_its_latest_target() -> None:
    stated = ["cost FY2016", f"cost FY2016 {NOVEMBER}", f"cost FY2016 {MAY}"]
    assert compare(book(stated)).identities == (
        Identity(
            id="cost.change_target=target|FY2016|actual",
            kind=IdentityKind.VARIANCE,
            origin=AGAINST_TARGET,
            terms=(
                Term(Fraction(1), fact("cost.change_target FY2016")),
                Term(Fraction(-1), fact("cost FY2016")),
                Term(Fraction(1), fact(f"cost FY2016 {NOVEMBER}")),
            ),
            text="cost.change_target FY2016 = cost FY2016 - cost FY2016 (target of 2016-11-08)",
            subject=fact("cost.change_target FY2016"),
        ),
    )


def test_shares_are_compared_in_points() -> None:
    (found,) = compare(book(["gross_margin.share FY2016", f"gross_margin.share FY2016 {MAY}"])).identities
    assert found.subject == fact("gross_margin.share_change_target FY2016")


def test_without_a_result_or_a_target_there_is_nothing_to_compare() -> None:
    stated = ["cost FY2016", f"cost FY2017 {MAY}", f"revenue FY2016 {MAY}", f"cost.growth FY2016 {MAY}"]
    assert compare(book(stated)).identities == ()


def test_a_label_of_lost_order_is_a_result_too() -> None:
    assert len(compare(book([f"cost 1Q16 {MAY}"], ["cost 1Q16"])).identities) == 1


def test_a_comparison_that_is_printed_is_bound_as_what_it_states() -> None:
    stated = ["cost FY2016", f"cost FY2016 {MAY}", "cost.change_target FY2016"]
    compared = compare(book(stated))
    assert compared.identities == ()
    assert [identity.id for identity in bind(compared).identities] == ["cost.change_target=target|FY2016|actual"]


def test_binding_keeps_the_comparisons_and_comparing_twice_adds_none() -> None:
    stated = ["cost FY2016", f"cost FY2016 {MAY}"]
    compared = compare(book(stated))
    assert bind(compared).identities == compared.identities
    assert compare(compared) == compared
