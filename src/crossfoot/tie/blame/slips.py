"""Slips: what a figure may have been meant to be, for each slip of the pen or eye that makes what is printed of it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.tie.blame.likelihood import BAN

TRANSPOSED = -1300  # each pair of neighbouring digits
MISREAD = -1950  # each digit, for each of the nine others
LENGTHENED = -1500  # each digit dropped
DOUBLED = -1500  # each digit doubled
PUT_IN = -2500  # any digit put in anywhere
SIGN = -1000
POINT = -1300  # to either side
SCALE = -1300  # to either side
STALE = -1000  # any other column of the line, printed here too
EXCHANGED = -2000  # any other column of the line, each printed in the other's place
BESIDE = -1600  # the line above or below
ADJUSTED = -1600  # one or two last places more or less: an adjustment for rounding
STEPPED = -2000  # one more or less at any other place
LEAST = -1000  # any other text at all, shared among all figures of its length

_ALIKE = frozenset(map(frozenset, ("38", "17", "56", "08", "68", "06", "09", "49", "27", "35", "69", "89")))
_SHAPE = 200  # how much likelier a digit is taken for one that looks like it

_NOUGHTS = 2  # that may have stood behind a first digit which was dropped

STALE_NAME = "stale value of another period"
OTHER_PERIOD = "value of another period"


@dataclass(frozen=True, slots=True)
class Slip:
    """A number that was meant, in last places and with its sign; the slip by which it was misprinted, and its worth.

    `worth` is how likely it is among all misprints, in millibans.
    """

    meant: int
    name: str
    worth: int


def slips(printed: int, others: Sequence[int] = (), beside: Sequence[int] = ()) -> Iterator[Slip]:
    """Every number of which a slip makes the printed one; all in last places.

    `others` are what the line prints in other columns, `beside` what stands above and below.
    """
    sign, size = (-1 if printed < 0 else 1), abs(printed)
    yield Slip(-printed, "sign", SIGN)
    for each in _of_digits(size):
        yield Slip(sign * each.meant, each.name, each.worth)
    exchanged = EXCHANGED - among(len(set(others)))
    yield from (Slip(other, OTHER_PERIOD, exchanged) for other in dict.fromkeys(others))
    yield from (Slip(other, "swapped with its neighbour", BESIDE) for other in beside)
    for place in range(len(str(size))):
        for step in (1, -1, 2, -2) if place == 0 else (1, -1):
            name, worth = ("last place adjusted", ADJUSTED) if place == 0 else ("one off at a digit", STEPPED)
            yield Slip(printed + step * 10**place, name, worth)


def among(count: int) -> int:
    """What a choice among so many costs, in millibans."""
    return round(BAN * math.log10(max(1, count)))


def _of_digits(size: int) -> Iterator[Slip]:
    digits = str(size)
    for at, (a, b) in enumerate(pairwise(digits)):
        if a != b:
            yield Slip(int(digits[:at] + b + a + digits[at + 2 :]), "transposed digits", TRANSPOSED)
    for at, digit in enumerate(digits):
        for meant in "0123456789":
            if meant != digit:
                worth = MISREAD + (_SHAPE if frozenset((digit, meant)) in _ALIKE else 0)
                yield Slip(int(digits[:at] + meant + digits[at + 1 :]), "misread digit", worth)
    yield from _of_length(digits)
    for power, name, worth in ((1, "decimal point", POINT), (3, "scale x1000", SCALE)):
        yield Slip(size * 10**power, name, worth)
        if size % 10**power == 0:
            yield Slip(size // 10**power, name, worth)


def _of_length(digits: str) -> Iterator[Slip]:
    """Numbers with one digit more (it was dropped) or fewer (it was doubled or put in)."""
    for at in range(len(digits) + 1):
        for dropped in "0123456789":
            yield Slip(int(digits[:at] + dropped + digits[at:]), "dropped digit", LENGTHENED)
    for first in "123456789":
        for noughts in range(1, _NOUGHTS + 1):  # of 10,699 without its first digit 699 is left
            yield Slip(int(first + "0" * noughts + digits), "dropped digit", LENGTHENED)
    for at, digit in enumerate(digits if len(digits) > 1 else ""):
        doubled = digit in (digits[at - 1 : at], digits[at + 1 : at + 2])
        meant = int(digits[:at] + digits[at + 1 :])
        yield Slip(meant, "doubled digit", DOUBLED) if doubled else Slip(meant, "digit put in", PUT_IN)
