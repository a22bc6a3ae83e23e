"""Discovery: the identities that a book's tables obey, told by layout, words and arithmetic, each with its belief.

Nothing is declared and no model is asked. A belief is the odds, as a power of ten, that a relation is meant rather than
an accident: what its words and place promise, shared among everything that was tried, times how improbable it is that
unrelated figures of such sizes tie so well in so many columns (docs/convention.md, section 9).
"""

from collections.abc import Iterator
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.model.naming import Naming
from crossfoot.tie.discover_evidence import BAN
from crossfoot.tie.discover_independence import independent
from crossfoot.tie.discover_ratios import Quotient, Ratios, ratios
from crossfoot.tie.discover_sums import LEAST, Sum, sums
from crossfoot.tie.discover_table import Table, tables

ACCEPTED = LEAST // BAN
"""The least belief kept: at most one relation in 10 ** ACCEPTED is an accident. A finding on it is a warning."""

OVERWHELMING = ACCEPTED + 3
"""From this belief on a finding is an error: though one tick in a thousand may be a misprint, the odds still hold."""


def discover(book: Book) -> Book:
    """The book with the identities that its tables obey besides its own; figures without a fact are passed over."""
    known = {_shape(identity) for identity in book.identities}
    names = {identity.id for identity in book.identities}
    naming = Naming(book.entity.calendar)
    found: list[Identity] = []
    for table in tables(book):
        for identity in _of_table(table, naming):
            if _shape(identity) not in known and identity.id not in names:
                known.add(_shape(identity))
                names.add(identity.id)
                found.append(identity)
    return book.grown(identities=(*book.identities, *found))


def _of_table(table: Table, naming: Naming) -> Iterator[Identity]:
    across = independent(sums(table.turned()))
    differences = {each.total for each in across if any(sign < 0 for _, sign in each.parts)}
    for each in (*independent(sums(table, differences)), *across):
        yield from _identities(each, naming)
    for ratio in ratios(table):
        yield from _percentages(ratio, naming)


def _identities(found: Sum, naming: Naming) -> Iterator[Identity]:
    """The relation at every crossing that prints its total and a part, those where it fails included."""
    table = found.panel.table
    rule = f"discovered: {_said(found)}"
    for crossing in sorted((*found.tied, *found.failing)):
        total = table.entries[found.total, crossing].fact
        terms = tuple(
            Term(Fraction(-sign), table.entries[line, crossing].fact)
            for line, sign in found.parts
            if (line, crossing) in table.entries and table.entries[line, crossing].unit == found.panel.unit
        )
        if terms and total not in {term.fact for term in terms}:
            yield Identity(
                id=naming.id(total.name, f"{table.grid}:{_where(found)}", total.period, total.scenario),
                kind=_kind(found),
                origin=Origin(rule=rule),
                terms=(Term(Fraction(1), total), *terms),
                text=f"{naming.fact(total)} = {naming.total(Term(-t.coefficient, t.fact) for t in terms)}",
                subject=total,
                belief=found.belief / BAN,
            )


def _percentages(found: Ratios, naming: Naming) -> Iterator[Identity]:
    """The relation for every percentage that it explains or should."""
    table = found.table
    for each in found.quotients:
        percentage, over, under = (table.entries[at].fact for at in (each.percentage, each.over, each.under))
        terms, denominator = (Term(Fraction(1), over),), (Term(Fraction(1), under),)
        if len({percentage, over, under}) < 3:
            continue
        quotient = naming.quotient(Fraction(100), terms, denominator)
        yield Identity(
            id=naming.id(percentage.name, f"{table.grid}:{_at(table, each)}", percentage.period, percentage.scenario),
            kind=IdentityKind.VARIANCE if each.offset else IdentityKind.RECALCULATE,
            origin=Origin(rule=f"discovered: {'growth' if each.offset else 'percent of'}, in {found.tied}"),
            terms=terms,
            ratio=percentage,
            denominator=denominator,
            factor=Fraction(100),
            offset=Fraction(each.offset),
            text=f"{naming.fact(percentage)} = {quotient}{' - 100' if each.offset else ''}",
            subject=percentage,
            belief=found.belief / BAN,
        )


def _at(table: Table, each: Quotient) -> str:
    """The places of a percentage and its amounts in the grid: `r3c4=r3c1/r3c2`."""

    def named(at: tuple[int, int]) -> str:
        line, crossing = table.lines[at[0]].at, table.crossings[at[1]].at
        return f"r{line}c{crossing}" if table.upright else f"r{crossing}c{line}"

    return f"{named(each.percentage)}={named(each.over)}/{named(each.under)}"


def _kind(found: Sum) -> IdentityKind:
    table = found.panel.table
    total = table.lines[found.total].words
    parts = [table.lines[line].words for line, _ in found.parts]
    if total.closing and any(words.opening for words in parts):
        return IdentityKind.ROLLFORWARD
    if any(sign < 0 for _, sign in found.parts):
        return IdentityKind.RECALCULATE if table.upright else IdentityKind.VARIANCE
    return IdentityKind.FOOT if table.upright else IdentityKind.CROSSFOOT


def _said(found: Sum) -> str:
    lines = "rows" if found.panel.table.upright else "columns"
    kind = {
        IdentityKind.ROLLFORWARD: "opening balance and movements give the close",
        IdentityKind.RECALCULATE: "a line less others",
        IdentityKind.VARIANCE: "difference of columns",
    }.get(_kind(found), f"{lines} add to a total")
    return f"{kind}, in {len(found.tied)} of {len(found.tied) + len(found.failing)}"


def _where(found: Sum) -> str:
    """The grid lines of a relation, which make its ids unique: `r5=r2+r3-r4`."""
    table = found.panel.table
    mark = "r" if table.upright else "c"
    parts = "".join(f"{'+' if sign > 0 else '-'}{mark}{table.lines[line].at}" for line, sign in found.parts)
    return f"{mark}{table.lines[found.total].at}={parts.removeprefix('+')}"


def _shape(identity: Identity) -> tuple[frozenset[tuple[FactKey, Fraction]], FactKey | None]:
    """What an identity says, whichever fact it is solved for."""
    first = min(identity.terms, key=lambda term: term.fact.id).coefficient if identity.ratio is None else Fraction(1)
    return frozenset((term.fact, term.coefficient / first) for term in identity.terms), identity.ratio
