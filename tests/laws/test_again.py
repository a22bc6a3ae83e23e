"""Tied again after one figure changed: the same book as tied from scratch (convention 5.4)."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.laws.worlds import Shape, World, law, misprinted, restated, worlds, written

from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.tie.again import Retying
from crossfoot.tie.engine import judged
from crossfoot.vocabulary.notation import Printed

SHAPE = Shape(years=2, leaves=3)


@law(30)
@given(st.one_of(worlds(SHAPE), misprinted(SHAPE)), st.data())
def test_one_change_after_another_gives_what_judging_the_changed_book_gives(world: World, data: st.DataObject) -> None:
    assume(world.book.figures)
    again, given_book = Retying(judged(world.book)), world.book
    for _ in range(2):
        figure = data.draw(st.sampled_from(given_book.figures))
        steps = data.draw(st.sampled_from([-40, -1, 1, 2, 300]))
        given_book = restated(given_book, figure.id, steps)
        found = again.retie(figure.id, given_book.figure(figure.id).printed)
        assert_same(found, judged(given_book))


@law(15)
@given(worlds(SHAPE), st.data())
def test_a_finer_place_is_told_like_from_scratch(world: World, data: st.DataObject) -> None:
    """The grain in which the solver counts, and the place that most figures have, are those of the whole book."""
    assume(world.book.figures)
    figure = data.draw(st.sampled_from(world.book.figures))
    finer = finely(figure)
    changed = world.book.grown(
        figures=tuple(replace(f, printed=finer) if f.id == figure.id else f for f in world.book.figures)
    )
    assert_same(Retying(judged(world.book)).retie(figure.id, finer), judged(changed))


def finely(figure: Figure) -> Printed:
    """The figure printed to a place a hundred times finer."""
    place = Fraction(figure.printed.place) / 100
    return written(int(Fraction(figure.printed.value) / place), place)


def assert_same(found: Book, scratch: Book) -> None:
    assert found.figures == scratch.figures
    assert found.findings == scratch.findings
    assert dict(found.verdicts) == dict(scratch.verdicts)
    assert found.ticks == scratch.ticks
    assert found.facts == scratch.facts
    assert found.certificates == scratch.certificates
    assert dict(found.witness) == dict(scratch.witness)
    assert list(found.witness) == list(scratch.witness)
