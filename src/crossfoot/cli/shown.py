"""What a check shows of tied books: made where they were tied, so that nobody need hold all the books at once."""

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crossfoot import desk
from crossfoot.cli.report import print_book, verdict_counts, verdict_line, verdicts_in_words
from crossfoot.cli.terminal import counted
from crossfoot.model.facts import Verdict
from crossfoot.model.findings import Severity

if TYPE_CHECKING:
    from crossfoot.desk import Checked
    from crossfoot.model.book import Book
    from crossfoot.model.problems import Problem


Write = Callable[[str], object]
"""Takes a text to where the output goes."""


@dataclass(frozen=True, slots=True)
class Looks:
    """How text is to look: columns wide, in colours or not, and whether it lists what is untested."""

    width: int
    coloured: bool
    untested: bool


@dataclass(slots=True)
class Tally:
    """Counts over all books of a check."""

    books: int = 0
    figures: int = 0
    problems: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    findings: Counter[Severity] = field(default_factory=Counter)

    @classmethod
    def of(cls, found: "Checked") -> "Tally":
        """Those of a few books."""
        return cls(
            len(found.books),
            sum(len(book.figures) for book in found.books),
            len(found.problems),
            sum(map(verdict_counts, found.books), Counter()),
            Counter(finding.severity for book in found.books for finding in book.findings),
        )

    def add(self, other: "Tally") -> None:
        """Count others in."""
        self.books += other.books
        self.figures += other.figures
        self.problems += other.problems
        self.verdicts.update(other.verdicts)
        self.findings.update(other.findings)

    def __str__(self) -> str:
        """`3 books, 1,204 figures: 1,190 tie, 2 break, 12 untested; 1 error, 0 warnings`."""
        errors, warnings = self.findings[Severity.ERROR], self.findings[Severity.WARNING]
        return (
            f"{counted(self.books, 'book')}, {counted(self.figures, 'figure')}: {verdicts_in_words(self.verdicts)}; "
            f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """Some tied books as they are shown: a text for each, and a short one for where it is one of many."""

    texts: tuple[tuple[str, str], ...]
    tally: Tally
    problems: "tuple[Problem, ...]" = ()
    remarks: "tuple[Problem, ...]" = ()


class Texts:
    """Texts as they come: the first waits until it is known whether it is the only one, and may be as long as it is."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._first = self._short = ""
        self._count = 0

    def add(self, whole: str, short: str) -> None:
        """The next text, and the short one for where there are others."""
        self._count += 1
        if self._count == 1:
            self._first, self._short = whole, short
            return
        if self._count == 2:
            self._write(self._short)
        self._write(short)

    def end(self) -> None:
        """There are no more."""
        if self._count == 1:
            self._write(self._first)


def as_text(found: "Checked", looks: Looks) -> Shown:
    """For people: the report of each book; of many, those that tie without a finding keep to a line."""
    return Shown(tuple(_report(book, looks) for book in found.books), Tally.of(found), found.problems, found.remarks)


def as_written(found: "Checked", form: str) -> Shown:
    """For programs: all books in one text of the `form` named."""
    text = desk.written(found, form)
    return Shown(((text, text),), Tally.of(found), found.problems, found.remarks)


def _report(book: "Book", looks: Looks) -> tuple[str, str]:
    from rich.console import Console

    text, line = io.StringIO(), io.StringIO()
    whole, short = (
        Console(file=file, width=looks.width, force_terminal=looks.coloured, highlight=False, markup=False, emoji=False)
        for file in (text, line)
    )
    print_book(book, whole, untested=looks.untested)
    if book.findings or looks.untested:
        return text.getvalue(), text.getvalue()
    short.print(verdict_line(book), soft_wrap=True)
    return text.getvalue(), line.getvalue()
