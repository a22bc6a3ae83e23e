"""The report of a book on a terminal: verdict, counts, findings with their relations, the untested."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crossfoot.cli.terminal import counted
from crossfoot.model.facts import SourceKind, Verdict
from crossfoot.model.findings import Finding, Severity
from crossfoot.model.layout import GridKind

if TYPE_CHECKING:
    from crossfoot.model.book import Book
    from crossfoot.model.figures import Place
    from crossfoot.model.identities import Identity
    from crossfoot.tie.wording.accounts import Account, Accounts, Change

MOST_FINDINGS = 40  # of one book; the rest is counted, and listed by the other formats
MOST_CORRECTIONS = 5  # of one finding
MOST_CONFLICTS = 4  # relations of one finding
MOST_PLACES = 4  # of one finding

LOOKED_FOR = (
    "none found. Looked for were totals of rows and columns, changes, growth and shares, quarters and years, balances "
    "carried forward, figures that sentences restate, and the same fact stated twice"
)

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_ORDER = list(Severity)


def verdict_line(book: "Book") -> Text:
    """`BREAKS  results.xlsx: 3 of 41 figures untested`; `WARNS` where a warning is the gravest that was found."""
    counts = verdict_counts(book)
    if any(finding.severity is Severity.ERROR for finding in book.findings):
        word, style = "BREAKS", "bold red"
    elif any(finding.severity is Severity.WARNING for finding in book.findings):
        word, style = "WARNS", "bold yellow"
    elif counts[Verdict.TIES]:
        word, style = "TIES", "bold green"
    else:
        word, style = "UNTESTED", "bold yellow"
    figures = counted(len(book.figures), "figure")
    shown = f"{figures}: {verdicts_in_words(counts)}" if book.figures else "it prints no figures"
    return Text.assemble((f"{word:9}", style), (book.title or book.entity.name, "bold"), f"  {shown}")


def verdict_counts(book: "Book") -> Counter[Verdict]:
    """How many figures of the book have each verdict; one without any is untested."""
    return Counter(
        book.verdicts[figure.id].verdict if figure.id in book.verdicts else Verdict.UNTESTED for figure in book.figures
    )


def verdicts_in_words(counts: Counter[Verdict]) -> str:
    """`40 tie, 1 breaks, 0 untested`."""
    words = {Verdict.TIES: ("ties", "tie"), Verdict.BREAKS: ("breaks", "break"), Verdict.UNTESTED: ("untested",) * 2}
    return ", ".join(f"{counts[v]:,} {one if counts[v] == 1 else many}" for v, (one, many) in words.items())


def print_book(book: "Book", console: Console, *, untested: bool) -> None:
    """The whole report of a book: its verdict, what was read and tied, each finding, and on demand what is untested."""
    from crossfoot.tie.wording.accounts import Accounts

    console.print(verdict_line(book), soft_wrap=True)
    _print_entries(list(_facts_of(book)), console)
    accounts = Accounts(book)
    findings = sorted(book.findings, key=lambda finding: _ORDER.index(finding.severity))
    for finding in findings[:MOST_FINDINGS]:
        console.print()
        _print_finding(finding, accounts, console)
    if len(findings) > MOST_FINDINGS:
        console.print(f"\n  and {counted(len(findings) - MOST_FINDINGS, 'more finding')}: see --format json")
    if untested:
        _print_untested(book, accounts, console)
    console.print()


def _facts_of(book: "Book") -> Iterator[tuple[str, str]]:
    """The lines about the book as a whole, each with its label."""
    yield "Read", _read(book)
    if not book.identities:
        yield "Relations", LOOKED_FOR if book.figures else "none: there are no figures to tie"
    else:
        ticks = Counter(tick.verdict for tick in book.ticks)
        found = sum(identity.belief is not None for identity in book.identities)
        between = sum(_is_between(identity) for identity in book.identities) if len(book.documents) > 1 else 0
        kinds = (
            (len(book.identities) - found, "declared"),
            (found - between, "found in its tables" if not between else "found in their tables"),
            (between, "between the documents"),
        )
        origin = ", ".join(f"{n:,} {word}" for n, word in kinds if n)
        yield "Relations", f"{len(book.identities):,} ({origin}): {verdicts_in_words(ticks)}"
    sources = Counter(fact.source for fact in book.facts)
    worked_out = [kind for kind in (SourceKind.RECOVERED, SourceKind.COMPUTED, SourceKind.DEDUCED) if sources[kind]]
    if worked_out:
        yield "Facts", ", ".join(f"{sources[kind]:,} {kind}" for kind in worked_out)
    tied = {figure.group for figure in book.figures}
    for regime in book.regimes:
        if regime.group in tied:
            how = "stated" if regime.stated else "inferred"
            if regime.said:
                how = f"{how}; the document says {regime.said}"
            of = f"{regime.group}: " if len(book.regimes) > 1 else ""
            yield "Rounding", f"{of}amounts {regime.amounts}, ratios {regime.ratios} ({how})"
    settled = sum(bool(figure.settled) for figure in book.figures)
    if settled:
        yield "Readings", f"{counted(settled, 'doubtful text')} decided by arithmetic"


def _is_between(identity: "Identity") -> bool:
    """Whether a relation holds between facts of two documents, whose measures bear their documents' names."""
    return len({fact.measure.partition(": ")[0] for fact in identity.facts}) > 1


