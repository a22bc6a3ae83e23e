"""Columns of amounts for each of what another counts: told by their figures alone, whatever the columns are called.

Figures are made up: prices per ton, each the value over the quantity as far as printed.
"""

from tests.tie.discover_books import book_of, rows_of

from crossfoot.model.book import Book
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import tie_briefly

_ORES = """
    Ore | Shipped | Value | Value per ton
    Iron | 184,220 | 21,185,300 | 115.00
    Copper | 96,114 | 803,945,553 | 8,364.50
    Zinc | 41,903 | 107,481,195 | 2,565.00
    Tin | 5,012 | 134,622,320 | 26,860.00
    """


def _tied(rows: str) -> Book:
    return tie_briefly(discover(book_of(rows_of(rows))))


def test_amounts_for_each_are_one_column_over_another() -> None:
    found = _tied(_ORES)
    quotients = [each.id for each in found.identities if each.ratio is not None]
    assert [name.partition("|")[0].rpartition(":")[2] for name in quotients] == [
        f"r{row}c3=r{row}c2/r{row}c1" for row in (1, 2, 3, 4)
    ]
    assert found.findings == ()


def test_a_slip_in_one_of_them_is_told_and_mended() -> None:
    (finding,) = _tied(_ORES.replace("2,565.00", "2,655.00")).findings
    assert finding.corrections[0][0].suggested == "2,565.00"


def test_a_column_that_is_not_called_so_is_over_nothing() -> None:
    found = _tied(_ORES.replace("Value per ton", "Grade"))
    assert not any(each.ratio is not None for each in found.identities)


def test_two_rows_of_few_digits_are_over_nothing() -> None:
    few = """
        Ore | Shipped | Value | Value per ton
        Iron | 12 | 48 | 4
        Copper | 3 | 21 | 7
        """
    assert not any(each.ratio is not None for each in _tied(few).identities)
