"""Changes that headings tell: the later of two periods less the earlier, which few lines are enough to believe."""

from pathlib import Path

import pytest

from crossfoot.desk.checking import checked

_COSTS = """
| | 2019 | 2018 | {heading} |
|---|---|---|---|
| Selling, general and administrative | $24.9 | $33.5 | $(8.6) |
| Depreciation and amortization | 0.1 | 0.1 | — |
| Loss from operations | $(25.0) | $({loss}) | $8.6 |
"""
_CASH = """
| | 2017 | 2018 | Change |
|---|---|---|---|
| Net cash provided by operating activities | $223,630 | $283,710 | $60,080 |
| Net cash used in investing activities | (74,599) | (692,999) | {investing} |
"""


@pytest.mark.parametrize("loss", ["36.3", "32.6", "23.6"])
def test_a_misprint_is_told_in_a_table_of_few_lines(loss: str, tmp_path: Path) -> None:
    assert _broken(_COSTS.format(heading="Increase / (Decrease)", loss="33.6"), tmp_path) == []
    assert f"$({loss})" in _broken(_COSTS.format(heading="Increase / (Decrease)", loss=loss), tmp_path)


def test_few_lines_are_not_enough_where_no_heading_compares(tmp_path: Path) -> None:
    assert _broken(_COSTS.format(heading="Kyoto", loss="36.3"), tmp_path) == []


def test_the_later_period_may_come_last(tmp_path: Path) -> None:
    assert _broken(_CASH.format(investing="(618,400)"), tmp_path) == []
    assert "(618,480)" in _broken(_CASH.format(investing="(618,480)"), tmp_path)


def _broken(text: str, folder: Path) -> list[str]:
    """The figures that may be wrong, as they are printed."""
    page = folder / "results.md"
    page.write_text(text, encoding="utf-8")
    book = checked(page)
    return [figure.text for figure in book.figures for finding in book.findings if figure.id in finding.figures]
