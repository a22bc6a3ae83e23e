"""Vicinity: the part of a large system around some of its variables, for what can be told there without the rest.

What contradicts itself among a few identities does so in the whole. And where a point of the whole fails near a few
variables only, another is found by moving what lies around them, everything farther off held where it is.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.algebra.system import Form, LinearRow, RatioRow, Statement, System
from crossfoot.vocabulary.intervals import Interval

Identity = LinearRow | RatioRow


@dataclass(frozen=True, slots=True)
class Cut:
    """A system of a few of another's variables, numbered anew; `variables` are their numbers in the other, in order."""

    system: System
    variables: tuple[int, ...]

    def number(self, variable: int) -> int:
        """The number here of one of the other's variables. Raises ValueError where it is not in the cut."""
        return self.variables.index(variable)

    def in_whole(self, point: Mapping[int, Fraction]) -> dict[int, Fraction]:
        """A point of the cut in the other's numbers."""
        return {self.variables[v]: value for v, value in point.items()}


class Vicinity:
    """A system looked through once for who is linked to whom."""

    def __init__(self, system: System) -> None:
        self.system = system
        self._identities: tuple[Identity, ...] = (*system.linear, *system.ratios)
        self._variables = [tuple(dict.fromkeys(variables_of(row))) for row in self._identities]
        self._touching: list[list[int]] = [[] for _ in system.variables]
        for number, variables in enumerate(self._variables):
            for variable in variables:
                self._touching[variable].append(number)
        self._ratio = {len(system.linear) + n: row.ratio for n, row in enumerate(system.ratios)}
        self._named: dict[str, list[int]] = {}
        for number, row in enumerate(self._identities):
            self._named.setdefault(row.identity, []).append(number)
        self._statements: dict[int, list[Statement]] = {}
        for statement in system.statements:
            self._statements.setdefault(statement.variable, []).append(statement)
        self._figure_at = {statement.figure: at for at, statement in enumerate(system.statements)}

    def restate(self, figure: str, interval: Interval) -> int:
        """Takes another interval for a figure from here on; gives the variable that it states."""
        at, every = self._figure_at[figure], self.system.statements
        statement = replace(every[at], interval=interval)
        self.system = replace(self.system, statements=(*every[:at], statement, *every[at + 1 :]))
        said = self._statements[statement.variable]
        self._statements[statement.variable] = [statement if s.figure == figure else s for s in said]
        return statement.variable

    def variable_of(self, figure: str) -> int:
        """The variable that a figure states."""
        return self.system.statements[self._figure_at[figure]].variable

    def statements(self, variable: int) -> Sequence[Statement]:
        """What figures say of a variable."""
        return self._statements.get(variable, ())

    def identity(self, name: str) -> Cut:
        """An identity alone, with the variables that it speaks of."""
        numbers = self._named[name]
        return self._cut(numbers, sorted({v for n in numbers for v in self._variables[n]}))

    def around_one(self, variable: int) -> set[int]:
        """A variable with all that its identities speak of."""
        return {variable}.union(*(self._variables[number] for number in self._touching[variable]))

    def names_of(self, variable: int) -> list[str]:
        """The identities that speak of a variable."""
        return [self._identities[number].identity for number in self._touching[variable]]

    def in_order(self, names: Iterable[str]) -> list[str]:
        """Identities in the order in which the system has them, each once."""
        return sorted(set(names), key=lambda name: self._named[name])

    def around(self, seeds: Iterable[int], most: int) -> Cut:
        """The identities nearest to some variables, until they speak of `most`: no more than the whole says."""
        seen = dict.fromkeys(sorted(seeds))
        taken: dict[int, None] = {}
        ring = list(seen)
        while ring and len(seen) < most:
            reached: list[int] = []
            for number in sorted({n for v in ring for n in self._touching[v]}):
                if number not in taken and len(seen) < most:
                    taken[number] = None
                    reached += [v for v in self._variables[number] if v not in seen]
                    seen.update(dict.fromkeys(reached))
            ring = reached
        return self._cut(sorted(taken), sorted(seen))

    def held(self, seeds: Iterable[int], radius: int, point: Mapping[int, Fraction], most: int) -> Cut | None:
        """All that is said of the variables within so many identities of some, with every other held at a point.

        Ratios are held nowhere: they follow their levels. None where this is more than `most` variables.
        """
        free = dict.fromkeys(sorted(seeds))
        for step in range(radius + 1):
            numbers = sorted({n for v in free for n in self._touching[v]})
            if step < radius:
                free.update(dict.fromkeys(v for n in numbers for v in self._variables[n]))
            else:
                numbers = self._with_ratios(free, numbers)
            if len(free) > most:
                return None
        variables = sorted({v for n in numbers for v in self._variables[n]} | free.keys())
        return self._cut(numbers, variables, {v: point[v] for v in variables if v not in free})

    def outside(
        self, point: Mapping[int, Fraction], variables: Iterable[int], without: Collection[str] = ()
    ) -> list[int]:
        """Of some variables, those that a point gives a value which their sign or their figures but some exclude."""
        return [
            v
            for v in sorted(variables)
            if (v in self.system.nonnegative and point[v] < 0)
            or not all(s.interval.holds(point[v]) for s in self.statements(v) if s.figure not in without)
        ]

    def _with_ratios(self, free: dict[int, None], numbers: list[int]) -> list[int]:
        """The identities with those of every ratio among them, whose ratios become free."""
        known = set(numbers)
        waiting = numbers
        while waiting:
            ratios = [r for r in (self._ratio.get(n) for n in waiting) if r is not None and r not in free]
            free.update(dict.fromkeys(ratios))
            waiting = sorted({n for r in ratios for n in self._touching[r]} - known)
            known.update(waiting)
        return sorted(known)

    def _cut(self, numbers: Iterable[int], variables: Sequence[int], held: Mapping[int, Fraction] | None = None) -> Cut:
        system, held = self.system, held or {}
        at = {variable: number for number, variable in enumerate(variables)}
        statements: list[Statement] = []
        for number, variable in enumerate(variables):
            value = held.get(variable)
            if value is None:
                statements += (Statement(s.figure, number, s.interval) for s in self.statements(variable))
            else:
                statements.append(Statement("", number, Interval(low=value, high=value)))
        rows = [renumbered(self._identities[number], at) for number in numbers]
        cut = System(
            variables=tuple(system.variables[v] for v in variables),
            units=tuple(system.units[v] for v in variables),
            scales=tuple(system.scales[v] for v in variables),
            nonnegative=frozenset(at[v] for v in system.nonnegative.intersection(at) if v not in held),
            statements=tuple(statements),
            linear=tuple(row for row in rows if isinstance(row, LinearRow)),
            ratios=tuple(row for row in rows if isinstance(row, RatioRow)),
        )
        return Cut(cut, tuple(variables))


def variables_of(row: Identity) -> Iterable[int]:
    """The variables that an identity speaks of, some perhaps twice."""
    if isinstance(row, LinearRow):
        return (v for v, _ in row.form)
    return (row.ratio, *(v for v, _ in row.numerator), *(v for v, _ in row.denominator))


def renumbered(row: Identity, number: Mapping[int, int]) -> Identity:
    """An identity with other numbers for its variables."""

    def form(of: Form) -> Form:
        return tuple(sorted((number[v], c) for v, c in of))

    if isinstance(row, LinearRow):
        return replace(row, form=form(row.form), subject=None if row.subject is None else number[row.subject])
    return replace(
        row,
        ratio=number[row.ratio],
        numerator=form(row.numerator),
        denominator=form(row.denominator),
        bare=form(row.bare),
    )
