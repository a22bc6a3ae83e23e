"""Suggestions: what a suspect should print, by which slip it came to be misprinted, and how likely that is."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property

from crossfoot.model.figures import Figure
from crossfoot.tie.blame.likelihood import BAN, Beside, Others
from crossfoot.tie.blame.restated import Restatements
from crossfoot.tie.blame.slips import LEAST, OMITTED, STALE, STALE_NAME, Slip, among, slips
from crossfoot.tie.blame.style import Style
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.units import PERCENT

_ROUNDED = -1000  # sums that do not add up exactly in what is printed are one in ten
_WHOLE, _NOT_THE_WHOLE = 100, -3 * BAN  # what shares that add to 100% are meant to add to is nothing else
_NORMAL = 2606  # millibans a square of last places, for one figure: six over the natural logarithm of ten


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that would tie, and the slip that turns it into the printed one ("" where none does).

    `worth` says in millibans how likely it is that the figure was misprinted so: how frequent the slip is, and how much
    better what it should be goes with its line's other columns than what it prints.
    """

    text: str
    slip: str
    worth: int = 0


@dataclass(frozen=True, slots=True)
class Slipped:
    """A value that a figure may have been meant to print: by which slip, and how likely, in millibans."""

    value: Decimal
    name: str
    worth: int


@dataclass(frozen=True)
class Suspect:
    """A figure that may be wrong: what stands around it, and what its fact states in other periods.

    `exchangeable` tells which other figures may have changed places with it, for all that the sums about those say;
    `by_ratio` that a ratio tells what it should be: all that prints as the ratio does is as likely then, while the
    roundings of a sum's figures mostly cancel out.
    """

    figure: Figure
    beside: Beside
    restatements: Restatements
    elsewhere: tuple[Figure, ...] = ()
    exchangeable: Callable[[Figure, Sequence[Figure]], Sequence[Figure]] = lambda _one, others: others
    by_ratio: bool = False

    @cached_property
    def line(self) -> list[Figure]:
        """The figures of its line that are printed in its own way; outside a table, what its fact states elsewhere."""
        places = {self.figure.printed.place, self.style.place}
        return [other for other in self.beside.line or self.elsewhere if other.printed.place in places]

    @cached_property
    def style(self) -> Style:
        """How figures are printed there."""
        return Style.of(self.figure, (*self.beside.line, *self.beside.above_and_below))

    @cached_property
    def _others(self) -> Others:
        return Others.of(self.line, self.beside.moves)

    def likeliness(self, value: Decimal) -> int:
        """How well a value goes with the other columns of the line, and with what is printed elsewhere."""
        less = 0 if self.by_ratio or value == _WHOLE or not self._is_whole else _NOT_THE_WHOLE
        return self._others.plausible(value, self.style.place) + self.restatements.worth(self.figure, value) + less

    @cached_property
    def _is_whole(self) -> bool:
        return self.figure.unit == PERCENT and self.figure.printed.value == _WHOLE


def suggest(suspect: Suspect, needed: Interval, interval: Callable[[Decimal], Interval]) -> Suggestion:
    """The likeliest text for a figure whose true value must lie in `needed`.

    `interval` gives the true values that print as a value in the figure's place.
    """
    figure, style = suspect.figure, suspect.style
    here = suspect.likeliness(figure.printed.value)
    middle = _middle(needed)
    best = _unexplained(suspect, middle, here)
    if needed == Interval():  # every slip would do: none explains anything
        return best
    nearest = abs(middle - Fraction(figure.printed.value)) if middle is not None else Fraction(0)
    step = min(style.place, figure.printed.place)
    least, most = _steps(needed, style.place, step)
    for slip in _slips(suspect, style):
        if (least is not None and slip.meant < least) or (most is not None and slip.meant > most):
            continue
        value = slip.meant * step
        if value == figure.printed.value or value % style.place:
            continue
        if interval(value).intersect(needed).is_empty:
            continue
        off = abs(middle - Fraction(value)) if middle is not None else Fraction(0)
        left = 0 if suspect.by_ratio else left_by_rounding(off, needed, style.place)
        worth = slip.worth + left + suspect.likeliness(value) - here
        if (worth, -off) > (best.worth, -nearest):
            best, nearest = Suggestion(style.shown(figure, value), slip.name, worth), off
    return best


