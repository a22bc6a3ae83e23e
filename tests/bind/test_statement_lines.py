"""The names that filings give to the lines of their statements, and what is none of them."""

import pytest
from tests.bind.tables import facts, table

from crossfoot.bind.grids.measures.statement_lines import statement_line


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Total revenues, net of interest expense", "revenue"),
        ("Income from continuing operations, net of tax", "income_from_continuing_operations"),
        ("Total property and equipment, net", "property_plant_equipment"),
        ("Common stock, par value $0.01; shares authorized: 4,000; issued: 1,693", "common_stock"),
        ("Common stock, $0.001 par value, 500,000 shares authorized", "common_stock"),
        ("Net cash (used in) provided by investing activities", "investing_cash_flow"),
        ("Net cash flows provided by operating activities", "operating_cash_flow"),
        ("Cash generated from (used in) financing activities", "financing_cash_flow"),
        ("営業利益又は営業損失（△）", "operating_income"),
    ],
)
def test_wordings_of_one_line(label: str, name: str) -> None:
    line = statement_line(label)
    assert line is not None
    assert line.name == name


@pytest.mark.parametrize(
    "label",
    ["Other income, net", "Total", "Net cash flows of the parent", "Preferred stock, par value $0.01", "Net of tax"],
)
def test_what_means_something_else_in_every_document_is_no_line(label: str) -> None:
    assert statement_line(label) is None


def test_basic_and_diluted_are_what_their_heading_says() -> None:
    said = facts(
        table(
            """
            | 2023 | 2022
            Earnings per share:
            Basic | $1.87 | $1.52
            Diluted | $1.85 | $1.50
            Shares used in per share calculation:
            Basic | 1,626 | 1,620
            Diluted | 1,641 | 1,636
            """
        )
    )
    assert said["$1.87"].startswith("eps_basic FY")
    assert said["$1.50"].startswith("eps_diluted FY")
    assert said["1,626"].startswith("shares_basic FY")
    assert said["1,636"].startswith("shares_diluted FY")


def test_an_adjustment_of_cash_flows_is_a_line_of_the_statement() -> None:
    said = facts(
        table(
            """
            | 2023 | 2022
            Operating activities
            Net income | 500 | 400
            Adjustments to reconcile net income to cash:
            Stock-based compensation | 30 | 25
            Net cash provided by operating activities | 530 | 425
            """,
            "Consolidated statements of cash flows (in millions)",
        )
    )
    assert said["30"].startswith("stock_compensation FY")
    assert said["530"].startswith("operating_cash_flow FY")
