"""Pages of real PDFs made into pictures and read by their looks: the share of table numbers right, by quality of scan.

    python benchmarks/scans.py [PDF:PAGE…]

Each page is read from its text layer (the truth), then as a clean scan of 200 dots an inch, and as a poor one: 130
dots, blurred, with noise. Counted are the numbers in tables, as read at first and after arithmetic decided between
doubtful readings. Needs the extra `ocr`.
"""

import io
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.read.documents import read_documents
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.readings import settled_readings

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
PAGES = (
    "reports_pdf/nippon_express_FY2024_consolidated_FS_en.pdf:3",
    "reports_pdf/COSTCO_2023Q3_EARNINGS.pdf:3",
    "reports_pdf/EBAY_2023Q2_EARNINGS.pdf:8",
    "reports_pdf/jp_statutory_clear_2023.pdf:2",
)
CLEAN, POOR = 200, 130
NOISE = 14  # standard deviation, of 255 shades
BLUR = 0.6  # pixels


@dataclass(frozen=True, slots=True)
class Score:
    """Numbers on the page, those read right, those read that are not there, and figures that arithmetic decided."""

    of: int
    right: int
    wrong: int
    settled: int = 0


def main() -> None:
    """Print a line a page and quality."""
    totals: dict[str, list[Score]] = {}
    for name in sys.argv[1:] or PAGES:
        path, _, page = name.rpartition(":")
        source = Path(path) if Path(path).exists() else SHARED / path
        if not source.exists():
            print(f"{path} is not there")
            continue
        for quality, found, seconds in measured(source, int(page)):
            for way, score in found.items():
                totals.setdefault(f"{quality}, {way}", []).append(score)
                print(f"{source.name[:34]:34} p{page:3} {quality:5} {way:15} {told(score)}  {seconds:.1f} s")
    for way, scores in totals.items():
        every = Score(*(sum(getattr(score, part) for score in scores) for part in Score.__slots__))
        print(f"{'all':39} {way:22} {told(every)}")


def told(score: Score) -> str:
    """`218 of 223 right (97.8%), 3 wrong, 2 decided`."""
    share = 100 * score.right / score.of if score.of else 0
    return f"{score.right} of {score.of} right ({share:.1f}%), {score.wrong} wrong, {score.settled} decided"


def measured(source: Path, page: int) -> Iterator[tuple[str, dict[str, Score], float]]:
    """The scores of a page as a clean and as a poor scan."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        truth = numbers(read(alone(source, page, folder / "text.pdf")))
        for quality, dots in (("clean", CLEAN), ("poor", POOR)):
            scan = scanned(folder / "text.pdf", folder / f"{quality}.pdf", dots)
            started = time.perf_counter()
            book = read(scan)
            seconds = time.perf_counter() - started
            decided = settled_readings(discover(bind_grids(book)))
            texts = {figure.id: figure.text for figure in decided.figures if figure.settled}
            after = Counter(
                texts.get(figure.id, figure.text) for figure in book.figures if figure.place.row is not None
            )
            yield (
                quality,
                {
                    "as read": scored(truth, numbers(book)),
                    "with arithmetic": scored(truth, after, len(texts)),
                },
                seconds,
            )


def alone(source: Path, page: int, target: Path) -> Path:
    """One page of a PDF, its text layer with it."""
    with pypdfium2.PdfDocument(source) as document:
        one: Any = pypdfium2.PdfDocument.new()
        one.import_pages(document, [page - 1])
        one.save(target)
        one.close()
    return target


def scanned(source: Path, target: Path, dots: int) -> Path:
    """The page as a picture; below 200 dots an inch blurred and noisy, the same way every time."""
    with pypdfium2.PdfDocument(source) as document:
        picture = document[0].render(scale=dots / 72).to_pil().convert("L")
    if dots < CLEAN:
        picture = picture.filter(ImageFilter.GaussianBlur(BLUR))
        shades = np.asarray(picture, dtype=float) + np.random.default_rng(7).normal(0, NOISE, picture.size[::-1])
        picture = Image.fromarray(shades.clip(0, 255).astype(np.uint8))
    saved = io.BytesIO()
    picture.save(saved, "PDF", resolution=dots, quality=75)
    target.write_bytes(saved.getvalue())
    return target


def read(path: Path) -> Book:
    """The book of a document of one page."""
    return read_documents([path]).books[0]


def numbers(book: Book) -> Counter[str]:
    """The numbers that tables print, as texts."""
    return Counter(figure.text for figure in book.figures if figure.place.row is not None)


def scored(truth: Counter[str], found: Counter[str], settled: int = 0) -> Score:
    """How many of the true numbers were found, and how many found are not true."""
    return Score(truth.total(), (truth & found).total(), (found - truth).total(), settled)


if __name__ == "__main__":
    main()
