"""Numbers as printed read back to the value, last place, unit and notation they show (convention, section 1)."""

from dataclasses import fields
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.vocabulary.notation import NotANumber, Printed, read_number, readings
from crossfoot.vocabulary.rounding import Rounding

MILLION = Decimal(10**6)
BILLION = Decimal(10**9)


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("0", "0", "1"),
        ("1,234", "1234", "1"),
        ("1234", "1234", "1"),
        ("137,395", "137395", "1"),
        ("12,345,678", "12345678", "1"),
        ("+2,389", "2389", "1"),
        ("27.00", "27.00", "0.01"),
        ("1,234.50", "1234.50", "0.01"),
        (".5", "0.5", "0.1"),
        ("14.702", "14.702", "0.001"),
        ("69. 8", "69.8", "0.1"),  # a reader's blank after the point
        ("  1,234 ", "1234", "1"),
        ("２，３８９", "2389", "1"),
        ("＋２，３８９", "2389", "1"),
        ("６９．８", "69.8", "0.1"),
        ("[1,234]", "1234", "1"),
    ],
)
def test_plain_numbers(text: str, value: str, place: str) -> None:
    """Convention 1.1, 1.2."""
    assert read_number(text) == Printed(text, Decimal(value), Decimal(place))


@pytest.mark.parametrize(
    ("text", "value", "notation"),
    [
        ("△392", "-392", "△"),
        ("△ 392", "-392", "△"),
        ("▲392", "-392", "▲"),
        ("△１，８９７", "-1897", "△"),
        ("(1,505)", "-1505", "()"),
        ("（１，５０５）", "-1505", "()"),
        ("(2.2)", "-2.2", "()"),
        ("-5", "-5", "-"),
        ("−5", "-5", "-"),
        ("–5", "-5", "-"),
        ("－５", "-5", "-"),
        ("[-5]", "-5", "-"),
        ("down 423", "-423", "down"),
        ("Down 423", "-423", "down"),
        ("423減", "-423", "減"),
        ("up 628", "628", ""),
        ("+5", "5", ""),
        ("628増", "628", ""),
        ("△0", "0", "△"),
        ("(0)", "0", "()"),
    ],
)
def test_signs(text: str, value: str, notation: str) -> None:
    """Convention 1.3."""
    printed = read_number(text)
    assert (printed.value, printed.notation) == (Decimal(value), notation)
    assert not printed.value.is_signed() or printed.value < 0  # a negative zero would show itself in every export


@pytest.mark.parametrize(
    "text",
    ["-", "—", "–", "－", "―", "−", "(-)", "[-]", "- *"],
    ids=lambda text: text.encode("unicode_escape").decode(),
)
def test_a_dash_is_nil_in_the_table_s_scale(text: str) -> None:
    """Convention 1.4."""
    assert read_number(text, MILLION) == Printed(text, Decimal(0), MILLION, MILLION, nil=True)


def test_a_dash_keeps_its_unit() -> None:
    """Convention 1.4."""
    assert read_number("$ —", MILLION) == Printed("$ —", Decimal(0), MILLION, MILLION, "USD", nil=True)
    assert read_number("—%", MILLION) == Printed("—%", Decimal(0), Decimal(1), Decimal(1), "percent", nil=True)


@pytest.mark.parametrize(
    ("text", "value", "place", "unit"),
    [
        ("JPY157.8 billion", 157_800_000_000, 100_000_000, "JPY"),
        ("JPY 0.54 billion", 540_000_000, 10_000_000, "JPY"),
        ("JP1,283 million", 1_283_000_000, 1_000_000, "JPY"),  # a slip of print
        ("up JPY5,036 million", 5_036_000_000, 1_000_000, "JPY"),
        ("down JPY423 million", -423_000_000, 1_000_000, "JPY"),
        ("$20.1 billion", 20_100_000_000, 100_000_000, "USD"),
        ("US$ 3 million", 3_000_000, 1_000_000, "USD"),
        ("$(5.2) million", -5_200_000, 100_000, "USD"),
        ("(¥5,200 million)", -5_200_000_000, 1_000_000, "JPY"),
        ("-$5 million", -5_000_000, 1_000_000, "USD"),
        ("£1.25bn", 1_250_000_000, 10_000_000, "GBP"),
        ("€7m", 7_000_000, 1_000_000, "EUR"),
        ("EUR 7 million", 7_000_000, 1_000_000, "EUR"),
        ("5.2 million yen", 5_200_000, 100_000, "JPY"),
        ("1,856 thousand", 1_856_000, 1_000, None),
        ("1.8 trillion", 1_800_000_000_000, 100_000_000_000, None),
        ("0.1234 thousand", Decimal("123.4"), Decimal("0.1"), None),
        ("２，３８９百万円", 2_389_000_000, 1_000_000, "JPY"),
        ("1,578億円", 157_800_000_000, 100_000_000, "JPY"),
        ("1.2兆円", 1_200_000_000_000, 100_000_000_000, "JPY"),
        ("5,000万円", 50_000_000, 10_000, "JPY"),
        ("△392千円", -392_000, 1_000, "JPY"),
        ("15十億円", 15_000_000_000, 1_000_000_000, "JPY"),
        ("1,856千人", 1_856_000, 1_000, None),
    ],
)
def test_scale_words_override_the_table_s_scale(
    text: str, value: int | Decimal, place: int | Decimal, unit: str | None
) -> None:
    """Convention 1.5, 1.6."""
    printed = read_number(text, Decimal(1000))
    assert (printed.value, printed.place, printed.unit) == (value, place, unit)


