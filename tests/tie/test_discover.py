"""Discovery told on tables as they are printed: what adds, what only looks as if it did, and how far it is believed."""

from fractions import Fraction

import pytest
from tests.tie.discover_books import across, book_of, down, found, rows_of

from crossfoot.model.facts import FactKey
from crossfoot.model.identities import IdentityKind
from crossfoot.tie.discovery.discover import LIKELY, discover
from crossfoot.tie.engine import decide
from crossfoot.tie.rounding.regimes import inferred, with_intervals
from crossfoot.vocabulary.periods import Undated

SALES = """
Contract        | 2019    | 2018    | 2017
Fixed price     | 1,452.4 | 1,146.2 | 1,036.9
Other           | 44.1    | 56.7    | 70.8
Total sales     | 1,496.5 | 1,202.9 | 1,107.7
"""


def test_a_total_is_the_sum_of_the_rows_above_it() -> None:
    assert down(SALES) == {"r3 = r1 + r2": "c1 c2 c3"}


def test_a_relation_says_what_it_is_and_how_sure() -> None:
    first = discover(book_of(rows_of(SALES))).identities[0]
    assert first.kind is IdentityKind.FOOT
    assert first.origin.rule == "discovered: rows add to a total, in 3 of 3"
    assert [term.coefficient for term in first.terms] == [Fraction(1), Fraction(-1), Fraction(-1)]
    assert first.belief is not None
    assert first.belief > 6


def test_subtotals_nest_and_stand_for_their_parts() -> None:
    assert down(
        """
        Segment          | 2019   | 2018
        Transport        |        |
        Automotive       | 5,686  | 6,092
        Commercial       | 1,221  | 1,280
        Sensors          | 914    | 918
        Total transport  | 7,821  | 8,290
        Industry         |        |
        Equipment        | 1,949  | 1,987
        Defence          | 1,306  | 1,157
        Total industry   | 3,255  | 3,144
        Total            | 11,076 | 11,434
        """
    ) == {"r5 = r2 + r3 + r4": "c1 c2", "r9 = r7 + r8": "c1 c2", "r10 = r5 + r9": "c1 c2"}


def test_a_total_may_stand_above_its_parts() -> None:
    assert down(
        """
        Revenue by region | 2019   | 2018
        Total revenue     | 48,212 | 44,087
        Americas          | 21,604 | 20,115
        Europe            | 15,993 | 14,208
        Asia              | 10,615 | 9,764
        """
    ) == {"r1 = r2 + r3 + r4": "c1 c2"}


def test_lines_are_taken_off_as_their_words_say() -> None:
    assert down(
        """
        Income              | 2019    | 2018
        Sales               | 788,948 | 718,892
        Less: cost of sales | 473,296 | 353,285
        Gross profit        | 315,652 | 365,607
        """
    ) == {"r3 = r1 - r2": "c1 c2"}


def test_brackets_are_added_and_not_taken_off_twice() -> None:
    assert down(
        """
        Income              | 2019      | 2018
        Sales               | 788,948   | 718,892
        Less: cost of sales | (473,296) | (353,285)
        Gross profit        | 315,652   | 365,607
        """
    ) == {"r3 = r1 + r2": "c1 c2"}


def test_a_roll_forward_closes() -> None:
    book = discover(
        book_of(
            rows_of(
                """
                Allowance                | 2012     | 2011
                Balance at the beginning | 24,412   | 22,505
                Increases                | 8,028    | 17,008
                Write-offs               | (12,034) | (15,101)
                Balance at the end       | 20,406   | 24,412
                """
            )
        )
    )
    assert found(book) == {"r4 = r1 + r2 + r3": "c1 c2", "r1 = r4": "c1"}
    assert [i.kind for i in book.identities] == [IdentityKind.ROLLFORWARD] * 2 + [IdentityKind.AGREE]
    agreed = book.identities[-1]
    assert agreed.text == "r1 c1 = r4 c2"  # opened with what the year before closed with


@pytest.mark.parametrize(
    "heads",
    [
        "Description | Balance at Beginning | Charged to Costs and Expenses | Deductions | Balance at End",
        "Reserves    | Beginning balance    | Additions                     | Used       | Ending balance",
        "科目        | 当期首残高           | 当期増加額                    | 当期減少額 | 当期末残高",
    ],
)
def test_a_schedule_of_reserves_prints_what_is_used_without_a_minus(heads: str) -> None:
    """Some reserves are used up and set anew: what is added is then all that is left."""
    rows = """
        Doubtful accounts | 1,204 | 318 | 308   | 1,214
        Warranty          | 866   | 402 | 429   | 839
        Restructuring     | 213   | 540 | 213   | 540
        Inventories       | 3,117 | 904 | 1,288 | 2,733
        """
    assert across(f"{heads}\n{rows.strip()}")["c4 = c1 + c2 - c3"] == "r1 r2 r3 r4"


