"""The fiscal calendar that a document's own words give: the month its years end in, and what it calls them after."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from crossfoot.bind.grids.layout.heads import Heading
from crossfoot.bind.grids.periods.deals import deal_days
from crossfoot.bind.grids.periods.headings import mentions, resolved, told, year_end_month
from crossfoot.bind.grids.periods.words import MONTHS, PeriodWords
from crossfoot.model.book import Book
from crossfoot.vocabulary.periods import FiscalCalendar
from crossfoot.vocabulary.scenarios import ACTUAL
from crossfoot.vocabulary.spans import Duration, Instant, Period, day_before, months_of, shifted, shifted_day

_LONGEST = 120  # characters of a caption or a heading
_YEAR_ENDS = re.compile(
    r"\byears?[- ](?:ended|ending|ends|end)(?: on)?(?: the [a-z ]{0,40}?)? "
    r"(?:(?P<before>[0-9]{1,2})(?:st|nd|rd|th)? )?(?P<month>"
    + "|".join(MONTHS)
    + r")[a-z]*\.?(?: (?P<day>[0-9]{1,2})(?![0-9]))?"
)
_JAPANESE_FISCAL_YEAR = re.compile(r"(?:会計|事業)年度")
_JAPANESE_YEAR = re.compile(r"[0-9０-９元]年 ?(?P<month>[0-9０-９]{1,2})月(?:期|31日に終了する)")
# "決算期は3月です。", "3月決算", "4月1日から翌年3月31日まで"
_JAPANESE_CLOSE = re.compile(
    r"決算(?:期|月|日)[はが:： ]*(?:毎年)?(?P<of>[0-9０-９]{1,2})月|(?<![0-9０-９])(?P<before>[0-9０-９]{1,2})月決算"
    r"|翌年?(?P<to>[0-9０-９]{1,2})月(?:末日?|[0-9０-９]{1,2}日)まで"
)
_OWN_YEAR = re.compile(r"当(?:連結|事業)?(?:会計)?年度|当期|今期|current|this", re.IGNORECASE)
_DOTTED_YEAR = re.compile(r"\byears? (?:ended|ending|to) [0-9]{1,4}[./-]", re.IGNORECASE)
_HALF = re.compile(r"期中|中間")
_YEAR_IN_MONTHS = 12


@dataclass(frozen=True, slots=True)
class DocumentCalendar:
    """The calendar, whether the document's words gave it, and every day on which it says that a period ends.

    `closing_day` is the day of the month that fiscal months close on, where that is not their last: the 20th.
    `own_year` is the fiscal year that the document reports on, where it says, and `names_own_year` whether it speaks of
    one as such (`当事業年度`); `deals` the days of acquisitions by the tables that price them; `opens` the days that
    headings say periods begin on.
    """

    calendar: FiscalCalendar
    told: bool
    closes: frozenset[date]
    closing_day: int | None = None
    own_year: Duration | None = None
    deals: Mapping[str, PeriodWords] = field(default_factory=dict)
    opens: frozenset[date] = frozenset()
    names_own_year: bool = False

    def resolve(self, words: PeriodWords) -> Period | None:
        """The period that words mean in this document, None where they leave it open."""
        period = resolved(words, self.calendar, self.closes, self.closing_day)
        if period is not None or words.own_year is None or self.own_year is None:
            return period
        year = shifted(self.own_year, 12 * (1 - words.own_year))
        if words.part is not None:
            skipped, months = (0, sum(words.part)) if words.to_date else words.part
            year = months_of(year.start.year, year.start.month + skipped, months)
        return Instant(year.end) if words.closing else year


def document_calendar(book: Book, heads: Iterable[Heading]) -> DocumentCalendar:
    """The calendar of a document: by its year ends, else years end with December."""
    ends: Counter[int] = Counter()
    habits: Counter[str] = Counter()
    closing_days: Counter[int | None] = Counter()
    closes: set[date] = set()
    known = list(heads)
    for heading in known:
        month = _year_end(heading.words) if not _HALF.search(heading.name) else None
        if month is None and heading.words.day is not None and _JAPANESE_FISCAL_YEAR.search(heading.name):
            month = year_end_month(heading.words.day)
        if month is not None:
            ends[month] += 1
        if heading.words.day is not None:
            closes.add(heading.words.day)
    for text in {heading.name for heading in known} | set(_lines(book)):
        ends.update(_year_ends_in(text))
        habits.update(_habit(text))
        closing_days.update(_closing_days(text))
    month = min((month for month in ends if ends[month] == max(ends.values())), default=12)
    named_by = "start" if habits["start"] > habits["end"] else "end"
    day = closing_days.most_common(1)[0][0] if closing_days else None
    found = DocumentCalendar(FiscalCalendar(month, named_by), bool(ends), frozenset(closes), day)
    opens = frozenset(heading.words.span.start for heading in known if isinstance(heading.words.span, Duration))
    own_year = _own_year_told(found, book, known) or _year_reported(found, known)
    names = any(heading.words.own_year for heading in known)
    return replace(found, own_year=own_year, deals=deal_days(book), opens=opens, names_own_year=names)


def _own_year_told(calendar: DocumentCalendar, book: Book, heads: Sequence[Heading]) -> Duration | None:
    """The fiscal year that words such as `当事業年度` are dated with most often."""
    said = [heading.words for heading in heads]
    said += [told(line).words for line in _lines(book) if len(line) <= _LONGEST and _OWN_YEAR.search(line)]
    dated: Counter[Duration] = Counter()
    for words in said:
        year = _year_of(calendar.resolve(replace(words, own_year=None)), calendar) if words.own_year else None
        if year is not None:
            dated[shifted(year, 12 * ((words.own_year or 1) - 1))] += 1
    return max(dated, key=lambda year: (dated[year], year.end), default=None)


def _year_reported(calendar: DocumentCalendar, heads: Sequence[Heading]) -> Duration | None:
    """The last year that tables report."""
    reported = [calendar.resolve(heading.words) for heading in heads if heading.is_level and heading.scenario == ACTUAL]
    years = [span for span in reported if isinstance(span, Duration) and _length(span) == _YEAR_IN_MONTHS]
    return max(years, key=lambda span: span.end, default=None)


def _year_of(period: Period | None, calendar: DocumentCalendar) -> Duration | None:
    """The year that a period is, or that a day closes."""
    if isinstance(period, Instant):
        period = calendar.resolve(PeriodWords(day=period.day, months=_YEAR_IN_MONTHS))
    return period if isinstance(period, Duration) and _length(period) == _YEAR_IN_MONTHS else None


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
        day = int(found["before"] or found["day"] or 28)
        yield (month + 10) % 12 + 1 if day <= 7 else month
    for span in _spans(text):
        if _length(span) == _YEAR_IN_MONTHS:
            yield year_end_month(span.end)
    if _DOTTED_YEAR.search(text) and (dotted := told(text).words.day):
        yield year_end_month(dotted)
    for found in _JAPANESE_YEAR.finditer(text):
        if 1 <= int(found["month"]) <= 12:
            yield int(found["month"])
    for found in _JAPANESE_CLOSE.finditer(text):
        month = int(next(filter(None, found.groups())))
        if 1 <= month <= 12:
            yield month


def _spans(text: str) -> Iterator[Duration]:
    for words in mentions(text) if len(text) <= _LONGEST else ():
        if isinstance(words.span, Duration):
            yield words.span


def _closing_days(text: str) -> Iterator[int | None]:
    """The day of the month on which each span of whole months in a text closes; None for the last."""
    for span in _spans(text):
        if _length(span) is not None:
            yield None if span.is_whole_months else span.end.day


def _length(span: Duration) -> int | None:
    """The quarters of a year that a span runs for, in months; None for others, such as those of 13 weeks."""
    lengths = range(3, _YEAR_IN_MONTHS + 1, 3)
    return next((months for months in lengths if shifted_day(span.end, -months) == day_before(span.start)), None)


def _year_end(words: PeriodWords) -> int | None:
    """The month that the words say a year ends in."""
    if words.ends_in is not None:
        return words.ends_in
    if isinstance(words.span, Duration):
        return year_end_month(words.span.end) if _length(words.span) == _YEAR_IN_MONTHS else None
    if words.to_date and words.month is not None:
        return words.month
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
