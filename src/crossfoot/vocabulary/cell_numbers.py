"""Numbers as tables print them in their cells: the notation of running text and the marks that only cells have."""

import re
from dataclasses import replace
from decimal import Decimal

from crossfoot.vocabulary.notation import NotANumber, Printed, read_number
from crossfoot.vocabulary.number_words import NIL_MARKS, STRAIGHT
from crossfoot.vocabulary.units import PURE

_LONGEST = 60  # no number is printed longer, words and marks included
_NUMERIC = re.compile(r"[0-9]")
# In a cell, a small number in brackets behind a number is a note: "2,024 (1)", "12.3%(a)(b)".
_NOTES = re.compile(r"(?<=[0-9%)])(?:\s*\((?:[0-9]{1,2}|[a-z])\))+$")
# Before it too, where a blank parts them: "※1 77,058", "※3、※5 94,877", "(注)2 1,204", "*1 12.3%".
_NOTES_BEFORE = re.compile(
    r"^(?:(?:[※*†‡§]|\(?\*?注\)?)\s?[0-9]{0,2}\)?|[⁰¹²³⁴⁵⁶⁷⁸⁹])(?:[,、\s]*(?:[※*†‡§]|\(?注\)?)\s?[0-9]{0,2})*\s+(?=[^\s])"
)
_NIL_TWICE = re.compile(r"^(?P<nil>[-–—])\s*[-–—]+(?=\s*%?$)")
_MULTIPLE = re.compile(r"(?<=[0-9])\s*(?:[x×]|倍|回)$")
_POINTS = re.compile(r"(?<=[0-9)])\s*(?:ppts?|p\.p\.t|%-points?)\.?$", re.IGNORECASE)
_MARKED_SCALE = re.compile(r"(?<=[0-9])\s?(?P<mark>B|bil|mil)$")
_SCALE_WORDS = {"B": "billion", "bil": "billion", "mil": "million"}
_COUNTED = re.compile(r"(?<=[0-9])\s+(?:shares|employees|people|stores|days|years|months)$", re.IGNORECASE)
# Japanese tables set parts and rates in full-width brackets, and mark a minus with a triangle.
_ASIDE = re.compile(r"（(?P<inner>[^（）]+)）")
_YEAR = re.compile(r"(?:19[5-9][0-9]|20[0-9]{2})(?:\s*\([0-9a-z]\))?")


def read_cell(text: str, scale: Decimal = Decimal(1)) -> Printed:
    """The number that a cell prints, in its table's `scale` (percent and points are in ones), with `text` as it stands.

    Beyond `read_number`: notes in brackets behind the number and marks of notes before it, a dash printed twice for
    nil, multiples (`2.1x`, `1.5倍`, of unit `pure`), `3 ppts`, `10.3B`. Full-width brackets are no minus. Raises
    NotANumber.
    """
    if aside := _ASIDE.fullmatch(text.strip()):
        return replace(read_cell(aside["inner"], scale), text=text)
    plain = text.translate(STRAIGHT).strip()
    if len(plain) > _LONGEST or not (_NUMERIC.search(plain) or NIL_MARKS & set(plain)):
        raise NotANumber(f"{text!r} prints no number")
    try:
        return read_number(text, scale)
    except NotANumber:
        return _read_tidied(text, plain, scale)


def is_year(text: str) -> bool:
    """Whether a cell may print a calendar year rather than an amount: four digits, no comma, 1950 to 2099."""
    return _YEAR.fullmatch(text.translate(STRAIGHT).strip()) is not None


def _read_tidied(text: str, plain: str, scale: Decimal) -> Printed:
    tidy = _NIL_TWICE.sub(r"\g<nil>", _NOTES.sub("", _NOTES_BEFORE.sub("", plain)))
    tidy = _POINTS.sub(" points", tidy)
    tidy = _MARKED_SCALE.sub(lambda mark: f" {_SCALE_WORDS[mark['mark']]}", tidy)
    single = _MULTIPLE.sub("", tidy)
    if single != tidy:
        return replace(read_number(single), text=text, unit=PURE.code)
    counted = _COUNTED.sub("", tidy)
    return replace(read_number(counted, Decimal(1) if counted != tidy else scale), text=text)
