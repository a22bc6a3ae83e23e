"""What ties and failures are worth, in thousandths of a power of ten."""

from dataclasses import replace

import pytest

from crossfoot.tie.discovery.belief.evidence import (
    EXACTLY,
    NEARLY_EQUAL,
    ROUNDED,
    Fit,
    evidence,
    excused,
    fit,
    millibans,
)
from crossfoot.tie.discovery.belief.slips import (
    NO_SLIP,
    OTHERWISE,
    Around,
    exchanged,
    is_turned,
    misprinted,
    put_back,
    slip,
)

NONE: list[set[int]] = [set(), set(), set(), set()]
"""No other figures around those of a sum of three parts."""


def test_odds_in_millibans() -> None:
    assert (millibans(1000), millibans(1, 2), millibans(9, 10)) == (3000, -301, -46)


def test_a_sum_is_worth_what_its_largest_figure_could_have_been_otherwise() -> None:
    tie = fit((-13_448, 7_821, 3_954, 1_673), 1)
    assert (tie.residual, tie.ties) == (0, True)
    assert (tie.size, tie.gap) == (millibans(13_448), millibans(13_448 - 7_821))


def test_trailing_zeros_are_worth_nothing() -> None:
    assert fit((-500, 300, 200), 1).size == fit((-5, 3, 2), 1).size


@pytest.mark.parametrize("values", [(-4_177, 4_177), (-4_177, 4_177, 0), (0, 4_177, -4_177)])
def test_equal_figures_are_worth_nothing(values: tuple[int, ...]) -> None:
    tie = fit(values, 1)
    assert (tie.ties, tie.size, tie.gap) == (True, 0, 0)


def test_a_total_that_nearly_equals_a_part_is_worth_little_more_than_the_rest() -> None:
    """1,000,003 = 1,000,000 + 3: one accident in ten makes two figures nearly equal, and 3 has one digit."""
    assert evidence([fit((-1_000_003, 1_000_000, 3), 1)]) == EXACTLY + NEARLY_EQUAL + millibans(3)


def test_that_two_figures_are_nearly_equal_is_one_accident_for_all_columns() -> None:
    columns = [fit((-1_380, 1_396, -16), 1), fit((-1_277, 1_292, -15), 1)]
    assert evidence(columns) == EXACTLY + NEARLY_EQUAL + millibans(16) + millibans(15)


def test_rounded_ties_are_worth_less_the_likelier_so_large_a_residual_is_not() -> None:
    """Rounding four figures leaves a residual of one in a quarter of all sums, of two in one in a hundred."""
    exact = fit((-48_212, 21_604, 15_993, 10_615), 1)
    inexact = fit((-48_213, 21_604, 15_993, 10_615), 1)
    unlikely = fit((-48_214, 21_604, 15_993, 10_615), 1)
    assert [(each.residual, each.ties) for each in (exact, inexact, unlikely)] == [(0, True), (-1, True), (-2, True)]
    assert inexact.rounded == pytest.approx(millibans(24, 100), abs=250)
    assert unlikely.rounded == pytest.approx(millibans(1, 500), abs=250)
    assert evidence([exact]) > evidence([inexact]) == ROUNDED + inexact.size + inexact.rounded > evidence([unlikely])


def test_digits_cut_off_leave_residuals_to_one_side() -> None:
    """Five parts cut off lose two places together more than their total does, as statements in whole millions do."""
    truncated = [
        fit((-20_002, 4_000, 4_000, 4_000, 4_001, 3_999), 1),
        fit((-31_007, 6_001, 6_001, 6_001, 6_001, 7_001), 1),
    ]
    assert all(each.ties and each.cut_off > each.rounded for each in truncated)


def test_rounding_excuses_half_a_place_each_or_one_each_where_digits_are_cut_off() -> None:
    assert excused((-9, 4, 5), 1) == (-1, 1)
    assert excused((-20, 4, 5, 5, 6), 1) == (-3, 2)  # four parts cut off may lose three whole units together


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        (7_828, "a digit misread"),
        (7_281, "neighbours swapped"),
        (782, "a digit dropped"),
        (78_821, "a digit doubled"),
        (-7_821, "the sign"),
        (78_210, "the scale"),
        (8_290, "the figure of another year"),
    ],
)
def test_slips_speak_for_the_relation(printed: int, why: str) -> None:
    years = [{13_988, 12_185}, {8_290, 7_039}, {3_856, 3_507}, {1_842, 1_639}]
    assert slip((-13_448, printed, 3_954, 1_673), 1, Around({5_686, 1_221}, years, NONE)) > 0, why


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        (721, "a digit dropped"),
        (78_821, "a digit doubled"),
        (-7_821, "the sign"),
        (78_210, "the scale"),
        (7_821_000, "the scale of a table in millions"),
    ],
)
def test_slips_speak_for_a_relation_that_rounding_leaves_inexact(printed: int, why: str) -> None:
    """As meant it adds up to 13,449: a slip there is worth a tenth or so of what it is where all adds up exactly."""
    exact, rounded = (slip((-t, printed, 3_954, 1_673), 1, Around(set(), NONE, NONE)) for t in (13_448, 13_449))
    assert 0 < rounded < exact - 600, why
    assert slip((-13_453, printed, 3_954, 1_673), 1, Around(set(), NONE, NONE)) == NO_SLIP, "5 are beyond rounding"


