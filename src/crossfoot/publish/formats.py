"""Numbers as the book prints them: exact arithmetic from the fact's value or interval to a text, never a float."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from crossfoot.model.facts import Fact, FactKey
from crossfoot.model.pages import Number
from crossfoot.publish.catalogue import Catalogue
from crossfoot.publish.numbers import MOST_DECIMALS, PrintingUnit, decimals_of, worded
from crossfoot.vocabulary.intervals import Interval

NOT_AVAILABLE = "n/a"
Nearness = Literal["nearest", "down", "up"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as printed: its text, what a screen reader should say where the text alone misleads, and its form.

    `form` is `value`, `range`, `bound` (one end only) or `none`.
    """

    text: str
    form: Literal["value", "range", "bound", "none"]
    spoken: str = ""


class Printer:
    """Prints the numbers of one book in its house's style."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def sentence(self, number: Number) -> Shown:
        """The number within a sentence: a minus sign, its unit around it."""
        return self._shown(number, minus="−")

    def cell(self, number: Number) -> Shown:
        """The number in a table or at a chart's mark: a minus as the house prints it."""
        return self._shown(number, minus=self._catalogue.minus)

    def standard(self, key: FactKey) -> Number:
        """A fact as the proof panel prints it: at the scale of its source, with its unit in words."""
        fact = self._catalogue.facts[key]
        scale = self._catalogue.scales.of(key, fact.unit)
        return worded(Number(key, scale), PrintingUnit(fact.unit, scale), noun=True)

    def interval(self, interval: Interval, number: Number) -> str:
        """All the values an interval admits, in the number's unit: `JPY 26,684.5 to 26,709.5 million`."""
        low, high = interval.low, interval.high
        if low is None and high is None:
            return "any value"
        if low is not None and low == high:
            return f"exactly {_wrapped(_exact(low / number.scale, 'nearest'), number)}"
        least = "" if low is None else _exact(low / number.scale, "down")
        most = "" if high is None else _exact(high / number.scale, "up")
        if high is None:
            return f"{'above' if interval.low_open else 'at least'} {_wrapped(least, number)}"
        if low is None:
            return f"{'below' if interval.high_open else 'at most'} {_wrapped(most, number)}"
        above = f"above {least}" if interval.low_open else least
        to = "and below" if interval.high_open else "and at most" if interval.low_open else "to"
        return _wrapped(f"{above} {to} {most}", number)

    def amount(self, value: Fraction, number: Number) -> str:
        """A difference between two sides, in the number's unit; ends with `…` where more digits follow."""
        scaled = value / number.scale
        text = _exact(scaled, "nearest")
        whole = (scaled * 10**MOST_DECIMALS).denominator == 1
        return _wrapped(text if whole else f"{text}…", number)

    def _shown(self, number: Number, minus: str) -> Shown:
        fact = self._catalogue.facts[number.fact]
        decimals = self._decimals(number, fact)
        if fact.value is not None and self._is_nil(fact) and minus != "−":
            return Shown("–", "value", spoken="nil")
        value = self._value(number, fact, decimals)
        if value is not None:
            return _value_shown(*value, number, minus)
        return _range_shown(fact.interval, number, decimals)

    def _is_nil(self, fact: Fact) -> bool:
        return fact.value == 0 and any(figure.printed.nil for figure in self._catalogue.stating(fact))

    def _decimals(self, number: Number, fact: Fact) -> int:
        """The decimals asked for; else those that its figure prints; else the habit of the book."""
        if number.decimals is not None:
            return number.decimals
        stated = self._catalogue.stating(fact)
        if stated:
            return decimals_of(stated[0].printed.place, number.scale)
        return self._catalogue.scales.decimals(fact.unit, number.scale)

    def _value(self, number: Number, fact: Fact, decimals: int) -> tuple[int, int] | None:
        """The value in last places, and the decimals it is known to; None where it is not known to whole units."""
        known = self._known(fact, number.scale, decimals)
        if known is not None and fact.value is not None:
            return _in_places(Fraction(fact.value) / number.scale, known, "nearest"), known
        low, high = fact.interval.low, fact.interval.high
        if low is None or high is None:
            return None
        ends = [_in_places(end / number.scale, decimals, "nearest") for end in (low, high)]
        return (ends[0], decimals) if ends[0] == ends[1] else None

    def _known(self, fact: Fact, scale: int, decimals: int) -> int | None:
        """How many of the decimals a known value may show: no more than its figure printed. None: not even units."""
        stated = self._catalogue.stating(fact)
        if fact.value is None or not stated:
            return None if fact.value is None else decimals
        printed = decimals_of(stated[0].printed.place, scale)
        coarse = stated[0].printed.place > scale and fact.interval.is_bounded and not stated[0].printed.nil
        return None if coarse and fact.interval.low != fact.interval.high else min(decimals, printed)


