"""What commands say: lines on a terminal, counts in words, the stage at work, and the codes they end with."""

import shutil
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.status import Status

    from crossfoot.model.book import Book

TIES, BREAKS, UNREADABLE = 0, 1, 2
WIDEST, NARROWEST = 100, 40  # columns of a summary and of its text: longer lines are hard to read, shorter ones too


def say(text: str) -> None:
    """A line on the standard output."""
    typer.echo(text)


def counted(number: int, noun: str) -> str:
    """`1 figure`, `1,234 figures`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class Telling:
    """Tells of the stage at work where a person can see it; `status` is none where nobody looks."""

    def __init__(self, status: "Status | None" = None) -> None:
        self._status = status

    def __call__(self, stage: str) -> None:
        """The stage that starts, in words."""
        if self._status is not None:
            self._status.update(stage)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Something else is said meanwhile, on the same terminal."""
        if self._status is None:
            yield
            return
        self._status.stop()
        yield
        self._status.start()


@contextmanager
def progress() -> Iterator[Telling]:
    """The stage at work, on a terminal only; a log keeps to the summary."""
    if not sys.stderr.isatty():
        yield Telling()
        return
    from rich.console import Console  # a log needs none

    with Console(stderr=True).status("Starting") as status:
        yield Telling(status)


def entry(label: str, text: str) -> None:
    """One line of a summary under its label, folded to the terminal's width behind it."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    lead = f"  {label:11}"
    folded = textwrap.wrap(text, max(width - len(lead), NARROWEST), break_long_words=False, break_on_hyphens=False)
    for number, line in enumerate(folded):
        say(f"{lead if number == 0 else ' ' * len(lead)}{line}")


def breaks(book: "Book") -> bool:
    """Whether a finding of the book is an error."""
    from crossfoot.model.findings import Severity

    return any(finding.severity is Severity.ERROR for finding in book.findings)
