"""Filings: what the tags of an XBRL report say of its figures, and the sums that its linkbases declare."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from crossfoot.model.facts import Members
from crossfoot.model.figures import Figure, Place
from crossfoot.vocabulary.measures import MeasureKind
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Unit


class Balance(StrEnum):
    """The side of the accounts that a monetary concept stands on when it is positive."""

    DEBIT = "debit"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Concept:
    """What a tag means: its name with the prefix of its namespace (`us-gaap:Assets`), and what its schema says of it.

    `kind` is STOCK for concepts of an instant and FLOW for those of a duration, None where the schema is not at hand;
    `labels` holds the texts of label linkbases by language (`en`, `ja`) and role (`label`, `totalLabel`).
    """

    name: str
    namespace: str = ""
    kind: MeasureKind | None = None
    balance: Balance | None = None
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tag:
    """A numeric fact as it is tagged.

    `figure` is the id of the figure that prints it, empty where the fact is nil; `context` the id of its context and
    `anchor` that of its own element, as the report writes them; `entity` the identifier of who reports it. `decimals`
    says to which power of ten below the point the value is accurate, None that it is exact (`INF`); `precise` that
    there is any digit to rely on, which precision 0 denies; `within` names the tuples around it, outermost first;
    `rendered` is the id of the figure that the cell of a table prints it as.
    """

    concept: str
    period: Period | None
    unit: Unit
    place: Place
    figure: str = ""
    members: Members = ()
    decimals: int | None = None
    precise: bool = True
    entity: str = ""
    context: str = ""
    anchor: str = ""
    within: tuple[str, ...] = ()
    rendered: str = ""

    @property
    def is_nil(self) -> bool:
        """Whether the report says that there is no value."""
        return not self.figure


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in words, such as the filing's date or the company's name; long texts are left out."""

    concept: str
    text: str
    period: Period | None = None
    members: Members = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A concept in a declared sum, times its weight."""

    concept: str
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Summation:
    """A sum that a calculation linkbase declares in one extended link role: the total and its parts.

    `file` and `line` say where its first arc stands; `interval_rules` that it uses the arc role of Calculations 1.1.
    """

    role: str
    total: str
    parts: tuple[Part, ...]
    file: str = ""
    line: int = 0
    interval_rules: bool = False


@dataclass(frozen=True, slots=True)
class Filing:
    """One report as tagged: its facts in their order, the concepts they and the sums use, and what else it tells.

    `figures` are the numbers of the tags, which come into the book once they are bound to facts.
    """

    tags: tuple[Tag, ...] = ()
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    summations: tuple[Summation, ...] = ()
    told: tuple[Told, ...] = ()
    figures: tuple[Figure, ...] = ()
