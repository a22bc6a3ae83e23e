"""Printing units as a project writes them: `JPY million`, `thousand subscriptions`, `百万円` to a scale and a unit."""

from dataclasses import dataclass
from decimal import Decimal

from crossfoot.vocabulary.units import Unit, unit_from_code

_SCALES = {
    "thousand": 3, "thousands": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12,
    "trillions": 12, "千": 3, "万": 4, "百万": 6, "億": 8, "十億": 9, "兆": 12,
}  # fmt: skip
_COUNTERS = {"円": "JPY"}
_CODES = {"%": "percent", "point": "points", "pt": "points", "ポイント": "points"}


class NotAUnit(ValueError):
    """The text names no unit; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class PrintingUnit:
    """What one printed unit counts in whole units, and the unit (None where only a scale is written)."""

    scale: Decimal
    unit: Unit | None


def printing_unit(text: str) -> PrintingUnit:
    """The unit written as a currency or thing counted with a scale word before or after it. Raises NotAUnit."""
    exponents, words = [], []
    for word in _split_counter(text.strip()):
        if word.casefold() in _SCALES:
            exponents.append(_SCALES[word.casefold()])
        else:
            words.append(word)
    if len(exponents) > 1 or not (exponents or words):
        raise NotAUnit(f"{text!r} is not a unit with at most one scale word")
    code = " ".join(words)
    unit = unit_from_code(_CODES.get(code, code)) if words else None
    return PrintingUnit(Decimal(10) ** (exponents[0] if exponents else 0), unit)


def _split_counter(text: str) -> list[str]:
    for counter, code in _COUNTERS.items():
        if text.endswith(counter):
            return [*text.removesuffix(counter).split(), code]
    return text.split()
