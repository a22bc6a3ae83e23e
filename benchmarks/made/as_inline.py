"""Made documents as inline XBRL: web pages whose numbers are tagged, as American and as Japanese filings tag them.

A tag can be got wrong where the page is right: `TagSlip` says of one printed number which of its attributes is.
"""

import html
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.made.as_text import chart_table, grid_of
from benchmarks.made.documents import Cell, Heading, Made, Paragraph, Table, Truth

from crossfoot.vocabulary.spans import Duration, Instant, Period, shifted, shifted_day

TAG_KINDS = ("scale", "sign", "period")
"""What can be wrong about a tag: the power of ten, a minus left out or put in, its context."""

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" xmlns:xbrli="http://www.xbrl.org/2003/instance" '
    'xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/'
    '2015-02-26" xmlns:made="http://example.com/made/2024" xml:lang="{language}">'
)


@dataclass(frozen=True, slots=True)
class TagSlip:
    """A tag got wrong: of which printed number, and what about it."""

    truth: Truth
    kind: str


@dataclass(slots=True)
class _Given:
    """What all cells are tagged by: the document, which truths get a tag, what is wrong, and the contexts so far."""

    made: Made
    tagged: set[int]
    slip: TagSlip | None
    periods: dict[Period, str] = field(default_factory=dict)


def inline(made: Made, slip: TagSlip | None = None) -> bytes:
    """The page with a tag in every amount of its tables whose period is known."""
    given = _Given(made, {id(truth) for truth in taggable(made)}, slip)
    body = "".join(_block(block, given) for block in made.blocks)
    header = _header(made, given.periods)
    head = _HEAD.format(language=made.language)
    return f"{head}<head><title>R</title></head><body>{header}{body}</body></html>".encode()


def taggable(made: Made) -> list[Truth]:
    """The amounts of tables that get a tag: each that is alone on its line and in its period, as no tag has members."""
    found = [truth for table in made.tables() for truth in table.truths() if _is_tagged(truth)]
    values: dict[tuple[str, Period | None], set[Decimal]] = {}
    for truth in found:
        values.setdefault((truth.line, truth.period), set()).add(truth.value)
    return [truth for truth in found if len(values[truth.line, truth.period]) == 1]


def _is_tagged(truth: Truth) -> bool:
    money = truth.unit.isalpha() and len(truth.unit) == 3
    known = isinstance(truth.period, Duration | Instant) and truth.scenario == "actual"
    return money and known and truth.aspect == "level" and any(c.isdigit() for c in truth.text)


def _header(made: Made, periods: dict[Period, str]) -> str:
    units = {truth.unit for truth in taggable(made)}
    contexts = "".join(_context(name, period) for period, name in periods.items())
    measures = "".join(
        f'<xbrli:unit id="{unit}"><xbrli:measure>iso4217:{unit}</xbrli:measure></xbrli:unit>' for unit in sorted(units)
    )
    refs = '<ix:references><link:schemaRef xlink:type="simple" xlink:href="made.xsd"/></ix:references>'
    inner = f"<ix:header>{refs}<ix:resources>{contexts}{measures}</ix:resources></ix:header>"
    return f'<div style="display:none">{inner}</div>'


def _context(name: str, period: Period) -> str:
    when = (
        f"<xbrli:startDate>{period.start}</xbrli:startDate><xbrli:endDate>{period.end}</xbrli:endDate>"
        if isinstance(period, Duration)
        else f"<xbrli:instant>{period.day}</xbrli:instant>"
        if isinstance(period, Instant)
        else ""
    )
    who = '<xbrli:entity><xbrli:identifier scheme="http://example.com/id">1</xbrli:identifier></xbrli:entity>'
    return f'<xbrli:context id="{name}">{who}<xbrli:period>{when}</xbrli:period></xbrli:context>'


def _block(block: object, given: _Given) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{html.escape(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{html.escape(block.printed)}</p>"
    tables = [block] if isinstance(block, Table) else list(getattr(block, "tables", ()))
    tables = tables or ([chart_table(block)] if hasattr(block, "series") else [])  # type: ignore[arg-type]
    return "".join(_table(table, given) for table in tables)


def _table(table: Table, given: _Given) -> str:
    rows = []
    for row in grid_of(table):
        cells = [_cell(text, cell, given) for text, cell in row if cell is not None or not text]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    unit = f"<p>{html.escape(table.unit_line)}</p>" if table.unit_line else ""
    return f"<p>{html.escape(table.title)}</p>{unit}<table>{''.join(rows)}</table>"


def _cell(text: str, cell: Cell | None, given: _Given) -> str:
    truth = cell.truth if cell is not None else None
    shown = html.escape(text).replace("\n", "<br/>")
    if truth is None or id(truth) not in given.tagged:
        return f"<td>{shown}</td>"
    slip = given.slip
    return f"<td>{_tag(truth, given, slip.kind if slip and slip.truth is truth else '')}</td>"


def _tag(truth: Truth, given: _Given, wrong: str) -> str:
    """The number with its tag: marks of the minus stand outside it, as the sign is an attribute."""
    digits = "".join(c for c in truth.text if c.isdigit() or c in ".,")
    before, _, after = truth.text.partition(digits)
    decimals = len(digits.partition(".")[2])
    bare = Decimal(digits.replace(",", ""))
    power = len(str(int(abs(truth.value) / bare))) - 1 if bare else 0
    period = truth.period
    assert period is not None
    if wrong == "period":
        period = _year_before(period)
    context = given.periods.setdefault(period, f"c{len(given.periods) + 1}")
    sign = ' sign="-"' if (truth.value < 0) != (wrong == "sign") else ""
    scale = power + (3 if power < 6 else -3) if wrong == "scale" else power
    name = _concept(truth.line, given.made)
    attributes = f'name="made:{name}" contextRef="{context}" unitRef="{truth.unit}" decimals="{decimals - power}"'
    form = ' format="ixt:numdotdecimal"'
    inner = f'<ix:nonFraction {attributes} scale="{scale}"{sign}{form}>{digits}</ix:nonFraction>'
    return f"{html.escape(before)}{inner}{html.escape(after)}"


def _year_before(period: Period) -> Period:
    if isinstance(period, Instant):
        return Instant(shifted_day(period.day, -12))
    return shifted(period, -12) if isinstance(period, Duration) else period


def _concept(line: str, made: Made) -> str:
    """A name of the line's own: members of a segment would need dimensions, which these documents do without."""
    words = "".join(word.capitalize() for word in line.replace("-", " ").replace("_", " ").split())
    return f"{made.template.capitalize()}{''.join(c for c in words if c.isalnum())}"
