"""Writes the report of a check as one file that opens anywhere, asks no network and runs no code but its own."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from gzip import compress
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Severity
from crossfoot.model.pictures import Picture
from crossfoot.model.problems import Problem
from crossfoot.publish.report.labels import LabelledCatalogue
from crossfoot.publish.report.records import ReportRecords
from crossfoot.publish.report.sections import Pictures, Sections
from crossfoot.publish.report.standing import MEANINGS, Standing
from crossfoot.publish.workpapers import Workpapers

_STYLES = (("crossfoot.publish", "book.css"), ("crossfoot.publish.report", "report.css"))
_EARLY = (("crossfoot.publish", "theme.js"),)  # before the page is drawn, so that it does not flash
_READING = ("crossfoot.publish.report", "reading.js")
_LATE = (  # once what they work on is read
    ("crossfoot.publish.report", "report.js"),
    ("crossfoot.publish", "panel.js"),
    ("crossfoot.publish", "search.js"),
)
_PACKED = 250_000
"""Characters from which the records of a report are packed: a workbook of 30,000 figures has 40 million."""

_LONGEST_TITLE = 80

SIGNS = {Standing.TIES: "✓", Standing.BREAKS: "✗", Standing.UNTESTED: "○", Standing.RECOVERED: "◆"}


def write_report(
    book: Book, pictures: Mapping[tuple[str, int], Picture], target: Path, problems: Sequence[Problem] = ()
) -> None:
    """Writes the report of a tied book, with its proofs in words, into the file `target`; its folder must exist.

    `pictures` are the pages to show as such, by document name and page number from 1 (`pictured_pages` says which are
    worth it); pages without one, and documents without pages, are redrawn as tables and text. `problems` are
    listed as what could not be read. Raises OSError where the file cannot be written; an earlier report stays then.
    """
    draft = target.with_name(f".{target.name}.part")
    try:
        draft.write_text(report(book, pictures, problems), encoding="utf-8", newline="\n")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def report(book: Book, pictures: Pictures, problems: Sequence[Problem] = ()) -> str:
    """The report as HTML."""
    return _Report(LabelledCatalogue(book), pictures, problems).html()


class _Report:
    """The parts of one report."""

    def __init__(self, catalogue: LabelledCatalogue, pictures: Pictures, problems: Sequence[Problem]) -> None:
        self._book = catalogue.book
        self._figures = catalogue.figures
        self._papers = Workpapers(catalogue)
        self._records = ReportRecords(catalogue)
        self._sections = Sections(self._book, self._records, pictures)
        self._pictures = pictures
        self._problems = problems

    def html(self) -> str:
        """The whole file."""
        environment = Environment(
            loader=PackageLoader("crossfoot.publish.report"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        documents = list(self._sections.documents())
        known = self._records.everything(_destinations(documents))
        findings = [self._finding(number, known) for number in range(len(known["findings"]))]
        shown: dict[str, Any] = {
            "title": self._title(),
            "verdict": self._papers.verdict(),
            "counts": self._counts(),
            "regimes": self._papers.regimes(),
            "documents": documents,
            "findings": [finding for finding in findings if finding["severity"] != Severity.NOTE],
            "notes": [finding for finding in findings if finding["severity"] == Severity.NOTE],
            "problems": [str(problem) for problem in self._problems],
            "untested": [self._untested(figure) for figure in self._book.figures if self._is_untested(figure)],
            "identities": self._identities(known["identities"]),
            "kinds": self._papers.kinds(),
            "verdicts": [str(verdict) for verdict in Verdict],
            "pictured": len(self._pictures),
        }
        return environment.get_template("report.html.j2").render(shown | _assets(known, self._records.proofs()))

    def _title(self) -> str:
        documents = self._book.documents
        if len(documents) == 1:
            return documents[0].title or documents[0].name
        return self._book.title if 0 < len(self._book.title) <= _LONGEST_TITLE else f"{len(documents)} documents"

    def _counts(self) -> list[dict[str, Any]]:
        """How many figures stand in each way; figures that are recovered are not counted as tied again."""
        standings = [self._records.standing(figure) for figure in self._book.figures]
        return [
            {
                "look": str(standing),
                "sign": SIGNS[standing],
                "number": standings.count(standing),
                "meaning": MEANINGS[standing],
            }
            for standing in Standing
        ]

    def _is_untested(self, figure: Figure) -> bool:
        return self._records.standing(figure) == Standing.UNTESTED

    def _untested(self, figure: Figure) -> dict[str, Any]:
        verdict = self._book.verdicts.get(figure.id)
        return {
            "document": figure.place.document,
            "figure": self._sections.link(figure.id, figure.text),
            "name": self._records.name(figure) or _near(figure),
            "place": self._records.places.words(figure),
            "reason": verdict.reason if verdict else "nothing was said of it",
        }

    def _finding(self, number: int, known: dict[str, Any]) -> dict[str, Any]:
        """A finding for the list: each figure a link, with what it prints and what the rest needs."""
        finding: dict[str, Any] = known["findings"][number]
        figures = self._figures
        suspects = [
            [change | self._suspect(figures[change["figure"]]) for change in changes]
            for changes in finding["corrections"]
        ]
        return finding | {
            "number": number,
            "corrections": suspects,
            "links": [
                {
                    "link": self._sections.link(name, figures[name].text),
                    "place": self._records.places.words(figures[name]),
                }
                for name in finding["figures"]
            ],
            "relations": [{"id": name, "text": known["identities"][name]["text"]} for name in finding["identities"]],
        }

    def _suspect(self, figure: Figure) -> dict[str, Any]:
        return {
            "link": self._sections.link(figure.id, figure.text),
            "name": self._records.name(figure),
            "place": self._records.places.words(figure),
            "own": self._records.interval(figure, figure.interval),
        }

    def _identities(self, records: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
        """Every identity: breaks first, then ties, then what could not be tested."""
        order = {"breaks": 0, "ties": 1, "untested": 2}
        stating = {figure.fact: figure.place.document for figure in self._book.figures if figure.fact}
        rows = []
        for identity in self._book.identities:
            name = self._records.names.identity(identity.id)
            document = next((stating[key] for key in identity.facts if key in stating), "")
            rows.append(
                {"residual": "", "slack": "", "belief": ""} | records[name] | {"id": name, "document": document}
            )
        return sorted(rows, key=lambda row: order[row["verdict"]])


def _near(figure: Figure) -> str:
    """The words around a figure that states no fact, cut short."""
    if figure.place.span is None:
        return "no measure was bound to it"
    start, end = figure.place.span
    around = figure.place.caption[max(start - 60, 0) : end + 40].strip()
    return f"“{around}”"


def _destinations(documents: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The sections of the report for its search."""
    found = []
    for document in documents:
        found.append({"title": document["title"], "section": "document", "url": f"#{document['anchor']}"})
        found += [
            {"title": part["heading"], "section": document["title"], "url": f"#{part['anchor']}"}
            for part in document["parts"]
            if part["heading"]
        ]
    return found


