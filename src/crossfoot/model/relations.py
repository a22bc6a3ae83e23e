"""Relations: what a model declares of its measures, before it is applied to periods and scenarios."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from crossfoot.model.identities import IdentityKind, Origin


class When(StrEnum):
    """Which value of a measure an expression means, relative to the period it is evaluated for."""

    SAME = "same"  # flows: the period; stocks: its close
    PRIOR = "prior"  # prior(x): the same span one fiscal year before
    OPENING = "opening"  # opening(x): the stock at the close before the period starts
    CLOSING = "closing"  # closing(x): the stock at the period's close


@dataclass(frozen=True, slots=True)
class Reference:
    """A coefficient times a measure at a time."""

    coefficient: Fraction
    measure: str
    when: When = When.SAME


@dataclass(frozen=True, slots=True)
class Relation:
    """`measure` = sum of `terms` (+ `constant`), or factor x terms / denominator where a denominator is given.

    Parts and totals are FOOT, roll-forwards ROLLFORWARD (the opening balance is one of the terms), formulas
    RECALCULATE. `text` is the expression as written. `periods` restricts it to some periods' codes, all if empty.
    """

    measure: str
    kind: IdentityKind
    terms: tuple[Reference, ...]
    origin: Origin
    text: str
    denominator: tuple[Reference, ...] = ()
    constant: Fraction = Fraction(0)
    factor: Fraction = Fraction(1)
    periods: tuple[str, ...] = ()
