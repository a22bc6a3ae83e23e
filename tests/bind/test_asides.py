"""Brackets in Japanese tables tell parts by the way; elsewhere, and where nothing tells that, they are a minus."""

from tests.bind.tables import amounts, table

from crossfoot.bind.grids.binding import bind_grids

_FIXED_ASSETS = """
資産の種類 | 当期首残高 | 当期増加額 | 当期減少額 | 当期末残高
建物 | 67,108 | 3,707 | 455 | 65,106
 | | | (396) |
土地 | 46,171 | － | 2,502 | 43,669
 | | | (736) |
計 | 113,279 | 3,707 | 2,957 | 108,775
 | | | (1,132) |
"""


def test_a_row_of_amounts_in_brackets_alone_states_nothing_of_its_own() -> None:
    bound = bind_grids(table(_FIXED_ASSETS))
    unbound = {figure.text for figure in bound.figures if figure.fact is None}
    assert unbound == {"(396)", "(736)", "(1,132)"}


def test_rates_in_brackets_below_their_amounts_are_kept() -> None:
    bound = bind_grids(table("項目 | 2024年3月期 | 2025年3月期\n売上高 | 67,108 | 70,212\n | (5.1) | (4.6)"))
    assert all(figure.fact for figure in bound.figures)


def test_a_row_in_brackets_without_a_label_is_a_negative_subtotal_in_english() -> None:
    bound = bind_grids(
        table("Financing | 2024 | 2025\nRepaid | (500) | (350)\nPaid out | (120) | (130)\n | (620) | (480)")
    )
    assert {figure.printed.value for figure in bound.figures if figure.fact} == {-500, -350, -120, -130, -620, -480}


def test_half_width_brackets_are_no_minus_beside_triangles_or_full_width_ones() -> None:
    fees = "区分 | 人員 | 総額（百万円）\n取締役 | 12 | 663\n（うち社外取締役） | （6） | {}\n監査役 | 4 | △98"
    for text in ("(60)", "（60）"):
        assert amounts(table(fees.format(text)))[text] == "60,000,000 JPY"


def test_brackets_of_a_japanese_table_that_has_no_other_minus_are_one() -> None:
    assert amounts(table("項目（百万円） | 2024年 | 2025年\n為替差損益 | 50 | (50)"))["(50)"] == "-50,000,000 JPY"
