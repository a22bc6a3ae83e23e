"""`crossfoot facts`: the facts of any documents, for people, spreadsheets, queries and XBRL."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from crossfoot import desk
from crossfoot.cli.terminal import TIES, UNREADABLE, breaks, counted, progress, say

SHOWN = ("label", "members", "period", "value", "unit", "status", "place")
"""What a terminal shows of a fact; the rest is for programs."""

_NARROWEST = 120  # columns below which a terminal's table would fold every label


def facts(
    source: Annotated[list[str], typer.Argument(help="Documents, folders of them, or patterns such as 'q3/*.xlsx'.")],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            help="The file to write: its ending is .parquet, .csv, .xlsx or .json. Without it facts are shown, "
            "or written as CSV where the output is no terminal.",
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", help="A YAML file that says what tables state; written if it is not there."),
    ] = None,
) -> None:
    """Show or export the facts of any documents, tied: Parquet, CSV, XLSX or xBRL-JSON by the file's ending."""
    if out is not None:
        desk.check_export(out)
    with progress() as telling:
        found = desk.check(source, telling, mapping=mapping)
    for problem in (*found.problems, *found.remarks):
        typer.echo(problem, err=True)
    if not found.books:
        raise typer.Exit(UNREADABLE)
    if out is None:
        _show(found)
    else:
        _export(found, out)
    raise typer.Exit(UNREADABLE if found.problems else TIES)


def _export(found: desk.Checked, out: Path) -> None:
    """The facts in a file, and one line that says so."""
    written = desk.export_facts(found.books, out)
    documents = sum(len(book.documents) for book in found.books)
    broken = sum(map(breaks, found.books))
    remark = f"; {counted(broken, 'book')} with errors: see crossfoot check" if broken else ""
    say(f"{out}: {counted(written, 'fact')} of {counted(documents, 'document')}{remark}")


def _show(found: desk.Checked) -> None:
    """The facts on the standard output: a table for a person, CSV for a program."""
    from crossfoot.store.facts_table import COLUMNS, fact_rows, facts_csv

    rows = [row for book in found.books for row in fact_rows(book)]
    if not sys.stdout.isatty():
        say(facts_csv(rows).rstrip("\n"))
        return
    print_facts([dict(zip(COLUMNS, row, strict=True)) for row in rows])


def print_facts(rows: Sequence[dict[str, str | None]]) -> None:
    """Facts as a table as wide as the terminal; columns in which no fact has anything are left out."""
    from rich.console import Console
    from rich.table import Table

    shown = [name for name in SHOWN if any(row[name] for row in rows)]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in shown:
        table.add_column(name, justify="right" if name == "value" else "left", overflow="fold", no_wrap=name == "value")
    for row in rows:
        table.add_row(*(_cell(name, row[name] or "") for name in shown))
    width = max(shutil.get_terminal_size().columns, _NARROWEST)
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    console.print(table)
    console.print(counted(len(rows), "fact"))


def _cell(name: str, text: str) -> str:
    """A value with its thousands apart; everything else as it is."""
    if name != "value" or not text:
        return text
    whole, point, decimals = text.partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole != "-0" else text
