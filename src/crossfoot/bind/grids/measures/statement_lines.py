"""The lines of financial statements by the names that filings give them, in English and Japanese.

A name is matched whole, after small words are set aside (`statement_line`): `Other income` is none of these, for it
means something else in every document.
"""

import re
from dataclasses import dataclass
from functools import cache

from crossfoot.bind.grids.measures import statement_words as words_of
from crossfoot.vocabulary.measures import MeasureKind
from crossfoot.vocabulary.number_words import BROKEN_JAPANESE, FOOTNOTES, STRAIGHT
from crossfoot.vocabulary.units import UnitKind


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line: its measure's name, how it behaves over time, what it counts, its XBRL concept, its share's base."""

    name: str
    kind: MeasureKind
    unit: UnitKind
    concept: str | None
    base: str | None


_ASIDES = re.compile(r"\([^()]*\)|（[^（）]*）")
_OWNERS = re.compile(
    r"\b(?:stockholders?|shareholders?|shareowners?|owners)'?s?'? (?:equity|deficit|deficiency|investment)\b"
)
_NOT_WORDS = re.compile(r"[^0-9a-z\u3040-\u30ff\u3400-\u9fff・ー -]+")


# "Common stock, par value $0.01; shares authorized: 4,000": what follows counts the shares.
_PAR_VALUE = re.compile(
    r"[,;(–—-]\s*(?:(?:[$€£¥]|no )?\s?[0-9.,]*\s?(?:par|stated) value"
    r"|(?:at cost[,;:] ?)?[0-9.,]+(?: and [0-9.,]+)? shares).*",
    re.IGNORECASE,
)
_CONSOLIDATED = re.compile(r"^(?:consolidated |連結)")
_BARE = re.compile(r"^total (?=\w+ )| net(?: of (?:income )?tax(?:es)?)?$| net of (?:income )?tax(?:es)?$")
_WAYS = "provided|generated|used|from|by|in|for|absorbed|or|and|inflow|outflow"
_NET_CASH = re.compile(
    rf"(?:total )?(?:net )?cash(?: flows?)?(?: (?:{_WAYS}))+ (?P<kind>operating|investing|financing) activities"
)


# Longer wordings of a line that no list of names exhausts.
_WORDED = (
    (
        re.compile(r"(?:weighted[ -])?average (?:number of )?(?:\w+ ){0,3}shares\b(?! price).*\bbasic\b.*"),
        "shares_basic",
    ),
    (
        re.compile(r"(?:weighted[ -])?average (?:number of )?(?:\w+ ){0,3}shares\b(?! price).*\bdilut(?:ed|ion)\b.*"),
        "shares_diluted",
    ),
    (re.compile(r"total liabilities (?:[a-z -]+ )?and (?:shareholders )?equity"), "liabilities_and_equity"),
    (
        re.compile(
            r"total (?:\S+ )+(?:inc|corp|corporation|company|co|ltd|limited|plc|group|holdings?) shareholders equity"
        ),
        "shareholders_equity",
    ),
)
_LOSS = re.compile(r"\bloss\b")


@cache
def lines() -> dict[str, StatementLine]:
    """Every line by its measure's name."""
    return {line.name: line for line, _ in _declared()}


@cache
def cash_flow_lines() -> frozenset[str]:
    """The names of the lines that cash flow statements have of their own."""
    return frozenset(line.name for line, _ in _read(words_of.CASH_FLOWS, MeasureKind.FLOW, UnitKind.MONEY))


@cache
def _by_name() -> dict[str, StatementLine]:
    named: dict[str, StatementLine] = {}
    for line, names in _declared():
        for name in names:
            other = named.setdefault(_plain(name), line)
            assert other is line, f"{name!r} names both {other.name} and {line.name}"
    return named


def statement_line(label: str) -> StatementLine | None:
    """The line that a label names whole, None where it names none.

    Case, note marks, commas, asides in brackets ("Net income (loss)") and the wording of shareholders are set aside;
    so are words that leave a line what it is: "total", "net of tax", the par value and number of a stock's shares.
    """
    plain = _plain(_PAR_VALUE.sub("", label))
    known = _by_name()
    for words in (plain, _CONSOLIDATED.sub("", plain), _BARE.sub("", plain), _cash_flow(plain)):
        if words in known:
            return known[words]
    return known.get(_LOSS.sub("income", plain)) or _worded(plain)


def _worded(plain: str) -> StatementLine | None:
    return next((lines()[name] for pattern, name in _WORDED if pattern.fullmatch(plain)), None)


def _cash_flow(plain: str) -> str:
    """What the net cash of some kind of activities is called here, whichever way it flows; empty for other words."""
    found = _NET_CASH.fullmatch(plain)
    return f"cash flows from {found['kind']} activities" if found else ""


def _plain(label: str) -> str:
    text = FOOTNOTES.sub("", label.translate(STRAIGHT).strip()).lower().replace("’", "'").replace("&", " and ")
    text = _ASIDES.sub(" ", text) if _ASIDES.sub("", text).strip() else text
    text = _OWNERS.sub("shareholders equity", text)
    text = re.sub("[‐‑‒–—―−]", "-", text).replace("、", "")
    words = " ".join(_NOT_WORDS.sub(" ", text).replace("- ", " ").replace(" -", " ").split())
    return BROKEN_JAPANESE.sub("", words)


def _declared() -> list[tuple[StatementLine, list[str]]]:
    flow, stock, ratio = MeasureKind.FLOW, MeasureKind.STOCK, MeasureKind.RATIO
    return [
        *_read(words_of.INCOME, flow, UnitKind.MONEY),
        *_read(words_of.PER_SHARE, ratio, UnitKind.PER_SHARE),
        *_read(words_of.BOOK_VALUE, stock, UnitKind.PER_SHARE),
        *_read(words_of.BALANCE_RATIOS, stock, UnitKind.PERCENT),
        *_read(words_of.SHARES, ratio, UnitKind.COUNT),
        *_read(words_of.BALANCE, stock, UnitKind.MONEY),
        *_read(words_of.CASH_FLOWS, flow, UnitKind.MONEY),
        *_read(words_of.COUNTED, stock, UnitKind.COUNT),
    ]


def _read(text: str, kind: MeasureKind, unit: UnitKind) -> list[tuple[StatementLine, list[str]]]:
    declared = []
    for entry in re.sub(r"\n +", " ", text).strip().splitlines():
        head, concept, names = (part.strip() for part in entry.split("|"))
        name, _, share = head.partition(" ")
        line = StatementLine(name, kind, unit, None if concept == "-" else concept, "revenue" if share else None)
        declared.append((line, [each.strip() for each in names.split(";")]))
    return declared
