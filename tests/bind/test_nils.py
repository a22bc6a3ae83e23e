"""Dashes: nil to the last place of the figures around them."""

from decimal import Decimal

from tests.bind.tables import table

from crossfoot.bind.grids.binding import bind_grids


def test_a_dash_is_nil_to_the_place_of_its_column() -> None:
    book = bind_grids(
        table(
            """
(in millions) | 2019    | 2018
Granted       | 1,001.1 | 866.6
Exercised     | (529.4) | -
Forfeited     | (177.2) | (21.3)
Total         | 294.5   | 845.3
"""
        )
    )
    (dash,) = [figure for figure in book.figures if figure.printed.nil]
    assert (dash.printed.value, dash.printed.place) == (Decimal(0), Decimal(100_000))
