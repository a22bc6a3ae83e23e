"""Statements as auditors meet them: silent as they are, and with one figure misprinted that one named and set right."""

from pathlib import Path

import pytest

from crossfoot.desk.checking import checked
from crossfoot.model.book import Book
from crossfoot.model.findings import Severity

BILANZ = """
### Konzernbilanz zum 31. Dezember

| in Tsd. € | 31.12.2024 | 31.12.2023 |
|---|---:|---:|
| Sachanlagen | 312.457 | 298.640 |
| Finanzanlagen | 60.304 | 63.378 |
| Langfristige Vermögenswerte | 372.761 | 362.018 |
| Vorräte | 204.519 | 219.377 |
| Zahlungsmittel | 156.075 | 129.354 |
| Kurzfristige Vermögenswerte | 360.594 | 348.731 |
| Summe Aktiva | 733.355 | 710.749 |
| Eigenkapital | 299.816 | 277.641 |
| Langfristige Schulden | 227.821 | 245.978 |
| Verbindlichkeiten aus Lieferungen und Leistungen | 142.906 | 131.540 |
| Sonstige Verbindlichkeiten | 62.812 | 55.590 |
| Kurzfristige Schulden | 205.718 | 187.130 |
| Summe Passiva | 733.355 | 710.749 |
"""
GUV = """
| in Mio. € | 2024 | in % vom Umsatz | 2023 | in % vom Umsatz |
|---|---:|---:|---:|---:|
| Umsatzerlöse | 1.284,6 | 100,0 | 1.197,3 | 100,0 |
| Materialaufwand | -702,4 | -54,7 | -668,1 | -55,8 |
| Personalaufwand | -318,9 | -24,8 | -297,5 | -24,8 |
| Abschreibungen | -61,7 | -4,8 | -58,2 | -4,9 |
| Sonstige betriebliche Aufwendungen | -104,3 | -8,1 | -99,6 | -8,3 |
| Betriebsergebnis | 97,3 | 7,6 | 73,9 | 6,2 |
| Finanzergebnis | -12,8 | -1,0 | -14,1 | -1,2 |
| Ergebnis vor Steuern | 84,5 | 6,6 | 59,8 | 5,0 |
"""
BIRTHS = """
| Year | Beds | Births - boys | Births - girls | Births - total |
|---|---:|---:|---:|---:|
| 2019 | 412 | 1,107 | 1,052 | 2,159 |
| 2020 | 412 | 1,031 | 989 | 2,020 |
| 2021 | 420 | 1,064 | 1,027 | 2,091 |
| 2022 | 431 | 1,042 | 1,018 | 2,060 |
| 2023 | 431 | 1,019 | 973 | 1,992 |
"""
COSTS = """
| (EUR million) | 2024 | 2023 | % change |
|---|---:|---:|---:|
| Net revenue | 4,812.6 | 4,655.1 | 3.4% |
| Cost of sales | (3,104.9) | (3,037.4) | 2.2% |
| Gross profit | 1,707.7 | 1,617.7 | 5.6% |
| Selling expenses | (812.4) | (790.2) | 2.8% |
| Administrative expenses | (301.7) | (287.5) | 4.9% |
| Other operating expenses | (14.2) | (12.9) | 10.1% |
| Operating profit | 579.4 | 527.1 | 9.9% |
"""
CASINOS = """
| (in thousands) | Q4 2022 | Q4 2021 | 2022 | 2021 |
|---|---:|---:|---:|---:|
| Revenues | | | | |
| Casino | 1,548,762 | 1,527,818 | 5,734,173 | 5,362,912 |
| Rooms | 897,943 | 636,130 | 3,057,145 | 1,690,037 |
| Reimbursed costs | 13,174 | 8,318 | 45,693 | 226,083 |
| | 2,459,879 | 2,172,266 | 8,837,011 | 7,279,032 |
| Expenses | | | | |
| Casino | 796,444 | 742,320 | 2,746,576 | 2,551,169 |
| Rooms | 252,602 | 198,578 | 937,272 | 600,942 |
| Reimbursed costs | 13,174 | 8,318 | 45,693 | 226,083 |
| General and administrative | 1,208,541 | 747,348 | 4,226,617 | 2,507,239 |
| Depreciation | 1,421,637 | 297,031 | 3,482,050 | 1,150,610 |
| | 3,692,398 | 1,993,595 | 11,438,208 | 7,036,043 |
"""
EARNINGS = """
# Income statement (in thousands)

| | 2022 | 2021 | 2020 |
|---|---:|---:|---:|
| Operating income | 41,210 | (140,502) | 81,318 |
| Financial expenses | (26,109) | (30,826) | (31,285) |
| Net income (loss) | 15,101 | (171,328) | 50,033 |

# Earnings per share (in thousands)

| | 2022 | 2021 | 2020 |
|---|---:|---:|---:|
| Net income (loss) | 15,101 | (171,328) | 50,033 |
| Options outstanding | 1,204 | 1,377 | 1,402 |
"""
RENTS = """
### Portfolio at 31 December 2024

| Property | Area (m²) | Annual rent (€k) | Value (€m) |
|---|---:|---:|---:|
| Harbour House | 25,304 | 4,341 | 71.6 |
| Quay 12 | 23,617 | 3,002 | 50.4 |
| Station Road | 24,855 | 3,676 | 61.2 |
| Total North | 73,776 | 11,019 | 183.2 |
| Market Hall | 28,817 | 3,759 | 74.9 |
| Linden Park | 17,896 | 2,106 | 35.3 |
| Total South | 46,713 | 5,865 | 110.2 |
| Mill Court | 22,871 | 3,772 | 63.8 |
| Foundry | 20,787 | 3,889 | 63.7 |
| Canal Side | 14,338 | 2,523 | 47.5 |
| Total West | 57,996 | 10,184 | 175.0 |
"""


