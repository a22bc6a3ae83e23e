"""Words told anew: a book that was sealed again after its words were changed is refused, as one whose numbers were."""

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from tests.tie.ledger import book, linear, ratio

from crossfoot.desk import verify
from crossfoot.desk.books import SEARCHES_LEFT
from crossfoot.model.book import Book
from crossfoot.model.findings import Correction, Severity
from crossfoot.store.book_json import digest, dump
from crossfoot.tie.engine import tie
from crossfoot.tie.wording.anew import told_otherwise
from crossfoot.tie.wording.explain import explain
from crossfoot.vocabulary.intervals import Interval


def broken() -> Book:
    """Costs are printed 20 more than their parts, sales add up and have a share, and nothing tests the rent."""
    figures = {"sales": "100", "goods": "60", "fees": "40", "share": "60.0", "rent": "7"}
    identities = [linear("sales = goods + fees"), ratio("share = goods / sales"), linear("costs = wages + power")]
    return explain(tie(book({**figures, "costs": "70", "wages": "30", "power": "20"}, identities)))


def refused(changed: Book, tmp_path: Path) -> tuple[str, ...]:
    """What `verify` says of a changed book that is written with a digest that fits."""
    (tmp_path / "book.json").write_text(dump(changed), encoding="utf-8")
    return verify(tmp_path).problems


def test_words_as_they_were_told_are_accepted(tmp_path: Path) -> None:
    assert refused(broken(), tmp_path) == ()


def test_a_message_that_names_another_figure_is_refused(tmp_path: Path) -> None:
    given = broken()
    (finding,) = given.findings
    other = replace(finding, message=finding.message.replace("70", "90"))
    assert other != finding
    (problem,) = refused(given.grown(findings=(other,)), tmp_path)
    assert problem == (
        f"finding {finding.certificate}: its message is not what its figures, relations and corrections say"
    )


def test_a_suggestion_that_was_changed_no_longer_goes_with_its_message(tmp_path: Path) -> None:
    given = broken()
    (finding,) = given.findings
    first, *others = finding.corrections
    other = replace(first[0], suggested="51")
    searched, problem = refused(given.grown(findings=(replace(finding, corrections=((other,), *others)),)), tmp_path)
    assert searched.endswith("would tie as '50' (misread digit), the book says '51' (misread digit)")
    assert problem.endswith("its message is not what its figures, relations and corrections say")


def test_a_severity_that_was_played_down_is_refused(tmp_path: Path) -> None:
    given = broken()
    (finding,) = given.findings
    (problem,) = refused(given.grown(findings=(replace(finding, severity=Severity.WARNING),)), tmp_path)
    assert problem.endswith("its severity warning is not that of the relations it rests on")


@pytest.mark.parametrize("part", ["headline", "line"])
def test_a_proof_in_other_words_is_refused(part: str, tmp_path: Path) -> None:
    given = broken()
    told = next(each for each in given.explanations if each.certificate == given.findings[0].certificate)
    first, *others = told.lines
    lie = "because the auditor agrees"
    other = (
        replace(told, headline=lie) if part == "headline" else replace(told, lines=(replace(first, text=lie), *others))
    )
    explanations = tuple(other if each is told else each for each in given.explanations)
    assert refused(given.grown(explanations=explanations), tmp_path) == (
        f"explanation {told.certificate}: its words are not what the certificate proves",
    )


def test_a_reason_that_is_not_the_verdicts_is_refused(tmp_path: Path) -> None:
    given = broken()
    kind = replace(given.verdicts["rent#0"], reason="tested by the auditor")
    (problem,) = refused(given.grown(verdicts={**given.verdicts, "rent#0": kind}), tmp_path)
    assert problem == "figure rent#0: 'tested by the auditor' is not why it is untested"


def test_what_is_left_over_is_added_up_again(tmp_path: Path) -> None:
    given = broken()
    (costs,) = [tick for tick in given.ticks if tick.identity == "costs = wages + power"]
    assert costs.residual == 20
    ticks = tuple(replace(tick, residual=Fraction(5)) if tick is costs else tick for tick in given.ticks)
    (problem,) = refused(given.grown(ticks=ticks), tmp_path)
    assert problem == "tick costs = wages + power: 5 left over, breaks; its figures leave 20"


def test_a_proof_of_nothing_is_refused() -> None:
    given = broken()
    stray = replace(given.explanations[0], certificate="contradiction:none")
    assert told_otherwise(given.grown(explanations=(*given.explanations, stray))) == (
        "explanation contradiction:none: there is no such certificate",
    )


@pytest.mark.parametrize(
    ("altered", "said"),
    [
        (lambda one: replace(one, suggested="52"), "would tie as '50'"),
        (lambda one: replace(one, slip="dropped digit"), "would tie as '50'"),
        (lambda one: replace(one, interval=Interval(Fraction(40), Fraction(51))), "should be within"),
    ],
)
def test_a_suspect_behind_the_first_that_was_changed_is_refused(
    altered: Callable[[Correction], Correction], said: str, tmp_path: Path
) -> None:
    """Its message names the first of three suspects only: the others are found by searching again."""
    given = broken()
    (finding,) = given.findings
    at = next(n for n, one in enumerate(finding.corrections) if one[0].figure == "costs#0")
    corrections = list(finding.corrections)
    corrections[at] = (altered(corrections[at][0]),)
    problems = refused(given.grown(findings=(replace(finding, corrections=tuple(corrections)),)), tmp_path)
    assert any(said in problem for problem in problems)


def test_a_suspect_that_was_left_out_is_refused(tmp_path: Path) -> None:
    given = broken()
    (finding,) = given.findings
    problems = refused(given.grown(findings=(replace(finding, corrections=finding.corrections[:-1]),)), tmp_path)
    assert f"finding {finding.certificate}: the search finds 3 corrections, 2 of them as likely as any" in problems


def test_a_finding_that_goes_by_another_code_is_missed(tmp_path: Path) -> None:
    given = broken()
    (finding,) = given.findings
    problems = refused(given.grown(findings=(replace(finding, code="remark"),)), tmp_path)
    assert f"certificate {finding.certificate}: it proves a contradiction, and no finding tells of it" in problems


def test_a_search_that_ended_at_its_limit_is_not_made_again_and_counted(tmp_path: Path) -> None:
    given = broken()
    cut = tuple(replace(finding, complete=False) for finding in given.findings)
    (tmp_path / "book.json").write_text(dump(given.grown(findings=cut)), encoding="utf-8")
    proved = verify(tmp_path)
    assert (proved.problems, proved.counts[SEARCHES_LEFT]) == ((), 1)
    assert "contradictions searched for again" not in proved.counts


def test_what_a_record_says_twice_and_not_alike_is_refused(tmp_path: Path) -> None:
    text = dump(broken())
    content = json.loads(text)
    content["facts"][0]["label"] = "Profit"
    content["digest"] = digest(content)
    (tmp_path / "book.json").write_text(json.dumps(content), encoding="utf-8")
    (problem,) = verify(tmp_path).problems
    assert problem.startswith("facts ")
    assert problem.endswith(": it is not told as the rest of the book has it")


def test_records_that_name_others_that_are_not_there_are_a_problem_and_no_crash(tmp_path: Path) -> None:
    given = broken()
    (problem,) = refused(given.grown(ticks=given.ticks[:-1]), tmp_path)
    assert problem.startswith("book: its parts do not go together")
