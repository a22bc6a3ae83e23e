"""Sentences against tables: which of the facts that a clause may speak of its figures restate, and how surely.

A clause is believed to speak of a candidate as far as its words name it and its figures tie with it: a level agrees, a
change is the level less the one before, growth is that in percent. One figure of a clause that fails where another ties
is a finding if the failure looks like a slip; a clause with no figure that ties says nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.claims import BEFORE, Candidate, Claim
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Finding, Severity
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.model.naming import Naming
from crossfoot.tie.discovery.evidence import BAN, millibans
from crossfoot.tie.discovery.slips import NO_SLIP, retyped
from crossfoot.vocabulary.measures import AspectKind
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.units import PERCENT, Unit

SENTENCE_DIFFERS = "sentence-differs"

# Figures that tables print on another basis.
_OTHERWISE = re.compile(
    r"organic|constant|comparable|excluding|adjusted|like-for-like|currenc|pro forma|underlying|non-gaap|実質|為替",
    re.IGNORECASE,
)

KEPT = BAN
"""The least belief of a clause that ties in all its figures."""

KEPT_BROKEN = 2 * BAN
"""The least belief of one that fails in some, as for every discovered relation."""

_PROMISED = BAN // 2  # a level, a change and growth of one clause are of one thing, at odds of 3 to 1
_EITHER_SIGN = millibans(1, 2)  # "a loss of 5" is -5, "declined by 5" is a change of -5: two readings
_SLIPS_A_DIGIT = millibans(34)  # misread digits and swapped neighbours, up or down
_LEAST_SPREAD = 20  # percent: growth of a few percent is no closer to zero than that by accident
_HUNDRED = Fraction(100)
_ROUNDED = (None, Rounding.NEAREST, Rounding.TRUNCATED, Rounding.EXACT)  # and not approximate, over or nearly


@dataclass(frozen=True, slots=True)
class _Printed:
    """A number as printed: value, and how far a true value may lie from it when rounded to nearest or cut off."""

    value: Fraction
    place: Fraction
    unit: Unit


@dataclass(frozen=True, slots=True)
class _Fit:
    """How one figure fits a candidate: the sign it is read with, whether it ties, and what that is worth."""

    figure: Figure
    sign: int
    ties: bool
    worth: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """A claim read as speaking of a candidate, and how far that is believed.

    `apart` are figures that do not tie with it, where nothing tells a misprint from another meaning.
    """

    claim: Claim
    candidate: Candidate
    fits: tuple[_Fit, ...]
    belief: int
    apart: tuple[_Fit, ...] = ()


def restated(book: Book) -> tuple[list[Identity], list[Finding]]:
    """The identities between figures of sentences and the facts of tables that they restate, and what differs.

    A note is made of every figure that says otherwise than the table which the rest of its clause restates.
    """
    figures = {figure.id: figure for figure in book.figures}
    passages = {passage.id: passage.text for passage in book.passages}
    stated = _stated(book)
    naming = Naming(book.entity.calendar)
    identities: list[Identity] = []
    notes: list[Finding] = []
    said = [(claim, [figures[figure] for figure in claim.figures]) for claim in book.claims]
    rounding = _rounding_of(said, stated)
    for claim, mine in said:
        best = _best(claim, mine, stated)
        if best is not None:
            best = _rounded_alike(best, stated, rounding)
        if best is not None:
            identities += _identities(best, naming)
            if not _OTHERWISE.search(passages.get(claim.passage, "")):
                notes += _differing(best, stated, naming)
        if best is None or AspectKind.GROWTH not in {_aspect(fit.figure) for fit in best.fits}:
            identities += _within(claim, mine, naming)
    return identities, notes


def _best(claim: Claim, figures: Sequence[Figure], stated: Mapping[FactKey, _Printed]) -> _Reading | None:
    """The reading of a claim that is believed most, if any is."""
    readings = (_reading(claim, candidate, figures, stated) for candidate in claim.candidates)
    believed = (each for each in readings if each is not None)
    return max(believed, key=lambda each: (each.belief, len(each.fits)), default=None)


def _rounding_of(said: Iterable[tuple[Claim, list[Figure]]], stated: Mapping[FactKey, _Printed]) -> Rounding:
    """How the document's sentences round: as most of their figures do that rounding to nearest and cutting off part."""
    ways: Counter[Rounding] = Counter()
    for claim, mine in said:
        best = _best(claim, mine, stated)
        for fit in best.fits if best is not None else ():
            way = _only_way(fit, _spread(fit.figure, best.candidate, stated)) if best is not None and fit.ties else None
            ways.update([way] if way is not None else [])
    return Rounding.TRUNCATED if ways[Rounding.TRUNCATED] > ways[Rounding.NEAREST] else Rounding.NEAREST


