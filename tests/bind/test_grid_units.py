"""Units and scales come from captions, headings, labels and the figures themselves; what is no amount stays apart."""

from decimal import Decimal

import pytest
from tests.bind.tables import amounts, table

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.bind.grids.units.written import heading_words, label_unit, unit_words
from crossfoot.vocabulary.units import count

MILLION = 10**6


@pytest.mark.parametrize(
    ("text", "scale", "currency"),
    [
        ("($ in millions, except per share)", MILLION, "USD"),
        ("(In thousands)", 1000, None),
        ("In millions of dollars", MILLION, "USD"),
        ("Unit: JPY million", MILLION, "JPY"),
        ("Millions of yen", MILLION, "JPY"),
        ("(¥ in billions)", 10**9, "JPY"),
        ("U.S. $ in thousands", 1000, "USD"),
        ("£'000", 1000, "GBP"),
        ("RMB million", MILLION, "CNY"),
        ("in thousands of euros", 1000, "EUR"),
        ("単位：百万円", MILLION, "JPY"),
        ("金額(千円)", 1000, "JPY"),
        ("億円", 10**8, "JPY"),
        ("（単位：円）", 1, "JPY"),
    ],
)
def test_a_line_that_sets_the_unit(text: str, scale: int, currency: str | None) -> None:
    said = unit_words(text)
    assert (said.scale, said.currency) == (Decimal(scale), currency)


@pytest.mark.parametrize("text", ["Revenue of $20.1 billion rose", "2019", "(unaudited)", "Amounts due in 2019"])
def test_a_line_that_sets_none(text: str) -> None:
    assert unit_words(text).is_empty


def test_a_heading_may_name_a_unit_alone() -> None:
    assert heading_words("2019 €m").scale == MILLION
    assert heading_words("2019 $").currency == "USD"


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Basic earnings per share", "XXX/share"),
        ("Dividends per common share", "XXX/share"),
        ("1株当たり当期純利益", "XXX/share"),
        ("Weighted average common shares outstanding", "shares"),
        ("Shares used in per share calculation", "shares"),
        ("Number of employees", "employees"),
        ("Gross margin %", "pure"),
        ("営業利益率", "pure"),
    ],
)
def test_a_label_that_names_no_amount(label: str, unit: str) -> None:
    found = label_unit((label,))
    assert found is not None
    assert found.code == unit


@pytest.mark.parametrize(
    "label",
    [
        "Common stock, par value $0.01; 4,000 shares authorized",
        "Repurchases of common stock",
        "Proceeds from issuance of common shares",
        "Employee benefits",
        "4.212% Senior Notes due 2026",
    ],
)
def test_a_label_that_names_an_amount(label: str) -> None:
    assert label_unit((label,)) is None


def test_each_row_in_its_own_unit() -> None:
    book = table(
        """
(In millions, except per share data)|2023|2022
Net sales|$1,204|$1,150
Gross margin|41.9%|40.0%
Net income|104|90
Earnings per share:||
  Basic|$0.52|$0.45
Shares used in the calculation of basic earnings per share:||
  Basic shares|200|201
4.5% notes due 2030|500|499
"""
    )
    assert amounts(book) == {
        "$1,204": "1,204,000,000 USD", "$1,150": "1,150,000,000 USD",
        "41.9%": "41.9 percent", "40.0%": "40.0 percent",
        "104": "104,000,000 USD", "90": "90,000,000 USD",
        "$0.52": "0.52 USD/share", "$0.45": "0.45 USD/share",
        "200": "200,000,000 shares", "201": "201,000,000 shares",
        "500": "500,000,000 USD", "499": "499,000,000 USD",
    }  # fmt: skip


def test_shares_that_the_caption_sets_apart_are_in_ones() -> None:
    book = table(
        "(In thousands, except share and per share amounts)|2023\nNet sales|1,204\nShares outstanding|88,000,123"
    )
    assert amounts(book) == {"1,204": "1,204,000 XXX", "88,000,123": "88,000,123 shares"}


def test_a_label_overrules_the_table() -> None:
    book = table("|2023\nSales ($M)|12\nCash ($ in thousands)|15", context=("(in billions)",))
    assert amounts(book) == {"12": "12,000,000 USD", "15": "15,000 USD"}


def test_a_column_of_percents_without_their_sign() -> None:
    book = table("単位：百万円|2024年3月期|構成比(%)\n売上高|12,500|100.0\n売上総利益|3,700|29.6")
    assert amounts(book)["29.6"] == "29.6 percent"
    assert amounts(book)["3,700"] == "3,700,000,000 JPY"


def test_a_figure_with_a_scale_of_its_own_keeps_it() -> None:
    book = table("Unit: JPY million|FY16\nRevenues|JPY157.8 billion\nCost|132,544")
    assert amounts(book)["JPY157.8 billion"] == "157,800,000,000 JPY"


def test_a_blank_is_no_zero() -> None:
    assert set(amounts(table("(in millions)|2023|2022\nSales|12|\nCost|—|8"))) == {"12", "—", "8"}


