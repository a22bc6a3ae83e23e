"""What is hostile, huge, damaged or misnamed: a clear problem or what can be read, and no harm to another document."""

import os
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from tests.read.office.documents import problem_of, read, written
from tests.read.office.test_spreadsheets import container, number, sheet, spreadsheet, text

from crossfoot.read import packages
from crossfoot.read.documents import read_documents

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
)


def workbook(folder: Path) -> Path:
    book: Any = openpyxl.Workbook()
    book.active.append(["Cash", 5])
    book.save(folder / "model.xlsx")
    return folder / "model.xlsx"


def slides(folder: Path) -> Path:
    deck: Any = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_textbox(0, 0, 1, 1).text_frame.text = "Cash of 5,000"
    deck.save(str(folder / "deck.pptx"))
    return folder / "deck.pptx"


def release(folder: Path) -> Path:
    document: Any = docx.Document()
    document.add_paragraph("Cash of 5,000")
    document.save(str(folder / "release.docx"))
    return folder / "release.docx"


def open_spreadsheet(folder: Path) -> Path:
    return spreadsheet(folder, sheet(text("Cash") + number("5", "5")))


MAKERS: tuple[Callable[[Path], Path], ...] = (workbook, slides, release, open_spreadsheet)
every_package = pytest.mark.parametrize("made", MAKERS, ids=lambda made: made.__name__)


