"""Transformations of inline XBRL: from the text on the page to the value meant, by the registries' formats.

Formats are told by their local names, which say the same in every registry: `num-dot-decimal` is `numdotdecimal`.
"""

import re
from collections.abc import Callable
from datetime import date

from crossfoot.read.xbrl.contexts import Unreadable

_WIDE = str.maketrans("０１２３４５６７８９．，－　", "0123456789.,- ")
_DIGITS_AND_POINT = re.compile(r"[0-9]*\.?[0-9]+|[0-9]+\.?")
_UNIT_WORDS = re.compile(r"([0-9][0-9.,]*)[^0-9.,]+([0-9]{1,2})[^0-9]*")
_WHOLE_UNIT = re.compile(r"([0-9][0-9.,]*)[^0-9.,]*")
_BLANKS = " \u00a0\u2009\u202f'’`´′"


def number(form: str, text: str) -> str:
    """The digits that a number's text means under a format (empty: none), as XML Schema writes a decimal.

    Raises Unreadable for a text that the format does not admit, and for a format that nobody here knows.
    """
    plain = text.translate(_WIDE).strip().strip("\u00a0")
    if not form:
        return plain
    reader = _NUMBERS.get(plain_name(form))
    if reader is None:
        raise Unreadable(f"the format {form!r} is not known for numbers")
    return reader(plain)


def plain_name(form: str) -> str:
    """A format's name without its prefix and hyphens, in lower case."""
    return form.rpartition(":")[2].replace("-", "").lower()


def _pointed(text: str) -> str:
    """Digits with a point: thousands set apart by commas or blanks."""
    return _digits(text, _grouped(text, ".", ","))


def _with_comma(text: str) -> str:
    """Digits with a comma for the point: thousands set apart by points or blanks."""
    return _digits(text, _grouped(text, ",", "."))


def _grouped(text: str, mark: str, separator: str) -> str:
    """The digits without what sets thousands apart, which stands before the decimal mark only."""
    whole, _, behind = text.partition(mark)
    plain = whole.translate(dict.fromkeys(map(ord, separator + _BLANKS)))
    return f"{plain}.{behind}" if behind else plain


def _digits(text: str, found: str) -> str:
    if _DIGITS_AND_POINT.fullmatch(found) is None:
        raise Unreadable(f"{text[:40]!r} prints no number")
    return found


def _with_units(text: str) -> str:
    """`12円50銭`, `3 dollars and 5 cents`: a whole amount and hundredths of it, each with a word."""
    parts = _UNIT_WORDS.fullmatch(text)
    if parts is not None:
        return f"{_digits(text, re.sub('[.,]', '', parts[1]))}.{parts[2]:0>2}"
    whole = _WHOLE_UNIT.fullmatch(text)
    if whole is None:
        raise Unreadable(f"{text[:40]!r} prints no number")
    return _digits(text, whole[1].replace(",", ""))


def _zero(_text: str) -> str:
    return "0"


def _in_words(text: str) -> str:
    """`no`, `twenty-five`, `one hundred and six thousand`: a number in English words."""
    total, group = 0, 0
    words = re.findall(r"[a-z]+", text.lower())
    for word in words:
        if word in _SCALES:
            total, group = total + max(group, 1) * _SCALES[word], 0
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word in _ONES:
            group += _ONES[word]
        elif word not in ("and", "a"):
            raise Unreadable(f"{text[:40]!r} is no number in words")
    if not words:
        raise Unreadable(f"{text[:40]!r} is no number in words")
    return str(total + group)


_TEENS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ONES = {word: number for number, word in enumerate(_TEENS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_ONES |= {"no": 0, "none": 0, "nil": 0}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}

_NUMBERS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(
        ("numdotdecimal", "numdotdecimalapos", "numdotdecimalin", "numcommadot", "numspacedot", "numcomma"), _pointed
    ),
    **dict.fromkeys(("numcommadecimal", "numcommadecimalapos", "numdotcomma", "numspacecomma"), _with_comma),
    **dict.fromkeys(("numunitdecimal", "numunitdecimalin"), _with_units),
    **dict.fromkeys(("zerodash", "fixedzero", "numdash"), _zero),
    **dict.fromkeys(("nocontent", "fixedempty"), lambda _text: ""),
    "numwordsen": _in_words,
}

_ERAS = {"明治": 1867, "明": 1867, "大正": 1911, "大": 1911, "昭和": 1925, "昭": 1925}
_ERAS |= {"平成": 1988, "平": 1988, "令和": 2018, "令": 2018}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PART = re.compile(r"元|[0-9]+|[a-z]{3,}", re.IGNORECASE)


def words(form: str, text: str) -> str:
    """What a text means under a format: days as ISO dates, marks as true or false, anything else as it stands."""
    name = plain_name(form)
    if name in ("booleantrue", "fixedtrue"):
        return "true"
    if name in ("booleanfalse", "fixedfalse"):
        return "false"
    if name in ("nocontent", "fixedempty"):
        return ""
    if name.startswith("date"):
        try:
            return _day(name, text.translate(_WIDE))
        except (ValueError, IndexError):
            return text
    return text


def _day(name: str, text: str) -> str:
    """The day that a text names, where the format's name tells the order of its parts; months of a year as YYYY-MM."""
    era = next((start for word, start in _ERAS.items() if word in text), 0)
    parts = [_part(word) for word in _PART.findall(text) if word == "元" or word.isdigit() or _month(word)]
    if "day" in name and "month" in name:
        order = sorted(("year", "month", "day"), key=lambda part: name.find(part) % len(name))
    else:
        order = ["day", "month", "year"] if name.endswith(("eu", "uk")) else ["month", "day", "year"]
    if "era" in name:
        order = ["year", "month", "day"]
    named = dict(zip((part for part in order if len(parts) > 2 or part in name), parts, strict=False))
    year = named.get("year", 0) + era
    if "day" not in named:
        return f"{year:04}-{named['month']:02}"
    return date(year if year > 99 else year + 2000, named["month"], named["day"]).isoformat()


def _part(word: str) -> int:
    return 1 if word == "元" else int(word) if word.isdigit() else _month(word)


def _month(word: str) -> int:
    """The number of a month by its English name, 0 for any other word."""
    start = word[:3].lower()
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0
