"""Percentages that a table's amounts explain: growth, margins and shares, and those that they do not."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from tests.bind.tables import table
from tests.tie.discover_books import book_of, rows_of

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.model.findings import Severity
from crossfoot.model.identities import IdentityKind
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import tie_briefly
from crossfoot.vocabulary.periods import Duration, Undated


def told(text: str) -> Book:
    return discover(book_of(rows_of(text)))


def percentages(text: str) -> dict[str, list[str]]:
    """What explains percentages, as `r1c1 / r1c2 - 100`, by the place of the percentage."""
    found: dict[str, list[str]] = defaultdict(list)
    for identity in told(text).identities:
        if identity.ratio is not None:
            ratio, over, under = (
                fact.measure.rstrip("%") + fact.period.column
                for fact in (identity.ratio, identity.terms[0].fact, identity.denominator[0].fact)
                if isinstance(fact.period, Undated)
            )
            found[ratio].append(f"{over} / {under}" + (" - 100" if identity.offset else ""))
    return found


GROWTH = """
$ million      | 2019  | 2018  | Change (%)
Order intake   | 532.0 | 470.0 | 13.2
Revenue        | 503.6 | 476.9 | 5.6
Gross profit   | 368.6 | 344.5 | 7.0
Operating cost | 275.7 | 267.4 | 3.1
"""


def test_growth_is_one_column_over_another() -> None:
    assert percentages(GROWTH) == {f"r{n}c3": [f"r{n}c1 / r{n}c2 - 100"] for n in (1, 2, 3, 4)}
    assert {i.kind for i in told(GROWTH).identities} == {IdentityKind.VARIANCE}


def test_a_misprinted_growth_is_kept_where_the_others_leave_no_doubt() -> None:
    more = GROWTH + "Free cash flow | 100.1 | 50.9 | 96.7\nClosing cash | 183.2 | 121.6 | 50.7\n"
    assert percentages(more.replace("| 5.6", "| 6.5"))["r2c3"] == ["r2c1 / r2c2 - 100"]


REGIONS = """
Sales by region | 2019   | 2018   | Growth
Americas        | 21,604 | 20,115 | 7.4%
Europe          | 15,993 | 14,208 | 12.6%
Asia            | 10,615 | 9,764  | 8.7%
Total           | 48,212 | 44,087 | 9.4%
"""


@pytest.mark.parametrize("printed", ["7.8%", "8.1%", "6.2%", "18.7%"])
def test_one_growth_that_fails_beside_three_that_tie_is_a_finding_whatever_it_prints(printed: str) -> None:
    told = tie_briefly(discover(book_of(rows_of(REGIONS.replace("8.7%", printed)))))
    (finding,) = told.findings
    assert finding.severity is Severity.WARNING
    assert "t.r3c3" in finding.figures
    assert told.verdicts["t.r3c3"].verdict is Verdict.BREAKS


def test_growth_that_fails_in_every_other_line_is_of_something_else() -> None:
    assert percentages(REGIONS.replace("8.7%", "6.1%").replace("12.6%", "14.0%")) == {}


@pytest.mark.parametrize("heading", ["Δ%", "∆%", "YoY", "q/q", "% chg"])
def test_headings_of_comparisons_name_growth(heading: str) -> None:
    assert set(percentages(REGIONS.replace("Growth", heading))) == {"r1c3", "r2c3", "r3c3", "r4c3"}


def test_growth_of_a_cost_with_the_other_sign_is_worse_and_no_finding() -> None:
    table = """
        | 2023 | 2022 | Better/(worse)
        Revenue | 1,204 | 1,150 | 4.7%
        Gross profit | 504 | 460 | 9.6%
        Operating expenses | 301 | 280 | (7.5%)
        Operating income | 203 | 180 | 12.8%
        """
    assert "r3c3" not in percentages(table)
    assert percentages(table)["r4c3"] == ["r4c1 / r4c2 - 100"]


def test_growth_of_one_digit_is_told_where_a_column_is_full_of_it() -> None:
    table = """
        | 2023 | 2022 | Change
        Beverages | 4,214 | 4,012 | 5%
        Snacks | 3,871 | 3,799 | 2%
        Cereals | 2,155 | 2,239 | (4)%
        Dairy | 1,882 | 1,741 | 8%
        Fruit | 961 | 898 | 7%
        Meat | 3,307 | 3,443 | (4)%
        Fish | 1,120 | 1,088 | 3%
        """
    assert set(percentages(table)) == {f"r{n}c3" for n in range(1, 8)}
    (first, *rest) = table.strip().splitlines()
    assert percentages("\n".join([first, *rest[:2]])) == {}


def test_growth_is_of_the_later_year_over_the_one_before() -> None:
    table = """
        | 2021 | 2022 | 2023 | % growth
        Books | 2,013 | 2,140 | 2,318 | 8.3%
        Maps | 1,377 | 1,350 | 1,294 | (4.1)%
        """
    assert percentages(table) == {"r1c4": ["r1c3 / r1c2 - 100"], "r2c4": ["r2c3 / r2c2 - 100"]}


def test_a_margin_is_a_line_in_percent_of_another() -> None:
    assert percentages(
        """
        In millions       | 2011  | 2010  | 2009
        Revenue           | 4,501 | 2,111 | 1,267
        Operating income  | 448   | 234   | 203
        Operating margin  | 10.0% | 11.1% | 16.0%
        """
    ) == {f"r3c{n}": [f"r2c{n} / r1c{n}"] for n in (1, 2, 3)}


SHARES = """
Sales by country | 2019      | %
Canada           | 96,168    | 6.1%
United States    | 1,079,520 | 68.4%
United Kingdom   | 103,498   | 6.6%
Australia        | 68,571    | 4.3%
Rest of world    | 230,416   | 14.6%
Total            | 1,578,173 | 100.0%
"""


def test_shares_are_in_percent_of_the_total() -> None:
    assert percentages(SHARES) == {f"r{n}c2": [f"r{n}c1 / r6c1"] for n in (1, 2, 3, 4, 5)}


def test_a_share_set_so_that_all_add_to_a_hundred_is_left_alone() -> None:
    assert "r5c2" not in percentages(SHARES.replace("14.6%", "14.5%"))


def test_percentages_of_something_else_stay_unexplained() -> None:
    assert (
        percentages(
            """
            Loans       | 2019  | 2018  | Interest
            Series A    | 4,177 | 4,220 | 5.5%
            Series B    | 1,216 | 1,144 | 5.8%
            Series C    | 3,930 | 3,007 | 5.9%
            """
        )
        == {}
    )


def test_percentages_cut_off_are_told_from_rounded_ones() -> None:
    cut = percentages(
        """
        In millions       | 2012  | 2011  | 2010  | 2009
        Revenue           | 4,501 | 2,111 | 1,267 | 1,801
        Operating income  | 448   | 234   | 203   | 313
        Operating margin  | 9.9%  | 11.0% | 16.0% | 17.3%
        """
    )
    assert cut == {f"r3c{n}": [f"r2c{n} / r1c{n}"] for n in (1, 2, 3, 4)}


def test_earnings_per_share_are_earnings_over_shares() -> None:
    table = """
        In millions, except per share  | 2019   | 2018  | 2017
        Net income                     | 11,083 | 3,587 | 9,452
        Average shares outstanding     | 3,732  | 4,238 | 4,217
        Diluted earnings per share     | $2.97  | $0.85 | $2.24
        """
    assert percentages(table) == {f"r3c{n}": [f"r1c{n} / r2c{n}"] for n in (1, 2, 3)}
    thousands = table.replace("3,732 ", "3,731,650").replace("4,238", "4,238,402").replace("4,217", "4,217,093")
    assert {identity.factor for identity in told(thousands).identities} == {Fraction(1000)}


def test_an_amount_per_share_that_is_nil_throughout_is_no_quotient() -> None:
    table = """
        In millions, except per share  | 2019   | 2018
        Net income                     | 11,083 | 3,587
        Average shares outstanding     | 3,732  | 4,238
        Dividends per share            | $—     | $—
        """
    assert told(table).identities == ()


def test_growth_below_the_amounts_is_over_the_column_before() -> None:
    table = """
        Net sales | 2019 | 2020 | 2021 | 2022 | 2023
        Amount | 1,434 | 1,606 | 1,574 | 1,763 | 1,901
        Growth | 5.2% | 12.0% | (2.0)% | 12.0% | 7.8%
        """
    found = [i for i in told(table).identities if i.ratio is not None]
    assert [i.text for i in found] == [f"r2% c{c} = 100 x r1 c{c} / r1 c{c - 1} - 100" for c in (2, 3, 4, 5)]
    assert not any(i.ratio for i in told(table.replace("Growth", "Market share")).identities)


def test_outgoings_below_zero_grow_as_their_sizes_do() -> None:
    table = """
        (in millions) | 2023 | 2022 | Change
        Revenue | 1,204 | 1,150 | 4.7%
        Cost of sales | (700) | (690) | 1.4%
        Gross profit | 504 | 460 | 9.6%
        Operating expenses | (301) | (280) | 7.5%
        Operating income | 203 | 180 | 12.8%
        """
    assert len([i for i in told(table).identities if i.ratio is not None]) == 5


def test_basic_earnings_are_not_over_diluted_shares() -> None:
    table = """
        | 2023 | 2022 | 2021
        Net income | 1,048,217 | 805,431 | 939,102
        Weighted average number of shares - diluted | 1,492,006 | 1,521,118 | 1,571,094
        Basic earnings per share | 0.703 | 0.529 | 0.598
        """
    assert not any(i.ratio for i in told(table).identities)
    assert sum(i.ratio is not None for i in told(table.replace("Basic", "Diluted")).identities) == 3


def test_amounts_for_each_of_what_is_counted_are_one_line_over_another() -> None:
    table = """
        | 2021 | 2022 | 2023
        Revenue ($ million) | 17,205 | 18,364 | 19,552
        Employees | 812 | 845 | 877
        Revenue per employee ($ million) | 21.2 | 21.7 | 22.3
        """
    assert percentages(table) == {f"r3c{n}": [f"r1c{n} / r2c{n}"] for n in (1, 2, 3)}
    assert percentages(table.replace("Employees", "Branches")) == {}


def test_earnings_per_share_with_digits_exchanged_beside_one_that_ties_are_a_finding() -> None:
    table = """
        | 2022 | 2023
        Net income | 2,104 | 2,377
        Average shares (thousands) | 45,120 | 44,870
        Earnings per share | $46.63 | $52.98
        """
    assert len(percentages(table)["r3c2"]) == 1
    assert len(percentages(table.replace("52.98", "52.89"))["r3c2"]) == 1
    assert "r3c2" not in percentages(table.replace("52.98", "52.95"))  # some earnings may not be of these shares


def test_growth_on_the_year_before_is_over_the_same_quarter_however_many_columns_lie_between() -> None:
    table = """
        | 1Q22 | 2Q22 | 3Q22 | 4Q22 | 1Q23 | 2Q23 | 3Q23
        Revenue | 1,382 | 1,433 | 1,443 | 1,450 | 1,468 | 1,605 | 1,546
        Cost of revenue | 818 | 803 | 863 | 896 | 880 | 917 | 923
        Gross profit | 564 | 630 | 580 | 554 | 588 | 688 | 623
        Revenue growth y/y | | | | | 6.2% | 12.0% | 7.1%
        """
    undated = book_of(rows_of(table))
    quarters = {
        f"c{n}": Duration(date(2022 + (n - 1) // 4, 3 * ((n - 1) % 4) + 1, 1), last)
        for n, last in enumerate(
            (date(y, m, d) for y in (2022, 2023) for m, d in ((3, 31), (6, 30), (9, 30), (12, 31))), 1
        )
    }
    figures = [
        replace(figure, fact=replace(figure.fact, period=quarters[figure.fact.period.column]))
        for figure in undated.figures
        if figure.fact is not None and isinstance(figure.fact.period, Undated)
    ]
    told = [i for i in discover(undated.grown(figures=tuple(figures))).identities if i.ratio is not None]
    assert [i.text for i in told] == [f"r4% {q}Q23 = 100 x r1 {q}Q23 / r1 {q}Q22 - 100" for q in (1, 2, 3)]


def test_growth_told_in_several_columns_of_two_years_is_one_relation() -> None:
    summary = """
