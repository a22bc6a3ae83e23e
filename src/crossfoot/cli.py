"""The command line: thin commands over the desk, and what they print for a person to read."""

import shutil
import signal
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossfoot import __version__, desk
from crossfoot.model.problems import InputError

if TYPE_CHECKING:
    from crossfoot.model.book import Book
    from crossfoot.tie.wording.why import Answer

TIES, BREAKS, UNREADABLE = 0, 1, 2
TERMINATED = 143  # what shells report of a process that SIGTERM ended
MOST_PROBLEMS = 20  # of a rejected book; the rest is counted
MOST_RELATIONS = 5  # of one fact; the rest is counted
MOST_REMEDIES = 5  # of one finding; the rest is counted
MOST_LINES = 6  # of one finding's figures; the rest is counted
WIDEST, NARROWEST = 100, 40  # columns of a summary and of its text: longer lines are hard to read, shorter ones too
FIRST_FILES = {
    "crossfoot.toml": "the company, its fiscal year, its documents",
    "model.yaml": "what is measured, and how it hangs together",
    "sources/": "two CSV files: figures as printed, one a line",
    "plan.yaml": "what was promised, and when",
    "pages/results.md": "a page with a table and a chart",
}

app = typer.Typer(
    name="crossfoot",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Proves which figures of a financial results document tie, recovers missing ones, and publishes the book.",
    epilog="Exit codes: 0 it ties or is accepted, 1 something breaks or is rejected, 2 the input cannot be read.",
)


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


@app.command(epilog="Example: crossfoot init my-book")
def init(
    folder: Annotated[Path, typer.Argument(help="A new or an empty folder.")],
) -> None:
    """Write a small project that builds, of a fictional company, to start from."""
    desk.start(folder)
    _say(f"A small results book stands in {folder}:\n")
    for name, holds in FIRST_FILES.items():
        _say(f"  {name:17}{holds}")
    _say(f"\nBuild it: crossfoot build {folder}")


@app.command(epilog="Example: crossfoot build examples/iij-fy2016 --out /tmp/book")
def build(
    project: Annotated[Path, typer.Argument(help="The project folder, which holds crossfoot.toml.")],
    out: Annotated[
        Path | None, typer.Option(help="The folder to publish into; replaced whole. Default: out/ in the project.")
    ] = None,
) -> None:
    """Tie out a project and publish its book: the site, book.json, facts.csv and facts.parquet."""
    started = time.perf_counter()
    with _progress() as say:
        book = desk.build(project, out, say)
    where = out if out is not None else project / desk.OUT
    _print_summary(book)
    if book.findings:
        _say(f'\nWhy a number does not tie: crossfoot why {where} "MEASURE PERIOD"')
    _say(f"\nThe book: {where / 'index.html'} ({time.perf_counter() - started:.1f} s)")
    raise typer.Exit(BREAKS if _breaks(book) else TIES)


@app.command(epilog='Example: crossfoot why examples/iij-fy2016 "mobile_revenue FY2016"')
def why(
    book: Annotated[Path, typer.Argument(help="A book.json, the folder it lies in, or a built project.")],
    figure: Annotated[list[str], typer.Argument(help="A figure's id, a fact's id, or words: a measure and a period.")],
) -> None:
    """Say how a number is known: its source, its arithmetic, its bounds and their proof."""
    from crossfoot.store.lookup import find
    from crossfoot.tie.wording.why import why as answer
    from crossfoot.tie.wording.why import why_unbound

    known = desk.load(book)
    found = find(known, " ".join(figure))
    if found.fact is not None:
        _print_answer(answer(known, found.fact))
    elif found.figure is not None:
        _print_answer(why_unbound(known, found.figure))


@app.command(epilog="Example: crossfoot verify examples/iij-fy2016/out/book.json")
def verify(
    book: Annotated[Path, typer.Argument(help="A book.json, the folder it lies in, or a built project.")],
) -> None:
    """Prove a book again from its JSON alone, in exact arithmetic that shares no code with the engine."""
    found = desk.verify(book)
    if not found.problems:
        counts = ", ".join(f"{count} {kind}" for kind, count in found.counts.items())
        _say(f"Accepted: {counts}. Every one was checked in exact arithmetic.")
        return
    _say(f"Rejected: {_count(len(found.problems), 'problem')}.")
    for problem in found.problems[:MOST_PROBLEMS]:
        _say(f"  {problem}")
    if len(found.problems) > MOST_PROBLEMS:
        _say(f"  and {len(found.problems) - MOST_PROBLEMS} more")
    raise typer.Exit(BREAKS)


def _say(text: str) -> None:
    typer.echo(text)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@contextmanager
