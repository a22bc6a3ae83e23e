"""Failures that are no misprints: figures beside a sum that seem to break it, and are only something else."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.tie.discover_books import across, book_of, down, found_across, rows_of

from crossfoot.desk.checking import checked
from crossfoot.tie.discovery.discover import discover
from crossfoot.vocabulary.units import UnitKind


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


def test_balances_that_differ_with_nil_between_them_are_no_finding() -> None:
    """The last line gives its balances only, and nil where the others give their movements."""
    table = """
        Allowance  | Opening | Builds | Other | Closing
        Cards      | 11,393  | 940    | (173) | 12,160
        Mortgages  | 1,330   | 65     | (60)  | 1,335
        Corporate  | 2,855   | (138)  | (3)   | 2,714
        Unfunded   | 2,151   | (344)  | (1)   | 1,806
        All        | 17,729  | -      | -     | 18,015
        """
    assert across(table)["c4 = c1 + c2 + c3"] == "r1 r2 r3 r4"


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


def test_two_columns_that_exchanged_a_figure_are_found_though_neither_ties() -> None:
    """Asia's 20,417 of 2023 and 19,606 of 2022 changed places."""
    table = """
        | 2023 | 2022
        Europe | 12,308 | 11,844
        Asia | 19,606 | 20,417
        America | 31,755 | 30,211
        Total | 64,480 | 61,661
        """
    assert down(table) == {"r4 = r1 + r2 + r3": "c1 c2"}
    assert down(table.replace("12,308", "12,345")) == {}


def test_two_columns_that_exchanged_a_figure_are_believed_of_a_line_not_called_a_total_too() -> None:
    """Aircraft of 2,289 and 2,163 changed places: with them back both years tie, to four digits each."""
    table = """
        | 2015 | 2014
        Vehicles | 74 | 86
        Aircraft | 2,163 | 2,289
        Buildings | 207 | 197
        Accumulated amortization | (849) | (781)
        Property subject to leases | 1,721 | 1,665
        """
    assert down(table) == {"r5 = r1 + r2 + r3 + r4": "c1 c2"}
    assert down(table.replace("2,163", "2,263")) == {}


def test_what_owners_and_then_minorities_get_is_added_to_the_result() -> None:
    """With its sign turned 2024 ties where minorities are taken off, which nobody does who prints them last."""
    table = """
        | 2024 | 2023
        売上高 | 1,303,432 | 1,259,792
        当期純利益 | 29,448 | 15,976
        親会社株主に帰属する当期純利益 | 28,078 | 16,637
        非支配株主に帰属する当期純利益 | (1,370) | (661)
        """
    assert down(table) == {"r4 = r2 - r3": "c1 c2"}
    assert down(table.replace("(1,370)", "1,370")) == {"r2 = r3 + r4": "c1 c2"}


def test_a_figure_exchanged_with_that_of_a_column_of_changes_is_no_line_that_both_lack() -> None:
    """2018's costs and their change changed places: the columns miss by the same, one up and one down."""
    table = """
        | 2019 | Change | 2018 | Change | 2017
        Americas | 132,426 | (19,045) | 151,471 | 39,872 | 111,599
        Europe | 122,861 | (8,982) | 131,843 | 29,601 | 102,242
        Asia | 29,649 | (3,294) | 32,943 | 11,468 | 21,475
        Total revenues | 284,936 | (31,321) | 316,257 | 80,941 | 235,316
        Costs | 224,635 | (28,754) | 253,389 | 194,954 | 58,435
        Gross profit | 60,301 | (2,567) | 62,868 | 22,506 | 40,362
        """
    assert down(table)["r4 = r5 + r6"] == "c1 c2 c3 c4 c5"


def test_a_loss_without_its_brackets_is_not_told_from_the_year_beside_but_from_the_table() -> None:
    """Costs and taxes are printed above zero, and so was the loss that got brackets: 2022 is as it should be."""
    table = """
        | 2023 | 2022
        Ordinary profit | 55,777 | 36,156
        特別利益 | 10,016 | 3,047
        特別損失 | (5,879) | 5,436
        税引前当期純利益 | 59,914 | 33,767
        法人税等 | 18,077 | 11,441
        当期純利益 | 41,837 | 22,326
        """.replace("Ordinary profit", "経常利益")
    assert down(table) == {"r4 = r1 + r2 - r3": "c1 c2", "r6 = r4 - r5": "c1 c2"}


