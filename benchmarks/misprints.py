"""Misprints: each figure of a book altered in turn, and what the joint tie-out makes of it beside two rivals.

Run: python benchmarks/misprints.py [PROJECT] [--both] [--every N] [--pages P ...]

Every figure that states a fact is printed 1, 2, 5 and 10 of its last-place units off, upward for every other figure and
downward for the rest (`--both`: each both ways). For each alteration the linked part of the book is tied again, and:

- detected: it does not tie any more, and a certificate says so;
- hidden: exact true values were found that print as the altered book does and satisfy every identity, so that no sound
  check of these identities can notice;
- in the sets: the altered figure is in a smallest correction set;
- alone: it is the only one in them.

The rivals read the same alterations: exact sums (a linear identity whose printed values do not add up exactly raises an
alarm) and intervals one at a time (an identity that the intervals of its own figures cannot satisfy does). An alarm
counts as a detection only if the unaltered book does not raise it. Their false alarms stand beside.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path

from crossfoot import desk
from crossfoot.algebra.programs import program
from crossfoot.algebra.system import System, compile_book, linked, restricted
from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey, Verdict
from crossfoot.model.figures import Figure
from crossfoot.tie.blame.conflicts import search
from crossfoot.tie.engine import tie
from crossfoot.tie.rounding.regimes import failing_rows, interval_of
from crossfoot.tie.solving.witness import Component, feasibility

STEPS = (1, 2, 5, 10)
_WIDTHS = (9, 9, 7, 8, 7, 11, 7)
REFERENCE = Path(__file__).parents[1] / "examples" / "iij-fy2016"


@dataclass(frozen=True, slots=True)
class Case:
    """One figure printed `units` last places off."""

    figure: str
    units: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case; `sums` and `singly` are the rivals' detections, `hidden` that no true detection exists."""

    case: Case
    tested: bool
    detected: bool
    hidden: bool
    in_sets: bool
    alone: bool
    sums: bool
    singly: bool


