"""What a document is, told by its first bytes rather than by its name: a PDF that is called .xlsx is a PDF."""

import io
import re
import zipfile

_PDF = re.compile(rb"%PDF-[0-9]")
_PDF_WITHIN = 1024  # bytes before the mark that readers put up with
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
)
PICTURES = frozenset(kind for _, kind in _PICTURES)
"""The kinds that are a picture of a page."""

_WEB = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!doctype\s+html|<html|<head|<body|<table)", re.IGNORECASE)
_PARTS = (
    ("word/", ".docx"),
    ("ppt/", ".pptx"),
    ("xl/workbook.bin", ".xlsb"),
    ("xl/", ".xlsx"),
)
_OPEN_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_OFFICE = frozenset((".docx", ".docm", ".pptx", ".pptm", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".pdf"))
ALIASES = {".xlsm": ".xlsx", ".docm": ".docx", ".pptm": ".pptx", ".jpeg": ".jpg", ".tiff": ".tif"}
"""Endings that mean what another one does."""

ENCRYPTED = "encrypted"
"""A document of Office locked with a password."""

OLD_OFFICE = "old office"
"""A Word or PowerPoint document of before 2007."""


def kind_of(raw: bytes, suffix: str) -> str:
    """The ending that a document of this content has, the given one (in lower case) where its content tells none.

    ENCRYPTED and OLD_OFFICE are kinds that no reader takes.
    """
    if _PDF.search(raw, 0, _PDF_WITHIN):
        return ".pdf"
    if raw.startswith(_OLE):
        return _compound(raw)
    if raw.startswith(b"PK"):
        return _package(raw) or suffix
    for mark, kind in _PICTURES:
        if raw.startswith(mark):
            return kind
    if suffix in _OFFICE and _WEB.match(raw):
        return ".html"  # many programs export a web page under a workbook's name
    return ALIASES.get(suffix, suffix)


def _compound(raw: bytes) -> str:
    """What an OLE container holds, by the names of its streams."""
    names = {
        name: name.encode("utf-16-le") in raw for name in ("EncryptedPackage", "WordDocument", "PowerPoint Document")
    }
    if names["EncryptedPackage"]:
        return ENCRYPTED
    return OLD_OFFICE if any(names.values()) else ".xls"


def _package(raw: bytes) -> str:
    """What a ZIP package holds, by its parts; empty where they do not tell."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            names = package.namelist()
            if "mimetype" in names and package.getinfo("mimetype").file_size < 1000:
                return ".ods" if package.read("mimetype").startswith(_OPEN_SPREADSHEET) else ""
    except Exception:  # noqa: BLE001 - a damaged package is told from its name, and its reader says what is wrong
        return ""
    if "[Content_Types].xml" not in names:
        return ""
    return next((kind for start, kind in _PARTS if any(name.startswith(start) for name in names)), "")
