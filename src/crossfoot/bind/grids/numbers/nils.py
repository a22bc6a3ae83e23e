"""Nils: a dash has no digits of its own, and stands for zero to the last place of the figures around it."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from crossfoot.model.figures import Figure


def nils_like_the_rest(figures: Sequence[Figure]) -> list[Figure]:
    """A table's figures with each dash printed to the commonest last place of its unit: in its column, row or table."""
    places: dict[Hashable, Counter[Decimal]] = {}
    for figure in figures:
        if not figure.printed.nil and figure.printed.value:
            for line in _lines(figure):
                places.setdefault(line, Counter())[figure.printed.place] += 1
    return [_alike(figure, places) if figure.printed.nil else figure for figure in figures]


def _alike(figure: Figure, places: dict[Hashable, Counter[Decimal]]) -> Figure:
    counts = next((places[line] for line in _lines(figure) if line in places), None)
    if counts is None:
        return figure
    place = min(counts, key=lambda place: (-counts[place], place))
    return replace(figure, printed=replace(figure.printed, place=place))


def _lines(figure: Figure) -> Iterator[Hashable]:
    """What a figure stands in, nearest to it in kind first."""
    yield figure.unit, "column", figure.place.column
    yield figure.unit, "row", figure.place.row
    yield figure.unit
