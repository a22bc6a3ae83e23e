"""Recovery: which label of a chart whose order was lost belongs to which slot, with proof or with the alternatives.

Blocks that share identities are decided together (docs/convention.md, section 7). Where few assignments are admissible
all of them are found, and a label is proven when every one of them puts it into the same slot. Where there are too many
to list, the least displaced is chosen, and only what an exhaustive search could not place otherwise is proven.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, LabelBlock
from crossfoot.model.findings import Assignment, Finding, Severity
from crossfoot.tie.recovery.assign import Filled, slots
from crossfoot.tie.recovery.assign_decide import Decision, decided_together
from crossfoot.tie.recovery.assign_order import PREFERENCE, cost, parts, placed
from crossfoot.tie.recovery.assign_problem import EMPTY, Block, Implied, Problem, problems

UNFIT = "labels-do-not-fit"

EXAMPLES = 5
"""How many other placements of a block are shown."""


FITTING = "so the labels of the chart fit their slots"
PREFERRED = "both fit, and the order of the labels prefers it"


@dataclass(frozen=True, slots=True)
class _Placement:
    """Where a block's labels go: the fact and the reading (its number among the text's) of each figure."""

    facts: Mapping[str, FactKey]
    ways: Mapping[str, int]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Figure ids with the ids of their facts."""
        return tuple((figure, fact.id) for figure, fact in self.facts.items())


def recover(book: Book, implied: Implied | None = None) -> Book:
    """The book with a fact for every label that could be placed, and an assignment or a finding for every block.

    `implied` holds bounds that the rest of the book sets for printed facts at which the charts' relations end.
    """
    if not book.blocks:
        return book
    figures = {figure.id: figure for figure in book.figures}
    blocks = {block.id: block for block in book.blocks}
    assignments: dict[str, Assignment] = {}
    findings: list[Finding] = []
    for problem in problems(book, implied):
        for decision in decided_together(problem):
            if decision.chosen is None:
                findings.append(_unfit([blocks[block.id] for block in decision.problem.blocks], decision))
                continue
            for number, block in enumerate(decision.problem.blocks):
                placement = _placement(decision.problem, number, decision.chosen)
                assignments[block.id] = _assignment(decision, number, placement)
                doubtful = _read_otherwise(decision, number)
                for name, fact in placement.facts.items():
                    why = PREFERRED if name in doubtful else FITTING
                    figures[name] = _settled(figures[name], fact, placement.ways[name], why)
    kept = (one for one in book.assignments if one.block not in blocks)
    return book.grown(
        figures=tuple(figures[figure.id] for figure in book.figures),
        assignments=(*kept, *(assignments[block.id] for block in book.blocks if block.id in assignments)),
        findings=(*(finding for finding in book.findings if finding.code != UNFIT), *findings),
    )


def _placement(problem: Problem, number: int, filled: Filled) -> _Placement:
    block, own = parts(problem, filled)[number]
    placing = sorted(placed(block, own, cost(block, own).order), key=lambda one: one[1])
    facts = {figure: problem.facts[block.slots[place]] for figure, _, place in placing}
    return _Placement(facts, {figure: own[place].way for figure, _, place in placing})


def _assignment(decision: Decision, number: int, placement: _Placement) -> Assignment:
    """The record of one block; costs are those of all the blocks that were decided together."""
    problem, block = decision.problem, decision.problem.blocks[number]
    assert decision.chosen is not None
    own = parts(problem, decision.chosen)[number][1]
    others = {
        other: filled
        for filled in decision.others
        if (other := tuple((r.label, r.way) for r in parts(problem, filled)[number][1]))
        != tuple((r.label, r.way) for r in own)
    }
    preferred = bool(others) or not decision.exhausted
    return Assignment(
        block=block.id,
        slots=placement.pairs,
        proven=_proven(decision, block),
        alternatives=len(others),
        exhausted=decision.exhausted,
        preference=_preference(problem, block, own) if preferred else "",
        cost=decision.cost if preferred else None,
        next_cost=decision.next_cost if preferred else None,
        examples=tuple(_placement(problem, number, filled).pairs for filled in list(others.values())[:EXAMPLES]),
    )


def _proven(decision: Decision, block: Block) -> tuple[str, ...]:
    """The figures that every admissible assignment places alike; of labels that print alike, all or none."""
    assert decision.chosen is not None
    by_slot = dict(zip(slots(decision.problem), decision.chosen, strict=True))
    names: set[str] = set()
    for number, label in enumerate(block.labels):
        if all(slot in decision.proven for slot in block.slots if by_slot[slot].label == number):
            names.update(label.figures)
    return tuple(figure for figure in block.figures if figure in names)


def _preference(problem: Problem, block: Block, own: Filled) -> str:
    order = cost(block, own).order.name
    together = ", ".join(other.id for other in problem.blocks)
    joint = f", over {together} together" if len(problem.blocks) > 1 else ""
    return f"{PREFERENCE} (read {order}{joint})"


def _read_otherwise(decision: Decision, number: int) -> frozenset[str]:
    """The labels of a block that some assignment found reads in another of their ways."""
    ways: dict[int, set[int]] = {}
    for filled in decision.all:
        for reading in parts(decision.problem, filled)[number][1]:
            ways.setdefault(reading.label, set()).add(reading.way)
    labels = decision.problem.blocks[number].labels
    return frozenset(f for label, own in ways.items() if label != EMPTY and len(own) > 1 for f in labels[label].figures)


def _settled(figure: Figure, fact: FactKey, way: int, why: str) -> Figure:
    ways = tuple(dict.fromkeys((figure.printed, *figure.alternatives)))
    if len(ways) == 1:
        return replace(figure, fact=fact)
    chosen = ways[way]
    others = tuple(other for other in ways if other != chosen)
    refused = " or ".join(f"{other.value.normalize():,f}" for other in others)
    reason = f"read as {chosen.value.normalize():,f}, not {refused}: {why}"
    return replace(figure, fact=fact, printed=chosen, alternatives=others, settled=reason)


def _unfit(blocks: list[LabelBlock], decision: Decision) -> Finding:
    names = ", ".join(block.id for block in blocks)
    found = (
        "no assignment of them satisfies" if decision.exhausted else "none was found within the limits that satisfies"
    )
    return Finding(
        code=UNFIT,
        severity=Severity.ERROR,
        message=f"The labels of {names} stay unassigned: {found} every identity. Check their texts and their slots",
        figures=tuple(figure for block in blocks for figure in block.figures),
        file=blocks[0].place.file,
        line=blocks[0].place.line or 0,
    )


__all__ = ["recover"]
