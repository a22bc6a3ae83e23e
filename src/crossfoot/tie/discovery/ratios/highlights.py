"""Ratios that releases print by name over amounts of any of their tables, averages of balances and net counts included.

Financial highlights give returns, pay-out and amounts a share beside each other, often with a year a row, and what they
are of in other tables. By name each has one definition, or few (`highlight_names.py`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.tie.discovery.belief.evidence import BAN, millibans
from crossfoot.tie.discovery.belief.odds import NAMED
from crossfoot.tie.discovery.ratios.fitting import HUNDRED, Quotient
from crossfoot.tie.discovery.ratios.highlight_names import DEFINITIONS, Definition, Of, amount_called, ratio_called
from crossfoot.tie.discovery.ratios.search import Ratios, under
from crossfoot.tie.discovery.sums.found import LEAST, LEAST_BROKEN
from crossfoot.tie.discovery.tables.labels import words_of
from crossfoot.tie.discovery.tables.table import Entry, Line, Table, entry_of
from crossfoot.vocabulary.measures import AspectKind
from crossfoot.vocabulary.periods import Duration, Instant, Period
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario
from crossfoot.vocabulary.units import UnitKind

_DAY = timedelta(days=1)
_HALF, _ONCE = Fraction(1, 2), Fraction(1)
_SAYS_LITTLE = BAN  # `17%` in one column: one unrelated ratio in ten would print so, whatever its name promises

Parts = tuple[tuple[Figure, Fraction], ...]
"""Figures that make up one amount, each with how often it counts."""

_Case = tuple[Figure, Figure, Parts]  # a ratio, the amount over and what makes up the one under


@dataclass(frozen=True, slots=True)
class _Standing:
    """A figure of a table, with the number of the table in the document."""

    table: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class _Amounts:
    """The amounts of a document by what they are called and when."""

    stated: Mapping[tuple[str, Period, Scenario], Sequence[_Standing]]

    def at(self, name: str, beside: _Standing, period: Period) -> Figure | None:
        """The amount of a period that stands in the table nearest to a ratio's, one before it rather than behind."""
        assert beside.figure.fact is not None
        found = self.stated.get((name, period, beside.figure.fact.scenario), ())
        if not found and isinstance(period, Instant):  # what a plan opens with is a result
            found = self.stated.get((name, period, ACTUAL), ())
        near = min(found, key=lambda each: (abs(each.table - beside.table), each.table > beside.table), default=None)
        return near.figure if near is not None else None


def highlights(book: Book) -> Iterator[Ratios]:
    """The named ratios of a document that amounts of its tables explain, each measure one relation over its periods."""
    stated: dict[tuple[str, Period, Scenario], list[_Standing]] = defaultdict(list)
    named: dict[tuple[str, str], list[_Standing]] = defaultdict(list)
    for each, label in _standing(book):
        fact = each.figure.fact
        if fact is None or fact.aspect.kind is not AspectKind.LEVEL or fact.members:
            continue
        if amount := amount_called(label):
            stated[amount, fact.period, fact.scenario].append(each)
        if ratio := ratio_called(label):
            named[ratio, fact.measure].append(each)
    amounts = _Amounts(stated)
    for (ratio, _), printed in named.items():
        found = (_best(ratio, definition, printed, amounts) for definition in DEFINITIONS[ratio])
        surest = max(filter(None, found), key=lambda each: each.belief, default=None)
        if surest is not None:
            yield surest


def _standing(book: Book) -> Iterator[tuple[_Standing, str]]:
    """The figures of tables that state a fact, with the label of its measure."""
    figures = {figure.id: figure for figure in book.figures}
    for number, grid in enumerate(book.grids):
        for cell in grid.cells:
            figure = figures.get(cell.figure)
            measure = book.measures.get(figure.fact.measure) if figure is not None and figure.fact is not None else None
            if figure is not None and measure is not None:
                yield _Standing(number, figure), measure.label


