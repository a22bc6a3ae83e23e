"""The reference book's site: whole, linked, and printing what its documents lost as far as arithmetic gives it back."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.publish.markup import Element, broken_links, read_html, script_value

from crossfoot.model.facts import Verdict


@pytest.fixture(scope="module")
def records(reference_book: Path) -> dict[str, Any]:
    return dict(script_value(reference_book / "assets" / "facts.js"))


def row(page: Element, label: str) -> list[str]:
    """The cells of the first table row of that label."""
    for line in page.all("tr"):
        cells = [cell.text.strip() for cell in line.within if cell.tag in ("th", "td")]
        if cells[:1] == [label]:
            return cells[1:]
    raise AssertionError(f"no row {label!r}")


def test_every_link_and_every_number_leads_somewhere(reference_book: Path) -> None:
    assert broken_links(reference_book) == []


def test_every_slide_has_its_page(reference_book: Path) -> None:
    slides = read_html(reference_book / "sources.html").all("h2")
    numbers = [int(found[1]) for slide in slides if (found := re.match(r"Slide (\d+):", slide.text))]
    assert numbers == list(range(1, 20))
    answered = read_html(reference_book / "sources.html").all("p", class_="answers")
    assert len(answered) == 19


def test_levels_that_no_slide_prints_are_shown_as_ranges(reference_book: Path) -> None:
    page = read_html(reference_book / "network-revenues.html")
    assert row(page, "Mobile services")[1] == "26,684–26,709"
    assert row(page, "Network services")[0] == "79,294–79,296"


def test_labels_of_lost_order_stand_in_their_quarters(reference_book: Path) -> None:
    page = read_html(reference_book / "network-cost.html")
    table = page.all("table")[-1]
    assert row(table, "Total") == ["14,702", "15,799", "16,577", "17,161", "18,030", "18,685", "19,558", "20,113"]
    assert row(table, "Circuits") == ["6,640", "6,727", "6,779", "6,857", "6,938", "7,059", "7,227", "7,297"]
    chart = page.find("svg", class_="chart")
    assert len([link for link in chart.all("a") if link.all("text")]) == 40 + 8 + 8  # natures, totals, growth


def test_every_figure_has_its_verdict_and_its_reason(records: dict[str, Any]) -> None:
    figures = records["figures"].values()
    assert {figure["verdict"] for figure in figures} <= {Verdict.TIES, Verdict.UNTESTED}
    assert not [figure["text"] for figure in figures if not figure.get("reason")]


def test_every_deduced_bound_leads_to_a_certificate(records: dict[str, Any], reference_book: Path) -> None:
    chunks = {path.stem: script_value(path) for path in (reference_book / "assets").glob("proofs-*.js")}
    deduced = [fact for fact in records["facts"].values() if fact["source"] == "deduced"]
    assert len(deduced) > 100
    for fact in deduced:
        # What is not negative by declaration alone needs no certificate.
        assert fact["proofs"] or fact["interval"] == "at least JPY 0 million", fact["label"]
        for proof in fact["proofs"]:
            steps = chunks[f"proofs-{proof['chunk']}"][proof["id"]]["steps"]
            assert steps[-1]["gives"].count("[") == 1, fact["label"]  # one fact, bounded
