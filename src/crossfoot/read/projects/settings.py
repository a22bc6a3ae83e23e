"""crossfoot.toml: the entity, its fiscal year and the documents with the files that belong to each."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from crossfoot.model.book import Entity
from crossfoot.read.projects.problem_list import ProblemList, known_names
from crossfoot.read.text_files import read_text
from crossfoot.vocabulary.periods import FiscalCalendar
from crossfoot.vocabulary.rounding import Rounding

SETTINGS = "crossfoot.toml"
"""The file that makes a folder a project."""

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_REGIMES = (Rounding.NEAREST, Rounding.TRUNCATED, Rounding.EXACT)
_LINE_IN_MESSAGE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class DeclaredDocument:
    """A document as declared: its name and title, the patterns of its files, its pages' titles, its stated rounding."""

    name: str
    title: str
    sources: tuple[str, ...]
    pages: Mapping[int, str] = field(default_factory=dict)
    rounding: Rounding | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """What crossfoot.toml says."""

    title: str
    entity: Entity
    documents: tuple[DeclaredDocument, ...]


def read_settings(folder: Path, problems: ProblemList) -> Settings | None:
    """The settings, or None where they are too broken to read anything else by."""
    text = read_text(folder, SETTINGS, problems)
    if text is None:
        return None
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        located = _LINE_IN_MESSAGE.search(str(error))
        line = int(located[1]) if located else len(text.splitlines())
        what = _LINE_IN_MESSAGE.sub("", str(error)).strip()
        problems.add(SETTINGS, line, f"broken TOML: {what}", "Correct the line; texts need double quotes.")
        return None
    return _SettingsReader(text, problems).settings(tables)


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the file, as its header names it, and the line of that header (0 where it has none).

    TOML's reader keeps no lines, so they are found in the file's text.
    """

    name: str
    values: dict[str, Any]
    line: int
    text: str
    problems: ProblemList

    def line_of(self, key: str) -> int:
        """The line that sets `key` below the header; the header's own where none does."""
        pattern = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
        lines = self.text.splitlines()[max(self.line - 1, 0) :]
        return next((number for number, line in enumerate(lines, max(self.line, 1)) if pattern.match(line)), self.line)

    def complain(self, key: str, message: str, remedy: str) -> None:
        """Note a problem at the line that sets `key`."""
        self.problems.add(SETTINGS, self.line_of(key), message, remedy)

    def allow(self, *known: str) -> None:
        """Note every key that is not known."""
        for key in self.values:
            if key not in known:
                self.complain(key, f"{self.name} has no setting {key!r}", known_names(key, known, "settings"))

    def string(self, key: str, *, required: bool = False) -> str:
        """A text, empty where it is not given."""
        value: object = self.values.get(key, "")
        if not isinstance(value, str):
            self.complain(key, f"{key} of {self.name} is not a text", "Put it in quotes.")
            return ""
        if required and not value:
            self.problems.add(SETTINGS, self.line, f"{self.name} lacks {key!r}", f'Add {key} = "..." to it.')
        return value


