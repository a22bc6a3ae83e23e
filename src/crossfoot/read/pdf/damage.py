"""What of a PDF is lost without a word: pdfium reads a page as far as its content goes, and never says where it ends.

Looked at are the end of the file and the content of each page, which is packed; nothing else of the document is, and
nothing of an encrypted one.
"""

import re
import zlib
from collections.abc import Collection, Iterator

from crossfoot.read.pdf.opening import FETCH_ANEW, PageTrouble, is_cut_off

_MISSING = "its content is not in the file"
_LARGEST = 64_000_000  # bytes of one page's content that are unpacked
_DEEPEST = 40  # levels of the tree of pages
_NUMBER_BEFORE = 24  # bytes before "obj" in which its number stands

_LOCKED = re.compile(rb"/Encrypt\s*(?:<<|[0-9]+\s+[0-9]+\s+R)")
_NUMBER = re.compile(rb"(?<![0-9])([0-9]{1,10})\s+[0-9]{1,5}\s+\Z")
_ROOT = re.compile(rb"/Root\s+([0-9]+)\s+[0-9]+\s+R")
_TREE = re.compile(rb"/Pages\s+([0-9]+)\s+[0-9]+\s+R")
_KIDS = re.compile(rb"/Kids\s*(?:\[([^\]]*)\]|([0-9]+)\s+[0-9]+\s+R)")
_CONTENTS = re.compile(rb"/Contents\s*(?:\[([^\]]*)\]|([0-9]+\s+[0-9]+\s+R))")
_REFERENCE = re.compile(rb"([0-9]+)\s+[0-9]+\s+R")
_BUNDLE = re.compile(rb"/Type\s*/ObjStm")
_COUNTED = re.compile(rb"/(N|First|Length)\s+([0-9]+)(?!\s+[0-9]+\s+R)")
_PACKED = re.compile(rb"/Filter\s*(?:\[\s*)?/(?:FlateDecode|Fl)\s*(?:\]|(?=[/>\s]))")
_STREAM = re.compile(rb"stream\r?\n")


def damage(raw: bytes, blank: Collection[int]) -> Iterator[PageTrouble]:
    """What is cut off or broken of a document that pdfium can open; `blank` are the pages, from 1, it sees nothing on.

    A page's content that is not where it should be may be an older one: pdfium looks for those.
    """
    if is_cut_off(raw):
        yield PageTrouble("the file ends before its end: pages, or parts of them, may be missing", FETCH_ANEW)
    if not _LOCKED.search(raw):
        for number, why in _Objects(raw).faults():
            if why != _MISSING or number in blank:
                message = f"page {number} is damaged: {why}, and what it prints may be missing"
                yield PageTrouble(message, FETCH_ANEW)


class _Objects:
    """The objects of a file by their numbers, as far as they can be found without its table of them."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.starts = dict(_starts(raw))
        self.bundled: dict[int, bytes] = {}
        for number, start in self.starts.items():
            if _BUNDLE.search(raw, start, start + 400):
                self.bundled.update(self._unbundled(number))

    def faults(self) -> Iterator[tuple[int, str]]:
        """The pages whose content is missing, cut off or altered, and which it is."""
        for number, page in enumerate(self._pages(), 1):
            contents = _CONTENTS.search(page)
            named = [int(each) for each in _REFERENCE.findall(contents[1] or contents[2])] if contents else []
            why = next(filter(None, map(self._fault, self._streams(named))), "")
            if why:
                yield number, why

    def _pages(self) -> Iterator[bytes]:
        roots = _ROOT.findall(self.raw)
        tree = _TREE.search(self._text(int(roots[-1]))) if roots else None
        if tree is not None:
            yield from self._below(int(tree[1]), frozenset())

    def _below(self, number: int, above: frozenset[int]) -> Iterator[bytes]:
        """The pages below a node of the tree."""
        node = self._text(number)
        kids = _KIDS.search(node)
        if kids is None:
            yield node
        elif number not in above and len(above) < _DEEPEST:
            listed = self._text(int(kids[2])) if kids[2] else kids[1]
            for each in _REFERENCE.findall(listed):
                yield from self._below(int(each), above | {number})

    def _streams(self, named: list[int]) -> Iterator[int]:
        """The numbers of streams, one of which may be a list of them."""
        for number in named:
            text = self._text(number).strip()
            if text.startswith(b"["):
                yield from map(int, _REFERENCE.findall(text))
            else:
                yield number

    def _text(self, number: int) -> bytes:
        """What an object says, without the stream that it may have."""
        start = self.starts.get(number)
        if start is None:
            return self.bundled.get(number, b"")
        ends = [end for mark in (b"endobj", b"stream") if (end := self.raw.find(mark, start)) >= 0]
        return self.raw[start : min(ends, default=len(self.raw))]

    def _fault(self, number: int) -> str:
        """What is wrong with a stream; empty where nothing is, or where it is packed in a way that is not looked at."""
        if number not in self.starts:
            return "" if number in self.bundled else _MISSING
        text = self._text(number)
        packed = self._stream(number, text)
        if not packed or not _PACKED.search(text) or b"/DecodeParms" in text:
            return ""
        return "" if _is_whole(packed) else "its content is cut off or altered"

    def _stream(self, number: int, text: bytes) -> bytes:
        """The bytes of an object's stream."""
        begin = _STREAM.match(self.raw, self.starts[number] + len(text))
        if begin is None:
            return b""
        length = next((int(each[2]) for each in _COUNTED.finditer(text) if each[1] == b"Length"), None)
        if length is not None and self.raw[begin.end() + length :][:12].lstrip().startswith(b"endstream"):
            return self.raw[begin.end() : begin.end() + length]
        end = self.raw.find(b"endstream", begin.end())
        return self.raw[begin.end() : end if end >= 0 else len(self.raw)]

    def _unbundled(self, number: int) -> Iterator[tuple[int, bytes]]:
        """The objects that are packed together in one."""
        text = self._text(number)
        counts = {each[1]: int(each[2]) for each in _COUNTED.finditer(text)}
        content = _unpacked(self._stream(number, text)) if _PACKED.search(text) else b""
        first = counts.get(b"First", 0)
        heads = [int(each) for each in content[:first].split() if each.isdigit()]
        places = heads[1::2]
        for each, place, end in zip(heads[::2], places, [*places[1:], len(content)], strict=False):
            yield each, content[first + place : first + end if end < len(content) else end]


def _starts(raw: bytes) -> Iterator[tuple[int, int]]:
    """The number of each object that stands in a file by itself, and where it begins; the last of a number counts."""
    at = raw.find(b"obj")
    while at >= 0:
        number = _NUMBER.search(raw, max(at - _NUMBER_BEFORE, 0), at)
        if number is not None:
            yield int(number[1]), at + 3
        at = raw.find(b"obj", at + 3)


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed[2:], _LARGEST)
    except zlib.error:
        return b""


def _is_whole(packed: bytes) -> bool:
    """Whether packed bytes can be unpacked to their end, and are what the sum behind them says, if there is one."""
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = unpacking.decompress(packed[2:], _LARGEST)
    except zlib.error:
        return False
    if not unpacking.eof:
        return len(content) >= _LARGEST
    told = unpacking.unused_data[:4]
    return len(told) < 4 or int.from_bytes(told, "big") == zlib.adler32(content)
