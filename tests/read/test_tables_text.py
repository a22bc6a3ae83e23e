"""Tables in Markdown and plain text, and the lines around them."""

from pathlib import Path

from crossfoot.model.book import Book
from crossfoot.read.documents import read_documents


def read(folder: Path, text: str, name: str = "notes.md") -> Book:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    done = read_documents([path])
    assert done.problems == ()
    return done.books[0]


MARKDOWN = """# Results

Unit: JPY million

| Item | FY2016 | FY2015 |
|:-----|-------:|-------:|
| **Revenues** | 157,789 | 140,648 |
| &nbsp;&nbsp;Services | 92,995 | 79,295 |

Revenues rose by JPY17,141 million.
"""


def test_a_pipe_table_with_the_lines_above_it(tmp_path: Path) -> None:
    book = read(tmp_path, MARKDOWN)
    (grid,) = book.grids
    assert grid.caption == "Results"
    assert grid.context == ("Unit: JPY million", "Results")
    assert [cell.text for cell in grid.cells if cell.row == 1] == ["Revenues", "157,789", "140,648"]
    assert [cell.indent for cell in grid.cells if cell.column == 0] == [0, 0, 1]
    assert grid.cells[3].bold


def test_a_figure_of_a_pipe_table_knows_its_line(tmp_path: Path) -> None:
    assert read(tmp_path, MARKDOWN).figure("t1r2c1").place.line == 8


def test_a_sentence_keeps_its_amount(tmp_path: Path) -> None:
    passage = read(tmp_path, MARKDOWN).passages[-1]
    assert passage.text == "Revenues rose by JPY17,141 million."
    assert passage.figures == (f"{passage.id}n1",)


def test_columns_set_apart_by_blanks(tmp_path: Path) -> None:
    text = """Income statement
                     2023      2022
Revenue             1,204     1,150
  Services            804       790
  Products            400       360
"""
    (grid,) = read(tmp_path, text, "notes.txt").grids
    assert [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)] == [
        ["2023", "2022"], ["Revenue", "1,204", "1,150"], ["Services", "804", "790"], ["Products", "400", "360"],
    ]  # fmt: skip
    assert [cell.indent for cell in grid.cells if cell.column == 0] == [0, 1, 1]


def test_columns_set_apart_by_tabs(tmp_path: Path) -> None:
    (grid,) = read(tmp_path, "\tFY16\tFY15\nRevenues\t157.8\t140.6\n\t84.0%\t82.5%\n", "deck.txt").grids
    assert {cell.text: (cell.row, cell.column) for cell in grid.cells if cell.figure} == {
        "157.8": (1, 1), "140.6": (1, 2), "84.0%": (2, 1), "82.5%": (2, 2),
    }  # fmt: skip


def test_a_single_line_is_no_table(tmp_path: Path) -> None:
    assert read(tmp_path, "Revenues    157.8\n", "notes.txt").grids == ()
