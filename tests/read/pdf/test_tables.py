"""Tables on pages are found by where their numbers stand, and read row by row with their headings."""

from decimal import Decimal
from pathlib import Path

import pytest
from benchmarks.citi import judged
from tests.read.pdf.papers import Paper, draft_of, pdf_of, rows_of, saved, width_of

from crossfoot.model.layout import GridKind
from crossfoot.read.charts.charts import ChartsFound
from crossfoot.read.documents import read_documents
from crossfoot.read.pdf.opening import PageTrouble
from crossfoot.read.pdf.page.pages import Fill, PdfPage, Rule
from crossfoot.read.pdf.page.rulings import level_rules
from crossfoot.read.pdf.page_parts import parts_of
from crossfoot.read.pdf.page_reading import unreadable
from crossfoot.read.pdf.reading import merged_troubles, read_pdf
from crossfoot.read.tables.found import Draft


def statement() -> Paper:
    """Net sales 1,204 and 1,150 of 2023 and 2022, costs, and the gross profit below a line."""
    paper = Paper()
    paper.text(50, 60, "Consolidated statements of income", bold=True)
    paper.text(50, 74, "(in millions)")
    paper.row(100, "", "2023", "2022")
    paper.row(116, "Net sales", "1,204", "1,150")
    paper.row(130, "Cost of sales", "(700)", "(690)")
    paper.line(260, 134, 300)
    paper.line(350, 134, 390)
    paper.row(146, "Gross profit", "504", "460")
    return paper


def test_a_table_without_lines_is_read_by_where_its_numbers_end() -> None:
    draft = draft_of(statement())
    assert rows_of(draft) == [
        "1:2023 | 2:2022",
        "0:Net sales | 1:1,204 | 2:1,150",
        "0:Cost of sales | 1:(700) | 2:(690)",
        "0:Gross profit | 1:504 | 2:460",
    ]
    (grid,) = draft.grids
    assert (grid.caption, grid.place.page, grid.kind) == ("Consolidated statements of income", 1, GridKind.TABLE)
    assert grid.context == ("(in millions)", "Consolidated statements of income")


def test_figures_have_their_box_and_sums_the_line_above_them() -> None:
    draft = draft_of(statement())
    (sales,) = [figure for figure in draft.figures if figure.printed.text == "1,204"]
    assert sales.place.box is not None
    left, top, right, bottom = sales.place.box
    assert right == pytest.approx(300, abs=0.1)
    assert left == pytest.approx(275, abs=0.2)
    assert top < 116 < bottom
    assert [cell.text for cell in draft.grids[0].cells if cell.rule] == ["504", "460"]


def test_signs_that_stand_off_belong_to_their_number() -> None:
    paper = Paper()
    paper.row(100, "", "2023", "2022")
    for down, label, first, second in ((116, "Revenue", "1,204", "1,150"), (130, "Profit", "54", "(46")):
        paper.row(down, label, first, second)
        paper.text(262, down, "$")
        paper.text(352, down, "$")
    paper.text(391, 130, ")")
    paper.row(144, "Margin", "4.5", "(4.0)")
    paper.text(302, 144, "%")
    paper.text(394, 144, "%")
    assert rows_of(draft_of(paper))[1:] == [
        "0:Revenue | 1:$1,204 | 2:$1,150",
        "0:Profit | 1:$54 | 2:$(46)",
        "0:Margin | 1:4.5 % | 2:(4.0) %",
    ]


def test_a_heading_reaches_over_the_columns_that_the_line_below_it_does() -> None:
    paper = Paper()
    paper.text(284, 80, "Three months ended")
    paper.text(480, 80, "Six months")
    paper.line(262, 84, 390)
    paper.line(442, 84, 570)
    paper.row(100, "", "2023", "2022", "2023", "2022")
    paper.row(116, "Net sales", "1,204", "1,150", "2,404", "2,250")
    paper.row(130, "Costs", "700", "690", "1,400", "1,390")
    assert rows_of(draft_of(paper))[:2] == [
        "1-2:Three months ended | 3-4:Six months",
        "1:2023 | 2:2022 | 3:2023 | 4:2022",
    ]


def test_a_line_drawn_in_pieces_reaches_as_far_as_all_of_them_and_a_white_one_is_none() -> None:
    pieces = [Rule((50, 80, 100, 80), True), Rule((100, 80, 150, 80), True), Rule((160, 80, 200, 80), True)]
    white = Rule((150, 80, 160, 80), True, colour=(255, 255, 255))
    assert [rule.box for rule in level_rules([*pieces, white])] == [(50, 80, 150, 80), (160, 80, 200, 80)]


