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
        pytest.param(
            """
            Flower | Sepal length | Sepal width | Petal length | Petal width
            1      | 5.1          | 3.5         | 1.4          | 0.2
            2      | 4.9          | 3.0         | 1.4          | 0.2
            3      | 4.7          | 3.2         | 1.3          | 0.2
            4      | 4.6          | 3.1         | 1.5          | 0.2
            5      | 5.0          | 3.6         | 1.4          | 0.2
            6      | 5.4          | 3.9         | 1.7          | 0.4
            """,
            id="measures of which one is what another leaves in two rows of six, and nearly in the others",
        ),
    ],
)
def test_numbers_that_do_not_add_accuse_nobody(table: str) -> None:
    assert tie_briefly(discover(book_of(rows_of(table)))).findings == ()
