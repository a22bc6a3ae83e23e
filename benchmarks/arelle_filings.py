"""Arelle on filings without a network: the schemas that do not ship are replaced by what the filing itself shows.

Arelle takes no fact whose concept is not declared, and standard taxonomies are not at hand. For each missing schema a
stand-in is written into Arelle's cache: its concepts are those that facts, members and locators name, with the type
that the facts' units show and the period type of their contexts. Sums are checked by Arelle itself.
"""

import random
import re
import shutil
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from arelle.Cntlr import Cntlr
from arelle.ValidateXbrlCalcs import INCONSISTENT, NIL_FACT_SET, ValidateCalcsMode, ValidateXbrlCalcs
from lxml import etree

XBRLI = "http://www.xbrl.org/2003/instance"
LINK = "http://www.xbrl.org/2003/linkbase"
XLINK = "http://www.w3.org/1999/xlink"
XSD = "http://www.w3.org/2001/XMLSchema"
INLINE = ("http://www.xbrl.org/2013/inlineXBRL", "http://www.xbrl.org/2008/inlineXBRL")

Place = tuple[str, str, str]
"""Where a sum is checked: the total's local name, the link role, the context id of the first fact of the total."""


@dataclass(slots=True)
class Checked:
    """What Arelle says: the sums checked and those inconsistent, rounded to nearest and cut off, and its seconds."""

    checked: set[Place]
    inconsistent: set[Place]
    checked_if_cut: set[Place]
    inconsistent_if_cut: set[Place]
    facts: int
    load_seconds: float
    check_seconds: float


@dataclass(slots=True)
class _Shown:
    """What a filing shows of concepts: their period types, and the units' types, by namespace and local name."""

    instants: dict[tuple[str, str], bool] = field(default_factory=dict)
    types: dict[tuple[str, str], str] = field(default_factory=dict)
    names: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    prefixes: dict[str, str] = field(default_factory=dict)


class _Numbered(ValidateXbrlCalcs):  # type: ignore[misc]  # Arelle ships no types
    """The same check with values that never add up: every sum that is checked becomes a message."""

    def consistentFactValueInterval(self, fList: list[Any], truncate: bool = False) -> Any:  # noqa: N802, N803
        complaint, interval = super().consistentFactValueInterval(fList, truncate)
        if interval[0] in (INCONSISTENT, NIL_FACT_SET):
            return complaint, interval
        value = Decimal(random.getrandbits(80))
        return complaint, (value, value, True, True)


def check(instance: Path, cache: Path) -> Checked:
    """Arelle's own verdicts on an instance whose schemas are beside it or in the cache."""
    controller = Cntlr(logFileName="logToBuffer", disable_persistent_config=True)
    controller.webCache.cacheDir = str(cache)
    controller.webCache.workOffline = True
    started = time.process_time()
    model = controller.modelManager.load(str(instance))
    loaded = time.process_time()
    inconsistent = _places(ValidateXbrlCalcs(model, ValidateCalcsMode.ROUND_TO_NEAREST))
    done = time.process_time()
    cut = _places(ValidateXbrlCalcs(model, ValidateCalcsMode.TRUNCATION))
    every = _places(_Numbered(model, ValidateCalcsMode.ROUND_TO_NEAREST))
    every_cut = _places(_Numbered(model, ValidateCalcsMode.TRUNCATION))
    facts = len(model.facts)
    controller.modelManager.close()
    controller.close()
    return Checked(every, inconsistent, every_cut, cut, facts, loaded - started, done - loaded)


def _places(validator: Any) -> set[Place]:
    return {_place(each) for each in validator.validate() if _is_verdict(each)}


def _is_verdict(validation: Any) -> bool:
    return "inconsistentCalculation" in str(validation.codes)


def _place(validation: Any) -> Place:
    told = validation.args
    return told["concept"].localName, told["linkrole"], told["contextID"]