def test_the_lines_of_a_heading_are_one_text() -> None:
    paper = Paper()
    paper.row(76, "", "Nine", "Nine")
    paper.row(88, "", "Months", "Months")
    paper.row(100, "", "2023", "2022")
    paper.row(116, "Net sales", "1,204", "1,150")
    paper.row(130, "Costs", "700", "690")
    assert rows_of(draft_of(paper))[0] == "1:Nine Months 2023 | 2:Nine Months 2022"


def test_a_label_over_two_lines_is_one_where_its_words_go_on() -> None:
    paper = Paper()
    paper.row(100, "", "2023", "2022")
    paper.row(116, "Net sales", "1,204", "1,150")
    paper.text(50, 128, "Share of profit of investments accounted for")
    paper.row(140, "using the equity method", "54", "46")
    paper.row(152, "Other income", "8", "9")
    assert rows_of(draft_of(paper))[2:] == [
        "0:Share of profit of investments accounted for using the equity method | 1:54 | 2:46",
        "0:Other income | 1:8 | 2:9",
    ]


def test_a_label_over_three_lines_is_one_and_a_hyphen_at_the_end_of_a_line_joins() -> None:
    """Sales to external customers 416 and 423, then profit of non-controlling interests 54 and 60."""
    paper = Paper()
    paper.row(100, "", "2023", "2022")
    paper.row(116, "Sales to")
    paper.row(126, "external")
    paper.row(136, "customers", "416", "423")
    paper.row(150, "Profit of non-")
    paper.row(160, "controlling interests", "54", "60")
    assert rows_of(draft_of(paper))[1:] == [
        "0:Sales to external customers | 1:416 | 2:423",
        "0:Profit of non-controlling interests | 1:54 | 2:60",
    ]


def test_numbers_in_the_middle_of_a_label_of_two_lines_are_its_own() -> None:
    paper = Paper()
    paper.row(100, "", "2023", "2022")
    paper.row(120, "Net sales", "1,204", "1,150")
    paper.text(50, 136, "Exchange differences on")
    paper.row(142, "", "54", "46")
    paper.text(50, 148, "Translation")
    paper.row(164, "Other income", "8", "9")
    assert rows_of(draft_of(paper))[2:] == [
        "0:Exchange differences on Translation | 1:54 | 2:46",
        "0:Other income | 1:8 | 2:9",
    ]


def test_a_line_that_heads_a_section_stays_a_row_and_what_is_below_it_is_set_in() -> None:
    paper = Paper()
    paper.row(100, "", "2023", "2022")
    paper.text(50, 116, "Current assets:")
    paper.row(130, "Cash", "54", "46", left=62)
    paper.row(144, "Inventories", "8", "9", left=62)
    paper.row(158, "Total current assets", "62", "55")
    draft = draft_of(paper)
    labels = [cell for cell in draft.grids[0].cells if cell.column == 0]
    assert [(cell.text, cell.indent) for cell in labels] == [
        ("Current assets:", 0),
        ("Cash", 1),
        ("Inventories", 1),
        ("Total current assets", 0),
    ]


def test_raised_marks_of_notes_are_no_part_of_labels_and_numbers() -> None:
    paper = statement()
    paper.text(92, 112, "1", size=6)
    paper.text(300.5, 112, "2", size=6)
    assert rows_of(draft_of(paper))[1] == "0:Net sales | 1:1,204 | 2:1,150"


def test_leaders_and_dashes_leave_rows_whole() -> None:
    paper = Paper()
    paper.row(100, "", "2023", "2022")
    paper.row(116, "Net sales ..............................", "1,204", "1,150")
    paper.row(130, "Impairment ...........................", "-", "46")
    draft = draft_of(paper)
    assert rows_of(draft)[1:] == ["0:Net sales | 1:1,204 | 2:1,150", "0:Impairment | 1:- | 2:46"]
    assert [figure.printed.value for figure in draft.figures if figure.printed.text == "-"] == [0]


