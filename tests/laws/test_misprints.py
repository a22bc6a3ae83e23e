"""Misprints (convention 6): where one figure of a consistent book is altered and it shows, it is a suspect."""

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.laws.worlds import Shape, World, law, restated, worlds

from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.tie.engine import tie_stated

SHAPE = Shape(years=2, leaves=2)


@law(200)
@given(worlds(SHAPE), st.data())
def test_an_altered_figure_is_among_those_that_could_mend_the_book(world: World, data: st.DataObject) -> None:
    """To alter it back would mend the book, so the smallest sets are single figures, and it is one of them.

    Two slips may be told beside them, where no slip of a single figure is as likely (convention 6.3).
    """
    assume(world.book.figures)
    figure = data.draw(st.sampled_from(world.book.figures))
    steps = data.draw(st.sampled_from([-1000, -40, -7, -2, -1, 1, 2, 5, 10, 300]))
    tied = tie_stated(restated(world.book, figure.id, steps))
    if not tied.findings:
        assert tied.verdicts[figure.id].verdict is not Verdict.BREAKS
        return
    (finding,) = tied.findings
    assert finding.code == "does-not-tie"
    needed = {chosen[0].figure: chosen[0].interval for chosen in finding.corrections if len(chosen) == 1}
    assert figure.id in needed
    assert all(len(chosen) <= 2 for chosen in finding.corrections)
    assert figure.fact is not None
    assert needed[figure.id].holds(world.truth[figure.fact])
    assert tied.verdicts[figure.id].verdict is Verdict.BREAKS


@law(100)
@given(worlds(SHAPE), st.data())
def test_a_figure_that_nothing_tests_can_be_altered_without_a_break(world: World, data: st.DataObject) -> None:
    """Convention 4.4: untested means what it says; the sign of what it states stays."""
    verdicts = tie_stated(world.book).verdicts
    untested = [figure for figure in world.book.figures if verdicts[figure.id].verdict is Verdict.UNTESTED]
    assume(untested)
    figure = data.draw(st.sampled_from(untested))
    steps = data.draw(st.integers(1, 1000))
    altered = tie_stated(restated(world.book, figure.id, steps if figure.printed.value >= 0 else -steps))
    assert all(finding.code == "does-not-tie" for finding in altered.findings) or has_unprinted_ratio_in_a_sum(altered)


def has_unprinted_ratio_in_a_sum(book: Book) -> bool:
    """Whether a ratio that no figure prints is a term of a linear identity: all that may leave a part undecided."""
    printed = {figure.fact for figure in book.figures}
    ratios = {identity.ratio for identity in book.identities if identity.ratio is not None} - printed
    return any(identity.ratio is None and ratios.intersection(identity.facts) for identity in book.identities)
