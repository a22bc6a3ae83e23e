"""Office documents are ZIP packages of XML parts: looked over whole before a parser sees any of them.

What a hostile package does to a parser (entities that multiply, parts that unpack to gigabytes, merged ranges of
billions of cells) is refused here. Parsers are given the parts that were looked over, packed again.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

UNPACKED_MOST = 400_000_000
"""Bytes of all parts together."""

PARTS_MOST = 20_000
"""Parts of a package; a workbook of hundreds of sheets has some thousands."""

MERGED_MOST = 3_000_000
"""Cells that a sheet's merged ranges cover together."""

DEEPEST = 256
"""Elements within one another in a part; documents nest a few dozen deep."""

_PACKED_TIGHTEST = 200  # unpacked bytes a packed one, beyond which a large part is a bomb
_SMALL_PART = 10_000_000
_CHUNK = 1 << 20
_XML = (".xml", ".rels", ".vml")
_ENCODINGS = ("ascii", "utf-16-le", "utf-16-be")
_DECLARATIONS = tuple(mark.encode(encoding) for mark in ("<!DOCTYPE", "<!ENTITY") for encoding in _ENCODINGS)
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*ref=[\"']\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})"
)


class Refused(ValueError):
    """The package is not opened; the message says why."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that is safe to parse: its parts by name."""

    parts: dict[str, bytes]

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self.parts)

    def repacked(self) -> bytes:
        """The same parts in a new package, for a parser that would believe the directory of the old one."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
            for name, content in self.parts.items():
                package.writestr(name, content)
        return target.getvalue()


def opened(raw: bytes) -> Package:
    """The package's parts. Raises Refused where it would be dangerous to go on, zipfile.BadZipFile where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            listed = package.infolist()
            _check_directory(listed)
            parts: dict[str, bytes] = {}
            left = UNPACKED_MOST
            for entry in listed:
                parts[entry.filename] = _unpacked(package, entry, left)
                left -= len(parts[entry.filename])
    except (zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise zipfile.BadZipFile(str(error)) from error
    for name, content in parts.items():
        if name.endswith(_XML):
            _check_xml(name, content)
    return Package(parts)


def _check_directory(listed: list[zipfile.ZipInfo]) -> None:
    if len(listed) > PARTS_MOST:
        raise Refused(f"it holds more than {PARTS_MOST:,} parts")
    if len({entry.filename for entry in listed}) < len(listed):
        raise Refused("two of its parts have one name, and programs would differ in which they show")
    if sum(entry.file_size for entry in listed) > UNPACKED_MOST:
        raise Refused(f"unpacked it is larger than {UNPACKED_MOST // 1_000_000} MB")
    for entry in listed:
        if entry.flag_bits & 1:
            raise Refused("it is encrypted")
        if entry.file_size > _SMALL_PART and entry.file_size > _PACKED_TIGHTEST * entry.compress_size:
            raise Refused(f"its part {entry.filename} is packed so tightly that it looks like a zip bomb")


def _unpacked(package: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """A part's bytes, no more than the directory says: what a stream holds beyond is never unpacked."""
    with package.open(entry) as stream:
        content = b"".join(iter(lambda: stream.read(_CHUNK), b""))
    if len(content) > most:
        raise Refused(f"unpacked it is larger than {UNPACKED_MOST // 1_000_000} MB")
    return content


def _check_xml(name: str, content: bytes) -> None:
    if any(mark in content for mark in _DECLARATIONS):
        raise Refused(f"its part {name} declares XML entities, which no office document needs")
    if sum(_areas(content)) > MERGED_MOST:
        raise Refused(f"its part {name} merges more than {MERGED_MOST:,} cells")
    if _deepest(content) > DEEPEST:
        raise Refused(f"its part {name} nests elements more than {DEEPEST} deep")


def _areas(content: bytes) -> Iterator[int]:
    for left, top, right, bottom in _MERGED.findall(content):
        yield (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _deepest(content: bytes) -> int:
    """How deep elements stand within one another, as far as tags tell."""
    letters = np.frombuffer(content, dtype=np.uint8)
    starts = np.flatnonzero(letters[:-1] == ord("<"))
    ends = np.flatnonzero(letters == ord(">"))
    if not len(starts) or not len(ends):
        return len(starts)
    following = letters[starts + 1]
    closing = following == ord("/")
    before_end = letters[ends[np.searchsorted(ends, starts).clip(max=len(ends) - 1)] - 1]
    opening = ~closing & (following != ord("!")) & (following != ord("?")) & (before_end != ord("/"))
    return int(np.cumsum(opening.astype(np.int32) - closing).max())
