"""Labels in the whole: charts recovered so that the rest of the book agrees, not only the figures beside them.

Recovery looks at a chart and what its facts are directly linked to. Where the joint system then refuses the choice
although it ties without the charts, the rest of the book knows more than was asked: its bounds on the printed facts at
which the charts' relations end are worked out, and recovery is asked again within them.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from crossfoot.algebra.system import System
from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.findings import Assignment, Finding, Severity
from crossfoot.tie.bounds import tightest
from crossfoot.tie.joint import Joint, decide
from crossfoot.tie.recover import recover
from crossfoot.tie.regimes import with_intervals
from crossfoot.vocabulary.intervals import Interval

_PARTS = 1000
"""Implied bounds are rounded outward to this part of a grain: short fractions, and still true."""


def placed(book: Book) -> tuple[Book, Joint]:
    """The book with the labels that could be placed, and what the joint system decides of it."""
    first = with_intervals(recover(book))
    joint = decide(first)
    if not _refused(first, joint):
        return first, joint
    alone = decide(book)
    if alone.findings:
        return first, joint
    second = _claiming_no_more(with_intervals(recover(book, implied(alone))), first)
    joint = decide(second)
    refused = _refused(second, joint)
    if not refused:
        return second, joint
    second = _without(second, refused)
    return second, decide(second)


def implied(joint: Joint) -> dict[FactKey, Interval]:
    """The bounds that a system without charts implies for its facts, rounded outward."""
    found: dict[FactKey, Interval] = {}
    for component in joint.components:
        if component.rows and set(component.variables) <= joint.witness.keys():
            for variable, bounds in tightest(component, joint.witness).items():
                found[joint.system.variables[variable]] = _outward(joint.system, variable, bounds.interval)
    return found


def _outward(system: System, variable: int, interval: Interval) -> Interval:
    part = system.scales[variable] / _PARTS
    low, high = interval.low, interval.high
    return Interval(
        low=None if low is None else Fraction(floor(low / part)) * part,
        high=None if high is None else Fraction(ceil(high / part)) * part,
    )


def _refused(book: Book, joint: Joint) -> set[str]:
    """The blocks whose labels are among the suspects."""
    blocks = {figure: assignment.block for assignment in book.assignments for figure, _ in assignment.slots}
    return {blocks[figure] for figure in joint.suspects if figure in blocks}


def _claiming_no_more(book: Book, first: Book) -> Book:
    """The book whose labels are called proven only where the chart's own relations prove them, as a checker can."""
    before: Mapping[str, Assignment] = {assignment.block: assignment for assignment in first.assignments}
    return book.grown(
        assignments=tuple(
            replace(a, proven=tuple(f for f in a.proven if a.block in before and f in before[a.block].proven))
            for a in book.assignments
        )
    )


def _without(book: Book, refused: set[str]) -> Book:
    """The book with the labels of some blocks left unplaced, and a finding that says so."""
    loose = {figure for block in book.blocks if block.id in refused for figure in block.figures}
    findings = tuple(
        Finding(
            "labels-do-not-fit",
            Severity.ERROR,
            f"The labels of {block.id} stay unassigned: none was found that the rest of the book admits",
            figures=block.figures,
            file=block.place.file,
            line=block.place.line or 0,
        )
        for block in book.blocks
        if block.id in refused
    )
    return book.grown(
        figures=tuple(replace(f, fact=None, interval=Interval()) if f.id in loose else f for f in book.figures),
        assignments=tuple(a for a in book.assignments if a.block not in refused),
        findings=(*book.findings, *findings),
    )
