"""Sums discovered in SEC filings against their calculation linkbases, which discovery never sees.

Usage: python -m benchmarks.discovery_filings [-v]. Each presentation role of a filing becomes a table: its lines in
order with their labels, its facts without dimensions in columns, printed as their `decimals` say and negated where the
presentation says so.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

from crossfoot.model.book import Book, Entity
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, Place
from crossfoot.model.identities import Identity
from crossfoot.model.layout import Grid, GridCell
from crossfoot.tie.discovery.discover import discover
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.periods import FiscalCalendar, Undated
from crossfoot.vocabulary.units import money, per_share, unit_from_code

FOLDER = Path(__file__).parent.parent.parent / "shared" / "data" / "xbrl_us"
_LINK, _XLINK, _XBRLI = (
    "{http://www.xbrl.org/2003/linkbase}",
    "{http://www.w3.org/1999/xlink}",
    "{http://www.xbrl.org/2003/instance}",
)
_FACE = re.compile(r"statements?of|balancesheet|financialposition", re.IGNORECASE)
_DETAIL = re.compile(r"details|parenthetical|disclosure", re.IGNORECASE)
_FEWEST = 4  # facts that make a column

Span = tuple[str, str]
"""The start (empty for an instant) and end of a context, as ISO dates."""


@dataclass(frozen=True, slots=True)
class Node:
    """A line of a presentation role: its concept, the role of its label, and its depth."""

    concept: str
    label: str
    depth: int


@dataclass(slots=True)
class Filing:
    """What a filing's files say: values by concept and span, labels by concept and role, and lines and sums by role."""

    values: dict[tuple[str, Span], tuple[Decimal, int, str]] = field(default_factory=dict)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    lines: dict[str, list[Node]] = field(default_factory=dict)
    sums: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)


@dataclass(slots=True)
class Drawn:
    """A filing as a book, and for each grid the concept and sign of each row."""

    book: Book
    rows: dict[str, dict[int, tuple[str, int]]]


