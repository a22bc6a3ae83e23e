"""Discovery against tables labelled by hand: which of their true relations are found, and which found ones are true.

`discover_gold/` holds thirty tables drawn by lot from the half of public question sets that no rule was made on, long
labels cut short. What was first missed in them has since been looked at, so they say what is found, not how well unseen
tables will do; `python -m benchmarks.discovery --report` says more of that. A label names rows and columns of the grid:
`r4 = r2 + r3 in c1 c2` down, `c3 = c1 - c2 in r2` across, `r5c1 = r13c2` where two figures are one fact. Labelled is
what adds within a row or a column, what is carried over, and what a percentage is of.
"""

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from tests.tie.discover_books import book_of

from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity
from crossfoot.tie.discovery.discover import discover
from crossfoot.vocabulary.periods import Undated

GOLD = Path(__file__).parent / "discover_gold"

Cell = str
Form = dict[Cell, Fraction]
"""A relation as cells with coefficients that add to zero; a percentage as its cells, each with its role."""


def test_nothing_is_found_that_is_not_so_and_what_is_missed_is_known() -> None:
    untrue, missed, found, labelled = [], [], 0, 0
    for name, rows, labels in _tables():
        gold = [form for label in labels for form in _labelled(label, rows)]
        told = [_form(identity) for identity in discover(book_of(rows)).identities]
        untrue += [f"{name}: {form}" for form in told if not _implied(form, gold)]
        missed += [f"{name[:8]} {_shown(form)}" for form in gold if not _implied(form, told)]
        found += len(told)
        labelled += len(gold)
    assert untrue == []
    assert (labelled, found) == (96, 95)
    assert missed == ["ec3603ca +r3c3% +over r3c1 +under r3c2"]  # the growth of an amount below zero


def _tables() -> Iterator[tuple[str, list[list[str]], list[str]]]:
    for file in sorted(GOLD.glob("*.json")):
        for table in json.loads(file.read_text(encoding="utf-8"))["tables"]:
            yield table["id"], table["rows"], table["relations"]


def _labelled(label: str, rows: list[list[str]]) -> Iterator[Form]:
    """The relations that a label stands for, one for each line it is said to hold in, blanks left out."""
    relation, _, where = label.partition(" in ")
    for line in where.split() or [""]:
        cells = re.sub(r"\b[rc][0-9]+\b", lambda m, line=line: _cell(m[0], line), relation) if line else relation  # type: ignore[misc]
        yield _parsed(cells, rows)


def _cell(one: str, other: str) -> Cell:
    return one + other if one.startswith("r") else other + one


def _parsed(relation: str, rows: list[list[str]]) -> Form:
    left, right = relation.split(" = ")
    if "/" in right:
        over, under = right.removesuffix(" - 100").split(" / ")
        return {f"{left}%": Fraction(1), f"over {over}": Fraction(1), f"under {under}": Fraction(1)}
    form = {left: Fraction(1)}
    for sign, cell in re.findall(r"([+-]?) ?(r[0-9]+c[0-9]+)", right):
        row, column = map(int, cell[1:].split("c"))
        if rows[row][column]:
            form[cell] = Fraction(1 if sign == "-" else -1)
    return form


def _form(identity: Identity) -> Form:
    if identity.ratio is not None:
        over, under = identity.terms[0].fact, identity.denominator[0].fact
        cells = (f"{_at(identity.ratio)}%", f"over {_at(over)}", f"under {_at(under)}")
        return dict.fromkeys(cells, Fraction(1))
    return {_at(term.fact): term.coefficient for term in identity.terms}


def _at(fact: FactKey) -> Cell:
    assert isinstance(fact.period, Undated)
    return fact.measure.rstrip("%") + fact.period.column


def _implied(form: Form, by: list[Form]) -> bool:
    """Whether a form is a linear combination of others, by elimination."""
    basis: list[tuple[Cell, Form]] = []
    for each in (*by, None):
        rest = dict(form if each is None else each)
        for pivot, known in basis:
            if pivot in rest:
                times = rest[pivot] / known[pivot]
                rest = {
                    c: v for c in rest | known if (v := rest.get(c, Fraction(0)) - times * known.get(c, Fraction(0)))
                }
        if each is None:
            return not rest
        if rest:
            basis.append((min(rest), rest))
    return False


def _shown(form: Form) -> str:
    return " ".join(f"{'+' if coefficient > 0 else '-'}{cell}" for cell, coefficient in form.items())
