"""Reads the site's HTML strictly enough to find a tag left open, and gives its elements and their text."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

VOID = {"meta", "link", "input", "br", "hr", "img"}


@dataclass(repr=False)
class Element:
    """An element with its attributes, the text within it, and the names of the elements around it."""

    tag: str
    attributes: dict[str, str]
    around: tuple[str, ...]
    text: str = ""
    within: list["Element"] = field(default_factory=list)

    def find(self, tag: str, **attributes: str) -> "Element":
        """The first element of that tag within this one, with these attributes (`class_`: has the class)."""
        return self.all(tag, **attributes)[0]

    def all(self, tag: str, **attributes: str) -> list["Element"]:
        """Every such element within this one, in order."""
        return [one for one in self.within if one.tag == tag and one.matches(attributes)]

    def matches(self, wanted: dict[str, str]) -> bool:
        """Whether the element has these attributes."""
        for name, value in wanted.items():
            own = self.attributes.get(name.rstrip("_"), "")
            if value not in own.split() if name == "class_" else own != value:
                return False
        return True


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#", {}, ())
        self.open: list[Element] = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(one.tag for one in self.open))
        assert len(element.attributes) == len(attrs), f"an attribute stands twice in <{tag}>"
        for one in self.open:
            one.within.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}> at {self.getpos()}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for one in self.open:
            one.text += data


def read_html(path: Path) -> Element:
    """The document at `path`. Fails where a tag is left open, closed twice, or an attribute stands twice."""
    return parsed(path.read_text(encoding="utf-8"))


def parsed(text: str) -> Element:
    """The document of that text, as strictly."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert [one.tag for one in reader.open] == ["#"], "a tag is left open"
    return reader.root


def broken_links(site: Path) -> list[str]:
    """Every link of a site that leads to no file, no anchor and no record of the book, as `page: address`."""
    pages = {path.name: read_html(path) for path in site.glob("*.html")}
    anchors = {name: {one.attributes.get("id", "") for one in page.within} for name, page in pages.items()}
    book = script_value(site / "assets" / "facts.js")
    records = {"fact": book["facts"], "figure": book["figures"], "identity": book["identities"]}
    broken = []
    for name, page in pages.items():
        for link in page.all("a"):
            file, _, anchor = link.attributes["href"].partition("#")
            kind, _, address = anchor.partition("=")
            there = records.get(kind) or anchors.get(file or name, set()) | {""}
            if (file or name) not in pages or unquote(address if kind in records else anchor) not in there:
                broken.append(f"{name}: {link.attributes['href']}")
        for one in page.within:
            fact = one.attributes.get("data-fact")
            if fact is not None and fact not in book["facts"]:
                broken.append(f"{name}: data-fact {fact}")
    return broken


def script_value(path: Path) -> Any:
    """The value that a script of the site hands over."""
    return json.loads(path.read_text(encoding="utf-8").partition(" = ")[2].removesuffix(";\n"))
