"""Plain text whose columns blanks set apart, as a screen shows it."""

from pathlib import Path

from crossfoot.model.layout import Grid
from crossfoot.read.documents import read_documents


def grids(folder: Path, text: str) -> tuple[Grid, ...]:
    path = folder / "results.txt"
    path.write_text(text.strip("\n") + "\n", encoding="utf-8")
    return read_documents([path]).books[0].grids


def rows(grid: Grid) -> list[list[tuple[int, str]]]:
    return [[(cell.column, cell.text) for cell in grid.cells if cell.row == row] for row in range(grid.rows)]


def test_a_subhead_is_a_row_of_its_table(tmp_path: Path) -> None:
    text = """
                        Notes       2022       2021
Continuing operations
Turnover                         6,932,167  6,275,839
Cost of goods sold          4   -4,464,479 -4,257,297
Operating costs
Selling expenses                  -532,237   -471,504
"""
    (grid,) = grids(tmp_path, text)
    assert rows(grid)[0] == [(1, "Notes"), (2, "2022"), (3, "2021")]
    assert rows(grid)[1] == [(0, "Continuing operations")]
    assert rows(grid)[3] == [(0, "Cost of goods sold"), (1, "4"), (2, "-4,464,479"), (3, "-4,257,297")]
    assert rows(grid)[4] == [(0, "Operating costs")]


def test_a_sentence_ends_a_table(tmp_path: Path) -> None:
    text = """
Revenue            120   110
Cost                70    65
Revenue grew faster than cost did.
Margin              50    45
Profit              20    18
"""
    assert len(grids(tmp_path, text)) == 2


def test_a_long_label_does_not_run_into_the_first_column(tmp_path: Path) -> None:
    text = """
                                        First      Second
Revenues                              $ 105,448  $ 106,725
Income from discontinued operations, net  (978)    (1,379)
"""
    (grid,) = grids(tmp_path, text)
    assert rows(grid)[1:] == [
        [(0, "Revenues"), (1, "$ 105,448"), (2, "$ 106,725")],
        [(0, "Income from discontinued operations, net"), (1, "(978)"), (2, "(1,379)")],
    ]


def test_japanese_letters_are_two_columns_wide(tmp_path: Path) -> None:
    text = """
                    売上高        営業利益
                  百万円     %    百万円     %
29年3月期          27,226 △10.7   △1,041   -
28年3月期第3四半期 30,504   3.1      825 △28.2
"""
    (grid,) = grids(tmp_path, text)
    assert rows(grid)[2:] == [
        [(0, "29年3月期"), (1, "27,226"), (2, "△10.7"), (3, "△1,041"), (4, "-")],
        [(0, "28年3月期第3四半期"), (1, "30,504"), (2, "3.1"), (3, "825"), (4, "△28.2")],
    ]
    assert rows(grid)[1] == [(1, "百万円"), (2, "%"), (3, "百万円"), (4, "%")]
