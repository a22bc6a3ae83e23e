"""Findings as SARIF 2.1.0, for the tools that show the results of checks beside the files they are about."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from crossfoot.model.book import Book
from crossfoot.model.figures import Figure, Place
from crossfoot.model.findings import Finding, Severity
from crossfoot.model.problems import Problem
from crossfoot.store.book_json import summary

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}

Rule = tuple[str, str, str]
"""A code of findings with its title and what it means."""
Record = dict[str, Any]


def sarif_log(books: Sequence[Book], problems: Iterable[Problem], rules: Sequence[Rule]) -> str:
    """The log of one run: a result for each finding, a notification for each problem, in JSON."""
    notes = [_notification(problem) for problem in problems]
    run: Record = {
        "tool": {"driver": {"name": "crossfoot", "rules": [_rule(rule) for rule in rules]}},
        "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
        "artifacts": [
            {"location": {"uri": _uri(document.path)}, "hashes": {"sha-256": document.sha256}}
            for book in books
            for document in book.documents
        ],
        "results": [result for book in books for result in _results(book, [code for code, _, _ in rules])],
        "properties": {"summaries": [{"book": book.title, **summary(book)} for book in books]},
        "columnKind": "unicodeCodePoints",
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> Record:
    code, title, explanation = rule
    return {"id": code, "shortDescription": {"text": title}, "fullDescription": {"text": explanation}}


def _notification(problem: Problem) -> Record:
    where: Record = {"artifactLocation": {"uri": _uri(problem.file)}}
    if problem.line:
        where["region"] = {"startLine": problem.line}
    text = f"{problem.message}. {problem.remedy}"
    return {"level": "error", "message": {"text": text}, "locations": [{"physicalLocation": where}]}


def _results(book: Book, codes: Sequence[str]) -> list[Record]:
    figures = {figure.id: figure for figure in book.figures}
    paths = {document.name: document.path for document in book.documents}
    return [_result(finding, figures, paths, codes) for finding in book.findings]


def _result(finding: Finding, figures: Mapping[str, Figure], paths: Mapping[str, str], codes: Sequence[str]) -> Record:
    suspects = [figures[name] for name in finding.figures if name in figures]
    result: Record = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(figure, paths) for figure in suspects],
        "partialFingerprints": {"figures/v1": " ".join(finding.figures)},
        "properties": {"corrections": [[_correction(each, figures) for each in one] for one in finding.corrections]},
    }
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
