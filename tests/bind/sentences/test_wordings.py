"""Ways of saying one thing: lists told respectively, what was before, movements told twice, shares of revenue."""

import pytest
from tests.bind.sentences.releases import RESULTS, TANSHIN, release, restated, said

from crossfoot.tie.discovery.claims.matching import restated as of_sentences
from crossfoot.tie.engine import tie

BALANCE = """
# Consolidated balance sheets

$ in millions

| | December 31, 2023 | December 31, 2022 |
|---|---|---|
| Cash and cash equivalents | 2,511 | 2,204 |
| Total assets | 18,412 | 17,655 |

$ in millions

| | Year ended December 31, 2023 | Year ended December 31, 2022 |
|---|---|---|
| Net cash provided by operating activities | 1,877 | 1,512 |
"""
JAPANESE_BALANCE = """
# 連結貸借対照表

(単位:百万円)

| | 2016年3月31日 | 2017年3月31日 |
|---|---|---|
| 資産合計 | 108,705 | 117,835 |
| 純資産合計 | 58,000 | 63,123 |

(単位:百万円)

| | 2016年3月期 | 2017年3月期 |
|---|---|---|
| 営業活動によるキャッシュ・フロー | 11,803 | 13,001 |
| 投資活動によるキャッシュ・フロー | △6,402 | △7,123 |
"""
REVENUE, BEFORE = "revenue FY2023", "revenue FY2022"
GROWTH = f"100 x {REVENUE} / {BEFORE} - 100"


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        (
            "Net revenue and gross profit were $12,345 million and $5,344 million, respectively.",
            {"$12,345 million": REVENUE, "$5,344 million": "gross_profit FY2023"},
        ),
        (
            "Net revenue was $12,345 million and $10,210 million for the years 2023 and 2022, respectively.",
            {"$12,345 million": REVENUE, "$10,210 million": BEFORE},
        ),
        (
            "Net revenue of $12,345 million increased 20.9%.",
            {"$12,345 million": REVENUE, "20.9%": GROWTH},
        ),
        (
            "Net revenue grew from $10,210 million in 2022 to $12,345 million in 2023.",
            {"$10,210 million": BEFORE, "$12,345 million": REVENUE},
        ),
        (
            "Group revenue increased by 21% to $12,345m (2022: $10,210m).",
            {"21%": GROWTH, "$12,345m": REVENUE, "$10,210m": BEFORE},
        ),
        (
            "Net revenue rose 20.9%, or $2,135 million, to $12,345 million.",
            {"20.9%": GROWTH, "$2,135 million": f"{REVENUE} - {BEFORE}", "$12,345 million": REVENUE},
        ),
        (
            "Gross profit was $5,344 million, or 43.3% of net revenue.",
            {"$5,344 million": "gross_profit FY2023", "43.3%": f"100 x gross_profit FY2023 / {REVENUE}"},
        ),
    ],
    ids=[
        "respectively",
        "years respectively",
        "level before its verb",
        "from to",
        "in brackets",
        "told twice",
        "a share",
    ],
)
def test_one_thing_said_in_many_ways(sentence: str, meant: dict[str, str]) -> None:
    assert restated(release(sentence)) == meant


def test_doubling_is_no_bound() -> None:
    assert restated(release("Gross profit more than doubled to $5,344 million.")) == {
        "$5,344 million": "gross_profit FY2023"
    }


def test_what_a_sentence_compares_with_does_not_tell_its_period() -> None:
    book = release(
        "Cash and cash equivalents were $2,511 million, compared with $2,204 million at the end of 2022.",
        tables=(BALANCE,),
    )
    assert restated(book) == {
        "$2,511 million": "cash Dec. 31, 2023",
        "$2,204 million": "cash Dec. 31, 2022",
    }


def test_cash_from_operations_compares_with_nothing() -> None:
    book = release("Cash flow from operating activities was $1,877 million, versus $1,512 million.", tables=(BALANCE,))
    assert restated(book) == {
        "$1,877 million": "operating_cash_flow FY2023",
        "$1,512 million": "operating_cash_flow FY2022",
    }


