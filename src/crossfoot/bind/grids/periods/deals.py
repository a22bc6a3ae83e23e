"""Days of acquisitions, which the text before a table of the price and what was acquired tells."""

import re
from collections.abc import Mapping
from datetime import date

from crossfoot.bind.grids.periods.headings import mentions
from crossfoot.bind.grids.periods.words import PeriodWords
from crossfoot.model.book import Book
from crossfoot.model.layout import Grid

_BEFORE = 25  # passages over which a note on one acquisition runs
_TABLE = re.compile(
    r"\b(?:purchase (?:price|consideration)|consideration transferred|total consideration|assets acquired|"
    r"(?:acquisition|closing|merger)[- ]date fair values?|liabilities assumed|"
    r"opening (?:\w+ ){0,2}balance sheet)\b|取得原価|取得の対価|企業結合日",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:completed|consummated|closed|effected|acquired|purchased)\b.*\b(?:acqui\w+|merger|purchase|shares|interest|stock|business)\b"
    r"|\b(?:acquisition|closing|merger|effective) date\b|取得日|企業結合日",
    re.IGNORECASE,
)
# "On July 21, 2023 (the “Closing Date”), the Company completed the acquisition of ..."
_NAMED = re.compile(
    r"(?P<when>[^()]{6,40})\((?:[a-z ,]*\bthe )?"
    r"[\"“”'‘](?:acquisition|closing|merger|transaction|effective) date[\"“”'’]",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"\b(?:expects?|plans?|will|intends?|agreed|entered into)\b", re.IGNORECASE)
_END = 60  # characters at the end of a line, by which it is found again where only its last sentence stands above
_OPENING = 220  # characters of a paragraph in which it says when


def deal_days(book: Book) -> Mapping[str, PeriodWords]:
    """For each table that prices an acquisition, by its id, the day it was made on.

    The passages before the table say it, or else the one day that the document names for its deals.
    """
    priced = [grid for grid in book.grids if _prices(grid)]
    if not priced:
        return {}
    places = {passage.text[-_END:]: at for at, passage in enumerate(book.passages)}
    named = _day_named(book)
    found = {}
    for grid in priced:
        above = (line[-_END:] for line in (grid.caption, *grid.context[:2]) if line)
        at = next((places[text] for text in above if text in places), None)
        before = () if at is None else book.passages[at : at - _BEFORE : -1]
        day = next(filter(None, (_day(passage.text) for passage in before)), named)
        if day is not None:
            found[grid.id] = PeriodWords(day=day)
    return found


def _day_named(book: Book) -> date | None:
    """The day that the document calls the one of its deal; None where it names several."""
    named = {
        days[-1]
        for passage in book.passages
        for found in _NAMED.finditer(passage.text)
        if (days := [words.day for words in mentions(found["when"]) if words.day])
    }
    return named.pop() if len(named) == 1 else None


def _prices(grid: Grid) -> bool:
    return any(_TABLE.search(text) for text in (grid.caption, *grid.context[:2]))


def _day(text: str) -> date | None:
    """The day on which a paragraph's opening says that a deal was done."""
    opening = text[:_OPENING]
    if not _DONE.search(opening) or _PLANNED.search(opening):
        return None
    days = [words.day for words in mentions(opening) if words.day is not None]
    return days[0] if days else None
