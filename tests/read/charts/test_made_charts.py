"""Charts that a program drew from values that we know: every label is at its series and category, or nowhere."""

import pytest
from benchmarks.chart_printing import Missing
from benchmarks.chart_programs import PROGRAMS
from benchmarks.charts import score
from benchmarks.drawn_charts import Made
from benchmarks.made_charts import made, read, truth

from crossfoot.read.charts.charts import charts

CHARTS = [chart for chart in made(7, 20) if chart.kind in PROGRAMS["vega"].kinds]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: f"{chart.name} {chart.kind}")
def test_what_vega_drew_is_read_back(chart: Made) -> None:
    try:
        drawn = list(PROGRAMS["vega"].draw([chart]))
    except Missing as missing:
        pytest.skip(f"nothing to draw charts with: {missing}")
    for told, document in drawn:
        got, _ = score(truth(told), [table for page in read(document) for table in charts(page).tables])
        assert got.wrong == []
        assert got.right >= 0.8 * got.printed
