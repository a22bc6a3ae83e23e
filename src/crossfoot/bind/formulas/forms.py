"""What a formula makes of its cells: a sum of multiples, a quotient or a product of such sums.

A form is kept beside the value: sums stay forms as long as they can be an identity, and anything else is left as None.
Cells are named by sheet, row and column; a form over no cells is a constant.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

Address = tuple[str, int, int]
"""Sheet, row and column, both from 0."""

TERMS_MOST = 5_000
"""Cells of a form; a sum of more is left."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Multiples of cells, plus a constant; `low` and `high` say how far rounding within the formula may move it."""

    terms: Mapping[Address, Fraction] = field(default_factory=dict)
    constant: Fraction = Fraction(0)
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)

    @property
    def is_constant(self) -> bool:
        """Whether no cell takes part."""
        return not self.terms

    @property
    def is_rounded(self) -> bool:
        """Whether the formula rounds within it."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Quotient:
    """`factor` x above / below + `offset`."""

    above: Sum
    below: Sum
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Product:
    """`factor` x left x right."""

    left: Sum
    right: Sum
    factor: Fraction = Fraction(1)


Form = Sum | Quotient | Product | None


def added(left: Form, right: Form) -> Form:
    """The form of left + right."""
    if isinstance(left, Sum) and isinstance(right, Sum):
        terms = dict(left.terms)
        for address, coefficient in right.terms.items():
            terms[address] = terms.get(address, Fraction(0)) + coefficient
        kept = {address: coefficient for address, coefficient in terms.items() if coefficient}
        if len(kept) > TERMS_MOST:
            return None
        return Sum(kept, left.constant + right.constant, left.low + right.low, left.high + right.high)
    quotient, other = (left, right) if isinstance(left, Quotient) else (right, left)
    if isinstance(quotient, Quotient) and isinstance(other, Sum) and other.is_constant and not other.is_rounded:
        return Quotient(quotient.above, quotient.below, quotient.factor, quotient.offset + other.constant)
    return None


def times(form: Form, factor: Fraction) -> Form:
    """The form of factor x form."""
    if isinstance(form, Sum):
        ends = sorted((form.low * factor, form.high * factor))
        terms = {address: coefficient * factor for address, coefficient in form.terms.items() if factor}
        return Sum(terms, form.constant * factor, *ends)
    if isinstance(form, Quotient):
        return Quotient(form.above, form.below, form.factor * factor, form.offset * factor)
    if isinstance(form, Product):
        return Product(form.left, form.right, form.factor * factor)
    return None


def multiplied(left: Form, right: Form) -> Form:
    """The form of left x right."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Sum) and one.is_constant and not one.is_rounded:
            return times(other, one.constant)
    if isinstance(left, Sum) and isinstance(right, Sum) and not left.is_rounded and not right.is_rounded:
        return Product(left, right)
    return None


def divided(left: Form, right: Form) -> Form:
    """The form of left / right, whose value is not zero."""
    if not isinstance(right, Sum) or right.is_rounded:
        return None
    if right.is_constant:
        return times(left, 1 / right.constant) if right.constant else None
    if isinstance(left, Sum) and not left.is_rounded:
        return Quotient(left, right)
    return None


def rounded(form: Form, low: Fraction, high: Fraction) -> Form:
    """The form once it is rounded within the formula, which moves it by something from low to high."""
    if isinstance(form, Sum):
        return Sum(form.terms, form.constant, form.low + low, form.high + high)
    return None
