"""Words that a text layer tells badly: ligatures without a code, narrow blanks, letters set apart."""

import numpy as np
import pytest
from tests.read.pdf.papers import Paper, pdf_of

from crossfoot.read.pdf.opening import pages_of
from crossfoot.read.pdf.page import asking
from crossfoot.read.pdf.page.pages import PdfPage
from crossfoot.read.pdf.text.mending import squared, unbroken

# Helvetica's widths in thousandths of its size, of a font whose codes 1 to 5 stand for ligatures that it does not tell.
_WIDTHS = {"f": 278, "i": 222, "l": 222, "c": 500, "e": 556, "o": 556, "r": 333, "s": 500, "t": 278, "w": 722, "d": 556}
_LIGATURES = {"ﬀ": 1, "ﬁ": 2, "ﬂ": 3, "ﬃ": 4, "ﬄ": 5}
_JOINED = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}


def words_of(raw: bytes) -> list[str]:
    """The words of a PDF's only page."""
    (page,) = pages_of(raw)
    assert isinstance(page, PdfPage)
    return [word.text for word in page.words]


def with_lost_ligatures(text: str) -> bytes:
    """A page that prints a text in a font which names the glyphs of ligatures by numbers of its own."""
    paper = Paper()
    coded = "".join(f"\\{_LIGATURES[letter]:03o}" if letter in _LIGATURES else letter for letter in text)
    paper.shape(f"BT /F3 10 Tf 50 700 Td ({coded}) Tj ET")
    widths = {code: sum(_WIDTHS[part] for part in _JOINED[letter]) for letter, code in _LIGATURES.items()}
    listed = " ".join(str(widths.get(code) or _WIDTHS.get(chr(code), 556)) for code in range(1, 123))
    names = " ".join(f"/g{code}" for code in _LIGATURES.values())
    font = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 1 /LastChar 122 "
        f"/Widths [{listed}] /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 {names}] >> >>"
    )
    return pdf_of(paper).replace(b"/F1 3 0 R", b"/F1 3 0 R /F3 " + font.encode())


@pytest.mark.parametrize(
    "printed",
    [
        "eﬀect of oﬃce",
        "the ﬁrst of cost",
        "cost ﬂow of",
        "speciﬁed of it",
        "reﬂect of it",
        "tariﬀs of it",
        "tariﬀ of it",
    ],
)
def test_a_ligature_without_a_code_is_told_by_its_width_and_what_follows(printed: str) -> None:
    assert words_of(with_lost_ligatures(printed)) == printed.split()


def test_a_word_ends_at_a_gap_that_is_wide_beside_those_around_it() -> None:
    paper = Paper()
    paper.text(50, 100, "Other")
    paper.text(50 + 25.01 + 1.5, 100, "revenues")
    paper.text(50, 120, "Otherrevenues")
    assert words_of(pdf_of(paper)) == ["Other", "revenues", "Otherrevenues"]


def test_letters_set_apart_are_one_word_and_a_wider_gap_ends_it() -> None:
    paper = Paper()
    paper.shape("5 Tc")
    paper.text(50, 100, "NET SALES")
    assert words_of(pdf_of(paper)) == ["NET", "SALES"]


def test_letters_in_columns_stay_apart() -> None:
    paper = Paper()
    for at, letter in enumerate("ABCDE"):
        paper.text(50 + 30 * at, 100, letter)
    assert words_of(pdf_of(paper)) == ["A", "B", "C", "D", "E"]


def with_outlined_minus(text: str, lift: float = 0) -> bytes:
    """A page with a number whose minus is of a font of drawings (type 3), which has no height but its outline's."""
    paper = Paper()
    paper.shape(f"BT /F3 10 Tf 1 0 0 1 50 {700 + lift} Tm (m) Tj /F1 10 Tf 1 0 0 1 58.4 700 Tm ({text}) Tj ET")
    raw = pdf_of(paper)
    number = raw.count(b" 0 obj")
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 109 "
        "/LastChar 109 /Widths [840] /Encoding << /Differences [109 /minus] >> "
        f"/CharProcs << /minus {number + 1} 0 R >> /ToUnicode {number + 2} 0 R >>"
    )
    streams = (
        "840 0 100 300 740 370 d1 100 300 640 70 re f",
        "/CIDInit begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <6d> <2212> endbfchar",
    )
    parts = "".join(
        f"{number + at} 0 obj\n<< /Length {len(stream)} >>\nstream\n{stream}\nendstream\nendobj\n"
        for at, stream in enumerate(streams, 1)
    )
    raw = raw.replace(b"/F1 3 0 R", b"/F1 3 0 R /F3 " + font.encode())
    return raw.replace(b"xref\n", parts.encode() + b"xref\n", 1)