def _rounded_alike(best: _Reading, stated: Mapping[FactKey, _Printed], rounding: Rounding) -> _Reading:
    """The reading without the figures that only the other way of rounding excuses: they neither tie nor fail."""
    kept = tuple(
        fit
        for fit in best.fits
        if not fit.ties or _only_way(fit, _spread(fit.figure, best.candidate, stated)) in (None, rounding)
    )
    return replace(best, fits=kept)


def _only_way(fit: _Fit, spread: tuple[Fraction, Fraction] | None) -> Rounding | None:
    """The one way of rounding that a figure which ties can have been rounded in; None where it may be either."""
    if spread is None or fit.figure.printed.rounding is not None:
        return None
    near, cut = _may_print(fit.sign * Fraction(fit.figure.printed.value), Fraction(fit.figure.printed.place), spread)
    return None if near == cut else Rounding.NEAREST if near else Rounding.TRUNCATED


def _may_print(value: Fraction, place: Fraction, spread: tuple[Fraction, Fraction]) -> tuple[bool, bool]:
    """Whether a true value between two ends prints so when it is rounded to nearest, and when it is cut off."""
    low, high = spread
    near = low - place / 2 <= value <= high + place / 2
    cut = low <= value <= high + place if value < 0 else low - place <= value <= high
    return near, cut


def _differing(best: _Reading, stated: Mapping[FactKey, _Printed], naming: Naming) -> Iterator[Finding]:
    for fit in best.apart if best.candidate.likeness >= 0 else ():
        spread = _spread(fit.figure, best.candidate, stated)
        if spread is not None:
            yield _note(fit.figure, best.candidate, spread, naming)


def _note(figure: Figure, candidate: Candidate, spread: tuple[Fraction, Fraction], naming: Naming) -> Finding:
    of = {AspectKind.CHANGE: "the change of ", AspectKind.GROWTH: "the growth of "}.get(_aspect(figure), "")
    place = Fraction(figure.printed.place)
    middle = round((spread[0] + spread[1]) / 2 / place) * place
    told = candidate.prior if _is_before(figure) and candidate.prior is not None else candidate.level
    message = (
        f"The sentence says {figure.text}; {of}{naming.fact(told)} is {_decimal(middle):,f} {figure.unit} by the table."
    )
    return Finding(SENTENCE_DIFFERS, Severity.NOTE, message, figures=(figure.id,))


def _decimal(value: Fraction) -> Decimal:
    """A value that is a whole number of some decimal places."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def _within(claim: Claim, figures: Sequence[Figure], naming: Naming) -> Iterator[Identity]:
    """Growth as the clause's own level and change give it: the change in percent of the level less the change."""
    by_kind = {_aspect(figure): figure for figure in figures if not _is_before(figure)}
    try:
        level, change, growth = (by_kind[kind] for kind in (AspectKind.LEVEL, AspectKind.CHANGE, AspectKind.GROWTH))
    except KeyError:
        return
    fit = _fit_between(growth, _between(level, change))
    belief = _PROMISED + fit.worth if fit else 0
    own, moved, whole = growth.fact, change.fact, level.fact
    if fit is None or belief < (KEPT if fit.ties else KEPT_BROKEN) or not (own and moved and whole):
        return
    one = Fraction(1)
    identity = Identity(
        naming.id(own.name, f"{claim.passage}:{growth.id}", own.period, own.scenario),
        IdentityKind.VARIANCE,
        Origin(rule="discovered: a sentence states a level, its change and its growth"),
        (),
        subject=own,
        belief=belief / BAN,
    )
    yield naming.in_percent(identity, (Term(one, moved),), (Term(one, whole), Term(-one, moved)))


def _between(level: Figure, change: Figure) -> tuple[Fraction, Fraction] | None:
    """The growth that a level and its change leave, in percent; None where the level before may not be above zero."""
    whole, moved = Fraction(level.printed.value), Fraction(change.printed.value)
    of_whole, of_moved = Fraction(level.printed.place) / 2, Fraction(change.printed.place) / 2
    if whole - moved - of_whole - of_moved <= 0:
        return None
    ends = [
        _HUNDRED * (moved + up * of_moved) / (whole + down * of_whole - moved - up * of_moved)
        for up in (-1, 1)
        for down in (-1, 1)
    ]
    return min(ends), max(ends)


