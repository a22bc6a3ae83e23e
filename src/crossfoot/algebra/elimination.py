"""Elimination: which figures the rest of the book can check, and how free values determine the others, exactly."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush

from crossfoot.algebra.system import Form, LinearRow, System, value_at
from crossfoot.algebra.work import TooMuchWork, Work

PRIME = 2**61 - 1
"""Ranks are counted modulo this prime: exact arithmetic at fixed cost, wrong with a chance near 1 in 10^18."""


@dataclass(frozen=True, slots=True)
class Redundancy:
    """What stays checkable once every unprinted variable is projected out.

    `tested` are the printed variables that the others bound: moving one far enough breaks a relation. `identities` are
    those whose failure would show.
    """

    tested: frozenset[int]
    identities: frozenset[str]


def redundancy(system: System, printed: Collection[int], point: Mapping[int, Fraction]) -> Redundancy:
    """Which of the `printed` variables could fail, at a `point` where all identities hold (ratios are taken there).

    Where telling all would take too much work, those that are told by then.
    """
    rows = _tangent(system, point)
    names = sorted({name for name, _ in rows})
    bit = {name: 1 << number for number, name in enumerate(names)}
    left = _project([(bit[name], row) for name, row in rows], set(printed), Work.of(len(system.variables)))
    tested: set[int] = set()
    mask = 0
    for provenance, row in left:
        tested.update(row)
        mask |= provenance if row else 0
    return Redundancy(frozenset(tested), frozenset(name for name in names if bit[name] & mask))


def _tangent(system: System, point: Mapping[int, Fraction]) -> list[tuple[str, dict[int, int]]]:
    """Every identity's coefficients modulo the prime; for r y = numerator those of y dr + r dy - d(numerator)."""
    rows = [(row.identity, _residues(row.form)) for row in system.linear]
    for ratio in system.ratios:
        value = _evaluate(ratio.denominator, point)
        if value is None or ratio.ratio not in point or not value:
            continue
        # times both divisors, which no rank depends on: what is inverted least is quickest
        (bottom, by), (share, of) = value.as_integer_ratio(), point[ratio.ratio].as_integer_ratio()
        total = {v: c * share * by for v, c in _residues(ratio.denominator).items()}
        for variable, coefficient in _residues(ratio.numerator).items():
            total[variable] = total.get(variable, 0) - coefficient * by * of
        total[ratio.ratio] = total.get(ratio.ratio, 0) + bottom * of
        residues = {v: c % PRIME for v, c in total.items()}
        rows.append((ratio.identity, {v: c for v, c in residues.items() if c}))
    return rows


def _residues(form: Iterable[tuple[int, Fraction]]) -> dict[int, int]:
    residues = {}
    for variable, coefficient in form:
        over, under = coefficient.as_integer_ratio()
        residue = (over if under == 1 else over * pow(under, -1, PRIME)) % PRIME
        if residue:
            residues[variable] = residue
    return residues


def _evaluate(form: Form, point: Mapping[int, Fraction]) -> Fraction | None:
    if any(v not in point for v, _ in form):
        return None
    return value_at(form, point)


def _project(rows: list[tuple[int, dict[int, int]]], printed: set[int], work: Work) -> list[tuple[int, dict[int, int]]]:
    """The rows that remain when unprinted variables are eliminated, fewest occurrences first.

    At the end of the work, those that are free of them.
    """
    live = dict(enumerate(rows))
    uses: dict[int, set[int]] = {}
    for number, (_, row) in live.items():
        for variable in row:
            if variable not in printed:
                uses.setdefault(variable, set()).add(number)
    fewest = [(len(numbers), variable) for variable, numbers in uses.items()]
    heapify(fewest)
    while fewest:
        count, variable = heappop(fewest)
        if variable not in uses or len(uses[variable]) != count:
            continue  # it occurs more or less often by now, and waits with its new count
        at = uses.pop(variable)
        if not at:
            continue
        pivot_number = min(at, key=lambda n: (len(live[n][1]), n))
        provenance, pivot = live.pop(pivot_number)
        others = [other for other in pivot if other in uses]
        for other in others:
            uses[other].discard(pivot_number)
        try:
            work.spend(len(pivot) * len(at), Fraction(1))
        except TooMuchWork:
            return [row for row in live.values() if row[1].keys() <= printed]
        for number in at - {pivot_number}:
            live[number] = _reduced(live[number], (provenance, pivot), variable, (number, uses))
        for other in others:
            heappush(fewest, (len(uses[other]), other))
    return list(live.values())


