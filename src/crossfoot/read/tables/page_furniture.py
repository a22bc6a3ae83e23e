"""Lines that pages carry at their edges in a text without pages: their numbers, and what is repeated beside these."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_PAGE_NUMBER = re.compile(
    r"(?:page )?[-–— ]*(?:[A-Z]-)?(?P<number>[0-9]{1,4})[-–— ]*(?: of [0-9]{1,4})?", re.IGNORECASE
)
_LEAST = 3  # page numbers that count up, and times that a line stands beside one


def page_furniture(lines: Sequence[str]) -> frozenset[int]:
    """The places of the lines that belong to pages and not to the text: a paragraph may run on behind them."""
    numbers = _counting_up(lines)
    if len(numbers) < _LEAST:
        return frozenset()
    beside = {at + step for at in numbers for step in (-1, 1) if 0 <= at + step < len(lines)}
    times = Counter(lines[at] for at in beside)
    return frozenset(numbers) | {at for at in beside if times[lines[at]] >= _LEAST}


def _counting_up(lines: Sequence[str]) -> set[int]:
    """The places of bare numbers that are one more than the last, or one less than the next."""
    bare = [(at, int(found["number"])) for at, line in enumerate(lines) if (found := _PAGE_NUMBER.fullmatch(line))]
    kept: set[int] = set()
    for (before, number), (behind, following) in pairwise(bare):
        if following == number + 1:
            kept |= {before, behind}
    return kept
