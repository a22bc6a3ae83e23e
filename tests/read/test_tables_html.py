"""A table on a web page is read as a browser lays it out, with marks and brackets of their own cells in the number."""

from pathlib import Path

import pytest

from crossfoot.model.book import Book
from crossfoot.model.layout import Grid
from crossfoot.read.documents import read_documents


def page(folder: Path, body: str) -> Book:
    path = folder / "page.html"
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    done = read_documents([path])
    assert done.problems == ()
    return done.books[0]


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]


FILING = """
<p>(In millions, except per share amounts)</p>
<table>
  <tr><td></td><td colspan="3">2023</td><td></td><td colspan="3">2022</td></tr>
  <tr><td>Net sales</td><td>$</td><td>1,204</td><td></td><td></td><td>$</td><td>1,150</td><td></td></tr>
  <tr><td>Cost of sales</td><td colspan="2">(700</td><td>)</td><td></td><td colspan="2">(690</td><td>)</td></tr>
  <tr><td>Margin</td><td colspan="2">41.9</td><td>%</td><td></td><td colspan="2">40.0</td><td>%</td></tr>
</table>
"""


def test_a_dollar_sign_and_a_bracket_in_cells_of_their_own_belong_to_the_number(tmp_path: Path) -> None:
    book = page(tmp_path, FILING)
    (grid,) = book.grids
    assert rows(grid)[1:] == [
        ["Net sales", "$1,204", "$1,150"],
        ["Cost of sales", "(700)", "(690)"],
        ["Margin", "41.9%", "40.0%"],
    ]
    assert [int(figure.printed.value) for figure in book.figures if figure.place.row == 2] == [-700, -690]
    assert grid.context[0] == "(In millions, except per share amounts)"


def test_numbers_of_one_column_stand_in_one_column_whatever_marks_they_have(tmp_path: Path) -> None:
    (grid,) = page(tmp_path, FILING).grids
    columns = {row: [cell.column for cell in grid.cells if cell.row == row and cell.figure] for row in (1, 2, 3)}
    assert columns == {1: [1, 5], 2: [1, 5], 3: [1, 5]}


