"""What discovery finds in real tables, how often it cries wolf, and how well a misprint is found and blamed.

Usage: python -m benchmarks.discovery [--report] [--tables N]. Tables are split in two halves by a hash of their ids;
rules were made on one half only, `--report` prints the other.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal

from benchmarks.shared_tables import RawTable, book_of, tables

from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Finding
from crossfoot.model.identities import Identity
from crossfoot.tie.blame.breaks import UNDECIDED
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.discovery.sums.shapes import Numbers, Shapes
from crossfoot.tie.discovery.tables.labels import words_of
from crossfoot.tie.engine import decide
from crossfoot.tie.rounding.regimes import inferred, with_intervals
from crossfoot.tie.verdicts import ticks
from crossfoot.vocabulary.notation import Printed

KINDS = ("1 unit", "2 units", "10 units", "digit", "transposition", "dropped digit", "sign", "scale x10")


@dataclass(slots=True)
class Tally:
    """Counts over tables."""

    tables: int = 0
    relations: int = 0
    identities: int = 0
    ticks: int = 0
    totals: int = 0
    summed: int = 0
    findings: int = 0
    accidents: int = 0
    where: list[str] = field(default_factory=list)


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--report", action="store_true", help="the half that no rule was made on")
    parser.add_argument("--tables", type=int, default=10_000, help="at most this many tables")
    parser.add_argument("--misprints", type=int, default=2, help="misprints of each kind tried in a table")
    parser.add_argument("--rounds", type=int, default=3, help="times that every table is filled with unrelated figures")
    asked = parser.parse_args()
    raw = [table for table in tables() if table.is_for_reports == asked.report][: asked.tables]
    started = time.perf_counter()
    with _counting() as tried:
        books = [(table, discover(book_of(table))) for table in raw]
    spent = time.perf_counter() - started
    figures = sum(len(book.figures) for _, book in books)
    print(f"{len(books)} tables, {figures} figures, discovered in {spent:.1f} s; {sum(tried):,} sums tried")
    _print_tally(_tally(books))
    _print_null(raw, asked.rounds)
    _print_misprints(books, asked.misprints)


@contextmanager
def _counting() -> Iterator[list[int]]:
    """How many sums each window of lines was tried for, while it lasts."""
    tried: list[int] = []
    plain = Shapes.sums

    def counted(shapes: Shapes, values: Numbers, signs: Numbers) -> Numbers:
        tried.append(len(shapes.counts))
        return plain(shapes, values, signs)

    Shapes.sums = counted  # type: ignore[method-assign,assignment]
    try:
        yield tried
    finally:
        Shapes.sums = plain  # type: ignore[method-assign]


def _tally(books: Sequence[tuple[RawTable, Book]]) -> Tally:
    tally = Tally(tables=len(books))
    for table, book in books:
        subjects = {i.subject for i in book.identities}
        tally.identities += len(book.identities)
        for line in {f.place.row for f in book.figures if f.place.row is not None}:
            if words_of(table.rows[line][0]).total:
                tally.totals += 1
                tally.summed += any(f.fact in subjects for f in book.figures if f.place.row == line)
        settled = with_intervals(inferred(book))
        found = findings(settled)
        tally.findings += len(found)
        joint = decide(settled)
        tally.ticks += sum(t.verdict is not Verdict.UNTESTED for t in ticks(settled, joint.evidence()))
        tally.where += [f"{table.origin} {table.id}: {f.message}" for f in found]
    return tally


def findings(book: Book) -> list[Finding]:
    """What the joint system finds wrong in a book whose figures have their intervals."""
    return [finding for finding in decide(book).findings if finding.code != UNDECIDED]


def _print_tally(tally: Tally) -> None:
    print(f"identities {tally.identities}, ticks {tally.ticks}")
    print(
        f'rows that say "Total" or 合計: {tally.totals}, '
        f"with a sum found {tally.summed} ({_rate(tally.summed, tally.totals)})"
    )
    print(f"findings on unaltered tables: {tally.findings}, a tick {_rate(tally.findings, tally.ticks)}")
    for line in tally.where:
        print(f"  {line[:400]}")


def _print_null(raw: Sequence[RawTable], rounds: int) -> None:
    """The same tables with unrelated figures of the same sizes in them: whatever is found is an accident."""
    pick = random.Random(1)
    beliefs = [
        identity.belief or 0
        for _ in range(rounds)
        for table in raw
        for identity in _first_of_each(discover(_unrelated(book_of(table), pick)))
    ]
    counts = {least: sum(belief >= least for belief in beliefs) / rounds for least in (2, 3, 4, 6)}
    print(f"accidental relations in as many tables of unrelated figures, by least belief: {counts}")


def _first_of_each(book: Book) -> list[Identity]:
    """One identity of each relation."""
    return list({_line(identity.id): identity for identity in book.identities}.values())


def _unrelated(book: Book, pick: random.Random) -> Book:
    """Each figure times anything from a half to two; what was printed to one place stays so, nil stays nil."""
    return book.grown(figures=tuple(replace(f, printed=_other(f.printed, pick)) for f in book.figures))


def _other(printed: Printed, pick: random.Random) -> Printed:
    steps = int(printed.value / printed.place)
    zeros = len(str(steps)) - len(str(steps).rstrip("0")) if steps else 0
    steps = round(steps / 10**zeros * 2 ** pick.uniform(-1, 1)) * 10**zeros
    return replace(printed, value=steps * printed.place)


def _print_misprints(books: Sequence[tuple[RawTable, Book]], times: int) -> None:
    pick = random.Random(2)
    tried, detected, smallest, first = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    beyond, caught = Counter[str](), Counter[str]()
    for table, found in books:
        protected = list(_protected(found))
        pick.shuffle(protected)
        for kind in KINDS:
            for figure in protected[:times]:
                wrong = _misprinted(figure, kind, pick)
                if wrong is None:
                    continue
                tried[kind] += 1
                beyond[kind] += (is_beyond := _beyond_rounding(found, figure, wrong))
                plain = book_of(table)
                figures = tuple(wrong if f.id == figure.id else f for f in plain.figures)
                reported = findings(with_intervals(inferred(discover(plain.grown(figures=figures)))))
                sets = [c for f in reported for c in f.corrections]
                is_detected = any(figure.id in f.figures for f in reported)
                detected[kind] += is_detected
                caught[kind] += is_detected and is_beyond
                smallest[kind] += any(figure.id in {c.figure for c in s} for s in sets)
                first[kind] += any(
                    f.corrections and figure.id in {c.figure for c in f.corrections[0]} for f in reported
                )
    for kind in (*KINDS, "all"):
        of = [k for k in KINDS if kind in ("all", k)]
        n, seen = sum(tried[k] for k in of), sum(beyond[k] for k in of)
        rates = [_rate(sum(c[k] for k in of), n) for c in (detected, smallest, first)]
        print(
            f"misprints, {kind}: {n} tried, detected {rates[0]}, in smallest sets {rates[1]}, ranked first {rates[2]}; "
            f"{seen} beyond rounding, detected {_rate(sum(caught[k] for k in of), seen)}"
        )


def _beyond_rounding(book: Book, figure: Figure, wrong: Figure) -> bool:
    """Whether a misprint moves a figure by more than the rounding of the figures in one of its relations explains."""
    places = {f.fact: f.printed.place for f in book.figures}
    moved = abs(wrong.printed.value - figure.printed.value)
    relations = [i for i in book.identities if i.ratio is None and figure.fact in i.facts]
    residuals = {f.fact: f.printed.value for f in book.figures}
    return any(
        moved - abs(sum((t.coefficient.numerator * residuals[t.fact] for t in i.terms), Decimal(0)))
        > sum(places[fact] for fact in i.facts) / 2
        for i in relations
    )


def _protected(book: Book) -> Iterator[Figure]:
    """Figures that stand in an additive relation which ties in two columns at least."""
    times = Counter(identity.origin.rule + _line(identity.id) for identity in book.identities if identity.ratio is None)
    kept = {
        fact
        for identity in book.identities
        if identity.ratio is None and times[identity.origin.rule + _line(identity.id)] > 1 and len(identity.terms) > 2
        for fact in identity.facts
    }
    for figure in book.figures:
        if figure.fact in kept and figure.printed.value:
            yield figure


def _line(identity: str) -> str:
    return identity.split("|", maxsplit=1)[0].partition("=")[2]


def _misprinted(figure: Figure, kind: str, pick: random.Random) -> Figure | None:
    """The figure with a slip of that kind; None where it cannot have one."""
    printed = figure.printed
    digits = abs(int(printed.value / printed.place))
    text = str(digits)
    if kind.endswith(("unit", "units")):
        changed = digits + int(kind.split(maxsplit=1)[0]) * pick.choice((-1, 1))
    elif kind == "digit":
        at = pick.randrange(len(text))
        changed = int(text[:at] + pick.choice([d for d in "0123456789" if d != text[at]]) + text[at + 1 :])
    elif kind == "transposition":
        places = [n for n in range(len(text) - 1) if text[n] != text[n + 1]]
        if not places:
            return None
        at = pick.choice(places)
        changed = int(text[:at] + text[at + 1] + text[at] + text[at + 2 :])
    else:
        at = pick.randrange(len(text))
        changed = {"dropped digit": int(text[:at] + text[at + 1 :] or 0), "sign": -digits, "scale x10": digits * 10}[
            kind
        ]
    value = changed * printed.place * (-1 if printed.value < 0 else 1)
    shown = f"{abs(value) / printed.scale:,f}"
    return replace(figure, printed=replace(printed, value=Decimal(value), text=f"({shown})" if value < 0 else shown))


def _rate(part: int, whole: int) -> str:
    return f"{part / whole:.4f}" if whole else "-"


if __name__ == "__main__":
    main()
