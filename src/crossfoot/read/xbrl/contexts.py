"""Contexts and units of a report: who it is of, when, cut down to which members, and in what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lxml import etree

from crossfoot.model.facts import Members
from crossfoot.read.xbrl.markup import ISO4217, XBRLDI, XBRLI, Element, Prefixes, clark, text_of
from crossfoot.vocabulary.periods import Duration, Instant, Period
from crossfoot.vocabulary.units import PURE, Unit, count, money, per_share

_SHARES = f"{{{XBRLI}}}shares"
_PURE = {f"{{{XBRLI}}}pure", "pure"}
_LONGEST_MEMBER = 200


class Unreadable(ValueError):
    """A context, unit or number that cannot be made sense of; the message says why."""


@dataclass(frozen=True, slots=True)
class Context:
    """A context: the reporting entity's identifier, the period (None for all time), and axes with their members."""

    entity: str
    period: Period | None
    members: Members = ()


def contexts_in(root: Element, prefixes: Prefixes) -> Iterator[tuple[str, Context]]:
    """The contexts of a document with their ids. Raises Unreadable."""
    for element in root.iter(f"{{{XBRLI}}}context"):
        name = element.get("id", "")
        entity = element.findtext(f"{{{XBRLI}}}entity/{{{XBRLI}}}identifier") or ""
        period = element.find(f"{{{XBRLI}}}period")
        if period is None:
            raise Unreadable(f"the context {name!r} has no period")
        members = (*_members(element, prefixes), *_times(period))
        yield name, Context(entity.strip(), period_of(period), tuple(sorted(members)))


def period_of(element: Element) -> Period | None:
    """The period that an element holds; None for all time. Raises Unreadable."""
    parts = {etree.QName(part).localname: text_of(part) for part in element}
    if "instant" in parts:
        return Instant(closing_day(parts["instant"]))
    if "startDate" in parts and "endDate" in parts:
        return span(parts["startDate"], parts["endDate"])
    if "forever" in parts:
        return None
    raise Unreadable(f"a period of {', '.join(parts) or 'nothing'} is no period")


def _times(period: Element) -> Iterator[tuple[str, str]]:
    """Moments within a day, which no period here has: each tells its context apart like a member."""
    for part in period:
        moment = _moment(text_of(part)) if "T" in text_of(part) else None
        if moment is not None and (moment.hour or moment.minute or moment.second or moment.microsecond):
            yield etree.QName(part).localname, safe_member(text_of(part))


def span(start: str, end: str) -> Duration:
    """The days from a start to an end as XBRL writes them. Raises Unreadable."""
    found = Duration(opening_day(start), closing_day(end))
    if found.end < found.start:
        raise Unreadable(f"a period from {start} to {end} runs backwards")
    return found


def opening_day(text: str) -> date:
    """The first day of a period that starts at `text`, a day or a moment. Raises Unreadable."""
    return _moment(text).date()


def closing_day(text: str) -> date:
    """The last day of a period that ends at `text`: midnight is the end of the day before. Raises Unreadable."""
    moment = _moment(text)
    at_midnight = "T" in text and not (moment.hour or moment.minute or moment.second or moment.microsecond)
    return moment.date() - timedelta(days=1) if at_midnight else moment.date()


def _moment(text: str) -> datetime:
    plain = text.strip()
    ends_day = "T24:00:00" in plain
    if ends_day:
        return _moment(plain.replace("T24:00:00", "T00:00:00")) + timedelta(days=1)
    try:
        return datetime.fromisoformat(plain if "T" in plain else plain[:10])
    except ValueError as error:
        raise Unreadable(f"{text!r} is no day") from error


def _members(context: Element, prefixes: Prefixes) -> Members:
    found: list[tuple[str, str]] = []
    for part in ("segment", "scenario"):
        for holder in context.iter(f"{{{XBRLI}}}{part}"):
            found += [_member(child, part, prefixes) for child in holder.iterchildren(etree.Element)]
    return tuple(sorted(found))


def _member(element: Element, part: str, prefixes: Prefixes) -> tuple[str, str]:
    """An axis and its member; what is no dimension is, by name or markup, a member of the part it stands in."""
    name = etree.QName(element)
    if name.namespace == XBRLDI:
        axis = prefixes.name(clark(element, element.get("dimension", "")))
        if name.localname == "explicitMember":
            return axis, prefixes.name(clark(element, text_of(element)))
        return axis, safe_member(text_of(element) or "nil")
    if len(element) or element.attrib:
        return part, safe_member(etree.tostring(element, method="c14n", exclusive=True).decode())
    return part, safe_member(" ".join((prefixes.name(str(element.tag)), text_of(element))))


def safe_member(text: str) -> str:
    """A member's text as it can stand in the id of a fact, cut where it is very long."""
    plain = " ".join(text.replace("|", "/").replace(";", ",").replace("=", ":").split())
    return plain[:_LONGEST_MEMBER]


def units_in(root: Element, prefixes: Prefixes) -> Iterator[tuple[str, Unit]]:
    """The units of a document with their ids."""
    for element in root.iter(f"{{{XBRLI}}}unit"):
        over = element.find(f"{{{XBRLI}}}divide")
        if over is None:
            yield element.get("id", ""), unit_of(_measures(element), (), prefixes)
            continue
        parts = {etree.QName(part).localname: _measures(part) for part in over}
        unit = unit_of(parts.get("unitNumerator", ()), parts.get("unitDenominator", ()), prefixes)
        yield element.get("id", ""), unit


def _measures(element: Element) -> tuple[str, ...]:
    return tuple(clark(part, text_of(part)) for part in element.iterchildren(f"{{{XBRLI}}}measure"))


def unit_of(above: tuple[str, ...], below: tuple[str, ...], prefixes: Prefixes) -> Unit:
    """The unit of measures over measures, each `{namespace}local`; what is no money, share or number is a count."""
    if len(above) == 1 and not below:
        return _simple(above[0], prefixes)
    if len(above) == len(below) == 1 and below[0] == _SHARES and _currency(above[0]):
        return per_share(_currency(above[0]))
    words = "*".join(sorted(_word(name, prefixes) for name in above)) or "1"
    if below:
        words += "/" + "*".join(sorted(_word(name, prefixes) for name in below))
    return count(words) if words != "pure" else PURE


def _simple(name: str, prefixes: Prefixes) -> Unit:
    if name in _PURE:
        return PURE
    currency = _currency(name)
    return money(currency) if currency else count(_word(name, prefixes))


def _currency(name: str) -> str:
    code = name.removeprefix(f"{{{ISO4217}}}")
    return code if code != name and len(code) == 3 and code.isascii() and code.isupper() else ""


def _word(name: str, prefixes: Prefixes) -> str:
    """A measure in a word; three capitals are kept for currencies."""
    if _currency(name):
        return _currency(name)
    local = prefixes.name(name).rpartition(":")[2]
    return local.lower() if len(local) == 3 and local.isupper() else local
