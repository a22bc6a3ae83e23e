"""Discovery: the identities that a book's tables obey, told by layout, words and arithmetic, each with its belief.

Nothing is declared and no model is asked. A belief is the odds, as a power of ten, that a relation is meant rather than
an accident: what its words and place promise, shared among everything that was tried, times how improbable it is that
unrelated figures of such sizes tie so well in so many columns (docs/convention.md, section 9).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity
from crossfoot.model.naming import Naming
from crossfoot.tie.discovery.balances.averages import Average, averages
from crossfoot.tie.discovery.balances.carried import Carried, carried
from crossfoot.tie.discovery.balances.twins import twins
from crossfoot.tie.discovery.belief.evidence import BAN
from crossfoot.tie.discovery.claims.matching import restated
from crossfoot.tie.discovery.consecutive import Consecutive, consecutive, consecutive_identities
from crossfoot.tie.discovery.identities import (
    average_identities,
    carried_identities,
    points_identities,
    ratio_identities,
    sum_identities,
)
from crossfoot.tie.discovery.independence import independent
from crossfoot.tie.discovery.ratios.highlights import highlights
from crossfoot.tie.discovery.ratios.margins import Statements, margins, statements
from crossfoot.tie.discovery.ratios.per_share_beside import per_share_beside, results_beside
from crossfoot.tie.discovery.ratios.points import Points, points
from crossfoot.tie.discovery.ratios.search import Ratios, ratios, rounding_of
from crossfoot.tie.discovery.repeated import Repeated, repeated, repeated_identities
from crossfoot.tie.discovery.sums.crossing import crossed
from crossfoot.tie.discovery.sums.favoured import as_favoured, outgoings
from crossfoot.tie.discovery.sums.found import LEAST_BROKEN, Sum, without_rivals
from crossfoot.tie.discovery.sums.other_columns import in_other_columns
from crossfoot.tie.discovery.sums.search import sums
from crossfoot.tie.discovery.sums.signs import surely_signed
from crossfoot.tie.discovery.tables.accounts import is_statement_sum
from crossfoot.tie.discovery.tables.table import Table, tables
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.units import UnitKind

Found = Sum | Ratios | Points | Carried | Average | Repeated | Consecutive

_SUREST = 100
"""A belief from which on no accident is to be expected in any book: that of a hundred columns grows without end."""

FALSE_DISCOVERIES = Fraction(1, 50)
"""Of the relations found in a book, at most this share is expected to be accidents."""

LIKELY = LEAST_BROKEN // BAN
"""The least belief of a relation that fails somewhere: the odds against an accident are 10 ** LIKELY. A warning."""

OVERWHELMING = LIKELY + 3
"""From this belief on a finding is an error: were only one tick in a thousand misprinted, the odds would still hold."""


def discover(book: Book) -> Book:
    """The book with the identities that its tables and sentences obey; figures without a fact are passed over."""
    known = {_shape(identity) for identity in book.identities}
    names = {identity.id for identity in book.identities}
    naming = Naming(book.entity.calendar)
    found: list[Identity] = []
    stated = statements(book)
    every = [each for table in tables(book) for each in (*_of_table(table), *_of_statements(table, stated))]
    every += (*highlights(book), *repeated(book), *consecutive(book))
    believed = _believed(_of_one_quotient(_rounded_alike(every, _rounding_of(book, every))))
    of_tables = (identity for relation in believed for identity in _identities(relation, naming))
    of_sentences, notes = restated(book)
    for identity in chain(of_tables, of_sentences):
        if _shape(identity) not in known and identity.id not in names:
            known.add(_shape(identity))
            names.add(identity.id)
            found.append(identity)
    return book.grown(identities=(*book.identities, *found), findings=(*book.findings, *notes))


def _of_table(table: Table) -> Iterator[Found]:
    sideways = sums(table.turned())
    across = independent(sideways.sums)
    differences = {_difference(each) for each in across if any(sign < 0 for _, sign in each.parts)}
    upright = sums(table, differences)
    sure = [*twins(table), *(each for each in upright.sums if not _is_doubtful(each))]
    borne_out = crossed((*sure, *across), (*upright.doubted, *sideways.doubted))
    down = independent(_with(sure, [each for each in borne_out if each.panel.table.upright]))
    across = independent(_with(across, [each for each in borne_out if not each.panel.table.upright]))
    down = in_other_columns(table, down, differences)
    across = in_other_columns(table.turned(), across)
    taken_off = outgoings(table, down)
    across = [as_favoured(each, _difference(each), taken_off) for each in across]
    found = ratios(table)
    for along in (down, across):
        yield from (each for each in surely_signed(along) if not _is_of_quotients(each, found))
    yield from carried(table, down)
    yield from found
    yield from points(table, found)
    for side in (table, table.turned()):
        yield from averages(side)


def _with(found: Sequence[Sum], better: Sequence[Sum]) -> list[Sum]:
    """The sums with others, which take the place of those of their shape, less believed ones of the same lines gone."""
    shapes = {each.shape: each for each in (*found, *better)}
    return without_rivals(shapes.values())


def _of_statements(table: Table, stated: Statements) -> Iterator[Found]:
    """The ratios of a table over amounts of its own or of statements."""
    yield from margins(table, stated)
    yield from per_share_beside(table, stated)
    yield from results_beside(table, stated)


def _difference(found: Sum) -> int:
    """The column that is a difference of others: the one that says so, or no period, whichever it is solved for."""
    lines = found.panel.table.lines
    columns = [found.total, *(line for line, _ in found.parts)]
    saying = [line for line in columns if lines[line].words.change]
    undated = [line for line in columns if not lines[line].words.period]
    return next((those[0] for those in (saying, undated) if len(those) == 1), found.total)


def _is_doubtful(found: Sum) -> bool:
    """Whether a sum of amounts per share fails or is weak: of few digits, they tie and miss by little too easily.

    One that fails is believed only against overwhelming odds, and where a slip explains what it misses by.
    """
    lines = found.panel.table.lines
    known = is_statement_sum([lines[line].account for line in (found.total, *(line for line, _ in found.parts))])
    sure = found.belief >= OVERWHELMING * BAN and all(found.fits[each].slip > 0 for each in found.failing)
    weak = (bool(found.failing) and not sure) or (found.belief < LEAST_BROKEN and not known)
    return found.panel.unit.kind is UnitKind.PER_SHARE and weak


def _is_of_quotients(found: Sum, known: Sequence[Ratios]) -> bool:
    """Whether a sum of amounts per share is of quotients, whose own sum rounding may leave off by a last place."""
    if found.panel.unit.kind is not UnitKind.PER_SHARE:
        return False
    divided = {quotient.ratio[0] for each in known if each.table.upright for quotient in each.quotients}
    return found.total in divided and any(line in divided for line, _ in found.parts)


def _rounding_of(book: Book, found: Sequence[Found]) -> Rounding:
    """How a book's ratios are rounded: as its relations tell, but a spreadsheet shows every number to nearest."""
    if any(figure.place.sheet is not None for figure in book.figures):
        return Rounding.NEAREST
    return rounding_of([each for each in found if isinstance(each, Ratios)])


