"""Texts that stand over groups of columns belong to every column of their group."""

from dataclasses import replace

import pytest
from tests.bind.tables import facts, table

from crossfoot.bind.grids.layout.spreading import centred, grouped, leveled, repeated


@pytest.mark.parametrize(
    ("line", "spread"),
    [
        (["", "S", "S", "", "", "D", "D", ""], ["S"] * 4 + ["D"] * 4),
        (["S", "S", "S", "", "D", ""], ["S"] * 3 + ["D"] * 3),
        (["S", "S", "", "", "D", "D"], ["S", "S", "", "", "D", "D"]),  # at the edges: each over its own two
        (["", "S", "S", ""], ["", "S", "S", ""]),  # one text alone may stand over its own columns
        (["S", "S", "D", "D", "T"], ["S", "S", "D", "D", "T"]),
    ],
)
def test_texts_in_the_middle_of_groups_of_one_size_are_over_all_of_them(line: list[str], spread: list[str]) -> None:
    assert centred(line) == spread


def test_texts_at_the_first_of_each_group_are_over_it() -> None:
    assert grouped(["2024", "", "2023", ""]) == ["2024", "2024", "2023", "2023"]
    assert grouped(["", "2024", "", "", "2023", ""]) == ["2024"] * 3 + ["2023"] * 3


@pytest.mark.parametrize(
    ("line", "names", "spread"),
    [
        (["3M", "3M", "", "12M", "12M", ""], list("fptfpt"), ["3M"] * 3 + ["12M"] * 3),
        (["3M", "3M", "", "12M", "12M", ""], list("fptfpx"), None),  # other names in the second group
        (["3M", "3M", "", "12M", "12M", ""], ["f", "p", "", "f", "p", ""], None),  # a column without a name
        (["3M", "3M", "12M", "12M", "12M", ""], list("fptfpt"), None),  # a text that reaches into both groups
    ],
)
def test_texts_over_groups_of_the_same_names_are_over_all_of_each(
    line: list[str], names: list[str], spread: list[str] | None
) -> None:
    assert repeated(line, names) == (spread or line)


def test_a_heading_that_reaches_down_to_the_numbers_speaks_for_none_beside_it() -> None:
    """Currency and organic growth, in cells of two rows, between one year and the other in cells of one."""
    bridge = table("Volume | | Currency | Organic growth | \n | FY21 | | | FY22\nRevenue | 3,159 | 159 | 687 | 4,005")
    (grid,) = bridge.grids
    deep = tuple(replace(c, row_span=2) if c.row == 0 and c.column > 1 else c for c in grid.cells)
    said = facts(bridge.grown(grids=(replace(grid, cells=deep),)))
    assert (said["3,159"], said["4,005"]) == ("revenue FY2021", "revenue FY2022")
    names = [[cell.text for cell in row] for row in leveled([[c for c in deep if c.row == r] for r in (0, 1)], 1)]
    assert names == [["Volume"], ["FY21", "Currency", "Organic growth", "FY22"]]