def test_profit_is_never_what_minorities_have_less_the_parent() -> None:
    table = """
        | 2023 | 2022
        当期純利益 | 656,104 | 738,394
        親会社株主に帰属する当期純利益 | (637,874) | 677,469
        非支配株主に帰属する当期純利益 | 18,230 | 60,925
        """
    assert down(table) == {"r1 = r2 + r3": "c1 c2"}


def test_a_total_printed_twice_is_held_to_its_parts_in_both_places() -> None:
    """The second total of 2018 has a digit misread; another line than the first it would be, had it another name."""
    table = """
        | 2018 | 2019
        Interest rate swaps | 9,196 | 49,891
        Forward contracts | 2,896 | 41
        Total | 12,092 | 49,932
        Current liability | 2,091 | 8,095
        Non-current liability | 10,001 | 41,837
        Total | 19,092 | 49,932
        """
    assert down(table)["r6 = r4 + r5"] == "c1 c2"
    assert "r6 = r4 + r5" not in down(table.replace("Total | 19,092", "Loans | 19,092"))


def test_a_column_of_changes_stands_apart_whichever_column_its_sum_is_solved_for() -> None:
    """Costs that fell are printed as a gain, so 2019 is found to be 2018 less the change; it is no change for that."""
    table = """
        | 2019 | 2018 | Change
        Sales | 93,662 | 103,350 | (9,688)
        Goods | 68,367 | 74,646 | 6,279
        Wear | 3,146 | 2,846 | (300)
        Cost of sales | 71,513 | 77,492 | 5,979
        Selling | 11,062 | 13,477 | 2,415
        Administration | 12,828 | 13,616 | 788
        Total expenses | 23,890 | 27,093 | 3,203
        Gross profit | 22,149 | 25,858 | (3,709)
        Operating result | (1,741) | (1,235) | (506)
        """
    assert down(table)["r7 = r8 - r9"] == "c1 c2"
    assert down(table.replace("(1,235)", "(1,253)"))["r7 = r8 - r9"] == "c1 c2"


def test_a_total_under_all_lines_of_a_table_is_held_to_them_though_no_other_column_ties() -> None:
    """39,203 is 32,903 with neighbours swapped; of a line that does not say total nothing is known."""
    table = """
        | 2024
        Europe | 12,308
        Asia | 6,417
        America | 14,178
        Total | 39,203
        """
    assert down(table) == {"r4 = r1 + r2 + r3": "c1"}
    assert down(table.replace("Total", "Africa")) == {}
    assert down(table.replace("39,203", "41,762")) == {}, "like no slip"
    assert down(table.replace("Europe", "Net sales abroad")) == {}, "a result, which may not be one of its parts"


def test_a_total_of_a_single_part_speaks_for_the_column_beside() -> None:
    """In 2018 the total prints what its only part does; in 2019 a digit is wrong."""
    table = """
        | 2019 | 2018
        Held at cost | 1,750 | 1,250
        Held at equity | 8,300 | -
        Total held | 9,750 | 1,250
        """
    assert down(table) == {"r3 = r1 + r2": "c1 c2"}
    assert down(table.replace("8,300", "7,463")) == {}, "like no slip"
    assert down(table.replace("8,300", "-").replace("9,750", "1,750")) == {}, "a total of one part says nothing"


def test_percentages_that_add_are_held_to_it_but_growth_is_not() -> None:
    """In 2022 debt to capital is 58.1% for 53.1%; the growth of a total is no sum though it is so in two columns."""
    table = """
        | 2024 | 2023 | 2022
        Net debt to net capital | 54.6% | 49.4% | 51.5%
        Effect of cash | 3.0% | 2.9% | 1.6%
        Debt to capital | 57.6% | 52.3% | 58.1%
        """
    assert down(table) == {"r3% = r1% + r2%": "c1 c2 c3"}
    growth = "\n".join(["| Change in 2024 | Change in 2023 | Change in 2022", *table.strip().splitlines()[1:]])
    assert down(growth) == {}


def test_lines_that_everybody_subtracts_are_held_to_it_in_a_column_alone() -> None:
    table = """
        | 2024
        税引前当期純利益 | 59,914
        法人税等 | 18,077
        当期純利益 | 48,137
        """
    assert down(table) == {"r3 = r1 - r2": "c1"}, "41,837 with neighbours swapped"
    assert down(table.replace("48,137", "46,218")) == {}, "like no slip"