@pytest.mark.parametrize(
    ("text", "value", "place", "unit"),
    [
        ("1,234", 1_234_000_000, 1_000_000, None),
        ("¥1,234", 1_234_000_000, 1_000_000, "JPY"),  # a mark in front, as in the first row of a table
        ("27円", 27, 1, "JPY"),  # a currency or counter behind counts ones
        ("27.5 yen", Decimal("27.5"), Decimal("0.1"), "JPY"),
        ("1,423人", 1423, 1, None),
        ("16.0%", Decimal("16.0"), Decimal("0.1"), "percent"),
        ("16.0％", Decimal("16.0"), Decimal("0.1"), "percent"),
        ("16 per cent", 16, 1, "percent"),
        ("up 1 point", 1, 1, "points"),
        ("down 1.5 points", Decimal("-1.5"), Decimal("0.1"), "points"),
        ("(1.1)pt", Decimal("-1.1"), Decimal("0.1"), "points"),
        ("△1.5ポイント", Decimal("-1.5"), Decimal("0.1"), "points"),
        ("0.3 percentage points", Decimal("0.3"), Decimal("0.1"), "points"),
        ("0.3%pt", Decimal("0.3"), Decimal("0.1"), "points"),
        ("50bps", Decimal("0.5"), Decimal("0.01"), "points"),
    ],
)
def test_where_the_table_s_scale_holds(text: str, value: int | Decimal, place: int | Decimal, unit: str | None) -> None:
    """Convention 1.5, 1.6."""
    printed = read_number(text, MILLION)
    assert (printed.value, printed.place, printed.unit) == (value, place, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("4.8%", "4.8", "percent"),
        ("(16.4%)", "-16.4", "percent"),
        ("(16.4)%", "-16.4", "percent"),
        ("+11.5%", "11.5", "percent"),
        ("[+22.6%]", "22.6", "percent"),
        ("[△22.6%]", "-22.6", "percent"),
        ("down 16.4%", "-16.4", "percent"),
        ("1.9%減", "-1.9", "percent"),
        ("15.2％増", "15.2", "percent"),
    ],
)
def test_percentages(text: str, value: str, unit: str) -> None:
    """Convention 1.3, 1.6."""
    printed = read_number(text)
    assert (printed.value, printed.place, printed.unit) == (Decimal(value), Decimal("0.1"), unit)


@pytest.mark.parametrize(
    ("text", "value", "place", "rounding"),
    [
        ("approx. 800", 800, 100, Rounding.APPROXIMATE),
        ("Approx. 190", 190, 10, Rounding.APPROXIMATE),
        ("approximately 1,000", 1000, 1000, Rounding.APPROXIMATE),
        ("approx. JPY0.73 billion", 730_000_000, 10_000_000, Rounding.APPROXIMATE),
        ("around JPY0.4 billion", 400_000_000, 100_000_000, Rounding.APPROXIMATE),
        ("about 1.50%", Decimal("1.50"), Decimal("0.1"), Rounding.APPROXIMATE),
        ("約800", 800, 100, Rounding.APPROXIMATE),
        ("約50%増", 50, 10, Rounding.APPROXIMATE),
        ("approx. 0", 0, 1, Rounding.APPROXIMATE),
        ("over JPY100 million", 100_000_000, 100_000_000, Rounding.OVER),
        ("more than 30%", 30, 10, Rounding.OVER),
        ("up more than 30%", 30, 10, Rounding.OVER),
        ("50%超", 50, 10, Rounding.OVER),
        ("nearly 20", 20, 10, Rounding.NEARLY),
        ("down nearly 20%", -20, 10, Rounding.NEARLY),
        ("20%弱", 20, 10, Rounding.NEARLY),
    ],
)
def test_words_that_say_how_exact(text: str, value: int | Decimal, place: int | Decimal, rounding: Rounding) -> None:
    """Convention 1.7."""
    printed = read_number(text)
    assert (printed.value, printed.place, printed.rounding) == (value, place, rounding)


