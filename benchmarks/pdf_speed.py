"""How fast PDFs are read: pages a second beside other tools on the same documents in one run, and peak memory.

    python benchmarks/pdf_speed.py [--peer-pages N] [PDF...]

PDF are documents (default: the reports among the papers beside the checkout). Compared are bare text extraction by
pdfium, pdfplumber's tables (its default, ruled lines), and camelot's in both of its flavours, `lattice` for ruled lines
and `stream` for text, on a few pages: they take long. Pages that are pictures are left to what their text layer tells,
as the other tools leave them. Every tool runs in a process of its own, so that its peak memory is its own. Times are of
the processor, so that other work on the machine disturbs them little; only where Crossfoot reads by all cores are they
of the clock, which other work does disturb.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2

from crossfoot.read.pdf import opening, sharing
from crossfoot.read.pdf.reading import read_pdf
from crossfoot.read.scans import recognition
from crossfoot.read.tables.found import Draft

ROOT = Path(__file__).parent.parent
CAMELOT_PAGES = 3
MEASURED = ("crossfoot", "crossfoot, places only", "crossfoot, all cores")
LENGTHS = (10, 100, 1_000)
"""Pages of the documents, made of one page of the longest again and again, that peak memory is measured on."""


def read_whole(path: Path, pages: int | None) -> int:
    """The pages read by Crossfoot in one process: tables, passages, figures."""
    sharing.PROCESSES_MOST = 1
    return read_by_all(path, pages)


def read_by_all(path: Path, pages: int | None) -> int:
    """The pages read by Crossfoot in as many processes as it takes for the document."""
    most = opening.PAGES_MOST
    opening.PAGES_MOST = pages or most
    recognition.is_installed = lambda: False
    read_pdf(path.read_bytes(), Draft(path.name, str(path)))
    opening.PAGES_MOST = most
    return min(count_of(path), pages or most)


def read_places(path: Path, pages: int | None) -> int:
    """The pages whose words and drawings Crossfoot places, without looking for tables."""
    return sum(1 for _ in islice(opening.pages_of(path.read_bytes()), pages))


def bare_text(path: Path, pages: int | None) -> int:
    """The pages whose text pdfium gives as one string."""
    document = pypdfium2.PdfDocument(path)
    count = min(len(document), pages or len(document))
    for at in range(count):
        page = document[at]
        text = page.get_textpage()
        text.get_text_bounded()
        text.close()
        page.close()
    return count


def pdfplumber_tables(path: Path, pages: int | None) -> int:
    """The pages that pdfplumber extracts tables from."""
    pdfplumber = import_module("pdfplumber")  # only here: it would count into the memory of the others
    with pdfplumber.open(path) as document:
        chosen = document.pages[:pages]
        for page in chosen:
            page.extract_tables()
            page.close()
        return len(chosen)


def camelot_lattice(path: Path, pages: int | None) -> int:
    """The pages that camelot reads by their ruled lines."""
    return _camelot(path, pages, "lattice")


def camelot_stream(path: Path, pages: int | None) -> int:
    """The pages that camelot reads as streams of text."""
    return _camelot(path, pages, "stream")


def _camelot(path: Path, pages: int | None, flavour: str) -> int:
    """A few pages from the middle."""
    camelot = import_module("camelot")
    first = max(1, count_of(path) // 2)
    last = min(first + (pages or CAMELOT_PAGES) - 1, count_of(path))
    camelot.read_pdf(str(path), pages=f"{first}-{last}", flavor=flavour)
    return last - first + 1


def count_of(path: Path) -> int:
    """The pages of a document."""
    return len(pypdfium2.PdfDocument(path))


TOOLS = {
    "crossfoot": read_whole,
    "crossfoot, all cores": read_by_all,
    "crossfoot, places only": read_places,
    "bare pdfium text": bare_text,
    "pdfplumber tables": pdfplumber_tables,
    "camelot lattice": camelot_lattice,
    "camelot stream": camelot_stream,
}
BY_THE_CLOCK = {"crossfoot, all cores"}
LIMITED = {"camelot lattice": CAMELOT_PAGES, "camelot stream": CAMELOT_PAGES}


def run(tool: str, path: Path, pages: int | None = None) -> dict[str, float]:
    """Pages, seconds and peak memory in megabytes of a tool on a document, in a process of its own."""
    command = [sys.executable, __file__, "--run", tool, str(path), "--pages", str(pages or 0)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # its own command
    if done.returncode:
        raise SystemExit(f"{tool} failed on {path.name}: {done.stderr.splitlines()[-1:]}")
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _measured(tool: str, path: Path, pages: int | None) -> None:
    """Run a tool on one page, so that its libraries are loaded, then on those asked for. Prints what `run` reads."""
    TOOLS[tool](path, 1)
    now = time.perf_counter if tool in BY_THE_CLOCK else time.process_time
    start = now()
    count = TOOLS[tool](path, pages)
    seconds = now() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if tool in BY_THE_CLOCK:
        processes = sharing.processes_for(count)
        peak += processes * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"pages": count, "seconds": seconds, "megabytes": peak}))


def main() -> None:
    """Print the pages a second of every tool on every document, and in all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--peer-pages", type=int, default=15, help="pages that pdfplumber reads of each document")
    parser.add_argument("--run", nargs=2, metavar=("TOOL", "PDF"), help=argparse.SUPPRESS)
    parser.add_argument("--pages", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("documents", nargs="*", type=Path)
    arguments = parser.parse_args()
    if arguments.run:
        _measured(arguments.run[0], Path(arguments.run[1]), arguments.pages or None)
        return
    shared = Path(os.environ.get("CROSSFOOT_SHARED", ROOT.parent / "shared"))
    documents = arguments.documents or sorted((shared / "data" / "reports_pdf").glob("*.pdf"))
    if not documents:
        raise SystemExit(f"needs the shared papers: no reports below {shared}")
    sums = measured_all(documents, {**LIMITED, "pdfplumber tables": arguments.peer_pages})
    own = rate(sums["crossfoot"])
    for tool, sum_ in sums.items():
        pages, seconds = sum_
        times = f"  crossfoot is {own / rate(sum_):.2f} times as fast" if tool != "crossfoot" else ""
        print(f"{tool:<24} {pages:>5.0f} pages in {seconds:>6.1f} s: {rate(sum_):>6.1f} pages/s{times}")
    print_memory(max(documents, key=count_of))


def measured_all(documents: list[Path], limits: dict[str, int]) -> dict[str, tuple[float, float]]:
    """Pages and seconds of every tool on all documents; prints a line a document."""
    sums = dict.fromkeys(TOOLS, (0.0, 0.0))
    for path in documents:
        speeds = []
        for tool in TOOLS:
            measured = run(tool, path, limits.get(tool))
            pages, seconds = sums[tool]
            sums[tool] = pages + measured["pages"], seconds + measured["seconds"]
            speeds.append(f"{tool} {rate((measured['pages'], measured['seconds'])):.1f}")
        print(f"{path.name:<50} {count_of(path):>4} pages  {', '.join(speeds)}  pages/s", flush=True)
    return sums


def rate(measured: tuple[float, float]) -> float:
    """Pages a second."""
    return measured[0] / max(measured[1], 1e-9)


def print_memory(longest: Path) -> None:
    """Print the peak memory of reading documents of several lengths, made of the pages of one over and over."""
    with tempfile.TemporaryDirectory() as folder:
        for length in LENGTHS:
            path = Path(folder) / f"{length}.pdf"
            repeated(longest, length, path)
            peak, places, shared = (run(tool, path)["megabytes"] for tool in MEASURED)
            print(f"{length:>5} pages of {longest.name}: peak {peak:.0f} MB, {places:.0f} MB for the places alone,")
            print(f"      {shared:.0f} MB at most for all processes together, what they share counted in each")


def repeated(source: Path, length: int, target: Path) -> None:
    """A document of that many pages, which are those of another over and over."""
    with pypdfium2.PdfDocument(source) as document, target.open("wb") as file:
        made: Any = pypdfium2.PdfDocument.new()
        made.import_pages(document, [at % len(document) for at in range(length)])
        made.save(file)
        made.close()


if __name__ == "__main__":
    main()
