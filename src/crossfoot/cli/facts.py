"""`crossfoot facts`: the facts of any documents, for spreadsheets, queries and XBRL."""

from pathlib import Path
from typing import Annotated

import typer

from crossfoot import desk
from crossfoot.cli.terminal import TIES, UNREADABLE, breaks, counted, progress, say


def facts(
    source: Annotated[list[str], typer.Argument(help="Documents, folders of them, or patterns such as 'q3/*.xlsx'.")],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The file to write: its ending is .parquet, .csv, .xlsx or .json.")
    ],
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", help="A YAML file that says what tables state; written if it is not there."),
    ] = None,
) -> None:
    """Export the facts of any documents, tied: Parquet, CSV, XLSX or xBRL-JSON by the file's ending."""
    desk.check_export(out)
    with progress() as telling:
        found = desk.check(source, telling, mapping=mapping)
    for problem in (*found.problems, *found.remarks):
        typer.echo(problem, err=True)
    if not found.books:
        raise typer.Exit(UNREADABLE)
    written = desk.export_facts(found.books, out)
    documents = sum(len(book.documents) for book in found.books)
    broken = sum(map(breaks, found.books))
    remark = f"; {counted(broken, 'book')} with errors: see crossfoot check" if broken else ""
    say(f"{out}: {counted(written, 'fact')} of {counted(documents, 'document')}{remark}")
    raise typer.Exit(UNREADABLE if found.problems else TIES)
