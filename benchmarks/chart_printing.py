"""What printing charts as PDF takes: programs that may be absent, and a browser that prints pictures."""

import importlib
import importlib.util
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2
from benchmarks.drawn_charts import HIGH, WIDE, Made

Drawn = tuple[Made, bytes]


class Missing(Exception):
    """A program that is not installed here."""


@dataclass(frozen=True)
class Program:
    """What draws charts: the kinds it can draw, and how."""

    kinds: frozenset[str]
    draw: Callable[[Sequence[Made]], Iterable[Drawn]]


def module(name: str) -> Any:
    """A package that may be absent.

    Raises:
        Missing: if it is.
    """
    try:
        return importlib.import_module(name)
    except ImportError as absent:
        raise Missing(f"no {name} here") from absent


def drawn_with(charts: Sequence[Made], pages: Iterable[bytes]) -> list[Drawn]:
    """Charts with their pages, without the totals over stacks, which only some programs draw."""
    return [(replace(chart, totals=None), page) for chart, page in zip(charts, pages, strict=True)]


def printed_pages(pictures: Sequence[str], *, scripts: bool = False) -> Iterator[bytes]:
    """Pictures as SVG or HTML, each on a page of its own, printed by Chromium; `scripts` lets it draw for a while."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise Missing("no chromium here")
    if not pictures:
        return
    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder, "charts.html"), Path(folder, "charts.pdf")
        font = japanese_font()
        face = f"@font-face {{font-family: Chart; src: url('file://{font}')}}" if font else ""
        style = f"{face} @page {{size: {WIDE}px {HIGH}px; margin: 0}} body {{margin: 0}}"
        style += " body > div {height: 100vh; overflow: hidden; page-break-after: always}"
        divs = "".join(f"<div>{picture}</div>" for picture in pictures)
        page.write_text(f"<html><meta charset='utf-8'><style>{style}</style><body>{divs}</body></html>", "utf-8")
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += ["--allow-file-access-from-files", f"--print-to-pdf={out}", page.as_uri()]
        command[1:1] = ["--virtual-time-budget=4000"] if scripts else []
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - a page of our own
        whole = pypdfium2.PdfDocument(out.read_bytes())
        for number in range(len(pictures)):
            yield single_page(whole, number)


def single_page(whole: Any, number: int) -> bytes:
    """One page of a document as a document."""
    single = pypdfium2.PdfDocument.new()
    single.import_pages(whole, [number])
    buffer = io.BytesIO()
    single.save(buffer)
    return buffer.getvalue()


def japanese_font() -> Path | None:
    """A font with Japanese letters that came with a package, if one did."""
    found = importlib.util.find_spec("japanize_matplotlib")
    return Path(found.origin).parent / "fonts" / "ipaexg.ttf" if found and found.origin else None
