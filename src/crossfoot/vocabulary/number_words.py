"""The words and marks that stand around a printed number: signs, currencies, scales, units and how exact it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from crossfoot.vocabulary.rounding import Rounding

M = TypeVar("M")

# Full-width forms and no-break blanks say nothing of their own. NFKC would say too much: it turns the footnote of "12²"
# into a digit.
STRAIGHT = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("\u3000\u00a0\u2007\u2009\u202f", " ")
    | {"￥": "¥", "￡": "£", "￠": "¢", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
)

BROKEN_JAPANESE = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff・]) (?=[\u3040-\u30ff\u4e00-\u9fff・])")
"""A blank within Japanese words: there a line of the cell ended."""

MINUS_SIGNS = "-−–—‐‑‒―"
NIL_MARKS = frozenset(MINUS_SIGNS) | {"─", "ー"}

# A plain "(1)" is not among them: it may as well be a figure of minus one that lost its blank.
_NOTE_MARKS = r"[*†‡※§][0-9]?|[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]|注[0-9]{0,2}"  # one mark each: the whole repeats them
_NOTES_IN_BRACKETS = r"\((?:\*[0-9]?|[*※]?注[0-9]{0,2}|(?i:note)\ ?[0-9]{0,2}|[a-z])\)"
FOOTNOTES = re.compile(rf"(?:\s*(?:{_NOTE_MARKS}|{_NOTES_IN_BRACKETS}))+$")


@dataclass(frozen=True)
class Words(Generic[M]):
    """A set of words with one meaning each, found at either end of a text.

    Words are matched as written, in any case where `any_case`; a word in letters must stand apart from other letters.
    `followed_by` is a pattern that the text after a leading word must match.
    """

    meanings: Mapping[str, M]
    any_case: bool = False
    followed_by: str = ""
    leading: re.Pattern[str] = field(init=False)
    trailing: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        longest_first = sorted(self.meanings, key=len, reverse=True)
        either = "|".join(map(re.escape, longest_first))
        flags = re.IGNORECASE if self.any_case else re.NOFLAG
        apart = r"(?:(?<![A-Za-z])|(?![A-Za-z]))"
        ahead = f"(?={self.followed_by})" if self.followed_by else ""
        object.__setattr__(self, "leading", re.compile(rf"({either}){apart}{ahead}\s*", flags))
        object.__setattr__(self, "trailing", re.compile(rf"\s*{apart}({either})$", flags))

    def meaning(self, word: str) -> M:
        """What `word`, as found in the text, means."""
        return self.meanings[word.lower() if self.any_case else word]


# The meaning of a sign is the notation of its minus, empty for a plus.
SIGNS: Words[str] = Words(
    {"+": "", "△": "△", "▲": "▲"} | dict.fromkeys(MINUS_SIGNS, "-"),
    followed_by="[^0-9]*[0-9]",  # a dash before no digit is a nil, not a sign
)
DIRECTIONS: Words[str] = Words({"up": "", "plus": "", "down": "down", "minus": "down"}, any_case=True)
DIRECTIONS_AFTER: Words[str] = Words(
    dict.fromkeys(("増", "増加", "上昇"), "") | dict.fromkeys(("減", "減少", "低下"), "減")
)

QUALIFIERS: Words[Rounding] = Words(
    dict.fromkeys(
        ("approx.", "approx", "approximately", "about", "around", "roughly", "circa", "ca.", "約", "およそ", "~", "≈"),
        Rounding.APPROXIMATE,
    )
    | dict.fromkeys(("over", "more than", "above", "exceeding"), Rounding.OVER)
    | dict.fromkeys(("nearly", "almost", "just under"), Rounding.NEARLY),
    any_case=True,
)
QUALIFIERS_AFTER: Words[Rounding] = Words(
    {"超": Rounding.OVER, "強": Rounding.OVER, "弱": Rounding.NEARLY, "程度": Rounding.APPROXIMATE}
)

_CODES = (
    *("JPY", "USD", "EUR", "GBP", "CHF", "CNY", "HKD", "TWD", "KRW", "SGD", "INR", "AUD", "NZD", "CAD", "MXN", "BRL"),
    *("SEK", "NOK", "DKK", "PLN", "CZK", "TRY", "ZAR", "THB", "IDR", "MYR", "PHP", "VND", "ILS"),
)
CURRENCIES: Words[str] = Words(
    {code: code for code in _CODES}
    | {"JP¥": "JPY", "¥": "JPY", "$": "USD", "US$": "USD", "U.S.$": "USD", "€": "EUR", "£": "GBP", "RMB": "CNY"}
    | {"R$": "BRL", "Rs.": "INR", "Rs": "INR", "Ps.": "MXN"}
    | {"HK$": "HKD", "NT$": "TWD", "S$": "SGD", "A$": "AUD", "NZ$": "NZD", "C$": "CAD", "₩": "KRW", "₹": "INR"}
)
# "JP1,283 million" is a slip of print, safe to read only where the digits follow at once.
CURRENCY_SLIPS: Words[str] = Words({"JP": "JPY"}, followed_by="[0-9]")
CURRENCIES_AFTER: Words[str] = Words(
    {code.lower(): code for code in _CODES}
    | {"円": "JPY", "yen": "JPY", "dollar": "USD", "dollars": "USD", "ドル": "USD", "euro": "EUR", "euros": "EUR"}
    | {"€": "EUR", "£": "GBP"},
    any_case=True,
)
# Counters say that ones are counted, not what is counted: that is the measure's business.
COUNTERS: Words[None] = Words(dict.fromkeys("人名社件株台店"))

SCALES: Words[Decimal] = Words(
    dict.fromkeys(("thousand", "thousands", "千"), Decimal(10**3))
    | dict.fromkeys(("million", "millions", "百万"), Decimal(10**6))
    | dict.fromkeys(("billion", "billions", "十億"), Decimal(10**9))
    | dict.fromkeys(("trillion", "trillions", "兆"), Decimal(10**12))
    | {"万": Decimal(10**4), "億": Decimal(10**8)}
    | dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), Decimal(10**5))
    | dict.fromkeys(("crore", "crores", "cr", "cr."), Decimal(10**7)),
    any_case=True,
)
# Case matters in these: a capital M is a thousand to some and a million to others.
SCALE_MARKS: Words[Decimal] = Words(
    {"k": Decimal(10**3), "m": Decimal(10**6), "mn": Decimal(10**6), "bn": Decimal(10**9), "tn": Decimal(10**12)}
)

# Behind an amount of money a capital is plain: `$247M`, `€1.2B`.
MONEY_MARKS: Words[Decimal] = Words(
    {"K": Decimal(10**3), "M": Decimal(10**6), "MM": Decimal(10**6), "B": Decimal(10**9), "BN": Decimal(10**9)}
    | {"T": Decimal(10**12)}
)


@dataclass(frozen=True, slots=True)
class RatioUnit:
    """A unit that carries its own scale: percent, points, and basis points, which are hundredths of a point."""

    code: str
    scale: Decimal = Decimal(1)


_POINTS = ("point", "points", "pt", "pts", "pt.", "pts.", "ppt", "pp", "p.p.", "percentage point", "percentage points")
RATIO_UNITS: Words[RatioUnit] = Words(
    dict.fromkeys(("%", "percent", "per cent", "パーセント"), RatioUnit("percent"))
    | dict.fromkeys((*_POINTS, "%pt", "%pts", "% point", "% points", "ポイント", "%ポイント"), RatioUnit("points"))
    | dict.fromkeys(("bp", "bps", "basis point", "basis points"), RatioUnit("points", Decimal("0.01"))),
    any_case=True,
)