def test_tables_side_by_side_are_two() -> None:
    paper = Paper(width=900)
    names = ("Cash", "Receivables", "Inventories", "Land", "Buildings", "Total assets")
    for at, name in enumerate(names):
        paper.row(100 + 14 * at, name, f"{at + 1}00", f"{at + 2}00")
    for at, name in enumerate(("Payables", "Bonds", "Leases", "Capital", "Reserves", "Total")):
        paper.text(460, 100 + 14 * at, name)
        paper.number(700, 100 + 14 * at, f"{at + 3}00")
        paper.number(790, 100 + 14 * at, f"{at + 4}00")
    draft = draft_of(paper)
    assert rows_of(draft, 0)[0] == "0:Cash | 1:100 | 2:200"
    assert rows_of(draft, 1)[0] == "0:Payables | 1:300 | 2:400"
    assert len(draft.grids) == 2


def test_a_second_table_with_headings_of_its_own_is_another() -> None:
    paper = statement()
    paper.text(50, 190, "Segment information", bold=True)
    paper.row(206, "", "2023", "2022")
    paper.row(222, "Europe", "804", "750")
    paper.row(236, "Asia", "400", "400")
    draft = draft_of(paper)
    assert [grid.caption for grid in draft.grids] == ["Consolidated statements of income", "Segment information"]
    assert draft.grids[1].context == ("Segment information", "(in millions)")
    assert rows_of(draft, 1)[1] == "0:Europe | 1:804 | 2:750"


def test_a_line_of_four_headings_begins_another_table_below_its_unit() -> None:
    """Revenue and profit by year, then by quarter down the page: the columns of both overlap by chance."""
    paper = Paper()
    paper.row(100, "", "2022", "2023", step=130)
    paper.row(116, "Total revenue", "5,838", "6,188", step=130)
    paper.row(130, "Net profit", "1,087", "1,233", step=130)
    paper.text(400, 160, "USD m")
    for left, words in ((50, "Quarter"), (130, "Revenue"), (270, "Margin"), (390, "Profit")):
        paper.text(left, 176, words)
    for down, quarter, numbers in ((190, "First", "1,384 722 505"), (204, "Second", "1,512 738 503")):
        paper.text(50, down, quarter)
        for right, number in zip((170, 302, 420), numbers.split(), strict=True):
            paper.number(right, down, number)
    draft = draft_of(paper)
    assert len(draft.grids) == 2
    assert rows_of(draft, 1)[-2:] == ["0:First | 1:1,384 | 2:722 | 3:505", "0:Second | 1:1,512 | 2:738 | 3:503"]


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    paper = Paper()
    left = ["The company sold more trucks in", "all of its markets than in any", "year before and expects to go", "on."]
    right = [
        "Costs rose with the prices of",
        "steel, which the company could",
        "hand on to its customers only",
        "in part.",
    ]
    for at in range(4):
        paper.text(50, 100 + 12 * at, left[at])
        paper.text(320, 100 + 12 * at, right[at])
    assert [passage.text for passage in draft_of(paper).passages] == [" ".join(left), " ".join(right)]


def test_a_number_in_a_sentence_over_two_lines_has_its_box() -> None:
    paper = Paper()
    paper.text(50, 100, "In the year net sales of the whole company rose by $1,204")
    paper.text(50, 112, "million, or by 4.7%, which is more than was expected.")
    draft = draft_of(paper)
    (amount, growth) = draft.figures
    assert (amount.printed.value, growth.printed.value) == (Decimal(1_204_000_000), Decimal("4.7"))
    assert growth.place.box is not None
    assert growth.place.box[1] < 112 < growth.place.box[3]
    assert growth.place.box[2] - growth.place.box[0] == pytest.approx(width_of("4.7%", 10), abs=0.2)


def test_a_page_that_reads_upward_is_read_and_its_places_are_those_displayed() -> None:
    paper = Paper()
    for at, (label, first, second) in enumerate((("Net sales", "1,204", "1,150"), ("Costs", "1,700", "1,690"))):
        paper.upward(100 + 14 * at, 700, label)
        paper.upward(100 + 14 * at, 500, first)
        paper.upward(100 + 14 * at, 400, second)
    draft = draft_of(paper)
    assert rows_of(draft) == ["0:Net sales | 1:1,204 | 2:1,150", "0:Costs | 1:1,700 | 2:1,690"]
    box = next(figure.place.box for figure in draft.figures if figure.printed.text == "1,690")
    assert box is not None
    assert box[0] < 114 < box[2] + 1
    assert box[3] == pytest.approx(400, abs=1)


def test_a_table_that_goes_on_over_pages_keeps_its_headings() -> None:
    first, second = statement(), Paper()
    second.row(60, "Operating costs", "(200)", "(210)")
    second.row(74, "Operating profit", "304", "250")
    draft = draft_of(first, second)
    assert rows_of(draft, 1) == [
        "1:2023 | 2:2022",
        "0:Operating costs | 1:(200) | 2:(210)",
        "0:Operating profit | 1:304 | 2:250",
    ]
    assert draft.grids[1].caption == "Consolidated statements of income"
    assert draft.grids[1].place.page == 2


