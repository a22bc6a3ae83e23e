"""Projects: from a folder of figures, model and pages to the published book."""

import secrets
import shutil
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.desk.books import BOOK, OUT
from crossfoot.desk.stages import Progress, collector_paused
from crossfoot.model.problems import InputError, Problem

if TYPE_CHECKING:
    from crossfoot.model.book import Book
    from crossfoot.publish.press import Press

_READ_WHOLE = ("sources", "pages")  # folders of a project
STARTER = "starter"  # the folder of the package that `start` copies
_PUBLISHERS = ("duckdb", "jinja2", "markdown_it", "vl_convert")


def build(folder: Path | str, out: Path | str | None = None, progress: Progress | None = None) -> "Book":
    """Reads, ties and publishes the project in `folder` into `out` (its own `out/` if None), and gives the tied book.

    Raises InputError; whatever goes wrong, an earlier book in `out` stays as it was and nothing half-written is left.
    """
    say = progress or (lambda _: None)
    project = Path(folder)
    target = Path(out) if out is not None else project / OUT
    _check_project(project)
    _check_target(project, target)
    _check_publishers()
    from crossfoot.publish.press import Press

    with Press() as press, collector_paused():
        book = tied(draft(project, say), say)
        publish(book, target, say, press)
    return book


def start(folder: Path | str) -> None:
    """Writes a small project that builds, of a fictional company, into a new or empty `folder`. Raises InputError."""
    target = Path(folder)
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        what = "this folder holds files already" if target.is_dir() else "this is a file, and a project is a folder"
        raise InputError(Problem(str(target), 0, what, "Name a new folder"))
    new = target.parent / f".crossfoot-{secrets.token_hex(4)}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with as_file(files("crossfoot") / STARTER) as starter:
            shutil.copytree(starter, new, copy_function=shutil.copyfile)
        new.replace(target)
    except OSError as error:
        problem = Problem(str(target), 0, f"the project cannot be written there ({error})", "Name another folder")
        raise InputError(problem) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def draft(folder: Path | str, progress: Progress | None = None) -> "Book":
    """The project's book before it is tied: figures as printed, identities and pages. Raises InputError."""
    from crossfoot.bind.declared.identities import bind
    from crossfoot.plan.targets import compare
    from crossfoot.publish.pages import read_pages
    from crossfoot.read.projects.project import read_project

    say = progress or (lambda _: None)
    project = Path(folder)
    say("Reading the project")
    book = read_project(project)
    say("Reading the pages")
    book = read_pages(project, book)
    say("Binding figures to identities")
    return bind(compare(book))


def tied(book: "Book", progress: Progress | None = None) -> "Book":
    """The book with labels recovered, every figure's verdict, every fact's bounds, and their proofs in words."""
    from crossfoot.tie.engine import tie
    from crossfoot.tie.wording.explain import explain

    say = progress or (lambda _: None)
    say("Recovering labels and tying out")
    book = tie(book)
    say("Putting the proofs into words")
    return explain(book)


def publish(book: "Book", out: Path | str, progress: Progress | None = None, press: "Press | None" = None) -> None:
    """Writes the site, `book.json` and the tables of facts into `out`, all of them or none. Raises InputError.

    A `press` that is already running draws the charts sooner.
    """
    target = Path(out)
    draft_folder = target.parent / f".crossfoot-{secrets.token_hex(4)}"
    try:
        draft_folder.mkdir(parents=True)
        _write(book, draft_folder, progress or (lambda _: None), press)
        _put_in_place(draft_folder, target)
    except OSError as error:
        problem = Problem(
            str(target), 0, f"the book cannot be written there ({error})", "Choose another folder: --out DIR"
        )
        raise InputError(problem) from error
    finally:
        shutil.rmtree(draft_folder, ignore_errors=True)


def _check_project(project: Path) -> None:
    if not project.is_dir():
        raise InputError(Problem(str(project), 0, "no such folder", "Give the folder that holds crossfoot.toml"))


def _check_target(project: Path, target: Path) -> None:
    """A folder that is replaced whole must hold nothing but an earlier book, and not the project itself."""
    if target.is_dir() and any(target.iterdir()) and not (target / BOOK).is_file():
        what = f"this folder holds other files and no {BOOK}, and would be replaced"
    elif target.exists() and not target.is_dir():
        what = "this is a file, and the book is a folder"
    elif project.resolve().is_relative_to(target.resolve()):
        what = "the project lies in this folder, and would be replaced"
    elif any(target.resolve().is_relative_to((project / part).resolve()) for part in _READ_WHOLE):
        what = "the project is read from this folder, and the book would be read as part of it"
    else:
        return
    raise InputError(Problem(str(target), 0, what, "Choose an empty or a new folder: --out DIR"))


def _check_publishers() -> None:
    missing = [name for name in _PUBLISHERS if find_spec(name) is None]
    if missing:
        what = f"publishing needs packages that are not installed ({', '.join(missing)})"
        raise InputError(Problem("crossfoot", 0, what, "Install them: pip install 'crossfoot[publish]'"))


def _write(book: "Book", folder: Path, say: Progress, press: "Press | None") -> None:
    from crossfoot.publish.site import write_site
    from crossfoot.store.book_json import dump
    from crossfoot.store.facts_table import write_facts

    say("Drawing the pages")
    write_site(book, folder, press)
    say("Writing the book and its facts")
    (folder / BOOK).write_text(dump(book), encoding="utf-8", newline="\n")
    write_facts(book, folder)


def _put_in_place(new: Path, target: Path) -> None:
    """Two renames: the earlier book moves aside, comes back if the new one cannot take its place, and goes last."""
    if not target.exists():
        new.rename(target)
        return
    earlier = new.with_name(f"{new.name}-earlier")
    target.rename(earlier)
    try:
        new.rename(target)
    except OSError:
        earlier.rename(target)
        raise
    shutil.rmtree(earlier, ignore_errors=True)
