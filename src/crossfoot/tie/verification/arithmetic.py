"""The checker's own arithmetic: exact numbers, ends of intervals, linear forms and what a printed figure admits."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

Record = Mapping[str, Any]
Form = dict[str, Fraction]
"""A linear form: the coefficient of each fact id, none of them 0."""
End = tuple[Fraction | None, bool]
"""An end of an interval, None where there is none, and whether the end itself is excluded."""
SIDES = ("low", "high")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def exact(number: object) -> Fraction:
    """A rational written as text or as an integer. Raises ValueError: a JSON number with a point is not exact."""
    if isinstance(number, str):
        return _fraction(number)
    if isinstance(number, int) and not isinstance(number, bool):
        return Fraction(number)
    raise ValueError(f"{number!r} is no exact number")


def decimal(number: object) -> Fraction:
    """A decimal written as text. Raises ValueError."""
    if not isinstance(number, str) or not _DECIMAL.fullmatch(number):
        raise ValueError(f"{number!r} is no decimal")
    return _fraction(number)


@lru_cache(maxsize=100_000)
def _fraction(text: str) -> Fraction:
    """A number as written; a book has most of its numbers in several places."""
    return Fraction(text)


def end_of(record: Record, side: str) -> End:
    """The exact end of a record's interval on one side."""
    if f"{side}_exact" in record:
        return exact(record[f"{side}_exact"]), record[f"{side}_open"]
    return (None if record[side] is None else decimal(record[side])), record[f"{side}_open"]


def tighter(one: End, other: End, side: str) -> End:
    """The end that admits less; an excluded end admits less than the same end included."""
    if one[0] is None or other[0] is None:
        return other if one[0] is None else one
    sign = 1 if side == "low" else -1
    return max(one, other, key=lambda end: (sign * (end[0] or 0), end[1]))


def within(value: Fraction, record: Record) -> bool:
    """Whether the interval of a record admits the value."""
    (low, low_open), (high, high_open) = end_of(record, "low"), end_of(record, "high")
    above = low is None or value > low or (value == low and not low_open)
    return above and (high is None or value < high or (value == high and not high_open))


def rounded_outward(record: Record, side: str) -> bool:
    """Whether a decimal that stands for an exact end is that end rounded away from the interval to 12 digits."""
    if f"{side}_exact" not in record:
        return True
    end, text = exact(record[f"{side}_exact"]), record[side]
    rounded = decimal(text)
    digits = text.lstrip("-").replace(".", "").lstrip("0")
    last = Fraction(10) ** (len(digits) - 12 - len(text.partition(".")[2]))
    beyond = end - rounded if side == "low" else rounded - end
    return 0 <= beyond < last and set(digits[12:]) <= {"0"}


def form_of(pairs: Iterable[tuple[object, str]]) -> Form:
    """The form of pairs of coefficient and fact."""
    form: Form = {}
    for coefficient, fact in pairs:
        form[fact] = form.get(fact, Fraction(0)) + exact(coefficient)
    return {fact: coefficient for fact, coefficient in form.items() if coefficient}


def sum_of(*parts: tuple[Fraction, Form]) -> Form:
    """The sum of forms, each times a number."""
    total: Form = {}
    for times, form in parts:
        for fact, coefficient in form.items():
            total[fact] = total.get(fact, Fraction(0)) + times * coefficient
    return {fact: coefficient for fact, coefficient in total.items() if coefficient}


def value_of(form: Form, values: Mapping[str, Fraction]) -> Fraction:
    """The form at the facts' values. Raises KeyError where one has none."""
    return sum((coefficient * values[fact] for fact, coefficient in form.items()), Fraction(0))


def facts_of(identity: Record) -> set[str]:
    """Every fact that an identity speaks of."""
    named = {fact for part in ("facts", "denominator") for _, fact in identity.get(part, ())}
    return named | ({identity["ratio"]} if "ratio" in identity else set())


def last_place(number: str) -> Fraction:
    """What the last decimal of a number as written counts."""
    return Fraction(1, 10 ** len(number.partition(".")[2]))


def prints_as(fact: Record, value: Fraction) -> bool:
    """Whether all that a fact's bounds admit rounds to `value`, at the coarsest place that value may be printed to."""
    (low, _), (high, _) = end_of(fact, "low"), end_of(fact, "high")
    if low is None or high is None:
        return False
    place = last_place(fact["value"])
    while value and value % (10 * place) == 0:
        place *= 10
    reach = max(place / 2, abs(low), abs(high)) if value == 0 else place / 2
    return value - reach <= low and high <= value + reach


def admitted(figure: Record, regimes: Mapping[str, Record]) -> tuple[End, End]:
    """The ends of the values that print as the figure does (docs/convention.md, section 2). Raises ValueError."""
    value, place = decimal(figure["value"]), decimal(figure["last_place"])
    if place <= 0:
        raise ValueError("its last printed digit counts nothing")
    unit = figure["unit"]
    kind = "ratios" if unit in ("percent", "points", "pure") or unit.endswith("/share") else "amounts"
    group = regimes.get(figure["group"])
    # How far the truth may lie from zero or towards it, where the rest of the digits was cut off.
    down, up = (place if value <= 0 else Fraction(0)), (place if value >= 0 else Fraction(0))
    match figure["rounding"] or (group[kind] if group else "nearest"):
        case "exact":
            return (value, False), (value, False)
        case "nearest":
            return (value - place / 2, False), (value + place / 2, False)
        case "truncated":
            return (value - down, down > 0), (value + up, up > 0)
        case "either":
            low, high = max(place / 2, down), max(place / 2, up)
            return (value - low, down > 0), (value + high, up > 0)
        case "approximate":
            return (value - place, False), (value + place, False)
        case "over":
            return ((None, False), (value, True)) if value < 0 else ((value, True), (None, False))
        case "nearly":
            towards = (value + place, False) if value < 0 else (value - place, False)
            return ((value, True), towards) if value < 0 else (towards, (value, True))
        case rounding:
            raise ValueError(f"no rounding is called {rounding!r}")


_AS_DIGITS = str.maketrans("OoIl", "0011")
_LETTERS = re.compile(r"(?<=[0-9.,])[OoIl]+(?=[0-9.,]|$)|^[OoIl]+(?=[0-9])")  # not those of "billion"


def prints(figure: Record) -> bool:
    """Whether the text's digits are those of the value, full-width ones and letters read as digits included.

    Raised digits are footnote marks. Zeros before and after tell nothing: "approx. 800" counts hundreds.
    """
    value = decimal(figure["value"])
    if figure["nil"]:
        return value == 0
    text = _LETTERS.sub(lambda found: found[0].translate(_AS_DIGITS), figure["text"])
    digits = "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())
    counted = abs(value / exact(figure["last_place"]))
    return counted.denominator == 1 and str(counted.numerator).strip("0") == digits.strip("0")
