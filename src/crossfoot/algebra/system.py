"""A book as a system: facts as variables, figures as statements on them, identities as exact rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import lcm
from operator import itemgetter

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity, Term
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.measures import AspectKind
from crossfoot.vocabulary.units import PERCENT, POINTS, Unit

_ONE, _INFINITE = Fraction(1), Decimal("Infinity")
_variable = itemgetter(0)

Form = tuple[tuple[int, Fraction], ...]
"""A linear form: pairs of variable and coefficient, each variable once, in the order of variables."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure says that a variable lies in its interval."""

    figure: str
    variable: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class LinearRow:
    """`low <= form <= high`: a linear identity; `subject` is the variable that it defines, where it defines one."""

    identity: str
    form: Form
    low: Fraction
    high: Fraction
    subject: int | None = None


@dataclass(frozen=True, slots=True)
class RatioRow:
    """`ratio x denominator = numerator` where the factor and the offset are already in the numerator's form.

    With r = factor x N / y + offset, `numerator` is factor x N + offset x y, so that r y = numerator.
    `bare` is factor x N alone.
    """

    identity: str
    ratio: int
    numerator: Form
    denominator: Form
    bare: Form
    offset: Fraction


@dataclass(frozen=True, slots=True)
class System:
    """All of a book that arithmetic can use. Variables, statements and rows are in the order of their ids.

    `scales` holds for each variable the finest place that any figure of its unit is printed to: the grain in which the
    solver counts.
    """

    variables: tuple[FactKey, ...]
    units: tuple[Unit, ...]
    scales: tuple[Fraction, ...]
    nonnegative: frozenset[int]
    statements: tuple[Statement, ...]
    linear: tuple[LinearRow, ...]
    ratios: tuple[RatioRow, ...]

    def index(self) -> dict[FactKey, int]:
        """The number of each fact's variable."""
        return {key: number for number, key in enumerate(self.variables)}


def compile_book(book: Book) -> System:
    """The system of a book whose figures have their intervals; figures without a fact are left out."""
    stated = sorted((f for f in book.figures if f.fact is not None), key=lambda f: f.id)
    identities = sorted(book.identities, key=lambda i: i.id)
    keys = {f.fact for f in stated if f.fact is not None}
    for identity in identities:
        keys.update([term.fact for term in (*identity.terms, *identity.denominator)])
        if identity.ratio is not None:
            keys.add(identity.ratio)
    number = _Numbers(keys)
    variables = number.variables
    # what a fact is of and in which aspect says both, for all periods and members
    kinds = [(key.measure, key.aspect.kind) for key in variables]
    first = dict(zip(kinds, variables, strict=True))
    unit = {kind: fact_unit(book, key) for kind, key in first.items()}
    signed = {kind for kind, key in first.items() if is_nonnegative(book, key)}
    units = tuple([unit[kind] for kind in kinds])
    return System(
        variables=variables,
        units=units,
        scales=_scales(units, stated),
        nonnegative=frozenset(i for i, kind in enumerate(kinds) if kind in signed),
        statements=tuple(Statement(f.id, number.of(f.fact), f.interval) for f in stated if f.fact is not None),
        linear=tuple(_linear(i, number) for i in identities if i.ratio is None),
        ratios=tuple(_ratio(i, number) for i in identities if i.ratio is not None),
    )


class _Numbers:
    """The numbers of facts' variables, in the order of their ids. A record met again is known without being hashed."""

    def __init__(self, keys: Iterable[FactKey]) -> None:
        self.variables = tuple(sorted(keys, key=lambda k: k.id))
        self._number = {key: i for i, key in enumerate(self.variables)}
        self._met: dict[int, int] = {}

    def of(self, key: FactKey) -> int:
        """The number of a fact that the book holds; its records live as long as these numbers."""
        met = self._met.get(id(key))
        if met is None:
            met = self._met[id(key)] = self._number[key]
        return met

    def subject(self, identity: Identity) -> int | None:
        """The number of the fact that an identity defines, where it speaks of it."""
        if identity.subject is None or identity.subject not in self._number:
            return None
        found = self.of(identity.subject)
        return found if any(self.of(term.fact) == found for term in identity.terms) else None


def fact_unit(book: Book, key: FactKey) -> Unit:
    """The unit at rest of a fact: the measure's own, percent for growth and shares, points for changes of a share."""
    kind = key.aspect.kind
    if kind in (AspectKind.GROWTH, AspectKind.SHARE):
        return PERCENT
    if kind is AspectKind.SHARE_CHANGE:
        return POINTS
    return book.measures[key.measure].unit


def is_nonnegative(book: Book, key: FactKey) -> bool:
    """Whether the fact is a level of a measure that is declared never to be negative."""
    return key.aspect.kind is AspectKind.LEVEL and book.measures[key.measure].nonnegative


def _scales(units: tuple[Unit, ...], stated: Iterable[Figure]) -> tuple[Fraction, ...]:
    finest: dict[Unit, Decimal] = {}
    for figure in stated:
        place = figure.printed.place
        if place > 0 and place < finest.get(figure.unit, _INFINITE):
            finest[figure.unit] = place
    grains = {unit: Fraction(place) for unit, place in finest.items()}
    return tuple(grains.get(unit, _ONE) for unit in units)


def _linear(identity: Identity, number: _Numbers) -> LinearRow:
    form = _form(identity.terms, number)
    return LinearRow(identity.id, form, identity.low, identity.high, number.subject(identity))