def prepare(folder: Path, target: Path) -> tuple[list[Path], Path]:
    """A copy of a filing that Arelle can load, its instances, and the cache with the stand-ins."""
    copy, cache = target / "filing", target / "cache"
    shutil.copytree(folder, copy)
    for renamed in list(copy.rglob("*.xsd.xml")):
        renamed.rename(renamed.with_suffix(""))
    roots = {path: etree.parse(path).getroot() for path in _xml_files(copy)}
    instances = [path for path, root in roots.items() if root.tag == f"{{{XBRLI}}}xbrl"]
    if not instances:  # pages alone: Arelle takes a set of them only by a plug-in, so they are bound into one
        pages = [etree.parse(path).getroot() for path in sorted(copy.rglob("*ixbrl.htm"))]
        whole = copy / "pages.htm"
        whole.write_bytes(etree.tostring(_bound_together(pages), xml_declaration=True, encoding="utf-8"))
        roots[whole] = pages[0]
        instances = [whole]
    shown = _shown(roots)
    for path in instances:
        _entry_schema(path, roots)
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    namespaces: dict[str, str] = {}
    for root in [etree.parse(path).getroot() for path in _xml_files(copy)]:
        for lead in root.iter(f"{{{XSD}}}import"):
            address = lead.get("schemaLocation", "")
            if urlsplit(address).scheme:
                namespaces[address] = lead.get("namespace", "")
                wanted[address] |= set()
        for loc in root.iter(f"{{{LINK}}}loc"):
            address, _, fragment = loc.get(f"{{{XLINK}}}href", "").partition("#")
            if urlsplit(address).scheme:
                wanted[address].add(fragment)
    for address, fragments in wanted.items():
        namespace = namespaces.get(address) or _namespace(fragments, shown)
        _stand_in(address, (namespace, fragments), shown, cache)
    return instances, cache


def _bound_together(pages: list[Any]) -> Any:
    """The first page with what the others print, and the contexts and units of all of them."""
    first, *others = pages
    (resources,) = [each for ns in INLINE for each in first.iter(f"{{{ns}}}resources")][:1]
    body = first.find("{*}body")
    known = {each.get("id") for each in resources}
    for page in others:
        for header in [each for ns in INLINE for each in page.iter(f"{{{ns}}}header")]:
            for part in [part for ns in INLINE for each in header.iter(f"{{{ns}}}resources") for part in each]:
                if part.get("id") not in known:
                    known.add(part.get("id"))
                    resources.append(part)
            header.getparent().remove(header)
        body.extend(list(page.find("{*}body")))
    return first


def _xml_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".xml", ".xsd", ".xbrl"))


def _shown(roots: Mapping[Path, Any]) -> _Shown:
    shown = _Shown()
    for root in roots.values():
        for prefix, namespace in root.nsmap.items():
            if prefix:
                shown.prefixes.setdefault(prefix, namespace)
        if root.tag != f"{{{XBRLI}}}xbrl" and root.find(f".//{{{XBRLI}}}context") is None:
            continue
        instants = {c.get("id"): c.find(f".//{{{XBRLI}}}instant") is not None for c in root.iter(f"{{{XBRLI}}}context")}
        units = {u.get("id"): _type_of(u) for u in root.iter(f"{{{XBRLI}}}unit")}
        for fact in root.iter(etree.Element):
            if fact.get("contextRef") is None:
                continue
            name = etree.QName(_full_name(fact))
            shown.names[name.namespace or ""].add(name.localname)
            shown.instants[name.namespace or "", name.localname] = instants.get(fact.get("contextRef"), False)
            shown.types[name.namespace or "", name.localname] = units.get(fact.get("unitRef"), "xbrli:stringItemType")
        for member in root.iter("{http://xbrl.org/2006/xbrldi}explicitMember"):
            for text in (member.get("dimension", ""), member.text or ""):
                prefix, _, local = text.strip().partition(":")
                shown.names[member.nsmap.get(prefix, "")].add(local)
    return shown


