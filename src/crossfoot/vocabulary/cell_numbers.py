"""Numbers as tables print them in their cells: the notation of running text and the marks that only cells have."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from crossfoot.vocabulary.notation import NotANumber, Printed, read_number
from crossfoot.vocabulary.number_words import NIL_MARKS, STRAIGHT
from crossfoot.vocabulary.units import PURE

_REMEMBERED = 8192  # texts: each cell is asked several times whether it prints a number, and which
_LONGEST = 60  # no number is printed longer, words and marks included
_NUMERIC = re.compile(r"[0-9]")
_PLAIN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?|[0-9]+")  # as most cells print one: nothing to take off
# In a cell, a small number in brackets behind a number is a note: "2,024 (1)", "12.3%(a)(b)".
_NOTES = re.compile(r"(?<=[0-9%)])(?:\s*(?:\((?:[0-9]{1,2}|[a-z])\)|\[(?:[0-9]{1,2}|[a-z])\]))+$")
# Before it too, where a blank parts them: "※1 77,058", "※3、※5 94,877", "(注)2 1,204", "*1 12.3%".
_NOTES_BEFORE = re.compile(
    r"^(?:(?:[※*†‡§]|\(?\*?注\)?)\s?[0-9]{0,2}\)?|[⁰¹²³⁴⁵⁶⁷⁸⁹])(?:[,、\s]*(?:[※*†‡§]|\(?注\)?)\s?[0-9]{0,2})*\s+(?=[^\s])"
)
_NIL_TWICE = re.compile(r"^(?P<nil>[-–—])\s*[-–—]+(?=\s*%?$)")
_MULTIPLE = re.compile(r"(?<=[0-9)])\s*(?:[x×]|倍|回)$")
_POINTS = re.compile(r"(?<=[0-9)])\s*(?:ppts?|p\.p\.t|%-points?|%\s?p)\.?$", re.IGNORECASE)
# Marks of a minus that running text does not have: behind the digits, a filled triangle that points down, and a
# triangle inside or before brackets.
_MINUS_BEHIND = re.compile(r"(?P<digits>[0-9][0-9.,' ]*)[-−–]")
_TRIANGLE = re.compile(r"\(\s*[△▲▼]\s*(?P<inside>[^()]+)\)|[△▲▼]\s*\((?P<behind>[^()]+)\)|▼\s*(?P<plain>[^()]+)")
_SEN = re.compile(r"(?P<yen>[0-9][0-9,]*)円\s?(?P<sen>[0-9]{2})銭")
_NO_CHANGE = re.compile(r"±\s?(?=0)")
_NIL_WORD = re.compile(r"nil", re.IGNORECASE)
# Thousands parted otherwise than by commas in threes, where nothing else can be meant. Only a blank that does not break
# parts thousands: any other may stand between two numbers.
_FIXED_BLANK = "[\u00a0\u2009\u202f]"
_BLANK_IN = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_PARTED = (
    (re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:['’][0-9]{3})+(?![0-9'’])"), re.compile("['’]")),
    (re.compile(rf"(?<![0-9.,])[1-9][0-9]{{0,2}}(?:{_FIXED_BLANK}[0-9]{{3}})+(?![0-9])"), re.compile(_FIXED_BLANK)),
    (re.compile(r"(?<![0-9.,])[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?![0-9,])"), re.compile(",")),
    (re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?![0-9.,])"), re.compile(r"\.")),
)
_MARKED_SCALE = re.compile(r"(?<=[0-9])\s?(?P<mark>B|bil|mil)$")
_SCALE_WORDS = {"B": "billion", "bil": "billion", "mil": "million"}
_COUNTED = re.compile(r"(?<=[0-9])\s+(?:shares|employees|people|stores|days|years|months)$", re.IGNORECASE)
# Of what class the shares are that a cell counts: "普通株式 854,800", "（自己保有株式） 普通株式 1,000".
_CLASS_OF_SHARES = re.compile(r"^(?:\([^()]*\)\s*)?[^\s0-9()]{0,8}[㐀-鿿]株式\s+(?=[1-9][0-9]{0,2}(?:,[0-9]{3})+$)")
# Japanese tables set parts and rates in full-width brackets, and mark a minus with a triangle.
_ASIDE = re.compile(r"（(?P<inner>[^（）]+)）")
# A dash of another width than a hyphen's, apart from the digits, is nil and a number of its own: "8,361 －".
_NIL_BEHIND = re.compile(r"[0-9)）]\s+[－―—ー─]\s*$")
_SWAPPED = str.maketrans(".,", ",.")
_YEAR = re.compile(r"(?:19[5-9][0-9]|20[0-9]{2})(?:\s*\([0-9a-z]\))?")


@lru_cache(maxsize=_REMEMBERED)
def read_cell(text: str, scale: Decimal = Decimal(1)) -> Printed:
    """The number that a cell prints, in its table's `scale` (percent and points are in ones), with `text` as it stands.

    Beyond `read_number`: notes in brackets behind the number and marks of notes before it, a dash printed twice for
    nil, multiples (`2.1x`, `1.5倍`, of unit `pure`), `3 ppts`, `10.3B`, a minus behind the digits or with a triangle
    and brackets, `27円50銭`, `1'234'567`, `12,34,567`, `1.234.567`, the class of shares before their number. Full-width
    brackets are no minus. Raises NotANumber.
    """
    if len(text) <= _LONGEST and _PLAIN.fullmatch(text):
        return read_number(text, scale)
    if aside := _ASIDE.fullmatch(text.strip()):
        return replace(read_cell(aside["inner"], scale), text=text)
    if _NIL_BEHIND.search(text):
        raise NotANumber(f"{text!r} prints two numbers")
    plain = _in_commas(text).translate(STRAIGHT).strip()
    if _NIL_WORD.fullmatch(plain):
        return replace(read_number("-", scale), text=text)
    if len(plain) > _LONGEST or not (_NUMERIC.search(plain) or NIL_MARKS & set(plain)):
        raise NotANumber(f"{text!r} prints no number")
    try:
        printed = read_number(plain, scale)
        return printed if plain == text else replace(printed, text=text)
    except NotANumber:
        return _read_tidied(text, plain, scale)


def with_decimal_comma(text: str) -> str:
    """A cell's text as written with commas for thousands and a point, where it has them the other way: `1.234,5`."""
    return _in_commas(text.translate(_SWAPPED))