def _value_shown(places: int, decimals: int, number: Number, minus: str) -> Shown:
    digits = _digits(abs(places), decimals) + (number.suffix if number.suffix == "%" else "")
    tail = "" if number.suffix == "%" else number.suffix
    if places < 0:
        body = f"({digits})" if minus == "()" else f"{minus}{digits}"
        spoken = "" if minus == "−" else f"minus {number.prefix}{digits}{tail}"
        return Shown(f"{number.prefix}{body}{tail}", "value", spoken)
    sign = "+" if number.signed and places > 0 else ""
    return Shown(f"{number.prefix}{sign}{digits}{tail}", "value")


def _range_shown(interval: Interval, number: Number, decimals: int) -> Shown:
    low, high = interval.low, interval.high
    if low is None and high is None:
        return Shown(NOT_AVAILABLE, "none", spoken="not available")
    if low is None or high is None:
        word, end = ("≥", low) if low is not None else ("≤", high)
        assert end is not None  # one of the two is known
        places = _in_places(end / number.scale, decimals, "down" if word == "≥" else "up")
        spoken = {"≥": "at least ", "≤": "at most "}[word] + _wrapped(_signed(places, decimals), number)
        return Shown(f"{word} {_wrapped(_signed(places, decimals), number)}", "bound", spoken)
    decimals = _telling(high - low, number.scale, decimals)
    # Outward, so that the printed range holds every value that the interval does.
    least = _signed(_in_places(low / number.scale, decimals, "down"), decimals)
    most = _signed(_in_places(high / number.scale, decimals, "up"), decimals)
    dash = "–" if low >= 0 else " to "
    return Shown(_wrapped(f"{least}{dash}{most}", number), "range", spoken=_wrapped(f"{least} to {most}", number))


def _telling(width: Fraction, scale: int, decimals: int) -> int:
    """The decimals at which rounding outward widens a range of `width` by no more than about half."""
    for enough in range(decimals, MOST_DECIMALS):
        if Fraction(scale, 10**enough) * 4 <= width:
            return enough
    return max(decimals, MOST_DECIMALS)


def _wrapped(digits: str, number: Number) -> str:
    return f"{number.prefix}{digits}{number.suffix}"


def _in_places(value: Fraction, decimals: int, nearness: Nearness) -> int:
    """The value counted in its last printed places; the nearest is taken away from zero at halves."""
    scaled = value * Fraction(10) ** decimals
    if nearness == "down":
        return floor(scaled)
    if nearness == "up":
        return ceil(scaled)
    whole = floor(abs(scaled) + Fraction(1, 2))
    return whole if scaled >= 0 else -whole


def _digits(places: int, decimals: int) -> str:
    whole, rest = divmod(places, 10**decimals)
    return f"{whole:,}.{rest:0{decimals}d}" if decimals else f"{whole:,}"


def _signed(places: int, decimals: int) -> str:
    return ("−" if places < 0 else "") + _digits(abs(places), decimals)


def _exact(value: Fraction, nearness: Nearness) -> str:
    """The value in full where it is a short decimal, else rounded outward at four decimals."""
    for decimals in range(MOST_DECIMALS + 1):
        if (value * 10**decimals).denominator == 1:
            return _signed(int(value * 10**decimals), decimals)
    return _signed(_in_places(value, MOST_DECIMALS, nearness), MOST_DECIMALS)
