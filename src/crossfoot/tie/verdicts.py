"""Verdicts: which figures tie, which break, which nothing tests, each with its reason; and every identity's tick."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import attrgetter
from typing import Self

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey, FigureVerdict, Verdict
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity, Term, Tick

_id = attrgetter("id")

_MOST_NAMED = 3
"""Identities or facts that a reason names before it counts the rest."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the joint system found: facts that the rest bounds, identities whose failure would show, and what broke.

    `suspects` are the figures of the smallest correction sets, `broken` the identities of a contradiction, `unprinted`
    the facts that no figure states, `undecided` figures for which neither proof was found, `unreached` those that were
    not come to in time.
    """

    tested: Collection[FactKey]
    sound: Collection[str]
    suspects: Collection[str]
    broken: Collection[str]
    unprinted: Collection[FactKey]
    undecided: Collection[str] = ()
    unreached: Collection[str] = ()


def verdicts(book: Book, evidence: Evidence) -> dict[str, FigureVerdict]:
    """The verdict of every figure, by its id."""
    by_fact: dict[FactKey, list[Identity]] = defaultdict(list)
    for identity in sorted(book.identities, key=_id):
        for key in identity.facts:
            by_fact[key].append(identity)
    stating: dict[FactKey, list[Figure]] = defaultdict(list)
    for figure in sorted(book.figures, key=_id):
        if figure.fact is not None:
            stating[figure.fact].append(figure)
    return {f.id: _verdict(f, by_fact, stating, evidence) for f in book.figures}


def _verdict(
    figure: Figure,
    by_fact: Mapping[FactKey, list[Identity]],
    stating: Mapping[FactKey, list[Figure]],
    evidence: Evidence,
) -> FigureVerdict:
    key = figure.fact
    if key is None:
        return FigureVerdict(figure.id, Verdict.UNTESTED, "no measure was bound to it, so no identity speaks of it")
    mine = by_fact.get(key, [])
    if figure.id in evidence.suspects:
        broken = tuple(i.id for i in mine if i.id in evidence.broken)
        return FigureVerdict(figure.id, Verdict.BREAKS, "no true values print so; see its finding", broken)
    if figure.id in evidence.undecided:
        return FigureVerdict(figure.id, Verdict.UNTESTED, "neither a contradiction nor a witness could be shown")
    if figure.id in evidence.unreached:
        return FigureVerdict(figure.id, Verdict.UNTESTED, "the time for tying out was over before it was reached")
    every = stating[key]
    again = [f for f in every if f.id != figure.id and f.id not in evidence.suspects] if len(every) > 1 else []
    sound = [i for i in mine if i.id in evidence.sound]
    if key in evidence.tested and sound:
        return FigureVerdict(figure.id, Verdict.TIES, _ties(sound, again), tuple([i.id for i in sound]))
    if again:
        return FigureVerdict(figure.id, Verdict.TIES, f"it agrees with {_count(len(again), 'other printing')}")
    return FigureVerdict(figure.id, Verdict.UNTESTED, _untested(mine, evidence))


def _ties(sound: list[Identity], again: list[Figure]) -> str:
    said = f"tested by {_listed([identity.text or identity.id for identity in sound])}"
    return said + (f"; agrees with {_count(len(again), 'other printing')}" if again else "")


def _untested(mine: list[Identity], evidence: Evidence) -> str:
    if not mine:
        return "no identity speaks of it"
    if any(identity.id in evidence.broken for identity in mine):
        return "the identities that could test it are in a contradiction"
    missing = dict.fromkeys(other.id for i in mine for other in i.facts if other in evidence.unprinted)
    if missing:
        return f"every identity it is in has a fact that is not printed and that nothing else gives: {_listed(missing)}"
    return "its identities only repeat one another"


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = len(every) - _MOST_NAMED
    return "; ".join(every[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number > 1)}"


def ticks(book: Book, evidence: Evidence) -> tuple[Tick, ...]:
    """The tick of every identity: what its printed figures leave over, and the most that their rounding explains."""
    stated: dict[FactKey, Figure] = {}
    for figure in sorted(book.figures, key=lambda f: (f.printed.place, f.id), reverse=True):
        if figure.fact is not None and figure.id not in evidence.suspects:
            stated[figure.fact] = figure
    for figure in sorted(book.figures, key=_id):
        if figure.fact is not None:
            stated.setdefault(figure.fact, figure)
    amounts = {key: _Amount.of(figure) for key, figure in stated.items()}
    return tuple(_tick(identity, amounts, evidence) for identity in book.identities)


@dataclass(frozen=True, slots=True)
class _Amount:
    """A printed value and half the width of its interval (None without an end), in whole numbers over a divisor."""

    value: int
    half: int | None
    divisor: int

    @classmethod
    def of(cls, figure: Figure) -> Self:
        over, under = figure.printed.value.as_integer_ratio()
        low, high = figure.interval.low, figure.interval.high
        if low is None or high is None:
            return cls(over, None, under)
        (least, by), (most, of) = low.as_integer_ratio(), high.as_integer_ratio()
        divisor = lcm(under, 2 * by, 2 * of)
        return cls(over * (divisor // under), (most * (divisor // of) - least * (divisor // by)) // 2, divisor)


def _tick(identity: Identity, stated: Mapping[FactKey, _Amount], evidence: Evidence) -> Tick:
    if identity.id in evidence.broken:
        verdict, reason = Verdict.BREAKS, "part of a contradiction"
    elif identity.id in evidence.sound:
        verdict, reason = Verdict.TIES, "it could have failed and did not"
    else:
        verdict, reason = Verdict.UNTESTED, "it only defines a fact that is not printed"
    try:
        residual, slack = _residual(identity, stated)
    except KeyError:  # a fact that no figure states
        return Tick(identity.id, verdict, reason=reason)
    return Tick(identity.id, verdict, residual, slack, reason)


def _residual(identity: Identity, stated: Mapping[FactKey, _Amount]) -> tuple[Fraction | None, Fraction | None]:
    """What printed figures leave over, and the most that rounding explains. Raises KeyError where one is missing."""
    top = _sum(identity.terms, stated)
    if identity.ratio is None:
        residual = Fraction(top.value, top.divisor)
        return (residual - identity.low if identity.low else residual), _slack(top)
    bottom, printed = _sum(identity.denominator, stated), stated[identity.ratio]
    if bottom.value <= 0 or bottom.half is None or top.half is None or bottom.half >= bottom.value:
        return None, None
    factor, times = identity.factor.as_integer_ratio()
    offset, by = identity.offset.as_integer_ratio()
    # in whole numbers over one divisor, for fractions are reduced at every step
    share, shared = factor * top.value * bottom.divisor, times * top.divisor * bottom.value
    residual = Fraction(
        printed.value * shared * by - printed.divisor * (share * by + offset * shared), printed.divisor * shared * by
    )
    if printed.half is None:
        return residual, None
    spread = abs(factor) * (top.half * bottom.value + abs(top.value) * bottom.half) * bottom.divisor
    spread_by = times * top.divisor * bottom.value * (bottom.value - bottom.half)
    slack = Fraction(printed.half * spread_by + spread * printed.divisor, printed.divisor * spread_by)
    return residual, slack


def _slack(total: _Amount) -> Fraction | None:
    return None if total.half is None else Fraction(total.half, total.divisor)


def _sum(terms: Iterable[Term], stated: Mapping[FactKey, _Amount]) -> _Amount:
    """The sum of printed values, and the most by which rounding moves it; None where an end is missing."""
    total, slack, divisor, whole = 0, 0, 1, True
    for term in terms:
        amount, (times, by) = stated[term.fact], term.coefficient.as_integer_ratio()
        below = amount.divisor * by
        if below != divisor:
            common = lcm(divisor, below)
            total, slack, divisor = total * (common // divisor), slack * (common // divisor), common
            times *= common // below
        total += times * amount.value
        whole = whole and amount.half is not None
        slack += abs(times) * (amount.half or 0)
    return _Amount(total, slack if whole else None, divisor)
