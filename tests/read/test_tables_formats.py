"""What a spreadsheet shows for a value is what its number format prints."""

from decimal import Decimal

import pytest

from crossfoot.read.tables.formats import shown, shows_date

ACCOUNTING = '_-* #,###_-;\\(#,###\\);_-* "–"_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("-4365", ACCOUNTING, "(4,365)"),
        ("0", ACCOUNTING, "–"),
        ("0.554", "0%", "55%"),
        ("0.0335", "0.00%", "3.35%"),
        ("-0.05", "0.0%;(0.0%)", "(5.0%)"),
        ("22563", '"$"#,##0', "$22,563"),
        ("-392", '#,##0;"△ "#,##0', "△ 392"),
        ("12345", "[$¥-411]#,##0", "¥12,345"),
        ("1234.5", "#,##0.00;[Red]-#,##0.00", "1,234.50"),
        ("-3", "#,##0_ ;[Red]\\-#,##0\\ ", "-3"),
        ("12", '0.0"x"', "12.0x"),
        ("2.5", "0", "3"),
        ("0.30000000000000004", "General", "0.3"),
        ("1234567.891", "General", "1234567.891"),
        ("2019", "General", "2019"),
    ],
)
def test_a_value_shows_as_its_format_prints_it(value: str, number_format: str, text: str) -> None:
    assert shown(Decimal(value), number_format).text == text


def test_commas_behind_the_digits_scale_by_thousands() -> None:
    in_thousands = shown(Decimal(1234567), "#,##0,")
    assert (in_thousands.text, int(in_thousands.scale)) == ("1,235", 1000)
    assert shown(Decimal(1234567890), "#,##0.0,,").scale == 1_000_000


@pytest.mark.parametrize(("number_format", "is_date"), [("mmm-yy", True), ("yyyy/m/d", True), ("0.0%", False)])
def test_formats_of_dates(number_format: str, is_date: bool) -> None:
    assert shows_date(number_format) is is_date


def test_words_in_quotes_make_no_date() -> None:
    assert not shows_date('#,##0" days"')
    assert not shows_date("General")


@pytest.mark.parametrize("number_format", [";;;", ";;", "#,##0;;", '"";""'])
def test_an_empty_section_hides(number_format: str) -> None:
    assert shown(Decimal(-5), number_format).text == ""