（％表示は、対前期増減率）
| 売上高 | | 営業利益 | | 経常利益 | | 当期純利益 |
| 百万円 | ％ | 百万円 | ％ | 百万円 | ％ | 百万円 | ％
2024年3月期 | 197,533 | 7.2 | 23,712 | 12.3 | 24,015 | 11.1 | 16,379 | 17.4
2023年3月期 | {} | 5.1 | 21,121 | △3.4 | 21,612 | △2.8 | 13,949 | △6.0
"""
    for revenue, broken in (("184,206", set()), ("148,206", {"revenue"})):
        book = tie_briefly(discover(bind_grids(table(summary.format(revenue)))))
        growth = {each.ratio.measure for each in book.identities if each.ratio is not None}
        assert growth == {"revenue", "operating_income", "ordinary_income", "profit"}
        suspects = {figure for finding in book.findings for figure in finding.figures}
        assert {figure.fact.measure for figure in book.figures if figure.id in suspects and figure.fact} == broken


def test_ratios_that_mostly_miss_by_less_than_a_place_are_of_something_else() -> None:
    """Use of capacity is of the year's average capacity, which is near that of its close."""
    use = """
        Thousand a day | 2019  | 2020  | 2021  | 2022  | 2023
        Throughput     | 1,749 | 1,627 | 1,594 | 1,504 | 1,411
        Capacity       | 1,906 | 1,909 | 1,768 | 1,637 | 1,557
        Utilization    | 92%   | 85%   | 89%   | 91%   | 90%
        """
    assert percentages(use) == {}


