"""Laws of recovery (docs/convention.md, section 7), held against a twin that tries every permutation."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tie.charts import (
    Charts,
    assignment,
    columns,
    level,
    year,
)

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.tie.recovery.assign import Limits, Search
from crossfoot.tie.recovery.assign_cheapest import Cheapest
from crossfoot.tie.recovery.assign_order import total
from crossfoot.tie.recovery.assign_problem import problems
from crossfoot.tie.recovery.recover import recover
from crossfoot.tie.verification.assignment_elimination import Inequality, contradict, inequality
from crossfoot.vocabulary.rounding import Rounding, admitted


@st.composite
def stacks(draw: st.DrawFn) -> Charts:
    """True values printed to whole units: stacked columns with totals, some totals of series, the labels shuffled."""
    series, count = draw(st.sampled_from([(1, 3), (2, 2), (2, 3), (3, 2)]))
    true = [[Fraction(draw(st.integers(5, 250)), 10) for _ in range(count)] for _ in range(series)]
    rounding = draw(st.sampled_from([Rounding.NEAREST, Rounding.TRUNCATED]))
    texts = [shown(value, rounding) for line in true for value in line]
    order = draw(st.permutations(range(len(texts))))
    spare = draw(st.booleans()) and len(texts) < 6
    totals = " ".join(shown(sum(column), rounding) for column in zip(*true, strict=True))
    chart = columns(" ".join(texts[place] for place in order[spare:]), totals, series=series, rounding=rounding)
    for number, line in enumerate(true):
        if draw(st.booleans()):
            whole = FactKey(f"part{number}", year(2015))
            chart.states(whole, shown(sum(line), rounding))
            chart.sums(whole, [level(f"part{number}", n) for n in range(1, count + 1)])
    return chart


def shown(value: Fraction | int, rounding: Rounding) -> str:
    return str(int(value) if rounding is Rounding.TRUNCATED else int(value + Fraction(1, 2)))


Span = tuple[int, int]


def ends(figure: Figure, rounding: Rounding) -> Span:
    """What a figure admits, in thousandths; an open end is pulled in by one, too little for sums of so few terms."""
    one = admitted(Fraction(figure.printed.value), Fraction(figure.printed.place), rounding)
    assert one.low is not None
    assert one.high is not None
    return int(one.low * 1000) + one.low_open, int(one.high * 1000) - one.high_open


def by_hand(book: Book) -> set[tuple[str, ...]]:
    """Every admissible assignment as the texts in the block's slots, by trying all permutations."""
    (block,) = book.blocks
    spans = {figure.id: ends(figure, book.regimes[0].amounts) for figure in book.figures}
    texts = {figure.id: figure.text for figure in book.figures}
    stated = {figure.fact.id: spans[figure.id] for figure in book.figures if figure.fact is not None}
    padded = [*block.figures, *[""] * (len(block.slots) - len(block.figures))]
    rows = [[(int(term.coefficient), term.fact.id) for term in identity.terms] for identity in book.identities]
    kept: set[tuple[str, ...]] = set()
    for order in permutations(padded):
        shown = tuple(texts.get(name, "") for name in order)
        known = stated | {slot.fact.id: spans[name] for slot, name in zip(block.slots, order, strict=True) if name}
        if shown not in kept and all(may_add_up(row, known) for row in rows) and not contradict(system(rows, known)):
            kept.add(shown)
    return kept


def may_add_up(row: list[tuple[int, str]], known: dict[str, Span]) -> bool:
    """Whether one row can hold by itself."""
    if any(fact not in known for _, fact in row):
        return True
    reached = [sorted((coefficient * known[fact][0], coefficient * known[fact][1])) for coefficient, fact in row]
    return sum(low for low, _ in reached) <= 0 <= sum(high for _, high in reached)


def system(rows: list[list[tuple[int, str]]], known: dict[str, Span]) -> list[Inequality]:
    """All rows and spans as inequalities."""
    written = [inequality(row, 0) for row in rows] + [inequality([(-c, fact) for c, fact in row], 0) for row in rows]
    for fact, (low, high) in known.items():
        written += [inequality([(-1, fact)], -low), inequality([(1, fact)], high)]
    return written


def by_search(book: Book) -> set[tuple[str, ...]]:
    """The same from the solver."""
    (problem,) = problems(book)
    (block,) = problem.blocks
    tried = Search(problem).all(Limits(found=10_000, states=100_000, patience=100_000))
    assert tried.exhausted
    return {
        tuple("" if r.label < 0 else block.labels[r.label].ways[r.way].text for r in filled) for filled in tried.found
    }


@settings(max_examples=80, deadline=None)
@given(stacks())
def test_recovery_finds_and_proves_what_trying_every_permutation_does(chart: Charts) -> None:
    book = chart.book()
    fits = by_hand(book)
    assert by_search(book) == fits
    stack = assignment(recover(book), "stack")
    assert stack.exhausted
    assert stack.alternatives == len(fits) - 1
    places = [slot.fact.id for slot in book.blocks[0].slots]
    texts = {figure.id: figure.text for figure in book.figures}
    for figure, fact in stack.slots:
        where = [places.index(slot) for name, slot in stack.slots if texts[name] == texts[figure]]
        alike = all(one[place] == texts[figure] for one in fits for place in where)
        assert (figure in stack.proven) == alike, (figure, fact)


@settings(max_examples=60, deadline=None)
@given(stacks(), st.randoms(use_true_random=False))
def test_the_order_of_figures_and_identities_in_the_book_changes_nothing(chart: Charts, luck: random.Random) -> None:
    once = recover(chart.book())
    luck.shuffle(chart.figures)
    luck.shuffle(chart.identities)
    again = recover(chart.book())
    assert again.assignments == once.assignments
    assert {f.id: f for f in again.figures} == {f.id: f for f in once.figures}


@settings(max_examples=60, deadline=None)
@given(stacks(), st.randoms(use_true_random=False))
def test_what_is_proven_does_not_rest_on_the_order_of_the_text(chart: Charts, luck: random.Random) -> None:
    once = assignment(recover(chart.book()), "stack")
    (block,) = chart.blocks
    shuffled = list(block.figures)
    luck.shuffle(shuffled)
    book = chart.book()
    again = assignment(recover(book.grown(blocks=(replace(block, figures=tuple(shuffled)),))), "stack")
    where = dict(again.slots)
    assert set(again.proven) == set(once.proven)
    texts = {figure.id: figure.text for figure in book.figures}
    proven = {(texts[name], where[name]) for name in again.proven}
    assert proven == {(texts[name], fact) for name, fact in once.slots if name in once.proven}
    assert again.alternatives == once.alternatives


@settings(max_examples=60, deadline=None)
@given(stacks(), st.integers(0, 16))
def test_the_cheapest_search_finds_all_within_a_budget_that_exhaustion_finds(chart: Charts, budget: int) -> None:
    (problem,) = problems(chart.book())
    search = Search(problem)
    tried = search.all(Limits(found=10_000, states=100_000, patience=100_000))
    cheap = {filled for filled in tried.found if total(problem, filled) <= budget}
    assert set(Cheapest(search, most=10_000).within(budget)) == cheap