def test_a_minus_that_is_a_drawing_belongs_to_its_number() -> None:
    assert words_of(with_outlined_minus("1,234")) == ["−1,234"]


def test_a_drawing_that_stands_higher_is_no_part_of_the_number() -> None:
    assert words_of(with_outlined_minus("1,234", lift=4)) == ["−", "1,234"]


def test_boxes_of_hardly_any_height_are_left_as_they_are() -> None:
    paper = Paper()
    paper.shape("BT /F1 0.02 Tf 50 700 Td (Revenue 1,234) Tj /F2 0.05 Tf (5) Tj ET")
    assert "Revenue" in words_of(pdf_of(paper))


def test_a_character_whose_outline_alone_is_told_takes_its_whole_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """A font that gives 年 and 期 squares of ten points, and of 月 the bare outline, which is narrower and shorter."""
    begins = [50.0, 55.0, 65.0, 70.0, 80.0]  # 6年3月期, as the pen goes
    boxes = np.array(
        [[50, 90, 55, 101], [55, 91, 65, 101], [65, 90, 70, 101], [71.2, 91.8, 78, 100.2], [80, 91, 90, 101]]
    )
    monkeypatch.setattr(asking, "origin_of", lambda _, at: (begins[at], 0.0))
    codes = np.array([ord(letter) for letter in "6年3月期"], np.uint32)
    found = squared(0, codes, boxes, (1, 0, 0, 1, 0, 0))
    assert found[3].tolist() == [70, 91, 80, 101]
    assert np.array_equal(np.delete(found, 3, axis=0), np.delete(boxes, 3, axis=0))


def test_letters_that_a_font_draws_as_one_are_in_their_word() -> None:
    """As pdfium tells "Pacific" of a browser's print: the glyph of "fi" is a line of its own, as high as its ink."""
    text = "Paci\r\nfi\r\nc\r\nL"
    ink, line = (93.0, 98.8), (91.8, 100.5)
    lefts = [75.3, 79.5, 84.1, 88.2, 91.0, 91.0, 90.4, 92.4, 90.3, 90.3, 95.0, 100.5, 100.5, 57.2]
    rights = [79.8, 84.1, 88.2, 90.3, 91.0, 91.0, 92.4, 94.3, 90.3, 90.3, 99.1, 100.5, 100.5, 61.4]
    boxes = [(left, line[0], right, line[1]) for left, right in zip(lefts, rights, strict=True)]
    for at in (6, 7):
        boxes[at] = (lefts[at], ink[0], rights[at], ink[1])
    boxes[-1] = (57.2, 105.8, 61.4, 114.5)
    codes = np.array([ord(letter) for letter in text], np.uint32)
    places, mended = unbroken(codes, np.array(boxes))
    assert "".join(text[at] for at in places) == "Pacific\r\nL"
    assert mended[4:6, [1, 3]].tolist() == [list(line), list(line)]


def test_lines_that_only_end_beside_one_another_stay_apart() -> None:
    """Two cells set without a gap, the second smaller: nothing of it is the ink of a ligature."""
    codes = np.array([ord(letter) for letter in "12\r\n34"], np.uint32)
    boxes = np.array(
        [(0, 0, 5, 9), (5, 0, 10, 9), (10, 9, 10, 9), (10, 9, 10, 9), (10, 2, 14, 8), (14, 2, 18, 8)], float
    )
    places, same = unbroken(codes, boxes)
    assert places.tolist() == [0, 1, 2, 3, 4, 5]
    assert same.tolist() == boxes.tolist()
