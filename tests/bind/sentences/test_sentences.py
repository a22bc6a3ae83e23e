"""Sentences speak of what their words name, and the tables they restate bear it out (docs/convention.md, 9.8)."""

import pytest
from tests.bind.sentences.releases import ADJUSTED, RESULTS, TANSHIN, release, restated, said

from crossfoot.bind.sentences.sentences import sentences
from crossfoot.bind.sentences.subjects import words_of
from crossfoot.model.findings import Severity
from crossfoot.tie.discovery.claims.matching import restated as of_sentences
from crossfoot.tie.engine import tie
from crossfoot.vocabulary.spans import Duration


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "Example Inc. sold 5 units vs. 4 before. Margins rose! ◦Costs fell。次の文"
    assert [each.text.strip() for each in sentences(text)] == [
        "Example Inc. sold 5 units vs. 4 before.",
        "Margins rose!",
        "◦",
        "Costs fell。",
        "次の文",
    ]
    assert all(text[each.start :].startswith(each.text) for each in sentences(text))


def test_words_of_time_and_movement_name_nothing() -> None:
    assert words_of("In the fourth quarter, total net revenues increased by") == {"net", "revenue"}
    assert words_of("For the year ended December 31, 2023, the Company reported") == frozenset()
    assert words_of("on a non-GAAP basis, gross margin was") == {"non-gaap", "gross", "margin"}


def test_a_level_and_its_growth_are_of_one_subject() -> None:
    book = release("Net revenue for 2023 was $12.3 billion, up 21% year-over-year.")
    assert said(book) == [("$12.3 billion", ""), ("up 21%", ".growth")]
    assert restated(book) == {
        "$12.3 billion": "revenue FY2023",
        "up 21%": "100 x revenue FY2023 / revenue FY2022 - 100",
    }


def test_each_subject_of_a_list_has_its_own_figure() -> None:
    book = release("For 2023, net revenue was $12.3 billion, gross profit was $5.3 billion and diluted EPS was $1.87.")
    assert restated(book) == {
        "$12.3 billion": "revenue FY2023",
        "$5.3 billion": "gross_profit FY2023",
        "$1.87": "eps_diluted FY2023",
    }


def test_growth_may_come_before_its_level() -> None:
    book = release("In 2023, cost of sales increased 16.3% to $7.0 billion.")
    assert restated(book) == {
        "16.3%": "100 x cost_of_revenue FY2023 / cost_of_revenue FY2022 - 100",
        "$7.0 billion": "cost_of_revenue FY2023",
    }


def test_what_a_level_is_compared_with_is_the_level_before() -> None:
    book = release("Net revenue for 2023 increased 21 percent, to $12.3 billion, from $10.2 billion last year.")
    assert restated(book) == {
        "21 percent": "100 x revenue FY2023 / revenue FY2022 - 100",
        "$12.3 billion": "revenue FY2023",
        "$10.2 billion": "revenue FY2022",
    }


def test_a_change_in_amount_is_the_level_less_the_one_before() -> None:
    book = release("Gross profit for 2023 was $5,344 million, an increase of $1,154 million.")
    assert restated(book)["$1,154 million"] == "gross_profit FY2023 - gross_profit FY2022"


def test_a_loss_is_told_without_its_sign() -> None:
    book = release("The operating loss for 2023 was $812 million.")
    assert restated(book) == {"$812 million": "-operating_income FY2023"}


def test_what_is_adjusted_is_not_what_is_reported() -> None:
    both = RESULTS, ADJUSTED
    plain = release("Gross profit for 2023 was $5,344 million.", tables=both)
    adjusted = release("On a non-GAAP basis, gross profit for 2023 was $5,611 million.", tables=both)
    assert restated(plain) == {"$5,344 million": "gross_profit FY2023"}
    assert restated(adjusted) == {"$5,611 million": "t2: Gross profit FY2023"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The company expects net revenue of $12.3 billion.",
        "Net revenue in 2023 was more than $10.2 billion.",
        "Net revenue includes $7.0 billion.",
    ],
    ids=["a plan", "a bound", "a part"],
)
def test_plans_bounds_and_parts_state_no_level(sentence: str) -> None:
    assert said(release(sentence)) == []


