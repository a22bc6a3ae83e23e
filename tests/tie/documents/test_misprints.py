"""Slips between two documents' prints of one fact, where one of them rounded digits away."""

from fractions import Fraction

import pytest

from crossfoot.model.facts import FactKey
from crossfoot.tie.documents.misprints import miswritten
from crossfoot.tie.documents.statements import Stated
from crossfoot.vocabulary.spans import Undated

FACT = FactKey("revenue", Undated("any"))


def stated(value: str, place: str) -> Stated:
    return Stated(FACT, Fraction(value), Fraction(place))


@pytest.mark.parametrize(
    ("printed", "place", "why"),
    [
        ("543673", "1", "a digit was dropped: 5,434,673"),
        ("54346730", "1", "one was added"),
        ("4534673", "1", "two were swapped"),
        ("9434673", "1", "one was misread"),
        ("-5434673", "1", "the sign is wrong"),
        ("5434673000", "1", "thousands were taken for ones"),
        ("54.35", "0.01", "the point slipped far: millions for hundred thousands"),
    ],
)
def test_a_slip_is_told_whatever_the_other_document_rounded_away(printed: str, place: str, why: str) -> None:
    other = stated("5435000", "1000")  # in millions of thousands: 5,434.5 to 5,435.5
    found = miswritten(stated(printed, place), other)
    assert found == (printed != "54.35"), why  # five powers of ten are no slip of a point


def test_the_coarser_print_may_be_the_wrong_one() -> None:
    assert miswritten(stated("4.45", "0.01"), stated("5.446", "0.001"))  # a misread digit: 5.45
    assert not miswritten(stated("7.12", "0.01"), stated("5.446", "0.001"))
