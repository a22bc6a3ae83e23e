"""Slips: what a figure may have been meant to be, for each slip of the pen or eye that makes what is printed of it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.tie.blame.likelihood import BAN

KIND = -1000  # each kind of slip, one as frequent as another, shared among the ways in which it may go wrong
PUT_IN = -2500  # any digit put in anywhere
EITHER_SIDE = -1300  # a decimal point or a scale
STALE = -1000  # any other column of the line, printed here too
EXCHANGED = -2000  # any other column of the line, each printed in the other's place
BESIDE = -1600  # the line above or below
ADJUSTED = -1600  # one or two last places more or less: an adjustment for rounding
LEAST = -2000  # any other text at all, one slip in a hundred, shared among all figures of its length
OMITTED = -2000  # nil for a number

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
    yield Slip(-printed, "sign", KIND)
    for each in _of_digits(size):
        yield Slip(sign * each.meant, each.name, each.worth)
    exchanged = EXCHANGED - among(len(set(others)))
    yield from (Slip(other, OTHER_PERIOD, exchanged) for other in dict.fromkeys(others))
    yield from (Slip(other, "swapped with its neighbour", BESIDE) for other in beside)
    for place in range(len(str(size))):
        for step in (1, -1, 2, -2) if place == 0 else (1, -1):
            name, worth = (
                ("last place adjusted", ADJUSTED) if place == 0 else ("one off at a digit", _misread(str(size)))
            )
            yield Slip(printed + step * 10**place, name, worth)


def among(count: int) -> int:
    """What a choice among so many costs, in millibans."""
    return round(BAN * math.log10(max(1, count)))


def _of_digits(size: int) -> Iterator[Slip]:
    digits = str(size)
    transposed, misread = KIND - among(len(digits) - 1), _misread(digits)
    for at, (a, b) in enumerate(pairwise(digits)):
        if a != b:
            yield Slip(int(digits[:at] + b + a + digits[at + 2 :]), "transposed digits", transposed)
    for at, digit in enumerate(digits):
        for meant in "0123456789":
            if meant != digit:
                worth = misread + (_SHAPE if frozenset((digit, meant)) in _ALIKE else 0)
                yield Slip(int(digits[:at] + meant + digits[at + 1 :]), "misread digit", worth)
    yield from _of_length(digits)
    for power, name in ((1, "decimal point"), (3, "scale x1000")):
        yield Slip(size * 10**power, name, EITHER_SIDE)
        if size % 10**power == 0:
            yield Slip(size // 10**power, name, EITHER_SIDE)


def _misread(digits: str) -> int:
    """How likely it is that one of some digits was printed as a certain other one."""
    return KIND - among(9 * len(digits))


def _of_length(digits: str) -> Iterator[Slip]:
    """Numbers with one digit more (it was dropped) or fewer (it was doubled or put in)."""
    lengthened, shortened = KIND - among(len(digits) + 1), KIND - among(len(digits) - 1)
    for at in range(len(digits) + 1):
        for dropped in "0123456789":
            yield Slip(int(digits[:at] + dropped + digits[at:]), "dropped digit", lengthened)
    for first in "123456789":
        for noughts in range(1, _NOUGHTS + 1):  # of 10,699 without its first digit 699 is left
            yield Slip(int(first + "0" * noughts + digits), "dropped digit", lengthened)
    for at, digit in enumerate(digits if len(digits) > 1 else ""):
        doubled = digit in (digits[at - 1 : at], digits[at + 1 : at + 2])
        meant = int(digits[:at] + digits[at + 1 :])
        yield Slip(meant, "doubled digit", shortened) if doubled else Slip(meant, "digit put in", PUT_IN)
