"""Facts of one company over all its filings, as the SEC's service gives them in JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from crossfoot.read.xbrl.contexts import Unreadable, closing_day, span, unit_of
from crossfoot.read.xbrl.markup import ISO4217, XBRLI
from crossfoot.read.xbrl.oim import loaded
from crossfoot.read.xbrl.report import Accuracy, Aspects, Report, Shown, Stood, read_value
from crossfoot.vocabulary.periods import Instant, Period
from crossfoot.vocabulary.units import Unit

_CHECK = "Check the fact in the file; the rest is read."

_AHEAD = 20_000

Record = Mapping[str, Any]


def is_companyfacts(raw: bytes) -> bool:
    """Whether a file is the SEC service's facts of one company."""
    return b'"facts"' in raw[:_AHEAD] and b'"cik"' in raw[:_AHEAD] and b'"entityName"' in raw[:_AHEAD]


def read_companyfacts(raw: bytes, file: str, report: Report) -> None:
    """Take in every fact as the last filing that states it has it. Raises Unreadable.

    The service tells no decimals, so a value counts as accurate to its last digit that is not zero: the widest reading
    of what `5,000,000` may have been rounded to.
    """
    content = loaded(raw)
    company = str(content.get("entityName", ""))
    entity = str(content.get("cik", ""))
    report.words(Aspects("dei:EntityRegistrantName", None), company)
    for prefix, concepts in _mapping(content.get("facts")).items():
        for local, concept in _mapping(concepts).items():
            for code, rows in _mapping(_mapping(concept).get("units")).items():
                unit = _unit(code, report)
                for number, row in _latest(rows):
                    of = Aspects(f"{prefix}:{local}", _period(row), (), entity)
                    at = Stood(file, None, f"{prefix}:{local}/{code}/{number}")
                    _take(row, of, unit, at, report)


def _take(row: Record, of: Aspects, unit: Unit, at: Stood, report: Report) -> None:
    try:
        text = str(row.get("val", ""))
        report.number(of, unit, Shown(text, read_value(text)), Accuracy(_decimals(text)), at)
    except Unreadable as error:
        report.refuse(at, f"the fact {at.anchor} is left out: {error}", _CHECK)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _unit(code: str, report: Report) -> Unit:
    above, _, below = code.partition("/")
    return unit_of((_measure(above),), (_measure(below),) if below else (), report.prefixes)


def _measure(code: str) -> str:
    """A measure as the service abbreviates it, in full: `USD`, `shares`, `pure`."""
    if len(code) == 3 and code.isupper():
        return f"{{{ISO4217}}}{code}"
    return f"{{{XBRLI}}}{code}" if code in ("shares", "pure") else code


def _latest(rows: Any) -> Iterator[tuple[int, Record]]:
    """The last filed word on each period, in the order of the rows: an earlier one is of an earlier vintage."""
    last: dict[tuple[str, str], tuple[str, int]] = {}
    known = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    for number, row in enumerate(known):
        key = str(row.get("start", "")), str(row.get("end", ""))
        said = str(row.get("filed", "")), number
        last[key] = max(last.get(key, said), said)
    for number in sorted(number for _, number in last.values()):
        yield number, known[number]


def _period(row: Record) -> Period | None:
    try:
        end = str(row["end"])
        return span(str(row["start"]), end) if "start" in row else Instant(closing_day(end))
    except (KeyError, Unreadable):
        return None


def _decimals(text: str) -> str:
    """The accuracy that the digits show: zeros at the end of a whole number may be rounding or not."""
    whole, point, behind = text.partition(".")
    if point:
        return str(len(behind))
    digits = whole.lstrip("-")
    return str(len(digits.rstrip("0")) - len(digits)) if digits.strip("0") else "0"
