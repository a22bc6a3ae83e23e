"""Misprints between documents: whether a slip makes what one prints of what another, rounded otherwise, says.

Nothing is known of the digits that the other document rounded away, so each text that a slip may have made the printed
one of is tried in their place.
"""

from collections.abc import Iterator
from functools import cache
from math import ceil, floor

from crossfoot.tie.discovery.belief.evidence import millibans
from crossfoot.tie.documents.statements import Stated, agree

SLIPS_A_DIGIT = millibans(34)
"""Texts that differ from one printed by one slip, for each of its digits."""

_SCALES = (1, 2, 3, 6)  # powers of ten that a decimal point or a word for thousands gone astray makes
_MOST_DIGITS = 15  # of a number in which slips are looked for


def miswritten(printed: Stated, other: Stated) -> bool:
    """Whether one slip, put right in the printed number, makes it agree with the other."""
    digits = abs(int(printed.value / printed.place))
    if len(str(digits)) > _MOST_DIGITS:
        return False
    if agree(printed.turned, other):
        return True
    sign = -1 if printed.value < 0 else 1
    low, high = sorted(
        sign * (other.value + step * (other.place + printed.place) / 2) / printed.place for step in (-1, 1)
    )
    least, most = ceil(low), floor(high)  # what it should be, in its own last places
    return any(least <= number <= most for number in _meant(digits)) or any(
        least <= digits * 10**power <= most or low * 10**power <= digits <= high * 10**power for power in _SCALES
    )


@cache
def _meant(digits: int) -> tuple[int, ...]:
    """The numbers that one digit wrong, two swapped, one lost or one put in may have made this one of."""
    return tuple({int(text or 0) for text in _texts(str(digits))} - {digits})


def _texts(text: str) -> Iterator[str]:
    for n in range(len(text) + 1):
        yield from (text[:n] + digit + text[n:] for digit in "0123456789")
        yield from (text[:n] + digit + text[n + 1 :] for digit in "0123456789")
        yield text[:n] + text[n + 1 :]
        yield text[:n] + text[n : n + 2][::-1] + text[n + 2 :]
