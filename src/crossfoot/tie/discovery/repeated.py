"""Facts that several tables of one document print: lines of one name whose columns agree, each rounded in its way."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.facts import Members
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.model.naming import Naming
from crossfoot.tie.discovery.belief.evidence import BAN, millibans
from crossfoot.tie.discovery.belief.slips import retyped
from crossfoot.tie.documents.statements import Column, Stated, is_of_table, name_of
from crossfoot.vocabulary.measures import LEVEL
from crossfoot.vocabulary.scenarios import Scenario
from crossfoot.vocabulary.spans import Duration, Instant, Period, Undated
from crossfoot.vocabulary.units import Unit

KEPT = 2 * BAN
"""The least belief that two lines are one."""

KEPT_BROKEN = 5 * BAN
"""The least belief where one column differs: tables of one document use a name for different things more often."""

_PROMISED = millibans(1, 2)  # lines of one name, unit and members are one line
_MISPRINTED = millibans(1, 100)
_DAYS = timedelta(days=6)  # that a year of weeks ends before or after one of months


@dataclass(frozen=True, slots=True)
class Repeated:
    """Two lines that are one, with what both print: the columns that agree, and those that a slip sets apart."""

    pairs: tuple[tuple[Stated, Stated], ...]
    belief: int


def repeated(book: Book) -> Iterator[Repeated]:
    """The lines of a document's tables that an earlier table prints too; each goes with the likeliest of them."""
    rows = _rows(book)
    by_name: dict[tuple[str, Members, Unit], list[str]] = defaultdict(list)
    for measure, members, unit in rows:
        by_name[_name(book, measure), members, unit].append(measure)
    for (_, members, unit), measures in by_name.items():
        for number, measure in enumerate(measures[1:], 1):
            line = rows[measure, members, unit]
            found = [_weighed(rows[other, members, unit], line, number) for other in measures[:number]]
            best = max(filter(None, found), key=lambda each: each.belief, default=None)
            if best is not None:
                yield best


def _name(book: Book, measure: str) -> str:
    """What a line is called: one of statements by its label, as another table does that keeps a line of its own."""
    return name_of(measure if is_of_table(measure) else book.measures[measure].label)


def repeated_identities(found: Repeated, naming: Naming) -> Iterator[Identity]:
    """That what two lines print of a period agrees."""
    for one, other in found.pairs:
        yield Identity(
            id=naming.id(other.fact.name, f"again:{one.fact.measure}", other.fact.period, other.fact.scenario),
            kind=IdentityKind.AGREE,
            origin=Origin(rule=f"discovered: two tables print one line, in {len(found.pairs)}"),
            terms=(Term(Fraction(1), other.fact), Term(Fraction(-1), one.fact)),
            text=f"{naming.fact(other.fact)} = {naming.fact(one.fact)}",
            subject=other.fact,
            belief=found.belief / BAN,
        )


def _rows(book: Book) -> dict[tuple[str, Members, Unit], dict[Column, Stated]]:
    """The dated levels of tables, line by line in the order of reading."""
    rows: dict[tuple[str, Members, Unit], dict[Column, Stated]] = defaultdict(dict)
    for figure in book.figures:
        key = figure.fact
        if key is None or figure.place.row is None or key.aspect != LEVEL or isinstance(key.period, Undated):
            continue
        column = key.period, key.scenario
        stated = Stated(key, Fraction(figure.printed.value), Fraction(figure.printed.place))
        known = rows[key.measure, key.members, figure.unit].setdefault(column, stated)
        if stated.place < known.place:
            rows[key.measure, key.members, figure.unit][column] = stated
    return rows


def _weighed(one: Mapping[Column, Stated], other: Mapping[Column, Stated], tried: int) -> Repeated | None:
    """The two as one line, by the columns that both print; None where several differ, or one like no slip."""
    agreeing: list[tuple[Stated, Stated]] = []
    failing: list[tuple[Stated, Stated]] = []
    pairs: list[tuple[Stated, Stated]] = []
    for pair in _pairs(one, other):
        pairs.append(pair)
        (agreeing if _agree(*pair) else failing).append(pair)
        if len(failing) > 1:
            return None
    if failing and (len(agreeing) < 2 or not (_is_slip(*failing[0]) or _is_stale(failing[0], agreeing))):
        return None
    belief = _PROMISED - millibans(tried) + sum({abs(a.value): _size(a, b) for a, b in agreeing}.values())
    belief += _MISPRINTED * len(failing)
    return Repeated(tuple(pairs), belief) if belief >= (KEPT_BROKEN if failing else KEPT) else None


def _pairs(one: Mapping[Column, Stated], other: Mapping[Column, Stated]) -> Iterator[tuple[Stated, Stated]]:
    for (period, scenario), stated in other.items():
        same = one.get((period, scenario)) or _near(one, period, scenario)
        if same is not None and (same.value or stated.value):
            yield same, stated


def _near(columns: Mapping[Column, Stated], period: Period, scenario: Scenario) -> Stated | None:
    """The only column whose period begins and ends within days of another."""
    near = [stated for (each, kind), stated in columns.items() if kind == scenario and _is_near(each, period)]
    return near[0] if len(near) == 1 else None


def _is_near(one: Period, other: Period) -> bool:
    if isinstance(one, Duration) and isinstance(other, Duration):
        return max(abs(one.start - other.start), abs(one.end - other.end)) <= _DAYS
    return isinstance(one, Instant) and isinstance(other, Instant) and abs(one.day - other.day) <= _DAYS


def _agree(one: Stated, other: Stated) -> bool:
    """Whether one true value may print as both, each rounded to nearest: to one place it prints the same digits."""
    if one.place == other.place:
        return one.value == other.value
    return 2 * abs(one.value - other.value) <= one.place + other.place


def _size(one: Stated, other: Stated) -> int:
    return millibans(max(1, int(abs(other.value) / max(one.place, other.place))))


def _is_stale(failing: tuple[Stated, Stated], agreeing: Sequence[tuple[Stated, Stated]]) -> bool:
    """Whether one of two prints repeats what its line prints of another period, to four digits or more."""
    return any(
        print_.value == other.value and abs(print_.value) >= 1000 * print_.place
        for print_, others in zip(failing, zip(*agreeing, strict=True), strict=True)
        for other in others
    )


def _is_slip(one: Stated, other: Stated) -> bool:
    """Whether a slip makes one of the other: prints to one place, of four digits or more, for fewer are often alike."""
    if one.place != other.place or min(abs(one.value), abs(other.value)) < 1000 * one.place:
        return False
    return retyped(round(one.value / one.place), round(other.value / one.place))
