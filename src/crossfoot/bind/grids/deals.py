"""Days of acquisitions, which the text before a table of the price and what was acquired tells."""

import re
from collections.abc import Mapping
from datetime import date

from crossfoot.bind.grids.period_words import PeriodWords
from crossfoot.bind.grids.periods import mentions
from crossfoot.model.book import Book
from crossfoot.model.layout import Grid

_BEFORE = 25  # passages over which a note on one acquisition runs
_TABLE = re.compile(
    r"\b(?:purchase (?:price|consideration)|consideration transferred|total consideration|assets acquired|"
    r"(?:acquisition|closing|merger)[- ]date fair values?|liabilities assumed)\b|取得原価|取得の対価|企業結合日",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:completed|consummated|closed|effected|acquired|purchased)\b.*\b(?:acqui\w+|merger|purchase|shares|interest|stock|business)\b"
    r"|\b(?:acquisition|closing|merger|effective) date\b|取得日|企業結合日",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"\b(?:expects?|plans?|will|intends?|agreed|entered into)\b", re.IGNORECASE)
_OPENING = 220  # characters of a paragraph in which it says when


def deal_days(book: Book) -> Mapping[str, PeriodWords]:
    """For each table that prices an acquisition, by its id, the day that the passages before it say it was made on."""
    places = {passage.text: at for at, passage in enumerate(book.passages)}
    found = {}
    for grid in book.grids:
        at = next((places[text] for text in (grid.caption, *grid.context[:2]) if text in places), None)
        if at is not None and _prices(grid):
            day = next(filter(None, (_day(passage.text) for passage in book.passages[at : at - _BEFORE : -1])), None)
            if day is not None:
                found[grid.id] = PeriodWords(day=day)
    return found


def _prices(grid: Grid) -> bool:
    return any(_TABLE.search(text) for text in (grid.caption, *grid.context[:2]))


def _day(text: str) -> date | None:
    """The day on which a paragraph's opening says that a deal was done."""
    opening = text[:_OPENING]
    if not _DONE.search(opening) or _PLANNED.search(opening):
        return None
    days = [words.day for words in mentions(opening) if words.day is not None]
    return days[0] if days else None
