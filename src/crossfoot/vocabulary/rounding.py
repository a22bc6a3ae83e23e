"""Rounding: which true values print as a given text (docs/convention.md, section 2)."""

from enum import StrEnum
from fractions import Fraction

from crossfoot.vocabulary.intervals import Interval


class Rounding(StrEnum):
    """How a true value became the printed one: four regimes of a document, and three that words around a number say."""

    NEAREST = "nearest"
    TRUNCATED = "truncated"
    EXACT = "exact"
    EITHER = "either"  # nearest or truncated: the document does not tell, so both are admitted
    APPROXIMATE = "approximate"  # "approx. 800"
    OVER = "over"  # "over JPY100 million", "more than 30%"
    NEARLY = "nearly"  # "nearly 20"


def admitted(value: Fraction, place: Fraction, rounding: Rounding) -> Interval:
    """The interval of true values that print as `value` whose last printed digit counts `place` (both in the unit).

    For the regimes said in words, `place` is that of the last digit that is not zero (800: 100), and over and nearly
    speak of the size: "down more than 30" is below -30.
    """
    if rounding is Rounding.EXACT:
        return Interval(value, value)
    if rounding is Rounding.NEAREST:
        (over, under), (step, by) = value.as_integer_ratio(), place.as_integer_ratio()
        middle, half, whole = 2 * over * by, step * under, 2 * under * by  # as whole numbers: a third of the time
        return Interval(Fraction(middle - half, whole), Fraction(middle + half, whole))
    if rounding is Rounding.EITHER:
        return admitted(value, place, Rounding.NEAREST).hull(admitted(value, place, Rounding.TRUNCATED))
    if rounding is Rounding.APPROXIMATE:
        return Interval(value - place, value + place)
    if value < 0:
        return admitted(-value, place, rounding).negated()
    if rounding is Rounding.OVER:
        return Interval(low=value, low_open=True)
    if rounding is Rounding.NEARLY:
        return Interval(value - place, value, high_open=True)
    if value == 0:
        return Interval(-place, place, low_open=True, high_open=True)
    return Interval(value, value + place, high_open=True)
