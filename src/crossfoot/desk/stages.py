"""What all strings of stages share: how progress is told, and the collector that pauses while a book is made."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