def test_a_change_column_is_this_year_less_the_last() -> None:
    assert across(
        """
        Operating revenues | Q4 2019 | Q4 2018 | $ change
        Wireless           | 2,493   | 2,407   | 86
        Wireline           | 3,138   | 3,137   | 1
        Media              | 879     | 850     | 29
        Eliminations       | (194)   | (179)   | (15)
        """
    ) == {"c3 = c1 - c2": "r1 r2 r3 r4"}


def test_segments_cross_foot_to_their_total() -> None:
    table = """
        (In millions) | Data    | Mobile | Other | Total
        Sales         | 5,424   | 1,758  | 312   | 7,494
        Costs         | (3,209) | (1,466) | (287) | (4,962)
        Margin        | 2,215   | 292    | 25    | 2,532
        """
    assert down(table)["r3 = r1 + r2"] == "c1 c2 c3 c4"
    assert across(table)["c4 = c1 + c2 + c3"] == "r1 r2 r3"


def test_a_group_is_said_to_be_its_segments_though_another_column_was_found_first() -> None:
    table = """
        Segments         | North America | Europe | Asia Pacific | Eliminations | Consolidated
        Net sales        | 4,318         | 2,270  | 1,544        | -            | 8,069
        Intersegment     | 212           | 418    | 96           | (726)        | -
        Total net sales  | 4,530         | 2,625  | 1,640        | (726)        | 8,069
        Depreciation     | 187           | 94     | 71           | 22           | 374
        Operating income | 612           | 241    | 188          | (155)        | 886
        Capital spending | 266           | 120    | 98           | 14           | 498
        """
    book = discover(book_of(rows_of(table)))
    said = [each.text for each in book.identities if each.subject == FactKey("r4", Undated("c5"))]
    assert said == ["r4 c5 = r4 c1 + r4 c2 + r4 c3 + r4 c4"]


def test_a_misprint_in_one_column_is_kept_as_the_finding() -> None:
    wrong = SALES.replace("1,202.9", "1,220.9")
    assert down(wrong) == {"r3 = r1 + r2": "c1 c2 c3"}
    (broken,) = {identity.belief for identity in discover(book_of(rows_of(wrong))).identities}
    assert broken is not None
    assert broken > LIKELY


def test_a_column_that_fails_like_no_slip_is_no_finding_on_weak_evidence() -> None:
    assert down(SALES.replace("1,202.9", "1,517.6").replace("1,107.7", "1,391.3")) == {}


def test_a_weak_relation_may_stand_among_surer_ones_but_not_alone() -> None:
    """11 + 7 = 18 in one column: odds of 37 to 1, too little where one in fifty may be an accident."""
    weak = """
        Patents  |
        Granted  | 11
        Pending  | 7
        Total    | 18
        """
    sure = """
        Sales    | 2019
        Americas | 21,604
        Europe   | 15,993
        Total    | 37,597
        """
    assert down("Rights | 2019\n    Brands | 95" + weak) == {}
    assert down(sure + weak.lstrip()) == {"r3 = r1 + r2": "c1", "r7 = r5 + r6": "c1"}


def test_what_a_book_already_declares_is_not_found_again() -> None:
    book = discover(book_of(rows_of(SALES)))
    assert discover(book).identities == book.identities


def test_a_misprint_is_found_and_blamed() -> None:
    """The total of 2018 reads 1,209.2 for 1,202.9: swapped digits there explain the finding, and nothing else does."""
    wrong = discover(book_of(rows_of(SALES.replace("1,202.9", "1,209.2"))))
    (finding,) = decide(with_intervals(inferred(wrong))).findings
    (first,) = finding.corrections[0]
    assert (first.figure, first.suggested, first.slip) == ("t.r3c2", "1,202.9", "transposed digits")
    assert [slip for (correction,) in finding.corrections[1:] if (slip := correction.slip)] == []


WIDE = (("Rent", 10_237, 7_919), ("Pay", 20_411, 6_007), ("Power", 9_973, 1_013))
"""Lines of a table with very many columns: the first figure of each, and how it grows from column to column."""


def test_a_total_of_a_hundred_columns_is_kept_though_its_odds_have_over_300_digits() -> None:
    lines = {name: [str(start + step * column) for column in range(120)] for name, start, step in WIDE}
    total = [str(sum(int(line[column]) for line in lines.values())) for column in range(120)]
    rows = [["", *(f"Site {column}" for column in range(120))], *([name, *line] for name, line in lines.items())]
    (belief,) = {each.belief for each in discover(book_of([*rows, ["Total", *total]])).identities}
    assert belief is not None
    assert belief > 308
