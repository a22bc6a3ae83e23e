"""The interval of true values behind a printed one, regime by regime (convention, section 2)."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.rounding import Rounding, admitted

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("rounding", "value", "place", "interval"),
    [
        (Rounding.EXACT, 27, 1, Interval(Fraction(27), Fraction(27))),
        (Rounding.NEAREST, 157_800, 100, Interval(Fraction(157_750), Fraction(157_850))),
        (Rounding.NEAREST, -392, 1, Interval(-392 - HALF, -392 + HALF)),
        (Rounding.NEAREST, 0, 1, Interval(-HALF, HALF)),
        (Rounding.TRUNCATED, 157_800, 100, Interval(Fraction(157_800), Fraction(157_900), high_open=True)),
        (Rounding.TRUNCATED, -392, 1, Interval(Fraction(-393), Fraction(-392), low_open=True)),
        (Rounding.TRUNCATED, 0, 1, Interval(Fraction(-1), Fraction(1), low_open=True, high_open=True)),
        (Rounding.EITHER, 5, 1, Interval(5 - HALF, Fraction(6), high_open=True)),
        (Rounding.EITHER, -5, 1, Interval(Fraction(-6), -5 + HALF, low_open=True)),
        (Rounding.EITHER, 0, 1, Interval(Fraction(-1), Fraction(1), low_open=True, high_open=True)),
        (Rounding.APPROXIMATE, 800, 100, Interval(Fraction(700), Fraction(900))),
        (Rounding.OVER, 30, 10, Interval(low=Fraction(30), low_open=True)),
        (Rounding.OVER, -30, 10, Interval(high=Fraction(-30), high_open=True)),  # "down more than 30%"
        (Rounding.NEARLY, 20, 10, Interval(Fraction(10), Fraction(20), high_open=True)),
        (Rounding.NEARLY, -20, 10, Interval(Fraction(-20), Fraction(-10), low_open=True)),
    ],
)
def test_what_a_printed_value_admits(rounding: Rounding, value: int, place: int, interval: Interval) -> None:
    """Convention 2.1 to 2.6."""
    assert admitted(Fraction(value), Fraction(place), rounding) == interval


# A printer of our own: what a document shows of a true value.

truths = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**4)
places = st.sampled_from([Fraction(1, 100), Fraction(1, 10), Fraction(1), Fraction(100), Fraction(1_000_000)])


def rounded_half_up(truth: Fraction, place: Fraction) -> Fraction:
    return floor(abs(truth) / place + HALF) * place * (1 if truth >= 0 else -1)


def rounded_half_down(truth: Fraction, place: Fraction) -> Fraction:
    return -floor(HALF - abs(truth) / place) * place * (1 if truth >= 0 else -1)


def cut_off(truth: Fraction, place: Fraction) -> Fraction:
    return floor(abs(truth) / place) * place * (1 if truth >= 0 else -1)


@given(truths, places)
def test_no_regime_loses_the_truth(truth: Fraction, place: Fraction) -> None:
    """Convention 5: the interval of what is printed holds what was rounded, however halves are rounded."""
    for shown in (rounded_half_up(truth, place), rounded_half_down(truth, place)):
        assert admitted(shown, place, Rounding.NEAREST).holds(truth)
        assert admitted(shown, place, Rounding.EITHER).holds(truth)
    cut = cut_off(truth, place)
    assert admitted(cut, place, Rounding.TRUNCATED).holds(truth)
    assert admitted(cut, place, Rounding.EITHER).holds(truth)


@given(truths, truths, places)
def test_no_regime_admits_what_would_print_otherwise(truth: Fraction, other: Fraction, place: Fraction) -> None:
    """Convention 2.2, 2.3: the intervals are as tight as they can be."""
    cut = cut_off(truth, place)
    assert admitted(cut, place, Rounding.TRUNCATED).holds(other) == (cut_off(other, place) == cut)
    shown = rounded_half_up(truth, place)
    could_print = shown in (rounded_half_up(other, place), rounded_half_down(other, place))
    assert admitted(shown, place, Rounding.NEAREST).holds(other) == could_print


@given(truths, places, st.sampled_from(Rounding))
def test_a_loss_mirrors_a_profit(value: Fraction, place: Fraction, rounding: Rounding) -> None:
    """Convention 2.3, 2.6: over, nearly and cut-off digits speak of the size."""
    if value != 0 or rounding not in (Rounding.OVER, Rounding.NEARLY):
        assert admitted(-value, place, rounding) == admitted(value, place, rounding).negated()
