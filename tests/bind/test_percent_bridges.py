"""Growth taken apart along a row: what leads from one percentage to another is one too, though unsigned."""

from tests.bind.tables import amounts, table

_GROWTH = """
Growth | Reported % change | Impact of currency | Impact of acquisitions | Organic % change | Volume | Price
Snacks | 15 % | — | — | 16 % | 1 | 14
Beverages | 8 % | — | 3 | 12 % | (3) | 15
Americas | 21 % | (6) | 1 | 17 % | 1.5 | 15.5
Europe | 5 % | 5 | 4 | 14 % | (9) | 23
"""


def test_what_leads_from_reported_to_organic_growth_is_percent_and_so_is_what_makes_it() -> None:
    told = amounts(table(_GROWTH))
    assert {text: told[text] for text in ("(6)", "4", "(3)", "15.5")} == {
        "(6)": "-6 percent", "4": "4 percent", "(3)": "-3 percent", "15.5": "15.5 percent",
    }  # fmt: skip


def test_what_only_stands_beside_percentages_is_none() -> None:
    told = amounts(
        table("Hotels | Occupancy | Rooms | Rate\nA | 71 % | 120 | 95\nB | 64 % | 80 | 110\nC | 69 % | 65 | 88")
    )
    assert not any("percent" in told[text] for text in ("120", "95", "65", "88"))


def test_what_adds_up_only_in_rows_where_nothing_moves_is_none() -> None:
    told = amounts(
        table("Shops | Share | Opened | Share before\nA | 71 % | — | 71 %\nB | 64 % | 7 | 61 %\nC | 69 % | — | 69 %")
    )
    assert "percent" not in told["7"]


def test_amounts_in_a_scale_of_their_own_are_none() -> None:
    told = amounts(table(_GROWTH.replace("Impact of currency", "Impact of currency ($m)")))
    assert "percent" not in told["(6)"]
