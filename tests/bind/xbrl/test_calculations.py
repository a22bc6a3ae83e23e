"""Calculations 1.1, sum by sum: where a sum binds, and what each mode of rounding says of it."""

from datetime import date

import pytest
from tests.bind.xbrl.filings import BEFORE, YEAR, Typed

from crossfoot.bind.xbrl.calculations import Checker, Consistency, bindings
from crossfoot.vocabulary.periods import Instant
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.units import PURE, money

CONSISTENT, INCONSISTENT, BLOCKED = Consistency.CONSISTENT, Consistency.INCONSISTENT, Consistency.BLOCKED


def verdicts(typed: Typed, rounding: Rounding = Rounding.NEAREST) -> list[Consistency]:
    """The verdict of every sum that binds."""
    checker = Checker(typed.filing, rounding)
    return [checker.verdict(bound) for bound in bindings(typed.filing)]


@pytest.mark.parametrize(
    ("total", "parts", "nearest", "cut"),
    [
        ("30", ("10", "20"), CONSISTENT, CONSISTENT),
        ("31", ("10", "20"), CONSISTENT, CONSISTENT),  # 10.5 + 20.5, or 10.4 + 20.7 cut off
        ("29", ("10", "20"), CONSISTENT, INCONSISTENT),  # what is cut off is at least what is printed
        ("28", ("10", "20"), INCONSISTENT, INCONSISTENT),
        ("32", ("10", "20"), INCONSISTENT, INCONSISTENT),
    ],
)
def test_a_sum_holds_where_some_true_values_add_up(
    total: str, parts: tuple[str, str], nearest: Consistency, cut: Consistency
) -> None:
    typed = Typed().fact("A", total).fact("B", parts[0]).fact("C", parts[1]).sum("A", "B", "C")
    assert verdicts(typed) == [nearest]
    assert verdicts(typed, Rounding.TRUNCATED) == [cut]


def test_open_ends_stay_with_their_side_when_a_weight_is_negative() -> None:
    # cut off, 101 is [101, 102) and its negative (-102, -101], which does not reach (-101, -100]
    typed = Typed().fact("A", "-100").fact("B", "101").sum("A", "-B")
    assert verdicts(typed, Rounding.TRUNCATED) == [INCONSISTENT]
    assert verdicts(typed) == [CONSISTENT]


def test_an_end_must_be_admitted_by_both_sides() -> None:
    # exactly 11 against [10, 11): the only point in common is left out by one of them
    typed = Typed().fact("A", "11", decimals=None).fact("B", "10").sum("A", "B")
    assert verdicts(typed, Rounding.TRUNCATED) == [INCONSISTENT]


def test_exact_values_must_add_up_exactly() -> None:
    typed = Typed().fact("A", "30.5", decimals=None).fact("B", "30", decimals=None).sum("A", "B")
    assert verdicts(typed) == [INCONSISTENT]


def test_a_sum_binds_where_total_and_a_part_are_of_one_period_unit_and_member() -> None:
    close, members = Instant(date(2024, 3, 31)), (("Line", "Mobile"),)
    typed = Typed().fact("A", "30").sum("A", "B", "C")
    assert verdicts(typed) == []
    assert verdicts(typed.fact("B", "5", of=(BEFORE, ()))) == []
    assert verdicts(typed.fact("B", "5", of=(close, ()))) == []
    assert verdicts(typed.fact("B", "5", of=(YEAR, members))) == []
    assert verdicts(typed.fact("B", "5", unit=money("USD"))) == []
    assert verdicts(typed.fact("B", "5", unit=PURE)) == []
    assert verdicts(typed.fact("B", "30")) == [CONSISTENT]


def test_nil_is_reported_and_adds_nothing() -> None:
    typed = Typed().fact("A", "30").fact("B", "30").fact("C", "nil").sum("A", "B", "C")
    assert verdicts(typed) == [CONSISTENT]
    (bound,) = bindings(typed.filing)
    assert bound.is_complete
    assert verdicts(Typed().fact("A", "nil").fact("B", "30").sum("A", "B")) == []
    assert verdicts(Typed().fact("A", "30").fact("B", "nil").sum("A", "B")) == []


def test_missing_parts_are_named() -> None:
    (bound,) = bindings(Typed().fact("A", "30").fact("B", "10").sum("A", "B", "C", "D").filing)
    assert bound.missing == ("C", "D")


def test_a_fact_reported_twice_is_what_both_admit() -> None:
    typed = Typed().fact("A", "30000", decimals=-3).fact("A", "30400", decimals=-2).fact("B", "30360").sum("A", "B")
    assert verdicts(typed) == [CONSISTENT]
    # 30,460 is within the thousands and not within the hundreds
    wrong = Typed().fact("A", "30000", decimals=-3).fact("A", "30400", decimals=-2).fact("B", "30460").sum("A", "B")
    assert verdicts(wrong) == [INCONSISTENT]


@pytest.mark.parametrize("again", [("31", 0), ("29", 1), ("nil", 0)])
def test_duplicates_that_disagree_block_the_sum(again: tuple[str, int]) -> None:
    typed = Typed().fact("A", "30").fact("A", again[0], decimals=again[1]).fact("B", "30").sum("A", "B")
    assert verdicts(typed) == [BLOCKED]


def test_digits_beyond_the_accuracy_block_the_sum() -> None:
    assert verdicts(Typed().fact("A", "30.4").fact("B", "30").sum("A", "B")) == [BLOCKED]