def _stated(book: Book) -> dict[FactKey, _Printed]:
    """The finest print of every fact that a figure states."""
    stated: dict[FactKey, _Printed] = {}
    for figure in book.figures:
        if figure.fact is not None and figure.printed.rounding in _ROUNDED:
            place = Fraction(figure.printed.place)
            known = stated.get(figure.fact)
            if known is None or place < known.place:
                stated[figure.fact] = _Printed(Fraction(figure.printed.value), place, figure.unit)
    return stated


def _reading(
    claim: Claim, candidate: Candidate, figures: Sequence[Figure], stated: Mapping[FactKey, _Printed]
) -> _Reading | None:
    """The claim read as of a candidate, or None where that is not believed."""
    # Two facts of one value are no two readings: a year of 52 weeks stands beside one of twelve months.
    known = [stated[c.level].value for c in claim.candidates if c.likeness >= candidate.likeness and c.level in stated]
    promised = candidate.likeness - millibans(max(1, len(set(known))))
    found = [fit for figure in figures if (fit := _fit(figure, candidate, stated)) is not None]
    if any(_is_misscaled(figure, candidate, stated) for figure in figures):
        return None  # the table's scale was not told: that is nobody's error
    tied = tuple(fit for fit in found if fit.ties)
    belief = promised + sum(fit.worth for fit in found)
    all_tie, told_whole = len(tied) == len(found), candidate.likeness > 0  # words that the line lacks set apart
    if tied and (all_tie or told_whole) and belief >= (KEPT if all_tie else KEPT_BROKEN):
        return _Reading(claim, candidate, tuple(found), belief)
    belief = promised + sum(fit.worth for fit in tied)
    apart = tuple(fit for fit in found if not fit.ties)
    return _Reading(claim, candidate, tied, belief, apart) if tied and belief >= KEPT else None


def _is_misscaled(figure: Figure, candidate: Candidate, stated: Mapping[FactKey, _Printed]) -> bool:
    """Whether a level is the table's by a thousand or a million times, or the other way round."""
    level = stated.get(candidate.level)
    if level is None or _aspect(figure) is not AspectKind.LEVEL or _is_before(figure) or not level.value:
        return False
    times = abs(Fraction(figure.printed.value) / level.value)
    near = Fraction(figure.printed.place) / max(Fraction(1), abs(Fraction(figure.printed.value)))
    return any(abs(times / Fraction(10) ** power - 1) <= near for power in (-9, -6, -3, 3, 6, 9))


def _fit(figure: Figure, candidate: Candidate, stated: Mapping[FactKey, _Printed]) -> _Fit | None:
    """How a figure fits, None where the tables do not print what it would rest on or it speaks of something else."""
    return _fit_between(figure, _spread(figure, candidate, stated))


def _fit_between(figure: Figure, spread: tuple[Fraction, Fraction] | None) -> _Fit | None:
    if spread is None:
        return None
    low, high = spread
    value, place = Fraction(figure.printed.value), Fraction(figure.printed.place)
    least = _LEAST_SPREAD if _aspect(figure) is AspectKind.GROWTH else 0
    size = max(abs(value), Fraction(least)) / place
    excused = (high - low) / place + 1
    worth = millibans(max(1, int(size))) - millibans(max(1, int(excused)))
    for sign in (1,) if figure.printed.notation or figure.text.startswith("+") else (1, -1):
        # Rounded to nearest, or cut off: both are admitted, the document's own regime decides later.
        worked_out = figure.printed.rounding is Rounding.APPROXIMATE and low - place <= sign * value <= high + place
        same = _aspect(figure) is AspectKind.LEVEL and high - low == place  # printed as finely: the same digits
        if sign * value == (low + high) / 2 if same else worked_out or any(_may_print(sign * value, place, spread)):
            return _Fit(figure, sign, True, max(0, worth + (0 if sign > 0 else _EITHER_SIGN)))
    if _aspect(figure) is AspectKind.SHARE:
        return None  # of which revenue nobody said
    return _failure(figure, (low + high) / 2, int(size))


