"""Lines that several tables of one document print: bound to measures of their own, and yet one fact."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from crossfoot.model.book import Book, Entity
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, Place
from crossfoot.model.identities import Identity
from crossfoot.tie.discovery.discover import discover
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.periods import Duration, FiscalCalendar, Period
from crossfoot.vocabulary.units import money

YEARS = [Duration(date(year, 1, 1), date(year, 12, 31)) for year in (2023, 2022, 2021)]
WEEKS = [Duration(date(2023, 1, 2), date(2023, 12, 31)), Duration(date(2022, 1, 3), date(2023, 1, 1))]

Lines = Mapping[str, Sequence[str]]


def book_of(tables: Sequence[Lines], places: Sequence[str] = (), periods: Sequence[Sequence[Period]] = ()) -> Book:
    """A book of tables, each a line a measure of its own; `places` are what their last digits count, one by default."""
    figures, measures = [], {}
    for number, lines in enumerate(tables):
        place = Decimal(places[number]) if places else Decimal(1)
        for row, (label, texts) in enumerate(lines.items()):
            name = f"t{number}: {label}"
            measures[name] = Measure(name, label, MeasureKind.FLOW, money("USD"))
            for column, text in enumerate(texts):
                period = (periods[number] if periods else YEARS)[column]
                printed = Printed(text, Decimal(text.replace(",", "")) * place, place, place)
                at = Place(f"t{number}", row=row, column=column)
                figures.append(Figure(f"{name}{column}", printed, money("USD"), at, FactKey(name, period)))
    return Book(Entity("Test", "USD", FiscalCalendar()), measures=measures, figures=tuple(figures))


def agreed(book: Book) -> list[Identity]:
    return [identity for identity in discover(book).identities if "two tables" in identity.origin.rule]


def test_a_line_printed_in_two_tables_is_one_fact() -> None:
    found = agreed(book_of([{"Cloud revenue": ["12,417", "10,886"]}, {"Cloud revenue": ["12,417", "10,886"]}]))
    assert [(i.terms[0].fact.measure, i.terms[1].fact.measure) for i in found] == [
        ("t1: Cloud revenue", "t0: Cloud revenue")
    ] * 2


def test_thousands_agree_with_the_millions_that_they_print_as() -> None:
    thousands, millions = {"Cloud revenue": ["12,417,206", "10,885,931"]}, {"Cloud revenue": ["12,417", "10,886"]}
    assert len(agreed(book_of([thousands, millions], places=["1e3", "1e6"]))) == 2
    other = {"Cloud revenue": ["12,418", "10,886"]}
    assert agreed(book_of([thousands, other], places=["1e3", "1e6"])) == []


def test_a_year_of_weeks_is_that_of_months() -> None:
    lines = {"Cloud revenue": ["12,417", "10,886"]}
    assert len(agreed(book_of([lines, lines], periods=[YEARS, WEEKS]))) == 2
    quarters = [Duration(date(2023, 10, 1), date(2023, 12, 31)), Duration(date(2022, 10, 1), date(2022, 12, 31))]
    assert agreed(book_of([lines, lines], periods=[YEARS, quarters])) == []


def test_lines_of_one_name_with_figures_of_their_own_are_two() -> None:
    assert agreed(book_of([{"Other": ["12,417", "10,886"]}, {"Other": ["3,206", "2,911"]}])) == []


def test_one_digit_that_agrees_proves_nothing() -> None:
    assert agreed(book_of([{"Other": ["3", "2"]}, {"Other": ["3", "2"]}])) == []


def test_prints_to_one_place_that_are_a_unit_apart_are_of_two_things() -> None:
    # Production and sales of a segment; a group and its parent.
    production, sales = {"IT services": ["92,649", "88,010"]}, {"IT services": ["92,650", "88,010"]}
    assert agreed(book_of([production, sales])) == []


def test_a_misprint_in_one_of_three_years_is_asserted_and_a_restatement_is_not() -> None:
    first = {"Cloud revenue": ["12,417", "10,886", "9,304"]}
    assert len(agreed(book_of([first, {"Cloud revenue": ["12,417", "10,868", "9,304"]}]))) == 3
    assert agreed(book_of([first, {"Cloud revenue": ["12,417", "11,240", "9,304"]}])) == []
