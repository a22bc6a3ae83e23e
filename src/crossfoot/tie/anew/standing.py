"""Standing: a linked part of a judged book as it stands, so that a change is looked at only where it is made.

Whether a figure's new text lets the part tie is told by moving its last true values around the figure. What is said of
a part that ties hangs on which of its facts the rest bounds, and a text that leaves both ends of its interval, and the
sign of every base, as they were does not change that.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from crossfoot.algebra.grid import grid
from crossfoot.algebra.programs import ends_of
from crossfoot.algebra.system import compile_book
from crossfoot.algebra.vicinity import Vicinity
from crossfoot.model.book import Book
from crossfoot.model.facts import Fact, FactKey, FigureVerdict, Verdict
from crossfoot.model.identities import Tick
from crossfoot.tie.bounds import box_of
from crossfoot.tie.solving.witness import identities_hold
from crossfoot.tie.sources import Known, sourced
from crossfoot.tie.trouble import Base, Trouble
from crossfoot.tie.verdicts import Evidence, ticks, verdicts
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.units import Unit


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of the figures, identities and facts of a part, each by its id or key."""

    verdicts: Mapping[str, FigureVerdict]
    ticks: Mapping[str, Tick]
    facts: Mapping[FactKey, Fact]


class Standing:
    """One part: where it ties, which identities fail by themselves, what was said of it when it tied last."""

    def __init__(self, vicinity: Vicinity, point: Mapping[int, Fraction] | None) -> None:
        """`point` are true values of all of the part's facts but those of suspects, where there are any."""
        self.vicinity = vicinity
        self.clean: Said | None = None
        self.changed: set[str] = set()
        self._base = None if point is None else self._based(point)
        self._failing = set(grid(vicinity.system).failing())

    def restate(self, figure: str, interval: Interval) -> None:
        """Takes another interval for a figure."""
        variable = self.vicinity.variable_of(figure)
        before = self._speaking(variable)
        self.vicinity.restate(figure, interval)
        self.changed.add(figure)
        if self._speaking(variable) != before:
            self.clean = None
        touched = set(self.vicinity.names_of(variable))
        self._failing -= touched
        self._failing |= {name for name in touched if grid(self.vicinity.identity(name).system).failing()}
        if self._base is not None:
            self._base = Base(self._base.point, self._base.without | {figure})

    def looked_through(self) -> Trouble:
        """What is wrong with the part now; true values that are found on the way are kept."""
        trouble = Trouble(self.vicinity, self._failing, self._base)
        if trouble.base is not None:
            self._base = trouble.base
        return trouble

    def _speaking(self, variable: int) -> tuple[bool, tuple[bool, ...]]:
        """Whether a variable has both ends, and which bases of ratios that it is in cannot be negative."""
        cuts = (self.vicinity.identity(name).system for name in self.vicinity.names_of(variable))
        signs = (grid(cut) for cut in cuts if cut.ratios)
        bases = (
            (bottom := whole.bound(row.denominator, upper=False)) is not None and bottom >= 0
            for whole in signs
            for row in whole.quotients
        )
        return all(s.interval.is_bounded for s in self.vicinity.statements(variable)), tuple(bases)

    def _based(self, point: Mapping[int, Fraction]) -> Base | None:
        """A point as a base, left open where figures do not print its values; None where a ratio does not hold."""
        system = self.vicinity.system
        if not identities_hold(system, range(len(system.variables)), point, ()):
            return None
        return Base(point, frozenset(s.figure for s in system.statements if not s.interval.holds(point[s.variable])))

    def doubted(self, evidence: Evidence, clean: Said) -> set[FactKey]:
        """The facts of which something else is said than when the part tied, or which stand in such an identity."""
        system = self.vicinity.system
        otherwise = {
            name for name, tick in clean.ticks.items() if (tick.verdict is Verdict.TIES) != (name in evidence.sound)
        }
        found = {
            system.variables[v]
            for name in otherwise.union(evidence.broken).intersection(clean.ticks)
            for v in self.vicinity.identity(name).variables
        }
        for statement in system.statements:
            said, key = clean.verdicts[statement.figure], system.variables[statement.variable]
            if statement.figure in evidence.suspects:
                found.update(system.variables[v] for v in self.vicinity.around_one(statement.variable))
            elif bool(said.identities) != (key in evidence.tested):
                found.add(key)
        return found


def refreshed(book: Book, clean: Said, touched: Collection[FactKey], places: Mapping[Unit, Decimal]) -> Said:
    """What is said of a part that ties, once some of its facts are printed otherwise.

    `book` has all identities that speak of those facts, with all figures of the facts that these speak of.
    """
    sound = {identity.id for identity in book.identities if clean.ticks[identity.id].verdict is Verdict.TIES}
    nothing = Evidence(tested=(), sound=sound, suspects=(), broken=(), unprinted=())
    return _said(book.grown(verdicts=clean.verdicts), clean, touched, (nothing, places))


def amended(book: Book, clean: Said, touched: Collection[FactKey], by: tuple[Evidence, Mapping[Unit, Decimal]]) -> Said:
    """What is said of a part that does not tie, by the evidence, where that is not what was said when it did.

    `book` is as for `refreshed`; the usual places of units follow the evidence.
    """
    found = verdicts(book, by[0])
    mine = {figure.id: found[figure.id] for figure in book.figures if figure.fact in touched}
    return _said(book.grown(verdicts={**clean.verdicts, **mine}), clean, touched, by)


def _said(book: Book, clean: Said, touched: Collection[FactKey], by: tuple[Evidence, Mapping[Unit, Decimal]]) -> Said:
    """The verdicts of a book, and what the evidence makes of the ticks and facts that are touched."""
    evidence, places = by
    system = compile_book(book)
    low, high = ends_of(system, evidence.suspects)
    own = {key: Known(box_of(low[v], high[v])) for v, key in enumerate(system.variables)}
    facts = sourced(book, own, evidence.suspects, places, only=touched).facts
    return Said(
        book.verdicts,
        {**clean.ticks, **{tick.identity: tick for tick in ticks(book, evidence)}},
        {**clean.facts, **{fact.key: fact for fact in facts}},
    )
