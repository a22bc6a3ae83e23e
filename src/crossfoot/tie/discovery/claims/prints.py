"""What tables leave for the figures of a clause: the least and largest level, change, growth or share."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.claims import BEFORE, Candidate
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.vocabulary.measures import AspectKind
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.units import PERCENT, Unit

_HUNDRED = Fraction(100)
_ROUNDED = (None, Rounding.NEAREST, Rounding.TRUNCATED, Rounding.EXACT)  # and not approximate, over or nearly


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed: value, and how far a true value may lie from it when rounded to nearest or cut off."""

    value: Fraction
    place: Fraction
    unit: Unit


def may_print(value: Fraction, place: Fraction, spread: tuple[Fraction, Fraction]) -> tuple[bool, bool]:
    """Whether a true value between two ends prints so when it is rounded to nearest, and when it is cut off."""
    low, high = spread
    near = low - place / 2 <= value <= high + place / 2
    cut = low <= value <= high + place if value < 0 else low - place <= value <= high
    return near, cut


def stated_by(book: Book) -> dict[FactKey, Printed]:
    """The finest print of every fact that a figure states."""
    stated: dict[FactKey, Printed] = {}
    for figure in book.figures:
        if figure.fact is not None and figure.printed.rounding in _ROUNDED:
            place = Fraction(figure.printed.place)
            known = stated.get(figure.fact)
            if known is None or place < known.place:
                stated[figure.fact] = Printed(Fraction(figure.printed.value), place, figure.unit)
    return stated


def spread_of(
    figure: Figure, candidate: Candidate, stated: Mapping[FactKey, Printed]
) -> tuple[Fraction, Fraction] | None:
    """The least and largest value that the tables leave for a figure, with its unit's sign."""
    level = stated.get(candidate.level)
    prior = stated.get(candidate.prior) if candidate.prior is not None else None
    kind = aspect_of(figure)
    if is_before(figure):
        return None if prior is None else (prior.value - prior.place / 2, prior.value + prior.place / 2)
    if level is None:
        return None
    half = level.place / 2
    if kind is AspectKind.LEVEL:
        return level.value - half, level.value + half
    if kind is AspectKind.SHARE:
        return _share_spread(level, stated.get(candidate.base) if candidate.base is not None else None)
    if kind is AspectKind.CHANGE and prior is not None:
        change, both = level.value - prior.value, half + prior.place / 2
        return change - both, change + both
    # A margin that is "up 2%" may be up by two points or by two percent.
    if kind is not AspectKind.GROWTH or level.unit == PERCENT:
        return None
    share = _share_spread(level, prior)
    return None if share is None else (share[0] - _HUNDRED, share[1] - _HUNDRED)


def _share_spread(level: Printed, base: Printed | None) -> tuple[Fraction, Fraction] | None:
    """The least and largest share of a base, in percent, that the two levels' prints leave."""
    if base is None or base.value - base.place / 2 <= 0:
        return None
    ends = [
        _HUNDRED * (level.value + up * level.place / 2) / (base.value + down * base.place / 2)
        for up in (-1, 1)
        for down in (-1, 1)
    ]
    return min(ends), max(ends)


def is_before(figure: Figure) -> bool:
    """Whether a clause only compares with what the figure states."""
    return figure.fact is not None and figure.fact.period == BEFORE


def aspect_of(figure: Figure) -> AspectKind:
    """Whether a figure of a clause is a level, a change, growth or a share."""
    assert figure.fact is not None
    return figure.fact.aspect.kind
