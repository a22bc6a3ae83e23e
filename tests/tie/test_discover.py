"""Discovery told on tables as they are printed: what adds, what only looks as if it did, and how far it is believed."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.tie.discover_books import book_of, found, found_across, rows_of

from crossfoot.model.identities import IdentityKind
from crossfoot.tie.discovery.discover import LIKELY, discover
from crossfoot.tie.engine import decide
from crossfoot.tie.regimes import inferred, with_intervals


def down(text: str) -> dict[str, str]:
    return found(discover(book_of(rows_of(text))))


def across(text: str) -> dict[str, str]:
    return found_across(discover(book_of(rows_of(text))))


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


def test_a_misprint_in_one_column_is_kept_as_the_finding() -> None:
    wrong = SALES.replace("1,202.9", "1,220.9")
    assert down(wrong) == {"r3 = r1 + r2": "c1 c2 c3"}
    (broken,) = {identity.belief for identity in discover(book_of(rows_of(wrong))).identities}
    assert broken is not None
    assert broken > LIKELY


def test_a_column_that_fails_like_no_slip_is_no_finding_on_weak_evidence() -> None:
    assert down(SALES.replace("1,202.9", "1,517.6").replace("1,107.7", "1,391.3")) == {}


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(
            """
            Per share        | 2019 | 2018 | 2017
            First half EPS   | 1.25 | 1.13 | 0.98
            Second half EPS  | 1.31 | 1.22 | 1.07
            Total EPS        | 2.56 | 2.35 | 2.05
            """,
            id="earnings per share do not add, even where they seem to",
        ),
        pytest.param(
            """
            Selected figures | 2019    | 2018
            Total revenues   | 39,506  | 39,383
            Operating income | 13,535  | 13,264
            Total assets     | 108,709 | 137,851
            """,
            id="selected lines only",
        ),
        pytest.param(
            """
            Debt             | 2019   | 2018
            Bank loans       | 12,407 | 9,116
            Bonds            | 3,250  | 4,790
            Total equity     | 51,893 | 47,301
            """,
            id="a total of something that is not in the table",
        ),
        pytest.param(
            """
            Maturities | Year | Amount
            First      | 2019 | 12,407
            Second     | 2020 | 3,251
            Total      | 4039 | 51,893
            """,
            id="years are no amounts",
        ),
        pytest.param(
            """
            Allowance     | 2019  | 2018
            Specific      | 4,177 | 4,220
            Total         | 4,177 | 4,220
            """,
            id="one part is no sum",
        ),
        pytest.param(
            """
            Fair value    | 2019  | 2018
            Level 1       | 4,177 | 4,220
            Level 2       | -     | -
            Total         | 4,177 | 4,220
            """,
            id="a row of nil earns nothing",
        ),
        pytest.param(
            """
            Shares        | 2019  | 2018
            Granted       | 300   | 400
            Exercised     | 200   | 100
            Total         | 500   | 500
            """,
            id="round figures tie too easily",
        ),
    ],
)
def test_nothing_is_found_where_nothing_adds(table: str) -> None:
    assert discover(book_of(rows_of(table))).identities == ()


def test_note_numbers_take_no_part() -> None:
    assert (
        across(
            """
        Assets      | Note | 2019  | 2018
        Investments | 3    | 1,216 | 1,213
        Debtors     | 14   | 1,416 | 1,402
        Cash        | 5    | 2,632 | 2,627
        """
        )
        == {}
    )


def test_percent_columns_beside_amounts_stand_apart() -> None:
    assert (
        down(
            """
        Cost of revenue | 2019    | % of revenue | 2018    | % of revenue
        Licences        | 64,798  | 9%           | 35,452  | 5%
        Maintenance     | 16,499  | 2%           | 14,783  | 2%
        Services        | 243,053 | 34%          | 246,548 | 38%
        Total           | 324,350 | 45%          | 296,783 | 45%
        """
        )["r4 = r1 + r2 + r3"]
        == "c1 c3"
    )


def test_a_plug_line_that_takes_up_the_rounding_ties_like_any_other() -> None:
    assert down(
        """
        Sales by region | 2019   | 2018
        Americas        | 21,604 | 20,115
        Europe          | 15,993 | 14,208
        Asia            | 10,615 | 9,764
        Rounding        | 1      | (2)
        Total           | 48,213 | 44,085
        """
    ) == {"r5 = r1 + r2 + r3 + r4": "c1 c2"}


def test_a_total_may_miss_its_parts_by_rounding() -> None:
    assert down(
        """
        Sales by region | 2019   | 2018
        Americas        | 21,604 | 20,115
        Europe          | 15,993 | 14,208
        Asia            | 10,615 | 9,764
        Total           | 48,213 | 44,086
        """
    ) == {"r4 = r1 + r2 + r3": "c1 c2"}


def test_a_memorandum_line_is_passed_over() -> None:
    """A total takes a subtotal for its parts, and the memorandum line between them not at all."""
    assert down(
        """
        Assets                 | 2019   | 2018
        Cash                   | 1,414  | 1,172
        Receivables            | 6,212  | 5,890
        of which overdue       | 833    | 710
        Total current assets   | 7,626  | 7,062
        Plant                  | 21,905 | 20,433
        Total assets           | 29,531 | 27,495
        """
    ) == {"r4 = r1 + r2": "c1 c2", "r6 = r4 + r5": "c1 c2"}


def test_a_better_relation_explains_what_a_worse_one_fails_in() -> None:
    """Blank cells: in 2019 the total is also the last row less the third, but only as the first two are blank there."""
    assert down(
        """
        Years ended  | Federal   | State
        2007 to 2011 |           | 438,967
        2012 to 2016 |           | 478,502
        2017 to 2021 | 617,039   | 1,001,789
        2022 to 2026 | 1,476,644 | 629,354
        Total        | 2,093,683 | 2,548,612
        """
    ) == {"r5 = r3 + r4": "c1", "r5 = r1 + r2 + r3 + r4": "c2"}


def test_a_relation_that_only_misses_a_line_in_one_year_is_no_finding() -> None:
    """In the second year an extraordinary gain of 3,574, nowhere in the table, lies between the two profits."""
    book = discover(
        book_of(
            rows_of(
                """
                Income                 | 2024    | 2023
                Ordinary profit        | 207,656 | 111,810
                Extraordinary losses   | 2,818   | 1,042
                Profit before tax      | 204,838 | 114,342
                """
            )
        )
    )
    assert book.identities == ()


def test_a_balance_or_an_average_among_flows_is_no_finding() -> None:
    """Four quarters make the year, but for staff, of which the year's is the average, and cash, the year's last."""
    table = """
        Quarters    | 1Q     | 2Q     | 3Q     | 4Q     | Year
        Sales       | 21,604 | 20,115 | 22,318 | 25,406 | 89,443
        Costs       | 15,993 | 14,208 | 15,127 | 17,310 | 62,638
        Profit      | 5,611  | 5,907  | 7,191  | 8,096  | 26,805
        Orders      | 19,733 | 23,501 | 24,118 | 21,902 | 89,254
        Staff       | 3,204  | 3,190  | 3,222  | 3,240  | 3,214
        Cash        | 9,120  | 8,771  | 9,904  | 10,230 | 10,230
        """
    assert across(table)["c5 = c1 + c2 + c3 + c4"] == "r1 r2 r3 r4"


def test_a_misprinted_flow_among_them_is_still_one() -> None:
    table = """
        Quarters    | 1Q     | 2Q     | 3Q     | 4Q     | Year
        Sales       | 21,604 | 20,115 | 22,318 | 25,406 | 89,443
        Costs       | 15,993 | 14,208 | 15,127 | 17,310 | 62,638
        Orders      | 19,733 | 23,501 | 24,718 | 21,902 | 89,254
        Staff       | 3,204  | 3,190  | 3,222  | 3,240  | 3,214
        Spending    | 1,216  | 1,402  | 1,385  | 1,774  | 5,777
        Research    | 2,627  | 2,711  | 2,690  | 2,845  | 10,873
        """
    assert across(table)["c5 = c1 + c2 + c3 + c4"] == "r1 r2 r3 r5 r6"


def test_a_sign_that_several_columns_print_otherwise_is_a_way_of_printing() -> None:
    """The last four years print what is taken off without brackets, the two before with them."""
    table = """
        By area     | 2024   | 2023   | 2022   | 2021   | 2020    | 2019
        Gross sales | 21,604 | 20,115 | 22,318 | 23,904 | 25,406  | 18,771
        Less: among areas | 3,217 | 2,908 | 3,114 | 3,551 | (4,590) | (2,377)
        Sales       | 18,387 | 17,207 | 19,204 | 20,353 | 20,816  | 16,394
        """
    assert down(table)["r3 = r1 - r2"] == "c1 c2 c3 c4"


def test_a_total_none_of_whose_parts_is_printed_is_no_finding() -> None:
    table = """
        Losses     | Opening | Builds | Other | Closing
        Services   | 2,412   | 318    | (27)  | 2,703
        Markets    | 1,305   | (116)  | 14    | 1,203
        Banking    | 4,018   | 227    | 6     | 4,251
        All, and commitments | 9,731 |  |     | 10,408
        """
    assert across(table)["c4 = c1 + c2 + c3"] == "r1 r2 r3"


def test_figures_of_a_section_headed_per_share_do_not_add() -> None:
    book = book_of(
        rows_of(
            """
            Year    | 1Q     | 2Q     | 3Q      | 4Q     | Year
            Profit  | 21,604 | 20,115 | 22,318  | 25,406 | 89,443
            Costs   | 15,993 | 14,208 | 15,127  | 17,310 | 62,638
            Basic   | 21.63  | 83.32  | 2.22    | 6.71   | 113.92
            """
        )
    )
    headed = tuple(
        replace(f, fact=replace(f.fact, measure="t: Per ordinary share (cents) / Basic"))
        if f.fact is not None and f.fact.measure == "r3"
        else f
        for f in book.figures
    )
    assert found_across(discover(book.grown(figures=headed))) == {"c5 = c1 + c2 + c3 + c4": "r1 r2"}


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
    assert down("Patents | 2019" + weak) == {}
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


def test_a_line_that_rounding_swallows_is_no_remainder_of_a_sum() -> None:
    table = """
        | 2024 | 2023 | 2022
        Income before taxes | 4,544 | 6,183 | 5,210
        Provision for taxes | 1,136 | 1,531 | 1,310
        Income from continuing operations | 3,408 | 4,652 | 3,900
        Discontinued operations | (1) | (1) | 1
        """
    assert set(down(table)) == {"r3 = r1 - r2"}