def _reduced(
    row: tuple[int, dict[int, int]],
    pivot: tuple[int, dict[int, int]],
    variable: int,
    at: tuple[int, dict[int, set[int]]],
) -> tuple[int, dict[int, int]]:
    mask, theirs = row[0] | pivot[0], row[1]
    number, uses = at
    times = theirs.pop(variable) * pow(pivot[1][variable], -1, PRIME) % PRIME
    for other, coefficient in pivot[1].items():
        if other == variable:
            continue
        new = (theirs.get(other, 0) - times * coefficient) % PRIME
        if new:
            theirs[other] = new
            if other in uses:
                uses[other].add(number)
        elif other in theirs:
            del theirs[other]
            if other in uses:
                uses[other].discard(number)
    return mask, theirs


@dataclass(frozen=True, slots=True)
class Triangle:
    """Linear identities solved for one variable each: `variable = constant + sum of coefficient x other`, in order.

    Every variable that no line solves for is free. `checks` are identities left without a variable to solve for.
    """

    lines: tuple[tuple[int, Fraction, Form], ...]
    checks: tuple[tuple[Form, Fraction], ...]

    def complete(self, point: dict[int, Fraction]) -> bool:
        """Set the solved variables of `point` from the free ones; False where an identity cannot hold."""
        for variable, constant, form in reversed(self.lines):
            value = value_at(form, point)
            point[variable] = constant + value if constant else value
        return all(value_at(form, point) == right for form, right in self.checks)


def triangle(rows: Iterable[LinearRow], rank: Mapping[int, int], fixed: Collection[int] = ()) -> Triangle:
    """Solve linear identities for their variables of lowest `rank` (unprinted before printed), never for `fixed`.

    Raises TooMuchWork where it would take more work than identities so many may take.
    """
    left = {n: (_in_whole_numbers(row.form), row.low) for n, row in enumerate(rows) if row.low == row.high}
    uses: dict[int, set[int]] = {}
    for n, (row, _) in left.items():
        for v in row:
            uses.setdefault(v, set()).add(n)
    work = Work.of(len(left))
    lines: list[tuple[int, Fraction, Form]] = []
    checks: list[tuple[Form, Fraction]] = []
    shortest = [(len(row), n) for n, (row, _) in left.items()]
    heapify(shortest)
    while shortest:
        length, n = heappop(shortest)
        if n not in left or len(left[n][0]) != length:
            continue  # it has grown or shrunk since, and waits under its new length
        row, right = left.pop(n)
        choices = [v for v in row if v not in fixed]
        if not choices:
            checks.append((tuple(sorted(row.items())), right))
            continue
        pivot = min(choices, key=lambda v: (rank.get(v, 0), row[v] not in (1, -1), v))
        for v in row:
            uses[v].discard(n)
        line = _solved(row, right, pivot)
        lines.append(line)
        for other in sorted(uses.pop(pivot)):
            work.spend(len(line[2]) + 1, left[other][0][pivot])
            left[other] = _without(left[other], line, other, uses)
            heappush(shortest, (len(left[other][0]), other))
    return Triangle(tuple(lines), tuple(checks))


def _in_whole_numbers(form: Form) -> dict[int, Fraction]:
    """The coefficients of a form, as whole numbers where they are: most are 1, and far quicker so than as fractions."""
    return {v: c.numerator if c.denominator == 1 else c for v, c in form}  # type: ignore[misc]


def _solved(row: dict[int, Fraction], right: Fraction, pivot: int) -> tuple[int, Fraction, Form]:
    factor = row.pop(pivot)
    if factor in {1, -1}:
        return pivot, right * factor, tuple(sorted((v, -c * factor) for v, c in row.items()))
    return pivot, right / factor, tuple(sorted((v, -Fraction(c) / factor) for v, c in row.items()))


def _without(
    row: tuple[dict[int, Fraction], Fraction],
    line: tuple[int, Fraction, Form],
    number: int,
    uses: Mapping[int, set[int]],
) -> tuple[dict[int, Fraction], Fraction]:
    """The row of that number with the line's variable replaced; `uses` follows."""
    theirs, right = row
    pivot, constant, form = line
    times = theirs.pop(pivot)
    if constant:
        right -= times * constant
    for variable, coefficient in form:
        new = theirs.get(variable, 0) + times * coefficient
        if new:
            theirs[variable] = new
            uses[variable].add(number)
        else:
            del theirs[variable]
            uses[variable].discard(number)
    return theirs, right