def of(text: str, folder: Path) -> Book:
    path = folder / "document.md"
    path.write_text(text)
    return checked(path)


@pytest.mark.parametrize("text", [BILANZ, GUV, BIRTHS, COSTS, CASINOS, EARNINGS, RENTS])
def test_nothing_is_said_of_statements_that_tie(text: str, tmp_path: Path) -> None:
    assert not of(text, tmp_path).findings


@pytest.mark.parametrize(
    ("text", "printed", "misprint"),
    [
        (BILANZ, "| Summe Aktiva | ;733.355", "783.355"),
        (BILANZ, "| 142.906 | ;131.540", "-131.540"),
        (GUV, "| ;-318,9", "-138,9"),
        (GUV, "| ;1.284,6", "8.284,6"),
        (GUV, "| ;-55,8", "-51,8"),
        (BIRTHS, "| ;2,020", "1,020"),
        (COSTS, "| ;2.8%", "6.8%"),
        (COSTS, "| ;4.9%", "9.4%"),
        (EARNINGS, ";50,033 |\n| Options", "(171,328) |\n| Options"),
    ],
)
def test_a_misprint_is_blamed_and_set_right(text: str, printed: str, misprint: str, tmp_path: Path) -> None:
    """What stands behind the semicolon is printed otherwise."""
    before, right = printed.split(";")
    assert text.count(before + right) == 1
    (finding,) = of(text.replace(before + right, before + misprint), tmp_path).findings
    assert finding.severity is not Severity.NOTE
    assert finding.corrections[0][0].suggested == right.split()[0]


def test_a_line_that_another_section_prints_again_does_not_stand_for_a_misprinted_one(tmp_path: Path) -> None:
    """Reimbursed costs are revenues and expenses: those of the revenues would set the expenses' sum right."""
    revenues, _, expenses = CASINOS.rpartition("226,083")
    book = of(f"{revenues}26,083{expenses}", tmp_path)
    (finding,) = book.findings
    texts = {figure.id: figure.text for figure in book.figures}
    assert finding.severity is Severity.ERROR
    assert "26,083" in {texts[correction.figure] for each in finding.corrections for correction in each}


def test_rows_that_add_in_rent_and_value_add_in_area_too(tmp_path: Path) -> None:
    """A column by itself says too little of a sum that fails in it."""
    (finding,) = of(RENTS.replace("46,713", "96,713"), tmp_path).findings
    assert finding.corrections[0][0].suggested == "46,713"


def test_a_column_in_which_nothing_adds_is_held_to_no_total_of_the_others(tmp_path: Path) -> None:
    """Areas are of the sites, which are larger than what their tenants have: none of their totals is a sum."""
    sites = RENTS.replace("73,776", "90,400").replace("46,713", "96,713").replace("57,996", "61,750")
    assert not of(sites, tmp_path).findings


@pytest.mark.parametrize("growth", ["(2.8%)", "(2.2%)"])
def test_growth_of_a_cost_below_zero_may_be_called_worse(growth: str, tmp_path: Path) -> None:
    assert not of(COSTS.replace(growth.strip("()"), growth), tmp_path).findings