def with_fixed_blanks(text: str) -> str:
    """A cell's text with the blanks of its thousands such as do not break: `1 234`, where its table parts them so."""
    return _BLANK_IN.sub("\u00a0", text)


def _in_commas(text: str) -> str:
    """The text with thousands that are parted otherwise written in commas."""
    for number, parting in _PARTED:
        text = number.sub(lambda found, parting=parting: f"{int(parting.sub('', found[0])):,}", text)  # type: ignore[misc]
    return text


def _one_minus(text: str) -> str:
    """The text with its minus, if it has one of the rarer forms, before the digits."""
    if behind := _MINUS_BEHIND.fullmatch(text):
        return f"-{behind['digits'].strip()}"
    if triangle := _TRIANGLE.fullmatch(text):
        return f"△{next(filter(None, triangle.groups())).strip()}"
    return text


@lru_cache(maxsize=_REMEMBERED)
def is_year(text: str) -> bool:
    """Whether a cell may print a calendar year rather than an amount: four digits, no comma, 1950 to 2099."""
    return _YEAR.fullmatch(text.translate(STRAIGHT).strip()) is not None


def _read_tidied(text: str, plain: str, scale: Decimal) -> Printed:
    tidy = _NIL_TWICE.sub(r"\g<nil>", _NOTES.sub("", _NOTES_BEFORE.sub("", _CLASS_OF_SHARES.sub("", plain))))
    tidy = _POINTS.sub(" points", _one_minus(_NO_CHANGE.sub("", tidy)))
    tidy = _SEN.sub(r"\g<yen>.\g<sen>円", tidy)
    tidy = _MARKED_SCALE.sub(lambda mark: f" {_SCALE_WORDS[mark['mark']]}", tidy)
    single = _MULTIPLE.sub("", tidy)
    if single != tidy:
        return replace(read_number(single), text=text, unit=PURE.code)
    counted = _COUNTED.sub("", tidy)
    return replace(read_number(counted, Decimal(1) if counted != tidy else scale), text=text)
