"""Quarters, halves and what is to date: flows of the periods that make up a longer one add, by definition."""

from collections.abc import Mapping, Sequence
from datetime import date

from crossfoot.model.book import Book, Entity
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, Place
from crossfoot.model.layout import Grid, GridCell
from crossfoot.tie.discovery.discover import discover
from crossfoot.vocabulary.cell_numbers import read_cell
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.periods import Duration, FiscalCalendar
from crossfoot.vocabulary.units import money

MONTHS = {"1Q": (1, 3), "2Q": (4, 6), "3Q": (7, 9), "4Q": (10, 12), "6M": (1, 6), "9M": (1, 9), "FY": (1, 12)}


def book_of(heads: Sequence[str], lines: Mapping[str, Sequence[str]]) -> Book:
    """A table whose columns are spans of 2023."""
    figures, measures = [], {}
    cells = [GridCell(0, column, f"{head} 2023") for column, head in enumerate(heads, 1)]
    for row, (label, texts) in enumerate(lines.items(), 1):
        measures[label] = Measure(label, label, MeasureKind.FLOW, money("USD"))
        cells.append(GridCell(row, 0, label))
        for column, (head, text) in enumerate(zip(heads, texts, strict=True), 1):
            first, last = MONTHS[head]
            days = 31 if last in (3, 12) else 30
            fact = FactKey(label, Duration(date(2023, first, 1), date(2023, last, days)))
            at = Place("t", row=row, column=column)
            figures.append(Figure(f"r{row}c{column}", read_cell(text), money("USD"), at, fact, group="g"))
            cells.append(GridCell(row, column, text, f"r{row}c{column}"))
    grid = Grid("t", Place("t"), tuple(cells), len(lines) + 1, len(heads) + 1)
    return Book(Entity("Test", "USD", FiscalCalendar()), measures=measures, figures=tuple(figures), grids=(grid,))


def found(heads: Sequence[str], lines: Mapping[str, Sequence[str]]) -> set[str]:
    """The relations between columns, by their heads."""
    told = set()
    for identity in discover(book_of(heads, lines)).identities:
        names = [heads[int(_at(identity.id, n)) - 1] for n in range(len(identity.terms))]
        told.add(f"{names[0]} = {' + '.join(sorted(names[1:]))}")
    return told


def _at(name: str, number: int) -> str:
    """The columns of an identity's id, `t:c5=c1+c2`."""
    columns = name.partition("|")[0].rpartition(":")[2].replace("=", "+").split("+")
    return columns[number].removeprefix("c")


YEAR = ("1Q", "2Q", "3Q", "4Q", "FY")


def test_quarters_make_the_year_in_a_single_line() -> None:
    assert found(YEAR, {"Net sales": ["1,434", "1,486", "1,519", "1,595", "6,034"]}) == {"FY = 1Q + 2Q + 3Q + 4Q"}


def test_a_misprinted_quarter_is_found_though_no_other_line_ties() -> None:
    """1,486 is printed 1,468."""
    assert found(YEAR, {"Net sales": ["1,434", "1,468", "1,519", "1,595", "6,034"]}) == {"FY = 1Q + 2Q + 3Q + 4Q"}


def test_what_no_slip_explains_is_no_flow_of_these_periods() -> None:
    assert found(YEAR, {"Net sales": ["1,434", "1,486", "1,519", "1,595", "6,557"]}) == set()


def test_averages_and_balances_of_quarters_make_no_year() -> None:
    assert found(YEAR, {"Customers": ["1,434", "1,486", "1,519", "1,595", "1,595"]}) == set()


def test_what_is_to_date_and_the_quarter_that_follows() -> None:
    heads = ("1Q", "6M", "2Q", "9M", "3Q")
    lines = {
        "Net sales": ["1,434", "2,920", "1,486", "4,439", "1,519"],
        "Cost": ["812", "1,657", "845", "2,530", "873"],
    }
    assert found(heads, lines) == {"6M = 1Q + 2Q", "9M = 3Q + 6M"}


def test_cumulative_columns_do_not_add_to_one_another() -> None:
    assert found(("1Q", "6M", "9M", "FY"), {"Net sales": ["1,434", "2,920", "4,354", "8,708"]}) == set()
