"""Regimes: how each document was rounded, stated by the project or told by what its own relations admit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

from crossfoot.algebra.programs import End, Program, Row, program
from crossfoot.algebra.system import compile_book, parts
from crossfoot.model.book import Book, Regime
from crossfoot.model.figures import Figure
from crossfoot.tie.witness import Component, feasibility
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.rounding import Rounding, admitted

_CANDIDATES = tuple(product((Rounding.NEAREST, Rounding.TRUNCATED), repeat=2))


def with_intervals(book: Book) -> Book:
    """The book with every figure's interval by the regime of its group; a group without one is taken as nearest."""
    regimes = {regime.group: regime for regime in book.regimes}
    return book.grown(figures=tuple(replace(f, interval=interval_of(f, regimes)) for f in book.figures))


def interval_of(figure: Figure, regimes: Mapping[str, Regime]) -> Interval:
    """The true values that print as the figure does; words ("approx.", "over") go before the regime of its group."""
    regime = regimes.get(figure.group, Regime(figure.group))
    general = regime.ratios if figure.unit.is_quotient else regime.amounts
    printed = figure.printed
    return admitted(Fraction(printed.value), Fraction(printed.place), printed.rounding or general)


def inferred(book: Book) -> Book:
    """The book with a regime for every group of figures; stated ones stay, the others are told by feasibility.

    A candidate whose relations fail least, each on its own figures, is kept if it also holds jointly. Where several do,
    their union is used: every value that prints so under any of them, so that no deduced bound depends on the choice.
    """
    stated = {regime.group: regime for regime in book.regimes if regime.stated}
    groups = sorted({figure.group for figure in book.figures} - set(stated))
    either = {g: Regime(g, Rounding.EITHER, Rounding.EITHER) for g in groups}
    found = dict(stated)
    for group in groups:
        found[group] = _infer(book, group, {**either, **found})
    return book.grown(regimes=tuple(found[group] for group in sorted(found)))


def _infer(book: Book, group: str, others: Mapping[str, Regime]) -> Regime:
    candidates = [Regime(group, amounts, ratios) for amounts, ratios in _CANDIDATES]
    books = [_under(book, {**others, group: candidate}) for candidate in candidates]
    failures = [failing_rows(program(compile_book(b))) for b in books]
    fewest = min(map(len, failures))
    best = [n for n, failing in enumerate(failures) if len(failing) == fewest]
    if fewest == 0 and len(best) > 1:
        best = [n for n in best if _ties(books[n])] or best[:1]
    reason = _reason(candidates, failures, best)
    if fewest:
        best = best[:1]
    amounts = {candidates[n].amounts for n in best}
    ratios = {candidates[n].ratios for n in best}
    return Regime(group, _either(amounts), _either(ratios), stated=False, reason=reason)


def _under(book: Book, regimes: Mapping[str, Regime]) -> Book:
    return with_intervals(book.grown(regimes=tuple(regimes.values())))


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


def _ties(book: Book) -> bool:
    for variables, system in parts(compile_book(book)):
        part = program(system)
        if part.rows and feasibility(Component(part, variables, tuple(range(len(part.rows))))).witness is None:
            return False
    return True


def _reason(candidates: Sequence[Regime], failures: Sequence[Sequence[Row]], best: Sequence[int]) -> str:
    said = []
    for number, (candidate, failing) in enumerate(zip(candidates, failures, strict=True)):
        name = f"amounts {candidate.amounts}, ratios {candidate.ratios}"
        if failing:
            count = len({row.identity for row in failing})
            said.append(f"{name}: {count} relation{'s' * (count > 1)} fail on their own figures")
        elif number in best:
            said.append(f"{name}: all relations can hold")
        else:
            said.append(f"{name}: every relation holds alone, not all at once")
    return "; ".join(said)
