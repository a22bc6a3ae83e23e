"""Tied again after one figure changed: the same book as tied from scratch (convention 5.4)."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.laws.vicinities import small_parts_taken_as_large
from tests.laws.worlds import Shape, World, law, misprinted, restated, worlds, written

from crossfoot.algebra.programs import program
from crossfoot.algebra.system import compile_book, parts
from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.tie.anew.again import Retying
from crossfoot.tie.engine import judged
from crossfoot.tie.solving.witness import Component, admits
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


@law(25)
@given(st.one_of(worlds(SHAPE), misprinted(SHAPE)), st.data())
def test_a_change_of_a_large_part_gives_the_same_findings_with_the_same_proofs(
    world: World, data: st.DataObject
) -> None:
    """Convention 5.4: what is found around a change does not depend on the values that the part had before it."""
    assume(world.book.figures)
    with small_parts_taken_as_large():
        again, given_book = Retying(judged(world.book)), world.book
        for _ in range(3):
            figure = data.draw(st.sampled_from(given_book.figures))
            given_book = restated(given_book, figure.id, data.draw(st.sampled_from([-40, -1, 1, 2, 300])))
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
    assert list(found.witness) == list(scratch.witness)
    assert_true_values(found)


def assert_true_values(book: Book) -> None:
    """Every part that ties has values that satisfy all its rows and print as its figures do, but for suspects."""
    suspects = {figure for finding in book.findings for figure in finding.figures}
    for variables, system in parts(compile_book(book)):
        point = {v: book.witness[key] for v in variables if (key := system.variables[v]) in book.witness}
        if len(point) == len(variables):
            part = program(system, suspects)
            assert admits(Component(part, variables, tuple(range(len(part.rows)))), point)
