"""A book at rest as one JSON document (docs/book-json.md): the same book always gives the same bytes."""

import hashlib
import json
from collections import Counter
from fractions import Fraction
from typing import Any

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey, SourceKind, Verdict
from crossfoot.model.problems import InputError, Problem
from crossfoot.store import book_reading as reading
from crossfoot.store import book_writing as writing
from crossfoot.store import layout_json, page_json, proof_json
from crossfoot.store.fact_ids import fact_key
from crossfoot.store.numerals import rational_text

VERSION = "1.0"
SAME_CONTRACT = "1."  # later minor versions only add parts


def dump(book: Book) -> str:
    """The book as JSON text, one record a line, ending in a line feed."""
    content = _content(book)
    content["digest"] = digest(content)
    parts = (f"{json.dumps(name)}: {_value(content[name])}" for name in sorted(content))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def dump_line(book: Book, part_of: str = "") -> str:
    """The book as one line of JSON Lines: the same content and digest as `dump` gives, ending in a line feed.

    `part_of` is the title of the book of several documents that this one is a part of, if it is.
    """
    content = _content(book) | {"part_of": part_of}
    content["digest"] = digest(content)
    return json.dumps(content, sort_keys=True, ensure_ascii=False) + "\n"


def load(text: str, name: str = "book.json") -> Book:
    """The book that `dump` wrote; `name` is the file that errors speak of. Raises InputError."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(_unreadable(name, f"this is no JSON: {error.msg}", error.lineno)) from error
    version = content.get("version") if isinstance(content, dict) else None
    if not isinstance(version, str) or not version.startswith(SAME_CONTRACT):
        raise InputError(_unreadable(name, f"a book of version {VERSION} was expected, this says {version!r}"))
    try:
        return _book(content)
    except (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise InputError(_unreadable(name, f"a part of the book cannot be read ({error!r})")) from error


def _unreadable(name: str, message: str, line: int = 0) -> Problem:
    return Problem(name, line, message, "Build the book again with `crossfoot build`")


def digest(content: dict[str, Any]) -> str:
    """SHA-256 in hex of the content without its own `digest`: UTF-8 JSON with sorted keys and no blanks."""
    rest = {name: part for name, part in content.items() if name != "digest"}
    canonical = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _value(part: Any) -> str:
    """One record a line, so that two books can be compared line by line."""
    if isinstance(part, list) and part and isinstance(part[0], dict):
        return "[\n" + ",\n".join(json.dumps(r, sort_keys=True, ensure_ascii=False) for r in part) + "\n]"
    return json.dumps(part, sort_keys=True, ensure_ascii=False)


def _content(book: Book) -> dict[str, Any]:
    figures = writing.FigureWriter(book)
    documents = [writing.document_record(document) for document in book.documents]
    first = documents[0] if documents else {"name": "", "path": "", "sha256": ""}
    return {
        "version": VERSION,
        "title": book.title,
        "part_of": "",
        "entity": {
            "name": book.entity.name,
            "currency": book.entity.currency,
            "year_end_month": book.entity.calendar.year_end_month,
            "named_by": book.entity.calendar.named_by,
        },
        "document": {part: first[part] for part in ("name", "path", "sha256")},
        "documents": documents,
        "regime": _regime(book),
        "regimes": [writing.regime_record(regime) for regime in book.regimes],
        "summary": summary(book),
        "measures": [writing.measure_record(measure) for measure in book.measures.values()],
        "relations": [writing.relation_record(relation) for relation in book.relations],
        "figures": [figures.record(figure) for figure in book.figures],
        "grids": [layout_json.grid_record(grid) for grid in book.grids],
        "passages": [layout_json.passage_record(passage) for passage in book.passages],
        "blocks": [writing.block_record(block) for block in book.blocks],
        "assignments": [writing.assignment_record(assignment) for assignment in book.assignments],
        "facts": [writing.fact_record(fact, book) for fact in book.facts],
        "identities": _identities(book),
        "ticks": [writing.tick_record(tick) for tick in book.ticks],
        "findings": [writing.finding_record(finding) for finding in book.findings],
        "certificates": [proof_json.certificate_record(certificate) for certificate in book.certificates],
        "explanations": [proof_json.explanation_record(explanation) for explanation in book.explanations],
        "witness": {key.id: rational_text(value) for key, value in book.witness.items()},
        "pages": [page_json.page_record(page) for page in book.pages],
    }


def _regime(book: Book) -> str:
    """The rounding of amounts where all groups share one, `mixed` where they do not, empty where none is known."""
    kinds = sorted({str(regime.amounts) for regime in book.regimes})
    return kinds[0] if len(kinds) == 1 else "mixed" if kinds else ""


def summary(book: Book) -> dict[str, int]:
    """The counts of the contract: figures by verdict, and the facts that were recovered, computed and deduced."""
    verdicts = Counter(
        book.verdicts[figure.id].verdict if figure.id in book.verdicts else Verdict.UNTESTED for figure in book.figures
    )
    sources = Counter(fact.source for fact in book.facts)
    return {
        "figures": len(book.figures),
        "ties": verdicts[Verdict.TIES],
        "breaks": verdicts[Verdict.BREAKS],
        "untested": verdicts[Verdict.UNTESTED],
        "facts": len(book.facts),
        "recovered": sources[SourceKind.RECOVERED],
        "computed": sources[SourceKind.COMPUTED],
        "deduced": sources[SourceKind.DEDUCED],
    }


def _identities(book: Book) -> list[dict[str, Any]]:
    stated: dict[FactKey, str] = {}
    for figure in book.figures:
        if figure.fact is not None:
            stated.setdefault(figure.fact, figure.id)
    status = {tick.identity: tick.verdict for tick in book.ticks}
    return [writing.identity_record(one, stated, status.get(one.id, Verdict.UNTESTED)) for one in book.identities]


def _book(content: dict[str, Any]) -> Book:
    measures = [reading.measure_from(record) for record in content["measures"]]
    return Book(
        entity=reading.entity_from(content["entity"]),
        title=content["title"],
        documents=tuple(map(reading.document_from, content["documents"])),
        measures={measure.name: measure for measure in measures},
        figures=tuple(map(reading.figure_from, content["figures"])),
        blocks=tuple(map(reading.block_from, content["blocks"])),
        relations=tuple(map(reading.relation_from, content["relations"])),
        identities=tuple(map(reading.identity_from, content["identities"])),
        regimes=tuple(map(reading.regime_from, content["regimes"])),
        facts=tuple(map(reading.fact_from, content["facts"])),
        verdicts={record["id"]: reading.verdict_from(record) for record in content["figures"]},
        ticks=tuple(map(reading.tick_from, content["ticks"])),
        findings=tuple(map(reading.finding_from, content["findings"])),
        assignments=tuple(map(reading.assignment_from, content["assignments"])),
        certificates=tuple(map(proof_json.certificate_from, content["certificates"])),
        explanations=tuple(map(proof_json.explanation_from, content["explanations"])),
        witness={fact_key(fact): Fraction(value) for fact, value in content["witness"].items()},
        grids=tuple(map(layout_json.grid_from, content["grids"])),
        passages=tuple(map(layout_json.passage_from, content["passages"])),
        pages=tuple(map(page_json.page_from, content["pages"])),
    )