def _read(book: "Book") -> str:
    """`3 tables, 1 chart, 12 sentences with figures, on 4 pages`; says so where nothing can be tied."""
    kinds = Counter(grid.kind for grid in book.grids)
    sentences = sum(bool(passage.figures) for passage in book.passages)
    lines = len(book.passages) - sentences
    tags = len(book.filing.tags) if book.filing is not None else 0
    numbers = ((kinds[GridKind.TABLE], "table"), (kinds[GridKind.CHART], "chart"), (tags, "tag"))
    parts = [counted(number, noun) for number, noun in numbers if number]
    parts += [f"{counted(sentences, 'sentence')} with figures"] if sentences else []
    if not parts:
        among = f" among {counted(lines, 'line')} of text" if lines else ""
        return f"no table, chart or sentence with a figure{among}"
    pages = {(place.document, place.page) for place in _places(book) if place.page is not None}
    return ", ".join(parts) + (f", on {counted(len(pages), 'page')}" if pages else "")


def _places(book: "Book") -> Iterator["Place"]:
    yield from (grid.place for grid in book.grids)
    yield from (passage.place for passage in book.passages if passage.figures)


def _print_entries(entries: Sequence[tuple[str, str]], console: Console, indent: int = 2) -> None:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(min_width=9, no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in entries:
        grid.add_row(Text(label, style="dim"), Text(text))
    if entries:
        console.print(Padding(grid, (0, 0, 0, indent)))


def _print_finding(finding: Finding, accounts: "Accounts", console: Console) -> None:
    style = _STYLES[finding.severity]
    console.print(Padding(Text.assemble((f"{str(finding.severity).upper()}  ", style), finding.message), (0, 0, 0, 2)))
    _print_entries(list(_told(finding, accounts.account(finding), accounts)), console, indent=4)


def _told(finding: Finding, account: "Account", accounts: "Accounts") -> Iterator[tuple[str, str]]:
    places = accounts.places(finding)
    if places:
        more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
        yield "at", "; ".join(places[:MOST_PLACES]) + more
    for conflict in account.conflicts[:MOST_CONFLICTS]:
        yield "relation", f"{conflict.relation}  [{conflict.known}]"
        if conflict.texts and not conflict.places:
            yield "", f"as printed: {conflict.texts}"
        if conflict.printed:
            yield "", f"left side admits {conflict.printed}; right side adds up to {conflict.implied}"
        if conflict.places:
            more = f" and {len(conflict.places) - MOST_PLACES} more" if len(conflict.places) > MOST_PLACES else ""
            yield "", "; ".join(conflict.places[:MOST_PLACES]) + more
    if len(account.conflicts) > MOST_CONFLICTS:
        yield "", f"and {counted(len(account.conflicts) - MOST_CONFLICTS, 'more relation')}"
    breaks = finding.severity is not Severity.NOTE
    for number, changes in enumerate(account.corrections[:MOST_CORRECTIONS]):
        word = "or" if number else "to tie" if breaks else "to add up"
        yield word, "\n".join(_change(change, breaks=breaks) for change in changes)
    if len(account.corrections) > MOST_CORRECTIONS:
        yield "", f"and {counted(len(account.corrections) - MOST_CORRECTIONS, 'other way')}"
    if not finding.complete:
        yield "", "the search for corrections ended at its limit: there may be others"


def _change(change: "Change", *, breaks: bool) -> str:
    """What to change: in full where one text is suggested, in a line where any would do or nothing needs to change."""
    if not change.suggested:
        return f"{change.text} to within {change.needed}: {change.states}"
    slip = f" ({change.slip})" if change.slip else ""
    said = f"{change.text} to {change.suggested}{slip}: {change.states}, {change.place}"
    return f"{said}\nit prints {change.printed}; the rest needs {change.needed}" if breaks else said


def _print_untested(book: "Book", accounts: "Accounts", console: Console) -> None:
    """Every figure that nothing protects, with what it states and why nothing tests it."""
    from crossfoot.tie.wording.accounts import where

    console.print("\n  Untested figures")
    for figure in book.figures:
        verdict = book.verdicts.get(figure.id)
        if verdict is None or verdict.verdict is Verdict.UNTESTED:
            reason = verdict.reason if verdict else "it was not tied"
            states = f" {accounts.figure(figure)}" if figure.fact is not None else ""
            console.print(
                Text(f"    {where(figure.place)}: {figure.text}{states} ({reason})"), soft_wrap=True, highlight=False
            )
