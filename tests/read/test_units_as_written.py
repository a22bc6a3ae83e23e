"""Printing units are a scale and a unit, in either order, in English or Japanese."""

from decimal import Decimal

import pytest

from crossfoot.read.projects.units_as_written import NotAUnit, PrintingUnit, printing_unit
from crossfoot.vocabulary.units import PERCENT, POINTS, count, money, per_share


@pytest.mark.parametrize(
    ("text", "scale", "unit"),
    [
        ("JPY million", "1000000", money("JPY")),
        ("million JPY", "1000000", money("JPY")),
        ("JPY", "1", money("JPY")),
        ("Billion", "1000000000", None),
        ("thousand subscriptions", "1000", count("subscriptions")),
        ("full time employees", "1", count("full time employees")),
        ("JPY/share", "1", per_share("JPY")),
        ("%", "1", PERCENT),
        ("percent", "1", PERCENT),
        ("pt", "1", POINTS),
        ("百万円", "1000000", money("JPY")),
        ("億円", "100000000", money("JPY")),
        ("円", "1", money("JPY")),
        ("千", "1000", None),
    ],
)
def test_a_unit_as_written(text: str, scale: str, unit: object) -> None:
    assert printing_unit(text) == PrintingUnit(Decimal(scale), unit)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "  ", "million thousand", "JPY million million"])
def test_what_is_no_unit(text: str) -> None:
    with pytest.raises(NotAUnit, match="is not a unit with at most one scale word"):
        printing_unit(text)
