"""Parts settled together in whole numbers: the same decision as part by part, each witness checked by other code."""

from hypothesis import given
from hypothesis import strategies as st
from tests.laws import twin
from tests.laws.worlds import Shape, World, law, misprinted, worlds

from crossfoot.algebra.grid import grid
from crossfoot.algebra.programs import idle, program
from crossfoot.algebra.system import compile_book, linked, parts, restricted
from crossfoot.tie.joint import decide, decide_swiftly
from crossfoot.tie.rounding.regimes import failing_rows
from crossfoot.tie.solving.swift import witnesses
from crossfoot.tie.solving.witness import Component, admits

SHAPE = Shape(years=2, leaves=3)
SMALL = Shape(years=2, quarters=False, leaves=2)
_ANY = st.one_of(worlds(SHAPE), misprinted(SHAPE))


@law(60)
@given(_ANY)
def test_deciding_swiftly_decides_the_same(world: World) -> None:
    """Convention 4.2: whether a part ties does not depend on how its witness was come by, nor does what is tested."""
    swiftly, whole = decide_swiftly(world.book), decide(world.book)
    assert swiftly.findings == whole.findings
    assert swiftly.certificates == whole.certificates
    assert (swiftly.suspects, swiftly.undecided) == (whole.suspects, whole.undecided)
    assert (swiftly.tested, swiftly.sound) == (whole.tested, whole.sound)
    assert swiftly.witness.keys() == whole.witness.keys()


@law(60)
@given(_ANY)
def test_every_witness_lies_in_all_intervals_and_satisfies_all_identities(world: World) -> None:
    """Convention 8.5: checked in fractions, on the rows that proofs are made of."""
    system = compile_book(world.book)
    for variables, witness in witnesses(grid(system), linked(system)).items():
        part = program(restricted(system, variables))
        assert admits(Component(part, variables, tuple(range(len(part.rows)))), witness)


@law(60)
@given(misprinted(SMALL))
def test_no_part_that_cannot_tie_is_given_a_witness(world: World) -> None:
    """Convention 4.2, against the twin."""
    system = compile_book(world.book)
    for variables in witnesses(grid(system), linked(system)):
        assert twin.feasible(restricted(system, variables))


def test_most_consistent_books_are_settled_so() -> None:
    """It would be sound to settle none: of the parts with identities that tie inside their intervals, most are."""
    tried, settled = 0, 0

    @law(40)
    @given(worlds(SHAPE))
    def count(world: World) -> None:
        nonlocal tried, settled
        system = compile_book(world.book)
        found = witnesses(grid(system), linked(system))
        tried += sum(1 for _, part in parts(system) if part.linear)
        settled += sum(1 for variables, part in parts(system) if part.linear and variables in found)

    count()
    assert tried >= 25
    assert settled >= tried * 2 // 3


@law(60)
@given(_ANY)
def test_rows_fail_on_the_grid_where_they_fail_in_fractions(world: World) -> None:
    """Convention 2.7: regimes are told by how often relations fail on their own figures, products of bounds too."""
    system = compile_book(world.book)
    derived = {row.ratio for row in system.ratios} - {s.variable for s in system.statements}
    in_fractions = sorted(row.identity for row in failing_rows(program(system)))
    ratios = {row.identity: row.ratio for row in system.ratios}
    if not any(ratios.get(identity) in derived for identity in in_fractions):
        assert sorted(grid(system).failing()) == in_fractions


@law(40)
@given(worlds(SHAPE))
def test_a_ratio_is_idle_where_its_program_has_no_row_of_it(world: World) -> None:
    system = compile_book(world.book)
    assert idle(system) == set(program(system).idle)
