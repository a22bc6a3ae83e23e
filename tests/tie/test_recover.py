"""Recovery (docs/convention.md, section 7): labels of lost order find their slots, with proof or alternatives."""

from dataclasses import replace

import pytest
from tests.tie.charts import (
    CHANGE,
    GROWTH,
    NATURES,
    NATURES_TEXT,
    Charts,
    assignment,
    columns,
    cost_by_nature,
    eight_quarters,
    level,
    operation_and_maintenance,
    printed,
    quarter,
    year,
)

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Slot
from crossfoot.model.findings import Severity
from crossfoot.tie.recovery.assign import Limits
from crossfoot.tie.recovery.recover import recover
from crossfoot.vocabulary.rounding import Rounding

MILLION = 10**6


def found(book: Book, measure: str) -> list[int | None]:
    """What recovery gave each quarter of a measure, in millions."""
    stated = {figure.fact: int(figure.printed.value) // MILLION for figure in book.figures if figure.fact}
    return [stated.get(level(measure, number)) for number in range(1, 9)]


@pytest.fixture(scope="module")
def operation() -> Book:
    return recover(operation_and_maintenance().book())


@pytest.fixture(scope="module")
def costs() -> Book:
    return recover(cost_by_nature().book())


def test_revenue_of_eight_quarters_is_proven_from_its_years_growth_and_changes(operation: Book) -> None:
    assert found(operation, "revenue") == [7871, 8211, 8292, 8670, 8688, 8497, 8700, 9238]
    revenue = assignment(operation, "revenue")
    assert len(revenue.proven) == 8
    assert (revenue.alternatives, revenue.exhausted, revenue.preference) == (0, True, "")


def test_the_empty_slot_of_the_backlog_is_the_first_one(operation: Book) -> None:
    backlog = assignment(operation, "backlog")
    assert len(backlog.proven) == len(backlog.slots) == 7
    assert "backlog|2015-06-30|actual" not in dict(backlog.slots).values()
    assert dict(backlog.slots)["backlog6"] == "backlog|2015-12-31|actual"  # 23.031, read as 23,031


def test_two_orders_that_trade_places_are_not_proven_and_the_other_six_are(operation: Book) -> None:
    orders = assignment(operation, "orders")
    assert [name for name, _ in orders.slots if name not in orders.proven] == ["orders0", "orders1"]  # 7,486 and 7,980
    assert (orders.alternatives, orders.exhausted) == (1, True)
    assert found(operation, "orders") == [7486, 7980, 7620, 13206, 10586, 10608, 9505, 11178]


def test_growth_over_an_unprinted_year_stays_open_and_over_a_printed_one_is_proven(operation: Book) -> None:
    rates = assignment(operation, "growth")
    assert rates.proven == ("growth4", "growth5", "growth6", "growth7")
    assert (rates.alternatives, rates.exhausted) == (11, True)
    assert (rates.cost, rates.next_cost) == (39, 41)


def test_arithmetic_settles_a_doubtful_point_and_the_figure_says_so(operation: Book) -> None:
    figure = operation.figure("orders3")
    assert figure.printed.value == 10_608 * MILLION
    assert figure.settled == "read as 10,608,000,000, not 10,608,000: so the labels of the chart fit their slots"
    assert operation.figure("orders0").settled == ""


def test_five_natures_by_eight_quarters_are_found_by_the_order_of_the_text(costs: Book) -> None:
    assert found(costs, "cost") == [14702, 15799, 16577, 17161, 18030, 18685, 19558, 20113]
    assert found(costs, "others") == [989, 1023, 1026, 1067, 1091, 1169, 1289, 1389]
    assert found(costs, "outsourcing") == [3296, 4149, 4873, 5243, 5962, 6251, 6862, 7085]
    assert found(costs, "third") == [1267, 1271, 1269, 1282, 1304, 1357, 1321, 1381]
    assert found(costs, "fourth") == [2509, 2629, 2631, 2712, 2734, 2850, 2859, 2961]
    assert found(costs, "fifth") == [6640, 6727, 6779, 6857, 6938, 7059, 7227, 7297]
    rates = [str(figure.printed.text) for n in range(1, 9) for figure in costs.figures if figure.fact == rate(n)]
    assert rates == ["+11.3%", "+20.1%", "+20.5%", "+15.9%", "+22.6%", "+18.3%", "+18.0%", "+17.2%"]


def rate(number: int) -> FactKey:
    return FactKey("cost", quarter(number), aspect=GROWTH)


def test_each_quarter_of_the_natures_foots_within_one(costs: Book) -> None:
    columns = zip(*(found(costs, name) for name in NATURES), strict=True)
    sums = [sum(value or 0 for value in column) for column in columns]
    apart = [total - (printed_total or 0) for total, printed_total in zip(sums, found(costs, "cost"), strict=True)]
    assert max(map(abs, apart)) == 1


def test_what_rests_on_the_order_of_the_text_is_said_to_rest_on_it(costs: Book) -> None:
    natures = assignment(costs, "natures")
    assert natures.proven == ()
    assert not natures.exhausted
    assert natures.alternatives >= 1
    assert (natures.cost, natures.next_cost) == (26, 28)
    assert "read series by series, last period first" in natures.preference


def test_a_label_misprinted_beyond_rounding_leaves_the_chart_unassigned_with_a_finding() -> None:
    book = recover(cost_by_nature(NATURES_TEXT.replace("1,389", "1,489")).book())
    (finding,) = book.findings
    assert (finding.code, finding.severity) == ("labels-do-not-fit", Severity.ERROR)
    assert finding.message.startswith("The labels of growth, natures, totals stay unassigned")
    assert (finding.file, finding.line) == ("chart.yaml", 7)
    assert len(finding.figures) == 56
    assert book.assignments == ()
    assert all(figure.fact is None for figure in book.figures if figure.id.startswith("natures"))


def test_labels_that_only_years_bound_are_open_with_their_alternatives_counted() -> None:
    chart = Charts(scale=MILLION)
    texts = "(57) (35) (23) (42) (37) (41) (43) (39)"
    chart.labels("minorities", texts, eight_quarters("minorities"))
    chart.years("minorities", (2015, 2016))
    for one in (2015, 2016):
        chart.states(FactKey("minorities", year(one)), "(16)", scale=10 * MILLION)  # 155 to 165 million
    minorities = assignment(recover(chart.book()), "minorities")
    assert minorities.proven == ()
    assert not minorities.exhausted
    assert minorities.alternatives >= Limits().found - 1  # as many as are looked for
    assert [figure for figure, _ in minorities.slots] == [f"minorities{n}" for n in range(8)]
    assert minorities.cost == 0


def test_a_level_that_only_its_change_and_growth_know_still_tells_the_years_apart() -> None:
    # 822 up 3.9% is growth of about 21,077; 822 up 10.7% would leave a base of 7,682, and 2,052 over it no 3.9%.
    chart = Charts(scale=MILLION)
    chart.measure("personnel")
    years = [FactKey("personnel", year(one)) for one in (2014, 2015, 2016)]
    changes = [FactKey("personnel", year(one), aspect=CHANGE) for one in (2015, 2016)]
    rates = [FactKey("personnel", year(one), aspect=GROWTH) for one in (2015, 2016)]
    chart.labels("changes", "2,052 822", [Slot(fact, 0, place) for place, fact in enumerate(changes)])
    chart.labels("rates", "+3.9% +10.7%", [Slot(fact, 0, place) for place, fact in enumerate(rates)])
    for place in (0, 1):
        chart.linear([(1, changes[place]), (-1, years[place + 1]), (1, years[place])])
        chart.grows(rates[place], years[place + 1], years[place])
    book = recover(chart.book())
    assert dict(assignment(book, "changes").slots) == {"changes0": changes[0].id, "changes1": changes[1].id}
    assert dict(assignment(book, "rates").slots) == {"rates0": rates[1].id, "rates1": rates[0].id}
    assert len(assignment(book, "rates").proven) == len(assignment(book, "changes").proven) == 2


def test_labels_that_print_alike_are_proven_together_or_not_at_all() -> None:
    book = recover(columns("3 9 3 5", "12 8").book())  # 3 + 9 and 3 + 5, each column either way up
    stack = assignment(book, "stack")
    assert (stack.alternatives, stack.exhausted, stack.proven) == (3, True, ())


def test_without_any_identity_the_declared_order_is_preferred_to_its_reverse() -> None:
    chart = Charts()
    chart.labels("bare", "1 2 3", [Slot(level("bare", n), 0, n - 1) for n in (1, 2, 3)])
    bare = assignment(recover(chart.book()), "bare")
    assert bare.slots == tuple((f"bare{n}", level("bare", n + 1).id) for n in range(3))
    assert (bare.cost, bare.next_cost, bare.alternatives, bare.exhausted) == (0, 0, 5, True)


def test_a_text_that_runs_backwards_costs_nothing() -> None:
    # 40 = 10 + 30, 60 = 20 + 40: the text gives each series from its last quarter to its first.
    book = recover(columns("20 10 41 30", "40 61").book())
    assert assignment(book, "stack").cost == 0
    assert dict(assignment(book, "stack").slots)["stack0"] == level("part0", 2).id


def test_an_open_end_is_kept_apart_from_a_closed_one() -> None:
    # Truncated, 1 and 1 stay below 2 each and their sum below 4: a total of exactly 4 is just out of reach.
    reached = columns("1 1", "3", rounding=Rounding.TRUNCATED)
    assert recover(reached.book()).findings == ()
    beyond = columns("1 1", "3", rounding=Rounding.TRUNCATED)
    beyond.figures[-1] = replace(beyond.figures[-1], printed=replace(printed("4"), rounding=Rounding.EXACT))
    assert [finding.code for finding in recover(beyond.book()).findings] == ["labels-do-not-fit"]


def test_more_labels_than_slots_do_not_fit() -> None:
    chart = Charts()
    chart.labels("crowd", "1 2 3", [Slot(level("crowd", n), 0, n - 1) for n in (1, 2)])
    book = recover(chart.book())
    assert [finding.code for finding in book.findings] == ["labels-do-not-fit"]
    assert all(figure.fact is None for figure in book.figures)


def test_a_misprint_beyond_the_figures_of_a_chart_does_not_unsettle_it() -> None:
    chart = operation_and_maintenance()
    chart.states(FactKey("other", year(2016)), "1")
    chart.states(FactKey("group", year(2016)), "2")
    chart.sums(FactKey("group", year(2016)), [FactKey("other", year(2016)), FactKey("revenue", year(2016))])
    assert len(assignment(recover(chart.book()), "revenue").proven) == 8


def test_the_same_chart_gives_the_same_book_twice(costs: Book) -> None:
    assert recover(cost_by_nature().book()) == costs


def test_a_reading_that_only_the_order_prefers_says_so() -> None:
    chart = Charts()
    chart.labels("bare", "1.500 2", [Slot(level("bare", n), 0, n - 1) for n in (1, 2)])
    (figure, other) = recover(chart.book()).figures
    assert figure.settled == "read as 1.5, not 1,500: both fit, and the order of the labels prefers it"
    assert other.settled == ""


def test_what_no_exchange_moves_in_a_chart_too_large_to_list_is_still_proven() -> None:
    # Seven labels may stand anywhere, which is 5,040 ways; 1,000 fits the one slot that the total bounds.
    chart = Charts()
    names = [level("open", n) for n in range(1, 9)]
    chart.labels("open", "11 12 13 14 15 16 17 1000", [Slot(fact, 0, place) for place, fact in enumerate(names)])
    chart.states(level("bound", 1), "1000")
    chart.sums(level("bound", 1), [names[2]])
    record = assignment(recover(chart.book()), "open")
    assert not record.exhausted
    assert record.proven == ("open7",)
    assert dict(record.slots)["open7"] == names[2].id


def test_recovering_a_recovered_book_changes_nothing(operation: Book) -> None:
    again = recover(operation)
    assert again.assignments == operation.assignments
    assert {f.id: f.fact for f in again.figures} == {f.id: f.fact for f in operation.figures}


def test_charts_that_recovery_is_not_asked_for_keep_their_assignments(operation: Book) -> None:
    asked = tuple(block for block in operation.blocks if block.id == "backlog")
    again = recover(operation.grown(blocks=asked))
    assert [record.block for record in again.assignments] == ["revenue", "growth", "orders", "backlog"]
    assert assignment(again, "revenue") == assignment(operation, "revenue")
