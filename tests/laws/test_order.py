"""Order never matters (convention 5.4): the same statements in any order make the same book, and the same bytes."""

import random
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.laws.worlds import Shape, World, law, misprinted, worlds

from crossfoot.model.book import Book
from crossfoot.store.book_json import dump
from crossfoot.tie.engine import tie, tie_stated

SHAPE = Shape(years=2, leaves=3)
ROOT = Path(__file__).parents[2]


@law(150)
@given(st.one_of(worlds(SHAPE), misprinted(SHAPE)), st.randoms(use_true_random=False))
def test_the_order_of_figures_identities_and_measures_never_matters(world: World, chance: random.Random) -> None:
    first, second = tie_stated(world.book), tie_stated(shuffled(world.book, chance))
    assert second.findings == first.findings
    assert dict(second.verdicts) == dict(first.verdicts)
    assert second.facts == first.facts
    assert second.certificates == first.certificates
    assert second.witness == first.witness
    assert sorted(second.ticks, key=lambda tick: tick.identity) == sorted(first.ticks, key=lambda tick: tick.identity)


@law(60)
@given(worlds(SHAPE), st.randoms(use_true_random=False))
def test_the_order_of_figures_does_not_tell_the_regime(world: World, chance: random.Random) -> None:
    untold = world.book.grown(regimes=())
    assert tie(shuffled(untold, chance)).regimes == tie(untold).regimes


@law(40)
@given(worlds(SHAPE))
def test_a_book_tied_twice_is_written_in_the_same_bytes(world: World) -> None:
    assert dump(tie(world.book)) == dump(tie(world.book))


def test_the_bytes_do_not_depend_on_how_a_process_hashes() -> None:
    """Sets of names are ordered by hashes that differ from process to process."""
    program = (
        "from tests.tie.ledger import book, linear, ratio\n"
        "from crossfoot.store.book_json import dump\n"
        "from crossfoot.tie.engine import tie\n"
        "figures = {'total': '100', 'a': '60', 'b': '38', 'before': '90', 'growth': '11.1', 'share': ('60.0', '60')}\n"
        "identities = [linear('total = a + b'), ratio('growth = total / before - 1'), ratio('share = a / total')]\n"
        "print(dump(tie(book(figures, identities, rounding=None))))\n"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(written) == 1
    assert '"does-not-tie"' in written.pop()


def shuffled(book: Book, chance: random.Random) -> Book:
    """The book with everything that has an order in another one."""
    figures, identities, measures = list(book.figures), list(book.identities), list(book.measures.items())
    for several in (figures, identities, measures):
        chance.shuffle(several)
    return book.grown(figures=tuple(figures), identities=tuple(identities), measures=dict(measures))