def test_an_abbreviated_currency_ends_no_sentence() -> None:
    book = release("Net revenue for 2023 increased 20.9% to Ps. 12,345 million.")
    assert restated(book) == {"20.9%": GROWTH, "12,345 million": REVENUE}


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        (
            "総資産は、前連結会計年度末に比べて9,130百万円増加し、117,835百万円となりました。",
            {
                "9,130百万円増加": "total_assets Mar. 31, 2017 - total_assets Mar. 31, 2016",
                "117,835百万円": "total_assets Mar. 31, 2017",
            },
        ),
        (
            "営業活動の結果得られた資金は13,001百万円(前期は11,803百万円)となりました。",
            {"13,001百万円": "operating_cash_flow FY2017", "11,803百万円": "operating_cash_flow FY2016"},
        ),
        (
            "投資活動によるキャッシュ・フローは、固定資産の取得等により、△7,123百万円（前期△6,402百万円）となりました。",
            {"△7,123百万円": "investing_cash_flow FY2017", "△6,402百万円": "investing_cash_flow FY2016"},
        ),
        (
            "投資活動によるキャッシュ・フローは、7,123百万円の支出(前期は6,402百万円の支出)となりました。",
            {"7,123百万円": "-investing_cash_flow FY2017", "6,402百万円": "-investing_cash_flow FY2016"},
        ),
        (
            "純資産は63,123百万円となり、前期末に比べ5,123百万円増加いたしました。",
            {
                "63,123百万円": "total_equity Mar. 31, 2017",
                "5,123百万円増加": "total_equity Mar. 31, 2017 - total_equity Mar. 31, 2016",
            },
        ),
    ],
    ids=["a change of a balance", "cash from operations", "below zero", "cash spent", "a level and its change"],
)
def test_japanese_comparisons(sentence: str, meant: dict[str, str]) -> None:
    assert restated(release(sentence, tables=(JAPANESE_BALANCE,))) == meant


def test_an_index_is_no_growth() -> None:
    assert said(release("売上高は157,789百万円(前期比112.2%)となりました。", tables=(TANSHIN,))) == [
        ("157,789百万円", "")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "We expect net revenue of $12.3 billion to $12.5 billion for fiscal 2024.",
        "At constant currency, net revenue grew 20.9%.",
        "Net revenue per employee was $1.2 million.",
        "Example Germany GmbH reported net revenue of $1,234 million.",
    ],
    ids=["a range", "another basis", "a quotient", "another company"],
)
def test_what_speaks_of_something_else_restates_nothing(sentence: str) -> None:
    assert restated(release(sentence, tables=(RESULTS,))) == {}


def test_a_change_worked_out_on_the_sentence_s_own_levels_ties() -> None:
    table = RESULTS.replace("12,345", "12,349").replace("10,210", "10,251")  # 2,098; the sentence's levels leave 2,000
    book = release("Net revenue increased by $2.0 billion from $10.3 billion to $12.3 billion.", tables=(table,))
    assert set(restated(book)) == {"$2.0 billion", "$10.3 billion", "$12.3 billion"}
    assert tie(book.grown(identities=tuple(of_sentences(book)[0]))).findings == ()


def test_figures_printed_as_finely_agree_in_every_digit() -> None:
    assert restated(release("Gross profit was $5,343 million in 2023.")) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "Domestic gross profit was $5,434 million in 2023, up 27.5%.",
        "Same-store adjusted gross profit was $5,434 million in 2023, up 27.5%.",
    ],
    ids=["a part of the company", "another cut"],
)
def test_words_that_no_table_has_are_of_something_else(sentence: str) -> None:
    book = release(sentence)
    identities, notes = of_sentences(book)
    assert tie(book.grown(identities=tuple(identities))).findings == ()
    assert notes == []


def test_a_table_whose_scale_was_not_told_is_no_error() -> None:
    unscaled = RESULTS.replace("$ in millions, except per share amounts", "")
    assert restated(release("Net revenue was $12,345 million in 2023, up 20.9%.", tables=(unscaled,))) == {}
