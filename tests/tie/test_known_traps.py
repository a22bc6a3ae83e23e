"""The known traps of tables, each from the printed page to the verdict: right figures break nothing, wrong ones do."""

import pytest
from tests.bind.tables import table

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import tie_briefly

_QUARTERS = """
(In millions, except per share amounts) | Q1 2022 | Q2 2022 | Q3 2022 | Q4 2022 | FY 2022
Net sales | 842.1 | 901.7 | 887.4 | 933.9 | 3,565.1
Cost of sales | 529.8 | 560.2 | 556.6 | 588.3 | 2,234.9
Gross profit | 312.3 | 341.5 | 330.8 | 345.6 | 1,330.2
Gross margin | 37.1% | 37.9% | 37.3% | 37.0% | 37.3%
Diluted earnings per share | 1.02 | 1.24 | 1.16 | 1.24 | 4.67
"""
_PERCENT_COLUMNS = """
Revenue by region | 2022 | | 2021 |
(in millions) | Amount | % | Amount | %
United States | 1,914.2 | 58.3% | 1,706.8 | 57.6%
EMEA | 812.6 | 24.7% | 745.3 | 25.2%
Asia Pacific | 403.7 | 12.3% | 366.9 | 12.4%
Latin America | 155.0 | 4.7% | 143.1 | 4.8%
Total revenue | 3,285.5 | 100.0% | 2,962.1 | 100.0%
"""
_NOTES = """
(in thousands) | Note | 2023 | 2022
Intangible assets | 12 | 41,208 | 38,915
Property | 13 | 96,332 | 91,047
Investments | 9 | 7,710 | 7,266
Total non-current assets | | 145,250 | 137,228
"""
_YEARS = """
Year ending December 31, | Operating leases | Finance leases
2023 | 48,211 | 3,902
2024 | 41,870 | 3,455
2025 | 33,019 | 2,118
Thereafter | 37,905 | 1,129
Total payments | 161,005 | 10,604
"""
_SELECTED = """
(in millions) | 2023 | 2022 | 2021
Revenue | 39,506 | 39,383 | 37,728
Operating income | 13,535 | 13,264 | 12,710
Bank loans | 12,407 | 9,116 | 8,021
Total equity | 51,893 | 47,301 | 45,317
Total assets | 108,709 | 137,851 | 129,003
"""
_ONE_YEAR = _SELECTED.replace("| 45,317", "| 20,731")  # what 2021 prints of income and loans adds up to by accident
_INDEXED = """
Sales by area (2022 = 100, in points) | 2022 | 2023 | Change %
North | 100.0 | 107.2 | 7.2%
South | 100.0 | 98.1 | (1.9)%
East | 100.0 | 103.4 | 3.4%
West | 100.0 | 111.6 | 11.6%
"""
_PLUG = """
Sales by region (in millions) | 2023 | 2022 | 2021
Americas | 21,604 | 20,115 | 19,320
Europe | 15,993 | 14,208 | 13,777
Asia | 10,615 | 9,764 | 9,085
Rounding | 1 | (2) | -
Total | 48,213 | 44,085 | 42,182
"""


def audited(text: str) -> Book:
    return tie_briefly(discover(bind_grids(table(text))))


def tied(book: Book) -> set[str]:
    return {figure.text for figure in book.figures if book.verdicts[figure.id].verdict is Verdict.TIES}


def suspects(book: Book) -> list[str]:
    """The texts of the likeliest correction of every finding."""
    texts = {figure.id: figure.text for figure in book.figures}
    return [texts[each.figure] for found in book.findings for each in found.corrections[0]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(_QUARTERS, id="earnings per share and margins of quarters"),
        pytest.param(_PERCENT_COLUMNS, id="percent columns beside amounts"),
        pytest.param(_NOTES, id="note numbers"),
        pytest.param(_YEARS, id="years as numbers"),
        pytest.param(_SELECTED, id="totals of something not in the table"),
        pytest.param(_ONE_YEAR, id="a total of something not in the table that others add up to in one year"),
        pytest.param(_INDEXED, id="growth of what was a hundred"),
        pytest.param(_PLUG, id="a plug line that absorbs rounding"),
    ],
)
def test_a_trap_breaks_nothing(text: str) -> None:
    assert audited(text).findings == ()


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        pytest.param(_QUARTERS, "| 887.4 |", "| 878.4 |", id="a flow among quarters of earnings per share"),
        pytest.param(_PERCENT_COLUMNS, "| 812.6 |", "| 821.6 |", id="an amount beside its percentage"),
        pytest.param(_NOTES, "| 91,047", "| 91,407", id="an amount behind a note number"),
        pytest.param(_YEARS, "| 41,870 |", "| 48,170 |", id="an amount behind a year"),
        pytest.param(_PLUG, "| 14,208 |", "| 14,280 |", id="an amount over a plug line"),
    ],
)
def test_a_slip_beside_a_trap_is_found_and_named(text: str, right: str, wrong: str) -> None:
    assert text.count(right) == 1
    assert suspects(audited(text.replace(right, wrong))) == [wrong.strip("| ")]


def test_quarters_of_earnings_per_share_make_no_year_though_these_miss_it_by_a_cent() -> None:
    book = audited(_QUARTERS)
    assert "842.1" in tied(book)
    assert not {"1.02", "1.16", "4.67"} & tied(book)


def test_margins_are_quotients_and_no_parts() -> None:
    book = audited(_QUARTERS)
    assert {"37.1%", "37.9%", "37.0%"} <= tied(book)
    margins = {figure.fact for figure in book.figures if figure.text.endswith("%")}
    assert margins == {each.ratio for each in book.identities if each.ratio is not None}
    assert margins.isdisjoint(term.fact for each in book.identities for term in each.terms)


def test_note_numbers_are_no_figures() -> None:
    book = audited(_NOTES)
    assert {"12", "13", "9"}.isdisjoint(figure.text for figure in book.figures)
    assert {"41,208", "145,250", "137,228"} <= tied(book)


def test_years_that_name_rows_are_no_figures() -> None:
    book = audited(_YEARS)
    assert {"2023", "2024", "2025"}.isdisjoint(figure.text for figure in book.figures)
    assert {"48,211", "161,005", "10,604"} <= tied(book)


def test_totals_of_something_else_are_untested() -> None:
    assert tied(audited(_SELECTED)) == set()


def test_what_adds_up_in_one_year_of_three_is_an_accident() -> None:
    assert tied(audited(_ONE_YEAR)) == set()


def test_percentages_are_no_parts_of_amounts_that_they_would_lead_to() -> None:
    book = audited(_INDEXED)
    assert {"7.2%", "(1.9)%", "3.4%", "11.6%"} <= tied(book)
    growth = {figure.fact for figure in book.figures if figure.text.endswith("%")}
    assert growth.isdisjoint(term.fact for each in book.identities for term in each.terms)


def test_a_plug_line_is_a_part_like_any_other() -> None:
    assert {"1", "(2)", "48,213", "44,085"} <= tied(audited(_PLUG))
