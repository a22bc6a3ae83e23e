"""Discovery against tables labelled by hand: which of their true relations are found, and which found ones are true.

`discover_gold/` holds thirty tables drawn by lot from the half of public question sets that no rule was made on, long
labels cut short. What was first missed in them has since been looked at, so they say what is found, not how well unseen
tables will do; `python -m benchmarks.discovery --report` says more of that. Labelled is what adds within a row or a
column, what is carried over, and what a percentage is of (`discover_forms.py` has the notation).
"""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.tie.discover_books import book_of
from tests.tie.discover_forms import Form, form_of, implied, labelled

from crossfoot.tie.discovery.discover import discover

GOLD = Path(__file__).parent / "discover_gold"


def test_nothing_is_found_that_is_not_so_and_what_is_missed_is_known() -> None:
    untrue, missed, found, named = [], [], 0, 0
    for name, rows, labels in _tables():
        gold = [form for label in labels for form in labelled(label, rows)]
        told = [form_of(identity) for identity in discover(book_of(rows)).identities]
        untrue += [f"{name}: {form}" for form in told if not implied(form, gold)]
        missed += [f"{name[:8]} {_shown(form)}" for form in gold if not implied(form, told)]
        found += len(told)
        named += len(gold)
    assert untrue == []
    assert (named, found) == (96, 96)
    assert missed == []


def _tables() -> Iterator[tuple[str, list[list[str]], list[str]]]:
    for file in sorted(GOLD.glob("*.json")):
        for table in json.loads(file.read_text(encoding="utf-8"))["tables"]:
            yield table["id"], table["rows"], table["relations"]


def _shown(form: Form) -> str:
    return " ".join(f"{'+' if coefficient > 0 else '-'}{cell}" for cell, coefficient in form.items())
