"""Two columns and a misprint: a sum that fails in one of them is told where another fails with it, or its place tells.

Figures are made up; each statement is one that foots, of which single figures are printed otherwise.
"""

import pytest
from tests.tie.discover_books import book_of, rows_of

from crossfoot.model.findings import Finding, Severity
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import decide
from crossfoot.tie.rounding.regimes import inferred, with_intervals

MILLS = """
    Tonnes milled | 2019 | 2018
    Softwood | 8,124 | 7,903
    Hardwood | 4,551 | 4,318
    Own logs | 12,675 | 12,221
    Bought logs | 3,187 | 3,426
    All logs | 15,862 | 15,647
    """

BALANCE_SHEET = """
    | 2019 | 2018
    Cash | 2,417 | 1,982
    Receivables | 5,306 | 4,871
    Stocks | 3,118 | 3,402
    Total current assets | 10,841 | 10,255
    Plant | 18,226 | 17,740
    Goodwill | 6,054 | 6,054
    Total assets | 35,121 | 34,049
    Total liabilities and equity | 35,121 | 34,049
    """

CASH_FLOWS = """
    | 2019 | 2018
    Profit | 88 | 61
    Depreciation | 43 | 40
    Change in stocks | (12) | 9
    Net cash from operating activities | 119 | 110
    Plant bought | (70) | (52)
    Plant sold | 4 | 11
    Net cash used in investing activities | (66) | (41)
    Borrowed | 225 | 95
    Repaid | (131) | (244)
    Dividends | (122) | (120)
    Net cash used in financing activities | (28) | (269)
    """

INCOME = """
    | 2019 | 2018
    Operating income | 229.7 | 243.0
    Share of associates | 15.2 | 14.3
    Other income | 6.2 | 6.3
    Interest expense | 49.4 | 40.8
    Income before income taxes | 201.7 | 222.8
    Income taxes | 71.9 | 81.3
    Net income | 129.8 | 141.5
    """


def findings(rows: str) -> list[Finding]:
    """What is said of a table."""
    return list(decide(with_intervals(inferred(discover(book_of(rows_of(rows)))))).findings)


def first(rows: str) -> tuple[str, str]:
    """The figure that is blamed first in the one finding of a table, and what it should be."""
    (finding,) = findings(rows)
    return finding.corrections[0][0].figure, finding.corrections[0][0].suggested


@pytest.mark.parametrize("rows", [MILLS, BALANCE_SHEET, CASH_FLOWS, INCOME])
def test_statements_that_foot_raise_nothing(rows: str) -> None:
    assert findings(rows) == []


def test_a_figure_that_two_sums_miss_by_the_same_is_wrong() -> None:
    """No slip of the pen makes 12,675 of 15,231: neither sum would be told by itself."""
    assert first(MILLS.replace("12,675", "15,231")) == ("t.r3c1", "12,675")


def test_two_sums_that_lack_one_line_in_a_column_of_its_own_are_not_misprinted() -> None:
    """Logs in transit count among own logs in 2019, but not among all: both sums miss by that line."""
    rows = MILLS.replace("Own logs | 12,675", "Of these in transit | 441 |\n    Own logs | 13,116")
    assert findings(rows) == []


def test_a_figure_that_only_stands_where_both_sums_fail_says_nothing() -> None:
    """A line that is blank where the two tie is no figure of theirs that could be misprinted."""
    rows = MILLS.replace("Own logs | 1,267 | 1,221", "Own logs | 1,211 |").replace(
        "All logs | 1,585", "All logs | 1,529"
    )
    assert findings(rows) == []


def test_a_balance_sheet_that_does_not_balance_is_an_error_whatever_it_misses_by() -> None:
    (finding,) = findings(
        BALANCE_SHEET.replace("Total liabilities and equity | 35,121", "Total liabilities and equity | 31,977")
    )
    assert finding.severity is Severity.ERROR
    assert finding.corrections[0][0].figure == "t.r8c1"
    assert finding.corrections[0][0].suggested == "35,121"


@pytest.mark.parametrize(("right", "wrong", "at"), [("(131)", "(113)", "t.r9c1"), ("(122)", "(126)", "t.r10c1")])
def test_cash_of_an_activity_is_the_sum_of_its_lines(right: str, wrong: str, at: str) -> None:
    """Of so few digits one column is little evidence: that it is a whole statement of cash flows adds to it."""
    (finding,) = findings(CASH_FLOWS.replace(right, wrong))
    assert at in {change.figure for changes in finding.corrections for change in changes}


def test_income_before_taxes_is_what_its_lines_make_it() -> None:
    (finding,) = findings(INCOME.replace("40.8", "48.0"))
    assert "t.r4c2" in {change.figure for changes in finding.corrections for change in changes}


def test_activities_that_a_summary_prints_below_each_other_are_no_sums_of_one_another() -> None:
    rows = """
    | 2019 | 2018
    Net cash from operating activities | 119 | 110
    Net cash used in investing activities | (66) | (41)
    Free cash flow | 53 | 69
    Net cash used in financing activities | (28) | (59)
    """
    assert findings(rows) == []


def test_a_sum_without_a_line_that_a_surer_one_adds_is_none() -> None:
    """In 2019 the effect of exchange rates is all but the misprint: the sum without it ties there within rounding."""
    rows = """
    | 2019 | 2018
    Net cash from operating activities | 317 | 381
    Net cash used in investing activities | (970) | (465)
    Net cash from financing activities | (37) | 1,937
    Effect of exchange rate changes on cash | (9) | (10)
    Increase (decrease) in cash | (689) | 1,843
    Cash at beginning of period | 2,082 | 1,124
    Cash at end of period | 1,383 | 2,967
    """
    assert first(rows) == ("t.r5c1", "(699)")


def test_a_whole_statement_that_does_not_foot_in_one_column_is_told_though_no_slip_explains_it() -> None:
    """Two figures of one column are wrong: nothing tells which, but that the column does not add up is sure."""
    rows = BALANCE_SHEET.replace("5,306", "5,917").replace("3,118", "2,846")
    (finding,) = findings(rows)
    assert finding.severity is Severity.WARNING
    assert {"t.r2c1", "t.r3c1"} <= {change.figure for changes in finding.corrections for change in changes}


def test_a_whole_statement_that_prints_what_one_column_misses_elsewhere_is_not_told() -> None:
    """Assets held for sale stand below, and count among current assets in the one year that has any."""
    held = (
        BALANCE_SHEET.replace("10,841", "11,180")
        .replace("35,121", "35,460")
        .replace("Plant |", "Held for sale | 339 |\n    Plant |")
    )
    assert findings(held) == []
