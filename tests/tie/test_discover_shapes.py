"""Laws of the search for sums: what is tried together is as if tried alone, and what is passed over is little."""

import random
from collections.abc import Iterator

import numpy as np
from tests.tie.discover_books import book_of

from crossfoot.tie.discovery.belief.evidence import evidence
from crossfoot.tie.discovery.sums.fitting import bare_fits, is_too_little
from crossfoot.tie.discovery.sums.found import LEAST_BROKEN, LEAST_DOUBTED
from crossfoot.tie.discovery.sums.shapes import shapes
from crossfoot.tie.discovery.tables.panels import Panel, Parts, panels
from crossfoot.tie.discovery.tables.table import tables

_ROUNDS = 40


def test_shapes_tie_alike_whether_signings_are_tried_together_or_one_by_one() -> None:
    """Each further signing has the blocks, and the first lines less the rest, that it has as the only one."""
    drawn = random.Random(11)
    for _ in range(_ROUNDS):
        size, columns = drawn.randint(2, 9), drawn.randint(1, 4)
        values = np.array([[drawn.randint(0, 9) for _ in range(size)] for _ in range(columns)])
        totals = np.array([drawn.randint(0, 20) for _ in range(columns)])
        signs = np.array([[1] * size, *([drawn.choice((1, -1)) for _ in range(size)] for _ in range(2))])
        together = set(shapes(size, 3).tying(totals, values, signs, 1))
        for way in range(3):
            alone = shapes(size).tying(totals, values * signs[way], signs[:1], 1)
            of_blocks = {(way, number) for _, number in alone if way == 0 or number < 2 * (size - 1)}
            assert {each for each in together if each[0] == way} == of_blocks


def test_what_a_shape_adds_up_to_is_the_sum_of_its_parts() -> None:
    """For every number, in every column."""
    values = np.array([[1, 20, 300, 4000], [5, -60, 0, 8000]])
    known = shapes(4)
    added = known.sums(values, np.ones((1, 4), dtype=np.int64))
    for number in range(known.printed):
        for column in range(len(values)):
            assert added[column, number] == sum(sign * values[column, line] for line, sign in known.parts(number))


def test_a_sum_that_is_passed_over_could_be_neither_broken_nor_doubted() -> None:
    """However its columns fit, and whatever it is promised: only such a sum is too little."""
    passed = 0
    for panel, row, parts in _drawn():
        bare = bare_fits(panel, row, parts)
        ties = [each for each in bare.fits.values() if each.ties]
        for promised in range(-8000, 2001, 500):
            if is_too_little(panel, row, parts, promised):
                passed += 1
                assert len(ties) < len(bare.fits)
                assert not bare.may_be_worth(LEAST_BROKEN - promised, panel.place)
                assert len(ties) < len(bare.fits) - 1 or promised + evidence(ties) < LEAST_DOUBTED
    assert passed


def _drawn() -> Iterator[tuple[Panel, int, Parts]]:
    """Sums of tables of random figures, of which some tie in some columns."""
    drawn = random.Random(7)
    for _ in range(_ROUNDS):
        columns = drawn.randint(1, 4)
        rows = [[drawn.choice((0, 3, 40, drawn.randint(1, 99_999))) for _ in range(columns)] for _ in range(6)]
        lines = drawn.sample(range(6), drawn.randint(2, 4))
        parts = tuple((line, drawn.choice((1, -1))) for line in sorted(lines))
        added = [sum(sign * rows[line][c] for line, sign in parts) for c in range(columns)]
        total = [value + drawn.choice((0, 0, 2, 7, drawn.randint(1, 9_999))) for value in added]
        heads = ["", *(str(2001 + c) for c in range(columns))]
        printed = [[f"Line {n}", *map(str, row)] for n, row in enumerate([*rows, total])]
        for table in tables(book_of([heads, *printed])):
            for panel in panels(table):
                if len(panel.lines) == 7:
                    yield panel, 6, parts
