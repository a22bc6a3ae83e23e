"""Pages one after the other, each read by its text layer or by its looks, with what keeps it from being read."""

from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.read.pdf.opening import PageTrouble, failed
from crossfoot.read.pdf.page.pages import PdfPage
from crossfoot.read.pdf.page_parts import Margins, PageParts, edges_of, parts_of
from crossfoot.read.scans import recognition
from crossfoot.read.scans.pages import ScannedPage, scanned

_UNDECODED = 0.3  # share of a page's words from which its text is no use
_PICTURE = 0.5  # share of a page that a picture of text covers
_FEW_WORDS = 5
_SHAPES = 150  # areas that are no rectangles, from which a page without words draws its letters
_COMPARE = "Compare its figures with the page: digits may be misread."
_OCR = "Install crossfoot[ocr], which reads pictures of text."
_PAGES_REMEMBERED = 2  # whose heads and feet tell which lines run through the document


@dataclass(frozen=True, slots=True)
class PageRead:
    """What became of a page: its parts, what is wrong with it, whether nothing stands on it.

    `looked_at` has the words where they were read by their looks; `to_look_at` says that they have to be and were not.
    """

    parts: PageParts | None = None
    trouble: PageTrouble | None = None
    blank: bool = False
    looked_at: ScannedPage | None = None
    to_look_at: bool = False


class PageReader:
    """Reads the pages of a document in their order; where it may not look at pictures, it leaves those to others."""

    def __init__(self, raw: bytes, *, looks: bool = True) -> None:
        self.raw = raw
        self.looks = looks
        self.margins: Margins = ()

    def read(self, page: PdfPage | PageTrouble) -> PageRead:
        """What becomes of a page."""
        if isinstance(page, PageTrouble):
            return PageRead(trouble=page)
        try:
            read = self._read(page)
        except MemoryError:
            raise  # the other pages would not fare better
        except Exception as error:  # noqa: BLE001 - one page's trouble must not end the others'
            return PageRead(trouble=failed(page.number, error), blank=_is_blank(page))
        self.follow(read)
        return read

    def follow(self, read: PageRead) -> None:
        """Take note of a page that stands before those that are read next."""
        if read.parts is not None:
            self.margins = (*self.margins, read.parts.edges)[-_PAGES_REMEMBERED:]

    def look_back(self, pages: Iterator[PdfPage | PageTrouble]) -> None:
        """Take note of the pages before those that are read next, given backwards, as far as they count."""
        for page in pages:
            if len(self.margins) == _PAGES_REMEMBERED:
                return
            if isinstance(page, PdfPage) and page.undecoded <= _UNDECODED:
                self.margins = (edges_of(page), *self.margins)

    def _read(self, page: PdfPage) -> PageRead:
        trouble = unreadable(page)
        blank = _is_blank(page)
        read = None
        if trouble and recognition.is_installed():
            if not self.looks:
                return PageRead(to_look_at=True)
            trouble = PageTrouble(f"page {page.number} was read by its looks", _COMPARE)
            read = scanned(self.raw, page)
            page = read.page
        if page.undecoded > _UNDECODED:
            return PageRead(trouble=trouble, blank=blank)
        return PageRead(parts_of(page, self.margins), trouble, blank, read)


def _is_blank(page: PdfPage) -> bool:
    return not (page.words or page.pictures)


def unreadable(page: PdfPage) -> PageTrouble | None:
    """What keeps a page's text from being read, if anything does."""
    if page.undecoded > _UNDECODED:
        return PageTrouble(f"page {page.number} does not say which characters its text is made of", _OCR)
    if len(page.words) <= _FEW_WORDS and page.pictured > _PICTURE:
        return PageTrouble(f"page {page.number} is a picture of text", _OCR)
    if len(page.words) <= _FEW_WORDS and sum(not fill.is_rectangle for fill in page.fills) > _SHAPES:
        return PageTrouble(f"page {page.number} draws its text as shapes", _OCR)
    return None
