"""Pictures as documents: a photograph or scan of one page (PNG, JPEG, TIFF), read by its looks."""

from crossfoot.read.pdf.page.pages import PdfPage
from crossfoot.read.pdf.page_parts import Carried, parts_of
from crossfoot.read.pdf.page_reading import PageRead
from crossfoot.read.pdf.reading import take_page
from crossfoot.read.scans.pages import DOTS_AN_INCH, recognised
from crossfoot.read.scans.recognition import decoded
from crossfoot.read.tables.found import Draft

_POINTS_AN_INCH = 72


def read_picture(raw: bytes, draft: Draft) -> list[str]:
    """Take in what a picture of a page shows; it is taken to be of 200 dots an inch, which its boxes rest on.

    Raises what the decoder raises on a picture that is damaged, or larger than any page.
    """
    picture = decoded(raw)
    height, width = picture.shape[:2]
    points = _POINTS_AN_INCH / DOTS_AN_INCH
    looked_at = recognised(picture, PdfPage(1, width * points, height * points))
    take_page(draft, PageRead(parts_of(looked_at.page), looked_at=looked_at), Carried())
    return ["the page was read by its looks: compare its figures with it, digits may be misread"]
