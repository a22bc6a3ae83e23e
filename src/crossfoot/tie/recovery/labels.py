"""Labels in the whole: charts recovered so that the rest of the book agrees, not only the figures beside them.

Recovery looks at a chart and what its facts are directly linked to. Where the joint system then refuses the choice
although it ties without the charts, the rest of the book knows more than was asked: its bounds on the printed facts at
which the charts' relations end are worked out, and the refused charts are recovered again within them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from crossfoot.algebra.system import System
from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.findings import Assignment, Finding, Severity
from crossfoot.tie.bounds import tightest
from crossfoot.tie.joint import Joint, contradicted, decide, decide_swiftly
from crossfoot.tie.recovery.recover import recover
from crossfoot.tie.rounding.regimes import with_intervals
from crossfoot.vocabulary.intervals import Interval

_PARTS = 1000
"""Implied bounds are rounded outward to this part of a grain: short fractions, and still true."""


def placed(book: Book, decision: Callable[[Book], Joint] = decide) -> tuple[Book, Joint]:
    """The book with the labels that could be placed, and what the joint system decides of it, by that decision."""
    first = with_intervals(recover(book))
    refused = _blocks(first, contradicted(first))
    alone = decide_swiftly(book) if refused else None
    if alone is None or alone.findings:
        return first, decision(first)
    second = _again(first, refused, implied(alone, _ends(book, refused)))
    still = _blocks(second, contradicted(second))
    if still:
        second = _unplaced(second, still)
    return second, decision(second)


def implied(joint: Joint, facts: Collection[FactKey]) -> dict[FactKey, Interval]:
    """The bounds that a system without charts implies for some of its facts, rounded outward."""
    found: dict[FactKey, Interval] = {}
    for component in joint.components:
        inside = [v for v in component.variables if joint.system.variables[v] in facts]
        if component.rows and inside and set(component.variables) <= joint.witness.keys():
            for variable, bounds in tightest(component, joint.witness, inside).items():
                found[joint.system.variables[variable]] = _outward(joint.system, variable, bounds.interval)
    return found


def _outward(system: System, variable: int, interval: Interval) -> Interval:
    part = system.scales[variable] / _PARTS
    low, high = interval.low, interval.high
    return Interval(
        low=None if low is None else Fraction(floor(low / part)) * part,
        high=None if high is None else Fraction(ceil(high / part)) * part,
    )


def _blocks(book: Book, figures: Collection[str]) -> frozenset[str]:
    """The blocks that some of the figures are labels of."""
    return frozenset(a.block for a in book.assignments if any(figure in figures for figure, _ in a.slots))


def _ends(book: Book, refused: Collection[str]) -> set[FactKey]:
    """The facts printed elsewhere at which the relations of some charts end."""
    speaking: dict[FactKey, list[tuple[FactKey, ...]]] = defaultdict(list)
    for identity in book.identities:
        for fact in identity.facts:
            speaking[fact].append(identity.facts)
    printed = {figure.fact for figure in book.figures if figure.fact is not None}
    waiting = [slot.fact for block in book.blocks if block.id in refused for slot in block.slots]
    seen, ends = set(waiting), set[FactKey]()
    while waiting:
        for facts in speaking[waiting.pop()]:
            for fact in facts:
                if fact in printed:
                    ends.add(fact)
                elif fact not in seen:
                    seen.add(fact)
                    waiting.append(fact)
    return ends


def _again(first: Book, refused: Collection[str], bounds: dict[FactKey, Interval]) -> Book:
    """The refused charts recovered anew within bounds, beside the others as they were placed.

    Labels are called proven only where the chart's own relations proved them before, as a checker can show.
    """
    bare = _bare(first, refused)
    charts = tuple(block for block in first.blocks if block.id in refused)
    again = recover(bare.grown(blocks=charts), bounds)
    proven = {figure for assignment in first.assignments for figure in assignment.proven}
    claimed: dict[str, Assignment] = {
        a.block: replace(a, proven=tuple(f for f in a.proven if f in proven)) for a in again.assignments
    }
    return with_intervals(
        again.grown(
            blocks=first.blocks,
            assignments=tuple(claimed[block.id] for block in first.blocks if block.id in claimed),
        )
    )


def _bare(book: Book, refused: Collection[str]) -> Book:
    """The book without the places of some charts' labels."""
    loose = {figure for block in book.blocks if block.id in refused for figure in block.figures}
    return book.grown(
        figures=tuple(replace(f, fact=None, interval=Interval()) if f.id in loose else f for f in book.figures),
        assignments=tuple(a for a in book.assignments if a.block not in refused),
    )


def _unplaced(book: Book, refused: Collection[str]) -> Book:
    """The book with the labels of some charts left unplaced, and a finding that says so."""
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
    return with_intervals(_bare(book, refused).grown(findings=(*book.findings, *findings)))
