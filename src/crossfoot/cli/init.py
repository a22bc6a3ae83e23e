"""`crossfoot init`: a small project to start from."""

from pathlib import Path
from typing import Annotated

import typer

from crossfoot import desk
from crossfoot.cli.terminal import say

FIRST_FILES = {
    "crossfoot.toml": "the company, its fiscal year, its documents",
    "model.yaml": "what is measured, and how it hangs together",
    "sources/": "two CSV files: figures as printed, one a line",
    "plan.yaml": "what was promised, and when",
    "pages/results.md": "a page with a table and a chart",
}


def init(
    folder: Annotated[Path, typer.Argument(help="A new or an empty folder.")],
) -> None:
    """Write a small project that builds, of a fictional company, to start from."""
    desk.start(folder)
    say(f"A small results book stands in {folder}:\n")
    for name, holds in FIRST_FILES.items():
        say(f"  {name:17}{holds}")
    say(f"\nBuild it: crossfoot build {folder}")
