"""Facts: a value with its full key, where it comes from and how far it is known."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.measures import LEVEL, Aspect
from crossfoot.vocabulary.periods import Duration, Period, Undated
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario
from crossfoot.vocabulary.units import Unit

Members = tuple[tuple[str, str], ...]
"""What a value is cut down to: pairs of axis and member in the order of axes; none for the whole entity."""


@dataclass(frozen=True, slots=True)
class FactKey:
    """What a value is of: measure and aspect, period, scenario with vintage, and the members it is cut down to."""

    measure: str
    period: Period
    scenario: Scenario = ACTUAL
    aspect: Aspect = LEVEL
    members: Members = ()
    _hash: int = field(default=0, init=False, repr=False, compare=False)
    _id: str = field(default="", init=False, repr=False, compare=False)

    def __hash__(self) -> int:
        """Worked out once: a document looks each of its facts up dozens of times."""
        known = self._hash
        if not known:
            known = hash((self.measure, self.period, self.scenario, self.aspect, self.members)) or 1
            object.__setattr__(self, "_hash", known)
        return known

    def __reduce__(self) -> tuple[type["FactKey"], tuple[object, ...]]:
        """Copies in other processes work their hash out anew, as texts hash otherwise there."""
        return FactKey, (self.measure, self.period, self.scenario, self.aspect, self.members)

    @property
    def name(self) -> str:
        """The measure with its aspect, as facts are listed: `revenue`, `revenue.growth`."""
        return self.measure + self.aspect.suffix

    @property
    def id(self) -> str:
        """A stable name of the fact, unique in a book: `revenue.growth|2016-04-01/2017-03-31|actual`.

        Members follow as a fourth part: `|Segment=Mobile;Region=Japan`.
        """
        if not self._id:
            object.__setattr__(self, "_id", self._named())
        return self._id

    def _named(self) -> str:
        if isinstance(self.period, Duration):
            when = f"{self.period.start.isoformat()}/{self.period.end.isoformat()}"
        elif isinstance(self.period, Undated):
            when = f"column:{self.period.column}"
        else:
            when = self.period.day.isoformat()
        vintage = f"@{self.scenario.vintage.isoformat()}" if self.scenario.vintage else ""
        cut = "|" + ";".join(f"{axis}={member}" for axis, member in self.members) if self.members else ""
        return f"{self.name}|{when}|{self.scenario.kind}{vintage}{cut}"


class SourceKind(StrEnum):
    """How a fact is known."""

    STATED = "stated"  # printed
    COMPUTED = "computed"  # an identity of stated facts gives it
    RECOVERED = (
        "recovered"  # the rest of the book leaves one value at the document's precision, or gives a label its slot
    )
    DEDUCED = "deduced"  # only bounds follow
    ASSUMED = "assumed"  # a person chose it
    UNKNOWN = "unknown"  # nothing bounds it on either side


class Verdict(StrEnum):
    """What the joint system says of a figure or a fact (docs/convention.md, section 4)."""

    TIES = "ties"
    BREAKS = "breaks"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as the book knows it.

    `value` is the printed, computed or recovered value in whole units, None where only bounds are known; `interval` the
    tightest exact bounds that the whole book implies; `figures` the ids of the figures that state it; `identity` the
    identity that computes it; `low_proof` and `high_proof` the ids of the certificates of bounds that follow from other
    figures (empty where the end is the fact's own printed interval or absent); `reason` says in words why it has its
    source or verdict.
    """

    key: FactKey
    unit: Unit
    source: SourceKind
    verdict: Verdict
    value: Decimal | None = None
    interval: Interval = Interval()
    figures: tuple[str, ...] = ()
    identity: str = ""
    low_proof: str = ""
    high_proof: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FigureVerdict:
    """The verdict of one figure with its reason in words and the ids of the identities that could have failed it."""

    figure: str
    verdict: Verdict
    reason: str
    identities: tuple[str, ...] = ()
