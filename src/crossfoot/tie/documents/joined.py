"""Documents joined in one book: everything under its document's name, and what several state made to agree."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, LabelBlock
from crossfoot.model.findings import Finding
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.model.layout import Grid, Passage
from crossfoot.model.naming import Naming
from crossfoot.tie.discovery.belief.evidence import BAN
from crossfoot.tie.documents.outdone import without_outdone
from crossfoot.tie.documents.restatements import without_restated
from crossfoot.tie.documents.retold import Binder, Retold, Teller, retold
from crossfoot.tie.documents.same_row import Pair, SameRow
from crossfoot.tie.documents.scales import in_any_scale, scale_told
from crossfoot.tie.documents.sieve import Outline, likely_pairs, linked, traits_of
from crossfoot.tie.documents.statements import Row, rows_of
from crossfoot.vocabulary.measures import Measure

Shared = Mapping[tuple[int, int], list[SameRow]]
Anew = Mapping[tuple[int, int], tuple[Finding, ...]]
Told = Mapping[tuple[int, int], Retold]


@dataclass(frozen=True, slots=True)
class Joined:
    """A book of one or several documents, and the books of its documents as they were."""

    book: Book
    parts: tuple[Book, ...]


def joined(books: Sequence[Book], *, together: bool = False, bind: Binder | None = None) -> list[Joined]:
    """The books with those in one that state the same facts, in the order of the first of each.

    With `together`, all are in one book, whether they share a fact or not. A book that nothing joins stays as it is.
    `bind` gives sentences their facts, so that those of one document can be held against the tables of another.
    """
    if len(books) < 2:
        return [Joined(book, (book,)) for book in books]
    rows = [rows_of(book) for book in books]
    traits = [traits_of(book, of_book) for book, of_book in zip(books, rows, strict=True)]
    likely = sorted(likely_pairs(traits))
    shared, anew = _shared(books, rows, [each.rows for each in traits], likely)
    tellers, told = _told(books, rows, shared, likely, bind) if bind is not None else (list(books), {})
    for (a, b), same in shared.items():
        one, other = tellers[a], tellers[b]
        tellers[a] = without_outdone(one, other, same, first=True)
        tellers[b] = without_outdone(other, one, same, first=False)
    groups = [list(range(len(books)))] if together else linked(len(books), [*shared, *told])
    return [
        Joined(_with(_join(tellers, group, shared, told), group, anew), tuple(books[n] for n in group))
        if len(group) > 1
        else Joined(books[group[0]], (books[group[0]],))
        for group in groups
    ]


def _shared(
    books: Sequence[Book],
    rows: Sequence[Sequence[Row]],
    outlines: Sequence[Outline],
    likely: Iterable[tuple[int, int]],
) -> tuple[Shared, Anew]:
    """What each two of the books state alike, and what of it one of them states anew; the others share nothing."""
    shared, anew = {}, {}
    for a, b in likely:
        pair = books[a], books[b]
        both = in_any_scale(rows[a], rows[b], (outlines[a], outlines[b]))
        left = without_restated(pair, both)
        if left.same:
            shared[a, b] = list(left.same)
            anew[a, b] = (*scale_told(pair, both), *left.findings)
    return shared, anew


def _with(book: Book, group: Sequence[int], anew: Anew) -> Book:
    """The book of a group of documents with what is found of the pairs in it."""
    found = tuple(finding for (a, b), findings in anew.items() if a in group and b in group for finding in findings)
    return book.grown(findings=(*book.findings, *found)) if found else book


def _told(
    books: Sequence[Book],
    rows: Sequence[Sequence[Row]],
    shared: Shared,
    likely: Iterable[tuple[int, int]],
    bind: Binder,
) -> tuple[list[Book], dict[tuple[int, int], Retold]]:
    """The books with the facts of sentences that restate other documents' tables, and these by teller and tables."""
    tellers, told = [Teller(book) for book in books], {}
    for teller, tables in sorted(order for a, b in likely for order in ((a, b), (b, a))):
        same = shared.get((teller, tables)) or shared.get((tables, teller))
        if (same and same[0].later) or (not same and rows[teller]):
            continue  # what is said without its date is of the teller's own period
        found = retold(tellers[teller], books[tables], tables, bind, one_entity=bool(same))
        if found is not None:
            tellers[teller] = tellers[teller].having(found)
            told[teller, tables] = found
    return [teller.book for teller in tellers], told


def _join(books: Sequence[Book], group: Sequence[int], shared: Shared, told: Told) -> Book:
    names = {n: _Names(books[n]) for n in group}
    parts = [names[n].book() for n in group]
    whole = parts[0].grown(
        title=" + ".join(part.title for part in parts),
        documents=tuple(document for part in parts for document in part.documents),
        measures={name: measure for part in parts for name, measure in part.measures.items()},
        figures=tuple(figure for part in parts for figure in part.figures),
        blocks=tuple(block for part in parts for block in part.blocks),
        grids=tuple(grid for part in parts for grid in part.grids),
        passages=tuple(passage for part in parts for passage in part.passages),
        identities=tuple(identity for part in parts for identity in part.identities),
        regimes=tuple(regime for part in parts for regime in part.regimes),
        rounding_statements=tuple(said for part in parts for said in part.rounding_statements),
        findings=tuple(finding for part in parts for finding in part.findings),
        sheets=tuple(sheet for part in parts for sheet in part.sheets),
    )
    naming = Naming(whole.entity.calendar)
    agreeing = [
        _identity(pair, same, (names[a], names[b]), naming)
        for (a, b), lines in shared.items()
        if a in names and b in names
        for same in lines
        for pair in same.pairs
    ]
    retelling = [
        _of_sentence(identity, found, (names[teller], names[tables]))
        for (teller, tables), found in told.items()
        if teller in names
        for identity in found.identities
    ]
    return whole.grown(identities=(*whole.identities, *agreeing, *retelling))


