"""Number formats of Excel's old workbooks (XLS): which format each cell is shown by, read from the file's records.

An XLS file is a compound file: sectors chained by a table, in which a directory names streams. The stream `Workbook`
holds records: formats by number, styles that name a format, and the cells of each sheet, each with its style.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from openpyxl.styles.numbers import BUILTIN_FORMATS

Cells = dict[tuple[int, int], str]
"""Formats by row and column, from 0; cells of the general format are left out."""

_HEADER = 512  # bytes, and a sector of the common size
_END = 0xFFFFFFF0  # from here on a sector number is a mark
_ENTRY = 128
_SMALL = 4096  # bytes below which a stream lies in the small stream; a workbook's is never so small
_SECTORS_MOST = 400_000
_BOF, _EOF, _SHEET, _FORMAT, _STYLE = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_BIFF8 = 0x0600
_NUMBER, _SHORT, _SHORTS, _FORMULA = 0x0203, 0x027E, 0x00BD, 0x0006
_WIDE = 0x01  # flag of texts of two bytes a letter


class Unfamiliar(ValueError):
    """The file is no workbook of Excel 97 to 2003, or a damaged one: its formats are not told."""


@dataclass(slots=True)
class _Found:
    formats: dict[int, str] = field(default_factory=lambda: dict(BUILTIN_FORMATS))
    styles: list[int] = field(default_factory=list)
    sheets: list[tuple[str, int]] = field(default_factory=list)

    def of_style(self, style: int) -> str:
        return self.formats.get(self.styles[style], "General") if style < len(self.styles) else "General"


def formats_of_cells(raw: bytes) -> Mapping[str, Cells]:
    """The formats of every sheet's cells of numbers, by the sheet's name. Raises Unfamiliar."""
    try:
        stream = _workbook_stream(raw)
        found = _globals(stream)
        return {name: dict(_cells(stream, start, found)) for name, start in found.sheets}
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise Unfamiliar("its records break off") from error


def _workbook_stream(raw: bytes) -> bytes:
    shift, first_entry = struct.unpack_from("<H", raw, 30)[0], struct.unpack_from("<I", raw, 48)[0]
    size = 1 << shift
    if size not in (_HEADER, 8 * _HEADER):
        raise Unfamiliar("its sectors are of no known size")
    table = _sector_table(raw, size)
    directory = _chained(raw, size, table, first_entry)
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le")
        if name == "Workbook":
            start, bytes_long = struct.unpack_from("<II", directory, at + 116)
            if bytes_long < _SMALL:
                raise Unfamiliar("its workbook is no stream of its own")
            return _chained(raw, size, table, start)[:bytes_long]
    raise Unfamiliar("it holds no workbook of Excel 97 to 2003")


def _sector_table(raw: bytes, size: int) -> list[int]:
    """The next sector of every sector: its parts are listed in the header, and in sectors of their own beyond 109."""
    parts = list(struct.unpack_from("<109I", raw, 76))
    following = struct.unpack_from("<I", raw, 68)[0]
    while following < _END and len(parts) < _SECTORS_MOST:
        more = struct.unpack_from(f"<{size // 4}I", raw, (following + 1) * size)
        parts += more[:-1]
        following = more[-1]
    table: list[int] = []
    for part in parts:
        if part < _END and (part + 2) * size <= len(raw) + size:
            chunk = raw[(part + 1) * size : (part + 2) * size]
            table += struct.unpack(f"<{len(chunk) // 4}I", chunk[: len(chunk) // 4 * 4])
    return table


def _chained(raw: bytes, size: int, table: list[int], start: int) -> bytes:
    pieces: list[bytes] = []
    sector = start
    while sector < _END:
        if len(pieces) > len(table):
            raise Unfamiliar("its sectors run in a circle")
        pieces.append(raw[(sector + 1) * size : (sector + 2) * size])
        sector = table[sector]
    return b"".join(pieces)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place on, to the end of their part."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == _EOF:
            return
        at += 4 + length


def _globals(stream: bytes) -> _Found:
    found = _Found()
    for number, (kind, content) in enumerate(_records(stream, 0)):
        if number == 0 and (kind != _BOF or struct.unpack_from("<H", content)[0] != _BIFF8):
            raise Unfamiliar("it is of Excel before 1997")
        if kind == _FORMAT:
            found.formats[struct.unpack_from("<H", content)[0]] = _text(content, 2, 2)
        elif kind == _STYLE:
            found.styles.append(struct.unpack_from("<H", content, 2)[0])
        elif kind == _SHEET:
            found.sheets.append((_text(content, 6, 1), struct.unpack_from("<I", content)[0]))
    return found


def _text(content: bytes, at: int, width: int) -> str:
    """A text with its length before it, in one byte or two, and a flag of how wide its letters are."""
    length = content[at] if width == 1 else struct.unpack_from("<H", content, at)[0]
    letters = content[at + width + 1 :]
    if content[at + width] & _WIDE:
        return letters[: 2 * length].decode("utf-16-le")
    return letters[:length].decode("latin-1")


def _cells(stream: bytes, start: int, found: _Found) -> Iterator[tuple[tuple[int, int], str]]:
    for kind, content in _records(stream, start):
        if kind in (_NUMBER, _SHORT, _FORMULA):
            row, column, style = struct.unpack_from("<3H", content)
            yield (row, column), found.of_style(style)
        elif kind == _SHORTS:
            row, first = struct.unpack_from("<2H", content)
            for number in range((len(content) - 6) // 6):
                style = struct.unpack_from("<H", content, 4 + 6 * number)[0]
                yield (row, first + number), found.of_style(style)
