"""Dashes left as the numbers of their characters are nil where the table tells; years and amounts stay."""

from tests.bind.tables import table

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.figures import Figure


def _codes(text: str) -> list[Figure]:
    return [figure for figure in bind_grids(table(text)).figures if figure.text.strip("$ ") in ("2013", "2014")]


def test_a_code_that_stands_in_two_lines_and_two_columns_is_nil() -> None:
    reserves = """
     | 2017 | 2016 | 2015
    balance at january 1 | 1053027 | 1045640 | 1149309
    acquisitions | 2014 | 2014 | 54458
    sales | -8253 | -45917 | 2014
    balance at december 31 | 1044774 | 999723 | 1203767
    """
    found = _codes(reserves)
    assert [figure.printed.value for figure in found] == [0, 0, 0]
    assert all(figure.printed.nil and "U+2014" in figure.note for figure in found)


def test_one_code_among_thousands_that_are_parted_or_among_decimals_is_nil() -> None:
    parted = "Item | FY17 | FY16\nLand | 44,095 | 38,120\nOther | $ 2014 | 1,310\nTotal | 44,095 | 39,430"
    assert [figure.printed.nil for figure in _codes(parted)] == [True]
    decimals = "Item | FY17 | FY16\nFees | 11.7 | 13.2\nSettled | 2013 | 38.5\nTotal | 11.7 | 51.7"
    assert [figure.printed.nil for figure in _codes(decimals)] == [True]


def test_an_amount_alone_keeps_its_value_and_the_dash_is_another_reading() -> None:
    (found,) = _codes("Item | FY17 | FY16\nRepaid | 2014 | 1210\nPaid | 5137 | 5111\nTotal | 5137 | 6321")
    assert found.printed.value == 2014
    assert [(other.text, int(other.value)) for other in found.alternatives] == [("—", 0)]


def test_years_are_no_dashes() -> None:
    heads = "Plant | 2014 | 2013\nOutput | 1,044 | 999\nHours | 2,100 | 2,080"
    assert [figure.printed.nil for figure in _codes(heads)] == []
    lines = "At | A | B | C\nYear built | 2014 | 2014 | 2014\nOutput | 1,044 | 999 | 1,500\nHours | 2,100 | 1,080 | 9"
    assert not any(figure.printed.nil for figure in _codes(lines))
    column = "Issue | Due in | Amount\nFirst | 2014 | 1,000\nSecond | 2014 | 2,500\nThird | 2014 | 1,700"
    assert not any(figure.printed.nil for figure in _codes(column))
