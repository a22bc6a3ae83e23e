"""Charts of real documents against their transcriptions: labels at their series and category, and none elsewhere."""

from pathlib import Path

import pytest
from benchmarks.charts import Chart, Score, footing, read_pages, score, transcribed

from crossfoot.read.tables.found import FoundCell, FoundTable

CHARTS = tuple(transcribed())
# An issuer's own heading stands for the name of a series that its page prints out of reach; bars of a pie are not read.
KNOWN = {("decks/citi_1Q24/deck.pdf", "Expense Trend"), ("decks/citi_1Q24/deck.pdf", "International Exposure")}
# Second lines of neighbouring names that run together; legends and names that are pictures; a stack with a bar cut in
# two; a bar whose names and values are one text.
KNOWN |= {
    ("decks/citi_1Q24/deck.pdf", "Trend in Russia net investment Since 4Q21"),
    ("decks/citi_1Q24/deck.pdf", "EOP Available Liquidity Resources"),
    ("decks/citi_3Q23/deck.pdf", "CET1 Standardized Regulatory Requirement and Target"),
    ("decks/citi_3Q23/deck.pdf", "3Q23 Deposit Diversification and Stability"),
    ("decks/citi_3Q23/deck.pdf", "EOP Available Liquidity Resources"),
    ("decks/Tyson-Foods-FINAL-2Q23-Investor-Presentation.pdf", "Brand Strength Relative to Competition"),
}


def read(chart: Chart, shared: Path) -> tuple[Score, list[bool]]:
    document = shared / "data" / chart.document
    if not document.is_file():
        pytest.skip(f"needs the shared papers: no {chart.document}")
    got, table = score(chart, read_pages(document)[0][chart.page].tables)
    return got, list(footing(chart, table))


@pytest.mark.parametrize(
    "chart", CHARTS, ids=lambda chart: f"{chart.document.split('/')[1]}:{chart.page}:{chart.title}"
)
def test_every_label_of_a_chart_is_at_its_series_and_category(chart: Chart, shared: Path) -> None:
    got, feet = read(chart, shared)
    assert all(feet)
    if (chart.document, chart.title) not in KNOWN:
        assert got.missed == []
        assert got.wrong == []


def test_enough_charts_are_transcribed_to_tell() -> None:
    assert len(CHARTS) >= 15
    assert sum(len(chart.labels) for chart in CHARTS) > 400


def test_a_wrong_label_counts_against_precision_and_recall() -> None:
    chart = Chart("deck.pdf", "development", 1, "Sales", "bars", (("Sales", "2023", "10"), ("Sales", "2024", "12")))
    cells = (FoundCell(0, 1, "2023"), FoundCell(0, 2, "2024"), FoundCell(1, 0, "Sales"))
    table = FoundTable((*cells, FoundCell(1, 1, "12"), FoundCell(1, 2, "12")))
    got, _ = score(chart, [table])
    assert (got.printed, got.bound, got.right) == (2, 2, 1)
    assert got.missed == [("sales", "2023", "10")]
    assert got.wrong == [("sales", "2023", "12")]
