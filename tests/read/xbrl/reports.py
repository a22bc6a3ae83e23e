"""Small XBRL reports as their syntaxes write them, for tests to read."""

from pathlib import Path

from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.model.filings import Filing, Tag
from crossfoot.model.problems import Problem
from crossfoot.read.xbrl.books import read_report_books

NAMESPACES = """\
xmlns="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" \
xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi" \
xmlns:co="http://example.com/co" """

CONTEXTS = """\
<context id="now"><entity><identifier scheme="s">1</identifier></entity>
  <period><startDate>2023-04-01</startDate><endDate>2024-03-31</endDate></period></context>
<context id="before"><entity><identifier scheme="s">1</identifier></entity>
  <period><startDate>2022-04-01</startDate><endDate>2023-03-31</endDate></period></context>
<context id="close"><entity><identifier scheme="s">1</identifier></entity>
  <period><instant>2024-03-31</instant></period></context>
<context id="mobile"><entity><identifier scheme="s">1</identifier>
  <segment><xbrldi:explicitMember dimension="co:LineAxis">co:MobileMember</xbrldi:explicitMember></segment></entity>
  <period><startDate>2023-04-01</startDate><endDate>2024-03-31</endDate></period></context>
<context id="site"><entity><identifier scheme="s">1</identifier>
  <segment><xbrldi:typedMember dimension="co:SiteAxis"><co:site>Tokyo 1</co:site></xbrldi:typedMember></segment>
  </entity>
  <period><instant>2024-04-01T00:00:00</instant></period></context>
<unit id="JPY"><measure>iso4217:JPY</measure></unit>
<unit id="pure"><measure>pure</measure></unit>
<unit id="EPS"><divide><unitNumerator><measure>iso4217:JPY</measure></unitNumerator>
  <unitDenominator><measure>shares</measure></unitDenominator></divide></unit>
"""


def instance(facts: str, refs: str = "") -> str:
    """An instance with the contexts of all these tests."""
    return f"<xbrl {NAMESPACES}>{refs}{CONTEXTS}{facts}</xbrl>"


def page(body: str, *, more: str = "") -> str:
    """A page of inline XBRL with the contexts of all these tests."""
    names = NAMESPACES.replace('xmlns="http://www.xbrl.org/2003/instance"', "")
    contexts = CONTEXTS
    for name in ("context", "entity", "identifier", "period", "startDate", "endDate", "instant", "segment"):
        contexts = contexts.replace(f"<{name}", f"<xbrli:{name}").replace(f"</{name}", f"</xbrli:{name}")
    for name in ("unitNumerator", "unitDenominator", "unit", "measure", "divide"):
        contexts = contexts.replace(f"<{name}>", f"<xbrli:{name}>").replace(f"</{name}>", f"</xbrli:{name}>")
    contexts = contexts.replace("<unit id", "<xbrli:unit id").replace(">shares<", ">xbrli:shares<")
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:xbrli="http://www.xbrl.org/2003/instance" {names} '
        'xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" '
        'xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12">'
        f"<head><title>R</title></head><body><div style='display:none'><ix:header>"
        f"<ix:resources>{contexts}</ix:resources>{more}</ix:header></div>{body}</body></html>"
    )


def written(folder: Path, **files: str) -> Path:
    """Files of those names (`_` for the last point) in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        stem, _, ending = name.rpartition("_")
        (folder / f"{stem}.{ending}").write_text(text, encoding="utf-8")
    return folder


def read(path: Path) -> tuple[list[Book], list[Problem]]:
    """The books at a path, and what could not be read."""
    return read_report_books(path, path.name)


def filing_of(path: Path) -> Filing:
    """The filing of the only report at a path, which reads without problems."""
    (book,), problems = read(path)
    assert problems == []
    assert book.filing is not None
    return book.filing


def stated(filing: Filing, concept: str) -> list[tuple[Tag, Figure]]:
    """The tags of a concept that are not nil, with their figures."""
    figures = {figure.id: figure for figure in filing.figures}
    return [(tag, figures[tag.figure]) for tag in filing.tags if tag.concept == concept and tag.figure]