def with_part(path: Path, name: str, content: bytes) -> Path:
    """The package with one part more."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return path


def with_content(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The package with one part altered."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, change(content) if name == part else content)
    return path


@every_package
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_entities_are_refused_unparsed(tmp_path: Path, made: Callable[[Path], Path], encoding: str) -> None:
    problem = problem_of(with_part(made(tmp_path), "more.xml", b" " * 5000 + BOMB.encode(encoding)))
    assert problem.message == "its part more.xml declares XML entities, which no office document needs"


@every_package
def test_a_part_packed_too_tightly_is_refused(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    problem = problem_of(with_part(made(tmp_path), "more.bin", bytes(30_000_000)))
    assert problem.message == "its part more.bin is packed so tightly that it looks like a zip bomb"


@every_package
def test_too_much_in_all_is_refused(
    tmp_path: Path, made: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "UNPACKED_MOST", 1000)
    assert problem_of(made(tmp_path)).message == "unpacked it is larger than 0 MB"


@every_package
def test_what_a_part_holds_beyond_the_size_that_it_is_said_to_have_is_never_unpacked(
    tmp_path: Path, made: Callable[[Path], Path]
) -> None:
    content = b"<a>" + b"0123456789" * 100_000 + b"</a>"
    path = with_part(made(tmp_path), "more.xml", content)
    real, said = len(content).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    checksum, of_said = zlib.crc32(content).to_bytes(4, "little"), zlib.crc32(content[:1000]).to_bytes(4, "little")
    raw = path.read_bytes()
    assert raw.count(real) == raw.count(checksum) == 2  # beside the part, and in the directory
    path.write_bytes(raw.replace(real, said).replace(checksum, of_said))
    package = packages.opened(path.read_bytes())
    assert package.parts["more.xml"] == content[:1000]
    assert packages.opened(package.repacked()) == package
    assert len(read(path).figures) == 1


@every_package
def test_two_parts_of_one_name_are_refused(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    path = with_part(made(tmp_path), "more.xml", b"<a/>")
    with pytest.warns(UserWarning, match="Duplicate name"):
        with_part(path, "more.xml", b"<b/>")
    assert "two of its parts have one name" in problem_of(path).message


@every_package
def test_elements_nested_too_deep_are_refused(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    problem = problem_of(with_part(made(tmp_path), "more.xml", b"<a>" * 100_000 + b"</a>" * 100_000))
    assert problem.message == "its part more.xml nests elements more than 256 deep"


@every_package
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_package_says_so(tmp_path: Path, made: Callable[[Path], Path], kept: float) -> None:
    path = made(tmp_path)
    path.write_bytes(path.read_bytes()[: int(kept * path.stat().st_size)])
    assert "or a damaged one" in problem_of(path).message


def test_a_stray_cell_at_the_end_of_a_sheet_costs_nothing(tmp_path: Path) -> None:
    book: Any = openpyxl.Workbook()
    book.active.append(["Cash", 5])
    book.active["XFD1048576"] = 7
    book.save(tmp_path / "model.xlsx")
    assert [figure.text for figure in read(tmp_path / "model.xlsx").figures] == ["5", "7"]


def test_a_merged_range_of_a_whole_sheet_is_refused(tmp_path: Path) -> None:
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    path = with_content(
        workbook(tmp_path), "xl/worksheets/sheet1.xml", lambda content: content.replace(b"</sheetData>", merged)
    )
    assert problem_of(path).message == "its part xl/worksheets/sheet1.xml merges more than 3,000,000 cells"


def test_rows_repeated_without_end_are_refused(tmp_path: Path) -> None:
    cells = number("5", "5", 'table:number-columns-repeated="2000"')
    lines = sheet(*[cells] * 2).replace("<table:table-row>", '<table:table-row table:number-rows-repeated="2000">')
    assert "holds more than 1,000,000 cells" in problem_of(spreadsheet(tmp_path, lines)).message


@pytest.mark.parametrize(
    "name", ["a.csv", "a.html", "a.md", "a.txt", "a.pdf", "a.xlsx", "a.xls", "a.xlsb", "a.ods", "a.pptx", "a.docx"]
)
@pytest.mark.parametrize(
    "content",
    [b"", b" \n", b"\0" * 100, b"\xff\xfe", b"PK\x03\x04", b"%PDF-1.7\n%%EOF", os.urandom(5000), b"\xff" * 1000],
    ids=["empty", "blank", "nil", "mark", "zip", "pdf", "random", "ones"],
)
def test_noise_is_a_problem_or_nothing_much(tmp_path: Path, name: str, content: bytes) -> None:
    done = read_documents([written(tmp_path, name, content), written(tmp_path, "good.csv", "Cash,5\n")])
    assert [book.title for book in done.books][-1] == "good.csv"
    assert all(problem.message and problem.remedy.endswith(".") for problem in done.problems)
    assert len(done.books) == 2 or done.problems


@pytest.mark.parametrize(
    ("name", "content", "text_of_it"),
    [
        ("export.xls", "<html><body><table><tr><td>Cash</td><td>5</td></tr></table>", "5"),
        ("export.xlsx", "<table><tr><td>Cash</td><td>1,204</td></tr></table>", "1,204"),
    ],
)
def test_a_page_that_is_called_a_workbook_is_read_as_the_page_it_is(
    tmp_path: Path, name: str, content: str, text_of_it: str
) -> None:
    (figure,) = read(written(tmp_path, name, content)).figures
    assert figure.text == text_of_it


def test_packages_are_told_by_what_is_in_them(tmp_path: Path) -> None:
    for made in MAKERS:
        path = made(tmp_path)
        assert [figure.printed.value for figure in read(path.rename(tmp_path / f"{made.__name__}.pdf")).figures] in (
            [5],
            [5000],
        )


def test_text_in_two_bytes_a_character_is_read(tmp_path: Path) -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        (figure,) = read(written(tmp_path, "cash.csv", "Item,2023\nCash,5\n".encode(encoding))).figures[1:]
        assert figure.text == "5"


def test_a_container_of_anything_else_is_a_problem(tmp_path: Path) -> None:
    assert "cannot be made sense of" in problem_of(written(tmp_path, "a.xls", container("Other", bytes(4096)))).message


@pytest.mark.parametrize(
    "line", ["9" * 1_000_000, "1,111" + ",111" * 250_000, "$ " * 500_000, "(" * 1_000_000, "-" * 1_000_000]
)
def test_lines_without_end_take_no_time_without_end(tmp_path: Path, line: str) -> None:
    assert read(written(tmp_path, "line.txt", line)).figures == ()
