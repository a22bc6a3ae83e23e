"""Which lines of a table a sum takes in: subtotals for their parts, lines too small to tell, none of other sections."""

from pathlib import Path

from tests.tie.discover_books import across, book_of, down, rows_of

from crossfoot.desk.checking import checked
from crossfoot.tie.discovery.belief.evidence import Fit
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.discovery.sums.found import worths_of_slips


def test_a_subtotal_stands_for_its_parts_though_all_but_one_of_them_are_nil() -> None:
    """Figures are cut off: with the part counted again beside its subtotal more rows would tie to the last digit."""
    table = """
        | Capital | Legal reserve | Other reserve | Total reserves | Earnings | Own shares | Total equity
        Opening | 66,001 | 44,973 | 0 | 44,973 | 677,206 | (89) | 788,091
        New shares | 293 | 293 | | 293 | | | 586
        Dividends | | | | 0 | (105,111) | | (105,111)
        Profit | | | | 0 | 218,499 | | 218,499
        Shares bought | | | | 0 | | (70,070) | (70,070)
        Shares sold | | | 2 | 2 | | 9 | 12
        Changes | 560 | 560 | 2 | 562 | 113,388 | (70,060) | 44,451
        Closing | 66,562 | 45,533 | 2 | 45,536 | 790,594 | (70,149) | 832,543
        """
    found = across(table)
    assert found["c7 = c1 + c4 + c5 + c6"] == "r1 r7 r8"
    assert not [each for each in found if each.startswith(("c4 =", "c7 =")) and ("c3" in each or "c2" in each)]


def test_a_line_elsewhere_that_makes_every_column_tie_to_the_last_digit_belongs_to_the_sum() -> None:
    table = """
        | 2009 | 2008
        Additional paid-in capital | 1,417.8 | 1,316.0
        Treasury stock | (799.3) | (798.5)
        Retained earnings | 437.3 | 406.7
        Accumulated other comprehensive income | 6.1 | 1.9
        Total stockholders' equity | 1,062.0 | 926.2
        Common stock | 0.1 | 0.1
        """
    assert down(table) == {"r5 = r1 + r2 + r3 + r4 + r6": "c1 c2"}
    others = table.replace("0.1 | 0.1", "0.1 | 0.3")
    assert down(others) == {"r5 = r1 + r2 + r3 + r4": "c1 c2"}


def test_a_total_under_a_heading_of_its_own_is_nothing_that_the_section_before_gives_with_a_sign_turned() -> None:
    section = """
        | 2022 | 2021
        Americas
        Total volume | 50.8 | 50.3
        Beer volume | 39.2 | 38.9
        Other volume | 11.5 | 11.3
        Third party volume | 0.1 | 0.1
        Licensed volume | 2.5 | 2.4
        Group volume | 42.2 | 41.7
        """
    table = section + "Europe\n        Total volume | 90.6 | 89.4\n        Staff | 4,115 | 4,220\n"
    assert not [each for each in down(table) if each.startswith("r10 =")]


def test_a_total_that_fails_in_dollars_and_ties_in_yen_is_a_finding(tmp_path: Path) -> None:
    page = tmp_path / "impairment.md"
    page.write_text(
        """
| Place | Millions of yen 2024 | Thousands of U.S. dollars 2024 |
|---|---:|---:|
| Aichi | 4,212 | 26,629 |
| Tokyo | 2,270 | 14,350 |
| Saitama | 2,938 | 18,577 |
| U.S.A. | 327 | 2,067 |
| Total | 9,747 | 61,619 |
""",
        encoding="utf-8",
    )
    (finding,) = checked(page).findings
    assert "61,619" in finding.message
    assert "61,623" in finding.message


def test_a_total_is_not_taken_off_together_with_all_of_its_parts() -> None:
    table = """
        | 3Q | 2Q | 1Q
        Revenue | 20,139 | 19,436 | 21,447
        Compensation | 7,424 | 7,388 | 7,538
        Premises | 620 | 595 | 598
        Technology | 2,256 | 2,309 | 2,127
        Total operating expenses | 10,300 | 10,292 | 10,263
        Cost of credit | 3,699 | 3,226 | 2,961
        Income before income taxes | 6,140 | 5,918 | 8,223
        Income taxes | 1,203 | 1,090 | 1,531
        Income from continuing operations | 4,937 | 4,828 | 6,692
        """
    found = down(table)
    assert [each for each in found if each.startswith("r9 =")] == ["r9 = r7 - r8"]
    assert "r5 = r2 + r3 + r4" in found


def test_quarters_that_add_in_dollars_are_not_held_to_it_in_a_row_of_tax_rates() -> None:
    table = """
        | 1Q | 2Q | 3Q | 4Q | Year
        Profit before tax | 1,204 | 1,377 | 1,190 | 1,462 | 5,233
        Tax | 301 | 372 | 286 | 395 | 1,354
        Effective tax rate | 25.0% | 27.0% | 24.0% | 27.0% | 25.9%
        Profit | 903 | 1,005 | 904 | 1,067 | 3,879
        """
    found = across(table)
    assert found["c5 = c1 + c2 + c3 + c4"] == "r1 r2 r4"
    assert discover(book_of(rows_of(table))).findings == ()


def test_columns_that_miss_by_the_same_are_one_accident() -> None:
    told = [Fit(-21_028, ties=False, slip=5_567), Fit(-21_029, ties=False, slip=5_443), Fit(90, ties=False, slip=2_100)]
    assert worths_of_slips([*told, Fit(0, ties=True)], slack=2) == [5_567, 2_100]
    small = [Fit(4, ties=False, slip=1_100), Fit(3, ties=False, slip=1_200)]
    assert worths_of_slips(small, slack=2) == [1_100, 1_200]
    unexplained = [Fit(2, ties=False, slip=-2_000), Fit(2, ties=False, slip=-2_000)]
    assert worths_of_slips(unexplained, slack=2) == [-2_000, -2_000]
