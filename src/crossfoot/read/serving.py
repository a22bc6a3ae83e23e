"""The other end of reading in a process of its own: documents asked for one after the other, until nobody asks."""

import os
import sys
from pathlib import Path

from crossfoot.read.documents import read_document
from crossfoot.read.isolation import limit_memory, received, send, serve_one


def serve(seconds: int, memory: int) -> None:
    """Read the documents that are asked for on the standard input, each within these seconds and bytes of memory.

    Replies go to what was the standard output; what libraries print goes nowhere.
    """
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as replies, Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
        limit_memory(memory)
        while (request := received(sys.stdin.buffer)) is not None:
            send(replies, serve_one(read_document, request, seconds))
