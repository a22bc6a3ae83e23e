"""Linkbases: the labels of concepts, and the sums that calculation links declare in each role."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.read.xbrl.contexts import Unreadable
from crossfoot.read.xbrl.markup import LINK, XLINK, Element, line_of, text_of
from crossfoot.read.xbrl.report import read_value

_STANDARD_LINK = "http://www.xbrl.org/2003/role/link"
_SUMMATION = "http://www.xbrl.org/2003/arcrole/summation-item"
_INTERVAL_SUMMATIONS = "/arcrole/summation-item"  # Calculations 1.1: https://xbrl.org/2023/arcrole/summation-item
_LONGEST_LABEL = 300
_TRUTHS = {"true": "1", "false": "0"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Located = Callable[[str], str]
"""Gives the concept that an href points at, as `{namespace}local`; empty where it points at none."""


@dataclass(frozen=True, slots=True)
class Arc:
    """One arc of a calculation link: a total, a part and its weight, with what decides between arcs that compete."""

    role: str
    total: str
    part: str
    weight: Fraction
    order: str
    line: int
    priority: int = 0
    is_prohibited: bool = False
    interval_rules: bool = False
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a concept; `role` is the last part of the label's role (`label`, `totalLabel`)."""

    concept: str
    language: str
    role: str
    text: str


def leads(root: Element) -> Iterator[str]:
    """The schemas that a linkbase's locators point into, each once."""
    hrefs = (loc.get(f"{{{XLINK}}}href", "") for loc in root.iter(f"{{{LINK}}}loc"))
    yield from dict.fromkeys(href.partition("#")[0] for href in hrefs if not href.startswith("#"))


def labels_in(root: Element, located: Located) -> Iterator[Label]:
    """The labels of a linkbase; long ones, which are documentation, are left out."""
    for link in root.iter(f"{{{LINK}}}labelLink"):
        concepts = _locators(link, located)
        resources: dict[str, list[Element]] = {}
        for label in link.iterchildren(f"{{{LINK}}}label"):
            resources.setdefault(label.get(f"{{{XLINK}}}label", ""), []).append(label)
        for arc in link.iterchildren(f"{{{LINK}}}labelArc"):
            if arc.get("use") == "prohibited":
                continue
            for label in resources.get(arc.get(f"{{{XLINK}}}to", ""), ()):
                text = " ".join(text_of(label).split())
                if 0 < len(text) <= _LONGEST_LABEL:
                    role = label.get(f"{{{XLINK}}}role", "").rpartition("/")[2] or "label"
                    language = label.get(_LANG, "").partition("-")[0].lower()
                    for concept in concepts.get(arc.get(f"{{{XLINK}}}from", ""), ()):
                        yield Label(concept, language, role, text)


def arcs_in(root: Element, located: Located) -> Iterator[Arc]:
    """The arcs of the calculation links of a linkbase."""
    for link in root.iter(f"{{{LINK}}}calculationLink"):
        concepts = _locators(link, located)
        role = link.get(f"{{{XLINK}}}role", _STANDARD_LINK)
        for arc in link.iterchildren(f"{{{LINK}}}calculationArc"):
            kind = arc.get(f"{{{XLINK}}}arcrole", "")
            if not kind.endswith(_INTERVAL_SUMMATIONS):
                continue
            for total in concepts.get(arc.get(f"{{{XLINK}}}from", ""), ()):
                for part in concepts.get(arc.get(f"{{{XLINK}}}to", ""), ()):
                    yield Arc(
                        role,
                        total,
                        part,
                        Fraction(read_value(arc.get("weight", "1"))),
                        str(read_value(arc.get("order", "1")).normalize()),
                        line_of(arc) or 0,
                        int(arc.get("priority", "0")),
                        arc.get("use") == "prohibited",
                        kind != _SUMMATION,
                        _others(arc),
                    )


def _others(arc: Element) -> tuple[tuple[str, str], ...]:
    """An arc's attributes of other namespaces, which tell arcs apart that are alike otherwise; numbers by value."""
    found = []
    for name, value in arc.attrib.items():
        if str(name).startswith("{") and not str(name).startswith((f"{{{XLINK}}}", "{http://www.w3.org/")):
            text = str(value).strip()
            try:
                found.append((str(name), str(read_value(_TRUTHS.get(text, text)).normalize())))
            except Unreadable:
                found.append((str(name), text))
    return tuple(sorted(found))


def _locators(link: Element, located: Located) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for loc in link.iterchildren(f"{{{LINK}}}loc"):
        concept = located(loc.get(f"{{{XLINK}}}href", ""))
        if concept:
            found.setdefault(loc.get(f"{{{XLINK}}}label", ""), []).append(concept)
    return found


def in_force(arcs: list[Arc]) -> list[Arc]:
    """The arcs that hold: of those that say the same, the one of highest priority, unless it is prohibited.

    At equal priority a prohibition wins. Arcs of one role and arc role say the same where total, part, weight, order
    and attributes of other namespaces are alike.
    """
    strongest: dict[tuple[object, ...], Arc] = {}
    for arc in arcs:
        key = (arc.role, arc.interval_rules, arc.total, arc.part, arc.weight, arc.order, arc.others)
        held = strongest.get(key)
        if held is None or (arc.priority, arc.is_prohibited) > (held.priority, held.is_prohibited):
            strongest[key] = arc
    return [arc for arc in strongest.values() if not arc.is_prohibited]
