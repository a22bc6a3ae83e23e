"""The twin: the same questions as the engine's, answered by brute force over the same exact rows, with no cleverness.

Whether rows and boxes have a common point and how far a fact can go in it, by Fourier-Motzkin elimination in fractions;
correction sets, by trying every set of figures. It is slow and short, so that it can be believed.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from crossfoot.algebra.programs import Program, program
from crossfoot.algebra.system import System
from crossfoot.vocabulary.intervals import Interval

Terms = dict[int, Fraction]


@dataclass(frozen=True)
class AtMost:
    """`form <= bound`, or `<` where strict; `of` are the inequalities as given that it was added up from."""

    form: Terms
    bound: Fraction
    strict: bool
    of: frozenset[int]


def feasible(system: System, without: Collection[str] = ()) -> bool:
    """Whether some values satisfy all rows and boxes of a system without the statements of some figures."""
    left = _projected(program(system, without), set(range(len(system.variables))))
    return left is not None


def interval(system: System, variable: int, without: Collection[str] = ()) -> Interval | None:
    """The values that a variable can take; None where there is no solution at all."""
    others = set(range(len(system.variables))) - {variable}
    left = _projected(program(system, without), others)
    if left is None:
        return None
    found = Interval()
    for row in left:
        end = row.bound / row.form[variable]
        if row.form[variable] > 0:
            found = found.intersect(Interval(high=end, high_open=row.strict))
        else:
            found = found.intersect(Interval(low=end, low_open=row.strict))
    return None if found.is_empty else found


def smallest_corrections(system: System, largest: int = 3) -> set[frozenset[str]]:
    """Every set of the fewest figures (up to `largest`) without whose statements the rest is feasible."""
    figures = [statement.figure for statement in system.statements]
    for size in range(largest + 1):
        found = {frozenset(chosen) for chosen in combinations(figures, size) if feasible(system, chosen)}
        if found:
            return found
    return set()


def _projected(part: Program, unwanted: set[int]) -> list[AtMost] | None:
    """What rows and boxes say of the other variables once the unwanted are eliminated; None for a contradiction."""
    rows = [AtMost(form, bound, strict, frozenset([n])) for n, (form, bound, strict) in enumerate(_inequalities(part))]
    gone = 0
    while present := {v for row in rows for v in row.form} & unwanted:
        variable = min(present, key=lambda v: (_products(rows, v), v))
        gone += 1
        # a sum of more inequalities than one and the variables gone is implied by sums of fewer (Kohler 1967)
        rows = _needed(row for row in _eliminated(rows, variable) if len(row.of) <= gone + 1)
    if any(not row.form and (row.bound < 0 or (row.bound == 0 and row.strict)) for row in rows):
        return None
    return [row for row in rows if row.form]


def _inequalities(part: Program) -> list[tuple[Terms, Fraction, bool]]:
    """Rows and boxes, each as `form <= bound`, strict or not; an equality is two of them."""
    found = []
    for row in part.rows:
        if row.high is not None:
            found.append((dict(row.form), row.high, False))
        if row.low is not None:
            found.append((_times(dict(row.form), -1), -row.low, False))
    for variable in range(len(part.system.variables)):
        low, high = part.low[variable], part.high[variable]
        if low is not None:
            found.append(({variable: Fraction(-1)}, -low.value, low.open))
        if high is not None:
            found.append(({variable: Fraction(1)}, high.value, high.open))
    return found


def _times(form: Terms, factor: Fraction | int) -> Terms:
    return {v: c * factor for v, c in form.items()}


def _products(rows: Iterable[AtMost], variable: int) -> int:
    signs = [row.form[variable] > 0 for row in rows if variable in row.form]
    return sum(signs) * (len(signs) - sum(signs)) - len(signs)


def _eliminated(rows: list[AtMost], variable: int) -> list[AtMost]:
    """Fourier-Motzkin: each upper bound of the variable beside each lower bound."""
    upper = [row for row in rows if row.form.get(variable, 0) > 0]
    lower = [row for row in rows if row.form.get(variable, 0) < 0]
    sums = [_sum(above, below, variable) for above in upper for below in lower]
    return [row for row in rows if variable not in row.form] + sums


def _sum(above: AtMost, below: AtMost, variable: int) -> AtMost:
    form: Terms = {}
    a, b = -below.form[variable], above.form[variable]
    for row, times in ((above, a), (below, b)):
        for v, c in row.form.items():
            form[v] = form.get(v, Fraction(0)) + c * times
    form = {v: c for v, c in form.items() if c}
    return AtMost(form, above.bound * a + below.bound * b, above.strict or below.strict, above.of | below.of)


def _needed(rows: Iterable[AtMost]) -> list[AtMost]:
    """The inequalities without those that another says as tightly of the same form, from no more of what was given."""
    kept: dict[tuple[tuple[int, Fraction], ...], list[AtMost]] = {}
    for given in rows:
        size = next((abs(given.form[v]) for v in sorted(given.form)), Fraction(1))
        row = AtMost(_times(given.form, 1 / size), given.bound / size, given.strict, given.of)
        same = kept.setdefault(tuple(sorted(row.form.items())), [])
        if not any(_covers(other, row) for other in same):
            same[:] = [other for other in same if not _covers(row, other)] + [row]
    return [row for same in kept.values() for row in same]


def _covers(one: AtMost, other: AtMost) -> bool:
    return one.of <= other.of and (one.bound, not one.strict) <= (other.bound, not other.strict)
