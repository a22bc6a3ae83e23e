"""Numbers at rest: exact where a decimal can be, rounded outward where none can."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.store.numerals import end_texts, finite_decimal, outward, outward_at

RATIONALS = st.fractions(max_denominator=10**15) | st.fractions(max_denominator=300).map(lambda f: f * 10**9)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(5, 2), "2.5"),
        (Fraction(-157_750_000_000), "-157750000000"),
        (Fraction(1, 8), "0.125"),
        (Fraction(0), "0"),
    ],
)
def test_a_finite_decimal_is_written_in_full(value: Fraction, written: str) -> None:
    assert end_texts(value, upper=True) == (written, None)


def test_a_third_is_rounded_away_from_what_it_bounds() -> None:
    assert end_texts(Fraction(1, 3), upper=False) == ("0.333333333333", "1/3")
    assert end_texts(Fraction(1, 3), upper=True) == ("0.333333333334", "1/3")
    assert end_texts(Fraction(-1, 3), upper=True) == ("-0.333333333333", "-1/3")


def test_no_end_is_written_as_null() -> None:
    assert end_texts(None, upper=True) == (None, None)


def test_a_decimal_of_forty_digits_is_rounded_too() -> None:
    text, exact = end_texts(Fraction(1, 2**60), upper=False)
    assert (text, exact) == ("0.000000000000000000867361737988", f"1/{2**60}")


@given(RATIONALS)
def test_a_finite_decimal_equals_its_rational(value: Fraction) -> None:
    decimal = finite_decimal(value)
    if decimal is None:
        assert 10**60 % value.denominator or len(str(10**60 * abs(value)).rstrip("0")) > 30
    else:
        assert Fraction(decimal) == value


@given(RATIONALS)
def test_rounding_outward_never_cuts_a_value_off(value: Fraction) -> None:
    low, high = outward(value, upper=False), outward(value, upper=True)
    assert Fraction(low) <= value <= Fraction(high)
    assert Fraction(high) - Fraction(low) <= abs(value) / 10**11


@given(RATIONALS, st.integers(0, 6))
def test_rounding_outward_to_decimals_is_the_nearest_such_decimal(value: Fraction, decimals: int) -> None:
    low, high = outward_at(value, decimals, upper=False), outward_at(value, decimals, upper=True)
    assert value - Fraction(1, 10**decimals) < Fraction(low) <= value <= Fraction(high)
    assert Fraction(high) < value + Fraction(1, 10**decimals)
    assert Fraction(low) * 10**decimals % 1 == 0


def test_a_table_shows_no_trailing_zeros() -> None:
    assert str(outward_at(Fraction("71.250000"), 6, upper=False)) == "71.25"
    assert outward_at(Fraction(-1, 3), 2, upper=False) == Decimal("-0.34")
