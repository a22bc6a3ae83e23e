"""Which periods a page may ask for: those that the book speaks of, and those that follow from them."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.tie.ledger import book, linear

from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Term
from crossfoot.publish.names import Names, Unknown


def speaking_of(*periods: str) -> Names:
    """The names of a book with December year ends that speaks of revenue in some periods."""
    given = book({}, [linear("revenue = a")])
    calendar = given.entity.calendar
    keys = [FactKey("revenue", calendar.parse(period)) for period in periods]
    said = tuple(replace(given.identities[0], id=key.id, terms=(Term(Fraction(1), key),), subject=key) for key in keys)
    return Names(given.grown(identities=said))


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        (["1H23", "2Q23"], "1Q23"),
        (["FY2023", "9M23"], "4Q23"),
        (["FY2023", "1H23", "3Q23"], "4Q23"),
        (["1Q23", "2Q23", "3Q23"], "9M23"),
        (["9M23", "2Q23", "3Q23"], "1H23"),
    ],
)
def test_a_page_may_ask_for_what_known_spans_add_up_to_or_leave_over(known: list[str], asked: str) -> None:
    names = speaking_of(*known)
    assert names.period(asked) == names.calendar.parse(asked)


@pytest.mark.parametrize(
    ("known", "asked"),
    [(["1H23"], "1Q23"), (["1H23", "2Q22"], "1Q23"), (["FY2022", "FY2023"], "4Q23"), (["1Q23", "3Q23"], "9M23")],
)
def test_a_page_may_not_ask_for_what_no_known_spans_give(known: list[str], asked: str) -> None:
    with pytest.raises(Unknown, match=f"the book says nothing of {asked}"):
        speaking_of(*known).period(asked)
