"""The checker accepts what is proved and nothing else: change one number anywhere, and the arithmetic says so."""

import hashlib
import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.mobile_book import broken_book, mobile_book
from tests.tie.test_explain import margin_book

from crossfoot.store.book_json import dump
from crossfoot.tie.engine import tie
from crossfoot.tie.verification.checker import check_book, verify_book
from crossfoot.tie.wording.explain import explain

MOBILE, BROKEN = dump(mobile_book()), dump(broken_book())
MARGIN = dump(explain(tie(margin_book())))  # as the engine ties it: margin and share are printed nowhere
Path = tuple[str | int, ...]

# What the arithmetic claims, by part of the book; the rest is told, not claimed (a caption, a page, a title).
CLAIMS = {
    "figures": {"value", "last_place", "low", "high", "low_exact", "high_exact"},
    "identities": {"terms", "facts", "denominator", "low", "high", "factor", "offset"},
    "certificates": {"times", "coefficients", "bound", "ratio_bound", "denominator_bound"},
    "facts": {"value", "low", "high", "low_exact", "high_exact"},
    "witness": set(),
    "summary": set(),
}


def sealed(book: Any) -> str:
    """The book with a digest that fits, as a forger would write it."""
    rest = {name: part for name, part in book.items() if name != "digest"}
    text = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return json.dumps({**rest, "digest": hashlib.sha256(text.encode()).hexdigest()})


def numbers(part: Any, path: Path = ()) -> Iterator[Path]:
    """The paths of every number below a part of the book."""
    if isinstance(part, dict | list):
        for at, inner in part.items() if isinstance(part, dict) else enumerate(part):
            yield from numbers(inner, (*path, at))
    elif not isinstance(part, bool) and part is not None:
        try:
            Fraction(part)
        except ValueError:
            return
        yield path


def claimed(text: str) -> list[Path]:
    """The paths of the numbers that the book claims."""
    book = json.loads(text)
    paths = [(part, *path) for part in CLAIMS for path in numbers(book[part])]
    return [path for path in paths if not CLAIMS[str(path[0])] or CLAIMS[str(path[0])] & set(path)]


def changed(text: str, path: Path, by: Fraction) -> str:
    """The book with one number moved, sealed again."""
    book = json.loads(text)
    at = book
    for step in path[:-1]:
        at = at[step]
    number = at[path[-1]]
    at[path[-1]] = int(number + by) if isinstance(number, int) else str(Fraction(number) + by)
    return sealed(book)


def leans_as_well(text: str, path: Path, by: int) -> bool:
    """Whether a premise that leans on a step may as well lean on the one beside it, which says the same."""
    if "bound" not in str(path[-1]) or path[-1] == "bound":
        return False
    book = json.loads(text)
    steps = book["certificates"][path[1]]["steps"]
    number = steps[path[3]]["premises"][path[5]][path[6]]
    told = [{**step, "premises": ()} for step in steps]
    return bool(told[number] == told[number + by])


def edited(text: str, edit: str, new: Any) -> str:
    """The book with the value at a dotted path replaced, sealed again."""
    book = json.loads(text)
    *steps, last = [int(step) if step.isdigit() else step for step in edit.split("/")]
    at = book
    for step in steps:
        at = at[step]
    at[last] = new
    return sealed(book)


def test_a_book_that_ties_is_accepted() -> None:
    assert check_book(MOBILE) == []
    assert verify_book(MOBILE).counts == {
        "figures": 3,
        "identities": 2,
        "certificates": 4,
        "facts": 4,
        "findings": 0,
        "facts with a witness": 4,
    }


def test_a_break_that_is_proved_is_accepted() -> None:
    assert check_book(BROKEN) == []


def test_what_the_engine_computes_is_accepted() -> None:
    assert check_book(MARGIN) == []
    values = {fact["id"].split("|")[0]: (fact["value"], fact["source"]) for fact in json.loads(MARGIN)["facts"]}
    assert values["margin"] == ("25200000000", "computed")
    # 25.2 / 157.8 is 15.9696%, computed two places finer than percent are printed
    assert values["margin.share"] == ("15.970", "computed")


def test_a_book_that_was_changed_after_sealing_is_refused() -> None:
    assert check_book(MOBILE.replace("Example Telecom: results", "Example Telecom: Results")) == [
        "digest: the content is not the one that was sealed"
    ]


