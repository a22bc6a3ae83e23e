"""The command line: thin commands over the desk, and what they print for a person to read."""

import signal
import sys
from typing import Annotated

import typer

from crossfoot import __version__
from crossfoot.cli.build import build
from crossfoot.cli.check import check
from crossfoot.cli.facts import facts
from crossfoot.cli.init import init
from crossfoot.cli.terminal import BREAKS, TIES, UNREADABLE
from crossfoot.cli.verify import verify
from crossfoot.cli.why import why
from crossfoot.model.problems import InputError

__all__ = ["BREAKS", "TIES", "UNREADABLE", "app", "main"]

CHECK_EXAMPLES = """\
Examples:\n
crossfoot check results.pdf\n
crossfoot check deck.pdf supplement.xlsx --report report.html  (documents of one company are tied to each other)\n
crossfoot check q3/ --format sarif --out q3.sarif\n
crossfoot check filing.xbrl taxonomy.zip  (sums that the taxonomy declares are checked)\n
crossfoot check 1q.pdf --mapping map.yaml  (then correct map.yaml, and give it with 2q.pdf too)\n
Exit codes: 0 no finding is an error, 1 one is, 2 a document could not be read.
"""
FACTS_EXAMPLES = """\
Examples:\n
crossfoot facts deck.pdf supplement.xlsx --out facts.parquet\n
crossfoot facts filing/ --out facts.json  (xBRL-JSON)\n
Exit codes: 0 every document was read, 2 one could not be.
"""
TERMINATED = 143  # what shells report of a process that SIGTERM ended

app = typer.Typer(
    name="crossfoot",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Proves which figures of a financial results document tie, recovers missing ones, and publishes the book.",
    epilog="Exit codes: 0 it ties or is accepted, 1 something breaks or is rejected, 2 the input cannot be read.",
)
app.command(epilog=CHECK_EXAMPLES)(check)
app.command(epilog=FACTS_EXAMPLES)(facts)
app.command(epilog="Example: crossfoot init my-book")(init)
app.command(epilog="Example: crossfoot build examples/iij-fy2016 --out /tmp/book")(build)
app.command(epilog='Example: crossfoot why examples/iij-fy2016 "mobile_revenue FY2016"')(why)
app.command(epilog="Example: crossfoot verify examples/iij-fy2016/out/book.json")(verify)


def main() -> None:
    """Runs the command line; input that cannot be read ends with code 2 and a line for each problem."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # an exit runs what clears half-written books away
    try:
        app()
    except InputError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)  # noqa: T201 - the command line's own voice
        sys.exit(UNREADABLE)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"crossfoot {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Options that stand before a command."""
