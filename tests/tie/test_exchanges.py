"""Exchanges: two neighbours printed in each other's places are one slip, and blamed together."""

import pytest
from tests.tie.discover_books import book_of, rows_of

from crossfoot.model.findings import Finding
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import decide
from crossfoot.tie.rounding.regimes import inferred, with_intervals

SEGMENTS = """
Sales by region | 2019   | 2018   | 2017   | 2016
Americas        | 21,604 | 20,115 | 19,330 | 18,242
Europe          | 15,993 | 14,208 | 13,871 | 13,455
Asia            | 10,615 | 9,764  | 9,102  | 8,811
Total           | 48,212 | 44,087 | 42,303 | 40,508
"""


def findings(rows: str) -> list[Finding]:
    """What is said of a table."""
    return decide(with_intervals(inferred(discover(book_of(rows_of(rows)))))).findings


def test_a_total_exchanged_with_its_last_part_is_one_slip_of_two_figures() -> None:
    """Any one of the four figures could be changed; only the exchange is a slip that people make."""
    wrong = SEGMENTS.replace("9,102", "#").replace("42,303", "9,102").replace("#", "42,303")
    (finding,) = findings(wrong)
    assert [(c.figure, c.suggested) for c in finding.corrections[0]] == [("t.r3c3", "9,102"), ("t.r4c3", "42,303")]
    assert {c.slip for c in finding.corrections[0]} == {"exchanged with the line above or below"}
    assert finding.equals == 1
    assert "t.r4c3" in finding.figures


def test_figures_of_two_columns_in_each_others_places_are_named_in_both_findings() -> None:
    """One line's figures of two years: either sum breaks, and either finding names both figures."""
    wrong = SEGMENTS.replace("14,208", "#").replace("15,993", "14,208").replace("#", "15,993")
    both = {("t.r2c1", "15,993"), ("t.r2c2", "14,208")}
    found = [finding for finding in findings(wrong) if finding.corrections]
    assert found
    for finding in found:
        assert {(c.figure, c.suggested) for c in finding.corrections[0]} == both


@pytest.mark.parametrize(("right", "wrong"), [("14,208", "14,280"), ("44,087", "44,807")])
def test_a_slip_in_one_figure_is_not_taken_for_an_exchange(right: str, wrong: str) -> None:
    (finding,) = findings(SEGMENTS.replace(right, wrong))
    assert [len(each) for each in finding.corrections] == [1, 1, 1, 1]
    assert finding.corrections[0][0].suggested == right
