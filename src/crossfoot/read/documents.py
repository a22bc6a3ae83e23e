"""Documents of any format, each to a book of its own: tables and passages with their places, nothing yet bound.

A document that cannot be read becomes a problem with what to do about it, and leaves the others of the call unharmed.
"""

import csv
import hashlib
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from crossfoot.model.book import Book, Document, Entity
from crossfoot.model.problems import InputError, Problem
from crossfoot.read.document_text import NotText, text_of
from crossfoot.read.isolation import OutOfTime
from crossfoot.read.kinds import ALIASES, ENCRYPTED, OLD_OFFICE, kind_of
from crossfoot.read.tables.found import Draft
from crossfoot.vocabulary.periods import FiscalCalendar

LARGEST_DOCUMENT = 200_000_000
"""Bytes; a larger file is refused unread."""

NO_CURRENCY = "XXX"
"""ISO 4217's code for no currency: until a document is bound, nobody knows what it reports in."""

_XBRL_ENDINGS = (".htm", ".html", ".xhtml", ".xbrl", ".xml", ".json")
_Reader = Callable[[Path, bytes, Draft], list[Problem]]
_LONGEST_REASON = 200
_PICTURES = (".png", ".jpg", ".tif")
_UNLOCK = "Open it, take the password off, and save a copy."
_SPLIT = "Split it, or give the part that holds the tables."


@dataclass(frozen=True, slots=True)
class DocumentsRead:
    """The books of the documents that could be read, in their order, and what is wrong with the rest."""

    books: tuple[Book, ...]
    problems: tuple[Problem, ...] = ()


def read_documents(paths: Sequence[Path]) -> DocumentsRead:
    """One book a document: its name, path and SHA-256, its grids and passages, and every number that they print.

    Formats are told by their content, and by the name's ending where that is text: CSV, TSV, HTML, Markdown, plain
    text, workbooks (XLSX, XLSB, XLS, ODS), slides (PPTX), text documents (DOCX), and XBRL in all its syntaxes, of which
    a folder or zip may hold several reports, each a book.
    """
    books: list[Book] = []
    problems: list[Problem] = []
    for path, name in zip(paths, document_names(paths), strict=True):
        try:
            read = read_document(path, name)
        except InputError as error:
            problems += error.problems
            continue
        books += read.books
        problems += read.problems
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
    """Whether a file of a folder is read, by its ending or as an XBRL report by what it begins with.

    Pictures are read where they are named: most of those in folders are no pages.
    """
    ending = path.suffix.lower()
    kind = ALIASES.get(ending, ending)
    return (kind in _READERS and kind not in _PICTURES) or _is_report(path)


def read_document(path: Path, name: str, taxonomies: Sequence[Path] = ()) -> DocumentsRead:
    """One document under the name that its places are to bear. Raises InputError where nothing of it can be read.

    A folder or zip that holds XBRL reports is one document, and gives a book for each of them; `taxonomies` are folders
    and zips of those that they report by and do not ship with.
    """
    reports = _xbrl_reports(path, name, taxonomies)
    if reports is not None:
        return reports
    book, complaints = _read(path, name)
    return DocumentsRead((book,), tuple(complaints))


def is_filing(path: Path) -> bool:
    """Whether a folder (not those below it) or a zip holds XBRL reports, or a file is one.

    The reports of a folder or zip are one document, and the files that they are in its parts.
    """
    if find_spec("lxml") is None or not (path.is_dir() or path.suffix.lower() == ".zip"):
        return _is_report(path)
    from crossfoot.read.xbrl.books import is_filing as holds_reports

    return holds_reports(path)


def is_taxonomy(path: Path) -> bool:
    """Whether a folder or a zip holds an XBRL taxonomy and no report."""
    if find_spec("lxml") is None or not (path.is_dir() or path.suffix.lower() == ".zip"):
        return False
    from crossfoot.read.xbrl.books import is_taxonomy as holds_schemas

    return holds_schemas(path)


def _xbrl_reports(path: Path, name: str, taxonomies: Sequence[Path]) -> DocumentsRead | None:
    """The books of XBRL reports, told by content; None for any other document."""
    if not (path.is_dir() or _is_report(path) or is_filing(path)):
        return None
    _need(path, "lxml")
    from crossfoot.read.xbrl.books import read_report_books

    books, problems = read_report_books(path, name, taxonomies)
    return DocumentsRead(tuple(books), tuple(problems))


def _is_report(path: Path) -> bool:
    """Whether a file is an XBRL report by its content; one that is too large to be read is none."""
    if path.suffix.lower() not in _XBRL_ENDINGS or find_spec("lxml") is None:
        return False
    from crossfoot.read.xbrl.books import BYTES_AHEAD, is_report

    try:
        if path.stat().st_size > LARGEST_DOCUMENT:
            return False
        with path.open("rb") as file:
            return is_report(file.read(BYTES_AHEAD))
    except OSError:
        return False


def _read(path: Path, name: str) -> tuple[Book, list[Problem]]:
    raw = _bytes_of(path)
    reader = _reader_of(path, raw)
    draft = Draft(name, str(path))
    try:
        complaints = reader(path, raw, draft)
    except RecursionError as error:
        raise _problem(path, "it is nested too deep to be read", "Save it again with another program.") from error
    except (OutOfTime, MemoryError) as error:
        complaints = [_cut_short(path, draft, "time" if isinstance(error, OutOfTime) else "memory")]
    book = Book(
        entity=Entity(name, NO_CURRENCY, FiscalCalendar()),
        title=name,
        documents=(Document(name, str(path), hashlib.sha256(raw).hexdigest()),),
        grids=tuple(draft.grids),
        passages=tuple(draft.passages),
        scattered=tuple(draft.scattered),
        figures=tuple(draft.figures),
        sheets=tuple(draft.sheets),
    )
    return book, complaints


