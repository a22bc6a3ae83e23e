"""Slips: how a figure most likely came to be misprinted, judged by what it would have to be."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from crossfoot.model.figures import Figure
from crossfoot.tie.blame.likelihood import BAN, Beside, plausible
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.notation import NotANumber, read_number


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that would tie, and the slip that turns it into the printed one ("" where none does).

    `worth` says in millibans how likely it is that the figure was misprinted so: how frequent the slip is, and how much
    better what it should be goes with its line's other columns than what it prints.
    """

    text: str
    slip: str
    worth: int = 0


@dataclass(frozen=True, slots=True)
class _Slip:
    """A text that a slip turned into the printed one, and how likely that slip was among all misprints."""

    text: str
    name: str
    worth: int


Admits = Callable[[Decimal], bool]

_TRANSPOSED = -1300  # each pair of neighbouring digits
_MISREAD = -1950  # each digit, for each of the nine others
_LENGTHENED = -1500  # each digit dropped
_DOUBLED = -1500  # each digit doubled
_SIGN = -1000
_POINT = -1300  # to either side
_SCALE = -1300  # to either side
_STALE = -1000  # any other column of the line, printed here too
_EXCHANGED = -2000  # any other column of the line, each printed in the other's place
_BESIDE = -1600  # the line above or below
_STEPPED = -2500  # one more or less at any place, others carried
_NEVER = -100 * BAN
_LEAST = -1000  # any other text at all, shared among all figures of its length


def suggest(
    figure: Figure, needed: Interval, interval: Callable[[Decimal], Interval], prior: tuple[str, ...], beside: Beside
) -> Suggestion:
    """The likeliest text for a figure whose true value must lie in `needed`.

    `interval` gives the true values that print as a value in the figure's place; `prior` are texts of the same measure
    in other periods, for a stale value. Slips go from the likeliest on; without one, the only value that fits.
    """

    def admits(value: Decimal) -> bool:
        return not interval(value).intersect(needed).is_empty

    line = [other for other in beside.line if other.printed.place == figure.printed.place]
    here = plausible(figure.printed.value, figure.printed.place, line)
    fitting: dict[str, dict[Decimal, _Slip]] = {}
    for each in _slips(figure.text, (*prior, *(f.text for f in line)), tuple(f.text for f in beside.above_and_below)):
        value = _read(figure, each.text)
        if value is not None and value != figure.printed.value and admits(value):
            better = plausible(value, figure.printed.place, line) - here
            fitting.setdefault(each.name, {}).setdefault(value, replace(each, worth=each.worth + better))
    known = max((each.worth for found in fitting.values() for each in found.values()), default=_NEVER)
    other = _unexplained(figure, needed, line)
    worth = max(known, other.worth - here)
    if worth > known:
        return Suggestion(_sole(figure, needed, admits), other.name, worth)
    for slip, found in sorted(fitting.items(), key=lambda pair: -max(each.worth for each in pair[1].values())):
        text = _nearest(found, needed) if slip else ""
        if text:
            return Suggestion(text, slip, worth)
    return Suggestion(_sole(figure, needed, admits), "", worth)


def _nearest(found: Mapping[Decimal, _Slip], needed: Interval) -> str:
    """The text of the value nearest to where the rest adds up exactly; empty where two are as near."""
    values = list(found)
    if len(values) > 1 and needed.low is not None and needed.high is not None:
        middle = (needed.low + needed.high) / 2
        least = min(abs(Fraction(value) - middle) for value in values)
        values = [value for value in values if abs(Fraction(value) - middle) == least]
    return found[values[0]].text if len(values) == 1 else ""


def _unexplained(figure: Figure, needed: Interval, line: Sequence[Figure]) -> _Slip:
    """What is printed says nothing of what it should be: another column's figure, or one text of all of its length."""
    worth, name = _LEAST - BAN * sum(character.isdigit() for character in figure.text), ""
    if figure.printed.value in {other.printed.value for other in line}:
        worth, name = _STALE - _among(len(line)), "stale value of another period"
    ends = [end for end in (needed.low, needed.high) if end is not None]
    if len(ends) == 2:
        value = _decimal(sum(ends, Fraction(0)) / 2)
        worth += plausible(value, figure.printed.place, line)
    return _Slip("", name, worth)


