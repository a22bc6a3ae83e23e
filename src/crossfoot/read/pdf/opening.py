"""Opening a PDF and walking its pages one by one, with what is wrong with it or with a page in words."""

import re
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from crossfoot.read.pdf.page.drawing import drawing
from crossfoot.read.pdf.page.pages import PdfPage
from crossfoot.read.pdf.page.sheet import Sheet
from crossfoot.read.pdf.text.layer import TooDense, text_layer

PAGES_MOST = 2_000
"""Pages that are read of one document; the rest is left out and named."""

SECONDS_MOST = 300.0
"""How long one document is read; the pages behind are left out and named."""


FETCH_ANEW = "Fetch it anew, or save it again from the program that made it."

_WRITTEN = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT)
_ANNOTATIONS_MOST = 2_000  # of a page that are looked through for fields of forms
_TAIL = 2_048  # bytes in which a file that is whole ends
_END = re.compile(rb"startxref\s+[0-9]+\s+%%EOF")


class Unreadable(ValueError):
    """The document cannot be opened: the message says why, `remedy` what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class PageTrouble:
    """What is wrong with a page, or with all those from it on, and what to do about it."""

    message: str
    remedy: str


def pages_of(raw: bytes, first: int = 0) -> Iterator[PdfPage | PageTrouble]:
    """The pages of a PDF in their order, each let go of before the next; a page that fails gives trouble instead.

    The first so many are passed over. Raises Unreadable where the document is encrypted, damaged or without pages.
    """
    with closing(opened(raw)) as document:
        count = len(document)
        deadline = time.monotonic() + SECONDS_MOST
        for at in range(first, min(count, PAGES_MOST)):
            if time.monotonic() > deadline:
                yield too_long(at, count)
                return
            yield page_at(document, at)
        if (beyond := too_many(count)) is not None:
            yield beyond


def count_of(raw: bytes) -> int:
    """How many pages a PDF has. Raises Unreadable, as `pages_of` does."""
    with closing(opened(raw)) as document:
        return len(document)


def opened(raw: bytes) -> Any:
    """A PDF, open in pdfium until it is closed. Raises Unreadable, as `pages_of` does."""
    document = _opened(raw)
    if not len(document):
        document.close()
        raise Unreadable("the PDF has no pages", "Save it again from the program that made it.")
    return document


def _opened(raw: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable(
                "the PDF is encrypted with a password", "Open it with the password, and save a copy without one."
            ) from error
        if code == pdfium.FPDF_ERR_SECURITY:
            raise Unreadable("the PDF is encrypted in a way that is not known", "Save a copy without it.") from error
        if raw.startswith(b"%PDF") and is_cut_off(raw):
            raise Unreadable("the file ends before its end, and cannot be read without it", FETCH_ANEW) from error
        raise Unreadable("it is no PDF, or a damaged one", "Save it again from the program that made it.") from error


def is_cut_off(raw: bytes) -> bool:
    """Whether a file ends without what every PDF ends with."""
    return not _END.search(raw, max(len(raw) - _TAIL, 0))


def too_long(first: int, count: int) -> PageTrouble:
    """What to say of the pages from one on, counted from 0, that there is no time for."""
    return _left_out(first, count, f"reading it took longer than {SECONDS_MOST:.0f} seconds")


def too_many(count: int) -> PageTrouble | None:
    """What to say of the pages of a document with so many that are never read, if there are any."""
    why = f"it has {count:,} pages, and {PAGES_MOST:,} are read at most"
    return _left_out(PAGES_MOST, count, why) if count > PAGES_MOST else None


def _left_out(first: int, count: int, why: str) -> PageTrouble:
    return PageTrouble(
        f"pages {first + 1} to {count} are left out: {why}", "Split it, or give the part that holds the tables."
    )


def page_at(document: Any, at: int) -> PdfPage | PageTrouble:
    """A page of an open PDF, counted from 0, or what is wrong with it."""
    try:
        with closing(_filled_in(document, at)) as page:
            return _read(page, at + 1)
    except TooDense as error:
        return PageTrouble(f"page {at + 1} is left out: {error}", "Give the page in another form.")
    except (pypdfium2.PdfiumError, ValueError, OverflowError) as error:
        reason = str(error).rstrip(".")
        return PageTrouble(f"page {at + 1} is damaged: {reason}", "Save it again from the program that made it.")
    except MemoryError:
        raise  # the other pages would not fare better
    except Exception as error:  # noqa: BLE001 - one page's trouble must not end the others'
        return failed(at + 1, error)


def _filled_in(document: Any, at: int) -> Any:
    """A page with what is written in its forms and typed onto it: no part of its content until it is drawn there."""
    page = document[at]
    if any(kind in _WRITTEN for kind in _annotations(page)):
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        page = document[at]
    return page


def _annotations(page: Any) -> Iterator[int]:
    """The kinds of what is laid on a page: links, notes, fields of forms."""
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), _ANNOTATIONS_MOST)):
        laid = pdfium.FPDFPage_GetAnnot(page, at)
        yield pdfium.FPDFAnnot_GetSubtype(laid)
        pdfium.FPDFPage_CloseAnnot(laid)


def failed(number: int, error: Exception) -> PageTrouble:
    """What to say of a page on which this reader itself fails."""
    what = f"{type(error).__name__}: {error}".replace("\n", " ")
    return PageTrouble(f"page {number} is left out: reading it failed: {what}", "Please report it with the document.")


def _read(page: Any, number: int) -> PdfPage:
    sheet = Sheet(page.get_bbox(), page.get_rotation())
    text = text_layer(page, sheet)
    drawn = drawing(page, sheet)
    return PdfPage(
        number,
        sheet.width,
        sheet.height,
        text.words,
        tuple(drawn.rules),
        tuple(drawn.fills),
        tuple(drawn.strokes),
        tuple(drawn.pictures),
        text.undecoded,
        drawn.cut,
    )
