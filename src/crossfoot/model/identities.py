"""Identities: relations that hold between facts, of the kinds that auditors tick."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from crossfoot.model.facts import FactKey, Verdict


class IdentityKind(StrEnum):
    """The auditor's words for what a relation checks."""

    FOOT = "foot"  # parts add to their total
    CROSSFOOT = "crossfoot"  # periods add: quarters to half to year
    ROLLFORWARD = "rollforward"  # opening plus movements gives closing
    RECALCULATE = "recalculate"  # a formula: differences, margins, shares
    VARIANCE = "variance"  # changes and growth against a comparison
    AGREE = "agree"  # one fact stated more than once


Belief = float
"""The odds that a relation is meant rather than an accident, as a power of ten: a chance, not an amount."""


@dataclass(frozen=True, slots=True)
class Term:
    """A coefficient times a fact."""

    coefficient: Fraction
    fact: FactKey


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an identity comes from: the file and line that declare it (`model.yaml:12`), or the rule all books obey.

    A file without lines is told by its name alone (`model.xlsx, Income!B12`).
    """

    file: str = ""
    line: int = 0
    rule: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.file and self.line else self.file or self.rule


@dataclass(frozen=True, slots=True)
class Identity:
    """A relation between facts, in one of two shapes.

    Linear: the sum of `terms` lies in [`low`, `high`] (both 0 for an identity proper).
    Ratio: `ratio` = `factor` x (sum of `terms`) / (sum of `denominator`) + `offset`, where `denominator` is not empty;
    growth in percent is factor 100, offset -100. A ratio says nothing where its denominator may be zero or negative.
    `text` is the relation in the book's own terms ("gross_margin = revenue - cost_of_revenue"); `subject` the fact that
    it defines (the total of its parts, the left side of its formula), where it defines one. A discovered identity has a
    `belief`: how improbable it is, as a power of ten, that so good a tie is an accident (6: one in a million, over all
    candidates tried); None for declared ones.
    """

    id: str
    kind: IdentityKind
    origin: Origin
    terms: tuple[Term, ...]
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    ratio: FactKey | None = None
    denominator: tuple[Term, ...] = ()
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)
    text: str = ""
    subject: FactKey | None = None
    belief: Belief | None = None

    @property
    def facts(self) -> tuple[FactKey, ...]:
        """Every fact the relation speaks of, each once, in order."""
        keys = [term.fact for term in self.terms + self.denominator]
        if self.ratio is not None:
            keys.insert(0, self.ratio)
        return tuple(dict.fromkeys(keys))


@dataclass(frozen=True, slots=True)
class Tick:
    """An identity applied to figures: whether it could fail, and what its own figures leave between the two sides.

    `residual` is the sum of the terms at their printed values (None where a term is not printed), `slack` the most that
    rounding of its own figures explains.
    """

    identity: str
    verdict: Verdict
    residual: Fraction | None = None
    slack: Fraction | None = None
    reason: str = ""
