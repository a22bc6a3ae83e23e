"""Ranking: what each figure of a correction set should be, and which set is the likeliest to have been misprinted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from crossfoot.algebra.programs import Program, program
from crossfoot.algebra.system import Statement, System
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Correction
from crossfoot.tie.blame.conflicts import Figures
from crossfoot.tie.blame.figured import Figured
from crossfoot.tie.blame.likelihood import AS_LIKELY
from crossfoot.tie.blame.pairs import Able, Pair, pairs
from crossfoot.tie.blame.suggestions import Suggestion, Suspect, suggest
from crossfoot.tie.bounds import needed_interval
from crossfoot.tie.rounding.regimes import interval_of
from crossfoot.tie.solving.witness import Component, feasibility
from crossfoot.tie.trouble import Conflict, Trouble
from crossfoot.vocabulary.intervals import Interval

_FEW = 3  # figures of the smallest sum
_BELOW = Interval(high=Fraction(0))

_Near = tuple[System, int]
"""What tells what a figure should be, and the number of its fact there."""


@dataclass(frozen=True, slots=True)
class Part:
    """A component by itself, and what was found wrong in it, where it is large."""

    system: System
    trouble: Trouble | None

    def around(self, figure: str) -> tuple[System, int]:
        """What tells what a figure should be, and the number of its fact there (docs/convention.md, section 6.4)."""
        if self.trouble is not None:
            return self.trouble.nearest(figure)
        return self.system, next(s.variable for s in self.system.statements if s.figure == figure)


@dataclass(frozen=True, slots=True)
class Ranked:
    """The corrections of a finding, the likeliest misprints first; `alike` of them are as likely as the first."""

    corrections: tuple[tuple[Correction, ...], ...]
    alike: int

    @property
    def suspects(self) -> Figures:
        """Every figure that one of them changes."""
        return frozenset(correction.figure for each in self.corrections for correction in each)


def ranked(
    figures: Figured, part: Part, sets: Sequence[tuple[Figures, Figures]], conflicts: Sequence[Conflict]
) -> Ranked:
    """The corrections of each set of figures, the others being wrong too, that mend some conflicts.

    Neighbours that were exchanged are one slip: they stand among the smallest sets where nothing is likelier.
    """
    found = [each for pair in sets for each in _corrections(figures, part, pair, conflicts)]
    if not found:
        found = [_as_needed(figures, {each: part.around(each) for each in pair[0]}, pair, conflicts) for pair in sets]
    best = max(worth for _, worth in found)
    # either of two that were exchanged may spoil another sum by itself, and be in no smallest set
    suspects = sorted(frozenset().union(*(chosen for chosen, _ in sets), *(each.figures for each in conflicts)))
    identities = {identity for conflict in conflicts for identity in identities_of(conflict)}
    for exchange in figures.exchanges.explaining([figures.by_id[each] for each in suspects], identities):
        pair = {correction.figure for correction in exchange.corrections}
        if exchange.worth >= best - AS_LIKELY and all(pair & conflict.figures for conflict in conflicts):
            found = [each for each in found if {correction.figure for correction in each[0]} != pair]
            found.append((exchange.corrections, exchange.worth))
    if not any(correction.slip for corrections, worth in found if worth == best for correction in corrections):
        found += [(pair.corrections, pair.worth) for pair in _pairs(figures, found, conflicts)]
    found.sort(key=lambda each: (-each[1], tuple(c.figure for c in each[0])))
    alike = sum(worth >= found[0][1] - AS_LIKELY for _, worth in found)
    return Ranked(tuple(corrections for corrections, _ in found), alike)


def _pairs(
    figures: Figured, found: Sequence[tuple[tuple[Correction, ...], int]], conflicts: Sequence[Conflict]
) -> list[Pair]:
    """The likeliest two slips that mend a sum together, where each of its figures could mend it alone.

    Those as likely as the likeliest are told; none that is less likely than a change which no slip explains.
    """
    resting = [name for conflict in conflicts for name in identities_of(conflict)]  # none: one fact printed twice
    identity = figures.identities.get(resting[0]) if len(conflicts) == len(resting) == 1 else None
    alone = {corrections[0].figure: corrections[0] for corrections, _ in found if len(corrections) == 1}
    if identity is None or identity.ratio is not None or len(alone) < _FEW:
        return []
    times = {term.fact: term.coefficient for term in identity.terms}
    able = [
        Able(_suspect(figures, figure), each.interval, times[figure.fact])
        for figure, each in ((figures.by_id[name], each) for name, each in alone.items())
        if figure.fact in times and each.interval.is_bounded
    ]
    those = pairs(able)
    best = max(worth for _, worth in found)
    return [pair for pair in those if pair.worth >= max(best, those[0].worth - AS_LIKELY)]


def identities_of(conflict: Conflict) -> tuple[str, ...]:
    """The identities that a contradiction rests on."""
    return conflict.proof.identities(conflict.program)


def _corrections(
    figures: Figured, part: Part, pair: tuple[Figures, Figures], conflicts: Sequence[Conflict]
) -> list[tuple[tuple[Correction, ...], int]]:
    """What each figure of a set should be, and how likely it is that they were all misprinted so; none if they cannot.

    A ratio says nothing of a base that may be below zero, as one may that is changed. But bases keep their signs: a set
    that mends a ratio only by a base below zero is none where the rest has it above. Nor is one that mends the growth
    of outgoings only by one above zero, where the rest has it below.
    """
    chosen, others = pair
    near = {figure: part.around(figure) for figure in sorted(chosen)}
    signed = {figure: (keeping_signs(system, chosen), number) for figure, (system, number) in near.items()}
    changed = [system for figure, (system, _) in signed.items() if system is not near[figure][0]]
    if not changed:
        return [_as_needed(figures, near, pair, conflicts)]
    if all(feasibility(_component(program(system, chosen | others))).conflict is None for system in changed):
        return [_as_needed(figures, signed, pair, conflicts)]
    turned = any(
        _is_turned(figures.by_id[base], _needed(near[base], chosen | others))
        for base in chosen & {each for system in changed for each in _bases(system)}
    )
    return [_as_needed(figures, near, pair, conflicts)] if turned else []


def _bases(system: System) -> set[str]:
    """The figures of what ratios are over."""
    bases = {variable for ratio in system.ratios for variable, _ in ratio.denominator}
    return {s.figure for s in system.statements if s.variable in bases}


def _is_turned(figure: Figure, needed: Interval) -> bool:
    """Whether what the rest has a figure be may have the other sign than it prints; false where nothing tells."""
    if needed == Interval():
        return False
    if figure.printed.value < 0:
        return needed.high is None or needed.high > 0
    return needed.low is None or needed.low < 0


def keeping_signs(system: System, changed: Figures) -> System:
    """The system in which the bases of ratios that are changed keep their sides of zero: outgoings stay below it."""
    bases = {variable: times for ratio in system.ratios for variable, times in ratio.denominator}
    mine = [s for s in system.statements if s.figure in changed and s.variable in bases]
    above = {s.variable for s in mine if (s.interval.low or 0) > 0} - system.nonnegative
    below = {s.variable for s in mine if (s.interval.high or 0) < 0 and bases[s.variable] < 0}
    if not above and not below:
        return system
    signs = tuple(Statement("", variable, _BELOW) for variable in sorted(below))
    return replace(system, nonnegative=system.nonnegative | above, statements=(*system.statements, *signs))


def _as_needed(
    figures: Figured, near: Mapping[str, _Near], pair: tuple[Figures, Figures], conflicts: Sequence[Conflict]
) -> tuple[tuple[Correction, ...], int]:
    """What each figure of a set should be for the rest to tie, and how likely they were misprinted so, in millibans."""
    chosen, others = pair
    corrections, worth = [], 0
    identities = [figures.identities.get(name) for conflict in conflicts for name in identities_of(conflict)]
    by_ratio = any(identity is not None and identity.ratio is not None for identity in identities)
    for figure_id in sorted(chosen):
        needed = _needed(near[figure_id], chosen | others)
        for conflict in conflicts if len(chosen) == 1 else ():
            needed = needed.intersect(conflict.leaves(figure_id))
        found = _suggested(figures, figures.by_id[figure_id], needed, by_ratio=by_ratio)
        corrections.append(Correction(figure_id, needed, found.text, found.slip))
        worth += found.worth
    return tuple(corrections), worth


def _needed(near: _Near, without: Figures) -> Interval:
    system, number = near
    return needed_interval(_component(program(system, without)), number)


def _component(rest: Program) -> Component:
    return Component(rest, tuple(range(len(rest.system.variables))), tuple(range(len(rest.rows))))


def _suggested(figures: Figured, figure: Figure, needed: Interval, *, by_ratio: bool) -> Suggestion:
    def interval(value: Decimal) -> Interval:
        return interval_of(replace(figure, printed=replace(figure.printed, value=value)), figures.regimes)

    return suggest(_suspect(figures, figure, by_ratio=by_ratio), needed, interval)


def _suspect(figures: Figured, figure: Figure, *, by_ratio: bool = False) -> Suspect:
    beside, siblings = figures.surroundings.beside(figure), figures.siblings(figure)
    return Suspect(figure, beside, figures.restatements, siblings, figures.exchanges.possible, by_ratio)
