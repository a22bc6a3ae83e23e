"""Interval arithmetic agrees with asking, value by value, what is admitted."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.vocabulary.intervals import Interval

# Few values, so that ends meet often.
numbers = st.integers(-4, 4).map(lambda n: Fraction(n, 2))
intervals = st.builds(Interval, st.none() | numbers, st.none() | numbers, st.booleans(), st.booleans())
candidates = [Fraction(n, 4) for n in range(-12, 13)]


@pytest.mark.parametrize(
    ("interval", "empty"),
    [
        (Interval.point(5), False),
        (Interval(Fraction(5), Fraction(5), low_open=True), True),
        (Interval(Fraction(5), Fraction(5), high_open=True), True),
        (Interval(Fraction(6), Fraction(5)), True),
        (Interval(Fraction(5), Fraction(6), low_open=True, high_open=True), False),
        (Interval(low=Fraction(5), low_open=True), False),
        (Interval(), False),
    ],
)
def test_emptiness(interval: Interval, *, empty: bool) -> None:
    assert interval.is_empty is empty


def test_a_point_holds_itself_alone() -> None:
    assert Interval.point(5) == Interval(Fraction(5), Fraction(5))
    assert [value for value in range(10) if Interval.point(5).holds(value)] == [5]
    assert Interval.point(5).is_bounded
    assert not Interval(low=Fraction(5)).is_bounded


def test_an_absent_end_is_not_open() -> None:
    assert Interval(low_open=True, high_open=True) == Interval()


@given(intervals, intervals)
def test_the_intersection_holds_what_both_hold(one: Interval, other: Interval) -> None:
    both = one.intersect(other)
    assert [both.holds(value) for value in candidates] == [one.holds(v) and other.holds(v) for v in candidates]
    assert both == other.intersect(one)


@given(intervals, intervals)
def test_the_hull_is_the_smallest_that_holds_both(one: Interval, other: Interval) -> None:
    if one.is_empty or other.is_empty:
        return
    hull = one.hull(other)
    held = [value for value in candidates if one.holds(value) or other.holds(value)]
    between = [value for value in candidates if held and held[0] <= value <= held[-1]]
    assert [value for value in candidates if hull.holds(value)] == between


@given(intervals)
def test_negation_holds_the_opposites(interval: Interval) -> None:
    assert [interval.negated().holds(-value) for value in candidates] == [interval.holds(v) for v in candidates]
    assert interval.negated().negated() == interval


@given(intervals)
def test_an_empty_interval_holds_nothing(interval: Interval) -> None:
    assert interval.is_empty != any(interval.holds(value) for value in candidates)
