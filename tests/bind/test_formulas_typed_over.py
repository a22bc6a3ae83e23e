"""A number typed where formulas stand beside it is what they would make of it, or a warning."""

from pathlib import Path

import pytest
from tests.bind.workbooks import Cell, Table, bound, relations, saved

from crossfoot.model.findings import Severity
from crossfoot.tie.engine import tie


def income(total_of_2022: Cell) -> Table:
    return [
        ["(USD in millions)", "FY2024", "FY2023", "FY2022"],
        ["Goods", 700, 640, 601],
        ["Services", 504, 510, 480],
        ["Total sales", ("=SUM(B2:B3)", 1204), ("=SUM(C2:C3)", 1150), total_of_2022],
    ]


def test_a_typed_total_is_what_the_formulas_beside_it_say(tmp_path: Path) -> None:
    book = bound(saved(tmp_path, Income=income(1081))).book
    assert relations(book)["typed=Income!D4"] == "revenue FY2022 = t1: Goods FY2022 + t1: Services FY2022"
    assert tie(book).findings == ()


def test_a_typed_total_that_does_not_follow_is_a_warning(tmp_path: Path) -> None:
    (finding,) = tie(bound(saved(tmp_path, Income=income(1801))).book).findings
    assert finding.severity is Severity.WARNING
    assert [(c.suggested, c.slip) for c in finding.corrections[0]] == [("1,081", "transposed digits")]


@pytest.mark.parametrize(("typed", "suggested"), [(340, []), (430, ["340"])])
def test_a_typed_year_among_years_that_add_their_quarters(tmp_path: Path, typed: int, suggested: list[str]) -> None:
    table: Table = [
        ["(USD in millions)", "Q1 2024", "Q2 2024", "Q3 2024", "Q4 2024", "FY 2024"],
        ["Goods", 170, 171, 180, 190, ("=SUM(B2:E2)", 711)],
        ["Services", 101, 104, 99, 130, ("=SUM(B3:E3)", 434)],
        ["Wages", 81, 84, 85, 90, typed],
        ["Rent", 31, 30, 33, 34, ("=SUM(B5:E5)", 128)],
        ["Taxes", 11, 12, 13, 17, ("=SUM(B6:E6)", 53)],
    ]
    book = bound(saved(tmp_path, Income=table)).book
    quarters = " + ".join(f"t1: Wages {quarter}Q24" for quarter in (1, 2, 3, 4))
    assert relations(book)["typed=Income!F4"] == f"t1: Wages FY2024 = {quarters}"
    assert [found.corrections[0][0].suggested for found in tie(book).findings] == suggested


def test_two_columns_alike_in_their_other_rows_are_enough(tmp_path: Path) -> None:
    table: Table = [
        ["(USD in millions)", "FY2024", "FY2023"],
        ["Goods", 700, 640],
        ["Services", 504, 510],
        ["Total sales", ("=B2+B3", 1204), ("=C2+C3", 1150)],
        ["Wages", 300, 310],
        ["Rent", 101, 99],
        ["Total costs", ("=B5+B6", 401), ("=C5+C6", 409)],
        ["Operating income", ("=B4-B7", 803), 714],
        ["Income taxes", 203, 200],
        ["Net income", ("=B8-B9", 600), ("=C8-C9", 514)],
    ]
    (finding,) = tie(bound(saved(tmp_path, Income=table)).book).findings
    assert "Operating income FY2023 714, as 741 (transposed digits)" in finding.message


@pytest.mark.parametrize(
    "table",
    [
        [*income(1081)[:3], ["Total sales", ("=SUM(B2:B3)", 1204), 1150, 1081]],
        [
            ["(USD in millions)", "FY2024", "FY2023", "FY2022"],
            ["Growth of goods", ("=B3/C3", 0.1), ("=C3/D3", 0.1), 0.2],
            ["Goods", 700, 640, 601],
        ],
    ],
    ids=["one formula among three", "quotients"],
)
def test_one_formula_or_a_quotient_says_nothing_of_the_cells_beside(tmp_path: Path, table: Table) -> None:
    assert not [cell for cell in relations(bound(saved(tmp_path, Income=table)).book) if cell.startswith("typed")]
