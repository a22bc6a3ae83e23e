"""Documents of one company that count in other scales: of two that print the same digits, one tells its scale wrong."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.findings import Finding, Severity
from crossfoot.tie.documents.agreement import Compared, compared
from crossfoot.tie.documents.sieve import SCALES, Outline, may_share, outline_of
from crossfoot.tie.documents.statements import Row, Stated
from crossfoot.vocabulary.units import UnitKind

OTHER_SCALE = "other-scale"

_ROWS_LEAST = 5  # of amounts that agree in all their columns
_OF_ALL = Fraction(3, 4)  # of the rows that both print


def in_any_scale(one: Sequence[Row], other: Sequence[Row], outlines: tuple[Outline, Outline] | None = None) -> Compared:
    """What two documents share; where that is nothing, what they do with the other's amounts in another scale.

    `outlines` are those of their rows where they are known.
    """
    mine, theirs = outlines or (outline_of(one), outline_of(other))
    plain = compared(one, other) if may_share(mine, theirs) else Compared()
    if plain.same:
        return plain
    for scale in SCALES[1:]:
        if not may_share(mine, theirs, scale):
            continue
        times = Fraction(10) ** scale
        found = compared(one, [_times(row, times) for row in other])
        amounts = [row for row in found.same if row.unit.kind is UnitKind.MONEY]
        agreeing = sum(row.ties for row in amounts)
        if agreeing >= _ROWS_LEAST and agreeing >= _OF_ALL * (len(amounts) + len(found.apart)):
            same = (replace(row, times=times) if row.unit.kind is UnitKind.MONEY else row for row in found.same)
            return Compared(tuple(same), found.apart)
    return plain


def scale_told(books: tuple[Book, Book], shared: Compared) -> tuple[Finding, ...]:
    """The note that two documents state the same amounts in other scales, where they do."""
    rows = [row for row in shared.same if row.times != 1]
    if not rows:
        return ()
    one, other = (book.documents[0].name if book.documents else book.title for book in books)
    larger, smaller = (one, other) if rows[0].times > 1 else (other, one)
    apart = max(rows[0].times, 1 / rows[0].times)
    pairs = sum(len(row.pairs) for row in rows)
    return (
        Finding(
            OTHER_SCALE,
            Severity.NOTE,
            f"{pairs} amounts of {larger} are {int(apart):,} times those of {smaller}: one of the two tells the scale "
            "of its amounts wrong, or leaves it out.",
        ),
    )


def _times(row: Row, times: Fraction) -> Row:
    if row.unit.kind is not UnitKind.MONEY:
        return row
    return replace(row, columns={column: _stated(stated, times) for column, stated in row.columns.items()})


def _stated(stated: Stated, times: Fraction) -> Stated:
    return replace(stated, value=stated.value * times, place=stated.place * times)
