"""What is kept tests or defines something: worked cases, and a plain twin that eliminates by the book."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.bind.books import MODEL, book, texts

from crossfoot.bind.declared.identities import bind
from crossfoot.bind.declared.selection import Selection
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.vocabulary.periods import Instant

TODAY = Instant(date(2017, 3, 31))


def named(name: str) -> FactKey:
    """A fact known by one letter."""
    return FactKey(name, TODAY)


def linear(name: str, terms: Mapping[str, int]) -> Identity:
    """An identity of the facts of those letters: their weighted sum is zero."""
    weighted = tuple(Term(Fraction(times), named(letter)) for letter, times in terms.items())
    return Identity(name, IdentityKind.RECALCULATE, Origin(rule="test"), weighted)


def kept(stated: str, *sums: str) -> list[str]:
    """The sums that are kept, each written as its facts (`abc`: a + b + c = 0)."""
    identities = [linear(letters, dict.fromkeys(letters, 1)) for letters in sums]
    return [identity.id for identity in Selection(map(named, stated), lambda *_: identities).run()]


def test_a_sum_of_stated_facts_is_a_test() -> None:
    assert kept("abc", "abc") == ["abc"]


def test_a_chain_of_sums_defines_one_fact_after_the_other() -> None:
    assert kept("ab", "abx", "xay", "yz") == ["abx", "xay", "yz"]


def test_a_sum_with_two_facts_of_its_own_says_nothing() -> None:
    assert kept("ab", "abx", "axyz") == ["abx"]


def test_two_sums_of_the_same_two_facts_define_both() -> None:
    """X + y and x + 2 y."""
    identities = [linear("one", {"a": 1, "x": 1, "y": 1}), linear("two", {"b": 1, "x": 1, "y": 2})]
    selection = Selection([named("a"), named("b")], lambda *_: identities)
    assert [identity.id for identity in selection.run()] == ["one", "two"]
    assert {named("x"), named("y")} <= selection.known


def test_free_facts_that_cancel_leave_a_test() -> None:
    """A = x + y and b = x + y: neither x nor y is known, yet a must be b."""
    assert kept("ab", "axy", "bxy") == ["axy", "bxy"]


def test_a_total_may_be_defined_by_parts_that_are_not() -> None:
    """A = x + y is stated, and t = x + y: so t is a."""
    assert kept("a", "axy", "txy", "tz") == ["axy", "txy", "tz"]


def test_what_only_repeats_a_known_sum_is_left_out() -> None:
    """Quarters of each part add to its year and quarters of the sum to its quarters: together, the year's own sum."""
    model = "measures:\n  a: {kind: flow, unit: GBP, formula: b - c}\n" + "".join(
        f"  {name}: {{kind: flow, unit: GBP}}\n" for name in "bc"
    )
    years = ["a FY2016", "b FY2016", "c FY2016"]
    quarters = [f"b {quarter}Q16" for quarter in (1, 2, 3, 4)]
    told = ["a FY2016 = b FY2016 - c FY2016", "b FY2016 = b 1Q16 + b 2Q16 + b 3Q16 + b 4Q16"]
    assert texts([*years, *quarters], model=model) == told


def test_a_ratio_declared_twice_does_not_test_itself() -> None:
    model = MODEL + "  mix: {kind: ratio, unit: pure, formula: [services / hardware, services/hardware]}\n"
    assert texts(["mix FY2016"], model=model) == []


def test_changes_are_tested_where_no_level_is_known() -> None:
    """Revenue rose by 0.65, cost by 1.19, so the margin fell by 0.54, whatever the levels were."""
    changes = ["revenue.change FY2016", "cost.change FY2016", "gross_margin.change FY2016"]
    assert texts(changes) == [
        "cost.change FY2016 = cost FY2016 - cost FY2015",
        "gross_margin FY2015 = revenue FY2015 - cost FY2015",
        "gross_margin FY2016 = revenue FY2016 - cost FY2016",
        "gross_margin.change FY2016 = gross_margin FY2016 - gross_margin FY2015",
        "revenue.change FY2016 = revenue FY2016 - revenue FY2015",
    ]
    assert texts(changes[:2]) == []


