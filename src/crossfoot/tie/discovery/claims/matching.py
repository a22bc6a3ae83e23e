"""Sentences against tables: which of the facts that a clause may speak of its figures restate, and how surely.

A clause is believed to speak of a candidate as far as its words name it and its figures tie with it: a level agrees, a
change is the level less the one before, growth is that in percent. One figure of a clause that fails where another ties
is a finding if the failure looks like a slip. A clause with no figure that ties says nothing, unless it names a line
without doubt and prints what slips of the pen make of that line's figures.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from crossfoot.model.book import Book
from crossfoot.model.claims import Candidate, Claim
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Finding, Severity
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.model.naming import Naming
from crossfoot.tie.discovery.belief.evidence import BAN, millibans
from crossfoot.tie.discovery.belief.slips import NO_SLIP, retyped
from crossfoot.tie.discovery.claims.prints import Printed, aspect_of, is_before, may_print, spread_of, stated_by
from crossfoot.tie.discovery.claims.slips import OUT_OF_PLACE, PERIOD_UNSAID, worth_of, worth_of_stale
from crossfoot.vocabulary.measures import AspectKind
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.spans import Undated

SENTENCE_DIFFERS = "sentence-differs"

# Figures that tables print on another basis.
_OTHERWISE = re.compile(
    r"organic|constant|comparable|excluding|adjusted|like-for-like|currenc|pro forma|underlying|non-gaap|実質|為替",
    re.IGNORECASE,
)

# Words of a passage in which a figure of the period before is at home.
_COMPARED = re.compile(
    r"\b(?:from|than|against|versus|vs|compared?|prior|previous|last|earlier|before|ago|preceding|respectively)\b|前|昨|比|それぞれ",
    re.IGNORECASE,
)

_YEAR = re.compile(r"(?<![0-9,.])(?:19|20)[0-9]{2}(?![0-9]|,[0-9])")

KEPT = BAN
"""The least belief of a clause that ties in all its figures."""

KEPT_BROKEN = 2 * BAN
"""The least belief of one that fails in some, as for every discovered relation."""

_PROMISED = BAN // 2  # a level, a change and growth of one clause are of one thing, at odds of 3 to 1
_EITHER_SIGN = millibans(1, 2)  # "a loss of 5" is -5, "declined by 5" is a change of -5: two readings
_SLIPS_A_DIGIT = millibans(34)  # misread digits and swapped neighbours, up or down
_LEAST_SPREAD = 20  # percent: growth of a few percent is no closer to zero than that by accident
_HUNDRED = Fraction(100)
_FINER = 10  # values that a table leaves for what a sentence prints to one more place
_ONE_UNIT_OFF = 1  # figure that only cutting off excuses is as likely adjusted in its last place: a table tells neither


@dataclass(frozen=True, slots=True)
class _Fit:
    """How one figure fits a candidate: the sign it is read with, whether it ties, and what that is worth.

    Of one that does not tie, `slip` is what it is worth as a slip of the pen, `stale` that it states the period before.
    """

    figure: Figure
    sign: int
    ties: bool
    worth: int
    slip: int = 0
    stale: bool = False


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

    def is_sure_in(self, text: str) -> bool:
        """Whether nothing in the passage's text says that the clause is of something else, if none of it ties."""
        if any(fit.ties for fit in self.fits):
            return True
        is_compared = _COMPARED.search(text) is not None or len(set(_YEAR.findall(text))) > 1
        return not (is_compared and any(fit.stale for fit in self.fits)) and _OTHERWISE.search(text) is None


