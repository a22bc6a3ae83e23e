"""Japanese years of two digits written out: in a document of the Heisei era, `25年12月期` closed in 2013."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from crossfoot.bind.grids.periods.words import ERAS
from crossfoot.model.book import Book
from crossfoot.model.layout import Grid
from crossfoot.vocabulary.number_words import STRAIGHT

_NAMED = re.compile(r"(?P<era>昭和|平成|令和)\s?(?P<year>[0-9]{1,2}|元)年")
_WESTERN = re.compile(r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})年")
_BARE = re.compile(
    r"(?<![0-9０-９和成])(?<![和成][ \u3000])(?P<year>[0-9０-９]{1,2})(?=年\s?(?:度|[0-9０-９]{1,2}\s?月))"
)
_CENTURY = 2000

Rewriting = Callable[[str], str]


def with_whole_years(book: Book) -> Book:
    """The book as a reader in its time understands it: years that leave their era out with all four digits.

    Which era is meant, or the century, the years that the document names in full decide. A document that names no era
    is returned as it is.
    """
    texts = list(_texts(book))
    if not any(_NAMED.search(text) for text in texts):
        return book
    known = [year for text in texts for year in _years(text)]
    write = partial(_written_out, known=known)
    passages = tuple(replace(passage, text=write(passage.text)) for passage in book.passages)
    return replace(book, passages=passages, grids=tuple(_grid(grid, write) for grid in book.grids))


def _texts(book: Book) -> Iterator[str]:
    for grid in book.grids:
        yield from (grid.caption, *grid.context)
        yield from (cell.text for cell in grid.cells if not cell.figure)
    yield from (passage.text for passage in book.passages)


def _years(text: str) -> Iterator[int]:
    plain = text.translate(STRAIGHT)
    for found in _NAMED.finditer(plain):
        yield ERAS[found["era"]] + (1 if found["year"] == "元" else int(found["year"]))
    for found in _WESTERN.finditer(plain):
        yield int(found["year"])


def _written_out(text: str, known: list[int]) -> str:
    return _BARE.sub(lambda found: str(_meant(int(found["year"].translate(STRAIGHT)), known)), text)


def _meant(digits: int, known: list[int]) -> int:
    """The year that the digits mean: of every era's and the century's, the nearest to one that is named in full."""
    candidates = [*(start + digits for start in reversed(ERAS.values())), _CENTURY + digits]
    return min(candidates, key=lambda year: min(abs(year - each) for each in known))


def _grid(grid: Grid, write: Rewriting) -> Grid:
    cells = tuple(cell if cell.figure else replace(cell, text=write(cell.text)) for cell in grid.cells)
    return replace(grid, cells=cells, caption=write(grid.caption), context=tuple(map(write, grid.context)))
