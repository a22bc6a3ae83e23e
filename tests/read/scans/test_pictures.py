"""Pages that are pictures of text are read by their looks, with the words in their places."""

import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from crossfoot.read.documents import read_documents
from crossfoot.read.pdf.page.pages import PdfPage
from crossfoot.read.scans import recognition
from crossfoot.read.scans.pages import Doubt, ScannedPage, with_doubts
from crossfoot.read.tables.found import FoundCell, FoundTable

LINES = (
    ("(in millions)", "2023", "2022"),
    ("Revenue", "1,204", "1,150"),
    ("Cost of sales", "(700)", "(690)"),
    ("Gross profit", "504", "460"),
)


def page_of_text() -> bytes:
    """A PDF page that prints LINES as text."""
    shown = b"BT /F1 12 Tf "
    for row, line in enumerate(LINES):
        for text, left in zip(line, (60, 300, 420), strict=True):
            shown += f"1 0 0 1 {left} {700 - 24 * row} Tm ({text.replace('(', chr(92) + '(')}) Tj ".encode()
    shown = shown.replace(b"millions)", b"millions\\)").replace(b"700)", b"700\\)").replace(b"690)", b"690\\)") + b"ET"
    fonts = b"<< /Font << /F1 5 0 R >> >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources " + fonts + b" >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF"


def picture_of(raw: bytes) -> Any:
    """The first page as a picture of 200 dots an inch."""
    document: Any = pypdfium2.PdfDocument(raw)
    picture = document[0].render(scale=200 / 72).to_pil().convert("L")
    document.close()
    return picture


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    pytest.importorskip("rapidocr", reason="needs the extra `ocr`")
    picture_of(page_of_text()).save(tmp_path / "scan.pdf", "PDF", resolution=200)
    return tmp_path / "scan.pdf"


@pytest.mark.filterwarnings("default")  # of the recogniser's own packages
def test_a_page_that_is_a_picture_is_read_by_its_looks(scan: Path) -> None:
    done = read_documents([scan])
    (book,) = done.books
    assert {figure.text for figure in book.figures} >= {"1,204", "1,150", "(700)", "(690)", "504", "460"}
    (revenue,) = (figure for figure in book.figures if figure.text == "1,204")
    assert revenue.place.page == 1
    assert revenue.place.box is not None
    left, top, right, bottom = revenue.place.box
    assert (left, right) == pytest.approx((300, 331), abs=5)
    assert top < 842 - 676 - 4 < bottom  # the middle of the line
    (problem,) = done.problems
    assert problem.message == "page 1 was read by its looks"


@pytest.mark.filterwarnings("default")
def test_a_picture_is_a_document(tmp_path: Path, scan: Path) -> None:
    picture = io.BytesIO()
    picture_of(page_of_text()).save(picture, "PNG")
    (tmp_path / f"{scan.stem}.png").write_bytes(picture.getvalue())
    done = read_documents([tmp_path / "scan.png"])
    (book,), (problem,) = done.books, done.problems
    assert problem.message == "the page was read by its looks: compare its figures with it, digits may be misread"
    assert problem.remedy == "Give a sharper picture, or the document that it was made from."
    assert [figure.text for figure in book.figures if figure.place.row is not None][-2:] == ["504", "460"]


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "is_installed", lambda: False)
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (problem,) = read_documents([tmp_path / "scan.png"]).problems
    assert (problem.message, problem.remedy) == (
        "it is a picture of text",
        "Install crossfoot[ocr], which reads pictures of text.",
    )


def test_doubtful_words_become_alternatives_of_the_cells_they_stand_in() -> None:
    cells = (
        FoundCell(0, 0, "Loss", box=(0, 0, 50, 10)),
        FoundCell(0, 1, "$ (1,284)", box=(60, 0, 100, 10)),
        FoundCell(1, 1, "(1,284)", box=(60, 20, 100, 30)),
        FoundCell(2, 1, "1,2O4", box=(60, 40, 100, 50)),
    )
    read = ScannedPage(
        PdfPage(1, 595, 842), (Doubt("(1,284)", (65, 1, 100, 9), ("(1,204)", "(1,2A4)")),), by_looks=True
    )
    _, loss, other, letter = with_doubts(FoundTable(cells), read).cells
    assert (loss.alternatives, other.alternatives) == (("$ (1,204)",), ())
    assert letter.text == "1,204"  # a letter that stands for a digit


@pytest.mark.parametrize(
    ("texts", "read_as"),
    [
        (("1,204", "3,300", "1.588"), ("1,588", ("1.588",))),  # a comma that lost its tail
        (("1.204", "3.300", "1.588"), ("1.588", ("1,588",))),
        (("1,204", "3,300", "1.588.949"), ("1,588,949", ())),
        (("1,204", "3,300", "14,522.359"), ("14,522,359", ("14,522.359",))),
        (("1,204", "3.300", "1.588,949"), ("1,588,949", ())),
        (("1,204", "3,300", "(l.588)"), ("(1,588)", ("(1.588)",))),
    ],
)
def test_points_before_three_digits_are_commas_where_the_table_has_commas(
    texts: tuple[str, ...], read_as: tuple[str, tuple[str, ...]]
) -> None:
    table = FoundTable(tuple(FoundCell(row, 1, text) for row, text in enumerate(texts)))
    last = with_doubts(table, ScannedPage(PdfPage(1, 595, 842), by_looks=True)).cells[-1]
    assert (last.text, last.alternatives) == read_as
