"""Restatements: columns of which a later document prints many lines otherwise than the earlier one did.

Issuers state earlier periods anew: accounts change, segments are cut otherwise, errors are corrected. Then many lines
of one column differ at once, and not by much, and that is one thing to say rather than as many misprints.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Finding, Severity
from crossfoot.model.naming import Naming
from crossfoot.tie.documents.agreement import Compared
from crossfoot.tie.documents.same_row import Pair, SameRow
from crossfoot.tie.documents.statements import Column

RESTATED_BETWEEN = "restated"

_LINES = 2  # of a column that differ: a single one may be a misprint
_NEARLY = Fraction(1, 4)  # of a figure by which most restatements differ
_EXAMPLES = 3
_SAID = re.compile(
    r"\b(?:restate[ds]?|restatements?|reclassif\w+|recast|re-presented|retrospective\w*|retroactive\w*)\b"
    r"|prior.{1,10}periods? .{0,40}\b(?:conform|adjusted|revised)"
    r"|遡及|組替|組み替え|修正再表示|変更後の区分",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Restated:
    """What is left of what two documents share, and a finding for each column that was stated anew."""

    same: tuple[SameRow, ...]
    findings: tuple[Finding, ...]


def without_restated(books: tuple[Book, Book], shared: Compared) -> Restated:
    """The rows that both documents state, without the columns in which many of them differ; these are told once."""
    differing: dict[Column, list[Pair]] = defaultdict(list)
    for row in (*shared.same, *shared.apart):
        for pair in row.pairs if row.later else ():
            if not pair.ties:
                differing[_column(pair)].append(pair)
    restated = {column: pairs for column, pairs in differing.items() if _are_restated(pairs)}
    kept = (
        replace(row, pairs=tuple(pair for pair in row.pairs if pair.ties or _column(pair) not in restated))
        for row in shared.same
    )
    findings = tuple(_finding(books, pairs) for pairs in restated.values())
    return Restated(tuple(row for row in kept if row.pairs), findings)


def _column(pair: Pair) -> Column:
    return pair.one.fact.period, pair.one.fact.scenario


def _are_restated(pairs: Sequence[Pair]) -> bool:
    near = [pair for pair in pairs if 0 < abs(pair.one.value - pair.other.value) <= _NEARLY * abs(pair.one.value)]
    return len(near) >= _LINES and 2 * len(near) >= len(pairs)


def _finding(books: tuple[Book, Book], pairs: Sequence[Pair]) -> Finding:
    figures = _figures(books[0]), _figures(books[1])
    naming = Naming(books[0].entity.calendar)
    one, other = map(_name, books)
    said = next(filter(None, map(_said, books)), "")
    why = f'one of them says "{said}"' if said else "neither says so"
    shown = sorted(pairs, key=lambda pair: -abs(pair.one.value - pair.other.value))[:_EXAMPLES]
    examples = "; ".join(
        f"{naming.fact(pair.one.fact)} {figures[0][pair.one.fact].text} and {figures[1][pair.other.fact].text}"
        for pair in shown
    )
    return Finding(
        RESTATED_BETWEEN,
        Severity.NOTE if said else Severity.WARNING,
        f"{len(pairs)} lines of one period differ between {one} and {other}: restated ({why}). {examples}.",
        figures=tuple(
            f"{name}:{figure.id}"
            for pair in pairs
            for name, figure in ((one, figures[0][pair.one.fact]), (other, figures[1][pair.other.fact]))
        ),
    )


def _name(book: Book) -> str:
    return book.documents[0].name if book.documents else book.title


def _figures(book: Book) -> Mapping[FactKey, Figure]:
    """A figure that prints each fact, the finest of several."""
    found: dict[FactKey, Figure] = {}
    for figure in book.figures:
        known = found.get(figure.fact) if figure.fact is not None else None
        if figure.fact is not None and (known is None or figure.printed.place < known.printed.place):
            found[figure.fact] = figure
    return found


def _said(book: Book) -> str:
    """The words with which a document says that it states something anew; empty where it says nothing of it."""
    return next((told[0] for text in _texts(book) if (told := _SAID.search(text))), "")


def _texts(book: Book) -> Iterator[str]:
    yield from (passage.text for passage in book.passages)
    yield from (cell.text for grid in book.grids for cell in grid.cells if not cell.figure)
