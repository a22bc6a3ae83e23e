"""Taxonomy schemas: the concepts that they declare, and where they lead on to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crossfoot.model.filings import Balance
from crossfoot.read.xbrl.markup import LINK, XBRLI, XLINK, XSD, Element
from crossfoot.vocabulary.measures import MeasureKind

_NONE = ("", "")
_KINDS = {"instant": MeasureKind.STOCK, "duration": MeasureKind.FLOW}
_LEADS = {f"{{{XSD}}}import": "schemaLocation", f"{{{XSD}}}include": "schemaLocation"}


@dataclass(frozen=True, slots=True)
class Declared:
    """What a schema says of a concept.

    `accuracy` is the name and value of the attribute that its type gives to facts without one, such as `decimals` and
    `2`; `content` the text that an empty element means. Both are empty where the schema says nothing.
    """

    name: str
    kind: MeasureKind | None = None
    balance: Balance | None = None
    accuracy: tuple[str, str] = ("", "")
    content: str = ""


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
            _accuracy(element, accuracies),
            element.get("default") or element.get("fixed") or "",
        )
    for tag, attribute in _LEADS.items():
        schema.leads += [href for lead in root.iterchildren(tag) if (href := lead.get(attribute))]
    schema.leads += [href for ref in root.iter(f"{{{LINK}}}linkbaseRef") if (href := ref.get(f"{{{XLINK}}}href"))]
    return schema


def _balance(text: str) -> Balance | None:
    return Balance(text) if text in tuple(Balance) else None


def _accuracies(root: Element) -> Iterator[tuple[str, tuple[str, str]]]:
    for kind in root.iterchildren(f"{{{XSD}}}complexType"):
        yield kind.get("name", ""), _attribute(kind)


def _attribute(kind: Element) -> tuple[str, str]:
    for attribute in kind.iter(f"{{{XSD}}}attribute"):
        name, value = attribute.get("name", ""), attribute.get("default") or attribute.get("fixed")
        if name in ("decimals", "precision") and value:
            return name, value
    return _NONE


def _accuracy(element: Element, accuracies: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    own = [_attribute(kind) for kind in element.iterchildren(f"{{{XSD}}}complexType")]
    named = accuracies.get(element.get("type", "").rpartition(":")[2], _NONE)
    return next((found for found in own if found != _NONE), named)