def _cut_short(path: Path, draft: Draft, of: str) -> Problem:
    """What is said of a document whose reading ran out of time or memory. Raises InputError where nothing was read."""
    if not draft.grids and not draft.passages:
        raise _problem(path, f"the {of} that a document may take ran out before anything of it was read", _SPLIT)
    places = [grid.place for grid in draft.grids] + [passage.place for passage in draft.passages]
    pages = [place.page for place in places if place.page is not None]
    read = f"pages up to {max(pages)} were" if pages else f"its first {len(draft.grids)} tables were"
    return Problem(str(path), 0, f"the {of} that a document may take ran out: only {read} read", _SPLIT)


def _reader_of(path: Path, raw: bytes) -> _Reader:
    """The reader for what the document is by its content, whatever it is called."""
    kind = kind_of(raw, path.suffix.lower())
    if kind == ENCRYPTED:
        raise _problem(path, "it is locked with a password", _UNLOCK)
    if kind == OLD_OFFICE:
        raise _problem(path, "it is of Office before 2007", "Save it as DOCX or PPTX.")
    if kind == ".zip":
        raise _problem(path, "the zip holds no XBRL report", "Unpack it, and give the documents in it.")
    if kind not in _READERS:
        known = f"{', '.join(sorted(_READERS))}; XBRL reports also as .json, .xbrl, .xml or .zip"
        raise _problem(path, f"no reader knows the ending {path.suffix!r}", f"Give one of: {known}.")
    return _READERS[kind]


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


def _office(what: str, package: str, reader: str, again: str = "") -> _Reader:
    """The reader of a format of that name: a function by its full name, which needs `package`.

    `again` is what to do about what cannot be read, where it is not to save it again.
    """
    module, _, function = reader.rpartition(".")

    def read(path: Path, raw: bytes, draft: Draft) -> list[Problem]:
        _need(path, package)
        from crossfoot.read.packages import Refused

        save_again = again or f"Open it in an office program and save it again as {what.partition(' ')[0]}."
        try:
            complaints = getattr(import_module(module), function)(raw, draft)
        except Refused as error:
            raise _problem(path, str(error), "Save a copy without it, or give the tables as CSV.") from error
        except zipfile.BadZipFile as error:
            raise _problem(path, f"it is no {what}, or a damaged one", save_again) from error
        except (RecursionError, MemoryError):
            raise
        except Exception as error:  # these libraries raise whatever a broken part leads them to
            raise _problem(path, f"it cannot be made sense of: {_told(error)}", save_again) from error
        return [Problem(str(path), 0, complaint, save_again) for complaint in complaints]

    return read


def _told(error: Exception) -> str:
    """What an error says, in one line that a report has room for."""
    words = " ".join(str(error).split()) or type(error).__name__
    return words if len(words) <= _LONGEST_REASON else f"{words[:_LONGEST_REASON]}..."


def _read_picture(path: Path, raw: bytes, draft: Draft) -> list[Problem]:
    from crossfoot.read.scans.recognition import is_installed

    if not is_installed():
        raise _problem(path, "it is a picture of text", "Install crossfoot[ocr], which reads pictures of text.")
    again = "Give a sharper picture, or the document that it was made from."
    return _office("picture", "pypdfium2", "crossfoot.read.scans.pictures.read_picture", again)(path, raw, draft)


def _read_pdf(path: Path, raw: bytes, draft: Draft) -> list[Problem]:
    _need(path, "pypdfium2")
    from crossfoot.read.pdf.opening import Unreadable
    from crossfoot.read.pdf.reading import read_pdf

    try:
        troubles = read_pdf(raw, draft)
    except Unreadable as error:
        raise _problem(path, str(error), error.remedy) from error
    return [Problem(str(path), 0, trouble.message, trouble.remedy) for trouble in troubles]


def _need(path: Path, package: str) -> None:
    if find_spec(package) is None:
        raise _problem(path, f"reading it needs {package}", "Install it: pip install 'crossfoot[documents]'.")


_READERS: dict[str, _Reader] = {
    **dict.fromkeys((".csv", ".tsv"), _read_csv),
    **dict.fromkeys((".html", ".htm", ".xhtml"), _read_html),
    **dict.fromkeys((".md", ".markdown", ".txt"), _read_text),
    ".pdf": _read_pdf,
    **dict.fromkeys(_PICTURES, _read_picture),
    ".xlsx": _office("XLSX workbook", "openpyxl", "crossfoot.read.tables.workbook.read_xlsx"),
    ".xls": _office("XLS workbook", "python_calamine", "crossfoot.read.office.old_workbooks.read_binary_workbook"),
    ".xlsb": _office("XLSB workbook", "python_calamine", "crossfoot.read.office.old_workbooks.read_binary_workbook"),
    ".ods": _office("ODS spreadsheet", "lxml", "crossfoot.read.office.open_document.read_ods"),
    ".pptx": _office("PPTX presentation", "pptx", "crossfoot.read.office.slides.read_pptx"),
    ".docx": _office("DOCX document", "docx", "crossfoot.read.office.text_documents.read_docx"),
}
