"""What charts draw: shares of a pie make 100, and a bar speaks against a label that a slip of the pen explains."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from tests.bind.tables import table

from crossfoot.bind.drawn import bind_drawn
from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.model.identities import Identity
from crossfoot.tie.engine import tie

SALES = """
|1Q23|2Q23|3Q23
Services|815|824|871
Hardware|412|433|458
Net sales|1,227|1,275|1,329
"""
PIE = """
|Oil|Gas|Power|Other
Revenue|41%|27%|20%|{}
"""


def chart(text: str, *, drawn: dict[str, tuple[str, str]] | None = None, shares: bool = False) -> Book:
    """A book of one chart with what is drawn for some of its labels."""
    book = table(text, "Revenue")
    (grid,) = book.grids
    ends = {text: (Decimal(low), Decimal(high)) for text, (low, high) in (drawn or {}).items()}
    cells = tuple(replace(cell, drawn=ends.get(cell.text)) for cell in grid.cells)
    return bind_drawn(bind_grids(replace(book, grids=(replace(grid, cells=cells, shares=shares),))))


def drawn_identities(book: Book) -> list[Identity]:
    return [identity for identity in book.identities if identity.id.endswith((".drawn", ".shares"))]


def test_a_bar_that_says_what_makes_its_stack_add_up_is_beyond_a_warning() -> None:
    (identity,) = drawn_identities(chart(SALES, drawn={"824": ("836", "848")}))
    assert [identity.low, identity.high] == [Fraction(836), Fraction(848)]
    assert identity.belief == 6


def test_a_bar_alone_warns() -> None:
    (identity,) = drawn_identities(
        chart("|2021|2022|2023\nHeadcount|3,120|3,755|3,790", drawn={"3,755": ("3559", "3591")})
    )
    assert identity.belief == 3


def test_a_bar_that_no_slip_explains_may_be_cut_off() -> None:
    assert drawn_identities(chart(SALES, drawn={"824": ("400", "410")})) == []


def test_the_slices_of_a_pie_make_a_hundred() -> None:
    (identity,) = drawn_identities(chart(PIE.format("12%"), shares=True))
    assert [identity.low, identity.high] == [Fraction(100), Fraction(100)]
    assert len(identity.terms) == 4
    assert not tie(chart(PIE.format("12%"), shares=True)).findings


def test_a_pie_that_makes_more_is_found_and_its_slice_named() -> None:
    book = tie(chart(PIE.format("21%"), drawn={"21%": ("10.3", "13.7")}, shares=True))
    (finding,) = book.findings
    (correction,) = [each for one in finding.corrections for each in one]
    assert correction.suggested == "12%"


def test_bars_of_percentages_need_not_make_a_hundred() -> None:
    assert drawn_identities(chart(PIE.format("21%"))) == []
