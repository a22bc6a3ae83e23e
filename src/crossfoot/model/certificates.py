"""Certificates: the multipliers that prove a contradiction or a bound, step by step, in exact rational numbers.

A certificate is a list of steps. Each adds up premises, every one a known inequality or equality times a multiplier,
into a new inequality `sum of coefficient x fact <= bound`, strict or not. The last step is the claim: either
`0 <= negative` (or `0 < 0`), a contradiction, or a bound of one fact. `tie/verification` checks it without the solver.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from crossfoot.model.facts import FactKey


class Side(StrEnum):
    """Which end of an interval a premise uses."""

    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class FigurePremise:
    """The fact is at least `low` (at most `high`) of a figure that states it."""

    figure: str
    side: Side
    times: Fraction


@dataclass(frozen=True, slots=True)
class SignPremise:
    """The fact is not negative, as its measure declares."""

    fact: FactKey
    times: Fraction


@dataclass(frozen=True, slots=True)
class IdentityPremise:
    """A linear identity. `times` > 0 uses `terms <= high`, `times` < 0 uses `terms >= low`."""

    identity: str
    times: Fraction


@dataclass(frozen=True, slots=True)
class StepPremise:
    """The inequality that an earlier step gave, counted from 0."""

    step: int
    times: Fraction


@dataclass(frozen=True, slots=True)
class ProductPremise:
    """A ratio identity between bounds of its ratio and of its denominator.

    With r the ratio and y the denominator: (r - a)(y - b) >= 0 for a lower bound a of r and lower bound b of y, and
    likewise with one or both upper bounds (the product is <= 0 where one is upper and one lower). As r y is
    factor x numerator + offset x y, this is linear in the facts. The bounds come from the steps `ratio_bound` and
    `denominator_bound`: each proves `r <= a`, `-r <= -a`, `y <= b` or `-y <= -b`.
    """

    identity: str
    ratio_bound: int
    denominator_bound: int
    times: Fraction


@dataclass(frozen=True, slots=True)
class QuotientPremise:
    """A bound of a ratio that follows from a linear inequality over its numerator and denominator.

    With r = factor x N / y + offset: where step `inequality` proves `factor x N + (offset - bound) x y <= 0` and step
    `denominator_bound` proves `-y <= -d` with d > 0, `r <= bound` follows (SIDE HIGH); where the former proves
    `(bound - offset) x y - factor x N <= 0`, `-r <= -bound` follows (SIDE LOW).
    """

    identity: str
    side: Side
    bound: Fraction
    inequality: int
    denominator_bound: int
    times: Fraction


Premise = FigurePremise | SignPremise | IdentityPremise | StepPremise | ProductPremise | QuotientPremise


@dataclass(frozen=True, slots=True)
class Step:
    """Premises and the inequality their sum gives: `sum of coefficient x fact <= bound`, `<` where `strict`."""

    premises: tuple[Premise, ...]
    coefficients: tuple[tuple[FactKey, Fraction], ...]
    bound: Fraction
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Certificate:
    """A proof: its steps, the last of which is the claim.

    `fact` and `side` name the bound it proves; both are None for a contradiction. `figures` lists the figures used.
    """

    id: str
    steps: tuple[Step, ...]
    fact: FactKey | None = None
    side: Side | None = None
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a proof, with the ids of the figures and facts that it speaks of, in order."""

    text: str
    figures: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A certificate in words: a headline ("FY2016 mobile revenue is at most 26,709.0 million") and the reasons."""

    certificate: str
    headline: str
    lines: tuple[Line, ...]