def slipped(suspect: Suspect) -> list[Slipped]:
    """All values of which a slip makes what a figure prints, each by its likeliest slip."""
    figure, style = suspect.figure, suspect.style
    here, step = suspect.likeliness(figure.printed.value), min(style.place, figure.printed.place)
    likeliest: dict[Decimal, Slip] = {}
    for slip in _slips(suspect, style):
        value = slip.meant * step
        known = likeliest.get(value)
        if value != figure.printed.value and not value % style.place and (known is None or known.worth < slip.worth):
            likeliest[value] = slip
    return [
        Slipped(value, slip.name, slip.worth + suspect.likeliness(value) - here) for value, slip in likeliest.items()
    ]


def left_by_rounding(off: Fraction, needed: Interval, place: Decimal) -> int:
    """How probable it is that rounding leaves a sum that far from where it adds up exactly, in millibans.

    What remains of so many rounded figures as the interval has places is all but normally distributed.
    """
    if needed.low is None or needed.high is None or 2 * off < Fraction(place) or not place:
        return 0
    figures = max(Fraction(1), (needed.high - needed.low) / Fraction(place))
    return _ROUNDED - round(_NORMAL * (off / Fraction(place)) ** 2 / figures) - _inexact(math.ceil(figures))


@cache
def _inexact(figures: int) -> int:
    """What the sums of so many rounded figures that do not add up exactly come to, off by any number of places."""
    return round(BAN * math.log10(sum(2 * math.exp(-6 * off**2 / figures) for off in range(1, figures + 2))))


def _steps(needed: Interval, place: Decimal, step: Decimal) -> tuple[int | None, int | None]:
    """The least and largest numbers of steps that may print so at all: most slips are far off, and quicker told so."""
    far, one = 2 * Fraction(place), Fraction(step)
    least = None if needed.low is None else math.floor((needed.low - far) / one)
    return least, None if needed.high is None else math.ceil((needed.high + far) / one)


def _slips(suspect: Suspect, style: Style) -> Iterator[Slip]:
    """The slips that may have been made, in last places of the finer of what is printed here and around."""
    place = min(style.place, suspect.figure.printed.place)

    def counted(figures: Sequence[Figure]) -> list[int]:
        return [int(f.printed.value / place) for f in figures if not f.printed.value % place]

    others = counted(suspect.exchangeable(suspect.figure, (*suspect.elsewhere, *suspect.line)))
    return slips(int(suspect.figure.printed.value / place), others, counted(suspect.beside.above_and_below))


def _middle(needed: Interval) -> Fraction | None:
    """Where the rest adds up exactly, for all that is known."""
    return None if needed.low is None or needed.high is None else (needed.low + needed.high) / 2


def _unexplained(suspect: Suspect, middle: Fraction | None, here: int) -> Suggestion:
    """What is printed says nothing of what it should be: another column's figure, or one text of all of its length."""
    figure, line = suspect.figure, suspect.line
    digits = sum(character.isdigit() for character in figure.text)
    worth, name = LEAST - BAN * digits if figure.printed.value else OMITTED, ""
    if figure.printed.value in {other.printed.value for other in line}:
        worth, name = STALE - among(len(line)), STALE_NAME
    if middle is None:
        return Suggestion("", name, worth - here)
    style = suspect.style
    place = Fraction(style.place)
    steps = middle / place if place else Fraction(0)
    value = _decimal(round(steps) * place)
    text = "" if abs(steps - round(steps)) == Fraction(1, 2) else style.shown(figure, value)
    text = "" if text == figure.text else text
    return Suggestion(text, name, worth - here + suspect.likeliness(value))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
