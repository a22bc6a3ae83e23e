"""Real filings read and bound from their pages alone: what they state, and that nothing of it contradicts itself."""

from collections import Counter
from pathlib import Path

from benchmarks.tagged_tables import compared
from tests.bind.tables import said

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.bind.grids.evidence import doubted
from crossfoot.model.book import Book
from crossfoot.read.documents import read_documents
from crossfoot.vocabulary.measures import LEVEL


def bound(path: Path) -> Book:
    done = read_documents([path])
    assert all("taxonomy" in problem.message for problem in done.problems)
    return bind_grids(done.books[0])


def stated(book: Book, fact: str) -> set[tuple[str, str]]:
    """The texts that state a fact, each with its value in whole units and its unit."""
    return {
        (figure.text, f"{figure.printed.value:,f} {figure.unit}")
        for figure in book.figures
        if figure.fact is not None and said(book, figure.fact) == fact
    }


def test_a_quarterly_report_of_thirteen_weeks(shared: Path) -> None:
    book = bound(shared / "data/html/AMD_10-Q_2025-09-27_ixbrl.htm")
    assert stated(book, "revenue 2025-06-29/2025-09-27") == {("$9,246", "9,246,000,000 USD")}
    assert stated(book, "total_assets 2024-12-28") == {("$69,226", "69,226,000,000 USD")}
    assert stated(book, "eps_diluted 2024-12-29/2025-09-27") == {("$1.73", "1.73 USD/share")}
    assert book.entity.calendar.year_end_month == 12


def test_a_tanshin_whose_rows_are_years(shared: Path) -> None:
    summary = "data/xbrl_jp_tdnet/ricoh_leasing_8566_FY2023/Summary/tse-acedjpsm-85660-20240502385660-ixbrl.htm"
    book = bound(shared / summary)
    assert stated(book, "revenue FY2024") == {("308,335", "308,335,000,000 JPY")}
    assert stated(book, "operating_income.growth FY2024") == {("△1.0", "-1.0 percent")}
    assert stated(book, "revenue FY2025 forecast") == {("315,000", "315,000,000,000 JPY")}
    assert stated(book, "total_assets 2024-03-31") == {("1,247,276", "1,247,276,000,000 JPY")}


def test_a_workbook_whose_changes_name_what_they_compare_with(shared: Path) -> None:
    book = bound(shared / "data/decks/citi_1Q24/supplement.xlsx")
    assert stated(book, "revenue 2024Q1") == {("$21,104", "21,104,000,000 USD"), ("21,104", "21,104,000,000 USD")}
    assert stated(book, "revenue.growth_qoq 2024Q1") == {("21%", "21 percent")}
    levels = [figure for figure in book.figures if figure.fact is not None and figure.fact.aspect == LEVEL]
    assert len(levels) > 3000


def test_no_statement_of_a_bound_document_contradicts_its_levels(shared: Path) -> None:
    for path in ("data/decks/citi_1Q24/supplement.xlsx", "data/html/AMD_Q4_2025_press_release.htm"):
        book = bound(shared / path)
        tables = {figure.id.split("r")[0] for figure in book.figures if figure.place.row is not None}
        for table in tables:
            own = [figure for figure in book.figures if figure.fact and figure.id.startswith(f"{table}r")]
            assert doubted(own, book.measures, book.entity.calendar) == frozenset(), (path, table)


def test_rendered_tables_agree_with_the_tags_in_them(shared: Path) -> None:
    found: Counter[str] = Counter()
    for path in sorted((shared / "data/xbrl_jp_tdnet/ricoh_leasing_8566_FY2023").glob("*/*.htm")):
        found += compared(path)[0]
    found += compared(shared / "data/html/AMD_10-Q_2025-09-27_ixbrl.htm")[0]
    assert found.total() == 1275
    assert found["agrees"] >= 0.97 * found.total()
