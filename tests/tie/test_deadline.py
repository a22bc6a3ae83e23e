"""Deadlines: what is told of a document when the time for tying it out is over before all of it is decided."""

from collections.abc import Iterator
from itertools import count

import pytest
from tests.tie.ledger import book, linear

from crossfoot.algebra.system import compile_book
from crossfoot.algebra.work import Deadline
from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.model.findings import Severity
from crossfoot.store.book_json import dump
from crossfoot.tie.blame.conflicts import search
from crossfoot.tie.engine import tie_briefly
from crossfoot.tie.unreached import NOT_REACHED
from crossfoot.tie.verification.checker import check_book

SALES = {"sales": "100", "goods": "60", "rents": "40"}
WRONG = {"costs": "70", "wages": "30", "power": "20"}
REGIONS, BRANCHES = "neswm", range(7)


def two_parts() -> Book:
    """Sales add up; costs, which nothing links to them, are 20 more than their parts."""
    return book({**SALES, **WRONG}, [linear("sales = goods + rents"), linear("costs = wages + power")])


def regions() -> Book:
    """One linked part of 111 facts: five regions of seven branches of two shops; the total is misprinted for 10,500."""
    branches = [f"{region}{n}" for region in REGIONS for n in BRANCHES]
    figures = dict.fromkeys(branches, "300") | {f"{b}{shop}": "150" for b in branches for shop in "ab"}
    identities = [linear(f"{branch} = {branch}a + {branch}b") for branch in branches]
    identities += [linear(f"{region} = " + " + ".join(f"{region}{n}" for n in BRANCHES)) for region in REGIONS]
    identities += [linear("total = " + " + ".join(REGIONS)), linear("sales = goods + rents")]
    return book({**figures, **dict.fromkeys(REGIONS, "2100"), "total": "15000", **SALES}, identities)


def test_what_ties_at_first_sight_is_told_and_the_rest_is_counted() -> None:
    found = tie_briefly(two_parts(), seconds=0)
    assert {found.verdicts[f"{name}#0"].verdict for name in SALES} == {Verdict.TIES}
    for name in WRONG:
        said = found.verdicts[f"{name}#0"]
        assert (said.verdict, said.reason) == (
            Verdict.UNTESTED, "the time for tying out was over before it was reached",
        )  # fmt: skip
    (finding,) = found.findings
    assert (finding.code, finding.severity) == (NOT_REACHED, Severity.WARNING)
    assert finding.message == (
        "The time for tying out was over before 3 figures could be decided; nothing is said of them."
    )
    assert finding.figures == ("costs#0", "power#0", "wages#0")


def test_enough_time_says_all() -> None:
    found = tie_briefly(two_parts(), seconds=60)
    assert [finding.code for finding in found.findings] == ["does-not-tie"]
    assert found.verdicts["costs#0"].verdict is Verdict.BREAKS


def test_a_search_that_is_cut_short_is_called_incomplete() -> None:
    system = compile_book(book(WRONG, [linear("costs = wages + power")]))
    found = search(system, (0, 1, 2), until=Deadline(0))
    assert (found.tests, found.corrections, found.complete) == (0, [], False)
    whole = search(system, (0, 1, 2))
    assert (whole.corrections, whole.complete) == ([frozenset({f"{name}#0"}) for name in sorted(WRONG)], True)


@pytest.mark.parametrize("given", [two_parts(), regions()], ids=["two parts", "a large part"])
def test_whenever_the_time_is_over_what_is_said_holds(given: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is asked again and again, and each time in turn is the one at which the time is over."""
    whole = tie_briefly(given)
    seen = set()
    for last in count():
        asked = count()

        def is_over(_: Deadline, asked: Iterator[int] = asked, last: int = last) -> bool:
            return next(asked) >= last

        with monkeypatch.context() as patch:
            patch.setattr(Deadline, "is_over", property(is_over))
            found = tie_briefly(given, seconds=60)
        assert check_book(dump(found)) == []
        told = {name for name, said in found.verdicts.items() if said.verdict is Verdict.TIES}
        assert told <= {name for name, said in whole.verdicts.items() if said.verdict is Verdict.TIES}
        assert {f"{name}#0" for name in SALES} <= told
        broken = {name for name, said in found.verdicts.items() if said.verdict is Verdict.BREAKS}
        left = {name for finding in found.findings if finding.code == NOT_REACHED for name in finding.figures}
        assert not broken & left
        assert broken | left
        seen.add((len(broken), bool(left)))
        if next(asked) < last:
            break
    assert found.verdicts == whole.verdicts
    assert (0, True) in seen
