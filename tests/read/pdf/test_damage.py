"""What is cut off or broken of a PDF is said, page by page, and the rest of it is read."""

import zlib
from collections.abc import Callable

import pytest
from tests.read.pdf.papers import Paper, pdf_of

from crossfoot.read.pdf.damage import damage
from crossfoot.read.pdf.opening import PageTrouble, Unreadable
from crossfoot.read.pdf.reading import read_pdf
from crossfoot.read.tables.found import Draft

FETCH_ANEW = "Fetch it anew, or save it again from the program that made it."


def packed(content: bytes) -> bytes:
    """A stream as most programs write it."""
    return zlib.compress(content)


def document(*contents: bytes, bundled: bool = False) -> bytes:
    """A PDF with a page for each packed content, its other objects by themselves or bundled as in newer files."""
    kids = " ".join(f"{10 + 2 * at} 0 R" for at in range(len(contents)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    said = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
        3: font,
    }
    for at in range(len(contents)):
        said[10 + 2 * at] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {11 + 2 * at} 0 R >>"
        )
    objects = {number: text.encode() for number, text in said.items()}
    streams = {11 + 2 * at: (b"/Filter /FlateDecode", content) for at, content in enumerate(contents)}
    if bundled:
        heads, texts, place = "", b"", 0
        for number, text in objects.items():
            heads += f"{number} {place} "
            texts += text + b" "
            place = len(texts)
        keys = f"/Type /ObjStm /N {len(objects)} /First {len(heads)} /Filter /FlateDecode".encode()
        streams[4], objects = (keys, packed(heads.encode() + texts)), {}
    return _file(objects, streams)


def _file(objects: dict[int, bytes], streams: dict[int, tuple[bytes, bytes]]) -> bytes:
    """The objects in a file without a table of them, which every reader mends: what counts here are the streams."""
    written = b"%PDF-1.5\n"
    for number, text in objects.items():
        written += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    for number, (keys, content) in streams.items():
        head = b"%d 0 obj\n<< %s /Length %d >>\nstream\n" % (number, keys, len(content))
        written += head + content + b"\nendstream\nendobj\n"
    return written + b"trailer\n<< /Size 100 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


def sales(page: int) -> bytes:
    """A page's content: sales of many products, each in a line."""
    lines = (
        f"BT /F1 10 Tf 1 0 0 1 50 {750 - 12 * at} Tm (Sales of product {at} were ${page},{at:03}) Tj ET"
        for at in range(50)
    )
    return "\n".join(lines).encode()


def told(raw: bytes) -> tuple[list[str], int]:
    """What is said of a document, and how many figures are read of it."""
    draft = Draft("sales.pdf", "sales.pdf")
    return [trouble.message for trouble in read_pdf(raw, draft)], len(draft.figures)


def test_of_a_sound_document_nothing_is_said() -> None:
    assert told(document(*(packed(sales(page)) for page in (1, 2, 3)))) == ([], 150)


def test_pages_are_found_in_bundles_of_objects_as_well() -> None:
    sound, broken = packed(sales(1)), packed(sales(2))[:-40]
    assert list(damage(document(sound, sound, bundled=True), set())) == []
    (trouble,) = damage(document(sound, broken, sound, bundled=True), set())
    assert trouble == PageTrouble(
        "page 2 is damaged: its content is cut off or altered, and what it prints may be missing", FETCH_ANEW
    )


def test_pages_without_content_are_no_damage() -> None:
    assert told(document(packed(sales(1)), packed(b""))) == ([], 50)


def altered(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes(byte ^ 255 for byte in content[middle : middle + 8]) + content[middle + 8 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut off in the middle": lambda content: content[: len(content) // 2],
    "altered in the middle": altered,
    "overwritten with zeros": lambda content: bytes(len(content)),
    "ending in zeros": lambda content: content[: len(content) // 2] + bytes(len(content) - len(content) // 2),
}


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_page_is_named_and_the_others_are_read(how: str) -> None:
    messages, figures = told(document(packed(sales(1)), DAMAGES[how](packed(sales(2))), packed(sales(3))))
    assert messages == ["page 2 is damaged: its content is cut off or altered, and what it prints may be missing"]
    assert 100 <= figures < 150


def test_a_page_whose_content_is_not_in_the_file_is_named() -> None:
    raw = document(packed(sales(1)), packed(sales(2))).replace(b"13 0 obj", b"99 0 obj")
    assert told(raw) == (["page 2 is damaged: its content is not in the file, and what it prints may be missing"], 50)


def test_a_file_that_is_cut_off_behind_its_pages_is_read_with_a_warning() -> None:
    raw = pdf_of(*(Paper(drawn=["BT /F1 10 Tf 50 700 Td (Sales were $1,204) Tj ET"]) for _ in range(3)))
    messages, figures = told(raw[: raw.index(b"startxref")])
    assert messages == ["the file ends before its end: pages, or parts of them, may be missing"]
    assert figures == 3


def test_a_file_cut_off_before_anything_can_be_read_says_what_to_do() -> None:
    with pytest.raises(Unreadable, match="the file ends before its end, and cannot be read without it") as caught:
        told(pdf_of(Paper())[:300])
    assert caught.value.remedy == FETCH_ANEW
