"""Off by rounding: sums that only rounding excuses, in a document that otherwise makes its sums add up.

Sums of figures that were rounded each for itself fail to add up in what is printed about as often as not. A document in
which all but a few do has made them: it works in whole units, or moves a last place until they add up. There a sum that
is off is worth a look, though nothing contradicts it. The test is a likelihood ratio: sums that add up at a rate of
their own, whatever it is, against sums of figures rounded to nearest. By Markov's inequality it exceeds a hundred in
fewer than one in a hundred of the documents that round each figure for itself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import comb, factorial
from typing import Self

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey, Verdict
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Correction, Finding, Severity
from crossfoot.model.identities import Identity, IdentityKind
from crossfoot.tie.blame.figured import Figured
from crossfoot.tie.blame.likelihood import BAN
from crossfoot.tie.blame.messages import excused, shown
from crossfoot.tie.blame.severity import DECLARED, severity_of
from crossfoot.tie.blame.slips import slips
from crossfoot.tie.discovery.belief.evidence import common, millibans
from crossfoot.tie.rounding.regimes import interval_of

OFF_BY_ROUNDING = "off-by-rounding"

_SUMS = frozenset({IdentityKind.FOOT, IdentityKind.CROSSFOOT, IdentityKind.ROLLFORWARD})
_BEYOND_DOUBT = 2 * BAN
_OWN_ROUNDING = -2 * BAN  # how rarely a table is rounded otherwise than the rest of its document
_ONE_IN = 10  # sums that may be off where that is still the exception
_LONGEST = 40  # parts up to which the chance of a sum is worked out: that of a longer one is smaller


def off_by_rounding(book: Book) -> tuple[Finding, ...]:
    """A note for each place where a judged book's sums are off within rounding, though its others add up exactly."""
    sums: dict[tuple[str, bool], list[_Sum]] = defaultdict(list)
    for each in _sums(book):
        sums[each.group].append(each)
    figured: Figured | None = None
    found: list[Finding] = []
    tables = {cell.figure: grid.id for grid in book.grids for cell in grid.cells if cell.figure}
    for of_group in sums.values():
        exact, off = _made_alike(of_group, tables)
        if off and _are_made(exact, off):
            figured = figured or Figured.of(book)
            found += [_note(figured, near, exact) for near in _near(off)]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum whose figures are all printed to one place: what stands in it, and by how many places it is off."""

    identity: Identity
    stating: Mapping[FactKey, Figure]
    place: Decimal
    off: int

    @classmethod
    def of(cls, identity: Identity, residual: Fraction, stated: Mapping[FactKey, Figure]) -> Self | None:
        """The sum, unless its figures are printed to several places or are round numbers, which hide what is lost."""
        stating = {fact: stated[fact] for fact in identity.facts}
        place, *others = {figure.printed.place for figure in stating.values()}
        off = residual / Fraction(place)
        sizes = [abs(int(figure.printed.value / place)) for figure in stating.values() if figure.printed.value]
        if others or off.denominator > 1 or len(sizes) <= 2 or common(sizes) > 1:
            return None
        return cls(identity, stating, place, int(off))

    @property
    def group(self) -> tuple[str, bool]:
        """What was rounded alike: the figures of one document, its amounts and its ratios apart."""
        return min((figure.group, figure.unit.is_quotient) for figure in self.stating.values())

    @property
    def parts(self) -> int:
        return sum(bool(figure.printed.value) for figure in self.stating.values()) - 1

    def coefficient(self, fact: FactKey) -> Fraction:
        return sum((term.coefficient for term in self.identity.terms if term.fact == fact), Fraction(0))


def _sums(book: Book) -> Iterator[_Sum]:
    """The sums of three figures or more that tie, each once, wherever a statement is repeated."""
    stated: dict[FactKey, Figure] = {}
    for figure in sorted(book.figures, key=lambda f: (f.printed.place, f.id), reverse=True):
        if figure.fact is not None:
            stated[figure.fact] = figure
    broken = {figure.fact for figure in book.figures if _breaks(book, figure)}
    seen: set[frozenset[tuple[Fraction, Decimal]]] = set()
    for identity, tick in zip(book.identities, book.ticks, strict=True):
        if identity.kind not in _SUMS or identity.ratio is not None or identity.low != identity.high:
            continue
        if severity_of(DECLARED if identity.belief is None else identity.belief) is Severity.NOTE:
            continue  # so long as the relation may be an accident, so may that it is off
        if tick.verdict is not Verdict.TIES or tick.residual is None or len(identity.terms) <= 2:
            continue
        if not broken.isdisjoint(identity.facts):
            continue
        same = frozenset((term.coefficient, stated[term.fact].printed.value) for term in identity.terms)
        found = _Sum.of(identity, tick.residual, stated) if same not in seen else None
        if found is not None:
            seen.add(same)
            yield found


def _breaks(book: Book, figure: Figure) -> bool:
    return figure.id in book.verdicts and book.verdicts[figure.id].verdict is Verdict.BREAKS


def _made_alike(sums: Sequence[_Sum], tables: Mapping[str, str]) -> tuple[list[_Sum], list[_Sum]]:
    """The sums that add up and those that are off, without those of tables that were rounded in a way of their own.

    One table in a hundred is: a parent's statements behind the group's, a summary in millions of what is in thousands.
    """
    by_table: dict[str, list[_Sum]] = defaultdict(list)
    for each in sums:
        by_table[min(tables.get(figure.id, "") for figure in each.stating.values())].append(each)
    off = sum(bool(each.off) for each in sums)
    kept: list[_Sum] = []
    for of_table in by_table.values():
        here = sum(bool(each.off) for each in of_table)
        others, elsewhere = len(sums) - len(of_table), off - here
        made = here * millibans(elsewhere + 1, others + 2)
        made += (len(of_table) - here) * millibans(others - elsewhere + 1, others + 2)
        rounded = sum(_worth(each.parts, adds_up=not each.off) for each in of_table)
        if 2 * len(of_table) >= len(sums) or rounded + _OWN_ROUNDING <= made:
            kept += of_table
    return [each for each in kept if not each.off], [each for each in kept if each.off]


def _are_made(exact: Sequence[_Sum], off: Sequence[_Sum]) -> bool:
    """Whether so many sums add up that their figures cannot have been rounded each for itself."""
    tried = len(exact) + len(off)
    if _ONE_IN * (len(off) + 1) > tried + 2:  # the rate that is to be expected of the next
        return False
    made = -millibans((tried + 1) * comb(tried, len(off)))  # over all rates at which sums may add up
    rounded = sum(_worth(each.parts, adds_up=True) for each in exact)
    rounded += sum(_worth(each.parts, adds_up=False) for each in off)
    return made - rounded >= _BEYOND_DOUBT


@cache
def _worth(parts: int, *, adds_up: bool) -> int:
    chance = _chance(min(parts, _LONGEST))
    chance = chance if adds_up else 1 - chance
    return millibans(chance.numerator, chance.denominator)


@cache
def _chance(parts: int) -> Fraction:
    """How probable it is that so many parts add up to their total in what is printed, each rounded to nearest.

    What rounding takes from each part is spread evenly over a last place; together it must be less than half of one.
    """
    return _spread(parts, Fraction(parts + 1, 2)) - _spread(parts, Fraction(parts - 1, 2))


def _spread(parts: int, below: Fraction) -> Fraction:
    """The share of sums of so many numbers, each evenly spread from 0 to 1, that are no more than `below`."""
    terms = ((-1) ** k * comb(parts, k) * (below - k) ** parts for k in range(int(below) + 1))
    return Fraction(sum(terms), factorial(parts))


def _near(off: Sequence[_Sum]) -> Iterator[tuple[_Sum, ...]]:
    """The sums that are off, those with a figure in common together."""
    left = list(off)
    while left:
        near, facts = [left.pop(0)], set[FactKey]()
        for each in near:
            facts |= each.stating.keys()
            near += [other for other in left if not facts.isdisjoint(other.stating)]
            left = [other for other in left if facts.isdisjoint(other.stating)]
        yield tuple(near)


def _note(figures: Figured, off: Sequence[_Sum], exact: Collection[_Sum]) -> Finding:
    """What is off there, and the figures that would set it right without spoiling a sum that adds up."""
    found = sorted(_mending(figures, off, exact), key=lambda each: (-each[0], each[1].figure))
    best = [each for worth, each in found if worth == found[0][0]]
    said = " ".join(excused(figures, [f.id for f in each.stating.values()], each.identity.id) for each in off)
    said += f" Rounding allows it, but the other {len(exact):,} sums of the document add up in the digits printed."
    if len(best) == 1:
        every, printed = "It" if len(off) == 1 else "All", figures.by_id[best[0].figure].text
        said += f" {every} would with {best[0].suggested} in place of {printed}."
    return Finding(
        OFF_BY_ROUNDING,
        Severity.NOTE,
        said,
        figures=tuple(sorted({figure.id for each in off for figure in each.stating.values()})),
        identities=tuple(each.identity.id for each in off),
        corrections=tuple((each,) for _, each in found),
        equals=len(best),
    )


def _mending(figures: Figured, off: Sequence[_Sum], exact: Collection[_Sum]) -> Iterator[tuple[int, Correction]]:
    """The single figures that would make all of them add up, with how likely each was misprinted so."""
    untouched = {fact for each in exact for fact in each.stating}
    for fact in set.intersection(*(set(each.stating) for each in off)) - untouched:
        figure, place = off[0].stating[fact], off[0].place
        steps = {-each.off / each.coefficient(fact) for each in off if each.coefficient(fact)}
        if not figure.printed.value or len(steps) != 1 or (step := steps.pop()).denominator > 1:
            continue
        meant = int(figure.printed.value / place) + int(step)
        value = meant * place
        kinds = [slip for slip in slips(int(figure.printed.value / place)) if slip.meant == meant]
        if not kinds:
            continue
        best = max(kinds, key=lambda slip: slip.worth)
        changed = replace(figure, printed=replace(figure.printed, value=value))
        interval = interval_of(changed, figures.regimes)
        yield best.worth, Correction(figure.id, interval, shown(figures, figure, Fraction(value)), best.name)
