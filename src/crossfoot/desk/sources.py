"""Sources: the documents that a person means by files, folders and patterns."""

import glob
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from crossfoot.model.problems import Problem

_PATTERN = frozenset("*?[")


def documents(sources: Iterable[Path | str], is_readable: Callable[[Path], bool]) -> tuple[list[Path], list[Problem]]:
    """Every document once, in the order given, those of a folder by name; and what names none.

    Of a folder and all below it the documents that `is_readable` knows are taken, hidden ones left out. A text that is
    no path but a pattern (`*`, `?`, `[...]`, `**` for folders at any depth) means what it matches, by the same rule. A
    file that is named itself is always taken: what cannot be read of it is for its reader to say.
    """
    found: dict[Path, Path] = {}
    problems: list[Problem] = []
    for source in sources:
        named = list(_named(Path(source), is_readable))
        if not named:
            problems.append(_nothing(Path(source)))
        for path in named:
            found.setdefault(path.resolve(), path)
    return list(found.values()), problems


def _named(source: Path, is_readable: Callable[[Path], bool]) -> Iterator[Path]:
    if source.is_dir():
        yield from _within(source, is_readable)
    elif _PATTERN.isdisjoint(str(source)) or source.exists():
        yield source
    else:
        for match in sorted(glob.glob(str(source), recursive=True)):  # noqa: PTH207 - the pattern may be absolute
            path = Path(match)
            if path.is_dir():
                if "**" not in str(source):  # which has matched what lies in it as well
                    yield from _within(path, is_readable)
            elif is_readable(path):
                yield path


def _within(folder: Path, is_readable: Callable[[Path], bool]) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and is_readable(path):
            yield path


def _nothing(source: Path) -> Problem:
    if source.is_dir():
        return Problem(str(source), 0, "this folder holds no document that can be read", "Name the files themselves")
    return Problem(str(source), 0, "no document matches this pattern", "Quote it, or name the files themselves")
