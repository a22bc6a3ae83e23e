"""Numbers as tables of many countries print them: minus, nil, thousands, notes, units; and what is no number."""

from decimal import Decimal

import pytest

from crossfoot.vocabulary.cell_numbers import read_cell, with_decimal_comma
from crossfoot.vocabulary.notation import NotANumber


@pytest.mark.parametrize(
    "text",
    [
        "(1,234)", "( 1,234 )", "1,234-", "1,234 -", "-1,234", "- 1,234", "−1,234", "–1,234", "△1,234", "▲1,234",
        "△ 1,234", "▼1,234", "(△1,234)", "△(1,234)", "△１，２３４", "▲1,234円", "$(1,234)", "($1,234)", "-$1,234",
        "$-1,234", "¥△1,234", "△¥1,234", "(1,234)(1)", "(1,234) (a)", "※1 △1,234",
    ],
)  # fmt: skip
def test_a_minus(text: str) -> None:
    assert read_cell(text).value == -1234


@pytest.mark.parametrize("text", ["—", "–", "-", "―", "─", "－", "ー", "- -", "(—)", "$—", "¥ -", "nil", "Nil", "NIL"])
def test_a_nil(text: str) -> None:
    printed = read_cell(text)
    assert (printed.value, printed.nil) == (Decimal(0), True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234,567", "1234567"), ("1'234'567", "1234567"), ("1’234’567.50", "1234567.50"), ("CHF 1'234", "1234"),
        ("1\u00a0234\u00a0567", "1234567"), ("1\u202f234", "1234"), ("1\u2009234.5", "1234.5"),
        ("1.234.567", "1234567"), ("12,34,567", "1234567"), ("1,23,45,678.90", "12345678.90"), ("１，２３４", "1234"),
    ],
)  # fmt: skip
def test_thousands(text: str, value: str) -> None:
    assert read_cell(text).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.234,5", "1234.5"), ("1.234.567,89", "1234567.89"), ("1.234", "1234"), ("12,5", "12.5"),
     ("(1.234,5)", "-1234.5"), ("12,5 %", "12.5"), ("1.234 €", "1234")],
)  # fmt: skip
def test_a_comma_before_the_decimals(text: str, value: str) -> None:
    assert read_cell(with_decimal_comma(text)).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12.3%", "12.3", "percent"), ("12.3 %", "12.3", "percent"), ("(12.3)%", "-12.3", "percent"),
        ("(12.3%)", "-12.3", "percent"), ("±0.0%", "0", "percent"), ("12.3%増", "12.3", "percent"),
        ("5.4％減", "-5.4", "percent"), ("12.3pp", "12.3", "points"), ("+12.3pt", "12.3", "points"),
        ("▲1.2ポイント", "-1.2", "points"), ("12.3%p", "12.3", "points"), ("+50bps", "0.5", "points"),
        ("(50) bps", "-0.5", "points"), ("1.2x", "1.2", "pure"), ("(5.2)x", "-5.2", "pure"), ("12.3倍", "12.3", "pure"),
        ("27円50銭", "27.50", "JPY"), ("1,234百万円", "1234000000", "JPY"), ("1兆2,345億円", "1234500000000", "JPY"),
        ("Rs. 1,234", "1234", "INR"), ("₹1,23,456 crore", "1234560000000", "INR"), ("R$ 1,234", "1234", "BRL"),
        ("1,234 €", "1234", "EUR"), ("£1.2m", "1200000", "GBP"), ("$1.2bn", "1200000000", "USD"),
        ("US$1,234", "1234", "USD"), ("A$(1,234)", "-1234", "AUD"),
    ],
)  # fmt: skip
def test_a_unit(text: str, value: str, unit: str) -> None:
    printed = read_cell(text)
    assert (printed.value, printed.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    ["1,234*", "1,234¹", "1,234†‡", "1,234 (1)", "1,234(a)(b)", "1,234[1]", "1,234 [a]", "1,234(注1)", "※１ 1,234",
     "※1、※3 1,234", "*2 1,234"],
)  # fmt: skip
def test_marks_of_notes(text: str) -> None:
    assert read_cell(text).value == 1234


@pytest.mark.parametrize(
    "text",
    ["n.m.", "N/A", "na", "nm", "*", "…", "5, 11", "5,11", "1 234", "12 345", "10-15", "1,000 - 1,100", "1/2",
     "2024-2025", "3,796 (383)", "TBD", "#REF!", "D", "黒字転換", "<1", "12,34", "1,2345", "1,234 / 5,678", "1.234,5",
     "8,361 －", "1,395 ―"],
)  # fmt: skip
def test_what_may_be_something_else_is_no_number(text: str) -> None:
    with pytest.raises(NotANumber):
        read_cell(text)


@pytest.mark.parametrize("text", ["普通株式 854,800", "（自己保有株式） 普通株式 854,800", "Ａ種優先株式 854,800"])
def test_a_number_of_shares_behind_their_class(text: str) -> None:
    assert read_cell(text).value == 854_800


@pytest.mark.parametrize("text", ["普通株式 2", "発行済株式 12", "普通株式 1,000 優先株式 2,000"])
def test_words_on_shares_that_count_none(text: str) -> None:
    with pytest.raises(NotANumber):
        read_cell(text)