def main() -> None:
    """Print recall and what was found beside the linkbases."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-v", action="store_true", help="list what was missed and what was found besides")
    verbose = parser.parse_args().v
    total = Counter[str]()
    for folder in sorted(path for path in FOLDER.iterdir() if list(path.glob("*_cal.xml"))):
        filing = read_filing(folder)
        drawn = draw(filing)
        started = time.perf_counter()
        book = discover(drawn.book)
        spent = time.perf_counter() - started
        counts = compare(filing, drawn, book, verbose=verbose)
        total += counts
        print(f"{folder.name:16} {len(book.figures):5} figures {spent:5.1f} s  {_told(counts)}")
    print(f"{'all':16} {'':5}         {'':5}    {_told(total)}")


def _told(counts: Mapping[str, int]) -> str:
    return (
        f"sums that hold {counts['sums']}, found {counts['found']} ({_rate(counts['found'], counts['sums'])}); "
        f"on face statements {counts['face_sums']}, {counts['face_found']} "
        f"({_rate(counts['face_found'], counts['face_sums'])}); "
        f"relations told {counts['told']}, of them in the linkbase {counts['confirmed']}"
    )


def _rate(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def read_filing(folder: Path) -> Filing:
    """The facts without dimensions, the labels, and the presentation and calculation roles of a filing."""
    filing = Filing()
    (instance,) = [f for f in folder.glob("*.xml") if f.stem[-4:] not in ("_cal", "_def", "_lab", "_pre", ".xsd")][:1]
    _read_facts(ET.parse(instance).getroot(), filing)  # noqa: S314 - public filings on disk
    for suffix, reader in (("lab", _read_labels), ("pre", _read_lines), ("cal", _read_sums)):
        (file,) = folder.glob(f"*_{suffix}.xml")
        reader(ET.parse(file).getroot(), filing)  # noqa: S314
    return filing


def _read_facts(root: ET.Element, filing: Filing) -> None:
    spans: dict[str, Span] = {}
    for context in root.iter(f"{_XBRLI}context"):
        dates = [context.findtext(f".//{_XBRLI}{name}") or "" for name in ("startDate", "endDate", "instant")]
        if not any("explicitMember" in inner.tag or "typedMember" in inner.tag for inner in context.iter()):
            spans[context.attrib["id"]] = (dates[0].strip(), (dates[1] or dates[2]).strip())
    for fact in root:
        span, decimals = spans.get(fact.get("contextRef", "")), fact.get("decimals")
        if span and decimals and fact.text and fact.text.strip():
            concept = fact.tag.rpartition("}")[2]
            digits = 99 if decimals == "INF" else int(decimals)
            filing.values.setdefault((concept, span), (Decimal(fact.text.strip()), digits, fact.get("unitRef", "")))


def _located(link: ET.Element) -> dict[str, str]:
    """The concept that each locator of an extended link points at."""
    found = {}
    for loc in link.iter(f"{_LINK}loc"):
        name = loc.attrib[f"{_XLINK}href"].rpartition("#")[2]
        found[loc.attrib[f"{_XLINK}label"]] = name.partition("_")[2] or name
    return found


def _read_labels(root: ET.Element, filing: Filing) -> None:
    for link in root.iter(f"{_LINK}labelLink"):
        where = _located(link)
        texts: dict[str, list[ET.Element]] = {}
        for label in link.iter(f"{_LINK}label"):
            texts.setdefault(label.attrib[f"{_XLINK}label"], []).append(label)
        for arc in link.iter(f"{_LINK}labelArc"):
            for label in texts.get(arc.attrib[f"{_XLINK}to"], []):
                role = label.get(f"{_XLINK}role", "").rpartition("/")[2]
                filing.labels[where[arc.attrib[f"{_XLINK}from"]], role] = (label.text or "").strip()


def _read_lines(root: ET.Element, filing: Filing) -> None:
    for link in root.iter(f"{_LINK}presentationLink"):
        where = _located(link)
        children: dict[str, list[tuple[Decimal, str, str]]] = {}
        for arc in link.iter(f"{_LINK}presentationArc"):
            at = (Decimal(arc.get("order", "1")), arc.attrib[f"{_XLINK}to"], arc.get("preferredLabel", ""))
            children.setdefault(arc.attrib[f"{_XLINK}from"], []).append(at)
        below = {to for each in children.values() for _, to, _ in each}
        lines = filing.lines.setdefault(link.attrib[f"{_XLINK}role"], [])
        for top in [name for name in children if name not in below]:
            lines.extend(_walked(top, children, where, 0))


def _walked(
    name: str, children: Mapping[str, list[tuple[Decimal, str, str]]], where: Mapping[str, str], depth: int
) -> Iterator[Node]:
    for _, to, label in sorted(children.get(name, [])):
        yield Node(where[to], label.rpartition("/")[2] or "label", depth)
        yield from _walked(to, children, where, depth + 1)


def _read_sums(root: ET.Element, filing: Filing) -> None:
    for link in root.iter(f"{_LINK}calculationLink"):
        where = _located(link)
        sums = filing.sums.setdefault(link.attrib[f"{_XLINK}role"], {})
        for arc in link.iter(f"{_LINK}calculationArc"):
            total, part = where[arc.attrib[f"{_XLINK}from"]], where[arc.attrib[f"{_XLINK}to"]]
            sums.setdefault(total, {})[part] = round(Decimal(arc.attrib["weight"]))


def draw(filing: Filing) -> Drawn:
    """The filing's roles that have sums, as the grids of a book."""
    figures: list[Figure] = []
    grids: list[Grid] = []
    measures: dict[str, Measure] = {}
    rows: dict[str, dict[int, tuple[str, int]]] = {}
    for number, role in enumerate(role for role in filing.lines if role in filing.sums):
        name = f"g{number}"
        spans = _columns(filing, filing.lines[role])
        cells = [GridCell(0, column, f"{start} {end}".strip()) for column, (start, end) in enumerate(spans, 1)]
        rows[role] = {}
        for row, node in enumerate(filing.lines[role], 1):
            sign = -1 if node.label.startswith("negated") else 1
            label = filing.labels.get((node.concept, node.label)) or filing.labels.get((node.concept, "label"), "")
            cells.append(GridCell(row, 0, label or node.concept, indent=node.depth))
            rows[role][row] = node.concept, sign
            for column, span in enumerate(spans, 1):
                found = filing.values.get((node.concept, _meant(filing, node, span)))
                if found is not None:
                    figure = _figure((name, row, column), found, sign)
                    assert figure.fact is not None
                    measures[figure.fact.measure] = Measure(figure.fact.measure, label, MeasureKind.FLOW, figure.unit)
                    figures.append(figure)
                    cells.append(GridCell(row, column, figure.text, figure.id, indent=node.depth))
        ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
        grids.append(Grid(role, Place(role), ordered, len(filing.lines[role]) + 1, len(spans) + 1))
    entity = Entity("Filer", "USD", FiscalCalendar())
    return Drawn(Book(entity, measures=measures, figures=tuple(figures), grids=tuple(grids)), rows)


def _columns(filing: Filing, lines: Sequence[Node]) -> list[Span]:
    """The spans that print several of the lines, latest first: durations where any line has one, else instants."""
    concepts = {node.concept for node in lines}
    counts = Counter(span for concept, span in filing.values if concept in concepts)
    durations = {span: n for span, n in counts.items() if span[0]}
    kept = durations or counts
    return sorted((s for s, n in kept.items() if n >= _FEWEST), key=lambda s: (s[1], s[0]), reverse=True)


def _meant(filing: Filing, node: Node, span: Span) -> Span:
    """The span of a line in a column: a balance is that at the end of the column's, or before its start."""
    if (node.concept, span) in filing.values or not span[0]:
        return span
    if node.label == "periodStartLabel":
        return "", (date.fromisoformat(span[0]) - timedelta(days=1)).isoformat()
    return "", span[1]


