"""crossfoot.toml: the entity, its fiscal year and the documents with the files that belong to each."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from crossfoot.model.book import Entity
from crossfoot.read.problem_list import ProblemList, known_names
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
class _SettingsReader:
    """Checks the tables; `text` is the file itself, as TOML's reader keeps no lines."""

    text: str
    problems: ProblemList

    def settings(self, tables: dict[str, Any]) -> Settings | None:
        self._known(tables, ("book", "entity", "document"), "crossfoot.toml", 0)
        book = self._table(tables, "book")
        self._known(book, ("title",), "[book]", self._header("[book]"))
        entity = self._entity(self._table(tables, "entity"))
        documents = self._documents(tables.get("document", []))
        if entity is None:
            return None
        return Settings(self._text(book, "title", "[book]", self._header("[book]")), entity, documents)

    def _entity(self, table: dict[str, Any]) -> Entity | None:
        at = self._header("[entity]")
        self._known(table, ("name", "currency", "fiscal_year_end", "fiscal_year_named_by"), "[entity]", at)
        name = self._text(table, "name", "[entity]", at, required=True)
        currency = self._text(table, "currency", "[entity]", at, required=True)
        if currency and not re.fullmatch("[A-Z]{3}", currency):
            line = self._line("currency", at)
            self.problems.add(SETTINGS, line, f"{currency!r} is no currency code", "Write three capitals, as in GBP.")
        month = self._month(table, at)
        named_by = self._text(table, "fiscal_year_named_by", "[entity]", at) or "end"
        if named_by not in ("start", "end"):
            line = self._line("fiscal_year_named_by", at)
            self.problems.add(SETTINGS, line, f"a fiscal year is not named by {named_by!r}", 'Write "start" or "end".')
            return None
        return Entity(name, currency, FiscalCalendar(month, named_by)) if month and name and currency else None

    def _month(self, table: dict[str, Any], at: int) -> int:
        word = self._text(table, "fiscal_year_end", "[entity]", at, required=True).casefold()
        found = [number for number, month in enumerate(_MONTHS, 1) if word in (month, month[:3])]
        if word and not found:
            line = self._line("fiscal_year_end", at)
            self.problems.add(SETTINGS, line, f"{word!r} is no month", 'Write its English name, as in "March".')
        return found[0] if found else 0

    def _documents(self, tables: Any) -> tuple[DeclaredDocument, ...]:
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            line = self._header("[document]")
            self.problems.add(SETTINGS, line, "documents are not declared one by one", "Open each with [[document]].")
            return ()
        if not tables:
            self.problems.add(SETTINGS, 0, "no document is declared", "Add a [[document]] with its name and sources.")
        lines = [line for line, text in enumerate(self.text.splitlines(), 1) if _squeezed(text) == "[[document]]"]
        lines += [0] * (len(tables) - len(lines))
        documents = tuple(self._document(table, line) for table, line in zip(tables, lines, strict=False))
        names = [document.name for document in documents]
        for document in documents:
            if names.count(document.name) > 1:
                message = f"{names.count(document.name)} documents are named {document.name!r}"
                self.problems.add(SETTINGS, document.line, message, "Give each a name of its own.")
        return documents

    def _document(self, table: dict[str, Any], at: int) -> DeclaredDocument:
        self._known(table, ("name", "title", "date", "sources", "pages", "rounding"), "[[document]]", at)
        name = self._text(table, "name", "[[document]]", at, required=True)
        if "date" in table and not isinstance(table["date"], date):
            self.problems.add(SETTINGS, self._line("date", at), "the date is no date", "Write it as 2024-05-15.")
        sources = table.get("sources", [])
        if not isinstance(sources, list) or not sources or not all(isinstance(source, str) for source in sources):
            remedy = 'List its files, as in ["sources/*.csv"].'
            self.problems.add(SETTINGS, self._line("sources", at), "a document names no source files", remedy)
            sources = []
        title = self._text(table, "title", "[[document]]", at)
        return DeclaredDocument(name, title, tuple(sources), self._pages(table, at), self._rounding(table, at), at)

    def _pages(self, table: dict[str, Any], at: int) -> dict[int, str]:
        pages = table.get("pages", {})
        if isinstance(pages, dict) and all(key.isdecimal() and isinstance(title, str) for key, title in pages.items()):
            return {int(key): title for key, title in pages.items()}
        remedy = 'Write pages = { 3 = "Consolidated results" }.'
        self.problems.add(SETTINGS, self._line("pages", at), "pages are not titles by page number", remedy)
        return {}

    def _rounding(self, table: dict[str, Any], at: int) -> Rounding | None:
        word = self._text(table, "rounding", "[[document]]", at)
        if word and word not in _REGIMES:
            line = self._line("rounding", at)
            remedy = f"Write one of {', '.join(_REGIMES)}, or leave it out to have it inferred."
            self.problems.add(SETTINGS, line, f"amounts are not rounded {word!r}", remedy)
        return Rounding(word) if word in _REGIMES else None

    def _table(self, tables: dict[str, Any], name: str) -> dict[str, Any]:
        table = tables.get(name)
        if isinstance(table, dict):
            return table
        self.problems.add(SETTINGS, 0, f"there is no table [{name}]", "Add it as docs/project-folder.md shows.")
        return {}

    def _text(self, table: dict[str, Any], key: str, where: str, at: int, *, required: bool = False) -> str:
        value: object = table.get(key, "")
        if not isinstance(value, str):
            self.problems.add(SETTINGS, self._line(key, at), f"{key} of {where} is not a text", "Put it in quotes.")
            return ""
        if required and not value:
            self.problems.add(SETTINGS, at, f"{where} lacks {key!r}", f'Add {key} = "..." to it.')
        return value

    def _known(self, table: dict[str, Any], known: Collection[str], where: str, at: int) -> None:
        for key in table:
            if key not in known:
                remedy = known_names(key, known, "settings")
                self.problems.add(SETTINGS, self._line(key, at), f"{where} has no setting {key!r}", remedy)

    def _header(self, header: str) -> int:
        lines = self.text.splitlines()
        return next((number for number, line in enumerate(lines, 1) if _squeezed(line) == header), 0)

    def _line(self, key: str, after: int) -> int:
        """The line that sets `key` at or after line `after`; `after` itself where none does."""
        pattern = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
        lines = self.text.splitlines()[max(after - 1, 0) :]
        return next((number for number, line in enumerate(lines, max(after, 1)) if pattern.match(line)), after)


def _squeezed(line: str) -> str:
    return line.split("#", maxsplit=1)[0].replace(" ", "").strip()
