"""Which documents may state the same: none that do is held back, and few others are let through."""

import random
from datetime import date
from fractions import Fraction
from itertools import combinations

from crossfoot.model.book import Book, Entity
from crossfoot.model.facts import FactKey
from crossfoot.tie.documents.scales import in_any_scale
from crossfoot.tie.documents.sieve import Traits, likely_pairs, linked, traits_of
from crossfoot.tie.documents.statements import Column, Row, Stated
from crossfoot.vocabulary.periods import Duration, FiscalCalendar
from crossfoot.vocabulary.scenarios import ACTUAL
from crossfoot.vocabulary.units import money

YEARS = [Duration(date(year, 4, 1), date(year + 1, 3, 31)) for year in range(2019, 2024)]
LINES = [f"line {number}" for number in range(12)]
NO_BOOK = Book(Entity("Any", "JPY", FiscalCalendar()))
PLACES = [Fraction(10) ** power for power in (0, 3, 5, 6, 7)]

Truth = dict[tuple[str, Duration], Fraction]


def truth(chance: random.Random) -> Truth:
    """What a company's lines truly are, up to some hundred million or a trillion."""
    size = 10 ** chance.randint(8, 12)
    return {(line, year): Fraction(chance.randint(-size // 4, size)) for line in LINES for year in YEARS}


def statement(true: Truth, chance: random.Random) -> list[Row]:
    """Some lines in some years of what is true, to one place, rounded to nearest or cut off, its scale perhaps lost."""
    place, cut = chance.choice(PLACES), chance.random() < 0.5
    times = chance.choice([Fraction(1)] * 8 + [Fraction(1000), Fraction(1, 1000)])
    years = chance.sample(YEARS, chance.randint(2, 4))
    return [
        row(line, {year: (_printed(true[line, year], place, cut=cut) * times, place * times) for year in years})
        for line in chance.sample(LINES, chance.randint(6, len(LINES)))
    ]


def row(line: str, values: dict[Duration, tuple[Fraction, Fraction]]) -> Row:
    """A line of everybody's with its values and last places."""
    columns: dict[Column, Stated] = {
        (y, ACTUAL): Stated(FactKey(line, y), value, place) for y, (value, place) in values.items()
    }
    return Row(line, (line,), (line,), "", money("JPY"), (), columns)


def _printed(value: Fraction, place: Fraction, *, cut: bool) -> Fraction:
    places = abs(value) / place
    return (1 if value >= 0 else -1) * place * (int(places) if cut else int(places + Fraction(1, 2)))


def test_no_two_documents_that_state_the_same_are_held_back_and_few_others_are_let_through() -> None:
    chance = random.Random(5)
    same = let_through = others = 0
    for _ in range(14):
        companies = [truth(chance) for _ in range(3)]
        documents = [statement(chance.choice(companies), chance) for _ in range(9)]
        likely = likely_pairs([traits_of(NO_BOOK, rows) for rows in documents])
        for a, b in combinations(range(len(documents)), 2):
            if in_any_scale(documents[a], documents[b]).same:
                same += 1
                assert (a, b) in likely
            else:
                others += 1
                let_through += (a, b) in likely
    assert same > 100
    assert let_through < others / 5


def test_prints_of_two_digits_are_held_against_finer_ones() -> None:
    """Twelve lines of 12 to 84 billion beside the same in millions: few digits each, and many of them."""
    fine = [
        row(line, {YEARS[0]: (Fraction(12_340_000_000 + n * 6_510_000_000), Fraction(10**6))})
        for n, line in enumerate(LINES)
    ]
    coarse = [
        row(each.measure, {YEARS[0]: (_printed(value.value, Fraction(10**9), cut=False), Fraction(10**9))})
        for each in fine
        for value in each.columns.values()
    ]
    assert in_any_scale(fine, coarse).same
    assert likely_pairs([traits_of(NO_BOOK, fine), traits_of(NO_BOOK, coarse)]) == {(0, 1)}


def test_rows_of_other_names_or_years_are_no_reason_to_compare() -> None:
    chance = random.Random(1)
    true = truth(chance)
    one = [row(line, {YEARS[0]: (true[line, YEARS[0]], Fraction(1))}) for line in LINES]
    renamed = [row(f"other {line}", {YEARS[0]: (true[line, YEARS[0]], Fraction(1))}) for line in LINES]
    later = [row(line, {YEARS[1]: (true[line, YEARS[0]], Fraction(1))}) for line in LINES]
    assert likely_pairs([traits_of(NO_BOOK, rows) for rows in (one, renamed, later)]) == set()


def test_sentences_are_held_against_tables_that_print_three_of_their_amounts() -> None:
    nothing = traits_of(NO_BOOK, [])

    def document(told: str = "", printed: str = "") -> Traits:
        return Traits(nothing.rows, told=frozenset(told.split()), printed=frozenset(printed.split()))

    documents = [
        document(told="1.00e+2 2.50e+3 7.10e+5 9.90e+1"),
        document(printed="2.50e+3 7.10e+5 1.00e+2"),
        document(printed="2.50e+3 9.90e+1"),
    ]
    assert likely_pairs(documents) == {(0, 1)}
    assert likely_pairs([nothing, nothing]) == set()
    assert likely_pairs([]) == set()


def test_documents_are_linked_directly_and_by_others() -> None:
    assert linked(6, [(4, 5), (0, 3), (3, 5)]) == [[0, 3, 4, 5], [1], [2]]
    assert linked(2, []) == [[0], [1]]
