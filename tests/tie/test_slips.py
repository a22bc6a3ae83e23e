"""Slips: the text that a suspect was most likely meant to print, judged by what the rest needs it to be."""

from fractions import Fraction

import pytest
from tests.tie.ledger import altered, book, linear

from crossfoot.model.book import Book
from crossfoot.model.findings import Correction
from crossfoot.tie.blame.slips import _slips
from crossfoot.tie.engine import tie_stated


def sheet() -> Book:
    """A total of two lines, each also part of a total of its own, so that a misprint has one culprit."""
    return book(
        {"total": "4,829", "a": "3,516", "b": "1,313", "x": "2,100", "y": "1,416", "v": "1,000", "w": "313"},
        [linear("total = a + b"), linear("a = x + y"), linear("b = v + w")],
    )


@pytest.mark.parametrize(
    ("printed", "slip"),
    [
        ("3,561", "transposed digits"),
        ("3,816", "misread digit"),
        ("316", "dropped digit"),
        ("35,160", "decimal point"),
        ("-3,516", "sign"),
        ("3516000", "scale x1000"),
    ],
)
def test_the_slip_that_explains_a_misprint_is_named_with_the_text_that_ties(printed: str, slip: str) -> None:
    (finding,) = tie_stated(altered(sheet(), "a#0", printed)).findings
    ((correction,),) = finding.corrections
    assert isinstance(correction, Correction)
    assert (correction.figure, correction.slip) == ("a#0", slip)
    assert correction.interval.holds(Fraction(3516))
    assert correction.suggested.replace(",", "").strip("()-") == "3516"


def test_a_footnote_mark_beside_a_number_is_no_part_of_it() -> None:
    shifted = [slip.text for slip in _slips("$130,000 (1)", ()) if slip.name == "scale x1000"]
    assert shifted == ["$130,000,000 (1)", "$130 (1)"]
