"""Formulas are followed as spreadsheets calculate them, and their forms say the same as their values."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.bind.formulas.following import Amount, Fails, Value, Workings
from crossfoot.bind.formulas.forms import Address, Form, Product, Quotient, Sum
from crossfoot.bind.formulas.functions import called
from crossfoot.bind.formulas.grammar import NotUnderstood, parsed
from crossfoot.model.workings import Held, Sheet

NUMBERS = {"B1": "700.4", "B2": "504", "B3": "-12", "B5": "0", "C1": "0.25", "C2": "4"}
TEXTS = {"B4": "n.a.", "C3": ""}


def workings(numbers: dict[str, str] = NUMBERS) -> Workings:
    cells = {place(name): Held(Decimal(value)) for name, value in numbers.items()}
    cells |= {place(name): Held(None, text=text) for name, text in TEXTS.items()}
    cells[place("C4")] = Held(Decimal("1204.4"), "=SUBTOTAL(9,B1:B2)")
    sheets = {"Income": Sheet("model.xlsx", "Income", cells), "Notes 1": Sheet("model.xlsx", "Notes 1", cells)}
    shown = frozenset((name, *each) for name in sheets for each in cells)
    return Workings(sheets, shown, called)


def place(name: str) -> tuple[int, int]:
    return int(name[1:]) - 1, ord(name[0]) - ord("A")


def came_to(formula: str) -> Value:
    return workings().follow(("Income", 9, 9), formula)


def amount(formula: str) -> Amount:
    value = came_to(formula)
    assert isinstance(value, Amount)
    return value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=B1+B2", "1204.4"),
        ("=+B1-B2-B3", "208.4"),
        ("=-B3^2", "144"),  # the sign binds first, as spreadsheets have it
        ("=2+3*4-6/3", "12"),
        ("=2^3^2", "64"),  # from the left
        ("=B2*50%", "252"),
        ("=SUM(B1:B5)", "1192.4"),  # a text in a range counts for nothing
        ("=SUM(B:B)", "1192.4"),
        ("=sum($b$1:b2,C2,1)", "1209.4"),
        ("=AVERAGE(B1:B4)", "397.46666666666666666666"),
        ("=MAX(B1:B3)-MIN(B1:B3)", "712.4"),
        ("=ABS(B3)", "12"),
        ("=PRODUCT(C1:C2)", "1"),
        ("=SUMPRODUCT(B1:B2,C1:C2)", "2191.1"),
        ("=ROUND(B1/3,1)", "233.5"),
        ("=ROUND(-2.5,0)", "-3"),  # halves away from zero
        ("=ROUNDDOWN(-2.7,0)", "-2"),
        ("=ROUNDUP(2.1,0)", "3"),
        ("=TRUNC(B1)", "700"),
        ("=COUNT(B1:B5)", "4"),
        ('=IF(B4="n.a.",1,2)', "1"),
        ('=IF(AND(C3="",Z9=""),0,5)', "0"),
        ("=IF(B1>B2,B1,B2)", "700.4"),
        ("=IFERROR(B1/B5,7)", "7"),
        ("=IFERROR(B1+B4,7)", "7"),
        ("=SUBTOTAL(9,B1:C4)", "1196.65"),  # the subtotal in C4 is passed over
        ("='Notes 1'!B1", "700.4"),
        ("=SUM('notes 1'!B1:B2)", "1204.4"),
        ("=SUMIF(B1:B3,504,C1:C3)", "4"),
        ("=N(B4)+1", "1"),
        ("=B1+Z99", "700.4"),  # a blank is nothing
    ],
)
def test_it_comes_to_what_spreadsheets_make_of_it(formula: str, value: str) -> None:
    assert abs(amount(formula).value - Fraction(value)) < Fraction(1, 10**15)


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("=VLOOKUP(B1,B:C,2)", "the function VLOOKUP"),
        ("=B1+Rate", "it refers to cells by a name"),
        ("=[1]Income!B1", "it refers to another workbook or to a table by name"),
        ("='[1]Income'!B1", "it refers to another workbook or to a table by name"),
        ("=SUM({1,2})", "it holds an array"),
        ("=SUM(#REF!)", "it refers to a cell that was deleted"),
        ("=B1:B2+1", "it takes a range for one value"),
        ("=(B1", "its grammar"),
        ("=B1 B2", "its grammar"),
        ("=B1+", "its grammar"),
        ("=", "its grammar"),
        ('="a', "its grammar"),
        ("=Sales!B1", "it refers to a sheet that the workbook does not have"),
        ("=B1^0.5", "it takes a power or a root"),
        ("=A0", "it refers to a cell that no sheet has"),
        ("=" + "(" * 5000 + "1" + ")" * 5000, "it is longer than spreadsheets take"),
        ("=" + "(" * 3000 + "1" + ")" * 3000, "it is nested too deep"),
        ("=" + "-" * 3000 + "1", "it is nested too deep"),
    ],
)
def test_what_is_beyond_it_says_why(formula: str, why: str) -> None:
    with pytest.raises(NotUnderstood, match=f"^{why}$".replace("(", r"\(")):
        came_to(formula)


@pytest.mark.parametrize("formula", ["=B1/B5", "=B1+B4", "=AVERAGE(Z1:Z9)", "=IF(B4,1,2)"])
def test_what_comes_to_an_error_value_fails(formula: str) -> None:
    with pytest.raises(Fails):
        came_to(formula)


def test_a_range_of_billions_of_cells_costs_those_that_exist() -> None:
    assert amount("=SUM(A1:XFD1048576)").value == Fraction("1192.4") + Fraction("1208.65")


def cell(name: str) -> Address:
    return "Income", *place(name)


def test_forms_say_what_a_value_is_made_of() -> None:
    assert amount("=2*(B1-B2)+3").form == Sum({cell("B1"): Fraction(2), cell("B2"): Fraction(-2)}, Fraction(3))
    assert amount("=B1/B2-1").form == Quotient(
        Sum({cell("B1"): Fraction(1)}), Sum({cell("B2"): Fraction(1)}), offset=Fraction(-1)
    )
    assert amount("=B1*C1*2").form == Product(
        Sum({cell("B1"): Fraction(1)}), Sum({cell("C1"): Fraction(1)}), Fraction(2)
    )
    assert amount("=B1/B2+B3").form is None


Expression = tuple[str, Callable[[dict[str, Fraction]], Fraction]]


def _leaf() -> st.SearchStrategy[Expression]:
    names = st.sampled_from(["B1", "B2", "B3"])
    constants = st.integers(1, 9)
    return st.one_of(
        names.map(lambda name: (name, lambda cells: cells[name])),
        constants.map(lambda number: (str(number), lambda _: Fraction(number))),
    )


def _joined(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    def join(sign: str, left: Expression, right: Expression) -> Expression:
        def value(cells: dict[str, Fraction]) -> Fraction:
            one, other = left[1](cells), right[1](cells)
            return {"+": one + other, "-": one - other, "*": one * other}[sign] if sign != "/" else one / other

        return f"({left[0]}{sign}{right[0]})", value

    def negate(part: Expression) -> Expression:
        return f"-{part[0]}", lambda cells: -part[1](cells)

    return st.builds(join, st.sampled_from("+-*/"), parts, parts) | parts.map(negate)


def _valued(form: Form, cells: dict[Address, Fraction]) -> Fraction | None:
    match form:
        case Sum(terms, constant):
            return constant + sum((factor * cells[name] for name, factor in terms.items()), Fraction(0))
        case Quotient(above, below, factor, offset):
            over, under = _valued(above, cells), _valued(below, cells)
            assert over is not None
            assert under is not None
            return factor * over / under + offset
        case Product(left, right, factor):
            one, other = _valued(left, cells), _valued(right, cells)
            assert one is not None
            assert other is not None
            return factor * one * other
    return None


@given(st.recursive(_leaf(), _joined, max_leaves=12), st.lists(st.integers(-50, 50), min_size=3, max_size=3))
def test_values_and_forms_agree_with_plain_arithmetic(expression: Expression, held: list[int]) -> None:
    formula, twin = expression
    names = dict(zip(("B1", "B2", "B3"), held, strict=True))
    reading = workings({name: str(number) for name, number in names.items()})
    try:
        expected = twin({name: Fraction(number) for name, number in names.items()})
    except ZeroDivisionError:
        with pytest.raises(Fails):
            reading.follow(("Income", 9, 9), f"={formula}")
        return
    found = reading.follow(("Income", 9, 9), f"={formula}")
    assert isinstance(found, Amount)
    assert found.value == expected
    value = _valued(found.form, {("Income", *place(name)): Fraction(number) for name, number in names.items()})
    assert value in (None, expected)


@given(st.text(max_size=60) | st.text("=(),+-*/^&<>%\"'!:$.ABZ09 SUMIF{}[]#", max_size=60))
def test_no_text_leads_anywhere_else(formula: str) -> None:
    with suppress(NotUnderstood):
        parsed(f"={formula}")