def test_a_spreadsheet_shows_its_ratios_to_nearest() -> None:
    cut_off = """
        Sales   | 2,113 | 2,246 | 2,409 | 2,518
        Profit  | 311   | 377   | 411   | 483
        Margin  | 14.7% | 16.7% | 17.0% | 19.1%
        """
    book = book_of(rows_of(cut_off))
    sheet = tuple(replace(figure, place=replace(figure.place, sheet="P&L")) for figure in book.figures)
    assert any(identity.ratio for identity in discover(book).identities)
    assert not any(identity.ratio for identity in discover(replace(book, figures=sheet)).identities)


COMMON_SIZE = """
GBP thousands           | 2026     | 2025     | Change (%) | % of revenue | % before
Product revenue         | 81,342   | 76,915   | 5.8        | 65.8   | 67.0
Service revenue         | 42,207   | 37,880   | 11.4       | 34.2   | 33.0
Total revenue           | 123,549  | 114,795  | 7.6        | 100.0  | 100.0
Cost of sales           | (70,118) | (66,480) | 5.5        | 56.8   | 57.9
Gross profit            | 53,431   | 48,315   | 10.6       | 43.2   | 42.1
Distribution costs      | (12,904) | (12,115) | 6.5        | 10.4   | 10.6
Administrative expenses | (18,226) | (17,032) | 7.0        | 14.8   | 14.8
Operating profit        | 22,301   | 19,168   | 16.3       | 18.1   | 16.7
"""


