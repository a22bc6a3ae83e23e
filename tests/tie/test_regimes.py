"""How a document was rounded: its amounts in one way, its quotients in another (convention, 2.7)."""

from dataclasses import replace
from fractions import Fraction

from tests.tie.ledger import book, key, linear
from tests.tie.ledger import ratio as percent_of

from crossfoot.model.book import Book, Regime
from crossfoot.model.facts import Verdict
from crossfoot.model.identities import Identity
from crossfoot.tie.engine import tie
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.units import count, per_share


def per_share_of(text: str) -> Identity:
    """`eps = net_income / shares`, in ones."""
    return replace(percent_of(text), factor=Fraction(1))


def statement(eps: str) -> Book:
    """A year of which 100.9 and 25.3 were cut off, and of which 75.6 a share on one share were rounded."""
    given = book(
        {"revenue": "100", "cost": "25", "net_income": "75", "shares": "1", "eps": eps},
        [linear("net_income = revenue - cost"), per_share_of("eps = net_income / shares")],
        rounding=None,
        nonnegative=["shares"],
    )
    units = {key("eps"): per_share("JPY"), key("shares"): count("shares")}
    figures = tuple(replace(f, unit=units.get(f.fact, f.unit)) if f.fact else f for f in given.figures)
    regime = Regime("g", Rounding.TRUNCATED, Rounding.NEAREST, stated=True)
    return given.grown(figures=figures, regimes=(regime,))


def test_an_amount_per_share_is_rounded_as_ratios_are_where_amounts_are_cut_off() -> None:
    tied = tie(statement("75.6"))
    eps = next(figure for figure in tied.figures if figure.fact == key("eps"))
    assert (eps.interval.low, eps.interval.high) == (Fraction("75.55"), Fraction("75.65"))
    amount = next(figure for figure in tied.figures if figure.fact == key("net_income"))
    assert amount.interval == Interval(Fraction(75), Fraction(76), high_open=True)
    assert {verdict.verdict for verdict in tied.verdicts.values()} <= {Verdict.TIES, Verdict.UNTESTED}
    assert not tied.findings