def test_the_slots_of_labels_of_lost_order_count_as_stated() -> None:
    quarters = [f"cost {quarter}Q16" for quarter in (1, 2, 3, 4)]
    assert texts([], quarters) == ["cost FY2016 = cost 1Q16 + cost 2Q16 + cost 3Q16 + cost 4Q16"]


def test_the_order_of_figures_does_not_matter() -> None:
    stated = [
        "revenue FY2016",
        "cost.growth FY2016",
        "cost FY2016",
        "roe FY2016",
        "equity FY16-end",
        "backlog FY16-end",
    ]
    forward, backward = bind(book(stated, model=MODEL)), bind(book(stated[::-1], model=MODEL))
    assert forward.identities == backward.identities
    assert len(forward.identities) > 0


def test_binding_twice_is_binding_once() -> None:
    once = bind(book(["revenue FY2016", "cost FY2016", "cost FY2015"]))
    assert bind(once).identities == once.identities


LETTERS = "abcdefg"
SYSTEMS = st.lists(
    st.dictionaries(st.sampled_from(LETTERS), st.sampled_from([-2, -1, 1, 3]), min_size=1, max_size=4), max_size=7
)


def reduced(rows: Iterable[Iterable[Fraction]]) -> list[list[Fraction]]:
    """The reduced echelon form of a matrix, without rows of zeros."""
    matrix = [list(row) for row in rows]
    done = 0
    for column in range(len(matrix[0]) if matrix else 0):
        pivot = next((n for n in range(done, len(matrix)) if matrix[n][column]), None)
        if pivot is None:
            continue
        matrix[done], matrix[pivot] = matrix[pivot], matrix[done]
        matrix[done] = [value / matrix[done][column] for value in matrix[done]]
        for n, row in enumerate(matrix):
            if n != done and row[column]:
                times = row[column]
                matrix[n] = [value - times * other for value, other in zip(row, matrix[done], strict=True)]
        done += 1
    return matrix[:done]


def consequences(identities: list[dict[str, int]], stated: str) -> tuple[list[list[Fraction]], set[str]]:
    """What identities say of stated facts alone, in echelon form, and the other facts that they define."""
    free = [letter for letter in LETTERS if letter not in stated]
    order = [*free, *stated]
    rows = reduced([Fraction(identity.get(letter, 0)) for letter in order] for identity in identities)
    defined = set()
    for row in rows:
        mentioned = [letter for letter, value in zip(free, row, strict=False) if value]
        if len(mentioned) == 1:
            defined.add(mentioned[0])
    return [row for row in rows if not any(row[: len(free)])], defined


@given(SYSTEMS, st.sets(st.sampled_from(LETTERS), max_size=5))
def test_what_is_kept_says_all_that_the_candidates_say(systems: list[dict[str, int]], stated: set[str]) -> None:
    """The twin solves the whole system; the selection must lose no test, no definition, and keep nothing idle."""
    letters = "".join(sorted(stated))
    identities = {f"i{n}": linear(f"i{n}", terms) for n, terms in enumerate(systems)}
    selection = Selection(map(named, letters), lambda *_: identities.values() if letters else ())
    names = [identity.id for identity in selection.run()]
    chosen = [systems[int(name[1:])] for name in names]
    if not letters:
        assert names == []
        return
    assert consequences(chosen, letters) == consequences(systems, letters)
    tests, defined = consequences(systems, letters)
    assert {key.measure for key in selection.known} == stated | defined
    for name, row in zip(names, chosen, strict=True):
        told = set(row) <= stated | defined
        rest = [other for other in chosen if other is not row]
        assert told or consequences(rest, letters) != (tests, defined), f"{name} is idle"
