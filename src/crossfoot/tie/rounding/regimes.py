"""Regimes: how each document was rounded, stated by the project or told by what its own relations admit."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import product

from crossfoot.algebra.grid import Grid, grid
from crossfoot.algebra.programs import End, Program, Row, program
from crossfoot.algebra.system import LinearRow, RatioRow, Statement, System, compile_book, linked, parts, value_at
from crossfoot.algebra.vicinity import variables_of
from crossfoot.model.book import Book, Regime
from crossfoot.model.figures import Figure
from crossfoot.tie.rounding.residuals import Residuals
from crossfoot.tie.rounding.sayings import Sayings, rounding_differs
from crossfoot.tie.solving.leeway import Leeway
from crossfoot.tie.solving.swift import witnesses
from crossfoot.tie.solving.witness import Component, feasibility
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.rounding import Rounding, admitted

_CANDIDATES = tuple(product((Rounding.NEAREST, Rounding.TRUNCATED), repeat=2))


def with_intervals(book: Book) -> Book:
    """The book with every figure's interval by the regime of its group; a group without one is taken as nearest."""
    regimes = {regime.group: regime for regime in book.regimes}
    return book.grown(figures=tuple(replace(f, interval=interval_of(f, regimes)) for f in book.figures))


def interval_of(figure: Figure, regimes: Mapping[str, Regime]) -> Interval:
    """The true values that print as the figure does; words ("approx.", "over") go before the regime of its group."""
    return _admitted(figure, _rounding(figure, regimes))


def _rounding(figure: Figure, regimes: Mapping[str, Regime]) -> Rounding:
    if figure.printed.rounding is not None:
        return figure.printed.rounding
    regime = regimes.get(figure.group)
    if regime is None:
        return Rounding.NEAREST
    return regime.ratios if figure.unit.is_quotient else regime.amounts


def _admitted(figure: Figure, rounding: Rounding) -> Interval:
    return admitted(Fraction(figure.printed.value), Fraction(figure.printed.place), rounding)


def inferred(book: Book) -> Book:
    """The book with a regime for every group of figures; stated ones stay, the others are told by feasibility.

    A candidate whose relations fail least, each on its own figures, is kept if it also holds jointly. Where several do,
    their union is used: every value that prints so under any of them, so that no deduced bound depends on the choice.
    Only candidates that agree with what the document says of its rounding are tried, unless its relations belie that.
    """
    return _told(book)[0]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A book with regimes and intervals, and what was compiled of it on the way."""

    book: Book
    system: System
    grid: Grid


def ruled(book: Book) -> Ruled:
    """The book with its regimes inferred and every figure's interval by them, compiled."""
    book, trial = _told(book)
    regimes = {regime.group: regime for regime in book.regimes}
    figures = tuple(replace(f, interval=trial.interval(f, regimes)) for f in book.figures)
    system = trial.under(regimes)
    return Ruled(book.grown(figures=figures), system, trial.grids.of(system))


def _told(book: Book) -> tuple[Book, "_Trial"]:
    stated = {regime.group: regime for regime in book.regimes if regime.stated}
    groups = sorted({figure.group for figure in book.figures} - set(stated))
    either = {g: Regime(g, Rounding.EITHER, Rounding.EITHER) for g in groups}
    found = dict(stated)
    findings = []
    trial = _Trial(book)
    for group in groups:
        said = Sayings.of(group, book.rounding_statements)
        found[group], belied = trial.infer(group, {**either, **found}, said)
        if belied:
            findings.append(rounding_differs(found[group], belied))
    told = book.grown(regimes=tuple(found[group] for group in sorted(found)), findings=(*book.findings, *findings))
    return told, trial


class _Grids:
    """Grids of one system under one regime after another; all that end on the grid of the first share its rows."""

    def __init__(self) -> None:
        self._first: Grid | None = None

    def of(self, system: System) -> Grid:
        """The grid of the system with the intervals of some regimes."""
        if self._first is None:
            self._first = grid(system)
            return self._first
        try:
            return self._first.restated(system)
        except ValueError:
            return grid(system)


