"""The other end of the desk's processes: jobs done one after the other, until nobody asks."""

import gc
import os
import sys
from functools import partial
from pathlib import Path
from typing import IO

from crossfoot.desk.processes import DONE, FAILED, SAID
from crossfoot.desk.stages import collector_paused
from crossfoot.desk.tying import make_ready
from crossfoot.read.isolation import IsolatedReader, received, send


def serve() -> None:
    """Do the jobs that are asked for on the standard input; replies go to what was the standard output.

    What libraries print goes nowhere. A job that fails is told in words; the next is done all the same.
    """
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as replies, Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
        with IsolatedReader(meanwhile=make_ready) as reader:
            while (job := received(sys.stdin.buffer)) is not None:
                try:
                    with collector_paused():
                        reply = DONE, job.done(reader, partial(_say, replies))
                except Exception as error:  # noqa: BLE001 - whatever goes wrong with one job is said of that job
                    reply = FAILED, f"it failed: {type(error).__name__}: {error}".replace("\n", " ")
                send(replies, reply)
                del job, reply
                gc.collect()


def _say(replies: IO[bytes], stage: str) -> None:
    send(replies, (SAID, stage))