def _full_name(fact: Any) -> str:
    """The name of a fact's concept: its element's own, or the one that a page's tag gives."""
    prefix, colon, local = (fact.get("name") or "").partition(":")
    return f"{{{fact.nsmap.get(prefix, '')}}}{local}" if colon else str(fact.tag)


def _type_of(unit: Any) -> str:
    measures = [m.text.strip().rpartition(":")[2] for m in unit.iter(f"{{{XBRLI}}}measure")]
    if unit.find(f"{{{XBRLI}}}divide") is not None:
        return "xbrli:decimalItemType"
    if measures == ["shares"]:
        return "xbrli:sharesItemType"
    is_currency = len(measures) == 1 and re.fullmatch("[A-Z]{3}", measures[0])
    return "xbrli:monetaryItemType" if is_currency else "xbrli:decimalItemType"


def _namespace(fragments: set[str], shown: _Shown) -> str:
    for fragment in sorted(fragments):
        for prefix in sorted(shown.prefixes, key=len, reverse=True):
            if fragment.startswith(f"{prefix}_"):
                return shown.prefixes[prefix]
    return ""


def _entry_schema(instance: Path, roots: Mapping[Path, Any]) -> None:
    """The schema that an instance names, where it did not ship: one that leads to the linkbases beside it."""
    for ref in roots[instance].iter(f"{{{LINK}}}schemaRef"):
        href = ref.get(f"{{{XLINK}}}href", "")
        path = instance.parent / href
        if urlsplit(href).scheme or path.exists():
            continue
        others = list(instance.parent.glob("*.xsd"))
        if others:  # archives keep a filing's files under another day than it names
            for other in instance.parent.glob(f"{others[0].stem}*"):
                shutil.copy(other, other.with_name(other.name.replace(others[0].stem, path.stem, 1)))
            continue
        links = "".join(
            f'<link:linkbaseRef xlink:type="simple" xlink:href={quoteattr(other.name)} '
            'xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>'
            for other in sorted(instance.parent.glob("*_cal.xml"))
        )
        own = next((ns for p, ns in roots[instance].nsmap.items() if p and instance.name.startswith(p)), "urn:own")
        shown = _shown({instance: roots[instance]})
        path.write_text(_schema(own, shown.names[own], shown, links), encoding="utf-8")


def _stand_in(address: str, holds: tuple[str, set[str]], shown: _Shown, cache: Path) -> None:
    parts = urlsplit(address)
    namespace, fragments = holds
    standard = ("www.xbrl.org", "xbrl.org", "www.w3.org")
    if parts.netloc in standard or not namespace:
        return
    path = cache / parts.scheme / parts.netloc / parts.path.lstrip("/")
    path.parent.mkdir(parents=True, exist_ok=True)
    prefixes = [prefix for prefix, each in shown.prefixes.items() if each == namespace]
    locals_ = {f[len(p) + 1 :] for p in prefixes for f in fragments if f.startswith(f"{p}_")}
    path.write_text(_schema(namespace, locals_ | shown.names[namespace], shown), encoding="utf-8")


def _schema(namespace: str, names: set[str], shown: _Shown, appinfo: str = "") -> str:
    prefix = next((p for p, each in shown.prefixes.items() if each == namespace), "own")
    elements = "".join(
        f'<element name={quoteattr(name)} id="{escape(prefix)}_{escape(name)}" '
        f'type="{shown.types.get((namespace, name), "xbrli:monetaryItemType")}" substitutionGroup="xbrli:item" '
        f'xbrli:periodType="{"instant" if shown.instants.get((namespace, name)) else "duration"}" nillable="true"/>\n'
        for name in sorted(names)
    )
    told = f"<annotation><appinfo>{appinfo}</appinfo></annotation>" if appinfo else ""
    return (
        f'<schema xmlns="{XSD}" xmlns:xbrli="{XBRLI}" xmlns:link="{LINK}" xmlns:xlink="{XLINK}" '
        f'targetNamespace={quoteattr(namespace)} elementFormDefault="qualified">{told}'
        f'<import namespace="{XBRLI}" schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>\n'
        f"{elements}</schema>"
    )