def restated(book: Book) -> tuple[list[Identity], list[Finding]]:
    """The identities between figures of sentences and the facts of tables that they restate, and what differs.

    A note is made of every figure that says otherwise than the table which the rest of its clause restates.
    """
    figures = {figure.id: figure for figure in book.figures}
    passages = {passage.id: passage.text for passage in book.passages}
    stated = stated_by(book)
    naming = Naming(book.entity.calendar)
    identities: list[Identity] = []
    notes: list[Finding] = []
    said = [(claim, [figures[figure] for figure in claim.figures]) for claim in book.claims]
    rounding = _rounding_of(said, stated)
    for claim, mine in said:
        best = _best(claim, mine, stated)
        text = passages.get(claim.passage, "")
        if best is not None and not best.is_sure_in(text):
            best = None
        if best is not None:
            best = _rounded_alike(best, stated, rounding)
            identities += _identities(best, naming)
            if not _OTHERWISE.search(text):
                notes += _differing(best, stated, naming)
        if best is None or AspectKind.GROWTH not in {aspect_of(fit.figure) for fit in best.fits}:
            identities += _within(claim, mine, naming)
    return identities, notes


def _best(claim: Claim, figures: Sequence[Figure], stated: Mapping[FactKey, Printed]) -> _Reading | None:
    """The reading of a claim that is believed most, if any is."""
    readings = (_reading(claim, candidate, figures, stated) for candidate in claim.candidates)
    believed = (each for each in readings if each is not None)
    return max(believed, key=lambda each: (each.belief, len(each.fits)), default=None)


def _rounding_of(said: Iterable[tuple[Claim, list[Figure]]], stated: Mapping[FactKey, Printed]) -> dict[bool, Rounding]:
    """How the document's sentences round amounts (False) and ratios (True).

    As most of their figures do that rounding to nearest and cutting off part.
    """
    ways: Counter[tuple[bool, Rounding]] = Counter()
    for claim, mine in said:
        best = _best(claim, mine, stated)
        for fit in best.fits if best is not None else ():
            if best is None or not fit.ties:
                continue
            way = _only_way(fit, spread_of(fit.figure, best.candidate, stated))
            ways.update([(_is_ratio(fit.figure), way)] if way is not None else [])
    found = {}
    for kind in (False, True):
        cut_off = ways[kind, Rounding.TRUNCATED] > max(_ONE_UNIT_OFF, ways[kind, Rounding.NEAREST])
        found[kind] = Rounding.TRUNCATED if cut_off else Rounding.NEAREST
    return found


def _is_ratio(figure: Figure) -> bool:
    return aspect_of(figure) in (AspectKind.GROWTH, AspectKind.SHARE)


def _rounded_alike(best: _Reading, stated: Mapping[FactKey, Printed], rounding: Mapping[bool, Rounding]) -> _Reading:
    """The reading without the figures that only the other way of rounding excuses: they neither tie nor fail."""
    kept = tuple(
        fit
        for fit in best.fits
        if not fit.ties
        or _only_way(fit, spread_of(fit.figure, best.candidate, stated)) in (None, rounding[_is_ratio(fit.figure)])
    )
    return replace(best, fits=kept)


def _only_way(fit: _Fit, spread: tuple[Fraction, Fraction] | None) -> Rounding | None:
    """The one way of rounding that a figure which ties can have been rounded in; None where it may be either."""
    if spread is None or fit.figure.printed.rounding is not None:
        return None
    near, cut = may_print(fit.sign * Fraction(fit.figure.printed.value), Fraction(fit.figure.printed.place), spread)
    return None if near == cut else Rounding.NEAREST if near else Rounding.TRUNCATED


def _differing(best: _Reading, stated: Mapping[FactKey, Printed], naming: Naming) -> Iterator[Finding]:
    for fit in best.apart if best.candidate.likeness >= 0 else ():
        spread = spread_of(fit.figure, best.candidate, stated)
        if spread is not None:
            yield _note(fit.figure, best.candidate, spread, naming)