def test_a_balance_misprinted_in_one_year_does_not_hide_that_vested_shares_are_taken_off() -> None:
    """Vested shares are printed without a minus, which only the sums tell: of two years, one is enough to tell it."""
    table = """
        Shares               | 2019    | 2018
        Non-vested, opening balance | 312,592 | 438,712
        Granted              | 253,113 | 200,000
        Vested               | 82,270  | 323,420
        Closing balance      | 486,135 | 315,292
        """
    assert down(table) == {"r4 = r1 + r2 - r3": "c1 c2"}


def test_a_column_printed_to_another_place_than_its_neighbour_adds_all_the_same() -> None:
    """Shares in millions with a decimal, and dollars without: the misprinted column of dollars is no lacking one."""
    table = """
        Held in trust          | 2019 in number | 2019 in value | 2018 in number | 2018 in value
        Balance at start of period | (4.9)  | (164) | (3.4) | (104)
        Issued to employees    | 0.2    | 6     | 0.6     | 21
        Reinvested dividends   | (0.2)  | (5)   | (0.1)   | (3)
        Purchased              | (2.0)  | (60)  | (2.0)   | (60)
        Balance at end of period | (6.9)  | (205) | (4.9) | (146)
        """
    book = discover(book_of(rows_of(table)))
    assert sum(identity.id.split("|")[0].endswith("r5=r1+r2+r3+r4") for identity in book.identities) == 4


@pytest.mark.parametrize(("total", "findings"), [("206.2", 0), ("260.2", 1), ("251.7", 0)])
def test_earnings_per_share_of_two_operations_are_accused_where_a_slip_explains_it(
    total: str, findings: int, tmp_path: Path
) -> None:
    """206.2 with two digits transposed is 260.2, and nothing makes 251.7 of it."""
    document = tmp_path / "eps.csv"
    document.write_text(
        ",2019,2018\nBasic earnings per share (cents per share),,\nContinuing operations,114.3,123.4\n"
        f"Discontinued operations,91.9,9.2\n,{total},132.6\nDiluted earnings per share (cents per share),,\n"
        "Continuing operations,113.6,123.1\nDiscontinued operations,91.3,9.2\n,204.9,132.3\n",
        encoding="utf-8",
    )
    book = checked(document)
    assert {figure.unit.kind for figure in book.figures} == {UnitKind.PER_SHARE}
    assert len(book.findings) == findings


def test_gains_printed_in_the_place_of_losses_and_losses_in_that_of_gains_are_a_finding() -> None:
    table = """
        Income             | 2024   | 2023    | 2022
        Ordinary income    | 90,850 | 137,941 | 84,417
        Extraordinary gain | 114    | 323     | 2,018
        Less: extraordinary losses | 2,447 | 49,840 | 5,932
        Income before tax  | 88,517 | 187,458 | 80,503
        """
    assert down(table) == {"r4 = r1 + r2 - r3": "c1 c2 c3"}


def test_movements_between_two_balances_are_held_to_them_though_the_table_has_one_column() -> None:
    """887,214 options exercised are printed 887,241."""
    table = """
        Options                          | Number
        Outstanding at January 1, 2022   | 4,218,330
        Granted                          | 612,500
        Exercised                        | (887,241)
        Forfeited                        | (141,206)
        Expired                          | (20,118)
        Outstanding at December 31, 2022 | 3,782,292
        """
    assert down(table) == {"r6 = r1 + r2 + r3 + r4 + r5": "c1"}


def test_movements_that_miss_the_next_balance_like_no_slip_accuse_nobody() -> None:
    table = """
        Options                          | Number
        Outstanding at January 1, 2022   | 4,218,330
        Granted                          | 612,500
        Exercised                        | (887,214)
        Outstanding at December 31, 2022 | 3,782,292
        """
    assert down(table) == {}


def test_a_change_in_an_allowance_is_a_rate_like_the_others_in_a_reconciliation_of_taxes() -> None:
    """1.7 for the change in the allowance is printed 7.1."""
    table = """
        Rates in %                     | 2023  | 2024
        Statutory income tax rate      | 30.6% | 30.6%
        Expenses not deductible        | 0.8%  | 0.7%
        Inhabitant taxes               | 0.9%  | 0.8%
        Change in valuation allowance  | 7.1%  | (0.9)%
        Tax credits                    | (2.3)% | (2.6)%
        Effective income tax rate      | 31.7% | 28.6%
        """
    assert down(table) == {"r6% = r1% + r2% + r3% + r4% + r5%": "c1 c2"}
