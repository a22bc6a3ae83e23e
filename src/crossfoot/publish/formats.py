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
from crossfoot.vocabulary.rounding import Rounding

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
        return self._worded(key, self._catalogue.scales.of(key, fact.unit))

    def _worded(self, key: FactKey, scale: int) -> Number:
        unit = PrintingUnit(self._catalogue.facts[key].unit, scale)
        return worded(Number(key, scale), unit, noun=True)

    def interval(self, interval: Interval, key: FactKey) -> str:
        """All the values an interval of a fact admits: `JPY 26,684.5 to 26,709.5 million`.

        Bounds are finer than figures: they are printed at the book's usual scale where that is the finer one.
        """
        scales, unit = self._catalogue.scales, self._catalogue.facts[key].unit
        return self.within(interval, self._worded(key, min(scales.of(key, unit), scales.usual(unit))))

    @staticmethod
    def within(interval: Interval, number: Number) -> str:
        """All the values an interval admits, at the scale of `number` and with its unit around them."""
        low, high = interval.low, interval.high
        if low is None and high is None:
            return "any value"
        if low is not None and low == high:
            return f"exactly {_wrapped(_exact(low / number.scale, 'nearest'), number)}"
        enough = MOST_DECIMALS if low is None or high is None else _telling((high - low) / number.scale)
        least = "" if low is None else _exact(low / number.scale, "down", enough)
        most = "" if high is None else _exact(high / number.scale, "up", enough)
        if high is None:
            return f"{'over' if interval.low_open else 'at least'} {_wrapped(least, number)}"
        if low is None:
            return f"{'under' if interval.high_open else 'at most'} {_wrapped(most, number)}"
        over, to = "over " if interval.low_open else "", "to under" if interval.high_open else "to"
        return over + _wrapped(f"{least} {to} {most}", number)

    def amount(self, value: Fraction, number: Number) -> str:
        """A difference between two sides, in the number's unit; ends with `…` where more digits follow."""
        scaled = value / number.scale
        text = _exact(scaled, "nearest", 2)
        whole = (scaled * 10**MOST_DECIMALS).denominator == 1
        return _wrapped(text if whole else f"{text}…", number)

    def _shown(self, number: Number, minus: str) -> Shown:
        fact = self._catalogue.facts[number.fact]
        decimals = self._decimals(number, fact)
        if fact.value is not None and self._is_nil(fact) and minus != "−":
            return Shown("–", "value", spoken="nil")
        value = self._value(number, fact, decimals)
        if value is not None:
            return _said_roughly(_value_shown(*value, number, minus), self._rounding(fact))
        return _range_shown(fact.interval, number, decimals, minus)

    def _rounding(self, fact: Fact) -> Rounding | None:
        """The regime that the words around a stated figure give it ("approx.", "over"); None for ordinary figures."""
        stated = self._catalogue.stating(fact)
        return stated[0].printed.rounding if stated else None

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
        figure = stated[0].printed
        if figure.rounding in _IN_WORDS:
            return min(decimals, decimals_of(figure.place, scale))  # "approx. 800" stays what it is, and says so
        coarse = figure.place > scale and fact.interval.is_bounded and not figure.nil
        if coarse and fact.interval.low != fact.interval.high:
            return None
        return min(decimals, decimals_of(figure.place, scale))


_IN_WORDS = {Rounding.APPROXIMATE: ("≈", "about"), Rounding.OVER: (">", "over"), Rounding.NEARLY: ("<", "nearly")}


def _said_roughly(shown: Shown, rounding: Rounding | None) -> Shown:
    if rounding not in _IN_WORDS:
        return shown
    sign, word = _IN_WORDS[rounding]
    return Shown(f"{sign} {shown.text}", shown.form, f"{word} {shown.spoken or shown.text}")


def _value_shown(places: int, decimals: int, number: Number, minus: str) -> Shown:
    digits = _digits(abs(places), decimals) + (number.suffix if number.suffix == "%" else "")
    tail = "" if number.suffix == "%" else number.suffix
    if digits == "1" and tail == " points":
        tail = " point"
    amount = f"{number.prefix}{digits}"
    if places < 0:
        body = f"{number.prefix}({digits})" if minus == "()" else f"{minus}{amount}"
        return Shown(f"{body}{tail}", "value", "" if minus == "−" else f"minus {amount}{tail}")
    sign = "+" if number.signed and places > 0 else ""
    return Shown(f"{sign}{amount}{tail}", "value")


def _range_shown(interval: Interval, number: Number, decimals: int, minus: str) -> Shown:
    low, high = interval.low, interval.high
    if low is None and high is None:
        return Shown(NOT_AVAILABLE, "none", spoken="not available")
    if low is None or high is None:
        word, end = ("≥", low) if low is not None else ("≤", high)
        assert end is not None  # one of the two is known
        places = _in_places(end / number.scale, decimals, "down" if word == "≥" else "up")
        spoken = {"≥": "at least ", "≤": "at most "}[word] + _wrapped(_signed(places, decimals), number)
        return Shown(f"{word} {_wrapped(_signed(places, decimals), number)}", "bound", spoken)
    least, most, decimals = _outward(low / number.scale, high / number.scale, decimals)
    spoken = _wrapped(f"{_signed(least, decimals)} to {_signed(most, decimals)}", number)
    ends = [_signed(end, decimals, minus) for end in (least, most)]
    # Between ends with minus signs of their own a dash would read as a third.
    dash = " to " if least < 0 and minus == "−" else "–"
    return Shown(_wrapped(dash.join(ends), number), "range", spoken)


def _outward(low: Fraction, high: Fraction, decimals: int) -> tuple[int, int, int]:
    """A range in last places, rounded so that it holds every value, at decimals that widen it by half at the most."""
    for enough in range(decimals, MOST_DECIMALS + 1):
        least, most = _in_places(low, enough, "down"), _in_places(high, enough, "up")
        if Fraction(most - least, 10**enough) <= (high - low) * Fraction(3, 2):
            return least, most, enough
    return _in_places(low, MOST_DECIMALS, "down"), _in_places(high, MOST_DECIMALS, "up"), MOST_DECIMALS


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


def _signed(places: int, decimals: int, minus: str = "−") -> str:
    digits = _digits(abs(places), decimals)
    if places >= 0:
        return digits
    return f"({digits})" if minus == "()" else f"{minus}{digits}"


def _exact(value: Fraction, nearness: Nearness, enough: int = MOST_DECIMALS) -> str:
    """The value in full where it is a short decimal, else rounded as asked at `enough` decimals."""
    for decimals in range(MOST_DECIMALS + 1):
        if (value * 10**decimals).denominator == 1:
            return _signed(int(value * 10**decimals), decimals)
    return _signed(_in_places(value, enough, nearness), enough)


def _telling(width: Fraction) -> int:
    """The decimals that show the ends of an interval to about a hundredth of its width."""
    return next((enough for enough in range(MOST_DECIMALS) if Fraction(1, 10**enough) <= width / 50), MOST_DECIMALS)
