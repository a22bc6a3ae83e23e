"""Work: what exact decisions may cost, counted in coefficients, so that none goes on without end.

Rational numbers are exact, and there is no telling beforehand how many of them, or how long ones, a decision takes. A
count of work ends it at the same place on every machine, which a clock would not. The clock is asked between decisions
only, of documents that have too many of them for the machine at hand.
"""

import time
from fractions import Fraction
from typing import Self

_LEAST, _MOST = 200_000, 400_000
_A_VARIABLE = 200
_LONG = 256
"""Binary digits beyond which a coefficient counts for more than one."""


class TooMuchWork(RuntimeError):
    """A decision was given up at the limit of its work: nothing is known of it."""


class Deadline:
    """When to leave off and say what is known by then: after so many seconds of the process's computing, or never."""

    def __init__(self, seconds: int | None = None) -> None:
        self._at = None if seconds is None else time.process_time_ns() + seconds * 1_000_000_000

    @property
    def is_over(self) -> bool:
        """Whether the time has run out."""
        return self._at is not None and time.process_time_ns() >= self._at


class Work:
    """What is left of the coefficients that a decision may work out; all that serves one decision draws on it."""

    def __init__(self, most: int) -> None:
        self.left = most

    @classmethod
    def of(cls, variables: int) -> Self:
        """The work that a part of so many variables may take: in proportion, to some seconds at most."""
        return cls(min(_MOST, max(_LEAST, _A_VARIABLE * variables)))

    def allows(self, units: int) -> bool:
        """Takes so many units of any work; whether they were left."""
        self.left -= units
        return self.left >= 0

    def spend(self, coefficients: int, times: Fraction) -> None:
        """Counts coefficients that are multiplied by a number. Raises TooMuchWork where none are left."""
        self.left -= coefficients * (1 + (times.numerator.bit_length() + times.denominator.bit_length()) // _LONG)
        if self.left < 0:
            raise TooMuchWork("the limit of work in rational numbers was reached")
