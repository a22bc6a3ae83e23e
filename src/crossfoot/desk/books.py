"""Books at rest: found by the path a person gives, loaded, and proved again."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.model.problems import InputError, Problem

if TYPE_CHECKING:
    from crossfoot.model.book import Book
    from crossfoot.tie.verification.checker import Verification

BOOK = "book.json"
OUT = "out"


def verify(path: Path | str) -> "Verification":
    """What the checker finds in a book; `path` is one that `find_book` knows. Raises InputError."""
    from crossfoot.tie.verification.checker import verify_book

    return verify_book(_text(find_book(path)))


def load(path: Path | str) -> "Book":
    """The book at rest in the file that `path` means to `find_book`. Raises InputError."""
    from crossfoot.store.book_json import load as load_book

    file = find_book(path)
    return load_book(_text(file), str(file))


def find_book(path: Path | str) -> Path:
    """The `book.json` that a path means: itself, in that folder, or in its `out/`. Raises InputError."""
    given = Path(path)
    candidates = (given / BOOK, given / OUT / BOOK) if given.is_dir() else (given,)
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    what = f"no {BOOK} in it or in its {OUT}/" if given.is_dir() else "no such file or folder"
    raise InputError(
        Problem(str(given), 0, what, "Give a book, its folder or a built project: `crossfoot build PROJECT`")
    )


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(Problem(str(file), 0, f"it cannot be read ({error})", "Build the book again")) from error