@pytest.mark.parametrize(("total", "is_one"), [(13_448, True), (13_449, True), (13_453, False)])
def test_a_sign_that_would_mend_a_sum_within_rounding(total: int, is_one: bool) -> None:
    assert is_turned((-total, -7_821, 3_954, 1_673), 1) is is_one


def test_a_residual_that_no_slip_explains_speaks_against_it() -> None:
    assert slip((-13_448, 7_304, 3_954, 1_673), 1, Around(set(), NONE, NONE)) == NO_SLIP


def test_a_residual_that_is_another_figure_tells_of_another_relation() -> None:
    assert slip((-13_448, 7_821, 3_954), 1, Around({1_673}, NONE[:3], NONE[:3])) == OTHERWISE


def test_a_residual_that_looks_like_both_tells_of_neither() -> None:
    assert slip((-13_448, 7_821, 3_954, 1_653), 1, Around({20}, NONE, NONE)) == 0


def test_a_figure_of_the_line_below_is_a_slip() -> None:
    """7,821 stands a line further down, and what stands there was printed here."""
    below = Around(set(), NONE, [set(), {7_821}, set(), set()])
    assert slip((-13_448, 5_109, 3_954, 1_673), 1, below) > 0
    assert slip((-13_448, 5_109, 3_954, 1_673), 1, Around(set(), NONE, NONE)) == NO_SLIP


def test_a_total_that_changed_places_with_the_part_before_it_is_a_slip() -> None:
    assert slip((-1_673, 7_821, 3_954, 13_448), 1, Around(set(), NONE, NONE)) > 0


def test_two_columns_that_exchanged_a_figure_are_mended_together() -> None:
    """7,821 of the first year and 8,290 of the second changed places."""
    one, other = (-13_448, 8_290, 3_954, 1_673), (-13_988, 7_821, 3_856, 1_842)
    assert exchanged((one, other), (2, 2), 1) == 7_673
    assert exchanged(((-13_448, 8_390, 3_954, 1_673), other), (2, 2), 1) == 0  # then neither is made whole


def test_what_two_columns_are_worth_with_a_figure_put_back_is_what_two_that_tie_are() -> None:
    """The total and its largest part are nearly equal in both years: that they tie then says less."""
    one, other = (-13_448, 8_290, 3_954, 1_673), (-13_988, 7_821, 3_856, 1_842)
    assert put_back((one, other), 1) == 7_673 + EXACTLY
    assert 0 < put_back(((-2_289, 2_291, 16), (-2_307, 2_273, 16)), 1) < 3_000
    assert put_back(((-13_448, 8_390, 3_954, 1_673), other), 1) == 0


def test_two_columns_that_exchanged_a_figure_are_one_misprint() -> None:
    tied, left = Fit(0, ties=True), Fit(4, ties=False, slip=830)
    told = {0: tied, 1: left, 2: left, 3: tied, 4: tied}
    assert misprinted(told) == []
    assert misprinted({c: each if each.ties else replace(each, exchanged=True) for c, each in told.items()}) == [1, 2]


def test_two_digits_nine_apart_swapped_are_a_slip() -> None:
    """509,137 became 590,137: nine times nine, at one place."""
    assert slip((-937_155, 428_018, 590_137), 1, Around(set(), NONE[:3], NONE[:3])) > 0


def test_a_turned_sign_is_a_kind_of_its_own() -> None:
    """One kind of slip in ten, in one of four figures: forty texts against 426 residuals."""
    assert slip((-426, 207, 19, -200), 1, Around(set(), NONE, NONE)) >= millibans(426, 40)


def test_that_a_residual_is_another_figure_says_little_where_figures_are_small_and_many() -> None:
    values = (-426, 207, 19, -200)
    few, many = {400}, set(range(371, 421))
    assert slip(values, 1, Around(few, NONE, NONE)) < slip(values, 1, Around(many, NONE, NONE))
