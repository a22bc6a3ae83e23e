"""How a proof speaks: facts, bounds, figures and identities of one book in the trade's words."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil, floor

from crossfoot.model.book import Book
from crossfoot.model.certificates import Side
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity, Term
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.measures import Against, AspectKind, Measure
from crossfoot.vocabulary.scenarios import ACTUAL
from crossfoot.vocabulary.spans import Undated
from crossfoot.vocabulary.units import Unit, UnitKind

LONGEST_QUOTE = 60  # a longer caption is a list of chart labels: the figure alone says more
MILLION = 1_000_000
SIGNIFICANT = 6  # digits of an amount in millions: half a thousand still shows in 84.2135 million
MOST_NUMBERS = 3  # a caption of more is a list of labels as well
_CLAUSE_END = re.compile(r"[,;] ")
_NUMBER = re.compile(r"\d[\d.,]*")
_JOINING = {"and", "for", "in", "of", "the"}

_AGAINST = {
    Against.PRIOR_YEAR: "on the year before",
    Against.PRIOR_QUARTER: "on the quarter before",
    Against.TARGET: "against target",
}
_STATEMENTS = (AspectKind.CHANGE, AspectKind.GROWTH, AspectKind.SHARE_CHANGE)


def _label(measure: Measure) -> str:
    """A measure's label, with the column that a table cuts it down to: `Balance (treasury shares)`."""
    own = measure.name.partition(": ")[2]
    return own if own.startswith(f"{measure.label} (") else measure.label


def _once(label: str, heading: str) -> tuple[str, str]:
    """A label and the heading of its column, which may stand in the label's brackets too: `Dividends`, `(Total)`."""
    of, bracket, column = label.removesuffix(")").rpartition(" (")
    return (of if bracket and _telling(column) == _telling(heading) else label), f"({heading})"


def _telling(heading: str) -> set[str]:
    """The words of a heading that name something, each once: a label's brackets leave out those that join them."""
    return set(re.findall(r"\w+", heading.casefold())) - _JOINING


