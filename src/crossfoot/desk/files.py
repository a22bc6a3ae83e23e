"""Files that are written whole or not at all."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from crossfoot.model.problems import InputError, Problem


def write_out(text: str, target: Path) -> None:
    """Writes a file, whole or not at all: an earlier one stays where writing fails. Raises InputError."""
    write_files({target: lambda file: file.write_text(text, encoding="utf-8", newline="\n")}, target)


@contextmanager
def writing(target: Path) -> Iterator[TextIO]:
    """A file to write into bit by bit, which takes its place once all is written, and never if something goes wrong.

    Raises InputError where it cannot be written.
    """
    draft = _draft(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("w", encoding="utf-8", newline="\n") as file:
                yield file
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(not_written(target, error, "--out")) from error


def write_files(parts: Mapping[Path, Callable[[Path], object]], target: Path) -> None:
    """Writes files by what each is written with: all beside their places first, then all into them.

    Raises InputError, which speaks of `target`.
    """
    drafts = {file: _draft(file) for file in parts}
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            for file, write in parts.items():
                write(drafts[file])
            for file, draft in drafts.items():
                draft.replace(file)
        finally:
            for draft in drafts.values():
                draft.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(not_written(target, error, "--out")) from error


def _draft(file: Path) -> Path:
    return file.with_name(f".crossfoot-{secrets.token_hex(4)}{file.suffix}")


def not_written(target: Path, error: OSError, option: str) -> Problem:
    """What to say of a file that could not be written: the reason in words, never the draft beside it."""
    reason = (error.strerror or str(error)).lower()
    return Problem(str(target), 0, f"it cannot be written: {reason}", f"Choose another file: {option} FILE")
