"""Tickmarks stand beside their figures and clear of the others."""

from dataclasses import replace
from decimal import Decimal

import pytest

from crossfoot.model.figures import Box, Figure, Place
from crossfoot.publish.report.tickmarks import tickmarks
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.units import PURE

PAGE: Box = (0, 0, 200, 100)


def at(name: str, box: Box | None) -> Figure:
    """A figure that stands in a box."""
    return Figure(name, Printed("1", Decimal(1), Decimal(1)), PURE, Place("doc", page=1, box=box))


def test_a_mark_stands_right_of_its_figure() -> None:
    (mark,) = tickmarks([at("a", (20, 10, 50, 20))], PAGE)
    assert mark.glyph == pytest.approx((50.7, 11, 58.7, 19))
    assert mark.area == pytest.approx((19.2, 9.2, 50.8, 20.8))


def test_a_mark_goes_left_where_another_figure_begins() -> None:
    first, second = tickmarks([at("a", (20, 10, 50, 20)), at("b", (52, 10, 80, 20))], PAGE)
    assert first.glyph[2] == 19.3
    assert second.glyph[0] == 80.7


def test_a_mark_goes_left_where_the_page_ends() -> None:
    (mark,) = tickmarks([at("a", (160, 10, 195, 20))], PAGE)
    assert mark.glyph[2] == 159.3


def test_a_mark_that_fits_on_neither_side_stands_right() -> None:
    marks = tickmarks([at("a", (20, 10, 50, 20)), at("b", (52, 10, 80, 20)), at("c", (10, 10, 18, 20))], PAGE)
    assert {mark.figure.id: mark.glyph[0] for mark in marks}["a"] == 50.7


def test_a_mark_in_a_sentence_is_raised_clear_of_the_next_word() -> None:
    figure = at("a", (20, 30, 50, 40))
    (mark,) = tickmarks([replace(figure, place=replace(figure.place, caption="up 9% on sales", span=(3, 5)))], PAGE)
    assert mark.glyph == pytest.approx((48.5, 27, 54.5, 33))


def test_a_raised_mark_stays_on_its_page() -> None:
    figure = at("a", (180, 0, 199, 10))
    (mark,) = tickmarks([replace(figure, place=replace(figure.place, caption="9%", span=(0, 2)))], PAGE)
    assert mark.glyph == pytest.approx((194, 0, 200, 6))


def test_marks_are_neither_too_small_to_see_nor_larger_than_a_heading() -> None:
    small, large = tickmarks([at("a", (20, 10, 50, 13)), at("b", (20, 30, 50, 80))], PAGE)
    assert round(small.glyph[2] - small.glyph[0], 6) == 4.5
    assert round(large.glyph[2] - large.glyph[0], 6) == 13


def test_marks_come_in_reading_order_without_figures_of_no_place() -> None:
    figures = [
        at("c", (20, 30, 50, 40)),
        at("b", (90, 10, 120, 20)),
        at("a", (20, 10, 50, 20)),
        at("nowhere", None),
        at("off the page", (300, 10, 330, 20)),
    ]
    assert [mark.figure.id for mark in tickmarks(figures, PAGE)] == ["a", "b", "c"]
