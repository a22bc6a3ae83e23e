"""Deciding at scale: whole numbers, points made exact, limits of work, and changes that cost only their part."""

from fractions import Fraction

import pytest
from tests.tie.ledger import altered, book, key, linear, printed, ratio

from crossfoot.algebra.grid import grid
from crossfoot.algebra.programs import program
from crossfoot.algebra.simplex import solution
from crossfoot.algebra.system import compile_book, linked
from crossfoot.algebra.work import TooMuchWork, Work
from crossfoot.model.facts import Verdict
from crossfoot.tie.anew.again import Retying, retie
from crossfoot.tie.engine import deduced, judged, tie
from crossfoot.tie.solving.swift import witnesses

SALES = book(
    {"total": "100", "a": "60", "b": "39", "share": "60.5"}, [linear("total = a + b"), ratio("share = a / total")]
)


def test_a_sum_within_rounding_is_settled_without_a_solver() -> None:
    """60 and 39 print for halves that make 99.5 or more; the ratio holds exactly at the same values."""
    system = compile_book(SALES)
    (witness,) = witnesses(grid(system), linked(system)).values()
    value = {key.measure: witness[v] for v, key in enumerate(system.variables)}
    assert value["total"] == value["a"] + value["b"]
    assert value["share"] * value["total"] == 100 * value["a"]
    assert Fraction(199, 2) <= value["total"] <= Fraction(201, 2)
    assert Fraction(1209, 20) <= value["share"] <= Fraction(1211, 20)


def test_balances_that_must_be_equal_are_made_so_exactly() -> None:
    """Assets and liabilities are both sums of values kept; that they are equal is solved for one of these."""
    made = book(
        {"assets": "101", "cash": "50", "land": "50", "debt": "30", "equity": "70", "claims": "101"},
        [linear("assets = cash + land"), linear("claims = debt + equity"), linear("assets = claims")],
    )
    system = compile_book(made)
    (witness,) = witnesses(grid(system), linked(system)).values()
    value = {key.measure: witness[v] for v, key in enumerate(system.variables)}
    assert value["cash"] + value["land"] == value["debt"] + value["equity"] == value["assets"] == value["claims"]
    assert value["assets"] >= Fraction(201, 2)


def test_a_sum_that_fails_alone_is_left_to_blame() -> None:
    wrong = compile_book(altered(SALES, "a#0", "70"))
    assert witnesses(grid(wrong), linked(wrong)) == {}
    assert grid(wrong).failing().count("total = a + b") == 1


def test_a_fact_printed_twice_and_otherwise_is_no_pair_of_slips() -> None:
    """No identity says that 61,517 and 58,204 differ: they are printings of one fact, and either may be wrong."""
    (finding,) = tie(book({"sales": ["61,517", "58,204"], "cost": "40,112"}, [])).findings
    assert finding.code == "does-not-tie"
    assert finding.identities == ()
    assert [[(c.figure, c.suggested) for c in one] for one in finding.corrections] == [
        [("sales#0", "58,204")],
        [("sales#1", "61,517")],
    ]


def test_numbers_beyond_any_machine_word_are_exact() -> None:
    huge = "1" + "0" * 40
    made = book({"total": huge + "1", "a": huge + "0", "b": "1"}, [linear("total = a + b")])
    system = compile_book(made)
    (witness,) = witnesses(grid(system), linked(system)).values()
    value = {key.measure: witness[v] for v, key in enumerate(system.variables)}
    assert value["total"] - value["a"] == value["b"]
    assert judged(made).verdicts["b#0"].verdict is Verdict.TIES


def test_a_judged_book_has_its_own_bounds_and_is_given_tighter_ones_when_asked() -> None:
    found = judged(SALES)
    whole = tie(SALES)
    assert found.verdicts == whole.verdicts
    assert found.certificates == ()
    total = key("total")
    own, tight = found.fact(total), deduced(found, [total]).fact(total)
    assert own is not None
    assert tight is not None
    assert (own.interval.low, own.interval.high) == (Fraction(199, 2), Fraction(201, 2))
    assert tight == whole.fact(total)
    assert tight.interval.high is not None
    assert tight.interval.high <= 100  # 60.5 and 39.5 make no more


def test_a_decision_in_fractions_ends_at_its_limit_of_work() -> None:
    part = program(compile_book(SALES))
    variables, rows = range(4), range(len(part.rows))
    assert solution(part, variables, rows, Work.of(3)).point is not None
    with pytest.raises(TooMuchWork, match="limit of work"):
        solution(part, variables, rows, Work(0))


def test_a_change_is_tied_again_and_back() -> None:
    found = Retying(judged(SALES))
    (finding,) = found.retie("a#0", printed("70")).findings
    assert finding.code == "does-not-tie"
    back, before = found.retie("a#0", printed("60")), judged(SALES)
    assert (back.verdicts, back.facts, back.ticks) == (before.verdicts, before.facts, before.ticks)
    assert back.findings == ()


def test_a_figure_that_the_book_has_not_is_refused() -> None:
    with pytest.raises(KeyError, match="nobody"):
        retie(judged(SALES), "nobody", printed("1"))
