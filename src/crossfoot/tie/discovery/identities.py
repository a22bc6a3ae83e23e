"""Discovered relations as identities of the book: one for every column or row in which they hold, or should."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.model.naming import Naming
from crossfoot.tie.discovery.balances.averages import Average
from crossfoot.tie.discovery.balances.carried import Carried
from crossfoot.tie.discovery.belief.evidence import BAN
from crossfoot.tie.discovery.ratios.fitting import Quotient
from crossfoot.tie.discovery.ratios.points import Points
from crossfoot.tie.discovery.ratios.search import Ratios
from crossfoot.tie.discovery.sums.found import Sum
from crossfoot.tie.discovery.tables.table import Table

_FEWEST_TAKEN_OFF = 2  # one column less one other is a change or a net amount, and stays so


def sum_identities(found: Sum, naming: Naming) -> Iterator[Identity]:
    """The relation at every crossing that prints its total and a part, those where it fails included."""
    found = _as_a_sum(found)
    table = found.panel.table
    rule = f"discovered: {_said(found)}"
    for crossing in sorted((*found.tied, *found.failing)):
        total = table.entries[found.total, crossing].fact
        terms = tuple(Term(Fraction(-sign), fact) for fact, sign in _printed(found, crossing))
        if terms and len({total, *(term.fact for term in terms)}) == len(terms) + 1:
            yield Identity(
                id=naming.id(total.name, f"{table.grid}:{_where(found)}", total.period, total.scenario),
                kind=_kind(found),
                origin=Origin(rule=rule),
                terms=(Term(Fraction(1), total), *terms),
                text=f"{naming.fact(total)} = {naming.total(_added_first(terms))}",
                subject=total,
                belief=found.belief / BAN,
            )


def _as_a_sum(found: Sum) -> Sum:
    """A column that is one less several others, told as what they add to: `Group = A + B + C`."""
    added = [line for line, sign in found.parts if sign > 0]
    if found.panel.table.upright or len(added) != 1 or len(found.parts) <= _FEWEST_TAKEN_OFF:
        return found
    (whole,) = added
    parts = ((found.total, 1), *((line, 1) for line, sign in found.parts if sign < 0))
    return replace(found, total=whole, parts=tuple(sorted(parts)))


def _added_first(terms: Sequence[Term]) -> list[Term]:
    """The terms on the total's other side, those that add before those that are taken off."""
    turned = [Term(-term.coefficient, term.fact) for term in terms]
    return sorted(turned, key=lambda term: term.coefficient < 0)


def _printed(found: Sum, crossing: int) -> Iterator[tuple[FactKey, int]]:
    """The parts that a crossing prints as it prints the total: in its unit, and nil or to its last place."""
    total = found.panel.table.entries[found.total, crossing]
    entries = [(found.panel.table.entries.get((line, crossing)), sign) for line, sign in found.parts]
    alike = [(entry, sign) for entry, sign in entries if entry is not None and entry.unit == total.unit]
    places = Counter(entry.place for entry in (total, *(entry for entry, _ in alike)) if entry.value)
    for entry, sign in alike:
        if not entry.value or entry.place == places.most_common(1)[0][0]:
            yield entry.fact, sign


def ratio_identities(found: Ratios, naming: Naming) -> Iterator[Identity]:
    """The relation for every ratio that it explains or should."""
    table = found.table
    for each in found.quotients:
        ratio, over, under = (table.entries[at].fact for at in (each.ratio, each.over, each.under))
        sign = _sign(table, each)
        base = found.sums.get(each.under, ((under, Fraction(1)),))
        above = -sign if each.of_size else sign
        terms, denominator = (Term(above, over),), tuple(Term(sign * times, fact) for fact, times in base)
        if len({ratio, over, *(fact for fact, _ in base)}) < 2 + len(base):
            continue
        kind = "growth" if each.offset else "percent of" if each.factor == 100 else "amount over number"
        quotient = naming.quotient(each.factor, terms, denominator)
        yield Identity(
            id=naming.id(ratio.name, f"{table.grid}:{_at(table, each)}", ratio.period, ratio.scenario),
            kind=IdentityKind.VARIANCE if each.offset else IdentityKind.RECALCULATE,
            origin=Origin(rule=f"discovered: {kind}, in {found.tied}"),
            terms=terms,
            ratio=ratio,
            denominator=denominator,
            factor=each.factor,
            offset=Fraction(each.offset),
            text=f"{naming.fact(ratio)} = {quotient}{' - 100' if each.offset else ''}",
            subject=ratio,
            belief=found.belief / BAN,
        )


def _sign(table: Table, quotient: Quotient) -> Fraction:
    """Minus one where both amounts are printed below zero: a ratio says nothing of a base that is not positive."""
    below = all(table.entries[at].value < 0 for at in (quotient.over, quotient.under))
    return Fraction(-1 if below else 1)