def test_quantities_are_neither_money_nor_one_another() -> None:
    book = table(
        "|2023\nSales|12\nProduction (thousand tonnes)|15\nReserves (barrels)|1,400\nEmployees (thousands)|3",
        context=("$ million",),
    )
    assert amounts(book) == {
        "12": "12,000,000 USD", "15": "15,000 tonnes", "1,400": "1,400 barrels", "3": "3,000 employees",
    }  # fmt: skip


def test_a_caption_of_quantities_holds_for_the_table() -> None:
    assert amounts(table("|2023\nNorth Sea|12\nGulf|15", context=("million barrels",))) == {
        "12": "12,000,000 barrels", "15": "15,000,000 barrels",
    }  # fmt: skip


def test_short_names_of_quantities_are_units_and_no_money() -> None:
    beer = table("|2023\nAmericas|22.2\nEurope|16.8", context=("Volume (in mhl)",))
    assert amounts(beer) == {"22.2": "22.2 mhl", "16.8": "16.8 mhl"}
    assert amounts(table("|2023\nGold (koz)|318\nOutput (kboepd)|92")) == {"318": "318 koz", "92": "92 kboepd"}


def test_a_column_of_shares_is_not_in_the_scale_of_amounts() -> None:
    book = bind_grids(
        table(
            """
            | Shares | Amount
            Balance as of December 31, 2023 | 138,848,177 | 204,384
            Stock issued | 1,200,000 | 1,310
            """,
            "Statement of stockholders' equity",
            ("(in thousands, except share data)",),
        )
    )
    units = {figure.text: (figure.unit.code, figure.printed.scale) for figure in book.figures}
    assert units["138,848,177"] == ("shares", Decimal(1))
    assert units["204,384"][1] == 1000


def test_a_heading_that_ends_in_shares_is_no_column_of_them() -> None:
    assert heading_words("Shares").unit == count("shares")
    assert heading_words("shares").unit is None  # the last line of "Reserve for own shares"


def test_a_column_that_says_how_long_things_last_neither_names_nor_counts_them() -> None:
    bound = bind_grids(
        table(
            "(in millions) | Useful life (years) | 2023 | 2022\nLand | | $ 118 | $ 116\n"
            "Buildings and improvements | 10 - 40 | 1,437 | 1,382\nSoftware | 3 to 7 | 614 | 588"
        )
    )
    named = {f.text: (bound.measures[f.fact.measure].label, f.printed.value) for f in bound.figures if f.fact}
    assert named["1,437"] == ("Buildings and improvements", Decimal(1437 * MILLION))
    assert named["614"] == ("Software", Decimal(614 * MILLION))


def test_buckets_of_days_name_their_rows() -> None:
    told = bind_grids(
        table("Receivables | Days | 2023 | 2022\nTrade | 1 - 30 | 1,204 | 1,180\nTrade | 31 - 60 | 412 | 398")
    )
    assert {told.measures[f.fact.measure].label for f in told.figures if f.fact} == {"1 - 30", "31 - 60"}


_SHARES = """
(In thousands) | 2023 | 2022
Weighted average shares - basic | 88,214 | {}
Dilutive effect of awards | 1,106 | {}
Weighted average shares - diluted | 89,320 | 91,044
"""


def test_what_leads_from_one_number_of_shares_to_another_counts_shares() -> None:
    told = amounts(table(_SHARES.format("87,960", "1,284")))  # one column is misprinted
    assert told["1,106"] == "1,106,000 shares"


def test_what_stands_between_numbers_of_shares_and_does_not_add_up_stays_an_amount() -> None:
    told = amounts(table(_SHARES.format("89,760", "2,284").replace("1,106", "3,106")))
    assert told["3,106"] == "3,106,000 XXX"


def test_what_a_total_counts_its_parts_count_and_a_corner_speaks_for_every_row() -> None:
    people = "{} | 2019 | 2018\nAmericas | 21,604 | 20,115\nEurope | 15,993 | 14,208\n{} | 37,597 | 34,323"
    for corner, total in (("Region", "Total number of employees"), ("Number of employees", "Total")):
        told = amounts(table(people.format(corner, total), "(in thousands)"))
        assert {told["21,604"], told["15,993"]} == {"21,604 employees", "15,993 employees"}


def test_a_stock_told_with_its_number_of_shares_is_an_amount_and_so_is_what_was_paid_for_shares() -> None:
    told = amounts(
        table(
            "Equity | 2009\nCommon stock (10,676,518,000 and 10,663,075,000 shares outstanding at year end) | 702\n"
            "Preferred stock; 30,000 shares issued and outstanding | 5\nShares withheld for employee taxes | (12)\n"
            "Shares reissued under equity incentive plans, net | 14\nCommon shares outstanding | 10,676",
            "(in millions of dollars)",
        )
    )
    assert [told[text].split()[1] for text in ("702", "5", "(12)", "14", "10,676")] == ["USD"] * 4 + ["shares"]


def test_basic_and_diluted_to_the_cent_are_per_share_whatever_the_table_counts_in() -> None:
    told = amounts(
        table("x | 2009\nNet income | 212\nBasic (Note 6) | 0.53\nDiluted | 0.52", "(in millions of dollars)")
    )
    assert (told["0.53"], told["0.52"]) == ("0.53 USD/share", "0.52 USD/share")