def _best(name: str, definition: Definition, printed: Sequence[_Standing], amounts: _Amounts) -> Ratios | None:
    """The ratios by one definition, where that is believed: of amounts to nearest or cut off, ratios likewise."""
    cases = [case for each in printed if (case := _case(definition, each, amounts)) is not None]
    lines = [Line(n, label, words_of(label)) for n, label in enumerate((name, definition.over, definition.under))]
    crossings = tuple(Line(n, "", words_of("")) for n in range(len(cases)))
    quotients = [Quotient((0, c), (1, c), (2, c), definition.factor) for c in range(len(cases))]
    roundings = (Rounding.NEAREST, Rounding.TRUNCATED) if definition.factor == HUNDRED else (Rounding.NEAREST,)
    promised = NAMED - millibans(2 * len(DEFINITIONS[name]))
    found = []
    for cut_off in (False, True) if cases else ():
        entries = {(n, c): entry for c, case in enumerate(cases) for n, entry in enumerate(_entries(case, cut_off))}
        drawn = Table(f"{name} by {definition.under}", tuple(lines), crossings, entries)
        found += [under(drawn, quotients, promised, rounding) for rounding in roundings]
    best = max(filter(None, found), key=lambda each: each.belief, default=None)
    if best is None or best.belief < promised + _SAYS_LITTLE:
        return None
    if best.belief < (LEAST if best.tied == len(best.quotients) else LEAST_BROKEN):
        return None
    sums = {(2, c): _facts(base) for c, (_, _, base) in enumerate(cases) if len(base) > 1}
    return replace(best, sums=sums)


def _case(definition: Definition, printed: _Standing, amounts: _Amounts) -> _Case | None:
    """A printed ratio with the amounts that it is of by a definition, where they are printed."""
    fact = printed.figure.fact
    over = amounts.at(definition.over, printed, fact.period) if fact is not None else None
    base = _base(definition, printed, amounts)
    return (printed.figure, over, base) if over is not None and base and printed.figure.printed.value else None


def _entries(case: _Case, cut_off: bool) -> tuple[Entry, Entry, Entry]:
    """A ratio and what it is over another, as a table would print them; amounts of money to nearest or cut off."""
    ratio, over, base = case
    return entry_of(ratio), _together(((over, _ONCE),), cut_off), _together(base, cut_off)


def _base(definition: Definition, beside: _Standing, amounts: _Amounts) -> Parts:
    """What a ratio is over, as figures with what each counts; nothing where one is not printed."""
    fact = beside.figure.fact
    assert fact is not None
    if definition.of is Of.AVERAGE:
        if not isinstance(fact.period, Duration):
            return ()
        days = fact.period.start - _DAY, fact.period.end
        asked = [(amounts.at(definition.under, beside, Instant(day)), _HALF) for day in days]
    else:
        asked = [(amounts.at(definition.under, beside, fact.period), _ONCE)]
        if definition.of is Of.OUTSTANDING:
            asked.append((amounts.at("treasury shares", beside, fact.period), -_ONCE))
    found = tuple((figure, times) for figure, times in asked if figure is not None)
    return found if len({figure.fact for figure, _ in found}) == len(asked) else ()


def _together(parts: Parts, cut_off: bool) -> Entry:
    """Figures as one amount around the middle of what their rounding leaves open, with all that as its last place."""
    first = parts[0][0]
    assert first.fact is not None
    grain = min(Fraction(figure.printed.place) * abs(times) for figure, times in parts) / 2
    value, place = Fraction(0), Fraction(0)
    for figure, times in parts:
        printed = figure.printed
        lost = printed.place.copy_sign(printed.value) / 2 if cut_off and figure.unit.kind is UnitKind.MONEY else 0
        value += times * Fraction(printed.value + lost)
        place += abs(times) * Fraction(printed.place)
    return Entry(first.fact, first.unit, round(value / grain), round(place / grain), grain)


def _facts(parts: Parts) -> tuple[tuple[FactKey, Fraction], ...]:
    return tuple((figure.fact, times) for figure, times in parts if figure.fact is not None)
