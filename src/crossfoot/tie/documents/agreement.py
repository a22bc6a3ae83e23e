"""Agreement of two documents: which of their rows are the same, told by their names and borne out by their figures.

Two documents speak of one entity where several rows of one name agree wherever both print them, and those are no small
round figures that agree by accident. A row is then believed to be the same by the odds that its name promises, shared
among all rows of that name, and by the evidence of its columns: that they agree, that they nearly do, or that a slip
makes one of the other (docs/convention.md, section 9.9).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crossfoot.model.facts import Members
from crossfoot.tie.discovery.belief.evidence import BAN, millibans
from crossfoot.tie.discovery.discover import LIKELY
from crossfoot.tie.documents.renamed import renamed_rows
from crossfoot.tie.documents.same_row import SameRow, weighed
from crossfoot.tie.documents.statements import Row, in_one_currency
from crossfoot.vocabulary.scenarios import ACTUAL
from crossfoot.vocabulary.spans import Duration, Undated
from crossfoot.vocabulary.units import Unit

LEAST = BAN
"""The least belief of a row whose columns all agree."""

LEAST_BROKEN = LIKELY * BAN
"""The least belief of a row that disagrees somewhere."""

SAME_ENTITY = 9 * BAN
"""What the rows that agree must be worth: one in a billion by accident."""

ROWS_LEAST = 3
"""The rows that must agree in all their columns."""

_TO_OUTVOTE = 3  # agreeing rows to a disagreeing one, and agreeing columns to one that differs like no slip
_Name = tuple[str, Unit, Members]

_NAMED_ALIKE = millibans(1, 2)  # that rows of one name are the same row


@dataclass(frozen=True, slots=True)
class Compared:
    """The rows that two documents share: those believed to be the same, and those of one name that differ too much.

    Of the latter only those are listed whose name stands once in each document.
    """

    same: tuple[SameRow, ...] = ()
    apart: tuple[SameRow, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    """A row with the one of its name in the other document, by its number there; `is_only` if no other is so named."""

    number: int
    same: SameRow
    is_only: bool


def compared(one: Sequence[Row], other: Sequence[Row]) -> Compared:
    """What two documents share; nothing where they do not speak of one entity."""
    one, other = in_one_currency(one, other)
    named = list(_named(one, other))
    if not _of_one_entity([each.same for each in named]):
        return Compared()
    agreeing = sum(each.same.ties for each in named if each.same.sure)
    differing = sum(not each.same.ties for each in named if each.same.sure)
    later = _latest(one) != _latest(other)
    taken = Counter(each.number for each in named)
    kept: list[SameRow] = []
    apart: list[SameRow] = []
    for each in named:
        row = replace(_promised(each.same, agreeing, differing), later=later)
        if _is_kept(row):
            kept.append(row)
        elif each.is_only and taken[each.number] == 1 and not row.turned:
            apart.append(row)
    kept += [replace(row, later=later) for row in _renamed(one, other, kept)]
    return Compared(tuple(kept), tuple(apart))


def _renamed(one: Sequence[Row], other: Sequence[Row], kept: Sequence[SameRow]) -> Iterator[SameRow]:
    """The rows that one document names otherwise, among those of which nothing is tied yet."""
    tied = {fact for row in kept for pair in row.pairs for fact in ((0, pair.one.fact), (1, pair.other.fact))}
    rows = [
        [row for row in rows if not any((side, stated.fact) in tied for stated in row.columns.values())]
        for side, rows in enumerate((one, other))
    ]
    return renamed_rows(*rows)


def _named(one: Sequence[Row], other: Sequence[Row]) -> Iterator[_Named]:
    """Each row of one document with the likeliest of those of its name in the other."""
    names, looser = _by_name(other, lambda row: row.names), _by_name(other, lambda row: row.looser)
    for row in one:
        for known, own in ((names, row.names), (looser, row.looser)):
            alike = sorted({n for name in own for n in known.get((name, row.unit, row.members), ())})
            tried = [(n, same) for n in alike if (same := weighed(row, other[n])) is not None]
            if tried:
                number, found = max(tried, key=lambda each: each[1].belief)
                belief = found.belief - millibans(len(alike))
                yield _Named(number, replace(found, belief=belief), len(alike) == 1)
                break


def _by_name(rows: Sequence[Row], names: Callable[[Row], tuple[str, ...]]) -> dict[_Name, list[int]]:
    found: dict[_Name, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for name in names(row):
            found[name, row.unit, row.members].append(number)
    return found


def _latest(rows: Sequence[Row]) -> date | None:
    """The last day that several of a document's rows report on."""
    days = Counter(
        period.end if isinstance(period, Duration) else period.day
        for row in rows
        for period, scenario in row.columns
        if scenario == ACTUAL and not isinstance(period, Undated)
    )
    return max((day for day, count in days.items() if count >= ROWS_LEAST), default=None)


def _promised(same: SameRow, agreeing: int, differing: int) -> SameRow:
    """The row with what its name promises: a statement's line by how the others agree."""
    if not same.sure:
        return replace(same, belief=same.belief + _NAMED_ALIKE)
    others = agreeing - same.ties + 1, differing - (not same.ties) + 1
    return replace(same, belief=same.belief + millibans(*others))


def _of_one_entity(best: Sequence[SameRow]) -> bool:
    agreeing = [same for same in best if same.ties and same.belief > 0]
    told = {abs(pair.one.value): pair.worth for same in agreeing for pair in same.pairs}
    return len(agreeing) >= ROWS_LEAST and sum(told.values()) >= SAME_ENTITY


def _is_kept(same: SameRow) -> bool:
    failing = [pair for pair in same.pairs if not pair.ties]
    if not failing:
        return same.belief >= LEAST
    tied = len(same.pairs) - len(failing)
    outvoted = tied >= _TO_OUTVOTE * len(failing) or (len(failing) == 1 and failing[0].worth > 0)
    return same.belief >= LEAST_BROKEN and outvoted and (same.sure or tied > len(failing))
