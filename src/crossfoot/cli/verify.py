"""`crossfoot verify`: a book proved again from its JSON alone."""

from pathlib import Path
from typing import Annotated

import typer

from crossfoot import desk
from crossfoot.cli.terminal import BREAKS, counted, say

MOST_PROBLEMS = 20  # of a rejected book; the rest is counted


def verify(
    book: Annotated[Path, typer.Argument(help="A book.json, the folder it lies in, or a built project.")],
) -> None:
    """Prove a book again from its JSON alone, in exact arithmetic that shares no code with the engine."""
    found = desk.verify(book)
    if not found.problems:
        counts = ", ".join(f"{count} {kind}" for kind, count in found.counts.items())
        say(f"Accepted: {counts}. Every one was checked in exact arithmetic.")
        say("Hashes of documents, places and words are covered by the digest only.")
        return
    say(f"Rejected: {counted(len(found.problems), 'problem')}.")
    for problem in found.problems[:MOST_PROBLEMS]:
        say(f"  {problem}")
    if len(found.problems) > MOST_PROBLEMS:
        say(f"  and {len(found.problems) - MOST_PROBLEMS} more")
    raise typer.Exit(BREAKS)
