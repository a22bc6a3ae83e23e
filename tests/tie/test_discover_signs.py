"""Lines whose signs no word tells, or one column alone: statements as filers print them."""

import pytest
from tests.tie.discover_books import across, book_of, down, rows_of

from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.discovery.tables.labels import words_of


def test_a_few_lines_may_be_added_against_their_words() -> None:
    """Costs printed above zero stand beside income, which no word takes off: two columns tell which is which."""
    table = """
        In millions | 2010 | 2009
        Net sales | 13,417 | 9,041
        Cost of sales | 11,541 | 8,138
        Selling, general and administrative expenses | 662 | 443
        Restructuring | 16 | 19
        Earnings of nonconsolidated affiliates | 304 | 65
        Sundry income (expense), net | 83 | (3)
        Interest income | 7 | 12
        Interest expense | 376 | 154
        Income before income taxes | 1,216 | 361
        """
    assert down(table) == {"r9 = r1 - r2 - r3 - r4 + r5 + r6 + r7 - r8": "c1 c2"}


def test_stock_lines_that_tell_their_par_value_are_amounts() -> None:
    table = """
        In thousands | 2010 | 2009
        Common shares, par value $1 per share, authorized 600,000,000 shares | 243,300 | 243,288
        Additional paid-in capital | 1,531,327 | 1,529,064
        Accumulated other comprehensive income | 997,543 | 985,032
        Retained earnings | 1,795,742 | 1,604,263
        Total shareholders' equity | 4,567,912 | 4,361,647
        """
    assert down(table) == {"r5 = r1 + r2 + r3 + r4": "c1 c2"}


def test_continuing_and_discontinued_operations_make_the_result_of_both() -> None:
    table = """
        In millions | 2010 | 2009
        Income from continuing operations | 2,396 | 2,935
        Loss from discontinued operations, net of taxes | (390) | (21)
        Net earnings | 2,006 | 2,914
        Less net earnings attributable to noncontrolling interests | 61 | 85
        Net earnings attributable to the Company | 1,945 | 2,829
        Preferred stock dividends declared | (75) | (75)
        Net earnings attributable to common shareowners | 1,870 | 2,754
        """
    assert down(table) == {"r3 = r1 + r2": "c1 c2", "r5 = r3 - r4": "c1 c2", "r7 = r5 + r6": "c1 c2"}


def test_a_line_of_one_column_is_added_as_it_ties_there() -> None:
    """What a minority lost is given back: its words take it off, and the one column that prints it adds it."""
    table = """
        In thousands | 2010 | 2009
        Income before income taxes | 354,464 | 499,587
        Income tax provision | (123,549) | (186,903)
        Net income | 230,915 | 312,684
        Less: net loss attributable to noncontrolling interest | (32) | –
        Net income attributable to shareholders | 230,947 | 312,684
        """
    assert set(down(table)) == {"r3 = r1 + r2", "r5 = r1 + r2 - r4"}


def test_where_another_line_makes_a_total_in_all_columns_the_one_that_fails_is_not_meant() -> None:
    table = """
        In millions | 2010 | 2009
        Income from operations | 3,394 | 2,244
        Interest income | 11 | 12
        Interest expense | (7) | (12)
        Other income (expense), net | 3 | 4
        Total non-operating income (expense) | 7 | 4
        Income before income taxes | 3,401 | 2,248
        """
    assert set(down(table)) == {"r6 = r1 + r5"}


def test_columns_that_miss_by_the_same_lack_a_column_of_their_own() -> None:
    """Net interest has no column: both lines of totals miss by it, and no figure is wrong."""
    table = """
        Measure | Operating profit | Pension income | Taxes | Net income
        Reported | 2,629 | 61 | 546 | 1,944
        Mark-to-market | 711 | 22 | 177 | 556
        Restructuring | 1,113 | 31 | 214 | 930
        Acquisitions | 2,102 | 45 | 361 | 1,786
        Impairment | 913 | 12 | 105 | 820
        Core | 7,468 | 171 | 1,403 | 6,036
        """
    assert across(table)["c4 = c1 + c2 - c3"] == "r2 r3 r4 r5"


def test_what_stands_in_a_line_that_prints_the_total_alone_is_what_a_line_of_totals_lacks() -> None:
    """Equity securities have a fair value only, so the cost of all is less by them."""
    table = """
        Securities | Cost | Gains | Losses | Fair value
        Money market funds | 27,899 | 3,011 | 1,022 | 29,888
        Equity securities | | | | 3,709
        Corporate debt | 23,111 | 2,121 | 1,341 | 23,891
        Government debt | 11,452 | 1,034 | 487 | 11,999
        Total | 62,462 | 6,166 | 2,850 | 69,487
        """
    assert across(table)["c1 = - c2 + c3 + c4"] == "r1 r3 r4"


def test_a_slip_is_still_one_where_no_other_reading_ties() -> None:
    table = """
        In thousands | 2010 | 2009
        Income before income taxes | 354,464 | 499,587
        Income tax provision | (123,549) | (186,903)
        Net income | 230,915 | 312,864
        Less: net loss attributable to noncontrolling interest | (32) | –
        """
    assert down(table)["r3 = r1 + r2"] == "c1 c2"


def test_a_ratio_of_amounts_per_share_accuses_nobody() -> None:
    """Shares were split in three: earnings were restated, dividends were not."""
    table = """
        | 2021 | 2022 | 2023 | 2024
        Earnings per share | 750.46 | 1,993.70 | 499.20 | 638.35
        Dividend per share | 1,200.00 | 520.00 | 140.00 | 325.00
        Payout ratio | 53.3% | 26.1% | 28.0% | 50.9%
        """
    found = {identity.text.partition(" = ")[0] for identity in discover(book_of(rows_of(table))).identities}
    assert found == {"r3% c2", "r3% c3", "r3% c4"}


@pytest.mark.parametrize(
    ("label", "outgoing"),
    [
        ("Income tax expense", True),
        ("Tax effect", True),
        ("Taxes other than income taxes", True),
        ("Cost of sales, excluding depreciation", True),
        ("Income before provision for income taxes", False),
        ("Before tax effect", False),
        ("Other comprehensive income, net of tax", False),
        ("Pre-tax profit", False),
    ],
)
def test_what_an_amount_is_stated_before_or_after_does_not_make_it_outgoing(label: str, *, outgoing: bool) -> None:
    assert words_of(label).outgoing is outgoing
