"""Spreadsheets of other programs: what their cells show, in whatever language they were saved."""

import struct
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from tests.read.office.documents import problem_of, read, rows, written

from crossfoot.model.workings import Held

_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><office:automatic-styles>'
    '<style:style style:name="total"><style:text-properties fo:font-weight="bold"/>'
    '<style:table-cell-properties fo:border-top="0.06pt solid #000000"/></style:style>'
    '<style:style style:name="away"><style:table-properties table:display="false"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def spreadsheet(folder: Path, tables: str) -> Path:
    path = folder / "model.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", _HEAD + tables + _TAIL)
    return path


def sheet(*lines: str, style: str = "") -> str:
    drawn = f' table:style-name="{style}"' if style else ""
    rows_of = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    return f'<table:table table:name="Income"{drawn}>{rows_of}</table:table>'


def text(words: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{words}</text:p></table:table-cell>'


def number(value: str, words: str, more: str = "", kind: str = "float") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{value}" {more}>'
        f"<text:p>{words}</text:p></table:table-cell>"
    )


def test_a_cell_is_what_it_shows(tmp_path: Path) -> None:
    path = spreadsheet(tmp_path, sheet(text("Revenue") + number("1234.5678", "1,235") + number("-3.2", "(3)")))
    book = read(path)
    assert [(figure.text, int(figure.printed.value)) for figure in book.figures] == [("1,235", 1235), ("(3)", -3)]
    place = book.figure("t1r0c2").place
    assert (place.sheet, place.row, place.column) == ("Income", 0, 2)


@pytest.mark.parametrize(
    ("value", "words", "read_as", "place"),
    [
        ("1234.5678", "1.234,57", "1234.57", "0.01"),
        ("1234.5678", "1 234,6", "1234.6", "0.1"),
        ("0.1234", "12,3 %", "12.3", "0.1"),
        ("1234567", "12,34,567", "1234567", "1"),
        ("1234.5", "1'234.50", "1234.5", "0.01"),
        ("1204", "1,204", "1204", "1"),  # a comma of thousands, for the value says so
        ("1.204", "1,204", "1.204", "0.001"),  # a comma of decimals, for the value says so
    ],
)
def test_numbers_in_other_languages_print_what_their_values_say(
    tmp_path: Path, value: str, words: str, read_as: str, place: str
) -> None:
    kind = "percentage" if "%" in words else "float"
    (figure,) = read(spreadsheet(tmp_path, sheet(text("Revenue") + number(value, words, kind=kind)))).figures
    assert (figure.printed.value, figure.printed.place) == (Decimal(read_as), Decimal(place))


def test_formulas_are_written_as_spreadsheets_usually_do(tmp_path: Path) -> None:
    formula = 'table:formula="of:=SUM([.B1:.B2];[$Notes.$C$3])*&quot;[.x];&quot;"'
    book = read(spreadsheet(tmp_path, sheet(text("Total") + number("3", "3", formula))))
    (cell,) = (cell for cell in book.grids[0].cells if cell.figure)
    assert cell.formula == '=SUM(B1:B2,Notes!$C$3)*"[.x];"'
    assert book.sheets[0].cells[0, 1] == Held(Decimal(3), cell.formula)


