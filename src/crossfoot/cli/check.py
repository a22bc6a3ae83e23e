"""`crossfoot check`: any documents tied out, with a report to read or a file for programs."""

import io
import shutil
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossfoot import desk
from crossfoot.cli.terminal import BREAKS, TIES, UNREADABLE, WIDEST, breaks, progress, say

if TYPE_CHECKING:
    from crossfoot.desk import Checked


class Form(StrEnum):
    """What a check writes."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"


def check(  # noqa: PLR0913, PLR0917 - a command has as many options as it offers
    source: Annotated[list[str], typer.Argument(help="Documents, folders of them, or patterns such as 'q3/*.xlsx'.")],
    form: Annotated[Form, typer.Option("--format", help="What to write.")] = Form.TEXT,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file to write instead of the standard output.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", help="An HTML file to write: the pages with a mark on every figure.")
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", help="A YAML file that says what tables state; written if it is not there."),
    ] = None,
    untested: Annotated[bool, typer.Option("--untested", help="List the figures that nothing protects.")] = False,
) -> None:
    """Tie out any documents: which figures tie, which break and why, and which nothing tests."""
    started = time.perf_counter()
    if report is not None:
        desk.check_reporting(report)
    made = report is not None and not report.parent.exists()
    with progress() as telling:
        found = desk.check(source, telling, together=report is not None, mapping=mapping)
        if report is not None and found.books:
            desk.report(found.books[0], report, telling, found.problems)
    for problem in (*found.problems, *found.remarks):
        typer.echo(problem, err=True)
    if made and report is not None and report.exists():
        typer.echo(f"{report.parent}: this folder was made for the report", err=True)
    if form is Form.TEXT:
        _report(found, out, untested=untested, seconds=time.perf_counter() - started)
    elif out is None:
        say(desk.written(found, form).rstrip("\n"))
    else:
        desk.write_out(desk.written(found, form), out)
    raise typer.Exit(_code(found))


def _code(found: "Checked") -> int:
    """What cannot be read goes before what breaks: a check that was not whole proves nothing of the rest."""
    if found.problems:
        return UNREADABLE
    return BREAKS if any(map(breaks, found.books)) else TIES


def _report(found: "Checked", out: Path | None, *, untested: bool, seconds: float) -> None:
    from rich.console import Console

    from crossfoot.cli.report import print_report

    text = io.StringIO() if out is not None else None
    width = min(shutil.get_terminal_size().columns, WIDEST)
    console = Console(file=text, width=width, highlight=False, markup=False, emoji=False)
    print_report(found.books, console, untested=untested)
    console.print(f"Checked in {seconds:.1f} s")
    if text is not None and out is not None:
        desk.write_out(text.getvalue(), out)
