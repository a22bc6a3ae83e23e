"""Headings that name a thing: its number where the column stands alone, its amounts where it adds with the others."""

from pathlib import Path

from crossfoot.desk.checking import checked
from crossfoot.model.figures import Figure
from crossfoot.vocabulary.units import UnitKind

CHANNELS = """
Sales by channel ($ million)

| | Stores | Online | Total |
|---|---:|---:|---:|
| Americas | 4,182 | 1,917 | 6,099 |
| Europe | 2,455 | 1,018 | 3,473 |
| Asia | 3,317 | 2,164 | 5,481 |
"""
BRANCHES = """
Sales and branches ($ million)

| | Sales | Stores | Sites |
|---|---:|---:|---:|
| Americas | 4,182 | 917 | 1,204 |
| Europe | 2,455 | 618 | 871 |
| Asia | 3,317 | 564 | 702 |
"""
MINES = """
Production

| | Unit | 2024 | 2023 |
|---|---|---:|---:|
| Copper produced | kt | 114.2 | 109.8 |
| Gold produced | koz | 62.5 | 66.1 |
"""


def figures_of(text: str, folder: Path) -> dict[str, Figure]:
    path = folder / "document.md"
    path.write_text(text)
    return {figure.text: figure for figure in checked(path).figures}


def test_a_thing_whose_figures_add_with_others_to_a_total_is_no_number_of_it(tmp_path: Path) -> None:
    found = figures_of(CHANNELS, tmp_path)
    assert {figure.unit.kind for figure in found.values()} == {UnitKind.MONEY}
    assert found["4,182"].printed.value == 4_182_000_000


def test_one_figure_misprinted_leaves_it_so(tmp_path: Path) -> None:
    found = figures_of(CHANNELS.replace("| 1,018 |", "| 1,081 |"), tmp_path)
    assert {figure.unit.kind for figure in found.values()} == {UnitKind.MONEY}


def test_a_thing_beside_amounts_that_it_does_not_add_to_is_counted(tmp_path: Path) -> None:
    found = figures_of(BRANCHES, tmp_path)
    assert found["917"].unit.kind is UnitKind.COUNT
    assert found["2,455"].unit.kind is UnitKind.MONEY


def test_a_unit_of_weight_in_a_column_of_its_own_is_no_label(tmp_path: Path) -> None:
    found = figures_of(MINES, tmp_path)
    gold = found["62.5"].fact
    assert gold is not None
    assert gold.measure.endswith("Gold produced")
