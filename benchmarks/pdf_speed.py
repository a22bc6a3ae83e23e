"""How fast PDFs are read: pages a second beside other tools on the same documents in one run, and peak memory.

    python benchmarks/pdf_speed.py [--peer-pages N] [PDF...]

PDF are documents (default: the reports among the papers beside the checkout). Compared are bare text extraction by
pdfium, pdfplumber's tables (its default, ruled lines), and camelot's (`stream`, on a few pages: it takes long). Every
tool runs in a process of its own, so that its peak memory is its own. Times are of the processor, so that other work on
the machine disturbs them little.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from importlib import import_module
from itertools import islice
from pathlib import Path

import pypdfium2

from crossfoot.read.pdf import opening
from crossfoot.read.pdf.reading import read_pdf
from crossfoot.read.tables.found import Draft

ROOT = Path(__file__).parent.parent
CAMELOT_PAGES = 3


def read_whole(path: Path, pages: int | None) -> int:
    """The pages read by Crossfoot: tables, passages, figures."""
    most = opening.PAGES_MOST
    opening.PAGES_MOST = pages or most
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


def camelot_tables(path: Path, pages: int | None) -> int:
    """The pages that camelot reads as streams of text, a few from the middle."""
    camelot = import_module("camelot")
    first = max(1, count_of(path) // 2)
    last = min(first + (pages or CAMELOT_PAGES) - 1, count_of(path))
    camelot.read_pdf(str(path), pages=f"{first}-{last}", flavor="stream")
    return last - first + 1


def count_of(path: Path) -> int:
    """The pages of a document."""
    return len(pypdfium2.PdfDocument(path))


TOOLS = {
    "crossfoot": read_whole,
    "crossfoot, places only": read_places,
    "bare pdfium text": bare_text,
    "pdfplumber tables": pdfplumber_tables,
    "camelot stream": camelot_tables,
}


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
    start = time.process_time()
    count = TOOLS[tool](path, pages)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
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
    limits = {"pdfplumber tables": arguments.peer_pages, "camelot stream": CAMELOT_PAGES}
    sums = {tool: [0.0, 0.0] for tool in TOOLS}
    for path in documents:
        speeds = []
        for tool in TOOLS:
            measured = run(tool, path, limits.get(tool))
            sums[tool][0] += measured["pages"]
            sums[tool][1] += measured["seconds"]
            speeds.append(f"{tool} {measured['pages'] / max(measured['seconds'], 1e-9):.1f}")
        print(f"{path.name:<50} {count_of(path):>4} pages  {', '.join(speeds)}  pages/s", flush=True)
    for tool, (pages, seconds) in sums.items():
        print(f"{tool:<24} {pages:>5.0f} pages in {seconds:>6.1f} s: {pages / max(seconds, 1e-9):>6.1f} pages/s")
    longest = max(documents, key=count_of)
    few, all_pages = run("crossfoot", longest, 10), run("crossfoot", longest)
    print(
        f"peak memory on {longest.name}: {few['megabytes']:.0f} MB for 10 pages, {all_pages['megabytes']:.0f} MB for "
        f"{all_pages['pages']:.0f}"
    )


if __name__ == "__main__":
    main()
