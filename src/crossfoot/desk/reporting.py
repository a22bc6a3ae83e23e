"""The report of a check as one page: the pages of its documents as pictures, with a mark on every figure."""

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.desk.files import not_written
from crossfoot.desk.stages import Progress
from crossfoot.model.problems import InputError, Problem

if TYPE_CHECKING:
    from crossfoot.model.book import Book
    from crossfoot.model.pictures import Picture

_WRITERS = ("jinja2", "markdown_it")


def check_reporting(target: Path) -> None:
    """Raises InputError where a report could not be written into `target`, so that nobody waits for nothing."""
    missing = [name for name in _WRITERS if find_spec(name) is None]
    if missing:
        what = f"a report needs packages that are not installed ({', '.join(missing)})"
        raise InputError(Problem(str(target), 0, what, "Install them: pip install 'crossfoot[publish]'"))
    if target.is_dir():
        raise InputError(Problem(str(target), 0, "this is a folder", "Name a file that ends in .html"))
    nearest = next(folder for folder in target.absolute().parents if folder.exists())
    if not os.access(nearest, os.W_OK):
        raise InputError(Problem(str(target), 0, f"nothing may be written into {nearest}", "Name another file"))


def report(book: "Book", target: Path, progress: Progress | None = None, problems: Sequence[Problem] = ()) -> None:
    """Writes the report of a checked book, of one document or several, into the file `target`. Raises InputError.

    A page that cannot be drawn is redrawn from what was read of it; `problems` say what could not be read.
    """
    from crossfoot.publish.report.writing import write_report

    say = progress or (lambda _: None)
    say("Drawing the pages")
    pictures = _pictures(book)
    say("Writing the report")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_report(book, pictures, target, problems=problems)
    except OSError as error:
        raise InputError(not_written(target, error, "--report")) from error


def _pictures(book: "Book") -> dict[tuple[str, int], "Picture"]:
    from crossfoot.publish.report.selection import pictured_pages
    from crossfoot.read.pictures import page_pictures

    paths = {document.name: Path(document.path) for document in book.documents}
    drawn: dict[tuple[str, int], Picture] = {}
    for name, pages in pictured_pages(book).items():
        try:
            of_document = page_pictures(paths[name], pages)
        except InputError:
            continue  # it was read, if not drawn: the report shows what was read
        drawn.update({(name, number): picture for number, picture in of_document.items()})
    return drawn
