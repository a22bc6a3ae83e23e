"""Books at rest: found by the path a person gives, loaded, and proved again."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossfoot.model.problems import InputError, Problem

if TYPE_CHECKING:
    from crossfoot.model.book import Book
    from crossfoot.model.facts import Fact
    from crossfoot.tie.verification.checker import Verification

BOOK = "book.json"
OUT = "out"
SEARCHES_LEFT = "contradictions not searched for again"
"""Counted where a search had ended at its limit: what it leads to depends on the time that it has."""

_INCONSISTENT = (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What a book raises whose records name others that are not there."""


def verify(path: Path | str) -> "Verification":
    """What the checker finds in a book, or in each of several; `path` is one that `find_book` knows.

    Of a book whose numbers are proved, its contradictions are searched for again and its words told anew. Raises
    InputError, also for a part of a book: its proofs rest on the other parts.
    """
    from crossfoot.tie.verification.checker import Verification

    file = find_book(path)
    texts = _each_book(_text(file))
    problems = [problem for text in texts if (problem := _part(file, text)) is not None]
    if problems:
        raise InputError(*problems)
    found = [_verified(text, file) for text in texts]
    if len(found) == 1:
        return found[0]
    counts: Counter[str] = Counter()
    for one in found:
        counts.update(one.counts)
    told = (f"book {n}: {problem}" for n, one in enumerate(found, 1) for problem in one.problems)
    return Verification(counts, tuple(told))


def contents_of(path: Path | str) -> list[dict[str, Any]]:
    """Every book of the file that `path` means to `find_book`, as JSON values. Raises InputError."""
    file = find_book(path)
    try:
        return [json.loads(text) for text in _each_book(_text(file))]
    except json.JSONDecodeError as error:
        raise InputError(
            Problem(str(file), error.lineno, f"this is no JSON: {error.msg}", "Give a book.json")
        ) from error


def _verified(text: str, file: Path) -> "Verification":
    """What the checker finds in one book and, once it accepts the numbers, what is not told as they tell it.

    Contradictions are searched for again, and words told anew, by the program that wrote the book.
    """
    from crossfoot.store.book_json import load as load_book
    from crossfoot.tie.anew.findings import findings_anew
    from crossfoot.tie.verification.checker import Verification, verify_book
    from crossfoot.tie.wording.anew import told_otherwise

    found = verify_book(text)
    if found.problems:
        return found
    try:
        book = load_book(text, str(file))
        anew = findings_anew(book)
        problems = (*anew.problems, *told_otherwise(book), *_written_otherwise(book, text))
    except InputError as error:
        return Verification(found.counts, tuple(problem.message for problem in error.problems))
    except _INCONSISTENT as error:
        return Verification(found.counts, (f"book: its parts do not go together ({error!r})",))
    counts = {**found.counts, "contradictions searched for again": anew.searched, SEARCHES_LEFT: anew.left}
    return Verification({kind: count for kind, count in counts.items() if count or kind in found.counts}, problems)


def _written_otherwise(book: "Book", text: str) -> Iterator[str]:
    """What a book says of its records in several places, and not alike: written again, it would be another."""
    from crossfoot.store.book_json import VERSION, dump

    told = json.loads(text)
    if told["version"] != VERSION:
        yield f"version: {told['version']} may say more than this program, which writes {VERSION}, can compare"
        return
    again = json.loads(dump(book))
    for part in sorted(again.keys() - {"digest", "part_of"}):
        one, other = told.get(part), again[part]
        if one == other:
            continue
        records = zip(one, other, strict=False) if isinstance(one, list) and isinstance(other, list) else ()
        name = next((f" {a.get('id', '')}".rstrip() for a, b in records if a != b and isinstance(a, dict)), "")
        yield f"{part}{name}: it is not told as the rest of the book has it"


def _each_book(text: str) -> list[str]:
    """The books of a file: one, those of a list, or one a line; what is none of these is one that cannot be read."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError:
        lines = [line for line in text.splitlines() if line.strip()]
        objects = all(line.startswith("{") and line.endswith("}") for line in lines)
        return lines if len(lines) > 1 and objects else [text]
    return [json.dumps(book, ensure_ascii=False) for book in content] if isinstance(content, list) else [text]


def _part(file: Path, text: str) -> Problem | None:
    """What to say of a text that is only a part of a book."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError:
        return None
    whole = content.get("part_of") if isinstance(content, dict) else None
    if not whole:
        return None
    what = f"the part of {whole!r} that is about {content.get('title')!r}: its proofs rest on the other documents"
    return Problem(str(file), 0, what, "Prove the whole book: write it with `crossfoot check SOURCE... --format json`")


def load(path: Path | str) -> "Book":
    """The book at rest in the file that `path` means to `find_book`. Raises InputError."""
    from crossfoot.store.book_json import load as load_book

    file = find_book(path)
    return load_book(_text(file), str(file))


def deduced(book: "Book", fact: "Fact") -> tuple["Book", "Fact"]:
    """The book and its fact with the tightest bounds and their proofs in words.

    A check deduces them of small parts only, as they take far longer than all else; here they are made for one fact.
    """
    from crossfoot.model.facts import SourceKind

    if fact.low_proof or fact.high_proof or fact.source is SourceKind.ASSUMED or not book.witness:
        return book, fact
    from crossfoot.tie.engine import deduced as with_bounds
    from crossfoot.tie.wording.explain import explain

    found = with_bounds(book, [fact.key])
    tighter = found.fact(fact.key)
    if tighter is None or not (tighter.low_proof or tighter.high_proof):
        return book, fact
    return explain(found), tighter


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
