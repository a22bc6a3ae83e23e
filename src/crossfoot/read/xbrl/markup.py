"""XML that may come from anyone: parsed without entities, without the network, and within bounds."""

import re
from collections.abc import Mapping
from html.entities import html5

from lxml import etree

_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_OWN = {"amp", "lt", "gt", "quot", "apos"}  # entities that XML itself knows
BYTES_AHEAD = 200_000
"""How far a document is looked at to tell what it is and what it declares."""


XBRLI = "http://www.xbrl.org/2003/instance"
LINK = "http://www.xbrl.org/2003/linkbase"
XLINK = "http://www.w3.org/1999/xlink"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XSD = "http://www.w3.org/2001/XMLSchema"
XBRLDI = "http://xbrl.org/2006/xbrldi"
ISO4217 = "http://www.xbrl.org/2003/iso4217"
INLINE = ("http://www.xbrl.org/2013/inlineXBRL", "http://www.xbrl.org/2008/inlineXBRL")

Element = etree._Element  # noqa: SLF001 - lxml names the type of its elements no other way


class NotXml(ValueError):
    """The bytes are no XML that is read; the message says why, `line` where (0 if unknown)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def parsed(raw: bytes) -> Element:
    """The root of a document. Raises NotXml: not well-formed, nested too deep, or one that declares entities."""
    raw = raw.lstrip() if not raw.startswith((b"\xfe\xff", b"\xff\xfe")) else raw  # UTF-16 is left as it is
    if _ENTITIES.search(raw[:BYTES_AHEAD]):
        raise NotXml("it declares XML entities, which no report needs")
    try:
        return etree.fromstring(raw, _parser())
    except etree.XMLSyntaxError as error:
        text = _without_named_entities(raw)
        if text is None:
            raise NotXml(f"it is no well-formed XML: {error.msg}", error.lineno or 0) from error
    try:
        return etree.fromstring(text, _parser())
    except etree.XMLSyntaxError as error:
        raise NotXml(f"it is no well-formed XML: {error.msg}", error.lineno or 0) from error


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def _without_named_entities(raw: bytes) -> bytes | None:
    """Pages write `&nbsp;` without declaring it: the same bytes with the characters meant; None if there are none."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    plain = _NAMED.sub(lambda name: name[0] if name[1] in _OWN else html5.get(f"{name[1]};", name[0]), text)
    return plain.encode() if plain != text else None


def looks_like(raw: bytes) -> str:
    """What a file's beginning shows it to be: `instance`, `inline`, `linkbase`, `schema`, or empty for others."""
    head = raw[:BYTES_AHEAD]
    if head.startswith((b"\xfe\xff", b"\xff\xfe")):
        head = head.decode("utf-16", errors="ignore").encode()
    if any(namespace.encode() in head for namespace in INLINE):
        return "inline"
    match = re.search(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)[^>]*>", head)
    if match is None:
        return ""
    if match[1] == b"xbrl" and XBRLI.encode() in match[0]:
        return "instance"
    if match[1] == b"linkbase" and LINK.encode() in match[0]:
        return "linkbase"
    return "schema" if match[1] == b"schema" and XSD.encode() in match[0] else ""


def clark(element: Element, name: str) -> str:
    """A prefixed name as it is meant at an element, `{namespace}local`; a prefix that nobody declares is kept."""
    prefix, colon, local = name.strip().rpartition(":")
    namespace = element.nsmap.get(prefix if colon else None)
    if namespace is None:
        return name.strip()
    return f"{{{namespace}}}{local}"


def text_of(element: Element) -> str:
    """All text within an element, without blanks around it."""
    return "".join(map(str, element.itertext())).strip()


def line_of(element: Element) -> int | None:
    """The line that an element starts at, None where the parser does not say."""
    line: object = element.sourceline
    return line if isinstance(line, int) else None


class Prefixes:
    """How concepts are named: `us-gaap:Assets`, by the prefix that a report itself gives each namespace."""

    def __init__(self) -> None:
        self._by_namespace: dict[str, str] = {}
        self._taken: set[str] = set()

    def learn(self, nsmap: Mapping[str | None, str] | Mapping[str, str]) -> None:
        """Take in the prefixes that an element declares; the first name of a namespace stays."""
        for prefix, namespace in nsmap.items():
            if namespace not in self._by_namespace:
                self._give(namespace, prefix or "ns")

    def name(self, clark_name: str) -> str:
        """`{namespace}local` as `prefix:local`; a name without a namespace as it is."""
        namespace, brace, local = clark_name.removeprefix("{").rpartition("}")
        if not brace:
            return _safe(clark_name)
        if namespace not in self._by_namespace:
            self._give(namespace, "ns")
        return _safe(f"{self._by_namespace[namespace]}:{local}")

    def split(self, fragment: str) -> str:
        """The name that an element's id means by custom, `us-gaap_Assets`: the longest known prefix, then the rest."""
        for namespace, prefix in sorted(self._by_namespace.items(), key=lambda pair: -len(pair[1])):
            if fragment.startswith(f"{prefix}_"):
                return f"{{{namespace}}}{fragment[len(prefix) + 1 :]}"
        return fragment

    def _give(self, namespace: str, prefix: str) -> None:
        free, number = prefix, 2
        while free in self._taken:
            free, number = f"{prefix}{number}", number + 1
        self._taken.add(free)
        self._by_namespace[namespace] = free


def _safe(name: str) -> str:
    """A name that can stand in the id of a fact, whose parts `|`, `;` and `=` keep apart."""
    return re.sub(r"[|;=\s]", "_", name)
