"""Layouts in which space alone misleads: headings set close, points that lead to numbers, text around a frame."""

from tests.read.pdf.papers import Paper, draft_of, pdf_of, rows_of

from crossfoot.read.charts.columns import column_groups
from crossfoot.read.charts.promising import may_be_chart, numbers_of
from crossfoot.read.charts.shapes import views
from crossfoot.read.pdf.opening import pages_of
from crossfoot.read.pdf.page.pages import PdfPage


def test_headings_set_close_are_told_apart_by_those_below_them() -> None:
    """Equity by component: "Contributed" stands over "surplus", 6 points from "Comprehensive" over "loss"."""
    paper = Paper()
    heads = ((300, "Contributed", 51.7), (300, "surplus", 32.2), (366.9, "Comprehensive", 70.0), (366.9, "loss", 17.8))
    for middle, word, wide in (*heads, (427.6, "Treasury", 39.5), (427.6, "shares", 30.0)):
        paper.text(middle - wide / 2, 80 if word[0].isupper() else 92, word)
    for at, year in enumerate((2022, 2023)):
        paper.text(50, 110 + 14 * at, f"Balance at December 31, {year}")
        for right, number in ((315, "567,202"), (382, "(1,396)"), (443, "42,000")):
            paper.number(right, 110 + 14 * at, number)
    assert rows_of(draft_of(paper))[0] == "1:Contributed surplus | 2:Comprehensive loss | 3:Treasury shares"


def test_points_set_apart_that_lead_to_a_number_are_no_columns() -> None:
    paper = Paper()
    for down, label, number in (
        (100, "Net sales", "1,204"),
        (116, "Cost of sales", "(700)"),
        (132, "Gross profit", "504"),
    ):
        paper.row(down, label, number)
        for left in range(130, 260, 12):
            paper.text(left, down, ".")
    assert rows_of(draft_of(paper)) == ["0:Net sales | 1:1,204", "0:Cost of sales | 1:(700)", "0:Gross profit | 1:504"]


def test_what_stands_around_a_frame_is_text_and_no_row_of_its_table() -> None:
    """A table ruled all around, with a note right below it whose numbers stand in its columns."""
    paper = Paper()
    paper.text(50, 86, "Consolidated results of operations")
    paper.row(112, "", "Sales", "Profit")
    paper.row(128, "FY2024", "308,335", "21,010")
    paper.row(144, "FY2023", "298,889", "21,228")
    paper.row(162, "Note: comprehensive income", "14,950", "14,218")
    for down in (98, 150):
        paper.line(45, down, 400)
    for left in (45, 200, 310, 400):
        paper.line(left, 98, left, 150)
    draft = draft_of(paper)
    assert rows_of(draft)[1:] == ["0:FY2024 | 1:308,335 | 2:21,010", "0:FY2023 | 1:298,889 | 2:21,228"]
    assert draft.passages[0].text == "Consolidated results of operations"
    assert draft.grids[0].caption == "Consolidated results of operations"


def test_a_label_of_three_lines_set_wide_beside_its_numbers_is_one_row() -> None:
    """Lines 13.7 points apart in letters of 10: wider than labels are set elsewhere, and closer than rows are here."""
    paper = Paper()
    for down, label, number in ((100, "Bonds", "6,609"), (118.6, "Stock", "68,388"), (148.3, "cash", "3,392")):
        paper.row(down, label, number)
    paper.text(50, 134.6, "Cash and")
    paper.text(50, 162, "equivalents")
    for down, label, number in ((178, "Other", "3,098"), (197, "Total", "81,489")):
        paper.row(down, label, number)
    assert rows_of(draft_of(paper)) == [
        "0:Bonds | 1:6,609",
        "0:Stock | 1:68,388",
        "0:Cash and cash equivalents | 1:3,392",
        "0:Other | 1:3,098",
        "0:Total | 1:81,489",
    ]


def test_names_of_columns_that_stand_no_wider_apart_than_words_are_headings_of_their_own() -> None:
    """Domestic, International and Consolidated in one breath, each over the middle of its numbers."""
    paper = Paper()
    paper.text(230, 80, "Six Months Ended")
    for left, word in ((229, "Domestic"), (274.5, "International"), (331.5, "Consolidated")):
        paper.text(left, 96, word)
    for down, label, numbers in ((112, "Sales", "3,440 1,287 3,727"), (128, "Costs", "2,440 1,187 2,727")):
        paper.text(50, down, label)
        for right, number in zip((264, 322, 384), numbers.split(), strict=True):
            paper.number(right, down, number)
    assert rows_of(draft_of(paper))[1] == "1:Domestic | 2:International | 3:Consolidated"


def test_shaded_cells_beside_lines_of_sums_are_no_bars() -> None:
    """Two of four numbers on a shade, two under a line drawn as an area half a point high: no heights that say much."""
    paper = Paper()
    for at, number in enumerate(("3,399", "287", "3,429", "299")):
        left = 200 + 60 * at
        paper.area(left, 150, left + 40, 164 if at % 2 == 0 else 150.5, "0.95 0.95 0.95")
        paper.number(left + 36, 147, number)
        paper.text(left + 4, 180, f"Unit {at}")
    (page,) = pages_of(pdf_of(paper))
    assert isinstance(page, PdfPage)
    view, _ = views(page)
    (group,) = column_groups(view)
    assert len(group.columns) == 4
    assert not may_be_chart(group, numbers_of(view))
