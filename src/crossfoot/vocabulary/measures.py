"""Measures: what is measured, over time or at a moment, and how a derived figure speaks of it."""

from dataclasses import dataclass
from enum import StrEnum

from crossfoot.vocabulary.units import PERCENT, POINTS, Unit


class MeasureKind(StrEnum):
    """How a measure behaves over time: flows add over quarters, stocks stand at an instant, ratios do neither."""

    FLOW = "flow"
    STOCK = "stock"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is measured.

    `concept` is its standard alias (an XBRL concept where one exists); `base` the measure whose share it is printed as
    ("% of revenues"); `nonnegative` says that it cannot fall below zero, which growth and share statements rest on;
    `line` is where the model declares it, for errors and provenance.
    """

    name: str
    label: str
    kind: MeasureKind
    unit: Unit
    nonnegative: bool = False
    base: str | None = None
    concept: str | None = None
    aliases: tuple[str, ...] = ()
    note: str = ""
    line: int = 0

    def unit_of(self, aspect: "Aspect") -> Unit:
        """The unit of a figure that speaks of this measure in that aspect; two percentages differ by points."""
        if aspect.kind in (AspectKind.GROWTH, AspectKind.SHARE):
            return PERCENT
        if aspect.kind is AspectKind.SHARE_CHANGE:
            return POINTS
        return POINTS if aspect.kind is AspectKind.CHANGE and self.unit == PERCENT else self.unit


class AspectKind(StrEnum):
    """What a figure says of its measure: the level itself, or a statement derived from levels."""

    LEVEL = "level"
    CHANGE = "change"  # amount of the change against the comparison
    GROWTH = "growth"  # the change in percent of the comparison
    SHARE = "share"  # percent of the measure's base
    SHARE_CHANGE = "share_change"  # change of that share, in points


class Against(StrEnum):
    """What a change or growth compares with."""

    PRIOR_YEAR = "yoy"  # the same span one fiscal year before
    PRIOR_QUARTER = "qoq"  # the span of equal length just before
    TARGET = "target"  # the latest target for the same period


@dataclass(frozen=True, slots=True, order=True)
class Aspect:
    """An aspect kind with its comparison, e.g. growth against the prior quarter."""

    kind: AspectKind = AspectKind.LEVEL
    against: Against = Against.PRIOR_YEAR

    @property
    def suffix(self) -> str:
        """What follows the measure's name in a fact's name: empty for levels, `.growth`, `.growth_qoq`."""
        if self.kind is AspectKind.LEVEL:
            return ""
        if self.kind is AspectKind.SHARE or self.against is Against.PRIOR_YEAR:
            return f".{self.kind}"
        return f".{self.kind}_{self.against}"


LEVEL = Aspect()