def _figure(at: tuple[str, int, int], found: tuple[Decimal, int, str], sign: int) -> Figure:
    grid, row, column = at
    value, decimals, unit = found
    place = Decimal(1).scaleb(-decimals) if decimals < 90 else Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    name = unit.lower()
    kind = per_share("USD") if "share" in name and "usd" in name else money("USD") if "usd" in name else None
    shown = f"{sign * value / max(place, Decimal(1)):,f}"
    printed = Printed(shown, sign * value, place, max(place, Decimal(1)))
    fact = FactKey(f"{grid}r{row}", Undated(f"c{column}"))
    key = Place(grid, row=row, column=column)
    return Figure(f"{grid}r{row}c{column}", printed, kind or unit_from_code(name or "pure"), key, fact, group="f")


Form = dict[str, Decimal]


def compare(filing: Filing, drawn: Drawn, book: Book, *, verbose: bool) -> Counter[str]:
    """How many sums of the linkbase that hold are told, and how many relations told follow from the linkbase."""
    counts = Counter[str]()
    values = {f.fact.id: f for f in book.figures if f.fact is not None}
    by_column: dict[str, list[Identity]] = {}
    for identity in book.identities:
        if identity.ratio is None and identity.subject is not None:
            by_column.setdefault(_column(identity.subject), []).append(identity)
    for number, role in enumerate(drawn.rows):
        names = {row: f"g{number}r{row}" for row in drawn.rows[role]}
        gold = _gold(filing, drawn.rows[role], role, names)
        columns = {f.fact.period.column for f in book.figures if f.fact and f.fact.measure in set(names.values())}  # type: ignore[union-attr]
        holding: dict[str, bool] = {}
        told: dict[str, bool] = {}
        for column in sorted(columns):
            here = {i: _form(i) for i in by_column.get(column, []) if i.subject and i.subject.measure in names.values()}
            forms = {total: _printed(form, column, values) for total, form in gold.items()}
            for total, form in forms.items():
                if _holds(form, column, values):
                    holding[total] = holding.get(total, False) or _implied(form, list(here.values()))
            for identity, form in here.items():
                if len(form) > 2:
                    key = identity.id.split("|")[0]
                    told[key] = told.get(key, False) or _implied(form, list(forms.values()))
        counts.update(sums=len(holding), found=sum(holding.values()), told=len(told), confirmed=sum(told.values()))
        if _FACE.search(role) and not _DETAIL.search(role):
            counts.update(face_sums=len(holding), face_found=sum(holding.values()))
        if verbose:
            print(role.rpartition("/")[2])
            print("".join(f"   missed {total}\n" for total, is_found in holding.items() if not is_found), end="")
            print("".join(f"   besides {key}\n" for key, is_known in told.items() if not is_known), end="")
    return counts


def _column(fact: FactKey) -> str:
    assert isinstance(fact.period, Undated)
    return fact.period.column


def _gold(filing: Filing, rows: Mapping[int, tuple[str, int]], role: str, names: Mapping[int, str]) -> dict[str, Form]:
    """The sums of a role over its lines, by total; lines that a total has no place for are left out of it."""
    at = {concept: (names[row], sign) for row, (concept, sign) in sorted(rows.items(), reverse=True)}
    gold = {}
    for total, parts in filing.sums[role].items():
        shown = {part: weight for part, weight in parts.items() if part in at}
        if total in at and len(shown) > 1:
            gold[total] = {at[total][0]: Decimal(at[total][1])}
            gold[total] |= {at[part][0]: Decimal(-weight * at[part][1]) for part, weight in shown.items()}
    return gold


def _key(measure: str, column: str) -> str:
    return FactKey(measure, Undated(column)).id


def _printed(form: Form, column: str, values: Mapping[str, Figure]) -> Form:
    return {m: c for m, c in form.items() if _key(m, column) in values}


def _holds(form: Form, column: str, values: Mapping[str, Figure]) -> bool:
    """Whether a sum with two parts that are not nil, and its total, is printed and ties within rounding."""
    figures = {m: values[_key(m, column)].printed for m in form}
    if sum(bool(f.value) for f in figures.values()) < 3:
        return False
    residual = sum((c * figures[m].value for m, c in form.items()), Decimal(0))
    return abs(residual) <= sum(f.place for f in figures.values()) / 2


def _form(identity: Identity) -> Form:
    return {t.fact.measure: Decimal(t.coefficient.numerator) / t.coefficient.denominator for t in identity.terms}


def _implied(form: Form, by: Sequence[Form]) -> bool:
    basis: list[tuple[str, Form]] = []
    for each in (*by, None):
        rest = dict(form if each is None else each)
        for pivot, known in basis:
            if pivot in rest:
                times = rest[pivot] / known[pivot]
                rest = {m: v for m in rest | known if (v := rest.get(m, Decimal(0)) - times * known.get(m, Decimal(0)))}
        if each is None:
            return not rest
        if rest:
            basis.append((min(rest), rest))
    return False


if __name__ == "__main__":
    main()
