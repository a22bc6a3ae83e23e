"""Build: how long each stage of a book takes, beside the aims of 5 s for the whole and 0.2 s for the joint tie-out.

Run: python benchmarks/build.py [PROJECT] [--runs N]

The joint tie-out alone is the decision of every linked part (a witness or a certified contradiction) with every
figure's verdict, on a book that is read, bound and recovered. The physical limit beside it is the solver's own time on
the same linear programs: one widest-margin solve a part, models ready. Each time is the median of the runs, in seconds
of the clock.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from crossfoot import desk
from crossfoot.algebra.programs import program
from crossfoot.algebra.system import compile_book, linked, restricted
from crossfoot.model.book import Book
from crossfoot.tie.engine import decide
from crossfoot.tie.recovery.labels import placed
from crossfoot.tie.rounding.regimes import inferred, with_intervals
from crossfoot.tie.solving.solve import Margin, Model, centre
from crossfoot.tie.verdicts import ticks, verdicts

REFERENCE = Path(__file__).parents[1] / "examples" / "iij-fy2016"
WHOLE_AIM, TIE_AIM = 5.0, 0.2


def tie_out(book: Book) -> int:
    """The joint tie-out alone; gives the number of findings."""
    joint = decide(book)
    evidence = joint.evidence()
    verdicts(book, evidence)
    ticks(book, evidence)
    return len(joint.findings)


def models(book: Book) -> list[Model]:
    """The linear programs of a book's parts, ready to be solved."""
    system = compile_book(book)
    ready = []
    for variables in linked(system):
        part = program(restricted(system, variables))
        rows = tuple(range(len(part.rows)))
        if rows:
            ready.append(Model(part, variables, rows, margin=Margin.WIDE, centre=centre(part, variables, rows)))
    return ready


def seconds(work: Callable[[], object], runs: int) -> float:
    """The median time of some runs."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def solver_seconds(book: Book, runs: int) -> float:
    """The median time that the solver alone needs for all parts, from a cold start."""
    times = []
    for _ in range(runs):
        ready = models(book)
        started = time.perf_counter()
        for model in ready:
            model.widest_margin()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    """Runs the benchmark and prints its figures."""
    parser = argparse.ArgumentParser(description="Time the stages of a build.")
    parser.add_argument("project", nargs="?", type=Path, default=REFERENCE)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    draft = desk.draft(given.project)
    ruled = with_intervals(inferred(draft))
    book, _ = placed(ruled)
    with tempfile.TemporaryDirectory() as folder:
        whole = seconds(lambda: desk.build(given.project, Path(folder) / "book"), given.runs)
    joint = seconds(lambda: tie_out(book), given.runs)
    solver = solver_seconds(book, given.runs)
    print(
        f"{given.project.name}: {len(book.figures)} figures, {len(book.identities)} identities; median of {given.runs}"
    )
    for name, took in (
        ("read, pages and bind", seconds(lambda: desk.draft(given.project), given.runs)),
        ("regimes", seconds(lambda: inferred(draft), given.runs)),
        ("recovery of labels", seconds(lambda: placed(ruled), given.runs)),
        ("joint tie-out alone", joint),
        ("the solver's share of it", solver),
        ("whole build", whole),
    ):
        print(f"  {name:26}{took:8.3f} s")
    print(
        f"joint tie-out / its aim of {TIE_AIM} s: {joint / TIE_AIM:.2f}; "
        f"whole build / its aim of {WHOLE_AIM} s: {whole / WHOLE_AIM:.2f}"
    )
    print(f"joint tie-out / the solver alone: {joint / solver:.1f}")


if __name__ == "__main__":
    main()
