"""Processes that work for the desk, each on one job after the other: one that is brought down harms no other job.

A job says by `done` what it does, with a reader of documents at hand, and by `lost` what is to be said where its
process could not finish it. Jobs and what comes of them travel between processes; what is told meanwhile is passed on.
"""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import IO, Any, Protocol, Self, TypeVar

from crossfoot.desk.stages import Progress

SAID, DONE, FAILED = "said", "done", "failed"
"""What a process replies: what it is at, what came of its job, or in words what went wrong with it."""

_SERVE = "from crossfoot.desk.serving import serve; serve()"
_AHEAD = 2  # jobs to a process that may be done before what came of them is asked for

Result_co = TypeVar("Result_co", covariant=True)


class Reader(Protocol):
    """Reads documents, as an IsolatedReader does."""

    def read(self, path: Path, name: str, taxonomies: Sequence[Path] = ()) -> Any:
        """What is read of a path under a name (DocumentsRead). Raises InputError."""


class Job(Protocol[Result_co]):
    """Work that can be done in any process."""

    def done(self, reader: Reader, say: Progress) -> Result_co:
        """What comes of it."""

    def lost(self, reason: str) -> Result_co:
        """What is to be said of it where its process was brought down, or failed for the reason given."""


class Hands(Protocol):
    """Who does jobs; a context, as what they hold must be let go."""

    def __enter__(self) -> Self:
        """Ready to work."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Done, or given up."""

    def each(self, jobs: Iterable[Job[Result_co]], say: Progress) -> Iterator[Result_co]:
        """What comes of each job, in their order."""


class InThisProcess:
    """Does the jobs here, one after the other."""

    def __init__(self) -> None:
        self._held = ExitStack()

    def __enter__(self) -> Self:
        from crossfoot.desk.tying import make_ready
        from crossfoot.read.isolation import IsolatedReader

        self._reader = self._held.enter_context(IsolatedReader(meanwhile=make_ready))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()

    def each(self, jobs: Iterable[Job[Result_co]], say: Progress) -> Iterator[Result_co]:
        """What comes of each job, in their order."""
        for job in jobs:
            yield job.done(self._reader, say)


class Processes:
    """Does the jobs in so many processes; a few jobs ahead of what is asked for, so that little has to be held."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._threads = ThreadPoolExecutor(count)
        self._free: SimpleQueue[_Process] = SimpleQueue()
        self._all = [_Process() for _ in range(count)]
        for process in self._all:
            self._free.put(process)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._all:
            process.end()
        self._threads.shutdown()
        for process in self._all:
            process.let_go()

    def each(self, jobs: Iterable[Job[Result_co]], say: Progress) -> Iterator[Result_co]:
        """What comes of each job, in their order."""
        ahead: deque[Future[Result_co]] = deque()
        for job in jobs:
            ahead.append(self._threads.submit(self._one, job, say))
            if len(ahead) > _AHEAD * self._count:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()

    def _one(self, job: Job[Result_co], say: Progress) -> Result_co:
        process = self._free.get()
        try:
            return process.done(job, say)
        finally:
            self._free.put(process)


class _Process:
    """A process that serves jobs, started when it gets its first one and after it was brought down."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def done(self, job: Job[Result_co], say: Progress) -> Result_co:
        from crossfoot.read.isolation import received, send

        if self._ended:
            return job.lost("")
        requests, replies = self._started()
        try:
            send(requests, job)
        except OSError:
            self.let_go()
            return job.lost("")
        while (reply := received(replies)) is not None:
            kind, what = reply
            if kind == SAID:
                say(what)
            elif kind == DONE:
                result: Result_co = what
                return result
            else:
                return job.lost(what)
        self.let_go()
        return job.lost("")

    def end(self) -> None:
        """End it for good, whatever it is at: who waits for its reply gets none."""
        self._ended = True
        process = self._process
        if process is not None:
            process.kill()

    def _started(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
            self._process = subprocess.Popen(  # noqa: S603 - this very Python, on code of its own
                [sys.executable, "-c", _SERVE],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,  # who interrupts the check ends it here, and not in the midst of a job's words
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout

    def let_go(self) -> None:
        """End it, and close what was held of it; nobody may wait for its reply by now."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
