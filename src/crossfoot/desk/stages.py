"""What all strings of stages share: how progress is told, how long one may take, and the collector that pauses."""

import gc
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

Progress = Callable[[str], None]
"""Called with each stage's name in words when it starts."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """A book's records live until it is written: to look through them for garbage would be a fifth of a build."""
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()


class OutOfTime(BaseException):
    """A stage took longer than it may; no `except Exception` on the way swallows it."""


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raises OutOfTime once so much computing time is over, whatever else the machine is busy with.

    There is no limit outside the main thread, nor where the system has no such alarm.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _time_is_over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _time_is_over(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise OutOfTime
