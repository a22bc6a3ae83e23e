"""`crossfoot check`: any documents tied out, with a report to read or a file for programs."""

import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from crossfoot import desk
from crossfoot.cli.shown import Looks, Shown, Tally, Texts, Write, as_text, as_written
from crossfoot.cli.terminal import BREAKS, TIES, UNREADABLE, WIDEST, Telling, progress
from crossfoot.model.findings import Severity


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
    looks = Looks(min(shutil.get_terminal_size().columns, WIDEST), out is None and sys.stdout.isatty(), untested)
    show = partial(as_text, looks=looks) if form is Form.TEXT else partial(as_written, form=form)
    with progress() as telling, _output(out) as write:
        if report is None and form in {Form.TEXT, Form.JSONL}:
            shown = desk.check_each(source, show, telling, mapping=mapping)
        else:
            found = desk.check(source, telling, together=report is not None, mapping=mapping)
            if report is not None and found.books:
                desk.report(found.books[0], report, telling, found.problems)
            shown = iter((show(found),))
        tally = _told(shown, telling, write)
        if form is Form.TEXT:
            with telling.aside():
                write(f"\n{tally}\n" if tally.books > 1 else "")
                write(f"Checked in {time.perf_counter() - started:.1f} s\n")
    if made and report is not None and report.exists():
        typer.echo(f"{report.parent}: this folder was made for the report", err=True)
    raise typer.Exit(_code(tally))


def _told(shown: Iterable[Shown], telling: Telling, write: Write) -> Tally:
    """Say what is shown, bit by bit, and count it."""
    tally, texts = Tally(), Texts(write)
    for each in shown:
        tally.add(each.tally)
        with telling.aside():
            for problem in (*each.problems, *each.remarks):
                typer.echo(problem, err=True)
            for whole, short in each.texts:
                texts.add(whole, short)
    with telling.aside():
        texts.end()
    return tally


def _code(tally: Tally) -> int:
    """What cannot be read goes before what breaks: a check that was not whole proves nothing of the rest."""
    if tally.problems:
        return UNREADABLE
    return BREAKS if tally.findings[Severity.ERROR] else TIES


@contextmanager
def _output(out: Path | None) -> Iterator[Write]:
    """What writes on the standard output, or into a file that takes its place once all is written."""
    if out is None:
        yield partial(typer.echo, nl=False)
        return
    with desk.writing(out) as file:
        yield file.write
