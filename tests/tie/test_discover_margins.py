"""Ratios that everybody prints by name, over the amounts of their table or of another."""

from datetime import date

from tests.tie.discover_books import book_of, rows_of

from crossfoot.model.book import Book, Entity
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, Place
from crossfoot.model.identities import Identity
from crossfoot.model.layout import Grid, GridCell
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.discovery.ratios.margins import ratio_named
from crossfoot.vocabulary.cell_numbers import read_cell
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.periods import Duration, FiscalCalendar
from crossfoot.vocabulary.units import PERCENT, money, per_share, unit_from_code

HIGHLIGHTS = """
    | 2025 | 2024 | 2023
    Revenue ($M) | 10,270 | 7,658 | 9,246
    Gross profit ($M) | 5,577 | 3,882 | 4,780
    Operating expenses ($M) | 3,825 | 3,011 | 3,510
    Operating income ($M) | 1,752 | 871 | 1,270
    Operating margin | 17% | 11% | 14%
    Net income ($M) | 1,511 | 482 | 1,243
    """


def ratios(book: Book) -> list[Identity]:
    return [identity for identity in discover(book).identities if identity.ratio is not None]


def shown(identity: Identity) -> str:
    over, under = identity.terms[0].fact, identity.denominator[0].fact
    assert identity.ratio is not None
    return f"{identity.ratio.measure} = {over.measure} / {under.measure}"


def test_an_operating_margin_is_operating_income_in_percent_of_revenue() -> None:
    """Two digits prove little: it is the name that makes it likely."""
    found = ratios(book_of(rows_of(HIGHLIGHTS)))
    assert [shown(identity) for identity in found] == ["r5% = r4 / r1"] * 3


def test_a_margin_of_other_amounts_is_left_alone() -> None:
    """Adjusted operating income is printed nowhere."""
    adjusted = HIGHLIGHTS.replace("17% | 11% | 14%", "28% | 26% | 24%")
    assert ratios(book_of(rows_of(adjusted))) == []


def test_a_margin_called_adjusted_is_none_of_these() -> None:
    assert ratio_named("Operating margin") == ("operating", "revenue")
    assert ratio_named("GAAP operating income as a % of revenue") == ("operating", "revenue")
    assert ratio_named("営業利益率") == ("operating", "revenue")
    assert ratio_named("Adjusted operating margin") is None
    assert ratio_named("Operating margin of the segment") is None


def test_a_margin_in_one_column_proves_nothing() -> None:
    one = "\n".join("|".join(line.split("|")[:2]) for line in HIGHLIGHTS.splitlines())
    assert ratios(book_of(rows_of(one))) == []


YEARS = [Duration(date(year, 1, 1), date(year, 12, 31)) for year in (2025, 2024)]


def two_tables(members: tuple[tuple[str, str], ...] = ()) -> Book:
    """An income statement, and in another table its gross margin and its earnings a share."""
    printed = {
        "g1": {
            "revenue": ("34,639", "25,785"),
            "gross_profit": ("17,152", "12,725"),
            "profit": ("4,335", "1,641"),
            "shares_basic": ("1,624", "1,620"),
        },
        "g2": {"t2: Gross margin %": ("49.5%", "49.4%"), "eps_basic": ("2.67", "1.01")},
    }
    units = {"shares_basic": unit_from_code("shares"), "t2: Gross margin %": PERCENT, "eps_basic": per_share("USD")}
    figures, grids, measures = [], [], {}
    for grid, lines in printed.items():
        cells = []
        for row, (measure, texts) in enumerate(lines.items()):
            unit = units.get(measure, money("USD"))
            label = measure.removeprefix("t2: ").replace("_", " ")
            measures[measure] = Measure(measure, label, MeasureKind.FLOW, unit)
            cells.append(GridCell(row, 0, label))
            for column, text in enumerate(texts, 1):
                fact = FactKey(measure, YEARS[column - 1], members=members if grid == "g2" else ())
                place = Place(grid, row=row, column=column)
                figure = Figure(f"{grid}r{row}c{column}", read_cell(text), unit, place, fact, group="g")
                figures.append(figure)
                cells.append(GridCell(row, column, text, figure.id))
        grids.append(Grid(grid, Place(grid), tuple(cells), len(lines), 3))
    entity = Entity("Test", "USD", FiscalCalendar())
    return Book(entity, measures=measures, figures=tuple(figures), grids=tuple(grids))


def test_the_base_of_a_margin_may_stand_in_another_table() -> None:
    found = {shown(identity) for identity in ratios(two_tables())}
    assert found == {"t2: Gross margin % = gross_profit / revenue", "eps_basic = profit / shares_basic"}


def test_a_segment_s_margin_is_not_that_of_the_group() -> None:
    assert ratios(two_tables(members=(("segment", "Gaming"),))) == []


def test_a_label_says_what_it_is_a_percentage_of_however_far_that_stands() -> None:
    """Ten lines lie between: no percentage nearby is tried so far."""
    between = "\n".join(f"Store {n} | {30 + n} | {41 - n}" for n in range(10))
    table = f"""
        | 2023 | 2022
        Net sales | 4,218 | 4,105
        {between}
        Advertising | 312 | 287
        Advertising as a % of net sales | 7.4% | 7.0%
        Freight | 198 | 221
        % of net sales | 4.7% | 5.4%
        """
    assert [shown(each) for each in ratios(book_of(rows_of(table)))] == ["r13% = r12 / r1"] * 2 + [
        "r15% = r14 / r1"
    ] * 2


LEVERAGE = """
    | 2024 | 2023 | 2022
    Net debt | 4,244 | 4,704 | 4,419
    Revenue | 9,811 | 9,564 | 9,207
    Adjusted EBITDA | 1,918 | 1,842 | 1,655
    Adjusted EBITDA margin | 19.5% | 19.3% | 18.0%
    Net debt / adjusted EBITDA | 2.2x | 2.6x | 2.7x
    """
CAPITAL = """
    | 2024 | 2023
    Common equity tier 1 capital | 18,412 | 17,366
    Tier 1 capital | 20,662 | 19,116
    Risk-weighted assets | 124,830 | 121,744
    Common equity tier 1 ratio | 14.7% | 14.3%
    Tier 1 ratio | 16.6% | 15.7%
    """
LOSSES = """
    | 2024 | 2023 | 2022
    Net charge-offs | (124,803) | (98,390) | (72,542)
    Average loans | 9,841,220 | 9,266,114 | 8,512,047
    Net charge-offs to average loans | 1.27% | 1.06% | 0.85%
    """


def test_a_ratio_is_of_the_two_lines_that_its_name_names() -> None:
    assert {shown(each) for each in ratios(book_of(rows_of(LEVERAGE)))} == {"r4% = r3 / r2", "r5 = r1 / r3"}


def test_ratios_of_a_bank_s_capital_are_of_its_risk_weighted_assets() -> None:
    assert {shown(each) for each in ratios(book_of(rows_of(CAPITAL)))} == {"r4% = r1 / r3", "r5% = r2 / r3"}


def test_costs_in_brackets_make_a_ratio_above_zero_by_their_size() -> None:
    found = ratios(book_of(rows_of(LOSSES)))
    assert [shown(each) for each in found] == ["r3% = r1 / r2"] * 3


def test_a_ratio_of_amounts_of_another_definition_is_left_alone() -> None:
    """Net debt is compared with the EBITDA of twelve months, which the table does not print."""
    assert "r5 = r1 / r3" not in {
        shown(each) for each in ratios(book_of(rows_of(LEVERAGE.replace("2.2x | 2.6x | 2.7x", "1.4x | 3.1x | 1.9x"))))
    }
