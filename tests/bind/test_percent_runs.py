"""A percent sign printed in the first row only speaks for those below it, as a currency does."""

import pytest
from tests.bind.tables import amounts, table


def test_shares_of_a_whole_sign_only_the_first() -> None:
    told = amounts(
        table("Plan assets | 2017 | 2016\nBonds | 36% | 34%\nEquities | 31 | 29\nCash | 33 | 37\nTotal | 100 | 100")
    )
    assert {text: told[text] for text in ("36%", "31", "33", "100")} == {
        "36%": "36 percent", "31": "31 percent", "33": "33 percent", "100": "100 percent",
    }  # fmt: skip


def test_a_tax_rate_and_what_leads_to_it_sign_the_first_and_the_last() -> None:
    told = amounts(table("Taxes | 2022\nStatutory rate | 21.0%\nStates | 2.3\nForeign | (3.1)\nEffective rate | 20.2%"))
    assert (told["2.3"], told["(3.1)"]) == ("2.3 percent", "-3.1 percent")


@pytest.mark.parametrize(
    ("rows", "amount"),
    [
        pytest.param(
            "Growth | 5%\nStores | 45\nGrowth in stores | 6%", "45", id="whole numbers between two percentages"
        ),
        pytest.param("Margin | 5.1%\nPrice | 4.25\nMargin | 6.1%", "4.25", id="a finer number"),
        pytest.param("Margin | 5.1%\nRevenue | 145.2\nMargin | 6.1%", "145.2", id="more than the whole"),
        pytest.param("Margin | 5.1%\nRevenue | 45.2\nCosts | 42.9", "45.2", id="no end to them"),
        pytest.param("Margin | 16.0%\nProfit | 25.2\nMargin | 3.3%", "25.2", id="billions between two margins"),
    ],
)
def test_what_follows_a_percentage_need_be_none(rows: str, amount: str) -> None:
    assert "percent" not in amounts(table(f"Figures | 2022\n{rows}"))[amount]


def test_what_adds_up_in_one_column_tells_of_another_with_a_misprint() -> None:
    told = amounts(table("Taxes | 2022 | 2021\nStatutory | 21.0% | 21.0%\nStates | 2.3 | 9.1\nRate | 23.3% | 22.9%"))
    assert (told["2.3"], told["9.1"]) == ("2.3 percent", "9.1 percent")
