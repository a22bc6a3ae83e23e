"""Page pictures: the pages of a PDF and slides drawn, so that a report can mark figures where they stand."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from crossfoot.model.pictures import Picture
from crossfoot.model.problems import InputError, Problem
from crossfoot.read.kinds import PICTURES, kind_of
from crossfoot.read.scans.pages import DOTS_AN_INCH
from crossfoot.read.scans.recognition import decoded

DOTS_PER_INCH = 144
"""Enough to read seven-point notes on a screen at twice the page's size."""

MOST_DOTS = 4_000_000
"""A page, however large its paper, takes no more dots than this: about twice a letter page at `DOTS_PER_INCH`."""

MOST_ACROSS = 2_400
"""Dots of the longer side of a picture of text in a report."""

_POINTS_PER_INCH = 72
_HEADER_BYTES = 1024
# Of WebP: with photographs and shades a page is smallest with some loss, a page of text often without any. The efforts
# (of 6) and the quality of packing (of 100) are where more takes twice the time for a tenth of the size.
_LOSSY = {"quality": 75, "method": 2}
_LOSSLESS = {"lossless": True, "quality": 20, "method": 1}


def page_pictures(path: Path, pages: Iterable[int]) -> dict[int, Picture]:
    """The asked pages of a PDF, counted from 1, as they are shown: cropped and turned; slides as their shapes stand.

    A picture of text is its own page; other formats have none.
    Pages that the document does not have, or that cannot be drawn, are left out. Raises InputError where a PDF cannot
    be opened.
    """
    wanted = tuple(pages)
    if not wanted:
        return {}
    if not _is_pdf(path):
        return _of_other_kinds(path, wanted)
    import pypdfium2  # noqa: PLC0415 - an extra, and needed for no other format

    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        what = f"its pages cannot be drawn: {error}"
        raise InputError(Problem(str(path), 0, what, "Check the file, or leave the report out")) from error
    try:
        drawn = {number: _drawn(document, number) for number in wanted if 0 < number <= len(document)}
    finally:
        document.close()
    return {number: picture for number, picture in drawn.items() if picture is not None}


def _of_other_kinds(path: Path, wanted: tuple[int, ...]) -> dict[int, Picture]:
    """Slides of a presentation, or the one page that a picture of text is."""
    if not path.is_file():
        return {}
    raw = path.read_bytes()
    kind = kind_of(raw, path.suffix.lower())
    if kind == ".pptx":
        from crossfoot.read.drawing.slides import slide_pictures  # noqa: PLC0415 - needs an extra

        return slide_pictures(raw, wanted)
    picture = _of_text(raw) if kind in PICTURES and 1 in wanted else None
    return {1: picture} if picture is not None else {}


def _of_text(raw: bytes) -> Picture | None:
    """A picture of text as it is meant to be seen; its points are those that its words' places are in."""
    import pypdfium2  # noqa: PLC0415 - as above
    from pypdfium2.raw import FPDFBitmap_BGR  # noqa: PLC0415

    try:
        dots = decoded(raw)
    except Exception:  # noqa: BLE001 - whatever the decoder raises, there is no picture
        return None
    height, width = dots.shape[:2]
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, FPDFBitmap_BGR)
    bitmap.to_numpy()[:] = dots
    image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    image.thumbnail((MOST_ACROSS, MOST_ACROSS))
    points = _POINTS_PER_INCH / DOTS_AN_INCH
    return Picture("image/webp", _packed(image), (0, 0, width * points, height * points))


def _is_pdf(path: Path) -> bool:
    """Whether the file says so where readers of PDF look for it; a document within a package is no file of its own."""
    try:
        with path.open("rb") as file:
            return b"%PDF-" in file.read(_HEADER_BYTES)
    except OSError:
        return False


def _drawn(document: Any, number: int) -> Picture | None:
    import pypdfium2  # noqa: PLC0415

    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        return Picture("image/webp", _webp(page, _scale(width * height)), (0, 0, width, height))
    except (pypdfium2.PdfiumError, ValueError, OSError):
        return None
    finally:
        page.close()


def _scale(square_points: Any) -> Any:
    """Dots a point: as asked, less where the page is so large that its picture would be."""
    asked = DOTS_PER_INCH / _POINTS_PER_INCH
    return min(asked, (MOST_DOTS / square_points) ** (1 / 2))


def _webp(page: Any, scale: Any) -> bytes:
    bitmap = page.render(scale=scale)
    image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return _packed(image)


def _packed(image: Any) -> bytes:
    packed = []
    for options in (_LOSSY, _LOSSLESS):
        file = io.BytesIO()
        image.save(file, "WEBP", **options)
        packed.append(file.getvalue())
    return min(packed, key=len)
