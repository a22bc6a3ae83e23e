"""What charts draw bound: shares of a pie make 100, and a label whose bar says something else contradicts its bar."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Belief, Identity, IdentityKind, Origin, Term
from crossfoot.model.layout import Grid, GridCell
from crossfoot.model.naming import Naming
from crossfoot.vocabulary.cell_numbers import read_cell
from crossfoot.vocabulary.notation import NotANumber

_WHOLE: Belief = 6
"""Slices were told by their angles, each in proportion to what it prints: they are all of the pie."""

_BAR: Belief = 3
"""A warning: bars are drawn by a program from what is to be printed, but axes are broken at times."""

_BAR_AND_SUM: Belief = 6
"""What the bar says is also what makes its stack add up."""

_HUNDRED = Fraction(100)


def bind_drawn(book: Book) -> Book:
    """The book with the sums of pies, and with what bars say where nearly all others agree with their labels.

    A bar that contradicts its label speaks against it only where a slip of the pen explains the difference: else the
    bar may be cut off (docs/convention.md, section 9.12).
    """
    figures = {figure.id: figure for figure in book.figures}
    naming = Naming(book.entity.calendar)
    found = [identity for grid in book.grids for identity in _of_chart(grid, figures, naming)]
    return book.grown(identities=(*book.identities, *found)) if found else book


def _of_chart(grid: Grid, figures: Mapping[str, Figure], naming: Naming) -> Iterator[Identity]:
    if grid.shares and (facts := _facts(grid, figures)):
        yield Identity(
            id=f"{grid.id}.shares",
            kind=IdentityKind.FOOT,
            origin=Origin(rule="the slices of a pie are all of it"),
            terms=tuple(Term(Fraction(1), fact) for fact in facts),
            low=_HUNDRED,
            high=_HUNDRED,
            text=f"{' + '.join(naming.fact(fact) for fact in facts)} = 100",
            belief=_WHOLE,
        )
    for cell in grid.cells:
        figure = figures.get(cell.figure)
        if cell.drawn is not None and figure is not None and figure.fact is not None:
            yield from _drawn(grid, cell, figure, naming)


def _facts(grid: Grid, figures: Mapping[str, Figure]) -> list[FactKey]:
    """The facts of all slices; none where one of them has none, or two have the same."""
    found = [figures[cell.figure].fact for cell in grid.cells if cell.figure in figures]
    facts = [fact for fact in found if fact is not None]
    return facts if len(set(facts)) == len(found) > 1 else []


def _drawn(grid: Grid, cell: GridCell, figure: Figure, naming: Naming) -> Iterator[Identity]:
    assert cell.drawn is not None
    assert figure.fact is not None
    low, high = cell.drawn
    scale = _scale(cell.text, figure)
    meant = [value for value in _slips(cell.text) if low <= value <= high]
    if scale and meant:
        yield Identity(
            id=f"{grid.id}r{cell.row}c{cell.column}.drawn",
            kind=IdentityKind.AGREE,
            origin=Origin(rule="a bar is as high as its label says, and all others of its chart are"),
            terms=(Term(Fraction(1), figure.fact),),
            low=Fraction(low) * scale,
            high=Fraction(high) * scale,
            text=f"{naming.fact(figure.fact)} is drawn as {low:,f} to {high:,f}",
            subject=figure.fact,
            belief=_BAR_AND_SUM if any(_mends(grid, cell, value) for value in meant) else _BAR,
        )


def _scale(text: str, figure: Figure) -> Fraction:
    """What the figure's value counts of what its text prints; 0 where that cannot be told."""
    try:
        printed = read_cell(text).value
    except NotANumber:
        return Fraction(0)
    return Fraction(figure.printed.value) / Fraction(printed) if printed else Fraction(0)


def _slips(text: str) -> Iterator[Decimal]:
    """The numbers that a text becomes with one digit misread, or two neighbours changed about."""
    places = [at for at, letter in enumerate(text) if letter in "0123456789"]
    texts = [text[:at] + digit + text[at + 1 :] for at in places for digit in "0123456789" if digit != text[at]]
    for one, other in pairwise(places):
        texts.append(text[:one] + text[other] + text[one + 1 : other] + text[one] + text[other + 1 :])
    yield from (value for each in texts if (value := _read(each)) is not None)


def _mends(grid: Grid, cell: GridCell, value: Decimal) -> bool:
    """Whether a column of a chart adds up to its last row, or to 100, with a value in the place of what is printed."""
    if grid.shares:
        others = [_read(other.text) or Decimal(0) for other in grid.cells if other.row and other.column]
        return abs(sum(others) - (_read(cell.text) or Decimal(0)) + value - 100) <= len(others) / Decimal(2)
    column = {other.row: _read(other.text) for other in grid.cells if other.column == cell.column and other.row}
    last = max(column)
    known = {
        row: value if row == cell.row else each for row, each in column.items() if each is not None or row == cell.row
    }
    parts = [each for row, each in known.items() if row != last and each is not None]
    whole = known.get(last)
    return len(parts) > 1 and whole is not None and abs(whole - sum(parts)) <= len(parts) * _place(grid, cell)


def _place(grid: Grid, cell: GridCell) -> Decimal:
    """Half of what the last digit of a column's numbers counts."""
    texts = [other.text for other in grid.cells if other.column == cell.column and other.row]
    places = []
    for text in texts:
        try:
            places.append(read_cell(text).place)
        except NotANumber:
            continue
    return max(places, default=Decimal(1)) / 2


def _read(text: str) -> Decimal | None:
    try:
        return read_cell(text).value
    except NotANumber:
        return None
