"""`crossfoot build`: a project tied out and published, with a summary to read."""

import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossfoot import desk
from crossfoot.cli.terminal import BREAKS, TIES, breaks, counted, entry, progress, say

if TYPE_CHECKING:
    from crossfoot.model.book import Book

MOST_REMEDIES = 5  # of one finding; the rest is counted
MOST_LINES = 6  # of one finding's figures; the rest is counted


def build(
    project: Annotated[Path, typer.Argument(help="The project folder, which holds crossfoot.toml.")],
    out: Annotated[
        Path | None, typer.Option(help="The folder to publish into; replaced whole. Default: out/ in the project.")
    ] = None,
) -> None:
    """Tie out a project and publish its book: the site, book.json, facts.csv and facts.parquet."""
    started = time.perf_counter()
    with progress() as telling:
        book = desk.build(project, out, telling)
    where = out if out is not None else project / desk.OUT
    _print_summary(book)
    if book.findings:
        say(f'\nWhy a number does not tie: crossfoot why {where} "MEASURE PERIOD"')
    say(f"\nThe book: {where / 'index.html'} ({time.perf_counter() - started:.1f} s)")
    raise typer.Exit(BREAKS if breaks(book) else TIES)


def _print_summary(book: "Book") -> None:
    verdicts = Counter(verdict.verdict for verdict in book.verdicts.values())
    sources = Counter(fact.source for fact in book.facts)
    by_verdict = ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(verdicts.items()))
    by_source = ", ".join(f"{count:,} {source}" for source, count in sources.most_common())
    say(f"{book.title or book.entity.name}\n")
    entry("Figures", f"{len(book.figures):,}: {by_verdict}")
    entry("Facts", f"{len(book.facts):,}: {by_source}")
    entry("Identities", f"{len(book.identities):,}; {counted(len(book.certificates), 'proof')}")
    for regime in book.regimes:
        how = "stated" if regime.stated else "inferred"
        entry("Rounding", f"{regime.group}: amounts {regime.amounts}, ratios {regime.ratios} ({how})")
    _print_recovered(book)
    _print_findings(book)


def _print_recovered(book: "Book") -> None:
    """What charts' labels were given back their places, and how much of it is proof."""
    if len(book.assignments) > 1:
        labels = sum(len(assignment.slots) for assignment in book.assignments)
        proven = sum(len(assignment.proven) for assignment in book.assignments)
        rest = f"; {labels - proven:,} by a preference, which proves nothing" if proven < labels else ""
        entry("Labels", f"{proven:,} of {labels:,} placed by proof{rest}")
    for assignment in book.assignments:
        proven_here = f"{len(assignment.proven)} of {counted(len(assignment.slots), 'label')} proven"
        rest = ", the rest by preference" if assignment.preference else ""
        entry("Recovered", f"{assignment.block}: {proven_here}{rest}")


def _print_findings(book: "Book") -> None:
    """Each finding with the lines of its figures, what would make it tie, and where to look next."""
    from crossfoot.tie.wording.why import remedies

    if not book.findings:
        entry("Findings", "none")
        return
    figures = {figure.id: figure for figure in book.figures}
    for finding in book.findings:
        entry(str(finding.severity).capitalize(), finding.message)
        ways = remedies(book, finding)
        for remedy in ways[:MOST_REMEDIES]:
            entry("", f"to tie, change {remedy}")
        if len(ways) > MOST_REMEDIES:
            entry("", f"or one of {len(ways) - MOST_REMEDIES} other ways, which the book lists")
        places = [figures[name].place for name in finding.named if name in figures]
        lines = list(dict.fromkeys(f"{place.file}:{place.line}" for place in places if place.file))
        if lines:
            more = f" and {len(lines) - MOST_LINES} more" if len(lines) > MOST_LINES else ""
            entry("", f"see {', '.join(lines[:MOST_LINES])}{more}")
