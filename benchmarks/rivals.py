"""Rivals: checkers of single sums, told the very relations that Crossfoot has to discover, on the same altered tables.

`exact` adds up what is printed, `tolerance 1` lets a last place pass, `finvariant` (0.1.0, on PyPI) runs its own
footing check with its own tolerance: every relation is handed to it as a section of a balance sheet, total and parts
under names of its schema, parts that are taken off below zero. None of them ranks suspects. What they accuse is the
total that does not foot, so they are right where the total is the figure that was altered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import finvariant
from benchmarks.misprinting import Printed, values_of

from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity

RIVALS = ("exact", "tolerance 1", "finvariant")
_SECTION = "total_equity"
_LINES = (
    "common_stock",
    "additional_paid_in_capital",
    "retained_earnings",
    "treasury_stock",
    "accumulated_oci",
    "minority_interest",
    "other_equity",
)

Values = Mapping[FactKey, tuple[Fraction, Fraction]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rival says of a document: the totals that it says do not foot, of how many relations."""

    accused: frozenset[FactKey]
    relations: int


def verdicts(printed: Printed, texts: Mapping[str, str]) -> dict[str, Verdict]:
    """What each rival says of the document with some figures printed otherwise."""
    values = values_of(printed, texts)
    told = [each for each in printed.sums if all(fact in values for fact in each.facts)]
    accused: dict[str, set[FactKey]] = {rival: set() for rival in RIVALS}
    for each in told:
        total, whole, parts, place = _in_last_places(each, values)
        residual = abs(whole - sum(parts))
        if residual:
            accused["exact"].add(total)
        if residual > place:
            accused["tolerance 1"].add(total)
        if not _foots(whole, parts):
            accused["finvariant"].add(total)
    return {rival: Verdict(frozenset(totals), len(told)) for rival, totals in accused.items()}


def _in_last_places(identity: Identity, values: Values) -> tuple[FactKey, Fraction, list[Fraction], Fraction]:
    """The total, its value and its parts with their signs, all in finest last places, and the coarsest place."""
    total = identity.subject or identity.terms[0].fact
    finest = min(values[fact][1] for fact in identity.facts)
    own = next(term.coefficient for term in identity.terms if term.fact == total)
    parts = [-t.coefficient / own * values[t.fact][0] / finest for t in identity.terms if t.fact != total]
    coarsest = max(values[fact][1] for fact in identity.facts)
    return total, values[total][0] / finest, parts, coarsest / finest


def _foots(whole: Fraction, parts: list[Fraction]) -> bool:
    """Whether finvariant says that a section foots; parts beyond its lines are added to the last of them."""
    lines = dict(zip(_LINES, _merged(parts), strict=False))
    sheet = {_SECTION: float(whole), **{line: float(value) for line, value in lines.items()}}
    report: finvariant.AuditReport = finvariant.check(
        finvariant.Statements(periods=["column"], balance_sheet={"column": sheet})
    )
    return bool(report.ok)


def _merged(parts: list[Fraction]) -> Iterator[Fraction]:
    most = len(_LINES)
    yield from parts[: most - 1] if len(parts) > most else parts
    if len(parts) > most:
        yield sum(parts[most - 1 :], Fraction(0))
