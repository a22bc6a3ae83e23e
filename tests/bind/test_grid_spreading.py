"""Texts that stand over groups of columns belong to every column of their group."""

import pytest

from crossfoot.bind.grids.spreading import centred, grouped


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
