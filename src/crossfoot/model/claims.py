"""Claims: what a sentence says of figures, and which facts of the tables it may be speaking of."""

from dataclasses import dataclass

from crossfoot.model.facts import FactKey
from crossfoot.vocabulary.spans import Undated

BEFORE = Undated("before")
"""The period of a figure that a clause only compares with: "from $51.61 billion last year"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A level that tables state and a clause may restate.

    `likeness` says how far the clause names it, in thousandths of a power of ten of the odds; `prior` is the level that
    its growth or change would be against, None where no table states it; `base` the level that it would be a share of.
    """

    level: FactKey
    prior: FactKey | None
    likeness: int
    base: FactKey | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """The figures of one clause on one subject, a level with its change and growth, and what it may speak of.

    Each figure's fact is the clause's own (its measure is named after the passage), so that nothing is confounded
    before arithmetic has decided which candidate is meant. `moved` says of each figure whether its words call it a rise
    (1), a fall (-1) or neither (0).
    """

    passage: str
    subject: str
    figures: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    moved: tuple[int, ...] = ()
