"""Open ends: of ratios that were cut off, a point on the edge that their intervals leave out decides nothing."""

from dataclasses import replace
from fractions import Fraction

from tests.tie.ledger import book, key, linear, ratio

from crossfoot.model.facts import Verdict
from crossfoot.tie.engine import tie_stated
from crossfoot.tie.rounding.regimes import with_intervals
from crossfoot.vocabulary.rounding import Rounding

RELATIONS = [
    linear("sales = goods + services"),
    ratio("growth = sales / last - 1"),
    ratio("fall = next / sales - 1"),
    ratio("share.last = goods.last / last"),
    ratio("share = goods / sales"),
    linear("shift = share - share.last"),
    linear("margin.last = last - cost.last"),
]
PRINTED = {"sales": "2", "growth": "100.0", "fall": "-100.0", "shift": "-100.0", "cost.last": "0"}


def test_true_values_are_found_though_the_first_solution_of_the_rows_lies_on_an_open_edge() -> None:
    """A growth cut off at 100.0% may be 100%, and is never 100.1%, at which all the rows hold as well."""
    stated = book(PRINTED, RELATIONS, nonnegative=("last", "sales", "next"))
    regimes = tuple(replace(regime, ratios=Rounding.TRUNCATED) for regime in stated.regimes)
    tied = tie_stated(with_intervals(stated.grown(regimes=regimes)))
    assert tied.findings == ()
    assert {said.verdict for said in tied.verdicts.values()} <= {Verdict.TIES, Verdict.UNTESTED}
    sales, last = (tied.witness[key(name)] for name in ("sales", "last"))
    assert 100 <= 100 * (sales / last - 1) < Fraction(1001, 10)
