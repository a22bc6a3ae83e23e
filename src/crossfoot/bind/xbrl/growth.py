"""Stated growth: concepts that are named as the change of another, and the levels that they compare."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction

from crossfoot.bind.xbrl.scenarios import local_name
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.model.naming import Naming
from crossfoot.vocabulary.measures import Measure
from crossfoot.vocabulary.periods import Duration, Instant, Period
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario, ScenarioKind
from crossfoot.vocabulary.units import PERCENT, PURE, UnitKind

RULE = "a concept named as the change of another"
"""The origin of identities of stated growth."""

_RATE = re.compile(
    r"(?:YearOnYear|YoY|Percent|Percentage|RateOf|Rate)?(?:Change|Changes|Growth|GrowthRate|IncreaseDecrease)(?:In|Of|Forecast)?"
    r"(?P<of>[A-Z]\w*)|(?P<before>[A-Z]\w*?)(?:GrowthRate|Growth|ChangeRate|RateOfChange|YoY)"
)
_AMOUNT = re.compile(r"(?:AmountOf|Amount)(?:Change|Changes|Increase|IncreaseDecrease)(?:In|Of)?(?P<of>[A-Z]\w*)")
_SLACK = timedelta(days=10)
_YEAR = timedelta(days=365)


def stated_changes(measures: Mapping[str, Measure], keys: Iterable[FactKey], naming: Naming) -> Iterator[Identity]:
    """What every stated change says of the two levels that it compares, where the report has both."""
    known = dict.fromkeys(keys)
    levels = {local_name(name): name for name in measures}
    periods = {key.period for key in known}
    scenarios = {key.scenario for key in known if key.scenario != ACTUAL}
    plans = sorted(scenarios, key=lambda scenario: (scenario.vintage or date.min, scenario.kind), reverse=True)
    for key in known:
        measure = measures[key.measure]
        level = _level_of(measure, levels)
        if level is None:
            continue
        now = next((each for each in _levels(level, key, plans) if each in known), None)
        then = next((each for each in _compared(now, periods) if each in known), None) if now is not None else None
        if now is not None and then is not None:
            yield _change(key, now, then, (measure, naming))


def _levels(level: str, change: FactKey, plans: Iterable[Scenario]) -> Iterator[FactKey]:
    """The level that a change is of: of the change's own scenario, or where there is none, of the latest plan."""
    for scenario in (change.scenario, *plans):
        yield FactKey(level, change.period, scenario, members=change.members)


def _level_of(measure: Measure, levels: Mapping[str, str]) -> str | None:
    """The measure whose change another is by name, None if it is nobody's."""
    is_rate = measure.unit in (PURE, PERCENT)
    pattern = _RATE if is_rate else _AMOUNT if measure.unit.kind is UnitKind.MONEY else None
    named = pattern.fullmatch(local_name(measure.name)) if pattern is not None else None
    if named is None:
        return None
    return next((levels[name] for name in named.groups() if name in levels), None)


def _compared(level: FactKey, periods: Iterable[Period]) -> Iterator[FactKey]:
    """What a level may be compared with, the likeliest first: the plan that it replaces, then the year before."""
    if level.scenario.kind is not ScenarioKind.ACTUAL:
        if level.scenario.vintage is not None:
            yield FactKey(level.measure, level.period, Scenario(level.scenario.kind), members=level.members)
        replaced = tuple(sorted((*level.members, ("revision", "previous"))))
        yield FactKey(level.measure, level.period, level.scenario, members=replaced)
    earlier = sorted((p for p in periods if _year_before(p, level.period)), key=repr)
    for scenario in dict.fromkeys((ACTUAL, level.scenario)):
        for period in earlier:
            yield FactKey(level.measure, period, scenario, members=level.members)


def _year_before(earlier: Period, later: Period) -> bool:
    """Whether a period is the same a year before, to a few days, as years of whole weeks are."""
    if isinstance(earlier, Duration) and isinstance(later, Duration):
        return _apart(earlier.start, later.start) and _apart(earlier.end, later.end)
    return isinstance(earlier, Instant) and isinstance(later, Instant) and _apart(earlier.day, later.day)


def _apart(earlier: date, later: date) -> bool:
    return abs((later - earlier) - _YEAR) <= _SLACK


def _change(stated: FactKey, now: FactKey, then: FactKey, told: tuple[Measure, Naming]) -> Identity:
    measure, naming = told
    cut = "|" + ";".join(f"{axis}={member}" for axis, member in stated.members) if stated.members else ""
    name = naming.id(stated.name, "change", stated.period, stated.scenario) + cut
    words = f"{local_name(stated.name)} = {naming.fact(now)} against {naming.fact(then)}"
    origin = Origin(rule=RULE)
    if measure.unit.kind is UnitKind.MONEY:
        terms = (Term(Fraction(1), stated), Term(Fraction(-1), now), Term(Fraction(1), then))
        return Identity(name, IdentityKind.VARIANCE, origin, terms, text=words, subject=stated)
    factor = Fraction(100) if measure.unit == PERCENT else Fraction(1)
    return Identity(
        name,
        IdentityKind.VARIANCE,
        origin,
        (Term(Fraction(1), now),),
        ratio=stated,
        denominator=(Term(Fraction(1), then),),
        factor=factor,
        offset=-factor,
        text=words,
        subject=stated,
    )
