"""How a document was rounded: its amounts in one way, its quotients in another (convention, 2.7)."""

from dataclasses import replace
from fractions import Fraction

from tests.tie.ledger import book, key, linear
from tests.tie.ledger import ratio as percent_of

from crossfoot.model.book import Book, Regime, RoundingStatement
from crossfoot.model.facts import Verdict
from crossfoot.model.figures import Place
from crossfoot.model.findings import Severity
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


def said(amounts: Rounding, text: str = "(in millions, rounded down)") -> RoundingStatement:
    """What the document of a made book says of its amounts."""
    return RoundingStatement("g", text, Place("doc", page=3), amounts)


def sums(*parted: tuple[str, str, str]) -> Book:
    """A book of totals with two parts each, all in the unit that their last digit counts."""
    figures = {f"{name}{n}": text for n, line in enumerate(parted) for name, text in zip("tab", line, strict=True)}
    return book(figures, [linear(f"t{n} = a{n} + b{n}") for n in range(len(parted))], rounding=None)


def test_what_a_document_says_tells_where_its_figures_admit_both_ways() -> None:
    exact = sums(("10", "4", "6"), ("7", "3", "4"))
    (silent,) = tie(exact).regimes
    (told,) = tie(exact.grown(rounding_statements=(said(Rounding.TRUNCATED),))).regimes
    assert (silent.amounts, told.amounts) == (Rounding.EITHER, Rounding.TRUNCATED)
    assert told.said == "“(in millions, rounded down)” (p. 3)"


def test_where_one_slip_fails_both_ways_what_others_leave_over_tells_how_amounts_were_rounded() -> None:
    """Cut off, two parts fall short of their total by half a unit on average; to nearest, by nothing."""
    short = sums(("11", "5", "5"), ("9", "4", "4"), ("13", "6", "6"), ("20", "3", "4"))
    even = sums(("10", "5", "5"), ("8", "4", "4"), ("12", "6", "6"), ("20", "3", "4"))
    for given, amounts in ((short, Rounding.TRUNCATED), (even, Rounding.NEAREST)):
        tied = tie(given)
        assert tied.regimes[0].amounts is amounts
        (finding,) = tied.findings
        assert finding.identities == ("t3 = a3 + b3",)


def test_one_slip_does_not_belie_what_a_document_says() -> None:
    """Cut off, parts never exceed their total: by one unit they may only where all were rounded to nearest."""
    slipped = sums(("10", "5", "6"), ("8", "3", "4"), ("9", "4", "4"))
    (silent,) = tie(slipped).regimes
    tied = tie(slipped.grown(rounding_statements=(said(Rounding.TRUNCATED),)))
    assert (silent.amounts, tied.regimes[0].amounts) == (Rounding.NEAREST, Rounding.TRUNCATED)
    (finding,) = tied.findings
    assert (finding.code, finding.identities) == ("does-not-tie", (slipped.identities[0].id,))


def test_relations_that_belie_the_statement_are_believed_and_a_note_says_so() -> None:
    rounded = sums(("10", "5", "6"), ("8", "4", "5"), ("9", "4", "4"))
    tied = tie(rounded.grown(rounding_statements=(said(Rounding.TRUNCATED),)))
    assert tied.regimes[0].amounts is Rounding.NEAREST
    (finding,) = tied.findings
    assert (finding.code, finding.severity) == ("rounding-differs", Severity.NOTE)
    assert finding.identities == tuple(sorted(identity.id for identity in rounded.identities[:2]))


def test_statements_that_contradict_each_other_leave_it_to_arithmetic() -> None:
    statements = (said(Rounding.TRUNCATED), said(Rounding.NEAREST, "(the parent's are rounded to nearest)"))
    (regime,) = tie(sums(("10", "5", "6")).grown(rounding_statements=statements)).regimes
    assert regime.amounts is Rounding.NEAREST
    assert "the parent's" in regime.said
