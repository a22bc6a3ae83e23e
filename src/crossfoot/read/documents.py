"""Documents of any format, each to a book of its own: tables and passages with their places, nothing yet bound.

A document that cannot be read becomes a problem with what to do about it, and leaves the others of the call unharmed.
"""

import csv
import hashlib
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from crossfoot.model.book import Book, Document, Entity
from crossfoot.model.problems import InputError, Problem
from crossfoot.read.document_text import NotText, text_of
from crossfoot.read.tables.found import Draft
from crossfoot.vocabulary.periods import FiscalCalendar

LARGEST_DOCUMENT = 200_000_000
"""Bytes; a larger file is refused unread."""

NO_CURRENCY = "XXX"
"""ISO 4217's code for no currency: until a document is bound, nobody knows what it reports in."""

_SPLIT = "Split it, or give the part that holds the tables."


@dataclass(frozen=True, slots=True)
class DocumentsRead:
    """The books of the documents that could be read, in their order, and what is wrong with the rest."""

    books: tuple[Book, ...]
    problems: tuple[Problem, ...] = ()


def read_documents(paths: Sequence[Path]) -> DocumentsRead:
    """One book a document: its name, path and SHA-256, its grids and passages, and every number that they print.

    Formats are told by the file name's ending: CSV, TSV, HTML (inline XBRL too), Markdown, plain text, XLSX.
    """
    books: list[Book] = []
    problems: list[Problem] = []
    for path, name in zip(paths, document_names(paths), strict=True):
        try:
            book, complaints = _read(path, name)
        except InputError as error:
            problems += error.problems
            continue
        books.append(book)
        problems += complaints
    return DocumentsRead(tuple(books), tuple(problems))


def document_names(paths: Sequence[Path]) -> list[str]:
    """File names, with as much of the folders before them as tells documents of the same name apart."""
    alike: dict[str, list[tuple[str, ...]]] = {}
    for path in paths:
        alike.setdefault(path.name, []).append(path.parts)
    names = []
    for path in paths:
        parts, depth = path.parts, 1
        others = [other for other in alike[path.name] if other != parts]
        while depth < len(parts) and any(other[-depth:] == parts[-depth:] for other in others):
            depth += 1
        names.append("/".join(parts[-depth:]))
    return names


def is_document(path: Path) -> bool:
    """Whether a reader knows a file by its ending: what is read of a folder."""
    return path.suffix.lower() in _READERS


def read_document(path: Path, name: str) -> DocumentsRead:
    """One document under the name that its places are to bear. Raises InputError where nothing of it can be read."""
    book, complaints = _read(path, name)
    return DocumentsRead((book,), tuple(complaints))


def _read(path: Path, name: str) -> tuple[Book, list[Problem]]:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise _problem(path, f"no reader knows the ending {path.suffix!r}", f"Give one of: {known}.")
    raw = _bytes_of(path)
    draft = Draft(name, str(path))
    try:
        complaints = reader(path, raw, draft)
    except RecursionError as error:
        raise _problem(path, "it is nested too deep to be read", "Save it again with another program.") from error
    book = Book(
        entity=Entity(name, NO_CURRENCY, FiscalCalendar()),
        title=name,
        documents=(Document(name, str(path), hashlib.sha256(raw).hexdigest()),),
        grids=tuple(draft.grids),
        passages=tuple(draft.passages),
        figures=tuple(draft.figures),
    )
    return book, complaints


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_DOCUMENT:
            raise _problem(path, f"it is larger than {LARGEST_DOCUMENT // 1_000_000} MB", _SPLIT)
        raw = path.read_bytes()
    except FileNotFoundError:
        raise _problem(path, "the file is missing", "Check the path.") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _problem(path, f"the file cannot be read: {reason}", "Make it a readable file.") from error
    if not raw.strip():
        raise _problem(path, "the file is empty", "Give a document with tables or text.")
    return raw


def _problem(path: Path, message: str, remedy: str, line: int = 0) -> InputError:
    return InputError(Problem(str(path), line, message, remedy))


def _decoded(path: Path, raw: bytes) -> str:
    try:
        return text_of(raw)
    except NotText as error:
        raise _problem(path, str(error), "Save it in the encoding UTF-8.", error.line) from error


def _read_csv(path: Path, raw: bytes, draft: Draft) -> list[Problem]:
    from crossfoot.read.tables.comma_separated import TooLarge, read_csv

    try:
        read_csv(_decoded(path, raw), draft)
    except csv.Error as error:
        raise _problem(path, f"its quoting is broken: {error}", "Close every quoted cell with a quote.") from error
    except TooLarge as error:
        raise _problem(path, str(error), _SPLIT) from error
    return []


def _read_text(path: Path, raw: bytes, draft: Draft) -> list[Problem]:
    from crossfoot.read.tables.plain_text import read_text_tables

    read_text_tables(_decoded(path, raw), draft)
    return []


def _read_html(path: Path, raw: bytes, draft: Draft) -> list[Problem]:
    _need(path, "lxml")
    from lxml.etree import LxmlError

    from crossfoot.read.tables.web import TooLarge, read_html

    text = _decoded(path, raw)
    if "<!ENTITY" in text:
        raise _problem(path, "it declares XML entities, which no page needs", "Save it as plain HTML.")
    try:
        read_html(text, draft)
    except TooLarge as error:
        raise _problem(path, str(error), _SPLIT) from error
    except LxmlError as error:
        raise _problem(path, f"it is no HTML: {error}", "Save the page again from a browser.") from error
    return []


def _read_xlsx(path: Path, raw: bytes, draft: Draft) -> list[Problem]:
    _need(path, "openpyxl")
    from crossfoot.read.tables.workbook import Refused, read_xlsx

    save_again = "Open it in a spreadsheet program and save it again as XLSX."
    try:
        complaints = read_xlsx(raw, draft)
    except Refused as error:
        raise _problem(path, str(error), "Save a copy without it, or give the tables as CSV.") from error
    except zipfile.BadZipFile as error:
        raise _problem(path, "it is no XLSX workbook, or a damaged one", save_again) from error
    except RecursionError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part leads it to
        raise _problem(path, f"the workbook cannot be made sense of: {error}", save_again) from error
    return [Problem(str(path), 0, complaint, save_again) for complaint in complaints]


def _need(path: Path, package: str) -> None:
    if find_spec(package) is None:
        raise _problem(path, f"reading it needs {package}", "Install it: pip install 'crossfoot[documents]'.")


_Reader = Callable[[Path, bytes, Draft], list[Problem]]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys((".csv", ".tsv"), _read_csv),
    **dict.fromkeys((".html", ".htm", ".xhtml"), _read_html),
    **dict.fromkeys((".md", ".markdown", ".txt"), _read_text),
    **dict.fromkeys((".xlsx", ".xlsm"), _read_xlsx),
}
