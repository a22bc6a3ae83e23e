"""Charts in the whole: what the rest of the book knows of a printed year decides where its labels may go."""

from fractions import Fraction

from tests.tie.charts import Charts, level, year

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Slot
from crossfoot.tie.recovery.labels import placed
from crossfoot.tie.rounding.regimes import with_intervals

TEXTS = "57 35 23 42 37 41 43 39"


def minorities(closing: str) -> Book:
    """Eight quarterly labels; FY2016 is printed as 200 or so, and is what a balance of 1,000 rose by to `closing`."""
    chart = Charts()
    chart.labels("share", TEXTS, [Slot(level("share", n), 0, n - 1) for n in range(1, 9)])
    chart.measure("share", "closing", "opening")
    chart.years("share", (2015, 2016))
    chart.states(FactKey("share", year(2015)), "2", scale=100)
    chart.states(FactKey("share", year(2016)), "2", scale=100)
    chart.states(FactKey("opening", year(2016)), "1,000")
    chart.states(FactKey("closing", year(2016)), closing)
    chart.linear(
        [(1, FactKey("closing", year(2016))), (-1, FactKey("opening", year(2016))), (-1, FactKey("share", year(2016)))]
    )
    return with_intervals(chart.book())


def quarters(book: Book, numbers: range) -> Fraction:
    wanted = {level("share", number) for number in numbers}
    return sum((Fraction(f.printed.value) for f in book.figures if f.fact in wanted), Fraction(0))


def test_a_chart_is_placed_again_where_the_whole_book_refuses_the_order_of_the_text() -> None:
    book, joint = placed(minorities("1,165"))
    assert joint.findings == []
    assert abs(quarters(book, range(5, 9)) - 165) <= 3  # the order of the text would give 160
    assert quarters(book, range(1, 9)) == 317
    (assignment,) = book.assignments
    assert assignment.proven == ()


def test_the_order_of_the_text_stands_where_the_whole_book_admits_it() -> None:
    book, joint = placed(minorities("1,160"))
    assert joint.findings == []
    assert quarters(book, range(5, 9)) == 160
    assert [figure for figure, _ in book.assignments[0].slots] == [f"share{n}" for n in range(8)]


def test_labels_that_no_place_makes_tie_are_left_unplaced_with_a_finding() -> None:
    book, joint = placed(minorities("1,240"))
    assert joint.findings == []
    (finding,) = book.findings
    assert finding.code == "labels-do-not-fit"
    assert set(finding.figures) == {f"share{n}" for n in range(8)}
    assert all(figure.fact is None for figure in book.figures if figure.id.startswith("share"))