def test_cells_over_rows_and_columns_take_their_room(tmp_path: Path) -> None:
    (grid,) = page(
        tmp_path,
        "<table><tr><th rowspan=2>Segment</th><th colspan=2>Sales</th></tr><tr><th>2023</th><th>2022</th></tr>"
        "<tr><td>Cloud</td><td>12</td><td>11</td></tr></table>",
    ).grids
    places = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells}
    assert places == {
        "Segment": (0, 0, 2, 1), "Sales": (0, 1, 1, 2), "2023": (1, 1, 1, 1), "2022": (1, 2, 1, 1),
        "Cloud": (2, 0, 1, 1), "12": (2, 1, 1, 1), "11": (2, 2, 1, 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    [
        "1,204<sup>(1)</sup>",
        "1,204<sup>2</sup>",
        '1,204<span style="vertical-align:super">a</span>',
        "1,204<sup>*</sup>",
    ],
)
def test_a_raised_note_is_no_part_of_the_number(tmp_path: Path, cell: str) -> None:
    (figure,) = page(tmp_path, f"<table><tr><td>Sales</td><td>{cell}</td></tr></table>").figures
    assert (figure.text, int(figure.printed.value)) == ("1,204", 1204)


def test_what_is_hidden_is_not_there(tmp_path: Path) -> None:
    book = page(
        tmp_path,
        "<table><tr><td>Sales</td><td>12</td><td style='display:none'>13</td></tr>"
        "<tr hidden><td>Secret</td><td>14</td></tr></table><div style='display: none'>JPY15 million</div>",
    )
    assert [figure.text for figure in book.figures] == ["12"]
    assert book.passages == ()


def test_labels_are_set_in_by_padding_or_by_blanks(tmp_path: Path) -> None:
    (grid,) = page(
        tmp_path,
        "<table><tr><td>Assets</td><td>30</td></tr><tr><td style='padding-left:10pt'>Current</td><td>20</td></tr>"
        "<tr><td><div style='margin-left:20pt'>Cash</div></td><td>5</td></tr>"
        "<tr><td>&nbsp;&nbsp;&nbsp;Other</td><td>10</td></tr></table>",
    ).grids
    assert {cell.text: cell.indent for cell in grid.cells if cell.column == 0} == {
        "Assets": 0, "Current": 1, "Other": 1, "Cash": 2,
    }  # fmt: skip


def test_a_line_above_a_sum_is_kept(tmp_path: Path) -> None:
    (grid,) = page(
        tmp_path,
        "<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td style='border-bottom:1px solid #000'>2</td></tr>"
        "<tr><td>Total</td><td>3</td></tr></table>",
    ).grids
    assert [cell.rule for cell in grid.cells if cell.figure] == [False, False, True]


def test_a_table_within_a_table_is_a_table_of_its_own(tmp_path: Path) -> None:
    book = page(
        tmp_path,
        "<table><tr><td>Left<table><tr><td>Sales</td><td>12</td></tr></table></td><td>99</td></tr></table>",
    )
    assert [rows(grid) for grid in book.grids] == [[["Left", "99"]], [["Sales", "12"]]]


def test_a_list_of_notes_prints_no_losses(tmp_path: Path) -> None:
    book = page(tmp_path, "<table><tr><td>(1)</td><td>Restated for the sale of 2 units.</td></tr></table>")
    assert book.figures == ()


def test_text_outside_tables_is_passages_with_the_numbers_they_print(tmp_path: Path) -> None:
    book = page(tmp_path, "<h1>Results</h1><p>Net revenues of $20.1 billion increased 9% in 2023.</p>")
    passage = book.passages[1]
    assert passage.text == "Net revenues of $20.1 billion increased 9% in 2023."
    assert [book.figure(figure).text for figure in passage.figures] == ["$20.1 billion", "9%"]
    assert book.figure(passage.figures[0]).place.span == (16, 29)


def test_declared_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.html"
    path.write_text('<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>&b;</p>', encoding="utf-8")
    (problem,) = read_documents([path]).problems
    assert "declares XML entities" in problem.message


def test_a_dash_in_a_column_of_figures_is_a_nil_and_no_minus(tmp_path: Path) -> None:
    table = "<tr><td></td><td>Banks</td><td>Others</td></tr><tr><td>Holders</td><td>-</td><td>71</td></tr>"
    (grid,) = page(tmp_path, f"<table>{table}</table>").grids
    assert rows(grid)[1] == ["Holders", "-", "71"]


def test_a_minus_in_a_column_of_marks_belongs_to_its_number(tmp_path: Path) -> None:
    table = "<tr><td>Loss</td><td>-</td><td>71</td></tr><tr><td>Gain</td><td></td><td>12</td></tr>"
    (grid,) = page(tmp_path, f"<table>{table}</table>").grids
    assert rows(grid) == [["Loss", "-71"], ["Gain", "12"]]


def turned(number: int) -> str:
    return f"<p>{number}</p><hr><p><a>Table of Contents</a></p>"


def test_a_page_number_and_what_every_page_repeats_stand_before_no_table(tmp_path: Path) -> None:
    pages = "".join(f"<p>Part {number} of the notes.</p>{turned(number)}" for number in range(10, 14))
    lead = "<p>The following are liabilities held for sale as of September 27, 2025:</p>"
    book = page(tmp_path, f"{pages}{lead}{turned(14)}<table><tr><td>Accounts payable</td><td>1,118</td></tr></table>")
    assert book.grids[0].caption == "The following are liabilities held for sale as of September 27, 2025:"
    assert not any(passage.text in ("14", "Table of Contents") for passage in book.passages)


def test_lone_numbers_that_count_nothing_up_are_text(tmp_path: Path) -> None:
    book = page(tmp_path, "<p>7</p><p>Stores</p><p>120</p><p>Staff</p><table><tr><td>Sales</td><td>1</td></tr></table>")
    assert [passage.text for passage in book.passages] == ["7", "Stores", "120", "Staff"]


def test_a_table_that_only_lays_out_others_is_read_as_the_page_is(tmp_path: Path) -> None:
    body = """
    <table><tr><td>1. Results for FY2014
      <table><tr><td>Net sales</td><td>11,042</td></tr></table>
      2. Forecast for FY2015
      <table><tr><td>Net sales</td><td>10,500</td></tr></table>
      <p>Forecasts rest on assumptions.</p>
    </td></tr></table>"""
    book = page(tmp_path, body)
    assert [grid.caption for grid in book.grids] == ["1. Results for FY2014", "2. Forecast for FY2015"]
    assert book.passages[-1].text == "Forecasts rest on assumptions."


def test_a_long_paragraph_leads_to_its_table_with_its_last_sentence(tmp_path: Path) -> None:
    long = "The preferred stock was converted at the closing. " * 10
    last = "The company had the following preferred stock outstanding at December 31, 2022:"
    table = "<table><tr><td>Series A</td><td>2,505</td></tr></table>"
    book = page(tmp_path, f"<p>{long}{last}</p>{table}<p>{long}</p>{table}")
    assert [grid.context[:1] for grid in book.grids] == [(last,), ()]
