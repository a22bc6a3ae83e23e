"""Amounts in steps of scale, as Japanese reports write them in sentences."""

from decimal import Decimal

import pytest

from crossfoot.vocabulary.notation import NotANumber, read_number
from crossfoot.vocabulary.scales_in_steps import in_one_scale


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("1,578億36百万円", "157836000000", "1000000"),
        ("51億34百万円", "5134000000", "1000000"),
        ("△51億4百万円", "-5104000000", "1000000"),
        ("1兆2,345億円", "1234500000000", "100000000"),
        ("12億3,456万円", "1234560000", "10000"),
        ("約3億2百万円", "302000000", "1000000"),
        ("５億１２百万円減", "-512000000", "1000000"),
    ],
)
def test_steps_add_up_at_the_last_scale(text: str, value: str, place: str) -> None:
    printed = read_number(text)
    assert (printed.value, printed.place, printed.unit) == (Decimal(value), Decimal(place), "JPY")
    assert printed.text == text


def test_a_step_that_does_not_fit_below_the_one_before_is_no_amount() -> None:
    assert in_one_scale("5億3億円") == "5億3億円"
    assert in_one_scale("5億12,345万円") == "5億12,345万円"
    with pytest.raises(NotANumber):
        read_number("5億3億円")
