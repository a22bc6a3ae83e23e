"""What a document says in words of how its figures were rounded ("rounded down to the nearest million yen").

Only what is said of amounts of money, or of ratios, counts: documents also round shares, hours and entitlements. What
speaks of no direction ("may not sum due to rounding") tells nothing, and "rounded off" is used of both ways.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.model.book import Book, RoundingStatement
from crossfoot.model.figures import Place
from crossfoot.vocabulary.rounding import Rounding

_HINT = re.compile(r"round|truncat|discard|disregard|omit|nearest|切捨|切り捨|四捨五入", re.IGNORECASE)
_LONGEST = 140  # characters of a statement that are quoted

_CLAUSE = re.compile(r"(?<=[a-z0-9)][.;])\s+|(?<=。)|[;；]")  # not behind "U.S."
_NOT = re.compile(r"\b(?:not|un|never|without)\b[\s-]*(?:been\s+|be\s+)?(?:rounded|truncated)", re.IGNORECASE)
_LEFT_OUT = r"(?:discarded|disregarded|omitted|dropped|cut\s+off)\b"
_ONE_UNIT = (
    r"(?:a|an|one|the)?\s*(?:[¥$€£]|JPY|USD|EUR|GBP|US\$)?\s*1?,?(?:000)?\s*"
    r"(?:(?:hundred|ten)\s+)?(?:million|thousand|billion|yen|dollar|euro|pound|unit|presentation|display)"
)
_DOWN = re.compile(
    r"\brounded\s+down\b|\btruncat(?:ed|ing)\b"
    rf"|\bfractions?\s+(?:are|have been|were)?\s*{_LEFT_OUT}"
    rf"|\b(?:less\s+than|under|below|smaller\s+than|fractions?\s+of)\s+{_ONE_UNIT}\w*\b.{{0,60}}?\b{_LEFT_OUT}",
    re.IGNORECASE,
)
_NEAREST = re.compile(
    r"\brounded\s+(?:up\s+or\s+down\s+)?to\s+(?:the\s+)?(?:nearest|closest)\b|\brounded\s+to\s+(?:the\s+)?"
    r"(?:millions?|thousands?|billions?|one|two|1|2)\b|\brounded\s+half\s+(?:up|to\s+even)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:amounts?|million|thousand|billion|yen|dollars?|euros?|pounds?|currency|"
    r"(?:financial|monetary)\s+(?:figures|information|data))\b|[¥$€£]|\b(?:JPY|USD|EUR|GBP)\b",
    re.IGNORECASE,
)
_QUOTIENT = re.compile(r"\b(?:percentages?|percent|ratios?|rates?)\b|%", re.IGNORECASE)
_OF_SHARES = re.compile(r"\b(?:fractional\s+shares?|whole\s+(?:number|shares?)|number\s+of\s+shares)\b", re.IGNORECASE)

_JAPANESE = re.compile(r"(?P<before>[^。]*?)(?P<how>切り?捨|四捨五入)")
_JAPANESE_MONEY = re.compile(r"円|金額|ドル|(?:表示)?単位")
_JAPANESE_QUOTIENT = re.compile(r"小数|%|比率|割合|率")
_JAPANESE_SHARES = re.compile(r"株(?!主|式会社|当)")


@dataclass(frozen=True, slots=True)
class Said:
    """How amounts and ratios were rounded, as one text says; None for what it does not speak of."""

    amounts: Rounding | None = None
    ratios: Rounding | None = None


def rounding_said(text: str) -> tuple[Said, ...]:
    """What a text says of rounding, clause by clause, in English or Japanese; empty where it says nothing certain."""
    if not _HINT.search(text):
        return ()
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    return (*_in_japanese(plain), *(said for clause in _CLAUSE.split(plain) if (said := _in_english(clause))))


def bind_rounding(book: Book) -> Book:
    """The book with what its document says of how it was rounded, each thing that is said once."""
    found: dict[Said, RoundingStatement] = {}
    for text, place in _texts(book):
        for said in rounding_said(text):
            statement = RoundingStatement(place.document, _quoted(text), place, said.amounts, said.ratios)
            found.setdefault(said, statement)
    return book.grown(rounding_statements=tuple(found.values()))


def _texts(book: Book) -> Iterator[tuple[str, Place]]:
    """All that a document prints outside its figures, with the place of each text."""
    for passage in book.passages:
        yield passage.text, passage.place
    for grid in book.grids:
        for text in (grid.caption, *grid.context):
            yield text, grid.place
        for cell in grid.cells:
            if not cell.figure:
                yield cell.text, grid.place
    for told in book.filing.told if book.filing is not None else ():
        yield told.text, Place(book.documents[0].name if book.documents else book.title)


def _in_english(clause: str) -> Said | None:
    if _NOT.search(clause) or _OF_SHARES.search(clause):
        return None
    how = Rounding.TRUNCATED if _DOWN.search(clause) else Rounding.NEAREST if _NEAREST.search(clause) else None
    if how is None:
        return None
    return _said(how, money=bool(_MONEY.search(clause)), quotient=bool(_QUOTIENT.search(clause)))


def _in_japanese(text: str) -> Iterator[Said]:
    for found in _JAPANESE.finditer(text):
        before = found["before"]
        how = Rounding.NEAREST if found["how"] == "四捨五入" else Rounding.TRUNCATED
        of_money = bool(_JAPANESE_MONEY.search(before))
        if _JAPANESE_SHARES.search(before) and not re.search("円|金額", before):
            of_money = False
        said = _said(how, money=of_money, quotient=bool(_JAPANESE_QUOTIENT.search(before)))
        if said is not None:
            yield said


def _said(how: Rounding, *, money: bool, quotient: bool) -> Said | None:
    if not money and not quotient:
        return None
    return Said(how if money else None, how if quotient else None)


def _quoted(text: str) -> str:
    """The clauses of a text that speak of rounding, as printed; the middle of what is long."""
    clauses = [clause for clause in _CLAUSE.split(" ".join(text.split())) if _HINT.search(clause)]
    plain = " ".join(clauses).strip()
    if len(plain) <= _LONGEST:
        return plain
    hint = _HINT.search(plain)
    start = max(0, (hint.start() if hint else 0) - _LONGEST // 2)
    return f"{'…' if start else ''}{plain[start : start + _LONGEST]}{'…' if start + _LONGEST < len(plain) else ''}"
