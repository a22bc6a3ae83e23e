"""The fiscal calendar that a document's own words give: the month its years end in, and what it calls them after."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from crossfoot.bind.grids.heads import Heading
from crossfoot.bind.grids.period_words import MONTHS, PeriodWords
from crossfoot.bind.grids.periods import mentions, year_end_month
from crossfoot.model.book import Book
from crossfoot.vocabulary.periods import FiscalCalendar
from crossfoot.vocabulary.spans import Duration

_LONGEST = 120  # characters of a caption or a heading
_YEAR_ENDS = re.compile(
    r"\byears?[- ](?:ended|ending|ends|end)(?: on)?(?: the [a-z ]{0,40}?)? (?P<month>"
    + "|".join(MONTHS)
    + r")[a-z]*\.?(?: (?P<day>[0-9]{1,2})(?![0-9]))?"
)
_JAPANESE_FISCAL_YEAR = re.compile(r"(?:会計|事業)年度")
_JAPANESE_YEAR = re.compile(r"[0-9０-９元]年 ?(?P<month>[0-9０-９]{1,2})月(?:期|31日に終了する)")
_YEAR_IN_MONTHS = 12


@dataclass(frozen=True, slots=True)
class DocumentCalendar:
    """The calendar, whether the document's words gave it, and every day on which it says that a period ends."""

    calendar: FiscalCalendar
    told: bool
    closes: frozenset[date]


def document_calendar(book: Book, heads: Iterable[Heading]) -> DocumentCalendar:
    """The calendar of a document: by its year ends, else years end with December."""
    ends: Counter[int] = Counter()
    habits: Counter[str] = Counter()
    closes: set[date] = set()
    known = list(heads)
    for heading in known:
        month = _year_end(heading.words)
        if month is None and heading.words.day is not None and _JAPANESE_FISCAL_YEAR.search(heading.name):
            month = year_end_month(heading.words.day)
        if month is not None:
            ends[month] += 1
        if heading.words.day is not None:
            closes.add(heading.words.day)
    for text in {heading.name for heading in known} | set(_lines(book)):
        ends.update(_year_ends_in(text))
        habits.update(_habit(text))
    month = min((month for month in ends if ends[month] == max(ends.values())), default=12)
    named_by = "start" if habits["start"] > habits["end"] else "end"
    return DocumentCalendar(FiscalCalendar(month, named_by), bool(ends), frozenset(closes))


def _lines(book: Book) -> Iterator[str]:
    for grid in book.grids:
        yield grid.caption
        yield from grid.context
        yield from (cell.text for cell in grid.cells if not cell.figure)
    for passage in book.passages:
        yield passage.text


def _year_ends_in(text: str) -> Iterator[int]:
    """The months that a sentence says years end in: "for the fiscal year ended December 28, 2024", "2024年3月期"."""
    for found in _YEAR_ENDS.finditer(text.lower()):
        month = MONTHS.index(found["month"][:3]) + 1
        day = int(found["day"] or 28)
        yield (month + 10) % 12 + 1 if day <= 7 else month
    for words in mentions(text) if len(text) <= _LONGEST else ():
        if isinstance(words.span, Duration) and words.span.months == _YEAR_IN_MONTHS:
            yield words.span.end.month
    for found in _JAPANESE_YEAR.finditer(text):
        if 1 <= int(found["month"]) <= 12:
            yield int(found["month"])


def _year_end(words: PeriodWords) -> int | None:
    """The month that the words say a year ends in."""
    if words.ends_in is not None:
        return words.ends_in
    if isinstance(words.span, Duration):
        return words.span.end.month if words.span.months == _YEAR_IN_MONTHS else None
    if words.months != _YEAR_IN_MONTHS and words.weeks not in (52, 53):
        return None
    if words.day is not None:
        return year_end_month(words.day)
    return year_end_month(date(2000, *words.month_day)) if words.month_day else None


def _habit(text: str) -> Iterator[str]:
    """What "FY16 (Apr. 2016 - Mar. 2017)" says of naming."""
    found = mentions(text)
    spans = [words.span for words in found if isinstance(words.span, Duration)]
    years = [words.year for words in found if words.year is not None and words.part is None]
    if len(spans) == 1 and len(years) == 1 and spans[0].start.year != spans[0].end.year:
        if years[0] == spans[0].start.year:
            yield "start"
        elif years[0] == spans[0].end.year:
            yield "end"
    elif any(words.starts for words in found):
        yield "start"