def _read(figure: Figure, text: str) -> Decimal | None:
    try:
        value = read_number(text, figure.printed.scale).value
    except NotANumber:
        return None
    sign_in_words = figure.printed.value < 0 < read_number(figure.text, figure.printed.scale).value
    return -value if sign_in_words else value


def _slips(text: str, prior: tuple[str, ...], beside: tuple[str, ...] = ()) -> Iterator[_Slip]:
    """The texts that a slip would have turned into the printed one."""
    digits = [n for n, character in enumerate(text) if character.isdigit()]
    others = {other: None for other in prior if other != text}
    yield from (_Slip(other, "value of another period", _EXCHANGED - _among(len(others))) for other in others)
    yield from (_Slip(_swapped(text, a, b), "transposed digits", _TRANSPOSED) for a, b in pairwise(digits))
    yield _Slip(_negated(text), "sign", _SIGN)
    for at in digits:
        for digit in "0123456789":
            if digit != text[at]:
                yield _Slip(text[:at] + digit + text[at + 1 :], "misread digit", _MISREAD)
    yield from _lengths(text, digits)
    yield from _shifts(text)
    yield from (_Slip(other, "swapped with its neighbour", _BESIDE) for other in beside if other != text)
    yield from _steps(text)


def _among(count: int) -> int:
    return round(BAN * math.log10(max(1, count)))


def _steps(text: str) -> Iterator[_Slip]:
    """One more or less at a place, carried: no slip that has a name."""
    bare = text.replace(",", "")
    places = [n for n, character in enumerate(bare) if character.isdigit()]
    if not places or any(b - a > 2 for a, b in pairwise(places)):
        return
    number = "".join(bare[n] for n in places)
    for at in range(len(number)):
        for step in (1, -1):
            stepped = str(int(number) + step * 10 ** (len(number) - 1 - at)).rjust(len(number), "0")
            if len(stepped) == len(number) and stepped[0] != "-":
                shown = list(bare)
                for place, digit in zip(places, stepped, strict=True):
                    shown[place] = digit
                yield _Slip(_regrouped(text, "".join(shown)), "", _STEPPED)


def _swapped(text: str, a: int, b: int) -> str:
    return text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :]


def _negated(text: str) -> str:
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1]
    for mark in "△▲-−–":
        if text.startswith(mark):
            return text[1:]
    return f"({text.lstrip('+')})"


def _lengths(text: str, digits: list[int]) -> Iterator[_Slip]:
    """Texts with one digit more (it was dropped) or one fewer (it was doubled), thousands grouped anew."""
    bare = text.replace(",", "")
    places = [n for n, character in enumerate(bare) if character.isdigit()]
    for at in (*places, places[-1] + 1) if digits else ():
        for digit in "0123456789":
            yield _Slip(_regrouped(text, bare[:at] + digit + bare[at:]), "dropped digit", _LENGTHENED)
    for first, second in pairwise(places):
        if bare[first] == bare[second]:
            yield _Slip(_regrouped(text, bare[:first] + bare[second:]), "doubled digit", _DOUBLED)


def _regrouped(like: str, bare: str) -> str:
    if "," not in like:
        return bare
    digits = [n for n, character in enumerate(bare) if character.isdigit()]
    start = digits[0]
    stop = start
    while stop < len(bare) and bare[stop].isdigit():
        stop += 1
    return f"{bare[:start]}{int(bare[start:stop]):,}{bare[stop:]}"


def _shifts(text: str) -> Iterator[_Slip]:
    bare = text.replace(",", "")
    found = re.search(r"[0-9]+(?:\.[0-9]+)?", bare)  # the first number: a footnote mark may follow it
    if found is None:
        return
    (start, stop), number = found.span(), Decimal(found[0])
    shifts = ((1, "decimal point"), (-1, "decimal point"), (3, "scale x1000"), (-3, "scale x1000"))
    for power, slip in shifts:
        shifted = f"{number.scaleb(power).normalize():f}"
        worth = _POINT if abs(power) == 1 else _SCALE
        yield _Slip(_regrouped(text, f"{bare[:start]}{shifted}{bare[stop:]}"), slip, worth)


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
