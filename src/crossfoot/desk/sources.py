"""Sources: the documents that a person means by files, folders and patterns."""

import glob
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crossfoot.model.problems import Problem

_PATTERN = frozenset("*?[")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_PIPE = re.compile(r"-$|/dev/(?:stdin|fd/[0-9]+)$|/proc/[^/]+/fd/[0-9]+$")


Test = Callable[[Path], bool]


def documents(
    sources: Iterable[Path | str], is_readable: Test, is_one: Test = lambda _: False
) -> tuple[list[Path], list[Problem]]:
    """Every document once, in the order given, those of a folder by name; and what names none.

    Of a folder and all below it the documents that `is_readable` knows are taken, hidden ones left out; a folder that
    `is_one` document is taken whole, and with it what lies there besides the parts of that document. A text that is no
    path but a pattern (`*`, `?`, `[...]`, `**` for folders at any depth) means what it matches, by the same rule. A
    file that is named itself is always taken: what cannot be read of it is for its reader to say.
    """
    known = _Known(is_readable, is_one)
    found: dict[Path, Path] = {}
    problems: list[Problem] = []
    for source in sources:
        address = _ADDRESS.match(str(source))
        if address and not Path(source).exists():
            remedy = "Nothing is fetched: save the document, and name the file"
            problems.append(Problem(str(source), 0, "this is an address, and no file", remedy))
            continue
        if _PIPE.match(str(source)):
            trouble = "what comes through a pipe is not read: its name and kind are not known"
            problems.append(Problem(str(source), 0, trouble, "Save it as a file, and name that"))
            continue
        named = list(_named(Path(source), known))
        if not named:
            problems.append(_nothing(Path(source)))
        for path in named:
            found.setdefault(path.resolve(), path)
    return list(found.values()), problems


def apart(sources: Iterable[Path | str], test: Test) -> tuple[list[Path], list[Path | str]]:
    """The sources that are files or folders of a kind, as taxonomies are, and the others, each in their order.

    Files of the kind that lie in a folder are found too; a folder of nothing else is no source besides.
    """
    found: list[Path] = []
    others: list[Path | str] = []
    for source in sources:
        path = Path(source)
        if path.exists() and test(path):
            found.append(path)
            continue
        within = sorted(each for each in path.rglob("*.zip") if test(each)) if path.is_dir() else []
        found += within
        if not within or any(each.is_file() and each not in within for each in path.rglob("*")):
            others.append(source)
    return found, others


@dataclass(frozen=True, slots=True)
class _Known:
    """What readers can read, and what they read as one document."""

    is_readable: Test
    is_one: Test


def _named(source: Path, known: _Known) -> Iterator[Path]:
    if source.is_dir():
        yield from _within(source, known)
    elif _PATTERN.isdisjoint(str(source)) or source.exists():
        yield source
    else:
        for match in sorted(glob.glob(str(source), recursive=True)):  # noqa: PTH207 - the pattern may be absolute
            path = Path(match)
            if path.is_dir():
                if "**" not in str(source):  # which has matched what lies in it as well
                    yield from _within(path, known)
            elif known.is_readable(path):
                yield path


def _within(folder: Path, known: _Known) -> Iterator[Path]:
    whole = known.is_one(folder)
    if whole:
        yield folder
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or (path.is_symlink() and path.is_dir()):  # a link may lead back up
            continue
        if path.is_dir():
            yield from _within(path, known)
        elif path.is_file() and known.is_one(path):
            if not whole:  # else it is a part of the folder's document
                yield path
        elif path.is_file() and known.is_readable(path):
            yield path


def _nothing(source: Path) -> Problem:
    if source.is_dir():
        return Problem(str(source), 0, "this folder holds no document that can be read", "Name the files themselves")
    return Problem(str(source), 0, "no document matches this pattern", "Quote it, or name the files themselves")