class Phrases:
    """Words for the facts, figures and identities of one book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._period = cache(book.entity.calendar.display)  # thousands of facts share a few dozen periods

    def level(self, key: FactKey) -> str:
        """The measure and its period: `Mobile revenue FY2016`, `Total revenues FY2017 (target of 2017-05-15)`."""
        measure = self._book.measures.get(key.measure)
        label = _label(measure) if measure else key.measure
        cut = f" [{', '.join(member for _, member in key.members)}]" if key.members else ""
        period = self._period(key.period)
        if isinstance(key.period, Undated):  # a heading that the label has in brackets already is said once
            label, period = _once(label, period)
        scenario = "" if key.scenario == ACTUAL else f" ({key.scenario})"
        return f"{label}{cut} {period}{scenario}"

    def fact(self, key: FactKey) -> str:
        """The fact as the subject or a term: `the growth of Mobile revenue FY2016 on the year before`."""
        level, against = self.level(key), _AGAINST[key.aspect.against]
        match key.aspect.kind:
            case AspectKind.LEVEL:
                return level
            case AspectKind.CHANGE:
                return f"the change in {level} {against}"
            case AspectKind.GROWTH:
                return f"the growth of {level} {against}"
            case AspectKind.SHARE:
                return f"the share of {level} in {self._base(key)}"
            case AspectKind.SHARE_CHANGE:
                return f"the change in the share of {level} in {self._base(key)} {against}"

    def _base(self, key: FactKey) -> str:
        measure = self._book.measures.get(key.measure)
        base = self._book.measures.get(measure.base or "") if measure else None
        return base.label if base else "its base"

    def unit(self, key: FactKey) -> Unit:
        """The unit at rest of a fact."""
        return self._book.measures[key.measure].unit_of(key.aspect)

    def bound(self, key: FactKey, side: Side, value: Fraction, *, strict: bool = False, subject: str = "") -> str:
        """A bound as a sentence: `Mobile revenue FY2016 rose by at least JPY 11,111.5 million on the year before`."""
        kind = key.aspect.kind
        fell = kind in _STATEMENTS and (value < 0 or (value == 0 and side is Side.HIGH))
        shown = amount(-value if fell else value, self.unit(key), upper=(side is Side.HIGH) != fell)
        limit = _limit(upper=(side is Side.HIGH) != fell, strict=strict)
        name, against = subject or self.level(key), _AGAINST[key.aspect.against]
        match kind:
            case AspectKind.LEVEL:
                return f"{name} is {limit} {shown}"
            case AspectKind.SHARE:
                return f"{name} is {limit} {shown} of {self._base(key)}"
            case AspectKind.GROWTH:
                return f"{name} {'fell' if fell else 'grew'} by {limit} {shown} {against}"
            case AspectKind.CHANGE:
                return f"{name} {'fell' if fell else 'rose'} by {limit} {shown} {against}"
            case AspectKind.SHARE_CHANGE:
                share = f"the share of {name} in {self._base(key)}"
                return f"{share} {'fell' if fell else 'rose'} by {limit} {shown} {against}"

    def identity(self, identity: Identity, of: FactKey | None = None) -> str:
        """The relation with labels: `Gross margin FY2016 = Total revenues FY2016 - Cost of revenues FY2016`.

        A linear one is solved for the fact `of`, or else for the fact that it defines.
        """
        if identity.ratio is not None:
            top, bottom = self._sum(identity.terms), self._sum(identity.denominator)
            times = "" if identity.factor == 1 else f"{identity.factor} x "
            offset = f" {'-' if identity.offset < 0 else '+'} {abs(identity.offset)}" if identity.offset else ""
            return f"{self.fact(identity.ratio)} = {times}{_bracketed(top)} / {_bracketed(bottom)}{offset}"
        subject = of or identity.subject or identity.terms[0].fact
        rest, constant = solved(identity, subject)
        if not rest:  # what is drawn bounds a fact by itself
            return (
                f"{self.fact(subject)} is drawn as {spread(Interval(identity.low, identity.high), self.unit(subject))}"
            )
        words = self._sum(rest) + (f" {'-' if constant < 0 else '+'} {abs(constant)}" if constant else "")
        return f"{self.fact(subject)} = {words}"

    def _sum(self, terms: Iterable[Term]) -> str:
        words = ""
        for term in terms:
            sign, name = self.term(term)
            words = f"{words} {sign} {name}" if words else ("-" if sign == "-" else "") + name
        return words

    def term(self, term: Term) -> tuple[str, str]:
        """A term's sign, and its fact with the times that it counts: `-`, `1/2 x Equity Mar. 31, 2016`."""
        size = abs(term.coefficient)
        name = self.fact(term.fact) if size == 1 else f"{size} x {self.fact(term.fact)}"
        return "-" if term.coefficient < 0 else "+", name


def solved(identity: Identity, subject: FactKey) -> tuple[tuple[Term, ...], Fraction]:
    """A linear identity solved for one of its facts: the other terms, those that add first, and the constant."""
    own = sum((term.coefficient for term in identity.terms if term.fact == subject), Fraction(0))
    rest = tuple(Term(-term.coefficient / own, term.fact) for term in identity.terms if term.fact != subject)
    return tuple(sorted(rest, key=lambda term: term.coefficient < 0)), identity.low / own


def source(figure: Figure) -> str:
    """Where a figure stands and what is printed there: `deck p.7: 'up JPY11,112 million'`."""
    return f"{place(figure)}: '{quote(figure)}'"


def place(figure: Figure) -> str:
    """The document and page of a figure: `deck p.7`."""
    page = "" if figure.place.page is None else f" p.{figure.place.page}"
    return f"{figure.place.document}{page}"


