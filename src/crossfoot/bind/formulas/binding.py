"""Live formulas to declared identities, once the cells of a book's grids have facts.

Every formula is followed in exact numbers: one whose saved value no longer follows from its cells is a finding, and one
that is a sum, a quotient or a price times an amount declares an identity. What is left is counted and said.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from fractions import Fraction

from crossfoot.bind.formulas.cells import Stated, stated_cells
from crossfoot.bind.formulas.following import Amount, Fails, Workings, follows
from crossfoot.bind.formulas.forms import Address, Form
from crossfoot.bind.formulas.functions import called
from crossfoot.bind.formulas.grammar import NotUnderstood
from crossfoot.bind.formulas.identities import Declaration, Declared, Unsaid, cell_name
from crossfoot.bind.formulas.typed_over import typed_over
from crossfoot.model.book import Book
from crossfoot.model.findings import Finding, Severity
from crossfoot.model.identities import Identity
from crossfoot.model.naming import Naming
from crossfoot.model.workings import Held, Sheet

STALE = "stale-formula"
LEFT = "formulas-left"
_FAILS = "it comes to an error value"
_NO_NUMBER = "it comes to a text"
_NO_FIGURE = "its cell prints no figure with a fact"
_NEVER_SAVED = "its value was never saved"
_LONGEST_SHOWN = 120


@dataclass(slots=True)
class Tally:
    """What became of the live formulas: how many there are, were followed, declare an identity, went stale; why not."""

    live: int = 0
    followed: int = 0
    declared: int = 0
    stale: int = 0
    left: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class FormulasBound:
    """The book with its formulas' identities and findings, and what became of the formulas."""

    book: Book
    tally: Tally


def bind_formulas(book: Book) -> Book:
    """The book with an identity for every live formula that is one between its facts, and findings on the others."""
    return formulas_bound(book).book


def formulas_bound(book: Book) -> FormulasBound:
    """As bind_formulas, with the tally."""
    tally = Tally()
    documents: dict[str, dict[str, Sheet]] = defaultdict(dict)
    for sheet in book.sheets:
        documents[sheet.document][sheet.name] = sheet
    identities: list[Identity] = []
    findings: list[Finding] = []
    for document, sheets in documents.items():
        reading = _DocumentReading(book, document, sheets, tally)
        identities += reading.identities()
        findings += reading.findings
    if tally.left:
        findings.append(_left(tally))
    return FormulasBound(
        book.grown(identities=(*book.identities, *identities), findings=(*book.findings, *findings)), tally
    )


class _DocumentReading:
    """The formulas of one document."""

    def __init__(self, book: Book, document: str, sheets: Mapping[str, Sheet], tally: Tally) -> None:
        self.document = document
        self.sheets = sheets
        self.tally = tally
        self.stated = stated_cells(book.figures, sheets, document)
        self.workings = Workings(sheets, frozenset(self.stated), called)
        self.declared = Declared(self.stated, Naming(book.entity.calendar))
        self.findings: list[Finding] = []
        self.forms: dict[Address, Form] = {}

    def identities(self) -> Iterator[Identity]:
        """An identity for every formula that is one; what is stale is gathered as findings."""
        for address, held in self._formulas():
            self.tally.live += 1
            try:
                identity = self._identity(address, held)
            except (NotUnderstood, Unsaid) as error:
                self.tally.left[str(error)] += 1
            except Fails:
                self.tally.left[_FAILS] += 1
            else:
                self.tally.declared += 1
                yield identity
        yield from typed_over(self.document, self.forms, self.stated, self.declared)

    def _formulas(self) -> Iterator[tuple[Address, Held]]:
        for name, sheet in self.sheets.items():
            for (row, column), held in sheet.cells.items():
                if held.formula:
                    yield (name, row, column), held

    def _identity(self, address: Address, held: Held) -> Identity:
        self.forms[address] = None
        if held.value is None and held.text is None:
            raise NotUnderstood(_NEVER_SAVED)
        found = self.workings.follow(address, held.formula)
        if not isinstance(found, Amount):
            if held.value is not None and found is not None:
                raise NotUnderstood(_NO_NUMBER)
            found = Amount.constant(Fraction(0)) if found is None else found
        if not isinstance(found, Amount) or held.value is None:
            raise NotUnderstood(_NO_NUMBER)
        self.tally.followed += 1
        self.forms[address] = found.form
        stated = self.stated.get(address)
        if not follows(found, held.value):
            self.tally.stale += 1
            self.findings.append(self._stale(address, held, found, stated))
        if stated is None:
            raise Unsaid(_NO_FIGURE)
        return self.declared.identity(Declaration(self.document, address, stated), found.form)

    def _stale(self, address: Address, held: Held, found: Amount, stated: Stated | None) -> Finding:
        formula = held.formula if len(held.formula) <= _LONGEST_SHOWN else f"{held.formula[:_LONGEST_SHOWN]}..."
        return Finding(
            STALE,
            Severity.WARNING,
            f"{cell_name(address)} holds {held.value}, but {formula} comes to {_plain(found.value)} from what its "
            "cells hold.",
            figures=() if stated is None else (stated.figure,),
            file=self.document,
        )


def _plain(value: Fraction) -> str:
    """A number in at most fifteen digits, as spreadsheets have them."""
    return f"{value.numerator}" if value.denominator == 1 else f"{_rounded(value):f}"


def _rounded(value: Fraction) -> Decimal:
    return Context(prec=15).divide(Decimal(value.numerator), Decimal(value.denominator)).normalize()


def _left(tally: Tally) -> Finding:
    reasons = "; ".join(f"{count} because {reason}" for reason, count in tally.left.most_common())
    return Finding(
        LEFT,
        Severity.NOTE,
        f"{sum(tally.left.values())} of {tally.live} live formulas declare no identity: {reasons}.",
    )
