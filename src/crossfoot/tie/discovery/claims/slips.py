"""Slips of the pen in a sentence: how likely what it prints is to be what a table leaves, written wrong.

A table's total does not tell which of its figures is wrong, so there a slip is told by its residual. A sentence that
restates one figure has both texts, and far fewer slips make the one of the other.
"""

from crossfoot.tie.discovery.belief.evidence import BAN, millibans
from crossfoot.tie.discovery.belief.slips import digits_more

OUT_OF_PLACE = BAN
"""What a clause that names a line, and states no figure of it, is likelier to be than misprinted: of something else."""

PERIOD_UNSAID = BAN // 2
"""What it counts against a clause that it leaves to the reader which period it is of."""

_STALE = 2  # the year before and the quarter before


def slips_alike(printed: int, meant: int) -> int:
    """How many texts the kind of slip makes of a number that makes `printed` of `meant`; nothing where none does.

    A sign, two neighbours swapped, a digit dropped, doubled, put in or misread. Both are in last places.
    """
    if printed == -meant and printed:
        return 1
    mine, other = str(abs(printed)), str(abs(meant))
    if len(mine) == len(other):
        wrong = [n for n, (a, b) in enumerate(zip(mine, other, strict=True)) if a != b]
        if len(wrong) == 1:
            return 9 * len(other)
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(mine) == sorted(other)
        return len(other) - 1 if swapped else 0
    long, short = sorted((mine, other), key=len, reverse=True)
    places = digits_more(long, short)
    if not places:
        return 0
    doubled = any(long[n] in (long[n - 1 : n], long[n + 1 : n + 2]) for n in places)
    return len(other) if doubled or len(mine) < len(other) else 10 * len(other)


def worth_of(printed: int, meant: int, size: int, excused: int) -> int:
    """What it is worth, in millibans, that a figure of `size` last places is a slip of the meant one; 0 for none.

    `excused` is how many values the tables leave for it.
    """
    texts = slips_alike(printed, meant)
    return max(0, millibans(max(1, size)) - millibans(max(1, excused)) - millibans(texts)) if texts else 0


def worth_of_stale(size: int) -> int:
    """What it is worth that a level of `size` last places is that of the period before, left standing."""
    return millibans(max(1, size)) - millibans(_STALE)