def quote(figure: Figure) -> str:
    """What is printed: the clause of the caption that holds the figure where it is short, else the figure alone."""
    caption, span = figure.place.caption, figure.place.span
    clause = caption
    if span is not None:
        starts = [0, *(match.end() for match in _CLAUSE_END.finditer(caption, 0, span[0]))]
        end = _CLAUSE_END.search(caption, span[1])
        clause = caption[starts[-1] : end.start() if end else len(caption)]
    is_list = len(clause) > LONGEST_QUOTE or len(_NUMBER.findall(clause)) > MOST_NUMBERS
    return figure.text if is_list or figure.text not in clause else clause


def amount(value: Fraction, unit: Unit, *, upper: bool) -> str:
    """An amount in words of its unit, rounded up (`upper`) or down where it has no short decimal, so it stays true.

    Money of a million and more is told in millions: `JPY 26,709.0 million`.
    """
    return _in_unit(value, unit, ceil if upper else floor)


def nearest(value: Fraction, unit: Unit) -> str:
    """An amount in words of its unit, rounded to nearest where it has no short decimal."""
    return _in_unit(value, unit, round)


def as_held(value: Decimal, unit: Unit) -> str:
    """A fact's value in words of its unit; percent and points with the decimals that the book holds: `19.0%`."""
    if unit.kind in (UnitKind.PERCENT, UnitKind.POINTS):
        return f"{value:,f}{'%' if unit.kind is UnitKind.PERCENT else ' points'}"
    return nearest(Fraction(value), unit)


def spread(interval: Interval, unit: Unit) -> str:
    """An interval in words, rounded outward: `JPY 26,684.7 million to JPY 26,709.0 million`, `more than 50%`."""
    low, high = interval.low, interval.high
    if low is not None and high is not None:
        if low == high:
            return f"exactly {nearest(low, unit)}"
        return f"{amount(low, unit, upper=False)} to {amount(high, unit, upper=True)}"
    if low is not None:
        return f"{_limit(upper=False, strict=interval.low_open)} {amount(low, unit, upper=False)}"
    if high is not None:
        return f"{_limit(upper=True, strict=interval.high_open)} {amount(high, unit, upper=True)}"
    return "not bounded"


Rounder = Callable[[Fraction], int]


def _in_unit(value: Fraction, unit: Unit, rounder: Rounder) -> str:
    match unit.kind:
        case UnitKind.MONEY if abs(value) >= MILLION:
            return f"{unit.before}{_decimal(value / MILLION, _decimals_of(value / MILLION), rounder, 4)} million"
        case UnitKind.MONEY:
            return f"{unit.before}{_decimal(value, 2, rounder)}"
        case UnitKind.PER_SHARE:
            return f"{unit.before}{_decimal(value, 4, rounder, 4)} a share"
        case UnitKind.PERCENT:
            return f"{_decimal(value, 2, rounder)}%"
        case UnitKind.POINTS:
            return f"{_decimal(value, 2, rounder)} points"
        case UnitKind.COUNT:
            return f"{_decimal(value, 1, rounder)} {unit.code}"
        case UnitKind.PURE:
            return _decimal(value, 2, rounder)


def _decimals_of(millions: Fraction) -> int:
    """One decimal of a thousand millions and more, else as many as leave thousands of a small company apart."""
    return max(1, SIGNIFICANT - len(str(abs(int(millions)))))


def _decimal(value: Fraction, decimals: int, rounder: Rounder, in_full: int = 2) -> str:
    """The number in full where it has at most `in_full` decimals, else rounded to some, more where it is small."""
    for places in range(in_full + 1):
        if (value * 10**places).denominator == 1:
            return f"{Decimal(int(value * 10**places)).scaleb(-places):,f}"
    while 0 < abs(value) * 10**decimals < 10:
        decimals += 1
    return f"{Decimal(rounder(value * 10**decimals)).scaleb(-decimals):,f}"


def _limit(*, upper: bool, strict: bool) -> str:
    if strict:
        return "less than" if upper else "more than"
    return "at most" if upper else "at least"


def _bracketed(words: str) -> str:
    return f"({words})" if " + " in words or " - " in words else words
