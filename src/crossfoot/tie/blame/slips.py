"""Slips: how a figure most likely came to be misprinted, judged by what it would have to be."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise

from crossfoot.model.figures import Figure
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.notation import NotANumber, read_number


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that would tie, and the slip that turns it into the printed one ("" where none does)."""

    text: str
    slip: str


Admits = Callable[[Decimal], bool]


def suggest(
    figure: Figure, needed: Interval, interval: Callable[[Decimal], Interval], prior: tuple[str, ...]
) -> Suggestion:
    """The likeliest text for a figure whose true value must lie in `needed`.

    `interval` gives the true values that print as a value in the figure's place; `prior` are texts of the same measure
    in other periods, for a stale value. Slips go from the likeliest on; without one, the only value that fits.
    """

    def admits(value: Decimal) -> bool:
        return not interval(value).intersect(needed).is_empty

    for slip, texts in groupby(_slips(figure.text, prior), key=lambda pair: pair[1]):
        fitting: dict[Decimal, str] = {}
        for text, _ in texts:
            value = _read(figure, text)
            if value is not None and value != figure.printed.value and admits(value):
                fitting.setdefault(value, text)
        if len(fitting) == 1:
            return Suggestion(next(iter(fitting.values())), slip)
    return Suggestion(_sole(figure, needed, admits), "")


def _read(figure: Figure, text: str) -> Decimal | None:
    try:
        value = read_number(text, figure.printed.scale).value
    except NotANumber:
        return None
    sign_in_words = figure.printed.value < 0 < read_number(figure.text, figure.printed.scale).value
    return -value if sign_in_words else value


def _slips(text: str, prior: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    digits = [n for n, character in enumerate(text) if character.isdigit()]
    yield from ((other, "stale value of another period") for other in prior if other != text)
    yield from ((_swapped(text, a, b), "transposed digits") for a, b in pairwise(digits))
    yield _negated(text), "sign"
    for at in digits:
        for digit in "0123456789":
            if digit != text[at]:
                yield text[:at] + digit + text[at + 1 :], "misread digit"
    yield from _lengths(text, digits)
    yield from _shifts(text)


def _swapped(text: str, a: int, b: int) -> str:
    return text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :]


def _negated(text: str) -> str:
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1]
    for mark in "△▲-−–":
        if text.startswith(mark):
            return text[1:]
    return f"({text.lstrip('+')})"


def _lengths(text: str, digits: list[int]) -> Iterator[tuple[str, str]]:
    """Texts with one digit more (it was dropped) or one fewer (it was doubled), thousands grouped anew."""
    bare = text.replace(",", "")
    places = [n for n, character in enumerate(bare) if character.isdigit()]
    for at in (*places, places[-1] + 1) if digits else ():
        for digit in "0123456789":
            yield _regrouped(text, bare[:at] + digit + bare[at:]), "dropped digit"
    for first, second in pairwise(places):
        if bare[first] == bare[second]:
            yield _regrouped(text, bare[:first] + bare[second:]), "doubled digit"


def _regrouped(like: str, bare: str) -> str:
    if "," not in like:
        return bare
    digits = [n for n, character in enumerate(bare) if character.isdigit()]
    start = digits[0]
    stop = start
    while stop < len(bare) and bare[stop].isdigit():
        stop += 1
    return f"{bare[:start]}{int(bare[start:stop]):,}{bare[stop:]}"


def _shifts(text: str) -> Iterator[tuple[str, str]]:
    bare = text.replace(",", "")
    found = re.search(r"[0-9]+(?:\.[0-9]+)?", bare)  # the first number: a footnote mark may follow it
    if found is None:
        return
    (start, stop), number = found.span(), Decimal(found[0])
    for power, slip in ((1, "decimal point"), (-1, "decimal point"), (3, "scale x1000"), (-3, "scale x1000")):
        shifted = f"{number.scaleb(power).normalize():f}"
        yield _regrouped(text, f"{bare[:start]}{shifted}{bare[stop:]}"), slip


def _sole(figure: Figure, needed: Interval, admits: Admits) -> str:
    """The one value in the figure's own place that fits, as plain digits; empty where none or several do."""
    if needed.low is None or needed.high is None:
        return ""
    place = Fraction(figure.printed.place)
    if not place or needed.high - needed.low > 3 * place:
        return ""
    first = (needed.low // place) - 1
    fitting = [n * place for n in range(int(first), int(first) + 6) if admits(_decimal(n * place))]
    if len(fitting) != 1:
        return ""
    printed = _decimal(fitting[0]) / figure.printed.scale
    exponent = (figure.printed.place / figure.printed.scale).normalize().as_tuple().exponent
    decimals = max(0, -int(exponent)) if isinstance(exponent, int) else 0
    return f"{printed:,.{decimals}f}"


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