@pytest.mark.parametrize(
    "text",
    ["1,234*", "1,234 *", "1,234**", "1,234 *1", "1,234†", "1,234¹", "1,234⁽¹⁾", "1,234(*1)", "1,234(注1)", "1,234(a)"],
)
def test_footnote_marks_are_no_part_of_the_number(text: str) -> None:
    """Convention 1.8."""
    assert read_number(text) == Printed(text, Decimal(1234), Decimal(1))


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", ",", "%", "()", "(", "JPY", "up", "approx.", "n/a", "abc", "FY16", "2016/3/31", "1Q15"),
        *("5.", "1 234", "1'234", "1_234", "1e5", "0x10", "inf", "NaN", "½", "五", "٥", "007", "0,123"),
        *("1.234,5", "1.234.567", "12.34.56", "1, 234", "1 .5"),
        *("((5)", "((5))", "(5", "5)", "[5", "[[5]]", "(△5)", "(-5)", "--5", "+-5", "up +5", "down (5)", "5-", "±5"),
        *("--", "- -", "+-", "up -", "approx. -", "△-"),
        *("JPY5 USD", "$5 yen", "5 million billion", "5 million %", "5%%", "5% points%", "approx. over 5", "5M"),
        *("1,234 5,678", "1,234 (1)", "1,234(1)", "4.4 (2.2)", "up5x", "JP 5", "1O5", "5 clients", "at least 5"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    """Convention 1.9: a plain `(1)` behind a number may be a second figure, minus one; a capital M has two meanings."""
    with pytest.raises(NotANumber, match="prints no number: expected"):
        read_number(text)


def test_a_long_row_of_marks_is_refused_at_once() -> None:
    """A pattern that could split the row in many ways would try them all: minutes for forty stars."""
    with pytest.raises(NotANumber):
        read_number("5" + "*" * 400 + "x")


@pytest.mark.parametrize("text", ["1,23", "1,2345", "1,23,456", "12,34,567", "1234,567", "1,234,56", "0,123"])
def test_thousands_come_in_threes(text: str) -> None:
    """Convention 1.2."""
    with pytest.raises(NotANumber, match="expected thousands in groups of three, as in 1,234"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("14,702", ["14702"]),
        ("14.702", ["14.702", "14702"]),
        ("△1.897", ["-1.897", "-1897"]),
        ("[14.702]", ["14.702", "14702"]),
        ("1.234.567", ["1234567"]),  # no literal reading
        ("14.70", ["14.70"]),
        ("14.7021", ["14.7021"]),
        ("1,234.567", ["1234.567"]),
        ("0.123", ["0.123"]),  # no thousands begin with zero
        ("1234.567", ["1234.567"]),
        ("[[][+22.6%]", ["22.6"]),
        ("[+22.6%]]", ["22.6"]),
        ("1O5", ["105"]),
        ("l,234", ["1234"]),
        ("lO5", ["105"]),
        ("JPY1,2O3 million", ["1203000000"]),
        ("1.2O3", ["1.203", "1203"]),
        ("69. 8", ["69.8"]),
    ],
)
def test_readings_of_a_spoilt_text(text: str, values: list[str]) -> None:
    """Convention 1.10: the literal reading first."""
    found = readings(text)
    assert [str(printed.value) for printed in found] == values
    assert {printed.text for printed in found} == {text}


def test_readings_scale_like_the_literal_one() -> None:
    assert [(printed.value, printed.place) for printed in readings("14.702", MILLION)] == [
        (Decimal(14_702_000), Decimal(1_000)),
        (Decimal(14_702_000_000), MILLION),
    ]


@pytest.mark.parametrize("text", ["", "total", "1,23", "O", "billion"])
def test_a_text_without_any_reading_is_refused(text: str) -> None:
    with pytest.raises(NotANumber, match="expected"):
        readings(text)


# Printing, then reading: the laws of section 1 for numbers of any size.

whole_numbers = st.integers(min_value=0, max_value=10**30)
decimals_shown = st.integers(min_value=0, max_value=6)
minus_notations = st.sampled_from(["△{}", "▲{}", "({})", "-{}", "−{}", "–{}", "down {}", "{}減"])
scales = st.sampled_from([Decimal(1), Decimal(1000), MILLION, BILLION])
full_width = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


@st.composite
def printed_digits(draw: st.DrawFn) -> tuple[str, Decimal, Decimal]:
    """A number as digits, with or without separators and decimals, beside its value and last place."""
    units, shown = draw(whole_numbers), draw(decimals_shown)
    digits = f"{units:0{shown + 1}d}"
    whole, fraction = digits[: len(digits) - shown], digits[len(digits) - shown :]
    grouped = f"{int(whole):,}" if draw(st.booleans()) else whole
    text = f"{grouped}.{fraction}" if shown else grouped
    value, place = Decimal((0, tuple(map(int, str(units))), -shown)), Decimal((0, (1,), -shown))
    return draw(st.sampled_from([text, text.translate(full_width)])), value, place


@given(printed_digits(), scales)
def test_printing_then_reading_gives_back_value_and_place(number: tuple[str, Decimal, Decimal], scale: Decimal) -> None:
    """Convention 1.1, 1.5."""
    text, value, place = number
    printed = read_number(text, scale)
    assert Fraction(printed.value) == Fraction(value) * Fraction(scale)  # Decimal's own product would round
    assert Fraction(printed.place) == Fraction(place) * Fraction(scale)


@given(printed_digits(), minus_notations)
def test_every_notation_of_a_minus_negates(number: tuple[str, Decimal, Decimal], notation: str) -> None:
    """Convention 1.3."""
    text, value, place = number
    printed = read_number(notation.format(text))
    assert printed.value == value.copy_negate()
    assert printed.place == place
    assert printed.notation != ""


@given(
    printed_digits(),
    st.sampled_from([("JPY{} million", 6), ("{} thousand", 3), ("{}億円", 8), ("${}bn", 9), ("{}兆円", 12)]),
    scales,
)
def test_scale_words_multiply(number: tuple[str, Decimal, Decimal], words: tuple[str, int], scale: Decimal) -> None:
    """Convention 1.5: whatever the table's scale."""
    text, value, place = number
    pattern, exponent = words
    printed = read_number(pattern.format(text), scale)
    assert Fraction(printed.value) == Fraction(value) * 10**exponent
    assert Fraction(printed.place) == Fraction(place) * 10**exponent


@given(printed_digits(), st.sampled_from(["{}", "{}%", "({})", "up {} points", "approx. {}", "JPY{} million", "[{}]"]))
def test_readings_begin_with_the_literal_one(number: tuple[str, Decimal, Decimal], pattern: str) -> None:
    """Convention 1.10."""
    text = pattern.format(number[0])
    literal, *others = readings(text)
    assert literal == read_number(text)
    assert literal.value not in [other.value for other in others]


@given(st.text(alphabet="0123456789,.()[]△▲-–+%$¥ JPYmilonbptsuwrvea百万億円約超減*¹", max_size=16))
def test_reading_gives_exact_parts_or_refuses(text: str) -> None:
    """No float anywhere, no other error, the same text twice the same, and a place that the value is counted in."""
    try:
        printed = read_number(text)
    except NotANumber:
        return
    assert not [part.name for part in fields(printed) if isinstance(getattr(printed, part.name), float)]
    assert all(isinstance(exact, Decimal) for exact in (printed.value, printed.place, printed.scale))
    assert printed == read_number(text)
    assert printed.text == text
    assert printed.place > 0
    last_digit = printed.value.as_tuple().exponent
    assert isinstance(last_digit, int)
    assert last_digit <= 0, "whole units are printed without an exponent"


@pytest.mark.parametrize(
    ("text", "value"),
    [("$247M", 247_000_000), ("$(1.2)B", -1_200_000_000), ("€3.4BN", 3_400_000_000), ("£12K", 12_000)],
)
def test_a_capital_behind_money_is_its_scale(text: str, value: int) -> None:
    assert read_number(text).value == value


def test_a_capital_behind_a_bare_number_is_refused() -> None:
    with pytest.raises(NotANumber):
        read_number("247M")
