"""Spreadsheet number formats: the text that a cell shows for its value, and what the format scales it by."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

_GENERAL_DIGITS = 11  # what a general format shows at most
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[_*].|\[[^\]]*\]|[^;])*')
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<pad>[_*].)|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|(?P<bracket>\[[^\]]*\])'
    r"|(?P<digits>[0#?][0#?,.]*|\.[0#?]+)|(?P<percent>%)|(?P<general>General)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_THOUSANDS_BEHIND = re.compile(r"[0#?](,+)(?:\.|$)")
_DATES = re.compile(r"[ymd]", re.IGNORECASE)
_QUIET = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows; `scale` is what the format divides by (`#,##0,`: 1,000)."""

    text: str
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Section:
    """One section of a format: what stands before and behind the digits, and how those are written."""

    before: str
    behind: str
    decimals: int = 0
    grouped: bool = False
    scale: Decimal = Decimal(1)
    percent: bool = False
    general: bool = False
    digits: bool = True
    optional: bool = False  # a `#` alone shows nothing for zero


def shown(value: Decimal, number_format: str) -> Shown:
    """The text for a value by its format: `(4,365)`, `55%`, `–`; empty where the format hides it."""
    sections = _sections(number_format or "General")
    section, signed = _section_for(value, sections)
    if not section.digits and not section.general:
        return Shown((section.before + section.behind).strip())
    size = value.copy_abs() if not signed else value
    digits = _general(size) if section.general else _digits(size, section)
    sign = "-" if digits.startswith("-") else ""
    return Shown(f"{sign}{section.before}{digits.removeprefix('-')}{section.behind}".strip(), section.scale)


def shows_date(number_format: str) -> bool:
    """Whether a format writes days, months or years."""
    return _DATES.search(_QUIET.sub("", number_format.replace("General", ""))) is not None


def _section_for(value: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section, bool]:
    """The section that applies, and whether the minus is left to the value itself rather than to the section."""
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0], True


@cache
def _sections(number_format: str) -> tuple[_Section, ...]:
    """Positive, negative and zero, as far as the format has them; a fourth is for texts. An empty one hides."""
    parts: list[_Section] = []
    at = 0
    while at <= len(number_format) and len(parts) < 3:
        section = _SECTION.match(number_format, at)
        assert section is not None  # it matches nothing at all, at worst
        parts.append(_section(section[0]))
        at = section.end() + 1
    return tuple(parts)


def _section(text: str) -> _Section:
    before, behind, digits = "", "", ""
    percent = general = False
    for token in _TOKEN.finditer(text):
        written = _written(token)
        if token["digits"]:
            digits += token["digits"]
        elif token["general"]:
            general = True
        elif token["percent"]:
            percent, written = True, "%"
        if digits or general:
            behind += written
        else:
            before += written
    whole, _, decimals = digits.partition(".")
    behind_digits = _THOUSANDS_BEHIND.search(digits)
    scaled = len(behind_digits[1]) if behind_digits else len(decimals) - len(decimals.rstrip(","))
    return _Section(
        before,
        behind,
        decimals=len(decimals.rstrip(",")),
        grouped="," in (whole.rstrip(",") if scaled else whole),
        scale=Decimal(1000) ** scaled,
        percent=percent,
        general=general,
        digits=bool(digits),
        optional="0" not in digits,
    )


def _written(token: re.Match[str]) -> str:
    for kind in ("quoted", "escaped", "currency", "other"):
        if token[kind] is not None:
            return token[kind]
    return ""


def _rounded(value: Decimal, section: _Section) -> Decimal:
    scaled = value / section.scale * (100 if section.percent else 1)
    return scaled.quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP)


def _digits(value: Decimal, section: _Section) -> str:
    number = _rounded(value, section)
    if number == 0:
        number = number.copy_abs()
        if section.optional:
            return ""
    return f"{number:,f}" if section.grouped else f"{number:f}"


def _general(value: Decimal) -> str:
    """As many digits as a general format shows, without trailing noughts."""
    whole = len(str(int(value.copy_abs())))
    decimals = max(_GENERAL_DIGITS - whole - 1, 0)
    if -value.as_tuple().exponent > decimals:  # type: ignore[operator] # a stored value is finite
        value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP).normalize()
    return f"{value:f}"
