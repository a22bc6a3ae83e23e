"""Numbers as the book prints them: exact, at the precision they are known to, in the house's style."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.ledger_book import (
    COST,
    FY2015,
    GBP,
    MARGIN_SHARE,
    MILLION,
    REVENUE,
    SERVICES,
    SERVICES_BEFORE,
    TO_TARGET,
    TREASURY,
    ledger_book,
)

from crossfoot.model.facts import Fact, FactKey, SourceKind, Verdict
from crossfoot.model.pages import Number
from crossfoot.publish.catalogue import Catalogue
from crossfoot.publish.formats import Printer, Shown
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.notation import read_number

KEY = FactKey("backlog", FY2015)
BILLION = 1000 * MILLION


def printer(minus: str = "()") -> Printer:
    catalogue = Catalogue(ledger_book())
    catalogue.minus = minus
    return Printer(catalogue)


def known_to_lie(low: Fraction | int | str | None, high: Fraction | int | str | None) -> Printer:
    """A printer of a book that knows the backlog within these bounds, in pounds."""
    least, most = (None if end is None else Fraction(end) for end in (low, high))
    fact = Fact(KEY, GBP, SourceKind.DEDUCED, Verdict.TIES, interval=Interval(least, most))
    return Printer(Catalogue(ledger_book().grown(facts=(fact,))))


def printed_as(text: str, scale: int) -> Printer:
    """A printer of a book whose one figure prints the backlog as `text`."""
    printed = read_number(text, Decimal(scale))
    book = ledger_book()
    figure = replace(book.figures[0], printed=printed, fact=KEY)
    value = Fraction(printed.value)
    interval = Interval(value - Fraction(printed.place) / 2, value + Fraction(printed.place) / 2)
    fact = Fact(KEY, GBP, SourceKind.STATED, Verdict.TIES, printed.value, interval, (figure.id,))
    return Printer(Catalogue(book.grown(figures=(figure,), facts=(fact,))))


@pytest.mark.parametrize(
    ("number", "in_text", "in_table"),
    [
        (Number(REVENUE, MILLION, prefix="GBP ", suffix=" million"), "GBP 157.8 million", "GBP 157.8 million"),
        (Number(REVENUE, MILLION, 0), "158", "158"),
        (Number(REVENUE, MILLION, 3), "157.8", "157.8"),  # never more decimals than its figure prints
        (Number(REVENUE, BILLION, 2), "0.16", "0.16"),
        (Number(MARGIN_SHARE, suffix="%"), "16.0%", "16.0%"),
        (Number(TREASURY, MILLION, prefix="GBP ", suffix=" million"), "−GBP 1.5 million", "GBP (1.5) million"),
        (Number(TO_TARGET, MILLION, signed=True), "−0.2", "(0.2)"),
        (Number(COST, MILLION, signed=True), "+132.5", "+132.5"),
        (Number(SERVICES, MILLION), "26.60–26.81", "26.60–26.81"),
        (Number(SERVICES_BEFORE, MILLION), "≤ 15.7", "≤ 15.7"),
    ],
)
def test_numbers_as_printed(number: Number, in_text: str, in_table: str) -> None:
    assert printer().sentence(number).text == in_text
    assert printer().cell(number).text == in_table


def test_a_negative_takes_the_sign_its_documents_print() -> None:
    number = Number(TREASURY, MILLION)
    assert printer("△").cell(number) == Shown("△1.5", "value", spoken="minus 1.5")
    assert printer("−").cell(number) == Shown("−1.5", "value")
    assert Catalogue(ledger_book()).minus == "()"


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("26684727758", "26708991228", "26,684–26,709"),  # outward: the range holds all that the bounds do
        (79_294_500_000, 79_296_000_000, "79,294–79,296"),
        (9_921_000_000, 9_923_000_000, "9,921–9,923"),
        (-2_401_000_000, -2_399_000_000, "(2,401)–(2,399)"),
        (-1_000_000, 1_000_000, "(1)–1"),
        (99_700_000, 100_200_000, "100"),  # both ends print so: the value is known at this precision
        (None, 15_650_000, "≤ 16"),
        (15_650_000, None, "≥ 15"),
        (None, None, "n/a"),
    ],
)
def test_what_is_only_bounded_is_printed_as_its_range(low: str | None, high: str | None, text: str) -> None:
    assert known_to_lie(low, high).cell(Number(KEY, MILLION, 0)).text == text


@pytest.mark.parametrize(
    ("text", "scale", "number", "shown"),
    [
        ("26.7", BILLION, Number(KEY, BILLION), "26.7"),
        ("26.7", BILLION, Number(KEY, MILLION), "26,650–26,750"),  # too coarse to be shown in millions
        ("approx. 800", 1, Number(KEY), "≈ 800"),
        ("over GBP100 million", 1, Number(KEY, MILLION), "> 100"),
        ("nearly 20", 1, Number(KEY), "< 20"),
        ("-", MILLION, Number(KEY, MILLION), "0"),
        ("1", MILLION, Number(KEY, MILLION, suffix=" points"), "1 point"),
    ],
)
def test_a_figure_is_shown_no_finer_than_it_prints(text: str, scale: int, number: Number, shown: str) -> None:
    assert printed_as(text, scale).sentence(number).text == shown


def test_a_dash_for_nil_stays_a_dash_in_a_table() -> None:
    nil = printed_as("-", MILLION)
    nil._catalogue.minus = "()"
    assert nil.cell(Number(KEY, MILLION)) == Shown("–", "value", spoken="nil")


def test_true_values_are_told_with_their_ends() -> None:
    def told(**ends: object) -> str:
        return printer().interval(Interval(**ends), REVENUE)  # type: ignore[arg-type]

    low, high = Fraction(157_750_000), Fraction(157_850_000)
    assert told(low=low, high=high) == "GBP 157.75 to 157.85 million"
    assert told(low=low, high=high, high_open=True) == "GBP 157.75 to under 157.85 million"
    assert told(low=low, high=high, low_open=True) == "over GBP 157.75 to 157.85 million"
    assert told(low=low) == "at least GBP 157.75 million"
    assert told(high=high, high_open=True) == "under GBP 157.85 million"
    assert told(low=low, high=low) == "exactly GBP 157.75 million"
    assert told(low=Fraction(473_000_000, 3), high=Fraction(474_000_000, 3)) == "GBP 157.666 to 158 million"
    assert told() == "any value"


ends = st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=10**6)


@given(ends, ends, st.sampled_from([1, 1000, MILLION, BILLION]), st.integers(0, 3))
def test_a_printed_range_holds_every_value_of_its_interval(
    first: Fraction, second: Fraction, scale: int, decimals: int
) -> None:
    low, high = sorted((first, second))
    shown = known_to_lie(low, high).sentence(Number(KEY, scale, decimals))
    texts = shown.spoken.split(" to ") if shown.form == "range" else [shown.text, shown.text]
    least, most = (Fraction(text.replace("−", "-").replace(",", "")) * scale for text in texts)
    if shown.form == "range":
        assert least <= low <= high <= most
        assert most - least <= max(2 * (high - low), Fraction(scale, 1000))
    else:
        half = Fraction(scale, 10**decimals) / 2
        assert abs(least - low) <= half
        assert abs(most - high) <= half
