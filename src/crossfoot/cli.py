"""The command line: thin commands over the desk, and what they print for a person to read."""

import sys
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
    from crossfoot.tie.why import Answer

TIES, BREAKS, UNREADABLE = 0, 1, 2
MOST_PROBLEMS = 20  # of a rejected book; the rest is counted
MOST_RELATIONS = 5  # of one fact; the rest is counted

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
    _say(f"\nThe book: {where / 'index.html'} ({time.perf_counter() - started:.1f} s)")
    raise typer.Exit(BREAKS if _breaks(book) else TIES)


@app.command(epilog='Example: crossfoot why examples/iij-fy2016 "mobile_revenue FY2016"')
def why(
    book: Annotated[Path, typer.Argument(help="A book.json, the folder it lies in, or a built project.")],
    figure: Annotated[list[str], typer.Argument(help="A figure's id, a fact's id, or words: a measure and a period.")],
) -> None:
    """Say how a number is known: its source, its arithmetic, its bounds and their proof."""
    from crossfoot.store.lookup import find
    from crossfoot.tie.why import why as answer
    from crossfoot.tie.why import why_unbound

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


def _print_summary(book: "Book") -> None:
    from crossfoot.tie.why import remedies

    verdicts = Counter(verdict.verdict for verdict in book.verdicts.values())
    sources = Counter(fact.source for fact in book.facts)
    by_verdict = ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(verdicts.items()))
    by_source = ", ".join(f"{count:,} {source}" for source, count in sources.most_common())
    _say(f"{book.title or book.entity.name}\n")
    _say(f"  {'Figures':11}{len(book.figures):,}: {by_verdict}")
    _say(f"  {'Facts':11}{len(book.facts):,}: {by_source}")
    _say(f"  {'Identities':11}{len(book.identities):,}; {_count(len(book.certificates), 'proof')}")
    for regime in book.regimes:
        how = "stated" if regime.stated else "inferred"
        _say(f"  {'Rounding':11}{regime.group}: amounts {regime.amounts}, ratios {regime.ratios} ({how})")
    for assignment in book.assignments:
        proven = f"{len(assignment.proven)} of {_count(len(assignment.slots), 'label')} proven"
        rest = ", the rest by preference" if assignment.preference else ""
        _say(f"  {'Recovered':11}{assignment.block}: {proven}{rest}")
    if not book.findings:
        _say(f"  {'Findings':11}none")
    for finding in book.findings:
        _say(f"  {str(finding.severity).capitalize():11}{finding.message}")
        for remedy in remedies(book, finding):
            _say(f"  {'':11}to tie, change {remedy}")


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
