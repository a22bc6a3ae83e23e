"""Numbers as printed: from `△392`, `(16.4%)` or `JPY157.8 billion` to an exact value and its last place.

The reading is strict: what is not a known notation is refused, for a figure misread in silence would make everything
that is proven from it worthless. Notations that differ between countries (`1.234,5`, `1,23,456`) are refused likewise.
"""

import re
from dataclasses import dataclass, field, replace
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, Inexact
from functools import lru_cache
from typing import NoReturn, TypeVar

from crossfoot.vocabulary import number_words as words
from crossfoot.vocabulary.number_words import RatioUnit, Words
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.scales_in_steps import in_one_scale

T = TypeVar("T")

# The default context rounds to 28 digits without a word, even at a unary minus; this one raises instead.
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact])

LONGEST = 100
"""Digits of the longest number that is read: a document prints none longer, and a column run together may."""

_WHOLE = r"0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*"
_DIGITS = re.compile(rf"(?P<whole>{_WHOLE})?(?:\.(?P<decimals>[0-9]+))?")
_BARE = re.compile(r"[0-9](?:[0-9,.]*[0-9])?")  # no words to take off, as of most numbers in tables
_STRAY_BLANK = re.compile(r"(?<=[0-9]\.) (?=[0-9])")

_POINT_FOR_COMMA = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9.,])")
_LETTER_IN_DIGITS = re.compile(r"(?<=[0-9.,])[OolI|]|[OolI|](?=[0-9.,])")
_DIGIT_MEANT = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"}
_BRACKET_NOISE = re.compile(r"[\[\]\s]*\[(?P<inner>[^\[\]]+)\][\[\]\s]*")


class NotANumber(ValueError):
    """The text prints no number; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed.

    `value` is signed and in whole units (the printed digits times the scale); `place` is what the last printed digit
    counts, in whole units ("157.8 billion": 100,000,000; "approx. 800": 100, the last digit that is not zero);
    `unit` is the unit code when the text names one (`JPY`, `percent`, `points`), else None; `rounding` is a regime
    said in words ("approx.", "over"), else None; `nil` marks a dash that stands for zero; `scale` is what the printed
    digits were multiplied with; `notation` names how a minus was printed (`△`, `▲`, `()`, `-`, `down`, `減`), else is
    empty.
    """

    text: str
    value: Decimal
    place: Decimal
    scale: Decimal = Decimal(1)
    unit: str | None = None
    rounding: Rounding | None = None
    nil: bool = False
    notation: str = ""


def read_number(text: str, scale: Decimal = Decimal(1)) -> Printed:
    """The number printed as `text`; `scale` is that of its table, and a scale word in the text overrides it.

    The table's scale holds for amounts and counts only: percent and points are in ones wherever they stand, and so is
    a number with a currency or counter behind it (`27円`). Raises NotANumber.
    """
    parts = _taken_apart(text)
    sign = _only_one(text, "sign", parts.signs)
    rounding = _only_one(text, "word that says how exact it is", parts.roundings)
    unit = _only_one(text, "unit", parts.units)
    factor = _scale_of(text, parts, scale)
    if parts.core in words.NIL_MARKS and rounding is None and sign in (None, "()"):
        return Printed(text, Decimal(0), _plain(factor), _plain(factor), unit, nil=True)
    digits = _digits(text, parts.core)
    place = _place(digits, factor, rounding)
    value = _value(digits.copy_negate() if sign and digits else digits, factor)
    return Printed(text, value, place, _plain(factor), unit, rounding, notation=sign or "")


def readings(text: str, scale: Decimal = Decimal(1)) -> tuple[Printed, ...]:
    """Every reading of a text that a scan may have spoilt, the literal one first (`14.702`: also 14,702).

    Considered are a comma read as a point, letters read for the digits they look like (`1O5`, `l,234`) and brackets
    doubled by noise (`[[][+22.6%]`). Each keeps `text` as it stands. Raises NotANumber where none of them is a number.
    """
    found: dict[tuple[Decimal, Decimal, str | None], Printed] = {}
    for candidate in _candidates(text):
        try:
            printed = replace(read_number(candidate, scale), text=text)
        except NotANumber:
            continue
        found.setdefault((printed.value, printed.place, printed.unit), printed)
    return tuple(found.values()) or (read_number(text, scale),)


_WORDLESS = "0123456789"  # no word begins or ends with one, and most numbers have none to look for


@dataclass(slots=True)
class _Parts:
    """A text on its way of being taken apart: what is left of it, and what was found around it."""

    core: str
    signs: list[str] = field(default_factory=list)
    roundings: list[Rounding] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    scales: list[Decimal] = field(default_factory=list)
    ratio: RatioUnit | None = None
    in_ones: bool = False

    def lead(self, known: Words[T], into: list[T]) -> None:
        """Take a word of `known` off the front, if one stands there."""
        if self.core[:1] in _WORDLESS:
            return
        if match := known.leading.match(self.core):
            into.append(known.meaning(match[1]))
            self.core = self.core[match.end() :]

    def trail(self, known: Words[T], into: list[T]) -> bool:
        """Take a word of `known` off the end, if one stands there; whether one did."""
        match = None if self.core[-1:] in _WORDLESS else known.trailing.search(self.core)
        if match:
            into.append(known.meaning(match[1]))
            self.core = self.core[: match.start()]
        return match is not None

    def unwrap(self, left: str, right: str) -> bool:
        """Take off a pair of brackets around all that is left, if there is one; whether there was."""
        wrapped = len(self.core) > 2 and self.core[0] == left and self.core[-1] == right
        if wrapped:
            self.core = self.core[1:-1].strip()
        return wrapped


