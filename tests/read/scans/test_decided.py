"""Digits that a scan leaves in doubt are decided by the totals that they must foot to, and the book says so."""

import io
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageFilter
from tests.read.pdf.papers import Paper, pdf_of

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.read.documents import read_documents
from crossfoot.read.scans import pages, recognition
from crossfoot.read.scans.recognition import PicturedWord
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.readings import settled_readings

SALES = (
    ("Americas", "3,218", "3,067", "2,940"),
    ("Europe", "1,764", "1,689", "1,712"),
    ("Japan", "2,385", "2,196", "2,083"),
    ("Asia", "1,538", "1,442", "1,379"),
    ("Net sales", "8,905", "8,394", "8,114"),
)


def sales_by_region() -> Paper:
    """SALES as a table, in millions."""
    paper = Paper()
    paper.text(50, 70, "Net sales by region")
    paper.text(50, 84, "(in millions)")
    paper.row(110, "", "2023", "2022", "2021")
    for at, (label, *numbers) in enumerate(SALES, 1):
        paper.row(110 + 16 * at, label, *numbers)
    return paper


def faxed(paper: Paper, seed: int) -> bytes:
    """The page as a picture of 75 dots an inch, blurred and noisy."""
    picture = pypdfium2.PdfDocument(pdf_of(paper))[0].render(scale=75 / 72).to_pil().convert("L")
    picture = picture.filter(ImageFilter.GaussianBlur(0.7))
    shades = np.asarray(picture, dtype=float) + np.random.default_rng(seed).normal(0, 20, picture.size[::-1])
    saved = io.BytesIO()
    Image.fromarray(shades.clip(0, 255).astype(np.uint8)).save(saved, "PDF", resolution=75, quality=75)
    return saved.getvalue()


def decided(path: Path) -> tuple[Book, Book]:
    """The book as read, and with its doubtful readings decided."""
    (book,) = read_documents([path]).books
    return book, settled_readings(discover(bind_grids(book)))


def printed(book: Book) -> list[str]:
    """The numbers of the rows below the headings."""
    return [figure.text for figure in book.figures if figure.place.row]


@pytest.mark.filterwarnings("default")  # of the recogniser's own packages
@pytest.mark.parametrize("seed", [0, 5])
def test_the_total_decides_a_digit_of_a_poor_scan(tmp_path: Path, seed: int) -> None:
    """Whatever the recogniser misreads of the page, the sums by region put right."""
    pytest.importorskip("rapidocr", reason="needs the extra `ocr`")
    path = tmp_path / "fax.pdf"
    path.write_bytes(faxed(sales_by_region(), seed))
    read, book = decided(path)
    truth = [number for _, *numbers in SALES for number in numbers]
    assert len(printed(read)) == len(truth)
    assert printed(book) == truth
    before = {figure.id: figure.text for figure in read.figures}
    changed = [figure for figure in book.figures if before.get(figure.id, figure.text) != figure.text]
    assert all(figure.settled.startswith(f"read as {figure.text}, not ") for figure in changed)


def test_a_doubtful_digit_is_decided_and_the_book_says_by_what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Japan's 2,385 of 2023 is read as 2,885, with 2,385 as what else it may be: 8,905 less the others is 2,385."""
    found = []
    for row, (label, *numbers) in enumerate((("", "2023", "2022", "2021"), *SALES)):
        top = 200 + 40 * row
        for left, text in zip((100, 600, 800, 1000), (label, *numbers), strict=True):
            if text:
                doubtful = text == "2,385"
                shown = "2,885" if doubtful else text
                box = (left, top, left + 16 * len(text), top + 24)
                edges = tuple(left + 16.0 * at for at in range(len(text) + 1))
                found.append(PicturedWord(shown, box, edges, ("2,385", "2,335") if doubtful else ()))
    monkeypatch.setattr(recognition, "is_installed", lambda: True)
    monkeypatch.setattr(pages, "pictured_words", lambda _: found)
    path = tmp_path / "scan.pdf"
    Image.new("L", (1654, 2339), 255).save(path, "PDF", resolution=200)
    read, book = decided(path)
    (before,) = (figure for figure in read.figures if figure.text == "2,885")
    (after,) = (figure for figure in book.figures if figure.id == before.id)
    assert after.text == "2,385"
    assert after.settled.startswith("read as 2,385, not 2,885 or 2,335: revenue FY2023 = ")
