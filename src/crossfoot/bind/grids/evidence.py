"""Whether a table's figures bear out what its headings were taken to say of changes, growth and shares.

A heading does not tell everything: "Change" may count a saving as positive, and a percentage may be of something else.
Where most of a column contradicts its reading, the reading is wrong; where one figure in many does, the figure may be.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.vocabulary.measures import LEVEL, Against, AspectKind, Measure
from crossfoot.vocabulary.periods import FiscalCalendar, Undated
from crossfoot.vocabulary.scenarios import ACTUAL

_AGREEING_LEAST = 2  # agreements that outweigh one disagreement
_REVERSED_LEAST = 2  # figures whose sign is turned, for that to be the column's habit

Levels = Mapping[FactKey, Figure]


@dataclass(frozen=True, slots=True)
class _Tested:
    """A statement beside its levels: whether it agrees, and whether it would with its sign turned."""

    figure: Figure
    agrees: bool
    reversed: bool


def doubted(figures: Sequence[Figure], measures: Mapping[str, Measure], calendar: FiscalCalendar) -> frozenset[str]:
    """The figures of a table that state no change, growth or share after all, by the levels beside them."""
    levels = {figure.fact: figure for figure in figures if figure.fact is not None and figure.fact.aspect == LEVEL}
    columns: dict[int | None, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.fact is not None and figure.fact.aspect != LEVEL:
            columns[figure.place.column].append(figure)
    tested = {at: _tested_of(column, levels, measures, calendar) for at, column in columns.items()}
    # Each column of a table whose rows are two years has one figure to test: what one of them shows, all do.
    single = [at for at, each in tested.items() if len(each) == 1]
    groups = [[at] for at in tested if at not in single] + [single]
    return frozenset(
        each
        for group in groups
        for each in _doubted([f for at in group for f in columns[at]], [t for at in group for t in tested[at]])
    )


def _doubted(stating: Sequence[Figure], tested: Sequence[_Tested]) -> Iterator[str]:
    """Those of the figures that state something, as those tested among them tell."""
    turned = [each for each in tested if each.reversed]
    habit = len(turned) >= _REVERSED_LEAST
    agreeing = sum(each.agrees or (habit and each.reversed) for each in tested)
    if agreeing < _AGREEING_LEAST * (len(tested) - agreeing):
        yield from (figure.id for figure in stating)
    elif habit:
        yield from (each.figure.id for each in turned)


def _tested_of(
    column: Sequence[Figure], levels: Levels, measures: Mapping[str, Measure], calendar: FiscalCalendar
) -> list[_Tested]:
    return [each for figure in column if (each := _tested(figure, levels, measures, calendar)) is not None]


def _tested(
    figure: Figure, levels: Levels, measures: Mapping[str, Measure], calendar: FiscalCalendar
) -> _Tested | None:
    assert figure.fact is not None
    key = replace(figure.fact, aspect=LEVEL)
    current = levels.get(key)
    other = _other(figure.fact, levels, measures, calendar)
    if current is None or other is None:
        return None
    said = Fraction(figure.printed.value)
    implied = _implied(figure.fact.aspect.kind, current, other)
    if implied is None:
        return None
    value, slack = implied
    slack += Fraction(figure.printed.place)
    agrees = abs(value - said) <= slack
    return _Tested(figure, agrees, reversed=not agrees and abs(value + said) <= slack)


def _other(key: FactKey, levels: Levels, measures: Mapping[str, Measure], calendar: FiscalCalendar) -> Figure | None:
    """The level that a statement compares its own with."""
    if key.aspect.kind is AspectKind.SHARE:
        base = measures[key.measure].base
        return None if base is None else levels.get(replace(key, measure=base, aspect=LEVEL))
    if isinstance(key.period, Undated) or key.aspect.against is Against.TARGET:
        return None
    step = calendar.prior_year if key.aspect.against is Against.PRIOR_YEAR else calendar.prior_span
    before = replace(key, period=step(key.period), aspect=LEVEL)
    return levels.get(before) or levels.get(replace(before, scenario=ACTUAL))


def _implied(kind: AspectKind, current: Figure, other: Figure) -> tuple[Fraction, Fraction] | None:
    """What two levels make of a statement, and how far rounding may move it; None where nothing can be said."""
    level, base = Fraction(current.printed.value), Fraction(other.printed.value)
    grain, other_grain = Fraction(current.printed.place), Fraction(other.printed.place)
    if kind is AspectKind.CHANGE:
        return level - base, grain + other_grain
    if base <= other_grain:
        return None
    ratio = 100 * level / base
    slack = 100 * (grain + abs(level) * other_grain / base) / (base - other_grain)
    return (ratio if kind is AspectKind.SHARE else ratio - 100), slack
