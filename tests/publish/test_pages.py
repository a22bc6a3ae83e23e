"""Pages as their authors write them, read into facts of the book; and what is said of those that cannot be read."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.publish.ledger_book import (
    CALENDAR,
    COST,
    FY2016,
    MARGIN,
    MARGIN_SHARE,
    MILLION,
    REVENUE,
    REVENUE_TARGET,
    SERVICES,
    TO_TARGET,
    ledger_book,
)
from tests.publish.sample_pages import write_pages

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.pages import Chart, Number, Page, Prose, Table
from crossfoot.model.problems import InputError
from crossfoot.publish.pages import read_pages
from crossfoot.vocabulary.measures import Against, Aspect, AspectKind
from crossfoot.vocabulary.periods import Instant

PERIODS = "expected a fiscal year, half or quarter (FY2016, 1H16, 4Q16), a date (Mar. 31, 2017) or months"
FRONT = "---\ntitle: A page\n---\n"


def page_of(book: Book, slug: str) -> Page:
    return next(page for page in book.pages if page.slug == slug)


def read_one(folder: Path, text: str) -> Page:
    """The page that `text` makes."""
    return read_pages(write_pages(folder, page=FRONT + text), ledger_book()).pages[0]


def numbers_in(folder: Path, text: str) -> tuple[Number, ...]:
    """The numbers of the one paragraph `text`."""
    (prose,) = read_one(folder, text).exhibits
    assert isinstance(prose, Prose)
    return prose.numbers


def problems_of(folder: Path, **pages: str) -> list[str]:
    """What is said of pages that cannot be read."""
    with pytest.raises(InputError) as raised:
        read_pages(write_pages(folder, **pages), ledger_book())
    return [str(problem) for problem in raised.value.problems]


def test_pages_stand_by_their_order_and_then_by_name(paged_book: Book) -> None:
    assert [(page.slug, page.title, page.section, page.slides) for page in paged_book.pages] == [
        ("index", "Harbour plc", "", ()),
        ("results", "Consolidated results", "Results", (1,)),
        ("services", "Services", "Businesses", (2,)),
    ]


def test_a_sentence_holds_places_for_its_numbers(paged_book: Book) -> None:
    prose = page_of(paged_book, "results").exhibits[0]
    assert isinstance(prose, Prose)
    assert prose.markdown.startswith("Revenue was {0} and the margin *{1}*.")
    assert prose.numbers == (
        Number(REVENUE, MILLION, prefix="GBP ", suffix=" million"),
        Number(MARGIN_SHARE, suffix="%"),
    )


def test_a_table_crosses_its_rows_with_its_columns(paged_book: Book) -> None:
    table = page_of(paged_book, "results").exhibits[1]
    assert isinstance(table, Table)
    assert (table.caption, table.unit, table.note) == ("Results", "GBP million", "Rounded as printed.")
    assert table.columns == ("FY2016", "Target", "To target")
    assert [(row.label, row.level, row.total) for row in table.rows] == [
        ("Total revenues", 0, False),
        ("Cost of revenues", 1, False),
        ("Margins", 0, False),
        ("Gross margin", 0, True),
    ]
    assert table.rows[0].cells == (
        Number(REVENUE, MILLION, 1),
        Number(REVENUE_TARGET, MILLION, 1),
        Number(TO_TARGET, MILLION, 1, signed=True),
    )
    assert table.rows[2].cells == (None, None, None)


def test_a_waterfall_stands_on_levels_and_subtracts_what_its_author_does(paged_book: Book) -> None:
    chart = page_of(paged_book, "results").exhibits[2]
    assert isinstance(chart, Chart)
    assert chart.categories == ("Total revenues", "Cost of revenues", "Gross margin")
    revenue, cost, margin = (Number(key, MILLION) for key in (REVENUE, COST, MARGIN))
    assert [(series.role, series.numbers) for series in chart.series] == [
        ("total", (revenue, None, margin)),
        ("less", (None, cost, None)),
    ]


def test_a_bridge_goes_from_one_period_to_the_next_by_the_changes_of_its_parts(tmp_path: Path) -> None:
    block = "kind: waterfall\ncaption: Bridge\nmeasure: services\nfrom: FY2015\nto: FY2016\nparts: [services]"
    (chart,) = read_one(tmp_path, f"```chart\n{block}\n```\n").exhibits
    assert isinstance(chart, Chart)
    assert chart.categories == ("Services & support FY2015", "Services & support", "Services & support FY2016")
    changes = chart.series[1].numbers
    assert changes[1] is not None
    assert (changes[1].fact.name, changes[1].signed) == ("services.change", True)


def test_a_target_chart_sets_results_against_the_latest_vintage(paged_book: Book) -> None:
    chart = page_of(paged_book, "results").exhibits[3]
    assert isinstance(chart, Chart)
    assert [(series.name, series.role, series.numbers) for series in chart.series] == [
        ("Result", "bar", (Number(REVENUE, MILLION),)),
        ("Target", "target", (Number(REVENUE_TARGET, MILLION),)),
    ]


def test_a_stacked_chart_has_its_total_and_its_label_above(paged_book: Book) -> None:
    chart = page_of(paged_book, "services").exhibits[1]
    assert isinstance(chart, Chart)
    assert chart.categories == ("FY2015", "FY2016")
    assert [(series.name, series.role) for series in chart.series] == [
        ("Services & support", "bar"),
        ("Cost of revenues", "bar"),
        ("Total revenues", "total"),
        ("Services & support, growth on the year before", "label"),
    ]


def test_a_stock_is_asked_for_by_a_period_and_means_its_close(tmp_path: Path) -> None:
    by_year, by_close = numbers_in(tmp_path, "{employees FY2016} and {employees Mar. 31, 2017}")
    assert by_year == by_close
    assert by_year.fact.period == Instant(date(2017, 3, 31))


@pytest.mark.parametrize(
    "request_text",
    [
        "revenue FY2016 target@2016-11-08 in GBP million signed",
        "revenue FY2016 in GBP million target signed",
        "revenue FY2016 signed @2016-11-08 target in GBP million",
        "revenue Apr. 2016 - Mar. 2017 target in GBP million signed",
    ],
)
def test_the_parts_of_a_request_stand_in_any_order(tmp_path: Path, request_text: str) -> None:
    (number,) = numbers_in(tmp_path, f"{{{request_text}}}")
    assert number == Number(REVENUE_TARGET, MILLION, signed=True, prefix="GBP ", suffix=" million")


def test_a_number_without_a_unit_takes_the_scale_it_is_printed_in(tmp_path: Path) -> None:
    cost, services = numbers_in(tmp_path, "{cost FY2016} and {services FY2016}")
    assert (cost.fact, cost.scale, cost.suffix) == (COST, MILLION, " million")
    assert (services.fact, services.scale) == (SERVICES, MILLION)  # unprinted: as most amounts of the book


@pytest.mark.parametrize(
    ("name", "aspect"),
    [
        ("revenue", Aspect()),
        ("revenue.growth", Aspect(AspectKind.GROWTH)),
        ("revenue.change_qoq", Aspect(AspectKind.CHANGE, Against.PRIOR_QUARTER)),
        ("revenue.growth_target", Aspect(AspectKind.GROWTH, Against.TARGET)),
        ("gross_margin.share", Aspect(AspectKind.SHARE)),
        ("gross_margin.share_change", Aspect(AspectKind.SHARE_CHANGE)),
        ("gross_margin.share_change_qoq", Aspect(AspectKind.SHARE_CHANGE, Against.PRIOR_QUARTER)),
    ],
)
def test_aspects_follow_the_measure(tmp_path: Path, name: str, aspect: Aspect) -> None:
    (number,) = numbers_in(tmp_path, f"{{{name} FY2016}}")
    assert number.fact == FactKey(name.partition(".")[0], FY2016, aspect=aspect)


def test_a_share_met_by_a_change_is_a_change_in_points(tmp_path: Path) -> None:
    block = (
        "caption: Shares\ncolumns:\n  - {period: FY2016, aspect: change}\n  - {period: FY2016, aspect: growth}\n"
        "rows: [gross_margin.share]\n"
    )
    (table,) = read_one(tmp_path, f"```table\n{block}```\n").exhibits
    assert isinstance(table, Table)
    change, growth = table.rows[0].cells
    assert change is not None
    assert (change.fact.name, change.suffix) == ("gross_margin.share_change", " pt")
    assert growth is None  # the growth of a share is nobody's figure


def test_a_measure_that_is_no_share_of_anything_leaves_its_share_blank(tmp_path: Path) -> None:
    block = "caption: Shares\ncolumns:\n  - {period: FY2016, aspect: share}\nrows: [revenue, gross_margin]\n"
    (table,) = read_one(tmp_path, f"```table\n{block}```\n").exhibits
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [(None,), (Number(MARGIN_SHARE, suffix="%"),)]


def test_every_problem_is_told_with_its_file_line_and_remedy(tmp_path: Path) -> None:
    problems = problems_of(
        tmp_path,
        first=FRONT + "Revenue was\n{revenu FY2016} and {revenue FY2061} and {revenue sometime}.\n",
        second="no front matter",
        third="---\ntitle: [a\n---\n",
    )
    assert problems == [
        "pages/first.md:5: no measure is named 'revenu'. Did you mean 'revenue'?",
        "pages/first.md:5: the book says nothing of FY2061. Periods it knows: 2016Q2, FY2015, FY2016",
        f"pages/first.md:5: 'sometime' names no period: {PERIODS}. Name a period that the book speaks of",
        "pages/second.md:1: the front matter is missing. Open the file with '---', 'title: ...' and '---'",
        "pages/third.md:2: broken YAML: expected ',' or ']', but got '<stream end>'. Mend the block",
    ]


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("{revenue}", "'{revenue}' does not name a number"),
        ("{revenue.grwth FY2016}", "'grwth' is no aspect. Did you mean 'growth'?"),
        ("{revenue FY2016 in million}", "'million' is no printing unit"),
        ("{employees FY2016 in GBP million}", "employees is in employees, not in GBP. Ask for it in employees"),
        (
            "{revenue FY2016 target@2016-11-09}",
            "no target was announced on 2016-11-09. Vintages the book knows: 2016-11-08",
        ),
        ("{revenue FY2016 target@soon}", "'soon' is no date. Write vintages as 2016-11-08"),
    ],
)
def test_a_request_that_names_no_number_says_what_is_wrong(tmp_path: Path, sentence: str, problem: str) -> None:
    (said,) = problems_of(tmp_path, page=FRONT + sentence)
    assert said.startswith(f"pages/page.md:4: {problem}")


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        (
            "table\ncaption: A\ncolumns: [FY2016]\nrows: [revenue, cots]",
            ":8: no measure is named 'cots'. Did you mean 'cost'?",
        ),
        ("table\ncaption: A\ncolumns: [FY2061]\nrows: [revenue, cost]", ":7: the book says nothing of FY2061."),
        ("table\ncaption: A\ncolumns: [FY2016]\nrows: [{measur: cost}]", ":8: 'measur' is not known here."),
        ("table\ncaption: A\ncolums: [FY2016]\nrows: [cost]", ":7: 'colums' is not known here."),
        (
            "table\ncaption: A\nunit: GBP milion\ncolumns: [FY2016]\nrows: [cost]",
            ":7: the book has nothing in 'GBP milion'. Its units:",
        ),
        ("table\ncaption: A\ndecimals: one\ncolumns: [FY2016]\nrows: [cost]", ":7: 'decimals' must be a whole number."),
        (
            "table\ncaption: A\ncaption: B\ncolumns: [FY2016]\nrows: [cost]",
            ":7: broken YAML: the key 'caption' stands twice.",
        ),
        (
            "chart\nkind: pie\ncaption: A",
            ":6: 'pie' is no kind of chart. Use kind: stacked | grouped | line | waterfall",
        ),
        ("chart\nkind: line\ncaption: A\nperiods: [FY2016]", ":6: 'series' is missing. Add 'series: ...'"),
        ("chart\nkind: line\ncaption: A\nperiods: [FY2016]\nseries: [cots]", ":9: no measure is named 'cots'."),
        (
            "chart\nkind: waterfall\ncaption: A\nperiod: FY2016\nsteps: [revenue, -cots]",
            ":9: no measure is named 'cots'.",
        ),
    ],
)
def test_a_block_that_cannot_be_read_points_at_its_line(tmp_path: Path, block: str, problem: str) -> None:
    text = f"{FRONT}\n```{block}\n```\n"
    said = problems_of(tmp_path, page=text)
    assert said[0].startswith(f"pages/page.md{problem}"), said


def test_pages_named_as_the_books_own_are_refused(tmp_path: Path) -> None:
    (said,) = problems_of(tmp_path, figures=FRONT)
    assert said == "pages/figures.md: the name 'figures' belongs to a page of the book itself. Rename the file"


def test_a_book_without_pages_keeps_none(tmp_path: Path) -> None:
    assert read_pages(tmp_path, ledger_book()).pages == ()


def test_a_page_may_ask_before_the_book_is_tied(tmp_path: Path) -> None:
    untied = replace(ledger_book(), facts=(), verdicts={}, ticks=())
    (page,) = read_pages(write_pages(tmp_path, page=FRONT + "{services FY2016}"), untied).pages
    assert isinstance(page.exhibits[0], Prose)
    assert page.exhibits[0].numbers[0].fact == SERVICES
    assert CALENDAR.code(SERVICES.period) == "FY2016"


def test_a_page_may_open_with_a_byte_order_mark(tmp_path: Path) -> None:
    folder = write_pages(tmp_path, page=FRONT + "Revenue rose.")
    page = folder / "pages" / "page.md"
    page.write_bytes(b"\xef\xbb\xbf" + page.read_bytes().replace(b"\n", b"\r\n"))
    (read,) = read_pages(folder, ledger_book()).pages
    (prose,) = read.exhibits
    assert isinstance(prose, Prose)
    assert prose.markdown.strip() == "Revenue rose."


def test_a_folder_or_a_link_to_itself_is_no_page(tmp_path: Path) -> None:
    folder = write_pages(tmp_path)
    (folder / "pages").mkdir(exist_ok=True)
    (folder / "pages" / "drafts.md").mkdir()
    (folder / "pages" / "loop.md").symlink_to("loop.md")
    with pytest.raises(InputError) as raised:
        read_pages(folder, ledger_book())
    assert [str(problem).split(". ")[1] for problem in raised.value.problems] == ["Make it a readable text file"] * 2
    assert [problem.file for problem in raised.value.problems] == ["pages/drafts.md", "pages/loop.md"]
