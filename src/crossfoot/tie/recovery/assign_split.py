"""Splitting: groups of blocks that only one unprinted fact links are decided apart, each with that fact's interval.

Two charts often meet in one distant fact (both years before hang on one total). Their joint count would be the product
of both; apart, each can be exhausted. Cutting only forgets something, so whatever is proven of a part is proven of the
whole; what is chosen for the parts is checked against the whole again.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from crossfoot.tie.recovery.assign_narrow import FAR, Narrowing, NothingFits, State
from crossfoot.tie.recovery.assign_problem import Block, Problem, RatioRow, Row, Span, SumRow, variables_of


def split(problem: Problem) -> tuple[Problem, ...]:
    """The problem in parts that share no block; itself where it holds together, or where nothing fits anyway."""
    if len(problem.blocks) < 2:
        return (problem,)
    try:
        state = Narrowing(problem).start()
    except NothingFits:
        return (problem,)
    for cut in _narrowest_first(problem, state):
        groups = _groups(problem, cut)
        if len(groups) > 1:
            span = Span(state.lows[cut], state.highs[cut])
            seen = replace(problem, spans=(*problem.spans[:cut], span, *problem.spans[cut + 1 :]))
            return tuple(part for group in groups for part in split(_part(seen, group)))
    return (problem,)


def _narrowest_first(problem: Problem, state: State) -> list[int]:
    """The unprinted facts that are bounded on both sides, those that are known best first."""
    bounded = [
        v
        for v in range(len(problem.facts))
        if not problem.readings[v] and state.lows[v] > -FAR and state.highs[v] < FAR
    ]
    return sorted(bounded, key=lambda v: Fraction(state.highs[v] - state.lows[v], max(1, abs(state.highs[v]))))


def _groups(problem: Problem, cut: int) -> list[list[Block]]:
    """The blocks that hang together once a fact is cut; facts without slots that are printed link nothing."""
    linked: dict[int, set[int]] = {}
    for row in problem.rows:
        open_facts = [v for v in variables_of(row) if v != cut and not _is_stated(problem, v)]
        for v in open_facts:
            linked.setdefault(v, set()).update(open_facts)
    groups: list[list[Block]] = []
    left = list(problem.blocks)
    while left:
        group = [left.pop(0)]
        reached: set[int] = set()
        for block in group:  # grows while it is walked
            reached |= _reached(linked, block.slots, reached)
            near = [other for other in left if reached & set(other.slots)]
            group += near
            left = [other for other in left if other not in near]
        groups.append(group)
    return groups


def _reached(linked: dict[int, set[int]], start: Iterable[int], seen: set[int]) -> set[int]:
    waiting = [v for v in start if v not in seen]
    found = set(waiting)
    while waiting:
        for v in linked.get(waiting.pop(), ()):
            if v not in found and v not in seen:
                found.add(v)
                waiting.append(v)
    return found


def _is_stated(problem: Problem, variable: int) -> bool:
    span = problem.spans[variable]
    return not problem.readings[variable] and span.low > -FAR and span.high < FAR


def _part(problem: Problem, blocks: list[Block]) -> Problem:
    """The problem of some blocks: the rows they reach, and the facts those speak of."""
    reached = {slot for block in blocks for slot in block.slots}
    rows: list[Row] = []
    left = list(problem.rows)
    grown = True
    while grown:
        near = [row for row in left if reached & set(variables_of(row))]
        left = [row for row in left if row not in near]
        rows += near
        reached |= {v for row in near for v in variables_of(row) if not _is_stated(problem, v)}
        grown = bool(near)
    kept = sorted({v for row in rows for v in variables_of(row)} | {s for block in blocks for s in block.slots})
    number = {v: place for place, v in enumerate(kept)}
    return Problem(
        grid=problem.grid,
        facts=tuple(problem.facts[v] for v in kept),
        spans=tuple(problem.spans[v] for v in kept),
        blocks=tuple(replace(block, slots=tuple(number[s] for s in block.slots)) for block in blocks),
        readings=tuple(problem.readings[v] for v in kept),
        rows=tuple(_renumbered(row, number) for row in sorted(rows, key=lambda row: row.identity)),
    )


def _renumbered(row: Row, number: dict[int, int]) -> Row:
    if isinstance(row, SumRow):
        return replace(row, terms=tuple((coefficient, number[v]) for coefficient, v in row.terms))
    return RatioRow(
        row.identity,
        number[row.ratio],
        row.offset,
        tuple((coefficient, number[v]) for coefficient, v in row.numerator),
        tuple((coefficient, number[v]) for coefficient, v in row.denominator),
    )
