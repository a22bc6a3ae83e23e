"""A project folder becomes a book: every figure with its fact, its unit and the place it stands at."""

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.read.folders import CHARTS, TOML, rows, write

from crossfoot.model.book import Regime
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Slot
from crossfoot.read.projects.project import read_project
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.measures import Against, Aspect, AspectKind
from crossfoot.vocabulary.periods import Duration, Instant
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.scenarios import Scenario, ScenarioKind
from crossfoot.vocabulary.units import PERCENT, POINTS, PURE, money, per_share

FY2024 = Duration(date(2024, 4, 1), date(2025, 3, 31))
FOURTH_QUARTER = Duration(date(2025, 1, 1), date(2025, 3, 31))
CLOSE = Instant(date(2025, 3, 31))


def test_a_figure_keeps_its_text_its_value_in_whole_units_and_its_place(tmp_path: Path) -> None:
    book = read_project(write(tmp_path))
    figure = book.figure("deck-p3-001")
    assert figure.text == "157.8"
    assert figure.printed.value == Decimal(157_800_000_000)
    assert figure.printed.place == Decimal(100_000_000)
    assert figure.unit == money("GBP")
    assert figure.fact == FactKey("revenue", FY2024)
    assert (figure.place.document, figure.place.page, figure.place.file, figure.place.line) == (
        "deck",
        3,
        "sources/results.csv",
        2,
    )
    assert figure.group == "deck"
    assert figure.interval == Interval()


def test_the_entity_its_calendar_and_the_documents_are_as_declared(tmp_path: Path) -> None:
    book = read_project(write(tmp_path))
    assert (book.title, book.entity.name, book.entity.currency) == (
        "Example plc: results for 2024",
        "Example plc",
        "GBP",
    )
    assert book.entity.calendar.parse("FY2024") == FY2024
    (deck,) = book.documents
    raw = b"".join((tmp_path / name).read_bytes() for name in ("sources/results.csv", "sources/charts.yaml"))
    assert deck.sha256 == hashlib.sha256(raw).hexdigest()
    assert (deck.name, deck.title, deck.pages) == ("deck", "Results presentation", {3: "Consolidated results"})


def test_rounding_that_a_document_declares_is_a_stated_regime(tmp_path: Path) -> None:
    assert read_project(write(tmp_path)).regimes == ()
    book = read_project(write(tmp_path, {"crossfoot.toml": TOML + 'rounding = "truncated"\n'}))
    assert book.regimes == (
        Regime("deck", amounts=Rounding.TRUNCATED, stated=True, reason="crossfoot.toml:10 states it"),
    )


def test_every_aspect_has_its_unit(tmp_path: Path) -> None:
    """Amounts are in the measure's unit, growth and shares in percent, changes of percentages in points."""
    lines = rows(
        '3,"5,036",revenue,change,,FY2024,,,GBP million,,,',
        "3,28.6%,revenue,growth,,FY2024,,,,,,",
        "3,16.0%,gross_margin,share,,FY2024,,,,,,",
        "3,down 1.5 points,gross_margin,share_change,,FY2024,,,,,,",
        "3,4.8%,roe,,,FY2024,,,,,,",
        "3,up 1 point,roe,change,,FY2024,,,,,,",
        "3,GBP27.00,dividend_per_share,,,FY2024,,,,,,",
    )
    figures = read_project(write(tmp_path, lines)).figures[:7]
    assert [figure.unit for figure in figures] == [
        money("GBP"),
        PERCENT,
        PERCENT,
        POINTS,
        PERCENT,
        POINTS,
        per_share("GBP"),
    ]
    assert [str(figure.printed.value) for figure in figures] == [
        "5036000000",
        "28.6",
        "16.0",
        "-1.5",
        "4.8",
        "1",
        "27.00",
    ]


