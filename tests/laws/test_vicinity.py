"""Large parts decided around what is wrong in them: as any part is decided as a whole (convention 6.2)."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from tests.laws.vicinities import small_parts_taken_as_large
from tests.laws.worlds import Shape, World, law, misprinted, worlds

from crossfoot.algebra.programs import program
from crossfoot.algebra.system import RatioRow, compile_book, parts, value_at
from crossfoot.model.findings import Finding
from crossfoot.tie.engine import deduced, judged, tie
from crossfoot.tie.joint import Joint, decide
from crossfoot.tie.solving.witness import Component, admits

SHAPE = Shape(years=2, leaves=3)


@law(60)
@given(st.one_of(worlds(SHAPE), misprinted(SHAPE)))
def test_around_what_is_wrong_is_decided_what_the_whole_decides(world: World) -> None:
    with small_parts_taken_as_large():
        around = decide(world.book)
    whole = decide(world.book)
    assert around.suspects == whole.suspects
    assert around.undecided == whole.undecided
    if is_generic(around) and is_generic(whole):
        assert (around.tested, around.sound) == (whole.tested, whole.sound)
    assert {corrections(finding) for finding in around.findings} == {corrections(f) for f in whole.findings}
    assert_admitted(around, world)


def is_generic(joint: Joint) -> bool:
    """Whether no ratio is told at a point where its base is nil, or where it says nothing of one of its amounts."""
    return all(slope for ratio in joint.system.ratios for slope in slopes(ratio, joint.witness))


def slopes(ratio: RatioRow, point: Mapping[int, Fraction]) -> Iterator[Fraction]:
    """By how much each of its facts moves what is left over of a ratio at a point, those without a value aside."""
    if all(v in point for v in (ratio.ratio, *(v for v, _ in ratio.denominator))):
        base, numerator = value_at(ratio.denominator, point), dict(ratio.numerator)
        yield base
        yield from (point[ratio.ratio] * times - numerator.get(v, 0) for v, times in ratio.denominator)


def corrections(finding: Finding) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(c.figure for c in chosen) for chosen in finding.corrections)


def assert_admitted(joint: Joint, world: World) -> None:
    """All that has a witness has one that satisfies every row and lies in every interval but those of suspects."""
    for variables, system in parts(compile_book(world.book)):
        if set(variables) <= joint.witness.keys():
            part = program(system, joint.suspects)
            assert admits(Component(part, variables, tuple(range(len(part.rows)))), joint.witness)


@law(20)
@given(worlds(SHAPE), st.data())
def test_bounds_made_when_asked_for_are_those_of_the_whole_book(world: World, data: st.DataObject) -> None:
    """From the vicinity alone they may be wider, and are never tighter."""
    found, whole = judged(world.book), tie(world.book)
    key = data.draw(st.sampled_from([fact.key for fact in whole.facts]))
    tight, asked = whole.fact(key), deduced(found, [key]).fact(key)
    with patch("crossfoot.tie.engine.DEDUCED_FROM", 6):
        near = deduced(found, [key]).fact(key)
    assert tight is not None
    assert asked is not None
    assert near is not None
    assert asked.interval == tight.interval
    assert near.interval.intersect(tight.interval) == tight.interval