def _of_sentence(identity: Identity, found: Retold, names: tuple["_Names", "_Names"]) -> Identity:
    """A sentence's relation to another document's table, each fact under its document's name."""

    def fact(key: FactKey) -> FactKey:
        return names[0 if key.measure in found.measures else 1].fact(key)

    def terms(each: Sequence[Term]) -> tuple[Term, ...]:
        return tuple(Term(term.coefficient, fact(term.fact)) for term in each)

    return replace(
        identity,
        id=names[0].measure(identity.id),
        origin=Origin(rule="discovered: a sentence restates a table of another document"),
        terms=terms(identity.terms),
        ratio=fact(identity.ratio) if identity.ratio is not None else None,
        denominator=terms(identity.denominator),
        subject=fact(identity.subject) if identity.subject is not None else None,
    )


def _identity(pair: Pair, same: SameRow, names: tuple["_Names", "_Names"], naming: Naming) -> Identity:
    one, other = names[0].fact(pair.one.fact), names[1].fact(pair.other.fact)
    tied = sum(each.ties for each in same.pairs)
    theirs = same.times if same.turned else -same.times
    times = "" if same.times == 1 else f"{same.times} x "
    return Identity(
        id=naming.id(one.name, other.name, one.period, one.scenario),
        kind=IdentityKind.AGREE,
        origin=Origin(rule=f"discovered: documents state the same, in {tied} of {len(same.pairs)}"),
        terms=(Term(Fraction(1), one), Term(theirs, other)),
        text=f"{naming.fact(one)} = {'-' if same.turned else ''}{times}{naming.fact(other)}",
        subject=one,
        belief=same.belief_of(pair) / BAN,
    )


class _Names:
    """The ids of one book under the name of its document, so that those of several can stand in one book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._document = book.documents[0].name if book.documents else book.title
        self._within = self._document.replace("|", "/")

    def id(self, own: str) -> str:
        """`deck.pdf:t1r3c2`; an empty id stays empty."""
        return f"{self._document}:{own}" if own else ""

    def measure(self, name: str) -> str:
        """`deck.pdf: revenue`."""
        return f"{self._within}: {name}"

    def fact(self, key: FactKey) -> FactKey:
        """The fact as this document states it."""
        return replace(key, measure=self.measure(key.measure))

    def book(self) -> Book:
        """The whole book under its document's name."""
        book = self._book
        return book.grown(
            measures=dict(self._measures()),
            figures=tuple(map(self._figure, book.figures)),
            blocks=tuple(map(self._block, book.blocks)),
            grids=tuple(map(self._grid, book.grids)),
            passages=tuple(map(self._passage, book.passages)),
            claims=(),
            identities=tuple(map(self._identity, book.identities)),
            filing=None,
        )

    def _measures(self) -> Iterator[tuple[str, Measure]]:
        for name, measure in self._book.measures.items():
            own = self.measure(name)
            base = self.measure(measure.base) if measure.base else measure.base
            yield own, replace(measure, name=own, base=base, label=f"{measure.label} [{self._document}]")

    def _figure(self, figure: Figure) -> Figure:
        fact = self.fact(figure.fact) if figure.fact is not None else None
        return replace(figure, id=self.id(figure.id), fact=fact)

    def _block(self, block: LabelBlock) -> LabelBlock:
        slots = tuple(replace(slot, fact=self.fact(slot.fact)) for slot in block.slots)
        return replace(block, id=self.id(block.id), figures=tuple(map(self.id, block.figures)), slots=slots)

    def _grid(self, grid: Grid) -> Grid:
        cells = tuple(replace(cell, figure=self.id(cell.figure)) if cell.figure else cell for cell in grid.cells)
        return replace(grid, id=self.id(grid.id), cells=cells)

    def _passage(self, passage: Passage) -> Passage:
        return replace(passage, id=self.id(passage.id), figures=tuple(map(self.id, passage.figures)))

    def _identity(self, identity: Identity) -> Identity:
        return replace(
            identity,
            id=self.measure(identity.id),
            terms=self._terms(identity.terms),
            ratio=self.fact(identity.ratio) if identity.ratio is not None else None,
            denominator=self._terms(identity.denominator),
            subject=self.fact(identity.subject) if identity.subject is not None else None,
        )

    def _terms(self, terms: Sequence[Term]) -> tuple[Term, ...]:
        return tuple(Term(term.coefficient, self.fact(term.fact)) for term in terms)
