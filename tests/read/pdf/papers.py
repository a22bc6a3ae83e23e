"""PDFs typed by hand for the tests of the reader: text, lines and areas at places counted from the top left corner."""

from dataclasses import dataclass, field
from pathlib import Path

from crossfoot.read.pdf.reading import read_pdf
from crossfoot.read.tables.found import Draft

# Advance widths of Helvetica, in thousandths of its size, of what numbers are made of.
_WIDTHS = {",": 278, ".": 278, " ": 278, "(": 333, ")": 333, "%": 889, "-": 333}
_DIGIT = 556


def width_of(text: str, size: float) -> float:
    """How wide Helvetica prints a number, in points."""
    return sum(_WIDTHS.get(letter, _DIGIT) for letter in text) * size / 1000


@dataclass
class Paper:
    """A page under the pen: its size in points, how it is turned when displayed, and what is drawn on it."""

    width: float = 612
    height: float = 792
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    drawn: list[str] = field(default_factory=list)

    def text(self, left: float, down: float, words: str, size: float = 10, *, bold: bool = False) -> None:
        """Print words with their line at `down` points from the top."""
        self._print(f"1 0 0 1 {left:.2f} {self.height - down:.2f}", words, size, bold)

    def upward(self, left: float, down: float, words: str, size: float = 10) -> None:
        """Print words from the bottom up."""
        self._print(f"0 1 -1 0 {left:.2f} {self.height - down:.2f}", words, size, False)

    def number(self, right: float, down: float, words: str, size: float = 10) -> None:
        """Print a number that ends at `right`."""
        self.text(right - width_of(words, size), down, words, size)

    def row(self, down: float, label: str, *numbers: str, left: float = 50, step: float = 90) -> None:
        """Print a label and numbers whose right edges stand `step` points apart from 300 on."""
        if label:
            self.text(left, down, label)
        for at, words in enumerate(numbers):
            if words:
                self.number(300 + at * step, down, words)

    def line(self, left: float, down: float, right: float, below: float | None = None) -> None:
        """Draw a line, level unless `below` says where its right end is."""
        end = down if below is None else below
        self.drawn.append(f"1 w {left} {self.height - down} m {right} {self.height - end} l S")

    def area(self, left: float, top: float, right: float, bottom: float, colour: str = "0 0 1") -> None:
        """Fill a rectangle with a colour given as shares of red, green and blue."""
        self.drawn.append(f"{colour} rg {left} {self.height - bottom} {right - left} {bottom - top} re f 0 0 0 rg")

    def shape(self, path: str) -> None:
        """Draw in the page's own language, which counts from the bottom."""
        self.drawn.append(path)

    def _print(self, matrix: str, words: str, size: float, bold: bool) -> None:
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.drawn.append(f"BT /{'F2' if bold else 'F1'} {size} Tf {matrix} Tm ({escaped}) Tj ET")


def pdf_of(*papers: Paper, trailer: str = "") -> bytes:
    """The pages as a PDF file; `trailer` is added to what ends it."""
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(papers)))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(papers)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for at, paper in enumerate(papers):
        crop = f"/CropBox [{' '.join(map(str, paper.crop))}]" if paper.crop else ""
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {paper.width} {paper.height}] {crop} /Rotate {paper.rotate} "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {6 + 2 * at} 0 R >>"
        )
        content = "\n".join(paper.drawn)
        parts.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
    return _file(parts, trailer)


def _file(parts: list[str], trailer: str) -> bytes:
    written = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{part}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + end.encode("cp1252")


def draft_of(*papers: Paper) -> Draft:
    """The draft that the reader makes of the pages."""
    draft = Draft("paper.pdf", "paper.pdf")
    troubles = read_pdf(pdf_of(*papers), draft)
    assert not troubles, troubles
    return draft


def rows_of(draft: Draft, table: int = 0) -> list[str]:
    """A table's rows, `column:text` with a cell's span where it has one, as `1-2:text`."""
    rows: dict[int, list[str]] = {}
    for cell in draft.grids[table].cells:
        last = cell.column + cell.column_span - 1
        where = f"{cell.column}-{last}" if last > cell.column else f"{cell.column}"
        rows.setdefault(cell.row, []).append(f"{where}:{cell.text}")
    return [" | ".join(rows[row]) for row in sorted(rows)]


def saved(folder: Path, *papers: Paper) -> Path:
    """The pages as a file."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf_of(*papers))
    return path
