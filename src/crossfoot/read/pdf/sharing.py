"""A long PDF read by several processes at once, each a stretch of pages at a time, and given back in their order.

A page that brings its process down, or keeps it too long, is lost alone: another process goes on behind it. The
processes are copies of this one, so this is done where a system makes those, and where no other thread could hold a
lock that the copies would wait for.
"""

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from math import ceil
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NoReturn

from crossfoot.read.pdf import opening
from crossfoot.read.pdf.opening import PageTrouble, count_of, opened, page_at, too_long, too_many
from crossfoot.read.pdf.page_reading import PageRead, PageReader

if sys.platform == "linux":
    import resource

PROCESSES_MOST = 4
"""Processes that read one document."""

PAGE_SECONDS_MOST = 60.0
"""How long one page may keep its process."""

_PAGES_LEAST = 12  # to a process, and to a stretch: each begins with a look at the two pages before it
_STRETCHES = 3  # to a process: some parts of a document take longer than others
_FAR_BACK = 6  # pages before a stretch, of which two are looked at that can be
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_SAVE_AGAIN = "Save it again from the program that made it, or give the page in another form."


def processes_for(pages: int) -> int:
    """How many processes may read a document of so many pages."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return max(1, min(PROCESSES_MOST, len(os.sched_getaffinity(0)), pages // _PAGES_LEAST))


def shared_pages(raw: bytes, processes: int) -> Iterator[PageRead]:
    """What becomes of each page that is read of a document, in their order, by so many processes."""
    count = count_of(raw)
    read = min(count, opening.PAGES_MOST)
    with closing(_Shared(raw, read, processes)) as shared:
        deadline = time.monotonic() + opening.SECONDS_MOST
        for at in range(read):
            page = shared.page(at, deadline)
            if page is None:
                yield PageRead(trouble=too_long(at, count))
                return
            yield page
    if (beyond := too_many(count)) is not None:
        yield PageRead(trouble=beyond)


@dataclass(slots=True)
class _Worker:
    """A process on its stretches of pages, the first of which begins with the page that it is to tell of next.

    `looks_back` says that it begins with the pages before, `begun` that it is behind those.
    """

    process: BaseProcess
    replies: Connection
    stretches: list[range]
    looks_back: bool
    begun: bool = False
    told: float = field(default_factory=time.monotonic)

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.replies.close()

    def next(self) -> int:
        """The page that it is on, taken off its stretches."""
        first, *others = self.stretches
        self.begun = len(first) > 1
        self.stretches = [first[1:], *others] if self.begun else others
        return first[0]


class _Shared:
    """The processes that read one document, and what they have told so far."""

    def __init__(self, raw: bytes, count: int, processes: int) -> None:
        self.raw = raw
        self.length = max(_PAGES_LEAST, ceil(count / (_STRETCHES * processes)))
        stretches = [range(start, min(start + self.length, count)) for start in range(0, count, self.length)]
        self.memory = _memory_for_each(processes)
        self.read: dict[int, PageRead] = {}
        self.workers: list[_Worker] = []
        for at in range(processes):
            self.workers.append(self._started(stretches[at::processes], looks_back=True))

    def close(self) -> None:
        """End the processes."""
        for worker in self.workers:
            worker.end()

    def page(self, at: int, deadline: float) -> PageRead | None:
        """What became of a page; None where the time is over."""
        number = at // self.length % len(self.workers)
        while at not in self.read:
            worker = self.workers[number]
            until = min(worker.told + PAGE_SECONDS_MOST, deadline)
            busy = {each.replies: each for each in self.workers if each.stretches}
            for connection in wait(list(busy), max(until - time.monotonic(), 0)):
                self._take(next(busy[each] for each in busy if each is connection))
            if at not in self.read and time.monotonic() > until:
                if until == deadline:
                    return None
                self._replace(worker, f"reading it took longer than {PAGE_SECONDS_MOST:.0f} seconds")
        return self.read.pop(at)

    def _take(self, worker: _Worker) -> None:
        try:
            told: PageRead | None = worker.replies.recv()
        except (EOFError, OSError):
            self._replace(worker, "it brought its reader down: it is damaged, or needs more memory than a page may")
            return
        worker.told = time.monotonic()
        if told is None:
            worker.begun = True
        else:
            self.read[worker.next()] = told

    def _replace(self, worker: _Worker, why: str) -> None:
        """Let another process go on behind the page that one was lost on, or on it, if that was a page before."""
        worker.end()
        if worker.begun or not worker.looks_back:
            lost = worker.next()
            self.read[lost] = PageRead(trouble=PageTrouble(f"page {lost + 1} is left out: {why}", _SAVE_AGAIN))
        self.workers[self.workers.index(worker)] = self._started(worker.stretches, looks_back=False)

    def _started(self, stretches: list[range], *, looks_back: bool) -> _Worker:
        copies = multiprocessing.get_context("fork")
        replies, tell = copies.Pipe(duplex=False)
        serving = _Serving(self.raw, stretches, self.memory, os.getpid())
        process = copies.Process(target=serving.run, args=(tell, looks_back), daemon=True)
        process.start()
        tell.close()
        return _Worker(process, replies, stretches, looks_back)


@dataclass(frozen=True, slots=True)
class _Serving:
    """What a process is told of its task: the document, its stretches, its memory in bytes, and who waits for it."""

    raw: bytes
    stretches: list[range]
    memory: int | None
    parent: int

    def run(self, tell: Connection, looks_back: bool) -> NoReturn:
        """Tell of each page as soon as it is read, and of None behind the look at those before a stretch; then end."""
        try:
            self._hold()
            with closing(opened(self.raw)) as document:
                for stretch in self.stretches:
                    reader = PageReader(self.raw, looks=False)
                    if looks_back or stretch is not self.stretches[0]:
                        before = range(stretch.start - 1, max(stretch.start - _FAR_BACK, 0) - 1, -1)
                        reader.look_back(page_at(document, at) for at in before)
                    tell.send(None)
                    for at in stretch:
                        tell.send(reader.read(page_at(document, at)))
        finally:
            os._exit(0)  # nothing of the process that this is a copy of is to be cleaned up

    def _hold(self) -> None:
        """Take no more memory than its share, and end with the one that waits for the pages."""
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
            if self.memory is not None:
                resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))
        if os.getppid() != self.parent:
            os._exit(0)


def _memory_for_each(processes: int) -> int | None:
    """Bytes that each of so many copies of this process may take for all to stay within its limit; None for any."""
    if sys.platform != "linux":
        return None
    most, _ = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY:
        return None
    own = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    return own + max(most - own, 0) // processes
