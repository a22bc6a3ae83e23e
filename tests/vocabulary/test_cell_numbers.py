"""Cells print numbers as sentences do, and with marks of their own."""

from decimal import Decimal

import pytest

from crossfoot.vocabulary.cell_numbers import is_year, read_cell
from crossfoot.vocabulary.notation import NotANumber


@pytest.mark.parametrize(
    ("text", "value", "place", "unit"),
    [
        ("1,204(1)", "1204", "1", None),
        ("12.3% (a)", "12.3", "0.1", "percent"),
        ("(1,204)(2)", "-1204", "1", None),
        ("- -", "0", "1", None),
        ("- - %", "0", "1", "percent"),
        ("Up 3 ppts", "3", "1", "points"),
        ("Down 1 ppt", "-1", "1", "points"),
        ("2.1x", "2.1", "0.1", "pure"),
        ("1.5倍", "1.5", "0.1", "pure"),
        ("$10.3B", "10300000000", "100000000", "USD"),
        ("（5.2％）", "5.2", "0.1", "percent"),
        ("（△5.2％）", "-5.2", "0.1", "percent"),
        ("1,234 shares", "1234", "1", None),
        ("※１ 77,058", "77058", "1", None),
        ("※３、※５ 94,877", "94877", "1", None),
        ("※2 △392", "-392", "1", None),
        ("※１ －", "0", "1", None),
        ("*1 12.3%", "12.3", "0.1", "percent"),
        ("(注)2 1,204", "1204", "1", None),
    ],
)
def test_a_cell_and_its_number(text: str, value: str, place: str, unit: str | None) -> None:
    printed = read_cell(text)
    assert (printed.text, printed.value, printed.place, printed.unit) == (text, Decimal(value), Decimal(place), unit)


def test_the_scale_of_the_table_holds_for_amounts_but_not_for_percents_and_multiples() -> None:
    million = Decimal(10**6)
    assert read_cell("1,204(1)", million).value == 1_204_000_000
    assert read_cell("12.3%(1)", million).value == Decimal("12.3")
    assert read_cell("2.1x", million).value == Decimal("2.1")


@pytest.mark.parametrize("text", ["", "Cash", "5, 11", "N/A", "1Q24", "2018 vs 2017", "94-1692300", "12 " + "0" * 60])
def test_what_prints_no_number(text: str) -> None:
    with pytest.raises(NotANumber):
        read_cell(text)


@pytest.mark.parametrize(
    ("text", "year"), [("2023", True), ("2024(1)", True), ("2,023", False), ("1899", False), ("2023.5", False)]
)
def test_four_digits_without_a_comma_may_be_a_year(text: str, year: bool) -> None:
    assert is_year(text) is year
