"""Reconciliations that print a column of amounts beside one of what they are per share."""

from decimal import Decimal
from pathlib import Path

from crossfoot.desk.checking import checked
from crossfoot.model.book import Book
from crossfoot.vocabulary.units import UnitKind

STATEMENT = """
# Statements of operations (in millions, except per share amounts)

| | 2024 | 2023 | 2022 | 2021 |
|---|---:|---:|---:|---:|
| Net sales | 15,780 | 15,052 | 14,310 | 13,905 |
| Cost of sales | 14,269 | 14,570 | 13,067 | 12,884 |
| Net income | 1,511 | 482 | 1,243 | 1,021 |
| Diluted earnings per share | $0.92 | $0.29 | $0.76 | $0.63 |
| Weighted average shares outstanding, diluted | 1,649 | 1,634 | 1,641 | 1,622 |
"""
RECONCILED = """
# Reconciliation of GAAP to non-GAAP net income (in millions, except per share amounts)

| | 2024 | 2024 | 2023 | 2023 | 2022 | 2022 | 2021 | 2021 |
|---|---:|---:|---:|---:|---:|---:|---:|---:|
| GAAP net income / earnings per share | $1,511 | $0.92 | $482 | $0.29 | $1,243 | $0.76 | $1,021 | $0.63 |
| Stock-based compensation | 486 | 0.29 | 339 | 0.21 | 419 | 0.26 | 380 | 0.23 |
| Amortization of intangibles | 557 | 0.34 | 584 | 0.36 | 562 | 0.34 | 541 | 0.33 |
| Restructuring charges | 186 | 0.11 | 50 | 0.03 | (67) | (0.04) | 46 | 0.03 |
| Non-GAAP net income / earnings per share | $2,740 | $1.66 | $1,455 | $0.89 | $2,157 | $1.31 | $1,988 | $1.23 |
"""


def judged(text: str, folder: Path) -> Book:
    page = folder / "release.md"
    page.write_text(text, encoding="utf-8")
    return checked(page)


def told(book: Book, rule: str) -> list[str]:
    return [identity.text for identity in book.identities if rule in identity.origin.rule]


def test_the_second_column_under_a_heading_is_of_amounts_per_share(tmp_path: Path) -> None:
    book = judged(RECONCILED, tmp_path)
    kinds = {figure.text: figure.unit.kind for figure in book.figures}
    assert {kinds[text] for text in ("$1,511", "486", "(67)", "$2,740")} == {UnitKind.MONEY}
    assert {kinds[text] for text in ("$0.92", "0.29", "(0.04)", "$1.66")} == {UnitKind.PER_SHARE}
    values = {figure.text: figure.printed.value for figure in book.figures}
    assert (values["$1,511"], values["$0.92"]) == (Decimal(1_511_000_000), Decimal("0.92"))


def test_both_columns_add_and_each_line_is_over_one_number_of_shares(tmp_path: Path) -> None:
    book = judged(STATEMENT + RECONCILED, tmp_path)
    assert len(told(book, "rows add to a total, in 8 of 8")) == 8
    assert len([text for text in told(book, "amount over number") if "shares_diluted" in text]) > 16
    agreed = told(book, "two tables print one line, in 8")
    assert sum("eps_diluted" in text for text in agreed) == 4
    assert book.findings == ()


def test_earnings_per_share_that_the_statement_prints_otherwise_are_a_finding(tmp_path: Path) -> None:
    (finding,) = judged(STATEMENT + RECONCILED.replace("$0.92", "$0.95"), tmp_path).findings
    assert "$0.95" in finding.message
    assert "$0.92" in finding.message


def test_adjusted_earnings_that_mostly_equal_those_of_the_statement_are_no_misprint(tmp_path: Path) -> None:
    """The amounts beside them tell: of the year that was adjusted they are others too."""
    adjusted = """
# Adjusted results (in millions, except per share amounts)

| | 2024 | 2024 | 2023 | 2023 | 2022 | 2022 | 2021 | 2021 |
|---|---:|---:|---:|---:|---:|---:|---:|---:|
| Adjusted net income / earnings per share | $1,560 | $0.95 | $482 | $0.29 | $1,243 | $0.76 | $1,021 | $0.63 |
| Dividends | 486 | 0.29 | 339 | 0.21 | 419 | 0.26 | 380 | 0.23 |
| Retained | 871 | 0.53 | 584 | 0.36 | 562 | 0.34 | 541 | 0.33 |
"""
    assert judged(STATEMENT + adjusted, tmp_path).findings == ()
