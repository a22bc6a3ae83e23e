"""What stands on a page: words with their places as displayed, marks of notes told apart, rules, areas and strokes."""

import hashlib

import pytest
from tests.read.pdf.papers import Paper, pdf_of

from crossfoot.read.pdf.opening import PageTrouble, Unreadable, pages_of
from crossfoot.read.pdf.page.pages import PdfPage


def page_of(paper: Paper) -> PdfPage:
    (page,) = pages_of(pdf_of(paper))
    assert isinstance(page, PdfPage)
    return page


def test_words_have_their_boxes_from_the_top_left() -> None:
    paper = Paper()
    paper.text(50, 100, "Net sales 1,234")
    page = page_of(paper)
    assert [word.text for word in page.words] == ["Net", "sales", "1,234"]
    left, top, right, bottom = page.words[2].box
    assert left == pytest.approx(50 + (9 * 556 - 3 * 180) / 100 + 0.8, abs=6)
    assert top < 100 < bottom
    assert right - left == pytest.approx((4 * 5.56) + 2.78, abs=0.3)


def test_every_character_has_its_box() -> None:
    paper = Paper()
    paper.text(50, 100, "1,234")
    (word,) = page_of(paper).words
    boxes = word.character_boxes
    assert [round(box[0] - 50, 1) for box in boxes] == [0.0, 5.6, 8.3, 13.9, 19.5]
    assert boxes[0][2] == boxes[1][0]


def test_bold_and_colour_are_told() -> None:
    paper = Paper()
    paper.text(50, 100, "Total", bold=True)
    paper.shape("1 0 0 rg")
    paper.text(50, 120, "red")
    total, red = page_of(paper).words
    assert (total.bold, total.colour) == (True, (0, 0, 0))
    assert (red.bold, red.colour) == (False, (255, 0, 0))


@pytest.mark.parametrize(("rotate", "place"), [(90, (692, 50)), (180, (562, 692)), (270, (100, 562))])
def test_a_page_turned_when_displayed_has_its_places_turned(rotate: int, place: tuple[float, float]) -> None:
    paper = Paper(rotate=rotate)
    paper.text(50, 100, "here")
    page = page_of(paper)
    assert (page.width, page.height) == ((792, 612) if rotate != 180 else (612, 792))
    (word,) = page.words
    assert word.angle == (360 - rotate) % 360
    corner = {90: (2, 1), 180: (2, 3), 270: (0, 3)}[rotate]
    assert word.box[corner[0]] == pytest.approx(place[0], abs=10)
    assert word.box[corner[1]] == pytest.approx(place[1], abs=10)


def test_a_cropped_page_counts_from_its_crop_and_leaves_out_what_is_cut_off() -> None:
    paper = Paper(crop=(40, 0, 612, 742))
    paper.text(50, 100, "seen")
    paper.text(50, 20, "unseen")
    page = page_of(paper)
    assert (page.width, page.height) == (572, 742)
    (word,) = page.words
    assert word.text == "seen"
    assert word.box[0] == pytest.approx(10, abs=1)
    assert word.box[1] < 50 < word.box[3]


def test_a_small_raised_number_behind_a_word_is_a_mark() -> None:
    paper = Paper()
    paper.text(50, 100, "Revenue")
    paper.text(91, 96, "2", size=6)
    paper.number(200, 100, "1,234")
    revenue, mark, number = page_of(paper).words
    assert (revenue.raised, mark.raised, number.raised) == (False, True, False)


def test_a_number_split_by_odd_spacing_is_one_word() -> None:
    paper = Paper()
    paper.text(50, 100, "1")
    paper.text(57, 100, ",234")
    paper.text(120, 100, "in")
    paper.text(131, 100, "2024")
    assert [word.text for word in page_of(paper).words] == ["1,234", "in", "2024"]


def test_text_printed_twice_to_look_bold_is_read_once() -> None:
    paper = Paper()
    paper.text(50, 100, "Total")
    paper.text(50.3, 100, "Total")
    assert [word.text for word in page_of(paper).words] == ["Total"]


def test_lines_and_thin_rectangles_are_rules() -> None:
    paper = Paper()
    paper.line(50, 100, 200)
    paper.area(50, 150, 200, 151)
    level = page_of(paper).rules
    assert [(rule.box, rule.horizontal) for rule in level] == [
        ((50, 100, 200, 100), True),
        ((50, 150.5, 200, 150.5), True),
    ]
    assert [rule.length for rule in level] == [150, 150]


def test_areas_keep_their_colour_and_outline() -> None:
    paper = Paper()
    paper.area(100, 200, 140, 300, "1 0.5 0")
    paper.shape("0 1 0 rg 100 100 m 150 100 l 125 150 l f")
    bar, triangle = page_of(paper).fills
    assert bar.box == (100.0, 200.0, 140.0, 300.0)
    assert bar.colour in ((255, 127, 0), (255, 128, 0))
    assert bar.is_rectangle
    assert not triangle.is_rectangle
    assert triangle.outline[:3] == ((100.0, 692.0), (150.0, 692.0), (125.0, 642.0))


def test_bent_and_slanted_lines_are_strokes() -> None:
    paper = Paper()
    paper.shape("0 0 1 RG 2 w 100 100 m 150 120 l 200 90 l S")
    (stroke,) = page_of(paper).strokes
    assert stroke.points == ((100.0, 692.0), (150.0, 672.0), (200.0, 702.0))
    assert (stroke.colour, stroke.width) == ((0, 0, 255), 2)


