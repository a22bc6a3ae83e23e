"""Throughput: how the time to tie out grows with the number of figures, in one document and in many.

Run: python -m benchmarks.throughput [--most 100000] [--million] [--workers 2]

Books are made (made_books.py): statements of groups and divisions, quarters, margins and growth, printed in millions.
Judging infers the regime and gives every figure its verdict with an exact witness, every finding its certificate; the
tightest bounds of facts are deduced when asked for. Times are processor seconds, of judging alone; the clock beside
them includes making the books. The collector is paused while a book is judged, as in `crossfoot check`.
"""

import argparse
import gc
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from benchmarks.made_books import altered, made

from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.tie.anew.again import Retying
from crossfoot.tie.engine import judged

ONE_DOCUMENT_AIM = 2.0
DOCUMENTS = (1_000, 2_000, 5_000, 10_000)
"""Sizes of the documents of a corpus, in turn."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One document: its figures, those that tie, findings, processor seconds of judging, and the memory peak in MB."""

    figures: int
    ties: int
    findings: int
    seconds: float
    peak_mb: float


SUMMED = ("figures", "ties", "findings", "seconds")


def judge(book: Book) -> Judged:
    """One book judged, and what that took."""
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        tied = judged(book)
        seconds = time.process_time() - started
    finally:
        gc.enable()
    ties = sum(verdict.verdict is Verdict.TIES for verdict in tied.verdicts.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Judged(len(book.figures), ties, len(tied.findings), seconds, peak)


def judge_made(at: tuple[int, int]) -> Judged:
    """A made document of a size and a seed, in a process of its own."""
    size, seed = at
    return judge(made(size * 9 // 10, seed))  # a report more than asked for is the rule


def corpus(figures: int) -> Iterator[tuple[int, int]]:
    """Sizes and seeds of documents that have so many figures together."""
    left, seed = figures, 0
    while left > 0:
        size = min(DOCUMENTS[seed % len(DOCUMENTS)], max(left, DOCUMENTS[0]))
        yield size, seed
        left -= size
        seed += 1


def one_document(sizes: tuple[int, ...], *, linked: bool) -> None:
    """Prints the curve of one document."""
    for size in sizes:
        found = judge(made(size * 9 // 10, linked=linked))
        said = f"{found.ties:,} tie, {found.findings} findings"
        print(f"  {found.figures:>9,} figures {found.seconds:8.2f} s {_each(found)}   {said}", flush=True)


def one_wrong(sizes: tuple[int, ...]) -> None:
    """Prints what it takes to find one wrong figure in a document that is all linked."""
    for size in sizes:
        right = made(size * 9 // 10, linked=True)
        figure = right.figures[7919 % len(right.figures)]
        found = judge(altered(right, figure.id, 500))
        print(f"  {found.figures:>9,} figures {found.seconds:8.2f} s   {found.findings} findings", flush=True)


def many_documents(totals: tuple[int, ...], workers: int) -> None:
    """Prints the curve of a corpus, judged by a pool of processes, a document at a time each."""
    for total in totals:
        started = time.perf_counter()
        with ProcessPoolExecutor(workers) as pool:
            found = list(pool.map(judge_made, corpus(total)))
        clock = time.perf_counter() - started
        peak = max(each.peak_mb for each in found)
        figures, ties, findings, seconds = (sum(getattr(each, name) for each in found) for name in SUMMED)
        whole = Judged(figures, ties, findings, seconds, peak)
        said = f"clock {clock:.1f} s with the making, peak {peak:.0f} MB a process, {whole.findings} findings"
        row = f"  {whole.figures:>9,} figures in {len(found):>4} documents {whole.seconds:8.1f} s {_each(whole)}"
        print(f"{row}   {said}", flush=True)


def _each(found: Judged) -> str:
    return f"{found.seconds / found.figures * 1e6:6.0f} us a figure"


def again(size: int, changes: int = 20) -> None:
    """Prints what it takes to tie a document again after a figure of it has changed and changed back."""
    book = judged(made(size * 9 // 10))
    started = time.process_time()
    index = Retying(book)
    print(f"  {len(book.figures):,} figures looked through once in {1000 * (time.process_time() - started):.0f} ms")
    figures = [figure for figure in book.figures if figure.fact is not None]
    tie: list[float] = []
    breaks: list[float] = []
    for number in range(changes):
        figure = figures[(number * 7919) % len(figures)]
        for steps, times in ((500, breaks), (0, tie)):
            printed = altered(book, figure.id, steps).figure(figure.id).printed
            times.append(_milliseconds(partial(index.retie, figure.id, printed)))
    right, wrong = statistics.median(tie), statistics.median(breaks)
    print(f"  a figure set right: {right:.0f} ms; made wrong, with its finding: {wrong:.0f} ms")


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)


def main() -> None:
    """Runs the benchmark and prints its figures."""
    parser = argparse.ArgumentParser(description="Print growth curves of tying out.")
    parser.add_argument("--most", type=int, default=100_000, help="figures of the largest corpus")
    parser.add_argument("--million", action="store_true", help="go on to a corpus of 1,000,000 figures")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    print(f"one document, its reports apart (aim: {ONE_DOCUMENT_AIM} s for 10,000)")
    one_document((1_000, 3_000, 10_000, 30_000), linked=False)
    print("one document, all of it linked")
    one_document((1_000, 3_000, 10_000, 30_000), linked=True)
    print("the same with one figure wrong, blamed")
    one_wrong((3_000, 10_000))
    print("tied again after one figure changed")
    again(10_000)
    print(f"many documents of {DOCUMENTS[0]:,} to {DOCUMENTS[-1]:,} figures, {given.workers} processes")
    totals = tuple(total for total in (1_000, 10_000, 100_000) if total <= given.most)
    many_documents((*totals, *((1_000_000,) if given.million else ())), given.workers)


if __name__ == "__main__":
    main()
