"""How grave a finding is: as the least believed of the identities that its contradiction rests on (section 9.6)."""

from dataclasses import replace

import pytest
from tests.tie.ledger import book, linear

from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.model.findings import Severity
from crossfoot.model.identities import Origin
from crossfoot.tie.engine import tie

DECLARED = None


def sheet(total: float | None, part: float | None) -> Book:
    """100 = 60 + 50, where the 60 is 20 + 40, as it should be; each relation is believed as far as given."""
    return book(
        {"total": "100", "a": "60", "b": "50", "x": "20", "y": "40"},
        [replace(linear("total = a + b"), belief=total), replace(linear("a = x + y"), belief=part)],
    )


@pytest.mark.parametrize(
    ("belief", "severity"),
    [(DECLARED, Severity.ERROR), (5.0, Severity.ERROR), (4.9, Severity.WARNING), (2.0, Severity.WARNING)],
)
def test_a_broken_relation_is_as_grave_as_it_is_believed(belief: float | None, severity: Severity) -> None:
    (finding,) = tie(sheet(belief, DECLARED)).findings
    assert finding.severity is severity
    assert finding.identities == ("total = a + b",)


def test_a_contradiction_is_as_sure_as_its_weakest_identity() -> None:
    unprinted = book(
        {"total": "100", "b": "50", "x": "20", "y": "40"},
        [replace(linear("total = a + b"), belief=9.0), replace(linear("a = x + y"), belief=3.5)],
    )
    (finding,) = tie(unprinted).findings
    assert set(finding.identities) == {"total = a + b", "a = x + y"}
    assert finding.severity is Severity.WARNING


def test_an_identity_hardly_believed_gives_way_to_what_is_printed() -> None:
    tied = tie(sheet(1.9, 6.0))
    assert tied.findings == ()
    assert [identity.id for identity in tied.identities] == ["a = x + y"]
    verdicts = {figure: verdict.verdict for figure, verdict in tied.verdicts.items()}
    assert verdicts == {
        "total#0": Verdict.UNTESTED,
        "b#0": Verdict.UNTESTED,
        "a#0": Verdict.TIES,
        "x#0": Verdict.TIES,
        "y#0": Verdict.TIES,
    }


def test_an_identity_hardly_believed_stays_where_it_fits() -> None:
    fits = book({"total": "110", "a": "60", "b": "50"}, [replace(linear("total = a + b"), belief=1.2)])
    tied = tie(fits)
    assert [identity.id for identity in tied.identities] == ["total = a + b"]
    assert {verdict.verdict for verdict in tied.verdicts.values()} == {Verdict.TIES}


def long_term_debt(accident: float) -> Book:
    """Liabilities add up and so does what they are part of; a relation that fails is believed as far as given."""
    return book(
        {"liabilities": "4,002", "current": "800", "debt": "1,604", "taxes": "258", "pensions": "1,340"},
        [
            replace(linear("liabilities = current + debt + taxes + pensions"), belief=6.3),
            replace(
                linear("debt = taxes + pensions"), belief=accident, origin=Origin(rule="discovered: by its figures")
            ),
        ],
    )


def test_one_accident_is_likelier_than_two_misprints() -> None:
    tied = tie(long_term_debt(2.3))  # 1,604 against 1,598: whichever figure gives way, the sum of all fails too
    assert tied.findings == ()
    assert [identity.id for identity in tied.identities] == ["liabilities = current + debt + taxes + pensions"]


@pytest.mark.parametrize(("belief", "severity"), [(4.9, None), (5.1, Severity.WARNING), (8.1, Severity.ERROR)])
def test_two_misprints_are_claimed_of_relations_surer_by_a_thousand(belief: float, severity: Severity | None) -> None:
    sure = long_term_debt(belief)
    declared = sure.grown(identities=(replace(sure.identities[0], belief=None), sure.identities[1]))
    assert [finding.severity for finding in tie(declared).findings] == ([severity] if severity else [])


def test_what_is_known_otherwise_is_no_accident() -> None:
    typed = long_term_debt(3.0)
    known = replace(typed.identities[1], origin=Origin(rule="computed as the cells beside it are"))
    (finding,) = tie(typed.grown(identities=(typed.identities[0], known))).findings
    assert finding.severity is Severity.WARNING