class _Trial:
    """One book under one regime after another: its identities are compiled once, its intervals told anew."""

    def __init__(self, book: Book) -> None:
        self._figures = {figure.id: figure for figure in book.figures}
        self._system = compile_book(book)
        self._known: dict[tuple[str, Rounding], Interval] = {}
        self._derived = _of_derived_ratios(self._system)
        self.grids = _Grids()

    @cached_property
    def _groups(self) -> list[tuple[int, ...]]:
        return linked(self._system)

    @cached_property
    def _leeway(self) -> Leeway:
        return Leeway(self._system, self._figures)

    def infer(self, group: str, others: Mapping[str, Regime], said: Sayings) -> tuple[Regime, list[str]]:
        """The regime of a group, the others being rounded as given; and the relations that belie what is said of it."""
        candidates = [Regime(group, amounts, ratios, said=said.quoted) for amounts, ratios in _CANDIDATES]
        regimes = [{**others, group: candidate} for candidate in candidates]
        failures = [self._failing(each) for each in regimes]
        pool, belied = said.weighed(candidates, failures)
        best = self._best(pool, regimes, failures)
        reason = _reason(candidates, failures, best)
        if failures[best[0]]:
            best = [self._likeliest([candidates[n] for n in best], [failures[n] for n in best], best)]
        amounts = {candidates[n].amounts for n in best}
        ratios = {candidates[n].ratios for n in best}
        return Regime(group, _either(amounts), _either(ratios), reason=reason, said=said.quoted), belied

    def _best(
        self, pool: Sequence[int], regimes: Sequence[Mapping[str, Regime]], failures: Sequence[Collection[str]]
    ) -> list[int]:
        """The candidates of a pool that fail least; where nothing fails, those that hold jointly."""
        fewest = min(len(failures[n]) for n in pool)
        best = [n for n in pool if len(failures[n]) == fewest]
        if fewest == 0 and len(best) > 1:
            return [n for n in best if self._ties(self.under(regimes[n]))] or best[:1]
        return best

    def _likeliest(
        self, candidates: Sequence[Regime], failures: Sequence[Collection[str]], numbers: Sequence[int]
    ) -> int:
        """The number of the candidate, out of those that fail equally often, whose residuals are likeliest."""
        if len(numbers) == 1:
            return numbers[0]
        failing = frozenset().union(*failures)
        residuals = Residuals(self._system, self._figures, candidates[0].group, failing)
        unlikely = [residuals.unlikeliness(candidate) for candidate in candidates]
        return numbers[unlikely.index(min(unlikely))]

    def under(self, regimes: Mapping[str, Regime], of: System | None = None) -> System:
        """The system (or a part `of` it) with the intervals of some regimes."""
        system = of or self._system
        statements = tuple(
            Statement(s.figure, s.variable, self.interval(self._figures[s.figure], regimes)) for s in system.statements
        )
        return replace(system, statements=statements)

    def interval(self, figure: Figure, regimes: Mapping[str, Regime]) -> Interval:
        """`interval_of`, worked out once for every way of rounding."""
        name = figure.id, _rounding(figure, regimes)
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = _admitted(figure, name[1])
        return found

    def _failing(self, regimes: Mapping[str, Regime]) -> set[str]:
        """The identities that no values in the boxes of their own facts satisfy."""
        linear, ratios = self._derived
        glance = self._leeway.under(regimes)
        failing = set(glance.failing)
        doubtful = _that_may_fail(glance.doubtful, self._figures)
        if doubtful.linear or doubtful.ratios:
            failing.update(grid(self.under(regimes, doubtful)).failing())
        failing -= ratios.keys()
        if ratios:
            whole = self.under(regimes)
            rows = failing_rows(program(replace(whole, linear=linear, ratios=tuple(ratios.values()))))
            failing.update(row.identity for row in rows if row.ratio_bound is not None)
        return failing

    def _ties(self, system: System) -> bool:
        settled = witnesses(self.grids.of(system), self._groups)
        for variables, of in parts(system):
            if variables in settled:
                continue
            part = program(of)
            if part.rows and feasibility(Component(part, variables, tuple(range(len(part.rows))))).witness is None:
                return False
        return True


