"""Numbers that go up or mark something, such as pages and the marks of an axis, are no sums, and accuse nobody."""

import pytest
from tests.tie.discover_books import book_of, rows_of

from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import tie_briefly


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(
            """
            Contents | Page
                     | 180
                     | 181
                     | 182
                     | 182
                     | 182
                     | 183
                     | 184
                     | 185
                     | 186
            25 Devices | 188
                     | 188
                     | 189
                     | 190
            """,
            id="numbers of pages",
        ),
        pytest.param(
            """
            Figure 3 | Cells
                     | 20
            Ku70     | 15
                     | 10
                     | 5
                     | 0
                     | 150
                     | 100
                     | 50
                     | 0
            """,
            id="the marks of two axes, though 100 misses what stands above it by one digit",
        ),
        pytest.param(
            """
            Reading       | Mark
            Overview      | 247
            Details       | 248
            Rules         | 248
                          | 249
            """,
            id="numbers that go up, though with one sign turned they add",
        ),
    ],
)
def test_numbers_of_which_no_column_adds_accuse_nobody(table: str) -> None:
    tied = tie_briefly(discover(book_of(rows_of(table))))
    assert (tied.identities, tied.findings) == ((), ())
