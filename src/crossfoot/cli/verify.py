"""`crossfoot verify`: a book proved again from its JSON alone, and held against its documents where they are given."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from crossfoot import desk
from crossfoot.cli.terminal import BREAKS, counted, progress, say

MOST_PROBLEMS = 20  # of a rejected book; the rest is counted

WITHOUT_DOCUMENTS = (
    "Not proved without the documents: that they have these hashes, that they print these figures in these places, and "
    "that its relations are meant. Give the documents as well: crossfoot verify BOOK SOURCE..."
)


def verify(
    book: Annotated[Path, typer.Argument(help="A book.json, the folder it lies in, or a built project.")],
    source: Annotated[
        list[str] | None, typer.Argument(help="Its documents: they are read and tied again, and all of it compared.")
    ] = None,
    mapping: Annotated[Path | None, typer.Option("--mapping", help="The mapping that the check was given.")] = None,
) -> None:
    """Prove a book again from its JSON alone, in exact arithmetic that shares no code with the engine."""
    found = desk.verify(book)
    if found.problems:
        _reject(found.problems)
    counts = ", ".join(f"{count} {kind}" for kind, count in found.counts.items())
    say(f"Accepted: {counts}. Every one was checked in exact arithmetic.")
    if not source:
        say(WITHOUT_DOCUMENTS)
        return
    if mapping is not None and not mapping.is_file():
        raise typer.BadParameter(f"{mapping} is missing", param_hint="--mapping")
    with progress() as telling:
        differences = desk.compare(book, source, telling, mapping=mapping)
    if differences:
        _reject(differences)
    say("Its documents were read and tied again: every figure, place, relation and finding is the same.")


def _reject(problems: Sequence[str]) -> None:
    say(f"Rejected: {counted(len(problems), 'problem')}.")
    for problem in problems[:MOST_PROBLEMS]:
        say(f"  {problem}")
    if len(problems) > MOST_PROBLEMS:
        say(f"  and {len(problems) - MOST_PROBLEMS} more")
    raise typer.Exit(BREAKS)