def _ratio(identity: Identity, number: _Numbers) -> RatioRow:
    assert identity.ratio is not None
    denominator = _form(identity.denominator, number)
    bare = scaled(_form(identity.terms, number), identity.factor)
    numerator = added(bare, scaled(denominator, identity.offset)) if identity.offset else bare
    return RatioRow(identity.id, number.of(identity.ratio), numerator, denominator, bare, identity.offset)


def _form(terms: Sequence[Term], number: _Numbers) -> Form:
    pairs = [(number.of(term.fact), term.coefficient) for term in terms]
    if len({variable for variable, _ in pairs}) == len(pairs) and all(c for _, c in pairs):
        return tuple(sorted(pairs, key=_variable))
    return added(*((pair,) for pair in pairs))


def scaled(form: Form, factor: Fraction) -> Form:
    """The form times a number."""
    return tuple((variable, coefficient * factor) for variable, coefficient in form) if factor else ()


def added(*forms: Form) -> Form:
    """The sum of forms, without the variables that cancel."""
    total: dict[int, Fraction] = {}
    for form in forms:
        for variable, coefficient in form:
            total[variable] = total[variable] + coefficient if variable in total else coefficient
    return tuple(sorted([(v, c) for v, c in total.items() if c], key=_variable))


def value_at(form: Iterable[tuple[int, Fraction]], point: Mapping[int, Fraction]) -> Fraction:
    """The form at a point. Whole numbers are added over one divisor: adding fractions reduces them at every term."""
    total, divisor = 0, 1
    for variable, coefficient in form:
        times, by = coefficient.as_integer_ratio()
        value, below = point[variable].as_integer_ratio()
        if by != 1:
            below *= by
        if below != divisor:
            common = lcm(divisor, below)
            total *= common // divisor
            times *= common // below
            divisor = common
        total += times * value
    return Fraction(total, divisor)


def restricted(system: System, variables: Collection[int]) -> System:
    """The system with only the signs, statements and identities of `variables`, which keep their numbers."""
    inside = set(variables)
    return replace(
        system,
        nonnegative=system.nonnegative & inside,
        statements=tuple(s for s in system.statements if s.variable in inside),
        linear=tuple(row for row in system.linear if row.form and row.form[0][0] in inside),
        ratios=tuple(row for row in system.ratios if row.ratio in inside),
    )


def compact(system: System, variables: Sequence[int]) -> System:
    """The system of `variables` alone, numbered anew in their order; nothing else may be linked to them."""
    if len(variables) == len(system.variables) and all(at == variable for at, variable in enumerate(variables)):
        return system
    number = {variable: at for at, variable in enumerate(variables)}

    def renumbered(form: Form) -> Form:
        return tuple((number[v], c) for v, c in form)

    return System(
        variables=tuple(system.variables[v] for v in variables),
        units=tuple(system.units[v] for v in variables),
        scales=tuple(system.scales[v] for v in variables),
        nonnegative=frozenset(number[v] for v in system.nonnegative.intersection(variables)),
        statements=tuple(replace(s, variable=number[s.variable]) for s in system.statements if s.variable in number),
        linear=tuple(
            replace(row, form=renumbered(row.form), subject=None if row.subject is None else number[row.subject])
            for row in system.linear
            if row.form and row.form[0][0] in number
        ),
        ratios=tuple(
            replace(
                row,
                ratio=number[row.ratio],
                numerator=renumbered(row.numerator),
                denominator=renumbered(row.denominator),
                bare=renumbered(row.bare),
            )
            for row in system.ratios
            if row.ratio in number
        ),
    )


def parts(system: System) -> list[tuple[tuple[int, ...], System]]:
    """The linked sets of variables, largest first, each with the system restricted to it; one pass over the whole."""
    groups = linked(system)
    of = {variable: number for number, group in enumerate(groups) for variable in group}
    statements: list[list[Statement]] = [[] for _ in groups]
    linear: list[list[LinearRow]] = [[] for _ in groups]
    ratios: list[list[RatioRow]] = [[] for _ in groups]
    for statement in system.statements:
        statements[of[statement.variable]].append(statement)
    for row in system.linear:
        if row.form:
            linear[of[row.form[0][0]]].append(row)
    for ratio in system.ratios:
        ratios[of[ratio.ratio]].append(ratio)
    return [
        (
            group,
            replace(
                system,
                nonnegative=system.nonnegative.intersection(group),
                statements=tuple(statements[number]),
                linear=tuple(linear[number]),
                ratios=tuple(ratios[number]),
            ),
        )
        for number, group in enumerate(groups)
    ]


def linked(system: System) -> list[tuple[int, ...]]:
    """The sets of variables that identities link, largest first; facts that no identity speaks of stand alone."""
    forms = [row.form for row in system.linear]
    forms += [(*row.numerator, *row.denominator, (row.ratio, Fraction(1))) for row in system.ratios]
    groups = components(forms, len(system.variables))
    return sorted((tuple(group) for group in groups), key=lambda g: (-len(g), g))


def components(forms: Iterable[Form], count: int) -> list[list[int]]:
    """The sets of variables (out of `count`) that forms link, each in order; variables in no form stand alone."""
    parent = list(range(count))

    def root(v: int) -> int:
        while parent[v] != v:
            parent[v] = parent[parent[v]]
            v = parent[v]
        return v

    for form in forms:
        for variable, _ in form[1:]:
            parent[root(variable)] = root(form[0][0])
    groups: dict[int, list[int]] = {}
    for variable in range(count):
        groups.setdefault(root(variable), []).append(variable)
    return list(groups.values())
