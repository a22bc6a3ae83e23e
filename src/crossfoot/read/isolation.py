"""Reading in a process of its own: a document that takes too long, too much memory or its reader down harms no other.

One process reads one document after the other, and is replaced when it had to be ended. Where the time runs out, it
gives what it had read until then; where even that fails, it is killed.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from types import FrameType, TracebackType
from typing import IO, Any, NoReturn, Self

from crossfoot.model.problems import InputError, Problem

if sys.platform != "win32":
    import resource

_SIZE_BYTES = 8
_SPLIT = "Split it, or give the part that holds the tables."
_SERVE = "import sys; from crossfoot.read.serving import serve; serve(*map(int, sys.argv[1:]))"


class OutOfTime(BaseException):
    """The time that a document may take to be read is over; no reader's `except Exception` swallows it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may take: seconds until it gives what it has, bytes of memory, and seconds to do so."""

    seconds: int = 300
    memory: int = 4_000_000_000
    grace_seconds: int = 20


LIMITS = Limits()
"""What a document may take where nobody says otherwise."""


class IsolatedReader:
    """Reads documents in a process of its own, within limits; a context, as the process must be ended.

    `meanwhile` is what this process has to do once, while the other one reads the first document.
    """

    def __init__(self, limits: Limits = LIMITS, meanwhile: Callable[[], None] | None = None) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._meanwhile = meanwhile

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, path: Path, name: str, taxonomies: Sequence[Path] = ()) -> Any:
        """What read_document gives for the path under that name (DocumentsRead). Raises InputError, as it does."""
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, (path, name, tuple(taxonomies)))
        except OSError as error:
            self._brought_down(path, error)
        self._do_meanwhile()
        reply = _Reply(process.stdout)
        reply.join(self.limits.seconds + self.limits.grace_seconds)
        if reply.is_alive():
            self._end()
            reply.join()
            _refuse(path, f"reading it took longer than {self.limits.seconds} seconds")
        if reply.found is None:
            self._brought_down(path, None)
        kind, found = reply.found
        if kind == _PROBLEMS:
            raise InputError(*found)
        if kind == _ERROR:
            _refuse(path, f"reading it failed: {found}", "Please report it with the document.")
        return found

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self._end()
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
            self._process = subprocess.Popen(  # noqa: S603 - this very Python, on code of its own
                [sys.executable, "-c", _SERVE, str(self.limits.seconds), str(self.limits.memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
        return self._process

    def _do_meanwhile(self) -> None:
        """What is to be done meanwhile; where it fails nobody waits for the reply, which must not answer another."""
        meanwhile, self._meanwhile = self._meanwhile, None
        try:
            if meanwhile is not None:
                meanwhile()
        except BaseException:
            self._end()
            raise

    def _brought_down(self, path: Path, error: OSError | None) -> NoReturn:
        self._end()
        message = "it brought its reader down: it is damaged, built to do so, or needs more memory than a document may"
        raise InputError(Problem(str(path), 0, message, "Save it again with another program, or split it.")) from error

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _refuse(path: Path, message: str, remedy: str = _SPLIT) -> NoReturn:
    raise InputError(Problem(str(path), 0, message, remedy))


_READ, _PROBLEMS, _ERROR = "read", "problems", "error"


class _Reply(Thread):
    """Waits for what the process says; `found` stays None where it ends without a word."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self.stream = stream
        self.found: tuple[str, Any] | None = None
        self.start()

    def run(self) -> None:
        """Take in one reply."""
        self.found = received(self.stream)


def send(stream: IO[bytes], message: object) -> None:
    """Write a message to the other process."""
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(len(content).to_bytes(_SIZE_BYTES, "big") + content)
    stream.flush()


def received(stream: IO[bytes]) -> Any:
    """The next message of the other process, which runs this same code; None where it has ended."""
    size = stream.read(_SIZE_BYTES)
    if len(size) < _SIZE_BYTES:
        return None
    content = stream.read(int.from_bytes(size, "big"))
    return pickle.loads(content) if len(content) == int.from_bytes(size, "big") else None  # noqa: S301


def serve_one(read: Callable[..., object], request: tuple[Any, ...], seconds: int) -> tuple[str, Any]:
    """What the process replies to a request: what was read within the time, its problems, or an error in words."""
    try:
        with _Alarm(seconds):
            return _READ, read(*request)
    except InputError as error:
        return _PROBLEMS, error.problems
    except (OutOfTime, MemoryError):
        message = "it needs more time or memory than a document may take"
        return _PROBLEMS, (Problem(str(request[0]), 0, message, _SPLIT),)
    except Exception as error:  # noqa: BLE001 - whatever a reader raises is said, never thrown at the user
        return _ERROR, f"{type(error).__name__}: {error}".replace("\n", " ")


def limit_memory(most: int) -> None:
    """Let this process have no more memory than that, where the system can hold it to it."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


class _Alarm:
    """Raises OutOfTime in the main thread once the time is over, where the system has alarms."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds

    def __enter__(self) -> None:
        if sys.platform != "win32":
            signal.signal(signal.SIGALRM, _time_is_over)
            signal.alarm(self.seconds)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if sys.platform != "win32":
            signal.alarm(0)


def _time_is_over(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise OutOfTime
