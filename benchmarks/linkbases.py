"""Filings with their linkbases, as benchmarks of discovery read them: facts, labels, lines as presented, declared sums.

Read apart from the product's own reader, so that one does not judge by the other's mistakes. SEC and EDINET filings
ship their linkbases; those of FERC's forms come with the form's taxonomy. Labels that do not ship (EDINET's standard
concepts) are those of the rendered page: of the table that prints most lines of a role, from the rows of their tags.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import IO, Any

from lxml import etree, html

FOLDER = Path(__file__).parent.parent.parent / "shared" / "data"
FERC_FORMS = ("1", "2", "6", "60")
_LINK, _XLINK, _XBRLI = (
    "{http://www.xbrl.org/2003/linkbase}",
    "{http://www.w3.org/1999/xlink}",
    "{http://www.xbrl.org/2003/instance}",
)
_OTHERS = ("_cal", "_def", "_lab", "_pre", ".xsd")  # how the names of files end that are no instance
_SCHEMA_REF = re.compile(rb"form-[0-9]+_(?P<version>[0-9-]+)\.xsd")
_DEEPEST = 30  # levels of a presentation, which a faulty one may go round in
_ALONE = re.compile(r"rol_(?!.*Consolidated)")  # a role of EDINET's for the company without its group

Element = Any
"""An element of lxml, whose attributes are typed as text or bytes and here are always text."""

Span = tuple[str, str]
"""The start (empty for an instant) and end of a context, as ISO dates."""

Values = dict[tuple[str, Span], tuple[Decimal, int, str]]
"""By concept and span the value, its decimals (99 where exact) and the unit's id."""


@dataclass(frozen=True, slots=True)
class Node:
    """A line of a presentation role: its concept, the role of its label, and its depth."""

    concept: str
    label: str
    depth: int


@dataclass(slots=True)
class Filing:
    """What a filing's files say: values by concept and span, labels by concept and role, and lines and sums by role.

    `alone` are the values of a company without its group, in a report that also has consolidated ones; `rendered` the
    words of the rows of each rendered table, by concept.
    """

    name: str
    values: Values = field(default_factory=dict)
    alone: Values = field(default_factory=dict)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    rendered: list[dict[str, str]] = field(default_factory=list)
    lines: dict[str, list[Node]] = field(default_factory=dict)
    sums: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)

    @property
    def is_for_reports(self) -> bool:
        """Whether it belongs to the half that no rule was made on: by hash, so the split never moves."""
        return hashlib.sha256(self.name.encode()).digest()[0] % 2 == 1

    def labels_of(self, role: str) -> dict[str, str]:
        """The words that the rendered table of a role has for its concepts."""
        concepts = {node.concept for node in self.lines[role]}
        return max(self.rendered, key=lambda rows: len(concepts & rows.keys()), default={})

    def values_of(self, role: str) -> Values:
        """The values that a role's table prints."""
        return self.alone if self.alone and _ALONE.search(role) else self.values


def sec_filings(folder: Path = FOLDER) -> Iterator[Filing]:
    """The filings of the SEC that have a calculation linkbase."""
    for place in sorted(path for path in (folder / "xbrl_us").iterdir() if list(path.glob("*_cal.xml"))):
        instance = min(f for f in place.glob("*.xml") if f.stem[-4:] not in _OTHERS)
        yield _filing(place.name, instance, place.glob("*_*.xml"))


def edinet_filings(folder: Path = FOLDER) -> Iterator[Filing]:
    """The sample filings of Japan's FSA, labelled as their pages print."""
    for place in sorted((folder / "xbrl_jp_edinet_fsa").iterdir()):
        (instance,) = place.glob("*.xbrl")
        filing = _filing(f"edinet {place.name}", instance, place.glob("*_*.xml"))
        for page in sorted(place.glob("*_ixbrl.htm")):
            filing.rendered += _rendered_labels(page)
        yield filing


def ferc_filings(folder: Path = FOLDER) -> Iterator[Filing]:
    """The filings of FERC's forms for 2022, with the linkbases of the taxonomy that each names."""
    for form in FERC_FORMS:
        with zipfile.ZipFile(folder / "xbrl_ferc" / f"ferc{form}-xbrl-2022.zip") as filings:
            for name in sorted(n for n in filings.namelist() if n.endswith(".xbrl")):
                raw = filings.read(name)
                version = _SCHEMA_REF.search(raw)
                if version is not None:
                    files = _taxonomy(folder, form, version["version"].decode())
                    yield _filing(f"form {form}: {name[:24]}", io.BytesIO(raw), files)


def _taxonomy(folder: Path, form: str, version: str) -> list[IO[bytes]]:
    packages = folder / "xbrl_ferc" / "taxonomies" / f"ferc{form}-xbrl-taxonomies.zip"
    with zipfile.ZipFile(packages) as every:
        (name,) = [n for n in every.namelist() if n.endswith(f"{version}.zip")]
        with zipfile.ZipFile(io.BytesIO(every.read(name))) as package:
            names = [n for n in package.namelist() if n.endswith(("_lab.xml", "_pre.xml", "_cal.xml"))]
            return [_named(n, package.read(n)) for n in names if version in n]


