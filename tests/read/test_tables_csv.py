"""A CSV file is a table: its separator and encoding are told from the file, and no number loses its commas."""

from decimal import Decimal
from pathlib import Path

import pytest

from crossfoot.model.book import Book
from crossfoot.read.documents import read_documents
from crossfoot.read.tables.comma_separated import separator_of

INCOME = 'In millions,2023,2022\nRevenue,"1,204","1,150"\n  Services,804,—\n  Products,400,"(1,150)"\n'


def book_of(folder: Path, name: str, content: str | bytes) -> Book:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = read_documents([path])
    assert done.problems == ()
    return done.books[0]


def printed(book: Book) -> dict[str, Decimal]:
    return {figure.id: figure.printed.value for figure in book.figures}


def test_every_number_is_a_figure_at_its_row_and_column(tmp_path: Path) -> None:
    book = book_of(tmp_path, "income.csv", INCOME)
    assert printed(book) == {
        "t1r0c1": 2023, "t1r0c2": 2022, "t1r1c1": 1204, "t1r1c2": 1150,
        "t1r2c1": 804, "t1r2c2": 0, "t1r3c1": 400, "t1r3c2": -1150,
    }  # fmt: skip
    revenue = book.figure("t1r1c1")
    assert (revenue.text, revenue.place.row, revenue.place.column, revenue.place.line) == ("1,204", 1, 1, 2)
    assert revenue.group == "income.csv"


def test_blanks_before_a_label_set_it_in(tmp_path: Path) -> None:
    (grid,) = book_of(tmp_path, "income.csv", INCOME).grids
    assert {cell.text: cell.indent for cell in grid.cells if cell.column == 0} == {
        "In millions": 0, "Revenue": 0, "Services": 1, "Products": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a;1,5;2,5\nb;3,5;4,5\n", ";"),
        ("a\t1,204\t1,150\nb\t804\t7\n", "\t"),
        ('a,"1,204","1,150"\nb,804,7\n', ","),
        ("a|1|2\nb|3|4\n", "|"),
        ("a\t50,822,811\t48,192,181\nb\t22,843,229\t23,133,711\n", "\t"),
        ("a,100,200\nb,300,400\n", ","),
        ("one column\nof words\n", ","),
    ],
)
def test_the_separator_is_the_one_that_cuts_rows_evenly(text: str, separator: str) -> None:
    assert separator_of(text) == separator


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp932", "euc_jp"])
def test_japanese_in_any_of_its_encodings(tmp_path: Path, encoding: str) -> None:
    text = "科目,2024年3月期,2023年3月期\n売上高,12500,11800\n営業利益,△24,685\n"
    if encoding == "euc_jp":
        (problem,) = read_documents([_written(tmp_path / "k.csv", text.encode(encoding))]).problems
        assert "none of the encodings UTF-8, UTF-16 and Shift JIS" in problem.message
        assert problem.line == 1
        return
    book = book_of(tmp_path, "kessan.csv", text.encode(encoding))
    assert printed(book)["t1r1c1"] == 12500
    assert printed(book)["t1r2c1"] == -24
    assert [cell.text for cell in book.grids[0].cells][:1] == ["科目"]


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_cell_over_several_lines_keeps_the_lines_below_it(tmp_path: Path) -> None:
    book = book_of(tmp_path, "notes.csv", 'Item,2023\n"Sales,\nnet",12\nCost,7\n')
    assert [figure.place.line for figure in book.figures if figure.place.row] == [2, 4]


def test_broken_quoting_is_a_problem_with_what_to_do(tmp_path: Path) -> None:
    (problem,) = read_documents([_written(tmp_path / "broken.csv", b'a,"1,2\nb,3,4\n')]).problems
    assert "quoting is broken" in problem.message
    assert problem.remedy == "Close every quoted cell with a quote."


def test_a_table_of_words_alone_is_passages(tmp_path: Path) -> None:
    book = book_of(tmp_path, "words.csv", "Name,Role\nChair,Board\n")
    assert (book.grids, book.figures) == ((), ())
    assert [passage.text for passage in book.passages] == ["Name Role", "Chair Board"]
