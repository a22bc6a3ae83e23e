"""The text of a document's bytes, in the encodings that filings and exports come in."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HEAD = 4096
# What Japanese exports call Shift JIS holds Windows' characters (㈱, ①, 髙); Latin pages likewise Windows' quotes.
_MEANT = {"shift_jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "iso-8859-1": "cp1252"}
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


class NotText(ValueError):
    """The bytes are no text in a known encoding; `line` is where UTF-8 ends."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def text_of(raw: bytes) -> str:
    """The text, by its byte order mark, as UTF-8, UTF-16, as it declares itself, or as Shift JIS. Raises NotText."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strict(raw, encoding)
    if (wide := _without_mark(raw)) is not None:
        return wide
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    found = _declared(raw) or _shift_jis(raw)
    if found is None:
        raise NotText("the text is in none of the encodings UTF-8, UTF-16 and Shift JIS", line)
    return found


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise NotText(f"its byte order mark says {encoding}, but the text is broken", line) from error


def _without_mark(raw: bytes) -> str | None:
    """UTF-16 without a mark: in text of mostly Latin digits every other byte is nil."""
    head = raw[:_HEAD]
    if len(raw) % 2 or b"\0" not in head:
        return None
    encoding = "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _declared(raw: bytes) -> str | None:
    declared = _DECLARED.search(raw[:_HEAD])
    if declared is None:
        return None
    name = declared[1].decode("ascii").lower()
    try:
        return raw.decode(_MEANT.get(name, name))
    except (LookupError, UnicodeDecodeError):
        return None


def _shift_jis(raw: bytes) -> str | None:
    """Shift JIS where it decodes whole and gives Japanese; any bytes at all would be Latin-1."""
    try:
        text = raw.decode("cp932")
    except UnicodeDecodeError:
        return None
    return text if _JAPANESE.search(text) else None
