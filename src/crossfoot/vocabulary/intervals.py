"""Exact intervals: all the true values that a statement admits, each end open, closed or absent."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Self


@dataclass(frozen=True, slots=True)
class Interval:
    """The values from `low` to `high`; None means no bound on that side, `*_open` that the end itself is excluded."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        """An absent end is never open, so that intervals of the same values are equal."""
        if self.low is None and self.low_open:
            object.__setattr__(self, "low_open", False)
        if self.high is None and self.high_open:
            object.__setattr__(self, "high_open", False)

    @classmethod
    def point(cls, value: Fraction | int) -> Self:
        """The interval that holds `value` alone."""
        return cls(Fraction(value), Fraction(value))

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are known."""
        return self.low is not None and self.high is not None

    @property
    def is_empty(self) -> bool:
        """Whether no value at all is admitted."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def holds(self, value: Fraction | int) -> bool:
        """Whether `value` is admitted."""
        if self.low is not None and (value < self.low or (value == self.low and self.low_open)):
            return False
        return not (self.high is not None and (value > self.high or (value == self.high and self.high_open)))

    def intersect(self, other: "Interval") -> "Interval":
        """The values that both intervals admit (possibly empty)."""
        low, low_open = _tighter(self.low, self.low_open, other.low, other.low_open, upper=False)
        high, high_open = _tighter(self.high, self.high_open, other.high, other.high_open, upper=True)
        return Interval(low, high, low_open, high_open)

    def hull(self, other: "Interval") -> "Interval":
        """The smallest interval that holds both, neither of them empty."""
        low, low_open = _looser(self.low, self.low_open, other.low, other.low_open, upper=False)
        high, high_open = _looser(self.high, self.high_open, other.high, other.high_open, upper=True)
        return Interval(low, high, low_open, high_open)

    def negated(self) -> "Interval":
        """The same values with their signs changed."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)


End = Fraction | None


def _tighter(a: End, a_open: bool, b: End, b_open: bool, *, upper: bool) -> tuple[End, bool]:
    if a is None:
        return b, b_open
    if b is None:
        return a, a_open
    if a == b:
        return a, a_open or b_open
    first = (a < b) if upper else (a > b)
    return (a, a_open) if first else (b, b_open)


def _looser(a: End, a_open: bool, b: End, b_open: bool, *, upper: bool) -> tuple[End, bool]:
    if a is None or b is None:
        return None, False
    if a == b:
        return a, a_open and b_open
    first = (a > b) if upper else (a < b)
    return (a, a_open) if first else (b, b_open)