def carried_identities(found: Carried, naming: Naming) -> Iterator[Identity]:
    """That an opening balance and a close agree, where they are not one fact already."""
    table = found.table
    for opens, closes in found.pairs:
        opening, closing = table.entries[found.opening, opens].fact, table.entries[found.closing, closes].fact
        if opening == closing:
            continue
        lines = table.lines[found.opening].at, table.lines[found.closing].at
        columns = table.crossings[opens].at, table.crossings[closes].at
        where = f"r{lines[0]}c{columns[0]}=r{lines[1]}c{columns[1]}"
        yield Identity(
            id=naming.id(opening.name, f"{table.grid}:{where}", opening.period, opening.scenario),
            kind=IdentityKind.AGREE,
            origin=Origin(rule=f"discovered: opening balances are closes, in {len(found.pairs)}"),
            terms=(Term(Fraction(1), opening), Term(Fraction(-1), closing)),
            text=f"{naming.fact(opening)} = {naming.fact(closing)}",
            subject=opening,
            belief=found.belief / BAN,
        )


def average_identities(found: Average, naming: Naming) -> Iterator[Identity]:
    """That an average is half of two closes, for every one that is."""
    table = found.table
    for at in found.halves:
        average, one, other = (table.entries[place].fact for place in at)
        if len({average, one, other}) == 3:
            half = Fraction(1, 2)
            where = "=".join(_named(table, place) for place in at)
            yield Identity(
                id=naming.id(average.name, f"{table.grid}:{where}", average.period, average.scenario),
                kind=IdentityKind.RECALCULATE,
                origin=Origin(rule=f"discovered: average of two closes, in {len(found.halves)}"),
                terms=(Term(Fraction(1), average), Term(-half, one), Term(-half, other)),
                text=f"{naming.fact(average)} = half of {naming.fact(one)} and {naming.fact(other)}",
                subject=average,
                belief=found.belief / BAN,
            )


def points_identities(found: Points, naming: Naming) -> Iterator[Identity]:
    """That a change in points is one percentage less another, for every one that is or should be."""
    for at in found.changes:
        change, over, under = (found.table.entries[place].fact for place in at)
        if len({change, over, under}) == 3:
            terms = (Term(Fraction(1), change), Term(Fraction(-1), over), Term(Fraction(1), under))
            where = "=".join(_named(found.table, place) for place in at)
            yield Identity(
                id=naming.id(change.name, f"{found.table.grid}:{where}", change.period, change.scenario),
                kind=IdentityKind.VARIANCE,
                origin=Origin(rule=f"discovered: change in points, in {found.tied} of {len(found.changes)}"),
                terms=terms,
                text=f"{naming.fact(change)} = {naming.total(_added_first(terms[1:]))}",
                subject=change,
                belief=found.belief / BAN,
            )


def _at(table: Table, each: Quotient) -> str:
    """The places of a ratio and its amounts in the grid: `r3c4=r3c1/r3c2`."""
    return f"{_named(table, each.ratio)}={_named(table, each.over)}/{_named(table, each.under)}"


def _named(table: Table, at: tuple[int, int]) -> str:
    line, crossing = table.lines[at[0]].at, table.crossings[at[1]].at
    return f"r{line}c{crossing}" if table.upright else f"r{crossing}c{line}"


def _kind(found: Sum) -> IdentityKind:
    table = found.panel.table
    total = table.lines[found.total].words
    parts = [table.lines[line].words for line, _ in found.parts]
    if len(parts) == 1:
        return IdentityKind.AGREE
    if total.balance and parts[0].balance and not any(words.balance for words in parts[1:]):
        return IdentityKind.ROLLFORWARD
    if any(sign < 0 for _, sign in found.parts):
        return IdentityKind.RECALCULATE if table.upright else IdentityKind.VARIANCE
    return IdentityKind.FOOT if table.upright else IdentityKind.CROSSFOOT


def _said(found: Sum) -> str:
    lines = "rows" if found.panel.table.upright else "columns"
    kind = {
        IdentityKind.ROLLFORWARD: "opening balance and movements give the close",
        IdentityKind.RECALCULATE: "a line less others",
        IdentityKind.AGREE: "both sides of the balance sheet are one amount",
        IdentityKind.VARIANCE: "difference of columns",
    }.get(_kind(found), f"{lines} add to a total")
    tied = len(found.tied) + found.elsewhere
    return f"{kind}, in {tied} of {tied + len(found.failing)}"


def _where(found: Sum) -> str:
    """The grid lines of a relation, which make its ids unique: `r5=r2+r3-r4`."""
    table = found.panel.table
    mark = "r" if table.upright else "c"
    parts = "".join(f"{'+' if sign > 0 else '-'}{mark}{table.lines[line].at}" for line, sign in found.parts)
    return f"{mark}{table.lines[found.total].at}={parts.removeprefix('+')}"
