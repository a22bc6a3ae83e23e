"""Formulas: from `net_income / average(equity)` to coefficients of measures, exactly and without evaluating code."""

import ast
import re
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.model.relations import Reference, When

_HALF = Fraction(1, 2)
_TIMES: dict[str, dict[When, Fraction]] = {
    "prior": {When.PRIOR: Fraction(1)},
    "opening": {When.OPENING: Fraction(1)},
    "closing": {When.CLOSING: Fraction(1)},
    "average": {When.OPENING: _HALF, When.CLOSING: _HALF},
}
FUNCTIONS = frozenset(_TIMES)
"""The words that formulas know beside measure names."""

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_KNOWN = "Formulas know + - * /, numbers, brackets, measure names, prior(x), opening(x), closing(x) and average(x)."


class NotAFormula(ValueError):
    """The text is no formula; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Formula:
    """The sum of `terms` + `constant`, or `factor` x terms / denominator where there is a denominator."""

    terms: tuple[Reference, ...]
    denominator: tuple[Reference, ...] = ()
    constant: Fraction = Fraction(0)
    factor: Fraction = Fraction(1)

    @property
    def references(self) -> tuple[Reference, ...]:
        """Every measure the formula speaks of, numerator first."""
        return self.terms + self.denominator


def parse_formula(text: str) -> Formula:
    """The formula written as `text`. Raises NotAFormula."""
    try:
        tree = ast.parse(text.strip(), mode="eval")
        result = _Reading(text.strip()).of(tree.body)
    except SyntaxError as error:
        raise NotAFormula(f"it is not written as arithmetic. {_KNOWN}") from error
    except (RecursionError, MemoryError, ValueError) as error:
        if isinstance(error, NotAFormula):
            raise
        raise NotAFormula(f"it cannot be read. {_KNOWN}") from error
    return _formula(result)


_Key = tuple[str, When]


@dataclass(frozen=True, slots=True)
class _Linear:
    """Coefficients by measure and time, and a constant."""

    terms: dict[_Key, Fraction]
    constant: Fraction = Fraction(0)

    def times(self, factor: Fraction) -> "_Linear":
        return _Linear({key: value * factor for key, value in self.terms.items()}, self.constant * factor)

    def plus(self, other: "_Linear") -> "_Linear":
        keys = dict.fromkeys([*self.terms, *other.terms])
        zero = Fraction(0)
        terms = {key: self.terms.get(key, zero) + other.terms.get(key, zero) for key in keys}
        return _Linear(terms, self.constant + other.constant)


@dataclass(frozen=True, slots=True)
class _Quotient:
    """A factor times one sum over another."""

    numerator: _Linear
    denominator: _Linear
    factor: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of a formula's syntax tree; `text` gives numbers as written, so that no float comes between."""

    text: str

    def of(self, node: ast.expr) -> _Linear | _Quotient:
        if isinstance(node, ast.Name):
            return _Linear({(node.id, When.SAME): Fraction(1)})
        if isinstance(node, ast.Constant):
            return _Linear({}, self._number(node))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
            sign = Fraction(-1 if isinstance(node.op, ast.USub) else 1)
            return _scaled(self.of(node.operand), sign)
        if isinstance(node, ast.BinOp):
            return self._operation(node)
        if isinstance(node, ast.Call):
            return self._call(node)
        raise NotAFormula(f"{ast.get_source_segment(self.text, node) or self.text!r} is not part of one. {_KNOWN}")

    def _number(self, node: ast.Constant) -> Fraction:
        written = ast.get_source_segment(self.text, node) or ""
        if not _NUMBER.fullmatch(written):
            raise NotAFormula(f"{written or node.value!r} is not a plain number. {_KNOWN}")
        return Fraction(written)

    def _operation(self, node: ast.BinOp) -> _Linear | _Quotient:
        left, right = self.of(node.left), self.of(node.right)
        if isinstance(node.op, ast.Add | ast.Sub):
            return _sum(left, _scaled(right, Fraction(1 if isinstance(node.op, ast.Add) else -1)))
        if isinstance(node.op, ast.Mult):
            return _product(left, right)
        if isinstance(node.op, ast.Div):
            return _division(left, right)
        raise NotAFormula(f"it uses an operation that formulas do not have. {_KNOWN}")

    def _call(self, node: ast.Call) -> _Linear:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in _TIMES:
            raise NotAFormula(f"{ast.get_source_segment(self.text, node.func)} is not a function it knows. {_KNOWN}")
        if node.keywords or len(node.args) != 1 or not isinstance(node.args[0], ast.Name):
            raise NotAFormula(f"{name}() takes the name of one measure")
        measure = node.args[0].id
        return _Linear({(measure, when): part for when, part in _TIMES[name].items()})


def _scaled(value: _Linear | _Quotient, factor: Fraction) -> _Linear | _Quotient:
    if isinstance(value, _Linear):
        return value.times(factor)
    return _Quotient(value.numerator, value.denominator, value.factor * factor)


def _sum(left: _Linear | _Quotient, right: _Linear | _Quotient) -> _Linear:
    if isinstance(left, _Quotient) or isinstance(right, _Quotient):
        raise NotAFormula("it adds to a quotient; give the quotient a measure of its own and add that")
    return left.plus(right)


def _product(left: _Linear | _Quotient, right: _Linear | _Quotient) -> _Linear | _Quotient:
    for factor, other in ((left, right), (right, left)):
        if isinstance(factor, _Linear) and not factor.terms:
            return _scaled(other, factor.constant)
    raise NotAFormula("it multiplies one measure by another; only a number can multiply")


def _division(left: _Linear | _Quotient, right: _Linear | _Quotient) -> _Linear | _Quotient:
    if isinstance(right, _Linear) and not right.terms:
        if right.constant == 0:
            raise NotAFormula("it divides by zero")
        return _scaled(left, 1 / right.constant)
    if isinstance(left, _Quotient) or isinstance(right, _Quotient):
        raise NotAFormula("it divides more than once; give the inner quotient a measure of its own")
    return _Quotient(left, right)


def _formula(result: _Linear | _Quotient) -> Formula:
    if isinstance(result, _Linear):
        if not _references(result):
            raise NotAFormula("it names no measure")
        return Formula(_references(result), constant=result.constant)
    if result.numerator.constant or result.denominator.constant:
        raise NotAFormula("it adds a number to a side of its quotient; a quotient is of measures only")
    numerator, denominator = _references(result.numerator), _references(result.denominator)
    if not numerator or not denominator:
        raise NotAFormula("its quotient has a side on which no measure is left")
    return Formula(numerator, denominator, factor=result.factor)


def _references(linear: _Linear) -> tuple[Reference, ...]:
    return tuple(Reference(value, measure, when) for (measure, when), value in linear.terms.items() if value)
