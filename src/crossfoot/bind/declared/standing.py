"""Standing rules: identities that hold in every book without being declared (docs/convention.md, section 3)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from fractions import Fraction

from crossfoot.bind.declared.steps import Steps
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.model.naming import Naming
from crossfoot.vocabulary.measures import LEVEL, Against, Aspect, AspectKind, Measure, MeasureKind
from crossfoot.vocabulary.periods import Duration
from crossfoot.vocabulary.units import UnitKind

_SHARE = Aspect(AspectKind.SHARE)
_CHANGES = (Aspect(AspectKind.CHANGE), Aspect(AspectKind.GROWTH))
_OF_SHARES = (AspectKind.SHARE, AspectKind.SHARE_CHANGE)

PERIODS_ADD = Origin(rule="periods add to the period they make up")
CHANGE = Origin(rule="a change is the level minus its comparison")
GROWTH = Origin(rule="growth is the change in percent of the comparison")
SHARE = Origin(rule="a share is the level in percent of its base")
SHARE_CHANGE = Origin(rule="a share's change is in points")


class Statements:
    """Derived statements: change, growth, share and change of share.

    `not_positive` holds the levels printed as zero or less: growth from or to such a level means nothing, and is not
    implied where nobody prints it.
    """

    def __init__(self, measures: Mapping[str, Measure], steps: Steps, not_positive: AbstractSet[FactKey]) -> None:
        self.measures = measures
        self.steps = steps
        self.not_positive = not_positive
        self.naming = Naming(steps.calendar)
        self._shared_by: dict[str, list[str]] = defaultdict(list)
        for measure in measures.values():
            if measure.base is not None:
                self._shared_by[measure.base].append(measure.name)
        self._made: set[FactKey] = set()
        self._scenarios = sorted({key.scenario for key in steps.stated}, key=str)
        self._asked: dict[FactKey, list[FactKey]] = defaultdict(list)
        for asked in sorted(steps.shown, key=lambda fact: fact.id):
            if asked.aspect.kind is not AspectKind.LEVEL:
                for level in self._levels(asked):
                    self._asked[level].append(asked)

    def defining(self, key: FactKey) -> Iterator[Identity]:
        """The identities that say what a derived statement means; none where there is nothing to compare with."""
        kind = key.aspect.kind
        if kind is AspectKind.SHARE:
            yield from self._share(key)
        elif kind is not AspectKind.LEVEL and key not in self._made:
            self._made.add(key)
            current = replace(key, aspect=_SHARE if kind is AspectKind.SHARE_CHANGE else LEVEL)
            comparison = self.steps.comparison(current, key.aspect.against)
            if comparison is None:
                return
            yield (
                self._growth(key, current, comparison)
                if kind is AspectKind.GROWTH
                else self._change(key, current, comparison)
            )
            if kind is AspectKind.SHARE_CHANGE:
                yield from self._share(current)
                yield from self._share(comparison)

    def implied(self, key: FactKey, known: AbstractSet[FactKey]) -> Iterator[Identity]:
        """The identities of changes, growth and shares that a level gives with other levels, unprinted though they be.

        One of the two levels is stated, or a page shows what they give: else it is nobody's question.
        """
        for asked in self._asked.get(key, ()):
            if all(level in known for level in self._levels(asked)):
                yield from self.defining(asked)
        for current, comparison in self._years(key):
            if current in known and comparison in known and self._is_stated(current, comparison):
                for aspect in self._changes_of(current, comparison):
                    yield from self.defining(replace(current, aspect=aspect))
        base = self.measures[key.measure].base
        pairs = [(key, base)] if base else []
        pairs += [(replace(key, measure=name), key.measure) for name in self._shared_by[key.measure]]
        for part, whole in pairs:
            total = replace(part, measure=whole)
            if part in known and total in known and self._is_stated(part, total):
                yield from self._share(replace(part, aspect=_SHARE))

    def _levels(self, asked: FactKey) -> tuple[FactKey, ...]:
        """The levels that a derived fact is made of."""
        kind, base = asked.aspect.kind, self.measures[asked.measure].base
        level = replace(asked, aspect=LEVEL)
        if kind is AspectKind.SHARE:
            return (level, replace(level, measure=base)) if base else (level,)
        comparison = self.steps.comparison(level, asked.aspect.against)
        compared = (level,) if comparison is None else (level, comparison)
        if kind is not AspectKind.SHARE_CHANGE or base is None:
            return compared
        return (*compared, *(replace(one, measure=base) for one in compared))

    def _years(self, key: FactKey) -> Iterator[tuple[FactKey, FactKey]]:
        """The level with its prior year, and the levels that have it for theirs."""
        before = self.steps.comparison(key, Against.PRIOR_YEAR)
        if before is not None:
            yield key, before
        period = self.steps.next_year(key.period)
        if period is None:
            return
        after = replace(key, period=period)
        for scenario in self._scenarios:
            later = replace(after, scenario=scenario)
            if self.steps.comparison(later, Against.PRIOR_YEAR) == key:
                yield later, key

    def _changes_of(self, *levels: FactKey) -> tuple[Aspect, ...]:
        grows = self.measures[levels[0].measure].kind is not MeasureKind.RATIO and self.not_positive.isdisjoint(levels)
        return _CHANGES if grows else _CHANGES[:1]

    def _is_stated(self, *keys: FactKey) -> bool:
        return any(key in self.steps.stated for key in keys)

    def _change(self, key: FactKey, current: FactKey, comparison: FactKey) -> Identity:
        parts = (Term(Fraction(1), current), Term(Fraction(-1), comparison))
        share = key.aspect.kind is AspectKind.SHARE_CHANGE
        return Identity(
            id=self.naming.id(key.name, f"{key.aspect.against}", key.period, key.scenario),
            kind=IdentityKind.VARIANCE,
            origin=SHARE_CHANGE if share else CHANGE,
            terms=(Term(Fraction(1), key), *(Term(-term.coefficient, term.fact) for term in parts)),
            text=f"{self.naming.fact(key)} = {self.naming.total(parts)}",
            subject=key,
        )

    def _growth(self, key: FactKey, current: FactKey, comparison: FactKey) -> Identity:
        against = self.naming.id(key.name, f"{key.aspect.against}", key.period, key.scenario)
        return self.naming.growth(
            Identity(against, IdentityKind.VARIANCE, GROWTH, (), subject=key), current, comparison
        )

    def _share(self, key: FactKey) -> Iterator[Identity]:
        measure = self.measures[key.measure]
        base = self.measures.get(measure.base or "")
        if base is None or key in self._made:
            return
        self._made.add(key)
        level = replace(key, aspect=LEVEL)
        whole = replace(level, measure=base.name, period=key.period)
        of_base = self.naming.id(key.name, f"of-{base.name}", key.period, key.scenario)
        share = Identity(of_base, IdentityKind.RECALCULATE, SHARE, (), subject=key)
        yield self.naming.in_percent(share, (Term(Fraction(1), level),), (Term(Fraction(1), whole),))


class Periods:
    """Periods that add: quarters to halves, to nine months and to years, for flows of money or counts."""

    def __init__(self, measures: Mapping[str, Measure], steps: Steps) -> None:
        self.measures = measures
        self.steps = steps
        self.naming = Naming(steps.calendar)
        self._made: set[tuple[str, FactKey]] = set()

    def about(self, key: FactKey, known: AbstractSet[FactKey]) -> Iterator[Identity]:
        """The sums of periods that a level is the whole or a part of.

        Halves and nine months come in only where one of the year's is known: else the year is the sum of its quarters.
        """
        measure = self.measures[key.measure]
        adds = measure.kind is MeasureKind.FLOW and measure.unit.kind in (UnitKind.MONEY, UnitKind.COUNT)
        if not adds or not isinstance(key.period, Duration):
            return
        for rule, whole, parts in self._cuts(key, known):
            made = (rule, replace(key, period=whole))
            if (key.period == whole or key.period in parts) and made not in self._made:
                self._made.add(made)
                yield self._sum(rule, replace(key, period=whole), [replace(key, period=part) for part in parts])

    def _cuts(self, key: FactKey, known: AbstractSet[FactKey]) -> Iterator[tuple[str, Duration, tuple[Duration, ...]]]:
        """The ways to cut the fiscal year of the fact's period: the name of each, the whole and its parts."""
        assert isinstance(key.period, Duration)
        year, *parts = self.steps.year_spans(key.period.start)
        halves, quarters = tuple(parts[:2]), tuple(parts[2:])
        nine_months = Duration(year.start, quarters[2].end)
        matter = [span for span in (*halves, nine_months) if replace(key, period=span) in known]
        halves_matter = any(half in matter for half in halves)
        if halves_matter:
            yield "halves", year, halves
            yield "quarters", halves[0], quarters[:2]
            yield "quarters", halves[1], quarters[2:]
        if not any(replace(key, period=half) in self.steps.stated for half in halves):
            yield "quarters", year, quarters
        if nine_months in matter:
            yield "nine-months-and-quarter", year, (nine_months, quarters[3])
            if halves_matter:
                yield "half-and-quarter", nine_months, (halves[0], quarters[2])
            else:
                yield "quarters", nine_months, quarters[:3]

    def _sum(self, rule: str, whole: FactKey, parts: list[FactKey]) -> Identity:
        terms = tuple(Term(Fraction(1), part) for part in parts)
        return Identity(
            id=self.naming.id(whole.name, rule, whole.period, whole.scenario),
            kind=IdentityKind.CROSSFOOT,
            origin=PERIODS_ADD,
            terms=(Term(Fraction(1), whole), *(Term(Fraction(-1), part) for part in parts)),
            text=f"{self.naming.fact(whole)} = {self.naming.total(terms)}",
            subject=whole,
        )
