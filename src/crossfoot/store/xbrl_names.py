"""Names for XBRL: concepts, dimensions and entities under names that XML admits, and the schema that defines them."""

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

NAMESPACE = "urn:crossfoot:facts"
"""Names the concepts of one export: they mean what the schema beside it says, and nothing elsewhere."""

_NOT_NAME = re.compile(r"[^\w.\-]+")
_SCHEMA = """\
<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
  xmlns:xbrldt="http://xbrl.org/2005/xbrldt" xmlns:cf="{namespace}" targetNamespace="{namespace}"
  elementFormDefault="qualified">
  <xs:import namespace="http://www.xbrl.org/2003/instance"
    schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
  <xs:import namespace="http://xbrl.org/2005/xbrldt" schemaLocation="http://www.xbrl.org/2005/xbrldt-2005.xsd"/>
  <xs:element name="member" id="cf_member" type="xs:string"/>
{elements}
</xs:schema>
"""
_CONCEPT = """\
  <xs:element name="{name}" id="cf_{name}" type="xbrli:{kind}" substitutionGroup="xbrli:item"
    xbrli:periodType="{period}" nillable="true">
    <xs:annotation><xs:documentation>{label}</xs:documentation></xs:annotation>
  </xs:element>"""
_AXIS = """\
  <xs:element name="{name}" id="cf_{name}" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem"
    xbrli:periodType="duration" abstract="true" xbrldt:typedDomainRef="#cf_member"/>"""


@dataclass(frozen=True, slots=True)
class Concept:
    """An element: XBRL has one for each name of facts, type (`monetaryItemType`) and period (`instant`, `duration`)."""

    fact: str
    kind: str
    period: str


@dataclass(slots=True)
class Names:
    """The names given so far in one namespace: each thing has one, and no two have the same."""

    given: dict[object, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=lambda: {"member"})

    def name(self, of: object, text: str) -> str:
        """The name of a thing: its text as far as XML admits it, numbered where something else has that name."""
        if of not in self.given:
            plain = xml_name(text)
            number, name = 1, plain
            while name.casefold() in self._taken:
                number += 1
                name = f"{plain}_{number}"
            self._taken.add(name.casefold())
            self.given[of] = name
        return self.given[of]


def xml_name(text: str) -> str:
    """The text with all that no XML name may hold replaced: `t1: Other, net` is `t1_Other_net`."""
    plain = _NOT_NAME.sub("_", text).strip("_.-") or "fact"
    return plain if plain[0].isalpha() else f"_{plain}"


def schema(concepts: Names, axes: Names, labels: dict[str, str]) -> str:
    """The XML schema of the concepts, with the `labels` of their facts, and of the axes, which are typed dimensions."""
    elements = [
        _CONCEPT.format(
            name=name, kind=concept.kind, period=concept.period, label=escape(labels.get(concept.fact, concept.fact))
        )
        for concept, name in concepts.given.items()
        if isinstance(concept, Concept)
    ]
    elements += [_AXIS.format(name=name) for name in axes.given.values()]
    return _SCHEMA.format(namespace=NAMESPACE, elements="\n".join(elements))