def test_costs_in_brackets_are_in_percent_of_revenue_by_their_size() -> None:
    """And the percentages stand three columns behind their amounts, with another column between."""
    explained = percentages(COMMON_SIZE)
    for row in (1, 2, 4, 5, 6, 7, 8):
        assert explained[f"r{row}c4"] == [f"r{row}c1 / r3c1"]
        assert explained[f"r{row}c5"] == [f"r{row}c2 / r3c2"]
    assert {each.verdict for each in tie_briefly(told(COMMON_SIZE)).verdicts.values()} == {Verdict.TIES}


def test_a_misprinted_share_of_costs_in_brackets_is_found() -> None:
    book = tie_briefly(told(COMMON_SIZE.replace("| 57.9", "| 59.7")))
    (finding,) = book.findings
    assert finding.severity is Severity.ERROR
    assert [(each.figure, each.suggested) for (each,) in finding.corrections] == [("t.r4c5", "57.9")]


def test_one_margin_above_zero_of_a_loss_is_a_slip_of_its_sign() -> None:
    signs = """
    $ million        | 2026  | % of revenue
    Revenue          | 510.0 | 100.0
    Gross profit     | 204.5 | 40.1
    Operating profit | 88.3  | 17.3
    Pre-tax profit   | 71.1  | 13.9
    Net result       | -12.7 | 2.5
    """
    unlike = [i for i in told(signs).identities if i.ratio is not None and i.terms[0].coefficient < 0]
    assert not unlike
