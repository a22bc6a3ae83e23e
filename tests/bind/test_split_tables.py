"""Tables set in two beside one another, since their page was too narrow: what adds across them is seen."""

import pytest
from tests.bind.tables import facts, tables

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.tie.discovery.discover import discover

_SEGMENTS = """
 | Logistics | |
 | Japan | Americas | Europe
Revenue
  External | 1,227 | 130 | 182
  Between segments | 28 | 20 | 10
    Total | 1,255 | 150 | 192
Segment profit | 48 | 9 | 14
"""
_GROUP = """
 | Security | Total | Adjustment | Amount in consolidated statements of income
Revenue
  External | 67 | 1,606 | - | 1,606
  Between segments | 4 | 62 | (62) | -
    Total | 71 | 1,668 | (62) | 1,606
Segment profit | 3 | 74 | (22) | 52
"""
_CAPTION, _UNIT = "FY2023 (January 1, 2023 to December 31, 2023)", "(Unit: Millions of yen)"


def _halves(then: str = _GROUP, caption: str = "", context: tuple[str, ...] = ()) -> Book:
    return tables((_SEGMENTS, _CAPTION, (_UNIT, _CAPTION)), (then, caption, context))


def test_a_table_with_the_same_rows_and_nothing_above_it_is_the_rest_of_the_one_before() -> None:
    (whole,) = bind_grids(_halves()).grids
    assert [cell.text for cell in whole.cells if cell.row == 1] == [
        "Japan", "Americas", "Europe", "Security", "Total", "Adjustment", "Amount in consolidated statements of income",
    ]  # fmt: skip
    assert [cell.text for cell in whole.cells if cell.row == 3] == [
        "External", "1,227", "130", "182", "67", "1,606", "-", "1,606",
    ]  # fmt: skip
    assert whole.columns == 8


def test_a_total_on_the_next_page_is_the_sum_of_segments_on_this_one() -> None:
    book = discover(bind_grids(_halves(context=(_UNIT,))))
    totals = {figure.fact for figure in book.figures if figure.text in ("1,606", "62", "1,668", "74") and figure.fact}
    parts = {figure.fact for figure in book.figures if figure.text in ("1,227", "28", "1,255", "48")}
    across = [i for i in book.identities if totals & set(i.facts) and parts & set(i.facts) and len(i.facts) == 5]
    assert len(across) == 4


def test_what_the_group_states_is_of_no_segment() -> None:
    said = facts(_halves())
    assert said["52"] == "t1: Segment profit FY2023"
    assert said["48"] == "t1: Segment profit (logistics japan) FY2023"


@pytest.mark.parametrize(
    ("then", "caption", "context"),
    [
        (_GROUP, "FY2024 (January 1, 2024 to December 31, 2024)", ()),  # another year
        (_GROUP, "Segment liabilities", ()),  # another subject
        (_GROUP, "", ("(Thousands of U.S. dollars)",)),  # another unit
        (_GROUP.replace("Segment profit", "Segment assets"), "", ()),  # other rows
        (_GROUP.replace("Security", "March 31, 2024"), "", ()),  # dated anew
        (_SEGMENTS, "", ()),  # the same columns
    ],
)
def test_a_table_that_says_or_holds_something_else_stands_by_itself(
    then: str, caption: str, context: tuple[str, ...]
) -> None:
    assert len(bind_grids(_halves(then, caption, context)).grids) == 2


def test_the_equity_of_shareholders_and_what_else_belongs_to_all_owners_is_one_statement() -> None:
    first = """
 | 株主資本 | |
 | 資本金 | 利益剰余金 | 株主資本合計
当期首残高 | 7,896 | 184,175 | 192,071
当期変動額 | | |
  剰余金の配当 | | △4,161 | △4,161
  当期変動額合計 | - | △4,161 | △4,161
当期末残高 | 7,896 | 180,014 | 187,910
"""
    second = (
        first.replace("株主資本合計", "純資産合計").replace("資本金", "評価差額金").replace("利益剰余金", "新株予約権")
    )
    title = "前連結会計年度（自 2022年４月１日 至 2023年３月31日）"
    book = bind_grids(tables((first, title, (title,)), (second.replace("株主資本 |", "その他 |"), "", ())))
    assert [grid.columns for grid in book.grids] == [7]