def test_the_words_behind_an_amount_can_name_it() -> None:
    book = release("Results for 2023 show $5,344 million of gross profit and $7,001 million of cost of sales.")
    assert restated(book) == {"$5,344 million": "gross_profit FY2023", "$7,001 million": "cost_of_revenue FY2023"}


def test_a_line_without_a_subject_is_of_the_heading_above() -> None:
    book = release("Gross profit", "FY2023: $5,344 million, up 27.5%")
    assert restated(book)["up 27.5%"] == "100 x gross_profit FY2023 / gross_profit FY2022 - 100"


def test_the_period_told_decides_between_columns() -> None:
    book = release("Net revenue for 2022 was $10,210 million.")
    (claim,) = book.claims
    assert {candidate.level.period for candidate in claim.candidates} == {book.entity.calendar.year(2022)}
    assert all(isinstance(candidate.level.period, Duration) for candidate in claim.candidates)


def test_a_sentence_that_agrees_with_no_table_claims_nothing() -> None:
    assert restated(release("Net revenue for 2023 was $9.9 billion.")) == {}


def test_a_misprinted_growth_beside_a_level_that_ties_is_a_finding() -> None:
    book = release("Gross profit for 2023 was $5,344 million, an increase of $1,145 million, up 27.5%.")
    tied = tie(book.grown(identities=tuple(of_sentences(book)[0])))
    (finding,) = tied.findings
    assert finding.code == "does-not-tie"
    texts = {figure.id: figure.text for figure in tied.figures}
    alone = {texts[correction.figure] for each in finding.corrections for correction in each if len(each) == 1}
    assert "$1,145 million" in alone
    assert "up 27.5%" not in alone


def test_a_japanese_sentence_restates_its_table() -> None:
    book = release(
        "当連結会計年度の売上高は1,577億89百万円（前年同期比12.2％増）、営業利益は51億34百万円（同16.4％減）となりました。",
        "物流事業収入は、前年同期比15.3%増の9,365百万円となりました。",
        tables=(TANSHIN,),
    )
    assert restated(book) == {
        "1,577億89百万円": "revenue FY2017",
        "12.2％増": "100 x revenue FY2017 / revenue FY2016 - 100",
        "51億34百万円": "operating_income FY2017",
        "16.4％減": "100 x operating_income FY2017 / operating_income FY2016 - 100",
        "15.3%増": "100 x t1: 物流事業収入 FY2017 / t1: 物流事業収入 FY2016 - 100",
        "9,365百万円": "t1: 物流事業収入 FY2017",
    }


def test_a_level_its_change_and_its_growth_prove_each_other() -> None:
    book = release("Mobile revenue for 2023 was $26,697 million, up $11,112 million, up 71.3%.")
    own = "p4.1: Mobile revenue for 2023 was"
    assert restated(book) == {"up 71.3%": f"100 x {own}.change FY2023 / ({own} FY2023 - {own}.change FY2023)"}
    misprinted = release("Mobile revenue for 2023 was $26,697 million, up $11,112 million, up 77.3%.")
    assert restated(misprinted) == {}  # one relation alone cannot tell a misprint from another meaning


def test_a_figure_that_differs_from_its_table_beside_one_that_ties_is_noted() -> None:
    book = release("Net revenue for 2023 was $12.3 billion, up 38% year-over-year.")
    assert set(restated(book)) == {"$12.3 billion"}
    (note,) = of_sentences(book)[1]
    assert note.severity is Severity.NOTE
    assert note.message == "The sentence says up 38%; the growth of revenue FY2023 is 21 percent by the table."


def test_growth_on_another_basis_is_not_noted() -> None:
    book = release("Net revenue for 2023 was $12.3 billion, up 38% at constant currency.")
    assert of_sentences(book)[1] == []


def test_ligatures_are_letters() -> None:
    assert words_of("for the ﬁscal year, net proﬁt") == words_of("for the fiscal year, net profit")
