"""Figures on pages that were drawn anew stand where their characters were set."""

from decimal import Decimal

from crossfoot.model.figures import Box, Figure, Place
from crossfoot.model.pictures import DrawnLine
from crossfoot.publish.report.drawn_text import as_drawn
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.units import money

FRAME = (100.0, 100.0, 300.0, 200.0)


def figure(text: str, box: Box | None = FRAME) -> Figure:
    printed = Printed(text, Decimal(1), Decimal(1))
    return Figure(text, printed, money("USD"), Place("deck.pptx", 1, box=box))


def line(text: str, top: float, left: float = 100.0) -> DrawnLine:
    """Ten points a character."""
    ends = tuple(left + 10 * (number + 1) for number in range(len(text)))
    return DrawnLine(text, (left, top, ends[-1], top + 12), ends)


def boxes(figures: list[Figure], lines: list[DrawnLine]) -> list[Box | None]:
    return [each.place.box for each in as_drawn(figures, lines)]


def test_a_figure_stands_where_its_characters_do() -> None:
    assert boxes([figure("203")], [line("rose to 203 in", 120)]) == [(180.0, 120, 210.0, 132)]


def test_the_same_text_twice_in_a_box_is_taken_in_order() -> None:
    found = boxes([figure("5"), figure("5")], [line("5 and 5", 120)])
    assert found == [(100.0, 120, 110.0, 132), (160.0, 120, 170.0, 132)]


def test_a_part_of_a_longer_number_or_a_line_elsewhere_is_not_it() -> None:
    assert boxes([figure("20")], [line("203 20", 120)]) == [(140.0, 120, 160.0, 132)]
    assert boxes([figure("20")], [line("20", 300)]) == [FRAME]


def test_a_figure_that_a_line_breaks_stands_at_its_digits() -> None:
    found = boxes([figure("$208 million")], [line("rose to $208", 120), line("million in 2023", 132)])
    assert found == [(180.0, 120, 220.0, 132)]


def test_a_figure_without_a_place_keeps_none() -> None:
    assert boxes([figure("1", None)], [line("1", 120)]) == [None]
