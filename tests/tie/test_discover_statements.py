"""Sums that everybody's statements have, found by the names of their accounts wherever their lines stand."""

import pytest
from tests.tie.discover_books import book_of, down, rows_of

from crossfoot.model.identities import IdentityKind
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.discovery.tables.accounts import account
from crossfoot.tie.discovery.tables.labels import words_of

CASH_FLOWS = """
    Cash flows | 2022 | 2021
    Net income | 254,866 | 243,225
    Depreciation | 162,962 | 165,446
    Increase in receivables | 29,058 | 71,525
    Net cash provided by (used in) operating activities (total of lines 2 to 21) | 388,770 | 337,146
    Additions to plant | 412,610 | 291,865
    Purchase of securities | 75,128 | 16,123
    Sales of securities | 69,421 | 11,328
    Net cash provided by (used in) investing activities | (418,317) | (296,660)
    Cash from outside sources | 198,000 | 12,411
    Dividends paid | 119,547 | 158,725
    Net cash provided by (used in) financing activities | 78,453 | (146,314)
    Net increase (decrease) in cash and cash equivalents | 48,906 | (105,828)
    Cash and cash equivalents at beginning of period | 59,775 | 165,603
    Cash and cash equivalents at end of period | 108,681 | 59,775
    """

BALANCE_SHEET = """
    | 2022 | 2021
    Cash | 12,431 | 9,118
    Other assets | 43,266 | 39,571
    Total assets | 55,697 | 48,689
    Advances from associated companies | 17,204 | 16,318
    Total long-term debt | 17,204 | 16,318
    Accumulated provision for refunds | 5,176 | 4,513
    Total other liabilities | 5,176 | 4,513
    Common stock | 10,000 | 10,000
    Retained earnings | 23,317 | 17,858
    Total proprietary capital | 33,317 | 27,858
    Total liabilities and shareholders' equity | 55,697 | 48,689
    """


def test_the_three_activities_make_the_change_in_cash_whatever_stands_between_them() -> None:
    """The lines of the activities are printed with signs of the issuer's own, so no activity's own sum is found."""
    assert down(CASH_FLOWS)["r12 = r4 + r8 + r11"] == "c1 c2"
    assert down(CASH_FLOWS)["r14 = r12 + r13"] == "c1 c2"


def test_the_change_in_cash_is_not_made_of_activities_that_are_of_something_else() -> None:
    """The last line is called the change in cash, and is that of one segment only."""
    other = CASH_FLOWS.replace("48,906 | (105,828)", "31,774 | 12,563").replace("108,681 | 59,775", "91,549 | 178,166")
    assert "r12 = r4 + r8 + r11" not in down(other)


def test_a_total_of_a_single_part_stands_for_it_in_the_total_of_totals() -> None:
    assert down(BALANCE_SHEET)["r11 = r5 + r7 + r10"] == "c1 c2"


def test_both_sides_of_a_balance_sheet_are_one_amount() -> None:
    identities = discover(book_of(rows_of(BALANCE_SHEET))).identities
    agreed = [identity for identity in identities if identity.kind is IdentityKind.AGREE]
    assert [identity.text for identity in agreed] == ["r11 c1 = r3 c1", "r11 c2 = r3 c2"]


def test_two_lines_called_total_assets_are_no_two_sides() -> None:
    """Segment assets beside those of the group: nothing says which of them the other side equals."""
    twice = BALANCE_SHEET + "    Total assets | 71,318 | 60,202\n"
    identities = discover(book_of(rows_of(twice))).identities
    assert [identity for identity in identities if identity.kind is IdentityKind.AGREE] == []


def test_life_insurance_is_an_amount_and_a_useful_life_is_none() -> None:
    table = """
        Other deductions | 2022 | 2021
        Donations | 2,646 | 1,638
        Life insurance | (7,106) | (5,203)
        Other | 13,813 | 10,907
        Total other deductions | 9,353 | 7,342
        """
    assert set(down(table)) == {"r4 = r1 + r2 + r3"}
    assert down(table.replace("Life insurance", "Average useful life")) == {}


def test_a_line_of_nil_is_no_total() -> None:
    """Investments in associates are nil, and would be what is left of any other sum."""
    table = """
        | 2022 | 2021
        Property | 1,080,279 | 1,028,955
        Less: depreciation | 170,358 | 164,247
        Less: amortization | 429,725 | 395,220
        Net property | 480,196 | 469,488
        Investments in associates | – | –
        Other investments | 155,150 | 170,434
        Current assets | 2,884,462 | 2,526,898
        Total assets | 3,519,808 | 3,166,820
        """
    assert set(down(table)) == {"r4 = r1 - r2 - r3", "r8 = r4 + r5 + r6 + r7"}


def test_the_combined_ratio_of_an_insurer_is_that_of_losses_and_of_expenses() -> None:
    table = """
        | 2022 | 2023
        Loss ratio | 61.2% | 65.3%
        Expense ratio | 31.4% | 30.1%
        Combined ratio | 92.6% | 95.4%
        """
    assert down(table) == {"r3% = r1% + r2%": "c1 c2"}
    assert down(table.replace("Combined ratio", "Solvency ratio")) == {}


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("Cash Provided by Operations", "operating cash"),
        ("Cash Used for Investing", "investing cash"),
        ("Cash (Used for) Provided by Financing", "financing cash"),
        ("Net cash provided by continuing operations", ""),
        ("Earnings from Continuing Operations Before Income Taxes", "pretax"),
        ("Income (loss) before provision for income taxes", "pretax"),
        ("Income before income taxes and minority interest", ""),
        ("Earnings before interest and taxes", ""),
    ],
)
def test_lines_of_statements_are_known_in_the_words_of_many_filers(label: str, named: str) -> None:
    assert account(label) == named


def test_words_that_begin_like_months_name_no_period() -> None:
    assert not any(
        words_of(label).period for label in ("Market value", "EBIT margin", "Marketing", "Decline", "Section")
    )
    assert all(words_of(label).period for label in ("March", "31 Dec", "September 2024", "Year to June"))