def _note(figure: Figure, candidate: Candidate, spread: tuple[Fraction, Fraction], naming: Naming) -> Finding:
    of = {AspectKind.CHANGE: "the change of ", AspectKind.GROWTH: "the growth of "}.get(aspect_of(figure), "")
    place = Fraction(figure.printed.place)
    middle = round((spread[0] + spread[1]) / 2 / place) * place
    told = candidate.prior if is_before(figure) and candidate.prior is not None else candidate.level
    message = (
        f"The sentence says {figure.text}; {of}{naming.fact(told)} is {_decimal(middle):,f} {figure.unit} by the table."
    )
    return Finding(SENTENCE_DIFFERS, Severity.NOTE, message, figures=(figure.id,))


def _decimal(value: Fraction) -> Decimal:
    """A value that is a whole number of some decimal places."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def _within(claim: Claim, figures: Sequence[Figure], naming: Naming) -> Iterator[Identity]:
    """Growth as the clause's own level and change give it: the change in percent of the level less the change."""
    by_kind = {aspect_of(figure): figure for figure in figures if not is_before(figure)}
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


def _reading(
    claim: Claim, candidate: Candidate, figures: Sequence[Figure], stated: Mapping[FactKey, Printed]
) -> _Reading | None:
    """The claim read as of a candidate, or None where that is not believed."""
    # Two facts of one value are no two readings: a year of 52 weeks stands beside one of twelve months.
    known = [stated[c.level].value for c in claim.candidates if c.likeness >= candidate.likeness and c.level in stated]
    promised = candidate.likeness - millibans(max(1, len(set(known))))
    moved = _directions(claim, candidate, stated)
    fits = (_fit(figure, candidate, stated, moved.get(figure.id, 0)) for figure in figures)
    found = [fit for fit in fits if fit is not None]
    if any(_is_misscaled(figure, candidate, stated) for figure in figures):
        return None  # the table's scale was not told: that is nobody's error
    tied = tuple(fit for fit in found if fit.ties)
    belief = promised + sum(fit.worth for fit in found)
    all_tie, told_whole = len(tied) == len(found), candidate.likeness > 0  # words that the line lacks set apart
    if tied and (all_tie or told_whole) and belief >= (KEPT if all_tie else KEPT_BROKEN):
        return _Reading(claim, candidate, tuple(found), belief)
    belief = promised + sum(fit.worth for fit in tied)
    apart = tuple(fit for fit in found if not fit.ties)
    if tied:
        return _Reading(claim, candidate, tied, belief, apart) if belief >= KEPT else None
    return _misprinted(claim, candidate, found) if candidate.likeness >= BAN and len(set(known)) == 1 else None


def _misprinted(claim: Claim, candidate: Candidate, fits: Sequence[_Fit]) -> _Reading | None:
    """A clause of which nothing ties, read as of a line that it names without doubt: every figure must be a slip."""
    belief = candidate.likeness + sum(fit.slip for fit in fits) - OUT_OF_PLACE
    if any(_is_undated(fit.figure) for fit in fits):
        belief -= PERIOD_UNSAID
        if any(fit.stale for fit in fits):
            return None
    sure = bool(fits) and all(fit.slip for fit in fits) and belief >= KEPT_BROKEN
    return _Reading(claim, candidate, tuple(fits), belief) if sure else None


def _is_undated(figure: Figure) -> bool:
    return figure.fact is not None and isinstance(figure.fact.period, Undated)


def _directions(claim: Claim, candidate: Candidate, stated: Mapping[FactKey, Printed]) -> dict[str, int]:
    """How each figure moved by its words; nothing where levels are not above zero: a loss that falls rises."""
    both = (candidate.level, candidate.prior)
    levels = [stated[fact].value for fact in both if fact is not None and fact in stated]
    return dict(zip(claim.figures, claim.moved, strict=True)) if claim.moved and min(levels, default=0) > 0 else {}


