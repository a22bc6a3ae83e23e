"""The preference between admissible assignments: labels keep the order of the text as far as the arithmetic lets them.

A label that moves from its place in the text to another place in the order of reading is displaced by the difference;
an assignment costs the sum of all displacements (the footrule). It is chosen over counting inverted pairs because it
adds up label by label, so the cheapest assignment can be found and proven cheapest by linear programming, and the two
never differ by more than a factor of two. The order of reading itself is taken as the one that costs least.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from crossfoot.tie.recovery.assign import Filled
from crossfoot.tie.recovery.assign_problem import EMPTY, Block, Problem, SumRow

PREFERENCE = (
    "least total displacement of the labels from an order of reading, the declared one first; "
    "then the smallest residuals of the sums as printed; then the smoothest series"
)


@dataclass(frozen=True, slots=True)
class Order:
    """One way to read a chart: its name in words and the rank of each slot of the block."""

    name: str
    ranks: tuple[int, ...]


def orders(block: Block) -> tuple[Order, ...]:
    """The orders a chart may be read in, the declared one first, each once."""
    found: dict[tuple[int, ...], str] = {tuple(range(len(block.slots))): "as declared"}
    for by_series in (True, False):
        for way in (1, -1):
            keys = [(s, way * p) if by_series else (way * p, s) for s, p in block.where]
            places = sorted(range(len(keys)), key=lambda place: keys[place])
            ranks = [0] * len(keys)
            for rank, place in enumerate(places):
                ranks[place] = rank
            name = "series by series" if by_series else "period by period"
            found.setdefault(tuple(ranks), name + (", last period first" if way < 0 else ""))
    return tuple(Order(name, ranks) for ranks, name in found.items())


def displacement(block: Block, order: Order, place: int, rank: int) -> int:
    """How far a label of that rank in the text is from the slot at `place`; empty slots before it cost nothing."""
    at = order.ranks[place]
    return max(0, rank - at, at - rank - block.spare)


def placed(block: Block, filled: Filled, order: Order) -> tuple[tuple[str, int, int], ...]:
    """Each label's figure, rank in the text and slot (place in the block); labels alike keep the order of the text."""
    slots_of: dict[int, list[int]] = {}
    for place in sorted(range(len(block.slots)), key=lambda one: order.ranks[one]):
        slots_of.setdefault(filled[place].label, []).append(place)
    return tuple(
        (figure, rank, place)
        for number, label in enumerate(block.labels)
        for figure, rank, place in zip(label.figures, label.ranks, slots_of[number], strict=True)
    )


def parts(problem: Problem, filled: Filled) -> tuple[tuple[Block, Filled], ...]:
    """The assignment block by block."""
    found: list[tuple[Block, Filled]] = []
    start = 0
    for block in problem.blocks:
        found.append((block, filled[start : start + len(block.slots)]))
        start += len(block.slots)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a block's labels are displaced in the order of reading that suits them best; `number` counts that order."""

    displaced: int
    number: int
    order: Order


def cost(block: Block, filled: Filled) -> Cost:
    """The cost of a block's placement; of orders that suit alike, the one declared first."""
    priced = [
        (sum(displacement(block, order, place, rank) for _, rank, place in placed(block, filled, order)), number, order)
        for number, order in enumerate(orders(block))
    ]
    least = min(priced, key=lambda one: one[:2])
    return Cost(*least)


def total(problem: Problem, filled: Filled) -> int:
    """What an assignment of all the blocks costs."""
    return sum(cost(block, own).displaced for block, own in parts(problem, filled))


Score = tuple[int, int, Fraction, Fraction, tuple[tuple[int, int], ...]]


def score(problem: Problem, filled: Filled) -> Score:
    """What preference compares: cost, declared order, residuals, roughness, and the labels so that no tie is left."""
    values = _values(problem, filled)
    costs = [cost(block, own) for block, own in parts(problem, filled)]
    return (
        sum(one.displaced for one in costs),
        sum(one.number for one in costs),
        _residuals(problem, values),
        _roughness(problem, filled, values),
        tuple((reading.label, reading.way) for reading in filled),
    )


def _values(problem: Problem, filled: Filled) -> dict[int, int]:
    """The printed value in each slot that has a label, in grid parts."""
    found: dict[int, int] = {}
    for block, own in parts(problem, filled):
        for slot, reading in zip(block.slots, own, strict=True):
            if reading.label != EMPTY:
                found[slot] = block.labels[reading.label].values[reading.way]
    return found


def _residuals(problem: Problem, values: dict[int, int]) -> Fraction:
    """What the sums whose terms are all labels miss their totals by, as a share of the largest value in each."""
    missed = Fraction(0)
    for row in problem.rows:
        if isinstance(row, SumRow) and all(variable in values for _, variable in row.terms):
            shown = [coefficient * values[variable] for coefficient, variable in row.terms]
            missed += Fraction(max(0, row.low - sum(shown), sum(shown) - row.high), max(1, *map(abs, shown)))
    return missed


def _roughness(problem: Problem, filled: Filled, values: dict[int, int]) -> Fraction:
    """How much the series go up and down, as a share of the largest value in each."""
    rough = Fraction(0)
    for block, _ in parts(problem, filled):
        series: dict[int, list[tuple[int, int]]] = {}
        for slot, (line, position) in zip(block.slots, block.where, strict=True):
            if slot in values:
                series.setdefault(line, []).append((position, values[slot]))
        for points in series.values():
            run = [value for _, value in sorted(points)]
            rough += Fraction(_steps(run), max(1, *map(abs, run)))
    return rough


def _steps(run: Sequence[int]) -> int:
    return sum(abs(after - before) for before, after in pairwise(run))
