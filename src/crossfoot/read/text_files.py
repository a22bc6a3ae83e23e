"""The door to the project folder: bytes in, text out, and a problem where a file cannot be read."""

import codecs
from pathlib import Path

from crossfoot.read.projects.problem_list import ProblemList

MOST_BYTES = 10_000_000
"""The largest file that is read: a hundred thousand figures, far beyond what any document prints."""


def read_text(folder: Path, name: str, problems: ProblemList) -> str | None:
    """The text of a file named relative to the project folder, or None with a problem noted."""
    try:
        raw = (folder / name).read_bytes()
    except FileNotFoundError:
        problems.add(name, 0, "the file is missing", "A project folder needs it: docs/project-folder.md shows one.")
        return None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problems.add(name, 0, f"the file cannot be read: {reason}", "Make it a readable text file.")
        return None
    return decode(raw, name, problems)


def decode(raw: bytes, name: str, problems: ProblemList) -> str | None:
    """The text of UTF-8 bytes (a byte order mark is dropped), or None with a problem noted at the line that is not."""
    if len(raw) > MOST_BYTES:
        message = f"the file has {len(raw) // 10**6} MB, and at most {MOST_BYTES // 10**6} MB are read"
        problems.add(name, 0, message, "Keep to the figures of one document.")
        return None
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        problems.add(name, 1, "the text is UTF-16", "Save the file in the encoding UTF-8: in Excel, as CSV UTF-8.")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.add(name, line, "the text is not UTF-8", "Save the file in the encoding UTF-8.")
        return None