def _assets(book: dict[str, Any], proofs: dict[str, Any]) -> dict[str, Any]:
    """The look and the code, inlined, and the policy that lets nothing else run."""
    style = Markup("\n".join(_asset(*name) for name in _STYLES))  # noqa: S704 - files of this package
    early = [Markup(_asset(*name)) for name in _EARLY]  # noqa: S704
    working = "\n".join(_asset(*name) for name in _LATE)
    late = Markup(f"{_asset(*_READING)}crossfootRead().then(() => {{\n{working}}});\n")  # noqa: S704
    scripts = " ".join(_digest(script) for script in (*early, late))
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return {
        "style": style,
        "early": early,
        "late": late,
        "policy": policy,
        "records": [(name, *_written(value)) for name, value in (("book", book), ("proofs", proofs))],
    }


def _asset(package: str, name: str) -> str:
    return (resources.files(package) / "assets" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """The text as a content security policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _written(value: Any) -> tuple[str, Markup]:
    """The type and text of a script element that holds a value: packed where that saves a reader from waiting."""
    text = _json(value)
    if len(text) < _PACKED:
        return "application/json", text
    packed = compress(text.encode(), compresslevel=6, mtime=0)  # the same book gives the same file
    return "application/gzip", Markup(b64encode(packed).decode())  # noqa: S704 - letters, digits, + / and =


def _json(value: Any) -> Markup:
    """A value for a script element: no text printed in a document can close it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, written in (("<", "\\u003c"), (">", "\\u003e"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(sign, written)
    return Markup(text)  # noqa: S704 - its angle brackets are written as escapes
