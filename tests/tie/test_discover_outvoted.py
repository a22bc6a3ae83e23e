"""A column in which a sum fails like no slip: told where other columns outvote it, silent where it may have its lines.

Figures are made up: two of one column are wrong, so that no single slip explains what their sum misses by.
"""

import pytest
from tests.tie.discover_books import book_of, rows_of

from crossfoot.model.findings import Finding, Severity
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import decide
from crossfoot.tie.rounding.regimes import inferred, with_intervals

_FLEET = """
    | 2019 | 2018
    Lorries | 284,177 | 264,220
    Trailers | 71,906 | 68,415
    Cranes | 39,532 | 40,268
    Total fleet | 395,615 | 372,903
    """
_THREE = """
    | 2019 | 2018 | 2017
    Tolls | 284,177 | 264,220 | 251,394
    Leases | 71,906 | 68,415 | 66,027
    Works | 39,532 | 40,268 | 38,815
    Receipts | 395,615 | 372,903 | 356,236
    """


def _findings(rows: str) -> list[Finding]:
    found = decide(with_intervals(inferred(discover(book_of(rows_of(rows))))))
    return [each for each in found.findings if each.severity is not Severity.NOTE]


def _with(rows: str, *wrong: tuple[str, str]) -> str:
    for right, printed in wrong:
        assert rows.count(right) == 1
        rows = rows.replace(right, printed)
    return rows


_TWO_OF_2019 = (("284,177", "281,477"), ("71,906", "71,996"))


@pytest.mark.parametrize("rows", [_FLEET, _THREE])
def test_tables_that_add_raise_nothing(rows: str) -> None:
    assert _findings(rows) == []


def test_a_total_of_two_periods_that_two_misprints_break_is_told() -> None:
    (finding,) = _findings(_with(_FLEET, *_TWO_OF_2019))
    assert finding.message.startswith(
        "Total fleet (c1) 395,615 does not tie: the other 3 figures of its relation give 393,005."
    )
    assert "more than one may be wrong" in finding.message


def test_a_line_that_does_not_say_that_it_is_a_total_is_told_by_two_other_periods() -> None:
    (finding,) = _findings(_with(_THREE, *_TWO_OF_2019))
    assert finding.message.startswith("Receipts (c1) 395,615 does not tie")


def test_a_line_that_does_not_say_that_it_is_a_total_may_have_lines_of_its_own_in_one_of_two_periods() -> None:
    two = "\n".join(line.rpartition("|")[0] for line in _THREE.strip().splitlines())
    assert _findings(two) == []
    assert _findings(_with(two, *_TWO_OF_2019)) == []


def test_a_total_in_columns_that_are_no_periods_is_not_held_to_one_other() -> None:
    counted = _FLEET.replace("2019 | 2018", "Book value | Insured")
    assert _findings(_with(counted, *_TWO_OF_2019)) == []


def test_two_columns_that_fail_like_no_slip_are_not_outvoted() -> None:
    assert _findings(_with(_THREE, *_TWO_OF_2019, ("264,220", "246,220"), ("68,415", "68,145"))) == []


def test_a_misprint_is_not_explained_away_by_a_line_of_another_section_that_others_leave_blank() -> None:
    """Paying 67,842 for 67,242 misses by about what was received above for shares, which belongs to another total."""
    rows = """
        | 2022 | 2021 | 2020
        Ships bought | (95,417) | (17,138) | (17,845)
        Ships sold | 81,074 | 14,262 | -
        Shares sold | - | - | 602
        Net cash used in investing activities | (14,343) | (2,876) | (17,243)
        Shares issued | 49,096 | 80,051 | 20,713
        Borrowed | 88,000 | - | 29,300
        Repaid | (105,409) | (38,738) | (75,526)
        Fees | - | (1,100) | (320)
        Dividends | (22,682) | (9,700) | (67,242)
        Net cash used in financing activities | 9,005 | 30,513 | (93,075)
        """
    assert _findings(rows) == []
    (finding,) = _findings(_with(rows, ("(67,242)", "(67,842)")))
    assert "(67,242)" in {each.suggested for (each,) in finding.corrections}


def test_slips_in_two_of_three_columns_are_told_each_by_itself() -> None:
    wrong = _with(_THREE, ("284,177", "284,717"), ("68,415", "6,415"))
    suggested = {finding.corrections[0][0].suggested for finding in _findings(wrong)}
    assert suggested == {"284,177", "68,415"}
