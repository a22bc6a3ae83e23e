"""Traps of discovery: what looks as if it added up and does not, and what adds up for no reason that counts."""

from dataclasses import replace

import pytest
from tests.tie.discover_books import across, book_of, down, found, found_across, rows_of

from crossfoot.model.book import Book
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.discovery.sums.search import sums
from crossfoot.tie.discovery.sums.signs import surely_signed
from crossfoot.tie.discovery.tables.labels import words_of
from crossfoot.tie.discovery.tables.table import tables
from crossfoot.vocabulary.units import unit_from_code


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
            Held          | 500   | 500
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


def test_a_line_that_rounding_swallows_is_no_remainder_of_a_sum() -> None:
    table = """
        | 2024 | 2023 | 2022
        Income before taxes | 4,544 | 6,183 | 5,210
        Provision for taxes | 1,136 | 1,531 | 1,310
        Income from continuing operations | 3,408 | 4,652 | 3,900
        Discontinued operations | (1) | (1) | 1
        """
    assert set(down(table)) == {"r3 = r1 - r2"}


def test_a_line_that_rounding_swallows_is_taken_in_as_exact_ties_tell() -> None:
    text = """
        | 2024 | 2023 | 2022 | 2021 | 2020 | 2019
        Premiums of open lines | 11,189 | 4,652 | 2,952 | 3,785 | 4,100 | 5,207
        Premiums of closed lines | – | – | (1) | – | 1 | –
        Ceded to reinsurers | 119 | 45 | 36 | 41 | 12 | 17
        Net premiums | 11,070 | 4,607 | 2,915 | 3,744 | 4,089 | 5,190
        """
    (table,) = tables(book_of(rows_of(text)))
    (found_first,) = sums(table).sums
    assert found_first.parts == ((0, 1), (2, -1))
    assert surely_signed([found_first])[0].parts == ((0, 1), (1, 1), (2, -1))


def test_a_sum_read_without_a_line_that_rounding_swallows_is_no_sum_of_its_own() -> None:
    """Where the gains are small, what is left of the total without them ties too: it is the same sum, told worse."""
    table = """
        By quarter    | 1Q      | 2Q    | 3Q      | 4Q    | 5Q    | 6Q
        Gains on sale | 2       | 1     | 2       | 1     | 1     | –
        Impairment    | (121)   | (207) | (118)   | (332) | (415) | (101)
        Environmental | (231)   | (141) | (3,214) | (771) | (515) | (119)
        Restructuring | (134)   | (331) | (6,312) | (121) | (57)  | (1,102)
        Fair value    | 4,179   | 6,112 | 5,166   | 5,151 | 2,660 | 3,333
        Other         | (7,719) | (1,166) | 6,161 | 3,144 | 1,147 | 2,004
        Total         | (4,024) | 4,268 | 1,685   | 7,072 | 2,821 | 4,015
        """
    assert set(down(table)) == {"r7 = r1 + r2 + r3 + r4 + r5 + r6"}


def test_average_shares_are_no_difference_of_closing_ones() -> None:
    """Where treasury shares hardly moved the average is what is left of the issue to the last share, in one year."""
    table = """
        | 2022 | 2021
        Shares issued at the end of the period | 40,000,000 | 40,000,000
        Treasury shares at the end of the period | 2,114,876 | 2,114,512
        Average number of shares in the period | 37,885,124 | 37,885,488
        """
    assert down(table) == {}
    assert "r3 = r1 - r2" in down(table.replace("Average number of shares in the period", "Net shares"))


def test_average_shares_add_to_average_shares() -> None:
    table = """
        | 2022 | 2021
        Weighted average shares, basic | 3,126,914 | 3,103,551
        Dilutive options | 355,117 | 361,204
        Weighted average shares, diluted | 3,482,031 | 3,464,755
        """
    assert set(down(table)) == {"r3 = r1 + r2"}


def test_a_part_is_not_what_is_left_of_another_part() -> None:
    """The other assets happen to be the property less goodwill and intangibles, within rounding."""
    table = """
        | 2023 | 2022
        Total noncurrent assets | 502 | 496
        Property | 250 | 247
        Goodwill | 149 | 149
        Intangibles | 50 | 46
        Other assets | 53 | 54
        """
    assert set(down(table)) == {"r1 = r2 + r3 + r4 + r5"}


def test_a_figure_that_lost_its_point_is_compared_with_its_neighbours() -> None:
    table = """
        | 2023 | 2022 | 2021
        Europe | 12.3 | 11.8 | 10.9
        Asia | 204 | 19.6 | 21.1
        America | 31.7 | 30.2 | 28.8
        Total | 64.4 | 61.6 | 60.8
        """
    assert down(table) == {"r4 = r1 + r2 + r3": "c1 c2 c3"}


def test_a_row_of_round_figures_among_finer_ones_is_left_out() -> None:
    table = """
        | 2023 | 2022 | 2021
        Europe | 12.3 | 11.8 | 10.9
        Asia | 20.4 | 19.6 | 21.1
        Staff | 204 | 196 | 211
        Total | 32.7 | 31.4 | 32.0
        """
    assert set(down(table)) == {"r4 = r1 + r2"}


