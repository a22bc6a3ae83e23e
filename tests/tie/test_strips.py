"""Products with a matrix in strips are those with the matrix written out."""

import numpy as np
import pytest

from crossfoot.tie.solving.strips import Strips


@pytest.mark.parametrize("longest", [1, 5, 16, 40], ids="rows of at most {}".format)
def test_a_matrix_in_strips_multiplies_as_written_out(longest: int) -> None:
    """Rows longer than there are strips included, and columns that no row has an entry in."""
    chance = np.random.default_rng(longest)
    sizes = np.concatenate([[longest], chance.integers(1, longest + 1, 29)])
    row = np.repeat(np.arange(30), sizes)
    column = np.concatenate([chance.choice(np.arange(1, 60), size, replace=False) for size in sizes])
    value = chance.integers(-9, 10, len(row)).astype(float)
    written = np.zeros((30, 60))
    written[row, column] = value

    strips = Strips(row, column, 30, 60)
    matrix = strips.valued(value)
    of_columns, of_rows = chance.integers(-9, 10, 60).astype(float), chance.integers(-9, 10, 30).astype(float)

    assert matrix.times(of_columns[strips.columns]).tolist() == (written @ of_columns)[strips.rows].tolist()
    assert matrix.across(of_rows[strips.rows]).tolist() == (of_rows @ written)[strips.columns].tolist()
