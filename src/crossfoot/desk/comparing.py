"""Comparing: a book against the documents that it says it is of, read and tied once more."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from crossfoot.desk.books import contents_of
from crossfoot.desk.checking import check
from crossfoot.desk.stages import Progress
from crossfoot.model.problems import InputError, Problem

Content = dict[str, Any]

_OF_THE_FILE = {"digest", "part_of", "version"}
_OF_THE_CALL = {"path", "file"}
"""What a book owes to the folder that a check was called in, not to its documents."""

_MOST = 5
"""Records of one part of a book that are named; where more differ, they are counted."""


def compare(
    path: Path | str, sources: Sequence[Path | str], progress: Progress | None = None, *, mapping: Path | None = None
) -> tuple[str, ...]:
    """What the books of a file say otherwise than a check of their documents does now, one line each.

    `path` is one that `find_book` knows, `sources` are as for `check`, the documents under the names that they had.
    They are read, bound and tied once more, with `mapping` if the book was made so, and every record is compared.
    Raises InputError, also where a document cannot be read, and for a project's book, which rests on its model too.
    """
    contents = contents_of(path)
    for content in contents:
        if content["pages"] or content["relations"]:
            what = "the book of a project rests on its model too, not on documents alone"
            raise InputError(Problem(str(path), 0, what, "Build the project again, and compare the two books"))
    several = len(contents) == 1 and len(contents[0]["documents"]) > 1
    found = check(sources, progress, mapping=mapping, together=several)
    if found.problems:
        raise InputError(*found.problems)
    from crossfoot.store.book_json import dump

    made = [json.loads(dump(book)) for book in found.books]
    return tuple(problem for content in contents for problem in _against(content, made))


def _against(content: Content, made: Sequence[Content]) -> Iterator[str]:
    """What one book says otherwise than that of the same documents among those made."""
    same = next((other for other in made if _hashes(other) == _hashes(content)), None)
    if same is not None:
        yield from _differences(content, same)
        return
    given = {digest for other in made for digest in _hashes(other).values()}
    foreign = [name for name, digest in _hashes(content).items() if digest not in given]
    yield from (f"document {name}: nothing that was given has the content that its hash is of" for name in foreign)
    if not foreign:
        yield f"book {content['title']!r}: a check puts its documents together with others, or apart"


def _hashes(content: Content) -> dict[str, str]:
    return {document["name"]: document["sha256"] for document in content["documents"]}


def _differences(told: Content, found: Content) -> Iterator[str]:
    """The parts of a book that differ, record by record."""
    for part in sorted((told.keys() | found.keys()) - _OF_THE_FILE):
        one, other = _plain(told.get(part)), _plain(found.get(part))
        if one == other:
            continue
        if isinstance(one, list) and isinstance(other, list):
            yield from _records(part, one, other)
        else:
            yield f"{part}: not what the documents give"


def _records(part: str, told: Sequence[Any], found: Sequence[Any]) -> Iterator[str]:
    if len(told) != len(found):
        yield f"{part}: the book has {len(told)}, the documents give {len(found)}"
    differing = [(one, other) for one, other in zip(told, found, strict=False) if one != other]
    for one, other in differing[:_MOST]:
        name = next((one[key] for key in ("id", "certificate", "identity", "name") if one.get(key)), "")
        keys = sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
        yield f"{part} {name}: {', '.join(keys)} not what the documents give"
    if len(differing) > _MOST:
        yield f"{part}: {len(differing) - _MOST} more are not what the documents give"


def _plain(value: Any) -> Any:
    """A value without what it owes to the folder of the call."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if key not in _OF_THE_CALL}
    return [_plain(each) for each in value] if isinstance(value, list) else value