def _named(name: str, raw: bytes) -> IO[bytes]:
    file = io.BytesIO(raw)
    file.name = name
    return file


def _filing(name: str, instance: Path | IO[bytes], linkbases: Iterable[Path | IO[bytes]]) -> Filing:
    filing = Filing(name)
    _read_facts(_root(instance), filing)
    readers = {"_lab": _read_labels, "_pre": _read_lines, "_cal": _read_sums}
    for file in linkbases:
        path = str(getattr(file, "name", file))
        reader = readers.get(path.removesuffix(".xml")[-4:])
        if reader is not None:
            reader(_root(file), filing)
    return filing


def _root(file: Path | IO[bytes]) -> Element:
    return etree.parse(file if not isinstance(file, Path) else str(file), etree.XMLParser(huge_tree=True)).getroot()


def _read_facts(root: Element, filing: Filing) -> None:
    spans: dict[str, tuple[Span, bool]] = {}
    for context in root.iter(f"{_XBRLI}context"):
        dates = [context.findtext(f".//{_XBRLI}{name}") or "" for name in ("startDate", "endDate", "instant")]
        members = [
            inner.text or ""
            for inner in context.iter(etree.Element)
            if inner.tag.endswith(("licitMember", "typedMember"))
        ]
        is_alone = [member.rpartition(":")[2] for member in members] == ["NonConsolidatedMember"]
        if not members or is_alone:
            spans[context.attrib["id"]] = (dates[0].strip(), (dates[1] or dates[2]).strip()), is_alone
    for fact in root.iterchildren(etree.Element):
        span, decimals = spans.get(fact.get("contextRef", "")), fact.get("decimals")
        if span and decimals and fact.text and fact.text.strip():
            values = filing.alone if span[1] else filing.values
            digits = 99 if decimals == "INF" else int(decimals)
            try:
                value = Decimal(fact.text.strip())
            except InvalidOperation:
                continue
            values.setdefault((etree.QName(fact).localname, span[0]), (value, digits, fact.get("unitRef", "")))


def _located(link: Element) -> dict[str, str]:
    """The concept that each locator of an extended link points at."""
    return {
        loc.attrib[f"{_XLINK}label"]: loc.attrib[f"{_XLINK}href"].rpartition("#")[2].rpartition("_")[2]
        for loc in link.iter(f"{_LINK}loc")
    }


def _read_labels(root: Element, filing: Filing) -> None:
    for link in root.iter(f"{_LINK}labelLink"):
        where = _located(link)
        texts: dict[str, list[Element]] = {}
        for label in link.iter(f"{_LINK}label"):
            texts.setdefault(label.attrib[f"{_XLINK}label"], []).append(label)
        for arc in link.iter(f"{_LINK}labelArc"):
            for label in texts.get(arc.attrib[f"{_XLINK}to"], []):
                role = label.get(f"{_XLINK}role", "").rpartition("/")[2]
                filing.labels[where[arc.attrib[f"{_XLINK}from"]], role] = (label.text or "").strip()


def _read_lines(root: Element, filing: Filing) -> None:
    for link in root.iter(f"{_LINK}presentationLink"):
        where = _located(link)
        children: dict[str, list[tuple[Decimal, str, str]]] = {}
        for arc in link.iter(f"{_LINK}presentationArc"):
            at = (Decimal(arc.get("order", "1")), where[arc.attrib[f"{_XLINK}to"]], arc.get("preferredLabel", ""))
            children.setdefault(where[arc.attrib[f"{_XLINK}from"]], []).append(at)
        below = {to for each in children.values() for _, to, _ in each}
        lines = filing.lines.setdefault(link.attrib[f"{_XLINK}role"], [])
        for top in [concept for concept in children if concept not in below]:
            lines.extend(_walked(top, children, 0))


def _walked(concept: str, children: Mapping[str, list[tuple[Decimal, str, str]]], depth: int) -> Iterator[Node]:
    if depth < _DEEPEST:
        for _, to, label in sorted(children.get(concept, [])):
            yield Node(to, label.rpartition("/")[2] or "label", depth)
            yield from _walked(to, children, depth + 1)


def _read_sums(root: Element, filing: Filing) -> None:
    for link in root.iter(f"{_LINK}calculationLink"):
        where = _located(link)
        sums = filing.sums.setdefault(link.attrib[f"{_XLINK}role"], {})
        for arc in link.iter(f"{_LINK}calculationArc"):
            total, part = where[arc.attrib[f"{_XLINK}from"]], where[arc.attrib[f"{_XLINK}to"]]
            sums.setdefault(total, {})[part] = round(Decimal(arc.attrib["weight"]))


def _rendered_labels(page: Path) -> Iterator[dict[str, str]]:
    """For each table of a page the first words of the row in which a concept's tag stands first."""
    root: Any = html.document_fromstring(page.read_bytes())
    for table in root.iter("table"):
        rows: dict[str, str] = {}
        for row in table.iter("tr"):
            texts = [" ".join(cell.text_content().split()) for cell in row.iter("td", "th")]
            text = next(filter(None, texts), "")
            for tag in row.iter("ix:nonfraction"):
                rows.setdefault(str(tag.get("name")).rpartition(":")[2], text)
        if rows:
            yield rows
