"""A glance in floats tells the same identities to fail as whole numbers do, under every way of rounding."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from tests.laws.worlds import Shape, World, law, misprinted, worlds

from crossfoot.algebra.grid import grid
from crossfoot.algebra.system import Statement, System, compile_book
from crossfoot.model.book import Book, Regime
from crossfoot.tie.rounding.regimes import interval_of
from crossfoot.tie.solving.leeway import Leeway
from crossfoot.vocabulary.rounding import Rounding

SHAPE = Shape(years=2, leaves=3)
_ROUNDINGS = (Rounding.NEAREST, Rounding.TRUNCATED, Rounding.EITHER, Rounding.EXACT)


def restated(book: Book, system: System, regime: Regime) -> System:
    """A system of a book (or a part of it) with the intervals of another regime."""
    figures = {figure.id: figure for figure in book.figures}
    of = {figure.group: regime for figure in book.figures}
    return replace(
        system,
        statements=tuple(
            Statement(s.figure, s.variable, interval_of(figures[s.figure], of)) for s in system.statements
        ),
    )


@law(25)
@given(st.one_of(worlds(SHAPE), misprinted(SHAPE)))
def test_what_a_glance_and_whole_numbers_say_is_what_whole_numbers_say_of_all(world: World) -> None:
    """Convention 2.8: the regime that fails least is told by exact arithmetic wherever floats might mistake."""
    book, system = world.book, compile_book(world.book)
    leeway = Leeway(system, {figure.id: figure for figure in book.figures})
    for amounts, ratios in product(_ROUNDINGS, repeat=2):
        regime = Regime("", amounts, ratios)
        glance = leeway.under({figure.group: regime for figure in book.figures})
        left = grid(restated(book, glance.doubtful, regime)).failing()
        assert glance.failing | set(left) == set(grid(restated(book, system, regime)).failing())
        assert not glance.failing & set(left)


def test_little_is_left_in_doubt() -> None:
    """It would be sound to doubt all: of identities between figures rounded to nearest, hardly one is."""
    doubted, every = 0, 0

    @law(20)
    @given(worlds(SHAPE))
    def count(world: World) -> None:
        nonlocal doubted, every
        system = compile_book(world.book)
        doubtful = Leeway(system, {figure.id: figure for figure in world.book.figures}).under({}).doubtful
        doubted += len(doubtful.linear) + len(doubtful.ratios)
        every += len(system.linear) + len(system.ratios)

    count()
    assert Fraction(doubted, every) < Fraction(1, 4)
