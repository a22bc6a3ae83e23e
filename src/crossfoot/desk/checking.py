"""Checking: any documents read, bound, tied to each other and explained, many of them in several processes."""

import os
import pickle
import zlib
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Chosen
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from crossfoot.desk.mapping import Mapping
from crossfoot.desk.processes import Hands, InThisProcess, Processes, Reader
from crossfoot.desk.sources import apart, documents
from crossfoot.desk.stages import Progress, collector_paused
from crossfoot.desk.tying import Checked, bound, said_of, tied
from crossfoot.model.problems import InputError, Problem

if TYPE_CHECKING:
    from crossfoot.model.book import Book
    from crossfoot.model.choices import TableChoices
    from crossfoot.tie.documents.sieve import Traits

MANY = 4
"""The documents from which on processes of their own work on them, and hand back what was made of each."""

_BROUGHT_DOWN = "it brought its process down: it is damaged, built to do so, or needs more memory than there is"
_SPLIT = "Split it, or give the part that holds the tables"

Made = TypeVar("Made")


def check(
    sources: Sequence[Path | str],
    progress: Progress | None = None,
    *,
    together: bool = False,
    mapping: Path | None = None,
) -> Checked:
    """Ties out the documents that `sources` name: files, folders and patterns.

    Documents that state the same facts are tied to each other in one book; with `together`, all are in one. Folders and
    zips of XBRL taxonomies among them are those that the reports are by. `mapping` is a file that says what tables
    state; where there is none yet, it is written as they were understood. What goes wrong with one document is a
    problem that names it, and leaves the others unharmed. Raises InputError where the mapping itself cannot be read or
    written.
    """
    done = list(check_each(sources, _whole, progress, together=together, mapping=mapping))
    return Checked(
        tuple(book for each in done for book in each.books),
        tuple(problem for each in done for problem in each.problems),
        tuple(remark for each in done for remark in each.remarks),
    )


def check_each(
    sources: Sequence[Path | str],
    make: Callable[[Checked], Made],
    progress: Progress | None = None,
    *,
    together: bool = False,
    mapping: Path | None = None,
) -> Iterator[Made]:
    """What `make` makes of each book that `check` gives, as it is tied, so that not all need be held at once.

    First comes what it makes of the problems of documents that could not be read, then each book with its own, those
    that may state the same in a row. From MANY documents on, `make` is called in other processes: it and what it gives
    must bear to be pickled. Raises InputError as `check` does.
    """
    from crossfoot.read.documents import document_names, is_document, is_filing, is_taxonomy

    say = progress or (lambda _: None)
    binding = Mapping.of(mapping)
    taxonomies, others = apart(sources, is_taxonomy)
    paths, problems = documents(others, is_document, is_filing)
    problems += [_without_report(path) for path in taxonomies if not paths]
    jobs = [
        Binding(path, _counted(name, number, len(paths)), name, tuple(taxonomies), binding, kept=len(paths) >= MANY)
        for number, (path, name) in enumerate(zip(paths, document_names(paths), strict=True), 1)
    ]
    with collector_paused(), _hands(len(paths)) as hands:
        parts: list[Part] = []
        remarks: list[Problem] = []
        for one in hands.each(jobs, say):
            parts += one.parts
            problems += one.problems
            remarks += one.remarks
            binding.chosen.update(one.chosen)
        binding.keep()
        if problems or remarks:
            yield make(Checked((), tuple(problems), tuple(remarks)))
        groups = [list(range(len(parts)))] if together and parts else _groups(parts)
        tying = (Tying(tuple(parts[n] for n in group), make, together) for group in groups)
        for made in hands.each(tying, say):
            yield from made


def checked(path: Path | str) -> "Book":
    """The tied book of one document. Raises InputError where it cannot be read, or a stage failed on it."""
    found = check([path])
    if len(found.books) != 1 or found.problems:
        several = Problem(str(path), 0, f"it names {len(found.books)} documents", "Name one, or use `crossfoot check`")
        raise InputError(*(found.problems or (several,)))
    return found.books[0]


@dataclass(frozen=True, slots=True)
class Part:
    """A bound book, small where it is `kept` until its turn to be tied comes, and what it is known by to others."""

    content: "Book | bytes"
    file: str
    traits: "Traits | None" = None

    @classmethod
    def of(cls, book: "Book", file: str, *, kept: bool) -> "Part":
        """The part of one book."""
        if not kept:
            return cls(book, file)
        from crossfoot.tie.documents.sieve import traits_of

        return cls(zlib.compress(pickle.dumps(book, pickle.HIGHEST_PROTOCOL), 1), file, traits_of(book))

    def book(self) -> "Book":
        """The book as it was."""
        if not isinstance(self.content, bytes):
            return self.content
        whole: Book = pickle.loads(zlib.decompress(self.content))  # noqa: S301 - it was packed by this very check
        return whole


@dataclass(frozen=True, slots=True)
class Bound:
    """What came of one source: its books, what could not be read or was left out, and how its tables were bound."""

    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    chosen: Chosen[str, "tuple[TableChoices, ...]"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Binding:
    """The work of reading and binding one source."""

    path: Path
    told: str
    name: str
    taxonomies: tuple[Path, ...]
    mapping: Mapping
    kept: bool

    def done(self, reader: Reader, say: Progress) -> Bound:
        """The source bound by what `reader` reads of it."""
        reading = partial(reader.read, self.path, self.name, self.taxonomies)
        file = str(self.path)
        found = bound(reading, self.mapping, file, said_of(self.told, say))
        parts = tuple(Part.of(book, file, kept=self.kept) for book in found.books)
        return Bound(parts, found.problems, found.remarks, self.mapping.chosen)

    def lost(self, reason: str) -> Bound:
        """What to say where the process was lost."""
        return Bound(problems=(Problem(str(self.path), 0, reason or _BROUGHT_DOWN, _SPLIT),))


@dataclass(frozen=True, slots=True)
class Tying(Generic[Made]):
    """The work of tying books that may state the same, and of making of each what is asked for."""

    parts: tuple[Part, ...]
    make: Callable[[Checked], Made]
    together: bool

    def done(self, _: Reader, say: Progress) -> list[Made]:
        """What is made of the tied books."""
        return [self.make(each) for each in tied([p.book() for p in self.parts], say, together=self.together)]

    def lost(self, reason: str) -> list[Made]:
        """What to say where the process was lost."""
        files = ", ".join(dict.fromkeys(part.file for part in self.parts))
        return [self.make(Checked((), (Problem(files, 0, reason or _BROUGHT_DOWN, _SPLIT),)))]


def _whole(found: Checked) -> Checked:
    return found


def _hands(count: int) -> Hands:
    """Who does the work on so many documents: this process on few, others on many."""
    if count < MANY:
        return InThisProcess()
    able = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Processes(max(1, min(able, count // 2)))


def _groups(parts: Sequence[Part]) -> list[list[int]]:
    """The numbers of parts that may state the same, in the order of the first of each; of few, all in one."""
    if not parts:
        return []
    traits = [part.traits for part in parts if part.traits is not None]
    if len(traits) < len(parts):
        return [list(range(len(parts)))]
    from crossfoot.tie.documents.sieve import likely_pairs, linked

    return linked(len(parts), likely_pairs(traits))


def _counted(name: str, number: int, count: int) -> str:
    return f"{name} ({number} of {count})" if count > 1 else name


def _without_report(path: Path) -> Problem:
    return Problem(str(path), 0, "it holds a taxonomy and no report", "Name the reports that are by it as well")
