"""A workbook's tables are what its sheets show: number formats, formulas, merged headings, several tables a sheet."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from crossfoot.model.book import Book
from crossfoot.model.layout import Grid
from crossfoot.model.problems import Problem
from crossfoot.read.documents import read_documents
from crossfoot.vocabulary.rounding import Rounding

Value = str | int | Decimal | None


def saved(workbook: Workbook, folder: Path) -> Path:
    path = folder / "model.xlsx"
    workbook.save(path)
    return path


def read(path: Path) -> Book:
    done = read_documents([path])
    assert done.problems == ()
    return done.books[0]


def rows(grid: Grid) -> list[list[str]]:
    texts = [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]
    return [row for row in texts if row]


def sheet_of(table: list[list[Value]], number_format: str = "#,##0;(#,##0)") -> Workbook:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row, cells in enumerate(table, 1):
        for column, value in enumerate(cells, 1):
            if value is not None:
                cell = sheet.cell(row, column, value)
                cell.number_format = number_format if isinstance(value, int | Decimal) and column > 1 else "General"
    return workbook


INCOME: list[list[Value]] = [
    ["Income statement", None, None],
    ["(in millions)", "FY2023", "FY2022"],
    ["Revenue", 1204, 1150],
    ["Cost", -700, -690],
]


def test_a_number_is_what_its_format_prints(tmp_path: Path) -> None:
    book = read(saved(sheet_of(INCOME), tmp_path))
    assert {figure.id: (figure.text, int(figure.printed.value)) for figure in book.figures} == {
        "t1r2c1": ("1,204", 1204), "t1r2c2": ("1,150", 1150), "t1r3c1": ("(700)", -700), "t1r3c2": ("(690)", -690),
    }  # fmt: skip


def test_a_figure_stands_at_its_cell_of_its_sheet(tmp_path: Path) -> None:
    place = read(saved(sheet_of(INCOME), tmp_path)).figure("t1r3c2").place
    assert (place.sheet, place.row, place.column) == ("Sheet", 3, 2)  # C4, counted from 0


def test_precision_is_that_of_the_format(tmp_path: Path) -> None:
    book = read(saved(sheet_of([["Margin", Decimal("0.4186")]], "0.0%"), tmp_path))
    (figure,) = book.figures
    assert (figure.text, figure.printed.value, figure.printed.place) == ("41.9%", Decimal("41.9"), Decimal("0.1"))


def test_a_format_that_prints_thousands_scales_the_value(tmp_path: Path) -> None:
    (figure,) = read(saved(sheet_of([["Cash", 1234567]], "#,##0,"), tmp_path)).figures
    assert (figure.text, int(figure.printed.value), int(figure.printed.place)) == ("1,235", 1_235_000, 1000)


@pytest.mark.parametrize(
    ("value", "rounding"),
    [
        ("1204.4", Rounding.NEAREST),  # the format rounded it
        ("1204", None),  # whoever typed it may have cut it off
        ("1204.5", None),  # what is itself rounded to a half may be either side of it
        ("1204.49", Rounding.NEAREST),
    ],
)
def test_a_format_rounds_to_nearest(tmp_path: Path, value: str, rounding: Rounding | None) -> None:
    (figure,) = read(saved(sheet_of([["Cash", Decimal(value)]]), tmp_path)).figures
    assert figure.printed.rounding is rounding


def test_a_formula_is_kept_with_the_value_it_last_had(tmp_path: Path) -> None:
    path = with_formula(tmp_path, "<f>SUM(B1:B2)</f><v>3</v>")
    (grid,) = read(path).grids
    assert {cell.text: cell.formula for cell in grid.cells if cell.figure} == {"1": "", "2": "", "3": "=SUM(B1:B2)"}


def test_a_formula_that_was_never_computed_is_said(tmp_path: Path) -> None:
    done = read_documents([with_formula(tmp_path, "<f>SUM(B1:B2)</f>")])
    assert [figure.text for figure in done.books[0].figures] == ["1", "2"]
    (problem,) = done.problems
    assert problem.message == "sheet 'Sheet' has 1 formulas whose values were never saved"


def with_formula(folder: Path, third: str) -> Path:
    """A sheet of 1, 2 and the given content in B3, which no library but the file itself can give both parts of.

    A blank cell stands in the first row.
    """
    path = saved(sheet_of([["A", 1, None, "a note"], ["B", 2], ["Total", 3]]), folder)
    plain = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(path, "w") as altered:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                assert b"<v>3</v>" in content
                content = content.replace(b"<v>3</v>", third.encode())
            altered.writestr(part.filename, content)
    return path


def test_merged_headings_span_their_columns(tmp_path: Path) -> None:
    workbook = sheet_of([[None, "Actual", None], [None, "2023", "2022"], ["Revenue", 12, 11]])
    assert workbook.active is not None
    workbook.active.merge_cells("B1:C1")
    (grid,) = read(saved(workbook, tmp_path)).grids
    heading = next(cell for cell in grid.cells if cell.text == "Actual")
    assert (heading.row, heading.column, heading.column_span) == (0, 1, 2)


def test_labels_are_set_in_and_sums_ruled_as_the_sheet_shows_them(tmp_path: Path) -> None:
    workbook = sheet_of([["Assets", None], ["Cash", 5], ["Total", 5]])
    sheet = workbook.active
    assert sheet is not None
    sheet["A2"].alignment = Alignment(indent=1)
    sheet["B3"].border = Border(top=Side(style="thin"))
    sheet["A3"].font = Font(bold=True)
    (grid,) = read(saved(workbook, tmp_path)).grids
    assert [(cell.text, cell.indent, cell.bold, cell.rule) for cell in grid.cells] == [
        ("Assets", 0, False, False), ("Cash", 1, False, False), ("5", 0, False, False),
        ("Total", 0, True, False), ("5", 0, False, True),
    ]  # fmt: skip


def test_what_is_hidden_is_left_out(tmp_path: Path) -> None:
    workbook = sheet_of([["Cash", 5, 6], ["Loans", 7, 8]])
    sheet = workbook.active
    assert sheet is not None
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    workbook.create_sheet("Working").cell(1, 1, 99)
    workbook["Working"].sheet_state = "hidden"
    assert [figure.text for figure in read(saved(workbook, tmp_path)).figures] == ["5"]


def test_tables_one_below_the_other_each_with_its_headings(tmp_path: Path) -> None:
    table: list[list[Value]] = [*INCOME, [None], ["Balance sheet"], [None, "FY2023", "FY2022"], ["Cash", 50, 40]]
    first, second = read(saved(sheet_of(table), tmp_path)).grids
    assert rows(first)[-1] == ["Cost", "(700)", "(690)"]
    assert rows(second) == [["Balance sheet"], ["FY2023", "FY2022"], ["Cash", "50", "40"]]
    assert "(in millions)" in second.context  # what the sheet's first headings say of units holds below


def test_sentences_above_a_table_are_read_as_text(tmp_path: Path) -> None:
    told = "Net revenue for fiscal 2023 was $12.3 million, up 21% from $10.2 million."
    table: list[list[Value]] = [
        [told],
        ["Results"],
        ["$ in thousands"],
        ["", "2023", "2022"],
        ["Net revenue", 12345, 10210],
    ]
    book = read(saved(sheet_of(table), tmp_path))
    assert [passage.text for passage in book.passages] == [told]
    (grid,) = book.grids
    assert told not in [cell.text for cell in grid.cells]


def test_first_lines_of_labels_and_second_lines_of_notes_stay_in_their_table(tmp_path: Path) -> None:
    first_line = "Excess over 10% / 15% limitations for other assets, certain"
    last_line = "$13 million for the second quarter and $23 million for the third."
    table: list[list[Value]] = [
        ["", "", "2023", "2022"],
        ["Deferred tax assets", "", 1045, 1828],
        [first_line],
        ["investments and servicing rights", "", 1786, 2306],
        ["(1)", "Net of hedges of $11 million for the first quarter,"],
        ["", last_line],
    ]
    book = read(saved(sheet_of(table), tmp_path))
    assert book.passages == ()
    (grid,) = book.grids
    assert {first_line, last_line} <= {cell.text for cell in grid.cells}


def test_a_blank_row_within_a_statement_ends_no_table(tmp_path: Path) -> None:
    table: list[list[Value]] = [*INCOME, [None], ["Profit", 504, 460]]
    (grid,) = read(saved(sheet_of(table), tmp_path)).grids
    assert rows(grid)[-1] == ["Profit", "504", "460"]


def test_tables_side_by_side_where_labels_begin_anew(tmp_path: Path) -> None:
    table: list[list[Value]] = [
        ["Assets", 2023, None, "Liabilities", 2023],
        ["Cash", 5, None, "Loans", 4],
        ["Stock", 6, None, "Payables", 3],
        ["Total", 11, None, "Total", 7],
    ]
    left, right = read(saved(sheet_of(table, "0"), tmp_path)).grids
    assert rows(left)[1] == ["Cash", "5"]
    assert rows(right)[1] == ["Loans", "4"]
    assert [cell.column for cell in right.cells][:2] == [3, 4]


def test_a_blank_column_between_periods_parts_no_table(tmp_path: Path) -> None:
    table: list[list[Value]] = [
        [None, 2023, None, 2022],
        ["Cash", 5, None, 4],
        ["Stock", 6, None, 3],
        ["All", 11, None, 7],
    ]
    (grid,) = read(saved(sheet_of(table, "0"), tmp_path)).grids
    assert rows(grid)[1] == ["Cash", "5", "4"]


def problem_of(path: Path) -> Problem:
    done = read_documents([path])
    assert done.books == ()
    return done.problems[0]


def test_what_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "model.xlsx"
    path.write_bytes(b"Revenue,12\n")
    problem = problem_of(path)
    assert problem.message == "it is no XLSX workbook, or a damaged one"
    assert problem.remedy == "Open it in an office program and save it again as XLSX."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>', "declares XML entities"),
        (b"<x>" + b" " * 30_000_000 + b"</x>", "looks like a zip bomb"),
    ],
)
def test_hostile_parts_are_refused_unparsed(tmp_path: Path, content: bytes, said: str) -> None:
    path = saved(sheet_of(INCOME), tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/extra.xml", content)
    assert said in problem_of(path).message
