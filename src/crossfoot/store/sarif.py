"""Findings as SARIF 2.1.0, for the tools that show the results of checks beside the files they are about."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, Place
from crossfoot.model.findings import Finding, Severity
from crossfoot.model.identities import Identity
from crossfoot.model.problems import Problem
from crossfoot.store.book_json import summary

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RELATED = 20
"""The other figures of a finding's relations that are named with their places."""

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}

Rule = tuple[str, str, str]
"""A code of findings with its title and what it means."""
Record = dict[str, Any]


def sarif_log(
    books: Sequence[Book], rules: Sequence[Rule], problems: Sequence[Problem] = (), remarks: Sequence[Problem] = ()
) -> str:
    """The log of one run: a result for each finding, in JSON.

    Each of the `problems`, for which a document was not checked, is a notification of an error, and each of the
    `remarks`, on what was left out of one, that of a warning.
    """
    notes = [_notification(problem, "error") for problem in problems]
    notes += [_notification(remark, "warning") for remark in remarks]
    paths = {document.path: document for book in books for document in book.documents}
    run: Record = {
        "tool": {"driver": {"name": "crossfoot", "rules": [_rule(rule) for rule in rules]}},
        "invocations": [{"executionSuccessful": not problems, "toolExecutionNotifications": notes}],
        "artifacts": [
            {"location": {"uri": _uri(path)}, "hashes": {"sha-256": document.sha256}}
            for path, document in paths.items()
        ],
        "results": [result for book in books for result in _results(book, [code for code, _, _ in rules])],
        "properties": {"summaries": [{"book": book.title, **summary(book)} for book in books]},
        "columnKind": "unicodeCodePoints",
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> Record:
    code, title, explanation = rule
    return {"id": code, "shortDescription": {"text": title}, "fullDescription": {"text": explanation}}


def _notification(problem: Problem, level: str) -> Record:
    where: Record = {"artifactLocation": {"uri": _uri(problem.file)}}
    if problem.line:
        where["region"] = {"startLine": problem.line}
    text = f"{problem.message}. {problem.remedy}"
    return {"level": level, "message": {"text": text}, "locations": [{"physicalLocation": where}]}


def _results(book: Book, codes: Sequence[str]) -> list[Record]:
    known = _Known.of(book)
    return [_result(finding, known, codes) for finding in book.findings]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a book's results name: its figures by id and by fact, its documents' paths, its identities."""

    figures: Mapping[str, Figure]
    stating: Mapping[FactKey, Sequence[Figure]]
    paths: Mapping[str, str]
    identities: Mapping[str, Identity]

    @classmethod
    def of(cls, book: Book) -> "_Known":
        stating: dict[FactKey, list[Figure]] = defaultdict(list)
        for figure in book.figures:
            if figure.fact is not None:
                stating[figure.fact].append(figure)
        return cls(
            {figure.id: figure for figure in book.figures},
            stating,
            {document.name: document.path for document in book.documents},
            {identity.id: identity for identity in book.identities},
        )

    def beside(self, finding: Finding) -> list[Figure]:
        """The other figures of the relations in conflict, each once."""
        facts = [fact for name in finding.identities if name in self.identities for fact in self.identities[name].facts]
        figures = {figure.id: figure for fact in facts for figure in self.stating.get(fact, ())}
        return [figure for name, figure in figures.items() if name not in finding.named]


def _result(finding: Finding, known: _Known, codes: Sequence[str]) -> Record:
    figures, paths = known.figures, known.paths
    suspects = [figures[name] for name in finding.named if name in figures]
    result: Record = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(figure, paths) for figure in suspects],
        "partialFingerprints": {"figures/v1": " ".join(finding.figures)},
        "properties": {"corrections": [[_correction(each, figures) for each in one] for one in finding.corrections]},
    }
    beside = known.beside(finding)[:MOST_RELATED]
    if beside:
        result["relatedLocations"] = [{"id": n, **_location(figure, paths)} for n, figure in enumerate(beside, 1)]
    if finding.code in codes:
        result["ruleIndex"] = codes.index(finding.code)
    return result


def _correction(correction: Any, figures: Mapping[str, Figure]) -> Record:
    return {
        "figure": correction.figure,
        "printed": figures[correction.figure].text,
        "suggested": correction.suggested,
        "slip": correction.slip,
    }


def _location(figure: Figure, paths: Mapping[str, str]) -> Record:
    """Where a figure stands: the line of a text; a page, or a cell, by its name."""
    place = figure.place
    physical: Record = {"artifactLocation": {"uri": _uri(place.file or paths.get(place.document, place.document))}}
    if place.line is not None:
        physical["region"] = {"startLine": place.line, "snippet": {"text": figure.text}}
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"name": figure.text, "fullyQualifiedName": _name(place), "kind": "figure"}],
        "message": {"text": figure.text},
    }


def _name(place: Place) -> str:
    """`results.pdf/page 7`, `model.xlsx/sheet Group/row 12/column 3`, counted from 1."""
    parts = [place.document]
    if place.page is not None:
        parts.append(f"page {place.page}")
    if place.sheet is not None:
        parts.append(f"sheet {place.sheet}")
    if place.row is not None and place.column is not None:
        parts += [f"row {place.row + 1}", f"column {place.column + 1}"]
    return "/".join(parts)


def _uri(path: str) -> str:
    """A path as given, as the URI that viewers resolve against the folder they are in."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
