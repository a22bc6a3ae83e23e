"""Restatements: other places of a document that print the size of a figure, which speak for a reading of it.

A document prints its main figures many times, and not every print is bound to the same fact. That a size of many digits
stands elsewhere is seldom an accident.
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.tie.blame.likelihood import BAN, Surroundings

_ONE_IN = 5  # figures that a document prints again elsewhere
_MOST = 2 * BAN  # a size may stand elsewhere for a reason of its own


@dataclass(frozen=True, slots=True)
class Restatements:
    """The figures of a book by their sizes, and how many there are of each length."""

    by_size: dict[Decimal, tuple[Figure, ...]]
    lengths: Counter[int]
    surroundings: Surroundings
    order: Mapping[str, int]

    @classmethod
    def of(cls, book: Book, surroundings: Surroundings) -> Self:
        """Those of a book, looked through once."""
        by_size: dict[Decimal, list[Figure]] = {}
        for figure in book.figures:
            if figure.printed.value:
                by_size.setdefault(abs(figure.printed.value), []).append(figure)
        lengths = Counter(_digits(figure.printed.value, figure) for figure in book.figures if figure.printed.value)
        order = {figure.id: at for at, figure in enumerate(book.figures)}
        return cls({size: tuple(figures) for size, figures in by_size.items()}, lengths, surroundings, order)

    def restate(self, old: Figure, new: Figure) -> None:
        """Takes a figure as it is printed from here on; those of a size stay in the book's order."""
        for figure, times in ((old, -1), (new, 1)):
            size = abs(figure.printed.value)
            if not size:
                continue
            others = [other for other in self.by_size.get(size, ()) if other.id != figure.id]
            every = [*others, new] if figure is new else others
            self.by_size[size] = tuple(sorted(every, key=lambda f: self.order[f.id]))
            self.lengths[_digits(figure.printed.value, figure)] += times

    def elsewhere(self, figure: Figure, value: Decimal) -> tuple[Figure, ...]:
        """Figures of the same unit that print a value's size in another line and column than a figure's own."""
        return tuple(
            other
            for other in self.by_size.get(abs(value), ())
            if other.id != figure.id
            and other.unit == figure.unit
            and (other.fact is None or other.fact != figure.fact)
            and not self.surroundings.are_aligned(figure, other)
        )

    def worth(self, figure: Figure, value: Decimal) -> int:
        """How much it speaks for a value that it is printed elsewhere, in millibans: more the longer it is."""
        if not value or not self.elsewhere(figure, value):
            return 0
        digits = _digits(value, figure)
        accidents = Decimal(self.lengths.get(digits, 1)) / (9 * 10 ** (digits - 1))
        return min(_MOST, max(0, -round(BAN * math.log10(accidents * _ONE_IN))))


def _digits(value: Decimal, figure: Figure) -> int:
    """How many digits a value has in a figure's place, noughts at its end left out."""
    steps = abs(value) / figure.printed.place if figure.printed.place else abs(value)
    return max(1, len(str(int(steps)).rstrip("0")))