def test_pages_come_one_by_one_with_their_numbers() -> None:
    papers = [Paper(), Paper(), Paper()]
    for at, paper in enumerate(papers):
        paper.text(50, 100, f"page{at + 1}")
    pages = [page for page in pages_of(pdf_of(*papers)) if isinstance(page, PdfPage)]
    assert [(page.number, page.words[0].text) for page in pages] == [(1, "page1"), (2, "page2"), (3, "page3")]


def test_too_many_pages_are_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossfoot.read.pdf.opening.PAGES_MOST", 2)
    *read, trouble = pages_of(pdf_of(Paper(), Paper(), Paper()))
    assert [page.number for page in read if isinstance(page, PdfPage)] == [1, 2]
    assert isinstance(trouble, PageTrouble)
    assert trouble.message == "pages 3 to 3 are left out: it has 3 pages, and 2 are read at most"


def test_reading_that_takes_too_long_stops_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossfoot.read.pdf.opening.SECONDS_MOST", -1.0)
    (trouble,) = pages_of(pdf_of(Paper(), Paper()))
    assert isinstance(trouble, PageTrouble)
    assert trouble.message.startswith("pages 1 to 2 are left out: reading it took longer")


def test_a_page_with_too_many_characters_leaves_the_others_unharmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossfoot.read.pdf.text.layer.CHARACTERS_MOST", 10)
    dense, light = Paper(), Paper()
    dense.text(50, 100, "more than ten characters")
    light.text(50, 100, "few")
    trouble, page = pages_of(pdf_of(dense, light))
    assert isinstance(trouble, PageTrouble)
    assert trouble.message == "page 1 is left out: it has more than 10 characters"
    assert isinstance(page, PdfPage)
    assert page.words[0].text == "few"


@pytest.mark.parametrize("raw", [b"%PDF-1.4\nnothing startxref 9 %%EOF", b"no PDF at all"])
def test_what_is_no_pdf_says_so(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="no PDF, or a damaged one"):
        list(pages_of(raw))


def test_a_document_with_a_password_says_what_to_do() -> None:
    with pytest.raises(Unreadable, match="encrypted with a password") as caught:
        list(pages_of(locked("a secret")))
    assert caught.value.remedy == "Open it with the password, and save a copy without one."


def test_a_document_that_only_may_not_be_changed_is_read() -> None:
    (page,) = pages_of(locked(""))
    assert isinstance(page, PdfPage)
    assert [word.text for word in page.words] == ["Sales", "were", "$1,204"]


_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def locked(password: str) -> bytes:
    """A page in a file encrypted as PDF 1.1 does: whoever knows the password may open it, an empty one is anybody's."""
    user = (password.encode() + _PAD)[:32]
    owner = scrambled(hashlib.md5((b"owner" + _PAD)[:32]).digest()[:5], user)  # noqa: S324 - what the format asks for
    key = hashlib.md5(user + owner + (2**32 - 4).to_bytes(4, "little") + b"\0").digest()[:5]  # noqa: S324
    entries = f"/V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{scrambled(key, _PAD).hex()}>"
    raw = pdf_of(
        Paper(drawn=["BT /F1 10 Tf 50 700 Td (Sales were $1,204) Tj ET"]),
        trailer=f"/Encrypt << /Filter /Standard {entries} >> /ID [<00> <00>]",
    )
    start, end = raw.index(b"stream\n") + 7, raw.index(b"\nendstream")
    number = (6).to_bytes(3, "little") + bytes(2)  # of the object that is the page's content
    return raw[:start] + scrambled(hashlib.md5(key + number).digest()[:10], raw[start:end]) + raw[end:]  # noqa: S324


def scrambled(key: bytes, text: bytes) -> bytes:
    """RC4, which undoes itself."""
    state, at = list(range(256)), 0
    for each in range(256):
        at = (at + state[each] + key[each % len(key)]) % 256
        state[each], state[at] = state[at], state[each]
    first = second = 0
    made = bytearray()
    for byte in text:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        made.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(made)


def test_what_is_filled_into_a_form_is_read() -> None:
    """A page that prints "Sales", and a field beside it in which 1,204 is written."""
    field = (
        "/Type /Annot /Subtype /Widget /Rect [100 695 200 715] /F 4 /FT /Tx /T (sales) /V (1,204) /AP << /N 6 0 R >>"
    )
    font = "/Resources << /Font << /F1 3 0 R >> >>"
    streams = (
        ("", "BT /F1 10 Tf 50 700 Td (Sales) Tj ET"),
        (f"/Type /XObject /Subtype /Form /BBox [0 0 100 20] {font}", "BT /F1 10 Tf 2 5 Td (1,204) Tj ET"),
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {font} /Contents 5 0 R /Annots [<< {field} >>] >>",
        *(f"<< {keys} /Length {len(text)} >>\nstream\n{text}\nendstream" for keys, text in streams),
    ]
    raw = "%PDF-1.4\n" + "".join(f"{at} 0 obj\n{text}\nendobj\n" for at, text in enumerate(objects, 1))
    raw += "trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
    (page,) = pages_of(raw.encode())
    assert isinstance(page, PdfPage)
    assert [(word.text, round(word.box[0])) for word in page.words] == [("Sales", 50), ("1,204", 102)]
