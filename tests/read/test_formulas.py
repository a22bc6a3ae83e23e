"""Formulas are read as sums of measures or one quotient of sums, exactly, and nothing else is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.model.relations import Reference, When
from crossfoot.read.projects.formulas import Formula, NotAFormula, parse_formula

ONE = Fraction(1)
HALF = Fraction(1, 2)


def test_a_difference() -> None:
    assert parse_formula("revenue - cost") == Formula((Reference(ONE, "revenue"), Reference(-ONE, "cost")))


def test_brackets_numbers_and_signs() -> None:
    formula = parse_formula("2 * (a - b / 4) - -c + 0.1 * a + 3")
    assert formula == Formula(
        (Reference(Fraction(21, 10), "a"), Reference(Fraction(-1, 2), "b"), Reference(ONE, "c")), constant=Fraction(3)
    )


def test_a_decimal_is_read_as_written() -> None:
    """0.1 has no exact binary fraction."""
    assert parse_formula("0.1 * a").terms == (Reference(Fraction(1, 10), "a"),)


def test_an_average_is_half_the_opening_and_half_the_closing_balance() -> None:
    assert parse_formula("net_income / average(equity)") == Formula(
        (Reference(ONE, "net_income"),),
        (Reference(HALF, "equity", When.OPENING), Reference(HALF, "equity", When.CLOSING)),
    )


def test_a_measure_at_different_times_is_not_one_term() -> None:
    assert parse_formula("x - prior(x)").terms == (Reference(ONE, "x"), Reference(-ONE, "x", When.PRIOR))
    assert parse_formula("closing(x) - opening(x)").terms == (
        Reference(ONE, "x", When.CLOSING),
        Reference(-ONE, "x", When.OPENING),
    )


def test_a_number_beside_a_quotient_multiplies_it() -> None:
    formula = parse_formula("-(a + b) / c * 365 / 2")
    assert formula.factor == Fraction(365, 2)
    assert formula.terms == (Reference(-ONE, "a"), Reference(-ONE, "b"))
    assert formula.denominator == (Reference(ONE, "c"),)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("revenue -", "it is not written as arithmetic"),
        ("", "it is not written as arithmetic"),
        ("a * b", "it multiplies one measure by another"),
        ("a / b / c", "it divides more than once"),
        ("a / b + c", "it adds to a quotient"),
        ("(a + 1) / b", "it adds a number to a side of its quotient"),
        ("1 / b", "it adds a number to a side of its quotient"),
        ("a / (b - b)", "its quotient has a side on which no measure is left"),
        ("a / 0", "it divides by zero"),
        ("a - a", "it names no measure"),
        ("12", "it names no measure"),
        ("1e3 * a", "'1e3' is not a plain number"),
        ("a ** 2", "it uses an operation that formulas do not have"),
        ("log(a)", "log is not a function it knows"),
        ("prior(a, b)", "prior() takes the name of one measure"),
        ("prior(prior(a))", "prior() takes the name of one measure"),
        ("a if b else c", "'a if b else c' is not part of one"),
        ("a.b", "'a.b' is not part of one"),
        ("__import__('os').system('true')", "__import__('os').system is not a function it knows"),
        ("'a'", "\"'a'\" is not a plain number"),
        ("(" * 5000 + "a" + ")" * 5000, "it "),
    ],
)
def test_what_is_no_formula(text: str, complaint: str) -> None:
    with pytest.raises(NotAFormula) as caught:
        parse_formula(text)
    assert str(caught.value).startswith(complaint)


@given(st.lists(st.tuples(st.integers(-99, 99), st.sampled_from("abc")), min_size=1, max_size=8), st.integers(-9, 9))
def test_a_sum_has_the_value_that_its_terms_have(parts: list[tuple[int, str]], constant: int) -> None:
    text = " + ".join(f"{times} * {name}" for times, name in parts) + f" + {constant}"
    values = {"a": 7, "b": 1000, "c": -31}
    expected = sum(times * values[name] for times, name in parts) + constant
    if not any(sum(times for times, other in parts if other == name) for name in "abc"):
        with pytest.raises(NotAFormula):
            parse_formula(text)
        return
    formula = parse_formula(text)
    found = sum(term.coefficient * values[term.measure] for term in formula.terms)
    assert found + formula.constant == expected
