"""Sums of one document that another tells better, with a part more that rounding hid."""

from datetime import date
from fractions import Fraction

import pytest

from crossfoot.model.book import Book, Entity
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Belief, Identity, IdentityKind, Origin, Term
from crossfoot.tie.documents.outdone import without_outdone
from crossfoot.tie.documents.same_row import SameRow, weighed
from crossfoot.tie.documents.statements import Row, Stated
from crossfoot.vocabulary.periods import FiscalCalendar
from crossfoot.vocabulary.scenarios import ACTUAL
from crossfoot.vocabulary.spans import Instant
from crossfoot.vocabulary.units import money

CLOSE = Instant(date(2009, 9, 30))
EQUITY = {"equity": "1062.0", "stock": "0.1", "capital": "1417.8", "treasury": "-799.3", "earnings": "443.4"}


def same(*measures: str) -> list[SameRow]:
    rows = []
    for measure in measures:
        stated = Stated(FactKey(measure, CLOSE), Fraction(EQUITY[measure]), Fraction(1, 10))
        row = Row(measure, (measure,), (), "", money("USD"), (), {(CLOSE, ACTUAL): stated})
        rows.append(weighed(row, row))
    return [row for row in rows if row is not None]


def adding_up(belief: Belief, *parts: str) -> Book:
    terms = [Term(Fraction(1), FactKey("equity", CLOSE)), *(Term(Fraction(-1), FactKey(part, CLOSE)) for part in parts)]
    found = Identity("equity", IdentityKind.FOOT, Origin(rule="found"), tuple(terms), belief=belief)
    return Book(Entity("Issuer", "USD", FiscalCalendar()), identities=(found,))


@pytest.mark.parametrize(("belief", "kept"), [(8, 0), (2, 1)])
def test_a_sum_yields_to_the_other_document_s_with_a_part_more(belief: Belief, kept: int) -> None:
    short = adding_up(3, "capital", "treasury", "earnings")
    whole = adding_up(belief, "stock", "capital", "treasury", "earnings")
    assert len(without_outdone(short, whole, same(*EQUITY), first=True).identities) == kept
    assert without_outdone(whole, short, same(*EQUITY), first=False) == whole


def test_a_sum_of_lines_that_the_other_does_not_print_stays() -> None:
    short = adding_up(3, "capital", "treasury", "earnings")
    whole = adding_up(8, "stock", "capital", "treasury", "earnings")
    assert without_outdone(short, whole, same("equity", "stock", "capital"), first=True) == short
