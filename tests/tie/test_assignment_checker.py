"""The recount (docs/convention.md, section 7): what a book calls proven is searched again."""

import json
from typing import Any

import pytest
from tests.tie.charts import operation_and_maintenance

from crossfoot.model.book import Book
from crossfoot.store.book_json import dump
from crossfoot.tie.recovery.recover import recover
from crossfoot.tie.verification.assignment import recount
from crossfoot.tie.verification.assignment_book import assignments_of
from crossfoot.tie.verification.assignment_elimination import contradict, inequality

Q1, Q2 = "revenue|1Q15", "revenue|2Q15"


def two_quarters(total: str = "30") -> dict[str, Any]:
    """10 and 20 in two quarters that add to a total; the second is said to be 8 to 12."""
    return {
        "facts": {"revenue|1H15": {"low": total, "high": total}, Q2: {"low": "8", "high": "12"}},
        "rows": [{"terms": [[1, "revenue|1H15"], [-1, Q1], [-1, Q2]], "low": "0", "high": "0"}],
        "blocks": [
            {
                "id": "chart",
                "slots": [Q1, Q2],
                "labels": [
                    {"id": "ten", "readings": [{"low": "9.5", "high": "10.5"}]},
                    {"id": "twenty", "readings": [{"low": "19.5", "high": "20.5"}]},
                ],
            }
        ],
        "proven": [["ten", Q2], ["twenty", Q1]],
    }


def test_labels_that_fit_no_other_slot_are_confirmed() -> None:
    assert recount(two_quarters()).confirmed == (("ten", Q2), ("twenty", Q1))


def test_labels_that_can_trade_places_are_refuted() -> None:
    problem = two_quarters()
    del problem["facts"][Q2]
    assert recount(problem).refuted == (("ten", Q2), ("twenty", Q1))


@pytest.mark.parametrize(
    ("low", "high", "confirmed"), [("45", "55", True), ("180", "220", False), ("45", "220", False)]
)
def test_a_ratio_of_the_two_slots_tells_their_labels_apart(low: str, high: str, confirmed: bool) -> None:
    problem = two_quarters()
    problem["facts"] = {"revenue|1H15": {"low": "30", "high": "30"}, "first|1H15": {"low": low, "high": high}}
    share = {"terms": [[1, Q1]], "denominator": [[1, Q2]], "ratio": "first|1H15", "factor": "100", "offset": "0"}
    problem["rows"].append(share)
    problem["proven"] = [["ten", Q1], ["twenty", Q2]]
    counted = recount(problem)
    assert counted.confirmed == ((("ten", Q1), ("twenty", Q2)) if confirmed else ())
    assert counted.refuted == (() if confirmed else (("ten", Q1), ("twenty", Q2)))


def test_a_claim_that_puts_a_label_where_it_cannot_be_is_refuted() -> None:
    problem = two_quarters() | {"proven": [["ten", Q1]]}
    assert recount(problem).refuted == (("ten", Q1),)


def test_a_chart_that_fits_no_way_confirms_nothing() -> None:
    counted = recount(two_quarters(total="40"))
    assert counted.confirmed == ()
    assert counted.undecided == (("ten", Q2), ("twenty", Q1))


def test_a_search_cut_short_confirms_nothing() -> None:
    problem = two_quarters()
    problem["rows"][0]["low"], problem["rows"][0]["high"] = "-1", "1"
    problem["facts"][Q2] = {"low": "0", "high": "30"}
    assert recount(problem, states=1).confirmed == ()


def test_a_figure_or_slot_that_no_block_has_is_refuted() -> None:
    problem = two_quarters() | {"proven": [["eleven", Q1], ["ten", "revenue|3Q15"]]}
    assert set(recount(problem).refuted) == {("eleven", Q1), ("ten", "revenue|3Q15")}


@pytest.fixture(scope="module")
def operation() -> Book:
    return recover(operation_and_maintenance().book())


def test_every_proven_label_of_revenue_orders_and_backlog_is_confirmed(operation: Book) -> None:
    problem = assignments_of(json.loads(dump(operation)))
    assert len(problem["proven"]) == 25
    counted = recount(problem)
    assert [list(claim) for claim in counted.confirmed] == problem["proven"]
    assert (counted.refuted, counted.undecided) == ((), ())


def test_a_preference_passed_off_as_proof_is_refuted(operation: Book) -> None:
    tampered = json.loads(dump(operation))
    (orders,) = [record for record in tampered["assignments"] if record["block"] == "orders"]
    orders["proven"] = ["orders0", "orders4"]  # 7,486 may trade places with 7,980; 9,505 has one place
    problem = assignments_of(tampered)
    problem["proven"] = [claim for claim in problem["proven"] if claim[0].startswith("orders")]
    counted = recount(problem)
    assert [figure for figure, _ in counted.refuted] == ["orders0"]
    assert [figure for figure, _ in counted.confirmed] == ["orders4"]


def test_elimination_sees_what_no_single_inequality_does() -> None:
    # A change of 2,052 that is 3.9% of the prior year puts that year at 51,275 or more, whatever one row says alone.
    rising = [
        inequality([(1, "base"), (-1, "prior")], 2053),
        inequality([(-1, "base"), (1, "prior")], -2051),
        inequality([(-1000, "base"), (1038, "prior")], 0),
        inequality([(1000, "base"), (-1040, "prior")], 0),
    ]
    assert not contradict(rising)
    assert contradict([*rising, inequality([(1, "base")], 7_800)])
