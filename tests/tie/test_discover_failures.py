"""Failures that are no misprints: figures beside a sum that seem to break it, and are only something else."""

from dataclasses import replace

from tests.tie.discover_books import across, book_of, down, found_across, rows_of

from crossfoot.tie.discovery.discover import discover


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
    assert down(table.replace("20,417", "22,090")) == {}
