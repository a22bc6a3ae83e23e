"""Soundness (convention 5): figures that are the printed forms of true values never break; bounds hold the truth."""

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import assume, given
from tests.laws.worlds import World, law, worlds

from crossfoot.algebra.programs import program
from crossfoot.algebra.system import compile_book
from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey, Verdict
from crossfoot.tie.engine import tie, tie_stated
from crossfoot.vocabulary.rounding import Rounding


@law(600)
@given(worlds())
def test_nothing_breaks_and_every_bound_holds_the_truth(world: World) -> None:
    """Convention 5.1, 5.2: under the regime that the book declares."""
    _assert_sound(tie_stated(world.book), world)


@law(150)
@given(worlds())
def test_a_regime_that_is_inferred_never_excludes_the_true_one(world: World) -> None:
    """Convention 2.7, 5.1: told nothing of the rounding, the book still ties and its bounds hold the truth."""
    assume(world.book.figures)  # what prints nothing was rounded in no way
    tied = tie(world.book.grown(regimes=()))
    _assert_sound(tied, world)
    (regime,) = tied.regimes
    (true,) = world.book.regimes
    assert regime.amounts in {true.amounts, Rounding.EITHER} or true.amounts is Rounding.EXACT
    assert regime.ratios in {true.ratios, Rounding.EITHER}


def _assert_sound(tied: Book, world: World) -> None:
    assert tied.findings == ()
    assert {v.verdict for v in tied.verdicts.values()} <= {Verdict.TIES, Verdict.UNTESTED}
    wrong = [f"{f.key.id}: {f.interval}" for f in tied.facts if not f.interval.holds(world.truth[f.key])]
    assert wrong == []
    assert {fact.key for fact in tied.facts} == set(world.truth) & {key for i in tied.identities for key in i.facts} | {
        figure.fact for figure in tied.figures
    }
    assert_witness(tied)


def assert_witness(tied: Book) -> None:
    """The witness has a value for every fact, prints every figure and satisfies every identity, exactly."""
    point = tied.witness
    assert set(point) == {fact.key for fact in tied.facts}
    assert [f.id for f in tied.figures if f.fact is not None and not f.interval.holds(point[f.fact])] == []
    assert [
        key.id for key, v in point.items() if v < 0 and tied.measures[key.measure].nonnegative and not key.aspect.suffix
    ] == []
    silent = program(compile_book(tied)).silent  # ratios over a base that nothing shows to be positive
    for identity in tied.identities:
        if identity.ratio is None:
            assert identity.low <= _sum(identity.terms, point) <= identity.high, identity.id
        elif identity.id not in silent and (bottom := _sum(identity.denominator, point)):
            exact = identity.factor * _sum(identity.terms, point) / bottom + identity.offset
            assert point[identity.ratio] == exact, identity.id


def _sum(terms: tuple, point: Mapping[FactKey, Fraction]) -> Fraction:  # type: ignore[type-arg]
    return sum((term.coefficient * point[term.fact] for term in terms), Fraction(0))