def test_blanks_repeat_to_the_end_of_the_sheet_and_cost_nothing(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    lines = [text("Cash") + number("5", "5", 'table:number-columns-repeated="2"') + blank]
    end = f'<table:table-row table:number-rows-repeated="1048576">{blank}</table:table-row></table:table>'
    (grid,) = read(spreadsheet(tmp_path, sheet(*lines).replace("</table:table>", end))).grids
    assert rows(grid) == [["Cash", "5", "5"]]


def test_hidden_sheets_and_columns_are_held_and_not_shown(tmp_path: Path) -> None:
    shown = sheet(text("Cash") + number("5", "5") + number("6", "6")).replace(
        "<table:table-row>",
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
        "<table:table-row>",
    )
    book = read(spreadsheet(tmp_path, shown + sheet(number("9", "9"), style="away")))
    assert [figure.text for figure in book.figures] == ["5"]
    assert [sorted(each.cells) for each in book.sheets] == [[(0, 0), (0, 1), (0, 2)], [(0, 0)]]


def test_sums_are_bold_and_ruled_as_their_style_says(tmp_path: Path) -> None:
    path = spreadsheet(tmp_path, sheet(text("Cash") + number("5", "5", 'table:style-name="total"')))
    (cell,) = (cell for cell in read(path).grids[0].cells if cell.figure)
    assert (cell.bold, cell.rule) == (True, True)


def test_a_day_is_words_and_a_year_stays_a_year(tmp_path: Path) -> None:
    day = (
        '<table:table-cell office:value-type="date" office:date-value="2023-12-31"><text:p>{}</text:p>'
        "</table:table-cell>"
    )
    path = spreadsheet(tmp_path, sheet(day.format("31.12.23") + day.format("2023") + number("5", "5")))
    assert rows(read(path).grids[0])[0] == ["Dec. 31, 2023", "2023", "5"]


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def binary_workbook(*formats: str) -> bytes:
    """A workbook of Excel 97 in its container: one sheet with a label and two numbers, shown by `formats` if given."""
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x0600))
    sheet_begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0x0600))
    label = record(0x0204, struct.pack("<HHHHB", 0, 0, 0, 7, 0) + b"Revenue")
    said = [record(0x041E, struct.pack("<HHB", 164 + n, len(f), 0) + f.encode()) for n, f in enumerate(formats)]
    said += [record(0x00E0, struct.pack("<HH16x", 0, 164 + n)) for n in range(len(formats))]
    styles = range(2) if formats else (0, 0)
    values = zip(styles, (1204.0, 0.125), strict=True)
    numbers = [record(0x0203, struct.pack("<HHHd", 0, 1 + n, style, v)) for n, (style, v) in enumerate(values)]
    cells = sheet_begin + label + b"".join(numbers) + record(0x000A)
    name, end = b"Income", record(0x000A)
    start = len(begin) + len(b"".join(said)) + len(record(0x0085, bytes(8) + name)) + len(end)
    bound = b"".join(said) + record(0x0085, struct.pack("<IHBB", start, 0, len(name), 0) + name)
    return container("Workbook", (begin + bound + end + cells).ljust(4096, b"\0"))


def container(name: str, stream: bytes) -> bytes:
    """An OLE container with one stream of whole sectors, at least 4096 bytes: table, directory, stream."""
    sectors = -(-len(stream) // 512)
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    table = [0xFFFFFFFD, end, *range(3, sectors + 2), end]
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0)
    header = header.ljust(512, b"\xff")

    def entry(title: str, kind: int, child: int, first: int, length: int) -> bytes:
        letters = title.encode("utf-16-le") + b"\0\0" if title else b""
        fields = struct.pack("<HBBIII", len(letters), kind, 1, free, free, child)
        return letters.ljust(64, b"\0") + fields + bytes(36) + struct.pack("<IQ", first, length)

    directory = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, free, 2, len(stream)) + entry("", 0, free, 0, 0) * 2
    return (
        header
        + struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
        + directory
        + stream.ljust(512 * sectors, b"\0")
    )


def test_a_binary_workbook_shows_its_values(tmp_path: Path) -> None:
    book = read(written(tmp_path, "model.xls", binary_workbook()))
    assert rows(book.grids[0]) == [["Revenue", "1204", "0.125"]]
    assert book.figures[0].place.sheet == "Income"


def test_a_binary_workbook_shows_its_values_by_their_formats(tmp_path: Path) -> None:
    book = read(written(tmp_path, "model.xls", binary_workbook("#,##0.0", "0%")))
    assert rows(book.grids[0]) == [["Revenue", "1,204.0", "13%"]]
    assert [(f.printed.value, f.printed.place) for f in book.figures] == [
        (Decimal("1204.0"), Decimal("0.1")),
        (Decimal(13), Decimal(1)),
    ]


def test_a_locked_office_document_says_so(tmp_path: Path) -> None:
    locked = container("EncryptedPackage", b"\x01" * 4096)
    for name in ("model.xlsx", "deck.pptx", "release.docx"):
        problem = problem_of(written(tmp_path, name, locked))
        assert problem.message == "it is locked with a password"


def test_an_old_word_document_says_what_to_do(tmp_path: Path) -> None:
    problem = problem_of(written(tmp_path, "release.doc", container("WordDocument", b"\x01" * 4096)))
    assert (problem.message, problem.remedy) == ("it is of Office before 2007", "Save it as DOCX or PPTX.")
