"""A long document is read by several processes as one would read it, and a page that ends one of them is lost alone."""

import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from tests.read.pdf.papers import Paper, pdf_of

from crossfoot.read.pdf import opening, reading, sharing
from crossfoot.read.pdf.opening import PageTrouble, page_at
from crossfoot.read.pdf.page.pages import PdfPage
from crossfoot.read.scans import recognition
from crossfoot.read.tables.found import Draft

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a document is shared where processes can be copied")

PAGES = 40


def report() -> bytes:
    """Forty pages below one running head: every fourth begins a table, which goes on over the next three."""
    papers = []
    for at in range(PAGES):
        paper = Paper()
        paper.text(50, 30, f"Annual report {at + 1}")
        if at % 4 == 0:
            paper.text(50, 60, f"Segment {at // 4 + 1}, in thousands", bold=True)
            paper.row(100, "", "2023", "2022")
        paper.row(116, f"Sales of product {at}", f"1,{at:03}", "1,150")
        paper.row(130, f"Costs of product {at}", f"({at + 100})", "(690)")
        papers.append(paper)
    return pdf_of(*papers)


def read_by(processes: int, raw: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Draft, list[str]]:
    """The draft of a document read by so many processes, and what is wrong with its pages."""
    monkeypatch.setattr(reading, "processes_for", lambda _: processes)
    draft = Draft("report.pdf", "report.pdf")
    return draft, [trouble.message for trouble in reading.read_pdf(raw, draft)]


def ill(at: int, does: Callable[[], None]) -> Callable[[Any, int], PdfPage | PageTrouble]:
    """A way of reading pages that does something else on one, counted from 0."""

    def read(document: Any, number: int) -> PdfPage | PageTrouble:
        if number == at:
            does()
        return page_at(document, number)

    return read


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("processes", [2, 3, 4])
def test_several_processes_read_what_one_reads(processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = report()
    alone, _ = read_by(1, raw, monkeypatch)
    together, troubles = read_by(processes, raw, monkeypatch)
    assert troubles == []
    assert together == alone
    assert len(alone.grids) == PAGES
    assert {cell.text for cell in together.grids[-1].cells} >= {"2023", "1,039"}  # the headings of three pages before
    assert not any("Annual report" in cell.text for grid in together.grids for cell in grid.cells)


@pytest.mark.parametrize("at", [0, 5, 11, 12, 13, 39])
def test_a_page_that_brings_its_process_down_is_lost_alone(at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretches are 12 pages long: the eleventh is looked at by the process that begins behind it as well."""
    monkeypatch.setattr(sharing, "page_at", ill(at, kill_itself))
    draft, troubles = read_by(2, report(), monkeypatch)
    assert troubles == [
        f"page {at + 1} is left out: it brought its reader down: it is damaged, or needs more memory than a page may"
    ]
    assert [grid.place.page for grid in draft.grids] == [page + 1 for page in range(PAGES) if page != at]


def test_a_page_that_takes_too_long_is_lost_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "page_at", ill(20, lambda: time.sleep(60)))
    monkeypatch.setattr(sharing, "PAGE_SECONDS_MOST", 3.0)
    draft, troubles = read_by(2, report(), monkeypatch)
    assert troubles == ["page 21 is left out: reading it took longer than 3 seconds"]
    assert len(draft.grids) == PAGES - 1


def test_a_page_that_needs_too_much_memory_is_lost_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy() -> None:
        raise MemoryError

    monkeypatch.setattr(sharing, "page_at", ill(7, greedy))
    _, troubles = read_by(2, report(), monkeypatch)
    assert troubles == [
        "page 8 is left out: it brought its reader down: it is damaged, or needs more memory than a page may"
    ]


def test_the_time_of_a_document_ends_all_its_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "page_at", ill(20, lambda: time.sleep(60)))
    monkeypatch.setattr(opening, "SECONDS_MOST", 3.0)
    began = time.monotonic()
    draft, troubles = read_by(2, report(), monkeypatch)
    assert time.monotonic() - began < 30
    assert troubles == [f"pages 21 to {PAGES} are left out: reading it took longer than 3 seconds"]
    assert len(draft.grids) == 20


def test_pages_beyond_those_that_are_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PAGES_MOST", 30)
    draft, troubles = read_by(2, report(), monkeypatch)
    assert troubles == [f"pages 31 to {PAGES} are left out: it has {PAGES} pages, and 30 are read at most"]
    assert len(draft.grids) == 30


def test_from_a_picture_of_text_on_one_process_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Page 15 draws its letters as shapes, and a recogniser is at hand that finds nothing in it."""
    papers = [Paper() for _ in range(30)]
    for at, paper in enumerate(papers):
        paper.text(50, 100, f"Page {at + 1} tells of sales of $1,{at:03} million.")
    papers[14].drawn = ["0 0 m 9 0 l 5 9 l f"] * 200
    monkeypatch.setattr(recognition, "is_installed", lambda: True)
    monkeypatch.setattr("crossfoot.read.scans.pages.pictured_words", lambda _: [])
    draft, troubles = read_by(2, pdf_of(*papers), monkeypatch)
    assert troubles == ["page 15 was read by its looks"]
    assert [passage.place.page for passage in draft.passages] == [page for page in range(1, 31) if page != 15]


def test_short_documents_are_read_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(8))
    assert [sharing.processes_for(pages) for pages in (1, 23, 24, 36, 48, 1_000)] == [1, 1, 2, 3, 4, 4]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(1))
    assert sharing.processes_for(1_000) == 1