def _progress() -> Iterator[desk.Progress | None]:
    """The stage at work, on a terminal only; a log keeps to the summary."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("Starting") as status:
        yield status.update


def _breaks(book: "Book") -> bool:
    from crossfoot.model.findings import Severity

    return any(finding.severity is Severity.ERROR for finding in book.findings)


def _entry(label: str, text: str) -> None:
    """One line of a summary under its label, folded to the terminal's width behind it."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    lead = f"  {label:11}"
    folded = textwrap.wrap(text, max(width - len(lead), NARROWEST), break_long_words=False, break_on_hyphens=False)
    for number, line in enumerate(folded):
        _say(f"{lead if number == 0 else ' ' * len(lead)}{line}")


def _print_summary(book: "Book") -> None:
    verdicts = Counter(verdict.verdict for verdict in book.verdicts.values())
    sources = Counter(fact.source for fact in book.facts)
    by_verdict = ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(verdicts.items()))
    by_source = ", ".join(f"{count:,} {source}" for source, count in sources.most_common())
    _say(f"{book.title or book.entity.name}\n")
    _entry("Figures", f"{len(book.figures):,}: {by_verdict}")
    _entry("Facts", f"{len(book.facts):,}: {by_source}")
    _entry("Identities", f"{len(book.identities):,}; {_count(len(book.certificates), 'proof')}")
    for regime in book.regimes:
        how = "stated" if regime.stated else "inferred"
        _entry("Rounding", f"{regime.group}: amounts {regime.amounts}, ratios {regime.ratios} ({how})")
    _print_recovered(book)
    _print_findings(book)


def _print_recovered(book: "Book") -> None:
    """What charts' labels were given back their places, and how much of it is proof."""
    if len(book.assignments) > 1:
        labels = sum(len(assignment.slots) for assignment in book.assignments)
        proven = sum(len(assignment.proven) for assignment in book.assignments)
        rest = f"; {labels - proven:,} by a preference, which proves nothing" if proven < labels else ""
        _entry("Labels", f"{proven:,} of {labels:,} placed by proof{rest}")
    for assignment in book.assignments:
        proven_here = f"{len(assignment.proven)} of {_count(len(assignment.slots), 'label')} proven"
        rest = ", the rest by preference" if assignment.preference else ""
        _entry("Recovered", f"{assignment.block}: {proven_here}{rest}")


def _print_findings(book: "Book") -> None:
    """Each finding with the lines of its figures, what would make it tie, and where to look next."""
    from crossfoot.tie.wording.why import remedies

    if not book.findings:
        _entry("Findings", "none")
        return
    figures = {figure.id: figure for figure in book.figures}
    for finding in book.findings:
        _entry(str(finding.severity).capitalize(), finding.message)
        ways = remedies(book, finding)
        for remedy in ways[:MOST_REMEDIES]:
            _entry("", f"to tie, change {remedy}")
        if len(ways) > MOST_REMEDIES:
            _entry("", f"or one of {len(ways) - MOST_REMEDIES} other ways, which the book lists")
        places = [figures[name].place for name in finding.figures if name in figures]
        lines = list(dict.fromkeys(f"{place.file}:{place.line}" for place in places if place.file))
        if lines:
            more = f" and {len(lines) - MOST_LINES} more" if len(lines) > MOST_LINES else ""
            _entry("", f"see {', '.join(lines[:MOST_LINES])}{more}")


def _print_answer(answer: "Answer") -> None:
    _say(answer.name)
    _say(f"  {'value':10}{answer.value or 'only bounds are known'}")
    _say(f"  {'interval':10}{answer.interval}")
    _say(f"  {'known':10}{f'{answer.source}: ' if answer.source else ''}{answer.known}")
    for printing in answer.printings:
        at = f" [{printing.line}]" if printing.line else ""
        _say(f"  {'printed':10}{printing.source}{at}")
        _say(f"  {'':10}{printing.verdict}: {printing.reason}")
    if answer.recovery:
        _say(f"  {'label':10}{answer.recovery}")
    for finding in answer.findings:
        _say(f"  {'finding':10}{finding.message}")
        for remedy in finding.remedies:
            _say(f"  {'':10}to tie, change {remedy}")
    if answer.arithmetic:
        _say("\nArithmetic")
    for relation in answer.arithmetic[:MOST_RELATIONS]:
        _say(f"  {relation.relation}")
        _say(f"    {relation.verdict}; {relation.origin}")
        for operand in relation.operands:
            _say(f"    {operand.sign} {operand.name}: {operand.known}")
    if len(answer.arithmetic) > MOST_RELATIONS:
        _say(f"  and {_count(len(answer.arithmetic) - MOST_RELATIONS, 'more relation')}")
    for proof in answer.proofs:
        _say(f"\nProof: {proof.headline}")
        for line in proof.lines:
            _say(f"  {line.text}")