@dataclass(frozen=True, slots=True)
class _SettingsReader:
    text: str
    problems: ProblemList

    def settings(self, tables: dict[str, Any]) -> Settings | None:
        _Table(SETTINGS, tables, 0, self.text, self.problems).allow("book", "entity", "document")
        book = self._table(tables, "book")
        book.allow("title")
        title = book.string("title")
        table = self._table(tables, "entity")
        entity = self._entity(table) if table.values else None
        documents = self._documents(tables.get("document", []))
        return Settings(title, entity, documents) if entity else None

    def _table(self, tables: dict[str, Any], name: str) -> _Table:
        lines = self._headers(f"[{name}]")
        values = tables.get(name)
        if not isinstance(values, dict):
            self.problems.add(SETTINGS, 0, f"there is no table [{name}]", "Add it as docs/project-folder.md shows.")
            values = {}
        return _Table(f"[{name}]", values, lines[0] if lines else 0, self.text, self.problems)

    def _headers(self, header: str) -> list[int]:
        lines = enumerate(self.text.splitlines(), 1)
        return [number for number, line in lines if line.split("#", maxsplit=1)[0].replace(" ", "").strip() == header]

    def _entity(self, table: _Table) -> Entity | None:
        table.allow("name", "currency", "fiscal_year_end", "fiscal_year_named_by")
        name = table.string("name", required=True)
        currency = table.string("currency", required=True)
        if currency and not re.fullmatch("[A-Z]{3}", currency):
            table.complain("currency", f"{currency!r} is no currency code", "Write three capitals, as in GBP.")
        month = _month(table)
        named_by = table.string("fiscal_year_named_by") or "end"
        if named_by not in ("start", "end"):
            remedy = 'Write "start" or "end".'
            table.complain("fiscal_year_named_by", f"a fiscal year is not named by {named_by!r}", remedy)
            return None
        return Entity(name, currency, FiscalCalendar(month, named_by)) if month and name and currency else None

    def _documents(self, tables: Any) -> tuple[DeclaredDocument, ...]:
        if not isinstance(tables, list) or not all(isinstance(values, dict) for values in tables):
            line = next(iter(self._headers("[document]")), 0)
            self.problems.add(SETTINGS, line, "documents are not declared one by one", "Open each with [[document]].")
            return ()
        if not tables:
            self.problems.add(SETTINGS, 0, "no document is declared", "Add a [[document]] with its name and sources.")
        lines = [*self._headers("[[document]]"), *[0] * len(tables)]
        documents = tuple(
            _document(_Table("[[document]]", values, line, self.text, self.problems))
            for values, line in zip(tables, lines, strict=False)
        )
        first: dict[str, DeclaredDocument] = {}
        for document in documents:
            other = first.setdefault(document.name, document)
            if other is not document:
                message = f"another document is named {document.name!r}, in line {other.line}"
                self.problems.add(SETTINGS, document.line, message, "Give each a name of its own.")
        return tuple(first.values())


def _month(table: _Table) -> int:
    """The month that the fiscal year ends in; 0 with a problem noted where none is named."""
    word = table.string("fiscal_year_end", required=True).casefold()
    found = [number for number, month in enumerate(_MONTHS, 1) if word in (month, month[:3])]
    if word and not found:
        table.complain("fiscal_year_end", f"{word!r} is no month", 'Write its English name, as in "March".')
    return found[0] if found else 0


def _document(table: _Table) -> DeclaredDocument:
    table.allow("name", "title", "date", "sources", "pages", "rounding")
    if not isinstance(table.values.get("date", date.min), date):
        table.complain("date", "the date of a document is no date", "Write it as 2024-05-15, without quotes.")
    sources = table.values.get("sources", [])
    if not isinstance(sources, list) or not sources or not all(isinstance(source, str) for source in sources):
        table.complain("sources", "a document names no source files", 'List them, as in ["sources/*.csv"].')
        sources = []
    return DeclaredDocument(
        name=table.string("name", required=True),
        title=table.string("title"),
        sources=tuple(sources),
        pages=_pages(table),
        rounding=_rounding(table),
        line=table.line,
    )


def _pages(table: _Table) -> dict[int, str]:
    pages = table.values.get("pages", {})
    if isinstance(pages, dict) and all(key.isdecimal() and isinstance(title, str) for key, title in pages.items()):
        return {int(key): title for key, title in pages.items()}
    table.complain("pages", "pages are not titles by page number", 'Write pages = { 3 = "Consolidated results" }.')
    return {}


def _rounding(table: _Table) -> Rounding | None:
    word = table.string("rounding")
    if word and word not in _REGIMES:
        remedy = f"Write one of {', '.join(_REGIMES)}, or leave it out to have it inferred."
        table.complain("rounding", f"amounts are not rounded {word!r}", remedy)
    return Rounding(word) if word in _REGIMES else None