def test_points_printed_with_a_percent_sign_pass_where_the_unit_column_says_points(tmp_path: Path) -> None:
    line = "3,(1.5%),gross_margin,share_change,,FY2024,,,points,,,"
    figure = read_project(write(tmp_path, rows(line))).figures[0]
    assert (figure.unit, figure.printed.value) == (POINTS, Decimal("-1.5"))


def test_a_comparison_against_the_quarter_before_is_an_aspect_of_its_own(tmp_path: Path) -> None:
    figure = read_project(write(tmp_path, rows("3,up 4.8%,revenue,growth,qoq,4Q24,,,,,,"))).figures[0]
    assert figure.fact == FactKey("revenue", FOURTH_QUARTER, aspect=Aspect(AspectKind.GROWTH, Against.PRIOR_QUARTER))


def test_words_make_a_figure_negative_once(tmp_path: Path) -> None:
    lines = rows(
        "1,16.4%,revenue,growth,,FY2024,,,,down 16.4%,yes,",
        "1,(16.4%),revenue,growth,,FY2023,,,,down (16.4%),yes,",
        "1,0.0%,revenue,growth,,FY2022,,,,,yes,",
    )
    figures = read_project(write(tmp_path, lines)).figures[:3]
    assert [figure.printed.value for figure in figures] == [Decimal("-16.4"), Decimal("-16.4"), Decimal("0.0")]
    assert [figure.printed.notation for figure in figures] == ["words", "()", ""]


def test_a_stock_stands_at_the_close_of_the_span_it_is_given_for(tmp_path: Path) -> None:
    lines = rows("3,100,equity,,,FY2024,,,GBP million,,,", "3,100,equity,,,4Q24-end,,,GBP million,,,")
    by_year, by_day = read_project(write(tmp_path, lines)).figures[:2]
    assert by_year.fact == by_day.fact == FactKey("equity", CLOSE)


def test_figures_that_share_a_caption_stand_one_after_the_other_in_it(tmp_path: Path) -> None:
    caption = "15 up 5, up 5%, up 5"
    lines = rows(
        f'7,5,revenue,change,,FY2024,,,,"{caption}",,',
        f'7,5%,revenue,growth,,FY2024,,,,"{caption}",,',
        f'7,5,cost,change,,FY2024,,,,"{caption}",,',
        f'7,15,cost,,,FY2024,,,,"{caption}",,',
        f'7,9,cost,,,FY2024,,,,"{caption}",,',
        f'7,5%,cost,growth,,FY2024,,,,"{caption}",,',
    )
    figures = read_project(write(tmp_path, lines)).figures[:6]
    assert [figure.place.span for figure in figures] == [(6, 7), (12, 14), (19, 20), (0, 2), None, (12, 14)]


def test_a_figure_that_no_measure_fits_stays_in_the_book(tmp_path: Path) -> None:
    lines = rows(
        "15,(117),,,,,,,,,,a stray label", "15,69.8%,,,,,,,,,,", "15,12,,,,,,,GBP million,,,", "15,7,,,,,,,shares,,,"
    )
    figures = read_project(write(tmp_path, lines)).figures[:4]
    assert [figure.fact for figure in figures] == [None] * 4
    assert [figure.unit.code for figure in figures] == [PURE.code, PERCENT.code, "GBP", "shares"]
    assert [figure.printed.value for figure in figures] == [-117, Decimal("69.8"), 12_000_000, 7]
    assert figures[0].note == "a stray label"


def test_labels_of_lost_order_wait_for_their_slots(tmp_path: Path) -> None:
    book = read_project(write(tmp_path))
    (block,) = book.blocks
    assert block.id == "cost.totals"
    assert block.figures == ("deck-p8-cost.totals-01", "deck-p8-cost.totals-02", "deck-p8-cost.totals-03")
    quarters = book.entity.calendar.quarters(FY2024)
    assert block.slots == tuple(Slot(FactKey("cost", quarter), 0, n) for n, quarter in enumerate(quarters))
    first = book.figure("deck-p8-cost.totals-01")
    assert first.fact is None
    assert first.printed.value == Decimal(14_702_000)
    assert [reading.value for reading in first.alternatives] == [Decimal(14_702_000_000)]
    assert first.place.caption == "14.702 15,799 18,030"
    assert book.figure("deck-p8-cost.totals-02").place.span == (7, 13)