def _that_may_fail(system: System, figures: Mapping[str, Figure]) -> System:
    """The system without sums that add up exactly as printed: true values that print so satisfy them in any regime."""
    printed: dict[int, set[Decimal]] = defaultdict(set)
    in_words = set()
    for statement in system.statements:
        figure = figures[statement.figure]
        printed[statement.variable].add(figure.printed.value)
        if figure.printed.rounding is not None:
            in_words.add(statement.variable)
    value = {
        v: Fraction(only)
        for v, (only, *more) in printed.items()
        if not more and v not in in_words and not (only < 0 and v in system.nonnegative)
    }

    def adds_up(row: LinearRow) -> bool:
        return all(v in value for v, _ in row.form) and row.low <= value_at(row.form, value) <= row.high

    linear = tuple(row for row in system.linear if not adds_up(row))
    left: tuple[LinearRow | RatioRow, ...] = (*linear, *system.ratios)
    said = {v for row in left for v in variables_of(row)}
    return replace(system, linear=linear, statements=tuple(s for s in system.statements if s.variable in said))


def _of_derived_ratios(system: System) -> tuple[tuple[LinearRow, ...], dict[str, RatioRow]]:
    """Ratios that lack a bound of their own and may be bounded by a linear identity; those identities, these ratios."""
    ended = {s.variable for s in system.statements if s.interval.is_bounded or s.figure == ""}
    ratios = {row.identity: row for row in system.ratios if row.ratio not in ended}
    open_ratios = {row.ratio for row in ratios.values()}
    linear = tuple(row for row in system.linear if any(v in open_ratios for v, _ in row.form))
    said = {v for row in linear for v, _ in row.form}
    return linear, {name: row for name, row in ratios.items() if row.ratio in said}


def _either(roundings: set[Rounding]) -> Rounding:
    return next(iter(roundings)) if len(roundings) == 1 else Rounding.EITHER


def failing_rows(whole: Program) -> list[Row]:
    """The rows that no values in the boxes of their own variables satisfy."""
    return [row for row in whole.rows if _fails(whole, row)]


def _fails(whole: Program, row: Row) -> bool:
    return (row.high is not None and _beyond(whole, row, row.high, 1)) or (
        row.low is not None and _beyond(whole, row, row.low, -1)
    )


def _beyond(whole: Program, row: Row, limit: Fraction, sign: int) -> bool:
    """Whether the least value of sign x form over the boxes exceeds sign x limit (or meets it at an open end)."""
    least, is_open = Fraction(0), False
    for variable, coefficient in row.form:
        end: End | None = whole.low[variable] if coefficient * sign > 0 else whole.high[variable]
        if end is None:
            return False
        least += sign * coefficient * end.value
        is_open = is_open or end.open
    return least > sign * limit or (is_open and least == sign * limit)


def _reason(candidates: Sequence[Regime], failures: Sequence[Collection[str]], best: Sequence[int]) -> str:
    said = []
    for number, (candidate, failing) in enumerate(zip(candidates, failures, strict=True)):
        name = f"amounts {candidate.amounts}, ratios {candidate.ratios}"
        if failing:
            count = len(failing)
            fail = "relation fails on its own figures" if count == 1 else "relations fail on their own figures"
            said.append(f"{name}: {count} {fail}")
        elif number in best:
            said.append(f"{name}: all relations can hold")
        else:
            said.append(f"{name}: every relation holds alone, not all at once")
    return "; ".join(said)
