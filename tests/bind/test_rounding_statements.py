"""What documents say in words of how they were rounded (convention, 2.9)."""

import pytest
from tests.bind.tables import tables

from crossfoot.bind.rounding_statements import Said, bind_rounding, rounding_said
from crossfoot.vocabulary.rounding import Rounding

DOWN, NEAREST = Rounding.TRUNCATED, Rounding.NEAREST


@pytest.mark.parametrize(
    ("text", "amounts", "ratios"),
    [
        ("(Amounts of less than one million yen are rounded down)", DOWN, None),
        (
            "Figures of less than a million yen are rounded down to the nearest million yen, except per share.",
            DOWN,
            None,
        ),
        ("Fractions of one million yen have been discarded.", DOWN, None),
        ("Amounts under ¥1 million are omitted.", DOWN, None),
        ("All amounts are in millions of yen with fractions omitted.", DOWN, None),
        ("Monetary amounts are truncated to the million.", DOWN, None),
        (
            "Amounts in tables are in U.S. dollars, rounded to the nearest million, unless said otherwise.",
            NEAREST,
            None,
        ),
        ("Amounts are in thousands of U.S. dollars and rounded to the nearest thousand.", NEAREST, None),
        ("All financial information has been rounded to the nearest thousand euros.", NEAREST, None),
        ("Percentages are rounded to the nearest tenth.", None, NEAREST),
        ("Amounts are rounded down to the million; percentages are rounded to the nearest tenth.", DOWN, NEAREST),
        ("（百万円未満切捨て）", DOWN, None),
        ("(単位：百万円、百万円未満四捨五入)", NEAREST, None),
        ("記載金額は表示単位未満を切り捨てて表示しております。", DOWN, None),
        ("（百万円未満、小数点第１位未満は切捨て）", DOWN, DOWN),
        ("金額は百万円未満を切り捨て、比率は小数点以下第２位を四捨五入しております。", DOWN, NEAREST),
    ],
)
def test_a_statement_says_how_amounts_and_ratios_were_rounded(
    text: str, amounts: Rounding | None, ratios: Rounding | None
) -> None:
    said = rounding_said(text)
    assert {each.amounts for each in said if each.amounts} == ({amounts} if amounts else set())
    assert {each.ratios for each in said if each.ratios} == ({ratios} if ratios else set())


@pytest.mark.parametrize(
    "text",
    [
        "Totals may not sum due to rounding.",
        "Any fractional share is rounded down to the nearest whole share.",
        "Customers of less than 10% of revenue are omitted, as amounts are not material.",
        "Items of less than JPY 100 million are omitted from the list.",
        "Amounts have not been rounded.",
        "A reconciliation to the nearest comparable measure in dollars is given below.",
        "Amounts are rounded off to the million yen.",
        "The vessel had a grounding, and amounts of one million dollars were paid.",
        "持株数は千株未満を切り捨てて表示しております。",
        "前期の金額は省略しております。",
    ],
)
def test_what_speaks_of_other_things_or_of_no_direction_says_nothing(text: str) -> None:
    assert rounding_said(text) == ()


def test_parts_of_a_report_rounded_differently_are_both_said() -> None:
    said = rounding_said("（連結業績は百万円未満四捨五入、個別業績は百万円未満切捨て）")
    assert said == (Said(amounts=NEAREST), Said(amounts=DOWN))


def test_a_book_has_each_statement_once_with_its_words_and_place() -> None:
    note = "(Amounts of less than one million yen are rounded down)"
    book = bind_rounding(tables(("Revenue|10\nCosts|4", "Results", (note,)), ("Assets|7", "", (note,)), says="Net 6."))
    (statement,) = book.rounding_statements
    assert (statement.group, statement.text) == ("doc", note)
    assert (statement.amounts, statement.ratios, statement.place.document) == (DOWN, None, "doc")
