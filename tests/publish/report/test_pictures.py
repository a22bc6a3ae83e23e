"""Page pictures: the pages of a PDF as they are shown, at a size that a report can hold."""

import io
from pathlib import Path

import pytest
from PIL import Image
from tests.publish.report.small_pdf import small_pdf

from crossfoot.model.pictures import Picture
from crossfoot.model.problems import InputError
from crossfoot.read.pictures import MOST_DOTS, page_pictures


def drawn(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.content)).convert("L")


def ink(picture: Picture, box: tuple[float, float, float, float]) -> bool:
    """Whether anything dark stands in a box of the page, in points."""
    image = drawn(picture)
    scale = image.width / picture.box[2]
    left, top, right, bottom = (round(side * scale) for side in box)
    return min(image.crop((left, top, right, bottom)).tobytes()) < 128


def pdf(folder: Path, content: bytes, name: str = "deck.pdf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_page_is_drawn_where_its_text_stands(tmp_path: Path) -> None:
    pages = page_pictures(pdf(tmp_path, small_pdf([[(20, 40, "1,204")], [(200, 150, "1,251")]])), [1, 2])
    assert [picture.media_type for picture in pages.values()] == ["image/webp", "image/webp"]
    assert pages[1].box == pytest.approx((0, 0, 300, 200))
    assert drawn(pages[1]).size == (600, 400)  # 144 dots an inch
    assert ink(pages[1], (20, 30, 45, 42))
    assert not ink(pages[1], (200, 140, 225, 152))
    assert ink(pages[2], (200, 140, 225, 152))


def test_a_turned_page_is_drawn_as_it_is_shown(tmp_path: Path) -> None:
    (picture,) = page_pictures(pdf(tmp_path, small_pdf([[(20, 40, "1,204")]], rotate=90)), [1]).values()
    assert picture.box == pytest.approx((0, 0, 200, 300))
    assert ink(picture, (158, 20, 170, 45))  # what stood at the top now stands at the right


def test_a_huge_sheet_of_paper_is_drawn_smaller(tmp_path: Path) -> None:
    (picture,) = page_pictures(pdf(tmp_path, small_pdf([[]], width=8000, height=6000)), [1]).values()
    width, height = drawn(picture).size
    assert width * height <= MOST_DOTS * 1.01
    assert picture.box == pytest.approx((0, 0, 8000, 6000))


def test_only_pages_that_are_there_and_asked_for_are_drawn(tmp_path: Path) -> None:
    path = pdf(tmp_path, small_pdf([[(20, 40, "1")], [(20, 40, "2")]]))
    assert sorted(page_pictures(path, [0, 2, 3])) == [2]
    assert page_pictures(path, []) == {}


def test_a_pdf_is_told_by_its_content(tmp_path: Path) -> None:
    assert sorted(page_pictures(pdf(tmp_path, small_pdf([[]]), "deck"), [1])) == [1]
    assert page_pictures(pdf(tmp_path, b"a,b\n1,2\n", "table.pdf"), [1]) == {}
    assert page_pictures(tmp_path / "packed.zip" / "deck.pdf", [1]) == {}


def test_a_damaged_pdf_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"its pages cannot be drawn: .*Check the file, or leave the report out"):
        page_pictures(pdf(tmp_path, b"%PDF-1.4\nnothing else"), [1])
