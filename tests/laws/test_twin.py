"""The engine against its twin: brute force in fractions gives the same answers on books small enough for it."""

from hypothesis import given
from hypothesis import strategies as st
from tests.laws import twin
from tests.laws.worlds import Shape, World, law, misprinted, restated, worlds

from crossfoot.algebra.programs import program
from crossfoot.algebra.system import System, compile_book, linked, restricted
from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.tie.blame.conflicts import search
from crossfoot.tie.bounds import tightest
from crossfoot.tie.engine import decide, tie_stated
from crossfoot.tie.solving.witness import Component, feasibility
from crossfoot.vocabulary.intervals import Interval

SMALL = Shape(years=2, quarters=False, leaves=2)
SMALLEST = Shape(years=2, quarters=False, leaves=1, twice=False)
LINEAR = Shape(years=2, quarters=False, leaves=2, ratios=False, signs=False)


FAR = (10**9, -(10**9), 1000, -1000, 20, -20, 1, -1)
"""Last places by which a figure is moved to see whether anything could have caught it."""


def components(system: System) -> list[tuple[System, Component]]:
    """The parts that no identity links, each with the rows of its own."""
    found = []
    for variables in linked(system):
        part = restricted(system, variables)
        rows = program(part)
        found.append((part, Component(rows, variables, tuple(range(len(rows.rows))))))
    return found


@law(300)
@given(st.one_of(worlds(SMALL), misprinted(SMALL)))
def test_the_engine_and_the_twin_find_the_same_books_consistent(world: World) -> None:
    """Convention 4.2: a part of a book ties exactly where its rows and intervals have a common point."""
    for system, component in components(compile_book(world.book)):
        decided = feasibility(component)
        assert (decided.witness is not None, decided.conflict is None) == (twin.feasible(system),) * 2


@law(100)
@given(worlds(SMALLEST))
def test_every_bound_is_the_tightest(world: World) -> None:
    """Convention 5.2: an end is where the twin finds it, and is said to be open only where it is."""
    joint = decide(world.book)
    for component in joint.components:
        system = component.program.system
        for variable, bounds in tightest(component, joint.witness).items():
            true = twin.interval(system, variable)
            assert true is not None
            assert (bounds.interval.low, bounds.interval.high) == (true.low, true.high), system.variables[variable].id
            assert (bounds.interval.low_open, bounds.interval.high_open) <= (true.low_open, true.high_open)


@law(100)
@given(misprinted(SMALL))
def test_the_smallest_corrections_are_all_found(world: World) -> None:
    """Convention 6.2: no set of the fewest figures is missing, and none is listed that would not mend it."""
    for system, component in components(compile_book(world.book)):
        found = search(system, component.variables)
        assert found.undecided == []
        assert found.complete
        fewest = min(map(len, found.corrections))
        assert {c for c in found.corrections if len(c) == fewest} == twin.smallest_corrections(system)


@law(120)
@given(worlds(SMALL))
def test_what_ties_could_have_failed(world: World) -> None:
    """Convention 4.3: with ratios and signs too, some other text in the place of a figure that ties would break."""
    tied = tie_stated(world.book)
    for figure in world.book.figures:
        if tied.verdicts[figure.id].verdict is Verdict.TIES:
            assert any(breaks(restated(world.book, figure.id, steps)) for steps in FAR), figure.id


@law(150)
@given(worlds(LINEAR))
def test_a_figure_is_tested_where_another_in_its_place_would_break(world: World) -> None:
    """Convention 4.3: of sums and differences, without signs, exactly those that the rest of the book bounds."""
    system = compile_book(world.book)
    tied = tie_stated(world.book)
    for statement in system.statements:
        left = twin.interval(system, statement.variable, without=[statement.figure])
        assert (tied.verdicts[statement.figure].verdict is Verdict.TIES) == (left != Interval()), statement.figure


def breaks(book: Book) -> bool:
    """Whether some part of a book has no solution."""
    return any(feasibility(component).witness is None for _, component in components(compile_book(book)))