def test_slots_are_listed_series_by_series(tmp_path: Path) -> None:
    charts = CHARTS.replace("[cost]", "[services, hardware]").replace("1Q24, 2Q24, 3Q24, 4Q24", "2Q24, 1Q24")
    (block,) = read_project(write(tmp_path, {"sources/charts.yaml": charts})).blocks
    assert [(slot.fact.measure, slot.series, slot.position) for slot in block.slots] == [
        ("services", 0, 0),
        ("services", 0, 1),
        ("hardware", 1, 0),
        ("hardware", 1, 1),
    ]


def test_targets_are_figures_with_a_vintage(tmp_path: Path) -> None:
    book = read_project(write(tmp_path))
    november = Scenario(ScenarioKind.TARGET, date(2024, 11, 8))
    revenue, margin, share = book.figures[-3:]
    assert revenue.id == "plan-2024-11-08-001"
    assert (revenue.fact, revenue.printed.value) == (FactKey("revenue", FY2024, november), Decimal(158_000_000_000))
    assert (margin.printed.rounding, margin.printed.value, margin.note) == (
        Rounding.OVER,
        Decimal(25_000_000_000),
        "said aloud",
    )
    assert share.fact == FactKey("gross_margin", FY2024, november, Aspect(AspectKind.SHARE))
    assert (share.unit, share.printed.value, share.printed.place) == (PERCENT, Decimal("16.0"), Decimal("0.1"))
    assert (share.place.document, share.place.page, share.place.file, share.place.line) == ("deck", 4, "plan.yaml", 10)


def test_a_targets_unit_is_that_of_the_figures_that_can_have_it(tmp_path: Path) -> None:
    plan = """\
targets:
  - vintage: 2024-11-08
    period: FY2024
    unit: GBP million
    figures: {revenue: "158", dividend_per_share: "27.00", revenue.growth: "11.5%"}
"""
    figures = read_project(write(tmp_path, {"plan.yaml": plan})).figures[-3:]
    assert [str(figure.printed.value) for figure in figures] == ["158000000", "27.00", "11.5"]
    assert figures[0].group == "plan.yaml"


def test_a_project_may_do_without_a_plan(tmp_path: Path) -> None:
    assert len(read_project(write(tmp_path, {"plan.yaml": None})).figures) == 5


def test_columns_stand_in_any_order_and_most_may_be_left_out(tmp_path: Path) -> None:
    text = '\ufeffperiod,measure,text\r\nFY2024,revenue,"157,800"\r\n\r\nFY2023,revenue,"140,600"\r\n'
    figures = read_project(write(tmp_path, {"sources/results.csv": text})).figures
    assert [(figure.id, figure.printed.value, figure.place.line) for figure in figures[:2]] == [
        ("deck-001", Decimal(157_800), 2),
        ("deck-002", Decimal(140_600), 4),
    ]


def test_the_line_of_a_figure_counts_lines_within_quotes_before_it(tmp_path: Path) -> None:
    text = 'text,measure,period,caption\n1,revenue,FY2024,"one\ntwo"\n2,cost,FY2024,\n'
    figures = read_project(write(tmp_path, {"sources/results.csv": text})).figures
    assert [figure.place.line for figure in figures[:2]] == [2, 4]


def test_hidden_files_beside_the_sources_are_nobodys_business(tmp_path: Path) -> None:
    book = read_project(write(tmp_path, {"sources/.DS_Store": "x"}))
    assert len(book.figures) == 8


def test_reading_twice_gives_the_same_book(tmp_path: Path) -> None:
    assert read_project(write(tmp_path)) == read_project(tmp_path)
