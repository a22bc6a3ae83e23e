"""Every kind of relation that discovery looks for, from the printed document: found, and its slip named."""

from pathlib import Path

import pytest

from crossfoot.desk.checking import checked
from crossfoot.model.book import Book

NESTED = """
| (in thousands) | 2024 | 2023 |
|---|---:|---:|
| Cash | 41,208 | 38,114 |
| Receivables | 91,047 | 88,650 |
| Total current assets | 132,255 | 126,764 |
| Plant | 204,316 | 211,902 |
| Goodwill | 60,511 | 60,511 |
| Total non-current assets | 264,827 | 272,413 |
| Total assets | 397,082 | 399,177 |
"""
ABOVE = """
| (in millions) | 2024 | 2023 |
|---|---:|---:|
| Operating expenses | 5,146 | 4,789 |
| Personnel | 2,871 | 2,640 |
| Rent | 417 | 409 |
| Depreciation | 1,858 | 1,740 |
"""
LESS = """
| (in millions) | 2024 | 2023 |
|---|---:|---:|
| Land and buildings | 31,446 | 30,912 |
| Machinery | 78,209 | 74,350 |
| Less: accumulated depreciation | 52,318 | 49,077 |
| Property, plant and equipment, net | 57,337 | 56,185 |
"""
SKIPPED = """
| (in millions) | 2024 | 2023 | 2022 |
|---|---:|---:|---:|
| Domestic | 4,182 | 3,917 | 3,640 |
| Abroad | 7,455 | 7,018 | 6,912 |
| of which Asia | 2,317 | 2,164 | 1,950 |
| Licences | 316 | 287 | 301 |
| Total revenue | 11,953 | 11,222 | 10,853 |
"""
CROSSED = """
| Revenue (in millions) | Devices | Services | Total |
|---|---:|---:|---:|
| Americas | 4,182 | 1,917 | 6,099 |
| Europe | 2,455 | 1,018 | 3,473 |
| Asia | 3,317 | 2,164 | 5,481 |
| Total | 9,954 | 5,099 | 15,053 |
"""
CHANGES = """
| (in millions) | 2024 | 2023 | Change | Change (%) |
|---|---:|---:|---:|---:|
| Net sales | 15,780 | 15,052 | 728 | 4.8% |
| Cost of sales | 9,904 | 9,613 | 291 | 3.0% |
| Gross profit | 5,876 | 5,439 | 437 | 8.0% |
| Operating profit | 1,902 | 1,711 | 191 | 11.2% |
"""
SHARES = """
| Sales (in millions) | 2024 | % of total |
|---|---:|---:|
| United States | 1,914.2 | 58.3% |
| Europe | 812.6 | 24.7% |
| Asia Pacific | 403.7 | 12.3% |
| Latin America | 155.0 | 4.7% |
| Total | 3,285.5 | 100.0% |
"""
AVERAGES = """
| (in millions) | FY2024 | FY2023 | FY2022 | FY2021 |
|---|---:|---:|---:|---:|
| Total assets | 84,316 | 79,482 | 76,110 | 72,540 |
| Average total assets | 81,899 | 77,796 | 74,325 | 70,118 |
"""
QUARTERS = """
| (in millions) | 1Q FY2024 | 2Q FY2024 | 1H FY2024 | 3Q FY2024 | 4Q FY2024 | FY2024 |
|---|---:|---:|---:|---:|---:|---:|
| Net sales | 14,341 | 14,862 | 29,203 | 15,193 | 15,954 | 60,350 |
| Cost of sales | 9,120 | 9,407 | 18,527 | 9,688 | 10,012 | 38,227 |
"""
CUMULATIVE = """
| (in millions) | 1Q FY2024 | 6 months FY2024 | 2Q FY2024 | 9 months FY2024 | 3Q FY2024 |
|---|---:|---:|---:|---:|---:|
| Net sales | 14,341 | 29,203 | 14,862 | 44,396 | 15,193 |
| Cost of sales | 9,120 | 18,527 | 9,407 | 28,215 | 9,688 |
"""
APART = """
# Three months (in millions)

| | Three months ended June 30, 2024 | Three months ended March 31, 2024 |
|---|---:|---:|
| Net sales | 14,862 | 14,341 |
| Research and development | 1,407 | 1,352 |
| Depreciation | 655 | 621 |
| Orders received | 16,318 | 15,207 |
| Capital expenditure | 2,137 | 914 |
| Average daily volume | 1,204 | 1,198 |

# Six months (in millions)

| | Six months ended June 30, 2024 | Six months ended June 30, 2023 |
|---|---:|---:|
| Net sales | 29,203 | 27,115 |
| Research and development | 2,759 | 2,480 |
| Depreciation | 1,276 | 1,190 |
| Orders received | 31,525 | 28,006 |
| Capital expenditure | 3,051 | 2,874 |
| Average daily volume | 1,201 | 1,166 |
"""
ROLLED = """
| Allowance (in thousands) | 2024 | 2023 |
|---|---:|---:|
| Balance at beginning of year | 24,412 | 22,505 |
| Charged to expense | 8,028 | 17,008 |
| Write-offs | (12,034) | (15,101) |
| Balance at end of year | 20,406 | 24,412 |
"""
ONE_COLUMN = """
| Options | Number |
|---|---:|
| Outstanding at January 1, 2022 | 4,218,330 |
| Granted | 612,500 |
| Exercised | (887,214) |
| Forfeited | (161,324) |
| Outstanding at December 31, 2022 | 3,782,292 |
| Granted | 540,000 |
| Exercised | (412,750) |
| Forfeited | (96,004) |
| Outstanding at December 31, 2023 | 3,813,538 |
"""
TAX = """
| | 2024 | 2023 |
|---|---:|---:|
| Statutory income tax rate | 30.6% | 30.6% |
| Expenses not deductible | 0.8% | 0.7% |
| Inhabitant taxes | 0.9% | 0.8% |
| Change in valuation allowance | 1.7% | (0.9)% |
| Tax credits | (2.3)% | (2.6)% |
| Effective income tax rate | 31.7% | 28.6% |
"""
UNITS = """
# Balance sheet (in millions)

| | 2024 | 2023 |
|---|---:|---:|
| Total assets | 84,316 | 79,482 |
| Total liabilities | 51,204 | 49,118 |
| Net assets | 33,112 | 30,364 |

# Ten years (in thousands)

| | 2024 | 2023 |
|---|---:|---:|
| Total assets | 84,316,204 | 79,481,990 |
| Net assets | 33,112,417 | 30,364,102 |
"""
SEGMENTS = """
| (in millions) | Devices | Services | Other | Eliminations | Consolidated |
|---|---:|---:|---:|---:|---:|
| Sales | 4,182 | 1,917 | 316 | (412) | 6,003 |
| Segment profit | 871 | 409 | (58) | (23) | 1,199 |
| Depreciation | 240 | 117 | 19 | (7) | 369 |
| Segment assets | 7,455 | 2,018 | 640 | (1,105) | 9,008 |
"""
SENTENCE = """
Net sales for 2024 were 15,780 million yen, up 4.8% from the year before.

| (in millions of yen) | 2024 | 2023 |
|---|---:|---:|
| Net sales | 15,780 | 15,052 |
| Cost of sales | 9,904 | 9,613 |
| Gross profit | 5,876 | 5,439 |
"""
PER_SHARE = """
| (in thousands, except per share amounts) | 2024 | 2023 | 2022 |
|---|---:|---:|---:|
| Net income | 118,204 | 102,911 | 97,316 |
| Weighted average shares outstanding, basic | 41,208 | 40,870 | 40,112 |
| Basic earnings per share | $2.87 | $2.52 | $2.43 |
"""
RELATIONS = [
    pytest.param(NESTED, "91,047", "91,407", id="totals and subtotals, nested"),
    pytest.param(ABOVE, "| 417", "| 471", id="a total above its parts"),
    pytest.param(LESS, "78,209", "78,290", id="lines taken off"),
    pytest.param(SKIPPED, "7,455", "7,544", id="a line skipped"),
    pytest.param(CROSSED, "1,018", "1,108", id="columns and rows"),
    pytest.param(CHANGES, "| 291", "| 219", id="differences"),
    pytest.param(CHANGES, "11.2%", "12.1%", id="growth"),
    pytest.param(SHARES, "24.7%", "27.4%", id="shares of a total"),
    pytest.param(AVERAGES, "77,796", "77,976", id="averages of balances"),
    pytest.param(QUARTERS, "15,193", "15,139", id="quarters to half and full year"),
    pytest.param(CUMULATIVE, "44,396", "44,369", id="cumulative quarters"),
    pytest.param(APART, "16,318", "16,381", id="quarters to the year to date, in several tables"),
    pytest.param(ROLLED, "| 8,028", "| 8,082", id="roll-forwards"),
    pytest.param(ONE_COLUMN, "887,214", "887,241", id="roll-forwards of one column"),
    pytest.param(TAX, "| 1.7%", "| 7.1%", id="reconciliations of taxes"),
    pytest.param(UNITS, "33,112,417", "33,121,417", id="one fact in several tables and units"),
    pytest.param(SEGMENTS, "2,018", "2,108", id="segments and eliminations to consolidated"),
    pytest.param(SENTENCE, "were 15,780", "were 15,870", id="sentences against tables"),
    pytest.param(PER_SHARE, "$2.52", "$2.25", id="amounts per share"),
]


def judged(text: str, folder: Path) -> Book:
    """The book of a document as `crossfoot check` judges it."""
    page = folder / "results.md"
    page.write_text(text, encoding="utf-8")
    return checked(page)


def number(text: str) -> str:
    """What a mark in a document prints, without the words and bars before it."""
    return text.rpartition(" ")[2]


@pytest.mark.parametrize(("text", "right", "wrong"), RELATIONS)
def test_a_relation_is_found_and_its_slip_named(text: str, right: str, wrong: str, tmp_path: Path) -> None:
    assert text.count(right) == 1
    sound = judged(text, tmp_path)
    assert sound.findings == ()
    broken = judged(text.replace(right, wrong), tmp_path)
    texts = {figure.id: figure.text for figure in broken.figures}
    (named,) = {texts[finding.corrections[0][0].figure] for finding in broken.findings}
    assert number(wrong) in named