SECTIONS = """
    | 1Q | 2Q | 3Q | 4Q
    Profit before interest and tax | | | |
    US | 1,204 | 1,377 | 1,150 | 1,298
    Other countries | 2,316 | 2,204 | 2,467 | 2,511
    Depreciation | | | |
    US | 412 | 431 | 408 | 419
    Other countries | 877 | 863 | 891 | 902
    Exploration written off | | | |
    US | 37 | 11 | 64 | 29
    Other countries | 118 | 205 | 97 | 143
    EBITDA | | | |
    US | 1,653 | 1,819 | 1,622 | 1,746
    Other countries | 3,311 | 3,272 | 3,455 | 3,556
    """


def test_a_line_adds_up_the_lines_of_its_name_in_the_sections_before() -> None:
    assert down(SECTIONS) == {"r11 = r2 + r5 + r8": "c1 c2 c3 c4", "r12 = r3 + r6 + r9": "c1 c2 c3 c4"}


def test_a_line_of_its_name_that_does_not_apply_in_one_quarter_is_no_finding() -> None:
    """In the second quarter 40 of what was written off had been adjusted for already."""
    assert down(SECTIONS.replace("1,819", "1,779"))["r11 = r2 + r5 + r8"] == "c1 c3 c4"


def test_of_two_readings_the_one_that_ties_everywhere_explains_the_other() -> None:
    """Services alone equal contracts where no goods are sold, and what is left of the total there."""
    table = """
        | Japan | Europe | Asia | Heavy haulage
        Goods transferred at a point in time | – | – | – | 1,822,276
        Services transferred over time | 1,127,604 | 313,485 | 205,116 | 73,487
        Revenue from contracts | 1,127,604 | 313,485 | 205,116 | 1,895,764
        Other revenue | 14,207 | 2,118 | 7,034 | 32,548
        Total | 1,141,811 | 315,603 | 212,150 | 1,928,313
        """
    assert down(table) == {"r5 = r3 + r4": "c1 c2 c3 c4", "r3 = r1 + r2": "c1 c2 c3 c4"}


def test_a_line_that_equals_another_in_one_year_is_not_it_in_the_next() -> None:
    """With no extraordinary items the ordinary profit is that before tax; in 2023 there were some, printed nowhere."""
    table = """
        | 2024 | 2023
        Ordinary profit | 181,755 | 231,327
        Profit before tax | 181,755 | 230,103
        Income taxes | 46,268 | 56,189
        Net profit | 135,487 | 173,914
        """
    assert set(down(table)) == {"r4 = r2 - r3"}


def test_a_line_that_names_earnings_per_share_last_speaks_of_amounts() -> None:
    bridge = """
        $ million | EBITDA | EBIT | Net income
        Net income | 805 | 805 | 805
        Tax expense | 300 | 300 |
        Interest expense | 135 | 135 |
        Depreciation | 579 | |
        Minority interest | 10 | 10 |
        EBITDA, EBIT, Net income and EPS | 1,829 | 1,250 | 805
        """
    assert down(bridge) == {"r6 = r1 + r2 + r3 + r4 + r5": "c1", "r6 = r1 + r2 + r3 + r5": "c2", "r6 = r1": "c3"}
    assert down(bridge.replace("EBITDA, EBIT, Net income and EPS", "EPS")) == {}


BRIDGE = """
    | 2023 | 2022
    Diluted EPS | $1.25 | $1.35
    Amortization, per share | $0.10 | $0.07
    Restructuring, per share | $(0.03) | $0.12
    Loss on investments, per share | $0.11 | $0.04
    Non-GAAP diluted EPS | $1.43 | $1.58
    """


def per_share(text: str) -> Book:
    """The book of a table whose figures are all dollars a share."""
    book = book_of(rows_of(text))
    return book.grown(figures=tuple(replace(figure, unit=unit_from_code("USD/share")) for figure in book.figures))


def test_adjustments_to_earnings_per_share_add_down_and_years_do_not() -> None:
    assert found(discover(per_share(BRIDGE))) == {"r5 = r1 + r2 + r3 + r4": "c1 c2"}
    assert found(discover(per_share(BRIDGE.replace("1.58", "1.85")))) == {}  # too few digits to hold it against them
    quarters = """
        | 1Q | 2Q | 3Q | 4Q | Year
        Basic EPS | 0.51 | 0.48 | 0.62 | 0.71 | 2.32
        Diluted EPS | 0.50 | 0.47 | 0.60 | 0.70 | 2.27
        """
    assert found_across(discover(per_share(quarters))) == {}


def test_assets_whose_market_price_is_quoted_are_amounts_and_an_average_price_is_none() -> None:
    assert not words_of("Assets with quoted market prices in an active market").never
    assert words_of("Average market price of a share").never


def test_a_figure_alone_in_its_row_is_printed_as_its_column_is_only_where_all_of_it_is() -> None:
    table = """
        | 2023
        Sales | 812.4
        Costs | 455.1
        Wages | {wages}
        Orders, whole | 1,204
        """

    def places(wages: str) -> list[int]:
        (found,) = tables(book_of(rows_of(table.format(wages=wages))))
        return [found.entries[line, 0].place for line in range(4)]

    assert places("120.9") == [1, 1, 1, 1]  # tenths: 1,204.0 is meant
    assert places("120") == [1, 1, 10, 10]
