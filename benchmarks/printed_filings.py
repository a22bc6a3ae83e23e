"""What the printed pages of inline XBRL say, against the tags that the filer put into them.

    python -m benchmarks.printed_filings [--quiet] [--held | --worked] [FILE ...]

Each filing is printed to PDF by a browser, as a reader at a printer would have it, and read as any PDF: what was a
table of cells is lines of words at places. The tags that fill a table's cell are then looked for among the figures of
the PDF's tables in the order of the page, and judged in value, scale and period as `tagged_tables` judges them on the
web page itself. Needs Chromium; says so where it is absent.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.tagged_tables import Tag, cells_in_order, contexts, digits_of, judged, print_compared
from lxml import html

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.model.layout import Grid
from crossfoot.read.documents import read_documents

PRINTING_SECONDS = 120
_ENCODING = re.compile(rb"""(?:encoding|charset)=["']?([\w-]+)""")


def printed(path: Path, folder: Path) -> Path:
    """The page as a browser prints it."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("no chromium here: nothing can be printed")
    page, target = folder / f"{path.stem}.html", folder / f"{path.stem}.pdf"
    raw = path.read_bytes()
    said = _ENCODING.search(raw[:1000])
    words = raw.decode(said[1].decode() if said else "utf-8", errors="replace")
    page.write_text(words, encoding="utf-8-sig")  # what XML declares of its letters a browser does not read in HTML
    flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    command = [browser, *flags, f"--print-to-pdf={target}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=PRINTING_SECONDS)  # noqa: S603
    return target


def compared(path: Path) -> tuple[Counter[str], list[str]]:
    """How the tags of one filing fared on its printed pages, and those that did not agree."""
    cells = list(cells_in_order(html.document_fromstring(path.read_bytes()), contexts(path)))
    if not any(tag for _, tag in cells):
        return Counter(), []
    with tempfile.TemporaryDirectory() as folder:
        (book,) = read_documents([printed(path, Path(folder))]).books
    bound = bind_grids(book)
    figures = list(_figures_in_order(book.grids, bound))
    at = in_one_order([text for text, _ in cells], [digits_of(figure.text) for figure in figures])
    found: Counter[str] = Counter()
    missed: list[str] = []
    for place, (_, tag) in enumerate(cells):
        if tag is None:
            continue
        outcome = _outcome(tag, figures[at[place]] if place in at else None)
        found[outcome] += 1
        if outcome != "agrees":
            missed.append(f"{outcome}: {tag.concept} {tag.cell} {tag.period}")
    return found, missed


def in_one_order(first: Sequence[str], second: Sequence[str]) -> dict[int, int]:
    """The longest run of texts that two sequences have in common, in their order: places in one by those in the other.

    Found as the longest rising run of places in the second among all pairs of equal texts (Hunt and Szymanski).
    """
    places = defaultdict(list)
    for at, text in enumerate(second):
        places[text].append(at)
    ends: list[int] = []  # the least place at which a run of each length can end
    links: list[tuple[int, int, int]] = []  # pairs, and the pair before each in its run
    last: list[int] = []  # the pair that ends the run of each length
    for here, text in enumerate(first):
        for there in reversed(places[text]):
            length = bisect_left(ends, there)
            links.append((here, there, last[length - 1] if length else -1))
            ends[length : length + 1], last[length : length + 1] = [there], [len(links) - 1]
    found: dict[int, int] = {}
    at = last[-1] if last else -1
    while at >= 0:
        here, there, at = links[at]
        found[here] = there
    return found


def _figures_in_order(grids: Sequence[Grid], book: Book) -> Iterator[Figure]:
    """The figures of the tables as they stand on the page, page by page and from the top of each, left to right."""
    figures = {figure.id: figure for figure in book.figures}
    for grid in sorted(grids, key=lambda grid: grid.place.page or 0):
        for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
            if cell.figure in figures:
                yield figures[cell.figure]


def _outcome(tag: Tag, figure: Figure | None) -> str:
    return "no figure" if figure is None else judged(tag, [figure])


def main() -> None:
    """Prints each filing's counts, and what did not agree."""
    print_compared(compared, "agrees", "agree in value, scale and period")


if __name__ == "__main__":
    main()
