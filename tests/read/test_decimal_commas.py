"""A table shows by the numbers that can be read one way alone whether its commas stand before the decimals."""

from decimal import Decimal
from pathlib import Path

import pytest

from crossfoot.read.documents import read_documents
from crossfoot.read.tables.decimal_commas import groups_by_blanks, groups_by_points, says_decimal_comma


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (["1.234,5", "987,6"], True),
        (["12,5 %", "40,2%", "(3,1)"], True),
        (["1.234", "2.345"], None),
        (["5,11", "3,4"], None),
        (["1,234", "5,11", "3,4", "12,15"], False),
        (["1,234.5"], False),
        (["12.5%", "40.2%"], False),
        (["Note 3,4", "Tel. 12,34", "see 5,6"], None),
    ],
)
def test_what_the_numbers_say(numbers: list[str], said: bool | None) -> None:
    assert says_decimal_comma(numbers) is said


def test_a_document_with_decimal_commas(tmp_path: Path) -> None:
    rows = "Revenue;6.188,04;5.838,31\nCost;3.701,06;3.634,48\nPer share;2,65;2,33\nUnits;1.234;1.180"
    path = tmp_path / "results.csv"
    path.write_text(f"EUR million;;\n;2023;2022\n{rows}\n", encoding="utf-8")
    (book,) = read_documents([path]).books
    values = {figure.text: figure.printed.value for figure in book.figures}
    assert values["6.188,04"] == Decimal("6188.04")
    assert values["2,65"] == Decimal("2.65")
    assert values["1.234"] == 1234


def test_a_blank_that_does_not_break_parts_thousands(tmp_path: Path) -> None:
    path = tmp_path / "results.html"
    rows = "<tr><td>Revenue</td><td>1&nbsp;234&nbsp;567</td><td>12 345</td></tr>"
    path.write_text(f"<html><body><table>{rows}</table></body></html>", encoding="utf-8")
    (book,) = read_documents([path]).books
    assert [figure.printed.value for figure in book.figures] == [1234567]


@pytest.mark.parametrize(
    ("column", "thousands"),
    [
        (["2024", "4.310", "2.115", "612-", "1.020-", "4.793"], True),
        (["(1.204)", "388", "12.204.318"], False),
        (["12.450", "3.875", "1.120"], False),
        (["4.125", "5.875", "6.250", "0.875", "500"], False),
        (["4.125%", "5.875%", "6.250%", "4.125", "5.875", "6.250", "500"], False),
        (["1.085", "1.100", "1.092", "12", "7"], False),
        (["1.085", "1.100", "1.092", "1450"], False),
    ],
)
def test_points_part_thousands_where_they_stand_above_hundreds(column: list[str], thousands: bool) -> None:
    assert groups_by_points([["Revenue", "Cost"], column]) is thousands


@pytest.mark.parametrize(
    ("numbers", "parted"),
    [
        (["1 204", "-3 880", "12 345 678", "910", "Note 5"], True),
        (["(1 204)", "3 880 €", "184 910", "2024"], True),
        (["204 880", "910 874", "655 702"], False),
        (["1 204", "3 880"], False),
        (["1 204", "3 880", "5 084", "1251"], False),
        (["1 204", "3 880", "5 084", "1,251"], False),
        (["1 204", "3 880", "5 084", "12 45"], False),
        (["1 204", "3 880", "5 084", "0 910"], False),
    ],
)
def test_blanks_part_thousands_where_all_numbers_of_a_table_do_so(numbers: list[str], parted: bool) -> None:
    assert groups_by_blanks(numbers) is parted


def test_a_table_with_blanks_in_its_thousands(tmp_path: Path) -> None:
    path = tmp_path / "balance.csv"
    rows = "Materiella tillgångar;3 880,5;3 702\nVarulager;910;874,0\nSumma;4 790,5;4 576"
    path.write_text(f"Mkr;2024;2023\n{rows}\n", encoding="utf-8")
    (book,) = read_documents([path]).books
    values = {figure.text: figure.printed.value for figure in book.figures}
    assert values["3 880,5"] == Decimal("3880.5")
    assert values["4 576"] == 4576


def test_a_table_of_thousands_and_hundreds_with_points(tmp_path: Path) -> None:
    path = tmp_path / "cash.csv"
    path.write_text("TEUR;2024\nErgebnis;4.310\nAbschreibung;2.115\nVorrat;612-\nMittel;5.813\n", encoding="utf-8")
    (book,) = read_documents([path]).books
    assert [figure.printed.value for figure in book.figures][-4:] == [4310, 2115, -612, 5813]
