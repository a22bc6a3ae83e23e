"""Japanese amounts counted in steps of scale, `1,578億36百万円` or `1兆2,345億円`, as one number at the last scale."""

import re

_POWERS = {"千": 3, "万": 4, "百万": 6, "億": 8, "十億": 9, "兆": 12}
_STEP = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
STEPS = re.compile(
    rf"(?:(?P<first>{_STEP})(?P<upper>兆|億)) ?(?:(?P<middle>{_STEP})(?P<between>億|万)(?=[0-9]))? ?"
    rf"(?P<last>{_STEP})(?P<lower>億|百万|万|千|(?=円))"
)
"""Two or three steps of falling scale; the last may be in ones, before 円."""


def in_one_scale(text: str) -> str:
    """The text with amounts in steps written in their last scale: `51億34百万円` is `5134百万円`."""
    return STEPS.sub(_in_last, text)


def _in_last(found: re.Match[str]) -> str:
    lowest = _POWERS.get(found["lower"], 0)
    value = 0
    before = max(_POWERS.values()) + 1
    for digits, scale in (("first", "upper"), ("middle", "between"), ("last", "lower")):
        if found[digits] is None:
            continue
        number, power = int(found[digits].replace(",", "")), _POWERS.get(found[scale], 0)
        # A step that is larger than the scale above it, or no step down, is no amount in steps.
        if power >= before or (digits != "first" and number >= 10 ** (before - power)):
            return found[0]
        value += number * 10 ** (power - lowest)
        before = power
    return f"{value}{found['lower']}"
