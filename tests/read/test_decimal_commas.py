"""A table shows by the numbers that can be read one way alone whether its commas stand before the decimals."""

from decimal import Decimal
from pathlib import Path

import pytest

from crossfoot.read.documents import read_documents
from crossfoot.read.tables.decimal_commas import says_decimal_comma


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
