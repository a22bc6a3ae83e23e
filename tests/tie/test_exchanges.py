"""Exchanges: two neighbours printed in each other's places are one slip, and blamed together."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from tests.tie.discover_books import book_of, rows_of

from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Finding
from crossfoot.tie.blame.exchanges import Exchanges
from crossfoot.tie.blame.likelihood import Surroundings
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import decide
from crossfoot.tie.rounding.regimes import inferred, interval_of, with_intervals

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


@pytest.mark.parametrize("seed", range(8))
def test_who_may_have_been_exchanged_is_told_as_trying_every_sum_tells_it(seed: int) -> None:
    """Most are told by how far the sums leave room for a figure: none may be lost by that, and none may come in."""
    chance = random.Random(seed)
    parts = [[chance.randint(90, 99) * 10 ** chance.randint(0, 2) for _ in range(5)] for _ in range(3)]
    lines = [f"{label} | {' | '.join(map(str, row))}" for label, row in zip("ABC", parts, strict=True)]
    totals = [sum(column) + chance.choice((0, 0, 1, 9)) for column in zip(*parts, strict=True)]
    rows = "\n".join(["Sales by region | 2019 | 2018 | 2017 | 2016 | 2015", *lines])
    book = discover(book_of(rows_of(f"{rows}\nTotal | {' | '.join(map(str, totals))}\n")))
    book = with_intervals(inferred(book))
    exchanges = Exchanges.of(book, Surroundings.of(book))
    told = 0
    for one in book.figures:
        possible = exchanges.possible(one, book.figures)
        assert possible == [other for other in book.figures if _ties_exchanged(book, one, other)]
        told += len(possible)
    assert any(identity.ratio is None for identity in book.identities)
    assert 0 < told < len(book.figures) ** 2


def _ties_exchanged(book: Book, one: Figure, other: Figure) -> bool:
    """Whether all sums about another figure tie with each of the two printed in the other's place."""
    if one.fact is None or other.fact is None or one.fact == other.fact:
        return False
    regimes = {regime.group: regime for regime in book.regimes}
    changed = {one.id: other.printed.value, other.id: one.printed.value}
    states = {
        figure.fact: interval_of(
            replace(figure, printed=replace(figure.printed, value=changed.get(figure.id, figure.printed.value))),
            regimes,
        )
        for figure in book.figures
        if figure.fact is not None
    }
    for identity in book.identities:
        if identity.ratio is None and other.fact in identity.facts:
            low = high = Fraction(0)
            for term in identity.terms:
                state = states[term.fact]
                assert state.low is not None
                assert state.high is not None
                ends = term.coefficient * state.low, term.coefficient * state.high
                low, high = low + min(ends), high + max(ends)
            if low > identity.high or identity.low > high:
                return False
    return True
