"""Growth taken apart along a row, `15 % | — | 1 | 16 %`: what leads from one percentage to another has no sign."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.units import PERCENT

_ROWS_LEAST = 3  # in which what leads from one percentage to the other is not nil
_TYING = Fraction(4, 5)  # of the rows that print all of a bridge
_LARGEST = 1000

Columns = Sequence[Mapping[int, Printed]]
"""The numbers of a table by column from the left, and by row."""


def percents_between(columns: Columns) -> Iterator[int]:
    """The columns without percent signs whose numbers add up to percentages beside them: so they are some themselves.

    Columns between two of percentages lead from the one to the other; or together they make one of them.
    """
    runs = [
        (signed, [at for at, _ in group]) for signed, group in groupby(enumerate(map(_is_signed, columns)), _second)
    ]
    for place, (signed, run) in enumerate(runs):
        if signed or not all(_is_bare(columns[at]) for at in run):
            continue
        left = columns[runs[place - 1][1][-1]] if place else None
        right = columns[runs[place + 1][1][0]] if place + 1 < len(runs) else None
        parts = [columns[at] for at in run]
        if any(_ties(start, parts, end) for start, end in ((left, right), (None, left), (None, right)) if end):
            yield from run


def _second(pair: tuple[int, bool]) -> bool:
    return pair[1]


def _is_signed(column: Mapping[int, Printed]) -> bool:
    numbers = [each for each in column.values() if not each.nil]
    return 2 * sum(each.unit == PERCENT.code for each in numbers) > len(numbers)


def _is_bare(column: Mapping[int, Printed]) -> bool:
    return all(each.unit is None and each.scale == 1 and abs(each.value) < _LARGEST for each in column.values())


def _ties(start: Mapping[int, Printed] | None, parts: Columns, end: Mapping[int, Printed]) -> bool:
    """Whether parts lead from one percentage to another, or make it, in nearly all rows that print them."""
    whole = [start, *parts] if start is not None else list(parts)
    rows = [row for row in end if all(row in column for column in whole)]
    moved = [row for row in rows if any(not column[row].nil and column[row].value for column in parts)]
    tying = [row for row in rows if _adds(whole, end, row)]
    return len(set(tying) & set(moved)) >= _ROWS_LEAST and len(tying) >= _TYING * len(rows)


def _adds(parts: Columns, end: Mapping[int, Printed], row: int) -> bool:
    """Whether they add up to within half a last place each."""
    terms = [Fraction(column[row].value) for column in parts]
    slack = sum(Fraction(column[row].place) for column in (*parts, end)) / 2
    return abs(sum(terms) - Fraction(end[row].value)) <= slack
