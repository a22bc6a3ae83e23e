"""XBRL reports as books: what their pages print, as any page, and beside it what their tags say."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from crossfoot.model.book import Book, Document, Entity
from crossfoot.model.filings import Tag
from crossfoot.model.problems import InputError, Problem
from crossfoot.read.document_text import NotText, text_of
from crossfoot.read.tables.found import Draft
from crossfoot.read.tables.web import TooLarge, read_html
from crossfoot.read.xbrl.companyfacts import is_companyfacts
from crossfoot.read.xbrl.files import Files, FolderFiles, Refused, ZipFiles
from crossfoot.read.xbrl.filings import ReportRead, read_filing
from crossfoot.read.xbrl.markup import BYTES_AHEAD, looks_like
from crossfoot.read.xbrl.oim import is_oim_json
from crossfoot.read.xbrl.oim_tables import is_oim_metadata
from crossfoot.vocabulary.periods import FiscalCalendar

__all__ = ["BYTES_AHEAD", "files_of", "is_filing", "is_report", "read_report_books"]

_NO_CURRENCY = "XXX"  # ISO 4217's code for none: nobody knows what it reports in until it is bound
_REPORTS = ("inline", "instance")


def is_report(raw: bytes) -> bool:
    """Whether a single file is an XBRL report of any syntax, by its content."""
    return looks_like(raw) in _REPORTS or any(tells(raw) for tells in (is_oim_json, is_oim_metadata, is_companyfacts))


def is_filing(path: Path) -> bool:
    """Whether a folder (not those below it) or a zip holds an XBRL report."""
    try:
        files = FolderFiles(path, deep=False) if path.is_dir() else ZipFiles(path.read_bytes())
        return _holds_report(files)
    except (Refused, OSError):
        return False


def _holds_report(files: Files) -> bool:
    names = (name for name in files.names if not name.lower().endswith((".csv", ".xsd")))
    return any(is_report(files.head(name, BYTES_AHEAD)) for name in names)


def is_taxonomy(path: Path) -> bool:
    """Whether a folder, with all below it, or a zip holds schemas of a taxonomy and no report."""
    try:
        files = files_of(path)
        return any(name.lower().endswith(".xsd") for name in files.names) and not _holds_report(files)
    except (Refused, OSError):
        return False


def files_of(path: Path) -> Files:
    """The files of a zip, or of a folder and, where it holds no report itself, all below. Raises Refused, OSError."""
    if not path.is_dir():
        return ZipFiles(path.read_bytes())
    files = FolderFiles(path, deep=False)
    return files if _holds_report(files) else FolderFiles(path, deep=True)


def read_report_books(path: Path, name: str, packages: Iterable[Path] = ()) -> tuple[list[Book], list[Problem]]:
    """The books of a folder, a zip or one file with what lies beside it, one a report, and what could not be read.

    `packages` are folders or zips of taxonomies that do not ship with it. Raises InputError where no report is there.
    """
    try:
        is_whole = path.is_dir() or path.suffix.lower() == ".zip"
        files = files_of(path) if is_whole else FolderFiles(path.parent, deep=False)
        known = tuple(files_of(package) for package in packages)
        found, problems = read_filing(files, None if is_whole else [path.name], document=name, packages=known)
    except (Refused, OSError) as error:
        raise InputError(Problem(str(path), 0, str(error), "Give the filing as it was published.")) from error
    folder = path if path.is_dir() else path.parent
    problems += [problem for report in found for problem in report.problems]
    told = [_at(problem, folder if path.suffix.lower() != ".zip" else path) for problem in problems]
    if not found:
        lost = Problem(str(path), 0, "no XBRL report in it can be read", "Give the filing as it was published.")
        raise InputError(*told, lost)
    return [_book(report, files, path) for report in found], told


def _at(problem: Problem, folder: Path) -> Problem:
    """The problem with the whole path of its file."""
    return Problem(str(folder / problem.file), problem.line, problem.message, problem.remedy)


def _book(report: ReportRead, files: Files, path: Path) -> Book:
    draft = Draft(report.name, str(path))
    bytes_of = [files.read(source) for source in report.sources]
    if report.is_inline:
        for source, raw in zip(report.sources, bytes_of, strict=True):
            draft.file = source
            _read_page(raw, draft)
    digests = [hashlib.sha256(raw).hexdigest() for raw in bytes_of]
    whole = digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
    return Book(
        entity=Entity(report.name, _NO_CURRENCY, FiscalCalendar()),
        title=report.name,
        documents=(Document(report.name, str(path), whole),),
        grids=tuple(draft.grids),
        passages=tuple(draft.passages),
        figures=tuple(draft.figures),
        filing=replace(report.filing, tags=tuple(_rendered(report, draft))),
    )


def _rendered(report: ReportRead, draft: Draft) -> Iterator[Tag]:
    """The tags, those that stand in a table's cell with the figure that the cell prints."""
    for tag in report.filing.tags:
        place = report.on_page.get(tag.figure)
        yield replace(tag, rendered=draft.tagged.get(place, "")) if place is not None else tag


def _read_page(raw: bytes, draft: Draft) -> None:
    """What a page prints; a page that no browser would show prints nothing, and its tags stand alone."""
    try:
        read_html(text_of(raw), draft)
    except (NotText, TooLarge, etree.LxmlError):
        return