def _rounded_alike(found: Sequence[Found], rounding: Rounding) -> list[Found]:
    """The relations without ratios that would be rounded in another way than most of the book's."""
    return [each for each in found if not isinstance(each, Ratios) or each.rounding is rounding]


def _of_one_quotient(found: Sequence[Found]) -> list[Found]:
    """The relations with every ratio a quotient of the surest two amounts only: profit and its owners' part differ."""
    surest: dict[FactKey, tuple[int, FactKey, FactKey]] = {}
    for each in (each for each in found if isinstance(each, Ratios)):
        for quotient in each.quotients:
            ratio, over, under = (each.table.entries[at].fact for at in (quotient.ratio, quotient.over, quotient.under))
            if ratio not in surest or surest[ratio][0] < each.belief:
                surest[ratio] = each.belief, over, under
    return [_of_amounts(each, surest) if isinstance(each, Ratios) else each for each in found]


def _of_amounts(found: Ratios, surest: Mapping[FactKey, tuple[int, FactKey, FactKey]]) -> Ratios:
    entries = found.table.entries
    kept = [
        each
        for each in found.quotients
        if surest[entries[each.ratio].fact][1:] == (entries[each.over].fact, entries[each.under].fact)
    ]
    return replace(found, quotients=tuple(kept))


def _believed(found: Sequence[Found]) -> list[Found]:
    """The relations, in their order, without the weakest: as many as keep the expected share of accidents small."""
    surest = sorted(range(len(found)), key=lambda n: (-found[n].belief, n))
    kept, accidents = set(), Fraction(0)
    for count, number in enumerate(surest, 1):
        accidents += 1 / (1 + Fraction(10 ** min(found[number].belief / BAN, _SUREST)))
        if accidents > FALSE_DISCOVERIES * count:
            break
        kept.add(number)
    return [each for number, each in enumerate(found) if number in kept]


def _identities(relation: Found, naming: Naming) -> Iterator[Identity]:
    if isinstance(relation, Sum):
        return sum_identities(relation, naming)
    if isinstance(relation, Repeated):
        return repeated_identities(relation, naming)
    if isinstance(relation, Consecutive):
        return consecutive_identities(relation, naming)
    if isinstance(relation, Average):
        return average_identities(relation, naming)
    if isinstance(relation, Points):
        return points_identities(relation, naming)
    if isinstance(relation, Carried):
        return carried_identities(relation, naming)
    return ratio_identities(relation, naming)


def _shape(identity: Identity) -> tuple[frozenset[tuple[FactKey, Fraction]], FactKey | None]:
    """What an identity says, whichever fact it is solved for."""
    first = min(identity.terms, key=lambda term: term.fact.id).coefficient if identity.ratio is None else Fraction(1)
    return frozenset((term.fact, term.coefficient / first) for term in identity.terms), identity.ratio