def test_lines_that_run_through_the_document_are_in_no_table() -> None:
    pages = []
    for number in range(3):
        paper = Paper()
        paper.text(50, 30, f"Interim report  {number + 1}")
        paper.row(60, "Net sales", f"1,20{number}", "1,150")
        paper.row(74, "Costs", "700", "690")
        pages.append(paper)
    draft = draft_of(*pages)
    assert rows_of(draft, 2) == ["0:Net sales | 1:1,202 | 2:1,150", "0:Costs | 1:700 | 2:690"]


def test_pages_that_are_all_alike_keep_their_tables() -> None:
    paper = Paper()
    paper.row(100, "Net sales", "1,204")
    paper.row(120, "Costs", "(700)")
    assert [grid.place.page for grid in draft_of(paper, paper, paper).grids] == [1, 2, 3]


def test_a_page_of_a_picture_says_so_and_leaves_the_others_unharmed() -> None:
    picture = PdfPage(2, 600, 800, pictures=((0, 0, 600, 800),))
    trouble = unreadable(picture)
    assert trouble is not None
    assert trouble.message == "page 2 is a picture of text"
    assert "crossfoot[ocr]" in trouble.remedy
    assert parts_of(picture).parts == []


def test_a_page_whose_text_cannot_be_decoded_says_so() -> None:
    trouble = unreadable(PdfPage(7, 600, 800, undecoded=0.9))
    assert trouble is not None
    assert trouble.message == "page 7 does not say which characters its text is made of"


def test_a_page_on_which_the_reader_fails_leaves_the_others_unharmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three statements; looking for charts on the second is made to fail."""

    def charts_found(page: PdfPage) -> ChartsFound:
        if page.number == 2:
            raise IndexError("list index out of range")
        return ChartsFound()

    monkeypatch.setattr("crossfoot.read.pdf.page_parts.charts", charts_found)
    draft = Draft("paper.pdf", "paper.pdf")
    (trouble,) = read_pdf(pdf_of(statement(), statement(), statement()), draft)
    assert trouble.message == "page 2 is left out: reading it failed: IndexError: list index out of range"
    assert [grid.place.page for grid in draft.grids] == [1, 3]


def test_like_troubles_of_many_pages_are_one() -> None:
    pages = [PageTrouble(f"page {number} is a picture of text", "Scan") for number in (1, 2, 9)]
    other = PageTrouble("pages 10 to 12 are left out: it is long", "Split it")
    assert [trouble.message for trouble in merged_troubles([*pages, other])] == [
        "pages 1, 2, 9: each is a picture of text",
        "pages 10 to 12 are left out: it is long",
    ]


def test_documents_give_pdf_a_book_and_damaged_ones_a_problem(tmp_path: Path) -> None:
    good = saved(tmp_path, statement())
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 and then nothing startxref 0 %%EOF")
    done = read_documents([good, bad])
    (book,) = done.books
    assert [figure.printed.text for figure in book.figures if figure.place.page == 1][-2:] == ["504", "460"]
    (problem,) = done.problems
    assert str(problem) == (f"{bad}: it is no PDF, or a damaged one. Save it again from the program that made it.")


def test_a_document_of_blank_pages_gives_nothing_and_says_so() -> None:
    draft = Draft("paper.pdf", "paper.pdf")
    (trouble,) = read_pdf(pdf_of(Paper(), Paper()), draft)
    assert trouble.message == "there is no text on any of its pages, or it is damaged"
    assert (draft.grids, draft.passages) == ([], [])


def test_a_page_whose_letters_are_drawn_as_shapes_says_so() -> None:
    shape = Fill((50, 50, 56, 60), (0, 0, 0), ((50, 60), (53, 50), (56, 60)))
    trouble = unreadable(PdfPage(3, 612, 792, fills=(shape,) * 200))
    assert trouble is not None
    assert trouble.message == "page 3 draws its text as shapes"
    assert unreadable(PdfPage(3, 612, 792, fills=(shape,) * 20)) is None


def test_a_landscape_supplement_is_read_as_its_workbook_prints_it(shared: Path) -> None:
    score = judged(shared / "data" / "decks" / "citi_3Q23")
    assert score.numbers > 3800
    assert score.valued / score.numbers > 0.995
    assert score.placed / score.numbers > 0.99
