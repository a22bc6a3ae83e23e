"""Spans of one table that make up a longer one of another: what adds, what does not apply, and what is a finding."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from crossfoot.desk.checking import checked
from crossfoot.model.book import Book

THREE = ["Three months ended June 30, 2024", "Three months ended March 31, 2024"]
SIX = ["Six months ended June 30, 2024"]
QUARTERS = {
    "Net sales": ["14,862", "14,341"],
    "Research and development": ["1,407", "1,352"],
    "Depreciation": ["655", "621"],
    "Orders received": ["16,318", "15,207"],
}
HALF = {
    "Net sales": ["29,203"],
    "Research and development": ["2,759"],
    "Depreciation": ["1,276"],
    "Orders received": ["31,525"],
}

Lines = Mapping[str, Sequence[str]]


def judged(tables: Sequence[tuple[Sequence[str], Lines]], folder: Path) -> Book:
    """The book of a document of tables, each with its headings, in millions."""
    texts = []
    for number, (heads, lines) in enumerate(tables, 1):
        rows = [["(in millions)", *heads], ["---"] * (len(heads) + 1), *([label, *row] for label, row in lines.items())]
        texts.append(f"# Part {number}\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows))
    page = folder / "results.md"
    page.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    return checked(page)


def added(book: Book) -> list[str]:
    """The lines whose spans are told to add up over several tables."""
    told = [each for each in book.identities if "several tables" in each.origin.rule]
    return sorted(book.measures[each.terms[0].fact.measure].label for each in told)


def test_the_lines_of_two_quarters_add_up_to_those_of_the_half(tmp_path: Path) -> None:
    book = judged([(THREE, QUARTERS), (SIX, HALF)], tmp_path)
    assert added(book) == ["Depreciation", "Net sales", "Orders received", "Research and development"]
    assert book.findings == ()


def test_the_table_of_the_half_may_stand_first(tmp_path: Path) -> None:
    assert len(added(judged([(SIX, HALF), (THREE, QUARTERS)], tmp_path))) == 4


def test_nine_months_and_a_quarter_of_two_tables_make_a_year_of_a_third(tmp_path: Path) -> None:
    nine = ["Nine months ended September 30, 2024"], {"Net sales": ["44,396"], "Orders received": ["47,118"]}
    last = ["Three months ended December 31, 2024"], {"Net sales": ["15,954"], "Orders received": ["15,866"]}
    year = ["Year ended December 31, 2024"], {"Net sales": ["60,350"], "Orders received": ["62,984"]}
    assert added(judged([nine, last, year], tmp_path)) == ["Net sales", "Orders received"]


def test_quarters_of_thirteen_weeks_make_up_a_year_of_weeks(tmp_path: Path) -> None:
    ends = ["March 30", "June 29", "September 28", "December 28"]
    quarters = [f"Thirteen weeks ended {end}, 2024" for end in ends]
    sales = {"Net sales": ["13,004", "14,341", "14,862", "15,190"], "Capital expenditure": ["812", "914", "877", "960"]}
    year = {"Net sales": ["57,397"], "Capital expenditure": ["3,563"]}
    book = judged([(quarters, sales), (["Fifty-two weeks ended December 28, 2024"], year)], tmp_path)
    assert added(book) == ["Capital expenditure", "Net sales"]


def test_spans_with_a_gap_between_them_or_of_another_year_add_up_to_nothing(tmp_path: Path) -> None:
    assert added(judged([(THREE, QUARTERS), (["Nine months ended September 30, 2024"], HALF)], tmp_path)) == []
    assert added(judged([(THREE, QUARTERS), (["Six months ended June 30, 2023"], HALF)], tmp_path)) == []


def test_averages_and_balances_do_not_add(tmp_path: Path) -> None:
    quarters = {**QUARTERS, "Average loans": ["18,204", "17,962"], "Cash at end of period": ["2,137", "1,914"]}
    half = {**HALF, "Average loans": ["36,166"], "Cash at end of period": ["4,051"]}
    assert len(added(judged([(THREE, quarters), (SIX, half)], tmp_path))) == 4


def test_a_line_that_fails_like_a_slip_is_a_finding_beside_those_that_add(tmp_path: Path) -> None:
    swapped = {**QUARTERS, "Orders received": ["16,381", "15,207"]}
    (finding,) = judged([(THREE, swapped), (SIX, HALF)], tmp_path).findings
    assert "16,381" in finding.message


def test_lines_that_were_restated_for_the_half_are_no_finding(tmp_path: Path) -> None:
    moved = {**HALF, "Research and development": ["2,849"], "Orders received": ["31,435"]}
    book = judged([(THREE, QUARTERS), (SIX, moved)], tmp_path)
    assert added(book) == []
    assert book.findings == ()
    one = judged([(THREE, QUARTERS), (SIX, {**HALF, "Orders received": ["31,688"]})], tmp_path)
    assert len(added(one)) == 3
    assert one.findings == ()