class Bench:
    """A tied book, ready to be altered one figure at a time."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.figures = {f.id: f for f in book.figures if f.fact is not None}
        self.system = compile_book(book)
        parts = linked(self.system)
        self.parts = [restricted(self.system, variables) for variables in parts]
        self.variables = parts
        self.part_of = {s.figure: n for n, part in enumerate(self.parts) for s in part.statements}
        self.printed = printed_values(book)
        self.sums = frozenset(inexact(book, self.printed))
        self.singly = frozenset(row.identity for row in failing_rows(program(self.system)))

    def run(self, case: Case) -> Outcome:
        """The outcome of one case."""
        figure = self._altered(case)
        number = self.part_of[case.figure]
        system = self._with(number, figure)
        part = program(system)
        component = Component(part, self.variables[number], tuple(range(len(part.rows))))
        decided = feasibility(component)
        detected = decided.conflict is not None
        sets = search(system, self.variables[number]).corrections if detected else []
        smallest = [s for s in sets if len(s) == min(map(len, sets))]
        assert figure.fact is not None
        sums = frozenset(inexact(self.book, {**self.printed, figure.fact: Fraction(figure.printed.value)}, figure.fact))
        singly = frozenset(row.identity for row in failing_rows(part))
        return Outcome(
            case,
            tested=self.book.verdicts[case.figure].verdict is Verdict.TIES,
            detected=detected,
            hidden=decided.witness is not None,
            in_sets=any(case.figure in s for s in smallest),
            alone=smallest == [frozenset({case.figure})],
            sums=bool(sums - self.sums),
            singly=bool(singly - self.singly),
        )

    def _altered(self, case: Case) -> Figure:
        figure = self.figures[case.figure]
        printed = replace(figure.printed, value=figure.printed.value + case.units * figure.printed.place)
        altered = replace(figure, printed=printed)
        return replace(altered, interval=interval_of(altered, {r.group: r for r in self.book.regimes}))

    def _with(self, number: int, figure: Figure) -> System:
        statements = tuple(
            replace(s, interval=figure.interval) if s.figure == figure.id else s for s in self.parts[number].statements
        )
        return replace(self.parts[number], statements=statements)


def printed_values(book: Book) -> dict[FactKey, Fraction]:
    """The printed value of every stated fact, at its finest printing."""
    values: dict[FactKey, Fraction] = {}
    for figure in sorted(book.figures, key=lambda f: (f.printed.place, f.id), reverse=True):
        if figure.fact is not None:
            values[figure.fact] = Fraction(figure.printed.value)
    return values


def inexact(book: Book, values: dict[FactKey, Fraction], about: FactKey | None = None) -> Iterable[str]:
    """The linear identities (about one fact, if given) whose printed values do not add up exactly."""
    for identity in book.identities:
        stated = identity.ratio is None and all(key in values for key in identity.facts)
        if stated and (about is None or about in identity.facts):
            total = sum((t.coefficient * values[t.fact] for t in identity.terms), Fraction(0))
            if not identity.low <= total <= identity.high:
                yield identity.id


def cases(bench: Bench, *, both: bool, every: int = 1) -> list[Case]:
    """The alterations: each figure by each step, in alternating or in both directions."""
    found = []
    for number, figure in enumerate(sorted(bench.figures)[::every]):
        signs = (1, -1) if both else ((1,) if number % 2 == 0 else (-1,))
        found += [Case(figure, sign * step) for step in STEPS for sign in signs]
    return found


_bench: Bench


def _start(bench: Bench) -> None:
    global _bench  # noqa: PLW0603 - each process keeps the book it works on
    _bench = bench


def _one(case: Case) -> Outcome:
    return _bench.run(case)


def table(outcomes: Sequence[Outcome]) -> list[str]:
    """The rates in lines, for all figures and for those that anything tests."""
    heads = ("off by", "cases", "detected", "of tested", "hidden", "in sets", "alone", "exact sums", "singly")
    lines = [" ".join(f"{head:>{width}}" for head, width in zip(heads, (8, 6, *_WIDTHS), strict=True))]
    for step in STEPS:
        mine = [o for o in outcomes if abs(o.case.units) == step]
        if not mine:
            continue
        tested = [o for o in mine if o.tested]
        caught = [o for o in mine if o.detected]
        rates = [
            _rate(caught, mine),
            _rate([o for o in tested if o.detected], tested),
            _rate([o for o in mine if o.hidden], mine),
            _rate([o for o in caught if o.in_sets], caught),
            _rate([o for o in caught if o.alone], caught),
            _rate([o for o in mine if o.sums], mine),
            _rate([o for o in mine if o.singly], mine),
        ]
        lines.append(f"{step:>8} {len(mine):>6} " + " ".join(f"{r:>{w}}" for r, w in zip(rates, _WIDTHS, strict=True)))
    return lines


def _rate(some: Sequence[Outcome], of: Sequence[Outcome]) -> str:
    return f"{100 * len(some) / len(of):.1f}%" if of else "-"


def main() -> None:
    """Runs the benchmark and prints its figures."""
    parser = argparse.ArgumentParser(description="Alter each figure of a project and see who notices.")
    parser.add_argument("project", nargs="?", type=Path, default=REFERENCE)
    parser.add_argument("--both", action="store_true", help="alter each figure upward and downward")
    parser.add_argument("--pages", type=int, nargs="+", help="alter the figures of these pages only")
    parser.add_argument("--every", type=int, default=1, help="take every N-th figure only")
    given = parser.parse_args()
    book = tie(desk.draft(given.project))
    bench = Bench(book)
    if given.pages:
        bench.figures = {name: f for name, f in bench.figures.items() if f.place.page in given.pages}
    work = cases(bench, both=given.both, every=given.every)
    tested = sum(book.verdicts[figure].verdict is Verdict.TIES for figure in bench.figures)
    print(f"{given.project.name}: {len(bench.figures)} figures state facts, {tested} of them tested; {len(work)} cases")
    outcomes: list[Outcome] = []
    with ProcessPoolExecutor(mp_context=get_context("fork"), initializer=_start, initargs=(bench,)) as pool:
        for done, outcome in enumerate(pool.map(_one, work, chunksize=8), start=1):
            outcomes.append(outcome)
            if sys.stderr.isatty() and done % 50 == 0:
                print(f"\r{done} of {len(work)}", end="", file=sys.stderr)
    print("\n".join(table(outcomes)))
    false = sum(1 for f in book.findings if f.certificate)
    print(f"false alarms unaltered: joint {false}, exact sums {len(bench.sums)}, singly {len(bench.singly)}")


if __name__ == "__main__":
    main()