def _failure(figure: Figure, meant: Fraction, size: int) -> _Fit:
    """What it is worth that a figure does not tie: more for what a slip of the pen explains."""
    place = Fraction(figure.printed.place)
    printed, expected = round(Fraction(figure.printed.value) / place), round(meant / place)
    sign = -1 if expected < 0 < printed and not figure.printed.notation else 1
    if retyped(sign * printed, expected):
        slips = _SLIPS_A_DIGIT + millibans(max(1, len(str(abs(printed)))))
        return _Fit(figure, sign, False, min(0, millibans(max(1, size)) - slips))
    return _Fit(figure, sign, False, NO_SLIP)


def _spread(
    figure: Figure, candidate: Candidate, stated: Mapping[FactKey, _Printed]
) -> tuple[Fraction, Fraction] | None:
    """The least and largest value that the tables leave for a figure, with its unit's sign."""
    level = stated.get(candidate.level)
    prior = stated.get(candidate.prior) if candidate.prior is not None else None
    kind = _aspect(figure)
    if _is_before(figure):
        return None if prior is None else (prior.value - prior.place / 2, prior.value + prior.place / 2)
    if level is None:
        return None
    half = level.place / 2
    if kind is AspectKind.LEVEL:
        return level.value - half, level.value + half
    if kind is AspectKind.SHARE:
        return _share_spread(level, stated.get(candidate.base) if candidate.base is not None else None)
    if prior is None:
        return None
    both = half + prior.place / 2
    if kind is AspectKind.CHANGE:
        change = level.value - prior.value
        return change - both, change + both
    # A margin that is "up 2%" may be up by two points or by two percent.
    if kind is not AspectKind.GROWTH or prior.value - prior.place / 2 <= 0 or level.unit == PERCENT:
        return None
    ends = [
        _HUNDRED * (level.value + up * half) / (prior.value + down * prior.place / 2) - _HUNDRED
        for up in (-1, 1)
        for down in (-1, 1)
    ]
    return min(ends), max(ends)


def _share_spread(level: _Printed, base: _Printed | None) -> tuple[Fraction, Fraction] | None:
    """The least and largest share of a base, in percent, that the two levels' prints leave."""
    if base is None or base.value - base.place / 2 <= 0:
        return None
    ends = [
        _HUNDRED * (level.value + up * level.place / 2) / (base.value + down * base.place / 2)
        for up in (-1, 1)
        for down in (-1, 1)
    ]
    return min(ends), max(ends)


def _is_before(figure: Figure) -> bool:
    return figure.fact is not None and figure.fact.period == BEFORE


def _aspect(figure: Figure) -> AspectKind:
    assert figure.fact is not None
    return figure.fact.aspect.kind


def _identities(reading: _Reading, naming: Naming) -> Iterator[Identity]:
    """One identity for every figure of the clause that the tables speak to."""
    level, prior = reading.candidate.level, reading.candidate.prior
    for fit in reading.fits:
        own = fit.figure.fact
        assert own is not None
        kind = own.aspect.kind
        one, sign = Fraction(1), Fraction(fit.sign)
        identity = Identity(
            id=naming.id(own.name, f"{reading.claim.passage}:{fit.figure.id}", own.period, own.scenario),
            kind=IdentityKind.AGREE if kind is AspectKind.LEVEL else IdentityKind.VARIANCE,
            origin=Origin(rule="discovered: a sentence restates a table"),
            terms=(),
            subject=own,
            belief=reading.belief / BAN,
        )
        of = prior if _is_before(fit.figure) else level
        if kind is AspectKind.LEVEL and of is not None:
            yield _linear(identity, (Term(one, own), Term(-sign, of)), naming)
        elif kind is AspectKind.CHANGE and prior is not None:
            yield _linear(identity, (Term(one, own), Term(-sign, level), Term(sign, prior)), naming)
        elif kind is AspectKind.SHARE and reading.candidate.base is not None:
            yield naming.in_percent(identity, (Term(sign, level),), (Term(one, reading.candidate.base),))
        elif prior is not None:
            yield naming.growth(identity, level, prior, turned=fit.sign < 0)


def _linear(identity: Identity, terms: tuple[Term, ...], naming: Naming) -> Identity:
    rest = naming.total(Term(-term.coefficient, term.fact) for term in terms[1:])
    return replace(identity, terms=terms, text=f"{naming.fact(terms[0].fact)} = {rest}")
