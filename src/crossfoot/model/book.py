"""The book: everything known about one set of documents. Stages take a book and return a larger one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Self

from crossfoot.model.certificates import Certificate, Explanation
from crossfoot.model.claims import Claim
from crossfoot.model.facts import Fact, FactKey, FigureVerdict
from crossfoot.model.figures import Figure, LabelBlock, Place
from crossfoot.model.filings import Filing
from crossfoot.model.findings import Assignment, Finding
from crossfoot.model.identities import Identity, Tick
from crossfoot.model.layout import Grid, Passage, ScatteredChart
from crossfoot.model.pages import Page
from crossfoot.model.relations import Relation
from crossfoot.model.workings import Sheet
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.periods import Duration, FiscalCalendar, Period
from crossfoot.vocabulary.rounding import Rounding


@dataclass(frozen=True, slots=True)
class Document:
    """A source: its name, its path as given, the SHA-256 of its bytes, its title and its pages' titles by number."""

    name: str
    path: str
    sha256: str
    title: str = ""
    pages: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entity:
    """The reporting entity: name, reporting currency (ISO 4217) and fiscal calendar."""

    name: str
    currency: str
    calendar: FiscalCalendar

    def period_of(self, measure: Measure, period: Period) -> Period:
        """The period that a statement on `measure` means: a stock stands at an instant, so a span means its close."""
        if measure.kind is MeasureKind.STOCK and isinstance(period, Duration):
            return self.calendar.closing(period)
        return period


@dataclass(frozen=True, slots=True)
class Regime:
    """How the figures of one group were rounded: amounts and ratios apart.

    `stated` says that the project declares it; otherwise it was inferred, and `reason` says what admitted and what
    excluded each candidate. `said` quotes what the document itself says of it, if anything.
    """

    group: str
    amounts: Rounding = Rounding.NEAREST
    ratios: Rounding = Rounding.NEAREST
    stated: bool = False
    reason: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class RoundingStatement:
    """What a document says in words of how its figures were rounded; None for the kind that it does not speak of.

    `group` is that of the figures meant, `text` the words as printed.
    """

    group: str
    text: str
    place: Place
    amounts: Rounding | None = None
    ratios: Rounding | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """Sources, figures, identities, and what the stages made of them. Tuples keep their order; ids are unique.

    `witness` gives every fact one exact value such that all identities hold and every figure outside the findings
    prints as it does: the proof that the rest ties. `filing` is what the tags of an XBRL report say, if it is one.
    """

    entity: Entity
    title: str = ""
    documents: tuple[Document, ...] = ()
    measures: Mapping[str, Measure] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    blocks: tuple[LabelBlock, ...] = ()
    grids: tuple[Grid, ...] = ()
    passages: tuple[Passage, ...] = ()
    claims: tuple[Claim, ...] = ()
    scattered: tuple[ScatteredChart, ...] = ()
    relations: tuple[Relation, ...] = ()
    identities: tuple[Identity, ...] = ()
    regimes: tuple[Regime, ...] = ()
    rounding_statements: tuple[RoundingStatement, ...] = ()
    facts: tuple[Fact, ...] = ()
    verdicts: Mapping[str, FigureVerdict] = field(default_factory=dict)
    ticks: tuple[Tick, ...] = ()
    findings: tuple[Finding, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    witness: Mapping[FactKey, Fraction] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    filing: Filing | None = None
    sheets: tuple[Sheet, ...] = ()

    def grown(self, **parts: Any) -> Self:
        """A new book with the given parts replaced."""
        return replace(self, **parts)

    def figure(self, figure_id: str) -> Figure:
        """The figure of that id. Raises KeyError."""
        for figure in self.figures:
            if figure.id == figure_id:
                return figure
        raise KeyError(figure_id)

    def fact(self, key: FactKey) -> Fact | None:
        """The fact of that key, or None where the book has none."""
        for fact in self.facts:
            if fact.key == key:
                return fact
        return None