@pytest.mark.parametrize("text", [MOBILE, BROKEN, MARGIN], ids=["ties", "breaks", "computed"])
def test_every_number_claimed_is_checked(text: str) -> None:
    unnoticed = [
        path
        for path in claimed(text)
        for by in (1, -1)
        if not check_book(changed(text, path, Fraction(by))) and not leans_as_well(text, path, by)
    ]
    assert unnoticed == []
    assert len(claimed(text)) > 50


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(claimed(BROKEN)), st.fractions().filter(bool))
def test_no_change_of_any_size_is_accepted(path: Path, by: Fraction) -> None:
    whole = by if by.denominator == 1 else Fraction(by.numerator)
    by = whole if isinstance(path[-1], int) or "bound" in str(path[-1]) or path[0] == "summary" else by
    assert check_book(changed(BROKEN, path, by))


@pytest.mark.parametrize(
    ("edit", "new", "problem"),
    [
        (
            "certificates/0/steps/2/premises/2/side",
            "low",
            "certificate c1: the premises of step 2 do not add up to what it says",
        ),
        ("certificates/0/steps/2/strict", True, "certificate c1: the premises of step 2 do not add up to what it says"),
        (
            "certificates/0/steps/2/premises/2/times",
            "-1",
            "certificate c1: a premise cannot be taken -1 times",
        ),
        ("certificates/0/side", "low", "certificate c1: its last step does not prove what it claims"),
        ("certificates/0/figures", [], "certificate c1: the figures that it lists are not those that it uses"),
        ("certificates/0/steps", [], "certificate c1: the figures that it lists are not those that it uses"),
        ("certificates/0/steps/2/premises/0/ratio_bound", 2, "certificate c1: it rests on step 2, which does not come"),
        (
            "measures/0/nonnegative",
            False,
            "certificate c1: {'fact': 'mobile_revenue|2015-04-01/2016-03-31|actual', 'kind': 'sign', 'times': '1'} is",
        ),
        ("facts/0/high_proof", "c3", "c3 proves another bound than its high end"),
        ("facts/0/high_proof", "", "its high end 15596491228.1 has no proof and is no figure's"),
        ("facts/0/high_proof", "c9", "the proof of its high end, c9, does not hold"),
        ("facts/1/high", None, "fact mobile_revenue|2016-04-01/2017-03-31|actual: "),
        ("facts/2/high_open", True, "its high end 11112500000 has no proof and is no figure's"),
        ("facts/2/figures", [], "no figure that stands and states it prints 11112000000"),
        ("figures/1/text", "11,121", "figure deck-p7-001: the text '11,121' does not print 11112000000"),
        ("figures/1/rounding", "truncated", "figure deck-p7-001: '11,112' gives low 11112000000, the book says"),
        ("figures/1/low_open", True, "figure deck-p7-001: '11,112' gives low 11111500000, the book says 11111500000"),
        ("figures/1/identities", ["x"], "figure deck-p7-001: tested by an unknown identity x"),
        ("regimes/0/amounts", "exact", "figure deck-p2-001: '27.7' gives low 27700000000, the book says 27650000000"),
        ("figures/1/fact", None, "its term -1 x deck-p7-001 is not its fact"),
        ("facts/0/value", "15584000000", "its value 15584000000 does not follow"),
        ("facts/2/high", "111125/10000", "'111125/10000' is no decimal"),
        ("findings", [], "figure deck-p2-001: breaks, but no finding names it"),
        ("findings/0/certificate", "c1", "finding does-not-tie: nothing proves the contradiction"),
        ("findings/0/corrections/0/0/figure", "deck-p9-001", "finding does-not-tie: a correction leaves every figure"),
        (
            "findings/0/corrections/0/0/high_exact",
            "1600000000000/57",
            "deck-p2-001 should be high 26708991228.1, where the contradiction leaves 1522412500000/57",
        ),
        ("findings/0/corrections/0/0/high", "26708991228.2", "is not 1522412500000/57 rounded outward"),
        ("figures/0/status", "ties", "witness: figure deck-p2-001 would not print '27.7'"),
        ("summary/deduced", 1, "summary: says 1 deduced, there are 2"),
        ("witness", {}, "witness: figure deck-p7-001 is said to tie, and has no value"),
        ("figures/0/value", 27.7e9, "figure deck-p2-001: 27700000000.0 is no decimal"),
        ("certificates/0/steps/2/bound", "1/0", "certificate c1: cannot be read (ZeroDivisionError("),
    ],
)
def test_a_claim_that_does_not_hold_is_named(edit: str, new: Any, problem: str) -> None:
    assert any(problem in line for line in check_book(edited(BROKEN, edit, new))), check_book(edited(BROKEN, edit, new))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": "1.0"}', "null", '{"figures": 3}'])
def test_what_is_no_book_is_refused(text: str) -> None:
    (problem,) = check_book(text)
    assert problem.startswith("book: cannot be read")
