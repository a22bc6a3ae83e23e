"""Sentences that misprint what they restate: a level, its growth or its direction (docs/convention.md, 9.8)."""

import pytest
from tests.bind.sentences.releases import RESULTS, TANSHIN, release, restated, said

from crossfoot.model.findings import Severity
from crossfoot.tie.discovery.claims.matching import restated as of_sentences
from crossfoot.tie.discovery.claims.slips import slips_alike
from crossfoot.tie.engine import tie


@pytest.mark.parametrize(
    ("printed", "meant", "texts"),
    [
        (5434, 5344, 3),  # two neighbours swapped, at three places
        (5345, 5344, 36),  # one digit misread
        (534, 5344, 4),  # dropped
        (53344, 5344, 4),  # doubled
        (53744, 5344, 40),  # put in
        (-5344, 5344, 1),
        (5443, 5344, 0),  # two digits apart are no slip
        (4534, 5344, 0),
    ],
)
def test_a_slip_is_told_by_how_many_texts_are_alike(printed: int, meant: int, texts: int) -> None:
    assert slips_alike(printed, meant) == texts


@pytest.mark.parametrize(
    "sentence",
    [
        "Gross profit for 2023 was $5,434 million.",
        "Gross profit for 2023 was $4,190 million.",
        "Gross profit: $5,434 million",
    ],
    ids=["transposed", "of the year before", "in a headline"],
)
def test_a_line_named_without_doubt_is_misprinted(sentence: str) -> None:
    book = release(sentence)
    tied = tie(book.grown(identities=tuple(of_sentences(book)[0])))
    (finding,) = tied.findings
    assert (finding.code, finding.severity) == ("does-not-tie", Severity.WARNING)


def test_a_slip_is_told_in_a_sentence_that_prints_finer_than_its_table() -> None:
    # 27.5% is what the table's 5,344 after 4,190 leaves; 5,344.2 may be what it rounds.
    book = release("Gross profit for 2023 rose 27.5% to $5,434.2 million.")
    (finding,) = tie(book.grown(identities=tuple(of_sentences(book)[0]))).findings
    assert (finding.code, finding.severity) == ("does-not-tie", Severity.WARNING)
    ((correction,), *_) = finding.corrections
    assert (correction.suggested, correction.slip) == ("$5,344.2 million", "transposed digits")
    # No slip makes it of anything that the table rounds to 5,344: it may speak of something else.
    book = release("Gross profit for 2023 rose 27.5% to $5,891.4 million.")
    assert tie(book.grown(identities=tuple(of_sentences(book)[0]))).findings == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Gross profit for 2023 was $5,501 million.",  # no slip makes it of 5,344
        "Excluding acquisitions, gross profit for 2023 was $5,434 million.",
        "Gross profit of Example Holdings for 2023 was $5,434 million.",
        "Gross profit was $4,190 million.",  # of the year before, which it may be of
        "Gross profit for 2023 rose from $4,190 million in 2022.",
        "Cost of sales and gross profit were $7,001 million and $4,190 million at December 31, 2023 and 2022.",
        "We expect gross profit for 2023 of between $5,434 million and $5,500 million.",
        "Gross profit for 2023 will be at least $5,434 million.",
    ],
)
def test_what_may_speak_of_something_else_is_no_misprint(sentence: str) -> None:
    book = release(sentence)
    assert tie(book.grown(identities=tuple(of_sentences(book)[0]))).findings == ()


def test_words_of_direction_are_the_sign_of_a_movement() -> None:
    sentence = "Gross profit for 2023 {} 27.5% to $5,344 million."
    assert restated(release(sentence.format("increased")))["27.5%"].startswith("100 x gross_profit")
    wrong = release(sentence.format("decreased"))
    (finding, *_) = tie(wrong.grown(identities=tuple(of_sentences(wrong)[0]))).findings
    assert finding.code == "does-not-tie"


def test_a_loss_that_decreases_is_not_held_to_the_sign() -> None:
    book = release("The operating loss for 2023 increased to $812 million.")
    assert restated(book) == {"$812 million": "-operating_income FY2023"}


def test_a_minus_behind_a_level_is_growth() -> None:
    book = release("Net revenue: $12.3bn, +20.9% YoY", "Cost of sales of $7.0bn (16.3% YoY)", "Profit: $1m, -3.4%")
    assert said(book)[:4] == [("$12.3bn", ""), ("+20.9%", ".growth"), ("$7.0bn", ""), ("16.3%", ".growth")]
    assert restated(book)["16.3%"].startswith("100 x cost_of_revenue")


def test_a_figure_that_is_cut_off_is_misprinted_from_the_cut_one() -> None:
    book = release("2017年3月期の売上高は、前期比12.2%増の1,757億円となりました。", tables=(TANSHIN,))  # 1,577 cut off
    (finding,) = tie(book.grown(identities=tuple(of_sentences(book)[0]))).findings
    assert "1,757億円" in finding.message


def test_the_scale_behind_an_amount_tells_no_months() -> None:
    tables = RESULTS.replace("12,345", "1,239.9").replace("10,210", "1,203.1")
    assert restated(release("Net revenue: $1,239.9m, up 3% YoY", tables=(tables,)))["$1,239.9m"] == "revenue FY2023"


def test_years_behind_a_list_date_one_name() -> None:
    book = release("Gross profit was $5,344 million and $4,190 million in 2023 and 2022, respectively.")
    assert restated(book) == {"$5,344 million": "gross_profit FY2023", "$4,190 million": "gross_profit FY2022"}
    two = release(
        "Net revenue is net and gross profit was $5,344 million and $4,190 million in 2023 and 2022, respectively."
    )
    assert {claim.subject.strip() for claim in two.claims} == {"Net revenue is net and gross profit was"}


def test_a_lone_amount_that_only_cutting_off_excuses_neither_ties_nor_fails() -> None:
    lone = release("2017年3月期の売上高は1,577億円となりました。", tables=(TANSHIN,))  # 157,789
    assert restated(lone) == {}
    other = "2017年3月期の物流事業収入は93億円となりました。"  # 9,365
    both = release("2017年3月期の売上高は1,577億円となりました。", other, tables=(TANSHIN,))
    assert {"1,577億円", "93億円"} <= restated(both).keys()
