"""Taxonomy schemas: the concepts that they declare, and where they lead on to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crossfoot.model.filings import Balance
from crossfoot.read.xbrl.markup import LINK, XBRLI, XLINK, XSD, Element
from crossfoot.vocabulary.measures import MeasureKind

_KINDS = {"instant": MeasureKind.STOCK, "duration": MeasureKind.FLOW}
_LEADS = {f"{{{XSD}}}import": "schemaLocation", f"{{{XSD}}}include": "schemaLocation"}


@dataclass(frozen=True, slots=True)
class Declared:
    """What a schema says of a concept; `decimals` is the default or fixed accuracy of its type, empty if none."""

    name: str
    kind: MeasureKind | None
    balance: Balance | None
    decimals: str = ""


@dataclass(slots=True)
class Schema:
    """The concepts of one schema by the id of their element, and what it refers to, in order."""

    concepts: dict[str, Declared] = field(default_factory=dict)
    leads: list[str] = field(default_factory=list)


def read_schema(root: Element) -> Schema:
    """The concepts as `{namespace}local`, each under its id."""
    schema, namespace = Schema(), root.get("targetNamespace", "")
    accuracies = dict(_accuracies(root))
    for element in root.iterchildren(f"{{{XSD}}}element"):
        name = element.get("name", "")
        schema.concepts[element.get("id") or name] = Declared(
            f"{{{namespace}}}{name}" if namespace else name,
            _KINDS.get(element.get(f"{{{XBRLI}}}periodType", "")),
            _balance(element.get(f"{{{XBRLI}}}balance", "")),
            _decimals(element, accuracies),
        )
    for tag, attribute in _LEADS.items():
        schema.leads += [href for lead in root.iterchildren(tag) if (href := lead.get(attribute))]
    schema.leads += [href for ref in root.iter(f"{{{LINK}}}linkbaseRef") if (href := ref.get(f"{{{XLINK}}}href"))]
    return schema


def _balance(text: str) -> Balance | None:
    return Balance(text) if text in tuple(Balance) else None


def _accuracies(root: Element) -> Iterator[tuple[str, str]]:
    for kind in root.iterchildren(f"{{{XSD}}}complexType"):
        found = _attribute(kind)
        if found:
            yield kind.get("name", ""), found


def _attribute(kind: Element) -> str:
    for attribute in kind.iter(f"{{{XSD}}}attribute"):
        if attribute.get("name") in ("decimals", "precision"):
            value = attribute.get("default") or attribute.get("fixed") or ""
            return f"{attribute.get('name')}={value}" if value else ""
    return ""


def _decimals(element: Element, accuracies: Mapping[str, str]) -> str:
    own = [_attribute(kind) for kind in element.iterchildren(f"{{{XSD}}}complexType")]
    return next(filter(None, own), accuracies.get(element.get("type", "").rpartition(":")[2], ""))
