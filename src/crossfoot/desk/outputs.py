"""Outputs of a check: its books as JSON, JSON Lines or SARIF, and files that are whole or not there."""

# ruff: noqa: PLC0415 - a writer is imported where it is asked for
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from crossfoot.desk.checking import Checked
from crossfoot.model.problems import InputError, Problem


def written(found: Checked, form: str) -> str:
    """What was checked, as text in the `form` named: `json`, `jsonl` or `sarif`.

    JSON is one book, or a list of books; JSON Lines has one line a document.
    """
    from crossfoot.store.book_json import dump, dump_line

    if form == "jsonl":
        from crossfoot.store.book_parts import by_document

        return "".join(dump_line(part) for book in found.books for part in by_document(book))
    if form == "sarif":
        from crossfoot.store.sarif import sarif_log
        from crossfoot.tie.blame.finding_codes import CODES

        rules = [(code.code, code.title, code.explanation) for code in CODES]
        return sarif_log(found.books, (*found.problems, *found.remarks), rules)
    if len(found.books) == 1:
        return dump(found.books[0])
    return "[\n" + ",\n".join(dump_line(book).rstrip("\n") for book in found.books) + "\n]\n"


def write_out(text: str, target: Path) -> None:
    """Writes a file, whole or not at all: an earlier one stays where writing fails. Raises InputError."""
    write_files({target: lambda file: file.write_text(text, encoding="utf-8", newline="\n")}, target)


def write_files(parts: Mapping[Path, Callable[[Path], object]], target: Path) -> None:
    """Writes files by what each is written with: all beside their places first, then all into them.

    Raises InputError, which speaks of `target`.
    """
    drafts = {file: file.with_name(f".crossfoot-{secrets.token_hex(4)}{file.suffix}") for file in parts}
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
        problem = Problem(str(target), 0, f"it cannot be written ({error})", "Choose another file: --out FILE")
        raise InputError(problem) from error
