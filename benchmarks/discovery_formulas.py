"""Sums discovered in workbooks against their live formulas, which discovery never sees.

Usage: python -m benchmarks.discovery_formulas [-v] [WORKBOOK ...]. Gold are the formulas that add and take off figures
of one sheet, with two parts or more that are not nil, where these tie within rounding. Recall is the share of them that
the relations found imply; precision is the share, of relations found whose total is a cell with such a formula and
whose parts run the same way, that the formulas imply, by exact elimination: some are a formula itself, others follow
from several. What does neither a sheet may still add, by typing it in or by a formula for other cells; of these it is
told how many tie in every column that prints them, in how many columns the least of them does, how surely (belief in
powers of ten), and how many accidents these beliefs expect among them.
"""

import argparse
import re
import time
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from tests.tie.discover_forms import implied

from crossfoot.bind.formulas.binding import bind_formulas
from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity
from crossfoot.read.documents import read_documents
from crossfoot.tie.discovery.discover import discover

_TIED = re.compile(r"in (?P<ties>[0-9]+) of (?P<all>[0-9]+)$")
SHARED = Path(__file__).parent.parent.parent / "shared" / "data"

Form = dict[FactKey, Fraction]
"""Facts with coefficients that add to zero."""


def main() -> None:
    """Print recall and precision for each workbook."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-v", action="store_true", help="list what was missed and what was found besides")
    parser.add_argument("workbooks", nargs="*", type=Path)
    asked = parser.parse_args()
    for path in asked.workbooks or sorted(SHARED.rglob("*.xlsx")):
        for book in read_documents([path]).books:
            _report(path.name, bind_grids(book), verbose=asked.v)


def _report(name: str, bound: Book, *, verbose: bool) -> None:
    stated = {figure.fact: figure for figure in bound.figures if figure.fact is not None}
    formulas = [identity for identity in bind_formulas(bound).identities if identity.ratio is None]
    gold = {identity: form for identity in formulas if _holds(form := _printed(identity, stated), stated)}
    started = time.process_time()
    told = [identity for identity in discover(bound).identities if identity.ratio is None and len(identity.terms) > 2]
    spent = time.process_time() - started
    forms = {identity: _printed(identity, stated) for identity in told}
    every = [_printed(identity, stated) for identity in formulas]
    missed = [identity for identity, form in gold.items() if not implied(form, _touching(form, forms.values()))]
    beside = _alongside(gold, told, stated)
    wrong = [identity for identity in beside if not implied(forms[identity], every)]
    written = sum(any(_is_same(forms[identity], form) for form in every) for identity in beside)
    print(
        f"{name}: {len(stated)} facts, {len(formulas)} formulas that add, {len(gold)} of them sums that hold, "
        f"{_rate(len(gold) - len(missed), len(gold))} found; of {len(beside)} relations found for their totals "
        f"{_rate(written, len(beside))} are a formula, {_rate(len(beside) - len(wrong) - written, len(beside))} follow "
        f"from formulas, {_rate(len(wrong), len(beside))} do neither{_besides(wrong)}; {spent:.1f} s"
    )
    for what, which in (("missed", missed), ("besides", wrong)):
        print(
            "".join(f"   {what} {identity.id[:60]}: {identity.text[:240]}\n" for identity in which if verbose), end=""
        )


def _besides(wrong: Iterable[Identity]) -> str:
    """What columns and beliefs say of relations that no formulas imply."""
    told = [(identity, _columns(identity)) for identity in wrong]
    ties = [columns for _, columns in told if columns is not None]
    beliefs = [identity.belief for identity, _ in told if identity.belief is not None]
    if not ties or not beliefs:
        return ""
    accidents = sum(10.0 ** -float(belief) for belief in beliefs)
    return (
        f" ({len(ties)} of {len(told)} tie in every column, in {min(ties)} or more, with beliefs from {min(beliefs)}: "
        f"{accidents:.1g} accidents expected)"
    )


def _is_same(one: Form, other: Form) -> bool:
    """Whether two forms are one, but for which of their facts is the total."""
    if one.keys() != other.keys() or not one:
        return False
    first = next(iter(one))
    return all(one[fact] * other[first] == other[fact] * one[first] for fact in one)


def _columns(identity: Identity) -> int | None:
    """In how many columns a relation ties where it ties in all, as its rule tells; else None."""
    tied = _TIED.search(identity.origin.rule)
    return int(tied["ties"]) if tied and tied["ties"] == tied["all"] else None


def _rate(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


def _printed(identity: Identity, stated: Mapping[FactKey, Figure]) -> Form:
    """The terms that print more than nil: whether nil is added or taken off no figure can tell."""
    return {t.fact: t.coefficient for t in identity.terms if t.fact in stated and stated[t.fact].printed.value}


def _holds(form: Form, stated: Mapping[FactKey, Figure]) -> bool:
    """Whether a sum of three figures or more of one sheet ties as printed."""
    figures = [stated[fact] for fact in form]
    if len(figures) < 3 or len({figure.place.sheet for figure in figures}) > 1:
        return False
    residual = sum(
        (Fraction(figure.printed.value) * form[fact] for fact, figure in zip(form, figures, strict=True)), Fraction(0)
    )
    return abs(residual) <= Fraction(sum((figure.printed.place for figure in figures), Decimal(0))) / 2


def _touching(form: Form, forms: Iterable[Form]) -> list[Form]:
    """The relations that share lines with a form, directly or over one other."""
    every = list(forms)
    near = [each for each in every if not form.keys().isdisjoint(each)]
    reached = {fact for each in near for fact in each}
    return [each for each in every if not reached.isdisjoint(each)]


def _alongside(
    gold: Mapping[Identity, Form], told: Iterable[Identity], stated: Mapping[FactKey, Figure]
) -> list[Identity]:
    """The relations found for the total of a formula, down or across as it adds."""
    ways = {identity.subject: _is_down(identity, stated) for identity in gold}
    return [each for each in told if each.subject in ways and _is_down(each, stated) == ways[each.subject]]


def _is_down(identity: Identity, stated: Mapping[FactKey, Figure]) -> bool:
    return len({stated[fact].place.column for fact in identity.facts if fact in stated}) == 1


if __name__ == "__main__":
    main()
