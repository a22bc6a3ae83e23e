"""What is wrong in a component as separate findings: wherever one can be mended without the other."""

from fractions import Fraction

import pytest
from tests.tie.ledger import book, linear

from crossfoot.algebra.programs import program
from crossfoot.algebra.system import compile_book
from crossfoot.tie.blame.conflicts import Search
from crossfoot.tie.blame.grouping import groups
from crossfoot.tie.solving.certify import Proof
from crossfoot.tie.trouble import Conflict

PROGRAM = program(compile_book(book({"total": "100", "a": "60", "b": "40"}, [linear("total = a + b")])))


def sets(*written: str) -> list[frozenset[str]]:
    return [frozenset(each) for each in written]


def search(conflicts: str, corrections: str) -> Search:
    """Contradictions and correction sets, each the letters of its figures."""
    proof = Proof(form=(), bound=Fraction(-1), strict=False, rows=(), ends=())
    return Search(
        corrections=sets(*corrections.split()),
        conflicts=[Conflict(each, PROGRAM, proof) for each in sets(*conflicts.split())],
    )


@pytest.mark.parametrize(
    ("conflicts", "corrections", "apart"),
    [
        pytest.param("b bcd cd", "bc bd", ["b", "c d"], id="two slips, though their contradictions share a figure"),
        pytest.param("ab cd", "ac ad bc bd", ["a b", "c d"], id="two slips of sums that share nothing"),
        pytest.param("abc abd", "a b", ["a b"], id="one slip that breaks two sums"),
        pytest.param("ab bc ca", "ab bc ac", ["ab ac bc"], id="two of three, whichever"),
        pytest.param("ab", "", [""], id="no correction was found"),
    ],
)
def test_findings_are_what_can_be_mended_apart(conflicts: str, corrections: str, apart: list[str]) -> None:
    found = groups(search(conflicts, corrections))
    assert [" ".join(sorted("".join(sorted(each)) for each in group.sets)) for group in found] == apart