def _taken_apart(text: str) -> _Parts:
    """The words around the number in the order in which they may stand, and its digits or dash as `core`."""
    if _BARE.fullmatch(text):
        return _Parts(text)
    parts = _Parts(in_one_scale(words.FOOTNOTES.sub("", text.translate(words.STRAIGHT).strip())))
    parts.unwrap("[", "]")
    parts.trail(words.DIRECTIONS_AFTER, parts.signs)
    parts.trail(words.QUALIFIERS_AFTER, parts.roundings)
    parts.lead(words.QUALIFIERS, parts.roundings)
    parts.lead(words.DIRECTIONS, parts.signs)
    parts.lead(words.QUALIFIERS, parts.roundings)
    parts.lead(words.SIGNS, parts.signs)
    _take_units(parts)
    parts.lead(words.SIGNS, parts.signs)
    if parts.unwrap("(", ")"):
        parts.signs.append("()")
        _take_units(parts)
    return parts


def _take_units(parts: _Parts) -> None:
    parts.lead(words.CURRENCIES, parts.units)
    parts.lead(words.CURRENCY_SLIPS, parts.units)
    ratios: list[RatioUnit] = []
    counters: list[None] = []
    if parts.trail(words.RATIO_UNITS, ratios):
        parts.units.append(ratios[0].code)
        parts.ratio = ratios[0]
    counted = parts.trail(words.COUNTERS, counters) or parts.trail(words.CURRENCIES_AFTER, parts.units)
    parts.in_ones = parts.in_ones or counted
    parts.trail(words.SCALES, parts.scales)
    parts.trail(words.SCALE_MARKS, parts.scales)
    if parts.units and parts.ratio is None and not parts.scales:
        parts.trail(words.MONEY_MARKS, parts.scales)


def _only_one(text: str, what: str, found: list[T]) -> T | None:
    if len(found) > 1:
        _refuse(text, f"one {what}, found {len(found)}")
    return found[0] if found else None


def _scale_of(text: str, parts: _Parts, table_scale: Decimal) -> Decimal:
    said = _only_one(text, "scale word", parts.scales)
    if parts.ratio is not None:
        if said is not None:
            _refuse(text, "percent or points without a scale word")
        return parts.ratio.scale
    if said is not None:
        return said
    return Decimal(1) if parts.in_ones else table_scale


def _digits(text: str, core: str) -> Decimal:
    """The digits as a number of their own, with the decimals as printed (`27.00` keeps two)."""
    match = _DIGITS.fullmatch(_STRAY_BLANK.sub("", core))
    if match is None or not core:
        expected = "a number such as 1,234, (16.4%), △392 or JPY157.8 billion"
        if re.fullmatch(r"[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?", core):
            expected = "thousands in groups of three, as in 1,234"
        _refuse(text, expected)
    whole, decimals = match["whole"] or "0", match["decimals"] or ""
    if len(whole) + len(decimals) > LONGEST:
        _refuse(f"{text[:LONGEST]}...", f"at most {LONGEST} digits")
    return Decimal(f"{whole.replace(',', '')}.{decimals}")


def _refuse(text: str, expected: str) -> NoReturn:
    raise NotANumber(f"{text!r} prints no number: expected {expected}")


def _place(digits: Decimal, factor: Decimal, rounding: Rounding | None) -> Decimal:
    """What the last digit counts; in a number said loosely, the last digit that is not zero."""
    loose = rounding is not None and digits != 0
    return _counted(_exponent(_EXACT.normalize(digits) if loose else digits), factor)


def _exponent(digits: Decimal) -> int:
    exponent = digits.as_tuple().exponent
    assert isinstance(exponent, int)  # digits are always finite
    return exponent


@lru_cache(maxsize=1024)
def _counted(exponent: int, factor: Decimal) -> Decimal:
    """What a digit at a power of ten counts in a scale: there are few of both, and every number has one."""
    return _plain(_EXACT.multiply(Decimal((0, (1,), exponent)), factor))


def _value(digits: Decimal, factor: Decimal) -> Decimal:
    """The digits times the scale, with as many decimals as that was printed with (never `1.578E+11`)."""
    return _EXACT.multiply(digits, factor).quantize(_counted(_exponent(digits), factor), context=_EXACT)


def _plain(number: Decimal) -> Decimal:
    """The same number without trailing decimals and without an exponent: `1E+8` and `100000000.0` are 100000000."""
    number = _EXACT.normalize(number)
    exponent = number.as_tuple().exponent
    return number.quantize(Decimal(1), context=_EXACT) if isinstance(exponent, int) and exponent > 0 else number


def _candidates(text: str) -> list[str]:
    """The text as it stands and as it may have stood before a scan, the least changed first."""
    straight = text.translate(words.STRAIGHT)
    noise = _BRACKET_NOISE.fullmatch(straight)
    inner = noise["inner"] if noise else straight
    mended = _letters_to_digits(inner)
    found = [text, inner, mended]
    return found + [_points_to_commas(candidate) for candidate in found]


def _letters_to_digits(text: str) -> str:
    """Letters beside digits that look like digits, replaced until none is left."""
    while (mended := _LETTER_IN_DIGITS.sub(lambda letter: _DIGIT_MEANT[letter[0]], text)) != text:
        text = mended
    return text


def _points_to_commas(text: str) -> str:
    return _POINT_FOR_COMMA.sub(lambda number: number[0].replace(".", ","), text.translate(words.STRAIGHT))