def _is_misscaled(figure: Figure, candidate: Candidate, stated: Mapping[FactKey, Printed]) -> bool:
    """Whether a level is the table's by a thousand or a million times, or the other way round."""
    level = stated.get(candidate.level)
    if level is None or aspect_of(figure) is not AspectKind.LEVEL or is_before(figure) or not level.value:
        return False
    times = abs(Fraction(figure.printed.value) / level.value)
    near = Fraction(figure.printed.place) / max(Fraction(1), abs(Fraction(figure.printed.value)))
    return any(abs(times / Fraction(10) ** power - 1) <= near for power in (-9, -6, -3, 3, 6, 9))


def _fit(figure: Figure, candidate: Candidate, stated: Mapping[FactKey, Printed], moved: int = 0) -> _Fit | None:
    """How a figure fits, None where the tables do not print what it would rest on or it speaks of something else."""
    fit = _fit_between(figure, spread_of(figure, candidate, stated), moved)
    prior = stated.get(candidate.prior) if candidate.prior is not None else None
    if fit is None or fit.ties or prior is None or aspect_of(figure) is not AspectKind.LEVEL or is_before(figure):
        return fit
    value, place = Fraction(figure.printed.value), Fraction(figure.printed.place)
    if prior.place <= place and any(may_print(value, place, (prior.value, prior.value))):
        return replace(fit, slip=worth_of_stale(int(abs(value) / place)), stale=True)
    return fit


def _fit_between(figure: Figure, spread: tuple[Fraction, Fraction] | None, moved: int = 0) -> _Fit | None:
    if spread is None:
        return None
    low, high = spread
    value, place = Fraction(figure.printed.value), Fraction(figure.printed.place)
    least = _LEAST_SPREAD if aspect_of(figure) is AspectKind.GROWTH else 0
    size = max(abs(value), Fraction(least)) / place
    excused = (high - low) / place + 1
    worth = millibans(max(1, int(size))) - millibans(max(1, int(excused)))
    for sign in (moved,) if moved else (1,) if figure.printed.notation or figure.text.startswith("+") else (1, -1):
        # Rounded to nearest, or cut off: both are admitted, the document's own regime decides later.
        worked_out = figure.printed.rounding is Rounding.APPROXIMATE and low - place <= sign * value <= high + place
        same = aspect_of(figure) is AspectKind.LEVEL and high - low == place  # printed as finely: the same digits
        if sign * value == (low + high) / 2 if same else worked_out or any(may_print(sign * value, place, spread)):
            return _Fit(figure, sign, True, max(0, worth + (0 if sign > 0 or moved else _EITHER_SIGN)))
    if aspect_of(figure) is AspectKind.SHARE:
        return None  # of which revenue nobody said
    return _failure(figure, spread, int(size), moved)


def _failure(figure: Figure, spread: tuple[Fraction, Fraction], size: int, moved: int) -> _Fit:
    """What it is worth that a figure does not tie: more for what a slip of the pen explains."""
    place = Fraction(figure.printed.place)
    printed, meant = round(Fraction(figure.printed.value) / place), (spread[0] + spread[1]) / 2 / place
    excused = int((spread[1] - spread[0]) / place)
    sign = moved or (-1 if round(meant) < 0 < printed and not figure.printed.notation else 1)
    finer: set[int] = set()
    if 0 < excused <= _FINER:  # the sentence prints a place more than the table: any that the table rounds away
        finer = set(range(ceil(spread[0] / place), floor(spread[1] / place) + 1))
    slip = max(worth_of(sign * printed, each, size, excused) for each in {round(meant), int(meant)} | finer)
    if slip or any(retyped(sign * printed, each) for each in {round(meant)} | finer):
        slips = _SLIPS_A_DIGIT + millibans(max(1, len(str(abs(printed))))) + millibans(max(1, len(finer)))
        return _Fit(figure, sign, False, min(0, millibans(max(1, size)) - slips), slip)
    return _Fit(figure, sign, False, NO_SLIP, slip)


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
        of = prior if is_before(fit.figure) else level
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
