"""Inline XBRL: the facts that are tagged in pages, over all the files of a document set."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count

from lxml import etree

from crossfoot.read.xbrl import transforms
from crossfoot.read.xbrl.contexts import Context, Unreadable, contexts_in, units_in
from crossfoot.read.xbrl.instance import accuracy_of
from crossfoot.read.xbrl.markup import INLINE, XSI, Element, clark, line_of
from crossfoot.read.xbrl.report import WIDE, Aspects, Report, Shown, Stood, plainly, read_value
from crossfoot.vocabulary.units import Unit

_CHECK = "Check the tag in the page; the rest is read."
_NUMERIC = "nonFraction"
_TAGS = (_NUMERIC, "nonNumeric", "fraction", "tuple")
_FURTHEST_SCALE = 30
_DEEPEST_CONTINUATION = 10_000


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page of a document set: the name it is spoken of by, and its root."""

    file: str
    root: Element


@dataclass(slots=True)
class PageSet:
    """The pages of one report, and what they define for each other: contexts, units, continued texts."""

    pages: Sequence[PageFile]
    contexts: dict[str, Context] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    continued: dict[str, Element] = field(default_factory=dict)

    def define(self, report: Report) -> None:
        """Gather the definitions of all pages. Raises Unreadable."""
        for page in self.pages:
            report.prefixes.learn(page.root.nsmap)
            self.contexts.update(contexts_in(page.root, report.prefixes))
            self.units.update(units_in(page.root, report.prefixes))
            for element in _inline(page.root, ("continuation",)):
                self.continued.setdefault(element.get("id", ""), element)

    def targets(self) -> list[str]:
        """The names of the reports that the pages are tagged for; the one without a name comes first."""
        found = {tag.get("target", "") for page in self.pages for tag in _inline(page.root, _TAGS)}
        return sorted(found)


def _inline(root: Element, names: Iterable[str]) -> Iterator[Element]:
    tags = [f"{{{namespace}}}{name}" for namespace in INLINE for name in names]
    return root.iter(*tags)


def read_inline(pages: PageSet, target: str, report: Report) -> None:
    """Take in the facts that are tagged for a target. Raises Unreadable."""
    if not pages.contexts:
        pages.define(report)
    for page in pages.pages:
        reader = _Page(pages, page.file, report)
        numbers = count()
        for tag in _inline(page.root, _TAGS):
            number = next(numbers) if etree.QName(tag).localname == _NUMERIC else None
            if tag.get("target", "") == target:
                reader.take(tag, number)


class _Page:
    def __init__(self, pages: PageSet, file: str, report: Report) -> None:
        self._pages = pages
        self._file = file
        self._report = report

    def take(self, tag: Element, number: int | None) -> None:
        """One tag: a number, which has a number among the page's, a text, or what is not read."""
        within = (tag.get("tupleRef", ""),) if "tupleRef" in tag.attrib else ()
        at = Stood(self._file, line_of(tag), tag.get("id", ""), within, number)
        name = self._report.prefixes.name(clark(tag, tag.get("name", "")))
        kind = etree.QName(tag).localname
        try:
            if kind == _NUMERIC:
                self._number(tag, name, at)
            elif kind == "nonNumeric":
                self._words(tag, name)
            else:
                self._report.refuse(at, f"{name} is a {kind}, which is not read", _CHECK)
        except Unreadable as error:
            self._report.refuse(at, f"the tag {name} is left out: {error}", _CHECK)

    def _aspects(self, tag: Element, name: str) -> Aspects:
        ref = tag.get("contextRef", "")
        context = self._pages.contexts.get(ref)
        if context is None:
            raise Unreadable(f"its context {ref!r} is in no page of the report that was given")
        return Aspects(name, context.period, context.members, context.entity, ref)

    def _number(self, tag: Element, name: str, at: Stood) -> None:
        of = self._aspects(tag, name)
        ref = tag.get("unitRef", "")
        unit = self._pages.units.get(ref)
        if unit is None:
            raise Unreadable(f"its unit {ref!r} is in no page of the report that was given")
        if tag.get(f"{{{XSI}}}nil") in ("true", "1"):
            self._report.nil(of, unit, at)
            return
        text = " ".join(shown(tag).split())
        self._report.number(of, unit, _shown(tag, text), accuracy_of(tag), at)

    def _words(self, tag: Element, name: str) -> None:
        of = self._aspects(tag, name)
        if tag.get(f"{{{XSI}}}nil") not in ("true", "1"):
            self._report.words(of, transforms.words(tag.get("format", ""), self._whole_text(tag)))

    def _whole_text(self, tag: Element) -> str:
        """A text with all that continues it elsewhere."""
        parts, seen, part = [shown(tag)], set[str](), tag
        while (ref := part.get("continuedAt")) and ref in self._pages.continued and ref not in seen:
            seen.add(ref)
            part = self._pages.continued[ref]
            parts.append(shown(part))
            if len(seen) > _DEEPEST_CONTINUATION:
                break
        return "".join(parts)


def shown(tag: Element) -> str:
    """The text of a tag as it is printed, without what it excludes."""
    words = [tag.text or ""]
    for child in tag.iterchildren(etree.Element):
        if etree.QName(child).localname != "exclude":
            words.append(shown(child))
        words.append(child.tail or "")
    return "".join(words)


def _shown(tag: Element, text: str) -> Shown:
    """The number in whole units: the digits by their format, scaled and signed. Raises Unreadable."""
    value = read_value(transforms.number(tag.get("format", ""), text))
    scale = tag.get("scale", "0").strip()
    if not scale.lstrip("+-").isdigit() or abs(int(scale)) > _FURTHEST_SCALE:
        raise Unreadable(f"a scale of {scale[:20]!r} is none")
    scaled = plainly(value.scaleb(int(scale), WIDE))
    signed = scaled.copy_negate() if tag.get("sign") == "-" and scaled else scaled
    return Shown(text, signed, plainly(Decimal(1).scaleb(int(scale))))
