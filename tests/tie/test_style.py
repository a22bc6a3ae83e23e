"""Style: a suggested figure is printed as the figures around it are."""

from dataclasses import replace
from decimal import Decimal

import pytest

from crossfoot.model.figures import Figure, Place
from crossfoot.tie.blame.style import Style
from crossfoot.vocabulary.cell_numbers import read_cell, with_decimal_comma
from crossfoot.vocabulary.units import PURE


def continental(text: str) -> Figure:
    """A figure that prints a text with a point for thousands and a comma before decimals."""
    return Figure("f", replace(read_cell(with_decimal_comma(text)), text=text), PURE, Place("t"))


@pytest.mark.parametrize(
    ("printed", "around", "value", "shown"),
    [
        ("1.284,6", ["-702,4", "97,3"], "1104.6", "1.104,6"),
        ("-318,9", ["1.284,6", "-61,7"], "-381.9", "-381,9"),
        ("97,3", ["1.284,6", "-61,7"], "1097.3", "1.097,3"),
        ("1.204.318", ["402.770", "1.607.088"], "1240318", "1.240.318"),
        ("11\u00a0845", ["184\u00a0216", "9\u00a0618"], "11485", "11\u00a0485"),
    ],
)
def test_a_value_is_shown_with_the_marks_of_its_language(
    printed: str, around: list[str], value: str, shown: str
) -> None:
    own, *others = (continental(text) for text in (printed, *around))
    assert Style.of(own, others).shown(own, Decimal(value)) == shown


def figure(text: str, number: int = 0) -> Figure:
    """A figure that prints a text."""
    return Figure(f"f{number}", read_cell(text), PURE, Place("t"))


@pytest.mark.parametrize(
    ("printed", "around", "value", "shown"),
    [
        ("$105", ["$1,204", "$987"], "1075", "$1,075"),
        ("105", ["1204", "1987"], "1075", "1075"),
        ("31.7", ["297.8", "301.2"], "317.0", "317.0"),
        ("123", ["11.8", "10.4"], "12.3", "12.3"),
        ("$39,950", ["$(34,105)", "$(30,112)"], "-39950", "$(39,950)"),
        ("39,950", ["(34,105)", "(30,112)"], "-39950", "(39,950)"),
        ("392", ["△411", "△350"], "-392", "△392"),
        ("(9,764)", ["9,102", "8,811"], "9764", "9,764"),
        ("-0", ["-12", "-9"], "-10", "-10"),
        ("(10,699)", ["25,227", "24,110"], "0", "0"),
        ("—", ["16.7", "15.2"], "16.9", "16.9"),
        ("$130,000 (1)", ["$1,400 (1)", "$2,100"], "1300", "$1,300 (1)"),
        ("3'012", ["41'220", "8'315"], "3102", "3'102"),
        ("(2’211)", ["41’220", "1’366.50"], "-2111", "(2’111)"),
        ("6,01,245", ["12,34,567", "41,090"], "1610245", "16,10,245"),
        ("49,010", ["12,34,567", "2,01,450.25"], "210450", "2,10,450"),
        ("10", ["1,23,45,678"], "345", "345"),
        ("910", ["1,23,45,678"], "1234", "1,234"),
    ],
)
def test_a_value_is_shown_in_the_place_grouping_and_signs_of_its_neighbours(
    printed: str, around: list[str], value: str, shown: str
) -> None:
    own, others = figure(printed), [figure(text, n) for n, text in enumerate(around, 1)]
    assert Style.of(own, others).shown(own, Decimal(value)) == shown
