"""Rounding: which true values print as a given text (docs/convention.md, section 2)."""

from enum import StrEnum
from fractions import Fraction

from crossfoot.vocabulary.intervals import Interval


class Rounding(StrEnum):
    """How a true value became the printed one. The first three are regimes of a document, the rest are said in words."""

    NEAREST = "nearest"
    TRUNCATED = "truncated"
    EXACT = "exact"
    EITHER = "either"  # nearest or truncated: the document does not tell, so both are admitted
    APPROXIMATE = "approximate"  # "approx. 800"
    OVER = "over"  # "over JPY100 million", "more than 30%"
    NEARLY = "nearly"  # "nearly 20"


def admitted(value: Fraction, place: Fraction, rounding: Rounding) -> Interval:
    """The interval of true values that print as `value` whose last printed digit counts `place` (both in the unit).

    For the regimes said in words, `place` is that of the last digit that is not zero (800: 100).
    """
    if rounding is Rounding.EXACT:
        return Interval(value, value)
    if rounding is Rounding.NEAREST:
        return Interval(value - place / 2, value + place / 2)
    if rounding is Rounding.TRUNCATED:
        return _truncated(value, place)
    if rounding is Rounding.EITHER:
        return Interval(value - place / 2, value + place / 2).hull(_truncated(value, place))
    if rounding is Rounding.APPROXIMATE:
        return Interval(value - place, value + place)
    if rounding is Rounding.OVER:
        return Interval(low=value, low_open=True)
    return Interval(value - place, value, high_open=True)


def _truncated(value: Fraction, place: Fraction) -> Interval:
    if value == 0:
        return Interval(-place, place, low_open=True, high_open=True)
    if value > 0:
        return Interval(value, value + place, high_open=True)
    return Interval(value - place, value, low_open=True)
